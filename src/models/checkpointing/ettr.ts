/** Effective training time ratio as published for Meta's research clusters. */
import {notNegative, positive} from '../numerics/check.js';

/** A job of N nodes with hardware failures at a constant rate. */
export interface EttrJob {
  /** N: nodes of the job, > 0. */
  nodes: number;
  /** r_f: failures per node-second, >= 0 (6.5 per 1000 node-days is 6.5e-3/86400). */
  failureRate: number;
  /** Δt: time between checkpoints, > 0 (seconds). */
  interval: number;
  /** w: time a checkpoint blocks the job, >= 0 (seconds). 0 for non-blocking ones. */
  writeTime: number;
  /** u₀: time to restart after a failure, >= 0 (seconds). Default 0. */
  restart?: number;
}

/**
 * Expected ETTR, (1 − N·r_f·(u₀ + Δt/2)) / (1 + w/Δt): useful share of a job's scheduled time.
 *
 * A first-order formula: valid while N·r_f·(u₀ + Δt/2) ≪ 1. From 1 on it would say "less than nothing"; there, well
 * outside its validity, 0 is returned. Waiting in the queue is not included. For the exact share of a constant-rate
 * model use `efficiency`.
 *
 * @throws {RangeError} unless nodes, interval > 0 and failureRate, writeTime, restart >= 0
 * @see https://arxiv.org/abs/2410.21680
 * @example expectedEttr({nodes: 2000, failureRate: 6.5e-3 / 86_400, interval: 300, writeTime: 0, restart: 300}) // 0.932
 */
export function expectedEttr({nodes, failureRate, interval, writeTime, restart = 0}: EttrJob): number {
  positive('nodes', nodes, 'count');
  notNegative('failureRate', failureRate, 'failures per node-second');
  positive('interval', interval, 'seconds');
  notNegative('writeTime', writeTime, 'seconds');
  notNegative('restart', restart, 'seconds');
  const kept = 1 - nodes * failureRate * (restart + interval / 2);
  return kept <= 0 ? 0 : kept / (1 + writeTime / interval);
}
