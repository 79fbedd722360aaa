import {
  CHECKSUMS,
  DETECTORS,
  FAULT_SITES,
  LAYERS,
  LOSS_SIGMAS,
  NUMBER_FORMATS,
  harnessSlices,
  bitField,
  checkpointsToKeep,
  detectionCost,
  detectorOperations,
  escapes,
  examine,
  faultRange,
  llama3CorruptionRate,
  networkCost,
  numberFormats,
  placeOf,
  prepareHarness,
  runCampaign,
  softErrorRate,
  type Answer,
  type Harness,
  type BitField,
  type CampaignPlan,
  type CampaignResult,
  type Detector,
  type Examination,
  type Fault,
  type FaultSite,
  type NumberFormat,
  type Outcome,
  type Signal,
  type Timing,
} from '../../models/index.js';
import {pickSet, sourcesFor, type Definition, type Settings, type Source} from '../../core/definition.js';
import type {Rules} from '../../core/rules.js';
import {seedField} from '../../core/seed.js';
import type {Fields} from '../../core/fields.js';
import {runInSlices} from '../../jobs/run-in-slices.js';

const year = 365 * 86_400;

const assumed = (text: string): Source => ({kind: 'assumed', text});
const li: Source = {
  kind: 'derived',
  text: 'Li et al., SC 2017: 20.49 FIT/Mbit of on-chip SRAM, their projection to 16 nm',
  url: 'https://doi.org/10.1145/3126908.3126964',
};

/** Starting numbers by the name of the scenario. Index, bits and scene: a flip for which `isInstructive` holds. */
export const presets = {
  edge: {format: 'bf16', index: 348, bits: '9', scene: 14, frameTime: 0.01, fit: 20.49, memory: 25e6 / 8, devices: 1e6},
  mobile: {
    format: 'fp16',
    index: 1393,
    bits: '14',
    scene: 21,
    frameTime: 1 / 30,
    fit: 20.49,
    memory: 8e6,
    devices: 1e7,
  },
  tiny: {format: 'int8', index: 3309, bits: '7', scene: 14, frameTime: 0.1, fit: 20.49, memory: 256e3, devices: 1e5},
  llama3: {
    format: 'fp32',
    index: 1393,
    bits: '30',
    scene: 21,
    frameTime: 0.01,
    fit: 20.49,
    memory: 50e6,
    devices: 16_384,
  },
} as const;
export type PresetName = keyof typeof presets;
export const presetNames: Readonly<Record<PresetName, string>> = {
  edge: 'Edge Guardian',
  mobile: 'Mobile Nomad',
  tiny: 'Tiny',
  llama3: 'Llama 3 fleet',
};

/** Bits as they are written: `30`, `14 13`, `none`. */
export function readBits(text: string): number[] | undefined {
  if (text === 'none') return [];
  const bits = text.split(/[\s,]+/).map((one) => (/^\d{1,2}$/.test(one) ? Number(one) : 99));
  return bits.every((bit) => bit < 32) && new Set(bits).size === bits.length ? bits : undefined;
}
/** Detectors as they are written: names, `all`, `none`. */
export function readDetectors(text: string): readonly Detector[] | undefined {
  if (text === 'all') return DETECTORS;
  const names = text === 'none' ? [] : text.split(/[\s,]+/);
  return names.every((name) => (DETECTORS as readonly string[]).includes(name))
    ? DETECTORS.filter((name) => names.includes(name))
    : undefined;
}

