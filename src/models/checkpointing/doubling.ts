/** What happens to the best checkpoint interval when a fleet doubles. */
import {positive} from '../numerics/check.js';
import type {RecoveryCosts} from './checkpoint-interval.js';
import {fleetMtbf, scaledWriteTime} from '../fleet/fleet.js';
import type {WriteScaling} from '../fleet/fleet.js';
import {optimumFor, wasteFor} from './failure-law.js';
import type {LawChoice} from './failure-law.js';

/** A fleet of one size at its best interval. */
export interface FleetOptimum {
  readonly nodes: number;
  /** Mean time between failures of the whole fleet, seconds. */
  readonly mtbf: number;
  readonly writeTime: number;
  /** The exact best interval of work, seconds. */
  readonly interval: number;
  /** The share of wall time lost at that interval. */
  readonly waste: number;
}

/** The doubled fleet, against the one before. */
export interface DoubledFleet extends FleetOptimum {
  /** How many times as often it checkpoints: the old interval of work over the new one. Its limit where writing is free. */
  readonly frequencyFactor: number;
  /** What Young's first-order formulas say: factors of the frequency, and of the least waste without recovery. */
  readonly firstOrder: Readonly<{frequency: number; waste: number}>;
}

/** A fleet before, and doubled under each law of the write time. */
export interface Doubling {
  readonly before: FleetOptimum;
  readonly after: Readonly<Record<WriteScaling, DoubledFleet>>;
}

const firstOrder: Readonly<Record<WriteScaling, DoubledFleet['firstOrder']>> = Object.freeze({
  fixed: Object.freeze({frequency: Math.SQRT2, waste: Math.SQRT2}),
  sharded: Object.freeze({frequency: 2, waste: 1}),
  shared: Object.freeze({frequency: 1, waste: 2}),
});

/**
 * Doubles a fleet: twice the nodes fail twice as often, and the write time stays (fixed), halves (sharded) or doubles
 * (shared). For each, the exact best interval of work, its frequency against before and its waste.
 *
 * The frequency is 1/interval of *work*, as in Young's and Daly's formulas; to first order it grows by √2, 2 and 1.
 * Exactly it grows by a little more where the write is not short against the MTBF.
 *
 * @throws {RangeError} unless nodes, nodeMtbf > 0, writeTime, restart, downtime >= 0 (seconds), law known, shape in 0.1..10
 * @see https://doi.org/10.1145/361147.361115
 * @example doubleFleet({nodes: 1024, nodeMtbf: 65_536 * 3600, writeTime: 120}).after.fixed.frequencyFactor // 1.4206
 */
export function doubleFleet({
  nodes,
  nodeMtbf,
  writeTime,
  restart = 0,
  downtime = 0,
  law,
  shape,
}: {nodes: number; nodeMtbf: number; writeTime: number} & RecoveryCosts & LawChoice): Doubling {
  const at = (size: number, write: number): FleetOptimum => {
    const run = {writeTime: write, mtbf: fleetMtbf({nodeMtbf, nodes: size}), restart, downtime, law, shape};
    const interval = optimumFor(run);
    return {nodes: size, mtbf: run.mtbf, writeTime: write, interval, waste: wasteFor({...run, interval}).total};
  };
  const before = at(positive('nodes', nodes, 'count'), writeTime);
  const doubled = (scaling: WriteScaling): DoubledFleet => {
    const then = at(2 * nodes, scaledWriteTime({writeTime, nodes, newNodes: 2 * nodes, scaling}));
    const frequencyFactor =
      before.interval > 0 && then.interval > 0 ? before.interval / then.interval : firstOrder[scaling].frequency;
    return Object.freeze({...then, frequencyFactor, firstOrder: firstOrder[scaling]});
  };
  return Object.freeze({
    before: Object.freeze(before),
    after: Object.freeze({fixed: doubled('fixed'), sharded: doubled('sharded'), shared: doubled('shared')}),
  });
}
