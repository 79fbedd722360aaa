/** How far a failure throws a run back: to the newest copy that survived its blast radius. */
import {notNegative, oneOf} from '../numerics/check.js';
import type {FaultKind} from './failure-sources.js';
import {stateIsLost} from './replicas.js';
import {Schedule, checkTiers, outlives} from './tiers.js';
import type {CheckpointTier, TierKind} from './tiers.js';
import {blastRadius} from './topology.js';
import type {Topology, Unit} from './topology.js';

/** A complete copy of the run's state. */
export interface Copy {
  /** The work it holds, seconds since the start of the run without what was lost. */
  work: number;
  /** When the state was taken, seconds of wall time. */
  taken: number;
}

/** What a failure did to one tier, and where the run would be with that tier alone. */
export interface TierOutcome {
  tier: TierKind;
  /** The newest complete copy, or null if there was none. */
  copy: Copy | null;
  /** False when the failure destroyed it, or there was none. */
  survived: boolean;
  /** Wall time to go back to: that of the copy, or 0, the start, without one. */
  to: number;
  /** Time between that and the failure. */
  seconds: number;
  /** Work to be done again. */
  work: number;
}

/** Where a failure throws the run back to; seconds of wall time from the start. */
export interface Rollback {
  /** The tier of the newest surviving copy; `start` when nothing survived. */
  tier: TierKind | 'start';
  /** Index of that tier, −1 for the start. */
  index: number;
  /** The failure; or, where the job stood still already, when the copy was taken that it was going back to. */
  from: number;
  /** When the copy was taken. */
  to: number;
  /** from − to. */
  seconds: number;
  /** Work to be done again: less than `seconds` by checkpoints and earlier outages in between. */
  work: number;
  /** The same for each tier as if it were the only one. */
  tiers: TierOutcome[];
}

/** The newest of the surviving copies; the first tier wins a tie. −1 if there is none. */
export function newestCopy(copies: readonly (Copy | null)[]): number {
  let best = -1;
  copies.forEach((copy, i) => {
    if (copy && (best < 0 || copy.work > copies[best]!.work)) best = i;
  });
  return best;
}

/** Puts a rollback together from the copies before and after the failure. */
export function describeRollback(
  tiers: readonly CheckpointTier[],
  time: number,
  work: number,
  before: readonly (Copy | null)[],
  after: readonly (Copy | null)[],
): Rollback {
  const index = newestCopy(after);
  const to = index < 0 ? 0 : after[index]!.taken;
  return {
    tier: index < 0 ? 'start' : tiers[index].kind,
    index,
    from: time,
    to,
    seconds: time - to,
    work: work - (index < 0 ? 0 : after[index]!.work),
    tiers: tiers.map(({kind}, i) => {
      const kept = after[i];
      const back = kept ? kept.taken : 0;
      return {
        tier: kind,
        copy: before[i],
        survived: kept !== null,
        to: back,
        seconds: time - back,
        work: work - (kept ? kept.work : 0),
      };
    }),
  };
}

/**
 * The newest copies that are complete at `time` in a run without failures so far, one a tier; null where there is none yet.
 *
 * @throws {RangeError | TypeError} unless time >= 0 and the tiers are valid for the fleet
 * @example newestCopies({topology, tiers: [{kind: 'store', interval: 3600, writeTime: 60}], time: 5000}) // work 3600
 */
export function newestCopies({
  topology,
  tiers,
  time,
}: {
  topology: Topology;
  tiers: readonly CheckpointTier[];
  time: number;
}): (Copy | null)[] {
  notNegative('time', time, 'seconds');
  const schedule = new Schedule(checkTiers(tiers, topology.nodes));
  return tiers.map(({interval}, i) => {
    const k = schedule.newest(i, 0, time);
    return k === 0 ? null : {work: k * interval, taken: schedule.begins(i, 0, k)};
  });
}

/** A failure to roll back from. */
export interface RollbackPlan extends Unit {
  topology: Topology;
  tiers: readonly CheckpointTier[];
  /** When it strikes, seconds from the start of the run. */
  time: number;
  /** Default `hardware`. */
  fault?: FaultKind;
}

/**
 * Where one failure throws a run back to that had none before: which tier still holds a complete copy after *this* blast
 * radius, and what each tier alone would have meant. A copy on its way when the failure strikes does not count.
 * `playFleet` does the same along a whole run, where earlier failures have destroyed copies too.
 *
 * @throws {RangeError | TypeError} unless the unit is one of the fleet, time >= 0 and the tiers are valid for the fleet
 * @see https://doi.org/10.1145/3600006.3613145
 * @example rollback({topology, tiers, time: 5000, level: 'rack', index: 3}).tier // "store"
 */
export function rollback({topology, tiers, time, level, index, fault = 'hardware'}: RollbackPlan): Rollback {
  const before = newestCopies({topology, tiers, time});
  oneOf<FaultKind>('fault', fault, ['hardware', 'software']);
  const {fromNode, toNode} = blastRadius(topology, {level, index});
  const hit = (node: number) => node >= fromNode && node < toNode;
  const after = before.map((copy, i) => (copy && survives(tiers[i], fault, fromNode, toNode, hit) ? copy : null));
  const {work} = new Schedule(tiers).workAt(0, time);
  return describeRollback(tiers, time, work, before, after);
}

/** Whether a tier's copies outlive a fault that strikes these nodes; `isGone` tells all nodes whose memory is lost. */
export function survives(
  tier: CheckpointTier,
  fault: FaultKind,
  fromNode: number,
  toNode: number,
  isGone: (node: number) => boolean,
): boolean {
  if (outlives(tier, fault)) return true;
  if (tier.kind !== 'peer') return false;
  for (let node = fromNode; node < toNode; node++) if (stateIsLost(tier.placement!, node, isGone)) return false;
  return true;
}
