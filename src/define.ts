import {FailureTopology} from './elements/failure-topology/failure-topology.js';
import {LiveValue} from './elements/live-value/live-value.js';
import {SdcDetective} from './elements/sdc-detective/sdc-detective.js';
import {StagingBench} from './elements/staging-bench/staging-bench.js';
import {YoungDalyCurve} from './elements/young-daly-curve/young-daly-curve.js';
import {MathPeek} from './math-peek/math-peek.js';

YoungDalyCurve.define();
StagingBench.define();
FailureTopology.define();
SdcDetective.define();
LiveValue.define();
// Last: it offers the formulas of all widgets before it.
MathPeek.define();
