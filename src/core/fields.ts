import {parseQuantity, type Dimension} from '../models/quantities/quantity.js';
import {formatQuantity, quantityText} from '../models/quantities/quantity-format.js';

/** How one input of a widget is written in an attribute, checked, shown and explained. The manifest, the docs, the link and the undo history all read this table. */
export interface Field {
  /** Attribute name, in kebab case. */
  attribute: string;
  /** What the number measures, `choice` for one of `choices`, or `text` for what `accepts` takes. */
  dimension: Dimension | 'choice' | 'text';
  /** Unit of a number written without one. */
  bareUnit?: string;
  /** Least and greatest value, SI, inclusive. */
  min?: number;
  max?: number;
  /** The value must be greater than this. */
  above?: number;
  integer?: boolean;
  choices?: readonly string[];
  /** Texts only: whether one can be used, and what it should be, in words. */
  accepts?(text: string): boolean;
  expects?: string;
  /** A word allowed in place of a number, such as `optimal`. */
  keyword?: string;
  /** Name shown to a reader, in sentence case. */
  label: string;
  /** Symbol in the mission's and the book's notation. */
  symbol?: {mission: string; book: string};
  /** One sentence for authors. */
  doc: string;
  /** An example an author can paste. */
  example: string;
}

export type Fields<K extends string = string> = Readonly<Record<K, Field>>;

export type FieldReading = {ok: true; value: number | string} | {ok: false; problem: string};

/** Reads what an author or a reader wrote. Never throws: a problem is a sentence naming the attribute, the value given and the range. */
export function readField(field: Field, raw: unknown): FieldReading {
  const shown = typeof raw === 'string' ? `"${raw}"` : typeof raw === 'number' ? String(raw) : typeof raw;
  const fail = (why: string): FieldReading => ({ok: false, problem: `${field.attribute}=${shown} ${why}`});
  if (field.dimension === 'choice') {
    const choice = typeof raw === 'string' ? raw.trim().toLowerCase() : '';
    return field.choices?.includes(choice)
      ? {ok: true, value: choice}
      : fail(`is not one of ${field.choices?.join(', ')}`);
  }
  if (field.dimension === 'text') {
    const text = typeof raw === 'string' || Number.isFinite(raw) ? String(raw).trim() : undefined;
    return text !== undefined && (text === field.keyword || field.accepts!(text))
      ? {ok: true, value: text}
      : fail(`is not ${rangeText(field)}`);
  }
  if (typeof raw !== 'number' && typeof raw !== 'string') return fail(`is not ${rangeText(field)}`);
  if (typeof raw === 'string' && field.keyword && raw.trim().toLowerCase() === field.keyword)
    return {ok: true, value: field.keyword};
  let value: number;
  try {
    value = typeof raw === 'number' ? raw : parseQuantity(raw, field.dimension, field.bareUnit);
  } catch (error) {
    const {meant = []} = error as {meant?: readonly string[]};
    const write = meant.length ? `; write ${meant.map((form) => `"${form}"`).join(' or ')}` : '';
    return fail(`is not ${rangeText(field)}${write}`);
  }
  const inRange =
    Number.isFinite(value) &&
    (field.integer ? Number.isInteger(value) : true) &&
    (field.above === undefined || value > field.above) &&
    (field.min === undefined || value >= field.min) &&
    (field.max === undefined || value <= field.max);
  return inRange ? {ok: true, value} : fail(`is not ${rangeText(field)}`);
}

const nouns: Record<Dimension, string> = {
  time: 'a time',
  bytes: 'a size in bytes',
  bandwidth: 'a bandwidth',
  ratio: 'a share',
  count: 'a whole number',
  number: 'a number',
  money: 'an amount of money',
  voltage: 'a voltage',
  capacitance: 'a capacitance',
  power: 'a power',
  energy: 'an energy',
  energyPerByte: 'an energy a byte',
};

/** The range in words: `a time from 1 us to 10,000 years, like "2 min"`. */
export function rangeText(field: Field): string {
  if (field.dimension === 'choice') return `one of ${field.choices?.join(', ')}`;
  if (field.dimension === 'text') return `${field.expects}, like "${field.example}"`;
  const {dimension} = field;
  const show = (value: number) => formatQuantity(value, dimension);
  const noun = field.integer ? 'a whole number' : nouns[dimension];
  const low =
    field.above !== undefined ? `above ${show(field.above)}` : field.min !== undefined ? `from ${show(field.min)}` : '';
  const high = field.max !== undefined ? `${field.above !== undefined ? 'and up ' : ''}to ${show(field.max)}` : '';
  return `${[noun, low, high].filter(Boolean).join(' ')}${field.keyword ? ` or "${field.keyword}"` : ''}, like "${field.example}"`;
}

/** The attribute text of a value. Reads back to the same value within 15 digits. */
export function writeField(field: Field, value: number | string): string {
  return typeof value === 'string' || field.dimension === 'choice' || field.dimension === 'text'
    ? String(value)
    : quantityText(value, field.dimension);
}

/** The value as a reader sees it: `26.8 min`. With `words`, as it is spoken: `26.8 minutes`. */
export function showField(field: Field, value: number | string, words = false): string {
  return typeof value === 'string' || field.dimension === 'choice' || field.dimension === 'text'
    ? String(value)
    : formatQuantity(value, field.dimension, {words});
}
