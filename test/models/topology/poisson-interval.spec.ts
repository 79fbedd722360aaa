import {expect, test} from 'vitest';
import {observedMtbf} from '../../../src/models/topology/index.js';
import {near} from '../truth.js';

test('exact limits for a Poisson count, as SciPy gives them', () => {
  // 95 % limits for a count of n, half the χ² quantiles of SciPy 1.17.
  for (const [n, low, high] of [
    [1, 0.0253, 5.5716],
    [2, 0.2422, 7.2247],
    [5, 1.6235, 11.6683],
    [10, 4.7954, 18.3904],
    [20, 12.2165, 30.8884],
    [100, 81.364, 121.6268],
  ]) {
    const {mtbf, low: least, high: most} = observedMtbf({failures: n, time: 1});
    expect(mtbf).toBe(1 / n);
    expect(1 / most).toBeCloseTo(low, 4);
    expect(1 / least).toBeCloseTo(high, 4);
  }
});

test('the limits are where the Poisson tails reach 2.5 %, term by term', () => {
  for (const n of [1, 3, 40, 419, 3400]) {
    const {low, high} = observedMtbf({failures: n, time: 1});
    const atMost = (k: number, mean: number) => {
      let sum = 0;
      for (let i = 0, log = -mean; i <= k; i++, log += Math.log(mean / i)) sum += Math.exp(log);
      return sum;
    };
    near(atMost(n, 1 / low), 0.025, 1e-9);
    near(1 - atMost(n - 1, 1 / high), 0.025, 1e-9);
  }
});

test('no failure yet: only the lower end, −ln(2.5 %) for a unit of time', () => {
  expect(observedMtbf({failures: 0, time: 100})).toMatchObject({mtbf: Infinity, high: Infinity});
  near(100 / observedMtbf({failures: 0, time: 100}).low, -Math.log(0.025));
  near(100 / observedMtbf({failures: 0, time: 100, confidence: 0.8}).low, -Math.log(0.1));
});

test('errors name quantity, range and value', () => {
  expect(() => observedMtbf({failures: -1, time: 1})).toThrow(/failures .*got -1/);
  expect(() => observedMtbf({failures: 1, time: NaN})).toThrow(/time .*got NaN/);
  expect(() => observedMtbf({failures: 1, time: 1, confidence: 1})).toThrow(/confidence .*got 1/);
});
