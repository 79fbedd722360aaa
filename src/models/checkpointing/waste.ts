/** Where the wall time of a checkpointed run goes, exactly, when failures arrive at a constant rate. */
import {notNegative, positive} from '../numerics/check.js';
import type {CheckpointCosts, RecoveryCosts} from './checkpoint-interval.js';
import {bernoulliQuotient, lostShare, partOf} from '../numerics/cancellation.js';
import {scaledOptimum} from './scaled-optimum.js';

/** A run that saves its state every `interval` seconds of work. */
export interface CheckpointedRun extends CheckpointCosts, RecoveryCosts {
  /** τ: work between checkpoints, without the write, >= 0 (seconds). */
  interval: number;
}

/** Shares of the wall time, 0..1 each; useful + checkpoint + lost + restart + downtime = 1. */
export interface WasteShares {
  /** Work that was kept: the efficiency. */
  readonly useful: number;
  /** Writing the checkpoints that were kept. */
  readonly checkpoint: number;
  /** Work and unfinished writes that a failure destroyed. Their repetition is in `useful`: never count it twice. */
  readonly lost: number;
  /** Loading and warming up, including restarts that failed themselves. */
  readonly restart: number;
  /** Detecting and replacing. */
  readonly downtime: number;
  /** Everything but `useful`. */
  readonly total: number;
}

/** Expected seconds for one committed segment (one interval of work and its checkpoint). */
export interface SegmentTimes {
  useful: number;
  checkpoint: number;
  lost: number;
  restart: number;
  downtime: number;
  /** Sum of the five parts. */
  total: number;
  /** Failures of any kind, those during a restart included. */
  failures: number;
  /** Failures that hit work or a write. */
  failuresInSegment: number;
}

/** Checks a run's five numbers. */
export function checkRun(interval: number, writeTime: number, mtbf: number, restart: number, downtime: number): void {
  notNegative('interval', interval, 'seconds');
  notNegative('writeTime', writeTime, 'seconds');
  positive('mtbf', mtbf, 'seconds');
  notNegative('restart', restart, 'seconds');
  notNegative('downtime', downtime, 'seconds');
}

/** The share of the wall time outside restart and downtime: e^(−R/M)/(1 + D/M). */
const working = (mtbf: number, restart: number, downtime: number) => Math.exp(-restart / mtbf) / (1 + downtime / mtbf);

/**
 * Useful work as a share of wall time: E = τ / [(M + D)·e^(R/M)·(e^((τ+δ)/M) − 1)], 0..1.
 *
 * 0 for an interval of 0; the limit e^(−R/M)/(1 + D/M) when both interval and writeTime are 0; 0 rather than
 * an overflow for intervals beyond about 709 M.
 *
 * @throws {RangeError} unless interval, writeTime, restart, downtime >= 0 and mtbf > 0 (seconds)
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example efficiency({interval: 3600, writeTime: 120, mtbf: 14_400, restart: 300}) // 0.8306
 */
export function efficiency({interval, writeTime, mtbf, restart = 0, downtime = 0}: CheckpointedRun): number {
  checkRun(interval, writeTime, mtbf, restart, downtime);
  const period = interval + writeTime;
  const kept = writeTime === 0 ? 1 : interval / period;
  return working(mtbf, restart, downtime) * kept * bernoulliQuotient(period / mtbf);
}

/**
 * Splits the wall time into useful work and the four ways of losing it, as shares. Frozen.
 *
 * Per failure cycle, restart and downtime shares depend on neither interval nor write time; each part is
 * computed on its own, so a waste of 1e-12 keeps its digits (`total` is the sum of the parts, not 1 − useful).
 *
 * @throws {RangeError} unless interval, writeTime, restart, downtime >= 0 and mtbf > 0 (seconds)
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example wasteBreakdown({interval: 1779.9, writeTime: 120, mtbf: 14_400, restart: 300}).lost // 0.0632
 */
export function wasteBreakdown({interval, writeTime, mtbf, restart = 0, downtime = 0}: CheckpointedRun): WasteShares {
  checkRun(interval, writeTime, mtbf, restart, downtime);
  const period = interval + writeTime;
  const t = period / mtbf;
  const up = working(mtbf, restart, downtime);
  const committed = up * bernoulliQuotient(t);
  const useful = writeTime === 0 ? committed : committed * (interval / period);
  const checkpoint = writeTime === 0 ? 0 : committed * (writeTime / period);
  const lost = up * lostShare(t);
  const restartShare = -Math.expm1(-restart / mtbf) / (1 + downtime / mtbf);
  const downtimeShare = partOf(downtime, mtbf);
  const total = checkpoint + lost + restartShare + downtimeShare;
  return Object.freeze({useful, checkpoint, lost, restart: restartShare, downtime: downtimeShare, total});
}

const times = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);

/**
 * Expected seconds and failures for one committed segment: n = e^(T/M) − 1 failures hit it, each costing on
 * average 1/λ − T/n of lost time, n·e^(R/M) failures in all.
 * Values beyond the double range are Infinity (a segment that never commits), never NaN.
 *
 * @throws {RangeError} unless interval, writeTime, restart, downtime >= 0 and mtbf > 0 (seconds)
 * @see https://doi.org/10.1007/978-3-319-20943-2_1
 * @example segmentTimes({interval: 1779.907599, writeTime: 120, mtbf: 14_400, restart: 300}).total // 2073.70 s
 */
