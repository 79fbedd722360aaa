import {expect, test} from 'vitest';
import {componentMttf, llama3Run, publishedFleets} from '../../../src/models/fleet/published.js';
import {scenarios} from '../../../src/models/fleet/scenarios.js';
import type {ScenarioField} from '../../../src/models/fleet/scenarios.js';
import {near, truth} from '../truth.js';

const t = truth('fleet-reliability');

test('Llama 3 table 5: every cause, by count, with the printed percentage beside', () => {
  const table = t.llama3_table5;
  expect(
    llama3Run.causes.map(({component, category, count, printedPercent}) => [
      component,
      category,
      count,
      printedPercent,
    ]),
  ).toEqual(table.rows.map((r: any) => [r.component, r.category, r.count, r.printed_percent]));
  const total = llama3Run.causes.reduce((s, c) => s + c.count, 0);
  expect(total).toBe(table.unexpected);
  expect(llama3Run.planned.value + llama3Run.unexpected.value).toBe(table.interruptions_total);
  near(
    llama3Run.causes.reduce((s, c) => s + c.printedPercent, 0),
    table.sum_printed_percent,
    1e-12,
  );
  for (const [i, row] of table.rows.entries()) {
    near((100 * llama3Run.causes[i].count) / total, row.percent_by_count, 1e-4);
    near(llama3Run.duration.value / 3600 / llama3Run.causes[i].count, row.mtbf_h);
  }
  near(llama3Run.duration.value / llama3Run.interruptions.value / 3600, table.mtbf_all_h);
  near(publishedFleets.llama3.failureRate * 86.4e6, table.r_f_per_1000_node_days);
});

test('Llama 3 by domain', () => {
  const by = (category: string) =>
    llama3Run.causes.filter((c) => c.category === category).reduce((s, c) => s + c.count, 0);
  const d = t.llama3_table5_by_domain;
  expect([by('GPU'), by('Host'), by('Network'), by('Dependency'), by('Unplanned Maintenance'), by('Unknown')]).toEqual([
    d.GPU,
    d.Host,
    d.Network,
    d.Dependency_software,
    d.Unplanned_maintenance,
    d.Unknown,
  ]);
});

test('registry MTTFs', () => {
  const hours = Object.fromEntries(Object.entries(componentMttf).map(([k, v]) => [k, v.value / 3600]));
  expect(hours).toEqual({
    gpu: 50_000,
    hbm: 200_000,
    nic: 150_000,
    psu: 100_000,
    pcieSwitch: 200_000,
    cable: 50_000,
    torSwitch: 300_000,
  });
});

test('every scenario is complete, positive where it must be, sourced and frozen', () => {
  const fields: ScenarioField[] = [
    'gpusPerNode',
    'nodes',
    'nodeMtbf',
    'writeTime',
    'checkpointSize',
    'restart',
    'downtime',
    'interval',
    'runLength',
    'gpuHourPrice',
  ];
  expect(Object.keys(scenarios)).toEqual(['cloud', 'llama3', 'rsc1', 'pod8', 'edge', 'mobile', 'tiny']);
  for (const s of Object.values(scenarios)) {
    for (const field of fields) {
      expect(s[field]).toBeGreaterThanOrEqual(0);
      expect(s[field]).toBeLessThan(Infinity);
      expect(s.sources[field].text).not.toBe('');
      expect(['published', 'derived', 'assumed']).toContain(s.sources[field].kind);
    }
    for (const field of ['gpusPerNode', 'nodes', 'nodeMtbf', 'writeTime', 'interval', 'runLength'] as const)
      expect(s[field]).toBeGreaterThan(0);
    expect(Object.isFrozen(s) && Object.isFrozen(s.sources)).toBe(true);
  }
});

test('scenario numbers of the mission and of the references', () => {
  const {cloud, rsc1, mobile} = scenarios;
  expect([cloud.nodes * cloud.gpusPerNode, cloud.restart, cloud.downtime, cloud.gpuHourPrice, cloud.nodeMtbf]).toEqual([
    16_384,
    300,
    60,
    3,
    8192 * 3600,
  ]);
  near(cloud.checkpointSize, 987.752e9, 1e-6);
  near(rsc1.nodeMtbf / rsc1.nodes / 3600, t.kokolis2024_mttf[0].mttf_h);
  near(mobile.restart * 1000, 76.762, 1e-5);
});
