/** Many seeded runs: means and how far to trust them. */
import {wholeNumber} from '../numerics/check.js';
import {seededRandom} from '../numerics/random.js';
import {emptyRun, playRun, prepareRun} from './simulate-run.js';
import type {RunPlan} from './simulate-run.js';

/** Many runs of one plan; run i uses stream i of the seed. */
export interface RunsPlan extends Omit<RunPlan, 'stream'> {
  /** How many runs, a whole number >= 1. */
  runs: number;
}

/** A mean over runs and its standard error (0 for a single run). */
export interface Estimate {
  mean: number;
  standardError: number;
}

const PARTS = ['wall', 'useful', 'checkpoint', 'lost', 'restart', 'downtime', 'failures'] as const;

/** Means over the runs so far; seconds, and failures per run. */
export interface RunsSummary extends Record<(typeof PARTS)[number], Estimate> {
  /** Total useful time over total wall time (what the closed form predicts), ratio 0..1. */
  efficiency: Estimate;
  /** Runs played so far. */
  runs: number;
  /** Runs given up at `maxFailures`; when above 0 the means are of truncated runs. */
  unfinished: number;
}

/** Running means, variances and the covariance of useful and wall time (Welford's update). */
class Tally {
  count = 0;
  unfinished = 0;
  readonly mean = new Float64Array(PARTS.length);
  readonly square = new Float64Array(PARTS.length);
  cross = 0;
  readonly run = emptyRun();

  add(): void {
    const {run, mean, square} = this;
    this.count++;
    if (!run.finished) this.unfinished++;
    const wallBefore = run.wall - mean[0];
    for (let p = 0; p < PARTS.length; p++) {
      const value = run[PARTS[p]];
      const before = value - mean[p];
      mean[p] += before / this.count;
      square[p] += before * (value - mean[p]);
    }
    this.cross += wallBefore * (run.useful - mean[1]);
  }

  summary(): RunsSummary {
    const {count, mean, square} = this;
    const perMean = count > 1 ? 1 / (count * (count - 1)) : 0;
    const estimate = (p: number): Estimate => ({
      mean: mean[p],
      standardError: Math.sqrt(Math.max(0, square[p]) * perMean),
    });
    const [wall, useful, checkpoint, lost, restart, downtime, failures] = PARTS.map((_, p) => estimate(p));
    const ratio = mean[0] > 0 ? mean[1] / mean[0] : 0;
    // A ratio of means: its error follows from the residuals useful − ratio·wall.
    const residual = Math.max(0, square[1] - 2 * ratio * this.cross + ratio * ratio * square[0]);
    const standardError = mean[0] > 0 ? Math.sqrt(residual * perMean) / mean[0] : 0;
    return {
      wall,
      useful,
      checkpoint,
      lost,
      restart,
      downtime,
      failures,
      efficiency: {mean: ratio, standardError},
      runs: count,
      unfinished: this.unfinished,
    };
  }
}

/**
 * The same as {@link simulateRuns} in slices: yields the summary so far whenever about `slice` failures have been
 * played (default 20,000: one or two milliseconds), and last with all runs. Slicing never changes the result.
 *
 * @throws {RangeError | TypeError} at once, like {@link simulateRuns}; unless slice is a whole number >= 1
 * @example for (const soFar of runSlices({runs: 10_000, ...plan})) { draw(soFar); await nextFrame(); }
 */
export function runSlices({
  runs,
  slice = 20_000,
  ...plan
}: RunsPlan & {slice?: number}): Generator<RunsSummary, RunsSummary, void> {
  wholeNumber('runs', runs, 1, 'runs');
  wholeNumber('slice', slice, 1, 'failures');
  const prepared = prepareRun(plan);
  seededRandom(plan.seed);
  return (function* () {
    const tally = new Tally();
    let budget = slice;
    for (let i = 0; i < runs; i++) {
      playRun(prepared, seededRandom(plan.seed, i), tally.run);
      tally.add();
      budget -= tally.run.failures + 1;
      if (budget <= 0 && i < runs - 1) {
        yield tally.summary();
        budget = slice;
      }
    }
    const all = tally.summary();
    yield all;
    return all;
  })();
}

/**
 * Plays many seeded runs and gives the mean and standard error of the wall time, of each part and of the efficiency.
 * For Weibull failures the closed form is the long-run share; short runs differ from it by their first and last cycle.
 *
 * @throws {RangeError | TypeError} unless runs is a whole number >= 1 and the plan suits `simulateRun`
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example simulateRuns({runs: 1000, seed: 7, work: 4.6656e6, interval: 1800, writeTime: 120, mtbf: 14_400}).efficiency.mean
 */
export function simulateRuns(plan: RunsPlan): RunsSummary {
  const slices = runSlices({...plan, slice: Number.MAX_SAFE_INTEGER});
  return slices.next().value;
}
