import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  availabilityOptimalPeriod,
  dalyFirstOrderInterval,
  refinedFirstOrderPeriod,
} from '../../../src/models/checkpointing/checkpoint-interval.js';
import {
  curveSlices,
  compareModels,
  simulateCurve,
  youngLimit,
  type ComparedModel,
} from '../../../src/models/checkpointing/compare-models.js';
import {wasteFor} from '../../../src/models/checkpointing/failure-law.js';
import {simulateRuns} from '../../../src/models/checkpointing/simulate-runs.js';
import {efficiency} from '../../../src/models/checkpointing/waste.js';
import {near, truth} from '../truth.js';
import {runs, sample} from '../../support/sample.js';

const DAY = 86_400;
const job = {writeTime: 120, mtbf: 14_400, restart: 300, downtime: 60};
const ids = ['young', 'daly-first-order', 'refined-first-order', 'daly', 'availability-optimal', 'exact'];
const row = (of: Parameters<typeof compareModels>[0], id: ComparedModel) =>
  compareModels(of).find((one) => one.id === id)!;
const between = (low: number, high: number) =>
  fc.double({min: Math.log(low), max: Math.log(high), noNaN: true}).map(Math.exp);
const anyJob = fc.record({
  writeTime: between(1e-3, 1e5),
  mtbf: between(10, 1e7),
  restart: fc.double({min: 0, max: 3000, noNaN: true}),
  downtime: fc.double({min: 0, max: 3000, noNaN: true}),
});

test('intervals and true losses are those of the reference', () => {
  for (const {
    inputs: {delta_s: writeTime, M_s: mtbf, R_s: restart, D_s: downtime},
    ...expected
  } of truth('checkpoint-interval').young_daly_exponential) {
    const of = {writeTime, mtbf, restart, downtime};
    near(row(of, 'young').interval!, expected.tau_young_s);
    near(row(of, 'daly').interval!, expected.tau_daly2006_high_order_s);
    near(row(of, 'exact').interval!, expected.tau_exact_lambert_s, 1e-9);
    near(1 - row(of, 'young').waste!, expected.efficiency.young, 1e-9);
  }
  for (const {
    inputs: {Ts_s, Tf_s, Tr_s},
    Tc_s,
  } of truth('checkpoint-interval').saxena2024_availability_optimal) {
    near(row({writeTime: Ts_s, mtbf: Tf_s, restart: Tr_s}, 'availability-optimal').interval! + Ts_s, Tc_s);
  }
  const {
    C_s: writeTime,
    R_s: restart,
    D_s: downtime,
  } = truth('checkpoint-interval').aupy_robert_vivien_zaidouni_table2.inputs;
  for (const {mu_s: mtbf, period_rfo_s, period_opt_s} of truth('checkpoint-interval').aupy_robert_vivien_zaidouni_table2
    .rows) {
    near(row({writeTime, mtbf, restart, downtime}, 'refined-first-order').interval! + writeTime, period_rfo_s, 1e-9);
    near(row({writeTime, mtbf, restart, downtime}, 'exact').interval! + writeTime, period_opt_s, 1e-9);
  }
});

test('no model beats the exact one of its law; what the exact ones promise is true', () => {
  fc.assert(
    fc.property(
      anyJob,
      fc.constantFrom('exponential', 'weibull'),
      fc.double({min: 0.4, max: 1, noNaN: true}),
      (of, law, shape) => {
        const rows = compareModels({...of, law: law as 'weibull', shape});
        const best = rows.at(-1)!;
        expect(rows.map(({id}) => id)).toEqual(law === 'weibull' ? [...ids, 'weibull'] : ids);
        for (const {interval, waste, extra} of rows) {
          if (interval === null) continue;
          expect(interval).toBeGreaterThan(0);
          near(waste!, wasteFor({...of, interval, law: law as 'weibull', shape}).total);
          expect(waste).toBeGreaterThanOrEqual(best.waste! - 1e-9);
          expect(Math.abs(best.waste! + extra! - waste!)).toBeLessThan(1e-9);
        }
        near(best.predicted!, best.waste!, 1e-9);
        expect(best.extra).toBe(0);
      },
    ),
    {seed: 61, numRuns: runs(60)},
  );
});

test('promises: Young and the refined first order by their own sums, the complete model by its own, others none', () => {
  near(row({writeTime: 120, mtbf: 10_800}, 'young').predicted!, Math.sqrt(240 / 10_800));
  near(row({writeTime: 12_000, mtbf: 10_800}, 'young').predicted!, Math.sqrt(24_000 / 10_800));
  // The refined period is where its own sum is least.
  const refined = row(job, 'refined-first-order');
  const sum = (period: number) => 1 - (1 - 120 / period) * (1 - (360 + period / 2) / 14_400);
  near(refined.predicted!, sum(refined.interval! + 120));
  for (const period of [0.9, 0.99, 1.01, 1.1])
    expect(sum((refined.interval! + 120) * period)).toBeGreaterThan(refined.predicted!);
  near(row(job, 'daly').predicted!, 1 - efficiency({...job, interval: row(job, 'daly').interval!}), 1e-9);
  expect([row(job, 'daly-first-order').predicted, row(job, 'availability-optimal').predicted]).toEqual([null, null]);
  // Under another law what the constant rate promises is not what comes.
  const clustered = row({...job, law: 'weibull', shape: 0.5}, 'exact');
  expect(clustered.predicted).toBe(row(job, 'exact').predicted);
  expect(clustered.waste).toBeLessThan(clustered.predicted! - 0.01);
});

