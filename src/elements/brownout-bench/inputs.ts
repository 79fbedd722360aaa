import {brownOut, frameBudget, maxStateBytes, saveAndRecover, type Recovery} from '../../models/index.js';
import {pickSet, sourcesFor, type Definition, type Settings, type Source} from '../../core/definition.js';
import type {Rules} from '../../core/rules.js';
import {seedField} from '../../core/seed.js';
import type {Fields} from '../../core/fields.js';
import {memories, numberKeys, presetOf, presets, type MemoryType, type NumberName, type PresetName} from './presets.js';
const volts = {min: 0.1, max: 1000};

/** Every attribute that is an input of the model. SI. */
export const fields = {
  scenario: {
    attribute: 'scenario',
    dimension: 'choice',
    choices: Object.keys(presets),
    label: 'Preset',
    example: 'edge',
    doc: 'Named set of starting numbers; other attributes override it.',
  },
  memoryType: {
    attribute: 'memory-type',
    dimension: 'choice',
    choices: Object.keys(memories),
    label: 'The state goes to',
    example: 'flash',
    doc: 'Memory that keeps the state: FeRAM, or flash.',
  },
  slots: {
    attribute: 'slots',
    dimension: 'choice',
    choices: ['two', 'one'],
    label: 'Written to',
    example: 'one',
    doc: 'Two slots in turn, each with number and CRC, or one copy, overwritten in place.',
  },
  capacitance: {
    attribute: 'capacitance',
    dimension: 'capacitance',
    bareUnit: 'uF',
    min: 1e-12,
    max: 10,
    label: 'Capacitor',
    symbol: {mission: 'C', book: 'C'},
    example: '100 µF',
    doc: 'Capacitance that carries the device when the supply is lost.',
  },
  stateSize: {
    attribute: 'state-size',
    dimension: 'bytes',
    bareUnit: 'B',
    integer: true,
    min: 1,
    max: 1e6,
    label: 'State to save',
    symbol: {mission: 'S', book: 'S'},
    example: '4096 B',
    doc: 'Bytes that must be saved.',
  },
  tripVoltage: {
    attribute: 'trip-voltage',
    dimension: 'voltage',
    bareUnit: 'V',
    label: 'Alarm at',
    symbol: {mission: 'V_trip', book: 'V_trip'},
    example: '3 V',
    doc: 'Voltage at which the alarm trips and the save begins; above min-voltage, at most supply-voltage.',
    ...volts,
  },
  minVoltage: {
    attribute: 'min-voltage',
    dimension: 'voltage',
    bareUnit: 'V',
    min: 0.1,
    max: 900,
    label: 'Device stops at',
    symbol: {mission: 'V_min', book: 'V_min'},
    example: '1.8 V',
    doc: 'Voltage below which nothing runs.',
  },
  supplyVoltage: {
    attribute: 'supply-voltage',
    dimension: 'voltage',
    bareUnit: 'V',
    label: 'Supply',
    symbol: {mission: 'V_dd', book: 'V_dd'},
    example: '3.3 V',
    doc: 'Voltage of the supply before it is lost: no alarm can trip above it.',
    ...volts,
  },
  converterEfficiency: {
    attribute: 'converter-efficiency',
    dimension: 'ratio',
    bareUnit: '%',
    min: 0.01,
    max: 1,
    label: 'Efficiency of the converter',
    symbol: {mission: 'η', book: 'η'},
    example: '85 %',
    doc: 'Share of the capacitor’s energy that reaches the device.',
  },
  saveLoad: {
    attribute: 'save-load',
    dimension: 'power',
    bareUnit: 'mW',
    min: 1e-9,
    max: 1000,
    label: 'Load during the save',
    symbol: {mission: 'P', book: 'P'},
    example: '1 mW',
    doc: 'Power the device draws while it saves; it decides how long the capacitor holds.',
  },
  memorySpeed: {
    attribute: 'memory-speed',
    dimension: 'bandwidth',
    bareUnit: 'MB/s',
    min: 1,
    max: 1e12,
    label: 'Speed of the memory',
    symbol: {mission: 'r', book: 'r'},
    example: '1.4 MB/s',
    doc: 'Bytes a second that the memory takes.',
  },
  energyPerByte: {
    attribute: 'energy-per-byte',
    dimension: 'energyPerByte',
    bareUnit: 'nJ/B',
    min: 1e-15,
    max: 1,
    label: 'Energy a byte',
    symbol: {mission: 'e_B', book: 'e_B'},
    example: '2.1 nJ/B',
    doc: 'Energy to write one byte.',
  },
  fixedEnergy: {
    attribute: 'fixed-energy',
    dimension: 'energy',
    bareUnit: 'uJ',
    min: 0,
    max: 1000,
    label: 'Energy whatever the size',
    symbol: {mission: 'E_0', book: 'E_0'},
    example: '1 µJ',
    doc: 'Energy of a save that does not depend on its bytes.',
  },
  eraseTime: {
    attribute: 'erase-time',
    dimension: 'time',
    bareUnit: 'ms',
    min: 0,
    max: 3600,
    label: 'Erased first, for',
    symbol: {mission: 't_e', book: 't_e'},
    example: '16 ms',
    doc: 'Time before the first byte, where the memory must be erased.',
  },
  powerBudget: {
    attribute: 'power-budget',
    dimension: 'power',
    bareUnit: 'mW',
    min: 1e-9,
    max: 1000,
    label: 'Power budget',
    symbol: {mission: 'P_b', book: 'P_b'},
    example: '1 mW',
    doc: 'Power the device may draw in normal work.',
  },
  frameTime: {
    attribute: 'frame-time',
    dimension: 'time',
    bareUnit: 'ms',
    min: 1e-6,
    max: 3600,
    label: 'Time for a frame',
    symbol: {mission: 't_f', book: 't_f'},
    example: '10 ms',
    doc: 'Time in which one frame must be done.',
  },
  seed: seedField,
} as const satisfies Fields;

