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
  const jobs = new JobWorker(source);
  return (job, plan, following = {}) =>
    new Promise((resolve, reject) => {
      following.signal?.throwIfAborted();
      jobs.run(job, plan, following, resolve, reject);
    });
}

class JobWorker {
  readonly #source: string;
  readonly #running = new Map<number, Running>();
  #count = 0;
  #worker?: Worker;
  #url = '';
  #startTimer?: ReturnType<typeof setTimeout>;
  #fellBack = false;

  constructor(source: string) {
    this.#source = source;
  }

  run<N extends JobName>(
    job: N,
    plan: JobPlan<N>,
    following: JobOptions<JobResult<N>>,
    resolve: (result: JobResult<N>) => void,
    reject: (reason: unknown) => void,
  ): void {
    const {signal, onProgress, hold} = following;
    const id = this.#count++;
    const end = (): void => {
      this.#running.delete(id);
      signal?.removeEventListener('abort', stop);
      if (hold) hold.onchange = undefined;
      if (this.#running.size === 0) this.#stop();
    };
    const stop = (): void => {
      this.#post({id});
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
    this.#running.set(id, here);
    signal?.addEventListener('abort', stop);
    if (this.#fellBack) return here.runOnMainThread();
    if (hold) hold.onchange = (on) => this.#post({id, hold: on});
    if (!this.#worker) this.#start();
    this.#post({id, job, plan});
  }

  #post(request: JobRequest): void {
    this.#worker?.postMessage(request);
  }

  #start(): void {
    this.#url = URL.createObjectURL(new Blob([this.#source], {type: 'text/javascript'}));
    this.#startTimer = setTimeout(() => this.#fallBack(), workerTimeout);
    let worker: Worker;
    try {
      worker = this.#worker = new Worker(this.#url);
    } catch {
      return this.#fallBack();
    }
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fallBack();
    };
    worker.onmessage = ({data}: MessageEvent<JobResponse>) =>
      data.ready ? this.#started() : this.#running.get(data.id!)?.onResponse(data);
  }

  #started(): void {
    clearTimeout(this.#startTimer);
    URL.revokeObjectURL(this.#url);
  }

  #stop(): void {
    this.#started();
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** The page may have no worker: what runs goes on in it. */
  #fallBack(): void {
    this.#fellBack = true;
    this.#stop();
    for (const job of this.#running.values()) job.runOnMainThread();
  }
}
