import {expect, test} from 'vitest';
import {
  NUMBER_FORMATS,
  bitField,
  decodeNumber,
  encodeNumber,
  flipBit,
  floatFields,
  numberFormats,
  roundNumber,
} from '../../../src/models/corruption/bits.js';
import type {NumberFormat} from '../../../src/models/corruption/bits.js';
import {seededRandom} from '../../../src/models/numerics/random.js';
import {truth} from '../truth.js';

const t = truth('silent-corruption');
const FLOATS = ['fp32', 'bf16', 'fp16'] as const;

/** The number of a format nearest to a value, found by trying: ties to the even one. */
function nearestIn(format: 'bf16' | 'fp16', value: number): number {
  const top = format === 'fp16' ? 0x7c00 : 0x7f80;
  let [low, high] = [0, top - 1];
  const magnitude = Math.abs(value);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodeNumber(middle, format) <= magnitude) low = middle;
    else high = middle - 1;
  }
  const down = decodeNumber(low, format);
  // Beyond the largest number the next one up would be this.
  const up = low + 1 < top ? decodeNumber(low + 1, format) : down + (down - decodeNumber(low - 1, format));
  const bits =
    magnitude - down < up - magnitude || (magnitude - down === up - magnitude && low % 2 === 0) ? low : low + 1;
  return Math.sign(value) * (bits >= top ? Infinity : decodeNumber(bits, format));
}

test('a double is rounded once, not first to fp32 and then again', () => {
  expect(roundNumber(65519.9999999, 'fp16')).toBe(65504);
  expect(roundNumber(65520, 'fp16')).toBe(Infinity);
  const {uniform} = seededRandom('once');
  for (const format of ['fp16', 'bf16'] as const)
    for (let i = 0; i < 3000; i++) {
      const [exponent, mantissa] = format === 'fp16' ? [30, 2 ** 10] : [60, 2 ** 7];
      // Close to the middle between two neighbours, where rounding twice goes wrong.
      const middle =
        2 ** Math.floor(exponent * (uniform() - 0.5)) * (1 + (Math.floor(uniform() * mantissa) + 0.5) / mantissa);
      const value = middle * (1 + (uniform() - 0.5) * 2 ** -(26 + Math.floor(uniform() * 20)));
      expect(roundNumber(value, format), `${format} ${value}`).toBe(nearestIn(format, value));
    }
});

test('1 → 0 makes no infinity of a number, though of a NaN it can', () => {
  for (const format of FLOATS)
    for (const value of [1, -0.3, 6e4, 1e-7, 3.4e38])
      for (let bit = 0; bit < numberFormats[format].bits; bit++) {
        const {fromBit, before, after} = flipBit({value, format, bit});
        if (fromBit && Number.isFinite(before.value))
          expect(Number.isFinite(after.value), `${format} ${value} ${bit}`).toBe(true);
      }
  expect(flipBit({value: NaN, format: 'bf16', bit: 6}).after.value).toBe(Infinity);
});

test('every flip of the reference table, to the bit', () => {
  let rows = 0;
  for (const format of FLOATS)
    for (const {w, stored, hex, flips} of t.bit_flips[format]) {
      expect(floatFields({value: w, format})).toMatchObject({value: stored, hex});
      expect(flips.length).toBe(numberFormats[format].bits);
      for (const row of flips) {
        const {fromBit, before, after} = flipBit({value: w, format, bit: row.bit});
        expect([before.hex, fromBit, after.hex, after.value], `${format} ${w} bit ${row.bit}`).toEqual([
          hex,
          row.from_bit,
          row.hex,
          Number(row.value),
        ]);
        rows++;
      }
    }
  for (const {q, flips} of t.bit_flips.int8_twos_complement)
    for (const row of flips) {
      const {fromBit, after} = flipBit({value: q, format: 'int8', bit: row.bit});
      expect([fromBit, after.value], `int8 ${q} bit ${row.bit}`).toEqual([row.from_bit, row.value]);
      rows++;
    }
  expect(rows).toBe(6 * (32 + 16 + 16) + 5 * 8);
});

/** Every word of a format; of fp32 every sign and exponent with mantissas of few ones and many, and others by chance. */
function* words(format: NumberFormat): Generator<number> {
  if (format !== 'fp32') {
    for (let w = 0; w < 2 ** numberFormats[format].bits; w++) yield w;
    return;
  }
  const {uniform} = seededRandom('mantissas');
  const mantissas = [
    0,
    2 ** 23 - 1,
    ...Array.from({length: 23}, (_, k) => 2 ** k),
    ...Array.from({length: 40}, () => Math.floor(uniform() * 2 ** 23)),
  ];
  for (let top = 0; top < 512; top++) for (const m of mantissas) yield ((top << 23) | m) >>> 0;
}

/** Words that a flip from 1 to 0 makes larger in size, or makes no number. */
function enlarged(format: NumberFormat): number[] {
  const found: number[] = [];
  for (const w of words(format)) {
    const size = Math.abs(decodeNumber(w, format));
    if (!Number.isFinite(size)) continue;
    for (let bit = 0; bit < numberFormats[format].bits; bit++) {
      if ((w >>> bit) & 1 && !(Math.abs(decodeNumber((w ^ (1 << bit)) >>> 0, format)) <= size)) found.push(w);
    }
  }
  return found;
}

