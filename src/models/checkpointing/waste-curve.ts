/** The waste split at many intervals at once: the lines of the Young–Daly figure. */
import {notNegative, throwInvalid} from '../numerics/check.js';
import type {CheckpointCosts, RecoveryCosts} from './checkpoint-interval.js';
import {checkLaw} from './failure-law.js';
import type {LawChoice} from './failure-law.js';
import {bernoulliQuotient, lostShare, partOf} from '../numerics/cancellation.js';
import {checkRun} from './waste.js';
import {checkShape, weibullLaw, weibullShares} from './weibull.js';

/** One array for each part, in the order of the intervals; shares of wall time as in `wasteBreakdown`. */
export interface WasteCurve {
  useful: Float64Array;
  checkpoint: Float64Array;
  lost: Float64Array;
  restart: Float64Array;
  downtime: Float64Array;
  total: Float64Array;
  /** Young's first-order waste: may exceed 1, Infinity at interval 0. */
  firstOrder: Float64Array;
}

/**
 * `wasteBreakdown` (or `weibullWaste`) and `firstOrderWaste` for a list of intervals, checking the other
 * arguments once. Fast enough to be called on every frame.
 *
 * @throws {RangeError} unless every interval, writeTime, restart, downtime >= 0, mtbf > 0 (seconds), shape in 0.1..10
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @example wasteCurve({intervals: [600, 3600], writeTime: 120, mtbf: 14_400, restart: 300}).total // [0.2041, 0.1694]
 */
export function wasteCurve({
  intervals,
  writeTime,
  mtbf,
  restart = 0,
  downtime = 0,
  law = 'exponential',
  shape = 1,
}: CheckpointCosts & RecoveryCosts & LawChoice & {intervals: ArrayLike<number>}): WasteCurve {
  checkRun(0, writeTime, mtbf, restart, downtime);
  const weibull = checkLaw(law) === 'weibull' ? weibullLaw(mtbf, restart, downtime, checkShape(shape)) : null;
  if (intervals === null || typeof intervals !== 'object')
    throwInvalid('intervals', intervals, 'a list of numbers >= 0 (seconds)');
  const n = intervals.length;
  const curve: WasteCurve = {
    useful: new Float64Array(n),
    checkpoint: new Float64Array(n),
    lost: new Float64Array(n),
    restart: new Float64Array(n),
    downtime: new Float64Array(n),
    total: new Float64Array(n),
    firstOrder: new Float64Array(n),
  };
  const up = Math.exp(-restart / mtbf) / (1 + downtime / mtbf);
  const restartShare = -Math.expm1(-restart / mtbf) / (1 + downtime / mtbf);
  const downtimeShare = partOf(downtime, mtbf);
  const perFailure = (restart + downtime) / mtbf;
  for (let i = 0; i < n; i++) {
    const interval = notNegative('interval', intervals[i], 'seconds');
    curve.firstOrder[i] = (writeTime === 0 ? 0 : writeTime / interval) + interval / mtbf / 2 + perFailure;
    if (weibull) {
      const shares = weibullShares(weibull, interval, writeTime);
      curve.useful[i] = shares.useful;
      curve.checkpoint[i] = shares.checkpoint;
      curve.lost[i] = shares.lost;
      curve.restart[i] = shares.restart;
      curve.downtime[i] = shares.downtime;
      curve.total[i] = shares.total;
      continue;
    }
    const period = interval + writeTime;
    const t = period / mtbf;
    const committed = up * bernoulliQuotient(t);
    const lost = up * lostShare(t);
    const checkpoint = writeTime === 0 ? 0 : committed * (writeTime / period);
    curve.useful[i] = writeTime === 0 ? committed : committed * (interval / period);
    curve.checkpoint[i] = checkpoint;
    curve.lost[i] = lost;
    curve.restart[i] = restartShare;
    curve.downtime[i] = downtimeShare;
    curve.total[i] = checkpoint + lost + restartShare + downtimeShare;
  }
  return curve;
}
