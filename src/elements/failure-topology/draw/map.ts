import type {Level, Topology} from '../../../models/index.js';

/** Where every GPU stands: pods of racks of nodes of GPUs, packed into a rectangle. Index arithmetic only; lengths are pixels of the screen. */

interface Grid {
  columns: number;
  rows: number;
}

/** A box on the map. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How a fleet is arranged; independent of the zoom. */
export interface Arrangement {
  topology: Topology;
  /** GPUs in a node, nodes in a rack, racks in a pod, pods. */
  node: Grid;
  rack: Grid;
  pod: Grid;
  pods: Grid;
  /** Pixels of one GPU with its share of the gaps, when all fits. */
  size: number;
  /** Height of a pod's title, and the gap between pods, pixels. */
  title: number;
  podGap: number;
}

/** The narrowest grid that is not higher than wide, for few things exactly filled. */
function gridOf(count: number, full = false): Grid {
  let columns = Math.ceil(Math.sqrt(count));
  while (full && count % columns) columns++;
  return {columns, rows: Math.ceil(count / columns)};
}

/** Share of a rack's side that is gap. */
const gap = 0.12;

/** Packs a fleet into a box as large as it goes; `line` is the height of a line of text, kept for the name of each pod where they are few. */
export function arrange(topology: Topology, width: number, height: number, line: number): Arrangement {
  const node = gridOf(topology.gpusPerNode, true);
  // Nodes are wide: they are stacked until the rack is about square.
  const perRack = Math.min(topology.nodesPerRack, topology.nodes);
  const stack = Math.min(perRack, Math.max(1, Math.round(Math.sqrt((perRack * node.columns) / node.rows))));
  const rack = {columns: Math.ceil(perRack / stack), rows: stack};
  const [wide, high] = [rack.columns * node.columns * (1 + gap), rack.rows * node.rows * (1 + gap)];
  const count = topology.counts.pod;
  const title = count > 1 && count <= 64 ? line : 0;
  const podGap = (title ? 0.75 : 0.25) * line;
  const racks = Math.min(topology.racksPerPod, topology.counts.rack);
  const best = {score: 0, size: 0, columns: 1, inner: 1};
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const [across, down] = [(width - (columns - 1) * podGap) / columns, (height - (rows - 1) * podGap) / rows - title];
    if (across <= 0 || down <= 0) continue;
    // Near the real optimum.
    const ideal = Math.sqrt((racks * across * high) / (down * wide));
    for (
      let inner = Math.max(1, Math.floor(0.75 * ideal));
      inner <= Math.min(racks, Math.ceil(1.35 * ideal));
      inner++
    ) {
      const size = Math.min(across / (inner * wide), down / (Math.ceil(racks / inner) * high));
      // A row that is not full looks torn: a little smaller and whole is better.
      const score = racks % inner ? 0.9 * size : size;
      if (score > best.score) Object.assign(best, {score, size, columns, inner});
    }
  }
  return {
    topology,
    node,
    rack,
    podGap,
    title,
    size: best.size,
    pod: {columns: best.inner, rows: Math.ceil(racks / best.inner)},
    pods: {columns: best.columns, rows: Math.ceil(count / best.columns)},
  };
}

