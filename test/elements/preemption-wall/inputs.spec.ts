import {reconcile} from '../../../src/core/reconcile.js';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  evaluate as evaluatePicked,
  fields,
  playedOf,
  playSession,
  preemptionWall,
  type Value,
} from '../../../src/elements/preemption-wall/inputs.js';
import {firstSuggestion, killSentence, sentence} from '../../../src/elements/preemption-wall/text.js';
import {presets} from '../../../src/elements/preemption-wall/presets.js';
import {replayOf} from '../../../src/elements/preemption-wall/replay.js';
import {readField} from '../../../src/core/fields.js';
import type {Settings} from '../../../src/core/definition.js';
import {plainText} from '../../../src/core/sentence.js';
import {near, truth} from '../../models/truth.js';
import {runs} from '../../support/sample.js';

const {evaluate, inputs, conflicts} = preemptionWall;
const change = (before: Settings, changes: Settings) => reconcile(preemptionWall, before, changes);
const {mobile_resume, mobile_incremental, dirty_pages_uniform} = truth('devices');

describe('numbers of the reference', () => {
  it('resume, longest chain and verdict', () => {
    for (const {inputs: i, resume_s, meets_100ms, max_deltas_for_100ms, frames_missed_60fps} of mobile_resume) {
      const value = evaluate({
        base: i.base_bytes,
        delta: i.delta_bytes,
        chain: i.n_deltas,
        readBandwidth: i.read_base_Bps,
        fixed: i.fixed_s,
        decode: i.decode_s_per_delta,
      });
      near(value.resume, resume_s);
      expect([value.fits, value.maxChain, Math.ceil(value.frames)]).toEqual([
        meets_100ms,
        max_deltas_for_100ms,
        frames_missed_60fps,
      ]);
    }
  });

  it('deltas of dirty pages, their map, and the pages that writes dirty', () => {
    for (const {inputs: i, delta_bytes, bitmap_bytes} of mobile_incremental) {
      const value = evaluate({base: i.state_bytes, pageSize: i.page_bytes, delta: delta_bytes});
      near(value.dirtyPages, i.dirty_pages);
      expect(value.bitmapBytes).toBe(bitmap_bytes);
    }
    for (const {inputs: i, expected_distinct} of dirty_pages_uniform) {
      const value = evaluate({base: i.pages * 4096, pageSize: 4096, writes: i.writes});
      near(value.dirtyPages, expected_distinct, 1e-9);
      // And back: the same delta given in bytes means as many writes.
      near(evaluate({base: i.pages * 4096, pageSize: 4096, delta: value.delta}).writes, i.writes, 1e-6);
    }
  });

  it('the default is the Mobile Nomad of the mission', () => {
    expect(plainText(sentence(evaluate({})))).toMatch(
      /^Resume reads 120 MB and replays 4 deltas: 76\.8 ms, 4\.6 frames; 13 deltas would still fit\./,
    );
  });
});

describe('a value', () => {
  it('is frozen and finite, and every input can be written back', () => {
    for (const scenario of Object.keys(presets)) {
      const value = evaluate({scenario});
      expect(Object.isFrozen(value)).toBe(true);
      for (const [key, field] of Object.entries(fields))
        expect(readField(field, value[key as keyof Value]).ok, key).toBe(true);
      for (const path of Object.keys(preemptionWall.results)) {
        const found = path
          .split('.')
          .reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], value);
        expect(Number.isFinite(found), `${scenario} ${path} = ${String(found)}`).toBe(true);
      }
      near(evaluate(inputs({scenario})).resume, value.resume);
    }
  });

  it('rates of the closed forms are those of a long session, torn records counted', () => {
    const given = {torn: 0.25, session: 86_400, killInterval: 300, chain: 6};
    let [lost, kills, torn, written] = [0, 0, 0, 0];
    for (let seed = 1; seed <= 20; seed++) {
      const run = playSession(evaluate({...given, seed: String(seed)}));
      lost += run.lost;
      kills += run.kills.length;
      torn += run.kills.filter((kill) => kill.torn).length;
      written += run.bytesWritten;
    }
    const value = evaluate(given);
    // Half an interval, or a whole one: standard deviation below 0.35 of it. Kills before the first save lose a little less.
    expect(Math.abs(lost / kills - value.lostWork)).toBeLessThan(
      value.interval * ((4 * 0.35) / Math.sqrt(kills) + value.interval / 300),
    );
    expect(Math.abs(torn / kills - 0.25)).toBeLessThan(4 * Math.sqrt(0.1875 / kills) + value.interval / 300);
    expect(Math.abs(written / (20 * 86_400) / value.writeRate - 1)).toBeLessThan(0.05);
  });

  it('has the kill the reader asked for, exactly there, and leaves the system’s kills where they are', () => {
    const before = playedOf(evaluate({seed: '3'})).run.kills;
    const value = evaluate({kill: 5000, seed: '3'});
    const {run, shown} = playedOf(value);
    expect(value.lastKill!.time).toBe(5000);
    expect(run.kills[shown].time).toBe(5000);
    expect(run.kills.length).toBe(before.length + 1);
    expect(killSentence(value)).toMatch(/^Your kill, at 1:23:20: /);
    expect(evaluatePicked({kill: 5000, seed: '3'}, 0).lastKill!.time).toBe(run.kills[0].time);
  });
});

