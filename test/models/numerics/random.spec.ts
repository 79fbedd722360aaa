import {describe, expect, test} from 'vitest';
import {seededRandom} from '../../../src/models/numerics/random.js';

const draws = (n: number, f: () => number) => Array.from({length: n}, f);
const N = 100_000;

/** Largest distance between the sample's and the law's distribution functions, times √n. */
function kolmogorov(sample: number[], cdf: (x: number) => number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  let worst = 0;
  sorted.forEach((x, i) => {
    worst = Math.max(worst, Math.abs(cdf(x) - i / sorted.length), Math.abs(cdf(x) - (i + 1) / sorted.length));
  });
  return worst * Math.sqrt(sorted.length);
}

describe('the same seed, the same numbers', () => {
  test('numbers and texts', () => {
    for (const seed of [0, 1, -1, 42, 2 ** 40, 'lesson 7', '']) {
      expect(draws(20, seededRandom(seed).exponential)).toEqual(draws(20, seededRandom(seed).exponential));
    }
    expect(draws(5, seededRandom('42').uniform)).toEqual(draws(5, seededRandom(42).uniform));
  });
  test('neighbouring seeds, streams and texts differ from the first number on', () => {
    const firsts = new Set<number>();
    for (let i = 0; i < 1000; i++) {
      for (const r of [
        seededRandom(i),
        seededRandom(-1 - i),
        seededRandom(i + 2 ** 32),
        seededRandom(7, i + 1),
        seededRandom(`run ${i}`),
      ])
        firsts.add(r.uniform());
    }
    expect(firsts.size).toBe(5000);
  });
  test('first numbers of consecutive seeds and streams are uniform too', () => {
    expect(
      kolmogorov(
        Array.from({length: 20_000}, (_, i) => seededRandom(i).uniform()),
        (x) => x,
      ),
    ).toBeLessThan(1.95);
    expect(
      kolmogorov(
        Array.from({length: 20_000}, (_, i) => seededRandom(3, i).uniform()),
        (x) => x,
      ),
    ).toBeLessThan(1.95);
  });
});

// 1.95 is the 0.1 % point of the Kolmogorov distribution.
test('uniform: in [0, 1), KS distance and moments', () => {
  const u = draws(N, seededRandom(1).uniform);
  expect(u.every((x) => x >= 0 && x < 1)).toBe(true);
  expect(kolmogorov(u, (x) => x)).toBeLessThan(1.95);
  expect(Math.abs(u.reduce((s, x) => s + x, 0) / N - 0.5)).toBeLessThan(4 / Math.sqrt(12 * N));
});

test('exponential: mean 1, variance 1, KS distance, no memory between draws', () => {
  const e = draws(N, seededRandom(2).exponential);
  const mean = e.reduce((s, x) => s + x, 0) / N;
  const variance = e.reduce((s, x) => s + (x - mean) ** 2, 0) / (N - 1);
  expect(Math.abs(mean - 1)).toBeLessThan(4 / Math.sqrt(N));
  expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(8 / N));
  expect(kolmogorov(e, (x) => -Math.expm1(-x))).toBeLessThan(1.95);
  const lag = e.slice(1).reduce((s, x, i) => s + (x - 1) * (e[i] - 1), 0) / N;
  expect(Math.abs(lag)).toBeLessThan(4 / Math.sqrt(N));
});

test('Weibull: KS distance for shapes below and above 1', () => {
  for (const shape of [0.5, 0.7, 1, 2, 3]) {
    const {weibull} = seededRandom(`shape ${shape}`);
    expect(
      kolmogorov(
        draws(N, () => weibull(shape)),
        (x) => -Math.expm1(-(x ** shape)),
      ),
    ).toBeLessThan(1.95);
  }
});

test('errors name quantity, range and value', () => {
  expect(() => seededRandom(1.5)).toThrow(/seed must be a whole number .*got 1.5/);
  expect(() => seededRandom(null as never)).toThrow(TypeError);
  expect(() => seededRandom(1, -1)).toThrow(/stream must be a whole number >= 0 .*got -1/);
});
