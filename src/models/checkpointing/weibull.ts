/**
 * Checkpointing when failures have a memory: times between failures follow a Weibull law with mean M, and the
 * clock starts anew at each failure (one renewal process). Shape below 1: failures cluster; 1: constant rate;
 * above 1: wear-out.
 */
import {notNegative, within} from '../numerics/check.js';
import type {CheckpointCosts, RecoveryCosts} from './checkpoint-interval.js';
import {gamma, incompleteGamma, logGamma} from '../numerics/gamma.js';
import {rootOfProduct} from '../numerics/cancellation.js';
import {checkRun} from './waste.js';
import type {CheckpointedRun, WasteShares} from './waste.js';

/** Shapes the models accept; field data lies between about 0.5 and 2. */
export const WEIBULL_SHAPES = Object.freeze({min: 0.1, max: 10});

/** Checks a Weibull shape. */
export const checkShape = (shape: number) =>
  within('shape', shape, WEIBULL_SHAPES.min, WEIBULL_SHAPES.max, 'Weibull shape, a plain number');

/**
 * The scale η = M/Γ(1 + 1/k) of the Weibull law with mean M (seconds) and shape k (0.1..10).
 *
 * @throws {RangeError} unless mtbf > 0 and shape is in 0.1..10
 * @example weibullScale({mtbf: 14_400, shape: 0.5}) // 7200
 */
export function weibullScale({mtbf, shape}: {mtbf: number; shape: number}): number {
  checkRun(0, 0, mtbf, 0, 0);
  checkShape(shape);
  return mtbf / gamma(1 + 1 / shape);
}

/** What stays the same while only the interval changes. Built by {@link weibullLaw}. */
export interface WeibullLaw {
  shape: number;
  scale: number;
  mean: number;
  restart: number;
  downtime: number;
  logGammaA: number;
  /** P and Q of the incomplete gamma function at the end of a restart. */
  restartLower: number;
  restartUpper: number;
}

/** Prepares the constants of a curve; arguments are already checked. */
export function weibullLaw(mtbf: number, restart: number, downtime: number, shape: number): WeibullLaw {
  const scale = mtbf / gamma(1 + 1 / shape);
  const logGammaA = logGamma(1 / shape);
  const {lower, upper} = incompleteGamma(1 / shape, (restart / scale) ** shape, logGammaA);
  return {shape, scale, mean: mtbf, restart, downtime, logGammaA, restartLower: lower, restartUpper: upper};
}

/** B₂ₘ/2m for the Euler–Maclaurin correction Σ B₂ₘ/2m·c₂ₘ₋₁, c being Taylor coefficients in steps. */
const EULER_MACLAURIN = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132];
const ORDER = 2 * EULER_MACLAURIN.length - 1;
const taylorV = new Float64Array(ORDER + 1);
const taylorS = new Float64Array(ORDER + 1);

/** Taylor coefficients of s ↦ S(time + s·period) up to s⁹, into taylorS. */
function expandSurvival(law: WeibullLaw, time: number, period: number): void {
  const v = (time / law.scale) ** law.shape;
  const step = period / time;
  taylorV[0] = v;
  taylorS[0] = Math.exp(-v);
  for (let n = 1; n <= ORDER; n++) {
    taylorV[n] = (taylorV[n - 1] * step * (law.shape - n + 1)) / n;
    let sum = 0;
    for (let i = 1; i <= n; i++) sum += i * taylorV[i] * taylorS[n - i];
    taylorS[n] = -sum / n;
  }
}

/**
 * Per failure cycle: `committed` = T·Σ S(R + jT), the time of periods that were kept, and
 * `lost` = ∫ from R of S − that sum. S is the survival function; seconds.
 *
 * Terms are added one by one until the rest is smooth enough for an integral with Euler–Maclaurin corrections
 * (error below the last correction, since S is completely monotone for shape <= 1); for shapes above 1 that
 * also needs a period short against the drop of S.
 */
function cycle(law: WeibullLaw, period: number): {committed: number; lost: number} {
  const {shape, scale, mean, restart} = law;
  const rest = mean * law.restartUpper;
  if (period / mean < 1e-15) return {committed: rest, lost: (Math.exp(-((restart / scale) ** shape)) * period) / 2};
  const smooth = shape <= 1 || period * shape < 0.2 * scale;
  let sum = 0;
  let next = 16;
  for (let j = 1; ; j++) {
    const time = restart + j * period;
    const term = Math.exp(-((time / scale) ** shape));
    sum += term;
    if (term <= 1e-18 * sum && (shape >= 1 || term === 0)) break;
    if (j !== next) continue;
    next *= 2;
    if (!smooth) continue;
    expandSurvival(law, time, period);
    let correction = term / 2;
    let last = 0;
    for (let m = 0; m < EULER_MACLAURIN.length; m++) correction += last = EULER_MACLAURIN[m] * taylorS[2 * m + 1];
    if (Math.abs(last) > 2e-14 * sum) continue;
    const tail = incompleteGamma(1 / shape, taylorV[0], law.logGammaA);
    const between = tail.lower < 0.5 ? tail.lower - law.restartLower : law.restartUpper - tail.upper;
    const lost = mean * between - period * sum + period * correction;
    return {committed: period * (sum - correction) + mean * tail.upper, lost: Math.max(0, lost)};
  }
  const committed = sum === 0 ? 0 : period * sum;
  return {committed, lost: Math.max(0, rest - committed)};
}

