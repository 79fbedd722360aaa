/** Quantities as authors write them: "4h", "987.75 GB", "50,000 h", "8 %". */
import {throwInvalid} from '../numerics/check.js';
import {BASE_UNITS, DIMENSIONS, findUnit} from './units.js';
import type {Dimension, Unit} from './units.js';

export type {Dimension} from './units.js';

// Thousands groups are all three digits long and use one separator; the exponent belongs to the number.
const NUMBER = /^([+-]?)(\d{1,3}(?:([, ])\d{3})(?:\3\d{3})*|\d+)?(\.\d*)?(?:[eE]([+-]?\d+))?/;

/** One kind of space, one minus sign, one micro sign. */
const plain = (text: string) =>
  text
    .replace(/[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g, ' ')
    .trim()
    .replace(/^[\u2212\u2013](?=[\d.$])/, '-')
    .replace(/[eE]\u2212(?=\d)/, 'e-');

function expected(text: string, found: string, dimension: Dimension): TypeError {
  const {name, example} = DIMENSIONS[dimension];
  return new TypeError(`"${text}" is ${found}, ${name} was expected (like "${example}")`);
}

/**
 * Reads a quantity and gives it in SI base units: seconds, bytes, bytes/s, plain ratio, plain number, dollars, volts, farads,
 * watts, joules, joules/byte.
 *
 * Decimal prefixes are powers of 1000, KiB..PiB powers of 1024; a lower-case b is a bit; a year has 365 days.
 * Thin and non-breaking spaces, the Unicode minus, µ and the thousands separators of well-formed groups are
 * understood. A bare number is in `bareUnit` (default: the SI unit). Negative numbers are read; ranges are the model's.
 *
 * @throws {TypeError} for text that is no number with a unit, or of another dimension; the message shows the text
 *   and an example
 * @throws {RangeError} for numbers beyond the double range
 * @see https://www.nist.gov/pml/special-publication-330 (SI); year of 365 days as in doi:10.1007/978-3-319-20943-2_1
 * @example parseQuantity('50,000 h', 'time') // 180000000
 * @example parseQuantity('10 Gb/s', 'bandwidth') // 1250000000
 */
export function parseQuantity(text: string, dimension: Dimension, bareUnit: string = BASE_UNITS[dimension]): number {
  if (typeof text !== 'string') throwInvalid('quantity', text, `a text like "${DIMENSIONS[dimension].example}"`);
  let rest = plain(text);
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
  if (unit && unit.dimension !== dimension) throw expected(text, DIMENSIONS[unit.dimension].name, dimension);
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
