import {isBareNumber} from '../models/quantities/quantity.js';
import {unitSymbols} from '../models/quantities/quantity-format.js';
import {readField, showField, type Field, type FieldReading} from './fields.js';

/** What a text is in a box where a value stands. */
export interface TypedReading {
  /** The text, with the unit that stands in the box if it had none. */
  readonly text: string;
  readonly reading: FieldReading;
  /** The same number in the unit that comes closest to the value that stands there, if that is another. */
  readonly other?: string;
}

/** The unit a value is shown in; empty if it has none. */
const unitShown = (field: Field, value: number): string =>
  showField(field, value).replace(/^[^\d]*[\d.,]+(?:e[+-]?\d+)?\s*/i, '');

/**
 * Reads what was typed into a box: a number without a unit, however it is spelled, is in the unit that stands there.
 *
 * @example readTyped(interval, '30', 3600) // 30 h; other: '30 min', which is closer to the hour that stands there
 */
export function readTyped(field: Field, typed: string, standing: number | string): TypedReading {
  const unit = typeof standing === 'number' && field.dimension !== 'choice' ? unitShown(field, standing) : '';
  if (unit === '' || !isBareNumber(typed)) return {text: typed, reading: readField(field, typed)};
  const withUnit = (symbol: string) => `${typed} ${symbol}`;
  const text = withUnit(unit);
  const distance = (symbol: string): number => {
    const reading = readField(field, withUnit(symbol));
    return reading.ok ? Math.abs(Math.log(Number(reading.value) / (standing as number))) : Infinity;
  };
  const symbols = unitSymbols(field.dimension as Parameters<typeof unitSymbols>[0]);
  const nearest = [...symbols].sort((a, b) => distance(a) - distance(b))[0];
  const isOther = nearest !== undefined && nearest !== unit && distance(nearest) < distance(unit);
  return {text, reading: readField(field, text), ...(isOther ? {other: withUnit(nearest)} : {})};
}
