/** Many seeded runs of a fleet: means and how far to trust them. */
import {wholeNumber} from '../numerics/check.js';
import {seededRandom} from '../numerics/random.js';
import type {Estimate} from '../checkpointing/simulate-runs.js';
import {checkPlan} from './fleet-plan.js';
import type {FleetPlan, FleetTimes} from './fleet-plan.js';
import {sampleFailureTape, playTape, timesOf} from './fleet-run.js';

/** Many runs of one plan; run i uses stream i of the seed. */
export interface FleetRunsPlan extends Omit<FleetPlan, 'stream'> {
  /** How many runs, a whole number >= 1. */
  runs: number;
}

/** Means over the runs so far. */
export interface FleetSummary {
  /** Runs played so far. */
  runs: number;
  /** Useful time over wall time, 0..1. */
  efficiency: Estimate;
  /** Wall time over failures, all runs together; seconds. Infinity without a failure. Injected failures count. */
  mtbf: Estimate;
  /** Failures a run. */
  failures: Estimate;
  /** Seconds a run. */
  times: Record<Exclude<keyof FleetTimes, 'wall'>, Estimate>;
  /** GPU-seconds a run. */
  lostGpuSeconds: Estimate;
  /** Runs that ended early at `maxFailures`. */
  incomplete: number;
}

const VALUES = [
  'useful',
  'checkpoint',
  'lost',
  'restart',
  'downtime',
  'efficiency',
  'failures',
  'wall',
  'lostGpuSeconds',
] as const;

/** Running means and the sums of squares and products around them (Welford's update). */
class Tally {
  count = 0;
  incomplete = 0;
  readonly mean: number[] = VALUES.map(() => 0);
  readonly square: number[] = VALUES.map(() => 0);

  add(values: Record<(typeof VALUES)[number], number>): void {
    this.count++;
    VALUES.forEach((name, i) => {
      const before = values[name] - this.mean[i];
      this.mean[i] += before / this.count;
      this.square[i] += before * (values[name] - this.mean[i]);
    });
  }

  summary(): FleetSummary {
    const {count, mean, square, incomplete} = this;
    const perMean = count > 1 ? 1 / (count * (count - 1)) : 0;
    const [useful, checkpoint, lost, restart, downtime, efficiency, failures, wall, lostGpuSeconds] = VALUES.map(
      (_, i): Estimate => ({mean: mean[i], standardError: Math.sqrt(Math.max(0, square[i]) * perMean)}),
    );
    // Runs last equally long, so the error of wall/failures is that of the count.
    const mtbf = wall.mean / failures.mean;
    return {
      runs: count,
      efficiency,
      failures,
      incomplete,
      lostGpuSeconds,
      times: {useful, checkpoint, lost, restart, downtime},
      mtbf: {mean: mtbf, standardError: failures.mean > 0 ? (mtbf * failures.standardError) / failures.mean : 0},
    };
  }
}

/**
 * The same as {@link simulateFleet} in slices: yields the summary so far whenever about `slice` failures have been played
 * (default 2000: a few milliseconds), and last with all runs. Slicing never changes the result.
 *
 * @throws {RangeError | TypeError} at once, like {@link simulateFleet}; unless slice is a whole number >= 1
 * @example for (const soFar of fleetSlices({runs: 1000, ...plan})) { draw(soFar); await nextFrame(); }
 */
export function fleetSlices({
  runs,
  slice = 2000,
  ...plan
}: FleetRunsPlan & {slice?: number}): Generator<FleetSummary, FleetSummary, void> {
  wholeNumber('runs', runs, 1, 'runs');
  wholeNumber('slice', slice, 1, 'failures');
  checkPlan(plan);
  seededRandom(plan.seed);
  return (function* () {
    const tally = new Tally();
    let budget = slice;
    for (let i = 0; i < runs; i++) {
      const one = {...plan, stream: i};
      const tape = sampleFailureTape(one);
      const {parts, count} = playTape(one, tape, true);
      const times = timesOf(parts, tape.end);
      if (tape.end < plan.duration) tally.incomplete++;
      tally.add({
        ...times,
        efficiency: times.useful / tape.end,
        failures: count,
        lostGpuSeconds: (times.lost + times.restart + times.downtime) * plan.topology.gpus,
      });
      budget -= count + 20;
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
 * Plays many seeded runs of a fleet: means and standard errors of the efficiency, the MTBF, and where the time went.
 *
 * @throws {RangeError | TypeError} unless runs is a whole number >= 1 and the plan suits `playFleet`
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example simulateFleet({runs: 200, seed: 7, topology, sources, duration: 54 * 86_400, tiers}).efficiency.mean
 */
export function simulateFleet(plan: FleetRunsPlan): FleetSummary {
  return fleetSlices({...plan, slice: Number.MAX_SAFE_INTEGER}).next().value;
}
