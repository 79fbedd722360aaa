/** What can go wrong, and where. */
import {oneOf, throwInvalid, wholeNumber} from '../numerics/check.js';
import type {Random} from '../numerics/random.js';
import {decodeNumber, encodeNumber, numberFormats} from './bits.js';
import type {NumberFormat} from './bits.js';
import {LAYERS, PARAMETERS, placeOf} from './layers.js';
import {bytesOf, parameterScale, products, readWord} from './network.js';
import type {ComputeFault, Network, Trace} from './network.js';

/**
 * Where a fault strikes:
 * - `weight`: bits of a parameter in memory, after checksums were taken; `early-weight`: before they were
 * - `block`: a stretch of weight memory reads as zeros, its check bits too
 * - `input`: bits of a number of the image, before anything looks at it
 * - `activation`: bits of a number in a layer's output buffer, after the layer was checked
 * - `product`: bits of one product, once
 * - `core`: the same bits of every n-th product, for good
 * - `checksum`: bits of a checksum; the network is well
 */
export const FAULT_SITES = [
  'weight',
  'early-weight',
  'block',
  'input',
  'activation',
  'product',
  'core',
  'checksum',
] as const;
export type FaultSite = (typeof FAULT_SITES)[number];

/** Checksums that can be hit themselves. */
export const CHECKSUMS = ['abft', 'crc', 'ecc'] as const;

/** A fault. */
export interface Fault {
  site: FaultSite;
  /**
   * Which number: a parameter of the whole network (weight, early-weight, the first one of a block), a number of the image
   * (input) or of a layer's outputs (activation), a multiplication of a layer (product), a column sum of a layer, of the bytes
   * of ECC check bits one (checksum). Of no meaning for a core. Default 0.
   */
  index?: number;
  /** Layer of an activation, a product, a column sum. Default 0. */
  layer?: number;
  /** Bits that flip, different ones; of the format (weights, image, activations), of fp32 (products, column sums), of the CRC or of 8 check bits. */
  bits?: readonly number[];
  /** Core: which multiplications fail, every `every`-th, >= 1. Default 1000. */
  every?: number;
  /** Block: bytes, >= 1. Default 64. */
  length?: number;
  /** Checksum: which kind. Default `abft`. */
  checksum?: (typeof CHECKSUMS)[number];
  /** Frame in which it strikes, a whole number >= 0; decides how far the next scrub is. Default 0. */
  frame?: number;
}

/** A fault with all that it leaves open filled in. */
export type FullFault = Required<Fault>;

/** Whether a fault stays in memory or in the core, or passes after one inference. */
export const lasts = (site: FaultSite): boolean =>
  site === 'weight' || site === 'early-weight' || site === 'block' || site === 'core';

/** Numbers that `index` can name, and bits of each. */
export function faultRange(
  site: FaultSite,
  format: NumberFormat,
  layer = 0,
  checksum: FullFault['checksum'] = 'abft',
): {count: number; bits: number} {
  const {bits} = numberFormats[format];
  const {rows, columns, positions} = LAYERS[layer];
  switch (site) {
    case 'input':
      return {count: LAYERS[0].inputs, bits};
    case 'activation':
      return {count: rows * positions, bits};
    case 'product':
      return {count: products[layer], bits: 32};
    case 'core':
      return {count: 1, bits: 32};
    case 'checksum':
      return checksum === 'abft'
        ? {count: columns, bits: 32}
        : checksum === 'crc'
          ? {count: 1, bits: 32}
          : {count: Math.ceil((PARAMETERS * bytesOf(format)) / 8), bits: 8};
    default:
      return {count: PARAMETERS, bits};
  }
}

/**
 * Fills in what a fault leaves open.
 *
 * @throws {RangeError | TypeError} for an unknown site or checksum, or an index, a layer or bits that do not exist
 * @example checkFault({site: 'weight', index: 17, bits: [14]}, 'bf16').frame // 0
 */
export function checkFault(fault: Fault, format: NumberFormat): FullFault {
  const full: FullFault = {index: 0, layer: 0, bits: [], every: 1000, length: 64, checksum: 'abft', frame: 0, ...fault};
  oneOf('site', full.site, FAULT_SITES);
  oneOf('checksum', full.checksum, CHECKSUMS);
  if (!(wholeNumber('layer', full.layer, 0, 'layer') < LAYERS.length))
    throwInvalid('layer', full.layer, `a whole number below ${LAYERS.length} (layer)`);
  const {count, bits} = faultRange(full.site, format, full.layer, full.checksum);
  if (!(wholeNumber('index', full.index, 0, 'number hit') < count))
    throwInvalid('index', full.index, `a whole number below ${count} (number hit)`);
  for (const bit of full.bits)
    if (!(wholeNumber('bit', bit, 0, 'bit') < bits)) throwInvalid('bit', bit, `a whole number below ${bits} (bit)`);
  wholeNumber('every', full.every, 1, 'multiplications');
  wholeNumber('length', full.length, 1, 'bytes');
  wholeNumber('frame', full.frame, 0, 'frame');
  return full;
}

