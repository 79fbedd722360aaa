import fc from 'fast-check';
import {expect, test} from 'vitest';
import {optimalInterval} from '../../../src/models/checkpointing/checkpoint-interval.js';
import {seededRandom} from '../../../src/models/numerics/random.js';
import {
  asyncEfficiency,
  asyncFirstOrder,
  asyncOptimum,
  overlappedFirstOrder,
} from '../../../src/models/staging/async-efficiency.js';
import {efficiency, maximumEfficiency} from '../../../src/models/checkpointing/waste.js';
import {near, OPTIMUM} from '../truth.js';
import {stagingTruth} from './staging-truth.js';

const t = stagingTruth();
const costsOf = (i: any) => ({
  stall: i.stall_s,
  slowdown: i.slowdown_beta ?? 0,
  persist: i.persist_s,
  mtbf: i.M_s,
  restart: i.R_s,
  downtime: i.D_s ?? 0,
});

test('exact model: best period, clamp and efficiency', () => {
  for (const {inputs, ...row} of t.async_exact_exponential) {
    const costs = costsOf(inputs);
    const best = asyncOptimum(costs);
    near(best.effectiveStall, row.delta_eff_s);
    near(best.period, row.T_period_feasible_s, OPTIMUM);
    near(best.interval + costs.stall, row.T_period_feasible_s, OPTIMUM);
    expect(best.drainBound).toBe(row.T_period_feasible_s > row.T_period_unconstrained_s * (1 + 1e-12));
    near(best.efficiency, row.efficiency);
    near(asyncEfficiency(costs), row.efficiency);
    near(asyncEfficiency({...costs, interval: row.T_period_feasible_s - costs.stall}), row.efficiency);
    if (row.mc_se) expect(Math.abs(best.efficiency - row.mc_efficiency) / row.mc_se).toBeLessThan(4);
  }
});

/** Snapshots, drains and failures one by one. Useful work is counted when it is durable. */
function played(
  {interval, stall, persist, slowdown, mtbf, restart, downtime}: any,
  failures: number,
  seed: string,
): {efficiency: number; error: number} {
  const random = seededRandom(seed);
  const cycles: [number, number][] = [];
  for (let f = 0; f < failures; f++) {
    const up = mtbf * random.exponential();
    let time = restart;
    let kept = 0;
    let pending: {durable: number; work: number} | null = null;
    while (time < up) {
      // Work until the next snapshot, slower while the last one drains, if there is one, then the stall.
      const work: number = interval - (pending ? slowdown * persist : 0);
      time += interval + stall;
      if (pending && pending.durable <= up) kept += pending.work;
      pending = {durable: time + persist, work};
    }
    if (pending && pending.durable <= up) kept += pending.work;
    cycles.push([kept, up + downtime]);
  }
  const mean = (i: 0 | 1) => cycles.reduce((s, c) => s + c[i], 0) / failures;
  const ratio = mean(0) / mean(1);
  const residual = cycles.reduce((s, [kept, wall]) => s + (kept - ratio * wall) ** 2, 0);
  return {efficiency: ratio, error: Math.sqrt(residual) / failures / mean(1)};
}

test('a seeded Monte Carlo agrees within 4 standard errors', () => {
  for (const change of [
    {},
    {slowdown: 0.3},
    {slowdown: 0.5, stall: 10, interval: 390, persist: 390, mtbf: 1000, restart: 0, downtime: 0},
    {slowdown: 0.8, mtbf: 900},
    {interval: 300, stall: 30},
    {persist: 0, stall: 300},
    {mtbf: 2000, downtime: 600},
  ]) {
    const run = {
      interval: 900,
      stall: 2,
      persist: 280,
      slowdown: 0.05,
      mtbf: 14_400,
      restart: 300,
      downtime: 60,
      ...change,
    };
    const mc = played(run, 40_000, JSON.stringify(change));
    expect(mc.error).toBeLessThan(0.005);
    expect(Math.abs(mc.efficiency - asyncEfficiency(run)) / mc.error, JSON.stringify(change)).toBeLessThan(4);
  }
});

test('a slowdown: the case that a form without a first period at full speed gets wrong', () => {
  // Four million simulated failures gave 0.357.
  const harsh = {stall: 10, interval: 390, persist: 390, slowdown: 0.5, mtbf: 1000};
  near(asyncEfficiency(harsh), 0.3569, 2e-4);
});

