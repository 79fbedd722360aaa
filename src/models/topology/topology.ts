/** A fleet as index arithmetic: GPU in node in rack in pod, and power domains over groups of racks. */
import {oneOf, wholeNumber, within} from '../numerics/check.js';
import {llama3Run, publishedFleets} from '../fleet/published.js';
import type {Source} from '../fleet/published.js';
import type {ScenarioSource} from '../fleet/sourced.js';

/** What can fail at once, smallest first. */
export type Level = 'gpu' | 'node' | 'rack' | 'power' | 'pod';

/** All levels, smallest first as a rule (a small pod may be no larger than a power domain). */
export const LEVELS: readonly Level[] = Object.freeze(['gpu', 'node', 'rack', 'power', 'pod'] as const);

/** The shape of a fleet; all counts whole. */
export interface TopologyShape {
  /** 1 to 1,048,576. Need not fill the last node, rack, power domain or pod. */
  gpus: number;
  /** Default 8. */
  gpusPerNode?: number;
  /** Default 2. */
  nodesPerRack?: number;
  /** Racks behind one power distribution unit. Default: as many as hold about 256 GPUs. */
  racksPerPowerDomain?: number;
  /** Default 192. */
  racksPerPod?: number;
}

/** A checked fleet. Frozen; it holds no object per GPU. */
export interface Topology extends Readonly<Required<TopologyShape>> {
  readonly nodes: number;
  /** GPUs in a full unit of each level. */
  readonly sizes: Readonly<Record<Level, number>>;
  /** Units of each level; the last may be partial. */
  readonly counts: Readonly<Record<Level, number>>;
}

/**
 * A fleet of `gpus` GPUs. Every level cuts the GPUs 0, 1, 2, … into equal ranges from the first on; the last one may be
 * partial. A power domain is a group of racks (100 to 500 GPUs by the book), counted through the whole fleet: it always
 * holds whole racks, and crosses the border of a pod where `racksPerPowerDomain` does not divide `racksPerPod`.
 *
 * @throws {RangeError} unless gpus is in 1..1,048,576 and the others whole numbers >= 1
 * @throws {TypeError} for values that are not numbers
 * @see https://arxiv.org/abs/2407.21783
 * @example buildTopology({gpus: 16_384}).counts // {gpu: 16384, node: 2048, rack: 1024, power: 64, pod: 6}
 */
export function buildTopology({
  gpus,
  gpusPerNode = 8,
  nodesPerRack = 2,
  racksPerPowerDomain,
  racksPerPod = 192,
}: TopologyShape): Topology {
  within('gpus', wholeNumber('gpus', gpus, 1, 'count'), 1, 1_048_576, 'count');
  wholeNumber('gpusPerNode', gpusPerNode, 1, 'count');
  wholeNumber('nodesPerRack', nodesPerRack, 1, 'count');
  wholeNumber('racksPerPod', racksPerPod, 1, 'count');
  const rack = gpusPerNode * nodesPerRack;
  const perPower = racksPerPowerDomain ?? Math.max(1, Math.round(256 / rack));
  wholeNumber('racksPerPowerDomain', perPower, 1, 'count');
  const sizes = Object.freeze({gpu: 1, node: gpusPerNode, rack, power: rack * perPower, pod: rack * racksPerPod});
  const count = (level: Level) => Math.ceil(gpus / sizes[level]);
  const counts = Object.freeze({
    gpu: gpus,
    node: count('node'),
    rack: count('rack'),
    power: count('power'),
    pod: count('pod'),
  });
  return Object.freeze({
    gpus,
    gpusPerNode,
    nodesPerRack,
    racksPerPowerDomain: perPower,
    racksPerPod,
    nodes: counts.node,
    sizes,
    counts,
  });
}

/**
 * The index of the unit of a level that holds a GPU. Unchecked, for loops over GPUs.
 *
 * @example unitOf(buildTopology({gpus: 16_384}), 'rack', 40) // 2
 */
export const unitOf = (topology: Topology, level: Level, gpu: number): number =>
  Math.floor(gpu / topology.sizes[level]);

