import {describe, expect, it} from 'vitest';
import {
  parseInjectedFailures,
  roundUpToMillisecond,
  formatInjectedFailures,
} from '../../../src/elements/failure-topology/injected-failures.js';
import {
  announcement,
  causeTable,
  copiesTable,
  feedTable,
  moment,
  runTable,
  sentence,
  summary,
} from '../../../src/elements/failure-topology/text.js';
import {failureTopologyStill} from '../../../src/elements/failure-topology/still.js';
import {
  failureTopology,
  fields,
  simulationOf,
  stateOf,
  type Value,
} from '../../../src/elements/failure-topology/inputs.js';
import {blastRadius, fleetAt, llama3Run, playFleet, scenarios} from '../../../src/models/index.js';
import {plainText} from '../../../src/core/sentence.js';
import {InputState} from '../../../src/core/input-state.js';
import {readField} from '../../../src/core/fields.js';
import {fallen, newestTaken, peersLeft} from './naive.js';
import {sample} from '../../support/sample.js';

const evaluate = (given: Record<string, number | string> = {}): Value => failureTopology.evaluate(given);
const presets = Object.keys(scenarios);

describe('failures as text', () => {
  it('are read and written', () => {
    expect(parseInjectedFailures('rack 12 @ 3.5 d; node 4 @ 2 h software')).toEqual([
      {level: 'rack', index: 12, time: 302_400, fault: 'hardware'},
      {level: 'node', index: 4, time: 7200, fault: 'software'},
    ]);
    expect(parseInjectedFailures(' GPU 16,383@1.25 ')).toEqual([
      {level: 'gpu', index: 16_383, time: 108_000, fault: 'hardware'},
    ]);
    expect(parseInjectedFailures('none')).toEqual([]);
    for (const text of [
      '',
      'rack',
      'rack 1',
      'rack 1 @',
      'rack 1.5 @ 2 d',
      'rack 1 @ 2 GB',
      'shelf 1 @ 2 d',
      'constructor 1 @ 2 d',
      'rack 1 @ -2 d',
      'rack 1 @ 2 d;',
      'rack 1 @ 2 d hardware',
      '__proto__ 1 @ 2 d',
    ])
      expect(parseInjectedFailures(text), text).toBe(undefined);
  });

  it('come back the same, to the millisecond', () => {
    for (const time of [0, 0.001, 234_765.123, 90_000, 1e7 / 3]) {
      const failure = {level: 'power', index: 3, time: roundUpToMillisecond(time), fault: 'software'} as const;
      expect(parseInjectedFailures(formatInjectedFailures([failure, failure]))).toEqual([failure, failure]);
      expect(roundUpToMillisecond(time)).toBeGreaterThanOrEqual(time - 1e-9);
    }
    expect(formatInjectedFailures([])).toBe('none');
  });
});

