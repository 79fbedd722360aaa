/** Least time between two reports, milliseconds. */
const pace = 100;

/** Holds a job back, and lets it go on. */
export class Hold {
  /** Hears every change. */
  onchange?: (on: boolean) => void;
  #gone?: () => void;
  #waiting?: Promise<void>;

  get on(): boolean {
    return this.#waiting !== undefined;
  }

  set on(on: boolean) {
    if (on === this.on) return;
    this.#gone?.();
    this.#waiting = on ? new Promise((go) => (this.#gone = go)) : undefined;
    this.onchange?.(on);
  }

  /** Until it lets go. */
  get gone(): Promise<void> | undefined {
    return this.#waiting;
  }
}

/** How a job is followed, held and stopped. */
export interface Following<T> {
  /** Hears the result so far, some ten times a second. */
  onProgress?(soFar: T): void;
  hold?: Hold;
  /** Stops the job; its promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Plays slices in turns of at most `turn` milliseconds, with a pause between them for whatever else waits.
 * A slice begins only if one as slow as the slowest of late would still end in time.
 */
export async function playSlices<T, P = T>(
  slices: Generator<P, T, void>,
  turn: number,
  {onProgress, signal, hold}: Following<P> = {},
): Promise<T> {
  // A timer would do for the pause, but engines slow it down in frames off the screen.
  const {port1, port2} = new MessageChannel();
  let slowest = 0;
  let reported = performance.now();
  try {
    for (;;) {
      if (hold?.on) await hold.gone;
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
      if (now - reported >= pace) {
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
