import {fleetAt} from '../../models/index.js';
import {plainText} from '../../core/sentence.js';
import {svgPen} from '../../draw/pen.js';
import {altText, stillSvg, type Still} from '../../draw/still.js';
import {svgEscape} from '../../draw/svg-text.js';
import {palette} from '../../draw/palette.js';
import {
  announcement,
  causeTable,
  copiesTable,
  deviceName,
  feedTable,
  gpuHours,
  moment,
  number,
  outcomes,
  runTable,
  sentence,
  share,
  time,
} from './text.js';
import {arrange, boxOf, eachRow, sceneOf} from './draw/map.js';
import {drawMarks, rangesOf, shapes, shelfHeight} from './draw/marks.js';
import {windowAround, drawTimeline, drawOverview, timelineLayout, overviewHeight} from './draw/timeline.js';
import {failureTopology, simulationOf, type Value} from './inputs.js';

/** CSS pixels: five inches, so that 11 px are a little over 8 points. */
const width = 480;
const edge = 8;
const mapHeight = 190;
/** Dots a pixel: a file knows no screen, so cells need not be whole pixels. */
const fine = 8;

/** Racks, or GPUs where they are few, as one path; what is not up over it. */
function cells(value: Value, state: ReturnType<typeof fleetAt>): {markup: string; scene: ReturnType<typeof sceneOf>} {
  const {topology} = simulationOf(value);
  const inner = width - 2 * edge;
  const scene = sceneOf(
    arrange(topology, inner * fine, mapHeight * fine, 12 * fine),
    inner * fine,
    mapHeight * fine,
    1,
    0.5,
    0.5,
  );
  const one = (length: number) => String(Math.round((10 * length) / fine) / 10);
  const path = ({x, y, width: wide, height: high}: {x: number; y: number; width: number; height: number}) =>
    `M${one(x)},${one(y)}h${one(wide)}v${one(high)}h-${one(wide)}z`;
  const {gpus, counts, sizes} = topology;
  const boxes = (from: number, to: number): string => {
    if (gpus <= 512) return Array.from({length: to - from}, (_, i) => path(boxOf(scene, 'gpu', from + i))).join('');
    if (counts.rack <= 2500)
      return Array.from({length: Math.ceil(to / sizes.rack) - Math.floor(from / sizes.rack)}, (_, i) =>
        path(boxOf(scene, 'rack', Math.floor(from / sizes.rack) + i)),
      ).join('');
    // Too many racks to tell apart on paper: rows of them.
    const rows: string[] = [];
    eachRow(scene, Math.floor(from / sizes.rack), Math.ceil(to / sizes.rack), (box, racks) =>
      rows.push(path({...box, width: (racks - 1) * scene.rackX + box.width})),
    );
    return rows.join('');
  };
  const inks = {
    struck: palette.lost,
    drained: palette.restart,
    spare: palette.downtime,
    up: palette.checkpoint,
  } as const;
  const small = ({from, to}: {from: number; to: number}) =>
    gpus > 512 && to - from < sizes.rack
      ? path(boxOf(scene, 'node', Math.floor(from / topology.gpusPerNode)))
      : boxes(from, to);
  const markup = [
    `<path d="${boxes(0, gpus)}" fill="${palette.checkpoint}" fill-opacity="0.42"/>`,
    ...rangesOf(state)
      .filter(({state: kind}) => gpus <= 512 || kind !== 'struck')
      .map((range) => `<path d="${small(range)}" fill="${inks[range.state]}"/>`),
  ].join('');
  return {markup, scene};
}

