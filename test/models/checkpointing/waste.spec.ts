import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {optimalInterval, youngInterval} from '../../../src/models/checkpointing/checkpoint-interval.js';
import {
  atLeastTwoFailures,
  efficiency,
  expectedWallTime,
  firstOrderMinimumWaste,
  firstOrderWaste,
  maximumEfficiency,
  segmentTimes,
  wasteBreakdown,
} from '../../../src/models/checkpointing/waste.js';
import {near, truth} from '../truth.js';

const t = truth('checkpoint-interval');
const PARTS = ['useful', 'checkpoint', 'lost', 'restart', 'downtime'] as const;

for (const row of t.young_daly_exponential) {
  test(`${row.name}: efficiency and split`, () => {
    const {delta_s: writeTime, M_s: mtbf, R_s: restart, D_s: downtime} = row.inputs;
    const run = {writeTime, mtbf, restart, downtime};
    near(efficiency({...run, interval: row.tau_young_s}), row.efficiency.young);
    near(efficiency({...run, interval: row.tau_daly2006_high_order_s}), row.efficiency.high_order);
    near(efficiency({...run, interval: row.tau_exact_lambert_s}), row.efficiency.exact);
    near(maximumEfficiency(run), row.efficiency.exact);
    if (writeTime > 0)
      near(firstOrderWaste({interval: row.tau_young_s, writeTime, mtbf}), row.first_order_waste_at_young);
    near(firstOrderMinimumWaste(run), row.first_order_min_waste_sqrt_2d_over_M);
    const shares = wasteBreakdown({...run, interval: row.tau_exact_lambert_s});
    const seconds = segmentTimes({...run, interval: row.tau_exact_lambert_s});
    const {n_fail_total, n_fail_in_segment, total, ...parts} = row.decomposition_at_exact_s_per_segment;
    for (const part of PARTS) {
      // The reference's own differences lose digits where a share is tiny.
      const loose = 1e-12 + 2e-16 / Math.max(1e-300, row.decomposition_at_exact_fraction[part] ?? 1);
      near(shares[part], row.decomposition_at_exact_fraction[part], loose, part);
      near(seconds[part], parts[part], loose, part);
    }
    near(seconds.total, total);
    near(seconds.failures, n_fail_total);
    near(seconds.failuresInSegment, n_fail_in_segment);
  });
}

test('Daly 2006: complete wall-clock model', () => {
  for (const {inputs: i, T_wall_s} of t.daly2006_complete_wallclock) {
    near(
      expectedWallTime({work: i.Ts_s, interval: i.tau_s, writeTime: i.delta_s, mtbf: i.M_s, restart: i.R_s}),
      T_wall_s,
    );
  }
});

test('the waste at the optimum, against the first-order prediction', () => {
  for (const row of t.first_order_waste_prediction_error) {
    const costs = {writeTime: row.delta_over_M, mtbf: 1};
    near(firstOrderMinimumWaste(costs), row.first_order_min_waste);
    near(wasteBreakdown({...costs, interval: optimalInterval(costs)}).total, row.exact_min_waste_R0);
  }
  for (const row of t.scale_free_optimum) {
    const costs = {writeTime: row.delta_over_M, mtbf: 1};
    near(maximumEfficiency(costs), row.efficiency_exact);
    const excess = maximumEfficiency(costs) / efficiency({...costs, interval: youngInterval(costs)}) - 1;
    expect(Math.abs(excess - row.excess_time_young)).toBeLessThan(1e-13 + 1e-12 * row.excess_time_young);
  }
});

test('first-order flatness: (r + 1/r)/2', () => {
  const costs = {writeTime: 120, mtbf: 10_800};
  for (const {tau_over_opt, waste_over_min} of t.first_order_flatness) {
    near(
      firstOrderWaste({...costs, interval: tau_over_opt * youngInterval(costs)}) / firstOrderMinimumWaste(costs),
      waste_over_min,
    );
  }
});

test('mission: efficiency collapses with the interval', () => {
  const {inputs, rows} = t.mission_sensitivity;
  for (const {tau_s, efficiency: e, slowdown} of rows) {
    const run = {interval: tau_s, writeTime: inputs.delta_s, mtbf: inputs.M_s, restart: inputs.R_s};
    near(efficiency(run), e);
    near(expectedWallTime({...run, work: 1}), slowdown);
  }
});

