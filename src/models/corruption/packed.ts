/** Weights as text: one byte each, scales of 8 bits that every engine reads exactly alike, base64. */
import {LAYERS, PARAMETERS} from './layers.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes to base64, without padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = bytes[i] << 16 | (bytes[i + 1] ?? 0) << 8 | (bytes[i + 2] ?? 0);
    for (let k = 18; k >= 0; k -= 6) text += ALPHABET[group >> k & 63];
  }
  return text.slice(0, Math.ceil(bytes.length * 4 / 3));
}

/** Base64 without padding to bytes. */
export function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor(text.length * 3 / 4));
  for (let i = 0, bits = 0, n = 0; i < text.length; i++) {
    bits = bits << 6 | ALPHABET.indexOf(text[i]);
    if (i % 4) bytes[n++] = bits >> 6 - i % 4 * 2;
  }
  return bytes;
}

/** A scale from its byte: (16 + low four bits)·2^(high four bits − 22), from 3.8e-6 to 0.24. */
export const scaleOf = (byte: number): number => (16 + (byte & 15)) * 2 ** ((byte >> 4) - 22);

/** The byte of the least scale that is not below `least`. */
export function scaleByte(least: number): number {
  let byte = 0;
  while (byte < 255 && scaleOf(byte) < least) byte++;
  return byte;
}

/** Scales a layer has: one a row of weights, one for its biases. */
export const scaleCount = (rows: number): number => rows + 1;

/** Scale of each row of weights, then that of the biases, for every layer; and all numbers in steps of their scale. */
export interface PackedNetwork {
  readonly scales: readonly Float64Array[];
  readonly steps: Int8Array;
}

/** Reads the text in which the weights are shipped. */
export function unpack(text: string): PackedNetwork {
  const bytes = fromBase64(text);
  let at = PARAMETERS;
  const scales = LAYERS.map(({rows}) => Float64Array.from(bytes.subarray(at, at += scaleCount(rows)), scaleOf));
  return {scales, steps: Int8Array.from(bytes.subarray(0, PARAMETERS))};
}
