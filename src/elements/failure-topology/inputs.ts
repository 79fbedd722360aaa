import {
  blastRadius,
  buildTopology,
  expectedFleetEfficiency,
  fleetAt,
  optimumFor,
  playFleet,
  publishedSources,
  recoveryChance,
  replicaPairLossRate,
  replicaPlacement,
  scenarios,
  sparesExceeded,
  standardTiers,
  topologyPresets,
  type CheckpointTier,
  type ExpectedFleet,
  type FailureLaw,
  type FailureRecord,
  type FleetRun,
  type FleetState,
  type InjectedFailure,
  type Level,
  type Parallelism,
  type ReplicaPlacement,
  type ReplicaSpread,
  type ScenarioName,
  type TierKind,
  type Topology,
} from '../../models/index.js';
import {POWER_DOMAIN_MTTF} from '../../models/topology/failure-sources.js';
import {componentMttf} from '../../models/fleet/published.js';
import {pickSet, sourcesFor, type Definition, type Settings, type Source} from '../../core/definition.js';
import {mtbfRules, type Rules} from '../../core/rules.js';
import {seedField} from '../../core/seed.js';
import type {Fields} from '../../core/fields.js';
import {parseInjectedFailures} from './injected-failures.js';

const day = 86_400;
const year = 365 * day;
const scenarioNames = Object.keys(scenarios) as ScenarioName[];
/** GPUs the model takes at most. */
const mostGpus = 1_048_576;
/** Failures a run is played with at most: some milliseconds. */
const mostFailures = 4000;

