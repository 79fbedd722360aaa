import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  firstOrderLargestWriteTime,
  largestFleet,
  largestWriteTime,
  leastBandwidth,
  leastMtbf,
} from '../../../src/models/checkpointing/inverse.js';
import {
  efficiency,
  firstOrderMinimumWaste,
  firstOrderWaste,
  maximumEfficiency,
} from '../../../src/models/checkpointing/waste.js';
import {near} from '../truth.js';

const budget = fc.record({
  waste: fc.double({min: 0.001, max: 0.99, noNaN: true}),
  restart: fc.double({min: 0, max: 1000, noNaN: true}),
  downtime: fc.double({min: 0, max: 1000, noNaN: true}),
});
const mean = fc.double({min: 10, max: 1e7, noNaN: true});
const time = fc.double({min: 0.01, max: 1e4, noNaN: true});

test('the largest write time wastes exactly the budget', () => {
  fc.assert(
    fc.property(budget, mean, time, (b, mtbf, interval) => {
      const best = largestWriteTime({...b, mtbf});
      const recovery = 1 - maximumEfficiency({...b, writeTime: 0, mtbf});
      if (best === null) expect(recovery).toBeGreaterThan(b.waste - 1e-12);
      else expect(Math.abs(1 - maximumEfficiency({...b, writeTime: best, mtbf}) - b.waste)).toBeLessThan(1e-12);
      const fixed = largestWriteTime({...b, mtbf, interval});
      if (fixed === null) expect(1 - efficiency({...b, interval, writeTime: 0, mtbf})).toBeGreaterThan(b.waste - 1e-12);
      else expect(Math.abs(1 - efficiency({...b, interval, writeTime: fixed, mtbf}) - b.waste)).toBeLessThan(1e-12);
    }),
    {seed: 41},
  );
});

test('the least MTBF wastes exactly the budget, and the largest fleet is the last that fits', () => {
  fc.assert(
    fc.property(budget, time, time, (b, writeTime, interval) => {
      const wasteAt = (mtbf: number, fixed: boolean) =>
        1 - (fixed ? efficiency({...b, interval, writeTime, mtbf}) : maximumEfficiency({...b, writeTime, mtbf}));
      for (const fixed of [false, true]) {
        const given = fixed ? {...b, writeTime, interval} : {...b, writeTime};
        const mtbf = leastMtbf(given);
        if (mtbf === null) {
          expect(writeTime / (interval + writeTime)).toBeGreaterThanOrEqual(b.waste - 1e-12);
          continue;
        }
        expect(Math.abs(wasteAt(mtbf, fixed) - b.waste)).toBeLessThan(1e-11);
        const nodeMtbf = mtbf * 100.5;
        const nodes = largestFleet({...given, nodeMtbf})!;
        expect(nodes).toBe(100);
        expect(wasteAt(nodeMtbf / nodes, fixed)).toBeLessThanOrEqual(b.waste + 1e-12);
        expect(wasteAt(nodeMtbf / (nodes + 1), fixed)).toBeGreaterThan(b.waste - 1e-12);
        expect(largestFleet({...given, nodeMtbf: mtbf / 2})).toBeNull();
      }
    }),
    {seed: 42},
  );
});

test('first order: wastes exactly the budget by the first-order formula', () => {
  const writeTime = firstOrderLargestWriteTime({waste: 0.1, mtbf: 10_800})!;
  near(firstOrderMinimumWaste({writeTime, mtbf: 10_800}), 0.1);
  const fixed = firstOrderLargestWriteTime({waste: 0.2, mtbf: 10_800, interval: 1200, restart: 100, downtime: 60})!;
  near(firstOrderWaste({interval: 1200, writeTime: fixed, mtbf: 10_800, restart: 100, downtime: 60}), 0.2);
  expect(firstOrderLargestWriteTime({waste: 0.1, mtbf: 1000, restart: 200})).toBeNull();
  expect(firstOrderLargestWriteTime({waste: 0.1, mtbf: 1000, interval: 500})).toBeNull();
});

test('bandwidth is size over time; null where no value allows the budget; any MTBF where nothing costs', () => {
  near(
    leastBandwidth({waste: 0.1, mtbf: 10_800, checkpointSize: 2.1e12})!,
    2.1e12 / largestWriteTime({waste: 0.1, mtbf: 10_800})!,
  );
  expect(leastBandwidth({waste: 0.01, mtbf: 3600, restart: 300, checkpointSize: 1e9})).toBeNull();
  expect(largestWriteTime({waste: 0.5, mtbf: 1, restart: 1e6})).toBeNull();
  expect(leastMtbf({waste: 0.1, writeTime: 60, interval: 60})).toBeNull();
  expect(largestFleet({waste: 0.1, writeTime: 60, interval: 60, nodeMtbf: 1e9})).toBeNull();
  expect(leastMtbf({waste: 0.1, writeTime: 0})).toBe(0);
  expect(largestFleet({waste: 0.1, writeTime: 0, nodeMtbf: 1})).toBe(Infinity);
});

test('errors name quantity, range and value', () => {
  for (const waste of [0, 1, -0.1, NaN]) {
    expect(() => largestWriteTime({waste, mtbf: 1})).toThrow(
      new RangeError(`waste must be a number between 0 and 1, both excluded (ratio), got ${waste}`),
    );
  }
  expect(() => leastMtbf({waste: 0.1, writeTime: -1})).toThrow(/writeTime .*got -1/);
  expect(() => leastMtbf({waste: 0.1, writeTime: 1, interval: 0})).toThrow(/interval .*got 0/);
  expect(() => leastBandwidth({waste: 0.1, mtbf: 1, checkpointSize: 0})).toThrow(/checkpointSize .*\(bytes\), got 0/);
  expect(() => largestFleet({waste: 0.1, writeTime: 1, nodeMtbf: -1})).toThrow(/nodeMtbf .*got -1/);
  expect(() => firstOrderLargestWriteTime({waste: 0.1, mtbf: 0})).toThrow(/mtbf .*got 0/);
});
