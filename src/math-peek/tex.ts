/** A piece of mathematics: the inside of a `<math>` element, in which `@name@` leaves room for a symbol or its number. */
export interface Typeset {
  mathml: string;
}

/**
 * Marks TeX that is typeset when the bundle is built (scripts/typeset.mjs). Outside a build the TeX stands there itself.
 *
 * `\\slot{name}` leaves room for the symbol of that name, or for its number.
 */
export const tex = (short: TemplateStringsArray | string): Typeset => ({
  get mathml() {
    return typeof short === 'string' ? expand(short) : short.raw[0].replace(/\\slot\{(\w+)\}/g, '@$1@');
  },
});

const tags: Readonly<Record<string, string>> = {
  r: 'row',
  f: 'frac',
  b: 'sub',
  p: 'sup',
  q: 'sqrt',
  s: 'subsup',
  u: 'under',
  o: 'underover',
  d: 'style',
};

/** MathML out of its short form (scripts/typeset.mjs). */
function expand(short: string): string {
  const open: string[] = [];
  return short.replace(
    /<(.)|>|\|([^|]+)\||'([^']+)'|@\w+@|(\p{L}+);?|(\d+);?|./gsu,
    (all, tag?: string, raw?: string, text?: string, word?: string, number?: string) => {
      if (tag)
        return `<m${open[open.push(tags[tag]) - 1]}${tag === 'd' ? ' scriptlevel="0" displaystyle="false"' : ''}>`;
      if (all === '>') return `</m${open.pop()}>`;
      if (raw) return raw;
      if (word) return `<mi>${word}</mi>`;
      if (number) return `<mn>${number}</mn>`;
      if (text ?? all[1]) return `<mtext>${text ?? all}</mtext>`;
      return `<mo${'()[]⌊⌋'.includes(all) ? ' fence="true"' : all === ',' ? ' separator="true"' : ''}>${all}</mo>`;
    },
  );
}
