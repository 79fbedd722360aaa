import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  blastRadius,
  buildTopology,
  holdersOf,
  recoveryChance,
  replicaPairLossRate,
  replicaPlacement,
  replicaSurvival,
  sampleFailures,
  unitOf,
} from '../../../src/models/topology/index.js';
import type {ReplicaScheme, ReplicaSpread} from '../../../src/models/topology/index.js';
import {near, truth} from '../truth.js';

const t = truth('fleet-reliability');
const DAY = 86_400;
const SCHEMES: ReplicaScheme[] = ['groups', 'ring'];
const SPREADS: ReplicaSpread[] = ['adjacent', 'rack-aware', 'power-aware'];
const fleet = (nodes: number) =>
  buildTopology({gpus: nodes * 2, gpusPerNode: 2, nodesPerRack: 2, racksPerPowerDomain: 2, racksPerPod: 4});

test('chance of recovery: the published placements', () => {
  for (const {inputs: i, ...row} of t.gemini_replica_placement) {
    const topology = buildTopology({gpus: i.N * 8});
    for (const spread of SPREADS) {
      near(
        recoveryChance({placement: replicaPlacement({topology, copies: i.m, spread}), failures: i.k}),
        row.p_recover_group_exact,
      );
    }
    if (row.p_recover_ring_m2 !== null)
      near(
        recoveryChance({placement: replicaPlacement({topology, scheme: 'ring'}), failures: i.k}),
        row.p_recover_ring_m2,
      );
    expect(
      recoveryChance({placement: replicaPlacement({topology, copies: i.m}), failures: i.k}),
    ).toBeGreaterThanOrEqual(row.p_recover_group_lower_bound - 1e-12);
  }
});

/** Sets of nodes as bits. */
function harmlessShare(nodes: number, failures: number, holders: number[][]): number {
  const masks = holders.map((list) => list.reduce((bits, n) => bits | (1 << n), 0));
  let [all, harmless] = [0, 0];
  for (let set = 0; set < 1 << nodes; set++) {
    let bits = 0;
    for (let s = set; s > 0; s &= s - 1) bits++;
    if (bits !== failures) continue;
    all++;
    if (masks.every((m) => (m & set) !== m)) harmless++;
  }
  return harmless / all;
}

test('chance of recovery: every set of lost nodes tried, for any placement', () => {
  for (const [nodes, copies] of [
    [2, 2],
    [5, 2],
    [7, 3],
    [7, 4],
    [8, 2],
    [10, 3],
    [11, 2],
    [12, 3],
    [13, 2],
    [13, 4],
  ]) {
    for (const scheme of SCHEMES)
      for (const spread of SPREADS) {
        const placement = replicaPlacement({topology: fleet(nodes), copies, scheme, spread});
        const holders = Array.from({length: nodes}, (_, n) => holdersOf(placement, n));
        for (let failures = 0; failures <= nodes; failures++) {
          near(
            recoveryChance({placement, failures}),
            harmlessShare(nodes, failures, holders),
            1e-12,
            `${nodes} ${copies} ${scheme} ${spread} ${failures}`,
          );
        }
      }
  }
});

test('many failures at once in a large fleet: no digit lost, no overflow', () => {
  const placement = replicaPlacement({topology: buildTopology({gpus: 131_072})});
  // Pairs: the product of (N − 2i)/(N − i), one failure after the other.
  for (const failures of [1, 2, 50, 400]) {
    let chance = 1;
    for (let i = 0; i < failures; i++) chance *= (16_384 - 2 * i) / (16_384 - i);
    near(recoveryChance({placement, failures}), chance, 1e-11);
  }
});

test('each state is on as many different nodes as there are copies; every node holds equally many', () => {
  fc.assert(
    fc.property(
      fc.integer({min: 2, max: 90}),
      fc.integer({min: 2, max: 4}),
      fc.constantFrom(...SCHEMES),
      fc.constantFrom(...SPREADS),
      (nodes, copies, scheme, spread) => {
        fc.pre(copies <= nodes);
        const placement = replicaPlacement({topology: fleet(nodes), copies, scheme, spread});
        const held = new Array(nodes).fill(0);
        for (let node = 0; node < nodes; node++) {
          const holders = holdersOf(placement, node);
          expect([holders[0], new Set(holders).size]).toEqual([node, copies]);
          for (const h of holders) held[h]++;
        }
        expect(held).toEqual(new Array(nodes).fill(copies));
      },
    ),
  );
});

