/** The models: numbers in SI units in, numbers out. No DOM, no clock, no hidden chance. */
export {
  availabilityOptimalPeriod,
  dalyFirstOrderInterval,
  dalyFirstOrderPeriod,
  dalyInterval,
  optimalInterval,
  refinedFirstOrderPeriod,
  youngInterval,
} from './checkpoint-interval.js';
export type {CheckpointCosts, RecoveryCosts} from './checkpoint-interval.js';
export {
  atLeastTwoFailures,
  efficiency,
  expectedWallTime,
  firstOrderMinimumWaste,
  firstOrderWaste,
  maximumEfficiency,
  segmentTimes,
  wasteBreakdown,
} from './waste.js';
export type {CheckpointedRun, SegmentTimes, WasteShares} from './waste.js';
export {wasteCurve} from './waste-curve.js';
export type {WasteCurve} from './waste-curve.js';
export {WEIBULL_SHAPES, weibullOptimalInterval, weibullScale, weibullWaste} from './weibull.js';
export {optimumFor, wasteFor} from './laws.js';
export type {FailureLaw, LawChoice} from './laws.js';
export {
  availability,
  fleetMtbf,
  fleetSurvival,
  scaledWriteTime,
  seriesMtbf,
  sparesExceeded,
  survivalProbability,
  weibullFleetMtbf,
} from './fleet.js';
export type {WriteScaling} from './fleet.js';
export {expectedEttr} from './ettr.js';
export type {EttrJob} from './ettr.js';
export {firstOrderLargestWriteTime, largestFleet, largestWriteTime, leastBandwidth, leastMtbf} from './inverse.js';
export type {WasteBudget} from './inverse.js';
export {withinBudget} from './budget.js';
export type {BudgetAnswers, BudgetedJob} from './budget.js';
export {curveSlices, modelLadder, simulateCurve, youngLimit} from './ladder.js';
export type {CurvePlan, CurvePoint, LadderModel, LadderRow, SimulatedCurve} from './ladder.js';
export {doubleFleet} from './doubling.js';
export type {DoubledFleet, Doubling, FleetOptimum} from './doubling.js';
export {seededRandom} from './random.js';
export type {Random} from './random.js';
export {simulateRun} from './simulate-run.js';
export type {RunPlan, RunResult} from './simulate-run.js';
export {runSlices, simulateRuns} from './simulate-runs.js';
export type {Estimate, RunsPlan, RunsSummary} from './simulate-runs.js';
export {parseQuantity} from './quantity.js';
export {formatQuantity, quantityText} from './quantity-format.js';
export type {FormatOptions} from './quantity-format.js';
export type {Dimension} from './units.js';
export * from './topology/index.js';
export * from './corruption/index.js';
export * from './staging/index.js';
export * from './small/index.js';
export * from './published.js';
export {scenarios} from './scenarios.js';
export type {Noun, Scenario, ScenarioField, ScenarioName, ScenarioSource} from './scenarios.js';
