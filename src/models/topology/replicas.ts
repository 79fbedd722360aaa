/** Copies of each node's state in the memory of its peers, and whether they outlive a loss of nodes. */
import {notNegative, oneOf, positive, throwInvalid, wholeNumber, within} from '../numerics/check.js';
import type {Topology} from './topology.js';

/** `groups`: disjoint groups of nodes that hold each other's state (Gemini). `ring`: each node's state is on its followers. */
export type ReplicaScheme = 'groups' | 'ring';

/** How far apart the copies are kept: on neighbours, in different racks, or in different power domains. */
export type ReplicaSpread = 'adjacent' | 'rack-aware' | 'power-aware';

/** What to place. */
export interface ReplicaPlan {
  topology: Topology;
  /** m: copies of each node's state, its own included, 2 to the number of nodes. Default 2. */
  copies?: number;
  /** Default `groups`. */
  scheme?: ReplicaScheme;
  /** Default `adjacent`. */
  spread?: ReplicaSpread;
}

/** A checked placement; see {@link holdersOf}. Frozen. */
export interface ReplicaPlacement extends Readonly<Required<Omit<ReplicaPlan, 'topology'>>> {
  readonly nodes: number;
  /** Nodes between one copy and the next. */
  readonly stride: number;
  /** False where the fleet is too small to keep all copies in different racks or power domains. */
  readonly apart: boolean;
  /** Groups only: nodes from here on form the last block. Blocks before it hold copies·stride nodes. */
  readonly lastBlock: number;
  /** Groups only: the stride in the last block, >= stride unless the fleet is too small. */
  readonly lastStride: number;
}

const SPREADS: readonly ReplicaSpread[] = ['adjacent', 'rack-aware', 'power-aware'];
const SCHEMES: readonly ReplicaScheme[] = ['groups', 'ring'];

/**
 * Places `copies` copies of each node's state. Two nodes at least a rack (or power domain) apart in number are in
 * different ones, so the copies of a group stand one rack, or one power domain, apart; for `ring` likewise. Nodes that
 * fill no further group join groups of the last block, which then hold each state on `copies` of their members in turn.
 *
 * @throws {RangeError | TypeError} unless copies is a whole number from 2 to the number of nodes, and the names known
 * @see https://doi.org/10.1145/3600006.3613145 (Gemini)
 * @example replicaPlacement({topology, copies: 2, spread: 'rack-aware'}).stride // 2: the next rack
 */
export function replicaPlacement({
  topology,
  copies = 2,
  scheme = 'groups',
  spread = 'adjacent',
}: ReplicaPlan): ReplicaPlacement {
  const {nodes, nodesPerRack, racksPerPowerDomain} = topology;
  oneOf<ReplicaScheme>('scheme', scheme, SCHEMES);
  oneOf<ReplicaSpread>('spread', spread, SPREADS);
  within('copies', wholeNumber('copies', copies, 2, 'copies of each state'), 2, nodes, 'copies, no more than nodes');
  const wanted =
    spread === 'adjacent' ? 1 : spread === 'rack-aware' ? nodesPerRack : nodesPerRack * racksPerPowerDomain;
  const most = Math.floor(nodes / copies);
  const stride = Math.min(wanted, most);
  const blocks = Math.floor(nodes / (copies * stride));
  const lastBlock = (blocks - 1) * copies * stride;
  const lastStride = Math.floor((nodes - lastBlock) / copies);
  return Object.freeze({copies, scheme, spread, nodes, stride, apart: wanted <= most, lastBlock, lastStride});
}

/** The group of a node: `size` nodes `first`, `first + stride`, …; the node is number `place` of them. */
function groupAround({nodes, copies, stride, lastBlock, lastStride}: ReplicaPlacement, node: number) {
  const last = node >= lastBlock;
  const start = last ? lastBlock : Math.floor(node / (copies * stride)) * copies * stride;
  const step = last ? lastStride : stride;
  const first = start + ((node - start) % step);
  const size = last ? Math.ceil((nodes - first) / step) : copies;
  return {first, step, size, place: (node - first) / step};
}

/**
 * The nodes that hold a node's state: itself first, then its peers.
 *
 * @throws {RangeError | TypeError} unless node is a whole number from 0 to nodes − 1
 * @example holdersOf(replicaPlacement({topology, copies: 2}), 6) // [6, 7]
 */
export function holdersOf(placement: ReplicaPlacement, node: number): number[] {
  const {nodes, copies, scheme, stride} = placement;
  within('node', wholeNumber('node', node, 0, 'index'), 0, nodes - 1, 'node of this fleet');
  if (scheme === 'ring') return Array.from({length: copies}, (_, i) => (node + i * stride) % nodes);
  const {first, step, size, place} = groupAround(placement, node);
  return Array.from({length: copies}, (_, i) => first + ((place + i) % size) * step);
}

/** Whether a node and all who hold its state are lost. Unchecked and without allocation, for loops. */
export function stateIsLost(placement: ReplicaPlacement, node: number, isLost: (node: number) => boolean): boolean {
  const {nodes, copies, scheme, stride} = placement;
  if (!isLost(node)) return false;
  if (scheme === 'ring') {
    for (let i = 1; i < copies; i++) if (!isLost((node + i * stride) % nodes)) return false;
    return true;
  }
  const {first, step, size, place} = groupAround(placement, node);
  for (let i = 1; i < copies; i++) if (!isLost(first + ((place + i) % size) * step)) return false;
  return true;
}

/** Which states are gone for good. */
export interface ReplicaSurvival {
  /** True when every node's state still has a copy. */
  survived: boolean;
  /** Nodes whose state has no copy left, ascending. */
  lostStates: number[];
}

