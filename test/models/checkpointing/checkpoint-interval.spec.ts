import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  availabilityOptimalPeriod,
  dalyFirstOrderInterval,
  dalyFirstOrderPeriod,
  dalyInterval,
  optimalInterval,
  refinedFirstOrderPeriod,
  youngInterval,
} from '../../../src/models/checkpointing/checkpoint-interval.js';
import {near, OPTIMUM, truth} from '../truth.js';

const t = truth('checkpoint-interval');

describe('scenarios of the reference', () => {
  for (const row of t.young_daly_exponential) {
    test(row.name, () => {
      const {delta_s: writeTime, M_s: mtbf, R_s: restart} = row.inputs;
      const costs = {writeTime, mtbf};
      near(youngInterval(costs), row.tau_young_s);
      near(youngInterval(costs) - writeTime, row.tau_first_order_minus_delta_s, 1e-11);
      near(dalyFirstOrderInterval({...costs, restart}), row.tau_daly2003_first_order_with_R_s, 1e-11);
      near(dalyInterval(costs), row.tau_daly2006_high_order_s);
      near(optimalInterval(costs), row.tau_exact_lambert_s, 1e-13);
    });
  }
  for (const row of t.book_chapter_numbers) {
    test(row.name, () => {
      const costs = {writeTime: row.inputs.T_write_s, mtbf: row.inputs.MTBF_s};
      near(youngInterval(costs), row.tau_young_s);
      near(youngInterval(costs) / 60, row.tau_young_min);
      near(optimalInterval(costs), row.tau_exact_s, 1e-13);
    });
  }
});

test('every δ/M of the scale-free table: exact, Daly and Young', () => {
  for (const row of t.scale_free_optimum) {
    const costs = {writeTime: row.delta_over_M, mtbf: 1};
    near(optimalInterval(costs), row.tau_exact_over_M, 4e-15, `δ/M = ${row.delta_over_M}`);
    near(dalyInterval(costs), row.tau_high_order_over_M);
    near(youngInterval(costs), row.tau_young_over_M);
    near(youngInterval(costs) / optimalInterval(costs) - 1, row.young_rel_err, 1e-9);
  }
});

test('the power series of the exact optimum and its remainders', () => {
  const {s, x_exact, x_3term, x_5term, resid_after_3} = t.series_coefficients;
  const y = (s * s) / 2;
  const x = optimalInterval({writeTime: y, mtbf: 1});
  near(x, x_exact, 4e-16);
  near(x, x_5term, 4e-16);
  near(dalyInterval({writeTime: y, mtbf: 1}), x_3term);
  near((x - x_3term) / s ** 4, resid_after_3, 1e-3);
});

test('the three ways of solving for the optimum meet at their borders', () => {
  for (const border of [1e-3, 1]) {
    const below = optimalInterval({writeTime: border * (1 - 1e-15), mtbf: 1});
    const above = optimalInterval({writeTime: border * (1 + 1e-15), mtbf: 1});
    near(above, below, 1e-14);
  }
});

test('Aupy, Robert, Vivien and Zaidouni, table 2: 37 of 40 cells within 1 s, three coarse ones within 0.2 %', () => {
  const table = t.aupy_robert_vivien_zaidouni_table2;
  const {C_s: writeTime, R_s: restart, D_s: downtime, mu_ind_years} = table.inputs;
  for (const [i, row] of table.rows.entries()) {
    expect(Math.round((mu_ind_years * 365 * 86_400) / row.N_procs)).toBe(row.mu_s);
    const all = {writeTime, mtbf: row.mu_s, restart, downtime};
    const young = youngInterval(all) + writeTime;
    const daly = dalyFirstOrderPeriod(all);
    const refined = refinedFirstOrderPeriod(all);
    const exact = optimalInterval(all) + writeTime;
    near(young, row.period_young_s);
    near(daly, row.period_daly_s);
    near(refined, row.period_rfo_s);
    near(exact, row.period_opt_s, OPTIMUM);
    const {published} = row;
    for (const [ours, printed] of [
      [young, published.young],
      [daly, published.daly],
      [refined, published.rfo],
    ]) {
      expect(Math.abs(ours - printed)).toBeLessThanOrEqual(1);
    }
    if (i < 3) near(exact, published.opt, 0.002);
    else expect(Math.abs(exact - published.opt)).toBeLessThanOrEqual(1);
  }
  expect(table.rows).toHaveLength(10);
});

test('Saxena 2024: availability-optimal period', () => {
  for (const {inputs, Tc_s} of t.saxena2024_availability_optimal) {
    near(availabilityOptimalPeriod({writeTime: inputs.Ts_s, mtbf: inputs.Tf_s, restart: inputs.Tr_s}), Tc_s);
  }
});

