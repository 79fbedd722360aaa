import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {formatQuantity, quantityText} from '../../../src/models/quantities/quantity-format.js';
import {parseQuantity} from '../../../src/models/quantities/quantity.js';
import type {Dimension} from '../../../src/models/quantities/units.js';
import {runs} from '../../support/sample.js';

describe('reading', () => {
  const good: [string, Dimension, number][] = [
    ['4h', 'time', 14_400],
    ['2 min', 'time', 120],
    ['1.5e3 s', 'time', 1500],
    ['50,000 h', 'time', 1.8e8],
    ['1,234,567.5 s', 'time', 1_234_567.5],
    ['125 y', 'time', 3_942_000_000],
    ['2 weeks', 'time', 1_209_600],
    ['1 week', 'time', 604_800],
    ['2 minutes', 'time', 120],
    ['1 hour', 'time', 3600],
    ['2 Days', 'time', 172_800],
    ['5 ms', 'time', 0.005],
    ['0.1 ms', 'time', 1e-4],
    ['3 µs', 'time', 3e-6],
    ['3 μs', 'time', 3e-6],
    ['3us', 'time', 3e-6],
    ['7 ns', 'time', 7e-9],
    ['.5 h', 'time', 1800],
    ['90', 'time', 90],
    ['+5 s', 'time', 5],
    ['-5 s', 'time', -5],
    ['−5 s', 'time', -5],
    ['1e−3 s', 'time', 1e-3],
    ['2\u2009min', 'time', 120],
    ['2\u202fmin', 'time', 120],
    ['2\u00a0min', 'time', 120],
    ['50\u2009000\u00a0h', 'time', 1.8e8],
    ['987.75 GB', 'bytes', 987.75e9],
    ['512 KiB', 'bytes', 524_288],
    ['1 TiB', 'bytes', 2 ** 40],
    ['2 PiB', 'bytes', 2 ** 51],
    ['4 KB', 'bytes', 4000],
    ['8 kb', 'bytes', 1000],
    ['4096', 'bytes', 4096],
    ['3 gigabytes', 'bytes', 3e9],
    ['2 TB/s', 'bandwidth', 2e12],
    ['10 Gb/s', 'bandwidth', 1.25e9],
    ['10 Gbps', 'bandwidth', 1.25e9],
    ['400 Gbit/s', 'bandwidth', 50e9],
    ['1 MiB / s', 'bandwidth', 2 ** 20],
    ['2 terabytes per second', 'bandwidth', 2e12],
    ['8 %', 'ratio', 0.08],
    ['8%', 'ratio', 0.08],
    ['0.08', 'ratio', 0.08],
    ['14.9 percent', 'ratio', 0.149],
    ['2,048', 'count', 2048],
    ['16384', 'count', 16_384],
    ['1.5', 'number', 1.5],
    ['3 V', 'voltage', 3],
    ['1.8V', 'voltage', 1.8],
    ['250 mV', 'voltage', 0.25],
    ['100 µF', 'capacitance', 1e-4],
    ['100 μF', 'capacitance', 1e-4],
    ['47uF', 'capacitance', 47e-6],
    ['4.7 mF', 'capacitance', 4.7e-3],
    ['10 nF', 'capacitance', 1e-8],
    ['1 F', 'capacitance', 1],
    ['1 mW', 'power', 1e-3],
    ['6.6 milliwatts', 'power', 6.6e-3],
    ['20 µW', 'power', 2e-5],
    ['20 uW', 'power', 2e-5],
    ['2 W', 'power', 2],
    ['10 µJ', 'energy', 1e-5],
    ['10 uJ', 'energy', 1e-5],
    ['2.1 nJ', 'energy', 2.1e-9],
    ['0.2 mJ', 'energy', 2e-4],
    ['3 joules', 'energy', 3],
    ['2.1 nJ/B', 'energyPerByte', 2.1e-9],
    ['550 nanojoules per byte', 'energyPerByte', 5.5e-7],
    ['1 µJ / B', 'energyPerByte', 1e-6],
    ['90m', 'time', 5400],
    ['1h30m', 'time', 5400],
    ['6m30s', 'time', 390],
    ['1 h 30 min', 'time', 5400],
    ['2 d 4 h 30 min', 'time', 189_000],
    ['1 min, 2.5 s', 'time', 62.5],
    ['1:30:00', 'time', 5400],
    ['2 hrs', 'time', 7200],
    ['4k', 'count', 4000],
    ['1.5 M', 'count', 1.5e6],
    ['2k', 'number', 2000],
    ['20_000', 'count', 20_000],
    ['20\u2007000 h', 'time', 7.2e7],
    ['20\u202f000', 'count', 20_000],
    ['2\u200b min', 'time', 120],
    ['2 m\u00adin\ufeff', 'time', 120],
    ['\u22123 s', 'time', -3],
    ['40 Gbps', 'bandwidth', 5e9],
    ['40 GB/s', 'bandwidth', 40e9],
    ['0.512', 'number', 0.512],
    ['$3', 'money', 3],
    ['$1,000', 'money', 1000],
    ['-$5', 'money', -5],
    ['2.5', 'money', 2.5],
    ['3 dollars', 'money', 3],
  ];
  test.each(good)('%s as %s', (text, dimension, value) => expect(parseQuantity(text, dimension)).toBe(value));

  test('a bare number is in the unit asked for', () => {
    expect(parseQuantity('90', 'time', 'min')).toBe(5400);
    expect(parseQuantity('90 s', 'time', 'min')).toBe(90);
    expect(parseQuantity('8', 'ratio', '%')).toBe(0.08);
    expect(() => parseQuantity('8', 'time', 'GB')).toThrow(TypeError);
  });

  const bad: [string, Dimension][] = [
    ['', 'time'],
    ['  ', 'time'],
    ['soon', 'time'],
    ['h', 'time'],
    ['.', 'number'],
    ['1..2 s', 'time'],
    ['1 2 s', 'time'],
    ['5,00 h', 'time'],
    ['50,00,000 h', 'time'],
    ['5000,000 h', 'time'],
    ['1,234.5.6', 'number'],
    ['--5 s', 'time'],
    ['5 e', 'time'],
    ['4 gb', 'bytes'],
    ['4 MS', 'time'],
    ['NaN', 'number'],
    ['Infinity s', 'time'],
    ['∞', 'time'],
    ['0x10', 'count'],
    ['3 A', 'voltage'],
    ['3 MV', 'voltage'],
    ['3 f', 'capacitance'],
    ['1 mw', 'power'],
    ['2048 nodes', 'count'],
    ['$$3', 'money'],
    ['$3 s', 'time'],
    ['5 %%', 'ratio'],
    ['1,000 000 s', 'time'],
    ['0,512', 'number'],
    ['0,500 min', 'time'],
    ['0 500', 'count'],
    ['00,500', 'count'],
    ['01,000', 'count'],
    ['6,5 min', 'time'],
    ['1:30', 'time'],
    ['1:75:00', 'time'],
    ['30m1h', 'time'],
    ['1h1h', 'time'],
    ['1.5h30m', 'time'],
    ['4k', 'time'],
    ['1_00', 'count'],
  ];
  test.each(bad)('%j is no %s', (text, dimension) => {
    expect(() => parseQuantity(text, dimension)).toThrow(TypeError);
    expect(() => parseQuantity(text, dimension)).toThrow(`"${text}" is`);
  });

  test('the message names the text, what it is and what was expected', () => {
    expect(() => parseQuantity('4 GB', 'time')).toThrow(
      new TypeError('"4 GB" is a size, a time was expected (like "2 min")'),
    );
    expect(() => parseQuantity('4 h', 'bandwidth')).toThrow(
      '"4 h" is a time, a bandwidth was expected (like "2 GB/s")',
    );
    expect(() => parseQuantity('8 %', 'count')).toThrow('"8 %" is a ratio, a count was expected (like "2,048")');
    expect(() => parseQuantity('$3', 'number')).toThrow('"$3" is an amount of money, a plain number was expected');
    expect(() => parseQuantity('2 GB/s', 'bytes')).toThrow('"2 GB/s" is a bandwidth, a size was expected');
    expect(() => parseQuantity('10 µJ', 'power')).toThrow('"10 µJ" is an energy, a power was expected (like "1 mW")');
    expect(() => parseQuantity('3 V', 'capacitance')).toThrow(
      '"3 V" is a voltage, a capacitance was expected (like "100 µF")',
    );
    expect(() => parseQuantity('1e400 s', 'time')).toThrow(RangeError);
    expect(() => parseQuantity('1e308 y', 'time')).toThrow('"1e308 y" is too large');
    expect(() => parseQuantity(4 as never, 'time')).toThrow(/quantity must be a text/);
  });

  test.each([
    ['0,512', 'number', ['0.512', '512']],
    ['0,500 min', 'time', ['0.5 min', '500 min']],
    ['0 500', 'count', ['0.5', '500']],
    ['00,500 h', 'time', ['0.5 h', '500 h']],
    ['01,000 h', 'time', ['1 h', '1000 h']],
    ['6,5 min', 'time', ['6.5 min']],
    ['-6,25 s', 'time', ['-6.25 s']],
    ['1:30', 'time', ['1 h 30 min', '1 min 30 s']],
    ['soon', 'time', []],
    ['5000,000 h', 'time', []],
  ] as const)('%s is refused, and what it may have meant can be read', (text, dimension, meant) => {
    let found: unknown;
    try {
      parseQuantity(text, dimension);
    } catch (error) {
      found = error;
    }
    expect((found as {meant?: string[]}).meant ?? []).toEqual(meant);
    for (const form of meant) {
      expect((found as Error).message).toContain(`"${form}"`);
      expect(Number.isFinite(parseQuantity(form, dimension))).toBe(true);
    }
  });

  test('a compound time is the sum of its parts', () => {
    const units = ['d', 'h', 'min', 's', 'ms'];
    fc.assert(
      fc.property(
        fc.subarray(units, {minLength: 2}),
        fc.array(fc.nat(59), {minLength: 5, maxLength: 5}),
        (chosen, numbers) => {
          const parts = chosen.map((unit, i) => `${numbers[i]}${unit}`);
          const sum = parts.reduce((total, part) => total + parseQuantity(part, 'time'), 0);
          for (const text of [parts.join(''), parts.join(' '), parts.join(', ')])
            expect(Math.abs(parseQuantity(text, 'time') - sum)).toBeLessThanOrEqual(1e-12 * sum);
        },
      ),
      {seed: 62, numRuns: runs(200)},
    );
  });

  test('never anything but a finite number or an error', () => {
    fc.assert(
      fc.property(fc.string({unit: fc.constantFrom(...'0123456789,.eE+- %$/hsminGBTb\u2009')}), (text) => {
        try {
          expect(Number.isFinite(parseQuantity(text, 'time'))).toBe(true);
        } catch (error) {
          if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
        }
      }),
      {seed: 61, numRuns: runs(3000)},
    );
  });
});

