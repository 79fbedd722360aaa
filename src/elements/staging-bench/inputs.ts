import {
  asyncEfficiency,
  asyncOptimum,
  checkpointBytes,
  forecastStaging,
  judgeStaging,
  safePace,
  shardBytes,
  simulateStaging,
  ssdLife,
  stagingTimes,
  STAGING_STRATEGIES,
  type BrokenLimit,
  type StagingPlan,
  type StagingRun,
  type StagingStrategy,
  type StagingTimes,
} from '../../models/index.js';
import {pickSet, sourcesFor, type Definition, type Settings, type Source} from '../../core/definition.js';
import {mtbfRules, type Rules} from '../../core/rules.js';
import {seedField} from '../../core/seed.js';
import type {Fields} from '../../core/fields.js';
import type {RunRecord} from './run-record.js';
import {presets, type PresetName} from './presets.js';

const year = 365 * 86_400;
const hour = 3600;
const same = (symbol: string) => ({mission: symbol, book: symbol});

/** Every attribute that is an input of the model. Times are seconds, sizes bytes, speeds bytes/s. */
export const fields = {
  scenario: {
    attribute: 'scenario',
    dimension: 'choice',
    choices: Object.keys(presets),
    label: 'Preset',
    example: 'llama3',
    doc: 'Named set of starting numbers; other attributes override it.',
  },
  strategy: {
    attribute: 'strategy',
    dimension: 'choice',
    choices: STAGING_STRATEGIES,
    label: 'The math waits for',
    example: 'local-ssd',
    doc: "Where a checkpoint must have arrived before the math goes on: the object store, the node's own drives, its own DRAM, or the DRAM of a peer.",
  },
  buffer: {
    attribute: 'buffer',
    dimension: 'bytes',
    bareUnit: 'GB',
    min: 0,
    max: 1e15,
    label: 'Staging buffer',
    symbol: same('b'),
    example: '110 GB',
    doc: 'DRAM that one writer keeps free for checkpoints; used by async-dram and peer-dram.',
  },
  interval: {
    attribute: 'interval',
    dimension: 'time',
    bareUnit: 'min',
    min: 1,
    max: 10 * year,
    keyword: 'optimal',
    label: 'Save every',
    symbol: same('T'),
    example: '5 min',
    doc: 'From the start of one checkpoint to the start of the next, or `optimal` for the least loss.',
  },
  pace: {
    attribute: 'pace',
    dimension: 'bandwidth',
    bareUnit: 'GB/s',
    above: 0,
    max: 1e18,
    keyword: 'full',
    label: 'Pace of drain',
    symbol: same('p'),
    example: '7.5 GB/s',
    doc: 'The most one writer sends to the store, or `full` for as fast as its link. Blocking on the store knows no pace.',
  },
  groups: {
    attribute: 'groups',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 64,
    label: 'Groups that take turns',
    symbol: {mission: 'G', book: 'G'},
    example: '4',
    doc: 'Groups of writers that drain one after the other; 1 is all at once.',
  },
  schedule: {
    attribute: 'schedule',
    dimension: 'choice',
    choices: ['turns', 'random'],
    label: 'Who drains when',
    example: 'random',
    doc: 'Whether the groups drain in turns, or each after a random delay of up to half an interval (by `seed`).',
  },
  skipNvme: {
    attribute: 'skip-nvme',
    dimension: 'choice',
    choices: ['no', 'yes'],
    label: 'From DRAM the bytes go',
    example: 'yes',
    doc: 'Whether async-dram drains straight to the store and writes nothing to the drives.',
  },
  writers: {
    attribute: 'writers',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 65_536,
    label: 'Nodes that write',
    symbol: {mission: 'N_w', book: 'N_w'},
    example: '8',
    doc: 'Nodes that share the checkpoint evenly and write it.',
  },
  parameters: {
    attribute: 'parameters',
    dimension: 'count',
    min: 1,
    max: 1e14,
    integer: true,
    label: 'Parameters of the model',
    example: '70,553,706,496',
    doc: 'Parameters of the model.',
  },
  bytesPerParameter: {
    attribute: 'bytes-per-parameter',
    dimension: 'bytes',
    bareUnit: 'B',
    above: 0,
    max: 1000,
    label: 'Bytes per parameter',
    example: '14 B',
    doc: 'What is saved of each parameter: 2 (bf16 weights), 12 (fp32 weights and two Adam moments), 14 (both), 16 (and gradients).',
  },
  reduction: {
    attribute: 'reduction',
    dimension: 'number',
    min: 1,
    max: 1000,
    label: 'Incremental or quantised, smaller by',
    symbol: same('q'),
    example: '6',
    doc: 'Factor by which incremental or quantised checkpoints are smaller.',
  },
  copyBandwidth: {
    attribute: 'copy-bandwidth',
    dimension: 'bandwidth',
    bareUnit: 'GB/s',
    above: 0,
    max: 1e18,
    label: 'HBM to DRAM, a node',
    symbol: {mission: 'f', book: 'f'},
    example: '400 GB/s',
    doc: 'Speed of the copy out of HBM, one node.',
  },
  ssdBandwidth: {
    attribute: 'ssd-bandwidth',
    dimension: 'bandwidth',
    bareUnit: 'GB/s',
    above: 0,
    max: 1e18,
    label: 'Drives, a node',
    example: '44 GB/s',
    doc: 'Speed at which all drives of one node together are written.',
  },
  uploadBandwidth: {
    attribute: 'upload-bandwidth',
    dimension: 'bandwidth',
    bareUnit: 'GB/s',
    above: 0,
    max: 1e18,
    label: 'Link to the store, a node',
    example: '10 GB/s',
    doc: 'What one node can send to the object store.',
  },
  peerBandwidth: {
    attribute: 'peer-bandwidth',
    dimension: 'bandwidth',
    bareUnit: 'GB/s',
    above: 0,
    max: 1e18,
    label: 'Link to a peer, a node',
    example: '50 GB/s',
    doc: "What one node can send to another's DRAM.",
  },
  storeBandwidth: {
    attribute: 'store-bandwidth',
    dimension: 'bandwidth',
    bareUnit: 'GB/s',
    above: 0,
    max: 1e18,
    label: 'Object store, all together',
    symbol: {mission: 'B_store', book: 'B_store'},
    example: '100 GB/s',
    doc: 'What the object store takes from all writers together.',
  },
  networkCapacity: {
    attribute: 'network-capacity',
    dimension: 'bandwidth',
    bareUnit: 'GB/s',
    above: 0,
    max: 1e18,
    label: 'Network, all together',
    symbol: {mission: 'C_net', book: 'C_net'},
    example: '400 GB/s',
    doc: 'What the network carries between all writers together.',
  },
  trainingTraffic: {
    attribute: 'training-traffic',
    dimension: 'bandwidth',
    bareUnit: 'GB/s',
    min: 0,
    max: 1e18,
    label: 'The training’s own traffic',
    symbol: same('u'),
    example: '340 GB/s',
    doc: 'What the training itself sends over that network while the math runs; below network-capacity.',
  },
  watchdog: {
    attribute: 'watchdog',
    dimension: 'time',
    bareUnit: 's',
    min: 1,
    max: 100 * year,
    label: 'A storm crashes the run after',
    example: '10 min',
    doc: 'How long collectives may be slowed by a storm before the run crashes.',
  },
  drives: {
    attribute: 'drives',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 1024,
    label: 'Drives of a node',
    symbol: {mission: 'n_d', book: 'n_d'},
    example: '8',
    doc: 'Drives of one node; they share what it writes.',
  },
  driveCapacity: {
    attribute: 'drive-capacity',
    dimension: 'bytes',
    bareUnit: 'TB',
    above: 0,
    max: 1e18,
    label: 'Capacity of a drive',
    example: '3.84 TB',
    doc: 'Bytes one drive holds.',
  },
  dwpd: {
    attribute: 'dwpd',
    dimension: 'number',
    above: 0,
    max: 1000,
    label: 'Drive writes a day, rated',
    symbol: same('DWPD'),
    example: '3',
    doc: 'Whole-drive writes a day that the maker guarantees over five years.',
  },
  writeAmplification: {
    attribute: 'write-amplification',
    dimension: 'number',
    min: 1,
    max: 100,
    label: 'Write amplification',
    symbol: same('WAF'),
    example: '1.5',
    doc: 'Bytes the flash writes for each byte it is given, beyond what the rated drive writes already count.',
  },
  replicas: {
    attribute: 'replicas',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 1024,
    label: 'Replicas that rotate',
    symbol: {mission: 'k_r', book: 'k_r'},
    example: '4',
    doc: 'Replicas that hold the same state and take turns: each writes one checkpoint in so many, which spares its drives.',
  },
  nodes: {
    attribute: 'nodes',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 1e7,
    label: 'Nodes',
    symbol: {mission: 'N', book: 'N'},
    example: '2,048',
    doc: 'Number of nodes that must all be up for the job to run.',
  },
  nodeMtbf: {
    attribute: 'node-mtbf',
    dimension: 'time',
    bareUnit: 'h',
    min: 1,
    max: 1e6 * year,
    label: 'MTBF of one node',
    symbol: {mission: 'M_node', book: 'MTBF_node'},
    example: '50,000 h',
    doc: "Mean time between failures of one node; the job's is this divided by the number of nodes.",
  },
  mtbf: {
    attribute: 'mtbf',
    dimension: 'time',
    bareUnit: 'h',
    min: 1,
    max: 1e6 * year,
    label: 'MTBF of the job',
    symbol: {mission: 'M', book: 'MTBF_system'},
    example: '4 h',
    doc: 'Mean time between failures of the whole job; instead of node-mtbf.',
  },
  restart: {
    attribute: 'restart',
    dimension: 'time',
    bareUnit: 's',
    min: 0,
    max: 100 * year,
    label: 'Restart after a failure',
    symbol: {mission: 'R', book: 'T_restart'},
    example: '5 min',
    doc: 'Time to load the checkpoint and warm up; a failure can strike during it.',
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
    doc: 'Time to detect the failure and find a replacement; nothing can fail during it.',
  },
  seed: seedField,
} as const satisfies Fields;

