import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {evaluate} from '../../src/math-peek/engine.js';
import {formulas, type FormulaId} from '../../src/math-peek/formulas/index.js';
import {lambertW, weibullSum} from '../../src/math-peek/lambert.js';
import {symbolsOf} from '../../src/math-peek/rows.js';
import {symbols} from '../../src/math-peek/symbols.js';
import type {Formula} from '../../src/math-peek/formula.js';
import {brownoutBench} from '../../src/elements/brownout-bench/inputs.js';
import {stagingBench} from '../../src/elements/staging-bench/inputs.js';
import {preemptionWall} from '../../src/elements/preemption-wall/inputs.js';
import {sdcDetective} from '../../src/elements/sdc-detective/inputs.js';
import {failureTopology} from '../../src/elements/failure-topology/inputs.js';
import {youngDalyCurve} from '../../src/elements/young-daly-curve/inputs.js';
import type {Definition} from '../../src/core/definition.js';
import {truth} from '../models/truth.js';
import {runs} from '../support/sample.js';

const widgets: Definition[] = [
  youngDalyCurve as Definition,
  stagingBench as Definition,
  failureTopology as Definition,
  sdcDetective as Definition,
  preemptionWall as Definition,
  brownoutBench as Definition,
];
const all = Object.entries(formulas) as Array<[FormulaId, Formula]>;

/** Ranges wide enough for every fleet and device, and narrow enough that the textbook expressions keep their digits. */
const seconds = (least: number, most: number) =>
  fc.double({min: Math.log(least), max: Math.log(most), noNaN: true}).map(Math.exp);
const anyNumbers = fc.record({
  delta: seconds(1, 2000),
  M: seconds(3000, 1e5),
  tau: seconds(60, 20_000),
  R: seconds(1, 900),
  D: seconds(1, 900),
  N: fc.integer({min: 1, max: 100_000}),
  M_node: seconds(1e5, 1e9),
  t: seconds(60, 1e5),
  k: fc.double({min: 0.5, max: 2, noNaN: true}),
  S: seconds(1e9, 1e13),
  B: seconds(1e8, 1e12),
  w: fc.double({min: 0.3, max: 0.9, noNaN: true}),
  P_node: fc.double({min: 0.9, max: 1, noNaN: true}),
  tau_best: seconds(10, 2900),
  n_gpu: fc.integer({min: 1, max: 200_000}),
  x_back: seconds(1, 1e6),
  t_rec: seconds(1, 1e5),
  n_pair: fc.integer({min: 1, max: 3000}),
  t_fill: seconds(1, 1e5),
  T_rep: seconds(60, 1e6),
  n_rep: seconds(0.01, 60),
  s_n: fc.integer({min: 0, max: 80}),
  S_w: seconds(1e8, 1e12),
  S_all: seconds(1e9, 1e13),
  f: seconds(1e11, 1e12),
  r: seconds(1e9, 9e10),
  b: seconds(1e8, 1e12),
  p: seconds(1e9, 1e11),
  r_up: seconds(1e9, 1e11),
  G: fc.integer({min: 1, max: 8}),
  N_w: fc.integer({min: 8, max: 4096}),
  B_store: seconds(1e10, 1e13),
  C_net: seconds(1e11, 1e14),
  u: seconds(1e9, 9e10),
  t_stop: seconds(0.1, 30),
  P: seconds(1, 300),
  beta: fc.double({min: 0, max: 0.2, noNaN: true}),
  T_c: seconds(400, 20_000),
  w_before: seconds(1e-3, 10),
  j: fc.integer({min: 0, max: 6}),
  s_j: fc.constantFrom(-1, 1),
  m_out: fc.integer({min: 1, max: 4096}),
  n_in: fc.integer({min: 1, max: 4096}),
  Mb: seconds(0.1, 1e6),
  FIT: seconds(1e-3, 1e4),
  M_dev: seconds(1e5, 1e12),
  N_dev: fc.integer({min: 1, max: 1e7}),
  c_seen: fc.double({min: 0, max: 0.99, noNaN: true}),
  C_cap: seconds(1e-6, 1e-2),
  V_trip: seconds(2.6, 5),
  V_min: seconds(1, 2.5),
  eta: fc.double({min: 0.5, max: 1, noNaN: true}),
  E_cap: seconds(1e-4, 1),
  E_save: seconds(1e-6, 1e-2),
  E_0: seconds(1e-7, 5e-5),
  e_B: seconds(1e-9, 1e-6),
  S_state: fc.integer({min: 1, max: 1e6}),
  P_save: seconds(1e-5, 10),
  t_erase: seconds(1e-3, 1),
  r_mem: seconds(1e3, 1e8),
  P_b: seconds(1e-4, 1),
  t_f: seconds(1e-3, 1),
  S_b: seconds(1e6, 1e9),
  r_b: seconds(1e8, 1e10),
  Delta: seconds(1e4, 1e8),
  K: fc.integer({min: 1, max: 100}),
  t_fix: seconds(1e-3, 0.1),
  t_dec: seconds(1e-5, 1e-2),
  L_wall: seconds(0.01, 1),
  n_pg: fc.integer({min: 2, max: 100_000}),
  w_pg: seconds(1, 1e6),
  DWPD: seconds(0.3, 10),
  WAF: seconds(1, 10),
  C_d: seconds(1e12, 1e14),
  n_d: fc.integer({min: 1, max: 32}),
  k_r: fc.integer({min: 1, max: 16}),
  n_par: fc.integer({min: 1e6, max: 1e12}),
  B_par: seconds(1, 20),
  q: seconds(1, 20),
});

