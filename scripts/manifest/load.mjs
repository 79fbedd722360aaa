import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const {name, version} = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

const foldersWith = (file) =>
  readdirSync(`${root}src/elements`, {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && existsSync(`${root}src/elements/${entry.name}/${file}`))
    .map((entry) => entry.name)
    .sort();

/** The version as a module, as the build does it. */
const versionModule = {
  name: 'version',
  setup(on) {
    on.onResolve({filter: /(^|\/)version\.js$/}, () => ({path: 'version', namespace: 'version'}));
    on.onLoad({filter: /.*/, namespace: 'version'}, () => ({
      contents: `export const version = ${JSON.stringify(version)};`,
    }));
  },
};

/** Runs the sources in memory: every widget's definition, and the functions that read and write quantities. */
export async function loadSources() {
  const folders = foldersWith('inputs.ts');
  const entry = [
    ...folders.map((folder, i) => `export * as inputs${i} from './src/elements/${folder}/inputs.ts';`),
    `export {commonAttributes} from './src/widget/common-attributes.ts';`,
    `export {formulaField} from './src/math-peek/inputs.ts';`,
    `export {heights} from './src/widget/heights.ts';`,
    `export * as fields from './src/widget/fields.ts';`,
    `export {ledgerSchema} from './src/mission/ledger-schema.ts';`,
    `export {resultAt} from './src/widget/definition.ts';`,
    `export {formatQuantity} from './src/models/quantity-format.ts';`,
  ].join('\n');
  const {outputFiles} = await build({
    stdin: {contents: entry, resolveDir: root, loader: 'ts'},
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    plugins: [versionModule],
  });
  const modules = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
  const definitions = folders.flatMap((_, i) =>
    Object.values(modules[`inputs${i}`]).filter((it) => it?.tag && it.fields && it.evaluate),
  );
  return {...modules, definitions};
}
