import {relative, sep} from 'node:path';
import {transform} from 'esbuild';
import {rollup} from 'rollup';
import {loadConfigFile} from 'rollup/loadConfigFile';

/** Packages that come for the sake of one we chose. */
const families = [
  [/^(lit|lit-.*|@lit\/.*)$/, 'lit'],
  [/^(@observablehq\/plot|d3|d3-.*|interval-tree-1d|binary-search-bounds|isoformat|internmap)$/, 'Plot and d3'],
  [/^(mathjs|typed-function|tiny-emitter|escape-latex|decimal\.js|@babel\/runtime)$/, 'mathjs'],
];

/** The part of the bundle a module belongs to: a folder of our own, or a package we chose. */
function partOf(id) {
  if (id.startsWith('\0virtual:')) return id.slice(1);
  const path = relative('.', id.replaceAll('\0', '')).split(sep).join('/');
  const packaged = path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1];
  if (packaged) return families.find(([names]) => names.test(packaged))?.[1] ?? packaged;
  return path.match(/^src\/elements\/[^/]+/)?.[0] ?? path.match(/^src\/[^/]+(?=\/)/)?.[0] ?? 'src and glue';
}

/**
 * The ES bundle taken apart: for each part the code that rollup kept of it, minified.
 * @returns {Promise<Map<string, string>>}
 */
export async function parts() {
  const {options} = await loadConfigFile('rollup.config.mjs', {silent: true});
  const [{output: outputs, plugins, ...input}] = options; // the first output is the ES bundle
  const build = await rollup({...input, plugins: plugins.filter(({name}) => !/minify|license/.test(name))});
  const {output: chunks} = await build.generate(outputs[0]);
  await build.close();
  const texts = new Map();
  for (const [id, {code}] of Object.entries(chunks[0].modules)) {
    if (code) texts.set(partOf(id), `${texts.get(partOf(id)) ?? ''}\n${code}`);
  }
  for (const [name, text] of texts) texts.set(name, (await transform(text, {minify: true, target: 'es2022'})).code);
  return texts;
}
