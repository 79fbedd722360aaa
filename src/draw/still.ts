import {svgEscape} from './svg-text.js';
import type {Definition} from '../core/definition.js';
import type {Table} from '../core/table.js';
import {palette} from '../draw/palette.js';

/** How a still is drawn. */
export interface StillOptions {
  symbols: 'mission' | 'book';
  /** The page to draw with; the browser's own by default. */
  document?: Document;
  /** The widget's appearance attributes, such as `view`, by attribute name. */
  appearance?: Appearance;
}

export type Appearance = Readonly<Record<string, string>>;

/**
 * A widget's figure where no script runs: on paper, in an EPUB, in a file. The live element draws it for `toSVG`, and
 * `reliability-tax/render` in Node.
 */
export interface Still<Value extends object = object> {
  definition: Definition<Value>;
  /** The figure as one SVG document, five inches wide, readable in greyscale. */
  svg(value: Value, options: StillOptions): string;
  /** The numbers behind it. */
  tables(value: Value, appearance?: Appearance): Table[];
  /** What it says, in a sentence or two. */
  describe(value: Value, appearance?: Appearance): string;
  /** What it shows, for those who do not see it: at most 250 characters. */
  alt(value: Value, appearance?: Appearance): string;
}

/** Most characters of an alt text. */
export const maxAltLength = 250;

/** The first sentences, as many as an alt text can hold. */
export function altText(first: string, ...sentences: string[]): string {
  let text = first;
  for (const sentence of sentences) {
    if (text.length + 1 + sentence.length > maxAltLength) break;
    text += ` ${sentence}`;
  }
  return text;
}

/** The sheet of a still: five inches wide, with its title and what it says. */
export const stillSvg = (
  height: number,
  title: string,
  about: string,
  inside: readonly string[],
  size = 11.5,
): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="${height}" viewBox="0 0 480 ${height}" font-family="Inter, Helvetica, Arial, sans-serif" font-size="${size}" fill="${palette.text}" role="img">`,
    `<title>${title}</title>`,
    `<desc>${svgEscape(about)}</desc>`,
    `<rect width="480" height="${height}" fill="${palette.surface}"/>`,
    ...inside,
    '</svg>',
  ].join('\n');