/** Every attribute that is an input of the model. */
export const fields = {
  scenario: {
    attribute: 'scenario',
    dimension: 'choice',
    choices: Object.keys(presets),
    label: 'Preset',
    example: 'tiny',
    doc: 'Named set of starting numbers; other attributes override it.',
  },
  format: {
    attribute: 'format',
    dimension: 'choice',
    choices: NUMBER_FORMATS,
    label: 'Numbers stored as',
    example: 'fp32',
    doc: 'Format of weights and buffers.',
  },
  site: {
    attribute: 'site',
    dimension: 'choice',
    choices: FAULT_SITES,
    label: 'What breaks',
    example: 'product',
    doc: 'Where the fault strikes: a weight after or before its checksums were taken, a block of zeros, the image, an activation, one product, a core for good, or a checksum.',
  },
  layer: {
    attribute: 'layer',
    dimension: 'count',
    integer: true,
    min: 0,
    max: LAYERS.length - 1,
    label: 'Layer',
    example: '1',
    doc: 'Layer of an activation, a product, a column sum.',
  },
  index: {
    attribute: 'index',
    dimension: 'count',
    integer: true,
    min: 0,
    max: 1e5,
    label: 'Which number',
    example: '412',
    doc: 'The number that is hit, counted from 0 among those of its kind.',
  },
  bits: {
    attribute: 'bits',
    dimension: 'text',
    accepts: (text: string) => readBits(text) !== undefined,
    expects: 'bits (one of 0 to 31, or several, or none)',
    label: 'Flipped bits',
    example: '14',
    doc: 'Bits that flip, 0 the least; several with spaces, or `none`.',
  },
  every: {
    attribute: 'every',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 1e6,
    label: 'Every so many products',
    example: '1,000',
    doc: 'Of a bad core: which multiplications go wrong.',
  },
  length: {
    attribute: 'length',
    dimension: 'bytes',
    bareUnit: 'B',
    integer: true,
    min: 1,
    max: 8192,
    label: 'Block of',
    example: '64 B',
    doc: 'Bytes of a block that reads as zeros.',
  },
  checksum: {
    attribute: 'checksum',
    dimension: 'choice',
    choices: CHECKSUMS,
    label: 'Which checksum',
    example: 'crc',
    doc: 'The checksum that is hit when that is what breaks.',
  },
  scene: {
    attribute: 'scene',
    dimension: 'count',
    integer: true,
    min: 0,
    max: 31,
    label: 'Scene',
    example: '7',
    doc: 'Frame of the drive that is shown and struck first.',
  },
  watch: {
    attribute: 'detectors',
    dimension: 'text',
    accepts: (text: string) => readDetectors(text) !== undefined,
    expects: `detectors (one of ${DETECTORS.join(', ')}; several with spaces, all or none)`,
    label: 'Detectors',
    example: 'crc abft',
    doc: `Detectors that are on: ${DETECTORS.join(', ')}; \`all\` or \`none\`.`,
  },
  scrubPeriod: {
    attribute: 'scrub-period',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 1e6,
    label: 'CRC scrub every',
    example: '100',
    doc: 'Frames from one CRC of the weights to the next.',
  },
  canaryPeriod: {
    attribute: 'canary-period',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 1e6,
    label: 'Canary every',
    example: '10',
    doc: 'Frames from one canary image to the next.',
  },
  frameTime: {
    attribute: 'frame-time',
    dimension: 'time',
    bareUnit: 'ms',
    min: 1e-6,
    max: 3600,
    label: 'Time for a frame',
    example: '10 ms',
    doc: 'The safety loop: inference and checks must fit in it.',
  },
  fit: {
    attribute: 'fit',
    dimension: 'number',
    min: 0,
    max: 1e6,
    label: 'Soft errors, FIT/Mbit',
    example: '20',
    doc: 'Upsets in 10⁹ hours of 10⁶ bits of memory.',
  },
  memory: {
    attribute: 'memory',
    dimension: 'bytes',
    bareUnit: 'MB',
    above: 0,
    max: 1e15,
    label: 'Memory exposed',
    example: '3 MB',
    doc: 'Memory of one device that particles can hit.',
  },
  devices: {
    attribute: 'devices',
    dimension: 'count',
    integer: true,
    min: 1,
    max: 1e9,
    label: 'Devices in the fleet',
    example: '1,000,000',
    doc: 'Devices that run the network.',
  },
  checkpointInterval: {
    attribute: 'checkpoint-interval',
    dimension: 'time',
    bareUnit: 'min',
    min: 1,
    max: 10 * year,
    label: 'Checkpoint every',
    example: '30 min',
    doc: 'Of a training run with this corruption: how often it saves.',
  },
  assumedCoverage: {
    attribute: 'assumed-coverage',
    dimension: 'ratio',
    min: 0,
    max: 1,
    label: 'Coverage assumed',
    example: '99 %',
    doc: 'Share of corruptions that is seen, until a campaign has counted it.',
  },
  detectionLatency: {
    attribute: 'detection-latency',
    dimension: 'time',
    bareUnit: 'h',
    min: 0,
    max: 10 * year,
    label: 'Alarm comes within',
    example: '3 h',
    doc: 'Of such a run: the longest time from corruption to alarm.',
  },
  seed: seedField,
} as const satisfies Fields;
export type InputName = keyof typeof fields;