test('aware of racks or power domains: no failure of one takes two copies, unless the fleet is too small and says so', () => {
  fc.assert(
    fc.property(
      fc.integer({min: 2, max: 90}),
      fc.integer({min: 2, max: 3}),
      fc.constantFrom(...SCHEMES),
      fc.constantFrom('rack-aware', 'power-aware'),
      (nodes, copies, scheme, spread) => {
        fc.pre(copies <= nodes);
        const topology = fleet(nodes);
        const placement = replicaPlacement({topology, copies, scheme, spread: spread as ReplicaSpread});
        const level = spread === 'rack-aware' ? 'rack' : 'power';
        const apart = Array.from(
          {length: nodes},
          (_, n) => new Set(holdersOf(placement, n).map((h) => unitOf(topology, level, h * 2))).size === copies,
        ).every(Boolean);
        if (placement.apart) expect(apart).toBe(true);
        expect(placement.apart).toBe(nodes >= copies * (level === 'rack' ? 2 : 4));
        if (placement.apart)
          for (let index = 0; index < topology.counts[level]; index++) {
            const {fromNode, toNode} = blastRadius(topology, {level, index});
            expect(
              replicaSurvival({placement, lost: Array.from({length: toNode - fromNode}, (_, i) => fromNode + i)})
                .survived,
            ).toBe(true);
          }
      },
    ),
  );
});

test('one rack takes both copies of neighbours, one power domain both of neighbouring racks', () => {
  const topology = buildTopology({gpus: 16_384});
  const rack = [6, 7];
  const power = Array.from({length: 32}, (_, i) => 32 + i);
  expect(replicaSurvival({placement: replicaPlacement({topology}), lost: rack})).toEqual({
    survived: false,
    lostStates: rack,
  });
  expect(replicaSurvival({placement: replicaPlacement({topology, spread: 'rack-aware'}), lost: rack}).survived).toBe(
    true,
  );
  expect(
    replicaSurvival({placement: replicaPlacement({topology, spread: 'rack-aware'}), lost: power}).lostStates,
  ).toEqual(power);
  expect(replicaSurvival({placement: replicaPlacement({topology, spread: 'power-aware'}), lost: power}).survived).toBe(
    true,
  );
  expect(replicaSurvival({placement: replicaPlacement({topology}), lost: []})).toEqual({
    survived: true,
    lostStates: [],
  });
});

test('pair loss: the formula', () => {
  for (const {inputs: i, ...row} of t.replica_pair_loss) {
    const rate = replicaPairLossRate({
      nodes: i.nodes,
      failureRate: i.r_f_per_node_day / DAY,
      rereplication: i.rereplication_min * 60,
    });
    near(rate * DAY, row.rate_per_day);
    near(1 / rate / DAY, row.mean_days_between);
  }
});

test('pair loss: the formula agrees with failures drawn one by one, within 4 standard errors', () => {
  const topology = buildTopology({gpus: 256});
  const failureRate = 1 / (20 * DAY);
  const rereplication = 3600;
  const until = 40_000 * DAY;
  const last = new Map<number, number>();
  let lost = 0;
  for (const {time, index} of sampleFailures({
    topology,
    seed: 'pairs',
    until,
    sources: [{component: 'node', category: 'Host', level: 'node', fault: 'hardware', rate: failureRate}],
  })) {
    if (time - (last.get(index ^ 1) ?? -Infinity) <= rereplication) lost++;
    last.set(index, time);
  }
  const expected = replicaPairLossRate({nodes: 32, failureRate, rereplication}) * until;
  expect(expected).toBeGreaterThan(100);
  // First order in r·t = 1/480: its error is far below the statistical one.
  expect(Math.abs(lost - expected)).toBeLessThan(4 * Math.sqrt(expected));
});

test('errors name quantity, range and value', () => {
  const topology = buildTopology({gpus: 64});
  const placement = replicaPlacement({topology});
  expect(() => replicaPlacement({topology, copies: 9})).toThrow(
    new RangeError('copies must be a number from 2 to 8 (copies, no more than nodes), got 9'),
  );
  expect(() => replicaPlacement({topology, copies: 1.5})).toThrow(/copies .*got 1.5/);
  expect(() => replicaPlacement({topology, spread: 'far' as never})).toThrow(
    /spread must be one of adjacent, rack-aware, power-aware/,
  );
  expect(() => replicaPlacement({topology, scheme: 'mesh' as never})).toThrow(/scheme must be one of groups, ring/);
  expect(() => holdersOf(placement, 8)).toThrow(/node must be a number from 0 to 7 .*got 8/);
  expect(() => replicaSurvival({placement, lost: [-1]})).toThrow(/lost node .*got -1/);
  expect(() => recoveryChance({placement, failures: 9})).toThrow(/failures must be a number from 0 to 8 .*got 9/);
  expect(() => replicaPairLossRate({nodes: 0, failureRate: 1, rereplication: 1})).toThrow(/nodes .*got 0/);
  expect(() => replicaPairLossRate({nodes: 1, failureRate: NaN, rereplication: 1})).toThrow(/failureRate .*got NaN/);
});
