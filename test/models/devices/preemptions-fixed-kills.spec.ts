import {describe, expect, it} from 'vitest';
import {expectedDirtyPages, simulatePreemptions, type PreemptionPlan} from '../../../src/models/devices/index.js';

/** Whole milliseconds throughout: base and delta take 40 and 2 ms to read, 200 and 10 ms to write. */
const plan: PreemptionPlan = {
  seed: 5,
  duration: 900,
  killInterval: 1e12,
  interval: 5,
  baseBytes: 40e6,
  deltaBytes: 2e6,
  pageBytes: 4096,
  writeBandwidth: 2e8,
  readBandwidth: 1e9,
  fixed: 0.01,
  decode: 0.001,
  compactEvery: 4,
  limit: 0.06,
};
/** Out of order; the third strikes while the application still resumes from the second, others while a base or a delta is written. */
const moments = [611.3, 3.2, 133.204, 133.221, 58.1, 260.507, 265.712, 402.003, 420.9, 897.75];
const hours: PreemptionPlan = {...plan, duration: 2e6, killInterval: 1200};

/** The same session millisecond by millisecond. */
function byMilliseconds({duration, alsoAt = [], compactEvery}: PreemptionPlan) {
  const kills = alsoAt.map((at) => Math.round(1000 * at)).sort((a, b) => a - b);
  const found: Array<{time: number; deltas: number; resume: number; lost: number; torn: boolean}> = [];
  const saves: Array<{start: number; end: number; kind: string; whole: boolean}> = [];
  let [deltas, back, next, unsaved, bytes] = [0, 0, 5000, 0, 0];
  let writing: {kind: 'base' | 'delta'; start: number; done: number; before: number} | undefined;
  for (let t = 0; t <= 1000 * duration; t++) {
    if (writing?.done === t) {
      deltas = writing.kind === 'base' ? 0 : deltas + 1;
      // The work since its writing began is not in it.
      unsaved -= writing.before;
      saves.push({start: writing.start, end: t, kind: writing.kind, whole: true});
      writing = undefined;
    }
    if (t === kills[0] || t === 1000 * duration) {
      if (writing) saves.push({start: writing.start, end: t, kind: writing.kind, whole: false});
      if (t !== kills[0]) break;
      kills.shift();
      const resume = 10 + 40 + 3 * deltas;
      found.push({time: t, deltas, resume, lost: unsaved, torn: writing !== undefined});
      [back, next, unsaved, writing] = [t + resume, t + resume + 5000, 0, undefined];
    }
    if (t === next) {
      const kind = deltas === compactEvery ? 'base' : 'delta';
      writing = {kind, start: t, done: t + (kind === 'base' ? 200 : 10), before: unsaved};
      next += 5000;
    }
    if (t >= back) unsaved++;
    if (writing) bytes += 2e5;
  }
  return {kills: found, saves, bytes};
}

