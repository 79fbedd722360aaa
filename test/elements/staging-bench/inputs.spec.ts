import {plainText} from '../../../src/core/sentence.js';
import {sentence} from '../../../src/elements/staging-bench/text.js';
import {formatQuantity} from '../../../src/models/quantities/quantity-format.js';
import {reconcile} from '../../../src/core/reconcile.js';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  asyncEfficiency,
  driveRemedies,
  forecastStaging,
  judgeStaging,
  scenarios,
  simulateStaging,
  ssdLife,
} from '../../../src/models/index.js';
import {Challenge} from '../../../src/elements/staging-bench/challenge.js';
import {
  fields,
  challengeInputs,
  planOf,
  simulateHour,
  runOf,
  stagingBench,
  withRun,
  type Inputs,
  type Value,
} from '../../../src/elements/staging-bench/inputs.js';
import {presets} from '../../../src/elements/staging-bench/presets.js';
import {readField, writeField, type Field} from '../../../src/core/fields.js';
import {InputState} from '../../../src/core/input-state.js';
import type {Settings} from '../../../src/core/definition.js';
import {stagingTruth} from '../../models/staging/staging-truth.js';
import {runs} from '../../support/sample.js';

const {evaluate, inputs, sources, conflicts} = stagingBench;
const change = (before: Settings, changes: Settings) => reconcile(stagingBench, before, changes);
const GB = 1e9;
const near = (actual: number, expected: number, relative = 1e-6) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.max(Math.abs(expected), 1e-300));

describe('numbers of the reference', () => {
  const of = (given: Settings) => evaluate(given);

  it.each(
    (
      stagingTruth().staging_times as Array<{
        inputs: Record<string, number | string>;
        async_dram_stop_s: number;
        nvme_blocking_s: number;
        s3_blocking_s: number;
        ratio_s3_over_nvme: number;
        ratio_s3_over_dram: number;
      }>
    ).map((row) => [JSON.stringify(row.inputs), row] as const),
  )('%s', (_, {inputs: asked, ...expected}) => {
    const given = {
      parameters: {llama3_8b: 8_030_261_248, llama3_70b: 70_553_706_496, llama3_405b: 405_853_388_800}[
        asked.model as string
      ]!,
      bytesPerParameter: asked.bytes_per_param,
      writers: asked.writer_nodes,
      copyBandwidth: (asked.copy_GBps_per_node as number) * GB,
      ssdBandwidth: (asked.nvme_GBps_per_node as number) * GB,
      uploadBandwidth: (asked.s3_GBps_per_node as number) * GB,
      storeBandwidth: asked.shared_cap_GBps ? (asked.shared_cap_GBps as number) * GB : 1e18,
      networkCapacity: 1e18,
      trainingTraffic: 0,
      buffer: 1e15,
      interval: 3600,
    };
    for (const [strategy, stop, factor] of [
      ['object-store', expected.s3_blocking_s, 1],
      ['local-ssd', expected.nvme_blocking_s, expected.ratio_s3_over_nvme],
      ['async-dram', expected.async_dram_stop_s, expected.ratio_s3_over_dram],
    ] as const) {
      const value = of({...given, strategy} as Settings);
      near(value.mathStop, stop);
      near(value.stopFactor, factor);
      near(
        value.mathStop,
        value.stops[
          ({'object-store': 'objectStore', 'local-ssd': 'localSsd', 'async-dram': 'asyncDram'} as const)[strategy]
        ],
      );
    }
  });

  it('70B on eight nodes is the default; 405B on 2,048 nodes against 2 TB/s is Llama 3', () => {
    near(of({}).stops.objectStore, 12.3468986368);
    near(of({}).stopFactor, 40);
    near(of({scenario: 'llama3', strategy: 'object-store'}).mathStop, 2.8409737216);
    near(of({scenario: 'llama3'}).bytesPerNode, 2_774_388_400);
  });
});

