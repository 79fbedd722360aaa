import {expect, test} from 'vitest';
import {seededRandom} from '../../../src/models/numerics/random.js';
import {asyncEfficiency} from '../../../src/models/staging/async-efficiency.js';
import {sharedStorePlan} from '../../../src/models/staging/shared-store.js';
import {checkpointStorm, concurrentWriters, pacedDrain} from '../../../src/models/staging/storm.js';
import {near} from '../truth.js';
import {stagingTruth} from './staging-truth.js';

const t = stagingTruth();

test('405B, 2,048 nodes, 2 TB/s: turns divide the peak, and the time stays until the store is no longer the limit', () => {
  for (const {inputs: i, ...row} of t.checkpoint_storm_stagger) {
    const storm = checkpointStorm({
      writers: i.nodes,
      bytesPerNode: i.bytes_per_node,
      nodeBandwidth: i.nic_Bps,
      storeBandwidth: i.store_Bps,
      groups: i.groups,
      interval: i.interval_s,
    });
    near(storm.peakDemand, row.peak_demand_Bps);
    near(storm.peakRatio, row.peak_ratio);
    near(storm.nodeRate, row.per_node_rate_Bps);
    near(storm.groupDrain, row.group_drain_s);
    near(storm.durableAfter, row.durable_after_s);
    near(
      storm.durableAfter,
      Math.max((i.nodes * i.bytes_per_node) / i.store_Bps, (i.groups * i.bytes_per_node) / i.nic_Bps),
    );
    expect(storm.feasible).toBe(row.feasible);
  }
});

test('draining slowly costs persist/M, and the exact model agrees to second order', () => {
  for (const {inputs: i, ...row} of t.paced_drain_tradeoff) {
    const paced = pacedDrain({bytes: i.total_bytes, drain: i.drain_Bps, mtbf: i.M_s});
    near(paced.persist, row.persist_s);
    near(paced.extraWaste, row.extra_waste);
    const exact = (persist: number) => asyncEfficiency({interval: 1275, stall: 0.3, persist, mtbf: i.M_s});
    near(1 - exact(paced.persist) / exact(0), paced.extraWaste, 0.01);
  }
});

test('random phases: binomial, against counting', () => {
  const [writers, persist, interval] = [64, 90, 600];
  const random = seededRandom('phases');
  const counts = Array.from({length: 20_000}, () => {
    let n = 0;
    for (let i = 0; i < writers; i++) if (random.uniform() * interval < persist) n++;
    return n;
  });
  const mean = counts.reduce((s, n) => s + n, 0) / counts.length;
  const deviation = Math.sqrt(counts.reduce((s, n) => s + (n - mean) ** 2, 0) / counts.length);
  const said = concurrentWriters({writers, persist, interval});
  expect(Math.abs(mean - said.mean)).toBeLessThan((4 * said.standardDeviation) / Math.sqrt(counts.length));
  near(deviation, said.standardDeviation, 0.02);
  near(said.provision, said.mean + 4 * said.standardDeviation);
  expect(counts.filter((n) => n > said.provision).length / counts.length).toBeLessThan(1e-3);
  expect(concurrentWriters({writers, persist: 900, interval})).toEqual({mean: 64, standardDeviation: 0, provision: 64});
});

test('Cielo: many jobs, one store', () => {
  const {n_apps, q_nodes, rows} = t.herault2018_cooperative_io_bound;
  const nodes = 17_784;
  for (const row of rows) {
    const jobs = n_apps.map((count: number, i: number) => ({
      count,
      nodes: q_nodes[i],
      writeTime: row.ckpt_time_h[i] * 3600,
    }));
    const plan = sharedStorePlan({jobs, nodes, nodeMtbf: nodes * row.inputs.system_mtbf_h * 3600});
    near(plan.unconstrainedLoad, row.io_utilisation_if_unconstrained);
    near(plan.multiplier, row.lagrange, 1e-9);
    plan.periods.forEach((p, i) => near(p / 3600, row.periods_h[i], 1e-9));
    near(plan.waste, row.waste, 1e-9);
    expect(plan.storeBound).toBe(row.io_bound);
    const load = jobs.reduce((s: number, j: any, i: number) => s + (j.count * j.writeTime) / plan.periods[i], 0);
    if (plan.storeBound) near(load, 1, 1e-12);
    else expect(load).toBeLessThanOrEqual(1);
  }
});

test('no other periods that fit the store waste less', () => {
  const jobs = [
    {count: 3, nodes: 64, writeTime: 1800},
    {count: 1, nodes: 300, writeTime: 4500},
  ];
  const [nodes, nodeMtbf] = [492, 492 * 3600];
  const best = sharedStorePlan({jobs, nodes, nodeMtbf});
  expect(best.storeBound).toBe(true);
  let least = Infinity;
  // On the line where the store is always busy: choose the first period, the second follows.
  for (let p = 5500; p < 80_000; p += 10) {
    const share = (3 * 1800) / p;
    const periods = [p, 4500 / (1 - share)];
    const waste = jobs.reduce(
      (s, {count, nodes: q, writeTime}, i) =>
        s + ((count * q) / nodes) * (writeTime / periods[i] + (q / nodeMtbf) * (periods[i] / 2 + writeTime)),
      0,
    );
    least = Math.min(least, waste);
  }
  near(best.waste, least, 1e-5);
});

test('edges', () => {
  const one = checkpointStorm({writers: 1, bytesPerNode: 10, nodeBandwidth: 5, storeBandwidth: 100});
  expect(one).toMatchObject({peakDemand: 5, nodeRate: 5, durableAfter: 2, feasible: true});
  expect(checkpointStorm({writers: 8, bytesPerNode: 0, nodeBandwidth: 5, storeBandwidth: 100}).durableAfter).toBe(0);
  expect(() => checkpointStorm({writers: 4, bytesPerNode: 1, nodeBandwidth: 1, storeBandwidth: 1, groups: 5})).toThrow(
    new RangeError('groups must be a whole number from 1 to writers = 4 (groups), got 5'),
  );
  expect(() => checkpointStorm({writers: 0, bytesPerNode: 1, nodeBandwidth: 1, storeBandwidth: 1})).toThrow(
    /writers .*got 0/,
  );
  expect(() => pacedDrain({bytes: 1, drain: 0, mtbf: 1})).toThrow(/drain .*got 0/);
  expect(() => sharedStorePlan({jobs: [], nodes: 1, nodeMtbf: 1})).toThrow(TypeError);
  expect(() => sharedStorePlan({jobs: [{count: 1, nodes: 1, writeTime: 0}], nodes: 1, nodeMtbf: 1})).toThrow(
    /jobs\[0\]\.writeTime .*got 0/,
  );
});
