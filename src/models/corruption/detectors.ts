/** One fault, and what every detector makes of it: all of them really run. */
import {wholeNumber} from '../numerics/check.js';
import {detectionCost} from './abft.js';
import type {NumberFormat} from './bits.js';
import {checks} from './checks.js';
import {DEFAULT_PERIODS, DETECTORS} from './detector.js';
import type {Detector, Finding, Outcome, Periods} from './detector.js';
import {checkFault, faultRange, hitNumber, maskOf, parametersHit} from './faults.js';
import type {Fault, FullFault, HitNumber} from './faults.js';
import type {Harness} from './harness.js';
import {LAYERS, PARAMETERS} from './layers.js';
import {answerOf, bytesOf, readWord, writeWord} from './network.js';
import type {Answer} from './network.js';
import {SIGNALS} from './scene.js';
import {SECDED} from './secded.js';
import {StruckRun} from './struck-run.js';

/** A fault examined. */
export interface Examination {
  readonly fault: FullFault;
  readonly hit: HitNumber | null;
  readonly outcome: Outcome;
  /** The outcome had no detector been there. */
  readonly effect: Exclude<Outcome, 'detected'>;
  /** An answer changed, or is no number any more: the harm, whatever a detector makes of it. */
  readonly harmful: boolean;
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

/** Who looks at a fault, how often, and how thoroughly. */
export interface ExaminationPlan extends Periods {
  /** Detectors that are on. Default all. */
  readonly detectors?: readonly Detector[];
  /** Frames that are really run a second and third time; for the rest the good run stands for a run that goes well. Default all. */
  readonly reruns?: number;
}

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
  harness: Harness,
  unchecked: Fault,
  {detectors = DETECTORS, reruns = Infinity, ...plan}: ExaminationPlan = {},
): Examination {
  const {network, live, frames, traces} = harness;
  const periods = {...DEFAULT_PERIODS, ...plan};
  wholeNumber('crcPeriod', periods.crcPeriod, 1, 'frames');
  wholeNumber('canaryPeriod', periods.canaryPeriod, 1, 'frames');
  const fault = checkFault(unchecked, network.format);
  const {site, frame} = fault;
  const mask = maskOf(fault.bits);
  const hit = parametersHit(fault, network.format);
  const found = hitNumber(network, fault, frames[frame % frames.length].good);
  for (const i of hit) writeWord(live, i, site === 'block' ? 0 : (readWord(live, i) ^ mask) >>> 0);
  try {
    const run = new StruckRun(harness, fault, hit, reruns);
    const {start, effect, harmful, unchanged, lossAfter, lossMoved, changedFrames} = run;
    const after = run.touched.length ? answerOf(traces[start]) : frames[start].answer;
    const findings = detectors.map((name): Finding => {
      const [latency, corrected = false] = checks[name](run, periods);
      return {name, detected: latency !== null, corrected, latency};
    });
    const rang = findings.some(({name, detected}) => detected && name !== 'loss');
    return {
      fault,
      hit: found,
      effect,
      outcome: rang ? 'detected' : effect,
      harmful,
      unchanged,
      frame: start,
      before: frames[start].answer,
      after,
      lossBefore: harness.loss,
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
