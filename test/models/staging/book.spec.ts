import {expect, test} from 'vitest';
import {bookDefaults} from '../../../src/models/fleet/published.js';
import {firstOrderWaste} from '../../../src/models/checkpointing/waste.js';
import {
  checkpointBytes,
  checkpointStorm,
  shardBytes,
  simulateStaging,
  ssdLife,
  stagingBandwidths,
  stagingTimes,
} from '../../../src/models/staging/index.js';
import {near} from '../truth.js';
import {stagingTruth} from './staging-truth.js';

const GB = 1e9;
/** Equal once rounded to the printed digits. */
const prints = (value: number, printed: number, digits: number) => expect(Number(value.toFixed(digits))).toBe(printed);
const links = {copyBandwidth: 400 * GB, ssdBandwidth: 28 * GB, uploadBandwidth: 100 * GB};

test('C1: 700 GB over 10 Gb/s take 9.3 min', () => {
  const plan = {...links, writers: 1, uploadBandwidth: 10e9 / 8, bytesPerNode: 700 * GB};
  prints(stagingTimes(plan).objectStore / 60, 9.3, 1);
  prints(simulateStaging({...plan, strategy: 'object-store', interval: 3600}).mathStop.max / 60, 9.3, 1);
});

test('C2: 10,000 nodes with 10 GB each are 100 TB in one storm', () => {
  const bytes = shardBytes({bytes: 10 * GB, writers: 10_000, replicas: 10_000}) * 10_000;
  expect(bytes).toBe(100e12);
  const storm = checkpointStorm({
    writers: 10_000,
    bytesPerNode: 10 * GB,
    nodeBandwidth: 10 * GB,
    storeBandwidth: bookDefaults.storeBandwidth.value,
  });
  near(storm.durableAfter, bytes / bookDefaults.storeBandwidth.value);
  expect(storm.peakRatio).toBe(1000);
});

test('C3: 10,000 GPUs stopped for 2 min cost $1,000', () => {
  const {gpus, pause_s, gpu_hours, usd_per_gpu_hour, usd} = stagingTruth().book_stop_the_world;
  // A stop of 120 s each hour, as a share of the hour, on all GPUs.
  const run = simulateStaging({
    ...links,
    strategy: 'object-store',
    writers: 1,
    uploadBandwidth: GB,
    bytesPerNode: pause_s * GB,
    interval: 3600,
  });
  const stopped = ((1 - run.useful) * run.end * gpus) / 3600;
  near(stopped, gpu_hours, 1e-9);
  near(stopped * bookDefaults.gpuHourPrice.value, usd, 1e-9);
  expect(bookDefaults.gpuHourPrice.value).toBe(usd_per_gpu_hour);
  near(24 * stopped * bookDefaults.gpuHourPrice.value, 24_000, 1e-9);
});

test('C4: 2,450 GB over 256 nodes', () => {
  const bytesPerNode = shardBytes({bytes: 2450 * GB, writers: 256});
  prints(bytesPerNode / GB, 9.57, 2);
  const plan = {
    ...links,
    ssdBandwidth: stagingBandwidths.nvmeGen4FourDrives.value,
    writers: 256,
    bytesPerNode,
    storeBandwidth: stagingBandwidths.parallelFileSystem.value,
  };
  const times = stagingTimes(plan);
  prints(times.localSsd, 0.34, 2);
  prints(times.objectStore, 2.45, 2);
  prints(100 * firstOrderWaste({interval: 600, writeTime: times.localSsd, mtbf: 1e15}), 0.057, 3);
  const run = simulateStaging({...plan, strategy: 'local-ssd', interval: 600});
  prints(run.mathStop.max, 0.34, 2);
  prints(100 * (1 - run.useful), 0.057, 3);
});

test('C6: 980 GB, every one of 1,024 replicas against one sharded copy', () => {
  const naive = shardBytes({bytes: 980 * GB, writers: 1024, replicas: 1024});
  const sharded = shardBytes({bytes: 980 * GB, writers: 1024});
  const stop = (bytesPerNode: number) =>
    stagingTimes({...links, writers: 1024, bytesPerNode, storeBandwidth: 100 * GB}).objectStore;
  prints(stop(naive), 10_035, 0);
  prints(stop(sharded), 9.8, 1);
});

test('C8: 7.68 TB at 1 DWPD for 5 years is 14.0 PB; 4 GB every 10 min are 576 GB a day', () => {
  const wear = ssdLife({capacity: 7.68e12, dwpd: 1, bytesPerCheckpoint: 4 * GB, interval: 600});
  prints(wear.endurance / 1e15, 14.0, 1);
  near(wear.writeRate * 86_400, 576 * GB);
  near(wear.driveWritesPerDay, 0.075);
});

test('models.md 2.3 to 2.5: 70B and 405B, simulated', () => {
  const bytes70 = checkpointBytes({parameters: 70_553_706_496, bytesPerParameter: 14});
  const plan = {
    ...links,
    ssdBandwidth: 44 * GB,
    uploadBandwidth: 10 * GB,
    writers: 8,
    bytesPerNode: shardBytes({bytes: bytes70, writers: 8}),
    interval: 300,
    duration: 900,
  };
  const stop = (strategy: 'object-store' | 'local-ssd' | 'async-dram') =>
    simulateStaging({...plan, strategy, buffer: plan.bytesPerNode}).mathStop.max;
  prints(stop('async-dram'), 0.308672, 6);
  prints(stop('local-ssd'), 2.806113, 6);
  prints(stop('object-store'), 12.346899, 6);
  prints(stop('object-store') / stop('local-ssd'), 4.4, 6);
  prints(stop('object-store') / stop('async-dram'), 40, 6);
  const bytes405 = checkpointBytes({parameters: 405_853_388_800, bytesPerParameter: 14});
  prints(bytes405 / 1e12, 5.682, 3);
  const storm = {
    writers: 2048,
    bytesPerNode: bytes405 / 2048,
    nodeBandwidth: 50 * GB,
    storeBandwidth: stagingBandwidths.tectonic.value,
  };
  prints(checkpointStorm(storm).peakRatio, 51.2, 6);
  prints(checkpointStorm(storm).durableAfter, 2.84, 2);
  prints(checkpointStorm({...storm, groups: 64}).peakRatio, 0.8, 6);
  prints(checkpointStorm({...storm, groups: 64}).durableAfter, 3.55, 2);
});