describe('a value', () => {
  it('is frozen, finite or null, and holds every input and every name of the design', () => {
    for (const scenario of Object.keys(presets)) {
      for (const strategy of fields.strategy.choices) {
        const value = evaluate({scenario, strategy});
        expect(Object.isFrozen(value)).toBe(true);
        for (const [key, field] of Object.entries(fields))
          expect(readField(field, value[key as keyof Value]).ok, `${key} = ${String(value[key as keyof Value])}`).toBe(
            true,
          );
        for (const name of [
          'strategy',
          'mathStop',
          'durableAfter',
          'throughput',
          'peakDemand',
          'networkLoad',
          'ssdLoad',
          'ssdLifeYears',
          'requiredBuffer',
          'stable',
          'storm',
          'run',
          'efficiency',
        ])
          expect(value).toHaveProperty(name);
        for (const [path] of Object.entries(stagingBench.results)) {
          const found = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value);
          expect(found === null || Number.isFinite(found), `${path} = ${String(found)}`).toBe(true);
        }
      }
    }
  });

  it('agrees with models asked by hand', () => {
    const value = evaluate({pace: 7.5 * GB, groups: 2, interval: 120});
    const plan = planOf(value);
    const run = simulateStaging({...plan, duration: 3600});
    near(value.mathStop, run.mathStop.mean);
    near(value.durableAfter, run.durableAfter.mean);
    near(value.networkLoad, run.networkLoad);
    expect(value.requiredBuffer).toBe(forecastStaging(plan).requiredBuffer);
    near(
      value.efficiency!,
      asyncEfficiency({
        interval: 120 - run.asyncCosts!.stall,
        ...run.asyncCosts!,
        mtbf: value.mtbf,
        restart: value.restart,
        downtime: value.downtime,
      }),
      1e-9,
    );
    near(
      value.ssdLife!,
      ssdLife({capacity: 3.84e12, dwpd: 1, bytesPerCheckpoint: value.bytesPerNode / 8, interval: 120}).life,
      1e-12,
    );
    expect(value.ssdLifeYears).toBeCloseTo(value.ssdLife! / 86_400 / 365, 9);
  });

  it('by formula and by simulation is the same wherever both apply', () => {
    fc.assert(
      fc.property(
        fc.record({
          buffer: fc.double({min: 0, max: 200, noNaN: true}),
          pace: fc.double({min: 2, max: 7.5, noNaN: true}),
          interval: fc.double({min: 130, max: 3600, noNaN: true}),
          groups: fc.constantFrom(1, 2, 4, 8),
          skipNvme: fc.constantFrom('no', 'yes'),
          strategy: fc.constantFrom('object-store', 'local-ssd', 'async-dram'),
        }),
        ({buffer, pace, ...rest}) => {
          const value = evaluate({...rest, buffer: buffer * GB, pace: pace * GB});
          const forecast = forecastStaging(planOf(value));
          fc.pre(forecast.stable && !value.storm && value.durableAfter < value.interval);
          near(value.durableAfter, forecast.durableAfter);
          // A writer that waits for its turn holds the math back: the closed form is that of the last group.
          near(value.mathStop, forecast.mathStop);
          near(value.peakDemand, Math.min(forecast.peakDemand, value.peakDemand));
        },
      ),
      {numRuns: runs(150), seed: 11},
    );
  });

  it('is simulated for an hour, for two checkpoints if that is longer, and in no more steps than a page can bear', () => {
    expect([
      evaluate({}).simulated,
      evaluate({interval: 7200}).simulated,
      evaluate({interval: 1}).simulated,
      evaluate({scenario: 'llama3', groups: 64, interval: 60}).simulated,
    ]).toEqual([3600, 14_400, 600, 240]);
    let worst = 0;
    for (const groups of [1, 4, 16, 64]) {
      for (const interval of [1, 10, 60, 300, 3600]) {
        const {series} = runOf(evaluate({scenario: 'llama3', groups, interval}));
        worst = Math.max(worst, series.time.length * groups);
      }
    }
    expect(worst).toBeLessThan(150_000);
  });

  it('survives every extreme that its fields allow', () => {
    const low = (field: Field) => field.min ?? (field.above !== undefined ? Math.max(field.above * 2, 1e-3) : 0);
    for (const [key, field] of Object.entries(fields) as Array<[keyof Inputs, Field]>) {
      if (field.dimension === 'choice') continue;
      for (const strategy of fields.strategy.choices) {
        for (const extreme of [low(field), field.max!]) {
          const value = evaluate({strategy, [key]: extreme});
          expect(
            Object.values(value).every((each) => typeof each !== 'number' || Number.isFinite(each)),
            `${strategy}, ${key} = ${extreme}: ${JSON.stringify(Object.entries(value).filter(([, each]) => typeof each === 'number' && !Number.isFinite(each)))}`,
          ).toBe(true);
        }
      }
    }
  });
});

