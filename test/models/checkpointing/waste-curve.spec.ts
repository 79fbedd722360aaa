import {expect, test} from 'vitest';
import {optimumFor, wasteFor} from '../../../src/models/checkpointing/failure-law.js';
import {optimalInterval} from '../../../src/models/checkpointing/checkpoint-interval.js';
import {wasteCurve} from '../../../src/models/checkpointing/waste-curve.js';
import {firstOrderWaste, wasteBreakdown} from '../../../src/models/checkpointing/waste.js';
import {weibullOptimalInterval, weibullWaste} from '../../../src/models/checkpointing/weibull.js';

const run = {writeTime: 120, mtbf: 14_400, restart: 300, downtime: 60};
const intervals = [0, 1e-3, 60, 600, 1780, 3600, 86_400, 1e9];

test('a curve is the single-interval model at every point, under both laws', () => {
  for (const choice of [{law: 'exponential'}, {law: 'weibull', shape: 0.7}, {law: 'weibull', shape: 3}] as const) {
    const curve = wasteCurve({...run, ...choice, intervals});
    intervals.forEach((interval, i) => {
      const one = wasteFor({...run, ...choice, interval});
      for (const part of ['useful', 'checkpoint', 'lost', 'restart', 'downtime', 'total'] as const)
        expect(curve[part][i]).toBe(one[part]);
      expect(curve.firstOrder[i]).toBe(firstOrderWaste({...run, interval}));
    });
  }
});

test('free checkpoints at interval 0 give the limit', () => {
  const {useful} = wasteCurve({...run, writeTime: 0, intervals: [0]});
  expect(useful[0]).toBeCloseTo(Math.exp(-300 / 14_400) / (1 + 60 / 14_400), 14);
});

test('the laws dispatch', () => {
  expect(wasteFor({...run, interval: 600})).toEqual(wasteBreakdown({...run, interval: 600}));
  expect(wasteFor({...run, interval: 600, law: 'weibull', shape: 0.5})).toEqual(
    weibullWaste({...run, interval: 600, shape: 0.5}),
  );
  expect(optimumFor(run)).toBe(optimalInterval(run));
  expect(optimumFor({...run, law: 'weibull', shape: 2})).toBe(weibullOptimalInterval({...run, shape: 2}));
});

test('errors name quantity, range and value', () => {
  expect(() => wasteCurve({...run, intervals: [1, -2]})).toThrow(
    new RangeError('interval must be a finite number >= 0 (seconds), got -2'),
  );
  expect(() => wasteCurve({...run, intervals: 5 as never})).toThrow(
    new RangeError('intervals must be a list of numbers >= 0 (seconds), got 5'),
  );
  expect(() => wasteCurve({...run, intervals, mtbf: 0})).toThrow(/mtbf .*got 0/);
  expect(() => wasteCurve({...run, intervals, law: 'weibull', shape: 0})).toThrow(
    /shape must be a number from 0.1 to 10 .*got 0/,
  );
  expect(() => wasteFor({...run, interval: 1, law: 'gauss' as never})).toThrow(
    new RangeError('law must be one of exponential, weibull, got the string "gauss"'),
  );
  expect(() => optimumFor({...run, law: 3 as never})).toThrow(TypeError);
});
