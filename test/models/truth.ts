import {readFileSync} from 'node:fs';
import {expect} from 'vitest';

type Entry = any;

/** Reference numbers computed elsewhere with 50 digits; keys carry units. */
export function truth(
  name: 'checkpoint-interval' | 'fleet-reliability' | 'silent-corruption' | 'devices',
): Record<string, Entry> {
  return JSON.parse(readFileSync(new URL(`../truth/${name}.json`, import.meta.url), 'utf8'));
}

/** Closed forms keep 12 digits. */
export const CLOSED = 1e-12;
/** Optima found by iteration keep 9. */
export const OPTIMUM = 1e-9;

/** |actual − expected| within `relative` of expected (absolutely where expected is 0). */
export function near(actual: number, expected: number, relative = CLOSED, what = ''): void {
  const error = expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);
  expect(error, `${what} ${actual} against ${expected}`).toBeLessThanOrEqual(relative);
}
