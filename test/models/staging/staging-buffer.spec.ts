import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  arrivalBounds,
  bufferedStop,
  requiredBuffer,
  safePace,
  stagingBuffer,
} from '../../../src/models/staging/staging-buffer.js';
import {near} from '../truth.js';
import {stagingTruth} from './staging-truth.js';
import {runs} from '../../support/sample.js';

const t = stagingTruth();

test('24 buffers of the reference, unstable ones among them', () => {
  for (const {inputs: i, ...row} of t.staging_buffer) {
    const plan = {
      bytes: i.snapshot_bytes,
      fill: i.fill_Bps,
      drain: i.drain_Bps,
      interval: i.interval_s,
      buffer: i.buffer_bytes,
    };
    const forecast = stagingBuffer(plan);
    near(forecast.requiredBuffer, row.required_buffer_bytes);
    near(forecast.mathStop, row.math_stop_s);
    near(forecast.drainTime, row.drain_time_s);
    near(forecast.utilisation, row.utilisation);
    expect(forecast.stable).toBe(row.stable);
    expect(forecast.backlogGrowth).toBe(Math.max(0, i.snapshot_bytes - i.drain_Bps * i.interval_s));
  }
});

/** One burst in tiny steps: how long until all of it is out of HBM. */
function stepped(
  {bytes, fill, drain, buffer, wait = 0}: {bytes: number; fill: number; drain: number; buffer: number; wait?: number},
  steps = 20_000,
): number {
  const dt = (wait + bytes / fill + bytes / drain) / steps;
  let left = bytes;
  let held = 0;
  for (let i = 1; ; i++) {
    const out = i * dt > wait ? drain * dt : 0;
    const into = Math.min(left, fill * dt, buffer - held + out);
    left -= into;
    held = Math.max(0, held + into - out);
    if (left <= 1e-12 * bytes) return i * dt;
  }
}

test('the stop equals that of a burst moved in tiny steps, with and without a wait', () => {
  fc.assert(
    fc.property(
      fc.double({min: 0.05, max: 0.98, noNaN: true}),
      fc.double({min: 0, max: 1.2, noNaN: true}),
      fc.double({min: 0, max: 3, noNaN: true}),
      (drain, buffer, wait) => {
        for (const w of [0, wait]) {
          const plan = {bytes: 1, fill: 1, drain, buffer, wait: w};
          const dt = (w + 1 + 1 / drain) / 20_000;
          expect(Math.abs(stepped(plan) - bufferedStop(plan))).toBeLessThan(4 * dt);
        }
      },
    ),
    {seed: 61, numRuns: runs(60)},
  );
});

test('math_stop(b*) = S/f, math_stop(0) = S/r, and a byte less is longer', () => {
  const speed = fc.double({min: 1e6, max: 1e12, noNaN: true});
  fc.assert(
    fc.property(
      fc.double({min: 1, max: 1e13, noNaN: true}),
      speed,
      fc.double({min: 1e-3, max: 1, noNaN: true}),
      fc.double({min: 0, max: 2, noNaN: true}),
      (bytes, fill, share, turn) => {
        const drain = fill * share;
        for (const wait of [0, (turn * bytes) / fill]) {
          const burst = {bytes, fill, drain, wait};
          const b = requiredBuffer(burst);
          expect(b).toBeLessThanOrEqual(bytes);
          near(bufferedStop({...burst, buffer: b * (1 + 1e-12)}), bytes / fill, 1e-9);
          if (b > 0.01 * bytes)
            expect(bufferedStop({...burst, buffer: b * 0.999})).toBeGreaterThan((bytes / fill) * (1 + 1e-9));
          near(bufferedStop({...burst, buffer: 0}), wait + bytes / drain);
        }
      },
    ),
    {seed: 62},
  );
});

