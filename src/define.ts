import {YoungDalyCurve} from './elements/young-daly-curve/young-daly-curve.js';

YoungDalyCurve.define();