/**
 * Whether every node's state still has a copy after these nodes are lost, all at once or before new copies were made.
 *
 * @throws {RangeError | TypeError} unless every lost node is a whole number from 0 to nodes − 1
 * @see https://doi.org/10.1145/3600006.3613145
 * @example replicaSurvival({placement: replicaPlacement({topology, copies: 2}), lost: [6, 7]}) // lostStates: [6, 7]
 */
export function replicaSurvival({
  placement,
  lost,
}: {
  placement: ReplicaPlacement;
  lost: Iterable<number>;
}): ReplicaSurvival {
  const gone = new Set(lost);
  for (const node of gone)
    within('lost node', wholeNumber('lost node', node, 0, 'index'), 0, placement.nodes - 1, 'node of this fleet');
  const lostStates = [...gone].filter((node) => stateIsLost(placement, node, (n) => gone.has(n))).sort((a, b) => a - b);
  return {survived: lostStates.length === 0, lostStates};
}

/** Coefficients of a generating function in lost nodes, up to a fixed power. */
type Series = Float64Array;

function product(a: Series, b: Series): Series {
  const out = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) if (a[i] !== 0) for (let j = 0; i + j < a.length; j++) out[i + j] += a[i] * b[j];
  return out;
}

function power(base: Series, exponent: number): Series {
  let out: Series = new Float64Array(base.length);
  out[0] = 1;
  for (let square = base; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) out = product(out, square);
    if (exponent > 1) square = product(square, square);
  }
  return out;
}

/**
 * Ways to lose j = 0, 1, … nodes of a cycle of n without losing `copies` neighbours in a row, times scaleʲ. The roots
 * of λᵐ = λᵐ⁻¹ + xλᵐ⁻² + … + xᵐ⁻¹ have these polynomials as power sums, hence Newton's recurrence: only sums of
 * positive terms, so no digits are lost.
 */
function cycleWays(n: number, copies: number, terms: number, scale: number): Series {
  const before: Series[] = [];
  for (let length = 1; length <= n; length++) {
    const ways = new Float64Array(terms);
    let weight = 1;
    for (let i = 1; i <= Math.min(length - 1, copies); i++) {
      const shorter = before[before.length - i];
      for (let j = i - 1; j < terms; j++) ways[j] += weight * shorter[j - i + 1];
      weight *= scale;
    }
    if (length <= copies && length - 1 < terms) ways[length - 1] += length * scale ** (length - 1);
    before.push(ways);
    if (before.length > copies) before.shift();
  }
  return before[before.length - 1];
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** The placement as cycles of nodes: how many there are of each length. */
function cyclesOf({nodes, copies, scheme, stride, lastBlock, lastStride}: ReplicaPlacement): Map<number, number> {
  const cycles = new Map<number, number>();
  const add = (length: number, count: number) => count > 0 && cycles.set(length, (cycles.get(length) ?? 0) + count);
  if (scheme === 'ring') {
    const rings = gcd(nodes, stride);
    add(nodes / rings, rings);
    return cycles;
  }
  add(copies, lastBlock / copies);
  const size = Math.floor((nodes - lastBlock) / lastStride);
  const larger = (nodes - lastBlock) % lastStride;
  add(size, lastStride - larger);
  add(size + 1, larger);
  return cycles;
}

/**
 * Chance that every state keeps a copy when `failures` nodes, all sets equally likely, are lost at once. Exact for any
 * placement: [xᵏ] Π C(x)/C(N, k), C(x) counting the harmless losses in each group or ring. Ratio 0..1.
 *
 * @throws {RangeError | TypeError} unless failures is a whole number from 0 to the smaller of nodes and 2000
 * @see https://doi.org/10.1145/3600006.3613145
 * @example recoveryChance({placement, failures: 2}) // 0.9333 for 16 nodes in groups of 2
 */
export function recoveryChance({placement, failures}: {placement: ReplicaPlacement; failures: number}): number {
  const {nodes, copies} = placement;
  within('failures', wholeNumber('failures', failures, 0, 'nodes'), 0, Math.min(nodes, 2000), 'nodes lost at once');
  // A power of two keeps the scaled counts, which sum to less than (1 + scale)^N, within the double range.
  const scale = 2 ** Math.min(0, Math.floor(Math.log2(500 / nodes)));
  const terms = failures + 1;
  let harmless = power(new Float64Array(terms), 0);
  for (const [length, count] of cyclesOf(placement))
    harmless = product(harmless, power(cycleWays(length, copies, terms, scale), count));
  const one = new Float64Array(terms);
  one[0] = 1;
  if (terms > 1) one[1] = scale;
  return Math.min(1, harmless[failures] / power(one, nodes)[failures]);
}

/**
 * How often a node and its partner are lost within one re-replication time, so that a state with two copies in pairs is
 * gone: about N·r²·t, per second. Independent failures only; a rack that holds both copies takes them together.
 *
 * @throws {RangeError | TypeError} unless nodes > 0, failureRate >= 0 (per node-second), rereplication >= 0 (seconds)
 * @see https://doi.org/10.1145/3600006.3613145
 * @example 1 / replicaPairLossRate({nodes: 2048, failureRate: 6.5e-3 / 86_400, rereplication: 600}) / 86_400 // 1664 days
 */
export function replicaPairLossRate({
  nodes,
  failureRate,
  rereplication,
}: {
  nodes: number;
  failureRate: number;
  rereplication: number;
}): number {
  positive('nodes', nodes, 'count');
  notNegative('failureRate', failureRate, 'failures per node-second');
  notNegative('rereplication', rereplication, 'seconds');
  const rate = nodes * failureRate * failureRate * rereplication;
  if (rate === Infinity) throwInvalid('nodes·failureRate²·rereplication', rate, 'a finite number (per second)');
  return rate;
}
