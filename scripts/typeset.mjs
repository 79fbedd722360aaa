/**
 * Typesets the formulas when the bundle is built, so that no page has to: KaTeX turns every
 *
 *   tex`\sqrt{2\,\slot{delta}\cdot\slot{M}}`
 *
 * of src/math-peek into the short form of its MathML. A `\slot{name}` becomes `<mtext>@name@</mtext>`, which the Math Peek fills with
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

const tags = {
  'mrow': 'r',
  'mfrac': 'f',
  'msub': 'b',
  'msup': 'p',
  'msqrt': 'q',
  'msubsup': 's',
  'munder': 'u',
  'munderover': 'o',
  'mstyle scriptlevel="0" displaystyle="false"': 'd',
};

/** MathML as `expand` of src/math-peek/tex.ts reads it: `<r` opens a row and `>` closes it; letters, digits, signs and slots need no tags; between bars stands what has no shorter form. */
export function shortened(mathml) {
  const leaf = (all, tag, looks, text) => {
    if (tag === 'mtext' && !looks)
      return /^@\w+@$/.test(text) ? text : /^[^'|]+$/.test(text) ? `'${text}'` : `|${all}|`;
    if (tag === 'mi' && !looks && /^\p{L}+$/u.test(text)) return `${text};`;
    if (tag === 'mn' && /^\d+$/.test(text)) return `${text};`;
    const known = /^[()[\]⌊⌋]$/.test(text) ? ' fence="true"' : text === ',' ? ' separator="true"' : '';
    return tag === 'mo' && looks === known && /^[^\p{L}\d<>@|';]$/u.test(text) ? text : `|${all}|`;
  };
  const parts = mathml.match(/<(mi|mn|mo|mtext)[^>]*>[^<]*<\/\1>|<mspace[^>]*>|<[^>]*>/g).map((part) => {
    const [all, tag, looks, text] = /^<(mi|mn|mo|mtext)([^>]*)>([^<]*)</.exec(part)
      ? [part, ...part.match(/^<(\w+)([^>]*)>([^<]*)</).slice(1)]
      : [part];
    if (tag) return leaf(all, tag, looks, text);
    if (part.startsWith('</')) return part.endsWith('mspace>') ? `|${part}|` : '>';
    const letter = tags[part.slice(1, -1)];
    if (!letter && !part.startsWith('<mspace')) throw new Error(`No short form of ${part}`);
    return letter ? `<${letter}` : `|${part}|`;
  });
  // A separator only where two words or two numbers would run together.
  return parts
    .map((part, i) =>
      part.endsWith(';') && !(/^\p{L}/u.test(part) ? /^\p{L}/u : /^\d/).test(parts[i + 1] ?? '')
        ? part.slice(0, -1)
        : part,
    )
    .join('')
    .replaceAll('||', '');
}

/** A rollup and Vite plugin. */
export const typeset = () => ({
  name: 'typeset',
  transform(code, id) {
    if (!/[\\/]math-peek[\\/]/.test(id) || id.endsWith('tex.ts') || !literal.test(code)) return null;
    return {code: code.replace(literal, (_, tex) => `tex(${JSON.stringify(shortened(mathml(tex)))})`), map: null};
  },
});