test('a drain as fast as the copy needs no buffer', () => {
  for (const drain of [400e9, 900e9]) {
    expect(requiredBuffer({bytes: 120e9, fill: 400e9, drain})).toBe(0);
    expect(stagingBuffer({bytes: 120e9, fill: 400e9, drain, interval: 60, buffer: 0})).toMatchObject({
      mathStop: 0.3,
      durableAfter: 0.3,
      persist: 0,
    });
  }
});

test('all or nothing needs S, or 2S when the drain is longer than the interval', () => {
  const plan = {bytes: 100, fill: 100, drain: 1, buffer: 1000};
  expect(stagingBuffer({...plan, interval: 200}).requiredWhole).toBe(100);
  expect(stagingBuffer({...plan, interval: 90}).requiredWhole).toBe(200);
});

test('the safe pace: the scarcer of network headroom and store, shared', () => {
  expect(safePace({writers: 8, networkCapacity: 400e9, trainingTraffic: 340e9})).toBe(7.5e9);
  expect(
    safePace({writers: 8, networkCapacity: 400e9, trainingTraffic: 340e9, storeBandwidth: 100e9, storeTraffic: 60e9}),
  ).toBe(5e9);
  expect(safePace({writers: 3})).toBe(Infinity);
  expect(() => safePace({writers: 8, networkCapacity: 400e9, trainingTraffic: 400e9})).toThrow(
    new RangeError('trainingTraffic must be below networkCapacity = 400000000000 (bytes/s), got 400000000000'),
  );
});

test('network calculus: bounds of the reference; none beyond the service rate', () => {
  for (const {inputs: i, ...row} of t.network_calculus_bounds) {
    const bounds = arrivalBounds({burst: i.sigma_bytes, rate: i.rho_Bps, service: i.R_Bps, latency: i.T_s});
    expect(bounds.stable).toBe(row.stable);
    near(bounds.backlog, row.backlog_bound_bytes);
    near(bounds.delay, row.delay_bound_s);
  }
  expect(arrivalBounds({burst: 1, rate: 2, service: 1})).toEqual({stable: false, backlog: Infinity, delay: Infinity});
});

test('edges: no bytes; errors name the quantity', () => {
  expect(stagingBuffer({bytes: 0, fill: 1, drain: 1, interval: 1, buffer: 0})).toMatchObject({
    requiredBuffer: 0,
    mathStop: 0,
    durableAfter: 0,
    stable: true,
  });
  const good = {bytes: 1, fill: 1, drain: 1, interval: 1, buffer: 1, wait: 0};
  for (const [name, range] of [
    ['bytes', '>= 0'],
    ['fill', '> 0'],
    ['drain', '> 0'],
    ['interval', '> 0'],
    ['buffer', '>= 0'],
    ['wait', '>= 0'],
  ]) {
    for (const bad of [-1, NaN, Infinity])
      expect(() => stagingBuffer({...good, [name]: bad})).toThrow(
        new RegExp(`^${name} must be a finite number ${range} .*got ${bad}$`),
      );
  }
});

test('a drain faster than the copy is done as soon as both are: filled and emptied byte by byte', () => {
  for (const [fill, drain, wait, buffer] of [
    [100, 400, 0, 0],
    [100, 400, 0.5, 50],
    [100, 400, 0.5, 1000],
    [100, 150, 0.4, 45],
    [100, 80, 0.4, 1000],
  ]) {
    const bytes = 100;
    const step = 1e-4;
    let [filled, drained, time] = [0, 0, 0];
    for (; drained < bytes - 1e-6; time += step) {
      filled = Math.min(
        bytes,
        filled + fill * step,
        drained + buffer + (time >= wait ? Math.max(drain, fill) * step : 0),
      );
      if (time >= wait) drained = Math.min(filled, drained + drain * step);
    }
    const {durableAfter} = stagingBuffer({bytes, fill, drain, wait, buffer, interval: 60});
    expect(Math.abs(time - durableAfter), `${fill} ${drain} ${wait} ${buffer}: ${time}`).toBeLessThan(0.01);
  }
});
