/** One entry for both failure laws. */
import {oneOf} from '../numerics/check.js';
import {optimalInterval} from './checkpoint-interval.js';
import type {CheckpointCosts, RecoveryCosts} from './checkpoint-interval.js';
import {wasteBreakdown} from './waste.js';
import type {CheckpointedRun, WasteShares} from './waste.js';
import {weibullOptimalInterval, weibullWaste} from './weibull.js';

/** How times between failures are distributed: at a constant rate, or Weibull with a shape. */
export type FailureLaw = 'exponential' | 'weibull';

/** Which law, and the shape of a Weibull one (0.1..10, default 1; the exponential law ignores it). */
export interface LawChoice {
  law?: FailureLaw;
  shape?: number;
}

const LAWS = ['exponential', 'weibull'] as const;

/** Checks the name of a law. */
export const checkLaw = (law: FailureLaw): FailureLaw => oneOf<FailureLaw>('law', law, LAWS);

/**
 * The waste split under either law: {@link wasteBreakdown} or {@link weibullWaste}.
 *
 * @throws {RangeError} like those two, and for an unknown law
 * @example wasteFor({law: 'weibull', shape: 0.7, interval: 1900, writeTime: 120, mtbf: 14_400}).total
 */
export function wasteFor({law = 'exponential', shape = 1, ...run}: CheckpointedRun & LawChoice): WasteShares {
  return checkLaw(law) === 'weibull' ? weibullWaste({...run, shape}) : wasteBreakdown(run);
}

/**
 * The best interval under either law, seconds: {@link optimalInterval} or {@link weibullOptimalInterval}.
 *
 * @throws {RangeError} like those two, and for an unknown law
 * @example optimumFor({writeTime: 120, mtbf: 14_400}) // 1779.91 s
 */
export function optimumFor({
  law = 'exponential',
  shape = 1,
  ...costs
}: CheckpointCosts & RecoveryCosts & LawChoice): number {
  return checkLaw(law) === 'weibull' ? weibullOptimalInterval({...costs, shape}) : optimalInterval(costs);
}
