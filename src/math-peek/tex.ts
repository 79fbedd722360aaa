import {mathmlByTex} from 'virtual:typeset';

/** A piece of mathematics. */
export interface Typeset {
  /** As it is written, in TeX. */
  source: string;
  /** The inside of a `<math>` element, in which `@name@` leaves room for a symbol or its number. */
  readonly mathml: string;
}

/**
 * Marks TeX, which KaTeX typesets while the library is built (scripts/plugins/typeset.mjs).
 *
 * `\slot{name}` leaves room for the symbol of that name, or for its number.
 */
export const tex = ({raw: [source]}: TemplateStringsArray): Typeset => ({
  source,
  get mathml() {
    return mathmlByTex[source];
  },
});
