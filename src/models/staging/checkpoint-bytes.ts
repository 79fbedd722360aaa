/** How many bytes a training checkpoint has, and how many each node writes. */
import {positive, throwInvalid, wholeNumber, notNegative} from '../numerics/check.js';

/**
 * Bytes of a whole checkpoint: parameters times bytes per parameter, bytes. See {@link stateBytes} for what 2, 12,
 * 14 and 16 bytes hold. `reduction` (>= 1, default 1) divides it: see {@link checkpointReductions} for published factors.
 *
 * @throws {RangeError} unless parameters, bytesPerParameter >= 0 and reduction >= 1
 * @see https://arxiv.org/abs/1910.02054
 * @example checkpointBytes({parameters: 70_553_706_496, bytesPerParameter: 14}) // 987,751,890,944 B
 */
export function checkpointBytes({
  parameters,
  bytesPerParameter,
  reduction = 1,
}: {
  parameters: number;
  bytesPerParameter: number;
  reduction?: number;
}): number {
  notNegative('parameters', parameters, 'count');
  notNegative('bytesPerParameter', bytesPerParameter, 'bytes');
  if (!(positive('reduction', reduction, 'ratio') >= 1))
    throwInvalid('reduction', reduction, 'a finite number >= 1 (ratio)');
  return (parameters * bytesPerParameter) / reduction;
}

/**
 * Bytes each of N writers holds when the state is sharded evenly, bytes. `replicas` (default 1) is how many full copies
 * the writers save together: 1 when sharded, as many as there are data-parallel replicas when each saves its own.
 *
 * @throws {RangeError} unless bytes >= 0, writers and replicas whole numbers >= 1
 * @see https://arxiv.org/abs/2407.20143
 * @example shardBytes({bytes: 987_751_890_944, writers: 8}) // 123,468,986,368 B
 */
export function shardBytes({
  bytes,
  writers,
  replicas = 1,
}: {
  bytes: number;
  writers: number;
  replicas?: number;
}): number {
  notNegative('bytes', bytes, 'bytes');
  return (bytes * wholeNumber('replicas', replicas, 1, 'copies')) / wholeNumber('writers', writers, 1, 'nodes');
}
