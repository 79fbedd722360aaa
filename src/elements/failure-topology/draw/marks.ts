import {
  groupMembers,
  groupOf,
  holdersOf,
  type FailureRecord,
  type FleetState,
  type Level,
} from '../../../models/index.js';
import type {Colour} from '../../../draw/palette.js';
import type {Pen} from '../../../draw/pen.js';
import {clock, number, tierName} from '../text.js';
import {boxOf, eachRow, type Box, type CellRange, type Scene} from './map.js';
import {isFleet, simulationOf, type Value} from '../inputs.js';

/** A unit that is pointed at. */
export interface UnitRef {
  level: Level;
  index: number;
}

/** What is drawn over the cells. */
export interface MapHighlights {
  pointed?: UnitRef;
  /** Whether the groups, or the peer, of the pointed unit are shown. */
  groups?: boolean;
  peers?: boolean;
}

/** Shapes of the marks, within ±6. */
export const shapes = {
  struck: 'M-4,-4L4,4M4,-4L-4,4',
  holder: 'M-5.5,0A5.5,5.5,0,1,1,5.5,0A5.5,5.5,0,1,1,-5.5,0Z',
  spare: 'M-3,-3H3V3H-3Z',
  store: 'M-6,-4A6,2.2,0,1,1,6,-4V4A6,2.2,0,1,1,-6,4ZM-6,-4A6,2.2,0,1,0,6,-4',
} as const;

/** Height of the row below the map: the store and the spares. */
export const shelfHeight = 22;

/** Cells that are not up, the newest on top. */
export function rangesOf({down, repairing}: FleetState): CellRange[] {
  const standing = repairing
    .filter((record) => !down.includes(record))
    .map(({blast: {from, to}}): CellRange => ({from, to, state: 'spare'}));
  return [
    ...standing,
    ...down.flatMap(({blast: {from, to, struckFrom, struckTo}}): CellRange[] => [
      {from, to, state: 'drained'},
      {from: struckFrom, to: struckTo, state: 'struck'},
    ]),
  ];
}

/** GPUs of the parts that are thrown back, merged. */
function stoppedRanges(value: Value, {parts}: FleetState): Array<{from: number; to: number}> {
  const size = value.gpus / parts.length;
  const ranges: Array<{from: number; to: number}> = [];
  parts.forEach(({doing}, i) => {
    if (doing === 'work' || doing === 'checkpoint') return;
    if (ranges.at(-1)?.to === i * size) ranges.at(-1)!.to += size;
    else ranges.push({from: i * size, to: (i + 1) * size});
  });
  return ranges;
}

