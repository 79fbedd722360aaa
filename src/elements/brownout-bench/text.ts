import {reconcile} from '../../core/reconcile.js';
import type {Suggestion} from '../../ui/controls/suggestion.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {plainText, type Sentence} from '../../core/sentence.js';
import type {Table} from '../../core/table.js';
import {brownoutBench, fields, type InputName, type Limit, type Value} from './inputs.js';
import type {MemoryType} from './presets.js';

/** The figure's short name. */
export const title = 'A state that must be saved before the voltage is gone';

const live = (text: string) => ({live: text});
export const time = (seconds: number): string => formatQuantity(seconds, 'time');
export const bytes = (of: number): string => formatQuantity(of, 'bytes');
export const joules = (of: number): string => formatQuantity(of, 'energy');
export const volts = (of: number, digits = 3): string => formatQuantity(of, 'voltage', {digits});
export const farads = (of: number): string => formatQuantity(of, 'capacitance');
const number = (of: number, digits = 3): string => formatQuantity(of, 'number', {digits});

export const memoryNames: Readonly<Record<MemoryType, string>> = {fram: 'FeRAM', flash: 'flash'};

/** Digits that say on which side of 1 a ratio is. */
const shortRatio = (of: number): string => {
  const two = Number(of.toPrecision(2));
  return number(two === 1 && of !== 1 ? Math.floor(of * 1000) / 1000 : two);
};
/** "25 times", "0.69 of what it takes". */
export const enough = (margin: number): string =>
  margin >= 1 ? `${shortRatio(margin)} times enough` : `${shortRatio(margin)} of what it takes`;

export const limitNames: Readonly<Record<Limit, string>> = {
  none: 'none',
  energy: 'energy',
  time: 'time',
  both: 'energy and time',
};

/** What the reader finds when the power is back. */
export function recoveredSentence({recovered: {slot, sequence, state}, slots, survives}: Value): Sentence {
  if (slots === 'one') {
    return state === 'none'
      ? ['The ', live('only copy is destroyed'), ', and nothing tells: worse than no save.']
      : [survives ? 'There is no second copy, should it fail.' : 'Not one byte was written: the old copy stands.'];
  }
  return survives
    ? [`Recovery picks slot ${slot}, no. ${sequence}: the new state.`]
    : ['The slot is torn; recovery ', live(`picks slot ${slot}, no. ${sequence}`), `: the ${state} state.`];
}

/** What the numbers mean. */
export function sentence(value: Value): Sentence {
  const {
    capacitance,
    tripVoltage,
    minVoltage,
    energy,
    stateSize,
    memoryType,
    saveEnergy,
    saveTime,
    limit,
    margin,
    energyMargin,
    timeMargin,
    bytesWritten,
  } = value;
  const held: Sentence = [
    `From ${volts(tripVoltage)} to ${volts(minVoltage)}, ${farads(capacitance)} hold `,
    live(joules(energy)),
    `: saving ${bytes(stateSize)} to ${memoryNames[memoryType]} takes `,
    live(joules(saveEnergy)),
    ' and ',
    live(time(saveTime)),
  ];
  if (limit === 'none')
    return [
      ...held,
      '; the save ',
      live('survives'),
      `, ${shortRatio(margin)} times over. `,
      ...recoveredSentence(value),
    ];
  const lacks: Sentence =
    limit === 'both'
      ? [
          '. There is ',
          live(shortRatio(energyMargin)),
          ' of the energy and ',
          live(shortRatio(timeMargin)),
          ' of the time',
        ]
      : limit === 'energy'
        ? ['. There is time, but only ', live(`${shortRatio(energyMargin)} of the energy`)]
        : ['. There is energy, but only ', live(`${shortRatio(timeMargin)} of the time`)];
  return [
    ...held,
    ...lacks,
    ': the save is ',
    live('torn'),
    ` after ${bytes(bytesWritten)}. `,
    ...recoveredSentence(value),
  ];
}

/** Three digits, never below. */
const ceil3 = (of: number): number => {
  const step = 10 ** (Math.floor(Math.log10(of)) - 2);
  return Number((Math.ceil(of / step - 1e-9) * step).toPrecision(3));
};

/** The least capacitor that does, in three digits. */
export const leastCapacitor = ({requiredCapacitance}: Value): number =>
  Math.max(fields.capacitance.min, ceil3(requiredCapacitance));

/** Where an alarm is early enough, in millivolts above what is needed; undefined where no supply reaches it. */
export function earlyEnough({safeVoltage, supplyVoltage, minVoltage}: Value): number | undefined {
  const at = Math.max(Number((Math.ceil(safeVoltage * 1000 + 1e-6) / 1000).toFixed(3)), minVoltage * 1.001);
  return at <= supplyVoltage ? at : undefined;
}

const inputsOf = (value: Value) =>
  Object.fromEntries(Object.keys(fields).map((key) => [key, value[key as InputName]])) as Record<
    InputName,
    number | string
  >;

