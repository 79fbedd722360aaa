import {expect, test} from 'vitest';
import {
  availability,
  componentMttf,
  dalyInterval,
  efficiency,
  firstOrderLargestWriteTime,
  firstOrderMinimumWaste,
  firstOrderWaste,
  fleetMtbf,
  fleetSurvival,
  llama3Run,
  optimalInterval,
  recoveryTimes,
  scenarios,
  seriesMtbf,
  survivalProbability,
  youngInterval,
} from '../../src/models/index.js';
import {near, truth} from './truth.js';

const MIN = 60;
const H = 3600;
/** Equal once rounded to the printed digits. */
const prints = (value: number, printed: number, digits: number) => expect(Number(value.toFixed(digits))).toBe(printed);

test('A1: 2 min, 3 h', () => {
  const costs = {writeTime: 2 * MIN, mtbf: 3 * H};
  prints(youngInterval(costs) / MIN, 26.83, 2);
  prints(100 * firstOrderMinimumWaste(costs), 14.91, 2);
  for (const [minutes, percent] of [
    [2, 100.56],
    [10, 22.78],
    [27, 14.91],
    [60, 20],
    [90, 27.22],
  ]) {
    prints(100 * firstOrderWaste({...costs, interval: minutes * MIN}), percent, 2);
  }
});

test('A2, A3, A4, A10: Young intervals and their waste', () => {
  for (const [writeTime, mtbf, minutes, digits, percent] of [
    [15 * MIN, 5 * H, 94.87, 2, 31.6],
    [2.5 * MIN, 2 * H, 24.49, 2, 20.4],
    [20 * MIN, 200 * MIN, 89.44, 2, 44.7],
  ]) {
    prints(youngInterval({writeTime, mtbf}) / MIN, minutes, digits);
    prints(100 * firstOrderMinimumWaste({writeTime, mtbf}), percent, 1);
  }
  const {pod8} = scenarios;
  expect([pod8.gpusPerNode, pod8.nodes, pod8.nodeMtbf, pod8.writeTime]).toEqual([8, 1, 6250 * H, 30]);
  prints(youngInterval({writeTime: pod8.writeTime, mtbf: pod8.nodeMtbf}) / MIN, 612, 0);
});

test('A5: 10,000 GPUs, 3.69 h, 36 to 37 s', () => {
  for (const [writeTime, minutes, percent, hourly] of [
    [36, 16.3, 7.4, 14.6],
    [37, 16.5, 7.5, 14.6],
  ]) {
    const costs = {writeTime, mtbf: 3.69 * H};
    prints(youngInterval(costs) / MIN, minutes, 1);
    prints(100 * firstOrderMinimumWaste(costs), percent, 1);
    prints(100 * firstOrderWaste({...costs, interval: H}), hourly, 1);
  }
});

test('A6: six checkpoint sizes at 100 GB/s, M = 5 h', () => {
  for (const [bytes, value, unit, digits] of [
    [2.1e12, 14.5, MIN, 1],
    [240e9, 4.9, MIN, 1],
    [1.36e9, 22, 1, 0],
    [4e12, 20, MIN, 0],
    [102.4e6, 6, 1, 0],
    [1.2e9, 21, 1, 0],
  ]) {
    prints(youngInterval({writeTime: bytes / 100e9, mtbf: 5 * H}) / unit, value, digits);
  }
});

test('A7, A8: a longer write, a larger fleet', () => {
  prints(youngInterval({writeTime: 5 * MIN, mtbf: 50 * H}) / MIN, 173, 0);
  prints(youngInterval({writeTime: 15 * MIN, mtbf: 50 * H}) / MIN, 300, 0);
  prints(100 * firstOrderWaste({writeTime: 5 * MIN, mtbf: 50 * H, interval: H}), 9.33, 2);
  prints(100 * firstOrderMinimumWaste({writeTime: 5 * MIN, mtbf: 50 * H}), 5.77, 2);
  near(youngInterval({writeTime: 120, mtbf: 4 * H}) / youngInterval({writeTime: 120, mtbf: 2 * H}), Math.SQRT2);
});

