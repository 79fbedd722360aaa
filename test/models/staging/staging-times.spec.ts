import {expect, test} from 'vitest';
import {contendedBandwidth, stagingTimes} from '../../../src/models/staging/staging-times.js';
import {near} from '../truth.js';
import {stagingTruth} from './staging-truth.js';

const GB = 1e9;
const links = {writers: 8, copyBandwidth: 400 * GB, ssdBandwidth: 44 * GB, uploadBandwidth: 10 * GB};

test('stops of the reference, with and without a shared limit', () => {
  for (const {inputs: i, ...row} of stagingTruth().staging_times) {
    const times = stagingTimes({
      bytesPerNode: row.bytes_per_node,
      writers: i.writer_nodes,
      copyBandwidth: i.copy_GBps_per_node * GB,
      ssdBandwidth: i.nvme_GBps_per_node * GB,
      uploadBandwidth: i.s3_GBps_per_node * GB,
      ...(i.shared_cap_GBps === null ? {} : {storeBandwidth: i.shared_cap_GBps * GB}),
    });
    near(times.asyncDram, row.async_dram_stop_s);
    near(times.localSsd, row.nvme_blocking_s);
    near(times.objectStore, row.s3_blocking_s);
    near(times.ssdFactor, row.ratio_s3_over_nvme);
    near(times.dramFactor, row.ratio_s3_over_dram);
  }
});

test('70B on 8 writers and on 2,048: local NVMe grows with N, the store does not', () => {
  const small = stagingTimes({bytesPerNode: 123_468_986_368, ...links});
  expect([small.asyncDram, small.localSsd, small.objectStore].map((s) => s.toFixed(6))).toEqual([
    '0.308672',
    '2.806113',
    '12.346899',
  ]);
  const large = stagingTimes({bytesPerNode: 482_300_728, ...links, writers: 2048, storeBandwidth: 2000 * GB});
  expect([large.asyncDram, large.localSsd, large.objectStore].map((s) => s.toFixed(6))).toEqual([
    '0.001206',
    '0.010961',
    '0.493876',
  ]);
  expect([small.ssdFactor, small.dramFactor, Math.round(large.ssdFactor)]).toEqual([4.4, 40, 45]);
});

test('a peer is as far as the slowest of copy, link and share of the network', () => {
  const of = (change: object) => stagingTimes({bytesPerNode: 100 * GB, ...links, ...change}).peerDram;
  expect(of({})).toBe(0.25);
  expect(of({peerBandwidth: 50 * GB})).toBe(2);
  expect(of({peerBandwidth: 50 * GB, networkCapacity: 200 * GB})).toBe(4);
});

test('what others write to the store is not there for this job', () => {
  expect(contendedBandwidth({own: 10e9, shared: 2e12, writers: 2048})).toBe(976_562_500);
  expect(contendedBandwidth({own: 10e9, shared: 2e12, others: 1e12, writers: 2048})).toBe(488_281_250);
  expect(contendedBandwidth({own: 10e9, writers: 2048})).toBe(10e9);
  expect(() => contendedBandwidth({own: 1, shared: 5, others: 5, writers: 1})).toThrow(
    new RangeError('others must be below shared = 5 (bytes/s), got 5'),
  );
});

test('edges: nothing to write stops nothing; bad values are named', () => {
  expect(stagingTimes({bytesPerNode: 0, ...links})).toMatchObject({
    objectStore: 0,
    localSsd: 0,
    asyncDram: 0,
    peerDram: 0,
  });
  for (const name of [
    'copyBandwidth',
    'ssdBandwidth',
    'uploadBandwidth',
    'storeBandwidth',
    'peerBandwidth',
    'networkCapacity',
  ]) {
    for (const bad of [0, -1, NaN, Infinity]) {
      expect(() => stagingTimes({bytesPerNode: 1, ...links, [name]: bad})).toThrow(
        new RangeError(`${name} must be a finite number > 0 (bytes/s), got ${bad}`),
      );
    }
  }
  expect(() => stagingTimes({bytesPerNode: 1, ...links, writers: 0})).toThrow(/writers .*got 0/);
  expect(() => stagingTimes({bytesPerNode: '1' as never, ...links})).toThrow(TypeError);
});
