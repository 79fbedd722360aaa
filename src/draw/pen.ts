import {svgEscape} from './svg-text.js';
import {palette as inFile, type Colour, type Palette} from '../draw/palette.js';

/** How a text stands. */
export interface TextStyle {
  colour?: Colour;
  anchor?: 'start' | 'middle' | 'end';
  size?: number;
  bold?: boolean;
  /** Set off from what lies under it. */
  halo?: boolean;
}

/** How a path looks. */
export interface PathStyle {
  fill?: Colour;
  stroke?: Colour;
  width?: number;
  dash?: readonly number[];
  opacity?: number;
}

/**
 * Draws the same marks on a canvas of the page and in a file: what a picture shows is written once. Lengths are CSS
 * pixels, colours names of the theme.
 */
export interface Pen {
  rect(x: number, y: number, width: number, height: number, fill: Colour, opacity?: number): void;
  /** Diagonal lines, for what must be told apart without colour. */
  hatch(x: number, y: number, width: number, height: number, colour: Colour): void;
  /** A path in the syntax of SVG, moved to x, y. */
  path(x: number, y: number, d: string, look: PathStyle): void;
  text(x: number, y: number, words: string, look?: TextStyle): void;
}

const step = 7;

/** Shapes drawn again and again, by their text. */
const shapes = new Map<string, Path2D>();

function shapeOf(d: string): Path2D {
  let shape = shapes.get(d);
  if (shape) return shape;
  if (shapes.size > 500) shapes.clear();
  shapes.set(d, (shape = new Path2D(d)));
  return shape;
}

/** A canvas to draw on again and again: sized and cleared, with a pen that lasts as long as its inks. */
export class CanvasLayer {
  #canvas?: HTMLCanvasElement;
  #context?: CanvasRenderingContext2D;
  #pen?: Pen;
  #palette?: Palette;
  #ratio = 0;
  #drawnFor: readonly unknown[] = [];

  /** True where what is drawn is of other things than these, which are then noted: nothing is drawn twice. */
  needsRedraw(canvas: HTMLCanvasElement, ...of: readonly unknown[]): boolean {
    const now = [canvas, ...of];
    const old = now.length !== this.#drawnFor.length || now.some((one, i) => one !== this.#drawnFor[i]);
    this.#drawnFor = now;
    return old;
  }

  /** What is drawn next is new. */
  invalidate(): void {
    this.#drawnFor = [];
  }

  /** A clean sheet of `width` by `height` CSS pixels, `ratio` dots a pixel. */
  begin(
    canvas: HTMLCanvasElement,
    width: number,
    height: number,
    ratio: number,
    ink: Palette,
    font: () => string,
  ): Pen {
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    const fits =
      canvas.width === wide &&
      canvas.height === high &&
      canvas === this.#canvas &&
      ink === this.#palette &&
      ratio === this.#ratio;
    if (!fits) {
      // Sized anew it is empty. Not cleared: on paper Chromium repeats the calls, and a clearing one wipes out what lies below.
      canvas.width = wide;
      canvas.height = high;
      this.#canvas = canvas;
      this.#palette = ink;
      this.#ratio = ratio;
      this.#context = canvas.getContext('2d')!;
      this.#pen = canvasPen(this.#context, ink, ratio, font());
    }
    const context = this.#context!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (fits) context.clearRect(0, 0, wide, high);
    return this.#pen!;
  }
}