/** An arrangement at a zoom: what every box is computed from. */
export interface Scene extends Arrangement {
  /** The smallest unit that can be told apart. */
  finest: 'gpu' | 'node' | 'rack';
  /** Side of a GPU's cell with its gap, where GPUs can be told apart; and that gap. */
  cell: number;
  slit: number;
  /** From node to node in a rack, and a node without the gap after it. */
  nodeX: number;
  nodeY: number;
  nodeWide: number;
  nodeHigh: number;
  /** From rack to rack, a rack without the gap after it, from pod to pod. */
  rackX: number;
  rackY: number;
  rackWide: number;
  rackHigh: number;
  podX: number;
  podY: number;
  /** Where the map begins, and its size. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The map at `zoom`, of which the share `centreX`, `centreY` stands in the middle of the box. Nothing is moved farther than its edge. */
export function sceneOf(
  made: Arrangement,
  width: number,
  height: number,
  zoom: number,
  centreX: number,
  centreY: number,
): Scene {
  const {node, rack, pod, pods, title, podGap} = made;
  const unit = made.size * zoom;
  const [across, down] = [rack.columns * node.columns, rack.rows * node.rows];
  const whole = (length: number) => (length >= 2 ? Math.floor(length) : length);
  const [rackX, rackY] = [whole(unit * across * (1 + gap)), whole(unit * down * (1 + gap))];
  const seamOf = (side: number) => (side >= 6 ? Math.round(side / 4) : 0);
  const needs = (side: number, count: number, seams: number) => count * side + (seams - 1) * seamOf(side);
  let cell = Math.floor(unit);
  while (cell > 1 && (needs(cell, across, rack.columns) >= rackX || needs(cell, down, rack.rows) >= rackY)) cell--;
  const slit = cell >= 16 ? 2 : cell >= 4 ? 1 : 0;
  const seam = seamOf(cell);
  const [perX, perY] = [rackX / rack.columns, rackY / rack.rows];
  const finest = cell >= 2 ? 'gpu' : Math.min(perX, perY) >= 3 ? 'node' : 'rack';
  const [nodeX, nodeY] =
    finest === 'gpu'
      ? [node.columns * cell + seam, node.rows * cell + seam]
      : finest === 'node'
        ? [Math.floor(perX), Math.floor(perY)]
        : [perX, perY];
  const [nodeWide, nodeHigh] =
    finest === 'gpu'
      ? [nodeX - seam - slit, nodeY - seam - slit]
      : finest === 'node'
        ? [nodeX - 1, nodeY - 1]
        : [perX, perY];
  const block = (pitch: number) => Math.max(Math.min(1, pitch), pitch - (pitch >= 3 ? 1 : 0));
  const [podX, podY] = [pod.columns * rackX + podGap, pod.rows * rackY + podGap + title];
  const size = {width: pods.columns * podX - podGap, height: pods.rows * podY - podGap};
  const place = (box: number, all: number, centre: number) =>
    Math.round(all <= box ? (box - all) / 2 : Math.min(0, Math.max(box - all, box / 2 - centre * all)));
  return {
    ...made,
    ...size,
    finest,
    cell,
    slit,
    nodeX,
    nodeY,
    nodeWide,
    nodeHigh,
    rackX,
    rackY,
    podX,
    podY,
    rackWide: finest === 'rack' ? block(rackX) : (rack.columns - 1) * nodeX + nodeWide,
    rackHigh: finest === 'rack' ? block(rackY) : (rack.rows - 1) * nodeY + nodeHigh,
    x: place(width, size.width, centreX),
    y: place(height, size.height, centreY),
  };
}

/** The box of a rack, without the gap after it. */
export function rackBox(scene: Scene, index: number): Box {
  const {
    topology: {racksPerPod},
    pod,
    pods,
    rackX,
    rackY,
    rackWide,
    rackHigh,
    podX,
    podY,
    x,
    y,
    title,
  } = scene;
  const inPod = index % racksPerPod;
  const which = Math.floor(index / racksPerPod);
  return {
    x: x + (which % pods.columns) * podX + (inPod % pod.columns) * rackX,
    y: y + Math.floor(which / pods.columns) * podY + title + Math.floor(inPod / pod.columns) * rackY,
    width: rackWide,
    height: rackHigh,
  };
}

/** The box of a unit, or of the smallest one around it that can be told apart; of a power domain its first rack's. */
export function boxOf(scene: Scene, level: Level, index: number): Box {
  const {
    topology: {racksPerPod, racksPerPowerDomain, nodesPerRack, gpusPerNode, counts},
    pod,
    rack,
    node,
    rackX,
    rackY,
    finest,
    cell,
    slit,
    nodeX,
    nodeY,
  } = scene;
  if (level === 'pod') {
    const first = rackBox(scene, index * racksPerPod);
    const rows = Math.ceil(Math.min(racksPerPod, counts.rack - index * racksPerPod) / pod.columns);
    return {...first, width: (pod.columns - 1) * rackX + first.width, height: (rows - 1) * rackY + first.height};
  }
  if (level === 'power') return rackBox(scene, index * racksPerPowerDomain);
  if (level === 'rack') return rackBox(scene, index);
  const nodeIndex = level === 'node' ? index : Math.floor(index / gpusPerNode);
  const box = rackBox(scene, Math.floor(nodeIndex / nodesPerRack));
  if (finest === 'rack') return box;
  const place = nodeIndex % nodesPerRack;
  const [x, y] = [box.x + (place % rack.columns) * nodeX, box.y + Math.floor(place / rack.columns) * nodeY];
  if (level === 'node' || finest === 'node') return {x, y, width: scene.nodeWide, height: scene.nodeHigh};
  const inNode = index % gpusPerNode;
  return {
    x: x + (inNode % node.columns) * cell,
    y: y + Math.floor(inNode / node.columns) * cell,
    width: cell - slit,
    height: cell - slit,
  };
}

/** The GPU at a point, or −1 outside; where GPUs cannot be told apart, the first of the unit there. A pod's title and the gap after it count as the cells next to them: a finger is not that exact. */
export function gpuAt(scene: Scene, px: number, py: number): number {
  const {
    topology: {racksPerPod, nodesPerRack, gpusPerNode, counts, gpus},
    pod,
    pods,
    rack,
    node,
    rackX,
    rackY,
    podX,
    podY,
    x,
    y,
    title,
    finest,
    cell,
    nodeX,
    nodeY,
  } = scene;
  const [column, row] = [Math.floor((px - x) / podX), Math.floor((py - y) / podY)];
  const [inX, inY] = [px - x - column * podX, py - y - row * podY - title];
  const near = (at: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(at)));
  const [i, j] = [near(inX / rackX, pod.columns), near(inY / rackY, pod.rows)];
  const [which, place] = [row * pods.columns + column, j * pod.columns + i];
  if (
    column < 0 ||
    column >= pods.columns ||
    row < 0 ||
    row >= pods.rows ||
    place >= racksPerPod ||
    which >= counts.pod
  )
    return -1;
  const rackIndex = which * racksPerPod + place;
  if (rackIndex >= counts.rack) return -1;
  const [fromX, fromY] = [inX - i * rackX, inY - j * rackY];
  const [a, b] = [near(fromX / nodeX, rack.columns), near(fromY / nodeY, rack.rows)];
  const nodeIndex = Math.min(
    counts.node - 1,
    rackIndex * nodesPerRack + Math.min(nodesPerRack - 1, b * rack.columns + a),
  );
  if (finest !== 'gpu') return nodeIndex * gpusPerNode;
  const inNode =
    near((fromY - b * nodeY) / cell, node.rows) * node.columns + near((fromX - a * nodeX) / cell, node.columns);
  return Math.min(gpus - 1, nodeIndex * gpusPerNode + Math.min(gpusPerNode - 1, inNode));
}

