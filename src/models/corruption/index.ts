/** Silent data corruption: bits, checksums, a real small network, faults in it, detectors, campaigns. */
export {
  NUMBER_FORMATS,
  bitField,
  decodeNumber,
  encodeNumber,
  flipBit,
  floatFields,
  numberFormats,
  roundNumber,
} from './bits.js';
export type {BitField, BitFlip, FloatFields, NumberFormat, StoredNumber} from './bits.js';
export {crc32c} from './crc32c.js';
export {SECDED, scrubRisk, secdedDecode, secdedEncode, softErrorRate} from './secded.js';
export type {ScrubRisk, SecdedResult, SoftErrorRate} from './secded.js';
export {FP32_ROUNDOFF, abftCheck, abftTolerance, columnSums, detectionCost, leastWidth, rooflineCost} from './abft.js';
export type {AbftResult, AbftTolerance, DetectionCost, ProductShape, RooflineCost} from './abft.js';
export {HOUSING, IMAGE, LAMPS, SCENERY, SIGNALS, drawScene} from './scene.js';
export type {Colour, DrawnScene, Scene, Signal} from './scene.js';
export {LAYERS, PARAMETERS, firstParameter, parameterCount, placeOf} from './layers.js';
export type {Layer} from './layers.js';
export {answerOf, classify, infer, loadNetwork, lossOf, newTrace, parameterScale, readWord} from './network.js';
export type {Answer, ComputeFault, Network, Shortcut, Trace} from './network.js';
export {CHECKSUMS, FAULT_SITES, checkFault, faultRange, hitNumber, randomFault} from './faults.js';
export type {Fault, FaultSite, FullFault, HitNumber} from './faults.js';
export {harnessSlices, prepareHarness} from './harness.js';
export type {Alarms, Harness, HarnessPlan, Frame, Golden} from './harness.js';
export {DETECTORS, LOSS_SIGMAS} from './detector.js';
export type {Detector, Finding, Outcome, Periods} from './detector.js';
export {detectorOperations, examine, networkCost, worstBit} from './detectors.js';
export type {Examination, ExaminationPlan} from './detectors.js';
export {campaignSlices, runCampaign} from './campaign.js';
export type {CampaignPlan, CampaignResult, DetectorCoverage, OutcomeCounts} from './campaign.js';
export {proportion} from './proportion.js';
export type {Proportion} from './proportion.js';
export {detectorWork, layerWork, measure, measureSlices, widthWork} from './measure.js';
export type {MeasurePlan, Timing} from './measure.js';
export {checkpointsToKeep, escapes, llama3CorruptionRate} from './escapes.js';
export type {Escapes} from './escapes.js';
