import {jobRunner} from './job-runner.js';
import {programText} from './program-text.js';

/** Runs a job of `jobs.ts`; all widgets share its worker. */
export const runJob = jobRunner(`(${programText})().work()`);