/** The figure as one SVG document: the map, the hours around the moment, the whole run, the copies. */
function svg(value: Value): string {
  const {run} = simulationOf(value);
  const state = fleetAt(run, value.time);
  const {markup, scene} = cells(value, state);
  const over = svgPen('map');
  drawMarks(over, scene, fine, width - 2 * edge, mapHeight + shelfHeight, value, state, {});
  const window = windowAround(value);
  const strip = svgPen('tape');
  drawTimeline(strip, value, window, width - edge);
  const whole = svgPen('run');
  drawOverview(whole, value, window, width - 2 * edge);
  const at = (x: number, y: number, ...inside: string[]) =>
    `<g transform="translate(${x},${y})">${inside.join('')}</g>`;
  const label = (x: number, y: number, words: string, attributes = '') =>
    `<text x="${x}" y="${y}"${attributes}>${svgEscape(words)}</text>`;
  const top = 30;
  const tapeTop = top + mapHeight + shelfHeight + 10;
  const wholeTop = tapeTop + timelineLayout.height + 14;
  const rowsTop = wholeTop + overviewHeight + 20;
  const rows = outcomes(value);
  const mark = (x: number, shape: string, words: string, fill: string, stroke: string) =>
    at(
      x,
      10,
      `<path transform="translate(6,-4)" d="${shape}" fill="${fill}" stroke="${stroke}" stroke-width="1.6"/>`,
      label(16, 0, words),
    );
  const square = 'M-5,-4H5V4H-5Z';
  const longest = Math.max(...rows.map(({seconds, survived}) => (survived ? seconds : 0)), 1e-9);
  const height = rowsTop + 16 + rows.length * 17 + edge;
  return stillSvg(
    height,
    'A fleet and a run of it: who fell, what fell with it, and how far back',
    plainText(sentence(value)),
    [
      at(
        edge,
        4,
        mark(0, square, 'up', '#93bccf', 'none'),
        mark(48, shapes.struck, 'struck', 'none', palette.lost),
        mark(112, square, 'drained with it', palette.restart, 'none'),
        mark(216, shapes.spare, 'spare in place', palette.surface, palette.downtime),
        mark(318, shapes.holder, 'holds the copy', palette.surface, palette.total),
      ),
      at(edge, top, markup, over.markup()),
      at(0, tapeTop, strip.markup()),
      label(edge, wholeTop + 6, `the whole run, ${time(run.end)}`, ` fill="${palette.muted}"`),
      at(edge, wholeTop + 4, whole.markup()),
      label(
        edge,
        rowsTop,
        value.last
          ? `Had the copies been in one place only, the failure of ${moment(value, value.last.time)}`
          : 'Copies',
        ' font-weight="600"',
      ),
      ...rows.map(({name, age, fate, back, seconds, survived, used}, i) =>
        at(
          0,
          rowsTop + 17 * (i + 1),
          label(edge, 0, name, used ? ' font-weight="600"' : ''),
          label(150, 0, age === 'none' ? 'none yet' : `${age} old`, ' text-anchor="end"'),
          label(200, 0, fate, ' text-anchor="end"'),
          survived
            ? `<rect x="214" y="-9" width="${((seconds / longest) * 170).toFixed(1)}" height="9" fill="${palette.lost}" fill-opacity="${used ? 1 : 0.45}"/>`
            : '',
          label(
            width - edge,
            0,
            survived ? back : `${back}, to the start`,
            ` text-anchor="end"${used ? ' font-weight="600"' : ''}`,
          ),
        ),
      ),
    ],
    11,
  );
}

/** `<failure-topology>` on paper: a chosen moment. */
export const failureTopologyStill: Still<Value> = {
  definition: failureTopology,
  svg,
  tables: (value) => [runTable(value), copiesTable(value), feedTable(value), causeTable(value)],
  describe: (value) => plainText(sentence(value)),
  alt: (value) =>
    altText(
      `Map of ${number(value.gpus)} ${value.gpus === 1 ? deviceName(value).one : deviceName(value).many} and tape of a run.`,
      announcement(value),
      `${number(value.failures)} failures so far, ${gpuHours(value.lostGpuHours)} ${deviceName(value).one}-hours lost, ${share(value.efficiency)} of the time useful.`,
    ),
};