describe('every formula', () => {
  for (const [id, formula] of all) {
    it(`${id}: its expression is what the model computes`, () => {
      const own = symbolsOf(formula);
      fc.assert(
        fc.property(anyNumbers, (every) => {
          // Only what it names: alone in a page there is nothing else.
          const numbers = Object.fromEntries(own.map((name) => [name, every[name as keyof typeof every]]));
          const expected = formula.model(numbers);
          const got = evaluate(formula.expression, numbers);
          fc.pre(Number.isFinite(expected) && Math.abs(expected) > 1e-12);
          // Textbook expressions subtract nearly equal numbers; the models do not.
          const tolerance =
            id === 'exact' ? 1e-6 : id === 'weibull' ? 1e-9 : 1e-10 * Math.max(1, 1e-3 / Math.abs(expected));
          expect(Math.abs(got / expected - 1)).toBeLessThan(tolerance);
        }),
        {numRuns: runs(200)},
      );
    });

    it(`${id}: its picture and its expression hold the same symbols, all with a name and a way to be said`, () => {
      const written = symbolsOf(formula);
      const used = [...new Set([...formula.expression.matchAll(/[A-Za-z]\w*/g)].map(([name]) => name))].filter(
        (name) => name in symbols,
      );
      expect([...used].sort()).toEqual([...written].sort());
      const spoken = [...formula.spoken.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(written.filter((name) => !spoken.includes(name))).toEqual([]);
      for (const name of [...written, formula.result]) expect(symbols[name].name.length).toBeGreaterThan(3);
      expect(formula.source.text.length).toBeGreaterThan(10);
    });
  }

  it('is offered by a widget, which has all its numbers', () => {
    expect([...new Set(widgets.flatMap(({formulas: offered}) => offered!))].sort()).toEqual(
      Object.keys(formulas).sort(),
    );
    for (const {fields, results, formulas: offered} of widgets) {
      for (const id of offered!) {
        for (const name of symbolsOf(formulas[id as FormulaId]))
          expect(symbols[name].path in fields || symbols[name].path in results, `${id}: ${symbols[name].path}`).toBe(
            true,
          );
      }
    }
  });
});

describe('what formulas are made of', () => {
  it('Lambert W undoes w·e^w', () => {
    for (let w = -0.999; w < 0; w += 0.037) expect(lambertW(w * Math.exp(w))).toBeCloseTo(w, 9);
    expect(lambertW(0)).toBe(0);
    expect(() => lambertW(-0.5)).toThrow(RangeError);
  });

  it('the exact interval of the truth file comes out of the expression', () => {
    for (const {inputs, tau_exact_lambert_s: expected} of truth('checkpoint-interval').young_daly_exponential) {
      if (inputs.delta_s / inputs.M_s < 1e-3) continue;
      expect(
        Math.abs(evaluate(formulas.exact.expression, {delta: inputs.delta_s, M: inputs.M_s}) / expected - 1),
      ).toBeLessThan(1e-7);
    }
  });

  it('the Weibull sum of shape 1 is a geometric series', () => {
    const [start, period, mean] = [300, 1900, 14_400];
    expect(weibullSum(start, period, mean, 1)).toBeCloseTo(Math.exp(-start / mean) / Math.expm1(period / mean), 10);
  });
});
