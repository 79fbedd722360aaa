import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {asyncEfficiency} from '../../../src/models/staging/async-efficiency.js';
import {forecastStaging} from '../../../src/models/staging/forecast-staging.js';
import {newestStagedCopy} from '../../../src/models/staging/newest-staged-copy.js';
import {simulateStaging} from '../../../src/models/staging/simulate-staging.js';
import type {StagingLimit, StagingRun} from '../../../src/models/staging/staging-run.js';
import type {StagingPlan} from '../../../src/models/staging/staging-plan.js';
import {requiredBuffer, stagingBuffer} from '../../../src/models/staging/staging-buffer.js';
import {stagingTimes} from '../../../src/models/staging/staging-times.js';
import {checkpointStorm, concurrentWriters} from '../../../src/models/staging/storm.js';
import {near} from '../truth.js';
import {bruteForce} from './brute-force.js';
import {stagingTruth} from './staging-truth.js';
import {runs} from '../../support/sample.js';

const GB = 1e9;
/** Closed form and simulation agree to this. */
const SAME = 1e-6;

/** Llama-3-70B on 8 writers. */
const small: StagingPlan = {
  strategy: 'async-dram',
  writers: 8,
  bytesPerNode: 123_468_986_368,
  interval: 60,
  copyBandwidth: 400 * GB,
  ssdBandwidth: 44 * GB,
  uploadBandwidth: 10 * GB,
  buffer: 124 * GB,
  duration: 600,
};
const breaks = (run: StagingRun, limit: StagingLimit) => run.broken.some((b) => b.limit === limit);
const allStops = (run: StagingRun) => run.checkpoints.flatMap((c) => (c.mathStop === null ? [] : [c.mathStop]));

const number = (min: number, max: number) => fc.double({min, max, noNaN: true});
/** Speeds and sizes over many orders of magnitude. */
const wide = (low: number, high: number) => number(Math.log(low), Math.log(high)).map(Math.exp);
const burst = fc.record({
  bytes: wide(1e6, 1e13),
  fill: wide(1e8, 1e12),
  ratio: number(0.01, 1.5),
  share: number(0, 1.3),
  slack: number(1.001, 4),
});

