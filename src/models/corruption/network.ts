/** The small network at work: weights in a real memory, in four formats, exact to the bit. */
import {oneOf} from '../numerics/check.js';
import {NUMBER_FORMATS, decodeNumber, encodeNumber, floatOf, numberFormats, roundHalfEven, wordOf} from './bits.js';
import type {NumberFormat} from './bits.js';
import {LAYERS, PARAMETERS, gatherInputs, multiply, placeOf} from './layers.js';
import {MOST_STEPS, unpack} from './packed-weights.js';
import {SIGNALS} from './scene.js';
import type {Signal} from './scene.js';
import {shippedWeights} from './weights.js';

/** Weights in memory, and the numbers the arithmetic units work with. */
export interface Network {
  readonly format: NumberFormat;
  /** All parameters in order, little-endian, in the format's bits: what cosmic rays hit and checksums guard. */
  readonly memory: Uint8Array;
  /** The same decoded: by layer, row-major. */
  readonly weights: readonly Float32Array[];
  readonly biases: readonly Float32Array[];
  /** Value of one int8 step: by layer, each row's, then that of the biases. */
  readonly scales: readonly (readonly number[])[];
  /** Value of one int8 step of the image and of each layer's outputs. */
  readonly activationScales: readonly number[];
}

/** Bytes of one number. */
export const bytesOf = (format: NumberFormat): number => numberFormats[format].bits / 8;

/** Value of one int8 step of parameter `index`. */
export function parameterScale({scales}: Network, index: number): number {
  const {layer, row, weight} = placeOf(index);
  return scales[layer][weight ? row : LAYERS[layer].rows];
}

/** The stored bits of parameter `index`. */
export function readWord({memory, format}: Network, index: number): number {
  const size = bytesOf(format);
  let bits = 0;
  for (let k = size - 1; k >= 0; k--) bits = (bits << 8) | memory[index * size + k];
  return bits >>> 0;
}

/** Stores bits as parameter `index`, and tells the arithmetic units. */
export function writeWord(network: Network, index: number, bits: number): void {
  const size = bytesOf(network.format);
  for (let k = 0; k < size; k++) network.memory[index * size + k] = bits >>> (8 * k);
  const {layer, at, weight} = placeOf(index);
  (weight ? network.weights : network.biases)[layer][at] = decodeNumber(
    bits,
    network.format,
    parameterScale(network, index),
  );
}

/**
 * The network with its weights stored in a format. Weights: those of the repository unless others are given.
 *
 * @throws {RangeError} for another format
 * @example loadNetwork('bf16').memory.length // two bytes a parameter
 */
export function loadNetwork(
  format: NumberFormat,
  {
    text = shippedWeights.text,
    largest = shippedWeights.largest,
  }: {
    /** Weights as `unpack` reads them. */ text?: string;
    /** Largest output of each layer, for the steps of int8. */ largest?: readonly number[];
  } = {},
): Network {
  oneOf('format', format, NUMBER_FORMATS);
  const {scales: shipped, steps} = unpack(text);
  // int8 has finer steps than the text: its largest number is the text's largest.
  const scales = shipped.map((rows) => rows.map((scale) => (scale * MOST_STEPS) / 127));
  const network: Network = {
    format,
    scales,
    memory: new Uint8Array(PARAMETERS * bytesOf(format)),
    weights: LAYERS.map(({rows, columns}) => new Float32Array(rows * columns)),
    biases: LAYERS.map(({rows}) => new Float32Array(rows)),
    activationScales: [1, ...largest].map((most) => most / 127),
  };
  for (let i = 0; i < PARAMETERS; i++) {
    const {layer, row, weight} = placeOf(i);
    const value = steps[i] * shipped[layer][weight ? row : LAYERS[layer].rows];
    writeWord(network, i, encodeNumber(value, format, parameterScale(network, i)));
  }
  return network;
}

/** A network of its own with the same numbers in memory. */
export const copyNetwork = (network: Network): Network => ({
  ...network,
  memory: network.memory.slice(),
  weights: network.weights.map((w) => w.slice()),
  biases: network.biases.map((b) => b.slice()),
});

/** All numbers of one inference; each array has one number more, the 0 around images. */
export interface Trace {
  readonly input: Float32Array;
  /** Each layer's sums, before the nonlinearity. */
  readonly sums: readonly Float32Array[];
  /** Each layer's outputs as they lie in their buffer, rounded to the format. */
  readonly outputs: readonly Float32Array[];
}

