import {palette, type Palette} from '../draw/palette.js';

const cached = new WeakMap<HTMLElement, {key: string; ink: Palette}>();

const names = Object.keys(palette);

/**
 * The colours of the theme as the page shows them, for canvases, which know no custom properties. `probe` is an empty
 * element of the widget. For paper, the book's palette.
 */
export function canvasPalette(probe: HTMLElement, printing: boolean): Palette {
  if (printing) return palette;
  const style = getComputedStyle(probe);
  // What the colours hang on: the tokens as written, and the scheme they are read in.
  const key = [style.colorScheme, ...names.map((name) => style.getPropertyValue(`--${name}`))].join();
  const before = cached.get(probe);
  if (before?.key === key) return before.ink;
  const ink = Object.fromEntries(names.map((name) => [name, resolvedColour(probe, `var(--${name})`)])) as Palette;
  cached.set(probe, {key, ink});
  return ink;
}

/** A colour of CSS as the page computes it. */
export function resolvedColour(probe: HTMLElement, colour: string): string {
  probe.style.color = colour;
  return getComputedStyle(probe).color;
}
