/**
 * Typesets the formulas when the bundle is built, so that no page has to: KaTeX turns every
 *
 *   tex`\sqrt{2\,\slot{delta}\cdot\slot{M}}`
 *
 * of src/math-peek into {mathml}. A `\slot{name}` becomes `<mtext>@name@</mtext>`, which the Math Peek fills with
 * the symbol or with its number.
 */
import katex from 'katex';

const literal = /\btex\s*`((?:[^`\\]|\\[^])*)`/g;

/** TeX as the inside of a `<math>` element. */
export function mathml(tex) {
  // TeX's text has no underscore.
  const slots = tex.replace(/\\slot\{(\w+)\}/g, (_, name) => `\\text{@${name.replaceAll('_', '-')}@}`);
  const made = katex.renderToString(slots, {output: 'mathml', displayMode: true, throwOnError: true, strict: 'error'});
  const inside = /<semantics>([^]*?)<annotation/.exec(made)?.[1];
  if (!inside || /mathcolor="#cc0000"/.test(inside)) throw new Error(`KaTeX could not typeset ${tex}`);
  return inside.replace(/@([\w-]+)@/g, (slot) => slot.replaceAll('-', '_')).replaceAll(' mathvariant="normal"', '');
}

/** A rollup and Vite plugin. */
export const typeset = () => ({
  name: 'typeset',
  transform(code, id) {
    if (!/[\\/]math-peek[\\/]/.test(id) || !literal.test(code)) return null;
    return {code: code.replace(literal, (_, tex) => `({mathml: ${JSON.stringify(mathml(tex))}})`), map: null};
  },
});