describe('inputs that belong together', () => {
  it('the job’s MTBF and a node’s take turns; a larger fleet fails more often', () => {
    const state = new InputState(stagingBench);
    state.read('mtbf', '4 h');
    state.start();
    expect(state.value.nodeMtbf).toBe(4 * 3600 * 2048);
    state.set({nodes: 4096});
    expect(state.value.mtbf).toBeCloseTo(2 * 3600, 9);
    state.set({nodeMtbf: 3600 * 4096});
    expect([state.value.mtbf, state.settings.mtbf]).toEqual([3600, undefined]);
    expect(conflicts!({mtbf: 3600, nodeMtbf: 3600})).toEqual(['mtbf and node-mtbf disagree; mtbf is used']);
  });

  it('a preset keeps the strategy and nothing else', () => {
    expect(change({strategy: 'local-ssd', buffer: 5}, {scenario: 'pod8'})).toEqual({
      strategy: 'local-ssd',
      scenario: 'pod8',
    });
  });

  it('an interval may follow the optimum', () => {
    expect(change({}, {interval: 'optimal'})).toEqual({interval: 'optimal'});
  });

  it('what cannot be is told and bounded: more groups than writers, no room beside the training', () => {
    const value = evaluate({groups: 16, trainingTraffic: 400 * GB});
    expect([value.groups, value.trainingTraffic]).toEqual([8, 399.6 * GB]);
    expect(conflicts!({groups: 16, trainingTraffic: 400 * GB})).toHaveLength(2);
  });

  it('the optimum is the interval that keeps most', () => {
    const best = evaluate({interval: 'optimal', pace: 7.5 * GB});
    expect(best.interval).toBe(best.bestInterval);
    for (const factor of [0.8, 0.95, 1.05, 1.25])
      expect(evaluate({interval: best.interval * factor, pace: 7.5 * GB}).efficiency!).toBeLessThan(best.efficiency!);
  });

  it('shares every input and nothing implied; each has a source', () => {
    const shared = inputs({seed: '7'});
    expect(Object.keys(shared).sort()).toEqual(
      Object.keys(fields)
        .filter((key) => key !== 'mtbf')
        .sort(),
    );
    expect([shared.pace, inputs({pace: 1e9}).pace, inputs({interval: 'optimal'}).interval]).toEqual([
      'full',
      1e9,
      'optimal',
    ]);
    for (const scenario of Object.keys(presets)) {
      const told = sources({scenario});
      for (const key of Object.keys(fields).filter((each) => !['scenario', 'mtbf'].includes(each)))
        expect(told[key]?.text.length, key).toBeGreaterThan(8);
      expect(evaluate({scenario}).nodes).toBe(scenarios[scenario as 'cloud'].nodes);
    }
    expect(sources({buffer: 1}).buffer.text).toBe('Set on this page.');
  });

  it('every example can be read and written', () => {
    for (const field of Object.values(fields) as Field[]) {
      const reading = readField(field, field.example);
      expect(reading.ok, field.attribute).toBe(true);
      if (reading.ok) expect(readField(field, writeField(field, reading.value))).toEqual(reading);
    }
  });

  it('the seed decides random delays, and nothing else', () => {
    const given = {schedule: 'random', groups: 4, pace: 7 * GB};
    expect(evaluate({...given, seed: 'a'})).toEqual(evaluate({...given, seed: 'a'}));
    expect(evaluate({...given, seed: 'a'}).durableAfter).not.toBe(evaluate({...given, seed: 'b'}).durableAfter);
    expect({...evaluate({seed: 'a'}), seed: ''}).toEqual({...evaluate({seed: 'b'}), seed: ''});
  });
});

