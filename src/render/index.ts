import {commonAttributes, type CommonAttribute} from '../core/common-attributes.js';
import {showField} from '../core/fields.js';
import {InputState} from '../core/input-state.js';
import {readNames} from '../core/locks.js';
import type {Still} from '../draw/still.js';
import type {Table} from '../core/table.js';
import {nodeDocument} from './document.js';
import {markdownSources, markdownTable, markdownText} from './markdown.js';
import {nearest} from '../core/nearest.js';
import {stills} from './stills.js';

export type {Table};

/** Attributes as an author writes them: `{nodes: '16,384', 'write-time': '2 min'}`. */
export type Attributes = Readonly<Record<string, string | number>>;

export interface RenderOptions {
  /** The page to draw with; one made for the purpose by default. */
  document?: Document;
  /** Address of the picture in `markdown`; without it the alt text stands there. */
  picture?: string;
}

/** A figure where no script runs. */
export interface Rendered {
  /** The picture, five inches wide. */
  svg: string;
  /** Picture or alt text, sentence, tables and sources. */
  markdown: string;
  /** At most 250 characters. */
  alt: string;
  description: string;
  tables: Table[];
  /** Attributes that disagree, as sentences. */
  notices: string[];
}

/** Tags that can be rendered. */
export const tags: readonly string[] = stills.map(({definition}) => definition.tag);

/** An attribute of a widget, as the help tells it. */
export interface About {
  attribute: string;
  doc: string;
  example: string;
  choices?: readonly string[];
}

/** What a tag can be told. Of what all widgets share, only `notation` shows in a still. */
export function attributesOf(tag: string): About[] {
  const {definition} = stillOf(tag);
  return [
    ...Object.values(definition.fields),
    ...(definition.appearance ?? []),
    ...commonAttributes.filter(({attribute}) => attribute === 'notation'),
  ];
}

/** Attributes of a tag that choose how it looks: with a fleet, each widget keeps its own. */
export const appearanceOf = (tag: string): string[] =>
  [...(stillOf(tag).definition.appearance ?? []), ...commonAttributes].map(({attribute}) => attribute);

function stillOf(tag: string): Still {
  const still = stills.find(({definition}) => definition.tag === tag);
  if (!still) throw new Error(`"${tag}" cannot be rendered; the nearest is "${nearest(tag, tags)}"`);
  return still;
}

/** The choice written in an attribute that is no input; its default without one. */
function wordOf({attribute, choices, default: usual}: CommonAttribute, attributes: Attributes): string | undefined {
  if (attributes[attribute] === undefined) return usual;
  const word = String(attributes[attribute]).trim().toLowerCase();
  if (choices && !choices.includes(word))
    throw new Error(
      `${attribute}="${attributes[attribute]}" is not one of ${choices.join(', ')}; the nearest is "${nearest(word, choices)}"`,
    );
  return word;
}

/**
 * Draws a widget's still figure, with the numbers and the drawing code of the live one.
 *
 * @throws {Error} naming the attribute, the value given and the range, or the nearest attribute that exists
 * @example render('young-daly-curve', {nodes: '16,384'}).svg
 */
export function render(
  tag: string,
  attributes: Attributes = {},
  {document = nodeDocument(), picture}: RenderOptions = {},
): Rendered {
  const still = stillOf(tag);
  const {definition} = still;
  const state = new InputState(definition);
  const common: readonly CommonAttribute[] = [...commonAttributes, ...(definition.appearance ?? [])];
  for (const [attribute, text] of Object.entries(attributes)) {
    const key = state.keyOf(attribute);
    if (key) state.read(key, text);
    else if (!common.some((it) => it.attribute === attribute)) {
      const known = [...Object.values(definition.fields), ...common].map((it) => it.attribute);
      throw new Error(`<${tag}> has no attribute "${attribute}"; the nearest is "${nearest(attribute, known)}"`);
    }
  }
  for (const attribute of ['locked', 'hidden-controls']) {
    const {problems} = readNames(attribute, attributes[attribute], definition.fields);
    if (problems.length) state.problems.set(attribute, problems.join('\n'));
  }
  if (state.problems.size) throw new Error([...state.problems.values()].join('\n'));
  const shown = Object.fromEntries(common.map((it) => [it.attribute, wordOf(it, attributes)]));
  const appearance = Object.fromEntries(
    (definition.appearance ?? []).map(({attribute}) => [attribute, shown[attribute] ?? '']),
  );

  const {value, settings} = state;
  const tables = still.tables(value, appearance);
  const description = still.describe(value, appearance);
  const alt = still.alt(value, appearance);
  const sources = Object.entries(definition.sources(settings))
    .filter(([key]) => key in definition.fields)
    .map(([key, source]) => {
      const field = definition.fields[key];
      return {label: field.label, value: showField(field, (value as Record<string, number | string>)[key]), source};
    });
  const head = picture === undefined ? markdownText(alt) : `![${markdownText(alt)}](<${picture}>)`;
  return {
    svg: still.svg(value, {symbols: shown.notation === 'book' ? 'book' : 'mission', document, appearance}),
    markdown:
      [head, markdownText(description), ...tables.map(markdownTable), '**Sources**', markdownSources(sources)].join(
        '\n\n',
      ) + '\n',
    alt,
    description,
    tables,
    notices: definition.conflicts?.(settings) ?? [],
  };
}