/** Every attribute that is an input of the model. Lengths of time are seconds, shares 0..1. */
export const fields = {
  scenario: {
    attribute: 'scenario',
    dimension: 'choice',
    choices: scenarioNames,
    label: 'Preset',
    example: 'llama3',
    doc: 'Named set of starting numbers; other attributes override it.',
  },
  nodes: {
    attribute: 'nodes',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 131_072,
    label: 'Nodes',
    symbol: {mission: 'N', book: 'N'},
    example: '2,048',
    doc: 'Number of nodes that must all be up for the job to run.',
  },
  gpusPerNode: {
    attribute: 'gpus-per-node',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 1024,
    label: 'GPUs per node',
    example: '8',
    doc: 'Accelerators in a node.',
  },
  nodeMtbf: {
    attribute: 'node-mtbf',
    dimension: 'time',
    bareUnit: 'h',
    above: 0,
    max: 1e6 * year,
    label: 'MTBF of one node',
    symbol: {mission: 'M_node', book: 'MTBF_node'},
    example: '50,000 h',
    doc: "Mean time between failures of one node; the fleet's is this divided by the number of nodes.",
  },
  mtbf: {
    attribute: 'mtbf',
    dimension: 'time',
    bareUnit: 'h',
    above: 0,
    max: 1e6 * year,
    label: 'MTBF of the fleet',
    symbol: {mission: 'M', book: 'MTBF_system'},
    example: '4 h',
    doc: 'Mean time between failures of the whole job; instead of node-mtbf.',
  },
  interval: {
    attribute: 'interval',
    dimension: 'time',
    bareUnit: 'min',
    above: 0,
    max: 1e6 * year,
    keyword: 'optimal',
    label: 'Work between copies to the store',
    symbol: {mission: 'τ', book: 'τ_ckpt'},
    example: '30 min',
    doc: 'Work between two checkpoints to the object store, or `optimal` to follow the exact optimum of that tier alone.',
  },
  writeTime: {
    attribute: 'write-time',
    dimension: 'time',
    bareUnit: 's',
    min: 0,
    max: 100 * year,
    label: 'Time to write to the store',
    symbol: {mission: 'δ', book: 'T_write'},
    example: '2 min',
    doc: 'Time the math stops for one checkpoint to the object store.',
  },
  restart: {
    attribute: 'restart',
    dimension: 'time',
    bareUnit: 's',
    min: 0,
    max: 100 * year,
    label: 'Restart from the store',
    symbol: {mission: 'R', book: 'T_restart'},
    example: '5 min',
    doc: 'Time to load the checkpoint from the object store and warm up; nearer copies load faster.',
  },
  downtime: {
    attribute: 'downtime',
    dimension: 'time',
    bareUnit: 's',
    min: 0,
    max: 100 * year,
    label: 'Downtime before the restart',
    symbol: {mission: 'D', book: 'T_detect'},
    example: '60 s',
    doc: 'Time to detect the failure and put a spare in place.',
  },
  runLength: {
    attribute: 'run-length',
    dimension: 'time',
    bareUnit: 'd',
    above: 0,
    max: 1000 * year,
    label: 'Length of the run',
    example: '54 d',
    doc: 'Wall-clock length of the run.',
  },
  law: {
    attribute: 'law',
    dimension: 'choice',
    choices: ['exponential', 'weibull'],
    label: 'Failure law',
    example: 'exponential',
    doc: 'Distribution of the time between failures of each node, rack switch and power domain.',
  },
  shape: {
    attribute: 'shape',
    dimension: 'number',
    min: 0.3,
    max: 5,
    label: 'Weibull shape',
    symbol: {mission: 'k', book: 'k'},
    example: '0.7',
    doc: 'Weibull shape: below 1, failures cluster; 1 is the exponential law.',
  },
  nodesPerRack: {
    attribute: 'nodes-per-rack',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 1024,
    label: 'Rack, in nodes',
    example: '2',
    doc: 'Nodes that share a rack and its switch.',
  },
  racksPerPowerDomain: {
    attribute: 'racks-per-power-domain',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 4096,
    label: 'Power domain, in racks',
    example: '16',
    doc: 'Racks that share a power distribution unit.',
  },
  racksPerPod: {
    attribute: 'racks-per-pod',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 4096,
    label: 'Pod, in racks',
    example: '192',
    doc: 'Racks that share a pod of the network.',
  },
  rackMttf: {
    attribute: 'rack-mttf',
    dimension: 'time',
    bareUnit: 'h',
    above: 0,
    max: 1e6 * year,
    keyword: 'never',
    label: 'Life of a rack switch',
    example: '300,000 h',
    doc: "Mean time to failure of a rack's switch, which takes the whole rack; `never` for racks that do not fail.",
  },
  powerMttf: {
    attribute: 'power-mttf',
    dimension: 'time',
    bareUnit: 'h',
    above: 0,
    max: 1e6 * year,
    keyword: 'never',
    label: 'Life of a power domain',
    example: '500,000 h',
    doc: 'Mean time to failure of a power domain, which takes all its racks; `never` for power that does not fail.',
  },
  lemons: {
    attribute: 'lemons',
    dimension: 'ratio',
    min: 0,
    max: 0.5,
    label: 'Lemon nodes',
    example: '2 %',
    doc: 'Share of nodes that fail far more often than the others.',
  },
  lemonFactor: {
    attribute: 'lemon-factor',
    dimension: 'number',
    min: 1,
    max: 1000,
    label: 'A lemon fails more often by',
    example: '10',
    doc: 'How many times as often a lemon fails.',
  },
  store: {
    attribute: 'store',
    dimension: 'choice',
    choices: ['on', 'off'],
    label: 'Object store',
    example: 'on',
    doc: 'Whether copies go to an object store outside the fleet; their interval is `interval`.',
  },
  dramInterval: {
    attribute: 'dram-interval',
    dimension: 'time',
    bareUnit: 's',
    above: 0,
    max: 1e6 * year,
    keyword: 'off',
    label: 'Copy in own DRAM every',
    example: '60 s',
    doc: 'Work between copies in the memory of the same node, or `off`. An agent keeps them when processes crash.',
  },
  peerInterval: {
    attribute: 'peer-interval',
    dimension: 'time',
    bareUnit: 's',
    above: 0,
    max: 1e6 * year,
    keyword: 'off',
    label: 'Copy in a peer’s DRAM every',
    example: '5 min',
    doc: 'Work between copies in the memory of a second node, or `off`.',
  },
  nvmeInterval: {
    attribute: 'nvme-interval',
    dimension: 'time',
    bareUnit: 's',
    above: 0,
    max: 1e6 * year,
    keyword: 'off',
    label: 'Copy on local NVMe every',
    example: '15 min',
    doc: 'Work between copies on the drives of the same node, or `off`.',
  },
  placement: {
    attribute: 'placement',
    dimension: 'choice',
    choices: ['adjacent', 'rack-aware', 'power-aware'],
    label: 'The peer is',
    example: 'rack-aware',
    doc: 'Where the second copy lives: on the next node, in another rack, or in another power domain.',
  },
  spares: {
    attribute: 'spares',
    dimension: 'count',
    min: 0,
    max: 100_000,
    integer: true,
    label: 'Spare nodes',
    example: '16',
    doc: 'Nodes kept ready. Without one, the job waits for a repair.',
  },
  repair: {
    attribute: 'repair',
    dimension: 'time',
    bareUnit: 'h',
    min: 0,
    max: 10 * year,
    label: 'Repair of a node',
    example: '24 h',
    doc: 'Time until a failed node is back among the spares.',
  },
  recovery: {
    attribute: 'recovery',
    dimension: 'choice',
    choices: ['synchronous', 'replica'],
    label: 'Who goes back',
    example: 'replica',
    doc: 'The whole job, or only the data parallel replicas that lost a GPU.',
  },
  tp: {
    attribute: 'tp',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 1024,
    label: 'Tensor parallel',
    example: '8',
    doc: 'GPUs that split each layer: neighbours in a node. The largest size up to this that divides the fleet.',
  },
  pp: {
    attribute: 'pp',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 1024,
    label: 'Pipeline stages',
    example: '16',
    doc: 'Stages a replica is split into. The largest number up to this that divides the rest; data parallel replicas make up the fleet.',
  },
  stepTime: {
    attribute: 'step-time',
    dimension: 'time',
    bareUnit: 's',
    above: 0,
    max: 1e6 * year,
    label: 'Time of a training step',
    example: '10 s',
    doc: 'Turns time into training steps.',
  },
  seed: seedField,
  failed: {
    attribute: 'failed',
    dimension: 'text',
    keyword: 'none',
    accepts: (text: string) => parseInjectedFailures(text) !== undefined,
    expects: 'none, or failures, each one of gpu, node, rack, power, pod with its number and a time',
    label: 'Failures caused',
    example: 'rack 12 @ 3.5 d; node 4 @ 2 h software',
    doc: 'Failures caused by hand, with the moment of each. Numbers count from 0.',
  },
  at: {
    attribute: 'at',
    dimension: 'time',
    bareUnit: 'd',
    min: 0,
    max: 1e6 * year,
    keyword: 'failure',
    label: 'Moment',
    example: '3 d',
    doc: 'The moment shown, from the start of the run; `failure` for the first hardware failure that strikes the job at work after a twentieth of the run.',
  },
} as const satisfies Fields;

