/** Entry of the background worker: plays the jobs it is sent, and reports their progress, result or error. */
import {slicesOf} from './jobs.js';
import {Hold, playSlices} from './run-in-slices.js';
import type {Answer, Order} from './job-runner.js';

/** Long enough to lose little on pauses, short enough to hear an order to stop, milliseconds. */
const turn = 40;

const running = new Map<number, {stop: AbortController; hold: Hold}>();
const answer = (message: Answer) => postMessage(message);

addEventListener('message', async ({data: {id, job, plan, hold: held}}: MessageEvent<Order>) => {
  const known = running.get(id);
  if (known && held !== undefined) known.hold.on = held;
  if (held !== undefined) return;
  if (!job) {
    known?.stop.abort();
    if (known) known.hold.on = false;
    return;
  }
  const [stop, hold] = [new AbortController(), new Hold()];
  running.set(id, {stop, hold});
  try {
    const result = await playSlices(slicesOf(job, plan!), turn, {
      signal: stop.signal,
      hold,
      onProgress: (progress) => answer({id, progress}),
    });
    answer({id, result});
  } catch (error) {
    answer({id, error: (error as Error).message});
  }
  running.delete(id);
});
answer({ready: true});
