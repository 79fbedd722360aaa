/** Checkpoints on several levels, to first order; and what a fleet's tiers promise. */
import {notNegative, positive, refuse} from '../check.js';
import {efficiency} from '../waste.js';
import {checkSources, failureRate, lemonCount} from './failure-sources.js';
import type {FailureSource, Lemons} from './failure-sources.js';
import {survives} from './rollback.js';
import {checkTiers, outlives} from './tiers.js';
import type {CheckpointTier} from './tiers.js';
import {blastRadius} from './topology.js';
import type {Topology} from './topology.js';

/** Costs and failure rates of two levels; seconds and failures per second. */
export interface TwoLevels {
  /** C₁, C₂: cost of a copy on each level, > 0. A copy on level 2 comes after one on level 1. */
  writeTimes: readonly [number, number];
  /** λ₁, λ₂: failures that a copy on level 1 survives, and those that need level 2; > 0. */
  failureRates: readonly [number, number];
}

/** The plan of least first-order overhead. */
export interface TwoLevelPlan {
  /** n: level-1 copies for one on level 2, a whole number >= 1. */
  ratio: number;
  /** w: work between copies, seconds; every n-th goes to level 2 too. */
  interval: number;
  /** H: time lost to copies and repeated work per useful time; may EXCEED 1 where first order fails. Recovery is not in it. */
  overhead: number;
  /** The same with a ratio that need not be whole: W_ℓ = √(2C_ℓ/λ_ℓ) each, H = Σ√(2λ_ℓC_ℓ). */
  unrounded: {intervals: readonly [number, number]; ratio: number; overhead: number};
}

/**
 * How often to save on two levels, to first order: n = W₂/W₁ rounded, then w = √((C₁ + C₂/n)/((λ₁ + nλ₂)/2)). Of the two whole
 * numbers around the real optimum the better is taken, 1 at least.
 *
 * @throws {RangeError | TypeError} unless all writeTimes > 0 (seconds) and failureRates > 0 (per second)
 * @see https://doi.org/10.1109/TC.2016.2643660 (Benoit et al.)
 * @see https://doi.org/10.1109/IPDPS.2014.122 (Di et al.)
 * @example twoLevelFirstOrder({writeTimes: [2, 60], failureRates: [0.9 / 11_135, 0.1 / 11_135]}).ratio // 16
 */
export function twoLevelFirstOrder({writeTimes: [c1, c2], failureRates: [l1, l2]}: TwoLevels): TwoLevelPlan {
  positive('writeTimes[0]', c1, 'seconds');
  positive('writeTimes[1]', c2, 'seconds');
  positive('failureRates[0]', l1, 'failures per second');
  positive('failureRates[1]', l2, 'failures per second');
  const intervals = [Math.sqrt(2 * c1 / l1), Math.sqrt(2 * c2 / l2)] as const;
  const ratio = intervals[1] / intervals[0];
  const overheadOf = (n: number) => Math.sqrt(2 * (c1 + c2 / n) * (l1 + n * l2));
  const low = Math.max(1, Math.floor(ratio));
  const best = overheadOf(low) <= overheadOf(low + 1) ? low : low + 1;
  return {
    ratio: best, interval: Math.sqrt((c1 + c2 / best) / ((l1 + best * l2) / 2)), overhead: overheadOf(best),
    unrounded: {intervals, ratio, overhead: Math.sqrt(2 * l1 * c1) + Math.sqrt(2 * l2 * c2)},
  };
}

/** A fleet and where it keeps its copies. */
export interface TieredFleet {
  topology: Topology;
  sources: readonly FailureSource[];
  tiers: readonly CheckpointTier[];
  lemons?: Lemons;
}

/** A tier and the failures it has to answer. */
export interface TierRate {
  /** Failures per second that throw the job back to this tier: no tier with a shorter interval survives them. */
  failureRate: number;
  tier: CheckpointTier;
}