/** A pen for a canvas of `ratio` dots a pixel; `ink` gives the colours as the page shows them. */
export function canvasPen(context: CanvasRenderingContext2D, ink: Palette, ratio: number, font: string): Pen {
  const hatches = new Map<Colour, CanvasPattern>();
  const hatchOf = (colour: Colour): CanvasPattern => {
    let pattern = hatches.get(colour);
    if (pattern) return pattern;
    const tile = context.canvas.ownerDocument.createElement('canvas');
    tile.width = tile.height = Math.round(step * ratio);
    const size = tile.width;
    const pen = tile.getContext('2d')!;
    pen.strokeStyle = ink[colour];
    pen.lineWidth = 1.1 * ratio;
    pen.beginPath();
    for (const at of [-size, 0, size]) {
      pen.moveTo(at - ratio, size + ratio);
      pen.lineTo(at + size + ratio, -ratio);
    }
    pen.stroke();
    hatches.set(colour, (pattern = context.createPattern(tile, 'repeat')!));
    pattern.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, 0, 0]));
    return pattern;
  };
  return {
    rect(x, y, width, height, fill, opacity = 1) {
      if (opacity < 1) context.globalAlpha = opacity;
      context.fillStyle = ink[fill];
      context.fillRect(x, y, width, height);
      if (opacity < 1) context.globalAlpha = 1;
    },
    hatch(x, y, width, height, colour) {
      context.fillStyle = hatchOf(colour);
      context.fillRect(x, y, width, height);
    },
    path(x, y, d, {fill, stroke, width = 1, dash = [], opacity = 1}) {
      const path = shapeOf(d);
      context.translate(x, y);
      context.globalAlpha = opacity;
      if (fill) {
        context.fillStyle = ink[fill];
        context.fill(path);
      }
      if (stroke) {
        context.strokeStyle = ink[stroke];
        context.lineWidth = width;
        if (dash.length) context.setLineDash(dash as number[]);
        context.stroke(path);
        if (dash.length) context.setLineDash([]);
      }
      context.globalAlpha = 1;
      context.translate(-x, -y);
    },
    text(x, y, words, {colour = 'text', anchor = 'start', size = 11, bold, halo} = {}) {
      context.font = `${bold ? '650 ' : ''}${size}px ${font}`;
      context.textAlign = anchor === 'middle' ? 'center' : anchor;
      if (halo) {
        context.strokeStyle = ink.surface;
        context.lineWidth = 3;
        context.lineJoin = 'round';
        context.strokeText(words, x, y);
      }
      context.fillStyle = ink[colour];
      context.fillText(words, x, y);
    },
  };
}

const short = (at: number): string => String(Math.round(100 * at) / 100 || 0);

/** A pen for a file, or with the theme's colours for the page: `markup` is what was drawn so far; `group` names a part. */
export function svgPen(
  name = 'hatch',
  palette: Palette = inFile,
): Pen & {markup(): string; group(mark: string, draw: () => void): void} {
  const drawn: string[] = [];
  const used = new Set<Colour>();
  return {
    rect: (x, y, width, height, fill, opacity = 1) =>
      void drawn.push(
        `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${palette[fill]}"${opacity < 1 ? ` fill-opacity="${opacity}"` : ''}/>`,
      ),
    hatch(x, y, width, height, colour) {
      used.add(colour);
      drawn.push(
        `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="url(#${name}-${colour})"/>`,
      );
    },
    path: (x, y, d, {fill, stroke, width = 1, dash = [], opacity = 1}) =>
      void drawn.push(
        `<path${x || y ? ` transform="translate(${short(x)},${short(y)})"` : ''} d="${d}" fill="${fill ? palette[fill] : 'none'}"${stroke ? ` stroke="${palette[stroke]}" stroke-width="${width}"` : ''}${
          dash.length ? ` stroke-dasharray="${dash.join(' ')}"` : ''
        }${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`,
      ),
    text: (x, y, words, {colour = 'text', anchor = 'start', size = 11, bold, halo} = {}) =>
      void drawn.push(
        `<text x="${short(x)}" y="${short(y)}" font-size="${size}" fill="${palette[colour]}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${bold ? ' font-weight="650"' : ''}${
          halo ? ` stroke="${palette.surface}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"` : ''
        }>${svgEscape(words)}</text>`,
      ),
    group(mark, draw) {
      drawn.push(`<g class="${mark}">`);
      draw();
      drawn.push('</g>');
    },
    markup: () =>
      [...used]
        .map(
          (colour) =>
            `<defs><pattern id="${name}-${colour}" width="${step}" height="${step}" patternUnits="userSpaceOnUse"><path d="M-1,8L8,-1M-1,1L1,-1M6,8L8,6" stroke="${palette[colour]}" stroke-width="1.1"/></pattern></defs>`,
        )
        .join('') + drawn.join(''),
  };
}
