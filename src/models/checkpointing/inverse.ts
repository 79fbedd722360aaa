/** Backwards: which write time, bandwidth, MTBF or fleet keeps the waste within a budget. */
import {notNegative, openShare, positive} from '../numerics/check.js';
import type {RecoveryCosts} from './checkpoint-interval.js';
import {logExcess, partOf} from '../numerics/cancellation.js';
import {checkRun, efficiency, maximumEfficiency} from './waste.js';

/** A budget and what each failure costs. */
export interface WasteBudget extends RecoveryCosts {
  /** The most of the wall time that may be wasted, between 0 and 1. */
  waste: number;
  /** A fixed interval of work between checkpoints, > 0 (seconds). Without it: the best interval. */
  interval?: number;
}

function checkBudget({waste, interval, restart = 0, downtime = 0}: WasteBudget): void {
  openShare('waste', waste);
  if (interval !== undefined) positive('interval', interval, 'seconds');
  notNegative('restart', restart, 'seconds');
  notNegative('downtime', downtime, 'seconds');
}

/**
 * The longest write time (seconds) that keeps the waste within the budget; exact model.
 * `null` where none does: restart and downtime, or the work lost at the given interval, exceed the budget alone.
 *
 * @throws {RangeError} unless waste is between 0 and 1, mtbf, interval > 0 and restart, downtime >= 0 (seconds)
 * @see https://doi.org/10.1145/2063384.2063428
 * @example largestWriteTime({waste: 0.1, mtbf: 10_800}) // 57.9 s
 */
export function largestWriteTime({mtbf, ...budget}: WasteBudget & {mtbf: number}): number | null {
  positive('mtbf', mtbf, 'seconds');
  checkBudget(budget);
  const {waste, interval, restart = 0, downtime = 0} = budget;
  const up = Math.exp(-restart / mtbf) / (1 + downtime / mtbf);
  if (up === 0) return null;
  if (interval === undefined) {
    // Efficiency at the best interval is (1 − x)·up, so x follows from the budget and δ/M from x.
    const recovery = -Math.expm1(-restart / mtbf) / (1 + downtime / mtbf) + partOf(downtime, mtbf);
    const x = (waste - recovery) / up;
    return x < 0 ? null : mtbf * logExcess(x);
  }
  const writeTime = mtbf * Math.log1p((up * (interval / mtbf)) / (1 - waste)) - interval;
  return writeTime < 0 ? null : writeTime;
}

/**
 * The least write bandwidth (bytes/s) that keeps the waste within the budget; exact model.
 * `null` where no bandwidth does (see {@link largestWriteTime}).
 *
 * @throws {RangeError} like {@link largestWriteTime}; unless checkpointSize > 0 (bytes)
 * @see https://doi.org/10.1145/2063384.2063428
 * @example leastBandwidth({waste: 0.1, mtbf: 10_800, checkpointSize: 2.1e12}) // 3.6e10 B/s
 */
export function leastBandwidth({
  checkpointSize,
  ...budget
}: WasteBudget & {mtbf: number; checkpointSize: number}): number | null {
  positive('checkpointSize', checkpointSize, 'bytes');
  const writeTime = largestWriteTime(budget);
  return writeTime === null || writeTime === 0 ? null : checkpointSize / writeTime;
}

/** The waste at one MTBF, without its rounding against 1. */
function efficiencyAt(mtbf: number, writeTime: number, {interval, restart = 0, downtime = 0}: WasteBudget): number {
  return interval === undefined
    ? maximumEfficiency({writeTime, mtbf, restart, downtime})
    : efficiency({interval, writeTime, mtbf, restart, downtime});
}

/**
 * The shortest MTBF of the whole job (seconds) that keeps the waste within the budget; exact model.
 * `null` where none does: at the given interval, writing alone exceeds the budget. 0 where any MTBF will do
 * (nothing costs anything).
 *
 * @throws {RangeError} unless waste is between 0 and 1, interval > 0 and writeTime, restart, downtime >= 0 (seconds)
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example leastMtbf({waste: 0.1, writeTime: 54}) // 10,074 s
 */
export function leastMtbf({writeTime, ...budget}: WasteBudget & {writeTime: number}): number | null {
  notNegative('writeTime', writeTime, 'seconds');
  checkBudget(budget);
  const {waste, interval, restart = 0, downtime = 0} = budget;
  const wanted = 1 - waste;
  if (interval !== undefined && interval / (interval + writeTime) <= wanted) return null;
  if (interval === undefined && writeTime === 0 && restart === 0 && downtime === 0) return 0;
  // Efficiency rises with the MTBF: widen a bracket, then halve it on a log scale.
  let high = writeTime + restart + downtime + (interval ?? 0);
  while (efficiencyAt(high, writeTime, budget) < wanted) {
    high *= 4;
    if (high > 1e300) return null;
  }
  let low = high;
  do low /= 4;
  while (low > 1e-300 && efficiencyAt(low, writeTime, budget) >= wanted);
  for (let i = 0; i < 200; i++) {
    const middle = Math.sqrt(low) * Math.sqrt(high);
    if (!(middle > low && middle < high)) break;
    if (efficiencyAt(middle, writeTime, budget) >= wanted) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * The largest whole number of nodes that keeps the waste within the budget, the write time staying as it is; exact
 * model. `null` where not even one node does; Infinity where any number does.
 *
 * @throws {RangeError} like {@link leastMtbf}; unless nodeMtbf > 0 (seconds)
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example largestFleet({waste: 0.15, nodeMtbf: 8192 * 3600, writeTime: 120, restart: 300}) // 2278 nodes
 */
export function largestFleet({nodeMtbf, ...need}: WasteBudget & {nodeMtbf: number; writeTime: number}): number | null {
  positive('nodeMtbf', nodeMtbf, 'seconds');
  const least = leastMtbf(need);
  if (least === null) return null;
  if (least === 0) return Infinity;
  const fits = (nodes: number) => efficiencyAt(nodeMtbf / nodes, need.writeTime, need) >= 1 - need.waste;
  let nodes = Math.floor(nodeMtbf / least);
  if (fits(nodes + 1)) nodes++;
  else if (nodes > 0 && !fits(nodes)) nodes--;
  return nodes < 1 ? null : nodes;
}

/**
 * The longest write time (seconds) within the budget by the first-order formula: w²M/2 at Young's interval,
 * τ(w − τ/2M) at a given one, w being the budget less (R + D)/M. The book's back-of-the-envelope; pessimistic by
 * a few percent. `null` where none does.
 *
 * @throws {RangeError} like {@link largestWriteTime}
 * @see https://doi.org/10.1145/361147.361115
 * @example firstOrderLargestWriteTime({waste: 0.1, mtbf: 10_800}) // 54 s
 */
export function firstOrderLargestWriteTime({mtbf, ...budget}: WasteBudget & {mtbf: number}): number | null {
  checkRun(0, 0, mtbf, 0, 0);
  checkBudget(budget);
  const {waste, interval, restart = 0, downtime = 0} = budget;
  const left = waste - (restart + downtime) / mtbf;
  const writeTime = interval === undefined ? (left * left * mtbf) / 2 : interval * (left - interval / mtbf / 2);
  return left < 0 || writeTime < 0 ? null : writeTime;
}
