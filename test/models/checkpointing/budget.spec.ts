import fc from 'fast-check';
import {expect, test} from 'vitest';
import {withinBudget} from '../../../src/models/checkpointing/budget.js';
import {scaledWriteTime} from '../../../src/models/fleet/fleet.js';
import {largestFleet, largestWriteTime, leastMtbf} from '../../../src/models/checkpointing/inverse.js';
import {optimumFor, wasteFor} from '../../../src/models/checkpointing/failure-law.js';
import {near} from '../truth.js';
import {runs} from '../../support/sample.js';

const between = (low: number, high: number) =>
  fc.double({min: Math.log(low), max: Math.log(high), noNaN: true}).map(Math.exp);
const job = {
  waste: fc.double({min: 0.005, max: 0.9, noNaN: true}),
  writeTime: between(0.01, 5000),
  mtbf: between(100, 1e7),
  nodes: fc.integer({min: 1, max: 20_000}),
  restart: fc.double({min: 0, max: 1000, noNaN: true}),
  downtime: fc.double({min: 0, max: 1000, noNaN: true}),
};
type Costs = Parameters<typeof optimumFor>[0];
const least = (of: Costs) => wasteFor({...of, interval: optimumFor(of)}).total;

test('at a constant rate: the answers of the closed forms', () => {
  fc.assert(
    fc.property(fc.record(job), (of) => {
      const {writeTime, mtbf, nodes, recovery} = withinBudget(of);
      const exact = largestWriteTime(of);
      if (exact === null) expect(writeTime).toBeNull();
      // The closed form keeps the digits of a write time just above nothing; a search cannot.
      else if (exact > 1e-6 * of.mtbf) near(writeTime!, exact, 1e-7);
      near(mtbf!, leastMtbf(of)!, 1e-9);
      const most = largestFleet({...of, nodeMtbf: of.mtbf * of.nodes});
      expect(Math.abs((nodes ?? 0) - (most ?? 0))).toBeLessThanOrEqual(1 + 1e-8 * (most ?? 0));
      near(recovery, wasteFor({...of, interval: 0, writeTime: 0}).total);
      expect(exact === null).toBe(recovery > of.waste);
    }),
    {seed: 71, numRuns: runs(300)},
  );
});

test('put back, each answer loses the budget at the best interval, whatever the law and the scaling', () => {
  fc.assert(
    fc.property(
      fc.record({...job, scaling: fc.constantFrom('fixed', 'sharded', 'shared')}),
      fc.constantFrom('exponential', 'weibull'),
      fc.double({min: 0.4, max: 1.5, noNaN: true}),
      (of, name, shape) => {
        const {waste, nodes, scaling, ...costs} = of;
        const law = {law: name as 'weibull', shape};
        const tolerance = (name === 'weibull' ? 1e-4 : 1e-9) * waste;
        const answers = withinBudget({...of, ...law, scaling: scaling as 'fixed'});
        if (answers.writeTime !== null)
          expect(Math.abs(least({...costs, ...law, writeTime: answers.writeTime}) - waste)).toBeLessThan(tolerance);
        expect(Math.abs(least({...costs, ...law, mtbf: answers.mtbf!}) - waste)).toBeLessThan(tolerance);
        const fleet = (size: number) =>
          least({
            ...costs,
            ...law,
            mtbf: (costs.mtbf * nodes) / size,
            writeTime: scaledWriteTime({
              writeTime: costs.writeTime,
              nodes,
              newNodes: size,
              scaling: scaling as 'fixed',
            }),
          });
        if (answers.nodes === null) expect(fleet(1)).toBeGreaterThanOrEqual(waste - tolerance);
        else if (answers.nodes < 1e14) {
          expect(fleet(answers.nodes)).toBeLessThanOrEqual(waste + tolerance);
          expect(fleet(answers.nodes + 1)).toBeGreaterThan(waste - tolerance);
        }
      },
    ),
    {seed: 72, numRuns: runs(120)},
  );
});

test('recovery beyond the budget leaves no write time; where nothing costs, any fleet will do', () => {
  const tight = withinBudget({waste: 0.01, writeTime: 120, mtbf: 3600, nodes: 10, restart: 300});
  expect(tight.writeTime).toBeNull();
  near(tight.recovery, 1 - Math.exp(-300 / 3600));
  expect(withinBudget({waste: 0.01, writeTime: 0, mtbf: 3600, nodes: 10})).toMatchObject({
    recovery: 0,
    mtbf: 0,
    nodes: Infinity,
  });
  expect(withinBudget({waste: 0.01, writeTime: 120, mtbf: 3600, nodes: 1}).nodes).toBeNull();
});

test('sharded, with nothing to pay for a failure, a fleet loses the same at any size: no number is too large', () => {
  const of = {waste: 0.2, writeTime: 60, mtbf: 14_400, nodes: 100, scaling: 'sharded'} as const;
  expect(withinBudget(of).nodes).toBe(Infinity);
  expect(withinBudget({...of, restart: 300}).nodes).toBeLessThan(1e6);
});

test('errors name quantity, range and value', () => {
  const of = {waste: 0.1, writeTime: 120, mtbf: 3600, nodes: 1};
  expect(() => withinBudget({...of, waste: 1})).toThrow(/waste .*got 1/);
  expect(() => withinBudget({...of, nodes: 0})).toThrow(/nodes .*got 0/);
  expect(() => withinBudget({...of, mtbf: -1})).toThrow(/mtbf .*got -1/);
});
