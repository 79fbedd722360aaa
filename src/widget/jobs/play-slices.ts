/** Least time between two reports, milliseconds. */
const pace = 100;

/** How a job is followed and stopped. */
export interface Following<T> {
  /** Hears the result so far, some ten times a second. */
  onProgress?(soFar: T): void;
  /** Stops the job; its promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Plays slices in turns of at most `turn` milliseconds, with a pause between them for whatever else waits.
 * A slice begins only if one as slow as the slowest of late would still end in time.
 */
export async function playSlices<T>(slices: Generator<T, T, void>, turn: number, {onProgress, signal}: Following<T> = {}): Promise<T> {
  // A timer would do for the pause, but engines slow it down in frames off the screen.
  const {port1, port2} = new MessageChannel();
  let slowest = 0;
  let reported = performance.now();
  try {
    for (;;) {
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
