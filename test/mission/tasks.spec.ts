import {describe, expect, it} from 'vitest';
import {parts, stepsOf, tracks, type TrackId} from '../../src/mission/index.js';
import type {Settings} from '../../src/core/definition.js';
import {completeEntry} from '../../src/ledger/entries.js';
import {resultsOf} from '../../src/ledger/readings.js';
import './play.js';

/** The tasks that are ticked once these settings were read off a bench, one after the other. */
function ticked(id: TrackId, part: number, element: string, scenario: string, settings: readonly Settings[]): string[] {
  const entries = settings.map((given, i) => {
    const inputs = {scenario, ...given};
    return completeEntry(
      {kind: 'reading', track: id, part, element, inputs, results: resultsOf(element, inputs)},
      new Date(Date.UTC(2026, 0, 1, 12, i)),
    );
  });
  return stepsOf(tracks[id], entries)
    .filter((step) => step.part === part && step.kind === 'act' && step.done)
    .map((step) => step.id);
}

describe('a task is ticked by what its words say, and by nothing else', () => {
  it('staging: each of the places, also the one it opened with', () => {
    const at = (...strategies: string[]) =>
      ticked(
        'cloud',
        2,
        'staging-bench',
        'cloud',
        strategies.map((strategy) => ({strategy})),
      );
    expect(at('object-store', 'local-ssd')).toEqual([]);
    expect(at('object-store', 'peer-dram', 'async-dram')).toEqual([]);
    expect(at('object-store', 'local-ssd', 'async-dram')).toEqual(['strategies']);
  });

  it('brown-out: a save to flash that fails is not the reader’s own step too far on FeRAM', () => {
    const at = (...settings: Settings[]) => ticked('tiny', 2, 'brownout-bench', 'tiny', settings);
    expect(resultsOf('brownout-bench', {scenario: 'tiny', memoryType: 'flash'}).survives).toBe(false);
    expect(at({memoryType: 'flash'})).toEqual(['flash']);
    // Another state than was saved to FeRAM is not the same state.
    expect(at({memoryType: 'flash', stateSize: 5000})).toEqual([]);
    expect(at({stateSize: 5000}, {memoryType: 'flash', stateSize: 5000})).toEqual(['flash']);
    // 244.8 µJ less 1 µJ, at 2.1 nJ a byte: 116,095 bytes are the most.
    expect(at({stateSize: 116_000})).toEqual(['edge']);
    expect(at({stateSize: 50_000})).toEqual([]);
    expect(at({stateSize: 117_000})).toEqual(['break']);
    // Only just by energy, and not at all by time: the save does not survive.
    expect(at({stateSize: 60_000, memorySpeed: 1e5})).toEqual(['break']);
  });

  it('the wall: a longer chain, and the wall moved by what may move it', () => {
    const at = (...settings: Settings[]) => ticked('mobile', 2, 'preemption-wall', 'mobile', settings);
    expect(at({chain: 14})).toEqual(['wall']);
    expect(at({storage: 'emmc'})).toEqual(['storage']);
    expect(at({resumeLimit: 0.2})).toEqual([]);
    expect(at({chain: 13})).toEqual(['fits']);
  });

  it('the detective: the flip it opened with counts when it was made again, and one detector is one', () => {
    const at = (...settings: Settings[]) => ticked('edge', 3, 'sdc-detective', 'edge', settings);
    expect(resultsOf('sdc-detective', {scenario: 'edge'}).effect).toBe('silent');
    expect(at({watch: 'crc abft'})).toEqual([]);
    expect(at({bits: 'none'})).toEqual([]);
    expect(at({bits: 'none'}, {})).toEqual(['silent']);
    expect(at({}, {bits: 'none'})).toEqual([]);
    expect(at({bits: '0'})).toEqual(['harmless']);
    for (const watch of ['crc', 'crc loss', 'dmr']) expect(at({watch}), watch).toEqual(['detectors']);
    // Off, all, two, or one that is blind to it.
    for (const watch of ['none', 'all', 'loss', 'crc dmr', 'dmr-shared']) expect(at({watch}), watch).toEqual([]);
  });
});

describe('the look back', () => {
  it('says of FeRAM what holds of the state it opened with, and where it ends', () => {
    const words = parts[1].observe(tracks.tiny).replaceAll('\u00a0', ' ');
    // 244.8 µJ held of 9.6 needed, 244.8 ms of 2.93; (244.8 − 1) µJ at 2.1 nJ a byte.
    expect(words).toContain('25 times the energy and 84 times the time');
    expect(words).toContain('beyond 116 kB it tears');
  });

  it('says how much of the network is taken on one node', () => {
    // A link of 10 GB/s on one of 50.
    expect(parts[1].observe(tracks.edge).replaceAll('\u00a0', ' ')).toContain('20 % of the network');
  });
});
