import {workerSource} from 'virtual:worker-source';
import {jobRunner} from './job-runner.js';

/** Runs a job of `jobs.ts`; all widgets share its worker. */
export const runJob = jobRunner(workerSource);
