import {logGamma} from '../models/numerics/gamma.js';

/**
 * Lambert's W₀ on −1/e..0, for formulas a reader types. Good to about 8 digits at the branch point −1/e, where its slope
 * is infinite; the models solve for the best interval in a way that loses none.
 *
 * @throws {RangeError} below −1/e or above 0
 * @see https://doi.org/10.1007/BF02124750
 * @example lambertW(-0.2) // −0.2592
 */
export function lambertW(x: number): number {
  if (!(x >= -1 / Math.E - 1e-16 && x <= 0)) throw new RangeError(`lambertW takes a number from −1/e to 0, got ${x}`);
  const p = Math.sqrt(Math.max(0, 2 * (Math.E * x + 1)));
  let w = p < 0.6 ? -1 + p * (1 - p * (1 / 3 - (11 / 72) * p)) : Math.log1p(x);
  // Halley's method; at the branch point itself there is nothing to improve.
  for (let i = 0; i < 20 && p > 1e-8; i++) {
    const e = Math.exp(w);
    const miss = w * e - x;
    const step = miss / (e * (w + 1) - ((w + 2) * miss) / (2 * w + 2));
    w -= step;
    if (Math.abs(step) < 1e-15 * (1 + Math.abs(w))) break;
  }
  return w;
}

/** Σ over j ≥ 1 of the chance that a Weibull time of this mean and shape is longer than start + j·period; both in seconds. */
export function weibullSum(start: number, period: number, mean: number, shape: number): number {
  const rate = gammaOf(1 + 1 / shape) / mean;
  let sum = 0;
  for (let j = 1; j < 1e7; j++) {
    const term = Math.exp(-(((start + j * period) * rate) ** shape));
    sum += term;
    if (term < 1e-17 * sum || term === 0) break;
  }
  return sum;
}

const gammaOf = (x: number): number => Math.exp(logGamma(x));