test('doubling N: frequency × √2, unchanged or doubled, by what the write time does', () => {
  for (const row of t.scaling_with_N) {
    const costs = {writeTime: row.inputs.delta_s, mtbf: row.inputs.M_s};
    near(youngInterval(costs), row.tau_young_s);
    near(3600 / youngInterval(costs), row.checkpoints_per_hour);
    near(optimalInterval(costs), row.tau_exact_s, 1e-13);
  }
});

describe('properties', () => {
  const cost = fc.double({min: 1e-6, max: 1e6, noNaN: true});
  const mean = fc.double({min: 1, max: 1e9, noNaN: true});

  test('the optimum solves −ln(1 − x) − x = δ/M', () => {
    fc.assert(
      fc.property(fc.double({min: 0.2, max: 20, noNaN: true}), (y) => {
        const x = optimalInterval({writeTime: y, mtbf: 1});
        // Near x = 1 the logarithm amplifies the rounding of x by 1/(1 − x).
        expect(Math.abs(-Math.log1p(-x) - x - y)).toBeLessThan(4e-16 / (1 - x) + 1e-14);
      }),
      {seed: 11},
    );
  });

  test('the optimum is below M and below Young, and 1/√2 per doubling of N (first order)', () => {
    fc.assert(
      fc.property(cost, mean, (writeTime, mtbf) => {
        const tau = optimalInterval({writeTime, mtbf});
        expect(tau).toBeLessThanOrEqual(mtbf);
        if (writeTime / mtbf < 30) expect(tau).toBeLessThan(mtbf);
        expect(tau).toBeLessThanOrEqual(youngInterval({writeTime, mtbf}));
        near(youngInterval({writeTime, mtbf}) / youngInterval({writeTime, mtbf: mtbf / 2}), Math.SQRT2, 1e-14);
      }),
      {seed: 12},
    );
  });

  test('the optimum grows with the write time and with the MTBF', () => {
    fc.assert(
      fc.property(cost, mean, (writeTime, mtbf) => {
        const tau = optimalInterval({writeTime, mtbf});
        expect(optimalInterval({writeTime: writeTime * 1.01, mtbf})).toBeGreaterThanOrEqual(tau);
        expect(optimalInterval({writeTime, mtbf: mtbf * 1.01})).toBeGreaterThan(tau);
      }),
      {seed: 13},
    );
  });
});

describe('edges', () => {
  test('free checkpoints: no interval at all', () => {
    for (const f of [youngInterval, dalyInterval, optimalInterval]) expect(f({writeTime: 0, mtbf: 3600})).toBe(0);
  });
  test('Daly jumps from 8/9 M to M at δ = 2M', () => {
    near(dalyInterval({writeTime: 2 * (1 - 1e-12), mtbf: 1}), 8 / 9, 1e-9);
    expect(dalyInterval({writeTime: 2, mtbf: 1})).toBe(1);
    expect(dalyInterval({writeTime: 9000, mtbf: 3600})).toBe(3600);
  });
  test('extreme ratios stay finite', () => {
    expect(optimalInterval({writeTime: 1e300, mtbf: 1e-300})).toBe(1e-300);
    expect(youngInterval({writeTime: 1e200, mtbf: 1e200})).toBeCloseTo(Math.SQRT2 * 1e200, -190);
    expect(youngInterval({writeTime: 1e-200, mtbf: 1e-200})).toBeGreaterThan(0);
  });
  test('first-order forms show where they end', () => {
    expect(dalyFirstOrderInterval({writeTime: 14_400, mtbf: 3600})).toBeLessThan(0);
    expect(() => refinedFirstOrderPeriod({writeTime: 60, mtbf: 300, restart: 600, downtime: 60})).toThrow(
      'mtbf must be at least restart + downtime = 660',
    );
  });
  test('errors name quantity, range and value', () => {
    expect(() => youngInterval({writeTime: 120, mtbf: -3})).toThrow(
      new RangeError('mtbf must be a finite number > 0 (seconds), got -3'),
    );
    expect(() => optimalInterval({writeTime: NaN, mtbf: 1})).toThrow(
      new RangeError('writeTime must be a finite number >= 0 (seconds), got NaN'),
    );
    expect(() => dalyInterval({writeTime: 1, mtbf: '4h' as never})).toThrow(
      new TypeError('mtbf must be a finite number > 0 (seconds), got the string "4h"'),
    );
    expect(() => dalyFirstOrderInterval({writeTime: 1, mtbf: 1, restart: -1})).toThrow(
      /restart .*>= 0 \(seconds\), got -1/,
    );
    expect(() => availabilityOptimalPeriod({writeTime: 1, mtbf: Infinity})).toThrow(/mtbf .*got Infinity/);
    expect(() => dalyFirstOrderPeriod({writeTime: 1, mtbf: 1, downtime: Infinity})).toThrow(/downtime .*got Infinity/);
  });
});
