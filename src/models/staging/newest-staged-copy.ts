/** What a loss at some moment of a simulated run would cost. */
import {oneOf, within} from '../numerics/check.js';
import type {StagingRun} from './staging-run.js';
import {STAGING_STRATEGIES} from './staging-plan.js';
import type {StagingStrategy} from './staging-plan.js';

/** What is lost: the training `process` alone (DRAM and NVMe of its node live on), or a `node` with all that is on it. */
export type StagedLoss = 'process' | 'node';

/** The newest copy that survives. */
export interface StagedCopy {
  /** Its checkpoint, counted from 0; −1 if there is none. */
  readonly checkpoint: number;
  /** Where it is. */
  readonly tier: 'dram' | 'peer' | 'nvme' | 'store' | 'none';
  /** Wall time since its snapshot, or since the start of the run: what must be done again (seconds). */
  readonly rollback: number;
}

/**
 * The newest checkpoint that survives a loss at `time`. A process comes back from the copy its node holds; a node needs
 * the store, or its peer with `peer-dram`.
 *
 * @throws {RangeError} unless time is within the run
 * @see https://doi.org/10.1145/3600006.3613145
 * @example newestStagedCopy({run, strategy: 'async-dram', time: 1800, loss: 'node'}).tier // 'store'
 */
export function newestStagedCopy({
  run,
  strategy,
  time,
  loss,
}: {
  run: StagingRun;
  strategy: StagingStrategy;
  time: number;
  loss: StagedLoss;
}): StagedCopy {
  oneOf('strategy', strategy, STAGING_STRATEGIES);
  oneOf('loss', loss, ['process', 'node']);
  within('time', time, 0, run.end, 'seconds');
  // Copies that survive, by where the math waits for them.
  const near =
    strategy === 'object-store' || (loss === 'node' && strategy !== 'peer-dram')
      ? null
      : strategy === 'local-ssd'
        ? 'nvme'
        : strategy === 'async-dram'
          ? 'dram'
          : 'peer';
  for (let i = run.checkpoints.length - 1; i >= 0; i--) {
    const {start, mathStop, durableAt} = run.checkpoints[i];
    const rollback = time - start;
    if (durableAt !== null && durableAt <= time) return {checkpoint: i, tier: 'store', rollback};
    if (near && mathStop !== null && start + mathStop <= time) return {checkpoint: i, tier: near, rollback};
  }
  return {checkpoint: -1, tier: 'none', rollback: time};
}
