import {describe, expect, test} from 'vitest';
import {publishedFleets} from '../../../src/models/fleet/published.js';
import {segmentTimes, wasteBreakdown} from '../../../src/models/checkpointing/waste.js';
import {
  buildTopology,
  componentSources,
  expectedFleetEfficiency,
  fleetSlices,
  playFleet,
  publishedSources,
  replicaPlacement,
  simulateFleet,
  topologyPresets,
} from '../../../src/models/topology/index.js';
import type {CheckpointTier, FailureSource, FleetRunsPlan} from '../../../src/models/topology/index.js';
import {truth} from '../truth.js';
import {sample} from '../../support/sample.js';

const H = 3600;
const DAY = 86_400;
const topology = buildTopology(topologyPresets.llama3.shape);
const sources = publishedSources({topology, nodeMtbf: 1 / publishedFleets.llama3.failureRate});
const plan = {
  topology,
  sources,
  seed: 'fleet',
  runs: 100,
  duration: 54 * DAY,
  tiers: [{kind: 'store', interval: 1800, writeTime: 60}] as CheckpointTier[],
  detect: 600,
  restart: 300,
} satisfies FleetRunsPlan;
const within = (estimate: {mean: number; standardError: number}, expected: number, what = '') => {
  expect(estimate.standardError).toBeGreaterThan(0);
  expect(
    Math.abs(estimate.mean - expected),
    `${what} ${estimate.mean} ± ${estimate.standardError} against ${expected}`,
  ).toBeLessThan(4 * estimate.standardError);
};

describe('one tier in the store: within 4 standard errors of the closed form', () => {
  const changes = [
    {},
    {detect: 0, restart: 0},
    {tiers: [{kind: 'store', interval: 7200, writeTime: 300}] as CheckpointTier[]},
    {detect: 1800, restart: 1800},
  ];
  for (const change of sample(changes, 2, 9)) {
    test(JSON.stringify(change), () => {
      const p = {...plan, ...change};
      const {interval, writeTime = 0} = p.tiers[0];
      const run = {interval, writeTime, mtbf: 1 / (419 / (54 * DAY)), restart: p.restart, downtime: p.detect};
      const all = simulateFleet(p);
      const shares = wasteBreakdown(run);
      within(all.efficiency, shares.useful, 'efficiency');
      within(all.failures, 419, 'failures');
      within(all.mtbf, (54 * DAY) / 419, 'mtbf');
      for (const part of ['lost', 'checkpoint'] as const) within(all.times[part], shares[part] * p.duration, part);
      if (p.detect > 0)
        for (const part of ['downtime', 'restart'] as const) within(all.times[part], shares[part] * p.duration, part);
      expect(expectedFleetEfficiency(p).exact).toBe(true);
      expect(Math.abs(expectedFleetEfficiency(p).efficiency - shares.useful)).toBeLessThan(1e-12);
    });
  }
});

test('copies with a lag: within 4 standard errors of the exact asynchronous form', () => {
  const rows = truth('staging' as never).async_exact_exponential.filter(
    ({inputs}: {inputs: {slowdown_beta: number; persist_s: number}}) =>
      inputs.slowdown_beta === 0 && inputs.persist_s > 0,
  );
  for (const {inputs: i, ...row} of sample<any>(rows, 2, 10)) {
    const all = simulateFleet({
      ...plan,
      runs: 100,
      duration: 100 * DAY,
      sources: [{component: 'a', category: 'Host', level: 'node', fault: 'hardware', rate: 1 / i.M_s / topology.nodes}],
      tiers: [{kind: 'store', interval: row.T_period_feasible_s - i.stall_s, writeTime: i.stall_s, lag: i.persist_s}],
      restart: i.R_s,
      detect: i.D_s,
    });
    within(all.efficiency, row.efficiency);
  }
});

test('two levels: the simulation of the reference, to within what it and this one vary', () => {
  for (const {inputs: i, ...row} of sample<any>(truth('staging' as never).two_level_first_order, 1, 11)) {
    const rate = 1 / i.M_s / topology.nodes;
    const all = simulateFleet({
      ...plan,
      runs: 150,
      duration: 100 * DAY,
      detect: 0,
      sources: [
        {component: 'a', category: 'Dependency', level: 'node', fault: 'software', rate: (1 - i.frac_level2) * rate},
        {component: 'b', category: 'Host', level: 'node', fault: 'hardware', rate: i.frac_level2 * rate},
      ],
      tiers: [
        {kind: 'nvme', interval: row.w_int_s, writeTime: i.C1_s, restart: i.R1_s},
        {kind: 'store', interval: row.w_int_s * row.n_int, writeTime: i.C2_s, restart: i.R2_s},
      ],
    });
    // Its own error is not told; 0.001 is a hundredth of the overhead of the worse of its two plans.
    expect(Math.abs(all.efficiency.mean - row.mc_efficiency)).toBeLessThan(4 * all.efficiency.standardError + 0.001);
  }
});