test('a flip from 1 to 0 never enlarges a float, nor makes it infinite or no number', () => {
  for (const format of FLOATS) expect(enlarged(format), format).toEqual([]);
});

test('in int8 it can: −1 without its sign bit is 127', () => {
  expect(enlarged('int8')).toContain(255);
  expect(flipBit({value: -1, format: 'int8', bit: 7})).toMatchObject({fromBit: 1, after: {value: 127}, field: 'sign'});
});

/** Nearest of all values of a format, ties to the even word: by search through a sorted list. */
test('rounding to fp16 and bf16 equals a search for the nearest value', () => {
  for (const format of ['fp16', 'bf16'] as const) {
    const {exponent, mantissa} = numberFormats[format];
    const largest = (2 ** exponent - 1) * 2 ** mantissa; // the word of infinity
    const {uniform} = seededRandom(format);
    for (let k = 0; k < 4000; k++) {
      const x = Math.fround((k % 3 ? 1 : 2 ** -20) * 2 ** (24 * uniform() - 20) * (1 + uniform()));
      let [low, high] = [0, largest];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (decodeNumber(middle, format) <= x) low = middle;
        else high = middle;
      }
      const [below, above] = [x - decodeNumber(low, format), decodeNumber(high, format) - x];
      const nearest = below < above || (below === above && low % 2 === 0) ? low : high;
      expect(encodeNumber(x, format), `${format} ${x}`).toBe(nearest);
      expect(encodeNumber(-x, format)).toBe(nearest + 2 ** (exponent + mantissa));
    }
  }
});

test('storing what a format holds changes nothing; halves go to the even number; the largest overflows', () => {
  for (const format of NUMBER_FORMATS) {
    const all = format === 'fp32' ? [0, 1, 0x3f800000, 0x80000001, 0x7f800000] : [...words(format)];
    const changed = all.filter((w) => {
      const value = decodeNumber(w, format);
      return value === value && !(format === 'int8' && value === -128) && encodeNumber(value, format) !== w;
    });
    expect(changed, format).toEqual([]);
  }
  expect([
    roundNumber(1 + 2 ** -11, 'fp16'),
    roundNumber(1 + 3 * 2 ** -11, 'fp16'),
    roundNumber(65519.99, 'fp16'),
    roundNumber(65520, 'fp16'),
  ]).toEqual([1, 1 + 2 ** -9, 65504, Infinity]);
  expect([roundNumber(1 + 2 ** -8, 'bf16'), roundNumber(1 + 3 * 2 ** -8, 'bf16'), roundNumber(3.4e38, 'bf16')]).toEqual(
    [1, 1 + 2 ** -6, Infinity],
  );
  expect([2.5, 3.5, -2.5, 1000, -1000, NaN].map((x) => roundNumber(x, 'int8'))).toEqual([2, 4, -2, 127, -127, 0]);
});

test('fields put together again give the value', () => {
  for (const format of FLOATS)
    for (const value of [0.0123, -0.75, 1, 6e-8, 0, -3e4]) {
      const {sign, power, mantissa, kind, value: is} = floatFields({value, format});
      const m = 2 ** numberFormats[format].mantissa;
      expect((sign ? -1 : 1) * ((kind === 'normal' ? 1 : 0) + mantissa / m) * 2 ** power + 0).toBe(is + 0);
    }
  expect([0, 1e-40, 1, Infinity, NaN].map((value) => floatFields({value, format: 'fp32'}).kind)).toEqual([
    'zero',
    'subnormal',
    'normal',
    'infinity',
    'nan',
  ]);
});

test('weights around 0.02: how often a bit is 1, and moves its weight by more than 1', () => {
  const {uniform} = seededRandom(1);
  const population = t['bit_flip_population_N0_0.02'];
  const weights = Array.from(
    {length: 4000},
    () => 0.02 * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
  // Five standard deviations of the difference of two samples.
  const tolerance = 5 * Math.sqrt(0.25 * (1 / weights.length + 1 / population.n));
  for (const format of ['fp32', 'bf16'] as const) {
    const words = weights.map((w) => encodeNumber(w, format));
    for (const row of population[format]) {
      const ones = words.filter((w) => (w >>> row.bit) & 1).length;
      const large = words.filter(
        (w) => !(Math.abs(decodeNumber((w ^ (1 << row.bit)) >>> 0, format) - decodeNumber(w, format)) <= 1),
      ).length;
      expect(Math.abs(ones / words.length - row.p_bit_is_1)).toBeLessThan(tolerance);
      expect(Math.abs(large / words.length - row.p_abs_delta_gt_1)).toBeLessThan(tolerance);
    }
  }
});

test('errors name quantity, range and value', () => {
  expect(() => flipBit({value: 1, format: 'bf16', bit: 16})).toThrow(
    /bit must be a whole number from 0 to 15 .*got 16/,
  );
  expect(() => flipBit({value: 1, format: 'fp8' as never, bit: 0})).toThrow(
    /format must be one of fp32, bf16, fp16, int8, got the string "fp8"/,
  );
  expect(() => floatFields({value: '1' as never, format: 'fp32'})).toThrow(TypeError);
  expect(() => floatFields({value: 1, format: 'int8', scale: 0})).toThrow(/scale .*got 0/);
  expect(
    ['sign', 'exponent', 'mantissa'].map(
      (field) => Array.from({length: 32}, (_, b) => bitField('fp32', b)).filter((f) => f === field).length,
    ),
  ).toEqual([1, 8, 23]);
});
