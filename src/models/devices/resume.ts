/** Incremental checkpoints of an application: a base, and a chain of what changed since. */
import {notNegative, positive, wholeNumber} from '../numerics/check.js';

/** What has to be read before the application is back. */
export interface DeltaChain {
  /** Bytes of the base, >= 0. */
  baseBytes: number;
  /** Bytes of each delta, >= 0. */
  deltaBytes: number;
  /** Reads of the base, > 0 (bytes/s). */
  readBandwidth: number;
  /** Reads of deltas, > 0 (bytes/s). Default: as the base. Small random reads are far slower. */
  deltaReadBandwidth?: number;
  /** Starting the process and all else that does not depend on bytes, >= 0 (seconds). */
  fixed: number;
  /** Decoding one delta, >= 0 (seconds). */
  decode: number;
}

/** Seconds for the base with the start, and for each delta. */
function times({baseBytes, deltaBytes, readBandwidth, deltaReadBandwidth = readBandwidth, fixed, decode}: DeltaChain): {
  first: number;
  each: number;
} {
  notNegative('baseBytes', baseBytes, 'bytes');
  notNegative('deltaBytes', deltaBytes, 'bytes');
  positive('readBandwidth', readBandwidth, 'bytes/s');
  positive('deltaReadBandwidth', deltaReadBandwidth, 'bytes/s');
  notNegative('fixed', fixed, 'seconds');
  notNegative('decode', decode, 'seconds');
  return {first: fixed + baseBytes / readBandwidth, each: deltaBytes / deltaReadBandwidth + decode};
}

/**
 * Seconds until the application is back: t = fixed + base/r + k·(Δ/r_Δ + decode).
 *
 * @throws {RangeError | TypeError} unless sizes and times >= 0, bandwidths > 0, deltas a whole number >= 0
 * @example resumeTime({baseBytes: 120e6, deltaBytes: 4e6, deltas: 4, readBandwidth: 2.1e9, fixed: 0.01, decode: 5e-4}) // 0.0768
 */
export function resumeTime({deltas, ...chain}: DeltaChain & {deltas: number}): number {
  wholeNumber('deltas', deltas, 0, 'deltas');
  const {first, each} = times(chain);
  return first + deltas * each;
}

/**
 * The longest chain that resumes within a limit: k = ⌊(limit − fixed − base/r)/(Δ/r_Δ + decode)⌋. Negative when the base
 * alone takes too long, whatever the chain; Infinity when deltas take no time.
 *
 * @throws {RangeError | TypeError} like {@link resumeTime}; unless limit > 0 (seconds)
 * @example maxDeltas({baseBytes: 120e6, deltaBytes: 4e6, readBandwidth: 2.1e9, fixed: 0.01, decode: 5e-4, limit: 0.1}) // 13
 */
export function maxDeltas({limit, ...chain}: DeltaChain & {limit: number}): number {
  positive('limit', limit, 'seconds');
  const {first, each} = times(chain);
  if (each === 0) return first <= limit ? Infinity : -1;
  return Math.floor((limit - first) / each);
}

/**
 * Bytes written for each checkpoint when the chain becomes a new base after `compactEvery` deltas: Δ + base/K.
 *
 * @throws {RangeError | TypeError} unless sizes >= 0, compactEvery a whole number >= 1
 * @example bytesPerCheckpoint({baseBytes: 120e6, deltaBytes: 4e6, compactEvery: 13}) // 13.2 MB
 */
export function bytesPerCheckpoint({
  baseBytes,
  deltaBytes,
  compactEvery,
}: {
  baseBytes: number;
  deltaBytes: number;
  compactEvery: number;
}): number {
  return (
    notNegative('deltaBytes', deltaBytes, 'bytes') +
    notNegative('baseBytes', baseBytes, 'bytes') / wholeNumber('compactEvery', compactEvery, 1, 'deltas')
  );
}

/**
 * Distinct pages touched by so many writes spread evenly over all: n·(1 − (1 − 1/n)^w).
 *
 * @throws {RangeError | TypeError} unless pages is a whole number >= 1, writes >= 0
 * @see https://en.wikipedia.org/wiki/Coupon_collector%27s_problem
 * @example expectedDirtyPages({pages: 29_297, writes: 29_297}) // 18,519: 63 %
 */
export function expectedDirtyPages({pages, writes}: {pages: number; writes: number}): number {
  wholeNumber('pages', pages, 1, 'pages');
  notNegative('writes', writes, 'writes');
  return pages === 1 ? Math.min(1, writes) : -pages * Math.expm1(writes * Math.log1p(-1 / pages));
}

/**
 * Writes after which so many distinct pages are touched: {@link expectedDirtyPages} the other way round. Infinity for all.
 *
 * @throws {RangeError | TypeError} unless pages is a whole number >= 1, distinct >= 0
 * @example writesFor({pages: 29_297, distinct: 18_519.42}) // 29,297
 */
export function writesFor({pages, distinct}: {pages: number; distinct: number}): number {
  wholeNumber('pages', pages, 1, 'pages');
  notNegative('distinct', distinct, 'pages');
  if (distinct >= pages) return Infinity;
  return pages === 1 ? distinct : Math.log1p(-distinct / pages) / Math.log1p(-1 / pages);
}

/**
 * Bytes of the map that marks dirty pages, a bit a page.
 *
 * @throws {RangeError | TypeError} unless stateBytes >= 0, pageBytes > 0
 * @example dirtyBitmapBytes({stateBytes: 120e6, pageBytes: 4096}) // 3,663
 */
export function dirtyBitmapBytes({stateBytes, pageBytes}: {stateBytes: number; pageBytes: number}): number {
  return Math.ceil(
    Math.ceil(notNegative('stateBytes', stateBytes, 'bytes') / positive('pageBytes', pageBytes, 'bytes')) / 8,
  );
}
