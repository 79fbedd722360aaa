import fc from 'fast-check';
import {expect, test} from 'vitest';
import {judgeStaging} from '../../../src/models/staging/challenge.js';
import {simulateStaging} from '../../../src/models/staging/simulate-staging.js';
import type {StagingPlan} from '../../../src/models/staging/staging-plan.js';
import {runs} from '../../support/sample.js';

const GB = 1e9;
const S = 123_468_986_368;
/** Straight to the store over a busy network: the headroom is 60 GB/s, 7.5 GB/s a writer. */
const plan: StagingPlan = {
  strategy: 'async-dram',
  skipNvme: true,
  writers: 8,
  bytesPerNode: S,
  interval: 60,
  copyBandwidth: 400 * GB,
  ssdBandwidth: 44 * GB,
  uploadBandwidth: 10 * GB,
  networkCapacity: 400 * GB,
  trainingTraffic: 340 * GB,
  storeBandwidth: 2000 * GB,
  watchdog: 600,
  pace: 7 * GB,
  buffer: S,
};
/** S(1 − r/f), written out. */
const best = S * (1 - 7 / 400);

test('the answer: a pace below the headroom and b* = S(1 − r/f), or up to 2 % more', () => {
  for (const over of [1, 1.01, 1.019]) {
    const verdict = judgeStaging({...plan, buffer: best * over});
    expect(verdict).toMatchObject({
      solved: true,
      holds: true,
      tight: true,
      firstBroken: null,
      remedy: null,
      feasible: true,
    });
    expect(verdict.requiredBuffer).toBeCloseTo(best, -3);
    expect(verdict.bufferRatio).toBeCloseTo(over, 9);
    expect(verdict.run.end).toBe(3600);
    expect(verdict.run.checkpoints.length).toBe(60);
  }
});

test('each way to miss names its limit and the first remedy', () => {
  const outcome = (change: object) => {
    const {solved, firstBroken, remedy} = judgeStaging({...plan, buffer: best, ...change});
    expect(solved).toBe(false);
    return [firstBroken?.limit ?? null, remedy];
  };
  expect(outcome({buffer: best * 1.03})).toEqual([null, 'smaller-buffer']);
  expect(outcome({buffer: best * 0.99})).toEqual(['overflow', 'larger-buffer']);
  expect(outcome({buffer: 0})).toEqual(['overflow', 'larger-buffer']);
  expect(outcome({pace: 8 * GB})).toEqual(['storm', 'slower-pace']);
  expect(outcome({pace: 8 * GB, watchdog: 3})).toEqual(['storm', 'slower-pace']);
  expect(outcome({pace: 2 * GB, buffer: 2 * S, skipNvme: false})).toEqual(['unstable', 'faster-pace']);
  expect(outcome({pace: 2 * GB, buffer: S})).toEqual(['unstable', 'faster-pace']);
  expect(outcome({interval: 15, buffer: S})).toEqual(['unstable', 'longer-interval']);
  expect(outcome({strategy: 'object-store'})).toEqual(['stall', 'stage-in-dram']);
  expect(outcome({strategy: 'local-ssd'})).toEqual(['stall', 'stage-in-dram']);
  // In turns the last group holds everything: b* is S.
  expect(outcome({groups: 2})).toEqual(['overflow', 'larger-buffer']);
  expect(judgeStaging({...plan, groups: 2, buffer: S}).solved).toBe(true);
  expect(outcome({skipNvme: false, ssdCapacity: S / 4, buffer: S})[1]).toBe('more-ssd-space');
});

test('feasible exactly where some pace of a fine grid holds', () => {
  fc.assert(
    fc.property(
      fc.double({min: 20, max: 60, noNaN: true}),
      fc.constantFrom(1, 2),
      fc.double({min: 0.5, max: 0.95, noNaN: true}),
      (interval, groups, busy) => {
        const given = {
          ...plan,
          interval,
          groups,
          trainingTraffic: busy * 400 * GB,
          uploadBandwidth: 60 * GB,
          buffer: S,
        };
        const low = (groups * S) / interval;
        const high = ((1 - busy) * 400 * GB * groups) / 8;
        fc.pre(Math.abs(low / high - 1) > 0.05);
        // Two checkpoints show whether backlogs grow.
        const holds = (pace: number) => simulateStaging({...given, pace, duration: 2.5 * interval}).broken.length === 0;
        const paces = Array.from({length: 200}, (_, i) => 0.5 * GB * 1.024 ** i);
        expect(judgeStaging(given).feasible).toBe(paces.some(holds));
      },
    ),
    {seed: 95, numRuns: runs(20)},
  );
});

test('a solved setting holds when simulated alone, and fails with 2 % less', () => {
  const {solved} = judgeStaging({...plan, buffer: best * 1.005});
  expect(solved).toBe(true);
  expect(simulateStaging({...plan, buffer: best * 1.005}).broken).toEqual([]);
  expect(simulateStaging({...plan, buffer: best * 1.005 * 0.98}).broken.map((b) => b.limit)).toEqual([
    'overflow',
    'stall',
  ]);
});

test('no buffer needed: 0 is the answer, more is not', () => {
  const fast = {
    ...plan,
    uploadBandwidth: 500 * GB,
    pace: 450 * GB,
    networkCapacity: 40_000 * GB,
    storeBandwidth: 40_000 * GB,
  };
  expect(judgeStaging({...fast, buffer: 0})).toMatchObject({solved: true, bufferRatio: 1});
  expect(judgeStaging({...fast, buffer: GB})).toMatchObject({
    solved: false,
    remedy: 'smaller-buffer',
    bufferRatio: Infinity,
  });
});

test('an hour at least, and errors', () => {
  expect(judgeStaging({...plan, duration: 60}).run.end).toBe(3600);
  expect(judgeStaging({...plan, duration: 7200}).run.end).toBe(7200);
  expect(() => judgeStaging({...plan, margin: 0})).toThrow(/margin must be a number between 0 and 1.*got 0/);
  expect(() => judgeStaging({...plan, buffer: -1})).toThrow(/buffer .*got -1/);
});
