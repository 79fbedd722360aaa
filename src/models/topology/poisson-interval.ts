/** How sure one can be of an MTBF after a number of failures. */
import {notNegative, openShare, wholeNumber} from '../numerics/check.js';
import {incompleteGamma, logGamma} from '../numerics/gamma.js';

/** The x with P(a, x) = p, for a >= 1: Newton's steps, kept inside a shrinking bracket. */
function gammaQuantile(a: number, p: number): number {
  const logGammaA = logGamma(a);
  let low = 0;
  let high = Infinity;
  let x = a;
  for (let i = 0; i < 200; i++) {
    const {lower, upper} = incompleteGamma(a, x, logGammaA);
    const missing = p < 0.5 ? p - lower : upper - (1 - p);
    if (missing > 0) low = x;
    else high = x;
    const next = x + missing / Math.exp((a - 1) * Math.log(x) - x - logGammaA);
    const before = x;
    x = next > low && next < high ? next : high === Infinity ? 2 * x : (low + high) / 2;
    if (Math.abs(x - before) <= 1e-14 * x) break;
  }
  return x;
}

/** An MTBF from a count, and its interval; seconds. Infinity for an open end. */
export interface ObservedMtbf {
  /** time/failures. */
  mtbf: number;
  low: number;
  high: number;
}

/**
 * The MTBF seen when `failures` came in `time` seconds, with its exact (Garwood) interval for a constant failure rate:
 * time over half the χ² quantiles with 2n + 2 and 2n degrees of freedom. No failure yet: only the lower end is known.
 *
 * @throws {RangeError | TypeError} unless failures is a whole number >= 0, time >= 0 (seconds), confidence between 0 and 1
 * @see https://doi.org/10.1093/biomet/28.3-4.437 (Garwood 1936)
 * @example observedMtbf({failures: 419, time: 54 * 86_400}) // 11,135 s, between 10,119 and 12,282 s
 */
export function observedMtbf({
  failures,
  time,
  confidence = 0.95,
}: {
  failures: number;
  time: number;
  confidence?: number;
}): ObservedMtbf {
  wholeNumber('failures', failures, 0, 'count');
  notNegative('time', time, 'seconds');
  const tail = (1 - openShare('confidence', confidence)) / 2;
  const low = time / gammaQuantile(failures + 1, 1 - tail);
  if (failures === 0) return {mtbf: Infinity, low, high: Infinity};
  return {mtbf: time / failures, low, high: time / gammaQuantile(failures, tail)};
}
