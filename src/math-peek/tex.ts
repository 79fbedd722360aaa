/** A piece of mathematics: the inside of a `<math>` element, in which `@name@` leaves room for a symbol or its number. */
export interface Typeset {
  mathml: string;
}

/**
 * Marks TeX that is typeset when the bundle is built (scripts/typeset.mjs). Outside a build the TeX stands there itself.
 *
 * `\\slot{name}` leaves room for the symbol of that name, or for its number.
 */
export const tex = (strings: TemplateStringsArray): Typeset => ({mathml: strings.raw[0].replace(/\\slot\{(\w+)\}/g, '@$1@')});
