/** The book's palette, for pictures that leave the page. */
export const palette = {
  checkpoint: '#006395',
  lost: '#cb202d',
  total: '#008f45',
  restart: '#cc5500',
  downtime: '#7a5195',
  accent: '#1f407a',
  text: '#212529',
  muted: '#5c636a',
  line: '#ced4da',
  grid: '#d3d9de',
  surface: '#ffffff',
  zone: '#6c757d',
} as const;

export type Colour = keyof typeof palette;
export type Palette = Readonly<Record<Colour, string>>;

/** The same colours as the page's theme gives them. */
export const themed: Palette = Object.fromEntries(
  Object.keys(palette).map((name) => [name, `var(--${name})`]),
) as Palette;