describe('a session told kill by kill', () => {
  it('kills at given moments find what a walk through every millisecond finds', () => {
    const asked = {...plan, alsoAt: moments, watch: {from: 0, to: plan.duration}};
    const run = simulatePreemptions(asked);
    const walk = byMilliseconds(asked);
    const ms = (seconds: number) => Math.round(1000 * seconds);
    expect(
      run.kills.map(({time, deltas, resume, lost, torn}) => ({
        time: ms(time),
        deltas,
        resume: ms(resume),
        lost: ms(lost),
        torn,
      })),
    ).toEqual(walk.kills);
    expect(run.kills.filter(({torn}) => torn).length).toBeGreaterThan(1);
    expect(run.saves.map(({start, end, kind, whole}) => ({start: ms(start), end: ms(end), kind, whole}))).toEqual(
      walk.saves,
    );
    expect(run.bytesWritten).toBeCloseTo(walk.bytes, -1);
    expect(run.lost).toBeCloseTo(walk.kills.reduce((sum, {lost}) => sum + lost, 0) / 1000, 6);
    expect([run.checkpoints, run.compactions, run.late]).toEqual([
      walk.saves.filter(({whole}) => whole).length,
      walk.saves.filter(({whole, kind}) => whole && kind === 'base').length,
      walk.kills.filter(({resume}) => resume > 60).length,
    ]);
  });

  it('further kills join those of chance, which stay where they are', () => {
    const chance = simulatePreemptions(hours).kills.map(({time}) => time);
    const both = simulatePreemptions({...hours, alsoAt: [1.5e6, 777, 5e5]}).kills.map(({time}) => time);
    expect(both).toEqual([...chance, 777, 5e5, 1.5e6].sort((a, b) => a - b));
  });

  it('what is watched is told as it is, in any stretch, and changes nothing', () => {
    const all = simulatePreemptions({...hours, duration: 2e4, watch: {from: 0, to: 2e4}});
    const part = simulatePreemptions({...hours, duration: 2e4, watch: {from: 4000, to: 9000}});
    expect(part.saves).toEqual(all.saves.filter(({start}) => start >= 4000 && start <= 9000));
    const {saves, ...rest} = simulatePreemptions({...hours, duration: 2e4});
    expect(saves).toEqual([]);
    expect(all).toMatchObject(rest);
    expect(all.saves.reduce((sum, {start, end}) => sum + (end - start) * plan.writeBandwidth, 0)).toBeCloseTo(
      all.bytesWritten,
      -2,
    );
    for (const {time, savedAt, cut} of all.kills) {
      const before = all.saves.filter(({start}) => start < time);
      const whole = before.filter((save) => save.whole).at(-1);
      if (whole && whole.start === savedAt) expect(time - savedAt).toBeLessThan(2 * plan.interval);
      if (!cut) continue;
      const {start, bytes, kind} = before.at(-1)!;
      expect(cut.kind).toBe(kind);
      expect(cut.share).toBeCloseTo((time - start) / (bytes / plan.writeBandwidth), 9);
    }
  });

  it('so many kills strike while a record is written; the others do not move', () => {
    const chance = simulatePreemptions(hours).kills;
    for (const tornShare of [0.25, 1]) {
      const {kills} = simulatePreemptions({...hours, tornShare});
      expect(kills.length).toBe(chance.length);
      // Those by chance on top: a mean write of 48 ms in 5 s. None where no record was begun: within the first interval.
      const [begun, busy] = [Math.exp(-plan.interval / hours.killInterval), 0.048 / 5];
      const expected = begun * (tornShare + (1 - tornShare) * busy);
      const spread = Math.sqrt((expected * (1 - expected)) / kills.length);
      expect(Math.abs(kills.filter(({torn}) => torn).length / kills.length - expected)).toBeLessThan(4 * spread + 1e-3);
      kills.forEach(({time, cut}, i) => {
        const moved = chance[i].time - time;
        expect(moved).toBeGreaterThanOrEqual(0);
        // To the record before, at most.
        expect(moved).toBeLessThanOrEqual(plan.interval);
        if (moved > 0) expect(cut!.share).toBeGreaterThan(0);
      });
    }
  });

  it('a delta of so many bytes is one of the pages that make as many', () => {
    const pages = Math.ceil(plan.baseBytes / plan.pageBytes);
    const {deltaBytes: _, ...rest} = {...hours, writeRate: 100};
    const bytes = expectedDirtyPages({pages, writes: 100 * plan.interval}) * plan.pageBytes;
    expect(simulatePreemptions({...rest, writeRate: 0, deltaBytes: bytes})).toEqual(simulatePreemptions(rest));
  });

  it('refuses shares and bytes that cannot be', () => {
    expect(() => simulatePreemptions({...plan, tornShare: 1.2})).toThrow(/tornShare/);
    expect(() => simulatePreemptions({...plan, deltaBytes: -1})).toThrow(/deltaBytes/);
  });
});
