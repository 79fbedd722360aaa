/** How long a drive lasts under checkpoints, and what would make it last longer. */
import {notNegative, positive, throwInvalid, wholeNumber} from '../numerics/check.js';

const DAY = 86_400;
const YEAR = 365 * DAY;

/** One drive and what is written to it. */
export interface DriveLoad {
  /** Capacity of the drive, > 0 (bytes). */
  capacity: number;
  /** DWPD: whole-drive writes a day that the maker guarantees, > 0. */
  dwpd: number;
  /** For how long the maker guarantees them, > 0 (seconds). Default 5 years of 365 days. */
  warranty?: number;
  /** Bytes of each checkpoint on this drive, >= 0. */
  bytesPerCheckpoint: number;
  /** From checkpoint to checkpoint, > 0 (seconds). */
  interval: number;
  /** WAF: bytes the flash writes for each byte of the host, >= 1. Default 1: large sequential writes. */
  writeAmplification?: number;
}

/** Wear of one drive. */
export interface DriveLife {
  /** TBW: bytes it may write in its life, capacity·DWPD·warranty. */
  readonly endurance: number;
  /** Bytes/s written to it, write amplification included. */
  readonly writeRate: number;
  /** Whole-drive writes a day, write amplification included. */
  readonly driveWritesPerDay: number;
  /** Seconds until the endurance is used up; Infinity if nothing is written. */
  readonly life: number;
  /** The same in years of 365 days. */
  readonly lifeYears: number;
}

/**
 * Life of a drive under checkpoints: TBW/(write rate·WAF). Frozen.
 *
 * @throws {RangeError} unless capacity, dwpd, warranty, interval > 0, bytesPerCheckpoint >= 0, writeAmplification >= 1
 * @see https://www.jedec.org/standards-documents/docs/jesd218 (endurance of solid-state drives)
 * @example ssdLife({capacity: 3.84e12, dwpd: 1, bytesPerCheckpoint: 5.3e9, interval: 1}).life / 86_400 // 15.3 days: written to at 5.3 GB/s
 */
export function ssdLife({
  capacity,
  dwpd,
  warranty = 5 * YEAR,
  bytesPerCheckpoint,
  interval,
  writeAmplification = 1,
}: DriveLoad): DriveLife {
  positive('capacity', capacity, 'bytes');
  positive('dwpd', dwpd, 'drive writes a day');
  positive('warranty', warranty, 'seconds');
  notNegative('bytesPerCheckpoint', bytesPerCheckpoint, 'bytes');
  positive('interval', interval, 'seconds');
  if (!(positive('writeAmplification', writeAmplification, 'ratio') >= 1))
    throwInvalid('writeAmplification', writeAmplification, 'a finite number >= 1 (ratio)');
  const endurance = capacity * dwpd * (warranty / DAY);
  const writeRate = (bytesPerCheckpoint / interval) * writeAmplification;
  const life = writeRate === 0 ? Infinity : endurance / writeRate;
  return Object.freeze({
    endurance,
    writeRate,
    driveWritesPerDay: (writeRate * DAY) / capacity,
    life,
    lifeYears: life / YEAR,
  });
}

/** What can be done for a drive. */
export type DriveRemedyName = 'stagger' | 'longer-interval' | 'incremental' | 'skip-nvme' | 'rotate-replicas';

/** One remedy and what it saves. */
export interface DriveRemedy {
  readonly remedy: DriveRemedyName;
  /** The drive's wear with it. */
  readonly wear: DriveLife;
  /** How many times as long the drive lasts: 1 no help, Infinity no wear at all. */
  readonly lifeFactor: number;
  /** Peak rate at which all drives together are written, as a share of that before. */
  readonly peakFactor: number;
}

/**
 * What each remedy saves, each alone:
 * - `stagger`: `groups` take turns. The peak falls; the bytes, and so the wear, stay the same.
 * - `longer-interval`: a checkpoint every `interval·longer` seconds.
 * - `incremental`: checkpoints smaller by `reduction`.
 * - `skip-nvme`: DRAM goes straight to the network; nothing is written to the drive.
 * - `rotate-replicas`: `replicas` that hold the same state take turns, each writing every `replicas`-th checkpoint.
 *
 * @throws {RangeError} unless longer, reduction >= 1, groups, replicas whole numbers >= 1, and the rest suits `ssdLife`
 * @see https://www.usenix.org/conference/nsdi22/presentation/eisenman (reductions)
 * @example driveRemedies({...load, groups: 8, longer: 10, reduction: 6, replicas: 4})[1].lifeFactor // 10
 */
export function driveRemedies({
  groups = 2,
  longer = 2,
  reduction = 6,
  replicas = 2,
  ...load
}: DriveLoad & {
  groups?: number;
  longer?: number;
  reduction?: number;
  replicas?: number;
}): readonly DriveRemedy[] {
  wholeNumber('groups', groups, 1, 'groups');
  wholeNumber('replicas', replicas, 1, 'replicas');
  for (const [name, value] of [
    ['longer', longer],
    ['reduction', reduction],
  ] as const) {
    if (!(positive(name, value, 'ratio') >= 1)) throwInvalid(name, value, 'a finite number >= 1 (ratio)');
  }
  const remedy = (name: DriveRemedyName, lifeFactor: number, peakFactor: number): DriveRemedy => {
    const wear = ssdLife({...load, bytesPerCheckpoint: load.bytesPerCheckpoint / lifeFactor});
    return Object.freeze({remedy: name, wear, lifeFactor, peakFactor});
  };
  return Object.freeze([
    remedy('stagger', 1, 1 / groups),
    remedy('longer-interval', longer, 1),
    remedy('incremental', reduction, 1),
    remedy('skip-nvme', Infinity, 0),
    remedy('rotate-replicas', replicas, 1 / replicas),
  ]);
}