describe('the ten-run rule', () => {
  it('is solved where judgeStaging says so, and nowhere else', () => {
    for (const buffer of [90, 109, 110, 111, 112.5, 128]) {
      for (const pace of [7.5, 10]) {
        const value = evaluate({buffer: buffer * GB, pace: pace * GB});
        const verdict = judgeStaging(planOf(value));
        const record = new Challenge(10).commit(value);
        expect(record).toMatchObject({
          solved: verdict.solved,
          holds: verdict.holds,
          remedy: verdict.remedy,
          limit: verdict.firstBroken?.limit ?? null,
          buffer: value.buffer,
        });
        expect(record.solved).toBe(pace === 7.5 && buffer >= 110 && buffer < 112.13);
      }
    }
  });

  it('keeps the answer: an overflow does not tell what the buffer needed', () => {
    const value = evaluate({buffer: 60 * GB, pace: 7.5 * GB});
    const record = new Challenge(10).commit(value);
    expect(JSON.stringify(record)).not.toContain(String(value.requiredBuffer));
    expect(record.limit).toBe('overflow');
  });

  it('ends with the last run or the solution, and refuses what was run before', () => {
    const challenge = new Challenge(2);
    const value = evaluate({});
    expect([challenge.hidesAnswer, challenge.refusalReason(value)]).toEqual([true, undefined]);
    challenge.commit(value);
    expect(challenge.refusalReason(evaluate({}))).toMatch(/has been run/);
    expect(challenge.refusalReason(evaluate({groups: 64, interval: 10, scenario: 'llama3'}))).toMatch(
      /too many drains/,
    );
    challenge.commit(evaluate({buffer: 1e9}));
    expect([challenge.over, challenge.solved, challenge.hidesAnswer]).toEqual([true, false, false]);
    expect(new Challenge(0).hidesAnswer).toBe(false);
    expect(withRun(value, challenge.last)).toMatchObject({run: challenge.last, buffer: value.buffer});
    expect(challengeInputs.every((key) => key in challenge.last!)).toBe(true);
  });
});

describe('drives', () => {
  it('remedies are the model’s', () => {
    const value = evaluate({});
    const load = {
      capacity: value.driveCapacity,
      dwpd: value.dwpd,
      bytesPerCheckpoint: value.bytesPerNode / value.drives,
      interval: value.interval,
    };
    for (const [set, name] of [
      [{interval: 600}, 'longer-interval'],
      [{reduction: 6}, 'incremental'],
      [{replicas: 2}, 'rotate-replicas'],
      [{groups: 2}, 'stagger'],
    ] as const) {
      const told = driveRemedies({...load, groups: 2, longer: 2, reduction: 6, replicas: 2}).find(
        ({remedy}) => remedy === name,
      )!;
      near(evaluate(set as Settings).ssdLife!, told.wear.life, 1e-9);
    }
    expect(evaluate({skipNvme: 'yes'}).ssdLife).toBeNull();
  });
});

it('a backlog that grows has no share of the time that holds, and says when all is full', () => {
  const value = evaluate({pace: 1e9, interval: 60});
  expect([value.stable, value.efficiency]).toEqual([false, null]);
  expect(value.fullAfter).toBeGreaterThan(3600);
  const words = plainText(sentence(value));
  expect(words).toContain(`after ${formatQuantity(value.fullAfter!, 'time')} buffer and drives are full`);
  expect(words).not.toMatch(/keeps/);
  expect(evaluate({pace: 7.5e9}).efficiency).toBeGreaterThan(0.8);
  expect(evaluate({strategy: 'object-store', interval: 5}).efficiency).not.toBe(null);
});

it('every challenge that can be chosen can be won: a preset, and a strategy that stages', () => {
  for (const scenario of fields.scenario.choices)
    for (const strategy of ['async-dram', 'peer-dram']) {
      const given = {scenario, strategy, interval: 300};
      const {safePace, uploadBandwidth} = evaluate(given);
      const paced = {...given, pace: Math.min(safePace, uploadBandwidth)};
      const {requiredBuffer} = evaluate(paced);
      const {solved, holds} = simulateHour(evaluate({...paced, buffer: Math.max(1, requiredBuffer)}), 1, 10);
      expect([scenario, strategy, holds, solved]).toEqual([scenario, strategy, true, true]);
      expect(
        simulateHour(evaluate({...paced, buffer: 0.9 * requiredBuffer}), 1, 10).holds,
        `${scenario} ${strategy}`,
      ).toBe(false);
    }
});