/** Draws what lies over the cells. `ratio` is dots of the scene a pixel. */
export function drawMarks(
  pen: Pen,
  scene: Scene,
  ratio: number,
  width: number,
  height: number,
  value: Value,
  state: FleetState,
  {pointed, groups, peers}: MapHighlights,
): void {
  const {topology, placement, parallelism, run} = simulationOf(value);
  const {sizes, gpusPerNode, counts} = topology;
  const scaled = ({x, y, width: wide, height: high}: Box): Box => ({
    x: x / ratio,
    y: y / ratio,
    width: wide / ratio,
    height: high / ratio,
  });
  const seen = ({x, y, width: wide, height: high}: Box) => x < width && y < height && x + wide > 0 && y + high > 0;
  const rows = (from: number, to: number, draw: (box: Box) => void) => {
    const [first, last] = [Math.floor(from / sizes.rack), Math.ceil(to / sizes.rack)];
    eachRow(scene, first, last, (box, racks) => {
      const row = scaled({...box, width: (racks - 1) * scene.rackX + box.width});
      if (seen(row)) draw(row);
    });
  };
  const frame = ({x, y, width: wide, height: high}: Box, colour: Colour, thick: number, out = 1) =>
    pen.path(x - out, y - out, `M0,0H${(wide + 2 * out).toFixed(1)}V${(high + 2 * out).toFixed(1)}H0Z`, {
      stroke: colour,
      width: thick,
    });
  const middle = ({x, y, width: wide, height: high}: Box) => [x + wide / 2, y + high / 2] as const;
  const unit = (level: Level, index: number) => scaled(boxOf(scene, level, index));

  // Names of pods and racks, where they have room.
  const podBox = unit('pod', 0);
  if (scene.title && podBox.width > 44) {
    for (let pod = 0; pod < counts.pod; pod++) {
      const box = unit('pod', pod);
      if (seen({...box, y: box.y - 14}))
        pen.text(box.x, box.y - 3, `pod ${number(pod)}`, {colour: 'muted', size: 10.5});
    }
  }
  // The whole fleet, or some replicas, thrown back: lines over all their cells.
  for (const {from, to} of stoppedRanges(value, state)) {
    for (let pod = Math.floor(from / sizes.pod); pod < Math.ceil(to / sizes.pod); pod++) {
      const whole = from <= pod * sizes.pod && to >= Math.min(topology.gpus, (pod + 1) * sizes.pod);
      const shade = (box: Box) => pen.hatch(box.x, box.y, box.width, box.height, 'surface');
      const box = unit('pod', pod);
      if (whole && seen(box)) shade(box);
      else if (!whole) rows(Math.max(from, pod * sizes.pod), Math.min(to, (pod + 1) * sizes.pod), shade);
    }
  }
  // Where spares stand in.
  for (const {blast} of state.repairing.slice(-200)) {
    if (state.down.some((record) => record.blast === blast)) continue;
    const box = unit(
      blast.nodes > 1 ? 'rack' : 'node',
      blast.nodes > 1 ? Math.floor(blast.from / sizes.rack) : blast.fromNode,
    );
    if (seen(box)) pen.path(...middle(box), shapes.spare, {stroke: 'downtime', width: 1.6, fill: 'surface'});
  }
  for (const record of state.down) drawFallen(record);
  function drawFallen({blast, level, index}: FailureRecord): void {
    if (level === 'gpu' || level === 'node') {
      const node = unit('node', blast.fromNode);
      if (!seen(node)) return;
      frame(node, 'restart', 1.6);
      cross(level === 'gpu' && scene.finest === 'gpu' && scene.cell / ratio > 5 ? unit('gpu', index) : node);
    } else if (level === 'pod') {
      frame(unit('pod', index), 'lost', 2);
      cross(unit('pod', index));
    } else {
      rows(blast.from, blast.to, (box) => frame(box, 'lost', 1.6));
      cross(unit('rack', Math.floor(blast.from / sizes.rack)));
    }
  }
  /** A struck unit; beside it where it is too small to be seen under its mark. */
  function cross(box: Box): void {
    let [x, y] = middle(box);
    if (box.width < 16 || box.height < 12) {
      const [left, up] = [x > width - 16 ? -11 : 11, y < 16 ? 11 : -11];
      pen.path(x, y, `M0,0L${left},${up}`, {stroke: 'lost', width: 1.6});
      x += left;
      y += up;
    }
    pen.path(x, y, shapes.holder, {fill: 'surface', stroke: 'lost', width: 1.2, opacity: 0.92});
    pen.path(x, y, 'M-2.8,-2.8L2.8,2.8M2.8,-2.8L-2.8,2.8', {stroke: 'lost', width: 2});
  }
  // The peers of what fell: who still holds a copy, and who fell as well.
  const {last} = state;
  const hasPeers = run.plan.tiers.some(({kind}) => kind === 'peer');
  if (last && placement && hasPeers && state.down.includes(last) && last.blast.nodes <= 64) {
    for (let node = last.blast.fromNode; node < last.blast.toNode; node++)
      link(node, last.rollback.tier === 'peer' && last.fault === 'hardware' ? 'total' : 'muted');
  }
  if (peers && placement && pointed && pointed.level !== 'pod' && pointed.level !== 'power') {
    const [from, to] = [
      Math.floor((pointed.index * sizes[pointed.level]) / gpusPerNode),
      Math.ceil(Math.min(topology.gpus, (pointed.index + 1) * sizes[pointed.level]) / gpusPerNode),
    ];
    for (let node = from; node < Math.min(to, from + 8); node++) link(node, 'accent');
  }
  function link(node: number, colour: Colour): void {
    const [x, y] = middle(unit('node', node));
    for (const holder of holdersOf(placement!, node).slice(1)) {
      const box = unit('node', holder);
      const [a, b] = middle(box);
      const fell = state.down.some(
        ({blast, fault}) => fault === 'hardware' && holder >= blast.fromNode && holder < blast.toNode,
      );
      pen.path(0, 0, `M${x.toFixed(1)},${y.toFixed(1)}L${a.toFixed(1)},${b.toFixed(1)}`, {
        stroke: fell ? 'lost' : colour,
        width: 1.2,
        dash: [3, 2],
      });
      if (!fell) pen.path(a, b, shapes.holder, {stroke: colour, width: 2});
    }
  }
  // The groups of the GPU pointed at: neighbours, stages, replicas.
  if (groups && pointed) {
    const gpu = pointed.index * sizes[pointed.level];
    for (const [axis, colour] of [
      ['dp', 'downtime'],
      ['pp', 'restart'],
      ['tp', 'accent'],
    ] as const) {
      for (const member of groupMembers(parallelism, axis, groupOf(parallelism, axis, gpu)).slice(0, 1024)) {
        const box = unit('gpu', member);
        if (!seen(box)) continue;
        if (axis === 'tp') frame(box, colour, 1.4, 0.5);
        else
          pen.path(
            ...middle(box),
            axis === 'pp' ? 'M0,-3.4L3.4,0L0,3.4L-3.4,0Z' : 'M-2.6,0A2.6,2.6,0,1,1,2.6,0A2.6,2.6,0,1,1,-2.6,0Z',
            {stroke: colour, width: 1.5, fill: 'surface'},
          );
      }
    }
  }
  if (pointed) {
    if (pointed.level === 'power')
      rows(pointed.index * sizes.power, Math.min(topology.gpus, (pointed.index + 1) * sizes.power), (box) =>
        frame(box, 'accent', 2),
      );
    else frame(unit(pointed.level, pointed.index), 'accent', 2);
  }

  // The shelf: the store with the newest copy, and the spares.
  const top = height - shelfHeight;
  pen.rect(0, top, width, shelfHeight, 'surface');
  const storeIndex = run.plan.tiers.findIndex(({kind}) => kind === 'store');
  const row = top + 13;
  if (storeIndex >= 0) {
    const used = last !== null && last.rollback.index === storeIndex && !value.working;
    const copy = state.parts[0].copies[storeIndex];
    pen.path(8, row, shapes.store, {stroke: used ? 'lost' : 'muted', width: used ? 2 : 1.3, fill: 'surface'});
    pen.text(
      20,
      row + 4,
      copy
        ? `${tierName(value, 'store').toLowerCase()}: copy of ${clock(value, copy.taken)}${used ? ', used' : ''}`
        : `${tierName(value, 'store').toLowerCase()}: no copy yet`,
      {size: 11, bold: used, colour: used ? 'lost' : 'muted'},
    );
  }
  if (isFleet(value)) {
    const repairing = state.repairing.reduce((sum, {drained}) => sum + drained, 0);
    const ready = `${number(state.sparesLeft)} ${state.sparesLeft === 1 ? 'spare' : 'spares'}`;
    const words = width > 380 ? `${ready} ready, ${number(repairing)} in repair` : ready;
    pen.text(width - 2, row + 4, words, {anchor: 'end', size: 11, colour: 'muted'});
    if (width > 380)
      pen.path(width - 12 - words.length * 5.6, row, shapes.spare, {stroke: 'downtime', width: 1.6, fill: 'surface'});
  }
}
