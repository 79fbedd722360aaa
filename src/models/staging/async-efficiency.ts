/**
 * Efficiency when checkpoints are written in the background: the math stops for a snapshot, goes on, and the copy
 * becomes durable later.
 */
import {notNegative, positive, throwInvalid, share} from '../numerics/check.js';
import type {RecoveryCosts} from '../checkpointing/checkpoint-interval.js';
import {bernoulliQuotient, rootOfProduct} from '../numerics/cancellation.js';
import {scaledOptimum} from '../checkpointing/scaled-optimum.js';
import {checkRun} from '../checkpointing/waste.js';

/** What an asynchronous checkpoint costs. */
export interface AsyncCosts extends RecoveryCosts {
  /** s: time the math stops for the snapshot, >= 0 (seconds). */
  stall: number;
  /** P: time from the end of the stall until the copy is durable, >= 0 (seconds). Default 0. */
  persist?: number;
  /** β: share of speed the math loses while a copy is being persisted, 0..1. Default 0. */
  slowdown?: number;
  /** M: mean time between failures of the whole job, > 0 (seconds). */
  mtbf: number;
}

/** The best way to run asynchronous checkpoints. */
export interface AsyncOptimum {
  /** τ: time from the end of one stall to the start of the next (seconds). */
  readonly interval: number;
  /** T = τ + s: from checkpoint to checkpoint (seconds). */
  readonly period: number;
  /** δ_eff = s + βP: what a checkpoint costs the math (seconds). */
  readonly effectiveStall: number;
  /** True where the drain, not the optimum, decides: a new snapshot must wait for the last one to be durable. */
  readonly drainBound: boolean;
  /** Useful work as a share of wall time, 0..1. */
  readonly efficiency: number;
}

function checkAsync(
  stall: number,
  persist: number,
  slowdown: number,
  mtbf: number,
  restart: number,
  downtime: number,
): void {
  notNegative('stall', stall, 'seconds');
  notNegative('persist', persist, 'seconds');
  share('slowdown', slowdown);
  checkRun(0, 0, mtbf, restart, downtime);
}

/** E for periods of `interval` + stall, where interval >= P; arguments are checked. */
function efficiencyOf(
  interval: number,
  {stall, persist = 0, slowdown = 0, mtbf, restart = 0, downtime = 0}: AsyncCosts,
): number {
  const period = interval + stall;
  const slowed = slowdown * persist;
  const kept = period > 0 ? (interval - slowed) / period : 1;
  // Every period slowed, and what the first after a restart does more, for it drains nothing.
  const perMtbf = kept * bernoulliQuotient(period / mtbf) + (slowed / mtbf) * Math.exp(-period / mtbf);
  return (perMtbf * Math.exp(-(restart + persist) / mtbf)) / (1 + downtime / mtbf);
}

/**
 * Useful work as a share of wall time, exactly, for a constant failure rate and one drain in flight:
 * E = e^(−(R+P)/M) / (M + D) · [(τ − βP)/(e^(T/M) − 1) + βP·e^(−T/M)], τ = interval, T = τ + s. 0..1.
 *
 * The stall, not the write, is what the math pays; the drain time acts like extra restart time, because it ages the
 * newest durable copy. The first period after a restart drains nothing and runs at full speed. `interval` is the time from
 * the end of one stall to the start of the next; left out, the best one is taken. An interval below `persist` is stretched
 * to it: the next snapshot waits until the last copy is durable. With persist 0 this is `efficiency` with writeTime = stall.
 *
 * @throws {RangeError} unless interval, stall, persist, restart, downtime >= 0 and mtbf > 0 (seconds), slowdown in 0..1
 * @see https://doi.org/10.1016/j.future.2004.11.016 (Daly's model, extended by the lag: a copy of period k is durable, and
 *   counts, if no failure comes before R + kT + P)
 * @example asyncEfficiency({stall: 20, persist: 280, mtbf: 14_400, restart: 300}) // 0.9108
 */
export function asyncEfficiency({interval, ...costs}: AsyncCosts & {interval?: number}): number {
  if (interval === undefined) return asyncOptimum(costs).efficiency;
  const {stall, persist = 0, slowdown = 0, mtbf, restart = 0, downtime = 0} = costs;
  notNegative('interval', interval, 'seconds');
  checkAsync(stall, persist, slowdown, mtbf, restart, downtime);
  return efficiencyOf(Math.max(interval, persist), costs);
}

/**
 * The period T/M where the derivative of E is 0: a zero of e^x − 1 − (x − a)·e^x − 4b·sinh²(x/2) with a = (s + βP)/M and
 * b = βP/M. It falls for x > a, and its zero without the last term lies above the one sought.
 */
function bestPeriodPerMtbf(a: number, b: number, low: number, high: number): number {
  const slope = (x: number) => Math.expm1(x) - (x - a) * Math.exp(x) - 4 * b * Math.sinh(x / 2) ** 2;
  let [below, above] = [low, high];
  for (let x = high, step = 0; step < 100 && above - below > 1e-14 * above; step++) {
    const value = slope(x);
    if (value > 0) below = x;
    else above = x;
    const newton = x + value / ((x - a) * Math.exp(x) + 2 * b * Math.sinh(x));
    x = newton > below && newton < above ? newton : (below + above) / 2;
  }
  return (below + above) / 2;
}

