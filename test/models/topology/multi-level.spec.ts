import {expect, test} from 'vitest';
import {publishedFleets} from '../../../src/models/fleet/published.js';
import {
  blastRadius,
  buildTopology,
  expectedFleetEfficiency,
  failureRate,
  holdersOf,
  publishedSources,
  replicaPlacement,
  tierRates,
} from '../../../src/models/topology/index.js';
import type {CheckpointTier, FailureSource} from '../../../src/models/topology/index.js';
import {near, truth} from '../truth.js';

const t = truth('staging' as never);
const topology = buildTopology({gpus: 2048});
const sources = publishedSources({topology, nodeMtbf: 1 / publishedFleets.llama3.failureRate});

const two = (i: any, interval: number, ratio: number) => ({
  sources: [
    {
      component: 'a',
      category: 'Dependency',
      level: 'node',
      fault: 'software',
      rate: (1 - i.frac_level2) / i.M_s / topology.nodes,
    },
    {component: 'b', category: 'Host', level: 'node', fault: 'hardware', rate: i.frac_level2 / i.M_s / topology.nodes},
  ] as FailureSource[],
  tiers: [
    {kind: 'nvme', interval, writeTime: i.C1_s, restart: i.R1_s},
    {kind: 'store', interval: interval * ratio, writeTime: i.C2_s, restart: i.R2_s},
  ] as CheckpointTier[],
});

test('a fleet with two tiers: the same first order, recovery added', () => {
  for (const {inputs: i, ...row} of t.two_level_first_order) {
    const {efficiency, exact} = expectedFleetEfficiency({topology, ...two(i, row.w_int_s, row.n_int)});
    expect(exact).toBe(false);
    near(1 / efficiency - 1, row.first_order_waste_with_recovery);
    // And near the reference's own simulation, to second order: the square of the overhead.
    expect(Math.abs(1 / efficiency - 1 - row.mc_overhead_1_over_eff_minus_1)).toBeLessThan(
      1.2 * row.mc_overhead_1_over_eff_minus_1 ** 2,
    );
  }
});

test('one tier with a lag: the exact form for asynchronous checkpoints', () => {
  for (const {inputs: i, ...row} of t.async_exact_exponential) {
    if (i.slowdown_beta > 0) continue;
    const {efficiency, exact} = expectedFleetEfficiency({
      topology,
      sources: [{component: 'a', category: 'Host', level: 'node', fault: 'hardware', rate: 1 / i.M_s / topology.nodes}],
      tiers: [{kind: 'store', interval: row.T_period_feasible_s - i.stall_s, writeTime: i.stall_s, lag: i.persist_s}],
      restart: i.R_s,
      detect: i.D_s,
    });
    expect(exact).toBe(true);
    near(efficiency, row.efficiency, 1e-11);
  }
});

test('which failures fall to which tier, unit by unit', () => {
  const placement = replicaPlacement({topology, spread: 'rack-aware'});
  const tiers: CheckpointTier[] = [
    {kind: 'store', interval: 3600},
    {kind: 'nvme', interval: 900},
    {kind: 'peer', interval: 300, placement},
    {kind: 'dram', interval: 60},
  ];
  const {rates, none} = tierRates({topology, sources, tiers});
  const expected = [0, 0, 0, 0];
  for (const {level, fault, rate} of sources) {
    for (let index = 0; index < topology.counts[level]; index++) {
      const {fromNode, toNode} = blastRadius(topology, {level, index});
      const hit = (n: number) => n >= fromNode && n < toNode;
      let peer = true;
      for (let n = fromNode; n < toNode; n++) if (holdersOf(placement, n).every(hit)) peer = false;
      expected[fault === 'software' || peer ? 2 : 0] += rate;
    }
  }
  rates.forEach(({failureRate: rate, tier}, i) => {
    expect(tier).toBe(tiers[i]);
    near(rate, expected[i], 1e-10, tier.kind);
  });
  expect(none).toBe(0);
  const drives = tierRates({topology, sources, tiers: [tiers[1]]});
  near(drives.none, failureRate({topology, sources: sources.filter((s) => s.fault === 'hardware')}));
  expect(expectedFleetEfficiency({topology, sources, tiers: [tiers[1]]})).toEqual({efficiency: 0, exact: false});
  expect(
    expectedFleetEfficiency({topology, sources: [], tiers: [{kind: 'store', interval: 90, writeTime: 10}]}),
  ).toMatchObject({efficiency: expect.closeTo(0.9, 14), exact: true});
});

test('errors name quantity, range and value', () => {
  expect(() => tierRates({topology, sources, tiers: []})).toThrow(/tiers must be a list/);
  expect(() => expectedFleetEfficiency({topology, sources, tiers: [{kind: 'store', interval: 1}], detect: -1})).toThrow(
    /detect .*got -1/,
  );
});