test('unlike parts in series: the MTBF seen is that of the truth', () => {
  const all = simulateFleet({...plan, sources: componentSources(), runs: 60});
  within(all.mtbf, truth('fleet-reliability').heterogeneous_fleet.fleet_mtbf_h * H);
});

test('mean failures a committed segment, as the closed form counts them', () => {
  // A segment of the closed form lasts this long and meets this many failures; failures in downtime come on top.
  const p = {...plan, detect: 0};
  const {total, failures} = segmentTimes({interval: 1800, writeTime: 60, mtbf: (54 * DAY) / 419, restart: 300});
  within(simulateFleet(p).failures, (p.duration / total) * failures);
});

test('copies in peers beat the store alone, and racks and power domains decide between placements', () => {
  const rack: FailureSource[] = [
    {
      component: 'switch',
      category: 'Network',
      level: 'rack',
      fault: 'hardware',
      rate: 1 / (3 * H) / topology.counts.rack,
    },
  ];
  const peer = (spread: 'adjacent' | 'rack-aware'): CheckpointTier[] => [
    {kind: 'peer', interval: 120, writeTime: 1, lag: 10, placement: replicaPlacement({topology, spread})},
    ...plan.tiers,
  ];
  const run = (tiers: CheckpointTier[]) => simulateFleet({...plan, sources: rack, runs: 30, tiers}).efficiency;
  const alone = run([...plan.tiers]);
  const adjacent = run(peer('adjacent'));
  const aware = run(peer('rack-aware'));
  expect(aware.mean).toBeGreaterThan(adjacent.mean + 10 * adjacent.standardError);
  // Neighbours share their rack: each failure takes both copies, and the copies cost a little besides.
  expect(adjacent.mean).toBeLessThan(alone.mean + 4 * alone.standardError);
});

test('lemons lower the MTBF as predicted', () => {
  const lemons = {share: 0.02, factor: 11};
  const all = simulateFleet({...plan, runs: 40, lemons, sources: sources.filter((s) => s.level === 'node')});
  const nodes = 419 - 268 - (1024 / 300_000) * 24 * 54;
  // Power domains take 0.17 of 419 failures from all alike: below a tenth of a standard error. 41 of 2,048 nodes are lemons.
  within(all.failures, nodes * (1 + (41 / 2048) * 10));
});

test('slices end with what one call gives; run i is stream i', () => {
  const p = {...plan, runs: 12};
  const slices = [...fleetSlices({...p, slice: 1000})];
  expect(slices.length).toBeGreaterThan(3);
  slices.forEach((s, i) => i > 0 && expect(s.runs).toBeGreaterThan(slices[i - 1].runs));
  expect(slices.at(-1)).toEqual(simulateFleet(p));
  const efficiencies = Array.from({length: 12}, (_, stream) => playFleet({...p, stream}).efficiency);
  const mean = efficiencies.reduce((s, x) => s + x, 0) / 12;
  const {efficiency} = simulateFleet(p);
  expect(Math.abs(efficiency.mean - mean)).toBeLessThan(1e-12);
  expect(efficiency.standardError).toBeCloseTo(
    Math.sqrt(efficiencies.reduce((s, x) => s + (x - mean) ** 2, 0) / 11 / 12),
    12,
  );
});

test('errors name quantity, range and value, at once', () => {
  expect(() => simulateFleet({...plan, runs: 0})).toThrow(/runs must be a whole number >= 1 .*got 0/);
  expect(() => fleetSlices({...plan, slice: 0})).toThrow(/slice .*got 0/);
  expect(() => fleetSlices({...plan, seed: 0.5})).toThrow(/seed .*got 0.5/);
  expect(() => fleetSlices({...plan, duration: -1})).toThrow(/duration .*got -1/);
  expect(simulateFleet({...plan, runs: 1, sources: []})).toMatchObject({
    mtbf: {mean: Infinity, standardError: 0},
    incomplete: 0,
  });
});