describe('writing for people', () => {
  const cases: [number, Dimension, string, string][] = [
    [1609.97, 'time', '26.8 min', '26.8 minutes'],
    [43_200, 'time', '12 h', '12 hours'],
    [0.00333, 'time', '3.33 ms', '3.33 milliseconds'],
    [120, 'time', '2 min', '2 minutes'],
    [60, 'time', '60 s', '60 seconds'],
    [90, 'time', '1.5 min', '1.5 minutes'],
    [1, 'time', '1 s', '1 second'],
    [3600, 'time', '1 h', '1 hour'],
    [3599.9, 'time', '1 h', '1 hour'],
    [5400, 'time', '1.5 h', '1.5 hours'],
    [4_665_600, 'time', '54 d', '54 days'],
    [8192 * 3600, 'time', '341 d', '341 days'],
    [1.8e8, 'time', '5.71 y', '5.71 years'],
    [5e-10, 'time', '0.5 ns', '0.5 nanoseconds'],
    [0, 'time', '0 s', '0 seconds'],
    [Infinity, 'time', '∞', 'forever'],
    [-30, 'time', '−30 s', '−30 seconds'],
    [0.99999, 'time', '1 s', '1 second'],
    [9.8775e11, 'bytes', '988 GB', '988 gigabytes'],
    [999_999, 'bytes', '1 MB', '1 megabyte'],
    [2e12, 'bandwidth', '2 TB/s', '2 terabytes per second'],
    [1e9, 'bandwidth', '1 GB/s', '1 gigabyte per second'],
    [0.1491, 'ratio', '14.9 %', '14.9 percent'],
    [1, 'ratio', '100 %', '100 percent'],
    [1.00556, 'ratio', '101 %', '101 percent'],
    [16_384, 'count', '16,384', '16,384'],
    [1_234_567, 'count', '1,234,567', '1,234,567'],
    [2.928, 'count', '2.93', '2.93'],
    [1000, 'money', '$1,000', '1,000 dollars'],
    [1, 'money', '$1', '1 dollar'],
    [2.5, 'money', '$2.50', '2.50 dollars'],
    [24_000.4, 'money', '$24,000', '24,000 dollars'],
    [0.70709, 'number', '0.707', '0.707'],
    [0, 'ratio', '0 %', '0 percent'],
    [Infinity, 'count', '∞', 'infinitely many'],
    [244.8e-6, 'energy', '245 µJ', '245 microjoules'],
    [2.1e-9, 'energy', '2.1 nJ', '2.1 nanojoules'],
    [1e-4, 'capacitance', '100 µF', '100 microfarads'],
    [4.7e-3, 'capacitance', '4.7 mF', '4.7 millifarads'],
    [3, 'voltage', '3 V', '3 volts'],
    [1, 'voltage', '1 V', '1 volt'],
    [0.25, 'voltage', '250 mV', '250 millivolts'],
    [0.0066, 'power', '6.6 mW', '6.6 milliwatts'],
    [1500, 'power', '1,500 W', '1,500 watts'],
    [0, 'energy', '0 J', '0 joules'],
    [5.5e-7, 'energyPerByte', '550 nJ/B', '550 nanojoules per byte'],
  ];
  test.each(cases)('%d %s', (value, dimension, symbols, words) => {
    expect(formatQuantity(value, dimension)).toBe(symbols);
    expect(formatQuantity(value, dimension, {words: true})).toBe(words);
  });

  test('digits can be chosen', () => {
    expect(formatQuantity(1609.97, 'time', {digits: 4})).toBe('26.83 min');
    expect(formatQuantity(987_751_890_944, 'bytes', {digits: 6})).toBe('987.752 GB');
  });

  test('what is written is read back within its rounding, symbols and words', () => {
    fc.assert(
      fc.property(
        fc.double({min: -15, max: 14, noNaN: true}),
        fc.constantFrom<Dimension>(
          'time',
          'bytes',
          'bandwidth',
          'ratio',
          'count',
          'number',
          'money',
          'voltage',
          'capacitance',
          'power',
          'energy',
          'energyPerByte',
        ),
        fc.boolean(),
        (log, dimension, words) => {
          const value = 10 ** log;
          const read = parseQuantity(formatQuantity(value, dimension, {words}), dimension);
          expect(Math.abs(read / value - 1)).toBeLessThanOrEqual(
            dimension === 'money' && value >= 0.01 ? 0.34 : 0.0051,
          );
        },
      ),
      {seed: 62, numRuns: runs(1000)},
    );
  });

  test('errors', () => {
    expect(() => formatQuantity(NaN, 'time')).toThrow(new RangeError('value must be a number other than NaN, got NaN'));
    expect(() => formatQuantity('4' as never, 'time')).toThrow(TypeError);
    expect(() => formatQuantity(4, 'time', {digits: 0})).toThrow(/digits must be a number from 1 to 15 .*got 0/);
    expect(() => quantityText(Infinity, 'time')).toThrow(new RangeError('value must be a finite number, got Infinity'));
  });
});

