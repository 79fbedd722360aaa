import {reconcile} from '../../../src/core/reconcile.js';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {asyncEfficiency, newestStagedCopy} from '../../../src/models/index.js';
import {formatQuantity} from '../../../src/models/quantities/quantity-format.js';
import {Challenge} from '../../../src/elements/staging-bench/challenge.js';
import {
  announcement,
  challengeSentence,
  described,
  driveSentence,
  driveTable,
  driveWords,
  factorWords,
  firstSuggestion,
  lossWords,
  mainLimit,
  momentText,
  nearness,
  outcomeWords,
  remedyRows,
  runTable,
  saturation,
  sentence,
  settingTable,
  stopTime,
  strategyTable,
  summary,
  wayTable,
} from '../../../src/elements/staging-bench/text.js';
import {fields, planOf, runOf, stagingBench, type Value} from '../../../src/elements/staging-bench/inputs.js';
import {plainText} from '../../../src/core/sentence.js';
import {readField} from '../../../src/core/fields.js';
import type {Settings} from '../../../src/core/definition.js';
import type {Field} from '../../../src/core/fields.js';
import {runs} from '../../support/sample.js';

const {evaluate} = stagingBench;
const change = (before: Settings, changes: Settings) => reconcile(stagingBench, before, changes);
const GB = 1e9;
const of = (given: Settings = {}) => evaluate(given);
const said = (given?: Settings) => plainText(sentence(of(given)));
const rate = (speed: number) => formatQuantity(speed, 'bandwidth');

/** A setting for each limit. */
const broken: Record<string, Settings> = {
  storm: {},
  crash: {interval: 10},
  overflow: {buffer: 60 * GB, pace: 7.5 * GB},
  unstable: {interval: 60, pace: 1.5 * GB},
  store: {scenario: 'llama3'},
  none: {pace: 7.5 * GB},
};

