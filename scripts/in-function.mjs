import {existsSync} from 'node:fs';
import {dirname, resolve as resolvePath} from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import {transform} from 'esbuild';
import {rollup} from 'rollup';
import license from 'rollup-plugin-license';
import {without} from './without.mjs';

/** TypeScript without its types; `./x.js` stands for `./x.ts`. */
const typescript = {
  name: 'types-off',
  resolveId(id, from) {
    const file = id.startsWith('.') && from?.endsWith('.ts') && resolvePath(dirname(from), id.replace(/\.js$/, '.ts'));
    return file && existsSync(file) ? file : null;
  },
  transform: async (code, id) =>
    id.endsWith('.ts') ? {code: (await transform(code, {loader: 'ts', target: 'es2022'})).code, map: null} : null,
};

/** A module with all it imports as the text of a function that runs it and returns its exports; `entry` is a text in place of a file. */
export async function inFunction({input, entry, dependencies = new Map(), onwarn}) {
  const virtual = {
    name: 'entry',
    resolveId: (id) => (id === input ? id : null),
    load: (id) => (id === input ? entry : null),
  };
  const build = await rollup({
    input,
    onwarn,
    plugins: [
      ...(entry === undefined ? [] : [virtual]),
      without,
      resolve({browser: true, exportConditions: ['production']}),
      commonjs(),
      typescript,
      license({thirdParty: (all) => all.forEach((one) => dependencies.set(one.name, one))}),
    ],
  });
  const {
    output: [{code, exports}],
  } = await build.generate({format: 'iife', name: 'held', exports: 'named', generatedCode: 'es2015'});
  await build.close();
  return {text: `() => {\n${code}\nreturn held;\n}`, exports, files: build.watchFiles.filter((file) => file !== input)};
}
