/** The network on its bench before anything breaks: good runs, checksums, and what detectors learnt from them. */
import {positive, wholeNumber} from '../numerics/check.js';
import {FP32_ROUNDOFF, columnSums} from './abft.js';
import type {NumberFormat} from './bits.js';
import {crc32c} from './crc32c.js';
import {LAYERS} from './layers.js';
import {answerOf, copyNetwork, infer, loadNetwork, lossOf, newTrace} from './network.js';
import type {Answer, Network, Trace} from './network.js';
import {drawScene} from './scene.js';
import type {DrawnScene} from './scene.js';
import {secdedEncode} from './secded.js';
import {shippedWeights} from './weights.js';

/** Everything a detector took from the weights while they were believed good. */
export interface Golden {
  readonly crc: number;
  /** Check bits, a byte for each eight of memory. */
  readonly checks: Uint8Array;
  /** Column sums of each layer in fp32, then the sum of its biases. */
  readonly sums: readonly Float32Array[];
  /** What the canary image must give. */
  readonly canary: Float32Array;
}

/** A scene of the evaluation set and the good run of it. */
export interface Frame extends DrawnScene {
  readonly good: Trace;
  readonly answer: Answer;
  readonly loss: number;
  /** Checks that ring in this good run: false alarms, and no evidence of a fault. */
  readonly alarms: {readonly abft: boolean; readonly range: boolean};
}

/** A share of trials. */
export interface Alarms {
  readonly alarms: number;
  readonly frames: number;
}

/** A network, its evaluation set, and detectors ready to watch it. */
export interface Harness {
  readonly network: Network;
  readonly frames: readonly Frame[];
  readonly canary: Trace;
  readonly golden: Golden;
  /** Largest residual of each layer that counts as rounding. */
  readonly tolerances: readonly number[];
  /** Largest size of each layer's outputs that counts as normal. */
  readonly limits: readonly number[];
  /** Mean loss over the evaluation set, nats. */
  readonly loss: number;
  /** Standard deviation of such a mean from set to set, nats: from the held-out scenes of the model card. */
  readonly lossSpread: number;
  /** Of fault-free frames other than those of the calibration. */
  readonly falseAlarms: {readonly abft: Alarms; readonly range: Alarms};
  /** Room to break things in: a copy of the network and a trace for each frame, two more. */
  readonly live: Network;
  readonly traces: readonly Trace[];
  readonly second: Trace;
  readonly canaryRun: Trace;
}

/** How to prepare a bench. */
export interface HarnessPlan {
  format: NumberFormat;
  /** Seed of the scenes. Default `drive`. */
  seed?: number | string;
  /** Scenes of the evaluation set, >= 1. Default 32. */
  frames?: number;
  /** Fault-free scenes that set tolerances and limits, >= 1; as many more count false alarms. Default 128. */
  calibration?: number;
  /** Tolerance of the activation check in standard deviations of fault-free residuals, but not below the rounding to expect, > 0. Default 10. */
  sigmas?: number;
  /** Limit of the range guard over the largest output seen, > 0. Default 1.25. */
  margin?: number;
}

const sumOf = (numbers: Float32Array) => numbers.reduce((a, b) => a + b, 0);

/** Column sums of a layer and the sum of its biases, as fp32. */
export function layerSums({weights, biases}: Network, l: number): Float32Array {
  return Float32Array.of(...columnSums(weights[l], LAYERS[l].rows, LAYERS[l].columns), sumOf(biases[l]));
}

/** Takes every checksum of the weights as they are now. */
export function takeGolden(network: Network, canary: Trace): Golden {
  const {memory} = network;
  const checks = new Uint8Array(Math.ceil(memory.length / 8));
  for (let i = 0; i < checks.length; i++) checks[i] = secdedEncode(memory, i * 8);
  return {
    crc: crc32c(memory),
    checks,
    sums: LAYERS.map((_, l) => layerSums(network, l)),
    canary: canary.outputs[LAYERS.length - 1].slice(),
  };
}

