import {chart} from './chart.js';

const script = (source) => `<script type="module" src="${source}"></script>`;

const cells = [
  {cellName: 'none', source: `chart = ${chart}`},
  {
    cellName: 'cell-1',
    source: 'viewof writeTime = Inputs.range([10, 600], {value: 120, step: 1, label: "write time (s)"})',
  },
  {cellName: 'cell-2', source: 'chart(Plot, writeTime)'},
];

/** The peers' pages, each with the module it needs: `[name, head, body]`. */
export const pages = {
  redraw: [
    script('/peers/redraw.js'),
    '<input type="range" min="10" max="600" value="120" style="width: 700px"><figure style="margin: 0"></figure>',
  ],
  floor: [script('/peers/floor.js'), '<floor-curve></floor-curve>'],
  ojs: [
    script('/peers/ojs-runtime.js'),
    `<div id="cell-1"></div><div id="cell-2"></div><script type="ojs-module-contents">${JSON.stringify({contents: cells}).replaceAll('<', '\\u003c')}</script>`,
  ],
};
