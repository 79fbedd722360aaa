/** reliability-tax: importing this module registers every element. */
import './define.js';

export {BrownoutBench} from './elements/brownout-bench/brownout-bench.js';
export {DesignLedger} from './elements/design-ledger/design-ledger.js';
export {FailureTopology} from './elements/failure-topology/failure-topology.js';
export {LiveValue} from './elements/live-value/live-value.js';
export {PredictionLock} from './elements/prediction-lock/prediction-lock.js';
export {PreemptionWall} from './elements/preemption-wall/preemption-wall.js';
export {ReflectionNote} from './elements/reflection-note/reflection-note.js';
export {ReliabilityMission} from './elements/reliability-mission/reliability-mission.js';
export {ScrubNumber} from './elements/scrub-number/scrub-number.js';
export {SdcDetective} from './elements/sdc-detective/sdc-detective.js';
export {StagingBench} from './elements/staging-bench/staging-bench.js';
export {TrackPicker} from './elements/track-picker/track-picker.js';
export {YoungDalyCurve} from './elements/young-daly-curve/young-daly-curve.js';
export {MathPeek} from './math-peek/math-peek.js';
export * as mission from './mission/index.js';
export * as models from './models/index.js';
export {version} from './core/version.js';
