/** The models of checkpointing side by side: what each advises, what it promises, and what its advice really costs. */
import {positive} from '../numerics/check.js';
import {
  availabilityOptimalPeriod,
  dalyFirstOrderInterval,
  dalyInterval,
  optimalInterval,
  refinedFirstOrderPeriod,
  youngInterval,
} from './checkpoint-interval.js';
import type {CheckpointCosts, RecoveryCosts} from './checkpoint-interval.js';
import {optimumFor, wasteFor} from './failure-law.js';
import type {LawChoice} from './failure-law.js';
import {seededRandom} from '../numerics/random.js';
import {scaledOptimum} from './scaled-optimum.js';
import {runSlices} from './simulate-runs.js';
import type {RunsPlan, RunsSummary} from './simulate-runs.js';
import {checkRun, firstOrderWaste, wasteBreakdown} from './waste.js';

/** The models, from the oldest to the exact ones. */
export type ComparedModel =
  'young' | 'daly-first-order' | 'refined-first-order' | 'daly' | 'availability-optimal' | 'exact' | 'weibull';

/** One model's advice and what comes of it. Shares are of wall time. */
export interface ModelComparison {
  readonly id: ComparedModel;
  readonly name: string;
  /** τ: work between checkpoints, seconds; a model's period T is given as T − δ. `null` where the formula says nothing. */
  readonly interval: number | null;
  /** The loss the model itself promises there; may exceed 1. `null` where it promises none. */
  readonly predicted: number | null;
  /** The loss there, exact for the law asked about. */
  readonly waste: number | null;
  /** How much more that is than the least possible. */
  readonly extra: number | null;
}

/** A model's interval, and its loss at that interval where it has an opinion. */
type Rung = readonly [id: ComparedModel, name: string, interval: number, predicted?: (interval: number) => number];

/**
 * What each model advises for one job, what it promises, and what its advice costs under the law given: Young 1974,
 * Daly's first order, the refined first order, Daly 2006, availability-optimal, exact at a constant rate, and under the
 * Weibull law its optimum. A model without an answer (an interval of 0, below, or imaginary) keeps its row.
 *
 * Young promises the first-order sum; the refined first order 1 − (1 − δ/T)(1 − (D + R + T/2)/M); Daly 2006 and the
 * exact ones the complete model of their law. The other two give an interval and no loss.
 *
 * @throws {RangeError} unless writeTime, restart, downtime >= 0, mtbf > 0 (seconds), shape in 0.1..10, law is known
 * @see https://doi.org/10.1007/978-3-319-20943-2_1
 * @example compareModels({writeTime: 120, mtbf: 14_400, restart: 300})[0].interval // 1859.03 s, Young's
 */
export function compareModels({
  law = 'exponential',
  shape = 1,
  ...costs
}: CheckpointCosts & RecoveryCosts & LawChoice): ModelComparison[] {
  const {writeTime, mtbf, restart = 0, downtime = 0} = costs;
  checkRun(0, writeTime, mtbf, restart, downtime);
  const complete = (interval: number) => wasteBreakdown({...costs, interval}).total;
  const actual = (interval: number) => wasteFor({...costs, interval, law, shape}).total;
  const refined = mtbf < restart + downtime ? NaN : refinedFirstOrderPeriod(costs);
  const best = optimumFor({...costs, law, shape});
  const rungs: Rung[] = [
    ['young', 'Young 1974', youngInterval(costs), (interval) => firstOrderWaste({...costs, interval})],
    ['daly-first-order', 'Daly, first order', dalyFirstOrderInterval(costs)],
    [
      'refined-first-order',
      'Refined first order',
      refined - writeTime,
      () => 1 - (1 - writeTime / refined) * (1 - (downtime + restart + refined / 2) / mtbf),
    ],
    ['daly', 'Daly 2006', dalyInterval(costs), complete],
    ['availability-optimal', 'Availability-optimal', availabilityOptimalPeriod(costs) - writeTime],
    ['exact', 'Exact, constant rate', optimalInterval(costs), complete],
    ...(law === 'weibull' ? [['weibull', 'Exact, Weibull', best, actual] as const] : []),
  ];
  const least = actual(best);
  return rungs.map(([id, name, interval, predicted]) => {
    if (!(interval > 0)) return {id, name, interval: null, predicted: null, waste: null, extra: null};
    const waste = actual(interval);
    return {id, name, interval, predicted: predicted?.(interval) ?? null, waste, extra: Math.max(0, waste - least)};
  });
}