test('identity: E* = (1 − τ*/M)·e^(−R/M)/(1 + D/M)', () => {
  for (const {inputs: i, one_minus_tau_over_M, max_efficiency} of t.identity_max_efficiency.rows) {
    const run = {writeTime: i.delta_s, mtbf: i.M_s, restart: i.R_s, downtime: i.D_s};
    near(1 - optimalInterval(run) / i.M_s, one_minus_tau_over_M);
    near(maximumEfficiency(run), max_efficiency);
    near(efficiency({...run, interval: optimalInterval(run)}), max_efficiency);
  }
});

test('chance of two failures or more', () => {
  for (const {T_over_mu, p_two_or_more} of t.saw_poisson_two_failures)
    near(atLeastTwoFailures({period: T_over_mu, mtbf: 1}), p_two_or_more);
  near(atLeastTwoFailures({period: 1e-9, mtbf: 1}), 0.5e-18, 1e-8);
  expect(atLeastTwoFailures({period: 1e300, mtbf: 1e-300})).toBe(1);
});

test('an independent Monte Carlo of 400,000 segments agrees within 4 standard errors', () => {
  for (const row of t.mc_exponential) {
    const {tau_s: interval, delta_s: writeTime, M_s: mtbf, R_s: restart, D_s: downtime} = row.inputs;
    const s = segmentTimes({interval, writeTime, mtbf, restart, downtime});
    near(s.total, row.closed_form.total);
    near(s.failures, row.closed_form.n_fail);
    for (const part of ['lost', 'restart', 'downtime'] as const) near(s[part], row.closed_form[part], 1e-11);
    expect(Math.abs(s.total - row.mc.total) / row.mc.total_se).toBeLessThan(4);
  }
});

test('doubling N: waste', () => {
  for (const row of t.scaling_with_N) {
    const costs = {writeTime: row.inputs.delta_s, mtbf: row.inputs.M_s};
    near(firstOrderMinimumWaste(costs), row.first_order_waste);
    near(1 - maximumEfficiency(costs), row.exact_waste_R0, 1e-11);
  }
});

describe('properties', () => {
  const run = fc.record({
    interval: fc.double({min: 1e-3, max: 1e6, noNaN: true}),
    writeTime: fc.double({min: 0, max: 1e5, noNaN: true}),
    mtbf: fc.double({min: 1, max: 1e9, noNaN: true}),
    restart: fc.double({min: 0, max: 1e4, noNaN: true}),
    downtime: fc.double({min: 0, max: 1e4, noNaN: true}),
  });

  test('the split sums to 1, its total to 1 − useful, and useful is the efficiency', () => {
    fc.assert(
      fc.property(run, (r) => {
        const w = wasteBreakdown(r);
        expect(Math.abs(PARTS.reduce((s, p) => s + w[p], 0) - 1)).toBeLessThan(1e-12);
        expect(Math.abs(w.total + w.useful - 1)).toBeLessThan(1e-12);
        near(w.useful, efficiency(r), 1e-13);
        for (const p of PARTS) expect(w[p]).toBeGreaterThanOrEqual(0);
      }),
      {seed: 21},
    );
  });

  test('segment times over their total are the shares', () => {
    fc.assert(
      fc.property(run, (r) => {
        const s = segmentTimes(r);
        if (!Number.isFinite(s.total)) return;
        const w = wasteBreakdown(r);
        for (const p of PARTS) expect(Math.abs(s[p] / s.total - w[p])).toBeLessThan(1e-12);
      }),
      {seed: 22},
    );
  });

  test('efficiency rises with the MTBF and falls with every cost', () => {
    fc.assert(
      fc.property(run, (r) => {
        const e = efficiency(r);
        expect(efficiency({...r, mtbf: r.mtbf * 1.01})).toBeGreaterThanOrEqual(e * (1 - 1e-14));
        for (const cost of ['writeTime', 'restart', 'downtime'] as const) {
          expect(efficiency({...r, [cost]: r[cost] * 1.01 + 1e-3})).toBeLessThanOrEqual(e * (1 + 1e-14));
        }
      }),
      {seed: 23},
    );
  });

  test('no interval beats the optimum', () => {
    fc.assert(
      fc.property(run, fc.double({min: 0.01, max: 100, noNaN: true}), (r, ratio) => {
        fc.pre(r.writeTime > 0);
        expect(efficiency({...r, interval: ratio * optimalInterval(r)})).toBeLessThanOrEqual(
          maximumEfficiency(r) * (1 + 1e-12),
        );
      }),
      {seed: 24},
    );
  });
});

