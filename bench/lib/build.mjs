import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import {rollup} from 'rollup';

/** One module and all it imports as one file, in memory, built as the library's own bundle is. */
export async function bundle(input, {minify = true} = {}) {
  const build = await rollup({
    input,
    onwarn() {},
    plugins: [
      resolve({browser: true, exportConditions: ['production']}),
      commonjs(),
      minify && terser({module: true, compress: {passes: 2}, format: {comments: false}}),
    ],
  });
  const {output} = await build.generate({format: 'es', inlineDynamicImports: true});
  await build.close();
  return output[0].code;
}
