import fc from 'fast-check';
import {expect, test} from 'vitest';
import {wasteFor} from '../../../src/models/checkpointing/failure-law.js';
import {simulateRun} from '../../../src/models/checkpointing/simulate-run.js';
import {runSlices, simulateRuns} from '../../../src/models/checkpointing/simulate-runs.js';
import {segmentTimes} from '../../../src/models/checkpointing/waste.js';
import {sample} from '../../support/sample.js';

const DAY = 86_400;
const plan = {seed: 7, work: 54 * DAY, interval: 1800, writeTime: 120, mtbf: 14_400, restart: 300, downtime: 60};
const PARTS = ['useful', 'checkpoint', 'lost', 'restart', 'downtime'] as const;

test('a seed is a run; another seed or stream is another', () => {
  expect(simulateRun(plan)).toEqual(simulateRun(plan));
  expect(simulateRun({...plan, seed: 8}).wall).not.toBe(simulateRun(plan).wall);
  expect(simulateRun({...plan, stream: 1}).wall).not.toBe(simulateRun(plan).wall);
});

test('the parts add up to the wall time, and the work is done', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.double({min: 1, max: 20, noNaN: true}),
      fc.constantFrom('exponential', 'weibull'),
      (seed, hours, law) => {
        const run = simulateRun({...plan, seed, mtbf: hours * 3600, law: law as 'weibull', shape: 0.7});
        expect(Math.abs(PARTS.reduce((s, p) => s + run[p], 0) / run.wall - 1)).toBeLessThan(1e-12);
        expect(run.finished).toBe(true);
        expect(run.useful).toBe(2592 * 1800);
        expect(run.checkpoint).toBe(2592 * 120);
        expect(run.downtime).toBe(run.failures * 60);
        expect(run.restart).toBeLessThanOrEqual(run.failures * 300);
      },
    ),
    {seed: 51},
  );
});

test('work is rounded up to whole intervals', () => {
  expect(simulateRun({...plan, work: 1801}).useful).toBe(3600);
  expect(simulateRun({...plan, work: 0.1 * 3, interval: 0.1, writeTime: 0}).useful).toBeCloseTo(0.3, 12);
});

test('exponential failures: every part within 4 standard errors of the closed form', () => {
  const changes = [
    {},
    {interval: 600},
    {interval: 7200, writeTime: 600},
    {mtbf: 3600, writeTime: 1800, restart: 600, work: 5 * DAY},
    {mtbf: 1e6, downtime: 0},
  ];
  for (const change of sample(changes, 3, 19)) {
    const p = {...plan, ...change};
    const runs = simulateRuns({...p, runs: 2000, seed: 'closed form'});
    const segments = Math.ceil(p.work / p.interval);
    const expected = segmentTimes(p);
    expect(runs.unfinished).toBe(0);
    for (const part of ['lost', 'restart', 'failures'] as const) {
      // After the last failure there is always a restart, so nothing is cut off: the means are exact.
      expect(
        Math.abs(runs[part].mean - segments * expected[part]),
        `${part} ${JSON.stringify(change)}`,
      ).toBeLessThanOrEqual(4 * runs[part].standardError);
    }
    expect(Math.abs(runs.wall.mean - segments * expected.total)).toBeLessThanOrEqual(4 * runs.wall.standardError);
    expect(Math.abs(runs.efficiency.mean - wasteFor(p).useful)).toBeLessThanOrEqual(4 * runs.efficiency.standardError);
    expect(runs.efficiency.standardError).toBeLessThan(0.01);
  }
});

test('Weibull failures: within 4 standard errors of the renewal formula in a long run', () => {
  for (const shape of sample([0.5, 0.7, 1, 2], 2, 20)) {
    const p = {...plan, law: 'weibull', shape, work: 5000 * DAY} as const;
    const runs = simulateRuns({...p, runs: 60, seed: 'renewal'});
    const expected = wasteFor(p);
    expect(Math.abs(runs.efficiency.mean - expected.useful), `k = ${shape}`).toBeLessThan(
      4 * runs.efficiency.standardError,
    );
    for (const part of ['lost', 'restart', 'downtime'] as const) {
      expect(Math.abs(runs[part].mean / runs.wall.mean / expected[part] - 1)).toBeLessThan(0.01);
    }
  }
});

test('the standard error is that of the mean', () => {
  const walls = Array.from({length: 400}, (_, stream) => simulateRun({...plan, stream}).wall);
  const mean = walls.reduce((s, w) => s + w, 0) / 400;
  const deviation = Math.sqrt(walls.reduce((s, w) => s + (w - mean) ** 2, 0) / 399);
  const {wall} = simulateRuns({...plan, runs: 400});
  expect(Math.abs(wall.mean / mean - 1)).toBeLessThan(1e-12);
  expect(Math.abs(wall.standardError / (deviation / 20) - 1)).toBeLessThan(1e-9);
});

test('slices end with what one call gives', () => {
  let last;
  let slices = 0;
  let runs = 0;
  for (last of runSlices({...plan, runs: 300, slice: 5000})) {
    slices++;
    expect(last.runs).toBeGreaterThan(runs);
    runs = last.runs;
  }
  expect(slices).toBeGreaterThan(15);
  expect(last).toEqual(simulateRuns({...plan, runs: 300}));
});

test('a hopeless plan ends at maxFailures and says so', () => {
  const run = simulateRun({...plan, mtbf: 1, maxFailures: 1000});
  expect(run).toMatchObject({finished: false, failures: 1000, useful: 0});
  expect(Math.abs(PARTS.reduce((s, p) => s + run[p], 0) / run.wall - 1)).toBeLessThan(1e-12);
  expect(simulateRuns({...plan, mtbf: 1, maxFailures: 1000, runs: 3}).unfinished).toBe(3);
});

test('errors name quantity, range and value', () => {
  expect(() => simulateRun({...plan, work: 0})).toThrow(
    new RangeError('work must be a finite number > 0 (seconds), got 0'),
  );
  expect(() => simulateRun({...plan, interval: 0})).toThrow(/interval .*> 0 \(seconds\), got 0/);
  expect(() => simulateRun({...plan, law: 'weibull', shape: 0})).toThrow(/shape .*got 0/);
  expect(() => simulateRun({...plan, seed: NaN})).toThrow(/seed .*got NaN/);
  expect(() => simulateRun({...plan, maxFailures: 0})).toThrow(/maxFailures .*got 0/);
  expect(() => simulateRuns({...plan, runs: 0})).toThrow(/runs must be a whole number >= 1 .*got 0/);
  expect(() => runSlices({...plan, runs: 1, slice: 0.5})).toThrow(/slice .*got 0.5/);
  expect(() => runSlices({...plan, runs: 1, seed: 0.5})).toThrow(/seed .*got 0.5/);
});