export type InputName = keyof typeof fields;

/** Inputs with a number of the preset behind them. */
type PresetNumbers = {-readonly [K in keyof (typeof presets)['cloud']]: number};

/** All inputs, resolved. */
export interface Inputs extends PresetNumbers {
  writeAmplification: number;
  scenario: PresetName;
  strategy: StagingStrategy;
  pace: number;
  schedule: 'turns' | 'random';
  skipNvme: 'no' | 'yes';
  mtbf: number;
  seed: string;
}

/** `element.value`: inputs and results in SI. Speeds and sizes are of one writer where they say so, else of all together. */
export interface Value extends Readonly<Inputs> {
  /** True while the interval follows the optimum. */
  readonly followsOptimum: boolean;
  /** Bytes of a whole checkpoint, and of one writer's shard. */
  readonly checkpointSize: number;
  readonly bytesPerNode: number;
  /** Time the math stops for one checkpoint, mean and longest of the simulated stretch (seconds). */
  readonly mathStop: number;
  readonly longestStop: number;
  /** The stop of every strategy without back-pressure (seconds), and how many times this one is shorter than blocking on the store. */
  readonly stops: StagingTimes;
  readonly stopFactor: number;
  /** From the start of a checkpoint until the store has it (seconds). */
  readonly durableAfter: number;
  /** From the end of the stop until then (seconds). */
  readonly persist: number;
  /** From HBM to the store (bytes/s). */
  readonly throughput: number;
  /** What writers would send to the store at most (bytes/s); that over what the store takes. */
  readonly peakDemand: number;
  readonly storeLoad: number;
  /** Peak of checkpoint and training traffic over the network's capacity. */
  readonly networkLoad: number;
  /** C − u: what the training leaves of the network (bytes/s). */
  readonly headroom: number;
  /** The fastest pace of one writer without a storm, all writers of a group at once (bytes/s). */
  readonly safePace: number;
  /** f, r, and what a writer may send in its turn (bytes/s). */
  readonly copyRate: number;
  readonly drainRate: number;
  readonly uploadRate: number;
  /** Share of the time the way to the store is busy; above 1 backlogs grow. */
  readonly utilisation: number;
  /** Mean share of their speed at which the drives are written. */
  readonly ssdLoad: number;
  readonly driveWritesPerDay: number;
  /** Life of a drive in seconds and in years of 365 days; null where nothing is written to it. */
  readonly ssdLife: number | null;
  readonly ssdLifeYears: number | null;
  /** b*: the smallest buffer of one writer that does not lengthen the stop (bytes). */
  readonly requiredBuffer: number;
  /** Whether the drain keeps up with the checkpoints. */
  readonly stable: boolean;
  /** When a growing backlog has filled buffer and drives, seconds; null if it does not grow. */
  readonly fullAfter: number | null;
  /** Whether checkpoints ask for more of the network than the training leaves; how long a storm slows the math at each checkpoint (seconds). */
  readonly storm: boolean;
  readonly stormTime: number;
  readonly crashed: boolean;
  /** Every limit broken in the simulated stretch, in order of time. */
  readonly broken: readonly BrokenLimit[];
  /** Useful work as a share of wall time, failures included, null where a growing backlog leaves no steady state; and the same if the math waited for the store. */
  readonly efficiency: number | null;
  readonly blockingEfficiency: number;
  /** Share of speed lost while a copy is on its way. */
  readonly slowdown: number;
  /** The interval that loses least (seconds). */
  readonly bestInterval: number;
  /** Length of the simulated stretch (seconds). */
  readonly simulated: number;
  /** The last run committed under the ten-run rule; null without one. */
  readonly run: RunRecord | null;
}

