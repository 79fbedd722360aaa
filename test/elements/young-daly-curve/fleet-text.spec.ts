import {reconcile} from '../../../src/core/reconcile.js';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {youngDalyCurve, type Value} from '../../../src/elements/young-daly-curve/inputs.js';
import {fleetDomain} from '../../../src/elements/young-daly-curve/draw/fleet.js';
import {
  chance,
  change,
  doubled,
  doublingSentence,
  doublingTable,
  fleetPointText,
  fleetSentence,
  fleetSummary,
  fleetTable,
  writeScalingNames,
} from '../../../src/elements/young-daly-curve/fleet-text.js';
import {scenarios, wasteFor, type ScenarioName} from '../../../src/models/index.js';
import {publishedMttfs} from '../../../src/models/fleet/published.js';
import {plainText} from '../../../src/core/sentence.js';
import {truth} from '../../models/truth.js';
import {runs} from '../../support/sample.js';

const value = (given: Record<string, number | string>): Value => youngDalyCurve.evaluate(given) as Value;
const between = (low: number, high: number) =>
  fc.double({min: Math.log(low), max: Math.log(high), noNaN: true}).map(Math.exp);
const anyValue = fc
  .record(
    {
      scenario: fc.constantFrom(...Object.keys(scenarios)),
      nodes: fc.oneof(fc.constantFrom(1, 2), fc.integer({min: 1, max: 1e7})),
      nodeMtbf: between(1e-6, 1e13),
      writeTime: fc.oneof(fc.constant(0), between(1e-6, 1e6)),
      restart: fc.oneof(fc.constant(0), between(1e-3, 1e5)),
      horizon: between(1e-3, 1e10),
      law: fc.constantFrom('exponential', 'weibull'),
      scaling: fc.constantFrom('fixed', 'sharded', 'shared'),
    },
    {requiredKeys: ['scenario']},
  )
  .map((given) => value(given as Record<string, number | string>));
const close = (actual: number, expected: number, relative: number) =>
  expect(Math.abs(actual / expected - 1), `${actual}, not ${expected}`).toBeLessThanOrEqual(relative);

describe('the words of the fleet view', () => {
  it('are whole, without a number that is none, for any inputs', () => {
    fc.assert(
      fc.property(anyValue, (at) => {
        for (const text of [plainText(fleetSentence(at)), fleetSummary(at), plainText(doublingSentence(at))]) {
          expect(text).not.toMatch(/NaN|undefined|Infinity|null|\s\s|\[object| [,;.]|\.\.|∞/);
          expect(text).toMatch(/^[A-Z].*\.$/);
        }
        expect(fleetPointText(at)).not.toMatch(/NaN|undefined|[<>]/);
        for (const {columns, rows} of [fleetTable(at), doublingTable(at)])
          for (const row of rows) {
            expect(row.length).toBe(columns.length);
            for (const cell of row) expect(cell).toMatch(/^(?!.*(NaN|undefined)).+$/);
          }
      }),
      {numRuns: runs(100)},
    );
  });

  it('tell one node, all together, how often, and both chances', () => {
    expect(plainText(fleetSentence(value({})))).toBe(
      'One node fails every 341 days; 2,048 of them together every 4 hours, 6 times a day. An hour without a failure has a chance of 77.9 %; for one node alone it is 99.988 %.',
    );
    expect(plainText(fleetSentence(value({nodes: 1})))).toBe(
      'One node fails every 341 days. An hour without a failure has a chance of 99.988 %.',
    );
    expect(plainText(fleetSentence(value({mtbf: 86_400, horizon: 86_400})))).toMatch(
      /every 24 hours, once a day\. A day without a failure has a chance of 36\.8 %/,
    );
    expect(plainText(fleetSentence(value({mtbf: 1800})))).toMatch(/every 30 minutes, twice an hour/);
    expect(fleetPointText(value({}))).toBe(
      '2,048 nodes: one failure every 4 hours, 77.9 percent chance of 1 hour without one',
    );
  });

  it('take devices of their own for what they are', () => {
    const car = plainText(fleetSentence(value({scenario: 'edge'})));
    expect(car).toMatch(/^One vehicle fails every 417 days/);
    expect(car).toMatch(/changes nothing for it/);
    expect(plainText(fleetSentence(value({scenario: 'edge', nodes: 2000})))).toMatch(
      /If all 2,000 had to be up at once, something would fail every 5 hours/,
    );
    expect(plainText(doublingSentence(value({scenario: 'tiny'})))).toMatch(
      /^If twice as many devices had to be up at once/,
    );
    expect(fleetTable(value({scenario: 'edge'})).columns.join()).not.toMatch(/At 1/);
    expect(fleetSummary(value({scenario: 'edge'}))).toMatch(/1 vehicle fails every/);
  });

  it('never call a chance certain or impossible that is neither', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({min: 0, max: 1, noNaN: true}),
          between(1e-12, 1).map((gap) => 1 - gap),
          between(1e-300, 1),
        ),
        fc.boolean(),
        (of, words) => {
          const text = chance(of, words);
          if (of > 0 && of < 1) expect(text).not.toMatch(/^(100|0) /);
          const number = Number(/[\d.e-]+/.exec(text)![0]) / 100;
          if (/^\d/.test(text) && of > 0 && of < 1) {
            close(number, of, 0.005);
            close(1 - number, 1 - of, 0.06);
          } else if (of < 0.5) expect(of).toBeLessThan(1e-6 + 1e-12);
          else expect(of).toBeGreaterThan(1 - 1e-6 - 1e-12);
        },
      ),
    );
    expect([chance(0), chance(1), chance(0.5)]).toEqual(['0 %', '100 %', '50 %']);
  });
});

