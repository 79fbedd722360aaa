import {type CampaignPlan, type CampaignResult, type Dimension} from '../models/index.js';
import type {Settings} from '../core/definition.js';
import type {Numbers} from '../ledger/entries.js';
import {changedTo, numberAt, quantityInProse, factorText, valueAt} from './numbers.js';
import {tracks, type Track} from './tracks.js';

/** A number the question rests on. */
export interface Fact {
  readonly label: string;
  readonly value: number;
  readonly dimension: Dimension;
}

export interface Option {
  readonly id: string;
  readonly words: string;
  /** Why it tempts, told to those who chose it and, after the lock, to all. */
  readonly tempts: string | ((track: Track) => string);
}

/** Why an option tempts, on a track. */
export const reasonOf = ({tempts}: Option, track: Track): string =>
  typeof tempts === 'string' ? tempts : tempts(track);

/** How a number is asked for. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly dimension: Dimension;
  /** What the number is. */
  readonly label: string;
  /** Written behind it, such as `times`. */
  readonly unit?: string;
}

/** Plays a campaign of faults, wherever there is room for it. */
export type RunCampaign = (plan: CampaignPlan) => CampaignResult | Promise<CampaignResult>;

/** A question to be predicted. Answers are computed when they are asked for, and never before. */
export interface Question {
  readonly id: string;
  readonly kind: 'choice' | 'number' | 'point';
  readonly prompt: (track: Track) => string;
  readonly facts: (track: Track) => readonly Fact[];
  readonly options?: readonly Option[];
  readonly bounds?: (track: Track) => Bounds;
  /** What the models say: `choice` or `number`, and what else the reveal needs. */
  readonly answer: (track: Track, campaign: RunCampaign) => Numbers | Promise<Numbers>;
  /** What it is and why, from the answer alone. */
  readonly reveal: (track: Track, actual: Numbers) => string;
}

const curve = 'young-daly-curve';
const atScale = (track: Track): Settings => ({scenario: track.presets.curve});
const staged = (track: Track): Settings => ({scenario: track.presets.staging});

const fact = (tag: string, settings: Settings, path: string, label: string, dimension: Dimension): Fact => ({
  label,
  value: numberAt(tag, settings, path),
  dimension,
});

/** Injections behind the answer of the last lock: enough for some hundred flips from one to zero. */
const flips = 240;

const formatOf = (track: Track) =>
  valueAt('sdc-detective', {scenario: track.presets.detective}).format as CampaignPlan['format'];
const isInteger = (track: Track): boolean => formatOf(track).startsWith('int');

/** `Yes, 4 times less` of a factor, or no. */
const byFactor = (factor: number, less: string, more: string): string =>
  factor > 1.01
    ? `Yes, ${factorText(factor)} ${less}`
    : factor < 0.99
      ? `No, ${factorText(1 / factor)} ${more}`
      : 'No, it makes no difference';