const number = (settings: Settings, key: InputName) => settings[key] as number | undefined;

function resolve(settings: Settings): Inputs {
  const scenario = (settings.scenario ?? 'cloud') as PresetName;
  const preset = presets[scenario];
  const numbers = Object.fromEntries(
    Object.entries(preset).map(([key, [value]]) => [key, settings[key] ?? value]),
  ) as unknown as PresetNumbers;
  const {nodes, networkCapacity} = numbers;
  const mtbf = number(settings, 'mtbf') ?? numbers.nodeMtbf / nodes;
  const inputs: Inputs = {
    ...numbers,
    scenario,
    strategy: (settings.strategy ?? 'async-dram') as StagingStrategy,
    schedule: (settings.schedule ?? 'turns') as Inputs['schedule'],
    skipNvme: (settings.skipNvme ?? 'no') as Inputs['skipNvme'],
    writeAmplification: number(settings, 'writeAmplification') ?? 1,
    seed: (settings.seed ?? '0') as string,
    pace: settings.pace === undefined || settings.pace === 'full' ? numbers.uploadBandwidth : (settings.pace as number),
    groups: Math.min(numbers.groups, numbers.writers),
    // The training must leave something, or nothing would ever arrive.
    trainingTraffic: Math.min(numbers.trainingTraffic, 0.999 * networkCapacity),
    nodeMtbf: settings.mtbf === undefined ? numbers.nodeMtbf : mtbf * nodes,
    mtbf,
  };
  if (settings.interval === 'optimal') inputs.interval = bestIntervalOf({...inputs, interval: hour});
  return inputs;
}

