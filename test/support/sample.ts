/**
 * How much of a sweep is tried. `npm run test:full` sets RT_FULL and tries every case, before a release; `npm test` tries a
 * part of them, always the same, so that it ends soon and a failure can be seen again.
 */
import {uniformInt} from 'pure-rand/distribution/uniformInt';
import {xoroshiro128plus} from 'pure-rand/generator/xoroshiro128plus';

/** Whether every case is tried. A test page has no environment: the test runner writes it into the page. */
export const full = Boolean(
  typeof process === 'undefined' ? (globalThis as {RT_FULL?: string}).RT_FULL : process.env.RT_FULL,
);

/**
 * The cases of a sweep that are tried: all of them if {@link full}, else `count` of them, drawn with the seed, in their
 * order. Two or more always hold the first and the last case, where the edges are.
 *
 * @throws {RangeError} without a case, or for a count below 1: a sweep of nothing would show nothing
 * @example for (const format of sample(NUMBER_FORMATS, 2, 7)) expect(accuracyOf(format)).toBeGreaterThan(0.98);
 */
export function sample<T>(cases: Iterable<T>, count: number, seed: number): T[] {
  const all = [...cases];
  if (!all.length) throw new RangeError('a sample needs a case');
  if (!(count >= 1)) throw new RangeError(`a sample needs a count >= 1, got ${count}`);
  if (full || count >= all.length) return all;
  const generator = xoroshiro128plus(seed);
  const chosen = new Set(count >= 2 ? [0, all.length - 1] : []);
  while (chosen.size < count) chosen.add(uniformInt(generator, 0, all.length - 1));
  return all.filter((_, i) => chosen.has(i));
}

/**
 * How many times a property is tried, or a trial repeated: `all` if {@link full}, else a quarter of it, but at least 10. The
 * seed is that of the property, or the one set in seeded.ts.
 *
 * @example fc.assert(property, {numRuns: runs(200)});
 */
export const runs = (all: number): number => (full ? all : Math.min(all, Math.max(10, Math.ceil(all / 4))));