const residuals = LAYERS.map(({positions}) => new Float64Array(positions));

/** For each position of layer `l`: the sum of its outputs less what the column sums foretell. */
function residualsOf(l: number, trace: Trace, sums: Float32Array): Float64Array {
  const {rows, columns: n, positions: b, gather} = LAYERS[l];
  const input = l ? trace.outputs[l - 1] : trace.input;
  const output = trace.sums[l];
  for (let t = 0; t < b; t++) {
    let residual = -sums[n];
    for (let i = 0, at = t; i < rows; i++, at += b) residual += output[at];
    for (let j = 0, at = t * n; j < n; j++, at++) residual -= sums[j] * input[gather[at]];
    residuals[l][t] = residual;
  }
  return residuals[l];
}

/** Mean square of the residuals of a layer if every term were rounded once, by chance. */
function expectedSquare(l: number, trace: Trace, sums: Float32Array): number {
  const {positions, gather, columns} = LAYERS[l];
  const input = l ? trace.outputs[l - 1] : trace.input;
  let square = positions * sums[columns] ** 2;
  for (const y of trace.sums[l]) square += y * y;
  for (let at = 0; at < gather.length; at++) square += (sums[at % columns] * input[gather[at]]) ** 2;
  return (FP32_ROUNDOFF ** 2 * square) / positions;
}

/** Infinity if one is no number. */
function largestSize(numbers: Float32Array | Float64Array): number {
  let largest = 0;
  for (let i = 0; i < numbers.length; i++) {
    const size = Math.abs(numbers[i]);
    if (size !== size) return Infinity;
    if (size > largest) largest = size;
  }
  return largest;
}

/** Largest residual of a layer, Infinity if one is no number. */
export const largestResidual = (l: number, trace: Trace, sums: Float32Array): number =>
  largestSize(residualsOf(l, trace, sums));

/** Largest size of a layer's outputs, Infinity if one is no number. */
export const largestOutput = (l: number, {outputs}: Trace): number => largestSize(outputs[l]);

/**
 * Prepares a bench in slices of a few milliseconds; yields the share that is done, 0..1.
 *
 * @throws {RangeError | TypeError} at once, for a plan out of range
 * @example const bench = yield* harnessSlices({format: 'bf16'});
 */
export function harnessSlices({
  format,
  seed = 'drive',
  frames = 32,
  calibration = 128,
  sigmas = 10,
  margin = 1.25,
}: HarnessPlan): Generator<number, Harness, void> {
  wholeNumber('frames', frames, 1, 'scenes');
  wholeNumber('calibration', calibration, 1, 'scenes');
  positive('sigmas', sigmas, 'standard deviations');
  positive('margin', margin, 'ratio');
  return prepare({format, seed, frames, calibration, sigmas, margin});
}

/** A run without a fault. */
function goodRun(network: Network, {image}: DrawnScene): Trace {
  const good = newTrace(network, image);
  infer(network, good);
  return good;
}

/** How far a layer's outputs may be from what its sums foretell, and how large they may be. */
interface Bounds {
  readonly tolerances: readonly number[];
  readonly limits: readonly number[];
}

/** Measures the bounds of every layer on scenes without a fault; yields the scenes done. */
function* calibrate(
  network: Network,
  golden: Golden,
  {seed, calibration, sigmas, margin}: Required<HarnessPlan>,
): Generator<number, Bounds, void> {
  const squares = LAYERS.map(() => 0);
  const limits = LAYERS.map(() => 0);
  for (let s = 0; s < calibration; s++) {
    const good = goodRun(network, drawScene(`${seed}: calibration`, s));
    LAYERS.forEach(({positions}, l) => {
      // Where the numbers of a format happen to add up without rounding, the rounding to expect still sets the measure.
      const measured =
        residualsOf(l, good, golden.sums[l]).reduce((sum, residual) => sum + residual * residual, 0) / positions;
      squares[l] += Math.max(measured, expectedSquare(l, good, golden.sums[l]));
      limits[l] = Math.max(limits[l], largestOutput(l, good) * margin);
    });
    yield s;
  }
  return {tolerances: squares.map((sum) => sigmas * Math.sqrt(sum / calibration)), limits};
}

