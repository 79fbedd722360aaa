/** Quantities for people, and for attributes. */
import {throwInvalid, within} from '../numerics/check.js';
import {parseQuantity} from './quantity.js';
import {BASE_UNITS} from './units.js';
import type {Dimension} from './units.js';

interface Step {
  symbol: string;
  /** Singular word. */
  word: string;
  /** SI value of one. */
  size: number;
  /** From this many of it on, the next unit is used. */
  limit: number;
}

const step = (symbol: string, word: string, size: number, limit: number): Step => ({symbol, word, size, limit});

const TIMES = [
  step('ns', 'nanosecond', 1e-9, 1000),
  step('µs', 'microsecond', 1e-6, 1000),
  step('ms', 'millisecond', 1e-3, 1000),
  step('s', 'second', 1, 90),
  step('min', 'minute', 60, 60),
  step('h', 'hour', 3600, 48),
  step('d', 'day', 86_400, 730),
  step('y', 'year', 31_536_000, Infinity),
];
const SIZES = [
  step('B', 'byte', 1, 1000),
  step('kB', 'kilobyte', 1e3, 1000),
  step('MB', 'megabyte', 1e6, 1000),
  step('GB', 'gigabyte', 1e9, 1000),
  step('TB', 'terabyte', 1e12, 1000),
  step('PB', 'petabyte', 1e15, 1000),
  step('EB', 'exabyte', 1e18, Infinity),
];
const BANDWIDTHS = SIZES.map((s) => ({...s, symbol: `${s.symbol}/s`}));
/** From billionths up. */
const small = (symbol: string, word: string): Step[] => [
  step(`n${symbol}`, `nano${word}`, 1e-9, 1000),
  step(`µ${symbol}`, `micro${word}`, 1e-6, 1000),
  step(`m${symbol}`, `milli${word}`, 1e-3, 1000),
  step(symbol, word, 1, Infinity),
];
const unitPrefixes: Partial<Record<Dimension, Step[]>> = {
  time: TIMES,
  bytes: SIZES,
  bandwidth: BANDWIDTHS,
  voltage: small('V', 'volt'),
  capacitance: small('F', 'farad'),
  power: small('W', 'watt'),
  energy: small('J', 'joule'),
  energyPerByte: small('J/B', 'joule'),
};

/** The units that quantities of a dimension are shown in, the smallest first; none where they have no unit. */
export const unitSymbols = (dimension: Dimension): readonly string[] =>
  (unitPrefixes[dimension] ?? []).map(({symbol}) => symbol);

/** How to write a quantity for people. */
export interface FormatOptions {
  /** Significant digits, 1..15 (default 3). Digits before the decimal point are never dropped. */
  digits?: number;
  /** Words in place of symbols: "26.8 minutes". */
  words?: boolean;
}

const group = (whole: string) => whole.replace(/\B(?=(\d{3})+$)/g, ',');

/** A number >= 0 with so many significant digits, whole digits kept, grouped, no trailing zeros. */
function written(value: number, digits: number): string {
  if (value === 0) return '0';
  if (value >= 1e15 || value < 1e-6) return String(Number(value.toPrecision(digits))).replace('e+', 'e');
  const rounded = Number(value.toPrecision(digits));
  const decimals = digits - 1 - Math.floor(Math.log10(rounded));
  const [whole, fraction = ''] = (decimals <= 0 ? value.toFixed(0) : rounded.toFixed(Math.min(decimals, 100))).split(
    '.',
  );
  const kept = fraction.replace(/0+$/, '');
  return kept === '' ? group(whole) : `${group(whole)}.${kept}`;
}

const roundedTo = (value: number, digits: number) => Number(written(value, digits).replaceAll(',', ''));

function infinite(dimension: Dimension, words: boolean, sign: string): string {
  if (!words) return `${sign}∞`;
  return sign + (dimension === 'time' ? 'forever' : dimension === 'count' ? 'infinitely many' : 'infinite');
}

/** Dollars: cents only below $100, and only where there are any. */
function dollars(value: number, digits: number): string {
  if (value < 0.01) return written(value, digits);
  const cents = value < 100 ? value.toFixed(2) : value.toFixed(0);
  if (value >= 1e15) return written(value, digits);
  const [whole, fraction = '00'] = cents.split('.');
  return fraction === '00' ? group(whole) : `${group(whole)}.${fraction}`;
}

