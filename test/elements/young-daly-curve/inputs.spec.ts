import {reconcile} from '../../../src/core/reconcile.js';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {firstOrderWaste, optimumFor, scenarios, wasteFor} from '../../../src/models/index.js';
import {
  curveTable,
  pointText,
  runTable,
  sentence,
  summary,
  verdict,
} from '../../../src/elements/young-daly-curve/text.js';
import {fields, modelInputs, youngDalyCurve, type Value} from '../../../src/elements/young-daly-curve/inputs.js';
import {
  fitDomain,
  seriesOf,
  timeTicks,
  tolerated,
  type Domain,
} from '../../../src/elements/young-daly-curve/draw/curve.js';
import {readField, writeField} from '../../../src/core/fields.js';
import {plainText} from '../../../src/core/sentence.js';
import {InputState} from '../../../src/core/input-state.js';
import type {Settings} from '../../../src/core/definition.js';
import type {Field} from '../../../src/core/fields.js';
import {runs} from '../../support/sample.js';

const {evaluate, inputs, conflicts, sources, results} = youngDalyCurve;
const change = (before: Settings, changes: Settings) => reconcile(youngDalyCurve, before, changes);
const keys = Object.keys(fields) as Array<keyof typeof fields>;

const between = (low: number, high: number) =>
  fc.double({min: Math.log(low), max: Math.log(high), noNaN: true}).map(Math.exp);

/** Anything an input may be, as a reader would set it: over many orders of magnitude. */
function anyOf(key: keyof typeof fields): fc.Arbitrary<number | string> {
  const field: Field = fields[key];
  if (field.choices) return fc.constantFrom(...field.choices);
  const {min = 0, max = 1, above} = field;
  const ends = [min > 0 ? min : undefined, max, above === undefined ? min : undefined].filter(
    (end) => end !== undefined,
  );
  const number = field.integer
    ? fc.oneof(fc.integer({min, max: 5000}), between(min, max).map(Math.round))
    : fc.oneof(between(Math.max(min, 1e-6), Math.min(max, 1e9)), between(Math.max(min, 1e-9), max));
  return fc.oneof(
    {weight: 8, arbitrary: number},
    {weight: 1, arbitrary: fc.constantFrom(...ends)},
    ...(field.keyword ? [{weight: 3, arbitrary: fc.constant(field.keyword)}] : []),
  );
}

const anyChange: fc.Arbitrary<Settings> = fc
  .constantFrom(...keys)
  .chain((key) => anyOf(key).map((value) => ({[key]: value})));
const anyChanges = fc.array(
  fc.oneof(
    {weight: 4, arbitrary: anyChange},
    {weight: 1, arbitrary: fc.tuple(anyChange, anyChange).map(([one, two]) => ({...one, ...two}))},
  ),
  {maxLength: 8},
);
const after = (steps: readonly Settings[]): Settings =>
  steps.reduce((given, step) => change(given, step), {} as Settings);

/** What a reader meets: no failures within nanoseconds, no run of a nanosecond. */
const soberSteps = fc.array(
  fc.oneof(
    fc.record({nodes: fc.integer({min: 1, max: 100_000})}),
    fc.record({mtbf: between(60, 1e8)}),
    fc.record({nodeMtbf: between(1e4, 1e9)}),
    fc.record({writeTime: between(0.01, 4000)}),
    fc.record({writeBandwidth: between(1e8, 1e13)}),
    fc.record({checkpointSize: between(1e6, 1e14)}),
    fc.record({restart: between(0.1, 5000)}),
    fc.record({interval: fc.oneof(between(1, 1e6), fc.constant('optimal'))}),
    fc.record({scaling: fc.constantFrom('fixed', 'sharded', 'shared')}),
    fc.record({scenario: fc.constantFrom(...fields.scenario.choices)}),
  ) as fc.Arbitrary<Settings>,
  {maxLength: 8},
);