test('A11: under 10 % at 3 h needs 54 s, 38.9 GB/s for 2.1 TB', () => {
  const writeTime = firstOrderLargestWriteTime({waste: 0.1, mtbf: 3 * H})!;
  near(writeTime, 54);
  prints(2.1e12 / writeTime / 1e9, 38.9, 1);
});

test('A13: Cloud Titan', () => {
  const mtbf = scenarios.cloud.nodeMtbf / scenarios.cloud.nodes;
  expect(mtbf).toBe(4 * H);
  for (const [minutes, interval, percent] of [
    [0.5, 15.5, 6.5],
    [1, 21.9, 9.1],
    [2, 31, 12.9],
    [5, 49, 20.4],
    [10, 69.3, 28.9],
  ]) {
    prints(youngInterval({writeTime: minutes * MIN, mtbf}) / MIN, interval, 1);
    prints(100 * firstOrderMinimumWaste({writeTime: minutes * MIN, mtbf}), percent, 1);
  }
});

test('B1: 50,000 h over N', () => {
  for (const [nodes, hours, digits] of [
    [8, 6250, 0],
    [64, 781, 0],
    [512, 98, 0],
    [1000, 50, 0],
    [4000, 12.5, 1],
    [10_000, 5, 0],
    [25_000, 2, 0],
  ]) {
    prints(fleetMtbf({nodeMtbf: componentMttf.gpu.value, nodes}) / H, hours, digits);
  }
});

test('B2: a cascade of rates per GPU', () => {
  const mtbf = seriesMtbf({parts: [2, 0.5, 0.125, 0.083].map((rate) => ({mttf: H / (rate * 1e-5), count: 10_000}))});
  prints(mtbf / H, 3.69, 2);
  prints((24 * H) / mtbf, 6.5, 1);
});

test('B3: Llama 3', () => {
  prints(scenarios.llama3.nodeMtbf / scenarios.llama3.nodes / H, 3.09, 2);
  near(
    llama3Run.duration.value / llama3Run.unexpected.value / H,
    truth('fleet-reliability').llama3_table5.mtbf_unexpected_h,
  );
});

test('B6, B7, B8: survival, availability, recovery', () => {
  prints(fleetSurvival({nodeSurvival: 0.9999, nodes: 10_000}), 0.368, 3);
  prints(100 * availability({mtbf: 5 * H, repair: 30 * MIN}), 90.91, 2);
  prints(100 * availability({mtbf: 5 * H, repair: 5 * MIN}), 98.36, 2);
  const r = recoveryTimes;
  const perFailure = r.detect.value + r.restart.value + 36 + r.warmUp.value;
  prints(perFailure / MIN, 6.6, 1);
  prints((perFailure * 4.8) / MIN, 32, 0);
  prints((100 * perFailure * 4.8) / 86_400, 2.2, 1);
});

test('published claims that do not hold', () => {
  prints(fleetMtbf({nodeMtbf: 200 * H, nodes: 16_384}), 43.9, 1);
  prints(100 * survivalProbability({nodeMtbf: 50_000 * H, nodes: 10_000, time: H}), 81.9, 1);
  prints(youngInterval({writeTime: 30, mtbf: 6250 * H}) / H, 10.2, 1);
  const costs = {writeTime: 0.1, mtbf: 1};
  prints(optimalInterval(costs), 0.3832, 4);
  prints(youngInterval(costs), 0.4472, 4);
  prints(dalyInterval(costs), 0.383, 4);
});

test('book chapter numbers of the reference', () => {
  for (const row of truth('checkpoint-interval').book_chapter_numbers) {
    const costs = {writeTime: row.inputs.T_write_s, mtbf: row.inputs.MTBF_s};
    near(firstOrderMinimumWaste(costs), row.first_order_overhead_at_opt);
    for (const [interval, waste] of Object.entries<number>(row.first_order_overhead))
      near(firstOrderWaste({...costs, interval: Number(interval)}), waste);
    near(1 - efficiency({...costs, interval: row.tau_young_s}), row.exact_waste_R0_at_young);
  }
});
