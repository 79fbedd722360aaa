/** What a fleet's tiers promise: which failures fall to which, and the efficiency to expect. */
import {notNegative, throwInvalid} from '../numerics/check.js';
import {efficiency} from '../checkpointing/waste.js';
import {checkSources, failureRate, lemonCount} from './failure-sources.js';
import type {FailureSource, Lemons} from './failure-sources.js';
import {survives} from './rollback.js';
import {checkTiers, outlives} from './tiers.js';
import type {CheckpointTier} from './tiers.js';
import {blastRadius} from './topology.js';
import type {Topology} from './topology.js';

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
  const rates = tiers.map((tier) => ({failureRate: 0, tier}));
  const order = [...rates].sort((a, b) => a.tier.interval - b.tier.interval);
  let none = 0;
  for (const source of checkSources(sources)) {
    const {level, fault} = source;
    const total = failureRate({topology, sources: [source], lemons});
    const count = topology.counts[level];
    const serves = (tier: CheckpointTier, index: number) => {
      if (outlives(tier, fault)) return true;
      const {fromNode, toNode} = blastRadius(topology, {level, index});
      return survives(tier, fault, fromNode, toNode, (node) => node >= fromNode && node < toNode);
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
export function expectedFleetEfficiency({
  detect = 0,
  replace = 0,
  restart = 0,
  ...fleet
}: TieredFleet & {detect?: number; replace?: number; restart?: number}): ExpectedFleet {
  notNegative('detect', detect, 'seconds');
  notNegative('replace', replace, 'seconds');
  notNegative('restart', restart, 'seconds');
  const {rates, none} = tierRates(fleet);
  const total = failureRate(fleet);
  if (total === Infinity) throwInvalid('failures per second of the fleet', total, 'a finite number');
  const hardware =
    total > 0 ? failureRate({...fleet, sources: fleet.sources.filter((s) => s.fault === 'hardware')}) / total : 0;
  const downtime = detect + replace * hardware;
  if (none > 1e-12 * total) return {efficiency: 0, exact: false};
  const [{tier}] = rates;
  if (rates.length === 1 && total > 0) {
    const {interval, writeTime = 0, lag = 0} = tier;
    return {
      efficiency: efficiency({
        interval,
        writeTime,
        mtbf: 1 / total,
        restart: (tier.restart ?? restart) + lag,
        downtime,
      }),
      exact: true,
    };
  }
  const overhead = rates.reduce(
    (sum, {failureRate: rate, tier: {interval, writeTime = 0, lag = 0, restart: own = restart}}) =>
      sum + writeTime / interval + rate * (interval / 2 + lag + own + downtime),
    0,
  );
  return {efficiency: 1 / (1 + overhead), exact: total === 0};
}
