import {axisX, dot, line, plot, ruleX, ruleY, text} from '@observablehq/plot';
import {fleetMtbf, publishedFleets, survivalProbability} from '../../../models/index.js';
import {publishedMttfs} from '../../../models/fleet/published.js';
import {formatQuantity} from '../../../models/quantities/quantity-format.js';
import type {Value} from '../inputs.js';
import {chance, independent, sizeOf, unitName} from '../fleet-text.js';
import type {View} from './curve.js';

/** What the axes show: nodes from 1 to `to` (log), and seconds between failures from `low` to `high` (log). */
export interface FleetDomain {
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

export const fleetMargin = {left: 52, right: 14, top: 8, bottom: 26} as const;

/**
 * Axes for a state: the whole way from one node to a fleet some times as large. They stay while the state still fits;
 * while the reader's hand moves (`hold`) they stand still whatever happens.
 */
export function fleetDomain({nodes, nodeMtbf, mtbf}: Value, held?: FleetDomain, hold = false): FleetDomain {
  // Twice a power of ten leaves the last label room to stand under its tick.
  const to = Math.max(2e5, 2 * 10 ** Math.ceil(Math.log10(2 * nodes)));
  const fits =
    held &&
    held.to >= to &&
    held.to <= 100 * to &&
    nodeMtbf < held.high / 1.5 &&
    nodeMtbf > held.high / 60 &&
    mtbf > held.low;
  return held && (hold || fits) ? held : {to, low: nodeMtbf / to / 1.6, high: nodeMtbf * 5};
}

/** Lengths of time everybody knows, for the axis of the time between failures. */
const periods: ReadonlyArray<readonly [seconds: number, name: string]> = [
  [1e-9, '1 ns'],
  [1e-6, '1 µs'],
  [1e-3, '1 ms'],
  [1, 'second'],
  [60, 'minute'],
  [3600, 'hour'],
  [86_400, 'day'],
  [604_800, 'week'],
  [31_536_000, 'year'],
  [3.1536e9, '100 y'],
  [3.1536e11, '10,000 y'],
  [3.1536e13, '1e6 y'],
];

/** A published point: counted on a fleet, measured on jobs, or projected by the authors. */
interface Point {
  name: string;
  nodes: number;
  mtbf: number;
  kind: 'circle' | 'square' | 'diamond';
}

const {llama3, rsc1, rsc2, opt175b, bloom} = publishedFleets;
const {rscJobs8, rscJobs1024, rsc131k} = publishedMttfs;

/** First-hand numbers; the table has the others as well. */
const published: readonly Point[] = [
  ...(
    [
      ['Llama 3', llama3],
      ['RSC-1', rsc1],
      ['RSC-2', rsc2],
      ['OPT-175B', opt175b],
      ['BLOOM', bloom],
    ] as const
  ).map(([name, {nodes, failureRate}]): Point => ({
    name,
    nodes,
    mtbf: fleetMtbf({nodes, nodeMtbf: 1 / failureRate}),
    kind: 'circle',
  })),
  ...(
    [
      ['RSC jobs', rscJobs8, 'square'],
      ['RSC jobs', rscJobs1024, 'square'],
      ['RSC-1, projected', rsc131k, 'diamond'],
    ] as const
  ).map(([name, {nodes, mttf}, kind]): Point => ({name, nodes, mtbf: mttf, kind})),
];

/** The picture and how to move it: `update` patches lines, marks and words in place, as long as the domain is the same. */
export interface FleetPicture {
  svg: SVGSVGElement;
  domain: FleetDomain;
  x(nodes: number): number;
  y(mtbf: number): number;
  invert(x: number): number;
  update(value: Value): void;
}

const labels = ['alone', 'nodes', 'here', 'title', 'one', 'all'] as const;
/** Where the reader is, on the time and on the chance. */
const marks = ['M0,-7.5A7.5,7.5,0,1,1,0,7.5A7.5,7.5,0,1,1,0,-7.5Z', 'M0,-5A5,5,0,1,1,0,5A5,5,0,1,1,0,-5Z'] as const;
const bold: readonly string[] = ['here', 'all'];

/** Draws the time between failures, and below it the chance of none, against the size of the fleet; later states are patched in. */
export function drawFleet(value: Value, domain: FleetDomain, view: View): FleetPicture {
  const {width, height, colours} = view;
  const {left, top} = fleetMargin;
  const {to, low, high} = domain;
  const right = width - fleetMargin.right;
  const floor = height - fleetMargin.bottom;
  const ceiling = floor - Math.round(Math.max(48, 0.27 * (floor - top)));
  const bottom = ceiling - 28;
  const perNode = (right - left) / Math.log(to);
  const perTime = (bottom - top) / Math.log(high / low);
  const x = (nodes: number) => left + perNode * Math.log(nodes);
  const invert = (px: number) => Math.exp((px - left) / perNode);
  const y = (mtbf: number) => Math.min(bottom, Math.max(top, bottom - perTime * Math.log(mtbf / low)));
  const yOf = (share: number) => floor - share * (floor - ceiling);
  const inside = ({nodes, mtbf}: {nodes: number; mtbf: number}) => nodes <= to && mtbf > low && mtbf < high;
  const times = periods.filter(([mtbf]) => inside({nodes: 1, mtbf}));
  const ticks: number[] = [];
  // Every power of ten, or every other where their labels would touch.
  for (let nodes = 1; nodes <= to; nodes *= perNode * Math.LN10 > 50 ? 10 : 100) ticks.push(nodes);
  const points = published.filter(inside);
  const lineAt = (px: number, nodeMtbf: number) => y(fleetMtbf({nodeMtbf, nodes: invert(px)}));
  const names = namesOf(
    points.map(({name, nodes, mtbf}) => ({name, x: x(nodes), y: y(mtbf)})),
    {left, right, top, bottom},
    (px) => lineAt(px, value.nodeMtbf),
    {x: x(value.nodes), y: y(value.mtbf)},
  );
  const axisLabelStyle = {x: 1, dx: -12, textAnchor: 'end', fill: colours.muted} as const;
  const flat: Array<[number, number]> = [
    [1, floor],
    [to, floor],
  ];
  const svg = plot({
    width,
    height,
    document: view.document,
    marginLeft: left,
    marginRight: fleetMargin.right,
    marginTop: top,
    marginBottom: fleetMargin.bottom,
    style: {fontFamily: 'inherit', fontSize: '12px', color: colours.text, background: 'none', overflow: 'visible'},
    x: {type: 'log', domain: [1, to]},
    // Two panels share the picture: heights are pixels.
    y: {type: 'identity', axis: null},
    marks: [
      ruleY(times, {y: ([seconds]) => y(seconds), x1: 1, x2: to, stroke: colours.grid, className: 'periods'}),
      text(times, {...axisLabelStyle, y: ([seconds]) => y(seconds), text: ([, name]) => name}),
      ruleY([0, 0.5, 1], {y: yOf, x1: 1, x2: to, stroke: colours.grid}),
      text([0, 0.5, 1], {...axisLabelStyle, y: yOf, text: (share: number) => formatQuantity(share, 'ratio')}),
      axisX(ticks, {
        text: (nodes: number) => formatQuantity(nodes, 'count'),
        tickSize: 4,
        fill: colours.muted,
        color: colours.line,
        label: null,
      }),
      ruleX([bottom, floor], {
        x: 1,
        y1: floor,
        y2: (end: number) => end,
        stroke: colours.accent,
        strokeWidth: 1.25,
        className: 'guide',
      }),
      ...(['start', 'end'] as const).map((textAnchor) =>
        text(
          names.filter(({anchor}) => anchor === textAnchor),
          {
            x: ({x: px}: Name) => invert(px),
            y: 'y',
            text: 'name',
            textAnchor,
            fontSize: 11,
            stroke: colours.surface,
            strokeWidth: 3,
            fill: colours.text,
            className: 'names',
          },
        ),
      ),
      line(flat, {className: 'survival-node', stroke: colours.restart, strokeWidth: 1.75, strokeDasharray: '7 4'}),
      line(flat, {className: 'survival-fleet', stroke: colours.checkpoint, strokeWidth: 2.5}),
      line(flat, {className: 'mtbf', stroke: colours.checkpoint, strokeWidth: 2.5}),
      ...(['circle', 'square', 'diamond'] as const).map((kind) =>
        dot(
          points.filter((point) => point.kind === kind),
          {
            x: 'nodes',
            y: ({mtbf}: Point) => y(mtbf),
            symbol: kind,
            r: 3,
            stroke: colours.text,
            strokeWidth: 1.25,
            fill: kind === 'circle' ? colours.text : colours.surface,
            className: 'published',
          },
        ),
      ),
      dot(marks, {
        x: 1,
        y: floor,
        symbol: 'diamond',
        strokeWidth: 2,
        className: 'here',
        fill: {value: ['none', colours.accent], scale: null},
        stroke: {value: [colours.accent, colours.surface], scale: null},
      }),
      text(labels, {
        x: 1,
        y: floor,
        text: () => ' ',
        fill: {
          value: [colours.muted, colours.accent, colours.accent, colours.muted, colours.restart, colours.accent],
          scale: null,
        },
        textAnchor: 'start',
        stroke: colours.surface,
        strokeWidth: 4,
        className: 'labels',
      }),
    ],
  }) as unknown as SVGSVGElement;
  svg.setAttribute('aria-hidden', 'true');
  const path = (name: string) => svg.querySelector<SVGPathElement>(`.${name} path`)!;
  const [mtbfLine, fleetLine, nodeLine] = [path('mtbf'), path('survival-fleet'), path('survival-node')];
  const guides = svg.querySelectorAll<SVGLineElement>('.guide line');
  const dots = svg.querySelectorAll<SVGPathElement>('.here path');
  dots.forEach((mark, i) => mark.setAttribute('d', marks[i]));
  const peers = svg.querySelectorAll<SVGElement>('.published, .names');
  const texts = svg.querySelectorAll<SVGTextElement>('.labels text');
  texts.forEach((element, i) => bold.includes(labels[i]) && element.setAttribute('font-weight', '650'));
  const place = (element: Element, px: number, py: number) =>
    element.setAttribute('transform', `translate(${px.toFixed(2)},${py.toFixed(2)})`);
  const put = (name: (typeof labels)[number], words: string, px: number, py: number): void => {
    const element = texts[labels.indexOf(name)];
    element.textContent = words;
    place(element, px, py);
  };
  const columns = Array.from({length: Math.ceil((right - left) / 3) + 1}, (_, i) => Math.min(right, left + 3 * i));
  let decay = NaN;

  const update = (next: Value): void => {
    const {nodes, nodeMtbf, mtbf, horizon, survival} = next;
    const [from, until] = [Math.max(1, nodeMtbf / high), Math.min(to, nodeMtbf / low)];
    mtbfLine.setAttribute('d', `M${x(from)},${y(nodeMtbf / from)}L${x(until)},${y(nodeMtbf / until)}`);
    // The curve stays while only the fleet's size moves.
    if (decay !== horizon / nodeMtbf) {
      decay = horizon / nodeMtbf;
      const chances = columns.map((px) => survivalProbability({nodeMtbf, nodes: invert(px), time: horizon}));
      fleetLine.setAttribute('d', `M${chances.map((share, i) => `${columns[i]},${yOf(share).toFixed(2)}`).join('L')}`);
    }
    nodeLine.setAttribute('d', `M${left},${yOf(survival.node)}H${right}`);
    const [px, py, chanceY] = [x(Math.min(nodes, to)), y(mtbf), yOf(survival.fleet)];
    [py + 9, chanceY].forEach((from, i) => {
      guides[i].setAttribute('x1', String(px));
      guides[i].setAttribute('x2', String(px));
      guides[i].setAttribute('y1', String(Math.min(from, i ? floor : bottom)));
    });
    // Fleets of GPUs say nothing about cars.
    peers.forEach((group) => group.setAttribute('display', independent(next) ? 'none' : 'inline'));
    place(dots[0], px, py);
    place(dots[1], px, chanceY);
    // Above the falling line there is room: words stand there, and where the line comes from the top a little to its right.
    const words = `one failure every ${formatQuantity(mtbf, 'time')}`;
    const edge = Math.min(px + 16, right - 6.6 * words.length);
    const base = Math.max(top + 22, Math.min(py, lineAt(edge, nodeMtbf)) - 14);
    const start = Math.max(edge, left + ((base + 12 - y(nodeMtbf)) * perNode) / perTime);
    const {one} = unitName(next);
    put('here', words, start, base);
    put('nodes', sizeOf(next), start, base - 15);
    const alone = `one ${one}: every ${formatQuantity(nodeMtbf, 'time')}`;
    put(
      'alone',
      start > left + 24 + 6.6 * alone.length || base - 32 > y(nodeMtbf) ? alone : '',
      left + 12,
      y(nodeMtbf) - 8,
    );
    put('title', `chance of ${formatQuantity(horizon, 'time')} without a failure`, left, ceiling - 12);
    put(
      'one',
      nodes > 1 && px < right - 60 ? `one ${one}` : '',
      right - 6.4 * (4 + one.length),
      yOf(survival.node) + (survival.node > 0.4 ? 12 : -10),
    );
    // Left and below the curve there is room where it is high, right and above where it is low.
    const safe = chance(survival.fleet);
    const all = `${nodes > 1 ? 'all up' : `one ${one}`}: ${safe}`;
    const wide = 6.8 * all.length;
    if (survival.fleet > 0.4) put('all', all, Math.max(left + 4, px - 9 - wide), chanceY + 14);
    else put('all', px + 10 + wide < right ? all : safe, Math.min(px + 10, right - 6.8 * safe.length), chanceY - 11);
  };
  update(value);
  return {svg, domain, x, y, invert, update};
}

interface Place {
  x: number;
  y: number;
}

interface Named extends Place {
  name: string;
}

interface Name extends Named {
  anchor: 'start' | 'end';
}

/** Letters of a name are about so wide and high. */
const [letter, tall] = [6.6, 12];

/** Where the names of the published points fit: beside their point, clear of the line, of each other and of where the reader is. The others go without. */
function namesOf(
  points: readonly Named[],
  area: {left: number; right: number; top: number; bottom: number},
  lineAt: (px: number) => number,
  ring: Place,
): Name[] {
  const placed: Array<{x1: number; x2: number; y1: number; y2: number}> = [
    ...points.map(({x, y}) => ({x1: x - 4, x2: x + 4, y1: y - 4, y2: y + 4})),
    {x1: ring.x - 11, x2: ring.x + 11, y1: ring.y - 11, y2: ring.y + 11},
    {x1: ring.x + 10, x2: ring.x + 170, y1: ring.y - 40, y2: ring.y - 2},
    {x1: ring.x - 2, x2: ring.x + 2, y1: ring.y, y2: area.bottom},
  ];
  const names: Name[] = [];
  for (const {name, x, y} of points) {
    const width = name.length * letter;
    for (const [dx, dy] of [
      [-7 - width, 0],
      [7, 0],
      [-7 - width, 7],
      [7, -8],
      [-5 - width, 11],
      [5, 11],
      [-width / 2, 14],
      [-width / 2, -14],
      [5, -12],
      [4, 17],
      [-14 - width, 16],
    ]) {
      const box = {x1: x + dx, x2: x + dx + width, y1: y + dy - tall / 2, y2: y + dy + tall / 2};
      const clear =
        box.x1 > area.left &&
        box.x2 < area.right &&
        box.y1 > area.top &&
        box.y2 < area.bottom &&
        (box.y2 < lineAt(box.x1) || box.y1 > lineAt(box.x2)) &&
        placed.every((other) => box.x2 < other.x1 || box.x1 > other.x2 || box.y2 < other.y1 || box.y1 > other.y2);
      if (!clear) continue;
      placed.push(box);
      names.push({name, x: dx < 0 ? box.x2 : box.x1, y: y + dy, anchor: dx < 0 ? 'end' : 'start'});
      break;
    }
  }
  return names;
}