export type InputName = keyof typeof fields;

type Off = number | 'off';

/** All inputs, resolved. */
export interface Inputs {
  scenario: ScenarioName;
  nodes: number;
  gpusPerNode: number;
  nodeMtbf: number;
  mtbf: number;
  interval: number;
  writeTime: number;
  restart: number;
  downtime: number;
  runLength: number;
  law: FailureLaw;
  shape: number;
  nodesPerRack: number;
  racksPerPowerDomain: number;
  racksPerPod: number;
  rackMttf: number | 'never';
  powerMttf: number | 'never';
  lemons: number;
  lemonFactor: number;
  store: 'on' | 'off';
  dramInterval: Off;
  peerInterval: Off;
  nvmeInterval: Off;
  placement: ReplicaSpread;
  spares: number;
  repair: number;
  recovery: 'synchronous' | 'replica';
  tp: number;
  pp: number;
  stepTime: number;
  seed: string;
  failed: string;
}

/** `element.value`: inputs and results in SI; `lostGpuHours` and `gpuHours` in hours. */
export interface Value extends Readonly<Inputs> {
  /** The moment shown, seconds from the start: what was asked for, and where the run is. */
  readonly at: number;
  readonly time: number;
  readonly gpus: number;
  /** Data parallel replicas. */
  readonly dp: number;
  /** True while the interval follows the optimum. */
  readonly followsOptimum: boolean;
  /** Failures so far, those caused by hand included. */
  readonly failures: number;
  /** The newest failure: what failed and what fell with it. */
  readonly last: Readonly<{
    time: number;
    cause: string;
    domain: Level;
    component: string;
    gpus: number;
    index: number;
    caused: boolean;
    gpuHours: number;
  }> | null;
  /** How far it threw the job back, and to which copy. `work` is what is done again, `steps` the same in training steps, `lost` that work and the copies made of it, `recover` the time until work goes on. */
  readonly rollback: Readonly<{
    seconds: number;
    tier: TierKind | 'start';
    from: number;
    to: number;
    work: number;
    lost: number;
    steps: number;
    recover: number;
  }> | null;
  /** GPU-hours of lost work, downtime and restart so far. */
  readonly lostGpuHours: number;
  /** Time so far over failures so far, without those caused by hand; null before the first. */
  readonly observedMtbf: number | null;
  /** Its 95 % interval. */
  readonly observedRange: Readonly<{low: number; high: number}> | null;
  readonly predictedMtbf: number;
  readonly sparesLeft: number;
  /** Useful share of the time so far. */
  readonly efficiency: number;
  /** The closed form's share of useful time. */
  readonly expectedEfficiency: number;
  /** What the job does: all of it, or its replicas. */
  readonly working: boolean;
  /** Useful work so far, seconds, and how much more it would be without what was caused by hand. */
  readonly useful: number;
  readonly causedLoss: number;
  /** Copies in pairs: pairs, chance that two failures at once spare them all, time a pair is without its second copy, time between losses of a pair (null: never). */
  readonly replica: Readonly<{pairs: number; chance: number; refill: number; lossEvery: number | null}>;
  /** Nodes in repair on average, and the chance that they are more than the spares. */
  readonly pool: Readonly<{inRepair: number; short: number}>;
}

