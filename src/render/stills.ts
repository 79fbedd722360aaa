import {brownoutBenchStill} from '../elements/brownout-bench/still.js';
import {stagingBenchStill} from '../elements/staging-bench/still.js';
import {failureTopologyStill} from '../elements/failure-topology/still.js';
import {preemptionWallStill} from '../elements/preemption-wall/still.js';
import {sdcDetectiveStill} from '../elements/sdc-detective/still.js';
import {youngDalyCurveStill} from '../elements/young-daly-curve/still.js';
import type {Still} from '../draw/still.js';

/** Every widget that has a still figure. */
export const stills = [
  youngDalyCurveStill,
  stagingBenchStill,
  failureTopologyStill,
  sdcDetectiveStill,
  preemptionWallStill,
  brownoutBenchStill,
] as unknown as readonly Still[];
