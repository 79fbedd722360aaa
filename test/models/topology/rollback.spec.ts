import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  buildTopology,
  newestCopies,
  replicaPlacement,
  rollback,
  standardTiers,
} from '../../../src/models/topology/index.js';
import type {CheckpointTier} from '../../../src/models/topology/index.js';
import {Schedule} from '../../../src/models/topology/tiers.js';
import {runs} from '../../support/sample.js';

const topology = buildTopology({gpus: 1024});
const peers = (spread: 'adjacent' | 'rack-aware' | 'power-aware'): CheckpointTier => ({
  kind: 'peer',
  interval: 300,
  writeTime: 2,
  lag: 30,
  placement: replicaPlacement({topology, spread}),
});
const dram: CheckpointTier = {kind: 'dram', interval: 100, writeTime: 1};
const nvme: CheckpointTier = {kind: 'nvme', interval: 900, writeTime: 10};
const store: CheckpointTier = {kind: 'store', interval: 3600, writeTime: 60, lag: 200};

/** Whole seconds: walks through the work and writes second by second. */
function walk(tiers: {interval: number; writeTime: number; lag: number}[], from: number, until: number) {
  let [work, time, writing] = [from, 0, false];
  const copies = tiers.map(() => [] as {work: number; begins: number; complete: number}[]);
  while (time < until) {
    work++;
    time++;
    for (const [i, {interval, writeTime, lag}] of tiers.entries()) {
      if (work % interval !== 0) continue;
      copies[i].push({work, begins: time, complete: time + writeTime + lag});
      time += writeTime;
    }
    if (time > until) {
      writing = true;
      break;
    }
  }
  return {work, writing, copies: copies.map((list) => list.filter((c) => c.begins <= until))};
}

test('the schedule answers like a walk through every second', () => {
  const tier = fc.record({
    interval: fc.integer({min: 1, max: 40}),
    writeTime: fc.integer({min: 0, max: 6}),
    lag: fc.integer({min: 0, max: 90}),
  });
  fc.assert(
    fc.property(fc.array(tier, {minLength: 1, maxLength: 4}), fc.nat(100), fc.nat(500), (tiers, from, until) => {
      const schedule = new Schedule(tiers.map((t) => ({kind: 'store', ...t})));
      const {work, writing, copies} = walk(tiers, from, until);
      const state = schedule.workAt(from, until);
      expect(state.work).toBe(work);
      if (writing) expect(state.writing).toBe(true);
      copies.forEach((list, i) => {
        const complete = list.filter((c) => c.complete <= until);
        expect(schedule.newest(i, from, until) * tiers[i].interval).toBe(
          complete.length > 0 ? complete.at(-1)!.work : 0,
        );
        expect(schedule.begun(i, from, until) * tiers[i].interval).toBe(list.length > 0 ? list.at(-1)!.work : 0);
        expect(list.map((c) => schedule.begins(i, from, c.work / tiers[i].interval))).toEqual(
          list.map((c) => c.begins),
        );
      });
    }),
    {numRuns: runs(200)},
  );
});

test('intervals that are no whole numbers of seconds: copies due together stay together', () => {
  const schedule = new Schedule([
    {kind: 'nvme', interval: 0.1, writeTime: 1},
    {kind: 'store', interval: 0.3, writeTime: 1},
  ]);
  // 0.1·3 and 0.3·1 differ in the last bit; both are due after 0.3 s of work and two stops.
  expect(schedule.begins(0, 0, 3)).toBeCloseTo(2.3, 12);
  expect(schedule.begins(1, 0, 1)).toBeCloseTo(3.3, 12);
  expect(schedule.begins(0, 0, 3_000_000)).toBeCloseTo(300_000 + 2_999_999 + 999_999, 3);
});

