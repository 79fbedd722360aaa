import type {ReactiveControllerHost} from 'lit';
import type {InputPhase} from '../../core/input-state.js';
import {PlaybackController, type Playable} from '../../ui/playback.js';
import {roundUpToMillisecond} from './injected-failures.js';
import {simulationOf, type Value} from './inputs.js';

interface Host extends ReactiveControllerHost, Element {
  readonly value: Value;
  goTo(time: number, phase?: InputPhase): void;
  endInput(): void;
  /** Playback passed these failures; their numbers. */
  failuresPassed(from: number, to: number): void;
}

/** How fast, in mean times between failures a second. */
export const speeds = [
  ['0.1', 'slow'],
  ['0.5', 'steady'],
  ['3', 'fast'],
  ['20', 'very fast'],
] as const;

/** Lets the time of the run go by. */
export class Playback implements Playable {
  speed = '0.5';
  readonly #controller: PlaybackController;

  constructor(readonly host: Host) {
    this.#controller = new PlaybackController(host, this);
  }

  get playing(): boolean {
    return this.#controller.playing;
  }

  toggle(): void {
    if (this.playing) return this.stop();
    const {value} = this.host;
    if (value.time >= simulationOf(value).run.end) this.host.goTo(0, 'move');
    this.#controller.play();
  }

  stop(): void {
    this.#controller.stop();
  }

  /** To the previous or next failure. */
  step(way: 1 | -1): void {
    const {value} = this.host;
    const {failures} = simulationOf(value).run;
    const next =
      way > 0 ? value.failures : failures.slice(0, value.failures).findLastIndex(({time}) => time < value.time - 1e-3);
    if (!failures[next]) return;
    this.host.goTo(roundUpToMillisecond(failures[next].time), this.playing ? 'move' : 'end');
    if (way > 0) this.host.failuresPassed(next, next + 1);
  }

  advance(seconds: number): boolean {
    const {value} = this.host;
    const {run} = simulationOf(value);
    const time = Math.min(run.end, value.time + seconds * Number(this.speed) * run.predictedMtbf);
    this.host.goTo(time, 'move');
    this.host.failuresPassed(value.failures, this.host.value.failures);
    return time < run.end;
  }

  /** From failure to failure. */
  advanceToNextEvent(): boolean {
    const {time} = this.host.value;
    this.step(1);
    return this.host.value.time !== time;
  }

  playingChanged(): void {
    if (!this.playing) this.host.endInput();
    this.host.requestUpdate();
  }
}