/** The split for one interval, arguments already checked. */
export function weibullShares(law: WeibullLaw, interval: number, writeTime: number): WasteShares {
  const {mean, downtime} = law;
  const {committed, lost} = cycle(law, interval + writeTime);
  const up = 1 / (1 + downtime / mean);
  const work = writeTime === 0 ? 1 : interval / (interval + writeTime);
  const useful = up * (committed / mean) * work;
  const checkpoint = writeTime === 0 ? 0 : up * (committed / mean) * (writeTime / (interval + writeTime));
  const lostPart = up * (lost / mean);
  const restart = up * law.restartLower;
  const down = downtime === 0 ? 0 : 1 / (1 + mean / downtime);
  return {useful, checkpoint, lost: lostPart, restart, downtime: down, total: checkpoint + lostPart + restart + down};
}

/**
 * Splits the wall time under Weibull failures into the same shares as `wasteBreakdown`. Per failure cycle of mean
 * length M + D: useful τ·ΣS(R + jT), checkpoint δ·ΣS(R + jT), restart ∫₀ᴿS, downtime D, lost the rest. Exact for one renewal
 * process; shape 1 is the exponential model. `mtbf` is the mean M of the law, not its scale.
 *
 * @throws {RangeError} unless interval, writeTime, restart, downtime >= 0, mtbf > 0 (seconds), shape in 0.1..10
 * @see https://doi.org/10.1145/2063384.2063428
 * @example weibullWaste({interval: 1859, writeTime: 120, mtbf: 14_400, restart: 300, downtime: 60, shape: 0.5}).useful // 0.8709
 */
export function weibullWaste({
  interval,
  writeTime,
  mtbf,
  restart = 0,
  downtime = 0,
  shape,
}: CheckpointedRun & {shape: number}): WasteShares {
  checkRun(interval, writeTime, mtbf, restart, downtime);
  checkShape(shape);
  return Object.freeze(weibullShares(weibullLaw(mtbf, restart, downtime, shape), interval, writeTime));
}

/**
 * The interval of least waste under Weibull failures, seconds of work between checkpoints, to about 1e-7 (a search: the
 * optimum is flat, its waste is exact to many more digits). 0 when checkpoints are free.
 *
 * @throws {RangeError} unless writeTime, restart, downtime >= 0, mtbf > 0 (seconds), shape in 0.1..10
 * @see https://doi.org/10.1145/2063384.2063428
 * @example weibullOptimalInterval({writeTime: 120, mtbf: 14_400, restart: 300, downtime: 60, shape: 0.5}) // 2132.02 s
 */
export function weibullOptimalInterval({
  writeTime,
  mtbf,
  restart = 0,
  downtime = 0,
  shape,
}: CheckpointCosts & RecoveryCosts & {shape: number}): number {
  checkRun(0, writeTime, mtbf, restart, downtime);
  checkShape(shape);
  notNegative('writeTime', writeTime, 'seconds');
  if (writeTime === 0) return 0;
  const law = weibullLaw(mtbf, restart, downtime, shape);
  const useful = (log: number) => weibullShares(law, Math.exp(log), writeTime).useful;
  // Wear-out shapes can have several local optima: scan first, refine the best.
  const young = rootOfProduct(2 * writeTime, mtbf);
  const low = Math.log(Math.min(young, mtbf) / 300);
  const high = Math.log(Math.max(young, mtbf) * 100);
  const points = 240;
  const step = (high - low) / points;
  let best = low;
  let most = -1;
  for (let i = 0; i <= points; i++) {
    const value = useful(low + i * step);
    if (value > most) {
      most = value;
      best = low + i * step;
    }
  }
  const golden = (Math.sqrt(5) - 1) / 2;
  let a = best - step;
  let b = best + step;
  let c = b - golden * (b - a);
  let d = a + golden * (b - a);
  let atC = useful(c);
  let atD = useful(d);
  while (b - a > 2e-9) {
    if (atC > atD) {
      [b, d, atD] = [d, c, atC];
      c = b - golden * (b - a);
      atC = useful(c);
    } else {
      [a, c, atC] = [c, d, atD];
      d = a + golden * (b - a);
      atD = useful(d);
    }
  }
  return Math.exp((a + b) / 2);
}