test('the same failure time, another blast radius, another copy', () => {
  const tiers = [dram, peers('rack-aware'), nvme, store];
  // After 10,000 s: 3 copies of the store begun (the second complete at 7200 + stops), 10 of the drives …
  const at = {topology, tiers, time: 10_000};
  const copies = newestCopies(at);
  expect(copies.map((c) => c!.work)).toEqual([9600, 9300, 9000, 7200]);
  const software = rollback({...at, level: 'node', index: 5, fault: 'software'});
  expect([software.tier, software.tiers.map((t) => t.survived)]).toEqual(['peer', [false, true, true, true]]);
  const node = rollback({...at, level: 'gpu', index: 43});
  expect([node.tier, node.tiers.map((t) => t.survived)]).toEqual(['peer', [false, true, false, true]]);
  const rack = rollback({...at, level: 'rack', index: 2});
  expect(rack.tier).toBe('peer');
  const power = rollback({...at, level: 'power', index: 1});
  expect([power.tier, power.tiers.map((t) => t.survived)]).toEqual(['store', [false, false, false, true]]);
  expect(power).toMatchObject({from: 10_000, to: copies[3]!.taken, seconds: 10_000 - copies[3]!.taken, index: 3});
  // With drives alone a lost node means the start of the run.
  expect(node.tiers[2]).toMatchObject({tier: 'nvme', survived: false, to: 0, seconds: 10_000});
  expect(node.tiers[3]).toMatchObject({tier: 'store', survived: true, to: copies[3]!.taken});
  expect(rollback({...at, tiers: [nvme], level: 'node', index: 0})).toMatchObject({
    tier: 'start',
    index: -1,
    to: 0,
    seconds: 10_000,
  });
});

test('neighbours die together with their rack, buddies in the next rack with their power domain', () => {
  const at = {topology, time: 10_000, level: 'rack', index: 2} as const;
  expect(rollback({...at, tiers: [peers('adjacent'), store]}).tier).toBe('store');
  expect(rollback({...at, tiers: [peers('rack-aware'), store]}).tier).toBe('peer');
  expect(rollback({...at, tiers: [peers('rack-aware'), store], level: 'power'}).tier).toBe('store');
  expect(rollback({...at, tiers: [peers('power-aware'), store], level: 'power'}).tier).toBe('peer');
});

test('copies in memory outlive a crash where an agent holds them', () => {
  const crash = {topology, time: 10_000, level: 'node', index: 2, fault: 'software'} as const;
  expect(rollback({...crash, tiers: [dram, store]}).tier).toBe('store');
  expect(rollback({...crash, tiers: [{...dram, survivesProcess: true}, store]}).tier).toBe('dram');
  // Peers without agents lose what the crashed node held; the peer still has it.
  expect(rollback({...crash, tiers: [{...peers('adjacent'), survivesProcess: false}, store]}).tier).toBe('peer');
  expect(rollback({...crash, level: 'rack', tiers: [{...peers('adjacent'), survivesProcess: false}, store]}).tier).toBe(
    'store',
  );
});

test('a copy on its way does not count', () => {
  const tiers = [store];
  // Taken after 3600 s of work, 60 s to write, 200 s to arrive: complete at 3860 s.
  expect(newestCopies({topology, tiers, time: 3859.9})).toEqual([null]);
  expect(newestCopies({topology, tiers, time: 3860})).toEqual([{work: 3600, taken: 3600}]);
  expect(rollback({topology, tiers, time: 3859.9, level: 'node', index: 0})).toMatchObject({
    tier: 'start',
    seconds: 3859.9,
    work: 3799.9,
  });
  expect(rollback({topology, tiers, time: 3860, level: 'node', index: 0})).toMatchObject({
    tier: 'store',
    seconds: 260,
    work: 200,
  });
});

test('errors name quantity, range and value', () => {
  const at = {topology, tiers: standardTiers, time: 100, level: 'node', index: 0} as const;
  expect(rollback(at).tier).toBe('start');
  expect(() => rollback({...at, time: NaN})).toThrow(/time .*got NaN/);
  expect(() => rollback({...at, index: 999})).toThrow(/index .*got 999/);
  expect(() => rollback({...at, fault: 'magic' as never})).toThrow(/fault must be one of hardware, software/);
  expect(() => rollback({...at, tiers: []})).toThrow(/tiers must be a list of at least one/);
  expect(() => rollback({...at, tiers: [{...store, interval: 0}]})).toThrow(/tiers\[0\].interval .*got 0/);
  expect(() => rollback({...at, tiers: [store, {...store, lag: -1}]})).toThrow(/tiers\[1\].lag .*got -1/);
  expect(() => rollback({...at, tiers: [{...store, kind: 'tape' as never}]})).toThrow(
    /tiers\[0\].kind must be one of dram, peer, nvme, store/,
  );
  expect(() => rollback({...at, tiers: [{kind: 'peer', interval: 60}]})).toThrow(
    /tiers\[0\].placement must be a placement on the 128 nodes .*got undefined/,
  );
  expect(() =>
    rollback({
      ...at,
      tiers: [{kind: 'peer', interval: 60, placement: replicaPlacement({topology: buildTopology({gpus: 64})})}],
    }),
  ).toThrow(/placement .*got 8/);
});
