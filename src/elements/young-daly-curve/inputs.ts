import {
  dalyInterval,
  firstOrderWaste,
  optimumFor,
  scaledWriteTime,
  scenarios,
  survivalProbability,
  wasteFor,
  youngInterval,
  type FailureLaw,
  type ScenarioName,
  type WasteShares,
  type WriteScaling,
} from '../../models/index.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {pickSet, sourcesFor, type Definition, type Settings, type Source} from '../../core/definition.js';
import {mtbfRules, roundSetting as round, type Rules} from '../../core/rules.js';
import {seedField} from '../../core/seed.js';
import type {Fields} from '../../core/fields.js';

const year = 365 * 86400;
const scenarioNames = Object.keys(scenarios) as ScenarioName[];

/** Every attribute that is an input of the model. Lengths of time are seconds, sizes bytes, shares 0..1. */
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
    min: 1,
    max: 1e7,
    integer: true,
    label: 'Nodes',
    symbol: {mission: 'N', book: 'N'},
    example: '2,048',
    doc: 'Number of nodes that must all be up for the job to run.',
  },
  gpusPerNode: {
    attribute: 'gpus-per-node',
    dimension: 'count',
    min: 1,
    max: 1024,
    integer: true,
    label: 'GPUs per node',
    example: '8',
    doc: 'Accelerators in a node; turns hours into GPU-hours.',
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
  writeTime: {
    attribute: 'write-time',
    dimension: 'time',
    bareUnit: 's',
    min: 0,
    max: 100 * year,
    label: 'Time to write one checkpoint',
    symbol: {mission: 'δ', book: 'T_write'},
    example: '2 min',
    doc: 'Time the math stops for one checkpoint.',
  },
  checkpointSize: {
    attribute: 'checkpoint-size',
    dimension: 'bytes',
    bareUnit: 'GB',
    above: 0,
    max: 1e24,
    label: 'Checkpoint size',
    symbol: {mission: 'S', book: 'S_ckpt'},
    example: '987.75 GB',
    doc: 'Bytes of one checkpoint; with write-bandwidth, instead of write-time.',
  },
  writeBandwidth: {
    attribute: 'write-bandwidth',
    dimension: 'bandwidth',
    bareUnit: 'GB/s',
    above: 0,
    max: 1e24,
    label: 'Write bandwidth',
    symbol: {mission: 'B', book: 'BW'},
    example: '100 GB/s',
    doc: 'Bandwidth at which one checkpoint is written; with checkpoint-size, instead of write-time.',
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
  interval: {
    attribute: 'interval',
    dimension: 'time',
    bareUnit: 'min',
    above: 0,
    max: 1e6 * year,
    keyword: 'optimal',
    label: 'Work between checkpoints',
    symbol: {mission: 'τ', book: 'τ_ckpt'},
    example: '30 min',
    doc: 'Work between two checkpoints, or `optimal` to follow the exact optimum.',
  },
  runLength: {
    attribute: 'run-length',
    dimension: 'time',
    bareUnit: 'd',
    above: 0,
    max: 1000 * year,
    label: 'Length of the run',
    example: '54 d',
    doc: 'Wall-clock length of the run that the waterfall splits.',
  },
  gpuHourPrice: {
    attribute: 'gpu-hour-price',
    dimension: 'money',
    min: 0,
    max: 1e6,
    label: 'Price of a GPU-hour',
    example: '$3',
    doc: 'Price of one GPU-hour in dollars; 0 hides money.',
  },
  scaling: {
    attribute: 'scaling',
    dimension: 'choice',
    choices: ['fixed', 'sharded', 'shared'],
    label: 'When the fleet grows, writing takes',
    example: 'fixed',
    doc: 'What the write time does when the number of nodes changes: stays (fixed), falls as 1/N (sharded over node-local storage), or grows as N (shared store).',
  },
  law: {
    attribute: 'law',
    dimension: 'choice',
    choices: ['exponential', 'weibull'],
    label: 'Failure law',
    example: 'exponential',
    doc: 'Distribution of the time between failures of the job.',
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
  horizon: {
    attribute: 'horizon',
    dimension: 'time',
    bareUnit: 'h',
    above: 0,
    max: 1000 * year,
    label: 'Time to get through without a failure',
    symbol: {mission: 't', book: 't'},
    example: '1 h',
    doc: 'Time a fleet is to survive in the fleet view: P_fleet(t) = P_node(t)^N.',
  },
  budget: {
    attribute: 'budget',
    dimension: 'ratio',
    above: 0,
    max: 0.99,
    label: 'Waste at most',
    symbol: {mission: 'w', book: 'w'},
    example: '10 %',
    doc: 'Share of wall time that may be lost; the inverse solve tells what that takes.',
  },
  guess: {
    attribute: 'guess',
    dimension: 'time',
    bareUnit: 'min',
    above: 0,
    max: 1e6 * year,
    keyword: 'none',
    label: 'Your guess of the best interval',
    example: '1 h',
    doc: 'A prediction of the best interval, kept as a ghost on the curve and scored; `none` takes it away.',
  },
  seed: seedField,
} as const satisfies Fields;

export type InputName = keyof typeof fields;

/** All inputs, resolved. */
export interface Inputs {
  scenario: ScenarioName;
  nodes: number;
  gpusPerNode: number;
  nodeMtbf: number;
  mtbf: number;
  writeTime: number;
  checkpointSize: number;
  writeBandwidth: number;
  restart: number;
  downtime: number;
  interval: number;
  runLength: number;
  gpuHourPrice: number;
  scaling: WriteScaling;
  law: FailureLaw;
  shape: number;
  horizon: number;
  budget: number;
  guess: number | 'none';
  seed: string;
}

/** `element.value`: inputs and results in SI. */
export interface Value extends Readonly<Inputs> {
  /** True while the interval follows the exact optimum. */
  readonly followsOptimum: boolean;
  /** Work between checkpoints, seconds: Young 1974, Daly 2006, exact. */
  readonly optimum: Readonly<{young: number; daly: number; exact: number}>;
  /** Shares of wall time at the interval. */
  readonly waste: Readonly<{checkpoint: number; lost: number; restart: number; downtime: number; total: number}>;
  /** The least share that any interval can waste. */
  readonly leastWaste: number;
  /** Young's first-order estimate of the total at this interval; may exceed 1. */
  readonly firstOrderWaste: number;
  /** Share of wall time that is useful work. */
  readonly efficiency: number;
  /** Useful work of the run, seconds. */
  readonly useful: number;
  /** Share of wall time lost beyond what the best interval loses. */
  readonly regret: number;
  /** The guess and what it would lose: shares of wall time, in all and beyond the best; null without a guess. */
  readonly guessed: Readonly<{interval: number; total: number; regret: number}> | null;
  /** Chance that one node, and that every node, gets through `horizon` without a failure (constant rate). */
  readonly survival: Readonly<{node: number; fleet: number}>;
}

const text = (settings: Settings, key: InputName) => settings[key] as string | undefined;
const number = (settings: Settings, key: InputName) => settings[key] as number | undefined;

function resolve(settings: Settings): Inputs {
  const scenario = (text(settings, 'scenario') ?? 'cloud') as ScenarioName;
  const preset = scenarios[scenario];
  const scaling = (text(settings, 'scaling') ?? 'fixed') as WriteScaling;
  const nodes = number(settings, 'nodes') ?? preset.nodes;
  const givenMtbf = number(settings, 'mtbf');
  const nodeMtbf = givenMtbf === undefined ? (number(settings, 'nodeMtbf') ?? preset.nodeMtbf) : givenMtbf * nodes;
  const law = (text(settings, 'law') ?? 'exponential') as Inputs['law'];
  const shape = number(settings, 'shape') ?? 0.7;
  const mtbf = givenMtbf ?? nodeMtbf / nodes;
  const size = number(settings, 'checkpointSize') ?? preset.checkpointSize;
  const bandwidth = number(settings, 'writeBandwidth');
  const writeTime =
    number(settings, 'writeTime') ??
    (bandwidth === undefined
      ? scaledWriteTime({writeTime: preset.writeTime, nodes: preset.nodes, newNodes: nodes, scaling})
      : size / bandwidth);
  const interval = settings.interval ?? preset.interval;
  const recovery = {
    restart: number(settings, 'restart') ?? preset.restart,
    downtime: number(settings, 'downtime') ?? preset.downtime,
  };
  return {
    scenario,
    nodes,
    nodeMtbf,
    mtbf,
    writeTime,
    gpusPerNode: number(settings, 'gpusPerNode') ?? preset.gpusPerNode,
    checkpointSize: size,
    // Writing in no time is told as the fastest write there is: no number of a value is infinite.
    writeBandwidth: Math.min(size / writeTime, fields.writeBandwidth.max),
    ...recovery,
    interval:
      interval === 'optimal'
        ? reachable(optimumFor({law, shape, writeTime, mtbf, ...recovery}), mtbf)
        : (interval as number),
    runLength: number(settings, 'runLength') ?? preset.runLength,
    gpuHourPrice: number(settings, 'gpuHourPrice') ?? preset.gpuHourPrice,
    scaling,
    law,
    shape,
    horizon: number(settings, 'horizon') ?? 3600,
    budget: number(settings, 'budget') ?? 0.1,
    guess: (settings.guess ?? 'none') as number | 'none',
    seed: text(settings, 'seed') ?? '1',
  };
}

/** Writing for nothing makes the optimum 0; an interval must be something. */
const reachable = (interval: number, mtbf: number): number => Math.max(interval, mtbf * 1e-9);

const mtbf = mtbfRules((settings) => resolve(settings).nodeMtbf);

const rules: Rules<InputName> = {
  alternatives: [mtbf.alternatives, ['writeTime', 'writeBandwidth']],
  carries: [
    // A larger fleet fails more often, and may write faster or slower.
    mtbf.carry,
    {with: 'nodes', unless: ['writeTime', 'writeBandwidth', 'checkpointSize'], carried: writingOfNodes},
    {with: 'writeTime', unless: ['writeBandwidth'], carried: bandwidthOfTime},
    {
      with: 'checkpointSize',
      unless: ['writeTime', 'writeBandwidth'],
      carried: ({writeBandwidth}) => (writeBandwidth === undefined ? {} : {writeBandwidth}),
    },
  ],
};

function writingOfNodes(before: Settings, changes: Settings): Settings {
  const {scaling, nodes, writeBandwidth, checkpointSize, writeTime} = resolve(before);
  const newNodes = changes.nodes as number;
  if (newNodes === nodes || scaling === 'fixed') return {};
  if (before.writeBandwidth !== undefined)
    return scaling === 'sharded'
      ? {writeBandwidth: round((writeBandwidth * newNodes) / nodes)}
      : {checkpointSize: round((checkpointSize * newNodes) / nodes)};
  if (before.writeTime === undefined) return {};
  return {writeTime: round(scaledWriteTime({writeTime, nodes, newNodes, scaling}))};
}

/** Where the author wrote a bandwidth, a write time is a bandwidth. */
function bandwidthOfTime(before: Settings, changes: Settings): Record<string, number | undefined> {
  const writeTime = changes.writeTime as number;
  if (before.writeBandwidth === undefined || writeTime === 0) return {};
  const size = number(changes, 'checkpointSize') ?? resolve(before).checkpointSize;
  return {writeBandwidth: round(size / writeTime), writeTime: undefined};
}

/** What the models are asked, as one object. */
export const modelInputs = ({interval, writeTime, mtbf, restart, downtime, law, shape}: Inputs) => ({
  interval,
  writeTime,
  mtbf,
  restart,
  downtime,
  law,
  shape,
});

function evaluate(settings: Settings): Value {
  const inputs = resolve(settings);
  const run = modelInputs(inputs);
  const {writeTime, mtbf} = run;
  const exact = optimumFor(run);
  const best: WasteShares = wasteFor({...run, interval: reachable(exact, mtbf)});
  const {useful, ...waste} = wasteFor(run);
  const {guess, horizon, nodes} = inputs;
  const guessedTotal = guess === 'none' ? 0 : wasteFor({...run, interval: guess}).total;
  return Object.freeze({
    ...inputs,
    followsOptimum: settings.interval === 'optimal',
    optimum: Object.freeze({young: youngInterval({writeTime, mtbf}), daly: dalyInterval({writeTime, mtbf}), exact}),
    waste: Object.freeze(waste),
    leastWaste: best.total,
    firstOrderWaste: firstOrderWaste(run),
    efficiency: useful,
    useful: useful * inputs.runLength,
    regret: Math.max(0, waste.total - best.total),
    guessed:
      guess === 'none'
        ? null
        : Object.freeze({interval: guess, total: guessedTotal, regret: Math.max(0, guessedTotal - best.total)}),
    survival: Object.freeze({
      node: survivalProbability({nodeMtbf: mtbf * nodes, nodes: 1, time: horizon}),
      fleet: survivalProbability({nodeMtbf: mtbf * nodes, nodes, time: horizon}),
    }),
  });
}

/** What an interval of the reader's own would lose. */
function judge(value: Value, path: string, interval: number): string | undefined {
  if (!path.startsWith('optimum.') || !(interval > 0)) return undefined;
  const {total} = wasteFor({...modelInputs(value), interval});
  const share = (of: number) => formatQuantity(of < 1e-6 ? 0 : of, 'ratio');
  const points = formatQuantity(Math.max(0, Number(((total - value.leastWaste) * 100).toPrecision(3))), 'number');
  return `On the curve it loses ${share(total)}, ${(total - value.leastWaste) * 100 < 0.005 ? 'as little as the best' : `${points} points more than the best`}.`;
}

function conflicts(settings: Settings): string[] {
  const {mtbf, nodeMtbf, writeTime, writeBandwidth} = settings as Record<string, number | undefined>;
  const inputs = resolve(settings);
  const apart = (a: number, b: number) => Math.abs(a - b) > 1e-3 * Math.max(a, b);
  return [
    ...(mtbf !== undefined && nodeMtbf !== undefined && apart(mtbf * inputs.nodes, nodeMtbf)
      ? ['mtbf and node-mtbf disagree; mtbf is used']
      : []),
    ...(writeTime !== undefined &&
    writeBandwidth !== undefined &&
    apart(writeTime * writeBandwidth, inputs.checkpointSize)
      ? ['write-time disagrees with checkpoint-size / write-bandwidth; write-time is used']
      : []),
  ];
}

function sources(settings: Settings): Record<string, Source> {
  const preset: Record<string, Source> = {
    ...scenarios[resolve(settings).scenario].sources,
    horizon: {text: 'An hour, as in the book’s examples.', kind: 'assumed'},
    budget: {text: 'A tenth, a common goal.', kind: 'assumed'},
  };
  return sourcesFor(settings, preset);
}

/** The whole of `<young-daly-curve>` but its page. */
export const youngDalyCurve: Definition<Value> = {
  tag: 'young-daly-curve',
  fields,
  results: {
    'nodes': 'count',
    'gpusPerNode': 'count',
    'nodeMtbf': 'time',
    'mtbf': 'time',
    'writeTime': 'time',
    'checkpointSize': 'bytes',
    'writeBandwidth': 'bandwidth',
    'restart': 'time',
    'downtime': 'time',
    'interval': 'time',
    'runLength': 'time',
    'gpuHourPrice': 'money',
    'shape': 'number',
    'optimum.young': 'time',
    'optimum.daly': 'time',
    'optimum.exact': 'time',
    'waste.checkpoint': 'ratio',
    'waste.lost': 'ratio',
    'waste.restart': 'ratio',
    'waste.downtime': 'ratio',
    'waste.total': 'ratio',
    'leastWaste': 'ratio',
    'firstOrderWaste': 'ratio',
    'efficiency': 'ratio',
    'useful': 'time',
    'regret': 'ratio',
    'horizon': 'time',
    'budget': 'ratio',
    'survival.node': 'ratio',
    'survival.fleet': 'ratio',
  },
  appearance: [
    {
      attribute: 'view',
      choices: ['curve', 'fleet', 'both'],
      default: 'curve',
      example: 'fleet',
      doc: 'The picture: loss against the interval, failures against the size of the fleet, or both.',
    },
  ],
  formulas: [
    'young',
    'daly',
    'exact',
    'weibull',
    'daly-first-order',
    'refined-first-order',
    'availability-optimal',
    'waste',
    'first-order-waste',
    'checkpoint-share',
    'lost-share',
    'restart-share',
    'downtime-share',
    'least-waste',
    'fleet-mtbf',
    'node-survival',
    'survival',
    'write-time',
    'largest-write-time',
  ],
  rules,
  evaluate,
  conflicts,
  describeAnswer: judge,
  sources,
  inputs: (settings) => {
    const {mtbf, writeBandwidth, interval, seed, ...rest} = resolve(settings);
    return {...rest, ...pickSet(settings, ['seed']), interval: settings.interval === 'optimal' ? 'optimal' : interval};
  },
};