describe('the value', () => {
  it('is that of the models', () => {
    for (const scenario of ['cloud', 'llama3', 'rsc1']) {
      const value = evaluate({scenario});
      const {run} = simulationOf(value);
      const again = playFleet(run.plan);
      const state = fleetAt(again, value.time);
      expect(value.failures).toBe(state.failures);
      expect(value.efficiency).toBe(state.efficiency);
      expect(value.lostGpuHours * 3600).toBeCloseTo(state.lostGpuSeconds, 3);
      expect(value.sparesLeft).toBe(state.sparesLeft);
      expect(value.predictedMtbf).toBeCloseTo(
        scenarios[scenario as 'cloud'].nodeMtbf / scenarios[scenario as 'cloud'].nodes,
        6,
      );
      expect(value.rollback!.seconds).toBe(value.rollback!.from - value.rollback!.to);
      expect(value.last!.gpuHours).toBeCloseTo(
        (value.gpus * (value.rollback!.lost + value.rollback!.recover)) / 3600,
        6,
      );
    }
  });

  it('has no number that is none, with any preset and at any moment', () => {
    const numbers = (of: unknown): number[] =>
      typeof of === 'number' ? [of] : of && typeof of === 'object' ? Object.values(of).flatMap(numbers) : [];
    const states = presets.flatMap((scenario) => ['failure', 0, 1, 86_400, 1e9].map((at) => ({scenario, at})));
    for (const state of sample(states, 12, 17))
      expect(numbers(evaluate(state)).every(Number.isFinite), JSON.stringify(state)).toBe(true);
  });

  it('opens just after a failure that struck the job at work', () => {
    for (const seed of ['1', '2', 'spring', '37']) {
      const value = evaluate({seed});
      expect(value.time).toBe(value.last!.time);
      expect(value.time).toBeGreaterThan(simulationOf(value).run.end / 20 - 1);
    }
  });

  it('plays nothing anew while only the moment moves', () => {
    const one = evaluate({at: 1000});
    const other = evaluate({at: 2000});
    expect(simulationOf(one).run).toBe(simulationOf(other).run);
  });

  it('follows each level of failure: what fell, and which copy survived, counted independently', () => {
    const moment = 90_000;
    const tiers = [
      {kind: 'dram', interval: 60, stop: 0.3, lag: 0},
      {kind: 'peer', interval: 300, stop: 1, lag: 10},
      {kind: 'nvme', interval: 900, stop: 3, lag: 0},
      {kind: 'store', interval: 3600, stop: 120, lag: 0},
    ];
    const taken = newestTaken(tiers, moment);
    for (const [level, count] of [
      ['gpu', 16_384],
      ['node', 2048],
      ['rack', 1024],
      ['power', 64],
      ['pod', 6],
    ] as const) {
      for (const placement of ['adjacent', 'rack-aware', 'power-aware']) {
        for (const index of [0, 1, Math.floor(count / 3), count - 2]) {
          const value = evaluate({
            nodeMtbf: 1e13,
            rackMttf: 'never',
            powerMttf: 'never',
            peerInterval: 300,
            placement,
            at: moment,
            failed: `${level} ${index} @ ${moment} s`,
          });
          const gone = fallen(level, index, 2048);
          const survivor = peersLeft(gone, placement) ? 1 : 3;
          const where = `${level} ${index}, ${placement}`;
          expect(value.last!.gpus, where).toBe((gone.to - gone.from) * 8);
          expect(value.rollback!.tier, where).toBe(tiers[survivor].kind);
          expect(value.rollback!.to, where).toBeCloseTo(taken[survivor], 6);
          const {blast} = stateOf(value).last!;
          expect([blast.fromNode, blast.toNode], where).toEqual([gone.from, gone.to]);
        }
      }
    }
  });

  it('leaves own copies to a fault of the software', () => {
    const calm = {nodeMtbf: 1e13, rackMttf: 'never', powerMttf: 'never', at: 90_000};
    expect(evaluate({...calm, failed: 'node 5 @ 90000 s software'}).rollback!.tier).toBe('dram');
    expect(evaluate({...calm, failed: 'node 5 @ 90000 s'}).rollback!.tier).toBe('store');
    expect(evaluate({...calm, failed: 'node 5 @ 90000 s', store: 'off'}).rollback!.tier).toBe('start');
  });

  it('fits parallel groups into any fleet', () => {
    for (const nodes of sample([1, 3, 100, 2050, 2048, 131_072], 4, 18)) {
      const {tp, pp, dp, gpus, recovery} = evaluate({nodes, recovery: 'replica'});
      expect(tp * pp * dp).toBe(gpus);
      expect([tp <= 8, pp <= 16, recovery]).toEqual([true, true, 'replica']);
    }
  });

  it('says what cannot be as it was asked', () => {
    const said = (given: Record<string, number | string>) => failureTopology.conflicts!(given).join();
    expect(said({})).toBe('');
    expect(said({mtbf: 3600, nodeMtbf: 1})).toContain('disagree');
    expect(said({nodes: 131_072, gpusPerNode: 72})).toContain('1,048,576');
    expect(said({pp: 7})).toContain('pp="7"');
    expect(said({tp: 3})).toContain('tp="3"');
    expect(said({scenario: 'pod8', peerInterval: 300})).toContain('peer');
    expect(said({store: 'off', dramInterval: 'off', nvmeInterval: 'off'})).toContain('every tier is off');
    expect(said({failed: 'rack 5000 @ 1 d'})).toContain('rack 5000');
    expect(said({nodeMtbf: 3600})).toContain('4,000');
  });

  it('names the origin of its numbers', () => {
    for (const scenario of presets) {
      const value = evaluate({scenario}) as unknown as Record<string, unknown>;
      for (const [key, {text, kind}] of Object.entries(failureTopology.sources({scenario}))) {
        expect(key in value, key).toBe(true);
        expect([text.length > 5, ['published', 'derived', 'assumed'].includes(kind)]).toEqual([true, true]);
      }
    }
    expect(failureTopology.sources({nodes: 5}).nodes.text).toBe('Set on this page.');
  });

  it('offers results that are numbers', () => {
    const value = evaluate();
    for (const path of Object.keys(failureTopology.results))
      expect(
        typeof path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value),
        path,
      ).toBe('number');
  });

  it('every attribute changes the value it is named after, and refuses what it cannot be', () => {
    const usual = evaluate() as unknown as Record<string, unknown>;
    for (const [key, field] of Object.entries(fields)) {
      const reading = readField(
        field,
        {
          nodesPerRack: '4',
          spares: '7',
          gpusPerNode: '4',
          tp: '4',
          pp: '8',
          lemonFactor: '20',
          recovery: 'replica',
          store: 'off',
          law: 'weibull',
          interval: '20 min',
          dramInterval: 'off',
          nvmeInterval: 'off',
          peerInterval: '4 min',
          rackMttf: 'never',
          powerMttf: 'never',
          stepTime: '7 s',
          mtbf: '5 h',
          racksPerPod: '8',
          racksPerPowerDomain: '4',
          shape: '0.5',
          nodes: '64',
          runLength: '20 d',
          downtime: '5 min',
          restart: '7 min',
          repair: '3 h',
          writeTime: '9 s',
        }[key] ?? field.example,
      );
      expect(reading.ok, key).toBe(true);
      const value = evaluate({[key]: (reading as {value: number}).value}) as unknown as Record<string, unknown>;
      expect(value[key], key).not.toEqual(usual[key]);
      expect(JSON.stringify(value)).not.toBe(JSON.stringify(usual));
      for (const bad of field.dimension === 'text'
        ? [{}, null, true]
        : ['garbage', '-1', 'NaN', '1e999', NaN, -1, {}, []])
        expect(readField(field, bad), `${key} ${String(bad)}`).toMatchObject({ok: false});
    }
  });

  it('every example of an attribute can be read', () => {
    for (const field of Object.values(fields))
      expect(readField(field, field.example), field.attribute).toMatchObject({ok: true});
  });

  it('carries the fleet’s MTBF along when the fleet grows', () => {
    const state = new InputState(failureTopology);
    state.set({mtbf: 7200, nodes: 1000});
    state.start();
    state.set({nodes: 2000});
    expect(state.value.mtbf).toBeCloseTo(3600, 9);
    state.set({nodeMtbf: 1e8});
    expect(state.value.mtbf).toBe(50_000);
    expect(state.settings).not.toHaveProperty('mtbf');
  });
});

