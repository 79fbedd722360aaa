import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {detectionCost, detectorWork, DETECTORS, leastWidth, measureSlices, widthWork, type Detector, type Timing} from '../../models/index.js';
import {playSlices} from '../../widget/jobs/play-slices.js';
import {benchOf, type Value} from './inputs.js';

/** One width of the cost curve: how many times cheaper the check is than running again. */
export interface WidthCost {
  readonly width: number;
  readonly operations: number;
  readonly measured: number;
}

const widths = [4, 8, 16, 32, 64, 128, 256, 512];
/** The curve by counted operations alone, and where it reaches ten. */
export const counted = widths.map((width) => ({width, ratio: detectionCost({rows: width, columns: width}).ratio}));
export const countedLine = leastWidth(10);

/** Keeps results alive, lest the engine leave out the work. */
let sink = 0;
const kept = (work: () => unknown) => () => {
  sink += Number(work());
};

const turn = 5;
const now = () => performance.now() / 1000;

/** Times taken in this browser, only when asked for. */
export class Measuring implements ReactiveController {
  inference?: Timing;
  seconds: Partial<Record<Detector, number>> = {};
  curve: readonly WidthCost[] = [];
  busy = false;
  #stop?: AbortController;

  constructor(readonly host: ReactiveControllerHost & {readonly value: Value; timed(): void}) {
    host.addController(this);
  }

  async #play<T>(slices: Generator<number, T, void>): Promise<T> {
    return playSlices(slices, turn, {signal: this.#stop!.signal});
  }

  async #do(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.#stop = new AbortController();
    this.busy = true;
    this.host.requestUpdate();
    try {
      await work();
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error;
    } finally {
      this.busy = false;
      this.host.timed();
    }
  }

  /** Inference and every detector. */
  run(): Promise<void> {
    return this.#do(async () => {
      const work = detectorWork(benchOf(this.host.value.format));
      const inference = await this.#play(measureSlices(kept(work.inference), {now}));
      const seconds: Partial<Record<Detector, number>> = {};
      for (const name of DETECTORS) seconds[name] = (await this.#play(measureSlices(kept(work[name]), {now, samples: 9}))).median;
      this.inference = inference;
      this.seconds = seconds;
    });
  }

  /** The ratio by width of a dense layer. */
  widths(): Promise<void> {
    return this.#do(async () => {
      const curve: WidthCost[] = [];
      for (const {width, ratio} of counted) {
        const {run, check} = widthWork(width);
        const [twice, once] = [await this.#play(measureSlices(kept(run), {now, samples: 9})), await this.#play(measureSlices(kept(check), {now, samples: 9}))];
        curve.push({width, operations: ratio, measured: twice.median / once.median});
        this.curve = curve.slice();
        this.host.requestUpdate();
      }
    });
  }

  hostDisconnected(): void {
    this.#stop?.abort();
  }
}

/** From where on a measured curve stays above ten, between two widths on a log scale; undefined where it does not. Very small products are mostly overhead, and go up and down. */
export function crossing(curve: readonly WidthCost[], line = 10): number | undefined {
  const at = curve.findLastIndex(({measured}) => measured < line) + 1;
  if (at >= curve.length) return undefined;
  if (at === 0) return curve[0].width;
  const [low, high] = [curve[at - 1], curve[at]];
  const share = Math.log(line / low.measured) / Math.log(high.measured / low.measured);
  return Math.round(low.width * (high.width / low.width) ** share);
}
