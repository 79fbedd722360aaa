/** Entry of the background worker: plays the jobs it is sent, and reports their progress, result or error. */
import {slicesOf} from './jobs.js';
import {PauseSignal, runInSlices} from './run-in-slices.js';
import type {JobResponse, JobRequest} from './job-runner.js';

/** Long enough to lose little on pauses, short enough to hear an order to stop, milliseconds. */
const sliceBudget = 40;

const running = new Map<number, {stop: AbortController; hold: PauseSignal}>();
const respond = (message: JobResponse) => postMessage(message);

addEventListener('message', async ({data: {id, job, plan, hold: held}}: MessageEvent<JobRequest>) => {
  const known = running.get(id);
  if (known && held !== undefined) known.hold.paused = held;
  if (held !== undefined) return;
  if (!job) {
    known?.stop.abort();
    if (known) known.hold.paused = false;
    return;
  }
  const [stop, hold] = [new AbortController(), new PauseSignal()];
  running.set(id, {stop, hold});
  try {
    const result = await runInSlices(slicesOf(job, plan!), sliceBudget, {
      signal: stop.signal,
      hold,
      onProgress: (progress) => respond({id, progress}),
    });
    respond({id, result});
  } catch (error) {
    respond({id, error: (error as Error).message});
  }
  running.delete(id);
});
respond({ready: true});
