import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Time that can be played. */
export interface Playable {
  /** Goes on by so many seconds of the clock. Returns false at the end. */
  advance(seconds: number): boolean;
  /** Where motion is not wanted: goes on to the next state worth seeing. Returns false at the end. Without it nothing plays there. */
  advanceToNextEvent?(): boolean;
  /** Playing has begun or ended. */
  playingChanged(): void;
}

/** Between two states where motion is not wanted, milliseconds. */
const eventDelay = 1500;

/** Whether the reader wants no motion. */
export const motionReduced = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Plays time frame by frame, only when asked to. Stops at its end, off screen and out of the page. */
export class PlaybackController implements ReactiveController {
  playing = false;
  #frame = 0;
  #timer?: ReturnType<typeof setTimeout>;
  #visibility?: IntersectionObserver;
  #lastFrameTime = 0;

  constructor(
    readonly host: ReactiveControllerHost & Element,
    readonly playable: Playable,
  ) {
    host.addController(this);
  }

  play(): void {
    const reduced = motionReduced();
    if (this.playing || (reduced && !this.playable.advanceToNextEvent)) return;
    this.playing = true;
    this.#visibility = new IntersectionObserver((entries) => entries.at(-1)!.isIntersecting || this.stop());
    this.#visibility.observe(this.host);
    if (reduced) this.#timer = setTimeout(this.#onTimer, eventDelay / 3);
    else {
      this.#lastFrameTime = performance.now();
      this.#frame = requestAnimationFrame(this.#onFrame);
    }
    this.playable.playingChanged();
  }

  stop(): void {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#visibility?.disconnect();
    this.playable.playingChanged();
  }

  hostDisconnected(): void {
    this.stop();
  }

  readonly #onFrame = (now: number): void => {
    const seconds = Math.max(0, now - this.#lastFrameTime) / 1000;
    this.#lastFrameTime = now;
    if (!this.playable.advance(seconds)) this.stop();
    if (this.playing) this.#frame = requestAnimationFrame(this.#onFrame);
  };

  readonly #onTimer = (): void => {
    if (!this.playable.advanceToNextEvent!()) this.stop();
    if (this.playing) this.#timer = setTimeout(this.#onTimer, eventDelay);
  };
}