/** What the models are asked. */
export function planOf(inputs: Inputs): StagingPlan {
  const {
    strategy,
    writers,
    interval,
    buffer,
    pace,
    groups,
    schedule,
    copyBandwidth,
    ssdBandwidth,
    uploadBandwidth,
    peerBandwidth,
    storeBandwidth,
    networkCapacity,
    trainingTraffic,
    watchdog,
    drives,
    driveCapacity,
    seed,
  } = inputs;
  return {
    strategy,
    writers,
    interval,
    buffer,
    pace,
    groups,
    schedule,
    copyBandwidth,
    ssdBandwidth,
    uploadBandwidth,
    peerBandwidth,
    storeBandwidth,
    networkCapacity,
    trainingTraffic,
    watchdog,
    seed,
    bytesPerNode: shardBytes({bytes: checkpointBytes(inputs), writers}),
    jitter: interval / 2,
    skipNvme: inputs.skipNvme === 'yes',
    ssdCapacity: drives * driveCapacity,
    duration: stretch(inputs),
  };
}

/** Work that is simulated while the reader's hand moves: checkpoints of an hour, each counted as its groups squared. */
const [mostCheckpoints, mostWork] = [600, 16_000];
export const simulationWork = ({interval, groups}: Inputs): number => (hour / interval) * groups ** 2;
/** An hour, or two checkpoints if that is longer; less where an hour holds too many to be played at once. */
const stretch = ({interval, groups}: Inputs): number =>
  Math.max(2 * interval, Math.min(hour, interval * Math.min(mostCheckpoints, Math.ceil(mostWork / groups ** 2))));