describe('words', () => {
  it('say the moment', () => {
    expect([
      moment({mtbf: 4e4}, 0),
      moment({mtbf: 4e4}, 2 * 86_400 + 14 * 3600 + 5 * 60 + 59),
      moment({mtbf: 30}, 90_061),
    ]).toEqual(['Day 1, 00:00', 'Day 3, 14:05', 'Day 2, 01:01:01']);
  });

  it('are whole sentences for every preset, moment and kind of failure', () => {
    const odd = /NaN|undefined|Infinity|null|\[object| {2}| [.,]|\.\.|–-/;
    const states: Array<Record<string, number | string>> = [
      {},
      {at: 0},
      {at: 1e9},
      {failed: 'rack 0 @ 60 s', at: 60},
      {failed: 'node 0 @ 1 d software', at: 90_000},
      {failed: 'node 0 @ 1 d; node 0 @ 86460 s', at: 86_460},
      {recovery: 'replica', failed: 'gpu 0 @ 1 d', at: 86_400},
      {spares: 0, failed: 'node 0 @ 1 d', at: 100_000},
      {store: 'off', dramInterval: 'off', nvmeInterval: 60, failed: 'node 0 @ 1 d', at: 86_400},
      {peerInterval: 300, failed: 'rack 0 @ 1 d', at: 86_400},
    ];
    const all = presets.flatMap((scenario) => states.map((state) => ({scenario, ...state})));
    for (const state of sample(all, 20, 16)) {
      const value = evaluate(state);
      const where = JSON.stringify(state);
      const said = plainText(sentence(value));
      expect(said, where).toMatch(/^[A-Z].{30,}\.$/);
      expect(said, where).not.toMatch(odd);
      const short = announcement(value);
      expect(short.length, short).toBeLessThan(160);
      expect(said, where).toContain(short.split('. ')[0]);
      expect(summary(value), where).not.toMatch(odd);
      for (const {caption, columns, rows} of [
        runTable(value),
        copiesTable(value),
        feedTable(value),
        causeTable(value),
      ]) {
        expect(caption, where).not.toMatch(odd);
        for (const row of rows) {
          expect(row.length, `${where} ${caption}`).toBe(columns.length);
          for (const cell of row) expect(cell, where).toMatch(/^(?!.*(NaN|undefined|Infinity|null)).+$/);
        }
      }
      expect(failureTopologyStill.alt(value).length, where).toBeLessThanOrEqual(250);
      expect(failureTopologyStill.svg(value, {symbols: 'mission'})).not.toMatch(/NaN|undefined|Infinity|var\(/);
    }
  });

  it('tell a rack that took both copies', () => {
    const value = evaluate({
      nodeMtbf: 1e13,
      rackMttf: 'never',
      powerMttf: 'never',
      peerInterval: 300,
      failed: 'rack 40 @ 90000 s',
      at: 90_000,
    });
    expect(plainText(sentence(value))).toMatch(
      /own DRAM, peer DRAM and local NVMe fell with the rack: the peer stood in the same rack/,
    );
  });

  it('count the published causes as they were counted', () => {
    const {rows} = causeTable(evaluate({scenario: 'llama3'}));
    const published = rows.map(([, , , count]) => Number(count.replace('–', '0')));
    expect(published.reduce((sum, count) => sum + count, 0)).toBe(llama3Run.unexpected.value);
    expect(rows[0]).toContain('35.3 %');
  });

  it('name every GPU by its node', () => {
    const value = evaluate({
      nodeMtbf: 1e13,
      rackMttf: 'never',
      powerMttf: 'never',
      failed: 'gpu 9660 @ 1 d',
      at: 86_400,
    });
    expect(plainText(sentence(value))).toContain('GPU 4 of node 1,207 failed by hand');
    expect(blastRadius(simulationOf(value).topology, {level: 'gpu', index: 9660}).fromNode).toBe(1207);
  });
});
