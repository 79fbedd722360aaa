import {
  bytesPerCheckpoint,
  dirtyBitmapBytes,
  expectedDirtyPages,
  maxDeltas,
  resumeTime,
  simulatePreemptions,
  writesFor,
  youngInterval,
  type Kill,
  type PreemptionRun,
} from '../../models/index.js';
import {pickSet, sourcesFor, type Definition, type Settings, type Source} from '../../core/definition.js';
import type {Rules} from '../../core/rules.js';
import {seedField} from '../../core/seed.js';
import type {Field, Fields} from '../../core/fields.js';
import {presets, storages, type PresetName, type StorageName} from './presets.js';
import {replayOf} from './replay.js';

const day = 86_400;
const same = (symbol: string) => ({mission: symbol, book: symbol});

/** Every attribute that is an input of the model. Times are seconds, sizes bytes, speeds bytes/s. */
export const fields = {
  scenario: {
    attribute: 'scenario',
    dimension: 'choice',
    choices: Object.keys(presets),
    label: 'Preset',
    example: 'edge',
    doc: 'Named set of starting numbers; other attributes override it.',
  },
  chain: {
    attribute: 'chain',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 500,
    label: 'Longest chain',
    symbol: same('K'),
    example: '13',
    doc: 'Deltas after which the chain becomes a new base: the longest chain a resume has to replay.',
  },
  delta: {
    attribute: 'delta',
    dimension: 'bytes',
    bareUnit: 'MB',
    min: 1,
    max: 1e13,
    label: 'Bytes of a delta',
    symbol: {mission: 'Δ', book: 'Δ'},
    example: '4 MB',
    doc: 'What changed between two saves: dirty pages times page size. At most the base.',
  },
  interval: {
    attribute: 'interval',
    dimension: 'time',
    bareUnit: 's',
    min: 0.1,
    max: 3600,
    keyword: 'optimal',
    label: 'Save every',
    symbol: {mission: 'τ', book: 'τ_ckpt'},
    example: '10 s',
    doc: "Work between two saves, or `optimal` for Young's interval with the mean time between kills.",
  },
  base: {
    attribute: 'base',
    dimension: 'bytes',
    bareUnit: 'MB',
    min: 1,
    max: 1e12,
    label: 'Bytes of the base',
    symbol: {mission: 'S_b', book: 'S_b'},
    example: '120 MB',
    doc: 'The whole state that is saved: what a resume reads first.',
  },
  storage: {
    attribute: 'storage',
    dimension: 'choice',
    choices: Object.keys(storages),
    label: 'Storage',
    example: 'ufs40',
    doc: 'Storage whose speeds are used where none are given.',
  },
  readBandwidth: {
    attribute: 'read-bandwidth',
    dimension: 'bandwidth',
    bareUnit: 'GB/s',
    above: 0,
    max: 1e15,
    label: 'Reads',
    symbol: {mission: 'r_b', book: 'r_b'},
    example: '2.1 GB/s',
    doc: 'Speed at which base and deltas are read; instead of that of the storage.',
  },
  writeBandwidth: {
    attribute: 'write-bandwidth',
    dimension: 'bandwidth',
    bareUnit: 'GB/s',
    above: 0,
    max: 1e15,
    label: 'Writes',
    symbol: {mission: 'w_b', book: 'w_b'},
    example: '1.2 GB/s',
    doc: 'Speed at which records are written; instead of that of the storage.',
  },
  fixed: {
    attribute: 'fixed',
    dimension: 'time',
    bareUnit: 'ms',
    min: 0,
    max: day,
    label: 'Start of the process',
    example: '10 ms',
    doc: 'Start of the process, and all else that does not depend on bytes.',
  },
  decode: {
    attribute: 'decode',
    dimension: 'time',
    bareUnit: 'ms',
    min: 0,
    max: day,
    label: 'Decoding a delta',
    example: '0.5 ms',
    doc: 'Check and apply one delta.',
  },
  pageSize: {
    attribute: 'page-size',
    dimension: 'bytes',
    bareUnit: 'B',
    min: 1,
    max: 1e9,
    label: 'Page',
    symbol: {mission: 'b_pg', book: 'b_pg'},
    example: '16 KiB',
    doc: 'The grain of a delta: one changed byte makes a whole page dirty.',
  },
  writes: {
    attribute: 'writes',
    dimension: 'number',
    min: 0,
    max: 1e12,
    label: 'Writes between two saves',
    symbol: same('w'),
    example: '1,000',
    doc: 'Writes between two saves, spread evenly over the pages of the base; instead of `delta`, which follows from the distinct pages they touch.',
  },
  killInterval: {
    attribute: 'kill-interval',
    dimension: 'time',
    bareUnit: 'min',
    min: 1,
    max: 1000 * day,
    label: 'Killed every, on average',
    symbol: {mission: 'M', book: 'MTBF_system'},
    example: '20 min',
    doc: 'Mean time between kills by the system.',
  },
  resumeLimit: {
    attribute: 'resume-limit',
    dimension: 'time',
    bareUnit: 'ms',
    min: 1e-3,
    max: 600,
    label: 'The wall',
    example: '100 ms',
    doc: 'The time to be back within: beyond it the user sees the freeze.',
  },
  frameTime: {
    attribute: 'frame-time',
    dimension: 'time',
    bareUnit: 'ms',
    min: 1e-4,
    max: 10,
    label: 'A frame',
    example: '16.7 ms',
    doc: 'Time of one frame of the display.',
  },
  torn: {
    attribute: 'torn',
    dimension: 'ratio',
    min: 0,
    max: 1,
    label: 'Kills that strike during a save',
    example: '25 %',
    doc: 'Share of the kills that cut the newest record short.',
  } as Field,
  session: {
    attribute: 'session',
    dimension: 'time',
    bareUnit: 'h',
    min: 60,
    max: day,
    label: 'Time of use',
    example: '8 h',
    doc: 'Length of the session that is simulated.',
  },
  kill: {
    attribute: 'kill',
    dimension: 'time',
    bareUnit: 's',
    min: 0,
    max: day,
    keyword: 'system',
    label: 'Your own kill at',
    example: '42 min',
    doc: "A kill of the reader's own, at this time of the session; `system` for none but the system's.",
  },
  seed: seedField,
} as const satisfies Fields;

