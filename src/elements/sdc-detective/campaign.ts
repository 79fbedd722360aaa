import {html, nothing, svg, type ReactiveController, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {FAULT_SITES, type CampaignPlan, type CampaignResult, type OutcomeCounts} from '../../models/index.js';
import {PauseSignal} from '../../jobs/run-in-slices.js';
import {runJob} from '../../jobs/run-job.js';
import {tableTwin} from '../../ui/table-twin.js';
import {campaignTables, count, percent, siteNames} from './text.js';
import {campaignPlan, campaignRecord, type Value} from './inputs.js';

interface Host extends ReactiveControllerHost {
  readonly value: Value;
  readonly detail: string;
  measured(): void;
  lockReason(key: string): string | undefined;
  /** A campaign came to its end. */
  campaignFinished(record: object): void;
}

const sizes = [500, 2000, 10_000];

/** Thousands of faults away from the page: what they did, and who saw it. */
export class Campaign implements ReactiveController {
  result?: CampaignResult;
  running = false;
  injections = 2000;
  flips = 1;
  #abortController?: AbortController;
  #pauseSignal = new PauseSignal();
  /** How much of the findings is drawn: a part a frame, so that no task is long. */
  #partsDrawn = 0;
  #resultOf = '';

  constructor(readonly host: Host) {
    host.addController(this);
  }

  plan(): CampaignPlan {
    return campaignPlan(this.host.value, this.injections, this.flips);
  }

  async run(): Promise<void> {
    this.cancel();
    const stop = (this.#abortController = new AbortController());
    const plan = this.plan();
    this.#resultOf = this.#state();
    this.running = true;
    this.#pauseSignal = new PauseSignal();
    this.#show(undefined);
    try {
      const result = await runJob('campaign', plan, {
        signal: stop.signal,
        hold: this.#pauseSignal,
        onProgress: (soFar) => this.#show(soFar),
      });
      this.running = false;
      this.#partsDrawn = 0;
      this.#show(result);
      this.host.campaignFinished(campaignRecord(result));
      while (++this.#partsDrawn < 5) {
        await new Promise(requestAnimationFrame);
        this.host.requestUpdate();
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
  }

  /** Holds the campaign, or lets it go on. */
  pause(): void {
    this.#pauseSignal.paused = !this.#pauseSignal.paused;
    this.host.requestUpdate();
  }

  cancel(): void {
    this.#abortController?.abort();
    this.running = false;
    this.#show(undefined);
  }

  get #flipsLocked(): boolean {
    return this.running || this.host.lockReason('bits') !== undefined;
  }

  #choose(select: HTMLSelectElement): void {
    if (this.#flipsLocked) select.value = String(this.flips);
    else this.flips = Number(select.value);
    this.host.requestUpdate();
  }

  #state(): string {
    return JSON.stringify({...this.plan(), injections: 0});
  }

  #show(result: CampaignResult | undefined): void {
    this.result = result;
    this.host.measured();
  }

  hostUpdate(): void {
    if (this.#resultOf && this.#resultOf !== this.#state()) {
      this.#resultOf = '';
      this.#abortController?.abort();
      this.running = false;
      this.result = undefined;
    }
  }

  hostDisconnected(): void {
    if (this.running) this.cancel();
  }

  panel(): TemplateResult {
    const {result, running} = this;
    const done = result?.done ?? 0;
    return html`<section class="wide campaign" aria-label="Campaign">
      <h3>Campaign: not one fault but thousands</h3>
      <p class="acts">
        <label
          >Bits that flip together
          <select
            aria-disabled=${String(this.#flipsLocked)}
            .value=${String(this.flips)}
            @change=${(event: Event) => this.#choose(event.target as HTMLSelectElement)}
          >
            ${[1, 2, 3].map((bits) => html`<option ?selected=${bits === this.flips}>${bits}</option>`)}
          </select></label
        >
        ${sizes.map(
          (size) =>
            html`<button
              type="button"
              class="tool boxed"
              aria-disabled=${String(running)}
              @click=${() => {
                if (running) return;
                this.injections = size;
                void this.run();
              }}
            >
              Inject ${count(size)}
            </button>`,
        )}
        ${running ? html`<button type="button" class="tool boxed" @click=${() => this.pause()}>${this.#pauseSignal.paused ? 'Go on' : 'Pause'}</button> <button type="button" class="tool boxed" @click=${() => this.cancel()}>Cancel</button> <label>Injecting <progress .value=${done / this.injections}></progress> ${count(done)}</label>` : nothing}
      </p>
      ${result && done ? (running ? html`<p class="note">${count(result.total.effects.silent)} silent, ${count(result.total.effects.loud)} loud so far.</p>` : findings(result, this.#partsDrawn, this.host.detail !== 'bench')) : html`<p class="note">Every site and every bit in turn, numbers by the seed, on ${count(16)} scenes each.</p>`}
    </section>`;
  }
}

const effects = ['masked', 'silent', 'loud'] as const;

/** A bar of what faults do where nobody watches: masked, silent, loud, in this order. */
function bar(name: string, one: OutcomeCounts, watched = true): TemplateResult {
  const {injections} = one;
  let at = 0;
  const parts = effects.map((effect) => {
    const share = injections ? one.effects[effect] / injections : 0;
    const left = at;
    at += share;
    return svg`<rect class=${effect} x=${200 * left} width=${200 * share} height="10"></rect>`;
  });
  return html`<tr>
    <th scope="row">${name}</th>
    <td><svg viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg></td>
    <td>${injections ? percent(one.effects.silent / injections) : '–'}</td>
    ${watched ? html`<td>${injections ? percent(one.detected / injections) : '–'}</td>` : nothing}
  </tr>`;
}

/** A table of bars. */
const barTable = (caption: string, rows: TemplateResult[], watched = true): TemplateResult =>
  html`<div class="scroll" tabindex="0" role="group" aria-label=${caption}>
    <table class="bars">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">&nbsp;</th>
          <th scope="col">unwatched</th>
          <th scope="col">silent</th>
          ${watched ? html`<th scope="col">detected</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;

/** The bars, a part at a time; the tables unless they stand open below. */
function findings(result: CampaignResult, parts: number, tables: boolean): TemplateResult {
  const {
    total,
    bySite,
    byBit,
    lossMoved: {oneToZero},
    escaped,
    flips,
  } = result;
  return html`<p>
      ${count(result.done)} faults: without detectors <b>${percent(total.effects.masked / result.done)}</b> change
      nothing, <b>${percent(total.effects.silent / result.done)}</b> are silent,
      ${percent(total.effects.loud / result.done)} shout. Of ${count(escaped.trials)} that changed an answer
      <b>${escaped.trials ? percent(1 - escaped.share) : 'none'}</b> were seen (at least ${percent(1 - escaped.high)},
      95 %); ${count(escaped.hits)} escaped.
      ${oneToZero.trials ? html`A 1 → 0 flip of a weight moved the loss beyond 3 sigma in <b>${count(oneToZero.hits)} of ${count(oneToZero.trials)}</b>.` : nothing}
    </p>
    <p class="bars-key">${effects.map((effect) => html`<span><i class=${effect}></i>${effect}</span>`)}</p>
    <div class="twice">
      ${
        parts < 1
          ? nothing
          : barTable(
              'By what broke',
              FAULT_SITES.filter((site) => bySite[site]).map((site) => bar(siteNames[site], bySite[site]!)),
            )
      }
      ${
        parts < 2 || flips > 1
          ? nothing
          : barTable(
              'By bit of a stored number',
              [...byBit.keys()].reverse().map((bit) => bar(`bit ${bit}`, byBit[bit], false)),
              false,
            )
      }
    </div>
    ${
      tables
        ? campaignTables(result)
            .slice(0, Math.max(0, parts - 2))
            .map(tableTwin)
        : nothing
    }`;
}
