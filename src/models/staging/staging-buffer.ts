/** The staging buffer in closed form: how large, how long the math stops, how far the drain lags. */
import {notNegative, positive, wholeNumber} from '../numerics/check.js';
import {leftOver, limit} from './staging-times.js';

/** One writer's buffer: filled in a burst, emptied at a steady pace. */
export interface BufferPlan {
  /** S: bytes of one checkpoint on this writer, >= 0. */
  bytes: number;
  /** f: speed at which the buffer fills, > 0 (bytes/s). */
  fill: number;
  /** r: speed at which it drains, > 0 (bytes/s). */
  drain: number;
  /** T: from the start of one checkpoint to the start of the next, > 0 (seconds). */
  interval: number;
  /** b: size of the buffer, >= 0 (bytes). */
  buffer: number;
  /** Time after the start of the checkpoint before the drain may begin (its turn), >= 0 (seconds). Default 0. */
  wait?: number;
}

/** What the closed forms say of a buffer. Seconds and bytes. */
export interface BufferForecast {
  /** b*: the smallest buffer with which the math stops no longer than the copy takes. */
  readonly requiredBuffer: number;
  /** The same if space is freed only once a whole checkpoint is durable: S, or 2S where drains overlap the next copy. */
  readonly requiredWhole: number;
  /** Time the math stops. */
  readonly mathStop: number;
  /** S/r: time the drain needs. */
  readonly drainTime: number;
  /** From the start of the checkpoint until its last byte is drained. */
  readonly durableAfter: number;
  /** The lag: from the end of the stop until the last byte is drained. */
  readonly persist: number;
  /** ρ = S/(rT): share of the time the drain is busy; above 1 no buffer is large enough. */
  readonly utilisation: number;
  /** S/T <= r. */
  readonly stable: boolean;
  /** Bytes by which the backlog grows each interval, 0 when stable. */
  readonly backlogGrowth: number;
}

/**
 * b* = S(1 − r/f), in bytes: the buffer that makes the math stop only S/f. 0 where the drain is as fast as the copy.
 * If the drain must `wait` (seconds), b* = S − r(S/f − wait), up to S.
 *
 * @throws {RangeError} unless bytes, wait >= 0, fill, drain > 0
 * @see https://doi.org/10.1007/3-540-45318-0 (network calculus: backlog of a burst before a constant-rate server)
 * @example requiredBuffer({bytes: 120e9, fill: 400e9, drain: 10e9}) // 117e9 B
 */
export function requiredBuffer({
  bytes,
  fill,
  drain,
  wait = 0,
}: Pick<BufferPlan, 'bytes' | 'fill' | 'drain' | 'wait'>): number {
  notNegative('bytes', bytes, 'bytes');
  positive('fill', fill, 'bytes/s');
  positive('drain', drain, 'bytes/s');
  notNegative('wait', wait, 'seconds');
  const copy = bytes / fill;
  if (wait === 0) return drain >= fill ? 0 : bytes * (1 - drain / fill);
  return wait >= copy ? bytes : bytes - Math.min(drain, fill) * (copy - wait);
}

/**
 * How long the math stops: max(S/f, (S − b)/r), and with a wait max(S/f, wait + (S − b)/r) unless everything fits.
 * Without a buffer this is the blocking write. Seconds.
 *
 * @throws {RangeError} unless bytes, buffer, wait >= 0, fill, drain > 0
 * @see https://doi.org/10.1007/3-540-45318-0
 * @example bufferedStop({bytes: 120e9, fill: 400e9, drain: 10e9, buffer: 58.5e9}) // 6.15 s
 */
export function bufferedStop({
  bytes,
  fill,
  drain,
  buffer,
  wait = 0,
}: Pick<BufferPlan, 'bytes' | 'fill' | 'drain' | 'buffer' | 'wait'>): number {
  requiredBuffer({bytes, fill, drain, wait});
  notNegative('buffer', buffer, 'bytes');
  const copy = bytes / fill;
  return buffer >= bytes ? copy : Math.max(copy, wait + (bytes - buffer) / Math.min(drain, fill));
}

