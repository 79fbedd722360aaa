import fc from 'fast-check';
import {expect, test} from 'vitest';
import {doubleFleet} from '../../../src/models/checkpointing/doubling.js';
import {wasteFor} from '../../../src/models/checkpointing/failure-law.js';
import {CLOSED, near, OPTIMUM, truth} from '../truth.js';
import {runs} from '../../support/sample.js';

const scalings = ['fixed', 'sharded', 'shared'] as const;
const cases = {fixed: 'delta_constant', sharded: 'delta_prop_1_over_N', shared: 'delta_prop_N'} as const;
const rows = truth('checkpoint-interval').scaling_with_N as any[];
const rowOf = (nodes: number, scaling: (typeof scalings)[number]) =>
  rows.find(({inputs}) => inputs.N === nodes && inputs.case === cases[scaling]);

const between = (low: number, high: number) =>
  fc.double({min: Math.log(low), max: Math.log(high), noNaN: true}).map(Math.exp);
const fleets = fc.record({
  nodes: fc.integer({min: 1, max: 1e5}),
  nodeMtbf: between(1e6, 1e10),
  writeTime: between(0.01, 4000),
  restart: between(0.1, 3000),
  downtime: between(0.1, 3000),
});
/** Fleets whose write is short against the time between failures, doubled. */
const sober = fleets.filter(({nodes, nodeMtbf, writeTime}) => (writeTime * nodes) / nodeMtbf < 1);

test('doubling from 1,024 up to 16,384 nodes gives the reference intervals and wastes', () => {
  let checked = 0;
  for (const scaling of scalings) {
    for (let nodes = 1024; rowOf(2 * nodes, scaling); nodes *= 2) {
      const [was, then] = [rowOf(nodes, scaling), rowOf(2 * nodes, scaling)];
      const {before, after} = doubleFleet({nodes, nodeMtbf: was.inputs.M_s * nodes, writeTime: was.inputs.delta_s});
      const doubled = after[scaling];
      near(before.interval, was.tau_exact_s, OPTIMUM);
      near(before.waste, was.exact_waste_R0, OPTIMUM);
      near(doubled.mtbf, then.inputs.M_s);
      near(doubled.writeTime, then.inputs.delta_s);
      near(doubled.interval, then.tau_exact_s, OPTIMUM);
      near(doubled.waste, then.exact_waste_R0, OPTIMUM);
      near(doubled.frequencyFactor, was.tau_exact_s / then.tau_exact_s, OPTIMUM);
      near(doubled.firstOrder.frequency, then.checkpoints_per_hour / was.checkpoints_per_hour, CLOSED);
      near(doubled.firstOrder.waste, then.first_order_waste / was.first_order_waste, CLOSED);
      checked++;
    }
  }
  expect(checked).toBeGreaterThanOrEqual(9);
});

test('no interval of the doubled fleet loses less than the one told', () => {
  fc.assert(
    fc.property(
      sober,
      fc.constantFrom(...scalings),
      fc.constantFrom('exponential' as const, 'weibull' as const),
      (fleet, scaling, law) => {
        const run = {...fleet, law, shape: 0.7};
        const {interval, waste, mtbf, writeTime} = doubleFleet(run).after[scaling];
        for (let factor = 0.2; factor < 5; factor *= 1.07) {
          expect(wasteFor({...run, mtbf, writeTime, interval: interval * factor}).total).toBeGreaterThanOrEqual(
            waste - 1e-12,
          );
        }
        near(wasteFor({...run, mtbf, writeTime, interval}).total, waste);
      },
    ),
    {numRuns: runs(60)},
  );
});

test('the exact frequency grows by √2, 2 and 1 for short writes, never by less, and by more for long ones', () => {
  const short = doubleFleet({nodes: 2048, nodeMtbf: 2.95e7, writeTime: 1e-6}).after;
  for (const scaling of scalings) near(short[scaling].frequencyFactor, short[scaling].firstOrder.frequency, 1e-4);
  fc.assert(
    fc.property(sober, fc.constantFrom(...scalings), (fleet, scaling) => {
      const {frequencyFactor, firstOrder} = doubleFleet(fleet).after[scaling];
      expect(frequencyFactor).toBeGreaterThanOrEqual(firstOrder.frequency * (1 - 1e-9));
    }),
  );
  expect(doubleFleet({nodes: 2048, nodeMtbf: 2.95e7, writeTime: 1800}).after.shared.frequencyFactor).toBeGreaterThan(
    1.15,
  );
});

test('without recovery the sharded fleet loses exactly as much as before; no doubled fleet loses less', () => {
  fc.assert(
    fc.property(sober, (fleet) => {
      const bare = doubleFleet({...fleet, restart: 0, downtime: 0});
      near(bare.after.sharded.waste, bare.before.waste, 1e-9);
      const {before, after} = doubleFleet(fleet);
      expect(after.sharded.waste).toBeGreaterThanOrEqual(before.waste - 1e-12);
      expect(after.fixed.waste).toBeGreaterThanOrEqual(after.sharded.waste - 1e-12);
      expect(after.shared.waste).toBeGreaterThanOrEqual(after.fixed.waste - 1e-12);
    }),
  );
});

test('where writing is free the factors are their limits', () => {
  const {before, after} = doubleFleet({nodes: 10, nodeMtbf: 1e6, writeTime: 0, restart: 60});
  expect(before.interval).toBe(0);
  expect(scalings.map((scaling) => after[scaling].frequencyFactor)).toEqual([Math.SQRT2, 2, 1]);
  expect(after.fixed.waste).toBeGreaterThan(before.waste);
});

test('is frozen; errors name quantity, range and value', () => {
  const doubling = doubleFleet({nodes: 1, nodeMtbf: 1e6, writeTime: 1});
  expect(
    [doubling, doubling.before, doubling.after, doubling.after.fixed, doubling.after.fixed.firstOrder].every(
      Object.isFrozen,
    ),
  ).toBe(true);
  expect(() => doubleFleet({nodes: 0, nodeMtbf: 1, writeTime: 1})).toThrow(
    new RangeError('nodes must be a finite number > 0 (count), got 0'),
  );
  expect(() => doubleFleet({nodes: 1, nodeMtbf: NaN, writeTime: 1})).toThrow(/nodeMtbf .*got NaN/);
  expect(() => doubleFleet({nodes: 1, nodeMtbf: 1, writeTime: -1})).toThrow(/writeTime .*got -1/);
  expect(() => doubleFleet({nodes: 1, nodeMtbf: 1, writeTime: 1, law: 'other' as never})).toThrow(/law must be one of/);
});