/** A run and all that belongs to it, for pictures and words. */
export interface Simulation {
  topology: Topology;
  parallelism: Parallelism;
  placement?: ReplicaPlacement;
  run: FleetRun;
  /** The run without what was caused by hand; the same where nothing was. */
  first: FleetRun;
  expected: ExpectedFleet;
  /** The moment to open with. */
  opening: number;
  replica: Value['replica'];
  pool: Value['pool'];
}

/** What stands without a word of the author's, where the fleet's size may forbid it. */
const modelInputs = {tp: 8, pp: 16, peerInterval: 'off'} as const;

/** The largest number up to `most` that divides `whole`. */
function divisor(whole: number, most: number): number {
  let size = Math.min(whole, most);
  while (whole % size) size--;
  return size;
}

/** Whether the preset is a fleet of GPUs: with racks, drives and causes. */
export const isFleet = ({scenario}: {scenario: ScenarioName}): boolean => scenarios[scenario].device.one === 'GPU';

function resolve(settings: Settings): Inputs {
  const get = <T>(key: InputName, usual: T): T => (settings[key] as T | undefined) ?? usual;
  const scenario = get<ScenarioName>('scenario', 'cloud');
  const preset = scenarios[scenario];
  const gpuFleet = preset.device.one === 'GPU';
  const {shape: place} = topologyPresets[scenario === 'rsc1' ? 'rsc1' : 'llama3'];
  const gpusPerNode = get('gpusPerNode', preset.gpusPerNode);
  const nodes = Math.min(get('nodes', preset.nodes), Math.floor(mostGpus / gpusPerNode));
  const nodeMtbf = settings.mtbf === undefined ? get('nodeMtbf', preset.nodeMtbf) : (settings.mtbf as number) * nodes;
  const mtbf = get('mtbf', nodeMtbf / nodes);
  const law = get<FailureLaw>('law', 'exponential');
  const shape = get('shape', 0.7);
  const writeTime = get('writeTime', preset.writeTime);
  const recover = {restart: get('restart', preset.restart), downtime: get('downtime', preset.downtime)};
  const interval = get<number | 'optimal'>('interval', preset.interval);
  const near = ['dramInterval', 'peerInterval', 'nvmeInterval'] as const;
  const usual: Record<(typeof near)[number], Off> = {
    dramInterval: gpuFleet ? standardTiers[0].interval : 'off',
    peerInterval: modelInputs.peerInterval,
    nvmeInterval: gpuFleet ? standardTiers[1].interval : 'off',
  };
  const [dramInterval, peerInterval, nvmeInterval] = near.map((key) => get<Off>(key, usual[key]));
  const tp = divisor(nodes * gpusPerNode, get('tp', modelInputs.tp));
  return {
    scenario,
    nodes,
    gpusPerNode,
    nodeMtbf,
    mtbf,
    writeTime,
    ...recover,
    law,
    shape,
    interval:
      interval === 'optimal' ? Math.max(optimumFor({law, shape, writeTime, mtbf, ...recover}), mtbf * 1e-9) : interval,
    runLength: get('runLength', preset.runLength),
    nodesPerRack: get('nodesPerRack', place.nodesPerRack),
    racksPerPowerDomain: get('racksPerPowerDomain', place.racksPerPowerDomain),
    racksPerPod: get('racksPerPod', place.racksPerPod),
    rackMttf: get<number | 'never'>('rackMttf', componentMttf.torSwitch.value),
    powerMttf: get<number | 'never'>('powerMttf', POWER_DOMAIN_MTTF),
    lemons: get('lemons', 0),
    lemonFactor: get('lemonFactor', 10),
    store: get('store', 'on'),
    dramInterval,
    peerInterval: nodes < 2 ? 'off' : peerInterval,
    nvmeInterval,
    placement: get<ReplicaSpread>('placement', 'adjacent'),
    spares: get('spares', Math.max(1, Math.round(preset.nodes / 100))),
    repair: get('repair', day),
    recovery: get('recovery', 'synchronous'),
    tp,
    pp: divisor((nodes * gpusPerNode) / tp, get('pp', modelInputs.pp)),
    stepTime: get('stepTime', gpuFleet ? 10 : 1),
    seed: get('seed', '37'),
    failed: get('failed', 'none'),
  };
}

