/** What size does to failures: MTBF and survival of a fleet, published fleets and their sources, and the presets (scenarios). */
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
export * from './published.js';
export {scenarios} from './scenarios.js';
export type {Noun, Scenario, ScenarioField, ScenarioName} from './scenarios.js';
export type {ScenarioSource} from './sourced.js';
