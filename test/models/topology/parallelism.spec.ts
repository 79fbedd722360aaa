import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  checkParallelism,
  groupMembers,
  groupOf,
  groupsHit,
  rankCoordinates,
  rankOf,
} from '../../../src/models/topology/index.js';
import {runs} from '../../support/sample.js';

const size = fc.integer({min: 1, max: 6});
const jobs = fc.record({tp: size, cp: size, pp: size, dp: size});
const AXES = ['tp', 'cp', 'pp', 'dp'] as const;

/** All places in nested loops, dp outermost and tp innermost: the order of the ranks. */
function places({tp, cp, pp, dp}: {tp: number; cp: number; pp: number; dp: number}) {
  const all = [];
  for (let d = 0; d < dp; d++)
    for (let p = 0; p < pp; p++)
      for (let c = 0; c < cp; c++) for (let t = 0; t < tp; t++) all.push({tp: t, cp: c, pp: p, dp: d});
  return all;
}

test('ranks count through tp first, then cp, pp and dp, and back', () => {
  fc.assert(
    fc.property(jobs, (job) => {
      places(job).forEach((place, rank) => {
        expect(rankCoordinates(job, rank)).toEqual(place);
        expect(rankOf(job, place)).toBe(rank);
      });
    }),
    {numRuns: runs(30)},
  );
});

test('a group is all ranks that differ in one coordinate only', () => {
  fc.assert(
    fc.property(jobs, fc.constantFrom(...AXES), fc.nat(), (job, axis, n) => {
      const all = places(job);
      const rank = n % all.length;
      const same = all.flatMap((place, r) => (AXES.every((a) => a === axis || place[a] === all[rank][a]) ? [r] : []));
      const group = groupOf(job, axis, rank);
      expect(groupMembers(job, axis, group)).toEqual(same);
      const firsts = [...new Set(all.map((_, r) => groupMembers(job, axis, groupOf(job, axis, r))[0]))];
      expect(firsts.indexOf(same[0])).toBe(group);
    }),
    {numRuns: runs(60)},
  );
});

test('groups hit by a range', () => {
  fc.assert(
    fc.property(jobs, fc.constantFrom(...AXES), fc.nat(), fc.nat(), (job, axis, a, b) => {
      const gpus = job.tp * job.cp * job.pp * job.dp;
      const from = a % gpus;
      const to = from + 1 + (b % (gpus - from));
      const hit: number[] = [];
      for (let group = 0; group < gpus / job[axis]; group++)
        if (groupMembers(job, axis, group).some((r) => r >= from && r < to)) hit.push(group);
      expect(groupsHit(job, axis, {from, to})).toEqual(hit);
    }),
    {numRuns: runs(60)},
  );
});

test('a lost node of 8 takes one tensor group, one stage of one replica (Llama 3, tp 8)', () => {
  const job = {tp: 8, cp: 1, pp: 16, dp: 128};
  const node = {from: 8 * 300, to: 8 * 301};
  expect(groupsHit(job, 'tp', node)).toEqual([300]);
  expect(
    new Set(Array.from({length: 8}, (_, i) => rankCoordinates(job, node.from + i)).map(({pp, dp}) => `${pp} ${dp}`))
      .size,
  ).toBe(1);
  expect(groupsHit(job, 'dp', node)).toHaveLength(8);
});

test('errors name quantity, range and value', () => {
  const job = {tp: 8, cp: 1, pp: 4, dp: 2};
  expect(checkParallelism(job, 64)).toBe(job);
  expect(() => checkParallelism(job, 128)).toThrow(
    new RangeError('tp·cp·pp·dp must be 128, the number of GPUs, got 64'),
  );
  expect(() => checkParallelism({...job, cp: 0}, 0)).toThrow(/cp must be a whole number >= 1 .*got 0/);
  expect(() => rankCoordinates(job, 64)).toThrow(/rank must be a number from 0 to 63 .*got 64/);
  expect(() => rankOf(job, {tp: 0, cp: 1, pp: 0, dp: 0})).toThrow(/coordinate cp .*got 1/);
  expect(() => groupOf(job, 'ep' as never, 0)).toThrow(/axis must be one of tp, cp, pp, dp/);
  expect(() => groupMembers(job, 'tp', 8)).toThrow(/group .*got 8/);
  expect(() => groupsHit(job, 'tp', {from: 5, to: 5})).toThrow(/to must be a number from 6 to 64/);
});
