/** From one part's reliability to that of a synchronous fleet, where any failure stops the whole job. */
import {notNegative, oneOf, positive, throwInvalid, share, wholeNumber} from '../numerics/check.js';
import {logGamma} from '../numerics/gamma.js';
import {partOf} from '../numerics/cancellation.js';
import {checkShape} from '../checkpointing/weibull.js';

/**
 * Mean time between failures of N identical nodes in series, M_node/N, seconds. Holds for any failure law in the long
 * run if only the failed node is renewed. `nodes` need not be whole (axes are continuous).
 *
 * @throws {RangeError} unless nodeMtbf > 0 (seconds) and nodes > 0
 * @see https://arxiv.org/abs/2410.21680
 * @example fleetMtbf({nodeMtbf: 50_000 * 3600, nodes: 16_384}) // 10,986 s, 3.05 h
 */
export function fleetMtbf({nodeMtbf, nodes}: {nodeMtbf: number; nodes: number}): number {
  return positive('nodeMtbf', nodeMtbf, 'seconds') / positive('nodes', nodes, 'count');
}

/**
 * Mean time between failures of unlike parts in series, 1/Σ(count/mttf), seconds.
 * Infinity when every count is 0: nothing there can fail.
 *
 * @throws {RangeError} unless each mttf > 0 (seconds) and each count >= 0
 * @throws {TypeError} if parts is not a list
 * @see https://doi.org/10.1007/978-3-319-20943-2_1
 * @example seriesMtbf({parts: [{mttf: 1.8e8, count: 8}, {mttf: 5.4e8, count: 2}, {mttf: 3.6e8, count: 2}]}) // 18,620,690 s, 5172 h
 */
export function seriesMtbf({parts}: {parts: readonly {mttf: number; count: number}[]}): number {
  if (!Array.isArray(parts)) throwInvalid('parts', parts as unknown, 'a list of {mttf, count}');
  let rate = 0;
  parts.forEach(({mttf, count}, i) => {
    rate += notNegative(`parts[${i}].count`, count, 'count') / positive(`parts[${i}].mttf`, mttf, 'seconds');
  });
  return 1 / rate;
}

/**
 * Chance that no node of a fleet fails within `time`, e^(−N·t/M_node), for a constant failure rate.
 * This is the survival of the whole synchronous job; a serving fleet that tolerates losses does better.
 *
 * @throws {RangeError} unless nodeMtbf > 0, time >= 0 (seconds) and nodes > 0
 * @see https://doi.org/10.1007/978-3-319-20943-2_1
 * @example survivalProbability({nodeMtbf: 50_000 * 3600, nodes: 10_000, time: 3600}) // 0.819
 */
export function survivalProbability({nodeMtbf, nodes, time}: {nodeMtbf: number; nodes: number; time: number}): number {
  notNegative('time', time, 'seconds');
  return Math.exp(-time / fleetMtbf({nodeMtbf, nodes}));
}

/**
 * P_fleet = P_node^N: the chance that all of N independent nodes survive, for any failure law. Ratio 0..1.
 *
 * @throws {RangeError} unless nodeSurvival is in 0..1 and nodes > 0
 * @see https://doi.org/10.1007/978-3-319-20943-2_1
 * @example fleetSurvival({nodeSurvival: 0.9999, nodes: 10_000}) // 0.368
 */
export function fleetSurvival({nodeSurvival, nodes}: {nodeSurvival: number; nodes: number}): number {
  return share('nodeSurvival', nodeSurvival) ** positive('nodes', nodes, 'count');
}

/**
 * How the write time reacts when the fleet grows: `fixed` keeps it; `sharded` divides it (a fixed state, each node
 * writing its shard to its own storage); `shared` multiplies it (state grows with the fleet, the store does not).
 */
export type WriteScaling = 'fixed' | 'sharded' | 'shared';

/**
 * The write time (seconds) after the fleet went from `nodes` to `newNodes`.
 *
 * @throws {RangeError} unless writeTime >= 0 (seconds), nodes, newNodes > 0, scaling one of the three
 * @see https://arxiv.org/abs/2410.21680
 * @example scaledWriteTime({writeTime: 120, nodes: 2048, newNodes: 4096, scaling: 'sharded'}) // 60
 */
