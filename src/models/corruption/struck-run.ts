/** The evaluation set run while a fault is there, and what can be compared with it. */
import {LOSS_SIGMAS} from './detector.js';
import type {Outcome} from './detector.js';
import {computeFault, firstDifference, lasts} from './faults.js';
import type {FullFault} from './faults.js';
import {takeGolden} from './harness.js';
import type {Golden, Harness} from './harness.js';
import {LAYERS} from './layers.js';
import {answerOf, infer, lossOf} from './network.js';
import type {ComputeFault, Shortcut, Trace} from './network.js';
import {SIGNALS} from './scene.js';

const LAST = LAYERS.length - 1;

/** The last layer's outputs: what a run answers. */
export const logitsOf = ({outputs}: Trace): Float32Array => outputs[LAST];

/** Same numbers to the bit (NaN equals NaN). */
export function agree(a: Float32Array, b: Float32Array): boolean {
  for (let i = 0; i < SIGNALS.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

/** One frame that the fault touched. */
export interface TouchedFrame {
  /** Index in the harness's frames. */
  readonly frame: number;
  readonly trace: Trace;
  readonly good: Trace;
  /** Layers that may differ from the good run: from, up to but not including to. */
  readonly from: number;
  readonly to: number;
}

/**
 * Runs every frame that a fault touches, once. The fault is in the harness's live memory already. Untouched layers are taken
 * from the good run where both must agree to the bit.
 */
export class StruckRun {
  readonly computed: ComputeFault;
  /** The fault stays: all frames from its own on are touched. */
  readonly lasting: boolean;
  /** Index of the frame that was hit first. */
  readonly start: number;
  readonly touched: readonly TouchedFrame[];
  readonly lossAfter: number;
  readonly lossMoved: boolean;
  /** Frames with another answer. */
  readonly changedFrames: number;
  /** Every number of every answer stayed the same to the bit. */
  readonly unchanged: boolean;
  /** An answer changed, or is no number any more. */
  readonly harmful: boolean;
  /** The outcome had no detector been there. */
  readonly effect: Exclude<Outcome, 'detected'>;
  /** What detectors keep for comparison: taken from weights that were already wrong, if the fault came before. */
  readonly golden: Golden;
  readonly #shortcut: Partial<Shortcut> & {readonly from: number};

  constructor(
    readonly harness: Harness,
    readonly fault: FullFault,
    /** Indices of the parameters that were hit. */
    readonly hit: readonly number[],
    /** Frames that are really run a second and third time. */
    readonly reruns: number,
  ) {
    const {frames} = harness;
    const {site, frame} = fault;
    this.computed = computeFault(fault);
    this.lasting = lasts(site);
    this.start = frame % frames.length;
    this.#shortcut = firstDifference(hit, fault);
    const order = this.lasting
      ? frames.map((_, i) => (this.start + i) % frames.length)
      : site === 'checksum'
        ? []
        : [this.start];
    let loss = harness.loss * frames.length;
    let [changedFrames, unchanged, finite] = [0, true, true];
    this.touched = order.map((f) => {
      const run = this.#run(f);
      if (agree(logitsOf(run.trace), logitsOf(run.good))) return run;
      const after = answerOf(run.trace);
      unchanged = false;
      loss += lossOf(run.trace, frames[f].label) - frames[f].loss;
      if (after.label !== frames[f].answer.label) changedFrames++;
      if (!after.logits.every(Number.isFinite)) finite = false;
      return run;
    });
    this.unchanged = unchanged;
    this.changedFrames = changedFrames;
    this.lossAfter = unchanged ? harness.loss : loss / frames.length;
    this.lossMoved = !(Math.abs(this.lossAfter - harness.loss) <= LOSS_SIGMAS * harness.lossSpread);
    this.harmful = !finite || changedFrames > 0;
    this.effect = !finite || this.lossMoved ? 'loud' : changedFrames ? 'silent' : 'masked';
    this.golden = site === 'early-weight' ? takeGolden(harness.live, this.canaryRun({})) : harness.golden;
  }

  #run(frame: number): TouchedFrame {
    const {live, frames, traces} = this.harness;
    const {good} = frames[frame];
    const trace = traces[frame];
    trace.input.set(good.input);
    const {to} = infer(live, trace, this.computed, {good, ...this.#shortcut});
    return {frame, trace, good, from: this.#shortcut.from - (this.fault.site === 'activation' ? 1 : 0), to};
  }

  /** Number of the first touched frame where this holds, or null: how long an alarm takes. */
  first(rings: (run: TouchedFrame, i: number) => boolean): number | null {
    const at = this.touched.findIndex(rings);
    return at < 0 ? null : at;
  }

  /** The canary's image, run now. */
  canaryRun(computed: ComputeFault = this.computed): Trace {
    const {live, canary, canaryRun} = this.harness;
    canaryRun.input.set(canary.input);
    infer(live, canaryRun, computed, {good: canary, ...this.#shortcut});
    return canaryRun;
  }

  /** Second run of a frame on the same core from the same memory; a passing fault does not come back, the image is the same. */
  again({good}: TouchedFrame): Float32Array {
    const {live, second} = this.harness;
    const {site} = this.fault;
    second.input.set(good.input);
    infer(live, second, site === 'activation' || site === 'product' ? {} : this.computed, {
      good,
      ...(this.lasting || site === 'input' ? this.#shortcut : {from: LAYERS.length}),
    });
    return logitsOf(second);
  }

  /** A run elsewhere, with weights of its own: loaded from the same file, looking at the same image. */
  elsewhere({trace, good}: TouchedFrame, i: number): Float32Array {
    const {network, live, second} = this.harness;
    const {site} = this.fault;
    const early = site === 'early-weight';
    if (i >= this.reruns) return logitsOf(early || site === 'input' ? trace : good);
    second.input.set(good.input);
    infer(early ? live : network, second, site === 'input' ? this.computed : {});
    return logitsOf(second);
  }

  /** Whether the run elsewhere answers otherwise. */
  differsElsewhere(run: TouchedFrame, i: number): boolean {
    return !agree(logitsOf(run.trace), this.elsewhere(run, i));
  }
}
