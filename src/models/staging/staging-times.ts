/** How long the math stops for one checkpoint, by where the checkpoint goes first. */
import {notNegative, positive, throwInvalid, wholeNumber} from '../numerics/check.js';

/** The links of N writers. Speeds in bytes/s; a limit left out is no limit. */
export interface StagingLinks {
  /** N: nodes that write, a whole number >= 1. */
  writers: number;
  /** f: HBM to DRAM of one node, > 0. */
  copyBandwidth: number;
  /** DRAM or HBM to the NVMe drives of one node, > 0. */
  ssdBandwidth: number;
  /** One node to the object store, > 0. */
  uploadBandwidth: number;
  /** What the object store takes from everybody together, > 0. Default: no limit. */
  storeBandwidth?: number;
  /** What other jobs write to that store meanwhile, >= 0 and below storeBandwidth. Default 0. */
  storeTraffic?: number;
  /** One node to the DRAM of its peer, > 0. Default: no limit but the network's. */
  peerBandwidth?: number;
  /** C_net: what the network carries between all nodes together, > 0. Default: no limit. */
  networkCapacity?: number;
}

/** Seconds the math stops, and the speed that decides it, for each strategy. */
export interface StagingTimes {
  /** Until the object store has it. */
  readonly objectStore: number;
  /** Until the node's own NVMe has it. */
  readonly localSsd: number;
  /** Until the node's own DRAM has it. */
  readonly asyncDram: number;
  /** Until the DRAM of another node has it. */
  readonly peerDram: number;
  /** Factor by which local NVMe shortens the stop. */
  readonly ssdFactor: number;
  /** Factor by which DRAM shortens the stop. */
  readonly dramFactor: number;
}

/** A limit that may be left out: then it is Infinity. */
export const limit = (name: string, value: number | undefined, unit: string) =>
  value === undefined ? Infinity : positive(name, value, unit);

/** What is left of a shared limit after other traffic; refuses traffic that leaves nothing. */
export function leftOver(whole: number, name: string, traffic: number, of: string): number {
  notNegative(name, traffic, 'bytes/s');
  if (traffic >= whole) throwInvalid(name, traffic, `below ${of} = ${whole} (bytes/s)`);
  return whole - traffic;
}

/**
 * One node's share when N nodes write at once: min(own, (shared − others)/N), bytes/s.
 *
 * @throws {RangeError} unless own, shared > 0, others >= 0 and below shared, writers a whole number >= 1
 * @example contendedBandwidth({own: 10e9, shared: 2e12, writers: 2048}) // 976,562,500 B/s
 */
export function contendedBandwidth({
  own,
  shared,
  others = 0,
  writers,
}: {
  own: number;
  shared?: number;
  others?: number;
  writers: number;
}): number {
  positive('own', own, 'bytes/s');
  wholeNumber('writers', writers, 1, 'nodes');
  return Math.min(own, leftOver(limit('shared', shared, 'bytes/s'), 'others', others, 'shared') / writers);
}

/**
 * The stop of each strategy for S bytes per writer: S/f to DRAM, S/b to NVMe, S/min(own, B/N) to the object store,
 * S/min(f, own, C_net/N) to a peer's DRAM. The last shares the network with nothing: the math is stopped.
 *
 * @throws {RangeError} unless bytesPerNode >= 0 and the links suit {@link StagingLinks}
 * @see https://arxiv.org/abs/2407.20143
 * @example stagingTimes({bytesPerNode: 123_468_986_368, writers: 8, copyBandwidth: 400e9, ssdBandwidth: 44e9, uploadBandwidth: 10e9}).objectStore // 12.35 s
 */
export function stagingTimes({bytesPerNode, ...links}: StagingLinks & {bytesPerNode: number}): StagingTimes {
  notNegative('bytesPerNode', bytesPerNode, 'bytes');
  const {
    writers,
    copyBandwidth,
    ssdBandwidth,
    uploadBandwidth,
    storeBandwidth,
    storeTraffic = 0,
    peerBandwidth,
    networkCapacity,
  } = links;
  positive('copyBandwidth', copyBandwidth, 'bytes/s');
  positive('ssdBandwidth', ssdBandwidth, 'bytes/s');
  positive('uploadBandwidth', uploadBandwidth, 'bytes/s');
  wholeNumber('writers', writers, 1, 'nodes');
  const store = leftOver(
    limit('storeBandwidth', storeBandwidth, 'bytes/s'),
    'storeTraffic',
    storeTraffic,
    'storeBandwidth',
  );
  const network = limit('networkCapacity', networkCapacity, 'bytes/s');
  const upload = Math.min(uploadBandwidth, store / writers, network / writers);
  const peer = Math.min(copyBandwidth, limit('peerBandwidth', peerBandwidth, 'bytes/s'), network / writers);
  return Object.freeze({
    objectStore: bytesPerNode / upload,
    localSsd: bytesPerNode / ssdBandwidth,
    asyncDram: bytesPerNode / copyBandwidth,
    peerDram: bytesPerNode / peer,
    ssdFactor: ssdBandwidth / upload,
    dramFactor: copyBandwidth / upload,
  });
}
