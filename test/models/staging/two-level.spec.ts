import {expect, test} from 'vitest';
import {seededRandom} from '../../../src/models/numerics/random.js';
import {twoLevelFirstOrder} from '../../../src/models/staging/two-level.js';
import {near} from '../truth.js';
import {stagingTruth} from './staging-truth.js';

const rows = stagingTruth().two_level_first_order;
const planOf = (i: any) => ({
  mtbf: i.M_s,
  secondLevelShare: i.frac_level2,
  firstWriteTime: i.C1_s,
  secondWriteTime: i.C2_s,
  firstRestart: i.R1_s,
  secondRestart: i.R2_s,
});

test('both cases of the reference', () => {
  for (const {inputs, ...row} of rows) {
    const plan = twoLevelFirstOrder(planOf(inputs));
    near(plan.firstInterval, row.w_star_level1_s);
    near(plan.secondInterval, row.W_star_level2_s);
    near(plan.ratio, row.n_real);
    near(plan.leastOverhead, row.H_star_real);
    expect(plan.segments).toBe(row.n_int);
    near(plan.interval, row.w_int_s);
    near(plan.overhead, row.H_int);
    near(plan.waste, row.first_order_waste_with_recovery);
    near(plan.singleLevelOverhead, row.single_level_pfs_only_H);
  }
});

/** Wall time over useful time of a pattern of n segments, played failure by failure; restarts are not hit. */
function played(i: any, segments: number, interval: number, patterns: number, seed: string): number {
  const random = seededRandom(seed);
  let wall = 0;
  let next = i.M_s * random.exponential();
  for (let p = 0; p < patterns; p++) {
    for (let s = 0; s < segments;) {
      const length = interval + i.C1_s + (s === segments - 1 ? i.C2_s : 0);
      if (next > length) {
        wall += length;
        next -= length;
        s++;
      } else {
        wall += next;
        const second = random.uniform() < i.frac_level2;
        wall += second ? i.R2_s : i.R1_s;
        if (second) s = 0;
        next = i.M_s * random.exponential();
      }
    }
  }
  return wall / (patterns * segments * interval);
}

test('played failure by failure: within second order, and near the independent Monte Carlo', () => {
  for (const {inputs, ...row} of rows) {
    const plan = twoLevelFirstOrder(planOf(inputs));
    const overhead = played(inputs, plan.segments, plan.interval, 40_000, row.name) - 1;
    expect(Math.abs(overhead - plan.waste)).toBeLessThan(plan.waste ** 2);
    near(overhead, row.mc_overhead_1_over_eff_minus_1, 0.03);
  }
});

test('no other whole number costs less', () => {
  for (const {inputs: i} of rows) {
    const {segments, overhead} = twoLevelFirstOrder(planOf(i));
    const of = (n: number) =>
      2 * Math.sqrt(((i.C1_s + i.C2_s / n) * (1 - i.frac_level2 + n * i.frac_level2)) / i.M_s / 2);
    for (let n = 1; n < 60; n++) expect(of(n)).toBeGreaterThanOrEqual(overhead * (1 - 1e-12));
    near(of(segments), overhead);
  }
});

test('errors name the quantity', () => {
  const good = {mtbf: 14_400, secondLevelShare: 0.1, firstWriteTime: 2, secondWriteTime: 60};
  expect(() => twoLevelFirstOrder({...good, secondLevelShare: 0})).toThrow(
    /secondLevelShare must be a number between 0 and 1.*got 0/,
  );
  expect(() => twoLevelFirstOrder({...good, firstWriteTime: 0})).toThrow(/firstWriteTime .*got 0/);
  expect(() => twoLevelFirstOrder({...good, secondRestart: -1})).toThrow(/secondRestart .*got -1/);
});