describe('changes', () => {
  it('delta and writes: the newer one counts; larger pages keep the writes', () => {
    expect(change({writes: 100}, {delta: 5e6})).toEqual({delta: 5e6});
    expect(change({delta: 5e6}, {writes: 100})).toEqual({writes: 100});
    const coarse = evaluate(change({}, {pageSize: 16_384}));
    near(coarse.writes, evaluate({}).writes, 1e-9);
    // Sparse writes: nearly every write a page of its own.
    expect(coarse.delta / 4e6).toBeGreaterThan(3.7);
    expect(coarse.delta / 4e6).toBeLessThan(4.1);
  });

  it('another storage brings its speeds; a preset brings all', () => {
    expect(change({readBandwidth: 1e9}, {storage: 'ufs40'})).toEqual({storage: 'ufs40'});
    expect(evaluate({storage: 'ufs40'}).readBandwidth).toBe(4.2e9);
    expect(change({chain: 7}, {scenario: 'tiny'})).toEqual({scenario: 'tiny'});
  });

  it('tells what does not go together', () => {
    expect(conflicts!({delta: 2e8})[0]).toMatch(/delta/);
    expect(conflicts!({kill: 30_000})[0]).toMatch(/kill/);
    expect(conflicts!({})).toEqual([]);
  });
});

it('says which speeds of a storage are published, and which assumed', () => {
  const kinds = (storage: string) =>
    ['readBandwidth', 'writeBandwidth'].map((key) => preemptionWall.sources({storage})[key].kind);
  expect([kinds('emmc'), kinds('ufs31'), kinds('ufs40')]).toEqual([
    ['assumed', 'assumed'],
    ['published', 'published'],
    ['published', 'published'],
  ]);
});

describe('the first remedy', () => {
  it('mends what it promises', () => {
    fc.assert(
      fc.property(
        fc.record({
          base: fc.double({min: 1e6, max: 1e9, noNaN: true}),
          delta: fc.double({min: 1e4, max: 2e7, noNaN: true}),
          chain: fc.integer({min: 1, max: 60}),
          storage: fc.constantFrom('emmc', 'ufs31', 'ufs40'),
          fixed: fc.double({min: 0, max: 0.05, noNaN: true}),
        }),
        (given) => {
          fc.pre(given.delta < given.base / 2);
          const value = evaluate(given as Settings);
          const remedy = firstSuggestion(value);
          if (!remedy) {
            expect(value.chain).toBeGreaterThanOrEqual(Math.min(500, value.maxChain));
            return;
          }
          const after = evaluate(change(given as Settings, remedy.set as Settings));
          if (value.fits) expect(after.writeRate).toBeLessThan(value.writeRate);
          if (remedy.set.chain !== 1 || value.maxChain >= 1)
            expect(after.fits, JSON.stringify([given, remedy])).toBe(true);
        },
      ),
      {numRuns: runs(300)},
    );
  });

  it('is a smaller base first, then faster flash', () => {
    expect(firstSuggestion(evaluate({base: 300e6}))!.set).toEqual({base: 168e6});
    expect(firstSuggestion(evaluate({storage: 'emmc'}))!.set).toEqual({storage: 'ufs31'});
  });
});

describe('the journal on show', () => {
  it('is as long as the chain, and stops where it was cut', () => {
    const size = {base: 120e6, delta: 4e6};
    for (const deltas of [0, 1, 4, 40]) {
      const whole = replayOf(size, {deltas, cut: null});
      expect([
        whole.deltas,
        whole.stoppedAt,
        whole.records.length,
        whole.records.every((record) => record.whole),
      ]).toEqual([deltas, null, deltas + 1, true]);
      for (const share of [0.001, 0.5, 0.999]) {
        const torn = replayOf(size, {deltas, cut: {kind: 'delta', share}});
        expect([torn.deltas, torn.stoppedAt, torn.records.at(-1)!.whole]).toEqual([deltas, deltas + 1, false]);
        const base = replayOf(size, {deltas, cut: {kind: 'base', share}});
        expect([base.deltas, base.stoppedAt, base.otherFile, base.records.at(-1)!.kind]).toEqual([
          deltas,
          deltas + 1,
          true,
          'base',
        ]);
      }
    }
  });
});
