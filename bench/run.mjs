#!/usr/bin/env node
// Every figure the library promises, its target and its peer's figure from the same run.
//   node bench/run.mjs [--json[=file]] [--only=sizes,inputs] [--quick] [--dist=folder]
import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {addressBook} from './lib/addresses.mjs';
import {launch} from './lib/browser.mjs';
import {table, verdict} from './lib/table.mjs';
import {widgets} from './widgets.mjs';

process.chdir(join(import.meta.dirname, '..'));
const args = process.argv.slice(2).map((arg) => (arg === '--json' ? '--json=.cache/bench.json' : arg));
const {values: options} = parseArgs({
  args,
  options: {
    json: {type: 'string'},
    only: {type: 'string'},
    quick: {type: 'boolean', default: false},
    dist: {type: 'string', default: 'dist'},
  },
});
const dist = resolve(options.dist);
if (!existsSync(join(dist, 'reliability-tax.js'))) {
  console.error(`${options.dist}/reliability-tax.js is missing: npm run build`);
  process.exit(1);
}

const files = readdirSync(join(import.meta.dirname, 'cases'))
  .filter((file) => file.endsWith('.mjs'))
  .sort();
const nameOf = (file) => basename(file, '.mjs').replace(/^\d+-/, '');
const wanted = options.only?.split(',') ?? files.map(nameOf);

const rows = [];
// Sizes and models need no browser.
const inBrowser = wanted.some((name) => !['sizes', 'monte-carlo'].includes(name));
const browser = inBrowser ? await launch() : undefined;
const version = (await browser?.version()) ?? 'no browser';
const addresses = inBrowser ? await addressBook(dist) : undefined;
const effort = options.quick ? {rounds: 3, inputs: 60, connects: 100} : {rounds: 7, inputs: 300, connects: 1000};
const context = {browser, addresses, dist, widgets, ownBuild: dist === resolve('dist'), ...effort};

/** Runs one measurement and keeps its rows; what could not be measured is a row too. */
async function measure(name, prefix, generator) {
  const start = performance.now();
  const keep = (row) => rows.push({case: name, ...row, figure: `${prefix}${row.figure}`});
  process.stderr.write(`${prefix}${name} ...`);
  try {
    for await (const row of generator) keep(row);
  } catch (error) {
    keep({figure: name, error: error.message.split('\n')[0]});
    process.exitCode = 1; // it could not be measured; being slow is no failure
  }
  process.stderr.write(` ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
}

for (const file of files.filter((name) => wanted.includes(nameOf(name)))) {
  const {run, each} = await import(`./cases/${file}`);
  if (run) await measure(nameOf(file), '', run(context));
  for (const widget of each ? widgets : []) await measure(nameOf(file), `<${widget.tag}> `, each(context, widget));
}
await browser?.close();
addresses?.close();

console.log(table(rows));
console.log(
  `\n${version}, Node ${process.versions.node}. A time with two targets meets one of them: milliseconds, or the ratio to its peer in this run.`,
);
if (options.json) {
  mkdirSync(dirname(options.json), {recursive: true});
  const results = rows.map((row) => ({...row, verdict: verdict(row)}));
  writeFileSync(
    options.json,
    `${JSON.stringify({date: new Date().toISOString(), browser: version, node: process.versions.node, rows: results}, null, 1)}\n`,
  );
  console.log(`The same in ${options.json}.`);
}
