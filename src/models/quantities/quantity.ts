/** Quantities as authors write them: "4h", "987.75 GB", "50,000 h", "8 %". */
import {throwInvalid} from '../numerics/check.js';
import {BASE_UNITS, DIMENSIONS, findUnit} from './units.js';
import type {Dimension, Unit} from './units.js';

export type {Dimension} from './units.js';

// Thousands groups are all three digits long and use one separator, and the first begins with no 0; the exponent belongs to
// the number.
const NUMBER = /^([+-]?)([1-9]\d{0,2}(?:([, _])\d{3})(?:\3\d{3})*|\d+)?(\.\d*)?(?:[eE]([+-]?\d+))?/;

/** One kind of space, one minus sign, nothing that cannot be seen. */
const plain = (text: string) =>
  text
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g, ' ')
    .trim()
    .replace(/^[\u2212\u2013](?=[\d.$])/, '-')
    .replace(/[eE]\u2212(?=\d)/, 'e-');

/** What a text that is refused may have meant, each as it can be read. */
function likelyMeant(text: string, dimension: Dimension): string[] {
  const [, sign = '', whole = '', separator = '', digits = '', unit = ''] =
    /^([+-]?)(\d+)([, :])(\d+)(\D*)$/.exec(plain(text)) ?? [];
  if (separator === ':') return dimension === 'time' ? [`${whole} h ${digits} min`, `${whole} min ${digits} s`] : [];
  const forms =
    whole.startsWith('0') && digits.length === 3
      ? [Number(`${whole}.${digits}`), Number(whole + digits)]
      : separator === ',' && digits !== '' && digits.length !== 3
        ? [`${Number(whole)}.${digits}`]
        : [];
  return forms.map((form) => `${sign}${form}${unit}`);
}

/** What is wrong with a text. `meant` holds the forms that it may have meant. */
function expected(text: string, found: string, dimension: Dimension): TypeError & {meant?: readonly string[]} {
  const {name, example} = DIMENSIONS[dimension];
  const meant = likelyMeant(text, dimension);
  const write = meant.length ? `; write ${meant.map((form) => `"${form}"`).join(' or ')}` : '';
  const error = new TypeError(`"${text}" is ${found}, ${name} was expected (like "${example}")${write}`);
  return meant.length ? Object.assign(error, {meant}) : error;
}

/** Whether a text is a number without a unit, however it is spelled. */
export function isBareNumber(text: string): boolean {
  const rest = plain(text);
  const number = NUMBER.exec(rest);
  return /\d/.test(rest) && number?.[0].length === rest.length;
}

/** Seconds of a time in several units, `1h30m` or `1:30:00`, the larger unit first; undefined for other texts. */
function compoundTime(text: string): number | undefined {
  const clock = /^(\d+):([0-5]\d):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  if (!/^(?:\d+ ?[a-zµμ]+,? ?)+\d+(?:\.\d+)? ?[a-zµμ]+$/i.test(text)) return undefined;
  let [seconds, before] = [0, Infinity];
  for (const [, number, name] of text.matchAll(/([\d.]+) ?([a-zµμ]+)/gi)) {
    const unit = findUnit(name);
    const size = unit?.dimension === 'time' ? 10 ** unit.exponent * unit.factor : Infinity;
    if (size >= before) return undefined;
    seconds += Number(number) * size;
    before = size;
  }
  return seconds;
}

/**
 * Reads a quantity and gives it in SI base units: seconds, bytes, bytes/s, plain ratio, plain number, dollars, volts, farads,
 * watts, joules, joules/byte.
 *
 * Decimal prefixes are powers of 1000, KiB..PiB powers of 1024; a lower-case b is a bit; a year has 365 days.
 * Thin and non-breaking spaces, the Unicode minus, µ, `20_000` and the thousands separators of well-formed groups are
 * understood, `4k` as a count, `90m`, `1h30m` and `1:30:00` as times. A decimal comma, a group after a leading 0 and `1:30` may
 * mean two things: they are refused, with the forms to write. A bare number is in `bareUnit` (default: the SI unit). Negative numbers are read; ranges are the model's.
 *
 * @throws {TypeError} for text that is no number with a unit, or of another dimension; the message shows the text
 *   and an example, and `meant` of the error holds the forms that it may have meant, if there are any
 * @throws {RangeError} for numbers beyond the double range
 * @see https://www.nist.gov/pml/special-publication-330 (SI); year of 365 days as in doi:10.1007/978-3-319-20943-2_1
 * @example parseQuantity('50,000 h', 'time') // 180000000
 * @example parseQuantity('10 Gb/s', 'bandwidth') // 1250000000
 */
export function parseQuantity(text: string, dimension: Dimension, bareUnit: string = BASE_UNITS[dimension]): number {
  if (typeof text !== 'string') throwInvalid('quantity', text, `a text like "${DIMENSIONS[dimension].example}"`);
  let rest = plain(text);
  const compound = dimension === 'time' ? compoundTime(rest) : undefined;
  if (compound !== undefined) return compound;
  let unitName = '';
  const money = /^([+-]?)\$ ?/.exec(rest);
  if (money) {
    unitName = '$';
    rest = money[1] + rest.slice(money[0].length);
  }
  const match = NUMBER.exec(rest);
  const [all, sign, whole = '', , fraction = '', exponent = '0'] = match ?? ['', '', ''];
  const digits = whole.replace(/\D/g, '') + (fraction.length > 1 ? fraction : '');
  if (!match || digits === '' || (whole === '' && fraction.length < 2))
    throw expected(text, 'not a number with a unit', dimension);
  const after = rest.slice(all.length).trim();
  if (after !== '') {
    if (unitName !== '' || /^[\d.,+-]/.test(after)) throw expected(text, 'not a number with a unit', dimension);
    unitName = after.replace(/ ?\/ ?/, '/');
  }
  let unit: Unit | undefined = unitName === '' ? undefined : findUnit(unitName);
  if (unitName !== '' && !unit) throw expected(text, `in an unknown unit "${unitName}"`, dimension);
  if (!unit && bareUnit !== '') {
    unit = findUnit(bareUnit);
    if (unit?.dimension !== dimension)
      throw new TypeError(`bareUnit "${bareUnit}" is not a unit of ${DIMENSIONS[dimension].name}`);
  }
  const multiplies = unit?.dimension === 'count' && dimension === 'number';
  if (unit && unit.dimension !== dimension && !multiplies)
    throw expected(text, DIMENSIONS[unit.dimension].name, dimension);
  const {exponent: shift, factor} = unit ?? {exponent: 0, factor: 1};
  // Shifting the exponent in the text keeps "0.1 ms" the double nearest to 1e-4.
  const value = Number(`${sign}${digits}e${Number(exponent) + shift}`) * factor;
  if (!Number.isFinite(value)) {
    throw new RangeError(
      `"${text}" is too large, ${DIMENSIONS[dimension].name} below about 1.8e308 in SI units was expected`,
    );
  }
  return value;
}