export type InputName = keyof typeof fields;

/** All inputs, resolved. */
export interface Inputs {
  seed: string;
  scenario: PresetName;
  storage: StorageName;
  chain: number;
  delta: number;
  interval: number;
  base: number;
  readBandwidth: number;
  writeBandwidth: number;
  fixed: number;
  decode: number;
  pageSize: number;
  writes: number;
  killInterval: number;
  resumeLimit: number;
  frameTime: number;
  torn: number;
  session: number;
  kill: number | 'system';
}

/** The kill on show. */
export interface ShownKill {
  /** Seconds of the session. */
  readonly time: number;
  /** Seconds of work lost. */
  readonly lost: number;
  /** Deltas replayed on top of the base. */
  readonly replayed: number;
  /** Number of the record at which the replay stopped because it is cut short, counted from 0, the base; null if every record was whole. */
  readonly stoppedAt: number | null;
  /** Seconds until the application was back. */
  readonly resume: number;
}

/** `element.value`: inputs and results in SI. */
export interface Value extends Readonly<Inputs> {
  readonly followsOptimum: boolean;
  /** Time to read the base, and each delta with its decoding (seconds). */
  readonly baseRead: number;
  readonly deltaRead: number;
  /** Back after the longest chain (seconds), and in frames. */
  readonly resume: number;
  readonly frames: number;
  readonly frameLimit: number;
  /** Whether that is within the limit. */
  readonly fits: boolean;
  /** The longest chain that fits; negative where the base alone takes too long. */
  readonly maxChain: number;
  /** Δ + base/K: bytes of a delta and its share of the next base; and what one save writes on average, K deltas and a base in K + 1. */
  readonly bytesPerCheckpoint: number;
  readonly meanSave: number;
  /** Bytes/s to the storage. */
  readonly writeRate: number;
  /** Young's interval, δ being the time to write bytesPerCheckpoint (seconds). */
  readonly optimum: number;
  /** Work lost to a kill, on average (seconds). */
  readonly lostWork: number;
  /** Kills of the session, and those that were back too late. */
  readonly kills: number;
  readonly late: number;
  /** Share of the session that was work and stayed. */
  readonly efficiency: number;
  readonly lastKill: ShownKill | null;
  /** Pages of the base, dirty pages of a delta, and the map that marks them, a bit a page (bytes). */
  readonly pages: number;
  readonly dirtyPages: number;
  readonly bitmapBytes: number;
}

const clamp = (low: number, high: number, x: number): number => Math.min(high, Math.max(low, x));
const numberNames = [
  'chain',
  'base',
  'fixed',
  'decode',
  'pageSize',
  'killInterval',
  'resumeLimit',
  'frameTime',
  'torn',
  'session',
  'interval',
] as const;

