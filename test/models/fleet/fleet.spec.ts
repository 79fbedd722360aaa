import {expect, test} from 'vitest';
import {
  availability,
  fleetMtbf,
  fleetSurvival,
  scaledWriteTime,
  seriesMtbf,
  sparesExceeded,
  survivalProbability,
  weibullFleetMtbf,
} from '../../../src/models/fleet/fleet.js';
import {publishedFleets} from '../../../src/models/fleet/published.js';
import {near, truth} from '../truth.js';

const t = truth('fleet-reliability');
const H = 3600;
const DAY = 86_400;

test('fleet MTBF and survival', () => {
  for (const {inputs: i, ...row} of t.fleet_mtbf_survival) {
    const nodeMtbf = i.component_mtbf_h * H;
    near(fleetMtbf({nodeMtbf, nodes: i.N}) / H, row.fleet_mtbf_h);
    near(survivalProbability({nodeMtbf, nodes: 1, time: i.t_h * H}), row.P_node);
    near(survivalProbability({nodeMtbf, nodes: i.N, time: i.t_h * H}), row.P_fleet_eq_P_node_pow_N);
    // P_node is rounded to a double before it is raised to N: its last bit counts N times.
    near(fleetSurvival({nodeSurvival: row.P_node, nodes: i.N}), row.P_fleet_eq_P_node_pow_N, 1.2e-16 * i.N + 1e-12);
    near(1 - survivalProbability({nodeMtbf, nodes: i.N, time: i.t_h * H}), row.P_any_failure, 1e-11);
  }
});

test('unlike parts in series', () => {
  const parts = Object.values<any>(t.heterogeneous_fleet.components).map((c) => ({mttf: c.mttf_h * H, count: c.count}));
  near(seriesMtbf({parts}) / H, t.heterogeneous_fleet.fleet_mtbf_h);
  const {gpu_h, nic_h, psu_h, n, node_mtbf_h, fleet_2048_nodes_h, fleet_1250_nodes_h} = t.mlsysim_node_series;
  const node = seriesMtbf({parts: [gpu_h, nic_h, psu_h].map((h, i) => ({mttf: h * H, count: n[i]}))});
  near(node / H, node_mtbf_h);
  near(fleetMtbf({nodeMtbf: node, nodes: 2048}) / H, fleet_2048_nodes_h);
  near(fleetMtbf({nodeMtbf: node, nodes: 1250}) / H, fleet_1250_nodes_h);
  expect(seriesMtbf({parts: []})).toBe(Infinity);
});

test('Kokolis: MTTF by job size', () => {
  for (const row of t.kokolis2024_mttf) {
    const nodeMtbf = (DAY * 1000) / Number(row.r_f_per_1000_node_days);
    near(fleetMtbf({nodeMtbf, nodes: row.gpus / 8}) / H, row.mttf_h);
  }
});

test('Weibull fleets: renew the failed node, or all', () => {
  for (const {inputs: i, ...row} of t.weibull_platform_mtbf) {
    const fleet = {nodeMtbf: i.node_mtbf_h * H, nodes: i.N, shape: i.shape_k};
    near(weibullFleetMtbf({...fleet, renew: 'failed'}) / H, row.mtbf_failed_only_rejuvenated_h);
    near(weibullFleetMtbf({...fleet, renew: 'all'}) / H, row.mtbf_all_rejuvenated_h);
  }
});

test('published fleets, normalised to 1000 node-days', () => {
  const rates = t.fleet_failure_rates_normalised.map((r: any) => r.rate_per_1000_node_days);
  const ours = publishedFleets;
  [
    [ours.llama3, 0],
    [ours.rsc1, 2],
    [ours.rsc2, 3],
    [ours.opt175b, 6],
    [ours.bloom, 7],
    [ours.crusoe, 8],
  ].forEach(([fleet, i]: any) => near(fleet.failureRate * DAY * 1000, rates[i]));
  near(((ours.llama3.failureRate * 466) / 419) * DAY * 1000, rates[1]);
  near((1000 * 24) / 7.9 / 128, rates[4]);
  near(1000 / 47.7, rates[5]);
  near((DAY * 1000) / (2048 * 4 * H), rates[9]);
  near(
    (DAY * 1000) /
      seriesMtbf({
        parts: [
          {mttf: 5e4 * H, count: 8},
          {mttf: 15e4 * H, count: 2},
          {mttf: 1e5 * H, count: 2},
        ],
      }),
    rates[10],
  );
});

test('spares', () => {
  for (const {inputs: i, ...row} of t.spares_poisson) {
    near(
      sparesExceeded({nodes: i.nodes, failureRate: i.r_f_per_node_day / DAY, repair: i.repair_h * H, spares: i.spares}),
      row.p_more_failures_than_spares,
    );
  }
  near(sparesExceeded({nodes: 1, failureRate: 1, repair: 0.5, spares: 0}), -Math.expm1(-0.5));
  expect(sparesExceeded({nodes: 10, failureRate: 0, repair: 5, spares: 0})).toBe(0);
  expect(sparesExceeded({nodes: 1e6, failureRate: 1, repair: 1e6, spares: 3})).toBe(1);
});

test('write time when the fleet doubles', () => {
  const grow = {writeTime: 120, nodes: 2048, newNodes: 4096} as const;
  expect(
    ['fixed', 'sharded', 'shared'].map((scaling) => scaledWriteTime({...grow, scaling: scaling as 'fixed'})),
  ).toEqual([120, 60, 240]);
});

test('errors name quantity, range and value', () => {
  expect(() => fleetMtbf({nodeMtbf: 1, nodes: 0})).toThrow(
    new RangeError('nodes must be a finite number > 0 (count), got 0'),
  );
  expect(() => fleetMtbf({nodeMtbf: NaN, nodes: 1})).toThrow(/nodeMtbf .*got NaN/);
  expect(() =>
    seriesMtbf({
      parts: [
        {mttf: 1, count: 1},
        {mttf: 0, count: 1},
      ],
    }),
  ).toThrow(/parts\[1\]\.mttf .*> 0 \(seconds\), got 0/);
  expect(() => seriesMtbf({parts: [{mttf: 1, count: -1}]})).toThrow(/parts\[0\]\.count .*got -1/);
  expect(() => seriesMtbf({parts: null as never})).toThrow(TypeError);
  expect(() => survivalProbability({nodeMtbf: 1, nodes: 1, time: -1})).toThrow(/time .*got -1/);
  expect(() => fleetSurvival({nodeSurvival: 1.1, nodes: 1})).toThrow(
    /nodeSurvival must be a number from 0 to 1 .*got 1.1/,
  );
  expect(() => scaledWriteTime({writeTime: 1, nodes: 1, newNodes: 1, scaling: 'other' as never})).toThrow(
    /scaling must be one of fixed, sharded, shared/,
  );
  expect(() => weibullFleetMtbf({nodeMtbf: 1, nodes: 1, shape: 99, renew: 'all'})).toThrow(/shape .*got 99/);
  expect(() => sparesExceeded({nodes: 1, failureRate: 1, repair: 1, spares: 0.5})).toThrow(
    /spares must be a whole number >= 0 .*got 0.5/,
  );
  expect(() => availability({mtbf: 0, repair: 1})).toThrow(/mtbf .*got 0/);
});
