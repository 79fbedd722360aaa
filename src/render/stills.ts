import {brownoutBenchStill} from '../elements/brownout-bench/brownout-bench-still.js';
import {stagingBenchStill} from '../elements/staging-bench/staging-bench-still.js';
import {failureTopologyStill} from '../elements/failure-topology/failure-topology-still.js';
import {preemptionWallStill} from '../elements/preemption-wall/preemption-wall-still.js';
import {sdcDetectiveStill} from '../elements/sdc-detective/sdc-detective-still.js';
import {youngDalyCurveStill} from '../elements/young-daly-curve/young-daly-curve-still.js';
import type {Still} from '../widget/still.js';

/** Every widget that has a still figure. */
export const stills = [
  youngDalyCurveStill,
  stagingBenchStill,
  failureTopologyStill,
  sdcDetectiveStill,
  preemptionWallStill,
  brownoutBenchStill,
] as unknown as readonly Still[];