describe('equal to the closed forms', () => {
  const planOf = ({bytes, fill, ratio, share, slack}: any, skipNvme: boolean): {plan: StagingPlan; drain: number} => {
    const drain = fill * ratio;
    const stop = Math.max(bytes / fill, (bytes * Math.max(0, 1 - share)) / Math.min(drain, fill));
    const interval = slack * Math.max(bytes / Math.min(drain, fill), stop);
    return {
      drain,
      plan: {
        strategy: 'async-dram',
        writers: 4,
        bytesPerNode: bytes,
        interval,
        copyBandwidth: fill,
        ssdBandwidth: skipNvme ? 1e15 : drain,
        skipNvme,
        uploadBandwidth: skipNvme ? drain : drain * 0.99,
        buffer: bytes * share,
        duration: 5.5 * interval,
      },
    };
  };

  test('stop and durability of every checkpoint against the size of the buffer, straight to the store', () => {
    fc.assert(
      fc.property(burst, (b) => {
        const {plan, drain} = planOf(b, true);
        const run = simulateStaging(plan);
        const closed = stagingBuffer({
          bytes: b.bytes,
          fill: b.fill,
          drain,
          interval: plan.interval,
          buffer: plan.buffer!,
        });
        expect(run.checkpoints.length).toBe(6);
        for (const {start, mathStop, durableAt} of run.checkpoints.slice(0, 5)) {
          near(mathStop!, Math.max(b.bytes / b.fill, (b.bytes - plan.buffer!) / Math.min(drain, b.fill)), SAME);
          near(mathStop!, closed.mathStop, SAME);
          near(durableAt! - start, closed.durableAfter, SAME);
        }
        expect(breaks(run, 'unstable')).toBe(false);
      }),
      {seed: 81, numRuns: runs(200)},
    );
  });

  test('through NVMe the drive empties the buffer', () => {
    fc.assert(
      fc.property(burst, (b) => {
        const {plan, drain} = planOf(b, false);
        const {checkpoints} = simulateStaging({...plan, interval: plan.interval * 1.02, duration: 5.6 * plan.interval});
        for (const {start, mathStop, nvmeAt, durableAt} of checkpoints.slice(0, 4)) {
          near(mathStop!, Math.max(b.bytes / b.fill, (b.bytes - plan.buffer!) / Math.min(drain, b.fill)), SAME);
          near(nvmeAt! - start, b.bytes / Math.min(drain, b.fill), SAME);
          near(durableAt! - start, b.bytes / Math.min(0.99 * drain, b.fill), SAME);
        }
      }),
      {seed: 82, numRuns: runs(200)},
    );
  });

  test('b* holds and a little less does not', () => {
    fc.assert(
      fc.property(burst, fc.boolean(), (b, skipNvme) => {
        fc.pre(b.ratio < 0.95);
        const {plan, drain} = planOf({...b, share: 1, slack: b.slack * 1.02}, skipNvme);
        const enough = requiredBuffer({bytes: b.bytes, fill: b.fill, drain});
        const exact = simulateStaging({...plan, buffer: enough});
        expect(exact.broken).toEqual([]);
        near(exact.bufferPeak, enough, SAME);
        const less = simulateStaging({...plan, buffer: enough * (1 - 1e-4)});
        expect(less.broken.map((x) => x.limit)).toEqual(['overflow', 'stall']);
        // The simulation tells what would have been enough.
        near(less.broken[0].amount, enough, SAME);
      }),
      {seed: 83, numRuns: runs(200)},
    );
  });

  test('stable exactly where S/T <= r, and backlogs grow by S − rT', () => {
    fc.assert(
      fc.property(burst, (b) => {
        const drain = b.fill * Math.min(b.ratio, 0.9);
        const plan: StagingPlan = {
          strategy: 'async-dram',
          writers: 4,
          bytesPerNode: b.bytes,
          interval: 1,
          copyBandwidth: b.fill,
          ssdBandwidth: b.fill,
          uploadBandwidth: drain,
          buffer: 0,
        };
        for (const ratio of [1 + 1e-4, 1, 1 - 1e-4, 0.8]) {
          const interval = Math.max((ratio * b.bytes) / drain, (b.bytes / b.fill) * 1.01);
          const run = simulateStaging({...plan, interval, duration: 4.5 * interval});
          const {stable, backlogGrowth} = stagingBuffer({bytes: b.bytes, fill: b.fill, drain, interval, buffer: 0});
          // At the boundary itself rounding decides: S/T = r to the last digit is stable.
          if (ratio !== 1) expect(breaks(run, 'unstable')).toBe(!stable);
          near(run.backlog.max, b.bytes + 4 * backlogGrowth, SAME);
          if (ratio !== 1) expect(forecastStaging({...plan, interval, duration: interval}).stable).toBe(stable);
        }
      }),
      {seed: 84, numRuns: runs(100)},
    );
  });

  test('groups in turn: peak demand and drain time', () => {
    fc.assert(
      fc.property(
        wide(1e6, 1e12),
        wide(1e9, 1e11),
        number(0.05, 3),
        fc.constantFrom(1, 2, 4, 8, 16),
        fc.integer({min: 1, max: 8}),
        (bytesPerNode, nodeBandwidth, scarce, groups, per) => {
          const writers = groups * per;
          const storeBandwidth = writers * nodeBandwidth * scarce;
          const storm = checkpointStorm({writers, bytesPerNode, nodeBandwidth, storeBandwidth, groups});
          const interval = 1.1 * storm.durableAfter;
          const run = simulateStaging({
            strategy: 'async-dram',
            writers,
            bytesPerNode,
            interval,
            copyBandwidth: 10 * nodeBandwidth,
            ssdBandwidth: 5 * nodeBandwidth,
            uploadBandwidth: nodeBandwidth,
            storeBandwidth,
            groups,
            buffer: bytesPerNode,
            duration: 3.5 * interval,
          });
          near(run.peakDemand, storm.peakDemand, SAME);
          near(run.storeLoad, storm.peakRatio, SAME);
          near(run.durableAfter.max, storm.durableAfter, SAME);
          near(
            run.durableAfter.max,
            Math.max((writers * bytesPerNode) / storeBandwidth, (groups * bytesPerNode) / nodeBandwidth),
            SAME,
          );
          expect(breaks(run, 'store')).toBe(storm.peakRatio > 1 + 1e-9);
          expect(breaks(run, 'stall')).toBe(false);
        },
      ),
      {seed: 85, numRuns: runs(150)},
    );
  });

  test('groups that go straight from DRAM: the last must hold nearly everything', () => {
    fc.assert(
      fc.property(burst, fc.integer({min: 2, max: 6}), (b, groups) => {
        const ratio = Math.min(b.ratio, 0.9);
        const plan: StagingPlan = {
          strategy: 'async-dram',
          skipNvme: true,
          writers: 2 * groups,
          groups,
          bytesPerNode: b.bytes,
          interval: 1,
          copyBandwidth: b.fill,
          ssdBandwidth: 1,
          uploadBandwidth: b.fill * ratio,
          buffer: b.share * b.bytes,
        };
        const forecast = forecastStaging(plan);
        const interval = 1.01 * (forecast.durableAfter + forecast.mathStop);
        const run = simulateStaging({...plan, interval, duration: 3.5 * interval});
        // Last group: waits for the others, G − 1 turns of S/r.
        const wait = ((groups - 1) * b.bytes) / (b.fill * ratio);
        near(
          run.mathStop.max,
          b.share >= 1 ? b.bytes / b.fill : wait + (b.bytes * (1 - b.share)) / (b.fill * ratio),
          SAME,
        );
        near(run.mathStop.max, forecast.mathStop, SAME);
        near(run.durableAfter.max, forecast.durableAfter, SAME);
        expect(forecast.requiredBuffer).toBe(b.bytes);
      }),
      {seed: 86, numRuns: runs(100)},
    );
  });

  test('each strategy stops as long as its slowest link says: the reference, two sizes', () => {
    for (const {inputs: i, ...row} of stagingTruth().staging_times) {
      const links = {
        writers: i.writer_nodes,
        bytesPerNode: row.bytes_per_node,
        copyBandwidth: i.copy_GBps_per_node * GB,
        ssdBandwidth: i.nvme_GBps_per_node * GB,
        uploadBandwidth: i.s3_GBps_per_node * GB,
        ...(i.shared_cap_GBps === null ? {} : {storeBandwidth: i.shared_cap_GBps * GB}),
      };
      const stop = (strategy: StagingPlan['strategy'], more = {}) =>
        simulateStaging({strategy, ...links, interval: 60, duration: 300, buffer: links.bytesPerNode, ...more}).mathStop
          .max;
      near(stop('async-dram'), row.async_dram_stop_s, SAME);
      near(stop('local-ssd'), row.nvme_blocking_s, SAME);
      near(stop('object-store'), row.s3_blocking_s, SAME);
      near(
        stop('peer-dram', {peerBandwidth: 50 * GB}),
        stagingTimes({...links, peerBandwidth: 50 * GB}).peerDram,
        SAME,
      );
    }
  });

  test('a storm begins exactly where the traffic exceeds the headroom', () => {
    fc.assert(
      fc.property(number(0.1, 0.9), number(0.2, 3), fc.constantFrom(1, 2, 4), (busy, over, groups) => {
        fc.pre(Math.abs(over - 1) > 1e-6);
        const networkCapacity = 80 * GB;
        const trainingTraffic = busy * networkCapacity;
        const pace = (over * (networkCapacity - trainingTraffic) * groups) / 8;
        const plan = {
          ...small,
          interval: 3000,
          duration: 3000,
          uploadBandwidth: 400 * GB,
          pace,
          groups,
          networkCapacity,
          trainingTraffic,
        };
        const run = simulateStaging(plan);
        expect(breaks(run, 'storm')).toBe(over > 1);
        expect(forecastStaging(plan).storm).toBe(over > 1);
        if (over <= 1) return;
        const {amount, allowed} = run.broken.find((b) => b.limit === 'storm')!;
        near(allowed, networkCapacity - trainingTraffic, SAME);
        if (groups > 1 || pace <= 44 * GB) near(amount / allowed, over, SAME);
      }),
      {seed: 87, numRuns: runs(100)},
    );
  });

  test('in a storm training and checkpoint slow alike: durability by hand', () => {
    const run = simulateStaging({...small, networkCapacity: 400 * GB, trainingTraffic: 340 * GB});
    const stop = small.bytesPerNode / (400 * GB);
    const slowed = 400 / 420;
    const rest = (small.bytesPerNode - 10 * GB * stop) / (10 * GB * slowed);
    near(run.durableAfter.max, stop + rest, SAME);
    near(run.stormTime, 10 * rest, SAME);
    near(run.useful, (60 - stop - rest * (1 - slowed)) / 60, SAME);
    near(run.asyncCosts!.slowdown, 1 - slowed, SAME);
    near(run.asyncCosts!.stall, stop, SAME);
    near(run.asyncCosts!.persist, rest, SAME);
  });
});