describe('edges', () => {
  test('interval 0 makes no progress, unless checkpoints are free', () => {
    expect(efficiency({interval: 0, writeTime: 60, mtbf: 3600})).toBe(0);
    near(
      efficiency({interval: 0, writeTime: 0, mtbf: 3600, restart: 300, downtime: 60}),
      Math.exp(-300 / 3600) / (1 + 60 / 3600),
    );
    near(
      maximumEfficiency({writeTime: 0, mtbf: 3600, restart: 300, downtime: 60}),
      Math.exp(-300 / 3600) / (1 + 60 / 3600),
    );
    const w = wasteBreakdown({interval: 0, writeTime: 0, mtbf: 3600, restart: 300, downtime: 60});
    near(
      PARTS.reduce((s, p) => s + w[p], 0),
      1,
      1e-15,
    );
    expect(firstOrderWaste({interval: 0, writeTime: 60, mtbf: 3600})).toBe(Infinity);
    expect(firstOrderWaste({interval: 0, writeTime: 0, mtbf: 3600})).toBe(0);
  });
  test('intervals far beyond the MTBF: 0, Infinity, never NaN', () => {
    for (const interval of [720, 1e6, 1e300, 1.7e308]) {
      const run = {interval, writeTime: interval > 1e300 ? 1e308 : 1, mtbf: 1, restart: 0, downtime: 0};
      expect(efficiency(run)).toBe(0);
      expect(wasteBreakdown(run)).toMatchObject({useful: 0, checkpoint: 0, lost: 1, total: 1});
      expect(Object.values(segmentTimes(run)).some(Number.isNaN)).toBe(false);
      expect(segmentTimes(run).total).toBe(Infinity);
      expect(expectedWallTime({...run, work: 10})).toBe(Infinity);
      expect(expectedWallTime({...run, work: 0})).toBe(0);
    }
    const slow = wasteBreakdown({interval: 1, writeTime: 1, mtbf: 1e-9, restart: 1e9, downtime: 1e-3});
    expect(Object.values(slow).some(Number.isNaN)).toBe(false);
    near(slow.restart + slow.downtime, 1, 1e-12);
  });
  test('a waste of 1e-12 keeps its digits', () => {
    // δ = 0 and tiny τ: lost is τ/2M to first order.
    near(wasteBreakdown({interval: 2e-12, writeTime: 0, mtbf: 1}).total, 1e-12, 1e-11);
  });
  test('the result is frozen', () =>
    expect(Object.isFrozen(wasteBreakdown({interval: 1, writeTime: 1, mtbf: 1}))).toBe(true));
  test('errors name quantity, range and value', () => {
    const good = {interval: 600, writeTime: 120, mtbf: 14_400, restart: 300, downtime: 60};
    for (const f of [efficiency, wasteBreakdown, segmentTimes, firstOrderWaste]) {
      for (const [name, range] of [
        ['interval', '>= 0'],
        ['writeTime', '>= 0'],
        ['mtbf', '> 0'],
        ['restart', '>= 0'],
        ['downtime', '>= 0'],
      ]) {
        for (const bad of [-1, NaN, Infinity]) {
          expect(() => f({...good, [name]: bad})).toThrow(
            new RangeError(`${name} must be a finite number ${range} (seconds), got ${bad}`),
          );
        }
        expect(() => f({...good, [name]: '1'})).toThrow(TypeError);
      }
      expect(() => f({...good, mtbf: 0})).toThrow(/mtbf .*got 0/);
    }
    expect(() => expectedWallTime({...good, work: -1})).toThrow(/work .*got -1/);
    expect(() => atLeastTwoFailures({period: -1, mtbf: 1})).toThrow(/period .*got -1/);
    expect(() => firstOrderMinimumWaste({writeTime: 1, mtbf: 0})).toThrow(/mtbf .*got 0/);
    expect(() => maximumEfficiency({writeTime: -1, mtbf: 1})).toThrow(/writeTime .*got -1/);
  });
});