function resolve(settings: Settings): Inputs {
  const scenario = (settings.scenario ?? 'mobile') as PresetName;
  const preset = presets[scenario];
  const numbers = Object.fromEntries(numberNames.map((key) => [key, settings[key] ?? preset[key][0]])) as Record<
    (typeof numberNames)[number],
    number
  >;
  const storage = (settings.storage ?? preset.storage[0]) as StorageName;
  const {base, pageSize, session} = numbers;
  const pages = pagesOf(numbers);
  const written = settings.delta === undefined && settings.writes !== undefined;
  const delta = Math.max(
    1,
    Math.min(
      base,
      written
        ? expectedDirtyPages({pages, writes: settings.writes as number}) * pageSize
        : ((settings.delta ?? preset.delta[0]) as number),
    ),
  );
  const inputs: Inputs = {
    ...numbers,
    scenario,
    seed: (settings.seed ?? usualSeed) as string,
    storage,
    delta,
    readBandwidth: (settings.readBandwidth ?? storages[storage].read[0]) as number,
    writeBandwidth: (settings.writeBandwidth ?? storages[storage].write[0]) as number,
    writes: written
      ? (settings.writes as number)
      : Math.min(fields.writes.max, writesFor({pages, distinct: delta / pageSize})),
    kill: typeof settings.kill === 'number' ? Math.min(settings.kill, session * (1 - 1e-9)) : 'system',
  };
  if (settings.interval === 'optimal') inputs.interval = optimumOf(inputs);
  return inputs;
}

const pagesOf = ({base, pageSize}: Pick<Inputs, 'base' | 'pageSize'>): number =>
  Math.max(1, Math.ceil(base / pageSize));
/** What the models call the same. */
const chainOf = ({base, delta, readBandwidth, fixed, decode}: Inputs) => ({
  baseBytes: base,
  deltaBytes: delta,
  readBandwidth,
  fixed,
  decode,
});
const perSave = ({base, delta, chain}: Inputs): number =>
  bytesPerCheckpoint({baseBytes: base, deltaBytes: delta, compactEvery: chain});
const optimumOf = (inputs: Inputs): number =>
  clamp(
    fields.interval.min!,
    fields.interval.max!,
    youngInterval({writeTime: perSave(inputs) / inputs.writeBandwidth, mtbf: inputs.killInterval}),
  );

/** A session in which most of what can happen does. */
const usualSeed = '3';

/** The session, with the reader's own kill; records of a stretch are listed one by one. */
export function playSession(inputs: Inputs, watch?: {from: number; to: number}): PreemptionRun {
  const {
    session: duration,
    killInterval,
    interval,
    writeBandwidth,
    pageSize,
    chain,
    resumeLimit: limit,
    torn,
    kill,
    seed,
  } = inputs;
  return simulatePreemptions({
    ...chainOf(inputs),
    seed,
    duration,
    killInterval,
    interval,
    writeBandwidth,
    pageBytes: pageSize,
    compactEvery: chain,
    limit,
    tornShare: torn,
    alsoAt: kill === 'system' ? [] : [kill],
    watch,
  });
}

const played = new WeakMap<Value, {run: PreemptionRun; shown: number}>();

/** The session behind a value, and which of its kills is on show (−1 without any). */
export const playedOf = (value: Value): {run: PreemptionRun; shown: number} =>
  played.get(value) ?? {run: playSession(value), shown: -1};

/** The kill that tells most: the reader's own, or the first that cut a record short. */
function mostInstructiveKill({kills}: PreemptionRun, {kill}: Inputs): number {
  const own = kills.findIndex(({time}) => time === kill);
  const cut = kills.findIndex(({cut, deltas}) => cut?.kind === 'delta' && deltas > 0);
  return own >= 0 ? own : cut >= 0 ? cut : kills.length - 1;
}

function shownKill(inputs: Inputs, kill: Kill | undefined): ShownKill | null {
  if (!kill) return null;
  const {deltas, stoppedAt} = replayOf(inputs, kill);
  return Object.freeze({time: kill.time, lost: kill.lost, replayed: deltas, stoppedAt, resume: kill.resume});
}