export interface Inputs {
  readonly seed: string;
  readonly scenario: PresetName;
  readonly format: NumberFormat;
  readonly site: FaultSite;
  readonly layer: number;
  readonly index: number;
  readonly bits: string;
  readonly every: number;
  readonly length: number;
  readonly checksum: (typeof CHECKSUMS)[number];
  readonly scene: number;
  /** Detectors that are on, as written. */
  readonly watch: string;
  readonly scrubPeriod: number;
  readonly canaryPeriod: number;
  readonly frameTime: number;
  readonly fit: number;
  readonly memory: number;
  readonly devices: number;
  readonly checkpointInterval: number;
  readonly detectionLatency: number;
  readonly assumedCoverage: number;
}

/** What the network says; null where it is no number. */
export interface Prediction {
  readonly signal: Signal | null;
  readonly confidence: number | null;
  readonly logits: readonly (number | null)[];
}

/** What a detector made of the fault. */
export interface Verdict {
  readonly name: Detector;
  readonly on: boolean;
  readonly detected: boolean;
  readonly corrected: boolean;
  /** Frames from the fault to the alarm; null without one. */
  readonly latency: number | null;
  /** Operations it adds to a frame. */
  readonly operations: number;
  /** Measured in this browser, s; null before it was measured. */
  readonly seconds: number | null;
  /** Lower and upper quartile of the measurements, s. */
  readonly spread: readonly [number, number];
}

/** `element.value`: inputs and results in SI. */
export interface Value extends Inputs {
  /** What struck; null if nothing did. Values are null where they are no numbers. */
  readonly fault: null | {
    readonly site: FaultSite;
    readonly layer: number;
    readonly index: number;
    readonly bit: number;
    readonly bits: readonly number[];
    readonly format: NumberFormat;
    readonly field: BitField;
    readonly from: number | null;
    readonly to: number | null;
    readonly fromBits: number;
    readonly toBits: number;
  };
  readonly outcome: Outcome;
  /** What it is with no detector there. */
  readonly effect: Exclude<Outcome, 'detected'>;
  readonly predictionBefore: Prediction;
  readonly predictionAfter: Prediction;
  readonly lossBefore: number;
  readonly lossAfter: number | null;
  /** Standard deviation of the loss over such a set of scenes. */
  readonly lossSpread: number;
  readonly changedFrames: number;
  readonly detectors: readonly Verdict[];
  /** Frames from the fault to the first alarm of those that are on; null without one. */
  readonly latency: number | null;
  /** Running twice over the activation check, operations. */
  readonly costRatio: number;
  readonly inference: number;
  /** Share of the campaign’s harmful faults that were seen; null before one was run. */
  readonly coverage: number | null;
  /** Upsets: FIT of one device, 10⁶ bits of it, time between two of one device and of the fleet (s; null for never), and a year. */
  readonly rays: {
    readonly fit: number;
    readonly megabits: number;
    readonly perHour: number;
    readonly meanTime: number | null;
    readonly perYear: number;
  };
  /** Silent corruption at the rate of Llama 3: what escapes of it at the coverage, time between escapes (s). */
  readonly escapes: {
    readonly rate: number;
    readonly deviceTime: number;
    readonly covered: number;
    readonly meanTime: number | null;
    readonly checkpoints: number;
  };
  /** The power of two of the exponent bit flipped, and size before; 0 if no exponent bit was. */
  readonly exponent: {readonly bit: number; readonly way: number; readonly before: number; readonly after: number};
  /** The layer a checksum is taken of. */
  readonly shape: {readonly rows: number; readonly columns: number; readonly overhead: number; readonly ratio: number};
}

const harnesses = new Map<NumberFormat, Harness>();
const making = new Map<NumberFormat, Promise<void>>();
const planOf = (format: NumberFormat) => ({format, frames: 32});