describe('equal to moving everything in tiny steps', () => {
  const base: StagingPlan = {
    strategy: 'async-dram',
    writers: 4,
    bytesPerNode: 1,
    interval: 3,
    copyBandwidth: 10,
    ssdBandwidth: 2,
    uploadBandwidth: 0.8,
    buffer: 0.9,
    duration: 14,
  };
  const cases: [string, Partial<StagingPlan>][] = [
    ['plain', {}],
    ['buffer too small', {buffer: 0.3}],
    ['no buffer', {buffer: 0, skipNvme: true}],
    ['blocking store', {strategy: 'object-store', storeBandwidth: 2}],
    ['local SSD', {strategy: 'local-ssd'}],
    ['local SSD in turns', {strategy: 'local-ssd', groups: 2, uploadBandwidth: 3}],
    ['NVMe full', {ssdCapacity: 0.4, ssdBandwidth: 3}],
    ['backlog', {interval: 0.9}],
    ['backlog against a small buffer', {interval: 0.9, skipNvme: true}],
    ['straight in turns', {skipNvme: true, groups: 4, uploadBandwidth: 4, buffer: 0.7}],
    ['uneven store', {groups: 2, storeBandwidth: 1.3}],
    ['storm', {networkCapacity: 5, trainingTraffic: 4, uploadBandwidth: 1}],
    ['storm in turns', {networkCapacity: 5, trainingTraffic: 4, uploadBandwidth: 1.7, groups: 2}],
    ['storm and backlog', {networkCapacity: 5, trainingTraffic: 4, uploadBandwidth: 1, interval: 1.1}],
    ['peer', {strategy: 'peer-dram', peerBandwidth: 3, buffer: 0.5}],
    [
      'peer over a narrow network',
      {
        strategy: 'peer-dram',
        peerBandwidth: 3,
        buffer: 0.8,
        networkCapacity: 8,
        trainingTraffic: 6,
        uploadBandwidth: 1,
      },
    ],
    ['stop longer than the interval', {strategy: 'object-store', uploadBandwidth: 0.3, interval: 2}],
  ];
  for (const [name, change] of cases) {
    test(name, () => {
      const plan = {...base, ...change};
      const dt = 2e-4;
      const brute = bruteForce(plan, dt);
      const run = simulateStaging(plan);
      const stops = allStops(run);
      const durable = run.checkpoints.flatMap((c) => (c.durableAt === null ? [] : [c.durableAt - c.start]));
      // A step's error at each of a handful of events.
      const loose = 60 * dt;
      expect(Math.abs(stops.length - brute.stops.length)).toBeLessThanOrEqual(1);
      expect(durable.length).toBeGreaterThan(1);
      stops
        .slice(0, brute.stops.length)
        .forEach((s, i) => expect(Math.abs(s - brute.stops[i]), `stop ${i}`).toBeLessThan(loose));
      durable
        .slice(0, brute.durableAfter.length)
        .forEach((d, i) => expect(Math.abs(d - brute.durableAfter[i]), `durable ${i}`).toBeLessThan(loose));
      near(run.useful, brute.useful, 0.005);
      near(run.series.stored.at(-1)!, brute.stored, 0.005);
      expect(Math.abs(run.bufferPeak - brute.peakDram)).toBeLessThan(0.01);
      expect(Math.abs(run.stormTime - brute.stormTime)).toBeLessThan(2 * loose);
    });
  }
});

