import {slicesOf, type JobName, type JobPlan, type JobResult} from './jobs.js';
import {playSlices, type Following} from './run-in-slices.js';

/** To the worker: play a job, or without one stop it. */
export interface Order {
  id: number;
  job?: JobName;
  plan?: JobPlan<JobName>;
  /** Holds it, or lets it go on. */
  hold?: boolean;
}

/** From the worker: that it runs, or news of a job. */
export interface Answer {
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
  following?: Following<JobResult<N>>,
) => Promise<JobResult<N>>;

interface Running {
  hear(answer: Answer): void;
  /** In the page after all. */
  playHere(): void;
}

/** A worker that gives no sign of life this long will not, milliseconds. */
const patience = 3000;
/** Longest turn in the page, milliseconds; 8 is the most a reader may be kept waiting. */
const turn = 5;

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
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let refused = false;

  const started = (): void => {
    clearTimeout(waiting);
    URL.revokeObjectURL(url);
  };
  const leave = (): void => {
    started();
    worker?.terminate();
    worker = undefined;
  };
  const refuse = (): void => {
    refused = true;
    leave();
    for (const job of running.values()) job.playHere();
  };
  const start = (): void => {
    url = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
    waiting = setTimeout(refuse, patience);
    try {
      worker = new Worker(url);
    } catch {
      return refuse();
    }
    worker.onerror = (event) => {
      event.preventDefault();
      refuse();
    };
    worker.onmessage = ({data}: MessageEvent<Answer>) => (data.ready ? started() : running.get(data.id!)?.hear(data));
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
        if (running.size === 0) leave();
      };
      const stop = (): void => {
        worker?.postMessage({id} satisfies Order);
        end();
        reject(signal!.reason);
      };
      const here: Running = {
        hear({progress, result, error}) {
          if (progress !== undefined) return onProgress?.(progress as never);
          end();
          if (error === undefined) resolve(result as never);
          else reject(new Error(error));
        },
        playHere() {
          (async () => playSlices(slicesOf(job, plan), turn, following))().then(resolve, reject).finally(end);
        },
      };
      running.set(id, here);
      signal?.addEventListener('abort', stop);
      if (refused) return here.playHere();
      if (hold) hold.onchange = (on) => worker?.postMessage({id, hold: on} satisfies Order);
      if (!worker) start();
      worker?.postMessage({id, job, plan} satisfies Order);
    });
}
