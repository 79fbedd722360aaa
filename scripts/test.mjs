/** `npm test`: build, type check, model tests in Node, element tests in every engine found. Ends with the count. */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {env} from 'node:process';
import {engines, ensureBrowsers, hasEngine} from './browsers.mjs';

const results = mkdtempSync(join(tmpdir(), 'reliability-tax-'));
const total = {passed: 0, failed: 0, skipped: 0};
const summary = [];

function run(title, command, ...args) {
  console.log(`\n== ${title}`);
  const start = Date.now();
  const {status} = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {...env, RT_RESULTS: join(results, 'browser.json')},
  });
  console.log(`== ${title}: ${status === 0 ? 'done' : 'FAILED'} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return status === 0;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(join(results, file), 'utf8'));
  } catch {
    return undefined;
  }
}

const format = ({passed, failed, skipped}) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

/** Adds one part's counts. A part that fails without a failed test, or runs no test, counts as one failure. */
function count(title, succeeded, counts) {
  const {passed = 0, failed = 0, skipped = 0} = counts ?? {};
  const added = {passed, skipped, failed: failed || (succeeded && passed ? 0 : 1)};
  for (const key in total) total[key] += added[key];
  summary.push(`${title}: ${format(added)}${passed + failed ? '' : ' (no test ran)'}`);
}

/** A step that is no test itself, but must succeed. */
function step(title, ...command) {
  const succeeded = run(title, ...command);
  if (!succeeded) {
    total.failed++;
    summary.push(`${title}: FAILED`);
  }
  return succeeded;
}

try {
  ensureBrowsers();
  const built = step('build', 'npm', 'run', '--silent', 'build');
  step('type check', 'npm', 'run', '--silent', 'typecheck');

  const nodeArgs = ['--reporter=default', '--reporter=json', `--outputFile.json=${join(results, 'node.json')}`];
  const nodePassed = run('tests in Node', 'npx', 'vitest', 'run', ...nodeArgs);
  const node = read('node.json');
  count('node', nodePassed, {
    passed: node?.numPassedTests,
    failed: node?.numFailedTests,
    skipped: node && node.numPendingTests + node.numTodoTests,
  });

  const here = env.RT_ENGINES ? env.RT_ENGINES.split(',').map((name) => name.trim()) : engines.filter(hasEngine);
  if (!built) summary.push('browsers: not run, as there is no build to test');
  else if (!here.length) count('browsers', false);
  else {
    const passed = run('tests in browsers', 'npx', 'web-test-runner');
    const browser = read('browser.json');
    const clean = Object.values(browser ?? {}).some(({failed}) => failed) || passed;
    for (const engine of here) count(engine, clean, browser?.[engine]);
  }
  for (const engine of engines) if (!here.includes(engine)) summary.push(`${engine}: NOT RUN (not installed or not chosen)`);
} finally {
  rmSync(results, {recursive: true, force: true});
}

console.log(`\n${summary.join('\n')}\n`);
console.log(format(total));
process.exitCode = total.failed ? 1 : 0;
