import {chart} from './styles/chart.js';
import {controls} from './styles/controls.js';
import {frame} from './styles/frame.js';
import {media} from './styles/media.js';
import {tools} from './styles/tools.js';
import {tokens} from './theme.js';

/** All a widget's own stylesheets build on, in their order. */
export const widgetStyles = [tokens, frame, controls, tools, chart, media];