export type InputName = keyof typeof fields;

/** Inputs, resolved. */
export interface Inputs extends Record<NumberName, number> {
  scenario: PresetName;
  memoryType: MemoryType;
  slots: 'one' | 'two';
  seed: string;
}

export type Limit = 'none' | 'energy' | 'time' | 'both';

/** Inputs and results. */
export interface Value extends Readonly<Inputs> {
  /** Joules there are between alarm and end. */
  readonly energy: number;
  /** Joules the save takes. */
  readonly saveEnergy: number;
  /** The first over the second. */
  readonly energyMargin: number;
  /** Seconds the capacitor carries the load. */
  readonly holdUp: number;
  /** Seconds the save takes. */
  readonly saveTime: number;
  /** The first over the second. */
  readonly timeMargin: number;
  /** The smaller of the two margins. */
  readonly margin: number;
  readonly survives: boolean;
  /** What the save lacks. */
  readonly limit: Limit;
  /** Volts the alarm needs for the energy, by the formula. */
  readonly requiredVoltage: number;
  /** Volts the alarm needs for energy and time. */
  readonly safeVoltage: number;
  /** Farads that would do. */
  readonly requiredCapacitance: number;
  /** Largest state that energy and time allow, bytes. */
  readonly maxState: number;
  /** The same by energy alone. */
  readonly maxStateByEnergy: number;
  /** Bytes written when the save is done or the power gone. */
  readonly bytesWritten: number;
  /** Seconds until then. */
  readonly endsAfter: number;
  /** What is found when the power is back: slot A or B (null without one to trust), its number (−1 in place), its state. */
  readonly recovered: Readonly<{slot: 'A' | 'B' | null; sequence: number; state: 'new' | 'old' | 'none'}>;
  /** Joules of one frame, and the bytes they would write. */
  readonly frameEnergy: number;
  readonly frameBytes: number;
  /** Frames of energy that one save takes. */
  readonly saveFrames: number;
}

