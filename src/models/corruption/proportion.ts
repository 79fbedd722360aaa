/** A counted share and how far to trust it. */
import {throwInvalid, wholeNumber} from '../numerics/check.js';

/** Hits among trials, with Wilson's interval. */
export interface Proportion {
  readonly hits: number;
  readonly trials: number;
  /** hits/trials; NaN without trials. */
  readonly share: number;
  /** The interval that holds the true share in 95 % of cases; 0 to 1 without trials. */
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % of the normal distribution, standard deviations. */
const Z = 1.959963984540054;

/**
 * A share with Wilson's 95 % interval: sound for few trials and for shares of 0 and 1. Frozen.
 *
 * @throws {RangeError | TypeError} unless hits, trials are whole numbers and hits <= trials
 * @see https://doi.org/10.1080/01621459.1927.10502953 (Wilson 1927)
 * @example proportion(0, 100).high // 0.037: none seen is not never
 */
export function proportion(hits: number, trials: number): Proportion {
  wholeNumber('trials', trials, 0, 'trials');
  if (wholeNumber('hits', hits, 0, 'hits') > trials) throwInvalid('hits', hits, `at most ${trials} (hits)`);
  if (trials === 0) return Object.freeze({hits, trials, share: NaN, low: 0, high: 1});
  const share = hits / trials;
  const z2 = (Z * Z) / trials;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (Z / (1 + z2)) * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials));
  return Object.freeze({
    hits,
    trials,
    share,
    low: hits === 0 ? 0 : middle - half,
    high: hits === trials ? 1 : middle + half,
  });
}