const close = (actual: number, expected: number, relative: number, what = '') =>
  expect(Math.abs(actual - expected), `${what} ${actual}, not ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  );

describe('any changes', () => {
  it('keep mtbf * nodes equal to node-mtbf, and size equal to bandwidth * time', () => {
    fc.assert(
      fc.property(soberSteps, (steps) => {
        const value = evaluate(after(steps));
        close(value.mtbf * value.nodes, value.nodeMtbf, 1e-12);
        if (value.writeTime > 0) close(value.writeBandwidth * value.writeTime, value.checkpointSize, 1e-12);
      }),
    );
  });

  it('set what they say', () => {
    fc.assert(
      fc.property(soberSteps, anyChange, (steps, last) => {
        const given = change(after(steps), last);
        const value = evaluate(given) as unknown as Record<string, number | string>;
        for (const [key, set] of Object.entries(last)) {
          if (set === 'optimal') expect(value.followsOptimum).toBe(true);
          else if (typeof set === 'number') close(value[key] as number, set, 1e-12, key);
          else expect(value[key]).toBe(set);
        }
      }),
    );
  });

  it('leave what they do not touch: a change of nodes the node MTBF, a change of MTBF the write time', () => {
    fc.assert(
      fc.property(soberSteps, fc.integer({min: 1, max: 1e5}), between(60, 1e8), (steps, nodes, mtbf) => {
        const given = after(steps);
        const before = evaluate(given);
        close(evaluate(change(given, {nodes})).nodeMtbf, before.nodeMtbf, 1e-12);
        const rarer = evaluate(change(given, {mtbf}));
        close(rarer.writeTime, before.writeTime, 1e-12);
        expect(rarer.nodes).toBe(before.nodes);
      }),
    );
  });

  it('never contradict themselves', () => {
    fc.assert(
      fc.property(soberSteps, (steps) => {
        expect(conflicts!(after(steps))).toEqual([]);
      }),
    );
  });

  it('of nodes there and back change nothing, whatever the scaling', () => {
    fc.assert(
      fc.property(soberSteps, fc.integer({min: 1, max: 1e5}), (steps, nodes) => {
        const given = after(steps);
        const before = evaluate(given);
        const back = evaluate(change(change(given, {nodes}), {nodes: before.nodes}));
        for (const key of ['mtbf', 'writeTime', 'writeBandwidth', 'checkpointSize'] as const)
          close(back[key], before[key], 1e-12, key);
      }),
    );
  });

  it('give a state that attributes and links can hold', () => {
    fc.assert(
      fc.property(soberSteps, (steps) => {
        const given = after(steps);
        const read = new InputState(youngDalyCurve);
        for (const [key, value] of Object.entries(given))
          read.read(key, writeField(fields[key as keyof typeof fields], value));
        expect([...read.problems.values()]).toEqual([]);
        const [one, two] = [evaluate(read.settings), evaluate(given)];
        close(one.waste.total, two.waste.total, 1e-11);
        close(one.interval, two.interval, 1e-9);
      }),
    );
  });

  it('give shared inputs that make the same value again', () => {
    fc.assert(
      fc.property(soberSteps, (steps) => {
        const given = after(steps);
        const [own, shared] = [evaluate(given), evaluate(inputs(given))];
        for (const key of ['nodes', 'mtbf', 'writeTime', 'restart', 'interval', 'runLength', 'efficiency'] as const)
          close(shared[key], own[key], 1e-12, key);
        expect(shared.followsOptimum).toBe(own.followsOptimum);
      }),
    );
  });
});

describe('the value', () => {
  it('never throws for inputs in range; every share is a share, and they make one', () => {
    fc.assert(
      fc.property(anyChanges, (steps) => {
        const given = after(steps);
        const {waste, efficiency, interval, optimum, regret, leastWaste, useful, runLength} = evaluate(given);
        const said = JSON.stringify(given);
        expect(waste.checkpoint + waste.lost + waste.restart + waste.downtime + efficiency, said).toBeCloseTo(1, 9);
        expect(waste.total + efficiency, said).toBeCloseTo(1, 9);
        for (const share of [...Object.values(waste), efficiency, regret, leastWaste]) {
          expect(share, said).toBeGreaterThanOrEqual(0);
          expect(share, said).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(interval, said).toBeGreaterThan(0);
        for (const best of Object.values(optimum)) expect(best >= 0 && best < Infinity, said).toBe(true);
        expect(useful <= runLength * (1 + 1e-12), said).toBe(true);
      }),
      {numRuns: runs(300)},
    );
  });

  it('is frozen, and no number in it is infinite', () => {
    fc.assert(
      fc.property(anyChanges, (steps) => {
        const given = after(steps);
        const value = evaluate(given);
        expect([Object.isFrozen(value), Object.isFrozen(value.waste), Object.isFrozen(value.optimum)]).toEqual([
          true,
          true,
          true,
        ]);
        for (const [key, number] of Object.entries(value))
          if (typeof number === 'number')
            expect(Number.isFinite(number), `${key} of ${JSON.stringify(given)} is ${number}`).toBe(true);
      }),
      {examples: [[[{writeTime: 0}]]]},
    );
  });

  it('loses least at the optimum', () => {
    fc.assert(
      fc.property(soberSteps, between(0.01, 100), (steps, factor) => {
        const value = evaluate(after(steps));
        const best = wasteFor(modelInputs({...value, interval: value.optimum.exact})).total;
        expect(wasteFor(modelInputs({...value, interval: value.optimum.exact * factor})).total).toBeGreaterThanOrEqual(
          best - 1e-12,
        );
        close(value.leastWaste, best, 1e-9);
        expect(value.regret).toBeCloseTo(value.waste.total - best, 12);
        expect(value.firstOrderWaste).toBe(firstOrderWaste(modelInputs(value)));
      }),
    );
  });

  it('has every result that prose may show, under its name', () => {
    const value = evaluate({});
    for (const path of Object.keys(results))
      expect(
        path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value),
        path,
      ).toBeTypeOf('number');
    expect(Object.keys(inputs({})).every((key) => key in fields)).toBe(true);
  });

  it("starts at a preset's numbers, each with its source", () => {
    for (const [scenario, preset] of Object.entries(scenarios)) {
      const value = evaluate({scenario}) as unknown as Record<string, number>;
      for (const key of Object.keys(preset.sources)) close(value[key], preset[key as 'nodes'], 1e-12, key);
      expect(Object.values(sources({scenario})).every(({text}) => text.length > 3)).toBe(true);
      expect(sources({scenario, nodes: 3}).nodes.text).toMatch(/set on this page/i);
    }
  });

  it('takes the example of each field', () => {
    for (const key of keys) expect(readField(fields[key], fields[key].example), key).toMatchObject({ok: true});
  });
});

describe('the axes', () => {
  const value = (given: Settings): Value => evaluate(given);

  it("hold the state, the best and the curve's least", () => {
    fc.assert(
      fc.property(anyChanges, (steps) => {
        const at = value(after(steps));
        const {from, to, top} = fitDomain(at);
        expect(from).toBeGreaterThan(0);
        expect(to / from).toBeGreaterThan(1);
        expect(at.interval).toBeGreaterThan(from);
        expect(at.interval).toBeLessThan(to);
        expect(top).toBeGreaterThan(0);
        expect(top).toBeLessThanOrEqual(1);
        expect(top >= at.waste.total || top === 1).toBe(true);
      }),
    );
  });

  it('stand still while a state fits them, and while the reader drags', () => {
    const start = value({});
    const held = fitDomain(start);
    expect(fitDomain(value({nodes: 2200}), held)).toEqual(held);
    expect(fitDomain(value({interval: 1800}), held)).toEqual(held);
    const far = value({interval: held.to * 0.999});
    expect(fitDomain(far, held, 'all')).toMatchObject({from: held.from, to: held.to});
    expect(fitDomain(value({interval: held.to * 1.5}), held)).not.toMatchObject({from: held.from, to: held.to});
    fc.assert(
      fc.property(soberSteps, soberSteps, (one, two) => {
        const before = fitDomain(value(after(one)));
        const next = value(after([...one, ...two]));
        const then = fitDomain(next, before);
        expect(fitDomain(next, then), 'settles at once').toEqual(then);
        expect(next.interval > then.from && next.interval < then.to).toBe(true);
      }),
    );
  });

  it('have round times no closer than a label is wide', () => {
    fc.assert(
      fc.property(soberSteps, fc.integer({min: 200, max: 900}), (steps, width) => {
        const domain = fitDomain(value(after(steps)));
        const ticks = timeTicks(domain, width);
        expect(ticks.length).toBeGreaterThan(1);
        const x = (at: number) => (Math.log(at / domain.from) / Math.log(domain.to / domain.from)) * width;
        ticks.slice(1).forEach((tick, i) => expect(x(tick) - x(ticks[i])).toBeGreaterThan(50));
      }),
    );
  });

  it("carry curves without a gap, and a zone where Young's estimate is off by more than it may", () => {
    fc.assert(
      fc.property(soberSteps, (steps) => {
        const at = value(after(steps));
        const domain: Domain = fitDomain(at);
        const series = seriesOf(at, domain, 200);
        for (const part of [series.checkpoint, series.lost, series.recovery, series.total, series.firstOrder])
          expect(part.every((share) => !Number.isNaN(share))).toBe(true);
        const [low, high] = series.trusted;
        series.interval.forEach((interval, i) => {
          const off = Math.abs(series.firstOrder[i] - series.total[i]) / series.total[i];
          if (interval > low && interval < high) expect(off).toBeLessThanOrEqual(tolerated);
        });
      }),
      {numRuns: runs(60)},
    );
  });
});

describe('the sentences', () => {
  const said = (given: Settings) => plainText(sentence(evaluate(given)));

  it('are whole, without a number that is none, for any inputs', () => {
    fc.assert(
      fc.property(anyChanges, (steps) => {
        const value = evaluate(after(steps));
        for (const text of [plainText(sentence(value)), summary(value), pointText(value)])
          expect(text, JSON.stringify(after(steps))).not.toMatch(/NaN|undefined|Infinity|null|\s\s|\[object| ,|\.\./);
        expect(plainText(sentence(value))).toMatch(/^[A-Z].*\.$/);
        for (const {columns, rows} of [runTable(value), curveTable(value, [60, 600])])
          for (const row of rows) {
            expect(row.length).toBe(columns.length);
            for (const cell of row) expect(cell).toMatch(/^(?!.*(NaN|undefined)).+$/);
          }
      }),
      {numRuns: runs(200)},
    );
  });

  it('say too seldom right of the best, too often left of it, and by how much', () => {
    fc.assert(
      fc.property(soberSteps, between(0.01, 100), (steps, factor) => {
        const given = after(steps);
        const {optimum, mtbf} = evaluate(given);
        if (!(optimum.exact > 0)) return;
        const value = evaluate({...given, interval: optimum.exact * factor});
        const text = plainText(verdict(value));
        const many = /([\d.,]+(?:e\d+)?) times too (often|seldom)/.exec(text);
        const off = Math.max(factor, 1 / factor);
        if (off < 1.0199) expect(text).toMatch(/at the best/);
        else if (many) {
          expect(many[2]).toBe(factor > 1 ? 'seldom' : 'often');
          close(Number(many[1].replaceAll(',', '')), off, 0.06);
        } else if (/a little/.test(text)) {
          expect(text).toMatch(factor > 1 ? /too seldom/ : /too often/);
          expect(off).toBeLessThan(1.1001);
        } else if (/as often as is best/.test(text)) {
          expect(text).toMatch(factor > 1 ? /half/ : /twice/);
          close(off, 2, 0.026);
        } else expect(off, text).toBeLessThan(1.0201);
        if (/hardly matters/.test(text))
          expect(value.waste.total - value.leastWaste, `of ${mtbf}`).toBeLessThan(
            0.021 * Math.min(value.leastWaste, 1 - value.leastWaste),
          );
      }),
    );
  });

  it('count hours of a hundred that are the shares', () => {
    fc.assert(
      fc.property(soberSteps, (steps) => {
        const value = evaluate(after(steps));
        const text = plainText(sentence(value));
        if (value.efficiency < 1e-6) {
          expect(text).toMatch(/never gets anywhere/);
          return;
        }
        const numbers =
          /Of every 100 hours, (almost none|[\d.]+) go to writing checkpoints, (almost none|[\d.]+) to redoing lost work and (almost none|[\d.]+) to recovering/
            .exec(text)!
            .slice(1);
        [value.waste.checkpoint, value.waste.lost, value.waste.restart + value.waste.downtime].forEach((share, i) => {
          const half = 0.5 * 10 ** -((numbers[i].split('.')[1] ?? '').length || 1);
          if (numbers[i] === 'almost none') expect(share * 100, text).toBeLessThan(0.05);
          else
            expect(Math.abs(Number(numbers[i]) - share * 100), `${text} (${share})`).toBeLessThanOrEqual(
              half * 1.000001,
            );
        });
        expect(text).not.toMatch(/checkpoint 1 times/);
        if (/hardly matters/.test(text))
          expect(value.regret, text).toBeLessThan(0.02 * Math.min(value.leastWaste, value.efficiency + value.regret));
        if (/no other interval loses less/.test(text))
          expect(value.regret, text).toBeLessThan(1e-3 * value.leastWaste + 1e-9);
      }),
    );
  });

  it('are true at the edges', () => {
    expect(said({writeTime: 0})).toMatch(/costs nothing.*All the time would lose [\d.]+ in all instead of [\d.]+/);
    expect(said({writeTime: 0})).not.toMatch(/no other interval/);
    expect(said({interval: 'optimal'})).toMatch(/at the best interval.*no other interval loses less/);
    expect(said({interval: 'optimal', mtbf: 1, writeTime: 3600})).toMatch(/never gets anywhere/);
    expect(said({mtbf: 60, interval: 1e5})).toMatch(
      /never gets anywhere: the next failure comes before it has restarted/,
    );
    // Nobody pays money where there is none, and a single device has no GPU-hours.
    expect(said({scenario: 'tiny'})).not.toMatch(/\$|GPU/);
    expect(said({gpuHourPrice: 0})).not.toMatch(/\$/);
    expect(said({})).toMatch(/half as often as is best.*wastes another \$[\d.]+ (million|billion)? ?of this run/);
    const {regret, runLength, gpuHourPrice, nodes, gpusPerNode} = evaluate({});
    const dollars = (regret * runLength * nodes * gpusPerNode * gpuHourPrice) / 3600;
    const paid = /\$([\d.,]+) ?(million|billion)? of this run/.exec(said({}))!;
    close(
      Number(paid[1].replaceAll(',', '')) * (paid[2] === 'million' ? 1e6 : paid[2] === 'billion' ? 1e9 : 1),
      dollars,
      0.006,
    );
    expect(optimumFor(modelInputs(evaluate({})))).toBe(evaluate({}).optimum.exact);
  });
});
