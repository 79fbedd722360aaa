/** Plays runs under random failures, for comparison with the closed forms. */
import {positive, wholeNumber} from '../numerics/check.js';
import {checkLaw} from './failure-law.js';
import type {LawChoice} from './failure-law.js';
import {seededRandom} from '../numerics/random.js';
import type {Random} from '../numerics/random.js';
import {checkRun} from './waste.js';
import type {CheckpointedRun} from './waste.js';
import {checkShape, weibullScale} from './weibull.js';

/** One run to be played. */
export interface RunPlan extends CheckpointedRun, LawChoice {
  /** Decides every failure: the same seed gives the same run. A whole number or a text. */
  seed: number | string;
  /** Useful work to do, > 0 (seconds), rounded up to whole intervals. */
  work: number;
  /** Which of the seed's independent sequences to use, 0 on. `simulateRuns` plays run i on stream i. Default 0. */
  stream?: number;
  /** A run is given up after this many failures (default 100,000), so that hopeless plans end too. */
  maxFailures?: number;
}

/** What happened in one run; seconds. useful + checkpoint + lost + restart + downtime = wall. */
export interface RunResult {
  wall: number;
  useful: number;
  checkpoint: number;
  lost: number;
  restart: number;
  downtime: number;
  failures: number;
  /** False when the run was given up at `maxFailures`. */
  finished: boolean;
}

/** A checked plan in the form the loop wants. */
export interface PreparedRun {
  segments: number;
  interval: number;
  writeTime: number;
  restart: number;
  downtime: number;
  scale: number;
  /** 1 for the exponential law. */
  shape: number;
  maxFailures: number;
}

/** Checks a plan once, so that many runs of it need no further checks. */
export function prepareRun({
  work,
  interval,
  writeTime,
  mtbf,
  restart = 0,
  downtime = 0,
  law = 'exponential',
  shape = 1,
  maxFailures = 100_000,
}: RunPlan): PreparedRun {
  checkRun(interval, writeTime, mtbf, restart, downtime);
  positive('work', work, 'seconds');
  positive('interval', interval, 'seconds');
  wholeNumber('maxFailures', maxFailures, 1, 'failures');
  const weibull = checkLaw(law) === 'weibull' && checkShape(shape) !== 1;
  return {
    // A hair of tolerance: 54 d in intervals of 1 h are 1296 segments, whatever the rounding.
    segments: Math.max(1, Math.ceil(work / interval - 1e-9)),
    interval,
    writeTime,
    restart,
    downtime,
    maxFailures,
    scale: weibull ? weibullScale({mtbf, shape}) : mtbf,
    shape: weibull ? shape : 1,
  };
}

/** Plays one prepared run, into `out`. Costs time per failure, not per segment. */
export function playRun(run: PreparedRun, random: Random, out: RunResult): RunResult {
  const {segments, interval, writeTime, restart, downtime, scale, shape, maxFailures} = run;
  const period = interval + writeTime;
  let done = 0;
  let lost = 0;
  let restarting = 0;
  let failures = 0;
  for (;;) {
    // Time until the next failure, counted from the end of the last downtime.
    let left = scale * (shape === 1 ? random.exponential() : random.weibull(shape));
    if (failures > 0) {
      if (left < restart) {
        restarting += left;
        if (++failures > maxFailures) break;
        continue;
      }
      restarting += restart;
      left -= restart;
    }
    const whole = Math.floor(left / period);
    if (done + whole >= segments) {
      done = segments;
      break;
    }
    done += whole;
    lost += Math.max(0, left - whole * period);
    if (++failures > maxFailures) break;
  }
  const finished = done === segments;
  if (!finished) failures = maxFailures;
  out.useful = done * interval;
  out.checkpoint = done * writeTime;
  out.lost = lost;
  out.restart = restarting;
  out.downtime = failures * downtime;
  out.wall = out.useful + out.checkpoint + lost + restarting + out.downtime;
  out.failures = failures;
  out.finished = finished;
  return out;
}

/** An empty result for {@link playRun} to fill. */
export const emptyRun = (): RunResult => ({
  wall: 0,
  useful: 0,
  checkpoint: 0,
  lost: 0,
  restart: 0,
  downtime: 0,
  failures: 0,
  finished: true,
});

/**
 * Plays one run of a fixed amount of useful work (in whole intervals) under seeded failures. Failures hit work,
 * writes and restarts, not downtime. The first interval starts with a fresh machine and no restart.
 *
 * @throws {RangeError} unless work, interval, mtbf > 0, writeTime, restart, downtime >= 0 (seconds), shape in 0.1..10
 * @throws {TypeError} for values that are not numbers
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example simulateRun({seed: 7, work: 54 * 86_400, interval: 1800, writeTime: 120, mtbf: 14_400, restart: 300}).wall
 */
export function simulateRun(plan: RunPlan): RunResult {
  return playRun(prepareRun(plan), seededRandom(plan.seed, plan.stream), emptyRun());
}
