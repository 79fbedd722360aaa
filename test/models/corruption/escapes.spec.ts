import {expect, test} from 'vitest';
import {prepareHarness} from '../../../src/models/corruption/harness.js';
import {checkpointsToKeep, escapes, llama3CorruptionRate} from '../../../src/models/corruption/escapes.js';
import {detectorWork, measure, measureSlices, widthWork} from '../../../src/models/corruption/measure.js';
import {near, truth} from '../truth.js';

test('the rate of Llama 3, and a fleet of its size', () => {
  const {sdc_rates: r} = truth('silent-corruption');
  near(llama3CorruptionRate.value * 3600, r.llama3_sdc_per_gpu_hour);
  near(1 / llama3CorruptionRate.value / 3600, r.llama3_sdc_mtbf_gpu_hours);
  const all = escapes({devices: 16_384, coverage: 0});
  near((54 * 86_400) / all.meanTime, 6);
  near(escapes({devices: 16_384, coverage: 0.99}).meanTime / all.meanTime, 100);
  near(all.atLeastOne, 1 - Math.exp(-6));
  expect(escapes({devices: 8, coverage: 1})).toMatchObject({escapeRate: 0, meanTime: Infinity, atLeastOne: 0});
  expect(() => escapes({devices: 8, coverage: 1.1})).toThrow(/coverage must be a number from 0 to 1 .*got 1.1/);
});

test('checkpoints to keep: for every phase of the corruption one from before it is kept, and with one less not always', () => {
  for (const [latency, interval] of [
    [0, 10],
    [5, 10],
    [10, 10],
    [25, 10],
    [30, 10],
    [31, 10],
  ]) {
    const keep = checkpointsToKeep({latency, interval});
    /** Whether the oldest of the kept checkpoints (at multiples of the interval) is not after a corruption at `at`. */
    const good = (at: number, kept: number) => (Math.floor((at + latency) / interval) - kept + 1) * interval <= at;
    const phases = Array.from({length: 100}, (_, i) => 1000 * interval + (i * interval) / 100);
    expect(
      phases.every((at) => good(at, keep)),
      `${latency}/${interval}`,
    ).toBe(true);
    if (latency > 0) expect(phases.every((at) => good(at, keep - 1))).toBe(false);
  }
});

test('measuring: median and quartiles of what the clock says, warm runs left out', () => {
  let time = 0;
  let calls = 0;
  // The first calls are slow; later ones last 1, 2, 3, 1, 2, 3, … milliseconds.
  const work = () => {
    time += ++calls < 5 ? 0.05 : 1e-3 * (1 + (calls % 3));
  };
  const timing = measure(work, {now: () => time, samples: 9, sample: 6e-3});
  expect(timing.samples).toBe(9);
  expect(timing.lowerQuartile).toBeLessThanOrEqual(timing.median);
  expect(timing.upperQuartile).toBeGreaterThanOrEqual(timing.median);
  expect([
    ...measureSlices(
      () => {
        time += 1;
      },
      {now: () => time, samples: 4},
    ),
  ]).toEqual([0.25, 0.5, 0.75, 1]);
  near(
    measure(
      () => {
        time += 0.25;
      },
      {now: () => time},
    ).median,
    0.25,
  );
});

test('the work to time finds nothing wrong, and nothing moves', () => {
  const bench = prepareHarness({format: 'int8', frames: 1, calibration: 16});
  const work = detectorWork(bench);
  expect([work.ecc(), work.crc(), work.abft(), work['abft-live'](), work.range(), work.canary(), work.tmr()]).toEqual([
    0,
    true,
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(work.dmr()).toBe(bench.frames[0].good.outputs[3][0]);
  const {run, check} = widthWork(33);
  expect(run()).toBe(run());
  expect(Math.abs(check())).toBeLessThan(1e-5);
});
