/** Backwards under either law: how far each number alone must go, or may go, to keep the waste within a budget. */
import {openShare, positive} from '../numerics/check.js';
import {optimalInterval} from './checkpoint-interval.js';
import type {CheckpointCosts, RecoveryCosts} from './checkpoint-interval.js';
import {scaledWriteTime} from '../fleet/fleet.js';
import type {WriteScaling} from '../fleet/fleet.js';
import {optimumFor, wasteFor} from './failure-law.js';
import type {LawChoice} from './failure-law.js';
import {checkRun, maximumEfficiency} from './waste.js';

type Costs = CheckpointCosts & RecoveryCosts & LawChoice;

/** A job and the share of its wall time that may be lost. */
export interface BudgetedJob extends Costs {
  /** The most of the wall time that may be wasted, between 0 and 1. */
  waste: number;
  /** Nodes the MTBF is for, > 0. */
  nodes: number;
  /** What the write time does when the number of nodes changes. Default `fixed`. */
  scaling?: WriteScaling;
}

/** Each number alone that meets the budget at the best interval, all else unchanged; `null` where none does. */
export interface BudgetAnswers {
  /** Share lost to restart and downtime alone: no write time gets below it. */
  readonly recovery: number;
  /** The longest write time, seconds. */
  readonly writeTime: number | null;
  /** The shortest MTBF of the whole job, seconds; 0 where any will do. */
  readonly mtbf: number | null;
  /** The most nodes; Infinity where any number will do. */
  readonly nodes: number | null;
}

/** Nodes beyond which no fleet is: what still fits there fits at any size. */
const unlimited = 1e15;

/** The last point of a log scale, coming from where it fits, that still fits; `null` where none does. */
function lastFit(fitting: number, failing: number, steps: number, fits: (at: number) => boolean): number | null {
  if (!fits(fitting)) return null;
  if (fits(failing)) return failing;
  let good = Math.log(fitting);
  let bad = Math.log(failing);
  for (let i = 0; i < steps; i++) {
    const middle = (good + bad) / 2;
    if (middle === good || middle === bad) break;
    if (fits(Math.exp(middle))) good = middle;
    else bad = middle;
  }
  return Math.exp(good);
}

/**
 * What each of write time, MTBF and number of nodes would have to be, alone, to lose at most `waste` at the best
 * interval. Exact at a constant rate; under the Weibull law to about five digits, and some milliseconds slower.
 *
 * @throws {RangeError} unless waste is between 0 and 1, writeTime, restart, downtime >= 0, mtbf > 0 (seconds), nodes > 0,
 *   shape in 0.1..10
 * @see https://doi.org/10.1145/2063384.2063428
 * @example withinBudget({waste: 0.1, writeTime: 120, mtbf: 14_400, nodes: 2048}).writeTime // 77.2 s
 */
export function withinBudget({waste, nodes, scaling = 'fixed', ...job}: BudgetedJob): BudgetAnswers {
  const {writeTime, mtbf, restart = 0, downtime = 0, law} = job;
  openShare('waste', waste);
  positive('nodes', nodes, 'nodes');
  checkRun(0, writeTime, mtbf, restart, downtime);

  const solve = (fitting: number, failing: number, put: (at: number) => Costs): number | null => {
    const constant = lastFit(fitting, failing, 80, (at) => 1 - maximumEfficiency(put(at)) <= waste);
    if (law !== 'weibull') return constant;
    // How far the law moves the best interval hardly changes with the answer, and the loss hardly with the interval.
    let answer = constant ?? fitting;
    for (let rounds = 1; ; rounds++) {
      const near = put(answer);
      const ratio = optimumFor(near) / optimalInterval(near) || 0;
      const next = lastFit(
        fitting,
        failing,
        32,
        (at) => wasteFor({...put(at), interval: ratio * optimalInterval(put(at))}).total <= waste,
      );
      if (next === null) return null;
      if (Math.abs(next / answer - 1) < 0.01 || rounds === 8) return next;
      answer = next;
    }
  };

  const recovery = wasteFor({...job, interval: 0, writeTime: 0}).total;
  const longest = recovery > waste ? null : solve(mtbf * 1e-12, mtbf * 1e3, (at) => ({...job, writeTime: at}));
  const cost = writeTime + restart + downtime;
  const shortest = cost === 0 ? 0 : solve(cost * 1e15, cost * 1e-3, (at) => ({...job, mtbf: at}));
  const fleet = (size: number): Costs => ({
    ...job,
    mtbf: (mtbf * nodes) / size,
    writeTime: scaledWriteTime({writeTime, nodes, newNodes: size, scaling}),
  });
  const most =
    cost === 0 ? Infinity : scaling === 'fixed' ? shortest && (mtbf * nodes) / shortest : solve(1, unlimited, fleet);
  // A hair of tolerance: the fleet that just fits, fits.
  const whole = most === null ? 0 : Math.floor(most * (1 + 1e-9));
  return {
    recovery,
    writeTime: longest,
    mtbf: shortest,
    nodes: whole < 1 ? null : whole >= unlimited ? Infinity : whole,
  };
}