/** What was given, filled up and brought into an order that can be: V_min < V_trip <= V_dd. */
export function resolve(settings: Settings): Inputs {
  const scenario = (settings.scenario ?? 'tiny') as PresetName;
  const memoryType = (settings.memoryType ?? 'fram') as MemoryType;
  const preset = presetOf(scenario, memoryType);
  const numbers = Object.fromEntries(numberKeys.map((key) => [key, settings[key] ?? preset[key][0]])) as Record<
    NumberName,
    number
  >;
  // A thousandth above the end is the least that is no end.
  const least = numbers.minVoltage * 1.001;
  const supplyVoltage = Math.max(numbers.supplyVoltage, least);
  return {
    ...numbers,
    scenario,
    memoryType,
    slots: (settings.slots ?? 'two') as Inputs['slots'],
    seed: (settings.seed ?? '1') as string,
    supplyVoltage,
    tripVoltage: Math.min(supplyVoltage, Math.max(least, numbers.tripVoltage)),
  };
}

/** What the models are asked. */
export const planOf = ({
  capacitance,
  tripVoltage,
  minVoltage,
  converterEfficiency,
  saveLoad,
  stateSize,
  energyPerByte,
  fixedEnergy,
  memorySpeed,
  eraseTime,
}: Inputs) => ({
  capacitance,
  tripVoltage,
  minVoltage,
  efficiency: converterEfficiency,
  load: saveLoad,
  stateBytes: stateSize,
  energyPerByte,
  fixedEnergy,
  writeBandwidth: memorySpeed,
  eraseTime,
});

let last: {key: string; recovery: Recovery} | undefined;

/** Bytes of a state that are really written and read back: a larger one is shown in small. */
export const shownBytes = ({stateSize}: Pick<Inputs, 'stateSize'>): number => Math.min(stateSize, 4096);

/** What is found if so many bytes were written: all of the state, if there was power for it. A larger state than is shown is cut at the same share. */
export function recoveryOf({slots, stateSize, memoryType}: Inputs, bytes: number): Recovery {
  const stateBytes = shownBytes({stateSize});
  // Neither nothing nor all unless it was: those are other stories.
  const cut =
    bytes >= stateSize
      ? stateBytes
      : bytes && Math.min(stateBytes - 1, Math.max(1, Math.round((bytes * stateBytes) / stateSize)));
  const key = [slots, stateBytes, memoryType, cut].join();
  if (last?.key !== key)
    last = {key, recovery: saveAndRecover({slots, stateBytes, bytes: cut, erases: memoryType === 'flash'})};
  return last.recovery;
}

function evaluate(settings: Settings): Value {
  const inputs = resolve(settings);
  const {energyPerByte, fixedEnergy, capacitance, saveLoad, stateSize, memorySpeed, eraseTime, powerBudget, frameTime} =
    inputs;
  const out = brownOut(planOf(inputs));
  const {
    energyAvailable: energy,
    energyNeeded: saveEnergy,
    saveTime,
    holdUpTime: holdUp,
    survives,
    survivesEnergy,
    survivesTime,
  } = out;
  const timeMargin = holdUp / saveTime;
  const bytesWritten = survives ? stateSize : Math.min(out.bytesWritten, stateSize - 1);
  const {picked, sequence, state} = recoveryOf(inputs, bytesWritten);
  const budget = frameBudget({power: powerBudget, frameTime, energyPerByte});
  return Object.freeze({
    ...inputs,
    energy,
    saveEnergy,
    energyMargin: out.margin,
    holdUp,
    saveTime,
    timeMargin,
    margin: Math.min(out.margin, timeMargin),
    survives,
    limit: survives ? 'none' : survivesTime ? 'energy' : survivesEnergy ? 'time' : 'both',
    requiredVoltage: out.tripVoltageRequired,
    safeVoltage: out.tripVoltageSafe,
    requiredCapacitance: (capacitance * Math.max(saveEnergy, saveLoad * saveTime)) / energy,
    maxState: out.maxStateBytes,
    maxStateByEnergy: maxStateBytes({energy, energyPerByte, fixedEnergy}),
    bytesWritten,
    endsAfter: survives ? saveTime : Math.min(holdUp, eraseTime + bytesWritten / memorySpeed),
    recovered: Object.freeze({slot: picked < 0 ? null : picked ? 'B' : 'A', sequence, state}),
    frameEnergy: budget.energy,
    frameBytes: budget.bytes,
    saveFrames: saveEnergy / budget.energy,
  });
}