test('where a formula says nothing its row is empty and stays', () => {
  const empty = (id: ComparedModel) =>
    expect.objectContaining({id, interval: null, predicted: null, waste: null, extra: null});
  const long = {writeTime: 4000, mtbf: 1000, restart: 100};
  expect(dalyFirstOrderInterval(long)).toBeLessThan(0);
  expect(row(long, 'daly-first-order')).toEqual(empty('daly-first-order'));
  expect(refinedFirstOrderPeriod(long)).toBeLessThan(4000);
  expect(row(long, 'refined-first-order')).toEqual(empty('refined-first-order'));
  expect(row({writeTime: 1, mtbf: 100, restart: 200}, 'refined-first-order')).toEqual(empty('refined-first-order'));
  near(row(long, 'availability-optimal').interval!, availabilityOptimalPeriod(long) - 4000);
  expect(compareModels({...job, writeTime: 0})).toEqual(ids.map((id) => empty(id as ComparedModel)));
});

test('Young is good enough up to the limit: against the table, and at the limit by the waste itself', () => {
  for (const {delta_over_M, excess_time_young} of truth('checkpoint-interval').scale_free_optimum) {
    // What doubles leave of a small excess.
    if (delta_over_M >= 1e-3)
      near(youngLimit({tolerance: excess_time_young}), delta_over_M, 1e-15 / excess_time_young + 1e-11);
  }
  for (const [tolerance, least, most] of [
    [0.0047, 0.1, 0.1],
    [0.013, 0.2, 0.2],
    [0.05, 0.5, 0.5],
    [0.142, 1, 1],
    [0.406, 2, 2],
  ]) {
    expect(youngLimit({tolerance})).toBeGreaterThan(least * 0.98);
    expect(youngLimit({tolerance})).toBeLessThan(most * 1.02);
  }
  for (const tolerance of [1e-3, 0.01, 0.5, 10]) {
    const writeTime = youngLimit({tolerance}) * 14_400;
    for (const recovery of [{}, {restart: 300, downtime: 60}]) {
      const of = {writeTime, mtbf: 14_400, ...recovery};
      near(
        efficiency({...of, interval: row(of, 'exact').interval!}) /
          efficiency({...of, interval: row(of, 'young').interval!}),
        1 + tolerance,
        1e-9,
      );
    }
  }
  expect(() => youngLimit({tolerance: 0})).toThrow(/tolerance .*> 0 \(ratio\), got 0/);
});

const plan = {...job, work: 54 * DAY, runs: 400, seed: 'curve', intervals: [200, 600, 1800, 5400, 16_200]};

test('exponential failures: every point within 4 standard errors of the curve', () => {
  const points = simulateCurve(plan);
  expect(points.map(({interval}) => interval)).toEqual(plan.intervals);
  for (const {interval, mean, standardError, runs, unfinished} of points) {
    expect(Math.abs(mean - wasteFor({...job, interval}).total), `${interval} s`).toBeLessThan(4 * standardError);
    expect(standardError).toBeLessThan(0.002);
    expect([runs, unfinished]).toEqual([400, 0]);
  }
});

test('Weibull failures: every point of long runs within 4 standard errors of the renewal formula', () => {
  for (const shape of sample([0.5, 0.7, 2], 2, 21)) {
    const law = {law: 'weibull', shape} as const;
    for (const {interval, mean, standardError} of simulateCurve({...plan, ...law, work: 2000 * job.mtbf, runs: 100})) {
      expect(Math.abs(mean - wasteFor({...job, ...law, interval}).total), `${interval} s, k = ${shape}`).toBeLessThan(
        4 * standardError,
      );
    }
  }
});

test('slices, other points and their order change no point', () => {
  const points = simulateCurve(plan);
  let last;
  let slices = 0;
  for (last of curveSlices({...plan, slice: 1000})) {
    slices++;
    expect(last.done).toBeLessThanOrEqual(1);
    expect(last.points.slice(0, -1)).toEqual(points.slice(0, last.points.length - 1));
  }
  expect(slices).toBeGreaterThan(200);
  expect(last).toEqual({points, done: 1});
  expect([...simulateCurve({...plan, intervals: [...plan.intervals].reverse()})].reverse()).toEqual(points);
  expect(simulateCurve({...plan, intervals: [1800]})).toEqual([points[2]]);
  expect(simulateCurve({...plan, seed: 'another'})).not.toEqual(points);
  expect(simulateCurve({...plan, intervals: []})).toEqual([]);
  const {
    efficiency: {mean, standardError},
  } = simulateRuns({...plan, interval: 1800, seed: 'curve 1800'});
  expect([points[2].mean, points[2].standardError]).toEqual([1 - mean, standardError]);
});

test('hopeless plans end and say so', () => {
  const [point] = simulateCurve({...plan, mtbf: 1, intervals: [3600], runs: 20, maxFailures: 1000});
  expect(point).toEqual({interval: 3600, mean: 1, standardError: 0, runs: 20, unfinished: 20});
});

test('errors name quantity, range and value, at once', () => {
  expect(() => compareModels({...job, mtbf: 0})).toThrow(/mtbf .*got 0/);
  expect(() => compareModels({...job, law: 'weibull', shape: 0})).toThrow(/shape .*got 0/);
  expect(() => curveSlices({...plan, intervals: [600, 0]})).toThrow(/interval .*> 0 \(seconds\), got 0/);
  expect(() => curveSlices({...plan, runs: 0})).toThrow(/runs .*got 0/);
  expect(() => curveSlices({...plan, seed: NaN})).toThrow(/seed .*got NaN/);
});