/** Bits as a mask. */
export const maskOf = (bits: readonly number[]): number => bits.reduce((mask, bit) => mask ^ (1 << bit), 0);

/** The parameters that a fault in memory changes. */
export function parametersHit({site, index, length}: FullFault, format: NumberFormat): number[] {
  if (site === 'weight' || site === 'early-weight') return [index];
  if (site !== 'block') return [];
  const count = Math.max(1, Math.floor(length / bytesOf(format)));
  return Array.from({length: Math.min(count, PARAMETERS - index)}, (_, i) => index + i);
}

/** A fault as the arithmetic units see it. */
export function computeFault({site, layer, index, bits, every}: FullFault): ComputeFault {
  const mask = maskOf(bits);
  if (site === 'input') return {activation: {layer: -1, index, mask}};
  if (site === 'activation') return {activation: {layer, index, mask}};
  if (site === 'product') return {product: {layer, index, mask}};
  return site === 'core' ? {core: {every, mask}} : {};
}

/** The number that was hit, before and after: bits and value. */
export interface HitNumber {
  readonly before: {readonly bits: number; readonly value: number};
  readonly after: {readonly bits: number; readonly value: number};
  /** Format of these bits: fp32 for products. */
  readonly format: NumberFormat;
}

/** The number a fault hits in an inference that went well; null where it is not one number. */
export function hitNumber(network: Network, fault: FullFault, good: Trace): HitNumber | null {
  const {site, index, layer} = fault;
  let {format} = network;
  let scale = 1;
  let bits: number;
  if (site === 'weight' || site === 'early-weight') {
    scale = parameterScale(network, index);
    bits = readWord(network, index);
  } else if (site === 'input' || site === 'activation') {
    const at = site === 'input' ? 0 : layer + 1;
    scale = network.activationScales[at];
    bits = encodeNumber((at ? good.outputs[layer] : good.input)[index], format, scale);
  } else if (site === 'product') {
    const {columns: n, positions: b, gather} = LAYERS[layer];
    const o = Math.floor(index / n);
    const input = layer ? good.outputs[layer - 1] : good.input;
    format = 'fp32';
    bits = encodeNumber(
      network.weights[layer][Math.floor(o / b) * n + (index % n)] * input[gather[(o % b) * n + (index % n)]],
      format,
    );
  } else return null;
  const of = (word: number) => ({bits: word, value: decodeNumber(word, format, scale)});
  return {before: of(bits), after: of((bits ^ maskOf(fault.bits)) >>> 0), format};
}

/**
 * A fault by chance: a number of the site and `flips` different bits of it, all equally likely; the bit may be given.
 *
 * @throws {RangeError} for an unknown site
 * @example randomFault(seededRandom('cosmic ray'), 'weight', 'fp32')
 */
export function randomFault(
  {uniform}: Random,
  site: FaultSite,
  format: NumberFormat,
  {bit, flips = 1}: {bit?: number; flips?: number} = {},
): Fault {
  oneOf('site', site, FAULT_SITES);
  const pick = (count: number) => Math.floor(uniform() * count);
  // A layer as likely as it has products or outputs.
  const sizes = LAYERS.map((_, l) => faultRange(site, format, l).count);
  let at = pick(sizes.reduce((a, b) => a + b));
  let layer = 0;
  if (site === 'activation' || site === 'product' || site === 'checksum')
    while (at >= sizes[layer]) at -= sizes[layer++];
  const checksum = CHECKSUMS[site === 'checksum' ? pick(CHECKSUMS.length) : 0];
  const {count, bits: width} = faultRange(site, format, layer, checksum);
  const bits = [bit === undefined ? pick(width) : bit % width];
  while (bits.length < Math.min(flips, width)) {
    const another = pick(width);
    if (!bits.includes(another)) bits.push(another);
  }
  return {
    site,
    layer,
    checksum,
    index: pick(count),
    bits: site === 'block' ? [] : bits,
    every: 200 + pick(1800),
    frame: pick(1000),
  };
}

/** The layer and row of a parameter: where a changed weight first makes a difference. */
export function firstDifference(hit: readonly number[], fault: FullFault): {from: number; row?: number} {
  if (hit.length === 1) {
    const {layer, row} = placeOf(hit[0]);
    return {from: layer, row};
  }
  if (hit.length) return {from: placeOf(hit[0]).layer};
  if (fault.site === 'activation') return {from: fault.layer + 1};
  if (fault.site === 'product')
    return {
      from: fault.layer,
      row: Math.floor(fault.index / (LAYERS[fault.layer].columns * LAYERS[fault.layer].positions)),
    };
  return {from: fault.site === 'checksum' ? LAYERS.length : 0};
}