/** Rounds stored numbers in place. */
export function roundBuffer(buffer: Float32Array, format: NumberFormat, scale: number): void {
  if (format === 'fp32') return;
  if (format === 'bf16') {
    const words = new Int32Array(buffer.buffer, buffer.byteOffset, buffer.length);
    for (let i = 0; i < words.length; i++) {
      const u = words[i];
      if ((u & 0x7fffffff) <= 0x7f800000) words[i] = (u + 0x7fff + ((u >>> 16) & 1)) & -65536;
    }
  } else if (format === 'int8') {
    for (let i = 0; i < buffer.length; i++)
      buffer[i] = roundHalfEven(Math.max(-127, Math.min(127, buffer[i] / scale))) * scale || 0;
  } else {
    for (let i = 0; i < buffer.length; i++) buffer[i] = decodeNumber(encodeNumber(buffer[i], format), format);
  }
}

/** Room for an inference of `image`, rounded as the format stores it. */
export function newTrace({format, activationScales}: Network, image: ArrayLike<number>): Trace {
  const input = new Float32Array(LAYERS[0].inputs + 1);
  input.set(image);
  roundBuffer(input, format, activationScales[0]);
  const room = () => LAYERS.map(({rows, positions}) => new Float32Array(rows * positions + 1));
  return {input, sums: room(), outputs: room()};
}

const gathered = LAYERS.map(({gather}) => new Float32Array(gather.length));

/** What strikes while the network computes. Bits are those of fp32 for products, of the format for outputs. */
export interface ComputeFault {
  /** One product: the `index`-th multiplication of a layer (by output, then input). */
  product?: {readonly layer: number; readonly index: number; readonly mask: number};
  /** Every `every`-th multiplication of the whole inference. */
  core?: {readonly every: number; readonly mask: number};
  /** One number of a layer's output buffer, after it was written; layer −1 is the image. */
  activation?: {readonly layer: number; readonly index: number; readonly mask: number};
}

/** Computes output `o` of a layer again, with flipped products: those whose number in the layer is `first` modulo `every`. */
function strike(
  l: number,
  o: number,
  weights: Float32Array,
  bias: Float32Array,
  first: number,
  every: number,
  mask: number,
): number {
  const {columns: n, positions: b} = LAYERS[l];
  const [i, t] = [Math.floor(o / b), o % b];
  let sum = bias[i];
  let next = first < o * n ? first + Math.ceil((o * n - first) / every) * every : first;
  for (let j = 0; j < n; j++) {
    let product = weights[i * n + j] * gathered[l][t * n + j];
    if (o * n + j === next) {
      product = floatOf(wordOf(product) ^ mask);
      next += every;
    }
    sum += product;
  }
  return sum;
}

/** Flips bits of a number in a buffer. */
function flipIn(network: Network, buffer: Float32Array, index: number, mask: number, scale: number): void {
  buffer[index] = decodeNumber(
    (encodeNumber(buffer[index], network.format, scale) ^ mask) >>> 0,
    network.format,
    scale,
  );
}

/** First multiplication of each layer, counted over the whole inference. */
const firstProduct = LAYERS.map((_, l) =>
  LAYERS.slice(0, l).reduce((sum, {rows, gather}) => sum + rows * gather.length, 0),
);

/** Multiplications of one inference, by layer. */
export const products: readonly number[] = LAYERS.map(({rows, gather}) => rows * gather.length);

/** How to run less than everything: with the trace of a good run of the same image. */
export interface Shortcut {
  readonly good: Trace;
  /** First layer whose numbers can differ. */
  readonly from: number;
  /** The one row that can differ there; default all. */
  readonly row?: number;
}

const same = (a: Float32Array, b: Float32Array): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/**
 * Runs the network on `trace.input`, filling the trace. With a shortcut, layers before `from` are taken from the good run, and
 * the run ends where a layer's outputs are the same as there: the result is the same to the bit. Returns the layers run:
 * from (inclusive) and to (exclusive); beyond `to` the good run's numbers stand.
 */
