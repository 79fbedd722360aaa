/** Many jobs, one store: how often each may checkpoint. */
import {notNegative, positive, throwInvalid} from '../numerics/check.js';

/** Jobs of one kind that run at the same time. */
export interface JobClass {
  /** n: how many, > 0; need not be whole (an average over time). */
  count: number;
  /** q: nodes of each, > 0. */
  nodes: number;
  /** C: time to write one checkpoint with the store to itself, > 0 (seconds). */
  writeTime: number;
  /** R: time to read it back, >= 0 (seconds). Default: writeTime. */
  restart?: number;
}

/** What is best for the whole platform. */
export interface SharedStorePlan {
  /** F: share of the time the store would write if each class took its own Young period. Above 1 the store is the limit. */
  readonly unconstrainedLoad: number;
  /** λ: the Lagrange multiplier, 0 while the store is not the limit. */
  readonly multiplier: number;
  /** P: period of each class (work and write), seconds, in the order given. */
  readonly periods: readonly number[];
  /** First-order waste of the platform, a share of node time. */
  readonly waste: number;
  readonly storeBound: boolean;
}

/**
 * Periods P_i = √(2μN(q_i/N + λ)C_i/q_i²) that waste least while the store is busy at most all the time,
 * Σ n_i·C_i/P_i <= 1. λ = max(0, root): jobs checkpoint more seldom than Young says where the store is short. Frozen.
 *
 * @throws {RangeError} unless nodes, nodeMtbf > 0 and each job suits {@link JobClass}
 * @throws {TypeError} if jobs is not a list
 * @see https://doi.org/10.1109/IPDPSW.2018.00127
 * @example sharedStorePlan({jobs: [{count: 20, nodes: 64, writeTime: 600}], nodes: 1280, nodeMtbf: 1280 * 7200}).storeBound // true
 */
export function sharedStorePlan({
  jobs,
  nodes,
  nodeMtbf,
}: {
  jobs: readonly JobClass[];
  nodes: number;
  nodeMtbf: number;
}): SharedStorePlan {
  if (!Array.isArray(jobs) || jobs.length === 0)
    throwInvalid('jobs', jobs as unknown, 'a list of at least one {count, nodes, writeTime}');
  positive('nodes', nodes, 'count');
  positive('nodeMtbf', nodeMtbf, 'seconds');
  jobs.forEach((job, i) => {
    positive(`jobs[${i}].count`, job.count, 'count');
    positive(`jobs[${i}].nodes`, job.nodes, 'count');
    positive(`jobs[${i}].writeTime`, job.writeTime, 'seconds');
    if (job.restart !== undefined) notNegative(`jobs[${i}].restart`, job.restart, 'seconds');
  });
  const period = ({nodes: q, writeTime}: JobClass, multiplier: number) =>
    Math.sqrt(2 * nodeMtbf * (q + nodes * multiplier) * writeTime) / q;
  const load = (multiplier: number) =>
    jobs.reduce((sum, job) => sum + (job.count * job.writeTime) / period(job, multiplier), 0);
  const unconstrainedLoad = load(0);
  const multiplier = unconstrainedLoad <= 1 ? 0 : rootOfFalling(load, 1);
  const periods = jobs.map((job) => period(job, multiplier));
  const waste = jobs.reduce(
    (sum, {count, nodes: q, writeTime, restart = writeTime}, i) =>
      sum + ((count * q) / nodes) * (writeTime / periods[i] + (q / nodeMtbf) * (periods[i] / 2 + restart)),
    0,
  );
  return Object.freeze({
    unconstrainedLoad,
    multiplier,
    periods: Object.freeze(periods),
    waste,
    storeBound: unconstrainedLoad > 1,
  });
}

/** Where a falling function of x >= 0 meets `level`: doubling, then bisection to the last bit. */
function rootOfFalling(f: (x: number) => number, level: number): number {
  let high = 1;
  while (f(high) > level) high *= 2;
  let low = 0;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (f(middle) > level) low = middle;
    else high = middle;
  }
}
