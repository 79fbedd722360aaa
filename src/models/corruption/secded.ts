/** ECC as memories have it: 8 check bits for 64 data bits correct one flip and detect two. */
import {notNegative, positive} from '../numerics/check.js';

/** Check bits for each word of 64 data bits. */
export const SECDED = Object.freeze({dataBits: 64, checkBits: 8});

const codeBits = SECDED.dataBits + SECDED.checkBits;

/** Hsiao's columns: the 56 bytes with three ones and 8 of those with five. Sums of two are even: never a column. */
const ones = (byte: number): number => (byte ? (byte & 1) + ones(byte >> 1) : 0);
const bytesWith = (count: number) =>
  Array.from({length: 256}, (_, byte) => byte).filter((byte) => ones(byte) === count);
const columns = [...bytesWith(3), ...bytesWith(5).slice(0, 8)];

/** What each value of each of the eight bytes adds to the check bits. */
let table: Uint8Array | undefined;
function parityTable(): Uint8Array {
  if (!table) {
    table = new Uint8Array(2048);
    for (let i = 0; i < 2048; i++) for (let k = 0; k < 8; k++) if ((i >> k) & 1) table[i] ^= columns[(i >> 8) * 8 + k];
  }
  return table;
}

/**
 * The 8 check bits of the 8 bytes from `offset` on; bytes beyond the end count as 0. Eight zero bytes have check bits 0: a
 * line that is lost as a whole, check bits included, looks right.
 *
 * @see https://doi.org/10.1147/rd.144.0395 (Hsiao 1970)
 * @example secdedEncode(new Uint8Array([1])) // 0b111
 */
export function secdedEncode(bytes: Uint8Array, offset = 0): number {
  const t = parityTable();
  let check = 0;
  for (let k = 0; k < 8 && offset + k < bytes.length; k++) check ^= t[(k << 8) | bytes[offset + k]];
  return check;
}

/** What the decoder says of a word. */
export interface SecdedResult {
  readonly status: 'clean' | 'corrected' | 'detected';
  /** The flipped bit: 0..63 of the data, 64..71 of the check bits; −1 unless corrected. */
  readonly bit: number;
}

/**
 * Decodes a word in place: one flip is put right, two are detected; three or more may be "corrected" into another error.
 *
 * @see https://doi.org/10.1147/rd.144.0395 (Hsiao 1970)
 * @example secdedDecode(bytes, check) // {status: 'corrected', bit: 17}, bytes mended
 */
export function secdedDecode(bytes: Uint8Array, check: number, offset = 0): SecdedResult {
  const syndrome = secdedEncode(bytes, offset) ^ check;
  if (syndrome === 0) return {status: 'clean', bit: -1};
  const data = columns.indexOf(syndrome);
  if (data >= 0) {
    bytes[offset + (data >> 3)] ^= 1 << (data & 7);
    return {status: 'corrected', bit: data};
  }
  return ones(syndrome) === 1
    ? {status: 'corrected', bit: SECDED.dataBits + 31 - Math.clz32(syndrome)}
    : {status: 'detected', bit: -1};
}

/** Upsets of a memory. */
export interface SoftErrorRate {
  /** Failures in 10⁹ device-hours. */
  readonly fit: number;
  /** Mean time between upsets of one device, seconds; Infinity at rate 0. */
  readonly meanTime: number;
  /** Upsets a year (365.25 days) in all devices. */
  readonly perYear: number;
}

const HOUR = 3600;

/**
 * Soft errors of a memory: bits/10⁶ · FIT/Mbit. SRAM in 16 nm FinFET has about 5 to 20 FIT/Mbit, DRAM today 0.001 to 0.0125.
 * Frozen.
 *
 * @throws {RangeError | TypeError} unless bits > 0, fitPerMbit >= 0, devices > 0
 * @see https://doi.org/10.1145/3126908.3126964 (20.49 FIT/Mbit for SRAM)
 * @example softErrorRate({bits: 2e8, fitPerMbit: 20}).fit // 4000
 */
export function softErrorRate({
  bits,
  fitPerMbit,
  devices = 1,
}: {
  bits: number;
  fitPerMbit: number;
  devices?: number;
}): SoftErrorRate {
  positive('devices', devices, 'devices');
  const fit =
    (positive('bits', bits, 'bits') / 1e6) *
    notNegative('fitPerMbit', fitPerMbit, 'failures in 1e9 hours for each 1e6 bits');
  const perHour = fit * 1e-9;
  return Object.freeze({fit, meanTime: HOUR / perHour, perYear: perHour * devices * 24 * 365.25});
}

/** Words that collect two flips between two scrubs. */
export interface ScrubRisk {
  readonly words: number;
  /** Chance of one word in one period, ratio. */
  readonly perWord: number;
  /** Expected number of such words in one period. */
  readonly perPeriod: number;
}

/**
 * Double flips that a scrub of SECDED memory comes too late for: (72·λ·T)²/2 a word, flips taken as independent. About 31 % of
 * upsets in HBM2 hit several bits at once, so the truth is worse. Frozen.
 *
 * @throws {RangeError | TypeError} unless bits, period > 0, bitRate >= 0
 * @see https://doi.org/10.1109/MICRO50266.2020.00044 (multi-bit upsets)
 * @example scrubRisk({bits: 8e8, bitRate: 2e-14 / 3600, period: 86_400}).perPeriod // 7.5e-15
 */
export function scrubRisk({
  bits,
  bitRate,
  period,
}: {
  /** Data bits. */ bits: number;
  /** Flips of a bit per second. */ bitRate: number;
  /** Seconds from scrub to scrub. */ period: number;
}): ScrubRisk {
  const words = positive('bits', bits, 'bits') / SECDED.dataBits;
  const perWord =
    (codeBits * notNegative('bitRate', bitRate, 'flips of a bit per second') * positive('period', period, 'seconds')) **
      2 /
    2;
  return Object.freeze({words, perWord, perPeriod: words * perWord});
}
