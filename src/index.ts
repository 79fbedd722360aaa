/** reliability-tax: importing this module registers every element. */
import './define.js';

export {FailureTopology} from './elements/failure-topology/failure-topology.js';
export {LiveValue} from './elements/live-value/live-value.js';
export {SdcDetective} from './elements/sdc-detective/sdc-detective.js';
export {StagingBench} from './elements/staging-bench/staging-bench.js';
export {YoungDalyCurve} from './elements/young-daly-curve/young-daly-curve.js';
export {MathPeek} from './math-peek/math-peek.js';
export * as models from './models/index.js';
export {version} from './widget/version.js';
