/** Two levels of checkpoints: cheap ones for most failures, dear ones for the rest. */
import {notNegative, openShare, positive} from '../numerics/check.js';

/** Level 1 is cheap and near (a peer's DRAM, NVMe), level 2 survives everything (the store). Seconds. */
export interface TwoLevelPlan {
  /** M: mean time between failures of any kind, > 0. */
  mtbf: number;
  /** Share of failures that need level 2, between 0 and 1. */
  secondLevelShare: number;
  /** C₁: time a level-1 checkpoint stops the math, > 0. */
  firstWriteTime: number;
  /** C₂: time a level-2 checkpoint stops the math, > 0. */
  secondWriteTime: number;
  /** R₁: restart from level 1, >= 0. Default 0. */
  firstRestart?: number;
  /** R₂: restart from level 2, >= 0. Default 0. */
  secondRestart?: number;
}

/** Seconds of work, counts, and overheads as shares of the useful time. */
export interface TwoLevelOptimum {
  /** √(2C₁/λ₁): work between checkpoints if level 1 stood alone. */
  readonly firstInterval: number;
  /** √(2C₂/λ₂): work between level-2 checkpoints if level 2 stood alone. */
  readonly secondInterval: number;
  /** Their ratio: level-1 checkpoints for each of level 2, before rounding. */
  readonly ratio: number;
  /** √(2λ₁C₁) + √(2λ₂C₂): the least overhead if the ratio were whole. */
  readonly leastOverhead: number;
  /** n: the whole number of level-1 checkpoints for each of level 2 that costs least. */
  readonly segments: number;
  /** Work between checkpoints with that n. */
  readonly interval: number;
  /** Overhead with that n. */
  readonly overhead: number;
  /** Overhead with the restarts added. */
  readonly waste: number;
  /** √(2λC₂): what level 2 alone would cost. */
  readonly singleLevelOverhead: number;
}

/**
 * First-order optimum of two independent levels. Good while the overheads are small against 1; the wall time is about
 * 1 + waste times the work, with errors of second order. Frozen.
 *
 * @throws {RangeError} unless mtbf, both write times > 0, secondLevelShare between 0 and 1, both restarts >= 0
 * @see https://doi.org/10.1109/TC.2016.2643660
 * @example twoLevelFirstOrder({mtbf: 11_135.08, secondLevelShare: 0.1, firstWriteTime: 2, secondWriteTime: 60}).segments // 16
 */
export function twoLevelFirstOrder({
  mtbf,
  secondLevelShare,
  firstWriteTime,
  secondWriteTime,
  firstRestart = 0,
  secondRestart = 0,
}: TwoLevelPlan): TwoLevelOptimum {
  positive('mtbf', mtbf, 'seconds');
  openShare('secondLevelShare', secondLevelShare);
  positive('firstWriteTime', firstWriteTime, 'seconds');
  positive('secondWriteTime', secondWriteTime, 'seconds');
  notNegative('firstRestart', firstRestart, 'seconds');
  notNegative('secondRestart', secondRestart, 'seconds');
  const rate1 = (1 - secondLevelShare) / mtbf;
  const rate2 = secondLevelShare / mtbf;
  const firstInterval = Math.sqrt((2 * firstWriteTime) / rate1);
  const secondInterval = Math.sqrt((2 * secondWriteTime) / rate2);
  const ratio = secondInterval / firstInterval;
  // With n fixed the overhead is cost/w + exposure·w.
  const cost = (n: number) => firstWriteTime + secondWriteTime / n;
  const exposure = (n: number) => (rate1 + n * rate2) / 2;
  const overheadOf = (n: number) => 2 * Math.sqrt(cost(n) * exposure(n));
  const below = Math.max(1, Math.floor(ratio));
  const segments = overheadOf(below) <= overheadOf(below + 1) ? below : below + 1;
  const overhead = overheadOf(segments);
  return Object.freeze({
    firstInterval,
    secondInterval,
    ratio,
    leastOverhead: Math.sqrt(2 * rate1 * firstWriteTime) + Math.sqrt(2 * rate2 * secondWriteTime),
    segments,
    overhead,
    interval: Math.sqrt(cost(segments) / exposure(segments)),
    waste: overhead + rate1 * firstRestart + rate2 * secondRestart,
    singleLevelOverhead: Math.sqrt((2 * secondWriteTime) / mtbf),
  });
}
