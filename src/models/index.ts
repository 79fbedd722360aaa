/** The models: numbers in SI units in, numbers out. No DOM, no clock, no hidden chance. */
export {
  availabilityOptimalPeriod,
  dalyFirstOrderInterval,
  dalyFirstOrderPeriod,
  dalyInterval,
  optimalInterval,
  refinedFirstOrderPeriod,
  youngInterval,
} from './checkpointing/checkpoint-interval.js';
export type {CheckpointCosts, RecoveryCosts} from './checkpointing/checkpoint-interval.js';
export {
  atLeastTwoFailures,
  efficiency,
  expectedWallTime,
  firstOrderMinimumWaste,
  firstOrderWaste,
  maximumEfficiency,
  segmentTimes,
  wasteBreakdown,
} from './checkpointing/waste.js';
export type {CheckpointedRun, SegmentTimes, WasteShares} from './checkpointing/waste.js';
export {wasteCurve} from './checkpointing/waste-curve.js';
export type {WasteCurve} from './checkpointing/waste-curve.js';
export {WEIBULL_SHAPES, weibullOptimalInterval, weibullScale, weibullWaste} from './checkpointing/weibull.js';
export {optimumFor, wasteFor} from './checkpointing/failure-law.js';
export type {FailureLaw, LawChoice} from './checkpointing/failure-law.js';
export {
  availability,
  fleetMtbf,
  fleetSurvival,
  scaledWriteTime,
  seriesMtbf,
  sparesExceeded,
  survivalProbability,
  weibullFleetMtbf,
} from './fleet/fleet.js';
export type {WriteScaling} from './fleet/fleet.js';
export {expectedEttr} from './checkpointing/ettr.js';
export type {EttrJob} from './checkpointing/ettr.js';
export {
  firstOrderLargestWriteTime,
  largestFleet,
  largestWriteTime,
  leastBandwidth,
  leastMtbf,
} from './checkpointing/inverse.js';
export type {WasteBudget} from './checkpointing/inverse.js';
export {withinBudget} from './checkpointing/budget.js';
export type {BudgetAnswers, BudgetedJob} from './checkpointing/budget.js';
export {curveSlices, compareModels, simulateCurve, youngLimit} from './checkpointing/compare-models.js';
export type {
  CurvePlan,
  CurvePoint,
  ComparedModel,
  ModelComparison,
  SimulatedCurve,
} from './checkpointing/compare-models.js';
export {doubleFleet} from './checkpointing/doubling.js';
export type {DoubledFleet, Doubling, FleetOptimum} from './checkpointing/doubling.js';
export {seededRandom} from './numerics/random.js';
export type {Random} from './numerics/random.js';
export {simulateRun} from './checkpointing/simulate-run.js';
export type {RunPlan, RunResult} from './checkpointing/simulate-run.js';
export {runSlices, simulateRuns} from './checkpointing/simulate-runs.js';
export type {Estimate, RunsPlan, RunsSummary} from './checkpointing/simulate-runs.js';
export {parseQuantity} from './quantities/quantity.js';
export {formatQuantity, quantityText} from './quantities/quantity-format.js';
export type {FormatOptions} from './quantities/quantity-format.js';
export type {Dimension} from './quantities/units.js';
export * from './topology/index.js';
export * from './corruption/index.js';
export * from './staging/index.js';
export * from './devices/index.js';
export * from './fleet/published.js';
export {scenarios} from './fleet/scenarios.js';
export type {Noun, Scenario, ScenarioField, ScenarioName, ScenarioSource} from './fleet/scenarios.js';
