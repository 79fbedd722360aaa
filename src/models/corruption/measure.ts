/** Time taken by inference and checks: the clock is the caller's. */
import {positive, throwInvalid, wholeNumber} from '../numerics/check.js';
import {seededRandom} from '../numerics/random.js';
import {largestOutput, largestResidual, layerSums} from './harness.js';
import type {Harness} from './harness.js';
import {crc32c} from './crc32c.js';
import type {Detector} from './detector.js';
import {LAYERS, gatherInputs, multiply} from './layers.js';
import type {Layer} from './layers.js';
import {infer, lossOf} from './network.js';
import {columnSums} from './abft.js';
import {secdedEncode} from './secded.js';

/** Repeated measurements of one piece of work, seconds. */
export interface Timing {
  readonly median: number;
  /** A quarter of the samples is below, a quarter above. */
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly samples: number;
}

/** How to measure. */
export interface MeasurePlan {
  /** The clock, seconds. */
  now: () => number;
  /** Samples, a whole number >= 1. Default 15. */
  samples?: number;
  /** Least length of a sample, > 0 (seconds): above the clock's grain. Default 2 ms. */
  sample?: number;
}

/**
 * Times a piece of work in slices: warms it up until one sample of repetitions lasts long enough, then takes the samples, one a slice.
 *
 * @throws {RangeError | TypeError} unless samples is a whole number >= 1 and sample > 0
 * @example yield* measureSlices(() => crc32c(bytes), {now: () => performance.now() / 1000});
 */
export function* measureSlices(
  work: () => unknown,
  {now, samples = 15, sample = 2e-3}: MeasurePlan,
): Generator<number, Timing, void> {
  wholeNumber('samples', samples, 1, 'samples');
  positive('sample', sample, 'seconds');
  const lasts = (times: number) => {
    const start = now();
    for (let i = 0; i < times; i++) work();
    return now() - start;
  };
  let times = 1;
  for (let seconds = lasts(times); seconds < sample && times < 2 ** 20; seconds = lasts(times)) {
    times = Math.ceil(times * Math.min(8, Math.max(1.5, (1.2 * sample) / seconds)));
    yield 0;
  }
  const taken: number[] = [];
  while (taken.length < samples) {
    taken.push(lasts(times) / times);
    yield taken.length / samples;
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.round(share * (samples - 1))];
  return Object.freeze({median: at(0.5), lowerQuartile: at(0.25), upperQuartile: at(0.75), samples});
}

/**
 * Times a piece of work at once: {@link measureSlices} to the end.
 *
 * @example measure(() => crc32c(bytes), {now: () => performance.now() / 1000}).median
 */
export function measure(work: () => unknown, plan: MeasurePlan): Timing {
  const slices = measureSlices(work, plan);
  for (;;) {
    const {done, value} = slices.next();
    if (done) return value;
  }
}

/**
 * What to time: one inference, and one run of each detector on a frame that went well. CRC and canary run in one frame of their
 * period only.
 *
 * @example measure(detectorWork(bench).abft, {now})
 */
export function detectorWork(bench: Harness): Readonly<Record<Detector | 'inference', () => unknown>> {
  const {
    network,
    frames: [{good, label}],
    golden,
    second,
    limits,
    tolerances,
    canary,
    canaryRun,
  } = bench;
  const run = () => {
    second.input.set(good.input);
    infer(network, second);
    return second.outputs[LAYERS.length - 1][0];
  };
  const check = (sums: (l: number) => Float32Array) =>
    LAYERS.every((_, l) => largestResidual(l, good, sums(l)) <= tolerances[l]);
  return {
    'inference': run,
    'ecc': () => {
      let wrong = 0;
      for (let i = 0; i < golden.checks.length; i++) wrong |= secdedEncode(network.memory, i * 8) ^ golden.checks[i];
      return wrong;
    },
    'crc': () => crc32c(network.memory) === golden.crc,
    'abft': () => check((l) => golden.sums[l]),
    'abft-live': () => check((l) => layerSums(network, l)),
    'range': () => LAYERS.every((_, l) => largestOutput(l, good) <= limits[l]),
    'canary': () => {
      canaryRun.input.set(canary.input);
      infer(network, canaryRun);
      return canaryRun.outputs[LAYERS.length - 1].every((x, i) => x === golden.canary[i]);
    },
    'dmr-shared': run,
    'dmr': run,
    'tmr': () => run() === run(),
    'loss': () => lossOf(good, label),
  };
}

/**
 * One layer of the network on a frame that went well, to time: `run` computes its sums again, `check` compares them with its column sums.
 *
 * @throws {RangeError | TypeError} unless layer is one of the network's
 * @example const {run, check} = layerWork(bench, 1); measure(run, {now}).median / measure(check, {now}).median
 */
export function layerWork(
  {network, frames: [{good}], golden, second}: Harness,
  layer: number,
): {run: () => number; check: () => number} {
  if (!(wholeNumber('layer', layer, 0, 'layer') < LAYERS.length))
    throwInvalid('layer', layer, `a whole number below ${LAYERS.length} (layer)`);
  const gathered = new Float32Array(LAYERS[layer].gather.length);
  return {
    run: () => {
      gatherInputs(LAYERS[layer], layer ? good.outputs[layer - 1] : good.input, gathered);
      multiply(LAYERS[layer], network.weights[layer], network.biases[layer], gathered, second.sums[layer]);
      return second.sums[layer][0];
    },
    check: () => largestResidual(layer, good, golden.sums[layer]),
  };
}

/**
 * A dense layer of `width` inputs and outputs for one token, to time: `run` computes it, `check` compares it with its column sums,
 * `crc` takes the CRC-32C of its outputs.
 *
 * @throws {RangeError | TypeError} unless width is a whole number >= 1
 * @example const {run, check} = widthWork(64); measure(run, {now}).median / measure(check, {now}).median
 */
export function widthWork(width: number): {run: () => number; check: () => number; crc: () => number} {
  wholeNumber('width', width, 1, 'inputs and outputs');
  const {uniform} = seededRandom(width);
  const noise = (length: number) => Float32Array.from({length}, () => uniform() - 0.5);
  const layer: Layer = {
    name: '',
    rows: width,
    columns: width,
    positions: 1,
    inputs: width,
    gather: new Int32Array(0),
    relu: false,
  };
  const [weights, bias, x, y] = [noise(width * width), new Float32Array(width), noise(width), new Float32Array(width)];
  const sums = columnSums(weights, width, width);
  const bytes = new Uint8Array(y.buffer);
  const run = () => {
    multiply(layer, weights, bias, x, y);
    return y[0];
  };
  run();
  return {
    run,
    crc: () => crc32c(bytes),
    check: () => {
      let residual = 0;
      for (let i = 0; i < width; i++) residual += y[i] - sums[i] * x[i];
      return residual;
    },
  };
}