export function scaledWriteTime({
  writeTime,
  nodes,
  newNodes,
  scaling,
}: {
  writeTime: number;
  nodes: number;
  newNodes: number;
  scaling: WriteScaling;
}): number {
  notNegative('writeTime', writeTime, 'seconds');
  const growth = positive('newNodes', newNodes, 'count') / positive('nodes', nodes, 'count');
  oneOf<WriteScaling>('scaling', scaling, ['fixed', 'sharded', 'shared']);
  return scaling === 'fixed' ? writeTime : scaling === 'sharded' ? writeTime / growth : writeTime * growth;
}

/**
 * Mean time between failures of N Weibull nodes, seconds. `renew: 'failed'` replaces only the broken node (M/N in the long
 * run); `renew: 'all'` makes the whole fleet new at each failure (M/N^(1/k)), far worse when shape k < 1.
 *
 * @throws {RangeError} unless nodeMtbf > 0 (seconds), nodes > 0, shape in 0.1..10, renew one of the two
 * @see https://doi.org/10.1145/2063384.2063428
 * @example weibullFleetMtbf({nodeMtbf: 43_800 * 3600, nodes: 2048, shape: 0.7, renew: 'all'}) // 2933 s, 0.81 h
 */
export function weibullFleetMtbf({
  nodeMtbf,
  nodes,
  shape,
  renew,
}: {
  nodeMtbf: number;
  nodes: number;
  shape: number;
  renew: 'failed' | 'all';
}): number {
  const long = fleetMtbf({nodeMtbf, nodes});
  checkShape(shape);
  return oneOf<'failed' | 'all'>('renew', renew, ['failed', 'all']) === 'failed'
    ? long
    : nodeMtbf / nodes ** (1 / shape);
}

/**
 * Chance that more nodes are under repair at once than there are spares: P(K > spares), K Poisson with mean
 * nodes·failureRate·repair. Ratio 0..1.
 *
 * @throws {RangeError} unless nodes > 0, failureRate >= 0 (per node-second), repair >= 0 (seconds), spares a whole number >= 0
 * @see https://en.wikipedia.org/wiki/Poisson_distribution
 * @example sparesExceeded({nodes: 2048, failureRate: 6.5e-3 / 86_400, repair: 86_400, spares: 16}) // 0.188
 */
export function sparesExceeded({
  nodes,
  failureRate,
  repair,
  spares,
}: {
  nodes: number;
  failureRate: number;
  repair: number;
  spares: number;
}): number {
  positive('nodes', nodes, 'count');
  notNegative('failureRate', failureRate, 'failures per node-second');
  notNegative('repair', repair, 'seconds');
  wholeNumber('spares', spares, 0, 'nodes');
  const mean = nodes * failureRate * repair;
  if (mean === 0) return 0;
  if (mean === Infinity) return 1;
  const chanceOf = (k: number) => Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
  let sum = 0;
  if (spares + 1 > mean) {
    let term = chanceOf(spares + 1);
    for (let k = spares + 2; term > 1e-17 * sum; k++) {
      sum += term;
      term *= mean / k;
    }
    return Math.min(1, sum);
  }
  let term = chanceOf(spares);
  for (let k = spares; k >= 0 && term > 1e-17 * sum; k--) {
    sum += term;
    term *= k / mean;
  }
  return Math.max(0, 1 - sum);
}

/**
 * Steady-state availability M/(M + repair), ratio 0..1.
 *
 * @throws {RangeError} unless mtbf > 0 and repair >= 0 (seconds)
 * @see https://en.wikipedia.org/wiki/Availability
 * @example availability({mtbf: 18_000, repair: 300}) // 0.9836
 */
export function availability({mtbf, repair}: {mtbf: number; repair: number}): number {
  return partOf(positive('mtbf', mtbf, 'seconds'), notNegative('repair', repair, 'seconds'));
}