describe('the sentence', () => {
  it('tells the stop of each strategy and the factor against Blocking S3', () => {
    for (const strategy of fields.strategy.choices) {
      const value = of({strategy, pace: 7.5 * GB});
      expect(said({strategy, pace: 7.5 * GB})).toContain(
        `The math stops for ${stopTime(value.mathStop)} at each checkpoint`,
      );
      if (strategy !== 'object-store')
        expect(factorWords(value)).toBe(
          `${formatQuantity(Number((value.stops.objectStore / value.mathStop).toPrecision(3)), 'number')} times less than Blocking S3`,
        );
    }
    expect(factorWords(of({strategy: 'peer-dram', peerBandwidth: 1 * GB}))).toMatch(/times longer than Blocking S3$/);
    expect(said({strategy: 'object-store'})).toContain(`${formatQuantity(12.3468986368 / 300, 'ratio')} of the time`);
  });

  it('names each limit, with the numbers of the model', () => {
    for (const [limit, given] of Object.entries(broken)) expect(mainLimit(of(given)), limit).toBe(limit);
    expect(said(broken.storm)).toContain(
      `Then the 8 nodes send ${rate(80 * GB)} where the training leaves ${rate(60 * GB)}: a storm`,
    );
    expect(said(broken.storm)).toContain(`to ${formatQuantity(400 / 420, 'ratio')} for`);
    expect(said(broken.crash)).toContain('ends the run after 10 min');
    expect(said(broken.unstable)).toContain('988 GB come every 60 s');
    expect(said(broken.store)).toContain('51 times what the store takes');
    expect(said(broken.none)).toContain('without a storm and are safe after 16.5 s');
  });

  it('tells the time kept by the exact asynchronous model, and by blocking', () => {
    const value = of(broken.none);
    const {stall, persist, slowdown} = runOf(value).asyncCosts!;
    const recovery = {mtbf: value.mtbf, restart: value.restart, downtime: value.downtime};
    const share = (efficiency: number) => formatQuantity(efficiency, 'ratio');
    expect(said(broken.none)).toContain(
      `keeps ${share(asyncEfficiency({interval: 300 - stall, stall, persist, slowdown, ...recovery}))} of its time; blocking keeps ${share(asyncEfficiency({interval: 300 - value.stops.objectStore, stall: value.stops.objectStore, ...recovery}))}.`,
    );
  });

  it('begins as its announcement does, which is short', () => {
    for (const given of Object.values(broken)) {
      const value = of(given);
      expect(described(value)).toContain(announcement(value).split('. ')[0]);
      expect(announcement(value).length).toBeLessThan(160);
    }
  });

  it('is whole for anything a reader may set', () => {
    const anyOf = (key: string): fc.Arbitrary<number | string> => {
      const field = fields[key as keyof typeof fields] as Field;
      if (field.choices) return fc.constantFrom(...field.choices);
      if (field.dimension === 'text') return fc.constant(field.example);
      const low = Math.max(field.min ?? 0, field.above ?? 0, 1e-3);
      const number = fc
        .double({min: Math.log(low), max: Math.log(field.max!), noNaN: true})
        .map(Math.exp)
        .map((each) => Math.min(field.max!, Math.max(field.min ?? 0, field.integer ? Math.round(each) : each)));
      return field.keyword
        ? fc.oneof({weight: 4, arbitrary: number}, {weight: 1, arbitrary: fc.constant(field.keyword)})
        : number;
    };
    const step = fc
      .constantFrom(...Object.keys(fields))
      .chain((key) => anyOf(key).map((value): Settings => ({[key]: value})));
    fc.assert(
      fc.property(fc.array(step, {maxLength: 6}), fc.boolean(), (steps, run) => {
        const value = evaluate(steps.reduce((given, each) => change(given, each), {} as Settings));
        const challenge = new Challenge(10);
        if (run && !challenge.refusalReason(value)) challenge.commit(value);
        const texts = [
          described(value),
          announcement(value),
          summary(value),
          plainText(driveWords(value)),
          plainText(driveSentence(value)),
          lossWords(value, value.simulated / 3),
          plainText(challengeSentence(challenge)),
          plainText(nearness(value)),
          ...[
            strategyTable(value),
            wayTable(value),
            driveTable(value),
            settingTable(value),
            runTable(challenge),
          ].flatMap(({caption, rows}) => [caption, ...rows.flat()]),
        ];
        for (const text of texts) expect(text).not.toMatch(/NaN|undefined|Infinity|null|\[object|∞|^$/);
        const remedy = firstSuggestion(value);
        for (const [key, each] of Object.entries(remedy?.set ?? {}))
          expect(readField(fields[key as keyof typeof fields], each).ok, `${key} = ${String(each)}`).toBe(true);
      }),
      {numRuns: runs(250), seed: 3},
    );
  });
});

describe('the first remedy', () => {
  it('mends what it is for', () => {
    for (const limit of ['storm', 'overflow', 'unstable', 'store'] as const) {
      const remedy = firstSuggestion(of(broken[limit]))!;
      const next = of(change(broken[limit], remedy.set as Settings));
      expect(mainLimit(next), `${limit}: ${remedy.words}`).not.toBe(limit);
    }
  });

  it('is true of the cases where turns alone do not do', () => {
    const advice = (given: Settings) => firstSuggestion(of(given))?.words ?? '';
    // One writer group by design: turns would change nothing.
    expect(advice({scenario: 'llama3', strategy: 'object-store'})).not.toMatch(/turns/i);
    expect(advice({scenario: 'llama3'})).toMatch(/64 groups send no more than the store takes/);
    const far = {scenario: 'llama3', storeBandwidth: 100e9};
    expect(advice(far)).toContain(`times what the store takes, not`);
    expect(of(change(far, {groups: 64})).storeLoad).toBeGreaterThan(1);
  });

  it('helps whenever it is given: a limit less, the same less broken, a shorter stop or a smaller buffer', () => {
    const inputs = fc.record(
      {
        scenario: fc.constantFrom(...fields.scenario.choices),
        strategy: fc.constantFrom(...fields.strategy.choices),
        interval: fc.constantFrom(10, 60, 300, 3600),
        pace: fc.constantFrom(1e8, 1e9, 7.5e9, 1e11),
        groups: fc.constantFrom(1, 2, 8),
        buffer: fc.constantFrom(0, 60e9, 400e9),
        storeBandwidth: fc.constantFrom(1e10, 1e11, 2e12),
      },
      {requiredKeys: []},
    );
    const broken = (value: ReturnType<typeof of>) =>
      new Set([
        ...value.broken.map(({limit}) => limit).filter((limit) => limit !== 'stall'),
        ...(value.stable ? [] : ['unstable']),
      ]);
    fc.assert(
      fc.property(inputs, (given) => {
        const before = of(given as Settings);
        const remedy = firstSuggestion(before);
        if (!remedy) return;
        const after = of(change(given as Settings, remedy.set as Settings));
        const fewer = [...broken(before)].some((limit) => !broken(after).has(limit));
        const less = (key: 'storeLoad' | 'stormTime' | 'longestStop' | 'mathStop' | 'utilisation' | 'buffer') =>
          after[key] < before[key];
        expect(
          fewer ||
            less('storeLoad') ||
            less('stormTime') ||
            less('longestStop') ||
            less('mathStop') ||
            less('utilisation') ||
            less('buffer'),
          `${JSON.stringify(given)}: ${remedy.words}`,
        ).toBe(true);
        expect(mainLimit(before) === 'none' && mainLimit(after) !== 'none', remedy.words).toBe(false);
      }),
      {seed: 174, numRuns: runs(400)},
    );
  });

  it('followed to the end leads to a setting that holds with the smallest buffer', () => {
    for (const start of [
      {},
      {interval: 10},
      {strategy: 'object-store'},
      {strategy: 'local-ssd'},
      {buffer: 0},
      {buffer: 60 * GB, pace: GB, interval: 60},
    ] as Settings[]) {
      let given = start;
      const words: string[] = [];
      for (let steps = 0; steps < 8; steps++) {
        const remedy = firstSuggestion(of(given));
        if (!remedy) break;
        words.push(remedy.words);
        given = change(given, remedy.set as Settings);
      }
      expect(firstSuggestion(of(given)), words.join(' | ')).toBeUndefined();
      const value = of(given);
      expect(new Challenge(1).commit(value), words.join(' | ')).toMatchObject({holds: true, solved: true});
    }
  });
});

describe('the moment', () => {
  it('is told in words', () => {
    expect(momentText(0, 0, 0)).toBe('0 seconds after checkpoint 1 began: the math is stopped');
    expect(momentText(1, 2, 400 / 420)).toBe('2 seconds after checkpoint 2 began: the math is slowed to 95.2 percent');
    expect(momentText(2, 90, 1)).toBe('1.5 minutes after checkpoint 3 began: the math runs');
  });

  it('tells what a node lost then would cost, by the model', () => {
    const value = of({strategy: 'peer-dram', pace: 7.5 * GB});
    for (const at of [0, 1, 10, 299, 304, 1000]) {
      const {tier, rollback} = newestStagedCopy({run: runOf(value), strategy: 'peer-dram', time: at, loss: 'node'});
      expect(lossWords(value, at)).toContain(`back ${formatQuantity(rollback, 'time')}`);
      expect(lossWords(value, at)).toContain(
        {none: 'to the start', peer: 'a peer’s DRAM', store: 'the store', dram: 'in DRAM', nvme: 'drives'}[tier],
      );
    }
  });
});

describe('drives', () => {
  it('die within weeks when written without pause', () => {
    const {life, driveWritesPerDay} = saturation(of());
    expect(life / 86_400).toBeCloseTo((3.84e12 * 5 * 365) / ((44e9 / 8) * 86_400), 9);
    expect(driveWritesPerDay).toBeCloseTo(((44e9 / 8) * 86_400) / 3.84e12, 9);
    expect(plainText(driveSentence(of()))).toContain(`dies in ${formatQuantity(life, 'time')}`);
  });

  it('every remedy tells what trying it gives', () => {
    const value = of();
    for (const {set, life, name} of remedyRows(value)) {
      const tried = of(set as Settings);
      if (name === 'skip-nvme') expect([life, tried.ssdLife]).toEqual(['no wear', null]);
      else expect(formatQuantity(tried.ssdLife!, 'time'), name).toBe(life);
    }
  });
});

describe('the runs', () => {
  const run = (...givens: Settings[]) => {
    const challenge = new Challenge(3);
    for (const given of givens) challenge.commit(of(given));
    return challenge;
  };

  it('says the limit that broke calmly, with the first remedy', () => {
    const words = (given: Settings) => outcomeWords(run(given).last!);
    expect(words(broken.storm)).toBe(
      'Storm: checkpoints ask for 80 GB/s where the training leaves 60 GB/s. Try first: a slower pace, or taking turns.',
    );
    expect(words(broken.overflow)).toMatch(
      /^Overflow: .* after the start a buffer of 60 GB is full with more to come\. Try first: a larger buffer\.$/,
    );
    expect(words(broken.none)).toBe(
      'An hour without stall, storm or overflow. But a smaller buffer would do as well. Try first: a smaller buffer.',
    );
    expect(words({strategy: 'object-store'})).toMatch(/^Stall: .* Try first: let the math wait for DRAM only\.$/);
    expect(words({pace: 7.5 * GB, buffer: 111 * GB})).toBe(
      'An hour without stall, storm or overflow. A smaller buffer would fail.',
    );
  });

  it('tells the answer only when solved or over, and how near the buffer was', () => {
    const answer = formatQuantity(of().requiredBuffer, 'bytes');
    expect(plainText(challengeSentence(run()))).not.toContain(answer);
    expect(plainText(challengeSentence(run(broken.overflow)))).not.toContain(answer);
    expect(plainText(challengeSentence(run(broken.storm, broken.none, broken.overflow)))).toContain(
      `That was the last run. Your buffer of 60 GB is ${formatQuantity(Number((1 - 60e9 / of().requiredBuffer).toPrecision(2)), 'ratio')} below the smallest that does: b* = ${answer}.`,
    );
    expect(plainText(challengeSentence(run(broken.storm, {pace: 7.5 * GB, buffer: 110 * GB})))).toMatch(
      /^Solved in 2 runs\. .* 0\.1 % above the smallest that does: b\* = 110 GB\.$/,
    );
  });

  it('stand in a table', () => {
    const {columns, rows} = runTable(run(broken.storm, broken.overflow));
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
    expect(rows.map(([number]) => number)).toEqual(['1', '2']);
    expect([...rows[1].slice(1, 3), ...rows[1].slice(5)]).toEqual(['60 GB', '7.5 GB/s', '5 min', '1', 'Async DRAM']);
    expect(rows[1][3]).toMatch(/^Overflow/);
  });
});

describe('the tables', () => {
  it('compare four ways at one setting', () => {
    const {rows} = strategyTable(of({pace: 7.5 * GB}));
    expect(rows.map(([name, stop]) => [name, stop])).toEqual(
      fields.strategy.choices.map((strategy) => {
        const value: Value = of({pace: 7.5 * GB, strategy});
        const less = strategy === 'object-store' ? '' : `, ${formatQuantity(value.stopFactor, 'number')} times less`;
        return [
          {
            'object-store': 'Blocking S3',
            'local-ssd': 'Local SSD',
            'async-dram': 'Async DRAM',
            'peer-dram': 'Peer DRAM',
          }[strategy],
          `${stopTime(value.mathStop)}${less}`,
        ];
      }),
    );
    expect(strategyTable(of()).rows.map((row) => row.at(-1))).toEqual(['none', 'storm', 'storm', 'storm']);
  });

  it('have simulation and formula agree where no storm comes between', () => {
    for (const [, simulated, exact] of wayTable(of({pace: 7.5 * GB})).rows) expect(simulated).toBe(exact);
    expect(planOf(of({})).pace).toBe(10 * GB);
  });

  it('leave the answer out while it is asked for', () => {
    expect(JSON.stringify([settingTable(of()), wayTable(of(), true)])).not.toContain(
      formatQuantity(of().requiredBuffer, 'bytes'),
    );
  });
});
