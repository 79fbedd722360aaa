import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {median} from '../lib/stats.mjs';
import {bareRuns} from '../peers/bare-runs.js';

const hour = 3600;
const plan = {
  runs: 10_000,
  seed: 7,
  work: 54 * 24 * hour,
  interval: 1800,
  writeTime: 120,
  mtbf: 4 * hour,
  restart: 300,
};

function seconds(work) {
  const start = performance.now();
  const result = work();
  if (!(result > 0 && result < 1)) throw new Error(`an efficiency of ${result}`);
  return performance.now() - start;
}

/** Ten thousand runs of 54 days in one thread. */
export async function* run({dist}) {
  const {simulateRuns} = await import(pathToFileURL(join(dist, 'models.js')));
  const ours = [];
  const bare = [];
  for (let round = 0; round < 5; round++) {
    ours.push(seconds(() => simulateRuns(plan).efficiency.mean));
    bare.push(seconds(() => bareRuns(plan)));
  }
  const peer = {name: 'bare loop', value: median(bare)};
  yield {
    figure: 'Monte Carlo, 10,000 runs of 54 days',
    value: median(ours),
    unit: 'ms',
    limit: 500,
    ratio: 3.4,
    peer,
    note: 'median of 5',
  };
}
