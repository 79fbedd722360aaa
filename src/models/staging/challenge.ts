/** The ten-run rule: a setting is right if it holds for an hour and a slightly smaller buffer does not. */
import {openShare} from '../numerics/check.js';
import {forecastStaging} from './forecast-staging.js';
import type {StagingForecast} from './forecast-staging.js';
import {simulateStaging} from './simulate-staging.js';
import type {BrokenLimit, StagingLimit, StagingRun} from './staging-run.js';
import type {StagingPlan} from './staging-plan.js';

/** The first thing to try. */
export type StagingRemedy =
  | 'stage-in-dram' // the strategy itself blocks
  | 'larger-buffer'
  | 'smaller-buffer'
  | 'slower-pace'
  | 'faster-pace'
  | 'fewer-groups' // turns keep the last group waiting too long
  | 'longer-interval' // no pace is both slow enough for the network and fast enough for the bytes
  | 'more-ssd-space';

/** How a setting did. */
export interface StagingVerdict {
  /** True if an hour passes without stall, storm, overflow, backlog or crash, and a smaller buffer fails. */
  readonly solved: boolean;
  /** True if the hour passes, whatever a smaller buffer does. */
  readonly holds: boolean;
  /** True if the buffer is 0 or the smaller one fails. */
  readonly tight: boolean;
  /** The first limit broken that counts; null if none. `store` alone does not count: writers queue for it. */
  readonly firstBroken: BrokenLimit | null;
  /** What to try first; null when solved. */
  readonly remedy: StagingRemedy | null;
  /** b* at this pace and these groups (bytes of one writer). */
  readonly requiredBuffer: number;
  /** Buffer over b*: 1 is exact; Infinity where none is needed and there is one, 1 where there is none either. */
  readonly bufferRatio: number;
  /** Whether any pace suits both the network and S/T with these groups. */
  readonly feasible: boolean;
  readonly forecast: StagingForecast;
  readonly run: StagingRun;
}

const HOUR = 3600;
const COUNTS: readonly StagingLimit[] = ['overflow', 'stall', 'storm', 'unstable', 'crash'];

const firstThatCounts = (run: StagingRun) => run.broken.find((b) => COUNTS.includes(b.limit)) ?? null;

/** Whether a pace exists that neither storms nor lets backlogs grow: G·S/T <= r <= (C_net − u)·G/N. */
function feasiblePace(plan: StagingPlan, forecast: StagingForecast): boolean {
  const {writers, bytesPerNode, interval, uploadBandwidth, trainingTraffic = 0} = plan;
  const groups = plan.schedule === 'random' ? 1 : (plan.groups ?? 1);
  const perGroup = Math.ceil(writers / groups);
  const headroom = trainingTraffic > 0 ? forecast.headroom / perGroup : Infinity;
  const store = (plan.storeBandwidth ?? Infinity) - (plan.storeTraffic ?? 0);
  return (groups * bytesPerNode) / interval <= Math.min(uploadBandwidth, headroom, store / perGroup);
}

function remedyFor(
  plan: StagingPlan,
  broken: BrokenLimit | null,
  forecast: StagingForecast,
  feasible: boolean,
): StagingRemedy {
  if (!broken) return 'smaller-buffer';
  if (plan.strategy === 'object-store' || (plan.strategy === 'local-ssd' && broken.limit === 'stall'))
    return 'stage-in-dram';
  if (!feasible) return 'longer-interval';
  switch (broken.limit) {
    case 'storm':
    case 'crash':
      return 'slower-pace';
    case 'unstable':
      return 'faster-pace';
    default:
      if (broken.queue === 'nvme') return 'more-ssd-space';
      if (!forecast.stable) return 'faster-pace';
      return (plan.buffer ?? 0) < forecast.requiredBuffer || (plan.groups ?? 1) === 1
        ? 'larger-buffer'
        : 'fewer-groups';
  }
}

/**
 * Plays an hour (or `duration`, if longer) with the setting, and once more with a buffer smaller by `margin`.
 * `solved` only if the first holds and the second fails: big enough is easy, just big enough is the point. A setting whose
 * backlog grows does not hold, even if the hour ends before it shows.
 *
 * @throws {RangeError | TypeError} unless the plan suits `simulateStaging` and margin is between 0 and 1
 * @see https://doi.org/10.1007/3-540-45318-0
 * @example judgeStaging({...links, strategy: 'async-dram', buffer: 0}).remedy // 'larger-buffer'
 */
export function judgeStaging({margin = 0.02, ...inputs}: StagingPlan & {margin?: number}): StagingVerdict {
  openShare('margin', margin);
  const plan = {...inputs, duration: Math.max(HOUR, inputs.duration ?? HOUR)};
  const buffer = plan.buffer ?? 0;
  const run = simulateStaging(plan);
  const forecast = forecastStaging(plan);
  const firstBroken = firstThatCounts(run);
  const holds = firstBroken === null;
  const tight = buffer === 0 || firstThatCounts(simulateStaging({...plan, buffer: buffer * (1 - margin)})) !== null;
  const feasible = feasiblePace(plan, forecast);
  const {requiredBuffer} = forecast;
  return {
    solved: holds && tight,
    holds,
    tight,
    firstBroken,
    feasible,
    forecast,
    run,
    requiredBuffer,
    remedy: holds && tight ? null : remedyFor(plan, firstBroken, forecast, feasible),
    bufferRatio: requiredBuffer > 0 ? buffer / requiredBuffer : buffer > 0 ? Infinity : 1,
  };
}