/** The network in a format with its evaluation set; made once. */
export function harnessOf(format: NumberFormat): Harness {
  let bench = harnesses.get(format);
  if (!bench) harnesses.set(format, (bench = prepareHarness(planOf(format))));
  return bench;
}

/** Longest turn of the page's thread while a bench is made, milliseconds. */
const turn = 6;

/** Makes a bench in turns, so that the page stays at hand; nothing to wait for where it is made. */
export function harnessReady(format: NumberFormat): Promise<void> | undefined {
  if (harnesses.has(format)) return undefined;
  const made =
    making.get(format) ??
    runInSlices(harnessSlices(planOf(format)), turn).then((bench) => {
      if (!harnesses.has(format)) harnesses.set(format, bench);
    });
  making.set(format, made);
  return made;
}

/** Whether `index` is a parameter of the network. */
export const isMemoryFault = (site: FaultSite): boolean =>
  site === 'weight' || site === 'early-weight' || site === 'block';
/** Numbers and bits of each that a fault can hit. */
export const rangeOf = ({site, format, layer, checksum}: Pick<Inputs, 'site' | 'format' | 'layer' | 'checksum'>) =>
  faultRange(site, format, layer, checksum);

export function resolve(settings: Settings): Inputs {
  const scenario = (settings.scenario ?? 'edge') as PresetName;
  const {index, bits, ...preset} = presets[scenario];
  const all = {
    every: 1000,
    length: 64,
    checksum: 'abft',
    site: 'weight',
    layer: 0,
    watch: 'all',
    scrubPeriod: 100,
    canaryPeriod: 10,
    checkpointInterval: 1800,
    detectionLatency: 10_800,
    assumedCoverage: 0.99,
    seed: '1',
    ...preset,
    ...settings,
    scenario,
  } as unknown as Inputs;
  const range = rangeOf(all);
  const usual =
    isMemoryFault(all.site) && all.site !== 'block'
      ? all.format === preset.format
        ? bits
        : String(all.format === 'int8' ? 7 : range.bits - 2)
      : all.site === 'block'
        ? 'none'
        : String(Math.max(0, range.bits - (all.format === 'int8' && range.bits === 8 ? 1 : 2)));
  const flipped = readBits(String(settings.bits ?? usual))!.filter((bit) => bit < range.bits);
  const ordered = Object.fromEntries(
    Object.keys(fields).map((key) => [key, all[key as InputName]]),
  ) as unknown as Inputs;
  return {
    ...ordered,
    index: Math.min((settings.index as number) ?? (isMemoryFault(all.site) ? index : 0), range.count - 1),
    bits: flipped.length ? flipped.join(' ') : 'none',
  };
}

/** The fault as the models take it. */
export const faultOf = ({site, layer, index, bits, every, length, checksum, scene}: Inputs | Value): Fault => ({
  site,
  layer,
  index: site === 'core' ? 0 : index,
  bits: site === 'block' ? [] : readBits(bits)!,
  every,
  length,
  checksum,
  frame: scene,
});

/** A number or, where it is none, null. */
const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
const predictionOf = ({signal, label, probabilities, logits}: Answer): Prediction =>
  Object.freeze({
    signal,
    confidence: finite(probabilities[label] ?? NaN),
    logits: Object.freeze([...logits].map(finite)),
  });

/** For each layer and row: the share of its numbers that the fault changed in the scene shown. */
export type FaultSpread = readonly (readonly number[])[];
function reachOf({frames, traces}: Harness, scene: number, touched: boolean): FaultSpread {
  const {good} = frames[scene];
  return LAYERS.map(({rows, positions}, l) =>
    Array.from({length: rows}, (_, i) => {
      if (!touched) return 0;
      let changed = 0;
      for (let at = i * positions; at < (i + 1) * positions; at++)
        if (traces[scene].outputs[l][at] !== good.outputs[l][at]) changed++;
      return changed / positions;
    }),
  );
}

interface Seen {
  readonly examined: Examination;
  readonly reach: FaultSpread;
}
const seen = new WeakMap<object, Seen>();
/** The whole examination behind a value, and how far the fault reached. */
export const examinationOf = (value: Value): Seen => seen.get(value.predictionAfter)!;