function bestIntervalOf(inputs: Inputs): number {
  const {mathStop, durableAfter} = forecastStaging(planOf({...inputs, schedule: 'turns'}));
  const {mtbf, restart, downtime} = inputs;
  return Math.max(
    fields.interval.min,
    asyncOptimum({stall: mathStop, persist: durableAfter - mathStop, mtbf, restart, downtime}).period,
  );
}

/** What one drive is written. */
export const driveLoad = ({
  strategy,
  skipNvme,
  drives,
  driveCapacity,
  dwpd,
  writeAmplification,
  interval,
  replicas,
  bytesPerNode,
}: Inputs & {bytesPerNode: number}) => ({
  capacity: driveCapacity,
  dwpd,
  writeAmplification,
  interval: interval * replicas,
  bytesPerCheckpoint:
    strategy === 'local-ssd' || (strategy === 'async-dram' && skipNvme === 'no') ? bytesPerNode / drives : 0,
});

const played = new WeakMap<Value, StagingRun>();

/** The simulated stretch behind a value. */
export const runOf = (value: Value): StagingRun => played.get(value) ?? simulateStaging(planOf(value));

/** The value with the record of its last run. */
export function withRun(value: Value, run: RunRecord | null): Value {
  const next = Object.freeze({...value, run});
  played.set(next, runOf(value));
  return next;
}

/** What a reader may change while runs are counted: the job and its hardware are given. */
export const challengeInputs: readonly InputName[] = [
  'strategy',
  'buffer',
  'interval',
  'pace',
  'groups',
  'schedule',
  'skipNvme',
];

/** An hour with a setting, as a run of the ten-run rule. */
export function simulateHour(inputs: Inputs, number: number, of: number): RunRecord {
  const {solved, holds, firstBroken, remedy, run, forecast} = judgeStaging({
    ...planOf(inputs),
    duration: undefined,
  });
  const or = (mean: number, other: number) => (Number.isFinite(mean) ? mean : other);
  return Object.freeze({
    number,
    of,
    ...(Object.fromEntries(challengeInputs.map((key) => [key, inputs[key]])) as Pick<
      RunRecord,
      'strategy' | 'buffer' | 'interval' | 'pace' | 'groups' | 'skipNvme' | 'schedule'
    >),
    mathStop: or(run.mathStop.mean, forecast.mathStop),
    durableAfter: or(run.durableAfter.mean, forecast.durableAfter),
    networkLoad: run.networkLoad,
    solved,
    holds,
    remedy,
    limit: firstBroken?.limit ?? null,
    time: firstBroken?.time ?? 0,
    // What an overflowing buffer would have needed is the answer.
    amount: firstBroken?.limit === 'overflow' ? firstBroken.allowed : (firstBroken?.amount ?? 0),
    allowed: firstBroken?.allowed ?? 0,
    checkpoints: firstBroken?.checkpoints ?? 0,
  });
}

