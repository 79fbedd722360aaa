/**
 * Argument checks shared by all models: a bad value never becomes a NaN further down,
 * it becomes an error that names the quantity, its range and what was given.
 */

/** How a value is shown in a message: `-3`, `NaN`, `the string "4h"`, `undefined`. */
function shown(value: unknown): string {
  if (typeof value === 'string') return `the string ${JSON.stringify(value)}`;
  if (typeof value === 'number' || value === null || value === undefined) return String(value);
  return `a value of type ${typeof value}`;
}

/** Throws the TypeError or RangeError that says which values `name` may take. */
export function throwInvalid(name: string, value: unknown, range: string): never {
  const message = `${name} must be ${range}, got ${shown(value)}`;
  throw typeof value === 'number' ? new RangeError(message) : new TypeError(message);
}

/**
 * A finite number above zero.
 *
 * @throws {RangeError} for 0, negative numbers, NaN and infinities
 * @throws {TypeError} for anything that is not a number
 * @example positive('mtbf', -3, 'seconds') // RangeError: mtbf must be a finite number > 0 (seconds), got -3
 */
export function positive(name: string, value: number, unit: string): number {
  if (typeof value === 'number' && value > 0 && value < Infinity) return value;
  throwInvalid(name, value, `a finite number > 0 (${unit})`);
}

/**
 * A finite number, zero or above.
 *
 * @throws {RangeError | TypeError} like {@link positive}
 * @example notNegative('restart', 300, 'seconds') // 300
 */
export function notNegative(name: string, value: number, unit: string): number {
  if (typeof value === 'number' && value >= 0 && value < Infinity) return value;
  throwInvalid(name, value, `a finite number >= 0 (${unit})`);
}

/**
 * A number from 0 to 1, both included.
 *
 * @throws {RangeError | TypeError} like {@link positive}
 * @example share('nodeSurvival', 0.9999) // 0.9999
 */
export function share(name: string, value: number): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throwInvalid(name, value, 'a number from 0 to 1 (ratio)');
}

/**
 * A number between 0 and 1, both excluded.
 *
 * @throws {RangeError | TypeError} like {@link positive}
 * @example openShare('waste', 0.08) // 0.08
 */
export function openShare(name: string, value: number): number {
  if (typeof value === 'number' && value > 0 && value < 1) return value;
  throwInvalid(name, value, 'a number between 0 and 1, both excluded (ratio)');
}

/**
 * A number from `low` to `high`, both included.
 *
 * @throws {RangeError | TypeError} like {@link positive}
 * @example within('shape', 0.7, 0.1, 10, 'Weibull shape') // 0.7
 */
export function within(name: string, value: number, low: number, high: number, unit: string): number {
  if (typeof value === 'number' && value >= low && value <= high) return value;
  throwInvalid(name, value, `a number from ${low} to ${high} (${unit})`);
}

/**
 * A whole number from `low` to 2^53 − 1.
 *
 * @throws {RangeError | TypeError} like {@link positive}
 * @example wholeNumber('runs', 10_000, 1, 'runs') // 10000
 */
export function wholeNumber(name: string, value: number, low: number, unit: string): number {
  if (Number.isSafeInteger(value) && value >= low) return value;
  throwInvalid(name, value, `a whole number >= ${low} (${unit})`);
}

/**
 * One of a few names.
 *
 * @throws {RangeError} for another name
 * @throws {TypeError} for anything that is not a string
 * @example oneOf('law', 'weibull', ['exponential', 'weibull']) // 'weibull'
 */
export function oneOf<T extends string>(name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value;
  const message = `${name} must be one of ${allowed.join(', ')}, got ${shown(value)}`;
  throw typeof value === 'string' ? new RangeError(message) : new TypeError(message);
}