/** A flip worth opening on: red becomes green, and the loss keeps quiet. */
export const isInstructive = ({effect, lossMoved, before, after}: Examination): boolean =>
  effect === 'silent' &&
  !lossMoved &&
  before.signal === 'red' &&
  after.signal === 'green' &&
  before.probabilities[0] > 0.95;

const untimed: Verdict['spread'] = Object.freeze([0, 0] as const);

/** What each detector found, and the operations it takes. */
function verdictsOf({detectors}: Examination, {format, watch, scrubPeriod, canaryPeriod}: Inputs): readonly Verdict[] {
  const on = readDetectors(watch)!;
  const periods = {crcPeriod: scrubPeriod, canaryPeriod};
  return Object.freeze(
    detectors.map(({name, detected, corrected, latency}): Verdict =>
      Object.freeze({
        name,
        on: on.includes(name),
        detected,
        corrected,
        latency,
        operations: detectorOperations(name, format, periods),
        seconds: null,
        spread: untimed,
      }),
    ),
  );
}

/** How often particles flip a bit of these devices, and how often a wrong answer escapes what is assumed to be covered. */
function ratesOf(inputs: Inputs): Pick<Value, 'rays' | 'escapes'> {
  const {devices, memory, fit, assumedCoverage: covered, detectionLatency, checkpointInterval} = inputs;
  const upsets = softErrorRate({bits: memory * 8, fitPerMbit: fit, devices});
  const {rate, meanTime} = escapes({devices, coverage: covered, rate: llama3CorruptionRate.value});
  return {
    rays: Object.freeze({
      fit: upsets.fit,
      megabits: memory * 8e-6,
      perHour: upsets.fit * 1e-9,
      meanTime: finite(upsets.meanTime),
      perYear: upsets.perYear,
    }),
    escapes: Object.freeze({
      rate: rate / devices,
      deviceTime: devices / rate,
      covered,
      meanTime: finite(meanTime),
      checkpoints: checkpointsToKeep({latency: detectionLatency, interval: checkpointInterval}),
    }),
  };
}

/** The highest bit that flips: in which number, which part of it, and what an exponent makes of that. */
function flipOf(
  {site, format, index, layer}: Inputs,
  bits: readonly number[],
  hit: Examination['hit'],
): Pick<Value, 'exponent'> & {fault: NonNullable<Value['fault']>} {
  const top = bits.length ? Math.max(...bits) : 0;
  const shown = hit?.format ?? (site === 'core' || site === 'checksum' ? 'fp32' : format);
  const {mantissa, bits: width} = numberFormats[shown];
  const field = bitField(shown, Math.min(top, width - 1));
  const at = site === 'core' ? 0 : isMemoryFault(site) ? placeOf(index).layer : site === 'input' ? 0 : layer;
  return {
    fault: Object.freeze({
      site,
      layer: at,
      index,
      bit: top,
      bits: Object.freeze([...bits]),
      format: shown,
      field,
      from: finite(hit?.before.value ?? NaN),
      to: finite(hit?.after.value ?? NaN),
      fromBits: hit?.before.bits ?? 0,
      toBits: hit?.after.bits ?? 0,
    }),
    exponent: Object.freeze({
      bit: Math.max(0, top - mantissa),
      way: field !== 'exponent' || !bits.length ? 0 : ((hit?.before.bits ?? 0) >>> top) & 1 ? -1 : 1,
      before: Math.abs(finite(hit?.before.value ?? 0) ?? 0),
      after: field === 'exponent' ? Math.abs(finite(hit?.after.value ?? 0) ?? 0) : 0,
    }),
  };
}