describe('the series', () => {
  const plans = fc
    .record({
      strategy: fc.constantFrom(
        'object-store' as const,
        'local-ssd' as const,
        'async-dram' as const,
        'peer-dram' as const,
      ),
      groups: fc.integer({min: 1, max: 5}),
      schedule: fc.constantFrom('turns' as const, 'random' as const),
      skipNvme: fc.boolean(),
      bytesPerNode: wide(1e6, 1e12),
      interval: wide(5, 300),
      buffer: wide(1e6, 1e12),
      copyBandwidth: wide(1e9, 1e12),
      ssdBandwidth: wide(1e8, 1e11),
      uploadBandwidth: wide(1e8, 1e11),
      storeBandwidth: wide(1e8, 1e12),
      ssdCapacity: wide(1e6, 1e13),
      networkCapacity: wide(1e9, 1e12),
      busy: number(0, 0.99),
      seed: fc.integer(),
    })
    .map(({busy, ...plan}): StagingPlan => ({
      ...plan,
      writers: 7,
      trainingTraffic: busy * plan.networkCapacity,
      peerBandwidth: plan.ssdBandwidth,
      duration: 900,
    }));

  test('no byte is lost or made, nothing is negative or over its limit, and rates are the slopes of levels', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const run = simulateStaging(plan);
        const {time, hbm, dram, fullest, nvme, stored, copyRate, ssdRate, storeRate, networkDemand, speed} = run.series;
        const all = 7 * plan.bytesPerNode;
        const buffer = plan.strategy === 'async-dram' || plan.strategy === 'peer-dram' ? plan.buffer! : 0;
        const direct =
          plan.strategy === 'object-store' ||
          plan.strategy === 'peer-dram' ||
          (plan.strategy === 'async-dram' && plan.skipNvme);
        const faults: string[] = [];
        const fault = (what: string, i: number, amount: number) => {
          if (!(amount <= 1e-8)) faults.push(`${what} by ${amount} at point ${i}`);
        };
        let asked = 0;
        for (let i = 0; i < time.length; i++) {
          const before = asked;
          while (asked < run.checkpoints.length && run.checkpoints[asked].start <= time[i]) asked++;
          const scale = all * Math.max(1, asked);
          fault('bytes lost or made', i, Math.abs(hbm[i] + dram[i] + nvme[i] + stored[i] - asked * all) / scale);
          fault('negative', i, -Math.min(hbm[i], dram[i], nvme[i]) / all);
          fault('buffer over', i, (fullest[i] - buffer) / plan.bytesPerNode);
          fault('NVMe over', i, (nvme[i] - 7 * plan.ssdCapacity!) / all);
          fault('store over', i, storeRate[i] / plan.storeBandwidth! - 1);
          fault('speed', i, Math.max(-speed[i], speed[i] - 1));
          fault('negative demand', i, -networkDemand[i]);
          if (i === 0) continue;
          const dt = time[i] - time[i - 1];
          fault('time stands', i, dt > 0 ? 0 : 1);
          const slope = (level: readonly number[], rate: number) =>
            Math.abs(level[i] - level[i - 1] - rate * dt) / scale;
          fault(
            'slope of HBM',
            i,
            Math.abs(hbm[i] - hbm[i - 1] - (asked - before) * all + copyRate[i - 1] * dt) / scale,
          );
          fault('slope of DRAM', i, slope(dram, copyRate[i - 1] - (direct ? storeRate : ssdRate)[i - 1]));
          fault('slope of NVMe', i, direct ? nvme[i] / all : slope(nvme, ssdRate[i - 1] - storeRate[i - 1]));
          fault('slope of the store', i, slope(stored, storeRate[i - 1]));
        }
        expect(faults.slice(0, 5)).toEqual([]);
        expect(time[time.length - 1]).toBe(run.end);
      }),
      {seed: 91, numRuns: runs(150), endOnFailure: true},
    );
  });

  test('a seed is a run', () => {
    const plan = {...small, groups: 8, schedule: 'random' as const, interval: 300, duration: 3600};
    expect(simulateStaging({...plan, seed: 'a'})).toEqual(simulateStaging({...plan, seed: 'a'}));
    expect(simulateStaging({...plan, seed: 'b'}).durableAfter.mean).not.toBe(
      simulateStaging({...plan, seed: 'a'}).durableAfter.mean,
    );
  });

  test('random delays: as many drain at once as the binomial law says', () => {
    const plan: StagingPlan = {
      strategy: 'async-dram',
      writers: 32,
      groups: 32,
      schedule: 'random',
      seed: 5,
      bytesPerNode: 1,
      interval: 10,
      copyBandwidth: 1000,
      ssdBandwidth: 1000,
      uploadBandwidth: 1,
      buffer: 1,
      duration: 4000,
    };
    const {
      series: {time, storeRate},
      peakDemand,
    } = simulateStaging(plan);
    const span = time.at(-1)!;
    const average = (f: (rate: number) => number) =>
      time.slice(0, -1).reduce((s, t, i) => s + f(storeRate[i]) * (time[i + 1] - t), 0) / span;
    const said = concurrentWriters({writers: 32, persist: 1, interval: 10});
    const mean = average((rate) => rate);
    near(mean, said.mean, 0.01);
    near(Math.sqrt(average((rate) => (rate - mean) ** 2)), said.standardDeviation, 0.05);
    // Turns never have more than one group on the wire; chance has many.
    expect(peakDemand).toBeGreaterThan(said.mean + 2 * said.standardDeviation);
    expect(simulateStaging({...plan, schedule: 'turns', uploadBandwidth: 4}).peakDemand).toBe(4);
  });
});