export function segmentTimes({interval, writeTime, mtbf, restart = 0, downtime = 0}: CheckpointedRun): SegmentTimes {
  checkRun(interval, writeTime, mtbf, restart, downtime);
  const t = (interval + writeTime) / mtbf;
  const failuresInSegment = Math.expm1(t);
  const failures = times(failuresInSegment, Math.exp(restart / mtbf));
  const lost = times(times(failuresInSegment, lostShare(t)), mtbf);
  const restartTime = times(times(failuresInSegment, Math.expm1(restart / mtbf)), mtbf);
  const down = times(failures, downtime);
  const total = interval + writeTime + lost + restartTime + down;
  return {
    useful: interval,
    checkpoint: writeTime,
    lost,
    restart: restartTime,
    downtime: down,
    total,
    failures,
    failuresInSegment,
  };
}

/**
 * Young's first-order waste, δ/τ + τ/2M + (R + D)/M, as a share of wall time.
 *
 * It may EXCEED 1 (Infinity for an interval of 0): that is its failure, shown and not clamped. Beyond
 * δ/M ≈ 0.1 use {@link wasteBreakdown}.
 *
 * @throws {RangeError} unless interval, writeTime, restart, downtime >= 0 and mtbf > 0 (seconds)
 * @see https://doi.org/10.1145/361147.361115
 * @example firstOrderWaste({interval: 600, writeTime: 120, mtbf: 10_800}) // 0.2278
 */
export function firstOrderWaste({interval, writeTime, mtbf, restart = 0, downtime = 0}: CheckpointedRun): number {
  checkRun(interval, writeTime, mtbf, restart, downtime);
  const writing = writeTime === 0 ? 0 : writeTime / interval;
  return writing + interval / mtbf / 2 + (restart + downtime) / mtbf;
}

/**
 * The least first-order waste, √(2δ/M), reached at Young's interval. Exceeds 1 for δ > M/2.
 *
 * @throws {RangeError} unless writeTime >= 0 and mtbf > 0 (seconds)
 * @see https://doi.org/10.1145/361147.361115
 * @example firstOrderMinimumWaste({writeTime: 120, mtbf: 10_800}) // 0.1491
 */
export function firstOrderMinimumWaste({writeTime, mtbf}: CheckpointCosts): number {
  notNegative('writeTime', writeTime, 'seconds');
  positive('mtbf', mtbf, 'seconds');
  return Math.sqrt(2 * (writeTime / mtbf));
}

/**
 * Efficiency at the best interval: E* = (1 − τ*\/M)·e^(−R/M)/(1 + D/M), 0..1. Without restart and downtime the
 * unavoidable tax *is* τ*\/M.
 *
 * @throws {RangeError} unless writeTime, restart, downtime >= 0 and mtbf > 0 (seconds)
 * @see https://doi.org/10.1145/2063384.2063428
 * @example maximumEfficiency({writeTime: 120, mtbf: 14_400, restart: 300}) // 0.8583
 */
export function maximumEfficiency({
  writeTime,
  mtbf,
  restart = 0,
  downtime = 0,
}: CheckpointCosts & RecoveryCosts): number {
  checkRun(0, writeTime, mtbf, restart, downtime);
  return scaledOptimum(writeTime / mtbf).rest * working(mtbf, restart, downtime);
}

/**
 * Expected wall time of `work` seconds of useful work, work/E, in seconds. Infinity where the run never finishes.
 *
 * @throws {RangeError} unless work, interval, writeTime, restart, downtime >= 0 and mtbf > 0 (seconds)
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example expectedWallTime({work: 1.8e6, interval: 3600, writeTime: 300, mtbf: 86_400, restart: 600}) // 2,008,580 s
 */
export function expectedWallTime({work, ...run}: CheckpointedRun & {work: number}): number {
  notNegative('work', work, 'seconds');
  const useful = efficiency(run);
  return work === 0 ? 0 : work / useful;
}

/**
 * Chance that a period meets two failures or more, 1 − (1 + T/M)·e^(−T/M). First-order formulas assume it is
 * small: 0.03 at T = 0.27 M.
 *
 * @throws {RangeError} unless period >= 0 and mtbf > 0 (seconds)
 * @see https://doi.org/10.1007/978-3-319-20943-2_1
 * @example atLeastTwoFailures({period: 3888, mtbf: 14_400}) // 0.0305
 */
export function atLeastTwoFailures({period, mtbf}: {period: number; mtbf: number}): number {
  notNegative('period', period, 'seconds');
  positive('mtbf', mtbf, 'seconds');
  const t = period / mtbf;
  if (t > 1) return t === Infinity ? 1 : 1 - (1 + t) * Math.exp(-t);
  let term = (t * t) / 2;
  let sum = term;
  for (let k = 3; term > 1e-17 * sum; k++) sum += term *= t / k;
  return sum * Math.exp(-t);
}
