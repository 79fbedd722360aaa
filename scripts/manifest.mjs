/**
 * Writes what editors, authors and the Quarto extension know of the elements, all from the field tables and doc blocks:
 *
 *   node scripts/manifest.mjs            writes every file
 *   node scripts/manifest.mjs --check    writes nothing; exits 1 naming each committed file that is out of date
 */
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import {analyze, elementsManifest} from './manifest/analyze.mjs';
import {withTables} from './manifest/docs.mjs';
import {customData, webTypes} from './manifest/editors.mjs';
import {luaManifest, schema, snippets, stylesheet, withVersion} from './manifest/extension.mjs';
import {loadSources, root, version} from './manifest/load.mjs';
import {loadTags} from './manifest/tags.mjs';

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const extension = '_extensions/reliability-tax';

/** Every generated file: {path, text, committed}. */
export async function generate() {
  const analyzed = await analyze();
  const {tags} = await loadTags(analyzed);
  const {reservedHeights, ledgerSchema} = await loadSources();
  const read = (path) => readFileSync(root + path, 'utf8');
  const pages = existsSync(`${root}docs`) ? readdirSync(`${root}docs`) : [];
  return [
    {path: 'custom-elements.json', text: json(elementsManifest(analyzed, tags)), committed: false},
    {path: 'vscode.html-custom-data.json', text: json(customData(tags)), committed: false},
    {path: 'ledger.schema.json', text: json(ledgerSchema), committed: false},
    {path: 'web-types.json', text: json(webTypes(tags)), committed: false},
    {path: `${extension}/manifest.lua`, text: luaManifest(tags, version), committed: true},
    {path: `${extension}/_schema.yml`, text: schema(tags), committed: true},
    {path: `${extension}/_snippets.json`, text: snippets(tags), committed: true},
    {path: `${extension}/reliability-tax.css`, text: stylesheet(tags, reservedHeights), committed: true},
    {
      path: `${extension}/_extension.yml`,
      text: withVersion(read(`${extension}/_extension.yml`), version),
      committed: true,
    },
    ...tags
      .filter(({tag}) => pages.includes(`${tag}.md`))
      .map((about) => ({
        path: `docs/${about.tag}.md`,
        text: withTables(read(`docs/${about.tag}.md`), about),
        committed: true,
      })),
  ];
}

async function main() {
  const files = await generate();
  const old = files.filter(({path, text}) => !existsSync(root + path) || readFileSync(root + path, 'utf8') !== text);
  if (process.argv.includes('--check')) {
    const stale = old.filter(({committed}) => committed);
    for (const {path} of stale) console.error(`${path} is out of date: npm run manifest`);
    process.exitCode = stale.length ? 1 : 0;
    return;
  }
  for (const {path, text} of old) writeFileSync(root + path, text);
  console.log(old.length ? `Wrote ${old.map(({path}) => path).join(', ')}` : 'Everything is up to date');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
