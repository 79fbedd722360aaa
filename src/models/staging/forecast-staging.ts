/** What the closed forms say of a plan, for comparison with its simulation. */
import {bufferedStop, requiredBuffer} from './staging-buffer.js';
import {preparePlan} from './staging-plan.js';
import type {PreparedPlan, StagingPlan} from './staging-plan.js';
import {networkShare, sharedCopy} from './shared-network.js';

/**
 * Closed forms of one plan. They hold for turns of even groups, uploads no faster than what feeds them, a stable plan
 * and no storm. For random delays they are the worst case.
 */
export interface StagingForecast {
  /** f: speed of the copy out of HBM, one writer (bytes/s). */
  readonly copyRate: number;
  /** r: speed at which one writer's buffer empties: its NVMe's, or what it may send (bytes/s). */
  readonly drainRate: number;
  /** What one writer may send to the store in its turn (bytes/s). */
  readonly uploadRate: number;
  /** b*: the smallest buffer that does not lengthen the stop; what the last group in turn needs (bytes). */
  readonly requiredBuffer: number;
  /** Time the math stops (seconds). */
  readonly mathStop: number;
  /** From the start of a checkpoint until the store has all of it (seconds). */
  readonly durableAfter: number;
  /** Whether that fits into the interval: otherwise backlogs grow whatever the buffer. */
  readonly stable: boolean;
  /** When the backlog of a plan that is not stable has filled buffer and drives, and the math waits for the store; Infinity if stable (seconds). */
  readonly fullAfter: number;
  /** What the writers whose turn it is would send (bytes/s). */
  readonly peakDemand: number;
  /** Most of it that the store takes and the network carries (bytes/s). */
  readonly peakTraffic: number;
  /** C_net − u: what the network has left beside the training (bytes/s). */
  readonly headroom: number;
  /** Whether the traffic goes beyond the headroom while the math runs. */
  readonly storm: boolean;
}

/** The same of a checked plan. */
export function forecastPrepared(p: PreparedPlan): StagingForecast {
  const {bytes, copy, ssd, sizes, throughNvme} = p;
  // Random delays: at worst everybody waits the longest and then sends at once.
  const groups = p.random ? 1 : sizes.length;
  const perGroup = p.random ? p.writers : sizes[0];
  const delay = p.random ? p.jitter : 0;
  const uploadRate = Math.min(p.upload, p.store / perGroup, p.network / perGroup);
  const drainRate = throughNvme ? ssd : uploadRate;
  // How fast bytes reach the last queue before the store; the first group in turn can send no faster.
  const arrival = throughNvme ? Math.min(copy, ssd) : copy;
  const firstTurn = bytes / Math.min(uploadRate, arrival);
  const turn = bytes / uploadRate;
  const wait = throughNvme ? 0 : delay + (groups === 1 ? 0 : firstTurn + (groups - 2) * turn);
  const first = p.copyUsesNetwork && wait === 0 ? sharedCopy(p, uploadRate, perGroup) : undefined;
  // An empty buffer passes on no more than it gets.
  const shared = networkShare(p, p.random ? 0 : Math.min(uploadRate, copy) * perGroup);
  const burst = {bytes, fill: copy * shared, drain: first ? drainRate * shared : drainRate, wait};
  const mathStop = first?.stop ?? bufferedStop({...burst, buffer: p.buffer});
  const firstDone = first?.durable ?? firstTurn;
  const durableAfter = Math.max(mathStop, delay + firstDone + (groups - 1) * turn);
  const peakTraffic = perGroup * (groups > 1 ? uploadRate : Math.min(uploadRate, arrival));
  const headroom = p.network - p.training;
  // One writer's: more bytes come in an interval than leave in its share of the turns.
  const growth = bytes / p.interval - uploadRate / groups;
  const lastBurst = bytes * (1 - Math.min(1, uploadRate / (copy * shared)));
  const room = (throughNvme ? p.ssdCapacity : 0) + Math.max(0, p.buffer - lastBurst);
  return Object.freeze({
    copyRate: copy * shared,
    drainRate,
    uploadRate,
    requiredBuffer: requiredBuffer(burst),
    mathStop,
    durableAfter,
    stable: Math.max(groups * turn, bytes / arrival) <= p.interval,
    fullAfter: growth > 0 ? room / growth : Infinity,
    peakDemand: perGroup * p.upload,
    peakTraffic,
    headroom,
    storm: p.training > 0 && durableAfter > mathStop && peakTraffic > headroom,
  });
}

/**
 * Stop, durability, required buffer, stability and peak load of a plan from formulas alone. Frozen.
 * `object-store` and `local-ssd` have no buffer: their stop is S/r of the link they block on.
 *
 * @throws {RangeError | TypeError} unless the plan suits `simulateStaging`
 * @see https://doi.org/10.1007/3-540-45318-0
 * @example forecastStaging({strategy: 'async-dram', skipNvme: true, ...links, bytesPerNode: 120e9, interval: 1275, pace: 10e9}).requiredBuffer // 117e9 B
 */
export function forecastStaging(plan: StagingPlan): StagingForecast {
  return forecastPrepared(preparePlan(plan));
}