/** One unit: its level and its index among the units of that level, from 0. */
export interface Unit {
  level: Level;
  index: number;
}

/** What one fault takes with it. GPU and node ranges include their first and exclude their last number. */
export interface BlastRadius extends Unit {
  /** GPUs of the unit that was struck. */
  struckFrom: number;
  struckTo: number;
  /** GPUs that leave the job: whole nodes, for a node with a broken GPU is drained. */
  from: number;
  to: number;
  /** to − from. */
  gpus: number;
  fromNode: number;
  toNode: number;
  nodes: number;
}

/**
 * The GPUs and nodes that fall with one unit. A GPU takes its node out of the job; larger units are whole nodes already.
 *
 * @throws {RangeError} for an unknown level, or an index that the fleet does not have
 * @throws {TypeError} for an index that is not a number
 * @see https://arxiv.org/abs/2407.21783
 * @example blastRadius(buildTopology({gpus: 16_384}), {level: 'gpu', index: 5331}).from // 5328, of 8 GPUs
 */
export function blastRadius(topology: Topology, {level, index}: Unit): BlastRadius {
  const {gpus, gpusPerNode, sizes, counts} = topology;
  oneOf<Level>('level', level, LEVELS);
  within('index', wholeNumber('index', index, 0, level), 0, counts[level] - 1, `${level} of this fleet`);
  const struckFrom = index * sizes[level];
  const struckTo = Math.min(gpus, struckFrom + sizes[level]);
  const fromNode = Math.floor(struckFrom / gpusPerNode);
  const toNode = Math.ceil(struckTo / gpusPerNode);
  const from = fromNode * gpusPerNode;
  const to = Math.min(gpus, toNode * gpusPerNode);
  return {level, index, struckFrom, struckTo, from, to, gpus: to - from, fromNode, toNode, nodes: toNode - fromNode};
}

/** A published fleet's shape, and where each number comes from. */
export interface TopologyPreset {
  readonly label: string;
  readonly shape: Readonly<Required<TopologyShape>>;
  readonly sources: Readonly<Record<keyof TopologyShape, ScenarioSource>>;
}

const published = (from: Source): ScenarioSource => ({kind: 'published', ...from});
const assumed = (text: string): ScenarioSource => ({kind: 'assumed', text});
const LLAMA3 = published(llama3Run.source);
const RSC1 = published(publishedFleets.rsc1.source);

function preset(
  label: string,
  shape: Required<TopologyShape>,
  sources: Record<keyof TopologyShape, ScenarioSource>,
): TopologyPreset {
  return Object.freeze({label, shape: Object.freeze(shape), sources: Object.freeze(sources)});
}

/**
 * Shapes of published fleets, ready for {@link buildTopology}. Frozen.
 *
 * @see https://arxiv.org/abs/2407.21783
 * @see https://arxiv.org/abs/2410.21680
 * @example buildTopology({...topologyPresets.llama3.shape, gpus: 4096})
 */
export const topologyPresets = Object.freeze({
  llama3: preset(
    'Llama 3 405B',
    {gpus: llama3Run.gpus.value, gpusPerNode: 8, nodesPerRack: 2, racksPerPowerDomain: 16, racksPerPod: 192},
    {
      gpus: LLAMA3,
      gpusPerNode: LLAMA3,
      nodesPerRack: LLAMA3,
      racksPerPod: LLAMA3,
      racksPerPowerDomain: assumed('256 GPUs; the book gives 100 to 500 GPUs a power domain'),
    },
  ),
  rsc1: preset(
    'Meta RSC-1',
    {gpus: publishedFleets.rsc1.gpus, gpusPerNode: 8, nodesPerRack: 2, racksPerPowerDomain: 10, racksPerPod: 10},
    {
      gpus: RSC1,
      gpusPerNode: RSC1,
      nodesPerRack: RSC1,
      racksPerPod: RSC1,
      racksPerPowerDomain: assumed('a pod of 160 GPUs; the book gives 100 to 500 GPUs a power domain'),
    },
  ),
});