/**
 * Everything the closed forms say of one buffer. Frozen.
 *
 * An unstable plan (S/T > r) is answered too: `mathStop` is then that of the first checkpoint, before backlogs meet.
 *
 * @throws {RangeError} unless bytes, buffer, wait >= 0, fill, drain, interval > 0
 * @see https://doi.org/10.1007/3-540-45318-0
 * @example stagingBuffer({bytes: 120e9, fill: 400e9, drain: 10e9, interval: 1275, buffer: 117e9}).mathStop // 0.3 s
 */
export function stagingBuffer({bytes, fill, drain, interval, buffer, wait = 0}: BufferPlan): BufferForecast {
  const required = requiredBuffer({bytes, fill, drain, wait});
  const mathStop = bufferedStop({bytes, fill, drain, buffer, wait});
  positive('interval', interval, 'seconds');
  const drainTime = bytes / drain;
  // A drain that is faster than the copy catches up with it.
  const durableAfter = Math.max(mathStop, wait + bytes / drain);
  return Object.freeze({
    requiredBuffer: required,
    requiredWhole: durableAfter <= interval ? bytes : 2 * bytes,
    mathStop,
    drainTime,
    durableAfter,
    persist: durableAfter - mathStop,
    utilisation: drainTime / interval,
    stable: drainTime <= interval,
    backlogGrowth: Math.max(0, bytes - drain * interval),
  });
}

/**
 * The fastest pace of one writer that neither drowns the training's traffic nor the store:
 * min((C_net − u)/n, B/n), bytes/s, with n writers draining at once. Infinity without limits.
 *
 * A checkpoint of S bytes every T seconds is feasible only where S/T is no more than this.
 *
 * @throws {RangeError} unless writers is a whole number >= 1, limits > 0, traffic >= 0 and below its limit
 * @see https://arxiv.org/abs/2407.21783
 * @example safePace({writers: 8, networkCapacity: 400e9, trainingTraffic: 340e9}) // 7.5e9 B/s
 */
export function safePace({
  writers,
  networkCapacity,
  trainingTraffic = 0,
  storeBandwidth,
  storeTraffic = 0,
}: {
  writers: number;
  networkCapacity?: number;
  trainingTraffic?: number;
  storeBandwidth?: number;
  storeTraffic?: number;
}): number {
  wholeNumber('writers', writers, 1, 'nodes');
  const network = leftOver(
    limit('networkCapacity', networkCapacity, 'bytes/s'),
    'trainingTraffic',
    trainingTraffic,
    'networkCapacity',
  );
  const store = leftOver(
    limit('storeBandwidth', storeBandwidth, 'bytes/s'),
    'storeTraffic',
    storeTraffic,
    'storeBandwidth',
  );
  return Math.min(network, store) / writers;
}

/**
 * Worst-case bounds of network calculus for arrivals of at most σ + ρt bytes at a server of rate R after a latency L:
 * backlog σ + ρL (bytes), delay L + σ/R (seconds). Infinity where ρ > R.
 *
 * @throws {RangeError} unless burst, rate, latency >= 0 and service > 0
 * @see https://doi.org/10.1007/3-540-45318-0
 * @example arrivalBounds({burst: 120e9, rate: 94e6, service: 10e9, latency: 2}) // {stable: true, backlog: 120.188e9, delay: 14}
 */
export function arrivalBounds({
  burst,
  rate,
  service,
  latency = 0,
}: {
  burst: number;
  rate: number;
  service: number;
  latency?: number;
}): {
  stable: boolean;
  backlog: number;
  delay: number;
} {
  notNegative('burst', burst, 'bytes');
  notNegative('rate', rate, 'bytes/s');
  positive('service', service, 'bytes/s');
  notNegative('latency', latency, 'seconds');
  const stable = rate <= service;
  return {
    stable,
    backlog: stable ? burst + rate * latency : Infinity,
    delay: stable ? latency + burst / service : Infinity,
  };
}