/** Where copies go, nearest first. A near copy restarts in the same part of the store's time as in the standard tiers. */
function tiersOf(
  {store, dramInterval, peerInterval, nvmeInterval, interval, writeTime, restart}: Inputs,
  placement: ReplicaPlacement | undefined,
): CheckpointTier[] {
  const [dram, nvme, far] = standardTiers;
  const faster = (tier: Readonly<CheckpointTier>) => (restart * tier.restart!) / far.restart!;
  const tiers: CheckpointTier[] = [];
  if (dramInterval !== 'off')
    tiers.push({
      kind: 'dram',
      interval: dramInterval,
      writeTime: dram.writeTime,
      restart: faster(dram),
      survivesProcess: true,
    });
  if (peerInterval !== 'off')
    tiers.push({kind: 'peer', interval: peerInterval, writeTime: 1, lag: 10, restart: faster(dram), placement});
  if (nvmeInterval !== 'off')
    tiers.push({kind: 'nvme', interval: nvmeInterval, writeTime: nvme.writeTime, restart: faster(nvme)});
  if (store === 'on' || !tiers.length) tiers.push({kind: 'store', interval, writeTime, restart});
  return tiers;
}

/** Where a tier's interval stands, and what it is when the tier is switched on. */
export const nearTiers = {
  dram: ['dramInterval', standardTiers[0].interval],
  peer: ['peerInterval', standardTiers[1].interval / 3],
  nvme: ['nvmeInterval', standardTiers[1].interval],
} as const satisfies Record<Exclude<TierKind, 'store'>, readonly [InputName, number]>;

/** Failures that this fleet can have. */
const possible = (topology: Topology, failed: string): InjectedFailure[] =>
  (parseInjectedFailures(failed) ?? []).filter(({level, index}) => index < topology.counts[level]);

const never = (life: number | 'never') => (life === 'never' ? Infinity : life);