function evaluate(settings: Settings): Value {
  const inputs = resolve(settings);
  const plan = planOf(inputs);
  const run = simulateStaging(plan);
  const forecast = forecastStaging(plan);
  const {bytesPerNode} = plan;
  const {interval, writers, groups, mtbf, restart, downtime} = inputs;
  const stops = stagingTimes(plan);
  const mathStop = Number.isFinite(run.mathStop.mean) ? run.mathStop.mean : forecast.mathStop;
  const costs = run.asyncCosts ?? {
    stall: mathStop,
    persist: Math.max(0, forecast.durableAfter - mathStop),
    slowdown: 0,
  };
  const recovery = {mtbf, restart, downtime};
  const efficiencyOf = (stall: number, more: object = {}) =>
    asyncEfficiency({interval: Math.max(0, interval - stall), stall, ...more, ...recovery});
  const durableAfter = Number.isFinite(run.durableAfter.mean)
    ? run.durableAfter.mean
    : Math.max(forecast.durableAfter, mathStop);
  const load = driveLoad({...inputs, bytesPerNode});
  const wear = ssdLife(load);
  const written = load.bytesPerCheckpoint > 0;
  const value: Value = Object.freeze({
    ...inputs,
    followsOptimum: settings.interval === 'optimal',
    checkpointSize: bytesPerNode * writers,
    bytesPerNode,
    mathStop,
    longestStop: Math.max(mathStop, Number.isFinite(run.mathStop.max) ? run.mathStop.max : 0),
    stops,
    stopFactor: stops.objectStore / mathStop,
    durableAfter,
    persist: costs.persist,
    throughput: (bytesPerNode * writers) / durableAfter,
    peakDemand: run.peakDemand,
    storeLoad: run.storeLoad,
    networkLoad: run.networkLoad,
    headroom: forecast.headroom,
    safePace: safePace({...inputs, writers: Math.ceil(writers / groups)}),
    copyRate: forecast.copyRate,
    drainRate: forecast.drainRate,
    uploadRate: forecast.uploadRate,
    utilisation: (groups * bytesPerNode) / (forecast.uploadRate * interval),
    ssdLoad: run.ssdLoad,
    driveWritesPerDay: wear.driveWritesPerDay,
    ssdLife: written ? wear.life : null,
    ssdLifeYears: written ? wear.lifeYears : null,
    requiredBuffer: forecast.requiredBuffer,
    stable: forecast.stable,
    fullAfter: Number.isFinite(forecast.fullAfter) ? forecast.fullAfter : null,
    storm: run.stormTime > 0,
    stormTime: run.stormTime / run.checkpoints.length,
    crashed: run.crashed,
    broken: Object.freeze(run.broken.map((each) => Object.freeze(each))),
    // A backlog that grows has no steady state: no share of the time holds for long.
    efficiency: run.crashed
      ? 0
      : !forecast.stable && inputs.strategy !== 'object-store'
        ? null
        : efficiencyOf(costs.stall, {persist: costs.persist, slowdown: costs.slowdown}),
    blockingEfficiency: efficiencyOf(stops.objectStore),
    slowdown: costs.slowdown,
    bestInterval: bestIntervalOf(inputs),
    simulated: plan.duration!,
    run: null,
  });
  played.set(value, run);
  return value;
}

const mtbf = mtbfRules((settings) => resolve(settings).nodeMtbf);

const rules: Rules<InputName> = {
  presetKeeps: ['strategy'],
  alternatives: [mtbf.alternatives],
  carries: [mtbf.carry],
};

function conflicts(settings: Settings): string[] {
  const {mtbf, nodeMtbf} = settings as Record<string, number | undefined>;
  const {nodes, networkCapacity, trainingTraffic, writers} = resolve(settings);
  return [
    ...(mtbf !== undefined && nodeMtbf !== undefined && Math.abs(mtbf * nodes - nodeMtbf) > 1e-3 * nodeMtbf
      ? ['mtbf and node-mtbf disagree; mtbf is used']
      : []),
    ...(trainingTraffic > 0.9985 * networkCapacity
      ? ['training-traffic is not below network-capacity; 99.9 % of it is used']
      : []),
    ...((number(settings, 'groups') ?? 1) > writers
      ? ['there are more groups than writers; every writer is a group of its own']
      : []),
  ];
}

const ownDefaults: Record<string, Source> = {
  writeAmplification: {
    text: 'Large sequential writes. JEDEC rates drive writes a day by host writes of a harsher load (JESD218, JESD219).',
    url: 'https://www.jedec.org/standards-documents/docs/jesd218',
    kind: 'assumed',
  },
  strategy: {text: 'The subject of this figure.', kind: 'assumed'},
  pace: {text: 'As fast as the link to the store.', kind: 'assumed'},
  schedule: {text: 'A schedule, not chance.', kind: 'assumed'},
  skipNvme: {text: 'Drives catch what DRAM must give up quickly.', kind: 'assumed'},
};

