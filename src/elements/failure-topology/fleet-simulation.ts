import {html, type ReactiveController, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {fleetSlices, type FleetSummary} from '../../models/index.js';
import {runInSlices} from '../../jobs/run-in-slices.js';
import {number, share, time} from './text.js';
import {simulationOf, type Value} from './inputs.js';

interface Host extends ReactiveControllerHost {
  readonly value: Value;
}

/** Longest turn of the main thread, milliseconds. In the worker the models would stand in the bundle twice. */
const turn = 5;

/** Failures all runs together have, about. */
const targetFailures = 60_000;

/** Many runs like the one shown, each with failures of its own: what the one run owes to chance. */
export class FleetSimulation implements ReactiveController {
  #running = false;
  #result?: FleetSummary;
  #resultOf: unknown;
  #abortController?: AbortController;

  constructor(readonly host: Host) {
    host.addController(this);
  }

  /** Runs to play: as many as take a second or two, between 20 and 400. */
  #plan() {
    const {plan, failures} = simulationOf(this.host.value).first;
    const {parallelism, ...rest} = plan;
    return {
      ...rest,
      ...(plan.recovery === 'replica' ? {parallelism} : {}),
      injected: [],
      runs: Math.round(Math.min(400, Math.max(20, targetFailures / (failures.length + 20)))),
    };
  }

  async run(): Promise<void> {
    this.cancel();
    const stop = (this.#abortController = new AbortController());
    this.#resultOf = simulationOf(this.host.value).first;
    this.#running = true;
    this.#show(undefined);
    try {
      const summary = await runInSlices(fleetSlices(this.#plan()), turn, {
        signal: stop.signal,
        onProgress: (soFar) => this.#show(soFar),
      });
      this.#running = false;
      this.#show(summary);
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
  }

  cancel(): void {
    this.#abortController?.abort();
    this.#running = false;
    this.#show(undefined);
  }

  #show(result: FleetSummary | undefined): void {
    this.#result = result;
    this.host.requestUpdate();
  }

  hostUpdate(): void {
    if (this.#resultOf && this.#resultOf !== simulationOf(this.host.value).first) {
      this.#resultOf = undefined;
      this.#abortController?.abort();
      this.#running = false;
      this.#result = undefined;
    }
  }

  hostDisconnected(): void {
    this.#abortController?.abort();
    this.#running = false;
  }

  panel(): TemplateResult {
    const {value} = this.host;
    const result = this.#result;
    const {expected} = simulationOf(value);
    const between = ({mean, standardError}: {mean: number; standardError: number}, show: (of: number) => string) =>
      `${show(mean)} (95 %: ${show(mean - 1.96 * standardError)} to ${show(mean + 1.96 * standardError)})`;
    return html`<section class="wide" aria-label="Many runs">
      <h3>Was this run lucky?</h3>
      <p>
        ${
          result && result.failures.mean > 0
            ? `${number(result.runs)} runs of the same fleet: useful ${between(result.efficiency, share)}, one failure every ${between(result.mtbf, time)}. The formula says ${share(expected.efficiency)}${expected.exact ? ', exactly' : ', to first order'}; this run so far, ${share(value.efficiency)}.`
            : 'One run is one throw of the dice. Play the same fleet again and again, each time with failures of its own.'
        }
      </p>
      <p class="acts">
        <button type="button" class="tool boxed" @click=${() => (this.#running ? this.cancel() : void this.run())}>
          ${this.#running ? 'Cancel' : `Play ${number(this.#plan().runs)} runs`}
        </button>
        ${this.#running ? html`<label>Playing <progress .value=${(result?.runs ?? 0) / this.#plan().runs}></progress></label>` : ''}
      </p>
    </section>`;
  }
}
