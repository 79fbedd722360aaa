import {youngDalyCurveStill} from '../elements/young-daly-curve/young-daly-curve-still.js';
import type {Still} from '../widget/still.js';

/** Every widget that has a still figure. */
export const stills = [youngDalyCurveStill] as unknown as readonly Still[];