describe('limits', () => {
  test('a storm that outlasts the watchdog crashes the run', () => {
    const plan = {...small, networkCapacity: 400 * GB, trainingTraffic: 340 * GB};
    const run = simulateStaging({...plan, watchdog: 5});
    expect(run.crashed).toBe(true);
    near(run.end, small.bytesPerNode / (400 * GB) + 5, SAME);
    expect(run.broken.at(-1)).toMatchObject({limit: 'crash', allowed: 5});
    expect(run.checkpoints[0].durableAt).toBe(null);
    expect(run.asyncCosts).toBe(null);
    expect(simulateStaging({...plan, watchdog: 13}).crashed).toBe(false);
    // Backlogs join storms: no single one is longer than an interval, yet the clock runs on through the stops.
    expect(simulateStaging({...plan, interval: 12, watchdog: 40}).crashed).toBe(true);
  });

  test('blocking is a stall by design, not an overflow', () => {
    for (const strategy of ['object-store', 'local-ssd'] as const) {
      const run = simulateStaging({...small, strategy});
      expect(run.broken.map((b) => b.limit)).toEqual(['stall']);
      expect(run.broken[0]).toMatchObject({time: small.bytesPerNode / (400 * GB), checkpoints: 10});
    }
  });

  test('a blocking store has the network to itself while the math is stopped', () => {
    const run = simulateStaging({
      ...small,
      strategy: 'object-store',
      networkCapacity: 100 * GB,
      trainingTraffic: 90 * GB,
    });
    near(run.mathStop.max, small.bytesPerNode / (10 * GB), SAME);
    expect(breaks(run, 'storm')).toBe(false);
  });

  test('blocking is naive: neither pace nor turns', () => {
    const plain = simulateStaging({...small, strategy: 'object-store'});
    expect(simulateStaging({...small, strategy: 'object-store', pace: GB, groups: 4})).toEqual(plain);
  });

  test('random delays alone are no backlog; too many bytes are', () => {
    const plan: StagingPlan = {...small, groups: 8, schedule: 'random', interval: 100, duration: 3600};
    expect(breaks(simulateStaging(plan), 'unstable')).toBe(false);
    // One writer needs 12.35 s for its bytes.
    expect(breaks(simulateStaging({...plan, interval: 12.2, jitter: 12.2}), 'unstable')).toBe(true);
    expect(breaks(simulateStaging({...plan, interval: 13, jitter: 5}), 'unstable')).toBe(false);
  });

  test('a full NVMe holds back DRAM, and DRAM the math', () => {
    const run = simulateStaging({...small, interval: 13, ssdCapacity: 60 * GB, uploadBandwidth: 9 * GB});
    expect(run.broken.filter((b) => b.limit === 'overflow').map((b) => b.queue)).toEqual(['nvme', 'dram']);
    expect(breaks(run, 'unstable')).toBe(true);
    expect(Math.max(...run.series.nvme)).toBeLessThanOrEqual(8 * 60 * GB * (1 + SAME));
  });

  test('bytes written to the drives: a checkpoint each, none if they are skipped', () => {
    near(simulateStaging(small).ssdBytes, 10 * small.bytesPerNode, SAME);
    near(simulateStaging(small).ssdLoad, (10 * small.bytesPerNode) / (44 * GB * 600), SAME);
    for (const change of [{skipNvme: true}, {strategy: 'object-store' as const}, {strategy: 'peer-dram' as const}])
      expect(simulateStaging({...small, ...change}).ssdBytes).toBe(0);
  });
});

