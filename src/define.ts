import {LiveValue} from './elements/live-value/live-value.js';
import {YoungDalyCurve} from './elements/young-daly-curve/young-daly-curve.js';

YoungDalyCurve.define();
LiveValue.define();
