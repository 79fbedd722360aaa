import {reconcile} from '../../../src/core/reconcile.js';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fields, youngDalyCurve, type Value} from '../../../src/elements/young-daly-curve/inputs.js';
import {
  ghostOf,
  inverseRows,
  inverseSentence,
  isAlone,
  rowText,
} from '../../../src/elements/young-daly-curve/inverse-text.js';
import type {Settings} from '../../../src/core/definition.js';
import {wasteFor} from '../../../src/models/index.js';
import {runs} from '../../support/sample.js';

const {evaluate} = youngDalyCurve;
const change = (before: Settings, changes: Settings) => reconcile(youngDalyCurve, before, changes);
const at = (given: Settings = {}): Value => evaluate(given);
const between = (low: number, high: number) =>
  fc.double({min: Math.log(low), max: Math.log(high), noNaN: true}).map(Math.exp);

const states = fc.record({
  scenario: fc.constantFrom(...fields.scenario.choices),
  scaling: fc.constantFrom('fixed', 'sharded', 'shared'),
  budget: fc.double({min: 0.01, max: 0.8, noNaN: true}),
  given: fc.oneof(
    fc.record({writeTime: between(1, 3000)}),
    fc.record({writeBandwidth: between(1e9, 1e12)}),
    fc.record({nodes: fc.integer({min: 1, max: 50_000})}),
    fc.record({mtbf: between(600, 1e6), nodes: fc.integer({min: 1, max: 50_000})}),
  ),
});

test('used, each number loses the budget at the best interval; drawn, it is the same', () => {
  fc.assert(
    fc.property(states, ({given, ...rest}) => {
      const before = change({...rest, ...given}, {});
      const value = at(before);
      for (const {name, needed} of inverseRows(value)) {
        const ghost = ghostOf(value, name);
        expect(ghost === null).toBe(needed === null);
        if (needed === null || ghost === null) continue;
        const after = at(change(before, {[name]: needed, interval: 'optimal'}));
        expect(Math.abs(wasteFor(ghost).total - after.leastWaste)).toBeLessThan(1e-9);
        if (needed === fields[name].max) expect(after.leastWaste).toBeLessThanOrEqual(value.budget * (1 + 1e-9));
        else if (name === 'nodes') {
          expect(after.leastWaste).toBeLessThanOrEqual(value.budget * (1 + 1e-9));
          expect(at(change(before, {nodes: needed + 1})).leastWaste).toBeGreaterThan(value.budget * (1 - 1e-9));
        } else expect(Math.abs(after.leastWaste / value.budget - 1)).toBeLessThan(1e-9);
      }
    }),
    {seed: 81, numRuns: runs(200)},
  );
});

test('Weibull: the same to a few parts in a hundred thousand', () => {
  for (const shape of [0.5, 0.7, 1.5]) {
    for (const scaling of ['fixed', 'sharded', 'shared']) {
      const before = {law: 'weibull', shape, scaling, budget: 0.1};
      for (const {name, needed} of inverseRows(at(before))) {
        if (needed === null || name === 'nodes') continue;
        expect(
          Math.abs(at(change(before, {[name]: needed})).leastWaste / 0.1 - 1),
          `${name} ${shape} ${scaling}`,
        ).toBeLessThan(3e-5);
      }
    }
  }
});

test('words: the step from what is to what must be, or may be', () => {
  const rows = inverseRows(at());
  expect(rows.map(({name}) => name)).toEqual(['writeTime', 'writeBandwidth', 'nodeMtbf', 'nodes']);
  expect(rows.map(({name, now, needed, change: step}) => [rowText(name, now), rowText(name, needed), step])).toEqual([
    ['2 min', '45.3 s', '2.6 times shorter'],
    ['8.23 GB/s', '21.8 GB/s', '2.6 times faster'],
    ['341 d', '681 d', '2 times longer'],
    ['2,048', '1,026', '2 times fewer'],
  ]);
  expect(inverseRows(at({budget: 0.2})).map((row) => row.change)).toEqual([
    'may be 2.2 times longer',
    'may be 2.2 times slower',
    'may be 1.8 times shorter',
    'may be 1.8 times more',
  ]);
  expect(inverseSentence(at())).toBe('At the best interval 14.5 % is lost. Each of these alone would be enough:');
  expect(inverseSentence(at({budget: 0.2}))).toBe(
    'At the best interval 14.5 % is lost, within the budget. Each of these alone could go so far:',
  );
  const used = at(change({}, {writeTime: rows[0].needed!, interval: 'optimal'}));
  expect(inverseRows(used).map((row) => row.change)).toEqual(Array(4).fill('as it is'));
  expect(ghostOf(at(), 'nodeMtbf')!.mtbf * 2048).toBe(rows[2].needed);
  expect(inverseSentence(used)).toContain('within the budget');
});

test('where no number will do, a sentence says why', () => {
  const tight = at({budget: 0.02});
  expect(
    inverseRows(tight)
      .slice(0, 2)
      .map(({name, needed}) => rowText(name, needed)),
  ).toEqual(['none', 'none']);
  expect(inverseSentence(tight)).toContain(
    'No write time is short enough: recovery alone costs 2.47 %. Each of these alone would be enough:',
  );
  expect(ghostOf(tight, 'writeTime')).toBeNull();
  expect(ghostOf(tight, 'nodes')).not.toBeNull();
  const lone = at({scenario: 'pod8', budget: 1e-5});
  expect(inverseRows(lone).find(({name}) => name === 'nodes')!.needed).toBeNull();
  expect(inverseSentence(lone)).toContain('One node alone would lose more.');
});

test('a device of its own has an MTBF and no fleet', () => {
  const tiny = at({scenario: 'tiny'});
  expect(isAlone(tiny)).toBe(true);
  expect(inverseRows(tiny).map(({name}) => name)).toEqual(['writeTime', 'writeBandwidth', 'mtbf']);
  expect(isAlone(at({scenario: 'pod8'}))).toBe(false);
});
