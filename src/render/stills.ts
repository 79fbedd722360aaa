import {stagingBenchStill} from '../elements/staging-bench/staging-bench-still.js';
import {failureTopologyStill} from '../elements/failure-topology/failure-topology-still.js';
import {youngDalyCurveStill} from '../elements/young-daly-curve/young-daly-curve-still.js';
import type {Still} from '../widget/still.js';

/** Every widget that has a still figure. */
export const stills = [youngDalyCurveStill, stagingBenchStill, failureTopologyStill] as unknown as readonly Still[];
