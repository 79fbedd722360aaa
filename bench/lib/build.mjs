import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import {rollup} from 'rollup';
import {minify} from 'rollup-plugin-esbuild';

/** One module and all it imports as one file, in memory, built as the library's own bundle is. */
export async function bundle(input, {minified = true} = {}) {
  const build = await rollup({
    input,
    onwarn() {},
    plugins: [
      resolve({browser: true, exportConditions: ['production']}),
      commonjs(),
      minified && minify({target: 'es2022'}),
    ],
  });
  const {output} = await build.generate({format: 'es', inlineDynamicImports: true});
  await build.close();
  return output[0].code;
}