/** The whole of `<staging-bench>` but its page. */
export const stagingBench: Definition<Value> = {
  tag: 'staging-bench',
  fields,
  results: {
    'buffer': 'bytes',
    'interval': 'time',
    'pace': 'bandwidth',
    'groups': 'count',
    'writers': 'count',
    'parameters': 'count',
    'bytesPerParameter': 'bytes',
    'reduction': 'number',
    'copyBandwidth': 'bandwidth',
    'ssdBandwidth': 'bandwidth',
    'uploadBandwidth': 'bandwidth',
    'peerBandwidth': 'bandwidth',
    'storeBandwidth': 'bandwidth',
    'networkCapacity': 'bandwidth',
    'trainingTraffic': 'bandwidth',
    'watchdog': 'time',
    'drives': 'count',
    'driveCapacity': 'bytes',
    'dwpd': 'number',
    'writeAmplification': 'number',
    'replicas': 'count',
    'nodes': 'count',
    'nodeMtbf': 'time',
    'mtbf': 'time',
    'restart': 'time',
    'downtime': 'time',
    'checkpointSize': 'bytes',
    'bytesPerNode': 'bytes',
    'mathStop': 'time',
    'longestStop': 'time',
    'stopFactor': 'number',
    'stops.objectStore': 'time',
    'stops.localSsd': 'time',
    'stops.asyncDram': 'time',
    'stops.peerDram': 'time',
    'stops.ssdFactor': 'number',
    'stops.dramFactor': 'number',
    'durableAfter': 'time',
    'persist': 'time',
    'throughput': 'bandwidth',
    'peakDemand': 'bandwidth',
    'storeLoad': 'ratio',
    'networkLoad': 'ratio',
    'headroom': 'bandwidth',
    'safePace': 'bandwidth',
    'copyRate': 'bandwidth',
    'drainRate': 'bandwidth',
    'uploadRate': 'bandwidth',
    'utilisation': 'ratio',
    'ssdLoad': 'ratio',
    'driveWritesPerDay': 'number',
    'ssdLife': 'time',
    'ssdLifeYears': 'number',
    'requiredBuffer': 'bytes',
    'fullAfter': 'time',
    'stormTime': 'time',
    'efficiency': 'ratio',
    'blockingEfficiency': 'ratio',
    'slowdown': 'ratio',
    'bestInterval': 'time',
    'simulated': 'time',
  },
  appearance: [
    {
      attribute: 'runs',
      choices: ['none', '3', '5', '10', '20'],
      default: 'none',
      example: '10',
      doc: 'The ten-run rule: the reader has so many runs to find a setting that holds for an hour with the smallest buffer.',
    },
  ],
  formulas: [
    'math-stop',
    'required-buffer',
    'drain-time',
    'drain-utilisation',
    'peak-demand',
    'safe-pace',
    'async-efficiency',
    'async-interval',
    'ssd-life',
    'shard-bytes',
    'checkpoint-bytes',
  ],
  rules,
  conflicts,
  evaluate,
  recordLabels: ({limit}): ReturnType<NonNullable<Definition['recordLabels']>> => {
    if (limit === null) return {time: null, amount: null, allowed: null, checkpoints: null};
    const dimension = limit === 'overflow' ? 'bytes' : limit === 'stall' ? 'time' : 'bandwidth';
    return {
      limit: {label: 'Limit broken'},
      time: {label: 'Broken after', dimension: 'time'},
      amount: {label: 'It took', dimension},
      allowed: {label: 'Allowed were', dimension},
      checkpoints: {label: 'Checkpoints that broke it'},
    };
  },
  replayRun: (value, {number, of}) => simulateHour(value, Number(number), Number(of)),
  inputs: (settings) => {
    const {mtbf, seed, ...rest} = resolve(settings);
    return {
      ...rest,
      ...pickSet(settings, ['seed']),
      pace: typeof settings.pace === 'number' ? rest.pace : 'full',
      interval: settings.interval === 'optimal' ? 'optimal' : rest.interval,
    };
  },
  sources: (settings) => {
    const preset = Object.fromEntries(
      Object.entries(presets[resolve(settings).scenario]).map(([key, [, source]]) => [key, source as Source]),
    );
    return sourcesFor(settings, {...ownDefaults, ...preset});
  },
};
