import fc from 'fast-check';
import {expect, test} from 'vitest';
import {wasteBreakdown} from '../../../src/models/checkpointing/waste.js';
import {weibullOptimalInterval, weibullScale, weibullWaste} from '../../../src/models/checkpointing/weibull.js';
import {near, truth} from '../truth.js';
import {runs, sample} from '../../support/sample.js';

const t = truth('checkpoint-interval');
const PARTS = ['useful', 'checkpoint', 'lost', 'restart', 'downtime'] as const;

test('renewal process of the reference: scale, optimum, efficiencies, and an independent Monte Carlo', () => {
  for (const row of t.weibull_renewal_single_process) {
    const {shape_k: shape, mean_mu_s: mtbf, delta_s: writeTime, R_s: restart, D_s: downtime} = row.inputs;
    const run = {writeTime, mtbf, restart, downtime, shape};
    near(weibullScale(run), row.scale_eta_s);
    // The reference's own optimum is good to about 1e-7 (for shape 1 the exact one is 1779.9075993…).
    near(weibullOptimalInterval(run), row.tau_opt_s, 1e-6, `τ*, k = ${shape}`);
    near(weibullWaste({...run, interval: row.tau_opt_s}).useful, row.eff_opt, 1e-11, `E*, k = ${shape}`);
    const atYoung = weibullWaste({...run, interval: row.tau_young_s}).useful;
    near(atYoung, row.eff_at_young, 1e-11);
    expect(Math.abs(atYoung - row.mc_eff_at_young) / row.mc_se).toBeLessThan(4);
  }
});

test('shape 1 is the exponential model to 1e-10', () => {
  const number = (max: number) => fc.double({min: 1e-4, max, noNaN: true});
  fc.assert(
    fc.property(
      number(1e5),
      number(1e4),
      fc.double({min: 0, max: 1e4, noNaN: true}),
      fc.double({min: 0, max: 1e4, noNaN: true}),
      (interval, writeTime, restart, downtime) => {
        const run = {interval, writeTime, mtbf: 14_400, restart, downtime};
        const weibull = weibullWaste({...run, shape: 1});
        const exponential = wasteBreakdown(run);
        for (const part of PARTS) expect(Math.abs(weibull[part] - exponential[part])).toBeLessThan(1e-10);
        if (exponential.useful > 1e-3) near(weibull.useful, exponential.useful, 1e-10);
      },
    ),
    {seed: 31, numRuns: runs(500)},
  );
  near(weibullOptimalInterval({writeTime: 120, mtbf: 14_400, shape: 1}), 1779.907599352201, 1e-6);
});

/** ΣS(R + jT) by adding every term with compensation: slow, and nothing in common with the model's shortcut. */
function everyTerm(shape: number, scale: number, restart: number, period: number): number {
  let sum = 0;
  let carry = 0;
  for (let j = 1; ; j++) {
    const term = Math.exp(-(((restart + j * period) / scale) ** shape));
    const y = term - carry;
    const next = sum + y;
    carry = next - sum - y;
    sum = next;
    if (term <= 1e-19 * sum) return sum;
  }
}

test('the fast sum equals adding every term', () => {
  const runsTried = [0.5, 0.7, 0.95, 1.05, 1.5, 2, 3, 5, 10].flatMap((shape) =>
    [0, 1, 300].flatMap((restart) =>
      [10, 70, 150, 300, 1000, 3000, 10_000, 50_000].map((interval) => ({shape, restart, interval})),
    ),
  );
  for (const {shape, restart, interval} of sample(runsTried, 60, 22)) {
    const {useful} = weibullWaste({interval, writeTime: 0, mtbf: 14_400, restart, shape});
    const sum = everyTerm(shape, weibullScale({mtbf: 14_400, shape}), restart, interval);
    near(useful, (sum * interval) / 14_400, 1e-12, `k = ${shape}, R = ${restart}, T = ${interval}`);
  }
});

test('the split sums to 1 for every shape and scale', () => {
  fc.assert(
    fc.property(
      fc.double({min: 0.1, max: 10, noNaN: true}),
      fc.double({min: -6, max: 8, noNaN: true}),
      fc.double({min: 0, max: 1e5, noNaN: true}),
      fc.double({min: 0, max: 1e5, noNaN: true}),
      (shape, log, restart, downtime) => {
        const w = weibullWaste({
          interval: 10 ** log,
          writeTime: 10 ** (log - 1),
          mtbf: 14_400,
          restart,
          downtime,
          shape,
        });
        expect(Math.abs(PARTS.reduce((s, p) => s + w[p], 0) - 1)).toBeLessThan(1e-11);
        expect(Math.abs(w.total + w.useful - 1)).toBeLessThan(1e-11);
        for (const part of PARTS) expect(w[part]).toBeGreaterThanOrEqual(0);
      },
    ),
    {seed: 32, numRuns: runs(500)},
  );
});

test('no interval of a fine grid beats the optimum, wear-out with several local optima included', () => {
  const jobs = [0.3, 0.7, 2, 6, 10].flatMap((shape) => [1, 120, 3600].map((writeTime) => ({shape, writeTime})));
  const grid = Array.from({length: 1400}, (_, i) => 10 ** (-1 + 0.005 * i));
  for (const job of sample(jobs, 5, 23)) {
    const run = {...job, mtbf: 14_400, restart: 300};
    const best = weibullWaste({...run, interval: weibullOptimalInterval(run)}).useful;
    const found = Math.max(...grid.map((interval) => weibullWaste({...run, interval}).useful));
    expect(found, JSON.stringify(job)).toBeLessThanOrEqual(best * (1 + 1e-12));
  }
});

test('edges: free checkpoints, no interval, a huge one', () => {
  const run = {mtbf: 14_400, restart: 300, downtime: 60, shape: 0.7};
  expect(weibullOptimalInterval({...run, writeTime: 0})).toBe(0);
  expect(weibullWaste({...run, interval: 0, writeTime: 60}).useful).toBe(0);
  const limit = weibullWaste({...run, interval: 0, writeTime: 0});
  near(limit.useful, weibullWaste({...run, interval: 1e-3, writeTime: 0}).useful, 1e-6);
  expect(limit.lost).toBe(0);
  for (const interval of [1e12, 1e300]) {
    const w = weibullWaste({...run, interval, writeTime: 60});
    expect(w.useful).toBe(0);
    near(w.total, 1, 1e-12);
  }
});

test('errors name quantity, range and value', () => {
  const good = {interval: 600, writeTime: 120, mtbf: 14_400, shape: 0.7};
  expect(() => weibullWaste({...good, shape: 0.05})).toThrow(
    new RangeError('shape must be a number from 0.1 to 10 (Weibull shape, a plain number), got 0.05'),
  );
  expect(() => weibullWaste({...good, shape: undefined as never})).toThrow(TypeError);
  expect(() => weibullWaste({...good, interval: NaN})).toThrow(/interval .*got NaN/);
  expect(() => weibullOptimalInterval({...good, writeTime: -1})).toThrow(/writeTime .*got -1/);
  expect(() => weibullScale({mtbf: 0, shape: 1})).toThrow(/mtbf .*got 0/);
});