const rules: Rules<InputName> = {
  presetKeeps: ['memoryType', 'slots'],
  forgets: {memoryType: ['memorySpeed', 'energyPerByte', 'fixedEnergy', 'eraseTime', 'saveLoad']},
};

function conflicts(settings: Settings): string[] {
  const {minVoltage, supplyVoltage, tripVoltage} = resolve(settings);
  const differs = (key: 'supplyVoltage' | 'tripVoltage', used: number) =>
    settings[key] !== undefined && settings[key] !== used;
  const show = (at: number) => `${Number(at.toPrecision(4))} V`;
  return [
    ...(differs('supplyVoltage', supplyVoltage) ||
    (settings.minVoltage !== undefined && supplyVoltage === minVoltage * 1.001)
      ? [`supply-voltage is not above min-voltage; ${show(supplyVoltage)} is used`]
      : []),
    ...(differs('tripVoltage', tripVoltage)
      ? [`trip-voltage is not above min-voltage and at most supply-voltage; ${show(tripVoltage)} is used`]
      : []),
  ];
}

const ownDefaults: Record<string, Source> = {
  memoryType: {text: 'The subject of this figure.', kind: 'assumed'},
  slots: {text: 'A commit that cannot be torn.', kind: 'assumed'},
};

/** The whole of `<brownout-bench>` but its page. */
export const brownoutBench: Definition<Value> = {
  tag: 'brownout-bench',
  fields,
  results: {
    'capacitance': 'capacitance',
    'supplyVoltage': 'voltage',
    'tripVoltage': 'voltage',
    'minVoltage': 'voltage',
    'converterEfficiency': 'ratio',
    'stateSize': 'bytes',
    'saveLoad': 'power',
    'memorySpeed': 'bandwidth',
    'energyPerByte': 'energyPerByte',
    'fixedEnergy': 'energy',
    'eraseTime': 'time',
    'powerBudget': 'power',
    'frameTime': 'time',
    'energy': 'energy',
    'saveEnergy': 'energy',
    'energyMargin': 'number',
    'holdUp': 'time',
    'saveTime': 'time',
    'timeMargin': 'number',
    'margin': 'number',
    'requiredVoltage': 'voltage',
    'safeVoltage': 'voltage',
    'requiredCapacitance': 'capacitance',
    'maxState': 'bytes',
    'maxStateByEnergy': 'bytes',
    'bytesWritten': 'bytes',
    'endsAfter': 'time',
    'recovered.sequence': 'count',
    'frameEnergy': 'energy',
    'frameBytes': 'bytes',
    'saveFrames': 'number',
  },
  formulas: [
    'stored-energy',
    'save-energy',
    'hold-up',
    'save-time',
    'required-voltage',
    'largest-state',
    'frame-energy',
  ],
  rules,
  conflicts,
  evaluate,
  inputs: (settings) => {
    const {seed, ...rest} = resolve(settings);
    return {...rest, ...pickSet(settings, ['seed'])};
  },
  sources: (settings) => {
    const {scenario, memoryType} = resolve(settings);
    const preset = Object.fromEntries(
      Object.entries(presetOf(scenario, memoryType)).map(([key, [, source]]) => [key, source as Source]),
    );
    return sourcesFor(settings, {...ownDefaults, ...preset});
  },
};