/** The first thing to try; undefined where nothing is to be mended. */
export function firstSuggestion(value: Value): Suggestion | undefined {
  const {limit, slots, capacitance, maxState, memoryType} = value;
  const enoughFarads = leastCapacitor(value);
  if (limit === 'none') {
    if (slots === 'one') return {words: 'It holds today. Two slots hold when it does not.', set: {slots: 'two'}};
    return capacitance > 1.02 * enoughFarads
      ? {words: `Nothing breaks. ${farads(enoughFarads)} would do as well.`, set: {capacitance: enoughFarads}}
      : undefined;
  }
  const volt = earlyEnough(value);
  if (
    memoryType === 'flash' &&
    brownoutBench.evaluate(reconcile(brownoutBench, inputsOf(value), {memoryType: 'fram'})).survives
  )
    return {words: 'Write to FeRAM: no erase, and a fraction of the energy.', set: {memoryType: 'fram'}};
  if (volt !== undefined)
    return {words: `Trip earlier: an alarm at ${volts(volt, 4)} leaves enough.`, set: {tripVoltage: volt}};
  if (enoughFarads <= fields.capacitance.max && enoughFarads <= 100 * capacitance)
    return {
      words: `No alarm is early enough. A capacitor of ${farads(enoughFarads)} holds it.`,
      set: {capacitance: enoughFarads},
    };
  return maxState > 0
    ? {words: `Save less: ${bytes(maxState)} fit.`, set: {stateSize: maxState}}
    : {
        words: `Not even one byte fits. It takes ${farads(enoughFarads)}.`,
        set: enoughFarads <= fields.capacitance.max ? {capacitance: enoughFarads} : {},
      };
}

/** The sentence, and what to try first. */
export function described(value: Value): string {
  const remedy = value.survives ? undefined : firstSuggestion(value);
  return plainText(sentence(value)) + (remedy ? ` ${remedy.words}` : '');
}

/** What changed, for those who do not see it. */
export const announcement = (value: Value): string =>
  `${plainText(sentence(value)).split('. ')[0].replace(/\.$/, '')}. ${value.survives ? 'It survives.' : `It lacks ${limitNames[value.limit]}.`}`;

/** What stands here and how to start. */
export const summary = ({tripVoltage, minVoltage, memoryType}: Value): string =>
  `A chart of the voltage of a capacitor after the supply is lost, from the alarm at ${volts(tripVoltage)} down to ${volts(minVoltage)} where the device stops, with the save of its state to ${memoryNames[memoryType]}; two gauges, energy and time; and the copies found when the power is back. ` +
  'Drag the alarm up and down, set capacitor and state below, or cut the power and watch.';

/** A moment, for the time bar. */
export function momentText(value: Value, at: number, written: number, volt: number): string {
  const words = (of: number, dimension: 'time' | 'bytes' | 'voltage') => formatQuantity(of, dimension, {words: true});
  return `${words(at, 'time')} after the supply was lost: ${words(Number(volt.toPrecision(3)), 'voltage')}, ${written >= value.stateSize ? 'all' : words(written, 'bytes')} written`;
}

const budget = (value: Value): string[][] => [
  [
    'A frame’s energy',
    joules(value.frameEnergy),
    `${time(value.frameTime)} at ${formatQuantity(value.powerBudget, 'power')}`,
  ],
  ['Bytes a frame could save', bytes(value.frameBytes), `one save costs ${number(value.saveFrames)} frames`],
];

/** The two limits, and what follows from them. */
export function limitTable(value: Value): Table {
  const {
    energy,
    saveEnergy,
    energyMargin,
    holdUp,
    saveTime,
    timeMargin,
    requiredVoltage,
    safeVoltage,
    supplyVoltage,
    maxState,
    maxStateByEnergy,
  } = value;
  return {
    caption: 'Two limits',
    columns: ['Quantity', 'Value', 'Against'],
    rows: [
      ['Energy held', joules(energy), `${joules(saveEnergy)} needed: ${enough(energyMargin)}`],
      ['Time held', time(holdUp), `${time(saveTime)} needed: ${enough(timeMargin)}`],
      [
        'Alarm that is early enough',
        volts(safeVoltage),
        `${volts(requiredVoltage)} for the energy alone; supply ${volts(supplyVoltage)}`,
      ],
      ['Least capacitor', farads(leastCapacitor(value)), `${farads(value.capacitance)} is there`],
      ['Largest state', bytes(maxState), `${bytes(maxStateByEnergy)} by energy alone`],
      ...budget(value),
    ],
  };
}

/** Both memories at the same setting. */
export function memoryTable(value: Value): Table {
  return {
    caption: `Saving ${bytes(value.stateSize)}, two ways`,
    columns: ['Memory', 'Energy', 'Time', 'Energy is', 'Time is', 'The save'],
    rows: fields.memoryType.choices.map((memoryType) => {
      const v =
        memoryType === value.memoryType
          ? value
          : brownoutBench.evaluate(reconcile(brownoutBench, inputsOf(value), {memoryType}));
      return [
        memoryNames[memoryType as MemoryType],
        joules(v.saveEnergy),
        time(v.saveTime),
        enough(v.energyMargin),
        enough(v.timeMargin),
        v.survives ? 'survives' : `is torn after ${bytes(v.bytesWritten)}`,
      ];
    }),
  };
}