export function evaluate(settings: Settings): Value {
  const inputs = resolve(settings);
  const {format, site, scrubPeriod, canaryPeriod, scene} = inputs;
  const bench = harnessOf(format);
  const bits = readBits(inputs.bits)!;
  const strikes = bits.length > 0 || site === 'block';
  const examined = examine(bench, strikes ? faultOf(inputs) : {site: 'weight', frame: scene}, {
    reruns: 1,
    crcPeriod: scrubPeriod,
    canaryPeriod,
  });
  const {hit, before, after, lossBefore, lossAfter, changedFrames, effect} = examined;
  const verdicts = verdictsOf(examined, inputs);
  const alarms = verdicts.flatMap(({name, on, latency}) =>
    on && latency !== null && name !== 'loss' ? [latency] : [],
  );
  const {fault, exponent} = flipOf(inputs, bits, hit);
  const {rows, columns} = LAYERS[fault.layer];
  const {abftOverhead: overhead, ratio} = detectionCost({rows, columns});
  const predictionAfter = predictionOf(after);
  const value: Value = Object.freeze({
    ...inputs,
    fault: strikes ? fault : null,
    outcome: alarms.length ? 'detected' : effect,
    effect,
    predictionBefore: predictionOf(before),
    predictionAfter,
    lossBefore,
    lossAfter: finite(lossAfter),
    lossSpread: bench.lossSpread,
    changedFrames,
    detectors: verdicts,
    latency: alarms.length ? Math.min(...alarms) : null,
    costRatio: networkCost.dmr / networkCost.abft,
    inference: networkCost.product,
    coverage: null,
    ...ratesOf(inputs),
    exponent,
    shape: Object.freeze({rows, columns, overhead, ratio}),
  });
  seen.set(predictionAfter, {examined, reach: reachOf(bench, scene, strikes && site !== 'checksum')});
  return value;
}

const timed = (timing: Timing | undefined) =>
  timing ? {seconds: timing.median, spread: Object.freeze([timing.lowerQuartile, timing.upperQuartile] as const)} : {};

/** The value with what was measured and counted in the page. */
export function withFindings(
  value: Value,
  timings: Readonly<Partial<Record<Detector, Timing>>>,
  campaign: CampaignResult | undefined,
): Value {
  const coverage = campaign && campaign.escaped.trials > 0 ? 1 - campaign.escaped.share : null;
  const {devices} = value;
  // The lower end of its interval: of a dozen faults all seen, it does not follow that none escapes.
  const least = coverage === null ? 0 : 1 - campaign!.escaped.high;
  const faultRate =
    coverage === null
      ? value.escapes
      : Object.freeze({
          ...value.escapes,
          covered: least,
          meanTime: finite(escapes({devices, coverage: least}).meanTime),
        });
  return Object.freeze({
    ...value,
    coverage,
    escapes: faultRate,
    detectors: Object.freeze(value.detectors.map((each) => Object.freeze({...each, ...timed(timings[each.name])}))),
  });
}

/** Standard deviations that the loss moved; null where it is no number. */
export const sigmasOf = ({lossBefore, lossAfter, lossSpread}: Value): number | null =>
  lossAfter === null ? null : (lossAfter - lossBefore) / lossSpread;
export const sigmas = LOSS_SIGMAS;

/** The campaign of a value. */
export const campaignPlan = (
  {seed, format, watch, scrubPeriod, canaryPeriod}: Value,
  injections: number,
  flips: number,
): CampaignPlan => ({
  seed,
  injections,
  flips,
  format,
  detectors: readDetectors(watch)!,
  crcPeriod: scrubPeriod,
  canaryPeriod,
});

/** A campaign as a record: what was injected, what it did, what escaped. Shares carry their interval of 95 %. */
export const campaignRecord = ({
  injections,
  flips,
  total,
  lossMoved: {oneToZero, zeroToOne},
  escaped,
}: CampaignResult) =>
  Object.freeze({
    injections,
    flips,
    ...total.effects,
    'detected': total.detected,
    'oneToZero': oneToZero.trials,
    'oneToZeroMoved': oneToZero.hits,
    'zeroToOne': zeroToOne.trials,
    'zeroToOneMoved': zeroToOne.hits,
    'harmful': escaped.trials,
    'escaped': escaped.hits,
    'campaign.coverage': escaped.trials ? 1 - escaped.share : null,
    'coverageLow': escaped.trials ? 1 - escaped.high : null,
    'coverageHigh': escaped.trials ? 1 - escaped.low : null,
  });

/** What an `rt-run` of the detective tells. */
export type CampaignRecord = ReturnType<typeof campaignRecord>;

