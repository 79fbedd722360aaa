/** One way to stage checkpoints: where they go, how fast, in what order. */
import {notNegative, oneOf, positive, throwInvalid} from '../numerics/check.js';
import {leftOver, limit} from './staging-times.js';
import type {StagingLinks} from './staging-times.js';
import {checkGroups} from './storm.js';

/**
 * Where the math waits for: `object-store` until the store has the checkpoint (naive: no pace, no turns), `local-ssd` until
 * the node's NVMe has it, `async-dram` until it is in the node's own DRAM, `peer-dram` until it is in another node's DRAM.
 */
export type StagingStrategy = 'object-store' | 'local-ssd' | 'async-dram' | 'peer-dram';

/** All strategies. */
export const STAGING_STRATEGIES: readonly StagingStrategy[] = Object.freeze([
  'object-store',
  'local-ssd',
  'async-dram',
  'peer-dram',
]);

/** A plan for the staging simulation. Bytes, bytes/s, seconds; identical writers. */
export interface StagingPlan extends StagingLinks {
  strategy: StagingStrategy;
  /** S: bytes of one checkpoint on one writer, >= 0. */
  bytesPerNode: number;
  /** T: from the start of one checkpoint to the start of the next, > 0. A stop that takes longer delays the next. */
  interval: number;
  /** b: staging buffer of one writer in DRAM, >= 0. Only for `async-dram` and `peer-dram`. Default 0. */
  buffer?: number;
  /** r: pace of one writer towards the store, > 0. Default: as fast as its links. */
  pace?: number;
  /** G: groups of writers, a whole number from 1 to N. Default 1. */
  groups?: number;
  /** Whether the groups drain in `turns`, or each after a `random` delay. Default `turns`. */
  schedule?: 'turns' | 'random';
  /** Longest random delay, >= 0. Default: the interval. */
  jitter?: number;
  /** Decides the random delays. Default 0. */
  seed?: number | string;
  /** True sends `async-dram` straight from DRAM to the store; the NVMe is not written. Default false. */
  skipNvme?: boolean;
  /** Space on one writer's NVMe, > 0. Default: no limit. */
  ssdCapacity?: number;
  /** u: what the training itself sends over the network while the math runs, all nodes together, >= 0 and below networkCapacity. Default 0. */
  trainingTraffic?: number;
  /** How long training may be slowed by a storm before it crashes, > 0. Default: no limit. */
  watchdog?: number;
  /** How long to simulate, > 0. Default 3600. */
  duration?: number;
}

/** A checked plan in the form the simulation wants; limits left out are Infinity. */
export interface PreparedPlan {
  bytes: number;
  interval: number;
  duration: number;
  watchdog: number;
  /** Writers of each group. */
  sizes: number[];
  writers: number;
  /** Speed of the copy out of HBM, with the network to itself. */
  copy: number;
  /** Whether that copy goes over the network. */
  copyUsesNetwork: boolean;
  /** Buffer, 0 for strategies that block. */
  buffer: number;
  /** Whether a full buffer is a fault (not where there is none by design). */
  buffered: boolean;
  /** Whether the checkpoint passes the NVMe. */
  throughNvme: boolean;
  ssd: number;
  ssdCapacity: number;
  /** Speed of one writer towards the store: its link or its pace. */
  upload: number;
  /** Left for this job. */
  store: number;
  network: number;
  training: number;
  random: boolean;
  jitter: number;
  seed: number | string;
}

/** The most checkpoints times groups a simulation plays, so that no slip of a unit hangs the page. */
const MOST_DRAINS = 100_000;

/** Throws where a plan is out of range by itself. */
function checkStagingPlan({
  strategy,
  writers,
  bytesPerNode,
  interval,
  buffer = 0,
  groups = 1,
  schedule = 'turns',
  jitter = interval,
  duration = 3600,
}: StagingPlan): void {
  oneOf('strategy', strategy, STAGING_STRATEGIES);
  oneOf('schedule', schedule, ['turns', 'random']);
  checkGroups(groups, writers);
  notNegative('bytesPerNode', bytesPerNode, 'bytes');
  positive('interval', interval, 'seconds');
  positive('duration', duration, 'seconds');
  notNegative('buffer', buffer, 'bytes');
  notNegative('jitter', jitter, 'seconds');
  if ((duration / interval) * groups > MOST_DRAINS) {
    throwInvalid(
      'interval',
      interval,
      `at least duration·groups/${MOST_DRAINS} = ${(duration * groups) / MOST_DRAINS} (seconds)`,
    );
  }
}

/** Checks a plan once. */
export function preparePlan(plan: StagingPlan): PreparedPlan {
  const {
    strategy,
    writers,
    bytesPerNode,
    interval,
    buffer = 0,
    groups = 1,
    schedule = 'turns',
    jitter = interval,
    seed = 0,
    skipNvme = false,
    trainingTraffic = 0,
    storeTraffic = 0,
    duration = 3600,
  } = plan;
  checkStagingPlan(plan);
  const blocking = strategy === 'object-store';
  const buffered = strategy === 'async-dram' || strategy === 'peer-dram';
  const network = limit('networkCapacity', plan.networkCapacity, 'bytes/s');
  leftOver(network, 'trainingTraffic', trainingTraffic, 'networkCapacity');
  const peer = limit('peerBandwidth', plan.peerBandwidth, 'bytes/s');
  const copy = positive('copyBandwidth', plan.copyBandwidth, 'bytes/s');
  const pace = limit('pace', plan.pace, 'bytes/s');
  const turns = blocking ? 1 : groups;
  return {
    bytes: bytesPerNode,
    interval,
    duration,
    writers,
    buffered,
    seed,
    watchdog: limit('watchdog', plan.watchdog, 'seconds'),
    sizes: Array.from({length: turns}, (_, g) => Math.floor(writers / turns) + (g < writers % turns ? 1 : 0)),
    copy: strategy === 'peer-dram' ? Math.min(copy, peer, network / writers) : copy,
    copyUsesNetwork: strategy === 'peer-dram',
    buffer: buffered ? buffer : 0,
    throughNvme: strategy === 'local-ssd' || (strategy === 'async-dram' && !skipNvme),
    ssd: positive('ssdBandwidth', plan.ssdBandwidth, 'bytes/s'),
    ssdCapacity: limit('ssdCapacity', plan.ssdCapacity, 'bytes'),
    upload: Math.min(positive('uploadBandwidth', plan.uploadBandwidth, 'bytes/s'), blocking ? Infinity : pace),
    store: leftOver(
      limit('storeBandwidth', plan.storeBandwidth, 'bytes/s'),
      'storeTraffic',
      storeTraffic,
      'storeBandwidth',
    ),
    network,
    training: trainingTraffic,
    random: schedule === 'random' && !blocking,
    jitter,
  };
}
