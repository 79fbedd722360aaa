import {relative, sep} from 'node:path';
import terser from '@rollup/plugin-terser';
import {rollup} from 'rollup';
import {loadConfigFile} from 'rollup/loadConfigFile';

/** The part of the bundle a module belongs to: a folder of our own, or a package. */
function partOf(id) {
  const path = relative('.', id.replaceAll('\0', '')).split(sep).join('/');
  const held = path.match(/([^/]+)\.lazy\.ts$/)?.[1];
  if (held) return held;
  const packaged = path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1];
  if (packaged) {
    if (/^(lit|lit-.*|@lit\/.*)$/.test(packaged)) return 'lit';
    if (
      /^(d3|d3-.*|@observablehq\/plot|interval-tree-1d|binary-search-bounds|isoformat|internmap|delaunator|robust-predicates)$/.test(
        packaged,
      )
    )
      return 'plot and d3';
    return packaged;
  }
  return path.match(/^src\/elements\/[^/]+/)?.[0] ?? path.match(/^src\/[^/]+(?=\/)/)?.[0] ?? 'src and glue';
}

/**
 * The bundle taken apart: for each part the code rollup kept of it after shaking, minified.
 * @returns {Promise<Map<string, string>>}
 */
export async function parts() {
  const {options} = await loadConfigFile('rollup.config.mjs', {silent: true});
  const {
    output: [output],
    ...input
  } = options[0]; // its first output is the ES bundle
  const build = await rollup(input);
  const {output: chunks} = await build.generate(output);
  await build.close();
  const texts = new Map();
  for (const [id, {code}] of Object.entries(chunks[0].modules)) {
    if (code) texts.set(partOf(id), `${texts.get(partOf(id)) ?? ''}\n${code}`);
  }
  for (const [name, text] of texts) texts.set(name, await minified(text));
  return texts;
}

/** Names used by another part look unused here: they are shortened, but nothing is dropped. */
async function minified(text) {
  const build = await rollup({
    input: 'part',
    treeshake: false,
    onwarn() {},
    plugins: [{name: 'part', resolveId: (id) => id, load: () => text}],
  });
  const plugins = [
    terser({module: false, compress: {passes: 2, unused: false}, mangle: {toplevel: true}, format: {comments: false}}),
  ];
  const {output} = await build.generate({format: 'es', plugins});
  await build.close();
  return output[0].code;
}