test('without a drain it is the blocking model', () => {
  const number = fc.double({min: 0, max: 5000, noNaN: true});
  fc.assert(
    fc.property(
      fc.double({min: 0.01, max: 1e5, noNaN: true}),
      number,
      fc.double({min: 60, max: 1e6, noNaN: true}),
      number,
      number,
      (interval, stall, mtbf, restart, downtime) => {
        near(
          asyncEfficiency({interval, stall, mtbf, restart, downtime}),
          efficiency({interval, writeTime: stall, mtbf, restart, downtime}),
        );
        if (stall === 0) return;
        const best = asyncOptimum({stall, mtbf, restart, downtime});
        near(best.interval, optimalInterval({writeTime: stall, mtbf}), 1e-9);
        near(best.efficiency, maximumEfficiency({writeTime: stall, mtbf, restart, downtime}), 1e-11);
      },
    ),
    {seed: 71},
  );
});

test('no interval of a grid beats the optimum', () => {
  for (const change of [{}, {stall: 0}, {slowdown: 0.5}, {persist: 4000}, {stall: 400}]) {
    const costs = {stall: 2, persist: 300, slowdown: 0.05, mtbf: 14_400, restart: 300, downtime: 60, ...change};
    const best = asyncOptimum(costs).efficiency;
    for (let log = -1; log < 5; log += 0.01)
      expect(asyncEfficiency({...costs, interval: 10 ** log})).toBeLessThanOrEqual(best * (1 + 1e-12));
  }
});

test('stall 0 does not make the efficiency 1: the drain decides', () => {
  const best = asyncOptimum({stall: 0, persist: 300, mtbf: 14_400});
  expect(best).toMatchObject({period: 300, drainBound: true});
  expect(best.efficiency).toBeLessThan(0.97);
  expect(asyncEfficiency({interval: 10, stall: 0, persist: 300, mtbf: 14_400})).toBe(best.efficiency);
});

test('first order: fluid overlap and snapshot with lag', () => {
  for (const {inputs: i, ...row} of t.nonblocking_overlap_first_order) {
    const plan = overlappedFirstOrder({
      writeTime: i.C_s,
      overlap: i.alpha_overlap,
      mtbf: i.mu_s,
      restart: i.R_s,
      downtime: i.D_s,
    });
    near(plan.unconstrained, row.T_unconstrained_s);
    near(plan.period, row.T_feasible_s);
    near(plan.waste, row.waste);
  }
  for (const {inputs, ...row} of t.async_snapshot_first_order) {
    const {slowdown: _, ...costs} = costsOf(inputs);
    const plan = asyncFirstOrder(costs);
    near(plan.unconstrained, row.tau_unconstrained_s);
    near(plan.period, row.tau_feasible_s);
    near(plan.waste, row.first_order_waste);
  }
});

test('edges: free checkpoints, huge periods, and errors that name the quantity', () => {
  near(asyncEfficiency({stall: 0, mtbf: 3600, restart: 300, downtime: 60}), Math.exp(-300 / 3600) / (1 + 60 / 3600));
  expect(asyncEfficiency({interval: 0, stall: 5, mtbf: 3600})).toBe(0);
  expect(asyncEfficiency({interval: 1e300, stall: 5, mtbf: 1})).toBe(0);
  expect(asyncEfficiency({stall: 1e6, persist: 1e6, mtbf: 1})).toBe(0);
  const good = {interval: 600, stall: 2, persist: 300, slowdown: 0.1, mtbf: 14_400, restart: 300, downtime: 60};
  for (const name of ['interval', 'stall', 'persist', 'slowdown', 'mtbf', 'restart', 'downtime']) {
    for (const bad of [-1, NaN, Infinity])
      expect(() => asyncEfficiency({...good, [name]: bad})).toThrow(new RegExp(`^${name} must be .*got ${bad}$`));
  }
  expect(() => asyncEfficiency({...good, slowdown: 1.5})).toThrow(
    new RangeError('slowdown must be a number from 0 to 1 (ratio), got 1.5'),
  );
  expect(() => overlappedFirstOrder({writeTime: 300, overlap: 1, mtbf: 500, restart: 300})).toThrow(
    /mtbf must be at least .* = 600/,
  );
});
