import {LiveValue} from './elements/live-value/live-value.js';
import {YoungDalyCurve} from './elements/young-daly-curve/young-daly-curve.js';
import {MathPeek} from './math-peek/math-peek.js';

YoungDalyCurve.define();
LiveValue.define();
// Last: it offers the formulas of all widgets before it.
MathPeek.define();