/** Racks from one up to another, cut where a row of a pod ends: the first one's box, and how many follow each other. */
export function eachRow(
  scene: Scene,
  fromRack: number,
  toRack: number,
  draw: (first: Box, racks: number) => void,
): void {
  const {
    topology: {racksPerPod},
    pod,
  } = scene;
  for (let rack = fromRack; rack < toRack;) {
    const place = rack % racksPerPod;
    const inRow = Math.min(pod.columns - (place % pod.columns), racksPerPod - place, toRack - rack);
    draw(rackBox(scene, rack), inRow);
    rack += inRow;
  }
}

/** Cells of one state: a tile of a rack for each kind of cell, laid over rows of racks. */
export type CellState = 'up' | 'struck' | 'drained' | 'spare';

/** GPUs from `from` up to (not including) `to` in one state. */
export interface CellRange {
  from: number;
  to: number;
  state: CellState;
}

/** Paints cells on a canvas, one draw for a row of racks. */
export class CellPainter {
  readonly #tiles = new Map<CellState, CanvasPattern>();

  scene!: Scene;

  constructor(
    readonly context: CanvasRenderingContext2D,
    readonly ink: Readonly<Record<CellState, string>>,
  ) {}

  /** Another piece of the map; tiles of the same size stay. */
  show(scene: Scene): void {
    const sizes = ({finest, rackX, rackY, cell, nodeX, nodeY, topology}: Scene) =>
      [finest, rackX, rackY, cell, nodeX, nodeY, topology.gpusPerNode, topology.nodesPerRack].join();
    if (this.scene && sizes(scene) !== sizes(this.scene)) this.#tiles.clear();
    this.scene = scene;
  }

