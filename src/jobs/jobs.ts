import {campaignSlices} from '../models/corruption/index.js';
import {curveSlices} from '../models/checkpointing/compare-models.js';

/** Work too long for one frame: generators of the models, each step a small slice that yields the result so far. */
export const jobs = {
  /** The simulated points over the curve. */
  curve: curveSlices,
  /** Thousands of faults in the small network. */
  campaign: campaignSlices,
} as const;

export type JobName = keyof typeof jobs;
export type JobPlan<N extends JobName> = Parameters<(typeof jobs)[N]>[0];
export type JobResult<N extends JobName> = ReturnType<(typeof jobs)[N]> extends Generator<unknown, infer R> ? R : never;

/** The slices of a job. Throws at once for a plan its model refuses. */
export const slicesOf = <N extends JobName>(job: N, plan: JobPlan<N>): Generator<JobResult<N>, JobResult<N>, void> =>
  (jobs[job] as unknown as (plan: JobPlan<N>) => Generator<JobResult<N>, JobResult<N>, void>)(plan);