describe('published fleets', () => {
  it('give their published times between failures', () => {
    const rows = Object.fromEntries(fleetTable(value({})).rows.map(([name, ...cells]) => [name, cells]));
    expect(rows['Llama 3 405B'].slice(0, 5)).toEqual(['16,384', '2,048', '3.79', '3.09 h', '3.09 h']);
    expect(rows['Meta RSC-1'].slice(0, 5)).toEqual(['16,000', '2,000', '6.5', '1.85 h', '1.8 h']);
    expect(rows['OPT-175B'][2]).toBe('13.9');
    expect(rows.Here.slice(0, 5)).toEqual(['16,384', '2,048', '2.93', '4 h', '4 h']);
  });

  it('have no rate for MegaScale, which tells restarts and no length of time', () => {
    const [, ...cells] = fleetTable(value({})).rows.find(([name]) => name === 'MegaScale')!;
    expect(cells.slice(0, -1)).toEqual(Array(5).fill('not published'));
    expect(cells.at(-1)).toMatch(/more than 100.*NSDI 2024/);
  });

  it('name a source in every row', () => {
    for (const row of fleetTable(value({})).rows) expect(row.at(-1)!.length).toBeGreaterThan(15);
  });

  it('of jobs of one size are as Kokolis et al. print them, and projections follow from the rate', () => {
    const {rsc16k, rsc131k, rscJobs1024, rscJobs8} = publishedMttfs;
    for (const {gpus, r_f_per_1000_node_days: rate, mttf_h: hours, published} of truth('fleet-reliability')
      .kokolis2024_mttf as any[]) {
      const ours = Object.values(publishedMttfs).find((one) => one.gpus === gpus);
      if (!ours || rate !== '6.5') continue;
      const [, number, unit] = /^([\d.]+) (h|d)/.exec(published)!;
      close(ours.mttf, Number(number) * (unit === 'h' ? 3600 : 86_400), 1e-12);
      expect(ours.nodes * 8).toBe(gpus);
      if (ours.basis === 'projected') close(ours.mttf / 3600, hours, 0.03);
      else expect(ours.mttf / 3600).toBeLessThan(hours / 3);
    }
    expect([rsc16k, rsc131k, rscJobs1024, rscJobs8].map(({basis}) => basis)).toEqual([
      'projected',
      'projected',
      'measured',
      'measured',
    ]);
  });
});

