/** Numbers as bits: what one flipped bit makes of a value in fp32, bf16, fp16 or int8. */
import {oneOf, throwInvalid} from '../numerics/check.js';

/** How a number is stored. int8 is two's complement times a scale; the others are IEEE 754 or its upper half. */
export type NumberFormat = 'fp32' | 'bf16' | 'fp16' | 'int8';

/** The part of a number a bit belongs to. int8 has a sign bit and a magnitude (two's complement). */
export type BitField = 'sign' | 'exponent' | 'mantissa' | 'magnitude';

/** Bits of a format: width, exponent, mantissa (stored). */
export const numberFormats: Readonly<
  Record<NumberFormat, {readonly bits: number; readonly exponent: number; readonly mantissa: number}>
> = {
  fp32: {bits: 32, exponent: 8, mantissa: 23},
  bf16: {bits: 16, exponent: 8, mantissa: 7},
  fp16: {bits: 16, exponent: 5, mantissa: 10},
  int8: {bits: 8, exponent: 0, mantissa: 7},
};

/** The names of the formats. */
export const NUMBER_FORMATS = Object.keys(numberFormats) as readonly NumberFormat[];

/** A float and its word. */
const cell = new DataView(new ArrayBuffer(4));

/** The word of a number rounded to fp32, and the fp32 of a word. */
export function wordOf(value: number): number {
  cell.setFloat32(0, value);
  return cell.getUint32(0);
}
export function floatOf(word: number): number {
  cell.setUint32(0, word);
  return cell.getFloat32(0);
}

/**
 * The word of a number rounded to odd: cut off towards zero, with the last bit set if anything was cut. Rounded once more to
 * fewer bits it is as if it had been rounded once.
 */
function wordRoundedToOdd(value: number): number {
  const near = Math.fround(value);
  const word = wordOf(near);
  if (near === value || near !== near) return word;
  return (Math.abs(near) > Math.abs(value) ? word - 1 : word) | 1;
}

/** Nearest whole number, halves to the even one; |x| < 2^51. */
export const roundHalfEven = (x: number): number => x + 6755399441055744 - 6755399441055744;

function encodeHalf(value: number): number {
  const word = wordRoundedToOdd(value);
  const sign = (word >>> 16) & 0x8000;
  const u = word & 0x7fffffff;
  if (u >= 0x47800000) return sign | (u > 0x7f800000 ? 0x7e00 : 0x7c00);
  if (u < 0x38800000) {
    // Below 2^-14 the fp16 is subnormal: adding 1/2 in fp32 rounds at the right bit.
    return sign | (wordOf(floatOf(u) + 0.5) - 0x3f000000);
  }
  return sign | ((u - 0x38000000 + 0xfff + ((u >>> 13) & 1)) >>> 13);
}

function decodeHalf(bits: number): number {
  const exponent = (bits >>> 10) & 31;
  if (exponent === 0) return (bits & 0x8000 ? -1 : 1) * (bits & 1023) * 2 ** -24;
  return floatOf(((bits & 0x8000) << 16) | ((exponent === 31 ? 255 : exponent + 112) << 23) | ((bits & 1023) << 13));
}

/**
 * The stored bits of a value, rounded to nearest, ties to even; int8 saturates at ±127 and turns NaN into 0.
 * No checks: made for inner loops.
 */
export function encodeNumber(value: number, format: NumberFormat, scale = 1): number {
  if (format === 'fp16') return encodeHalf(value);
  if (format === 'int8') {
    const q = roundHalfEven(Math.max(-127, Math.min(127, value / scale)));
    return q === q ? q & 255 : 0;
  }
  if (format === 'fp32') return wordOf(value);
  const u = wordRoundedToOdd(value) >>> 0;
  return (u & 0x7fffffff) > 0x7f800000 ? (u >>> 16) | 64 : ((u + 0x7fff + ((u >>> 16) & 1)) >>> 16) & 0xffff;
}

/** The value of stored bits. No checks: made for inner loops. */
export function decodeNumber(bits: number, format: NumberFormat, scale = 1): number {
  if (format === 'fp16') return decodeHalf(bits);
  if (format === 'int8') return ((bits << 24) >> 24) * scale;
  return floatOf(format === 'bf16' ? bits << 16 : bits);
}

/** The value nearest to `value` that the format can hold. */
export const roundNumber = (value: number, format: NumberFormat, scale = 1): number =>
  decodeNumber(encodeNumber(value, format, scale), format, scale);

/** A number and how to store it. */
export interface StoredNumber {
  /** Any number, NaN and infinities included; rounded when stored. */
  value: number;
  /** fp32, bf16, fp16 or int8. */
  format: NumberFormat;
  /** Value of one step of int8, > 0. Default 1: the value is the integer itself. */
  scale?: number;
}

