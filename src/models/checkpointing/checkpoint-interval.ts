/**
 * How long to work between two checkpoints.
 *
 * TRAP: Young and Daly give τ, the work *between* checkpoints; Herault and Robert, and Saxena, give the
 * period T = τ + δ. Functions named `…Interval` return τ, functions named `…Period` return T.
 */
import {notNegative, positive, throwInvalid} from '../numerics/check.js';
import {rootOfProduct} from '../numerics/cancellation.js';
import {scaledOptimum} from './scaled-optimum.js';

/** What decides how often to save. */
export interface CheckpointCosts {
  /** δ: time one checkpoint stops the math, >= 0 (seconds). */
  writeTime: number;
  /** M: mean time between failures of the whole job, > 0 (seconds). */
  mtbf: number;
}

/** What each failure costs besides the lost work. */
export interface RecoveryCosts {
  /** R: time to load state and warm up, which a failure can hit, >= 0 (seconds). Default 0. */
  restart?: number;
  /** D: time to detect and replace, which no failure hits, >= 0 (seconds). Default 0. */
  downtime?: number;
}

function checkCosts(writeTime: number, mtbf: number): void {
  notNegative('writeTime', writeTime, 'seconds');
  positive('mtbf', mtbf, 'seconds');
}

function checkRecovery(restart: number, downtime: number): void {
  notNegative('restart', restart, 'seconds');
  notNegative('downtime', downtime, 'seconds');
}

/**
 * Young's first-order optimum, τ = √(2δM), in seconds of work between checkpoints.
 * As an interval good to δ/M ≈ 0.2 (25 % too long there); it always exceeds the exact optimum.
 *
 * @throws {RangeError} unless writeTime >= 0 and mtbf > 0
 * @see https://doi.org/10.1145/361147.361115
 * @example youngInterval({writeTime: 120, mtbf: 10_800}) // 1609.97 s, 26.8 min
 */
export function youngInterval({writeTime, mtbf}: CheckpointCosts): number {
  checkCosts(writeTime, mtbf);
  return rootOfProduct(2 * writeTime, mtbf);
}

/**
 * Daly's higher-order optimum of 2006 (equation 37), in seconds of work between checkpoints:
 * τ = √(2δM)·[1 + ⅓√(δ/2M) + ⅑(δ/2M)] − δ where δ < 2M, and τ = M from there on.
 *
 * It is the first three terms of the exact solution's series: at most 6.2 % short below δ = 2M, where it
 * jumps from 0.889 M to M (the exact value there is 0.9475 M). The jump is part of the formula.
 *
 * @throws {RangeError} unless writeTime >= 0 and mtbf > 0
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example dalyInterval({writeTime: 120, mtbf: 14_400}) // 1779.89 s
 */
export function dalyInterval({writeTime, mtbf}: CheckpointCosts): number {
  checkCosts(writeTime, mtbf);
  if (writeTime >= 2 * mtbf) return mtbf;
  const half = writeTime / mtbf / 2;
  return rootOfProduct(2 * writeTime, mtbf) * (1 + Math.sqrt(half) / 3 + half / 9) - writeTime;
}

/**
 * Daly's first-order optimum with restart, τ = √(2δ(M + R)) − δ, in seconds of work between checkpoints.
 * NEGATIVE where δ > 2(M + R): there the formula says nothing, and the negative value shows it.
 *
 * @throws {RangeError} unless writeTime, restart >= 0 and mtbf > 0
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example dalyFirstOrderInterval({writeTime: 60, mtbf: 14_400, restart: 300}) // 1268.16 s
 */
export function dalyFirstOrderInterval({writeTime, mtbf, restart = 0}: CheckpointCosts & {restart?: number}): number {
  checkCosts(writeTime, mtbf);
  checkRecovery(restart, 0);
  return rootOfProduct(2 * writeTime, mtbf + restart) - writeTime;
}

/**
 * Daly's first-order optimum as Aupy et al. print it, T = √(2δ(M + D + R)) + δ: a PERIOD (work and write), seconds.
 *
 * @throws {RangeError} unless writeTime, restart, downtime >= 0 and mtbf > 0
 * @see https://doi.org/10.1007/978-3-319-20943-2_1
 * @example dalyFirstOrderPeriod({writeTime: 600, mtbf: 60_150, restart: 600, downtime: 60}) // 9142.37 s
 */
export function dalyFirstOrderPeriod({
  writeTime,
  mtbf,
  restart = 0,
  downtime = 0,
}: CheckpointCosts & RecoveryCosts): number {
  checkCosts(writeTime, mtbf);
  checkRecovery(restart, downtime);
  return rootOfProduct(2 * writeTime, mtbf + downtime + restart) + writeTime;
}

/**
 * Refined first-order optimum (RFO), T = √(2(M − D − R)δ): a PERIOD (work and write), seconds.
 *
 * @throws {RangeError} unless writeTime, restart, downtime >= 0 and mtbf >= restart + downtime (a shorter MTBF has no
 *   such optimum: the root would be imaginary)
 * @see https://doi.org/10.1007/978-3-319-20943-2_1
 * @example refinedFirstOrderPeriod({writeTime: 600, mtbf: 60_150, restart: 600, downtime: 60}) // 8449.14 s
 */
export function refinedFirstOrderPeriod({
  writeTime,
  mtbf,
  restart = 0,
  downtime = 0,
}: CheckpointCosts & RecoveryCosts): number {
  checkCosts(writeTime, mtbf);
  checkRecovery(restart, downtime);
  if (mtbf < downtime + restart) {
    throwInvalid(
      'mtbf',
      mtbf,
      `at least restart + downtime = ${downtime + restart} for the refined first-order formula (seconds)`,
    );
  }
  return rootOfProduct(2 * writeTime, mtbf - downtime - restart);
}

/**
 * The exact optimum when failures arrive at a constant rate: τ* = M·(1 + W₀(−e^(−δ/M−1))), in seconds of work
 * between checkpoints. Restart and downtime do not move it. 0 when checkpoints are free; never above M.
 *
 * @throws {RangeError} unless writeTime >= 0 and mtbf > 0
 * @see https://doi.org/10.1145/2063384.2063428
 * @example optimalInterval({writeTime: 120, mtbf: 14_400}) // 1779.9076 s
 */
export function optimalInterval({writeTime, mtbf}: CheckpointCosts): number {
  checkCosts(writeTime, mtbf);
  return mtbf * scaledOptimum(writeTime / mtbf).x;
}

/**
 * Availability-optimal checkpointing, T = δ + √(2(M + R)δ + δ²): a PERIOD (work and write), seconds.
 *
 * @throws {RangeError} unless writeTime, restart >= 0 and mtbf > 0
 * @see https://arxiv.org/abs/2410.18124
 * @example availabilityOptimalPeriod({writeTime: 60, mtbf: 14_400, restart: 300}) // 1389.51 s
 */
export function availabilityOptimalPeriod({
  writeTime,
  mtbf,
  restart = 0,
}: CheckpointCosts & {restart?: number}): number {
  checkCosts(writeTime, mtbf);
  checkRecovery(restart, 0);
  return writeTime + rootOfProduct(writeTime, 2 * (mtbf + restart) + writeTime);
}
