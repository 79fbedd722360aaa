/** Chance with a seed: the same seed gives the same numbers in every browser and in Node. */
import {xoroshiro128plusFromState} from 'pure-rand/generator/xoroshiro128plus';
import {throwInvalid, wholeNumber} from './check.js';

/** A seeded source of random numbers. */
export interface Random {
  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number;
  /** Exponential with mean 1; bit-identical in every engine. */
  exponential(): number;
  /**
   * Weibull with scale 1 and the given shape (mean Γ(1 + 1/shape)). Bit-identical in every engine for shapes
   * 0.5, 1 and 2; others pass through `Math.pow`, whose last bit engines may choose.
   */
  weibull(shape: number): number;
}

/** A well-mixed 32-bit word; every bit of `x` reaches every bit of the result. */
function mix(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) | 0;
}

/** Two 32-bit words that stand for a seed. Text that spells a whole number counts as that number. */
function seedWords(seed: number | string): [number, number] {
  if (typeof seed === 'string') {
    const number = Number(seed);
    if (!(Number.isSafeInteger(number) && String(number) === seed)) {
      let low = 0x2545f491;
      let high = 0x6c078965;
      for (let i = 0; i < seed.length; i++) {
        low = mix(low ^ seed.charCodeAt(i));
        high = mix((high + low + i) | 0);
      }
      return [low, high ^ seed.length];
    }
    seed = number;
  }
  if (!Number.isSafeInteger(seed)) throwInvalid('seed', seed, 'a whole number within ±(2^53 − 1) or a text');
  return [seed | 0, Math.floor(seed / 0x100000000) | 0];
}

/**
 * A generator (xoroshiro128+) whose whole sequence follows from `seed`. `stream` picks one of many independent
 * sequences of the same seed, for instance one a run.
 *
 * @throws {RangeError | TypeError} unless seed is a whole number or a text, and stream a whole number >= 0
 * @see https://doi.org/10.1145/3460772 (the generator)
 * @see https://arxiv.org/abs/1303.6257 (von Neumann's exponential numbers by comparisons)
 * @example seededRandom('lesson 7').uniform() // the same number for everyone
 */
export function seededRandom(seed: number | string, stream = 0): Random {
  wholeNumber('stream', stream, 0, 'index');
  const [low, high] = seedWords(seed);
  const a = mix(low ^ 0x3c6ef372);
  const b = mix(((high + a) | 0) ^ 0x1b873593);
  const c = mix(((stream | 0) + b) ^ 0x5851f42d);
  const d = mix((Math.floor(stream / 0x100000000) + c) ^ 0x14057b7e);
  const generator = xoroshiro128plusFromState([mix((a + d) | 0), mix(b ^ d), mix((c + a) | 0), d | 1]);

  const uniform = () => {
    const top = generator.next() >>> 0;
    return (top * 0x200000 + (generator.next() >>> 11)) * 1.1102230246251565e-16;
  };

  // Von Neumann: draw u₁ > u₂ > … while it falls. The run is odd with chance e^(−u₁): then u₁ is the fraction.
  // Only comparisons, so no engine's logarithm can change a bit. 32 bits do for numbers that are only compared.
  const exponential = () => {
    for (let whole = 0; ; whole++) {
      const first = uniform();
      let last = first * 0x100000000;
      let odd = true;
      for (;;) {
        const next = generator.next() >>> 0;
        if (next >= last) break;
        last = next;
        odd = !odd;
      }
      if (odd) return whole + first;
    }
  };

  const weibull = (shape: number) => {
    const x = exponential();
    return shape === 1 ? x : shape === 0.5 ? x * x : shape === 2 ? Math.sqrt(x) : x ** (1 / shape);
  };

  return {uniform, exponential, weibull};
}
