/** A piece of mathematics: as TeX, and as the inside of a `<math>` element. */
export interface Typeset {
  tex: string;
  mathml: string;
}

/**
 * Marks TeX that is typeset when the bundle is built (scripts/typeset.mjs). Outside a build only the TeX is there.
 *
 * `\slot{name}` leaves room for the symbol of that name, or for its number.
 */
export const tex = (strings: TemplateStringsArray): Typeset => ({tex: strings.raw[0], mathml: ''});