const all: readonly Question[] = [
  {
    id: 'frequency-doubling',
    kind: 'choice',
    prompt: () =>
      'If you double the number of nodes N, does the optimal checkpoint frequency increase, decrease, or stay the same? Writing a checkpoint takes as long as before.',
    facts: (track) => [
      fact(curve, atScale(track), 'nodes', `${track.unit.many} (N)`, 'count'),
      fact(curve, atScale(track), 'mtbf', 'MTBF of the whole (M)', 'time'),
      fact(curve, atScale(track), 'writeTime', 'one checkpoint (δ)', 'time'),
    ],
    options: [
      {
        id: 'increase',
        words: 'It increases',
        tempts:
          'More parts, more failures, less time between them: there is less to lose by saving sooner. But not twice as often: the best interval goes with the root of M.',
      },
      {
        id: 'decrease',
        words: 'It decreases',
        tempts:
          'It tempts because every checkpoint now stops twice the hardware. True, but each of them also saves twice the hardware. In shares of time the price of a save has not moved, and failures come sooner.',
      },
      {
        id: 'same',
        words: 'It stays the same',
        tempts: (track) => {
          const {mtbf, writeTime, nodes} = valueAt(curve, atScale(track)) as {
            mtbf: number;
            writeTime: number;
            nodes: number;
          };
          const before = numberAt(curve, atScale(track), 'optimum.exact');
          const shared = changedTo(curve, atScale(track), {nodes: 2 * nodes, writeTime: 2 * writeTime}) as {
            mtbf: number;
            writeTime: number;
            optimum: {exact: number};
          };
          return `It tempts because no ${track.unit.one} fails more often than before. But the whole fails when any of them does, so its MTBF is M_node / N. It would be nearly true if all wrote to one shared store: twice the state, δ from ${quantityInProse(writeTime, 'time')} to ${quantityInProse(shared.writeTime, 'time')} while M falls from ${quantityInProse(mtbf, 'time')} to ${quantityInProse(shared.mtbf, 'time')}, and the best interval would move by ${quantityInProse(Math.abs(shared.optimum.exact / before - 1), 'ratio', 2)} only.`;
        },
      },
    ],
    answer: (track) => {
      const settings = atScale(track);
      const before = numberAt(curve, settings, 'optimum.exact');
      const nodes = numberAt(curve, settings, 'nodes');
      const doubled = changedTo(curve, settings, {nodes: 2 * nodes}) as {optimum: {exact: number}; mtbf: number};
      const factor = before / doubled.optimum.exact;
      return {choice: factor > 1.0001 ? 'increase' : factor < 0.9999 ? 'decrease' : 'same', factor, mtbf: doubled.mtbf};
    },
    // The interval itself is the next question.
    reveal: (track, {factor, mtbf}) =>
      `By ${factorText(factor as number)}. Twice the ${track.unit.many}, half the MTBF (${quantityInProse(mtbf as number, 'time')}), and the best interval falls with the root of it.`,
  },
  {
    id: 'best-interval',
    kind: 'point',
    prompt: (track) =>
      `Set the point on the chart where you think ${track.id === 'cloud' ? 'the run' : `the ${track.unit.one}`} loses least: how long should it work between two checkpoints?`,
    facts: (track) => [
      fact(curve, atScale(track), 'mtbf', 'MTBF (M)', 'time'),
      fact(curve, atScale(track), 'writeTime', 'one checkpoint (δ)', 'time'),
      fact(curve, atScale(track), 'interval', 'interval so far', 'time'),
    ],
    bounds: (track) => {
      const {mtbf, writeTime} = valueAt(curve, atScale(track)) as {mtbf: number; writeTime: number};
      return {
        min: Number((writeTime / 50).toPrecision(1)),
        max: Number((mtbf * 2).toPrecision(1)),
        dimension: 'time',
        label: 'Work between checkpoints',
      };
    },
    answer: (track) => {
      const {optimum, leastWaste, waste} = valueAt(curve, atScale(track)) as {
        optimum: {exact: number; young: number};
        leastWaste: number;
        waste: {total: number};
      };
      return {number: optimum.exact, young: optimum.young, least: leastWaste, soFar: waste.total};
    },
    reveal: (_track, {number, young, least, soFar}) =>
      `Least is lost at ${quantityInProse(number as number, 'time')}: ${quantityInProse(least as number, 'ratio')} of the time, against ${quantityInProse(soFar as number, 'ratio')} at the interval so far. √(2δM) says ${quantityInProse(young as number, 'time')}. Left of it you pay for saving, right of it for losing.`,
  },
  {
    id: 'staging-factor',
    kind: 'number',
    prompt: () => 'Will staging to local NVMe instead of S3 reduce the math-stop time? By what factor?',
    facts: (track) => [
      fact('staging-bench', staged(track), 'bytesPerNode', 'one node saves', 'bytes'),
      fact('staging-bench', staged(track), 'uploadBandwidth', 'its link to S3', 'bandwidth'),
      fact('staging-bench', staged(track), 'storeBandwidth', 'S3 takes, in all', 'bandwidth'),
      fact('staging-bench', staged(track), 'ssdBandwidth', 'its NVMe drives', 'bandwidth'),
    ],
    bounds: () => ({min: 0.1, max: 1000, dimension: 'number', label: 'Stop on S3 over stop on NVMe', unit: 'times'}),
    answer: (track) => {
      const {stops} = valueAt('staging-bench', staged(track)) as {stops: Record<string, number>};
      return {number: stops.objectStore / stops.localSsd, s3: stops.objectStore, ssd: stops.localSsd};
    },
    reveal: (_track, {number, s3, ssd}) =>
      `${byFactor(number as number, 'shorter', 'longer')}: ${quantityInProse(ssd as number, 'time')} in place of ${quantityInProse(s3 as number, 'time')}. The math waits for the slowest link before the place it trusts. The bytes still have to reach S3; they only no longer keep the math waiting.`,
  },
  {
    id: 'delta-factor',
    kind: 'number',
    prompt: () =>
      'Will saving only the pages that changed, instead of the whole state, reduce what a checkpoint writes on average? By what factor?',
    facts: (track) => [
      fact('preemption-wall', staged(track), 'base', 'the whole state', 'bytes'),
      fact('preemption-wall', staged(track), 'delta', 'changed since the last save', 'bytes'),
      fact('preemption-wall', staged(track), 'chain', 'deltas after each whole state', 'count'),
    ],
    bounds: () => ({
      min: 0.1,
      max: 1000,
      dimension: 'number',
      label: 'Whole state over what a save writes',
      unit: 'times',
    }),
    answer: (track) => {
      const {base, meanSave, resume} = valueAt('preemption-wall', staged(track)) as Record<string, number>;
      return {number: base / meanSave, base, written: meanSave, resume};
    },
    reveal: (_track, {number, base, written, resume}) =>
      `${byFactor(number as number, 'fewer', 'more')}: on average a save writes ${quantityInProse(written as number, 'bytes')} in place of ${quantityInProse(base as number, 'bytes')}. Not base over delta: each chain begins with the whole state, and its share counts. And every delta has to be replayed: the resume now takes ${quantityInProse(resume as number, 'time')}.`,
  },
  {
    id: 'memory-factor',
    kind: 'number',
    prompt: () => 'Will saving to FeRAM instead of flash reduce the energy of a save? By what factor?',
    facts: (track) => [
      fact('brownout-bench', staged(track), 'stateSize', 'the state', 'bytes'),
      fact('brownout-bench', staged(track), 'energy', 'the capacitor holds', 'energy'),
    ],
    bounds: () => ({
      min: 0.1,
      max: 10_000,
      dimension: 'number',
      label: 'Energy on flash over energy on FeRAM',
      unit: 'times',
    }),
    answer: (track) => {
      const fram = valueAt('brownout-bench', {...staged(track), memoryType: 'fram'}) as Record<string, number>;
      const flash = valueAt('brownout-bench', {...staged(track), memoryType: 'flash'}) as Record<string, number>;
      return {
        number: flash.saveEnergy / fram.saveEnergy,
        flash: flash.saveEnergy,
        fram: fram.saveEnergy,
        held: fram.energy,
        flashTime: flash.saveTime,
      };
    },
    reveal: (_track, {number, flash, fram, held, flashTime}) =>
      `${byFactor(number as number, 'less', 'more')}: ${quantityInProse(fram as number, 'energy')} in place of ${quantityInProse(flash as number, 'energy')}. The capacitor holds ${quantityInProse(held as number, 'energy')}. Flash has to be erased first and written at a high voltage; it also takes ${quantityInProse(flashTime as number, 'time')}.`,
  },
  {
    id: 'loss-alarm',
    kind: 'choice',
    prompt: () => 'If a weight bit flips from 1 to 0, will the loss immediately alert you?',
    facts: (track) => [
      fact('sdc-detective', {scenario: track.presets.detective}, 'lossBefore', 'loss before', 'number'),
      fact('sdc-detective', {scenario: track.presets.detective}, 'lossSpread', 'its usual spread (1σ)', 'number'),
    ],
    options: [
      {
        id: 'always',
        words: 'Yes, at once',
        tempts:
          'It tempts because a wrong weight makes wrong answers, and the loss counts wrong answers. It counts them over many scenes, though, and drowns one in the noise of all.',
      },
      {
        id: 'often',
        words: 'About every other time',
        tempts: (track) =>
          `It tempts because some bits matter and some do not. But a 1 that becomes 0 ${isInteger(track) ? 'moves an integer by its bit and no further, and only one at the sign makes it large' : 'makes a float smaller, never larger'}; and one weight more or less hardly moves a sum of many.`,
      },
      {
        id: 'seldom',
        words: 'Hardly ever',
        tempts: (track) =>
          isInteger(track)
            ? 'An integer has no exponent: whatever flips, the number stays within its range, and the network was never leaning on a single weight. The large moves are those at the sign, either way.'
            : 'A flip from 1 to 0 takes size away: in a float the number shrinks towards zero, and the network was never leaning on a single weight. The loud flips are those from 0 to 1, high in the exponent.',
      },
    ],
    answer: async (track, campaign) => {
      const {
        lossMoved: {oneToZero, zeroToOne},
      } = await campaign({seed: 'lock', injections: flips, format: formatOf(track), sites: ['weight'], detectors: []});
      return {
        choice: oneToZero.share > 0.9 ? 'always' : oneToZero.share > 0.1 ? 'often' : 'seldom',
        moved: oneToZero.hits,
        of: oneToZero.trials,
        up: zeroToOne.hits,
        ups: zeroToOne.trials,
      };
    },
    reveal: (track, {moved, of, up, ups}) =>
      `Of ${of} flips from 1 to 0 in this network’s weights (${formatOf(track)}), ${moved} moved the loss beyond three standard deviations. Of ${ups} flips from 0 to 1, ${up} did. An alarm on the loss is a smoke detector in another house.`,
  },
];

export const questions: ReadonlyMap<string, Question> = new Map(all.map((question) => [question.id, question]));

/** The facts as numbers, for the ledger. */
export const factsOf = (question: Question, track: Track): Numbers =>
  Object.fromEntries(question.facts(track).map(({label, value}) => [label, value]));

/** How many times the prediction is off: 1 is a hit; undefined where there is no number to compare. */
export function errorFactor(predicted: Numbers, actual: Numbers): number | undefined {
  const [guess, is] = [predicted.number, actual.number];
  return typeof guess === 'number' && typeof is === 'number' && guess > 0 && is > 0
    ? Math.max(guess / is, is / guess)
    : undefined;
}

/** A number of a lock as it is shown. */
export const showAnswer = ({dimension, unit}: Bounds, value: number): string =>
  `${quantityInProse(value, dimension)}${unit ? ` ${unit}` : ''}`;

export const trackOrDefault = (id: string | null | undefined): Track =>
  tracks[(id ?? 'cloud') as keyof typeof tracks] ?? tracks.cloud;