describe('doubling', () => {
  it('answers the question for all three laws in plain words', () => {
    expect(plainText(doublingSentence(value({})))).toBe(
      'Twice as many nodes fail twice as often. If writing takes as long as before, checkpoint 1.44 times as often and lose at least 21.2 % instead of 14.5 %. ' +
        'If each writes its own shard, twice as often, and only the recovery costs more: at least 16.6 %. If all share one store, about as often (1.05 times), and lose at least 27.4 %.',
    );
    expect(plainText(doublingSentence(value({restart: 0, downtime: 0})))).toMatch(
      /twice as often, and lose no more than before/,
    );
    expect(plainText(doublingSentence(value({writeTime: 0.001})))).toMatch(
      /1\.41 times as often.*twice as often.*just as often/,
    );
    expect(plainText(doublingSentence(value({mtbf: 1, writeTime: 3600})))).toMatch(/gets nowhere/);
  });

  it('shows the numbers of the models', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 1e4}), between(1e6, 1e9), between(1, 600), (nodes, nodeMtbf, writeTime) => {
        const at = value({nodes, nodeMtbf, writeTime});
        const {before, after} = doubled(at);
        expect(doubled(at)).toBe(doubled(at));
        close(before.interval, at.optimum.exact, 1e-12);
        close(before.waste, at.leastWaste, 1e-12);
        // Doubling the nodes in the widget itself, the write time following the law, is the other way there.
        for (const [scaling] of writeScalingNames) {
          const then = youngDalyCurve.evaluate(
            reconcile(youngDalyCurve, {nodes, nodeMtbf, writeTime, scaling}, {nodes: 2 * nodes}),
          ) as Value;
          close(after[scaling].interval, then.optimum.exact, 1e-9);
          close(after[scaling].waste, then.leastWaste, 1e-9);
          const {restart, downtime, mtbf} = then;
          expect(
            wasteFor({interval: before.interval, writeTime: then.writeTime, mtbf, restart, downtime}).total,
          ).toBeGreaterThanOrEqual(after[scaling].waste - 1e-12);
        }
      }),
      {numRuns: runs(50)},
    );
  });

  it('says up, about and same for what the numbers are', () => {
    const say = (frequencyFactor: number) => change({...doubled(value({})).after.fixed, frequencyFactor});
    expect([1, 1.0004, 1.05, Math.SQRT2, 2].map(say)).toEqual(['= 1 ×', '= 1 ×', '≈ 1.05 ×', '↑ 1.41 ×', '↑ 2 ×']);
  });
});

describe('the axes', () => {
  it('hold the point and the whole of the line', () => {
    fc.assert(
      fc.property(anyValue, (at) => {
        const {to, low, high} = fleetDomain(at);
        expect(at.nodes).toBeLessThanOrEqual(to);
        expect(at.nodeMtbf).toBeLessThan(high);
        expect(at.nodeMtbf / to).toBeGreaterThan(low);
        expect(Object.values(fleetDomain(at, fleetDomain(at)))).toEqual([to, low, high]);
      }),
    );
  });

  it('stand still while the fleet changes size, and while the hand moves whatever happens', () => {
    const held = fleetDomain(value({}));
    for (const nodes of [1, 40, 4096, 32_768, 50_000]) expect(fleetDomain(value({nodes}), held)).toBe(held);
    expect(fleetDomain(value({scenario: 'llama3'}), held)).toBe(held);
    expect(fleetDomain(value({nodes: 1e6}), held)).not.toBe(held);
    expect(fleetDomain(value({scenario: 'tiny'}), held)).not.toBe(held);
    for (const scenario of Object.keys(scenarios) as ScenarioName[])
      expect(fleetDomain(value({scenario}), held, true)).toBe(held);
  });
});
