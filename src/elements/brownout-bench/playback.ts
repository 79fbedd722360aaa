import {html, type ReactiveController, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {styleMap} from 'lit/directives/style-map.js';
import {keyStep} from '../../ui/controls/slider.js';
import {lastMoment, momentAt, voltsAt, writtenAt} from './draw.js';
import {momentText} from './text.js';
import type {Value} from './inputs.js';

/** How long the whole fall plays, milliseconds. */
const playtime = 4500;

interface Host extends ReactiveControllerHost {
  readonly value: Value;
  /** Shows the moment, in the picture and in words. */
  retell(): void;
  /** It has been played to the end. */
  renderPlaybackText(): void;
}

/** The moment on show. Moves only when told to. */
export class Playback implements ReactiveController {
  playing = false;
  /** Share of the fall: 1 is its end, where the reader begins. */
  #share = 1;
  #frame = 0;

  constructor(readonly host: Host) {
    host.addController(this);
  }

  /** Seconds since the supply was lost. */
  get at(): number {
    return this.#share >= 1 ? lastMoment(this.host.value) : momentAt(this.host.value, this.#share);
  }

  /** From the cut to the end. */
  play(): void {
    this.stop();
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#set(1);
      return this.host.renderPlaybackText();
    }
    this.playing = true;
    let before = performance.now();
    this.#share = 0;
    const frame = (now: number) => {
      this.#share += Math.max(0, now - before) / playtime;
      before = now;
      if (this.#share >= 1) {
        this.#set(1);
        return this.host.renderPlaybackText();
      }
      this.host.retell();
      this.#frame = requestAnimationFrame(frame);
    };
    this.#frame = requestAnimationFrame(frame);
    this.host.retell();
  }

  stop(): void {
    if (!this.playing) return;
    cancelAnimationFrame(this.#frame);
    this.playing = false;
    this.host.retell();
  }

  hostDisconnected(): void {
    this.stop();
  }

  #set(share: number): void {
    this.#share = Math.min(1, Math.max(0, share));
    if (this.playing) this.stop();
    else this.host.retell();
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
