import {html, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {styleMap} from 'lit/directives/style-map.js';
import {keyStep} from '../../ui/controls/slider.js';
import {motionReduced, PlaybackController, type Playable} from '../../ui/playback.js';
import {lastMoment, momentAt, voltsAt, writtenAt} from './draw.js';
import {momentText} from './text.js';
import type {Value} from './inputs.js';

/** How long the whole fall plays, seconds. */
const playtime = 4.5;

interface Host extends ReactiveControllerHost, Element {
  readonly value: Value;
  /** Shows the moment, in the picture and in words. */
  renderMoment(): void;
  /** It has been played to the end. */
  renderPlaybackText(): void;
}

/** The moment on show, from the cut of the supply to the end of the fall. */
export class Playback implements Playable {
  /** Share of the fall: 1 is its end, where the reader begins. */
  #share = 1;
  readonly #controller: PlaybackController;

  constructor(readonly host: Host) {
    this.#controller = new PlaybackController(host, this);
  }

  get playing(): boolean {
    return this.#controller.playing;
  }

  /** Seconds since the supply was lost. */
  get at(): number {
    return this.#share >= 1 ? lastMoment(this.host.value) : momentAt(this.host.value, this.#share);
  }

  /** From the cut to the end. */
  play(): void {
    this.stop();
    if (motionReduced()) {
      this.#set(1);
      return this.host.renderPlaybackText();
    }
    this.#share = 0;
    this.#controller.play();
  }

  stop(): void {
    this.#controller.stop();
  }

  advance(seconds: number): boolean {
    this.#share = Math.min(1, this.#share + seconds / playtime);
    if (this.#share < 1) {
      this.host.renderMoment();
      return true;
    }
    this.stop();
    this.host.renderPlaybackText();
    return false;
  }

  playingChanged(): void {
    this.host.renderMoment();
  }

  #set(share: number): void {
    this.#share = Math.min(1, Math.max(0, share));
    if (this.playing) this.stop();
    else this.host.renderMoment();
  }

  /** The row under the picture: cut the power, and the time bar. */
  row(): TemplateResult {
    const {value} = this.host;
    const {at} = this;
    const onKey = (event: KeyboardEvent) => {
      const step = keyStep(event);
      if (step === undefined) return;
      event.preventDefault();
      this.#set(step === 'low' ? 0 : step === 'high' ? 1 : this.#share + step);
    };
    return html`<button
        type="button"
        class="tool boxed play"
        @click=${() => (this.playing ? this.stop() : this.play())}
      >
        ${this.playing ? '❚❚ Hold' : '⚡ Cut the power'}
      </button>
      <input
        type="range"
        class="time"
        aria-label="Time since the supply was lost"
        min="0"
        max="1"
        step="any"
        .value=${live(String(this.#share))}
        style=${styleMap({'--share': String(this.#share)})}
        aria-valuetext=${momentText(value, at, writtenAt(value, at), voltsAt(value, at))}
        @input=${(event: Event) => this.#set(Number((event.target as HTMLInputElement).value))}
        @keydown=${onKey}
      />`;
  }
}
