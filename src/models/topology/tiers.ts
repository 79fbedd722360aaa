/** Checkpoint tiers: where copies are kept, how often they are made, and when they are complete. */
import {notNegative, oneOf, positive, throwInvalid} from '../numerics/check.js';
import {publishedRuns, recoveryTimes} from '../fleet/published.js';
import type {FaultKind} from './failure-sources.js';
import type {ReplicaPlacement} from './replicas.js';

/**
 * Where a copy is kept. `dram`: the memory of the same node. `peer`: that and the memory of peers. `nvme`: drives of the
 * same node. `store`: an object store or file system outside the fleet.
 */
export type TierKind = 'dram' | 'peer' | 'nvme' | 'store';

/** One tier; times in seconds. */
export interface CheckpointTier {
  kind: TierKind;
  /** Work from one copy to the next, > 0. Copies are made at whole multiples of it, counted in work since the start. */
  interval: number;
  /** How long the math stops for one copy. Default 0. */
  writeTime?: number;
  /** From the end of the stop until the copy is complete and counts. Default 0. Copies may overlap on their way. */
  lag?: number;
  /** Time to load from this tier and warm up. Default: that of the run. */
  restart?: number;
  /** `peer` only: who holds whose state. */
  placement?: ReplicaPlacement;
  /** Whether copies in memory outlive a crash of the processes. Default: true for `peer` (an agent holds them), else false. */
  survivesProcess?: boolean;
}

const KINDS: readonly TierKind[] = ['dram', 'peer', 'nvme', 'store'];

/** Checked tiers; at least one. */
export function checkTiers(tiers: readonly CheckpointTier[], nodes: number): readonly CheckpointTier[] {
  if (!Array.isArray(tiers) || tiers.length === 0)
    throwInvalid('tiers', tiers as unknown, 'a list of at least one checkpoint tier');
  tiers.forEach(({kind, interval, writeTime = 0, lag = 0, restart = 0, placement}: CheckpointTier, i) => {
    oneOf<TierKind>(`tiers[${i}].kind`, kind, KINDS);
    positive(`tiers[${i}].interval`, interval, 'seconds');
    notNegative(`tiers[${i}].writeTime`, writeTime, 'seconds');
    notNegative(`tiers[${i}].lag`, lag, 'seconds');
    notNegative(`tiers[${i}].restart`, restart, 'seconds');
    if (kind === 'peer' && placement?.nodes !== nodes)
      throwInvalid(`tiers[${i}].placement`, placement?.nodes, `a placement on the ${nodes} nodes of this fleet`);
  });
  return tiers;
}

/**
 * Four tiers to start from. Frozen; intervals and times are assumptions but for the hourly store copy and the restart.
 *
 * @see https://arxiv.org/abs/2410.21680 (hourly checkpoints)
 * @example [...standardTiers, {kind: 'peer', interval: 300, writeTime: 1, lag: 10, placement}]
 */
export const standardTiers: readonly Readonly<CheckpointTier>[] = Object.freeze([
  Object.freeze({kind: 'dram', interval: 60, writeTime: 0.3, lag: 0, restart: recoveryTimes.warmUp.value}),
  Object.freeze({kind: 'nvme', interval: 900, writeTime: 3, lag: 0, restart: recoveryTimes.warmUp.value + 10}),
  Object.freeze({
    kind: 'store',
    interval: publishedRuns.rscInterval.value,
    writeTime: 12,
    lag: 300,
    restart: recoveryTimes.restart.value + recoveryTimes.warmUp.value,
  }),
] as const);

/** Whether a fault that strikes the node of a copy leaves the copy usable. For `peer`: whether that node's copies stay. */
export function outlives({kind, survivesProcess = kind === 'peer'}: CheckpointTier, fault: FaultKind): boolean {
  return kind === 'store' || (fault === 'software' && (kind === 'nvme' || survivesProcess));
}

/**
 * The clock of an undisturbed stretch of work: what is written when. Times count from the start of the stretch, work from
 * the start of the run; a stretch begins with the work `from` already saved. Copies due at the same work are written one after
 * another in the order of the tiers. Nothing is stored per copy: every answer is a search over whole numbers.
 */
export class Schedule {
  private readonly interval: number[];
  private readonly stop: number[];
  private readonly lag: number[];

  constructor(tiers: readonly CheckpointTier[]) {
    this.interval = tiers.map((t) => t.interval);
    this.stop = tiers.map((t) => t.writeTime ?? 0);
    this.lag = tiers.map((t) => t.lag ?? 0);
  }

  // A hair of tolerance: 4 intervals of 900 s are one of 3600 s, whatever the rounding.
  private upTo(tier: number, work: number): number {
    return Math.floor(work / this.interval[tier] + 1e-9);
  }
  private below(tier: number, work: number): number {
    return Math.ceil(work / this.interval[tier] - 1e-9) - 1;
  }
  private due(tier: number, work: number): boolean {
    return this.upTo(tier, work) > this.below(tier, work);
  }

  /** When the work is reached, before copies due at it are written. */
  reached(from: number, work: number): number {
    let time = work - from;
    for (let i = 0; i < this.stop.length; i++) {
      if (this.stop[i] > 0) time += this.stop[i] * Math.max(0, this.below(i, work) - this.upTo(i, from));
    }
    return time;
  }

  /** When the tier's copy number `k` begins to be written. */
  begins(tier: number, from: number, k: number): number {
    const work = k * this.interval[tier];
    let time = this.reached(from, work);
    for (let i = 0; i < tier; i++) if (this.stop[i] > 0 && this.due(i, work)) time += this.stop[i];
    return time;
  }

  /** When it is complete. */
  complete(tier: number, from: number, k: number): number {
    return this.begins(tier, from, k) + this.stop[tier] + this.lag[tier];
  }

  /** The largest k > (copies up to `from`) for which `when(k) <= time`, or 0. */
  private last(tier: number, from: number, time: number, when: (k: number) => number): number {
    const first = this.upTo(tier, from) + 1;
    if (!(when(first) <= time)) return 0;
    let low = first;
    let high = Math.max(first, this.upTo(tier, from + time)) + 1;
    while (high - low > 1) {
      const middle = low + Math.floor((high - low) / 2);
      if (when(middle) <= time) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The number of the tier's newest copy complete by `time` in this stretch, 0 for none. */
  newest(tier: number, from: number, time: number): number {
    return this.last(tier, from, time, (k) => this.complete(tier, from, k));
  }

  /** The number of the tier's newest copy begun by `time` in this stretch, 0 for none. */
  begun(tier: number, from: number, time: number): number {
    return this.last(tier, from, time, (k) => this.begins(tier, from, k));
  }

  /** The work done by `time`, and whether the math stands still for a copy then. */
  workAt(from: number, time: number): {work: number; writing: boolean} {
    let point = -1;
    for (let i = 0; i < this.interval.length; i++) {
      const k = this.last(i, from, time, (n) => this.reached(from, n * this.interval[i]));
      if (k > 0) point = Math.max(point, k * this.interval[i]);
    }
    if (point < 0) return {work: from + time, writing: false};
    const on = this.wholeStop(from, point, Infinity);
    return time < on ? {work: point, writing: true} : {work: point + (time - on), writing: false};
  }

  /** The end of the last copy due at `work` that is written by `time`. */
  wholeStop(from: number, work: number, time: number): number {
    let on = this.reached(from, work);
    for (let i = 0; i < this.stop.length; i++) {
      if (this.stop[i] === 0 || !this.due(i, work)) continue;
      if (on + this.stop[i] > time) break;
      on += this.stop[i];
    }
    return on;
  }
}
