import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {settledTime} from './injected-failures.js';
import {playedOf, type Value} from './inputs.js';

interface Host extends ReactiveControllerHost, Element {
  readonly value: Value;
  goTo(time: number, going?: boolean): void;
  /** Playback passed these failures; their numbers. */
  passed(from: number, to: number): void;
}

/** How fast, in mean times between failures a second. */
export const speeds = [
  ['0.1', 'slow'],
  ['0.5', 'steady'],
  ['3', 'fast'],
  ['20', 'very fast'],
] as const;
/** Between two failures where motion is not wanted, milliseconds. */
const pause = 1500;

/** Lets the time of the run go by. Stops at its end, off screen and out of the page. */
export class Playback implements ReactiveController {
  playing = false;
  speed = '0.5';
  #frame = 0;
  #timer?: ReturnType<typeof setTimeout>;
  #sight?: IntersectionObserver;
  #before = 0;

  constructor(readonly host: Host) {
    host.addController(this);
  }

  toggle(): void {
    if (this.playing) return this.stop();
    const {value} = this.host;
    this.playing = true;
    if (value.time >= playedOf(value).run.end) this.host.goTo(0, true);
    this.#sight = new IntersectionObserver((entries) => entries.at(-1)!.isIntersecting || this.stop());
    this.#sight.observe(this.host);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.#timer = setTimeout(this.#leap, pause / 3);
    else {
      this.#before = performance.now();
      this.#frame = requestAnimationFrame(this.#tick);
    }
    this.host.requestUpdate();
  }

  stop(): void {
    if (!this.playing) return;
    this.#end();
    this.host.goTo(NaN);
  }

  /** To the previous or next failure. */
  step(way: 1 | -1): void {
    const {value} = this.host;
    const {failures} = playedOf(value).run;
    const next =
      way > 0 ? value.failures : failures.slice(0, value.failures).findLastIndex(({time}) => time < value.time - 1e-3);
    if (!failures[next]) return;
    this.host.goTo(settledTime(failures[next].time), this.playing);
    if (way > 0) this.host.passed(next, next + 1);
  }

  readonly #tick = (now: number): void => {
    const {value} = this.host;
    const {run} = playedOf(value);
    const passed = value.failures;
    const time = Math.min(
      run.end,
      value.time + (Math.max(0, now - this.#before) / 1000) * Number(this.speed) * run.predictedMtbf,
    );
    this.#before = now;
    this.host.goTo(time, true);
    this.host.passed(passed, this.host.value.failures);
    if (time >= run.end) return this.stop();
    if (this.playing) this.#frame = requestAnimationFrame(this.#tick);
  };

  /** Where motion is not wanted: from failure to failure. */
  readonly #leap = (): void => {
    const before = this.host.value.time;
    this.step(1);
    if (this.host.value.time === before) return this.stop();
    this.#timer = setTimeout(this.#leap, pause);
  };

  #end(): void {
    this.playing = false;
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#sight?.disconnect();
  }

  hostDisconnected(): void {
    this.#end();
  }
}