/** What the models play: the fleet, its failures, its copies, and how it recovers. */
function runPlanOf(inputs: Inputs, placement: Simulation['placement'], topology: Topology) {
  const {nodeMtbf, lemons, lemonFactor, tp, pp, rackMttf, powerMttf} = inputs;
  const sources = isFleet(inputs)
    ? publishedSources({topology, nodeMtbf, rackSwitchMttf: never(rackMttf), powerDomainMttf: never(powerMttf)})
    : [{component: 'Failure', category: 'Failure', level: 'node', fault: 'software', rate: 1 / nodeMtbf} as const];
  return {
    topology,
    sources,
    parallelism: {tp, cp: 1, pp, dp: topology.gpus / (tp * pp)},
    tiers: tiersOf(inputs, placement),
    seed: inputs.seed,
    law: inputs.law,
    shape: inputs.shape,
    ...(lemons > 0 ? {lemons: {share: lemons, factor: lemonFactor}} : {}),
    duration: inputs.runLength,
    detect: inputs.downtime,
    restart: inputs.restart,
    spares: inputs.spares,
    repair: inputs.repair,
    recovery: inputs.recovery,
    maxFailures: mostFailures,
    injected: possible(topology, inputs.failed).map((failure) => ({
      ...failure,
      component: 'By hand',
      category: 'By hand',
    })),
  };
}

/** How likely two failures strike both copies of a state, and how often that happens. */
function replicaLoss(
  {nodes, nodeMtbf, downtime, restart}: Inputs,
  placement: Simulation['placement'],
): Simulation['replica'] {
  const refill = downtime + (restart * standardTiers[0].restart!) / standardTiers[2].restart!;
  const losses = replicaPairLossRate({nodes, failureRate: 1 / nodeMtbf, rereplication: refill});
  return Object.freeze({
    pairs: Math.floor(nodes / 2),
    chance: placement ? recoveryChance({placement, failures: 2}) : 0,
    refill,
    lossEvery: losses > 0 ? 1 / losses : null,
  });
}

/** The moment a figure opens on: the first hardware failure at work after a twentieth of the run, or the next best. */
function openingOf({end, failures}: FleetRun): number {
  const early = end / 20;
  const later = failures.filter((failure) => failure.time >= early);
  return (later.find(({fault, during}) => fault === 'hardware' && during === 'work') ?? later[0] ?? {time: early}).time;
}

function play(inputs: Inputs): Simulation {
  const {nodes, gpusPerNode, nodesPerRack, racksPerPowerDomain, racksPerPod, nodeMtbf, repair, spares} = inputs;
  const topology = buildTopology({
    gpus: nodes * gpusPerNode,
    gpusPerNode,
    nodesPerRack,
    racksPerPowerDomain,
    racksPerPod,
  });
  const placement = nodes > 1 ? replicaPlacement({topology, spread: inputs.placement}) : undefined;
  const plan = runPlanOf(inputs, placement, topology);
  const run = playFleet(plan);
  const first = plan.injected.length ? simulationOf({...inputs, failed: 'none'}).run : run;
  return {
    topology,
    parallelism: plan.parallelism,
    placement,
    run,
    first,
    expected: expectedFleetEfficiency(plan),
    opening: openingOf(first),
    replica: replicaLoss(inputs, placement),
    pool: Object.freeze({
      inRepair: (nodes * repair) / nodeMtbf,
      short: sparesExceeded({nodes, failureRate: 1 / nodeMtbf, repair, spares}),
    }),
  };
}

/** The newest runs by all that decides them: moving the moment plays nothing anew. */
const shelf = new Map<string, Simulation>();

/** The run of some inputs. */
export function simulationOf(inputs: Inputs): Simulation {
  const key = JSON.stringify(Object.keys(fields).map((name) => (name === 'at' ? 0 : inputs[name as keyof Inputs])));
  let played = shelf.get(key);
  if (played) shelf.delete(key);
  shelf.set(key, (played ??= play(inputs)));
  if (shelf.size > 6) shelf.delete(shelf.keys().next().value!);
  return played;
}

/** The state of the shown moment. */
export const stateOf = (value: Value): FleetState => fleetAt(simulationOf(value).run, value.time);

const mtbf = mtbfRules((settings) => resolve(settings).nodeMtbf);

const rules: Rules<InputName> = {
  alternatives: [mtbf.alternatives],
  carries: [mtbf.carry],
};