export function infer(
  network: Network,
  trace: Trace,
  fault: ComputeFault = {},
  shortcut?: Shortcut,
): {from: number; to: number} {
  const {weights, biases, format, activationScales} = network;
  const {product, core, activation} = fault;
  const from = shortcut?.from ?? 0;
  if (activation?.layer === -1) flipIn(network, trace.input, activation.index, activation.mask, activationScales[0]);
  for (let l = 0; l < LAYERS.length; l++) {
    const sums = trace.sums[l];
    const outputs = trace.outputs[l];
    if (shortcut && l < from) {
      outputs.set(shortcut.good.outputs[l]);
      sums.set(shortcut.good.sums[l]);
      if (activation?.layer === l) flipIn(network, outputs, activation.index, activation.mask, activationScales[l + 1]);
      continue;
    }
    const layer = LAYERS[l];
    gatherInputs(layer, l ? trace.outputs[l - 1] : trace.input, gathered[l]);
    if (shortcut && l === from && shortcut.row !== undefined) {
      sums.set(shortcut.good.sums[l]);
      multiply(layer, weights[l], biases[l], gathered[l], sums, shortcut.row, shortcut.row + 1);
    } else multiply(layer, weights[l], biases[l], gathered[l], sums);
    if (product?.layer === l) {
      const o = Math.floor(product.index / layer.columns);
      sums[o] = strike(l, o, weights[l], biases[l], product.index, Infinity, product.mask);
    }
    if (core) {
      const first = core.every - 1 - (firstProduct[l] % core.every);
      for (let at = first, end = products[l], done = -1; at < end; at += core.every) {
        const o = Math.floor(at / layer.columns);
        if (o !== done) sums[(done = o)] = strike(l, o, weights[l], biases[l], first, core.every, core.mask);
      }
    }
    outputs.set(sums);
    if (layer.relu) for (let i = 0; i < outputs.length; i++) if (outputs[i] < 0) outputs[i] = 0;
    roundBuffer(outputs, format, activationScales[l + 1]);
    if (activation?.layer === l) flipIn(network, outputs, activation.index, activation.mask, activationScales[l + 1]);
    if (shortcut && !core && l >= from && l > (activation?.layer ?? -1) && same(outputs, shortcut.good.outputs[l])) {
      for (let k = l + 1; k < LAYERS.length; k++) {
        trace.sums[k].set(shortcut.good.sums[k]);
        trace.outputs[k].set(shortcut.good.outputs[k]);
      }
      return {from, to: l + 1};
    }
  }
  return {from, to: LAYERS.length};
}

/** The network's answer. */
export interface Answer {
  /** One number a signal, in the order of `SIGNALS`. */
  readonly logits: Float32Array;
  /** Softmax of the logits; NaN where a logit is NaN or infinite. */
  readonly probabilities: Float64Array;
  /** Index of the largest logit; the first of equals, −1 if one is NaN. */
  readonly label: number;
  readonly signal: Signal | null;
}

/** Reads the answer from a trace. */
export function answerOf(trace: Trace): Answer {
  const logits = trace.outputs[LAYERS.length - 1].slice(0, SIGNALS.length);
  let label = 0;
  for (let i = 0; i < logits.length; i++) {
    if (logits[i] > logits[label]) label = i;
    if (logits[i] !== logits[i]) {
      label = -1;
      break;
    }
  }
  const top = logits[label] ?? NaN;
  const probabilities = Float64Array.from(logits, (z) => Math.exp(z - top));
  const total = probabilities.reduce((a, b) => a + b);
  return {logits, probabilities: probabilities.map((p) => p / total), label, signal: SIGNALS[label] ?? null};
}

/** Cross-entropy of the answer against the true label, nats; NaN where the logits are no numbers or infinite. */
export function lossOf({outputs}: Trace, label: number): number {
  const logits = outputs[LAYERS.length - 1];
  let top = -Infinity;
  for (let i = 0; i < SIGNALS.length; i++) if (!(logits[i] <= top)) top = logits[i];
  let total = 0;
  for (let i = 0; i < SIGNALS.length; i++) total += Math.exp(logits[i] - top);
  return Math.log(total) + top - logits[label];
}

/**
 * Looks at an image and says which signal is lit.
 *
 * @param image planes red, green, blue, row by row, 0..1
 * @example classify(loadNetwork('fp32'), drawScene('lesson 7', 3).image).signal // 'red'
 */
export function classify(network: Network, image: ArrayLike<number>): Answer & {readonly trace: Trace} {
  const trace = newTrace(network, image);
  infer(network, trace);
  return {...answerOf(trace), trace};
}
