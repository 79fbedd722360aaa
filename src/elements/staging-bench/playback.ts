import {html, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {styleMap} from 'lit/directives/style-map.js';
import {toolButton} from '../../ui/controls/tool-button.js';
import {keyStep} from '../../ui/controls/slider.js';
import {motionReduced, PlaybackController, type Playable} from '../../ui/playback.js';
import {momentText} from './text.js';
import {runOf, type Value} from './inputs.js';
import {
  nextEvent,
  shareOf,
  shownCheckpoints,
  sinceAt,
  spanOf,
  startOf,
  stateAt,
  mostInstructiveMoment,
} from './draw.js';

/** How long one checkpoint plays, seconds. */
const playtime = 6;
/** Least time between two renderings of the words while it plays, seconds. */
const pace = 0.12;

interface Host extends ReactiveControllerHost, Element {
  /** The value on show. */
  readonly shown: Value;
  /** Moves the picture alone. */
  moveTo(since: number): void;
  /** Tells the words that go with the moment. */
  renderMoment(): void;
}

/** The moment on show: which checkpoint, and how long after it began. */
export class Playback implements Playable {
  #checkpoint = 1;
  /** Undefined until the reader moves it: then it is the moment that tells most. */
  #since: number | undefined;
  /** Since the words were last rendered, seconds. */
  #sinceTextRender = 0;
  #lastCheckpoint = 0;
  readonly #controller: PlaybackController;

  constructor(readonly host: Host) {
    this.#controller = new PlaybackController(host, this);
  }

  get playing(): boolean {
    return this.#controller.playing;
  }

  get checkpoint(): number {
    return Math.min(this.#checkpoint, shownCheckpoints(this.host.shown) - 1);
  }

  get since(): number {
    const {shown} = this.host;
    return Math.min(this.#since ?? mostInstructiveMoment(shown), shown.interval * (1 - 1e-9));
  }

  /** Seconds of the simulated stretch. */
  get time(): number {
    const {shown} = this.host;
    return Math.min(startOf(shown, this.checkpoint) + this.since, runOf(shown).end);
  }

  /** Plays a checkpoint from its beginning, or goes on; a second one too where it differs. */
  play(checkpoint?: number): void {
    this.stop();
    const {shown} = this.host;
    if (checkpoint !== undefined) {
      this.#checkpoint = Math.min(checkpoint, shownCheckpoints(shown) - 1);
      this.#since = 0;
    } else if (this.#at() > 0.98 || this.#since === undefined) this.#since = 0;
    if (motionReduced()) return this.#show();
    this.#lastCheckpoint = Math.min(this.checkpoint + (shown.stable ? 0 : 1), shownCheckpoints(shown) - 1);
    this.#controller.play();
  }

  stop(): void {
    this.#controller.stop();
  }

  advance(seconds: number): boolean {
    const at = this.#at() + seconds / playtime;
    this.#since = sinceAt(spanOf(this.host.shown), at);
    if (at >= 1 && this.checkpoint >= this.#lastCheckpoint) return false;
    if (at >= 1) {
      this.#checkpoint++;
      this.#since = 0;
    }
    this.host.moveTo(this.since);
    this.#sinceTextRender += seconds;
    if (this.#sinceTextRender > pace) {
      this.#sinceTextRender = 0;
      this.host.renderMoment();
    }
    return true;
  }

  playingChanged(): void {
    this.#show();
  }

  #show(): void {
    this.host.moveTo(this.since);
    this.host.renderMoment();
  }

  /** Where the moment stands in the chart, 0..1; its very beginning is 0. */
  #at(): number {
    return shareOf(spanOf(this.host.shown), this.since);
  }

  #set(at: number): void {
    this.stop();
    this.#since = sinceAt(spanOf(this.host.shown), Math.max(0, at));
    this.#show();
  }

  /** To the next or the last change, past the ends of a checkpoint too. */
  #step(way: 1 | -1): void {
    this.stop();
    const {shown} = this.host;
    const next = nextEvent(shown, this.checkpoint, this.since, way);
    if (next !== undefined) this.#since = next;
    else if (way > 0 && this.checkpoint < shownCheckpoints(shown) - 1)
      [this.#checkpoint, this.#since] = [this.checkpoint + 1, 0];
    else if (way < 0 && this.checkpoint > 0)
      [this.#checkpoint, this.#since] = [this.checkpoint - 1, nextEvent(shown, this.checkpoint - 1, Infinity, -1) ?? 0];
    this.#show();
  }

  #changeCheckpoint(way: 1 | -1): void {
    this.stop();
    this.#checkpoint = Math.max(0, Math.min(shownCheckpoints(this.host.shown) - 1, this.checkpoint + way));
    this.#show();
  }

  /** The row under the picture: play, step, the time bar, which checkpoint. */
  row(able: boolean): TemplateResult {
    const {shown} = this.host;
    const {checkpoint, since} = this;
    const at = this.#at();
    const count = shownCheckpoints(shown);
    const {speed} = stateAt(runOf(shown), this.time);
    const onKey = (event: KeyboardEvent) => {
      const step = keyStep(event);
      if (step === undefined) return;
      event.preventDefault();
      if (able) this.#set(step === 'low' ? 0 : step === 'high' ? 1 : at + step);
    };
    return html`<input
        type="range"
        class="time"
        aria-label="Time since the checkpoint began"
        min="0"
        max="1"
        step="any"
        .value=${live(String(at))}
        style=${styleMap({'--share': String(at)})}
        aria-valuetext=${momentText(checkpoint, since, speed)}
        aria-disabled=${!able}
        @input=${(event: Event) => able && this.#set(Number((event.target as HTMLInputElement).value))}
        @keydown=${onKey}
      />
      <div class="deck">
        ${motionReduced() ? '' : html`<button type="button" class="tool boxed play" aria-label=${this.playing ? 'Pause' : 'Play'} aria-disabled=${!able} @click=${() => able && (this.playing ? this.stop() : this.play())}>${this.playing ? '❚❚ Pause' : '▶ Play'}</button>`}
        ${toolButton('Step back to the last change', '|◂', able, () => this.#step(-1))}
        ${toolButton('Step to the next change', '▸|', able, () => this.#step(1))}
        <span class="gap"></span>
        ${toolButton('Previous checkpoint', '‹', able && checkpoint > 0, () => this.#changeCheckpoint(-1))}
        <span class="which">checkpoint ${checkpoint + 1} of ${count}</span>
        ${toolButton('Next checkpoint', '›', able && checkpoint < count - 1, () => this.#changeCheckpoint(1))}
      </div>`;
  }
}
