/** Checkpoint storms: what happens when every node sends at once, and what taking turns or a slower pace changes. */
import {notNegative, positive, wholeNumber} from '../numerics/check.js';

/** Nodes that drain one checkpoint into a shared store. */
export interface StormPlan {
  /** N: nodes that write, a whole number >= 1. */
  writers: number;
  /** S: bytes of each writer, >= 0. */
  bytesPerNode: number;
  /** b: speed at which one node sends, > 0 (bytes/s). */
  nodeBandwidth: number;
  /** B: what the store takes from all together, > 0 (bytes/s). */
  storeBandwidth: number;
  /** G: groups that drain in turn, a whole number from 1 to N. Default 1: all at once. */
  groups?: number;
  /** T: from checkpoint to checkpoint, > 0 (seconds). Left out: as long as it takes. */
  interval?: number;
}

/** One checkpoint's drain. bytes/s and seconds. */
export interface Storm {
  /** N·b/G: what the nodes whose turn it is would send. */
  readonly peakDemand: number;
  /** Peak demand over B; above 1 the store is overrun. */
  readonly peakRatio: number;
  /** What one node then gets. */
  readonly nodeRate: number;
  /** Time of one group's turn. */
  readonly groupDrain: number;
  /** From the start of the drain until the last group's last byte: max(S_tot/B, G·S/b). */
  readonly durableAfter: number;
  /** Whether that fits into the interval. */
  readonly feasible: boolean;
}

/**
 * What the writers of one group would send together if nothing held them back, bytes/s.
 *
 * @throws {RangeError} unless nodeBandwidth > 0 and 1 <= groups <= writers, whole numbers
 */
export function peakDemand({
  writers,
  nodeBandwidth,
  groups = 1,
}: Pick<StormPlan, 'writers' | 'nodeBandwidth' | 'groups'>): number {
  checkGroups(groups, writers);
  positive('nodeBandwidth', nodeBandwidth, 'bytes/s');
  return (writers / groups) * nodeBandwidth;
}

/**
 * The drain of one checkpoint by G groups in turn. Turns divide the peak by G and cost no time while the store is the
 * bottleneck. Only the *drain* may take turns: a staggered *snapshot* would not be one consistent state.
 *
 * N/G need not be whole here. Frozen.
 *
 * @throws {RangeError} unless writers, groups are whole numbers >= 1, bytesPerNode >= 0, the others > 0, groups <= writers
 * @see https://arxiv.org/abs/2407.21783 (bursts saturate the storage fabric)
 * @example checkpointStorm({writers: 2048, bytesPerNode: 2_774_388_400, nodeBandwidth: 50e9, storeBandwidth: 2e12, groups: 64}).durableAfter // 3.55 s
 */
export function checkpointStorm({
  writers,
  bytesPerNode,
  nodeBandwidth,
  storeBandwidth,
  groups = 1,
  interval,
}: StormPlan): Storm {
  const demand = peakDemand({writers, nodeBandwidth, groups});
  notNegative('bytesPerNode', bytesPerNode, 'bytes');
  positive('storeBandwidth', storeBandwidth, 'bytes/s');
  if (interval !== undefined) positive('interval', interval, 'seconds');
  const perGroup = writers / groups;
  const nodeRate = Math.min(nodeBandwidth, storeBandwidth / perGroup);
  const groupDrain = bytesPerNode / nodeRate;
  const durableAfter = groups * groupDrain;
  return Object.freeze({
    peakDemand: demand,
    peakRatio: demand / storeBandwidth,
    nodeRate,
    groupDrain,
    durableAfter,
    feasible: interval === undefined || durableAfter <= interval,
  });
}

/** Checks writers and their groups. */
export function checkGroups(groups: number, writers: number): void {
  wholeNumber('writers', writers, 1, 'nodes');
  wholeNumber('groups', groups, 1, 'groups');
  if (groups > writers)
    throw new RangeError(`groups must be a whole number from 1 to writers = ${writers} (groups), got ${groups}`);
}

/**
 * What draining slowly costs: the newest durable copy is older by the time to persist, which wastes persist/M of the
 * wall time to first order. Seconds and ratio.
 *
 * @throws {RangeError} unless bytes >= 0, drain, mtbf > 0
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example pacedDrain({bytes: 5_681_947_443_200, drain: 125e9, mtbf: 14_400}).extraWaste // 0.0032
 */
export function pacedDrain({bytes, drain, mtbf}: {bytes: number; drain: number; mtbf: number}): {
  persist: number;
  extraWaste: number;
} {
  const persist = notNegative('bytes', bytes, 'bytes') / positive('drain', drain, 'bytes/s');
  return {persist, extraWaste: persist / positive('mtbf', mtbf, 'seconds')};
}

/**
 * How many of N writers drain at once if each starts at its own random time in the interval: binomial(N, P/T). Mean,
 * standard deviation and mean + 4σ (at most N), the number to provide for.
 *
 * Chance spreads the load, it does not remove queues; a schedule does.
 *
 * @throws {RangeError} unless writers is a whole number >= 1, persist >= 0, interval > 0
 * @see https://doi.org/10.1007/3-540-45318-0
 * @example concurrentWriters({writers: 2048, persist: 60, interval: 1275}).provision // 135.6
 */
export function concurrentWriters({writers, persist, interval}: {writers: number; persist: number; interval: number}): {
  mean: number;
  standardDeviation: number;
  provision: number;
} {
  wholeNumber('writers', writers, 1, 'nodes');
  const share = Math.min(1, notNegative('persist', persist, 'seconds') / positive('interval', interval, 'seconds'));
  const mean = writers * share;
  const standardDeviation = Math.sqrt(mean * (1 - share));
  return {mean, standardDeviation, provision: Math.min(writers, mean + 4 * standardDeviation)};
}