test('405B on 2,048 nodes and a store of 2 TB/s: 64 groups against one', () => {
  const links = {
    writers: 2048,
    copyBandwidth: 400 * GB,
    ssdBandwidth: 100 * GB,
    uploadBandwidth: 50 * GB,
    storeBandwidth: 2000 * GB,
    interval: 1275,
    duration: 1275,
  };
  for (const {inputs: i, ...row} of stagingTruth().checkpoint_storm_stagger) {
    const run = simulateStaging({
      strategy: 'async-dram',
      ...links,
      bytesPerNode: i.bytes_per_node,
      buffer: i.bytes_per_node,
      groups: i.groups,
    });
    near(run.peakDemand, row.peak_demand_Bps, SAME);
    near(run.durableAfter.max, row.durable_after_s, SAME);
    near(run.storeLoad, row.peak_ratio, SAME);
  }
});

test('the means feed the exact efficiency', () => {
  const run = simulateStaging({...small, interval: 300, duration: 3600});
  const {asyncCosts} = run;
  const stop = small.bytesPerNode / (400 * GB);
  const persist = small.bytesPerNode / (10 * GB) - stop;
  const mtbf = 14_400;
  // The formula written out.
  const expected = ((300 - stop) * Math.exp(-persist / mtbf)) / (mtbf * Math.expm1(300 / mtbf));
  near(asyncEfficiency({interval: 300 - asyncCosts!.stall, ...asyncCosts!, mtbf}), expected, SAME);
});

