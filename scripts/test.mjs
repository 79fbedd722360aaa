/**
 * `npm test`: build, type check, model tests in Node, element tests in every engine found. Ends with the count.
 * The engines and Node run beside each other, as each waits a good part of its time. The first engine's words are printed as
 * they come, those of the others when they are done.
 */
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {env} from 'node:process';
import {engines, ensureBrowsers, hasEngine} from './browsers.mjs';

// Every case of the exhaustive sweeps, not a sample: test/support/sample.ts.
if (process.argv.includes('--full')) env.RT_FULL = '1';

const results = mkdtempSync(join(tmpdir(), 'reliability-tax-'));
const total = {passed: 0, failed: 0, skipped: 0};
const summary = [];

/** Runs a command. With `later`, its words wait until it is done, so as not to mix with another's. */
function run(title, [command, ...args], {later = false, environment = {}} = {}) {
  if (!later) console.log(`\n== ${title}`);
  const start = Date.now();
  const said = [];
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', later ? 'pipe' : 'inherit', later ? 'pipe' : 'inherit'],
      env: {...env, ...environment},
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => said.push(data));
    child.on('error', (error) => said.push(Buffer.from(`${error}\n`)));
    child.on('close', (status, signal) => {
      if (later) console.log(`\n== ${title}\n${Buffer.concat(said).toString()}`);
      console.log(
        `== ${title}: ${status === 0 ? 'done' : `FAILED (${signal ?? status})`} in ${((Date.now() - start) / 1000).toFixed(1)} s`,
      );
      resolve(status === 0);
    });
  });
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
async function step(title, ...command) {
  const succeeded = await run(title, command);
  if (!succeeded) {
    total.failed++;
    summary.push(`${title}: FAILED`);
  }
  return succeeded;
}

async function inNode(later) {
  const args = ['--reporter=default', '--reporter=json', `--outputFile.json=${join(results, 'node.json')}`];
  const passed = await run('tests in Node', ['npx', 'vitest', 'run', ...args], {later});
  const node = read('node.json');
  count('node', passed, {
    passed: node?.numPassedTests,
    failed: node?.numFailedTests,
    skipped: node && node.numPendingTests + node.numTodoTests,
  });
}

/**
 * A browser that dies before it has told any result is started once more; one whose tests fail is not. Which file a page or
 * browser was lost in, the runner itself has said.
 */
async function inBrowser(engine, later) {
  const file = `${engine}.json`;
  const test = () =>
    run(`tests in ${engine}`, ['npx', 'web-test-runner'], {
      later,
      environment: {RT_ENGINES: engine, RT_RESULTS: join(results, file)},
    });
  let passed = await test();
  if (!read(file)) {
    console.log(`== ${engine} died before any result: started once more`);
    passed = await test();
  }
  count(engine, passed, read(file)?.[engine]);
}

try {
  ensureBrowsers();
  const built = await step('build', 'npm', 'run', '--silent', 'build');
  await step('type check', 'npm', 'run', '--silent', 'check:types');
  const here = env.RT_ENGINES ? env.RT_ENGINES.split(',').map((name) => name.trim()) : engines.filter(hasEngine);
  if (!built) {
    await inNode();
    summary.push('browsers: not run, as there is no build to test');
  } else {
    if (!here.length) count('browsers', false);
    await Promise.all([
      ...engines.filter((name) => here.includes(name)).map((name, position) => inBrowser(name, position > 0)),
      inNode(true),
    ]);
  }
  for (const engine of engines)
    if (!here.includes(engine)) summary.push(`${engine}: NOT RUN (not installed or not chosen)`);
} finally {
  rmSync(results, {recursive: true, force: true});
}

console.log(`\n${summary.join('\n')}\n`);
console.log(format(total));
process.exitCode = total.failed ? 1 : 0;
