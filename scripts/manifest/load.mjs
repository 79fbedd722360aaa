import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {importSources, root} from '../sources.mjs';

export {root};
export const {name, version} = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

const foldersWith = (file) =>
  readdirSync(`${root}src/elements`, {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && existsSync(`${root}src/elements/${entry.name}/${file}`))
    .map((entry) => entry.name)
    .sort();

/** Runs the sources in memory: every widget's definition, and the functions that read and write quantities. */
export async function loadSources() {
  const folders = foldersWith('inputs.ts');
  const entry = [
    ...folders.map((folder, i) => `export * as inputs${i} from './src/elements/${folder}/inputs.ts';`),
    `export {commonAttributes} from './src/core/common-attributes.ts';`,
    `export {formulaField, peekDefinition} from './src/math-peek/inputs.ts';`,
    `export {initialStates} from './src/core/page-fleets.ts';`,
    `export {reservedHeights} from './src/ui/reserved-heights.ts';`,
    `export * as fields from './src/core/fields.ts';`,
    `export {ledgerSchema} from './src/ledger/schema.ts';`,
    `export {resultAt} from './src/core/definition.ts';`,
    `export {BASE_UNITS as baseUnits} from './src/models/quantities/units.ts';`,
    `export {formatQuantity} from './src/models/quantities/quantity-format.ts';`,
  ].join('\n');
  const {module: modules} = await importSources(entry);
  const definitions = folders.flatMap((_, i) =>
    Object.values(modules[`inputs${i}`]).filter((it) => it?.tag && it.fields && it.evaluate),
  );
  return {...modules, definitions};
}