describe('the newest copy', () => {
  const run = simulateStaging({...small, interval: 60});
  test('is where it is', () => {
    const at = (time: number, loss: 'process' | 'node', strategy: StagingPlan['strategy'] = 'async-dram') =>
      newestStagedCopy({run, strategy, time, loss});
    expect(at(0, 'node')).toEqual({checkpoint: -1, tier: 'none', rollback: 0});
    expect(at(5, 'node')).toEqual({checkpoint: -1, tier: 'none', rollback: 5});
    expect(at(5, 'process')).toEqual({checkpoint: 0, tier: 'dram', rollback: 5});
    expect(at(65, 'node')).toEqual({checkpoint: 0, tier: 'store', rollback: 65});
    expect(at(65, 'node', 'peer-dram')).toEqual({checkpoint: 1, tier: 'peer', rollback: 5});
    expect(at(65, 'process', 'local-ssd')).toEqual({checkpoint: 1, tier: 'nvme', rollback: 5});
    expect(at(60.1, 'process')).toMatchObject({checkpoint: 0, tier: 'store'});
    expect(at(73, 'node')).toEqual({checkpoint: 1, tier: 'store', rollback: 13});
    expect(() => at(601, 'node')).toThrow(new RangeError('time must be a number from 0 to 600 (seconds), got 601'));
  });
});

describe('edges', () => {
  test('nothing to write', () => {
    for (const schedule of ['turns', 'random'] as const) {
      const run = simulateStaging({...small, bytesPerNode: 0, groups: 4, schedule, buffer: 0});
      expect(run).toMatchObject({
        useful: 1,
        throughput: 0,
        peakDemand: 0,
        broken: [],
        mathStop: {mean: 0, max: 0},
        durableAfter: {mean: 0, max: 0},
      });
      expect(run.checkpoints.length).toBe(10);
    }
    expect(forecastStaging({...small, bytesPerNode: 0})).toMatchObject({
      requiredBuffer: 0,
      mathStop: 0,
      durableAfter: 0,
      stable: true,
      storm: false,
    });
  });

  test('one writer, and a drain faster than the copy needs no buffer', () => {
    const run = simulateStaging({...small, writers: 1, buffer: 0, skipNvme: true, uploadBandwidth: 500 * GB});
    near(run.mathStop.max, small.bytesPerNode / (400 * GB), SAME);
    expect(run.broken).toEqual([]);
  });

  test('a run that ends in its first stop', () => {
    const run = simulateStaging({...small, strategy: 'object-store', duration: 5});
    expect(run).toMatchObject({
      useful: 0,
      end: 5,
      mathStop: {mean: Infinity},
      durableAfter: {mean: Infinity},
      throughput: 0,
      asyncCosts: null,
    });
  });

  test('writers that do not divide into the groups', () => {
    const run = simulateStaging({...small, writers: 7, groups: 3, duration: 60});
    near(run.peakDemand, 3 * 10 * GB, SAME);
    near(run.durableAfter.max, (3 * small.bytesPerNode) / (10 * GB), SAME);
    near(run.series.stored.at(-1)!, 7 * small.bytesPerNode, SAME);
  });

  test('errors name the quantity', () => {
    const message = (change: object) => {
      try {
        simulateStaging({...small, ...change});
      } catch (error) {
        return `${(error as Error).name}: ${(error as Error).message}`;
      }
      return '';
    };
    for (const name of [
      'copyBandwidth',
      'ssdBandwidth',
      'uploadBandwidth',
      'storeBandwidth',
      'networkCapacity',
      'peerBandwidth',
      'interval',
      'duration',
      'pace',
      'watchdog',
      'ssdCapacity',
    ]) {
      for (const bad of [0, -1, NaN, Infinity])
        expect(message({[name]: bad})).toMatch(
          new RegExp(`^RangeError: ${name} must be a finite number > 0 .*got ${bad}$`),
        );
    }
    for (const name of ['bytesPerNode', 'buffer', 'jitter', 'trainingTraffic', 'storeTraffic'])
      expect(message({[name]: -1})).toMatch(new RegExp(`^RangeError: ${name} must be .*>= 0.*got -1$`));
    expect(message({writers: 0})).toMatch(/^RangeError: writers .*got 0$/);
    expect(message({groups: 9})).toBe(
      'RangeError: groups must be a whole number from 1 to writers = 8 (groups), got 9',
    );
    expect(message({strategy: 'tape'})).toBe(
      'RangeError: strategy must be one of object-store, local-ssd, async-dram, peer-dram, got the string "tape"',
    );
    expect(message({interval: 1e-6})).toBe(
      'RangeError: interval must be at least duration·groups/100000 = 0.006 (seconds), got 0.000001',
    );
    expect(message({networkCapacity: 1e9, trainingTraffic: 2e9})).toBe(
      'RangeError: trainingTraffic must be below networkCapacity = 1000000000 (bytes/s), got 2000000000',
    );
    expect(message({seed: 0.5, schedule: 'random'})).toMatch(/^RangeError: seed .*got 0.5$/);
  });
});

