/**
 * Typesets the formulas with KaTeX while building, so that no page has to.
 *
 * `src/math-peek/tex.ts` imports `mathmlByTex` from `virtual:typeset`: a table from every piece of TeX in the formulas
 * and symbols to the MathML that KaTeX makes of it. This plugin computes that module by running the formulas' own
 * sources. A `\slot{name}` becomes the text `@name@`, which the Math Peek fills with the symbol or with its number.
 */
import {join} from 'node:path';
import katex from 'katex';
import {importSources, root} from '../sources.mjs';

const id = 'virtual:typeset';

/** TeX as the inside of a `<math>` element. */
export function mathml(tex) {
  // Text in TeX has no underscore.
  const slots = tex.replace(/\\slot\{(\w+)\}/g, (_, name) => `\\text{@${name.replaceAll('_', '-')}@}`);
  const made = katex.renderToString(slots, {output: 'mathml', displayMode: true, throwOnError: true, strict: 'error'});
  const inside = /<semantics>([^]*?)<annotation/.exec(made)?.[1];
  if (!inside || /mathcolor="#cc0000"/.test(inside)) throw new Error(`KaTeX could not typeset ${tex}`);
  return inside.replace(/@([\w-]+)@/g, (slot) => slot.replaceAll('-', '_'));
}

/** Every piece of TeX the Math Peek can show. */
async function allTex() {
  const {module, files} = await importSources(
    `export {formulas} from './src/math-peek/formulas/index.ts'; export {symbols} from './src/math-peek/symbols.ts';`,
  );
  const ofFormulas = Object.values(module.formulas).flatMap(({tex, derivation = []}) => [
    tex,
    ...derivation.map((step) => step.tex),
  ]);
  const ofSymbols = Object.values(module.symbols).flatMap(({typeset}) => Object.values(typeset));
  return {tex: [...new Set([...ofFormulas, ...ofSymbols].map(({source}) => source))], files};
}

/** A plugin for rollup, Vite and vitest. */
export const typeset = () => ({
  name: 'typeset',
  resolveId: (source) => (source === id ? `\0${id}` : null),
  async load(loaded) {
    if (loaded !== `\0${id}`) return null;
    const {tex, files} = await allTex();
    for (const file of files) this.addWatchFile(join(root, file));
    const table = Object.fromEntries(tex.map((source) => [source, mathml(source)]));
    return `export const mathmlByTex = ${JSON.stringify(table)};`;
  },
});