/**
 * Writes an SI value for people: sensible unit, three significant digits, no noise.
 *
 * Times change unit at 90 s, 60 min, 48 h and 730 d. Infinity is "∞" ("forever" in words for a time). Negative
 * values carry a true minus sign. Everything finite written here can be read by `parseQuantity`, words included.
 *
 * @throws {RangeError} for NaN, and unless digits is in 1..15
 * @throws {TypeError} for values that are not numbers
 * @see https://www.nist.gov/pml/special-publication-811 (spaces between numbers and units)
 * @example formatQuantity(1609.97, 'time') // '26.8 min'
 * @example formatQuantity(0.1491, 'ratio', {words: true}) // '14.9 percent'
 */
export function formatQuantity(
  value: number,
  dimension: Dimension,
  {digits = 3, words = false}: FormatOptions = {},
): string {
  if (typeof value !== 'number' || Number.isNaN(value)) throwInvalid('value', value, 'a number other than NaN');
  within('digits', digits, 1, 15, 'significant digits');
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  if (size === Infinity) return infinite(dimension, words, sign);
  const ladder = unitPrefixes[dimension];
  if (ladder) {
    const base = ladder.findIndex((s) => s.size === 1);
    let i = size === 0 ? base : 0;
    while (size !== 0 && roundedTo(size / ladder[i].size, digits) >= ladder[i].limit) i++;
    const number = written(size / ladder[i].size, digits);
    if (!words) return `${sign}${number} ${ladder[i].symbol}`;
    const word = number === '1' ? ladder[i].word : `${ladder[i].word}s`;
    return `${sign}${number} ${word}${dimension === 'bandwidth' ? ' per second' : dimension === 'energyPerByte' ? ' per byte' : ''}`;
  }
  if (dimension === 'ratio') return `${sign}${written(size * 100, digits)} ${words ? 'percent' : '%'}`;
  if (dimension === 'money') {
    const amount = dollars(size, digits);
    return words ? `${sign}${amount} ${amount === '1' ? 'dollar' : 'dollars'}` : `${sign}$${amount}`;
  }
  return sign + written(size, digits);
}

/** A number in at most 15 significant digits, and how many of them count. */
function shortNumber(value: number): {text: string; digits: number} {
  const text = String(Number(value.toPrecision(15))).replace('e+', 'e');
  return {text, digits: text.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length};
}

/**
 * The short text of an SI value for attributes and links: `parseQuantity` reads it back to the same double when 15
 * significant digits allow it. Larger units only where their number has at most four significant digits.
 *
 * @throws {RangeError} for NaN and infinities
 * @throws {TypeError} for values that are not numbers
 * @see https://tc39.es/ecma262/#sec-number.prototype.toprecision
 * @example quantityText(14_400, 'time') // '4 h'
 * @example quantityText(1314.5341380123987, 'time') // '1314.5341380124 s'
 */
export function quantityText(value: number, dimension: Dimension): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) throwInvalid('value', value, 'a finite number');
  const size = Math.abs(value);
  const readsBack = (text: string) => {
    try {
      return parseQuantity(text, dimension) === value;
    } catch {
      return false;
    }
  };
  if (dimension === 'ratio') {
    const percent = shortNumber(value * 100);
    const text = `${percent.text} %`;
    if (value !== 0 && percent.digits <= 4 && readsBack(text)) return text;
  }
  if (dimension === 'money') return `${value < 0 ? '-' : ''}$${shortNumber(size).text}`;
  const ladder = unitPrefixes[dimension];
  const base = `${shortNumber(value).text} ${BASE_UNITS[dimension]}`.trim();
  if (!ladder || value === 0) return base;
  let shortest = base;
  for (let i = ladder.length - 1; i >= 0; i--) {
    const many = value / ladder[i].size;
    if (Math.abs(many) < 1) continue;
    const {text: number, digits} = shortNumber(many);
    const text = `${number} ${ladder[i].symbol}`;
    if (!readsBack(text)) continue;
    if (digits <= 4) return text;
    if (text.length < shortest.length) shortest = text;
  }
  return shortest;
}
