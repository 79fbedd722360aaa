/** One fault, and what every detector makes of it: all of them really run. */
import {wholeNumber} from '../numerics/check.js';
import {detectionCost} from './abft.js';
import {encodeNumber, floatOf, wordOf} from './bits.js';
import {largestOutput, largestResidual, layerSums, takeGolden} from './harness.js';
import type {Harness, Golden} from './harness.js';
import {crc32c} from './crc32c.js';
import {
  checkFault,
  computeFault,
  faultRange,
  firstDifference,
  hitNumber,
  lasts,
  maskOf,
  parametersHit,
} from './faults.js';
import type {Fault, FullFault, HitNumber} from './faults.js';
import {LAYERS, PARAMETERS} from './layers.js';
import {answerOf, bytesOf, infer, lossOf, readWord, writeWord} from './network.js';
import type {Answer, Trace} from './network.js';
import type {NumberFormat} from './bits.js';
import {SIGNALS} from './scene.js';
import {SECDED, secdedDecode, secdedEncode} from './secded.js';

/**
 * - `ecc`: SECDED (72,64) on weights and buffers
 * - `crc`: CRC-32C of the weights, every `crcPeriod` frames
 * - `abft`: sums of every layer's outputs against column sums taken when the weights were loaded
 * - `abft-live`: against column sums of the weights as they are now
 * - `range`: outputs beyond what fault-free scenes gave
 * - `canary`: an image with a known answer, every `canaryPeriod` frames
 * - `dmr-shared`: run twice on one core from one memory; `dmr`: the second run elsewhere, with a copy of its own
 * - `tmr`: three runs with copies of their own, majority wins
 * - `loss`: mean loss over the evaluation set moved by more than three standard deviations, or is no number
 */
export const DETECTORS = [
  'ecc',
  'crc',
  'abft',
  'abft-live',
  'range',
  'canary',
  'dmr-shared',
  'dmr',
  'tmr',
  'loss',
] as const;
export type Detector = (typeof DETECTORS)[number];

/** Standard deviations at which the loss counts as moved. */
export const LOSS_SIGMAS = 3;

/** How often the periodic detectors run. */
export interface Periods {
  /** Frames from CRC to CRC, >= 1. Default 100. */
  crcPeriod?: number;
  /** Frames from canary to canary, >= 1. Default 10. */
  canaryPeriod?: number;
}

const DEFAULT_PERIODS = {crcPeriod: 100, canaryPeriod: 10};

/** What one detector found. */
export interface Finding {
  readonly name: Detector;
  readonly detected: boolean;
  /** It also put things right, so that the answer stands. */
  readonly corrected: boolean;
  /** Frames from the fault to the alarm: 0 within the frame; null without one. */
  readonly latency: number | null;
}

/** What became of a fault: no answer changed and the loss is in its usual range; an answer changed and nothing shows it; it shows by itself (no number, or the loss moved); a detector other than the loss rang. */
export type Outcome = 'masked' | 'silent' | 'loud' | 'detected';

/** A fault examined. */
export interface Examination {
  readonly fault: FullFault;
  readonly hit: HitNumber | null;
  readonly outcome: Outcome;
  /** The outcome had no detector been there. */
  readonly effect: Exclude<Outcome, 'detected'>;
  /** Every number of every answer stayed the same to the bit. */
  readonly unchanged: boolean;
  /** Index of the frame that was hit first, in the bench's frames. */
  readonly frame: number;
  readonly before: Answer;
  readonly after: Answer;
  /** Mean loss over the evaluation set, nats. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** The loss left its usual range of three standard deviations, or is no number. */
  readonly lossMoved: boolean;
  /** Frames of the evaluation set with another answer. */
  readonly changedFrames: number;
  /** An alarm rang though every answer would have been right. */
  readonly falseAlarm: boolean;
  /** A detector that was on saw it, the loss among them. */
  readonly seen: boolean;
  readonly detectors: readonly Finding[];
}

const LAST = LAYERS.length - 1;

