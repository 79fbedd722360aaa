import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {
  detectionCost,
  detectorWork,
  DETECTORS,
  LAYERS,
  layerWork,
  leastWidth,
  measureSlices,
  widthWork,
  type Detector,
  type Timing,
} from '../../models/index.js';
import {runInSlices} from '../../jobs/run-in-slices.js';
import {harnessOf, type Value} from './inputs.js';

/** One width of the cost curve: how many times cheaper the check is than running again. */
export interface WidthCost {
  readonly width: number;
  readonly operations: number;
  readonly measured: number;
}

const widths = [4, 8, 16, 32, 64, 128, 256, 512];
/** The curve by counted operations alone, and where it reaches ten. */
export const operationRatios = widths.map((width) => ({
  width,
  ratio: detectionCost({rows: width, columns: width}).ratio,
}));
export const tenfoldWidth = leastWidth(10);

/** Keeps results alive, lest the engine leave out the work. */
const sink = new Float64Array(1);
const keepResult = (work: () => unknown) => () => {
  sink[0] += Number(work());
};

const sliceBudget = 5;
const now = () => performance.now() / 1000;

/** Times taken in this browser, only when asked for. */
export class CostMeasurement implements ReactiveController {
  inference?: Timing;
  timings: Partial<Record<Detector, Timing>> = {};
  /** Running a layer again over checking it, by layer. */
  layers: readonly number[] = [];
  curve: readonly WidthCost[] = [];
  busy = false;
  #format?: string;
  #abortController?: AbortController;

  constructor(readonly host: ReactiveControllerHost & {readonly value: Value; measured(): void}) {
    host.addController(this);
  }

  async #runInSlices<T>(slices: Generator<number, T, void>): Promise<T> {
    return runInSlices(slices, sliceBudget, {signal: this.#abortController!.signal});
  }

  async #runTask(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.#abortController = new AbortController();
    this.busy = true;
    this.host.requestUpdate();
    try {
      await work();
    } catch (error) {
      if (!this.#abortController.signal.aborted) throw error;
    } finally {
      this.busy = false;
      this.host.measured();
    }
  }

  /** Inference and every detector. */
  run(): Promise<void> {
    return this.#runTask(async () => {
      const {format} = this.host.value;
      const work = detectorWork(harnessOf(format));
      const inference = await this.#runInSlices(measureSlices(keepResult(work.inference), {now}));
      const timings: Partial<Record<Detector, Timing>> = {};
      for (const name of DETECTORS)
        timings[name] = await this.#runInSlices(measureSlices(keepResult(work[name]), {now, samples: 9}));
      this.inference = inference;
      this.timings = timings;
      this.#format = format;
    });
  }

  async #ratio({run, check}: {run(): unknown; check(): unknown}): Promise<number> {
    const [again, once] = [
      await this.#runInSlices(measureSlices(keepResult(run), {now, samples: 9})),
      await this.#runInSlices(measureSlices(keepResult(check), {now, samples: 9})),
    ];
    return again.median / once.median;
  }

  /** The ratio by width of a dense layer, and of each layer of the network. */
  widths(): Promise<void> {
    return this.#runTask(async () => {
      const curve: WidthCost[] = [];
      for (const {width, ratio} of operationRatios) {
        curve.push({width, operations: ratio, measured: await this.#ratio(widthWork(width))});
        this.curve = curve.slice();
        this.host.requestUpdate();
      }
      const bench = harnessOf(this.host.value.format);
      const layers: number[] = [];
      for (const l of LAYERS.keys()) layers.push(await this.#ratio(layerWork(bench, l)));
      this.layers = layers;
    });
  }

  /** Times of another format say nothing. */
  hostUpdate(): void {
    if (this.#format === undefined || this.#format === this.host.value.format) return;
    this.#format = this.inference = undefined;
    this.timings = {};
    this.layers = [];
  }

  hostDisconnected(): void {
    this.#abortController?.abort();
  }
}

/** From where on a measured curve stays above ten, between two widths on a log scale; undefined where it does not. Very small products are mostly overhead, and go up and down. */
export function measuredTenfoldWidth(curve: readonly WidthCost[], line = 10): number | undefined {
  const at = curve.findLastIndex(({measured}) => measured < line) + 1;
  if (at >= curve.length) return undefined;
  if (at === 0) return curve[0].width;
  const [low, high] = [curve[at - 1], curve[at]];
  const share = Math.log(line / low.measured) / Math.log(high.measured / low.measured);
  return Math.round(low.width * (high.width / low.width) ** share);
}
