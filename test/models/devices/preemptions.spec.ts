import {describe, expect, it} from 'vitest';
import {efficiency} from '../../../src/models/index.js';
import {
  bytesPerCheckpoint,
  expectedDirtyPages,
  preemptionSlices,
  resumeTime,
  simulatePreemptions,
} from '../../../src/models/devices/index.js';

const plan = {
  seed: 'wall',
  duration: 4e6,
  killInterval: 1200,
  interval: 5,
  baseBytes: 120e6,
  pageBytes: 4096,
  writeRate: 200,
  writeBandwidth: 1.2e9,
  readBandwidth: 2.1e9,
  fixed: 0.01,
  decode: 5e-4,
  compactEvery: 13,
  limit: 0.1,
};

describe('a storage slower than what is to be saved', () => {
  it('writes no more than it can, whatever the interval', () => {
    for (const writeBandwidth of [1e5, 1e6, 1e7, 1e8])
      for (const interval of [0.5, 5, 60]) {
        const slow = {...plan, duration: 2e5, writeBandwidth, interval, tornShare: 0.5};
        const {bytesWritten, saves} = simulatePreemptions({...slow, watch: {from: 0, to: 2e4}});
        expect(bytesWritten).toBeLessThanOrEqual(writeBandwidth * slow.duration * (1 + 1e-9));
        // One record at a time.
        for (const [i, {start}] of saves.entries())
          if (i) expect(start).toBeGreaterThanOrEqual(saves[i - 1].end - 1e-6);
      }
  });

  it('has nothing newer than a kill to go back to', () => {
    const {kills} = simulatePreemptions({...plan, duration: 1e5, killInterval: 20, fixed: 15});
    expect(kills.some(({lost}) => lost === 0)).toBe(true);
    for (const {savedAt, time} of kills) expect(savedAt).toBeLessThanOrEqual(time);
  });
});

describe('a session with kills', () => {
  const run = simulatePreemptions(plan);

  it('has as many kills as chance says, at exponential times', () => {
    const expected = plan.duration / plan.killInterval;
    expect(Math.abs(run.kills.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  it('loses half an interval a kill and writes what the closed form says', () => {
    const {interval} = plan;
    // Uniform from the last checkpoint: mean τ/2, standard deviation τ/√12.
    const mean = run.lost / run.kills.length;
    expect(Math.abs(mean - interval / 2)).toBeLessThan((4 * interval) / Math.sqrt(12 * run.kills.length) + 0.02);
    const deltaBytes =
      expectedDirtyPages({pages: Math.ceil(plan.baseBytes / plan.pageBytes), writes: plan.writeRate * interval}) *
      plan.pageBytes;
    // A base instead of a delta after every chain of K.
    const perCheckpoint = (plan.baseBytes + plan.compactEvery * deltaBytes) / (plan.compactEvery + 1);
    expect(Math.abs(run.bytesWritten / run.checkpoints / perCheckpoint - 1)).toBeLessThan(0.01);
    expect(perCheckpoint).toBeLessThan(bytesPerCheckpoint({...plan, deltaBytes}));
  });

  it('is as efficient as the complete model with no write in the way', () => {
    const chain = run.kills.reduce((sum, {resume}) => sum + resume, 0) / run.kills.length;
    const exact = efficiency({interval: plan.interval, writeTime: 0, mtbf: plan.killInterval, restart: chain});
    expect(Math.abs(run.efficiency - exact)).toBeLessThan(2e-4);
  });

  it('no chain is longer than allowed, each resume is that of its chain, and late ones are counted', () => {
    const deltaBytes =
      expectedDirtyPages({pages: Math.ceil(plan.baseBytes / plan.pageBytes), writes: plan.writeRate * plan.interval}) *
      plan.pageBytes;
    for (const {deltas, resume} of run.kills) {
      expect(deltas).toBeLessThanOrEqual(plan.compactEvery);
      expect(resume).toBe(resumeTime({...plan, deltaBytes, deltas}));
    }
    expect(run.late).toBe(run.kills.filter(({resume}) => resume > plan.limit).length);
    expect(new Set(run.kills.map(({deltas}) => deltas)).size).toBe(plan.compactEvery + 1);
  });

  it('a kill while a record is written leaves it torn, and costs the whole interval', () => {
    const slow = {...plan, duration: 1e6, baseBytes: 24e6, writeBandwidth: 6e6, writeRate: 1200};
    const {kills} = simulatePreemptions(slow);
    const torn = kills.filter((kill) => kill.torn);
    const deltaBytes =
      expectedDirtyPages({pages: Math.ceil(slow.baseBytes / slow.pageBytes), writes: slow.writeRate * slow.interval}) *
      slow.pageBytes;
    const busy =
      (slow.baseBytes + slow.compactEvery * deltaBytes) / (slow.compactEvery + 1) / slow.writeBandwidth / slow.interval;
    expect(Math.abs(torn.length / kills.length - busy)).toBeLessThan(4 * Math.sqrt((busy * (1 - busy)) / kills.length));
    for (const {lost} of torn) expect(lost).toBeGreaterThan(plan.interval * 0.999);
  });

  it('is the same in slices, and by its seed alone', () => {
    const short = {...plan, duration: 2e5};
    const slices = [...preemptionSlices({...short, slice: 20})];
    expect(slices.length).toBeGreaterThan(3);
    const whole = simulatePreemptions(short);
    expect(simulatePreemptions(short)).toEqual(whole);
    expect(simulatePreemptions({...short, seed: 2}).kills[0].time).not.toBe(whole.kills[0].time);
    expect(slices.at(-1)!.kills).toEqual(whole.kills.slice(0, slices.at(-1)!.kills.length));
  });

  it('refuses what cannot be', () => {
    expect(() => simulatePreemptions({...plan, interval: 0})).toThrow(/interval/);
    expect(() => simulatePreemptions({...plan, compactEvery: 0})).toThrow(RangeError);
    expect(() => simulatePreemptions({...plan, readBandwidth: -1})).toThrow(RangeError);
  });
});
