/** Every unit that quantities in text may carry. */

/** What kind of quantity a text stands for. */
export type Dimension =
  | 'time'
  | 'bytes'
  | 'bandwidth'
  | 'ratio'
  | 'count'
  | 'number'
  | 'money'
  | 'voltage'
  | 'capacitance'
  | 'power'
  | 'energy'
  | 'energyPerByte';

/** How a unit becomes SI: value = number × 10^exponent × factor (the two parts keep decimal units exact). */
export interface Unit {
  dimension: Dimension;
  exponent: number;
  factor: number;
}

/** Names of a dimension and an example, for messages. */
export const DIMENSIONS: Readonly<Record<Dimension, {name: string; example: string}>> = Object.freeze({
  time: {name: 'a time', example: '2 min'},
  bytes: {name: 'a size', example: '2 GB'},
  bandwidth: {name: 'a bandwidth', example: '2 GB/s'},
  ratio: {name: 'a ratio', example: '8 %'},
  count: {name: 'a count', example: '2,048'},
  number: {name: 'a plain number', example: '1.5'},
  money: {name: 'an amount of money', example: '$3'},
  voltage: {name: 'a voltage', example: '3 V'},
  capacitance: {name: 'a capacitance', example: '100 µF'},
  power: {name: 'a power', example: '1 mW'},
  energy: {name: 'an energy', example: '10 µJ'},
  energyPerByte: {name: 'an energy a byte', example: '2.1 nJ/B'},
});

/** The SI unit of each dimension as it is written. */
export const BASE_UNITS: Readonly<Record<Dimension, string>> = Object.freeze({
  time: 's',
  bytes: 'B',
  bandwidth: 'B/s',
  ratio: '',
  count: '',
  number: '',
  money: '$',
  voltage: 'V',
  capacitance: 'F',
  power: 'W',
  energy: 'J',
  energyPerByte: 'J/B',
});

const units = new Map<string, Unit>();

function define(dimension: Dimension, exponent: number, factor: number, ...names: string[]): void {
  for (const name of names) units.set(name, {dimension, exponent, factor});
}

define('time', -9, 1, 'ns', 'nanosecond', 'nanoseconds');
define('time', -6, 1, 'us', 'µs', 'μs', 'microsecond', 'microseconds');
define('time', -3, 1, 'ms', 'millisecond', 'milliseconds');
define('time', 0, 1, 's', 'sec', 'secs', 'second', 'seconds');
define('time', 0, 60, 'min', 'mins', 'minute', 'minutes', 'm');
define('time', 0, 3600, 'h', 'hr', 'hrs', 'hour', 'hours');
define('time', 0, 86_400, 'd', 'day', 'days');
define('time', 0, 604_800, 'wk', 'week', 'weeks');
define('time', 0, 31_536_000, 'y', 'yr', 'yrs', 'year', 'years');

/** Sizes, and the same sizes per second. */
function defineSize(exponent: number, factor: number, symbols: string[], words: string[]): void {
  define('bytes', exponent, factor, ...symbols, ...words);
  define(
    'bandwidth',
    exponent,
    factor,
    ...symbols.map((s) => `${s}/s`),
    ...symbols.map((s) => `${s}ps`),
    ...words.map((w) => `${w} per second`),
    ...words.map((w) => `${w}/s`),
  );
}

const both = (word: string) => [word, `${word}s`];
const PREFIXES: [symbol: string, word: string, exponent: number][] = [
  ['', '', 0],
  ['k', 'kilo', 3],
  ['M', 'mega', 6],
  ['G', 'giga', 9],
  ['T', 'tera', 12],
  ['P', 'peta', 15],
  ['E', 'exa', 18],
];
for (const [symbol, word, exponent] of PREFIXES) {
  defineSize(exponent, 1, symbol === 'k' ? ['kB', 'KB'] : [`${symbol}B`], both(`${word}byte`));
  defineSize(exponent, 1 / 8, [`${symbol}b`, `${symbol}bit`], both(`${word}bit`));
}
['Ki', 'Mi', 'Gi', 'Ti', 'Pi'].forEach((prefix, i) => {
  const word = ['kibi', 'mebi', 'gibi', 'tebi', 'pebi'][i];
  defineSize(0, 1024 ** (i + 1), [`${prefix}B`], both(`${word}byte`));
});

const SMALL: [symbols: string[], word: string, exponent: number][] = [
  [['n'], 'nano', -9],
  [['u', 'µ', 'μ'], 'micro', -6],
  [['m'], 'milli', -3],
  [[''], '', 0],
];
for (const [dimension, letter, name] of [
  ['voltage', 'V', 'volt'],
  ['capacitance', 'F', 'farad'],
  ['power', 'W', 'watt'],
  ['energy', 'J', 'joule'],
] as const) {
  for (const [symbols, word, exponent] of SMALL)
    define(dimension, exponent, 1, ...symbols.map((s) => s + letter), ...both(word + name));
}
for (const [symbols, word, exponent] of SMALL)
  define(
    'energyPerByte',
    exponent,
    1,
    ...symbols.map((s) => `${s}J/B`),
    ...both(`${word}joule`).map((w) => `${w} per byte`),
  );

define('count', 3, 1, 'k', 'K');
define('count', 6, 1, 'M');
define('ratio', -2, 1, '%', 'percent');
define('money', 0, 1, '$', 'USD', 'dollar', 'dollars');

/** The unit a text names, words in any case, or undefined. */
export function findUnit(name: string): Unit | undefined {
  const exact = units.get(name);
  if (exact || name.length < 3 || /^.i?B(\/s|ps)?$/i.test(name)) return exact;
  const lower = name.toLowerCase();
  return /^[a-z]{3,}( per second)?$/.test(lower) && !/^.?bps$/.test(lower) && !/^.?bits?$/.test(lower)
    ? units.get(lower)
    : undefined;
}
