import {slicesOf} from './jobs.js';
import {playSlices} from './play-slices.js';
import type {Answer, Order} from './job-runner.js';

/** Long enough to lose little on pauses, short enough to hear an order to stop. */
const turn = 40;

/** The worker's whole life: it plays the jobs it is told, and says how they go. */
export function work(): void {
  const running = new Map<number, AbortController>();
  const answer = (message: Answer) => postMessage(message);
  addEventListener('message', async ({data: {id, job, plan}}: MessageEvent<Order>) => {
    if (!job) return running.get(id)?.abort();
    const stop = new AbortController();
    running.set(id, stop);
    try {
      const result = await playSlices(slicesOf(job, plan!), turn, {signal: stop.signal, onProgress: (progress) => answer({id, progress})});
      answer({id, result});
    } catch (error) {
      answer({id, error: (error as Error).message});
    }
    running.delete(id);
  });
  answer({ready: true});
}