const rules: Rules<InputName> = {
  // Another kind of number has bits and an index of its own.
  forgets: {site: ['index', 'layer', 'bits'], checksum: ['index', 'layer', 'bits'], format: ['bits']},
};

const sources: Partial<Record<InputName, Source>> = {
  scenario: assumed('The car of the mission.'),
  format: assumed('A usual format of such a device.'),
  site: assumed('The case of the mission: a flip in the perception weights.'),
  index: assumed(
    'Found by trying the high bits of every weight: a flip that turns red into green while the loss stays within 3 sigma.',
  ),
  bits: assumed('Found with it.'),
  scene: assumed('Found with it.'),
  watch: assumed('All, to compare them.'),
  scrubPeriod: assumed('A second at 10 ms a frame.'),
  canaryPeriod: assumed('Costs a tenth of running twice.'),
  frameTime: assumed('The deterministic safety loop of the mission.'),
  fit: li,
  memory: assumed('On-chip memory of such a device.'),
  devices: assumed('A fleet of this kind.'),
  assumedCoverage: assumed('A goal of safety cases; run a campaign to count it.'),
  checkpointInterval: assumed('Half an hour.'),
  detectionLatency: {kind: 'assumed', text: 'Minutes to hours, as the book has it.'},
};

/** The whole of `<sdc-detective>` but its page. */
export const sdcDetective: Definition<Value> = {
  tag: 'sdc-detective',
  fields,
  results: {
    'layer': 'count',
    'index': 'count',
    'every': 'count',
    'length': 'bytes',
    'scene': 'count',
    'scrubPeriod': 'count',
    'canaryPeriod': 'count',
    'frameTime': 'time',
    'fit': 'number',
    'memory': 'bytes',
    'devices': 'count',
    'checkpointInterval': 'time',
    'detectionLatency': 'time',
    'predictionBefore.confidence': 'ratio',
    'predictionAfter.confidence': 'ratio',
    'lossBefore': 'number',
    'lossAfter': 'number',
    'lossSpread': 'number',
    'changedFrames': 'count',
    'latency': 'count',
    'costRatio': 'number',
    'inference': 'count',
    'coverage': 'ratio',
    'rays.fit': 'number',
    'rays.megabits': 'number',
    'rays.perHour': 'number',
    'rays.meanTime': 'time',
    'rays.perYear': 'number',
    'assumedCoverage': 'ratio',
    'escapes.rate': 'number',
    'escapes.deviceTime': 'time',
    'escapes.covered': 'ratio',
    'escapes.meanTime': 'time',
    'escapes.checkpoints': 'count',
    'exponent.bit': 'count',
    'exponent.way': 'number',
    'exponent.before': 'number',
    'exponent.after': 'number',
    'shape.rows': 'count',
    'shape.columns': 'count',
    'shape.overhead': 'ratio',
    'shape.ratio': 'number',
  },
  formulas: ['abft-overhead', 'abft-ratio', 'exponent-flip', 'soft-errors', 'escape-time'],
  rules,
  conflicts: (settings) => {
    const inputs = resolve(settings);
    const {count: numbers, bits: width} = rangeOf(inputs);
    const beyond =
      inputs.site === 'block' ? [] : (readBits(String(settings.bits ?? 'none')) ?? []).filter((bit) => bit >= width);
    return [
      ...((settings.index as number) >= numbers && inputs.site !== 'core'
        ? [`index is beyond the ${numbers} numbers there; the last one is hit`]
        : []),
      ...(beyond.length
        ? [
            `bits="${String(settings.bits)}": the number there has bits 0 to ${width - 1}; ${beyond.join(', ')} ${beyond.length === 1 ? 'is' : 'are'} left out`,
          ]
        : []),
    ];
  },
  evaluate,
  replayRun: (value, {injections, flips}) =>
    campaignRecord(runCampaign(campaignPlan(value, Number(injections), Number(flips ?? 1)))),
  inputs: (settings) => {
    const {seed, index, bits, ...rest} = resolve(settings);
    return {...rest, ...pickSet(settings, ['seed', 'index', 'bits'])};
  },
  sources: (settings) => sourcesFor(settings, sources),
};