describe('writing for attributes', () => {
  test.each<[number, Dimension, string]>([
    [120, 'time', '2 min'],
    [14_400, 'time', '4 h'],
    [5400, 'time', '1.5 h'],
    [4_665_600, 'time', '54 d'],
    [1.8e8, 'time', '50000 h'],
    [30, 'time', '30 s'],
    [740_700, 'time', '740700 s'],
    [0.002, 'time', '2 ms'],
    [1314.5341380123987, 'time', '1314.5341380124 s'],
    [0, 'time', '0 s'],
    [-120, 'time', '-2 min'],
    [987.75e9, 'bytes', '987.75 GB'],
    [987_751_890_944, 'bytes', '987751890944 B'],
    [2e12, 'bandwidth', '2 TB/s'],
    [0.08, 'ratio', '8 %'],
    [0, 'ratio', '0'],
    [2048, 'count', '2048'],
    [3, 'money', '$3'],
    [1e-4, 'capacitance', '100 µF'],
    [2.1e-9, 'energy', '2.1 nJ'],
    [1.8, 'voltage', '1.8 V'],
    [1e-3, 'power', '1 mW'],
  ])('%d %s is %s', (value, dimension, text) => expect(quantityText(value, dimension)).toBe(text));

  test('reads back to the very same double when that has at most 15 digits', () => {
    fc.assert(
      fc.property(
        fc.double({min: -1e20, max: 1e20, noNaN: true}),
        fc.constantFrom<Dimension>(
          'time',
          'bytes',
          'bandwidth',
          'ratio',
          'count',
          'number',
          'money',
          'voltage',
          'capacitance',
          'power',
          'energy',
          'energyPerByte',
        ),
        (raw, dimension) => {
          const value = Number(raw.toPrecision(15));
          expect(parseQuantity(quantityText(value, dimension), dimension)).toBe(value === 0 ? 0 : value);
        },
      ),
      {seed: 63, numRuns: runs(2000)},
    );
  });

  test('whole minutes, hours and days come back exactly', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 9999}), fc.constantFrom(60, 3600, 86_400), (n, unit) => {
        expect(parseQuantity(quantityText(n * unit, 'time'), 'time')).toBe(n * unit);
      }),
      {seed: 64},
    );
  });
});