/** What failed. */
export const lastOf = ({time, category, level, component, blast, index, injected, lostGpuSeconds}: FailureRecord) =>
  Object.freeze({
    time,
    cause: category,
    domain: level,
    component,
    gpus: blast.gpus,
    index,
    caused: injected,
    gpuHours: lostGpuSeconds / 3600,
  });

/** How far a failure threw the job back. */
export const rollbackOf = (
  {time: at, during, resumed, parts, lostGpuSeconds, rollback: {seconds, tier, from, to, work}}: FailureRecord,
  {stepTime, gpus, recovery, dp}: Pick<Value, 'stepTime' | 'gpus' | 'recovery' | 'dp'>,
) => {
  const wallSeconds = lostGpuSeconds / (recovery === 'replica' ? (parts.length * gpus) / dp : gpus);
  return Object.freeze({
    seconds,
    tier,
    from,
    to,
    work,
    steps: work / stepTime,
    recover: resumed - at,
    // What was done again; an outage belongs to the failure that began it.
    lost: Math.max(0, wallSeconds - (during === 'work' ? resumed - at : 0)),
  });
};

function evaluate(settings: Settings): Value {
  const inputs = resolve(settings);
  const {topology, parallelism, run, first, expected, opening, replica, pool} = simulationOf(inputs);
  const at = settings.at === undefined || settings.at === 'failure' ? opening : (settings.at as number);
  const state = fleetAt(run, Math.min(at, run.end));
  const {last, observed} = state;
  const useful = state.times.useful;
  const chance = Number.isFinite(observed.mtbf);
  return Object.freeze({
    ...inputs,
    at,
    time: state.time,
    gpus: topology.gpus,
    dp: parallelism.dp,
    followsOptimum: settings.interval === 'optimal',
    failures: state.failures,
    last: last && lastOf(last),
    rollback: last && rollbackOf(last, {...inputs, gpus: topology.gpus, dp: parallelism.dp}),
    lostGpuHours: state.lostGpuSeconds / 3600,
    observedMtbf: chance ? observed.mtbf : null,
    observedRange: chance ? Object.freeze({low: observed.low, high: observed.high}) : null,
    predictedMtbf: run.predictedMtbf,
    sparesLeft: state.sparesLeft,
    efficiency: state.efficiency,
    expectedEfficiency: expected.efficiency,
    working: state.parts.some(({doing}) => doing === 'work' || doing === 'checkpoint'),
    useful,
    causedLoss: run === first ? 0 : fleetAt(first, state.time).times.useful - useful,
    replica,
    pool,
  });
}

function conflicts(settings: Settings): string[] {
  const {mtbf, nodeMtbf, nodes = 0, tp, pp, peerInterval} = settings as Record<string, number | undefined>;
  const inputs = resolve(settings);
  const {topology, run} = simulationOf(inputs);
  const lost = (parseInjectedFailures(inputs.failed) ?? []).filter(({level, index}) => index >= topology.counts[level]);
  return [
    ...(mtbf !== undefined && nodeMtbf !== undefined && Math.abs(mtbf * inputs.nodes - nodeMtbf) > 1e-3 * nodeMtbf
      ? ['mtbf and node-mtbf disagree; mtbf is used']
      : []),
    ...(nodes > inputs.nodes
      ? [
          `nodes × gpus-per-node is above ${mostGpus.toLocaleString('en')} GPUs; ${inputs.nodes.toLocaleString('en')} nodes are used`,
        ]
      : []),
    ...(peerInterval !== undefined && (peerInterval as unknown) !== 'off' && inputs.nodes < 2
      ? ['peer-interval needs two nodes; there is no peer']
      : []),
    ...(tp !== undefined && tp !== inputs.tp
      ? [`tp="${tp}" does not divide ${topology.gpus.toLocaleString('en')} GPUs; ${inputs.tp} is used`]
      : []),
    ...(pp !== undefined && pp !== inputs.pp
      ? [`pp="${pp}" does not divide the rest of the GPUs; ${inputs.pp} is used`]
      : []),
    ...(inputs.store === 'off' && run.plan.tiers[0].kind === 'store'
      ? ['every tier is off; the object store is used']
      : []),
    ...lost.map(({level, index}) => `failed="${level} ${index}": the fleet has no such unit`),
    ...(run.complete ? [] : [`the run is shown up to its failure number ${mostFailures.toLocaleString('en')}`]),
  ];
}