/** Which detectors ring in a run without a fault. */
const alarmsIn = (good: Trace, golden: Golden, {tolerances, limits}: Bounds): Frame['alarms'] => ({
  abft: LAYERS.some((_, l) => largestResidual(l, good, golden.sums[l]) > tolerances[l]),
  range: LAYERS.some((_, l) => largestOutput(l, good) > limits[l]),
});

/** A scene of the evaluation set, run without a fault. */
function frameOf(network: Network, golden: Golden, bounds: Bounds, drawn: DrawnScene): Frame {
  const good = goodRun(network, drawn);
  const alarms = alarmsIn(good, golden, bounds);
  return {...drawn, good, answer: answerOf(good), loss: lossOf(good, drawn.label), alarms};
}

const meanLoss = (frames: readonly Frame[]): number => frames.reduce((sum, {loss}) => sum + loss, 0) / frames.length;

/**
 * The same harness with scenes of another seed, as many as before: what becomes of a fault must not hang on the scenes that
 * all faults share.
 *
 * @example withScenes(prepareHarness({format: 'bf16'}), 'other scenes').loss
 */
export function withScenes(harness: Harness, seed: number | string): Harness {
  const {network, golden} = harness;
  const frames = harness.frames.map((_, s) => frameOf(network, golden, harness, drawScene(seed, s)));
  // The traces are only for reading and writing while a fault is examined: they are taken over.
  return {...harness, frames, loss: meanLoss(frames)};
}

function* prepare(plan: Required<HarnessPlan>): Generator<number, Harness, void> {
  const {format, seed, frames, calibration} = plan;
  const network = loadNetwork(format);
  const total = frames + 2 * calibration;
  const canary = goodRun(network, drawScene(`${seed}: canary`, 0));
  const golden = takeGolden(network, canary);
  const calibrating = calibrate(network, golden, plan);
  let step = calibrating.next();
  for (; !step.done; step = calibrating.next()) if (step.value % 4 === 0) yield step.value / total;
  const bounds = step.value;
  let [abft, range] = [0, 0];
  for (let s = 0; s < calibration; s++) {
    const good = goodRun(network, drawScene(`${seed}: calibration`, calibration + s));
    const alarms = alarmsIn(good, golden, bounds);
    abft += +alarms.abft;
    range += +alarms.range;
    if (s % 4 === 0) yield (calibration + s) / total;
  }
  const set: Frame[] = [];
  for (let s = 0; s < frames; s++) {
    set.push(frameOf(network, golden, bounds, drawScene(seed, s)));
    if (s % 4 === 0) yield (2 * calibration + s) / total;
  }
  return {
    network,
    frames: set,
    canary,
    golden,
    ...bounds,
    loss: meanLoss(set),
    lossSpread: shippedWeights.lossDeviation / Math.sqrt(frames),
    falseAlarms: {abft: {alarms: abft, frames: calibration}, range: {alarms: range, frames: calibration}},
    live: copyNetwork(network),
    traces: set.map(({image}) => newTrace(network, image)),
    second: newTrace(network, []),
    canaryRun: newTrace(network, []),
  };
}

/**
 * Prepares a bench: loads the network, runs the fault-free scenes, calibrates the detectors.
 *
 * @throws {RangeError | TypeError} for a plan out of range
 * @example prepareHarness({format: 'bf16', frames: 32}).lossSpread
 */
export function prepareHarness(plan: HarnessPlan): Harness {
  const slices = harnessSlices(plan);
  for (;;) {
    const {done, value} = slices.next();
    if (done) return value;
  }
}
