import * as Plot from '@observablehq/plot';
import {chart} from './chart.js';

/** A slider, and the whole chart drawn anew at each of its inputs. */
const slider = document.querySelector('input');
const figure = document.querySelector('figure');
const draw = () => figure.replaceChildren(chart(Plot, slider.valueAsNumber));
slider.addEventListener('input', draw);
draw();
