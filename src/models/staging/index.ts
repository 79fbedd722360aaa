/** Staging checkpoints from HBM to durable storage. */
export {checkpointBytes, shardBytes} from './checkpoint-bytes.js';
export {contendedBandwidth, stagingTimes} from './staging-times.js';
export type {StagingLinks, StagingTimes} from './staging-times.js';
export {arrivalBounds, bufferedStop, requiredBuffer, safePace, stagingBuffer} from './staging-buffer.js';
export type {BufferForecast, BufferPlan} from './staging-buffer.js';
export {checkpointStorm, concurrentWriters, pacedDrain, peakDemand} from './storm.js';
export type {Storm, StormPlan} from './storm.js';
export {sharedStorePlan} from './shared-store.js';
export type {JobClass, SharedStorePlan} from './shared-store.js';
export {asyncEfficiency, asyncFirstOrder, asyncOptimum, overlappedFirstOrder} from './async-efficiency.js';
export type {AsyncCosts, AsyncOptimum, FirstOrderOptimum} from './async-efficiency.js';
export {twoLevelFirstOrder} from './two-level.js';
export type {TwoLevelOptimum, TwoLevelPlan} from './two-level.js';
export {driveRemedies, ssdLife} from './ssd-life.js';
export type {DriveLife, DriveLoad, DriveRemedy, DriveRemedyName} from './ssd-life.js';
export {STAGING_STRATEGIES} from './staging-plan.js';
export type {StagingPlan, StagingStrategy} from './staging-plan.js';
export {forecastStaging} from './forecast-staging.js';
export type {StagingForecast} from './forecast-staging.js';
export {simulateStaging} from './simulate-staging.js';
export type {
  BrokenLimit,
  CheckpointRecord,
  MeanMax,
  StagingLimit,
  StagingRun,
  StagingSeries,
} from './simulate-staging.js';
export {newestStagedCopy} from './newest-staged-copy.js';
export type {StagedCopy, StagedLoss} from './newest-staged-copy.js';
export {judgeStaging} from './challenge.js';
export type {StagingRemedy, StagingVerdict} from './challenge.js';
export * from './published-staging.js';