/** ln of the wall time at Young's interval over the least, for a write time of y mean times between failures. */
function youngExcess(y: number): number {
  const young = Math.sqrt(2 * y);
  const {x} = scaledOptimum(y);
  return Math.log(x / young) + (young - x) + Math.log(Math.expm1(-young - y) / Math.expm1(-x - y));
}

/**
 * The largest δ/M at which Young's interval costs at most `tolerance` more wall time than the best one (ratio; 0.01 is
 * 1 %), at a constant rate. Restart and downtime do not matter: they stretch both alike.
 * About 10 digits at a tolerance of 1e-4, fewer below.
 *
 * @throws {RangeError} unless tolerance is finite and > 0
 * @see https://doi.org/10.1145/361147.361115
 * @example youngLimit({tolerance: 0.01}) // 0.167: Young is good enough up to a write time of a sixth of the MTBF
 */
export function youngLimit({tolerance}: {tolerance: number}): number {
  positive('tolerance', tolerance, 'ratio');
  const allowed = Math.log1p(tolerance);
  let low = -23;
  let high = 23;
  while (youngExcess(Math.exp(high)) <= allowed) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (youngExcess(Math.exp(middle)) > allowed) high = middle;
    else low = middle;
  }
  return Math.exp(low);
}

/** Runs at several intervals, to be laid over the curve. */
export interface CurvePlan extends Omit<RunsPlan, 'interval'> {
  /** Work between checkpoints at each point, > 0 (seconds). */
  intervals: readonly number[];
}

/** What the runs at one interval lost. */
export interface CurvePoint {
  readonly interval: number;
  /** Share of the wall time lost, over all runs so far, and its standard error. */
  readonly mean: number;
  readonly standardError: number;
  readonly runs: number;
  /** Runs given up at `maxFailures`; when above 0 the mean is of truncated runs. */
  readonly unfinished: number;
}

/** The points so far; the last may still grow. */
export interface SimulatedCurve {
  readonly points: readonly CurvePoint[];
  /** Share of the runs played, 0..1. */
  readonly done: number;
}

const pointOf = (interval: number, {efficiency, runs, unfinished}: RunsSummary): CurvePoint => ({
  interval,
  mean: 1 - efficiency.mean,
  standardError: efficiency.standardError,
  runs,
  unfinished,
});

/**
 * Simulates the curve point by point, in slices: yields the points so far whenever about `slice` failures have been
 * played (default 4000: half a millisecond), and last all of them.
 *
 * Each point has chance of its own, from the seed and its interval: neither slices nor the other points nor their order
 * change it. A run is given up after `maxFailures` (default 20,000), so that hopeless plans end soon.
 *
 * @throws {RangeError | TypeError} at once, like `runSlices`; unless every interval > 0
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example for (const {points, done} of curveSlices({intervals: [600, 3600], runs: 1000, seed: 7, work: 4e6, writeTime: 120, mtbf: 14_400})) draw(points, done);
 */
export function curveSlices({
  intervals,
  slice = 4000,
  maxFailures = 20_000,
  ...plan
}: CurvePlan & {slice?: number}): Generator<SimulatedCurve, SimulatedCurve, void> {
  seededRandom(plan.seed);
  const all = intervals.map((interval) =>
    runSlices({...plan, interval, seed: `${plan.seed} ${interval}`, maxFailures, slice}),
  );
  return (function* () {
    const points: CurvePoint[] = [];
    for (const [i, slices] of all.entries()) {
      for (const soFar of slices) {
        points[i] = pointOf(intervals[i], soFar);
        yield {points: [...points], done: (i + soFar.runs / plan.runs) / all.length};
      }
    }
    return {points, done: 1};
  })();
}

/**
 * The same as {@link curveSlices} in one call.
 *
 * @throws {RangeError | TypeError} like {@link curveSlices}
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example simulateCurve({intervals: [600, 3600], runs: 1000, seed: 7, work: 4e6, writeTime: 120, mtbf: 14_400})[0].mean
 */
export function simulateCurve(plan: CurvePlan): readonly CurvePoint[] {
  const slices = curveSlices({...plan, slice: Number.MAX_SAFE_INTEGER});
  for (;;) {
    const step = slices.next();
    if (step.done) return step.value.points;
  }
}
