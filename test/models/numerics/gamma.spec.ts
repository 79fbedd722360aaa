import {expect, test} from 'vitest';
import {incompleteGamma, logGamma} from '../../../src/models/numerics/gamma.js';

/** P/Q for a whole a from Poisson probabilities: each relative to the one at a, summed up and down. */
function quotient(a: number, x: number): number {
  let [below, above] = [0, 1];
  for (let k = a, term = 1; term > 1e-20 * above; k++) above += term *= x / (k + 1);
  for (let k = a, term = 1; k > 0 && term > 1e-20 * Math.max(below, 1e-300); k--) below += term *= k / x;
  return above / below;
}

test('incomplete gamma functions of a large a, against sums of Poisson probabilities', () => {
  for (const a of [1, 12, 100, 1000, 1e5, 1e7])
    for (const sigmas of [-3, -1, -0.01, 0, 0.01, 1, 3]) {
      const x = a + sigmas * Math.sqrt(a);
      if (x <= 0) continue;
      const {lower, upper} = incompleteGamma(a, x);
      expect(Math.abs(lower + upper - 1), `${a} ${sigmas}`).toBeLessThan(1e-15);
      expect(Math.abs(lower / upper / quotient(a, x) - 1), `${a} at ${sigmas} sigma`).toBeLessThan(1e-9);
    }
});

test('ln Γ of whole numbers is the sum of logarithms', () => {
  let sum = 0;
  for (let n = 1; n <= 2000; n++) {
    expect(Math.abs(logGamma(n) - sum)).toBeLessThan(1e-13 * Math.max(1, sum));
    sum += Math.log(n);
  }
});