/** Inputs and results; `pick` decides which of the kills is on show. */
export function evaluate(settings: Settings, pick?: number): Value {
  const inputs = resolve(settings);
  const {base, delta, chain, interval, readBandwidth, decode, frameTime, resumeLimit, torn, pageSize} = inputs;
  const run = playSession(inputs);
  const shown =
    run.kills.length === 0
      ? -1
      : pick === undefined
        ? mostInstructiveKill(run, inputs)
        : clamp(0, run.kills.length - 1, pick);
  const resume = resumeTime({...chainOf(inputs), deltas: chain});
  const meanSave = (base + chain * delta) / (chain + 1);
  const value: Value = Object.freeze({
    ...inputs,
    followsOptimum: settings.interval === 'optimal',
    baseRead: base / readBandwidth,
    deltaRead: delta / readBandwidth + decode,
    resume,
    frames: resume / frameTime,
    frameLimit: resumeLimit / frameTime,
    fits: resume <= resumeLimit * (1 + 1e-12),
    maxChain: Math.min(1e15, maxDeltas({...chainOf(inputs), limit: resumeLimit})),
    bytesPerCheckpoint: perSave(inputs),
    meanSave,
    writeRate: meanSave / interval,
    optimum: optimumOf(inputs),
    lostWork: (interval * (1 + torn)) / 2,
    kills: run.kills.length,
    late: run.late,
    efficiency: run.efficiency,
    lastKill: shownKill(inputs, run.kills[shown]),
    pages: pagesOf(inputs),
    dirtyPages: delta / pageSize,
    bitmapBytes: dirtyBitmapBytes({stateBytes: base, pageBytes: pageSize}),
  });
  played.set(value, {run, shown});
  return value;
}

const rules: Rules<InputName> = {
  alternatives: [['delta', 'writes']],
  forgets: {storage: ['readBandwidth', 'writeBandwidth']},
  carries: [
    // The same writes dirty other pages.
    {
      with: 'pageSize',
      unless: ['delta', 'writes'],
      carried: (before) => (before.writes === undefined ? {writes: resolve(before).writes} : {}),
    },
  ],
};

function conflicts(settings: Settings): string[] {
  const {base, session} = resolve(settings);
  return [
    ...(((settings.delta as number | undefined) ?? 0) > base
      ? ['delta is larger than base; as much as the base is used']
      : []),
    ...(typeof settings.kill === 'number' && settings.kill >= session
      ? ['kill is not within the session; its end is used']
      : []),
  ];
}

const ownDefaults: Record<string, Source> = {
  writes: {text: 'Writes that touch as many pages as the delta has.', kind: 'derived'},
  kill: {text: 'Kills at exponential times, by the seed.', kind: 'assumed'},
};

/** The whole of `<preemption-wall>` but its page. */
export const preemptionWall: Definition<Value> = {
  tag: 'preemption-wall',
  fields,
  results: {
    'chain': 'count',
    'delta': 'bytes',
    'interval': 'time',
    'base': 'bytes',
    'readBandwidth': 'bandwidth',
    'writeBandwidth': 'bandwidth',
    'fixed': 'time',
    'decode': 'time',
    'pageSize': 'bytes',
    'writes': 'number',
    'killInterval': 'time',
    'resumeLimit': 'time',
    'frameTime': 'time',
    'torn': 'ratio',
    'session': 'time',
    'baseRead': 'time',
    'deltaRead': 'time',
    'resume': 'time',
    'frames': 'number',
    'frameLimit': 'number',
    'maxChain': 'count',
    'bytesPerCheckpoint': 'bytes',
    'meanSave': 'bytes',
    'writeRate': 'bandwidth',
    'optimum': 'time',
    'lostWork': 'time',
    'kills': 'count',
    'late': 'count',
    'efficiency': 'ratio',
    'lastKill.time': 'time',
    'lastKill.lost': 'time',
    'lastKill.replayed': 'count',
    'lastKill.resume': 'time',
    'pages': 'count',
    'dirtyPages': 'number',
    'bitmapBytes': 'bytes',
  },
  formulas: ['resume-time', 'longest-chain', 'bytes-per-checkpoint', 'dirty-pages'],
  rules,
  conflicts,
  evaluate: (settings) => evaluate(settings),
  inputs: (settings) => {
    const {writes, delta, seed, ...rest} = resolve(settings);
    return {
      ...rest,
      ...pickSet(settings, ['seed']),
      ...(settings.delta === undefined && settings.writes !== undefined ? {writes} : {delta}),
      interval: settings.interval === 'optimal' ? 'optimal' : rest.interval,
    };
  },
  sources: (settings) => {
    const {scenario, storage} = resolve(settings);
    const preset = Object.fromEntries(
      Object.entries(presets[scenario]).map(([key, [, source]]) => [key, source as Source]),
    );
    const speeds = {readBandwidth: storages[storage].read[1], writeBandwidth: storages[storage].write[1]};
    const own =
      settings.writes !== undefined
        ? {delta: {text: 'Distinct pages that the writes touch.', kind: 'derived' as const}}
        : {};
    return sourcesFor(settings, {...ownDefaults, ...preset, ...speeds, ...own});
  },
};
