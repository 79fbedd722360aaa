import {slicesOf, type JobName, type JobPlan, type JobResult} from './jobs.js';
import {runInSlices, type JobOptions} from './run-in-slices.js';

/** To the worker: play a job, or without one stop it. */
export interface JobRequest {
  id: number;
  job?: JobName;
  plan?: JobPlan<JobName>;
  /** Holds it, or lets it go on. */
  hold?: boolean;
}

/** From the worker: that it runs, or news of a job. */
export interface JobResponse {
  ready?: true;
  id?: number;
  progress?: unknown;
  result?: unknown;
  error?: string;
}

/** Plays a job away from the page where it can, and promises its result. */
export type RunJob = <N extends JobName>(
  job: N,
  plan: JobPlan<N>,
  following?: JobOptions<JobResult<N>>,
) => Promise<JobResult<N>>;

interface Running {
  onResponse(answer: JobResponse): void;
  /** In the page after all. */
  runOnMainThread(): void;
}

/** A worker that gives no sign of life this long will not, milliseconds. */
const workerTimeout = 3000;
/** Longest turn in the page, milliseconds; 8 is the most a reader may be kept waiting. */
const sliceBudget = 5;

/**
 * One worker for all jobs, made of a text, so that the bundle stays one file:
 *
 *     runJob ─> worker (from a blob) ─> progress … result; gone with its last job
 *        └────> where the page may have none (policy, sandbox, file://): slices between frames
 */
export function jobRunner(source: string): RunJob {
  const running = new Map<number, Running>();
  let count = 0;
  let worker: Worker | undefined;
  let url = '';
  let startTimer: ReturnType<typeof setTimeout> | undefined;
  let fellBack = false;

  const workerStarted = (): void => {
    clearTimeout(startTimer);
    URL.revokeObjectURL(url);
  };
  const stopWorker = (): void => {
    workerStarted();
    worker?.terminate();
    worker = undefined;
  };
  const fallBack = (): void => {
    fellBack = true;
    stopWorker();
    for (const job of running.values()) job.runOnMainThread();
  };
  const start = (): void => {
    url = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
    startTimer = setTimeout(fallBack, workerTimeout);
    try {
      worker = new Worker(url);
    } catch {
      return fallBack();
    }
    worker.onerror = (event) => {
      event.preventDefault();
      fallBack();
    };
    worker.onmessage = ({data}: MessageEvent<JobResponse>) =>
      data.ready ? workerStarted() : running.get(data.id!)?.onResponse(data);
  };

  return (job, plan, following = {}) =>
    new Promise((resolve, reject) => {
      const {signal, onProgress, hold} = following;
      signal?.throwIfAborted();
      const id = count++;
      const end = (): void => {
        running.delete(id);
        signal?.removeEventListener('abort', stop);
        if (hold) hold.onchange = undefined;
        if (running.size === 0) stopWorker();
      };
      const stop = (): void => {
        worker?.postMessage({id} satisfies JobRequest);
        end();
        reject(signal!.reason);
      };
      const here: Running = {
        onResponse({progress, result, error}) {
          if (progress !== undefined) return onProgress?.(progress as never);
          end();
          if (error === undefined) resolve(result as never);
          else reject(new Error(error));
        },
        runOnMainThread() {
          (async () => runInSlices(slicesOf(job, plan), sliceBudget, following))().then(resolve, reject).finally(end);
        },
      };
      running.set(id, here);
      signal?.addEventListener('abort', stop);
      if (fellBack) return here.runOnMainThread();
      if (hold) hold.onchange = (on) => worker?.postMessage({id, hold: on} satisfies JobRequest);
      if (!worker) start();
      worker?.postMessage({id, job, plan} satisfies JobRequest);
    });
}
