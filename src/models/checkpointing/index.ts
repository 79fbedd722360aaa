/**
 * When to save a run and what it costs: optimal intervals (Young, Daly, exact, Weibull), the waste they lead to and its
 * inverse, published efficiency formulas side by side, and seeded runs to check them.
 */
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
export {optimumFor, wasteFor} from './failure-law.js';
export type {FailureLaw, LawChoice} from './failure-law.js';
export {expectedEttr} from './ettr.js';
export type {EttrJob} from './ettr.js';
export {firstOrderLargestWriteTime, largestFleet, largestWriteTime, leastBandwidth, leastMtbf} from './inverse.js';
export type {WasteBudget} from './inverse.js';
export {withinBudget} from './budget.js';
export type {BudgetAnswers, BudgetedJob} from './budget.js';
export {curveSlices, compareModels, simulateCurve, youngLimit} from './compare-models.js';
export type {CurvePlan, CurvePoint, ComparedModel, ModelComparison, SimulatedCurve} from './compare-models.js';
export {doubleFleet} from './doubling.js';
export type {DoubledFleet, Doubling, FleetOptimum} from './doubling.js';
export {simulateRun} from './simulate-run.js';
export type {RunPlan, RunResult} from './simulate-run.js';
export {runSlices, simulateRuns} from './simulate-runs.js';
export type {Estimate, RunsPlan, RunsSummary} from './simulate-runs.js';
