import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {CurvePoint} from '../../models/checkpointing/compare-models.js';
import {runJob} from '../../jobs/run-job.js';
import {modelInputs, type Value} from './inputs.js';
import {simulationPlan, simulationSummary} from './compare-models-text.js';
import type {Domain} from './draw/curve.js';

interface Host extends ReactiveControllerHost {
  readonly value: Value;
}

/** The simulated points over the curve. They belong to one state of the inputs and are gone, and back, with it. */
export class Simulation implements ReactiveController {
  /** Share of the runs played, 0..1; undefined while nothing runs. */
  progress: number | undefined;
  #points: readonly CurvePoint[] = [];
  #pointsOf = '';
  #abortController?: AbortController;

  /** @param domain the shown axes; @param say speaks to those who do not see. */
  constructor(
    readonly host: Host,
    readonly domain: () => Domain,
    readonly say: (text: string) => void,
  ) {
    host.addController(this);
  }

  /** The points so far, if they are of the present state. */
  get points(): readonly CurvePoint[] {
    return this.#pointsOf === this.#state() ? this.#points : [];
  }

  /** What `run` would play. */
  plan() {
    return simulationPlan(this.host.value, this.domain());
  }

  /** All that the points depend on. The operating point is not of it. */
  #state(): string {
    const {value} = this.host;
    return JSON.stringify({...modelInputs(value), interval: value.runLength, seed: value.seed});
  }

  async run(): Promise<void> {
    this.cancel();
    const stop = (this.#abortController = new AbortController());
    this.#pointsOf = this.#state();
    this.#show(0);
    try {
      const {points} = await runJob('curve', this.plan(), {
        signal: stop.signal,
        onProgress: ({points, done}) => {
          this.#points = points;
          this.#show(done);
        },
      });
      this.#abortController = undefined;
      this.#points = points;
      this.#show();
      this.say(simulationSummary(this.host.value, points));
    } catch (error) {
      if (stop.signal.aborted) return;
      this.cancel();
      throw error;
    }
  }

  /** Ends what runs; what it had is gone. */
  cancel(): void {
    this.#abortController?.abort();
    this.#abortController = undefined;
    this.#points = [];
    this.#show();
  }

  #show(progress?: number): void {
    this.progress = progress;
    this.host.requestUpdate();
  }

  hostUpdate(): void {
    if (this.#abortController && this.#pointsOf !== this.#state()) this.cancel();
  }

  hostDisconnected(): void {
    if (this.#abortController) this.cancel();
  }
}
