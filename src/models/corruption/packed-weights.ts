/** Weights as text: one character a weight, in steps of a scale for every row. Every engine reads it to the same bits. */
import {LAYERS, PARAMETERS} from './layers.js';

/** Steps from −28 to 28: as characters `#` to `[`, which need no escape between double quotes. */
export const MOST_STEPS = 28;
const ZERO = 63;

/** Steps, and the number of each scale, as one character each. */
export const packedText = (steps: readonly number[], scales: readonly number[]): string =>
  String.fromCharCode(...steps.map((step) => step + ZERO), ...scales.map((scale) => scale + ZERO - MOST_STEPS));

/** Scale number 0 to 56: eight to an octave, from 0.001 to 0.13. The factor gives weights mantissas whose low bits are not all 0. */
export const scaleOf = (number: number): number =>
  (8 + (number % 8)) * 2 ** (Math.floor(number / 8) - 13) * 1.0471975511965976;

/** The number of the least scale in which `most` has at most 28 steps; the largest scale if none has. */
export function scaleFor(most: number): number {
  let number = 0;
  while (number < 2 * MOST_STEPS && scaleOf(number) * MOST_STEPS < most) number++;
  return number;
}

/** All parameters in steps of their scale; the scale of each row of weights, then that of the biases, for every layer. */
export interface PackedNetwork {
  readonly steps: readonly number[];
  readonly scales: readonly (readonly number[])[];
}

/** Reads the text in which the weights are shipped. */
export function unpack(text: string): PackedNetwork {
  const numbers = Array.from(text, (character) => character.charCodeAt(0) - ZERO);
  let at = PARAMETERS;
  return {
    steps: numbers,
    scales: LAYERS.map(({rows}) => numbers.slice(at, (at += rows + 1)).map((number) => scaleOf(number + MOST_STEPS))),
  };
}