/** Same numbers to the bit (NaN equals NaN). */
function agree(a: Float32Array, b: Float32Array): boolean {
  for (let i = 0; i < SIGNALS.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

/** The bytes of the memory word that holds number `index` of a buffer. */
function wordAround(
  buffer: Float32Array,
  index: number,
  format: NumberFormat,
  scale: number,
  mask: number,
): {bytes: Uint8Array; good: Uint8Array} {
  const size = bytesOf(format);
  const bytes = new Uint8Array(8);
  const first = index - (index % (8 / size));
  const store = (i: number, flip: number) => {
    const bits = encodeNumber(buffer[i] ?? 0, format, scale) ^ flip;
    for (let k = 0; k < size; k++) bytes[(i - first) * size + k] = bits >>> (8 * k);
  };
  for (let i = first; i < first + 8 / size; i++) store(i, 0);
  const good = bytes.slice();
  store(index, mask);
  return {bytes, good};
}

/** The ECC of memory and buffers. */
function runEcc(
  {network, live, frames}: Harness,
  fault: FullFault,
  hit: readonly number[],
  checks: Uint8Array,
  frame: number,
): [boolean, boolean] {
  const {site, layer, index, bits, checksum} = fault;
  const {format} = network;
  const words: {bytes: Uint8Array; good: Uint8Array; check: number}[] = [];
  if (hit.length) {
    const size = bytesOf(format);
    const [start, end] = [hit[0] * size, (hit[hit.length - 1] + 1) * size];
    for (let w = Math.floor(start / 8); w * 8 < end; w++) {
      // Where the whole word reads as zeros, so do its check bits.
      const lost = site === 'block' && start <= w * 8 && end >= w * 8 + 8;
      words.push({
        bytes: live.memory.slice(w * 8, w * 8 + 8),
        good: network.memory.slice(w * 8, w * 8 + 8),
        check: lost ? 0 : checks[w],
      });
    }
  } else if (site === 'activation') {
    const word = wordAround(
      frames[frame].good.outputs[layer],
      index,
      format,
      network.activationScales[layer + 1],
      maskOf(bits),
    );
    words.push({...word, check: secdedEncode(word.good)});
  } else if (site === 'checksum' && checksum === 'ecc') {
    const bytes = network.memory.slice(index * 8, index * 8 + 8);
    words.push({bytes, good: bytes.slice(), check: checks[index] ^ maskOf(bits)});
  }
  let [detected, corrected] = [false, true];
  for (const {bytes, good, check} of words) {
    const status = secdedDecode(bytes, check).status;
    if (status !== 'clean') detected = true;
    if (status === 'detected' || bytes.some((byte, i) => byte !== good[i])) corrected = false;
  }
  return [detected, detected && corrected];
}

/** Frames to wait for a detector that runs at the end of every `period`-th frame. */
const wait = (frame: number, period: number): number => period - 1 - (frame % period);

/**
 * Lets a fault strike, runs the evaluation set and the detectors, and puts everything back.
 * A passing fault strikes one frame; a lasting one all frames from there on.
 *
 * Untouched layers use the good run where both must agree to the bit; so do second runs beyond the first `reruns` frames. A check that
 * rings in the good run of a frame is no evidence there. The checks' own arithmetic is taken as sound.
 *
 * @throws {RangeError | TypeError} for a fault that does not exist, a period below 1
 * @example examine(bench, {site: 'weight', index: 17, bits: [14]}).outcome
 */
export function examine(
  bench: Harness,
  unchecked: Fault,
  {
    detectors = DETECTORS,
    reruns = Infinity,
    ...periods
  }: Periods & {
    /** Detectors that are on. Default all. */ detectors?: readonly Detector[];
    /** Frames that are really run a second and third time; for the rest the good run stands for a run that goes well. Default all. */ reruns?: number;
  } = {},
): Examination {
  const {network, live, frames, traces, golden, second, canaryRun, canary} = bench;
  const {crcPeriod, canaryPeriod} = {...DEFAULT_PERIODS, ...periods};
  wholeNumber('crcPeriod', crcPeriod, 1, 'frames');
  wholeNumber('canaryPeriod', canaryPeriod, 1, 'frames');
  const fault = checkFault(unchecked, network.format);
  const {site, frame, layer, index, bits, checksum} = fault;
  const mask = maskOf(bits);
  const start = frame % frames.length;
  const hit = parametersHit(fault, network.format);
  const found = hitNumber(network, fault, frames[start].good);
  for (const i of hit) writeWord(live, i, site === 'block' ? 0 : (readWord(live, i) ^ mask) >>> 0);
  try {
    const compute = computeFault(fault);
    const lasting = lasts(site);
    const shortcut = firstDifference(hit, fault);
    const touched = lasting ? frames.map((_, i) => (start + i) % frames.length) : site === 'checksum' ? [] : [start];

    let loss = bench.loss * frames.length;
    let [changedFrames, unchanged, finite] = [0, true, true];
    const ran = touched.map((f) => {
      const {good, answer} = frames[f];
      const trace = traces[f];
      trace.input.set(good.input);
      const layers = infer(live, trace, compute, {good, ...shortcut});
      const logits = trace.outputs[LAST];
      const equal = agree(logits, good.outputs[LAST]);
      if (!equal) {
        const after = answerOf(trace);
        unchanged = false;
        loss += lossOf(trace, frames[f].label) - frames[f].loss;
        if (after.label !== answer.label) changedFrames++;
        if (!after.logits.every(Number.isFinite)) finite = false;
      }
      return {f, trace, good, equal, from: shortcut.from - (site === 'activation' ? 1 : 0), to: layers.to};
    });
    const lossAfter = unchanged ? bench.loss : loss / frames.length;
    const lossMoved = !(Math.abs(lossAfter - bench.loss) <= LOSS_SIGMAS * bench.lossSpread);
    const effect = !finite || lossMoved ? 'loud' : changedFrames ? 'silent' : 'masked';

    // What detectors took from weights that were already wrong is wrong with them.
    const early = site === 'early-weight';
    let taken: Golden = golden;
    if (early) {
      canaryRun.input.set(canary.input);
      infer(live, canaryRun, {}, {good: canary, ...shortcut});
      taken = takeGolden(live, canaryRun);
    }

    /** Frames until the first touched frame where `rings` is true. */
    const first = (rings: (run: (typeof ran)[number], i: number) => boolean): number | null => {
      const at = ran.findIndex(rings);
      return at < 0 ? null : at;
    };
    const residualRings = (sums: (l: number) => Float32Array) =>
      first(({f, trace, from, to}) => {
        if (frames[f].alarms.abft) return false;
        for (let l = from; l < to; l++) if (largestResidual(l, trace, sums(l)) > bench.tolerances[l]) return true;
        return false;
      });
    /** Second run of a frame on the same core from the same memory; a passing fault does not come back, the image is the same. */
    const again = (good: Trace): Float32Array => {
      second.input.set(good.input);
      infer(live, second, site === 'activation' || site === 'product' ? {} : compute, {
        good,
        ...(lasting || site === 'input' ? shortcut : {from: LAYERS.length}),
      });
      return second.outputs[LAST];
    };
    /** A run elsewhere, with weights of its own: loaded from the same file, looking at the same image. */
    const elsewhere = ({trace, good}: (typeof ran)[number], i: number): Float32Array => {
      if (i >= reruns) return early || site === 'input' ? trace.outputs[LAST] : good.outputs[LAST];
      second.input.set(good.input);
      infer(early ? live : network, second, site === 'input' ? compute : {});
      return second.outputs[LAST];
    };
    const disagrees = (run: (typeof ran)[number], i: number): boolean =>
      !agree(run.trace.outputs[LAST], elsewhere(run, i));

    const ask: Record<Detector, () => [latency: number | null, corrected?: boolean]> = {
      'ecc': () => {
        const [detected, corrected] = runEcc(bench, fault, hit, taken.checks, start);
        return [detected ? 0 : null, corrected];
      },
      'crc': () => {
        const kept = site === 'checksum' && checksum === 'crc' ? (taken.crc ^ mask) >>> 0 : taken.crc;
        return [crc32c(live.memory) === kept ? null : wait(frame, crcPeriod)];
      },
      'abft': () => {
        if (site !== 'checksum' || checksum !== 'abft') return [residualRings((l) => taken.sums[l])];
        const sums = taken.sums[layer].slice();
        sums[index] = floatOf(wordOf(sums[index]) ^ mask);
        const at = frames.findIndex((_, i) => {
          const {good, alarms} = frames[(start + i) % frames.length];
          return !alarms.abft && largestResidual(layer, good, sums) > bench.tolerances[layer];
        });
        return [at < 0 ? null : at];
      },
      'abft-live': () => {
        const now = LAYERS.map((_, l) => (hit.length ? layerSums(live, l) : golden.sums[l]));
        return [residualRings((l) => now[l])];
      },
      'range': () => [
        first(({f, trace, from, to}) => {
          if (frames[f].alarms.range) return false;
          for (let l = from; l < to; l++) if (largestOutput(l, trace) > bench.limits[l]) return true;
          return false;
        }),
      ],
      'canary': () => {
        if (!lasting) return [null];
        canaryRun.input.set(canary.input);
        infer(live, canaryRun, compute, {good: canary, ...shortcut});
        return [agree(canaryRun.outputs[LAST], taken.canary) ? null : wait(frame, canaryPeriod)];
      },
      'dmr-shared': () => [first(({trace, good}, i) => i < reruns && !agree(trace.outputs[LAST], again(good)))],
      'dmr': () => [first(disagrees)],
      'tmr': () => {
        const latency = first(disagrees);
        if (latency === null) return [null];
        // Two of three have to agree; their answer stands.
        const run = ran[latency];
        const votes = [run.trace.outputs[LAST], elsewhere(run, latency).slice(), elsewhere(run, latency)];
        const winner = votes.find((one, i) => votes.some((other, k) => k !== i && agree(one, other)));
        return [latency, winner !== undefined && agree(winner, run.good.outputs[LAST])];
      },
      'loss': () => [lossMoved ? frames.length - 1 : null],
    };
    const findings = detectors.map((name): Finding => {
      const [latency, corrected = false] = ask[name]();
      return {name, detected: latency !== null, corrected, latency};
    });
    const rang = findings.some(({name, detected}) => detected && name !== 'loss');
    return {
      fault,
      hit: found,
      effect,
      outcome: rang ? 'detected' : effect,
      unchanged,
      frame: start,
      before: frames[start].answer,
      after: touched.length ? answerOf(traces[start]) : frames[start].answer,
      lossBefore: bench.loss,
      lossAfter,
      lossMoved,
      changedFrames,
      falseAlarm: rang && site === 'checksum',
      seen: findings.some(({detected}) => detected),
      detectors: findings,
    };
  } finally {
    for (const i of hit) writeWord(live, i, readWord(network, i));
  }
}

/**
 * The bit of the number a fault names whose flip raises the loss most; an infinite or undefined loss is the highest. A bad core runs
 * the whole evaluation set for each bit.
 *
 * @throws {RangeError | TypeError} for a fault that does not exist
 * @example worstBit(bench, {site: 'weight', index: 17}) // 14 in bf16, mostly
 */
export function worstBit(bench: Harness, fault: Fault): number {
  const {bits} = faultRange(fault.site, bench.network.format, fault.layer, fault.checksum);
  let [worst, highest] = [0, -Infinity];
  for (let bit = 0; bit < bits; bit++) {
    const {lossAfter} = examine(bench, {...fault, bits: [bit]}, {detectors: []});
    const height = lossAfter === lossAfter ? lossAfter : Infinity;
    if (height > highest) [worst, highest] = [bit, height];
  }
  return worst;
}

/** Operations of the whole network: one inference, and all layers' checks as {@link detectionCost} counts them. */
export const networkCost = LAYERS.map((layer) => ({...layer, tokens: layer.positions}))
  .map(detectionCost)
  .reduce(
    (sum, {product, abft, dmr}) => ({
      product: sum.product + product,
      abft: sum.abft + abft,
      dmr: sum.dmr + dmr,
    }),
    {product: 0, abft: 0, dmr: 0},
  );

/**
 * Operations that a detector adds to a frame, on average: additions, multiplications, comparisons, table look-ups. ECC works in
 * the memory's own circuits: counted here as 8 parities a word. The loss needs labels; 0.
 *
 * @throws {RangeError} unless periods are whole numbers >= 1
 * @example detectorOperations('abft', 'fp32')
 */
export function detectorOperations(name: Detector, format: NumberFormat, periods: Periods = {}): number {
  const {crcPeriod, canaryPeriod} = {...DEFAULT_PERIODS, ...periods};
  const bytes = PARAMETERS * bytesOf(format);
  const run = networkCost.product + SIGNALS.length;
  switch (name) {
    case 'ecc':
      return (SECDED.checkBits * bytes) / 8;
    case 'crc':
      return (2 * bytes) / wholeNumber('crcPeriod', crcPeriod, 1, 'frames');
    case 'abft':
      return networkCost.abft;
    case 'abft-live':
      return networkCost.abft + PARAMETERS;
    case 'range':
      return LAYERS.reduce((sum, {rows, positions}) => sum + rows * positions, 0);
    case 'canary':
      return run / wholeNumber('canaryPeriod', canaryPeriod, 1, 'frames');
    case 'tmr':
      return 2 * run;
    case 'loss':
      return 0;
    default:
      return run;
  }
}