/**
 * The best period. Without a slowdown T = M(1 + W₀(−e^(−s/M−1))) + s; with one, the zero of the derivative of
 * {@link asyncEfficiency}, found numerically. Never below s + P. A stall of 0 does not give an efficiency of 1: then the drain
 * decides how often a copy can be durable. Frozen.
 *
 * @throws {RangeError} unless stall, persist, restart, downtime >= 0 and mtbf > 0 (seconds), slowdown in 0..1
 * @see https://doi.org/10.1145/2063384.2063428
 * @example asyncOptimum({stall: 2, persist: 300, mtbf: 14_400, restart: 300}).period // 302 s: the drain decides
 */
export function asyncOptimum(costs: AsyncCosts): AsyncOptimum {
  const {stall, persist = 0, slowdown = 0, mtbf, restart = 0, downtime = 0} = costs;
  checkAsync(stall, persist, slowdown, mtbf, restart, downtime);
  const slowed = slowdown * persist;
  const effectiveStall = stall + slowed;
  const {x, rest} = scaledOptimum(effectiveStall / mtbf);
  let wanted = mtbf * x + slowed;
  if (slowed > 0 && wanted > persist) {
    const least = (stall + persist) / mtbf;
    wanted = mtbf * bestPeriodPerMtbf(effectiveStall / mtbf, slowed / mtbf, least, (wanted + stall) / mtbf) - stall;
  }
  const drainBound = persist >= wanted * (1 - 1e-12) && persist > 0;
  const interval = Math.max(wanted, persist);
  return Object.freeze({
    interval,
    period: interval + stall,
    effectiveStall,
    drainBound,
    // At the free optimum without a slowdown E is 1 − x, as without a drain.
    efficiency:
      drainBound || slowed > 0
        ? efficiencyOf(interval, costs)
        : (rest * Math.exp(-(restart + persist) / mtbf)) / (1 + downtime / mtbf),
  });
}

/** A period and its first-order waste. */
export interface FirstOrderOptimum {
  /** The best period without the limit (seconds). */
  readonly unconstrained: number;
  /** The period to use: never below the time a checkpoint takes (seconds). */
  readonly period: number;
  /** First-order waste at `period`, a share of wall time. */
  readonly waste: number;
}

/**
 * Fluid overlap to first order: while a checkpoint of length C is written, the share α of the work goes on.
 * T = √(2(1 − α)C(M − (D + R + αC))), at least C; W = 1 − (1 − (1 − α)C/T)(1 − (D + R + αC + T/2)/M). Frozen.
 *
 * @throws {RangeError} unless writeTime > 0, restart, downtime >= 0, mtbf > 0 (seconds), overlap in 0..1, and
 *   mtbf >= restart + downtime + overlap·writeTime (else the root is imaginary)
 * @see https://doi.org/10.1002/cpe.3173
 * @example overlappedFirstOrder({writeTime: 300, overlap: 0.9, mtbf: 14_400, restart: 300, downtime: 60}).period // 909 s
 */
export function overlappedFirstOrder({
  writeTime,
  overlap,
  mtbf,
  restart = 0,
  downtime = 0,
}: RecoveryCosts & {
  writeTime: number;
  overlap: number;
  mtbf: number;
}): FirstOrderOptimum {
  positive('writeTime', writeTime, 'seconds');
  share('overlap', overlap);
  checkRun(0, writeTime, mtbf, restart, downtime);
  const fixed = downtime + restart + overlap * writeTime;
  if (mtbf < fixed)
    throwInvalid(
      'mtbf',
      mtbf,
      `at least restart + downtime + overlap·writeTime = ${fixed} for the overlap formula (seconds)`,
    );
  const unconstrained = rootOfProduct(2 * (1 - overlap) * writeTime, mtbf - fixed);
  const period = Math.max(unconstrained, writeTime);
  const waste = 1 - (1 - ((1 - overlap) * writeTime) / period) * (1 - (fixed + period / 2) / mtbf);
  return Object.freeze({unconstrained, period, waste});
}

/**
 * Snapshot and persist to first order: T = √(2sM), at least P; W = s/T + T/2M + (R + D + P)/M. Frozen.
 * Where the stall is 0 only the drain limits the period.
 *
 * @throws {RangeError} unless stall, persist, restart, downtime >= 0 and mtbf > 0 (seconds)
 * @see https://doi.org/10.1145/361147.361115
 * @example asyncFirstOrder({stall: 30, persist: 300, mtbf: 14_400, restart: 300}).waste // 0.1062
 */
export function asyncFirstOrder({
  stall,
  persist = 0,
  mtbf,
  restart = 0,
  downtime = 0,
}: Omit<AsyncCosts, 'slowdown'>): FirstOrderOptimum {
  checkAsync(stall, persist, 0, mtbf, restart, downtime);
  const unconstrained = rootOfProduct(2 * stall, mtbf);
  const period = Math.max(unconstrained, persist);
  const paid = stall === 0 ? 0 : stall / period;
  return Object.freeze({
    unconstrained,
    period,
    waste: paid + period / mtbf / 2 + (restart + downtime + persist) / mtbf,
  });
}
