import {jobRunner} from './job-runner.js';
import {workerSource} from './worker-source.js';

/** Runs a job of `jobs.ts`; all widgets share its worker. */
export const runJob = jobRunner(workerSource);
