/** The book's palette, for pictures that leave the page. */
export const palette = {
  checkpoint: '#006395',
  lost: '#cb202d',
  total: '#008f45',
  restart: '#cc5500',
  downtime: '#7a5195',
  accent: '#1f407a',
  text: '#212529',
  muted: '#545b62',
  line: '#ced4da',
  grid: '#d3d9de',
  surface: '#ffffff',
  zone: '#6c757d',
} as const;

/** The same colours on a dark page. */
export const darkPalette: Readonly<Record<keyof typeof palette, string>> = {
  checkpoint: '#5fb4e5',
  lost: '#ff8088',
  total: '#4fce88',
  restart: '#ffa057',
  downtime: '#c9a2e6',
  accent: '#6b9fd4',
  text: '#e6e8ea',
  muted: '#b0b7bd',
  line: '#4a5158',
  grid: '#454c53',
  surface: '#1b1d1f',
  zone: '#9aa3ab',
};

export type Colour = keyof typeof palette;
export type Palette = Readonly<Record<Colour, string>>;

/** The same colours as the page's theme gives them. */
export const themed: Palette = Object.fromEntries(
  Object.keys(palette).map((name) => [name, `var(--${name})`]),
) as Palette;