const assumed = (text: string): Source => ({text, kind: 'assumed'});

function sources(settings: Settings): Record<string, Source> {
  const {scenario} = resolve(settings);
  const {nodes, gpusPerNode, nodeMtbf, writeTime, restart, downtime, interval, runLength} = scenarios[scenario].sources;
  const shape = topologyPresets[scenario === 'rsc1' ? 'rsc1' : 'llama3'].sources;
  const {source: book} = componentMttf.torSwitch;
  const usual: Record<string, Source> = {
    nodes,
    gpusPerNode,
    nodeMtbf,
    writeTime,
    restart,
    downtime,
    interval,
    runLength,
    nodesPerRack: shape.nodesPerRack,
    racksPerPowerDomain: shape.racksPerPowerDomain,
    racksPerPod: shape.racksPerPod,
    rackMttf: {...book, kind: 'published'},
    powerMttf: assumed('No published figure is at hand.'),
    dramInterval: assumed('Once a minute.'),
    peerInterval: assumed('Off at first; once on, every 5 min.'),
    nvmeInterval: assumed('Every quarter of an hour.'),
    spares: assumed('One in a hundred of the preset’s nodes.'),
    repair: assumed('A day.'),
    stepTime: assumed('About what large runs report.'),
    tp: assumed('A node of 8.'),
    pp: assumed('As in the Llama 3 run, without context parallelism.'),
  };
  return sourcesFor(settings, usual);
}

/** The whole of `<failure-topology>` but its page. */
export const failureTopology: Definition<Value> = {
  tag: 'failure-topology',
  fields,
  results: {
    'nodes': 'count',
    'gpus': 'count',
    'gpusPerNode': 'count',
    'dp': 'count',
    'nodeMtbf': 'time',
    'mtbf': 'time',
    'interval': 'time',
    'writeTime': 'time',
    'restart': 'time',
    'downtime': 'time',
    'runLength': 'time',
    'spares': 'count',
    'repair': 'time',
    'shape': 'number',
    'time': 'time',
    'failures': 'count',
    'last.time': 'time',
    'last.gpus': 'count',
    'last.gpuHours': 'number',
    'rollback.seconds': 'time',
    'rollback.work': 'time',
    'rollback.lost': 'time',
    'rollback.recover': 'time',
    'rollback.steps': 'count',
    'lostGpuHours': 'number',
    'observedMtbf': 'time',
    'observedRange.low': 'time',
    'observedRange.high': 'time',
    'predictedMtbf': 'time',
    'sparesLeft': 'count',
    'efficiency': 'ratio',
    'expectedEfficiency': 'ratio',
    'useful': 'time',
    'causedLoss': 'time',
    'replica.pairs': 'count',
    'replica.chance': 'ratio',
    'replica.refill': 'time',
    'replica.lossEvery': 'time',
    'pool.inRepair': 'number',
    'pool.short': 'ratio',
  },
  formulas: ['fleet-mtbf', 'lost-gpu-hours', 'replica-recovery', 'pair-loss', 'in-repair', 'spares-short'],
  rules,
  evaluate,
  conflicts,
  sources,
  inputs: (settings) => {
    const {mtbf, interval, seed, ...rest} = resolve(settings);
    const {tp, pp, peerInterval} = {...modelInputs, ...(settings as Partial<Inputs>)};
    // What was asked for, not what a fleet of this size makes of it: others may have another size by then.
    return {
      ...rest,
      ...pickSet(settings, ['seed']),
      tp,
      pp,
      peerInterval,
      interval: settings.interval === 'optimal' ? 'optimal' : interval,
      at: (settings.at ?? 'failure') as number | string,
    };
  },
};

/** What a failure of a unit takes with it, as numbers of nodes and GPUs. */
export const blastCounts = (value: Value, level: Level, index: number) =>
  blastRadius(simulationOf(value).topology, {level, index});
