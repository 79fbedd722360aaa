/** A run of the staging bench: what it gave, and which limits it broke. */

/**
 * What can go wrong:
 * - `overflow`: a buffer was full with more to come. Amount: bytes one writer's buffer would have needed at the rates of
 *   that moment; allowed: its size.
 * - `stall`: the math stopped longer than the copy out of HBM needs. Seconds.
 * - `storm`: checkpoints asked for more of the network than the training leaves. Bytes/s.
 * - `store`: writers would send more than the store takes. Bytes/s. A warning: they queue.
 * - `unstable`: more bytes came in an interval than a drain that never rested took away. Bytes/s.
 * - `crash`: a storm outlasted the watchdog. Seconds.
 */
export type StagingLimit = 'overflow' | 'stall' | 'storm' | 'store' | 'unstable' | 'crash';

/** A limit that was broken. */
export interface BrokenLimit {
  readonly limit: StagingLimit;
  /** Which queue overflowed. */
  readonly queue?: 'dram' | 'nvme';
  /** When first (seconds). */
  readonly time: number;
  /** The worst amount, in the unit of {@link StagingLimit}. */
  readonly amount: number;
  /** What would have been allowed then. */
  readonly allowed: number;
  /** In how many checkpoint intervals it was broken. */
  readonly checkpoints: number;
}

/** One checkpoint's way; times in seconds of the run, null for what had not happened when the run ended. */
export interface CheckpointRecord {
  readonly start: number;
  /** How long the math stopped for it. */
  readonly mathStop: number | null;
  /** When all of it was on NVMe; null also where the NVMe is not used. */
  readonly nvmeAt: number | null;
  /** When all of it was in the store. */
  readonly durableAt: number | null;
}

/**
 * Levels at breakpoints, to be joined by straight lines, and rates that hold from one breakpoint to the next (the last
 * entry repeats). Bytes and bytes/s of all writers together, unless told.
 */
export interface StagingSeries {
  readonly time: readonly number[];
  /** Snapshot still to be copied out of HBM. */
  readonly hbm: readonly number[];
  readonly dram: readonly number[];
  /** Level of the fullest writer's buffer (bytes of one writer). */
  readonly fullest: readonly number[];
  readonly nvme: readonly number[];
  /** In the store since the start of the run. */
  readonly stored: readonly number[];
  readonly copyRate: readonly number[];
  readonly ssdRate: readonly number[];
  readonly storeRate: readonly number[];
  /** What writers would send to the store if it took everything. */
  readonly storeDemand: readonly number[];
  /** Checkpoint and training traffic asked of the network; while the math is stopped no more than it carries. */
  readonly networkDemand: readonly number[];
  /** Speed of the training: 1 runs, 0 stopped, between slowed by a storm. */
  readonly speed: readonly number[];
}

/** Mean and largest of a time over checkpoints, seconds; Infinity if none got that far. */
export interface MeanMax {
  readonly mean: number;
  readonly max: number;
}

/** A simulated stretch of checkpoints. */
export interface StagingRun {
  readonly series: StagingSeries;
  readonly checkpoints: readonly CheckpointRecord[];
  /** Limits broken, in order of time. */
  readonly broken: readonly BrokenLimit[];
  readonly crashed: boolean;
  /** When the run ended: the duration, or the crash (seconds). */
  readonly end: number;
  readonly mathStop: MeanMax;
  /** From the start of a checkpoint until the store has it. */
  readonly durableAfter: MeanMax;
  /** From HBM to the store: bytes of a checkpoint over the mean time it took (bytes/s). */
  readonly throughput: number;
  /** Most that writers would send to the store (bytes/s). */
  readonly peakDemand: number;
  /** That over what the store has for this job; 0 without a limit. */
  readonly storeLoad: number;
  /** Peak of checkpoint and training traffic over the network's capacity; 0 without a limit. */
  readonly networkLoad: number;
  /** Mean share of its speed at which the NVMe was written. */
  readonly ssdLoad: number;
  /** Written to the NVMe of the mean writer (bytes). */
  readonly ssdBytes: number;
  /** Highest level of any writer's buffer (bytes). */
  readonly bufferPeak: number;
  /** Bytes of the mean writer not yet in the store: the most, and at the end. */
  readonly backlog: {readonly max: number; readonly end: number};
  /** Time the math ran slowed by a storm (seconds). */
  readonly stormTime: number;
  /** Mean speed of the training, stops and storms counted, failures not: 0..1. */
  readonly useful: number;
  /** Means for `asyncEfficiency`; null if no checkpoint became durable. */
  readonly asyncCosts: {readonly stall: number; readonly persist: number; readonly slowdown: number} | null;
}
