/** Least time between two reports, milliseconds. */
const reportInterval = 100;

/** Holds a job back, and lets it go on. */
export class PauseSignal {
  /** Hears every change. */
  onchange?: (on: boolean) => void;
  #release?: () => void;
  #released?: Promise<void>;

  get paused(): boolean {
    return this.#released !== undefined;
  }

  set paused(on: boolean) {
    if (on === this.paused) return;
    this.#release?.();
    this.#released = on ? new Promise((go) => (this.#release = go)) : undefined;
    this.onchange?.(on);
  }

  /** Until it lets go. */
  get released(): Promise<void> | undefined {
    return this.#released;
  }
}

/** How a job is followed, held and stopped. */
export interface JobOptions<T> {
  /** Hears the result so far, some ten times a second. */
  onProgress?(soFar: T): void;
  hold?: PauseSignal;
  /** Stops the job; its promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Plays slices in turns of at most `turn` milliseconds, with a pause between them for whatever else waits.
 * A slice begins only if one as slow as the slowest of late would still end in time.
 */
export async function runInSlices<T, P = T>(
  slices: Generator<P, T, void>,
  turn: number,
  {onProgress, signal, hold}: JobOptions<P> = {},
): Promise<T> {
  // A timer would do for the pause, but engines slow it down in frames off the screen.
  const {port1, port2} = new MessageChannel();
  let slowest = 0;
  let reported = performance.now();
  try {
    for (;;) {
      if (hold?.paused) await hold.released;
      signal?.throwIfAborted();
      const begun = performance.now();
      let now = begun;
      let step;
      do {
        step = slices.next();
        if (step.done) return step.value;
        const before = now;
        now = performance.now();
        slowest = Math.max(now - before, 0.95 * slowest);
      } while (now - begun + slowest < turn);
      if (now - reported >= reportInterval) {
        reported = now;
        onProgress?.(step.value);
      }
      await new Promise((next) => {
        port1.onmessage = next;
        port2.postMessage(0);
      });
    }
  } finally {
    port1.close();
  }
}