function stored({value, format, scale = 1}: StoredNumber): number {
  oneOf('format', format, NUMBER_FORMATS);
  if (typeof value !== 'number') throwInvalid('value', value, 'a number');
  if (!(scale > 0 && scale < Infinity)) throwInvalid('scale', scale, 'a finite number > 0 (value of one int8 step)');
  // -128 can be stored, though rounding never makes it.
  return format === 'int8' && value === -128 * scale ? 128 : encodeNumber(value, format, scale);
}

/**
 * The part of a number that a bit belongs to; bit 0 is the least.
 *
 * @throws {RangeError} for another format, or a bit outside it
 * @example bitField('bf16', 14) // 'exponent'
 */
export function bitField(format: NumberFormat, bit: number): BitField {
  const {bits, mantissa} = numberFormats[oneOf('format', format, NUMBER_FORMATS)];
  if (!(Number.isInteger(bit) && bit >= 0 && bit < bits))
    throwInvalid('bit', bit, `a whole number from 0 to ${bits - 1} (bit of ${format})`);
  return bit === bits - 1 ? 'sign' : format === 'int8' ? 'magnitude' : bit < mantissa ? 'mantissa' : 'exponent';
}

/** A stored number taken apart. */
export interface FloatFields {
  /** What the bits mean. */
  readonly value: number;
  /** The bits as an unsigned number. */
  readonly bits: number;
  /** The same as text: 0x3F00. */
  readonly hex: string;
  /** 0 or 1. */
  readonly sign: number;
  /** Stored exponent (0 for int8). */
  readonly exponent: number;
  /** Power of two that the fraction is multiplied with; 0 for int8, NaN where the exponent is all ones. */
  readonly power: number;
  /** Stored mantissa; the lower seven bits for int8. */
  readonly mantissa: number;
  readonly kind: 'zero' | 'subnormal' | 'normal' | 'infinity' | 'nan' | 'integer';
}

function fieldsOf(bits: number, format: NumberFormat, scale: number): FloatFields {
  const {bits: width, exponent: e, mantissa: m} = numberFormats[format];
  const top = 2 ** e - 1;
  const exponent = (bits >>> m) & top;
  const mantissa = bits & (2 ** m - 1);
  const special = exponent === top && e > 0;
  const kind =
    e === 0
      ? 'integer'
      : special
        ? mantissa
          ? 'nan'
          : 'infinity'
        : exponent
          ? 'normal'
          : mantissa
            ? 'subnormal'
            : 'zero';
  return Object.freeze({
    value: decodeNumber(bits, format, scale),
    bits,
    hex: `0x${bits
      .toString(16)
      .toUpperCase()
      .padStart(width / 4, '0')}`,
    sign: bits >>> (width - 1),
    exponent,
    power: e === 0 ? 0 : special ? NaN : Math.max(exponent, 1) - (top >> 1),
    mantissa,
    kind,
  });
}

/**
 * Sign, exponent and mantissa of a value as it is stored. Frozen.
 *
 * @throws {RangeError | TypeError} for another format, a value that is no number, a scale <= 0
 * @see https://doi.org/10.1109/IEEESTD.2019.8766229 (IEEE 754)
 * @example floatFields({value: 0.5, format: 'bf16'}).hex // '0x3F00'
 */
export const floatFields = (number: StoredNumber): FloatFields =>
  fieldsOf(stored(number), number.format, number.scale ?? 1);

/** What a flipped bit did. */
export interface BitFlip {
  readonly bit: number;
  readonly field: BitField;
  /** The bit before: 1 → 0 can never enlarge a float. */
  readonly fromBit: 0 | 1;
  readonly before: FloatFields;
  readonly after: FloatFields;
}

/**
 * Flips one bit of a stored value. Frozen.
 *
 * In sign-magnitude formats (fp32, bf16, fp16) a flip from 1 to 0 never enlarges |value|, and makes no infinity or NaN of a
 * number (of a NaN it can make an infinity);
 * in int8 (two's complement) it can: −1 loses its sign bit and is 127.
 *
 * @throws {RangeError | TypeError} for another format, a bit outside it, a value that is no number, a scale <= 0
 * @see https://doi.org/10.1109/IEEESTD.2019.8766229 (IEEE 754)
 * @example flipBit({value: 0.5, format: 'bf16', bit: 14}).after.value // 1.7e38
 */
export function flipBit({bit, ...number}: StoredNumber & {bit: number}): BitFlip {
  const bits = stored(number);
  const field = bitField(number.format, bit);
  const of = (b: number) => fieldsOf(b, number.format, number.scale ?? 1);
  return Object.freeze({
    bit,
    field,
    fromBit: ((bits >>> bit) & 1) as 0 | 1,
    before: of(bits),
    after: of((bits ^ (1 << bit)) >>> 0),
  });
}