test('a backlog that grows fills buffer and drives when the forecast says', () => {
  const links = {
    writers: 8,
    bytesPerNode: 123.5e9,
    copyBandwidth: 400e9,
    ssdBandwidth: 44e9,
    uploadBandwidth: 10e9,
    networkCapacity: 400e9,
    trainingTraffic: 340e9,
  };
  for (const change of [
    {strategy: 'async-dram', pace: 1e9, buffer: 200e9, ssdCapacity: 2e12},
    {strategy: 'async-dram', pace: 1e9, buffer: 200e9, ssdCapacity: 3e13, duration: 36_000},
    {strategy: 'async-dram', pace: 1e9, buffer: 500e9, skipNvme: true},
    {strategy: 'async-dram', pace: 4e9, buffer: 900e9, skipNvme: true, groups: 4},
  ] as const) {
    const plan = {...links, interval: 60, duration: 7200, ...change};
    const {stable, fullAfter} = forecastStaging(plan);
    expect(stable).toBe(false);
    const waited = simulateStaging(plan).broken.find(({limit}) => limit === 'stall')!.time;
    expect(Math.abs(waited - fullAfter), JSON.stringify(change)).toBeLessThan(60);
  }
  expect(forecastStaging({...links, strategy: 'async-dram', interval: 3600, buffer: 1e12}).fullAfter).toBe(Infinity);
});

test('a copy to a peer shares the network with its drain, in the forecast as in the simulation', () => {
  const among = (...values: number[]) => fc.constantFrom(...values);
  const plans = fc.record({
    writers: among(1, 2, 8, 16),
    copyBandwidth: among(50e9, 400e9),
    peerBandwidth: among(20e9, 50e9, 100e9),
    uploadBandwidth: among(5e9, 10e9, 40e9),
    pace: among(2e9, 8e9, 50e9),
    networkCapacity: among(200e9, 400e9, 1e12),
    buffer: among(30e9, 80e9, 100e9, 200e9),
    bytesPerNode: among(20e9, 100e9, 123.5e9),
  });
  fc.assert(
    fc.property(plans, (links) => {
      const plan = {...links, strategy: 'peer-dram', ssdBandwidth: 44e9, interval: 1000, duration: 3000} as const;
      const run = simulateStaging(plan);
      const {mathStop, durableAfter} = forecastStaging(plan);
      expect(Math.abs(run.mathStop.mean / mathStop - 1)).toBeLessThan(1e-6);
      expect(Math.abs(run.durableAfter.mean / durableAfter - 1)).toBeLessThan(1e-6);
    }),
    {seed: 175, numRuns: runs(600)},
  );
});