  #tile(state: CellState): CanvasPattern | string {
    const {scene, context, ink} = this;
    // Larger than the canvas, tiles cost more than they save; smaller than two pixels there is nothing to tell apart.
    if (scene.rackX < 2 || scene.rackY < 2) return ink[state];
    let tile = this.#tiles.get(state);
    if (tile) return tile;
    const canvas = context.canvas.ownerDocument.createElement('canvas');
    canvas.width = scene.rackX;
    canvas.height = scene.rackY;
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = ink[state];
    const at: Scene = {...scene, x: 0, y: -scene.title};
    if (scene.finest === 'rack') pen.fillRect(0, 0, scene.rackWide, scene.rackHigh);
    else {
      const {gpusPerNode, nodesPerRack} = scene.topology;
      const [level, count] =
        scene.finest === 'gpu' && scene.slit
          ? (['gpu', gpusPerNode * nodesPerRack] as const)
          : (['node', nodesPerRack] as const);
      for (let index = 0; index < count; index++) {
        const {x, y, width, height} = boxOf(at, level, index);
        pen.fillRect(x, y, width, height);
      }
    }
    this.#tiles.set(state, (tile = context.createPattern(canvas, 'repeat')!));
    return tile;
  }

  /** Every cell, then the ranges that are not up. */
  all(ranges: readonly CellRange[]): void {
    const {
      scene: {topology},
      context,
    } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    this.paint({from: 0, to: topology.gpus, state: 'up'});
    for (const range of ranges) this.paint(range);
  }

  /** One range. Whole racks row by row, what is left GPU by GPU. */
  paint({from, to, state}: CellRange): void {
    const {scene, context} = this;
    const {
      topology: {
        sizes: {rack: size},
        gpusPerNode,
      },
      finest,
      rackX,
      rackY,
    } = scene;
    const {canvas} = context;
    // What is too small to be told apart is shown by the unit it stands in.
    const grain = finest === 'gpu' ? 1 : finest === 'node' ? gpusPerNode : size;
    [from, to] = [Math.floor(from / grain) * grain, Math.ceil(to / grain) * grain];
    const [first, last] = [Math.ceil(from / size), Math.floor(to / size)];
    const single = (a: number, b: number) => {
      context.fillStyle = this.ink[state];
      for (let gpu = a; gpu < b; gpu += grain) {
        const {x, y, width, height} = boxOf(scene, 'gpu', gpu);
        if (x < canvas.width && y < canvas.height && x + width > 0 && y + height > 0)
          context.fillRect(x, y, width, height);
      }
    };
    if (first > last) return single(from, to);
    single(from, first * size);
    if (first < last) {
      const tile = this.#tile(state);
      eachRow(scene, first, last, ({x, y, width, height}, racks) => {
        if (y >= canvas.height || y + height <= 0 || x >= canvas.width || x + racks * rackX <= 0) return;
        context.fillStyle = tile;
        if (typeof tile !== 'string') context.setTransform(1, 0, 0, 1, x, y);
        const [left, top] = typeof tile === 'string' ? [x, y] : [0, 0];
        context.fillRect(
          left,
          top,
          typeof tile === 'string' ? racks * rackX : (racks - 1) * rackX + width,
          Math.min(height, rackY),
        );
        context.setTransform(1, 0, 0, 1, 0, 0);
      });
    }
    single(last * size, to);
  }
}