/**
 * Which failures fall to which tier, in the order of the tiers, when each comes alone; `none`: failures per second that no
 * copy survives. Of the tiers that survive, the one with the shortest interval counts, of equals the first.
 *
 * @throws {RangeError | TypeError} unless sources and tiers are valid for the fleet
 * @see https://doi.org/10.1109/SC.2010.18 (Moody et al., SCR)
 * @example tierRates({topology, sources, tiers: standardTiers}).rates[2].failureRate // what needs the store
 */
export function tierRates({topology, sources, tiers, lemons}: TieredFleet): {rates: TierRate[]; none: number} {
  checkTiers(tiers, topology.nodes);
  lemonCount(topology, lemons);
  const rates = tiers.map(tier => ({failureRate: 0, tier}));
  const order = [...rates].sort((a, b) => a.tier.interval - b.tier.interval);
  let none = 0;
  for (const source of checkSources(sources)) {
    const {level, fault} = source;
    const total = failureRate({topology, sources: [source], lemons});
    const count = topology.counts[level];
    const serves = (tier: CheckpointTier, index: number) => {
      if (outlives(tier, fault)) return true;
      const {fromNode, toNode} = blastRadius(topology, {level, index});
      return survives(tier, fault, fromNode, toNode, node => node >= fromNode && node < toNode);
    };
    // One node never takes both of its copies; larger units differ, so each is looked at.
    const looked = level === 'gpu' || level === 'node' ? 1 : count;
    for (let index = 0; index < looked; index++) {
      const first = order.find(({tier}) => serves(tier, index));
      if (first) first.failureRate += total / looked;
      else none += total / looked;
    }
  }
  return {rates, none};
}

/** What the closed form says of a plan. */
export interface ExpectedFleet {
  /** Useful share of wall time, 0..1. */
  efficiency: number;
  /** True for one tier that survives every failure; else first order: good while failures are rare within an interval. */
  exact: boolean;
}

/**
 * The efficiency to expect of a synchronous job with enough spares.
 *
 * One tier that survives every failure, exactly: E = τ·e^(−λ(R+P))/((M + D)(e^(λT) − 1)), T = τ + δ, P the lag. Otherwise to
 * first order 1/(1 + H), H = Σ δ_i/τ_i + Σ λ_i(τ_i/2 + P_i + R_i + D), λ_i the failures that fall to tier i. Failures that
 * nothing survives throw the job back to its start and make a long-run efficiency meaningless: 0.
 *
 * @throws {RangeError | TypeError} like {@link tierRates}; unless detect, replace, restart >= 0 (seconds)
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example expectedFleetEfficiency({topology, sources, tiers: [{kind: 'store', interval: 1800, writeTime: 60}], restart: 300}).efficiency
 */
export function expectedFleetEfficiency({detect = 0, replace = 0, restart = 0, ...fleet}: TieredFleet & {detect?: number; replace?: number; restart?: number}): ExpectedFleet {
  notNegative('detect', detect, 'seconds');
  notNegative('replace', replace, 'seconds');
  notNegative('restart', restart, 'seconds');
  const {rates, none} = tierRates(fleet);
  const total = failureRate(fleet);
  if (total === Infinity) refuse('failures per second of the fleet', total, 'a finite number');
  const hardware = total > 0 ? failureRate({...fleet, sources: fleet.sources.filter(s => s.fault === 'hardware')}) / total : 0;
  const downtime = detect + replace * hardware;
  if (none > 1e-12 * total) return {efficiency: 0, exact: false};
  const [{tier}] = rates;
  if (rates.length === 1 && total > 0) {
    const {interval, writeTime = 0, lag = 0} = tier;
    return {efficiency: efficiency({interval, writeTime, mtbf: 1 / total, restart: (tier.restart ?? restart) + lag, downtime}), exact: true};
  }
  const overhead = rates.reduce((sum, {failureRate: rate, tier: {interval, writeTime = 0, lag = 0, restart: own = restart}}) =>
    sum + writeTime / interval + rate * (interval / 2 + lag + own + downtime), 0);
  return {efficiency: 1 / (1 + overhead), exact: total === 0};
}
