import type {Settings} from './settings.js';

/** What changes along with an input, computed from the state before the change. */
export interface Carry<Key extends string = string> {
  /** The input whose change carries others along. */
  readonly with: Key;
  /** Inputs that leave nothing to carry where the same change sets one of them. */
  readonly unless?: readonly Key[];
  /** What is set as well; `undefined` takes something out of the change. */
  carried(before: Settings, changes: Settings): Readonly<Partial<Record<Key, number | string>>>;
}

/** How a change of one input settles the others, as data: `reconcile` follows them. */
export interface Rules<Key extends string = string> {
  /** What another preset leaves as it is: the subject of the figure. The seed always stays. */
  readonly presetKeeps?: readonly Key[];
  /** Ways to write the same quantity, the one that rules where several are written first: setting one takes the others back. */
  readonly alternatives?: readonly (readonly Key[])[];
  /** What a new value of an input leaves without meaning, by that input. */
  readonly forgets?: Readonly<Partial<Record<Key, readonly Key[]>>>;
  readonly carries?: readonly Carry<Key>[];
  /** In place of all of the above: a definition that others lend their rules. */
  settle?(before: Settings, changes: Settings): Settings;
}

/** Fourteen digits: an attribute holds no more. */
export const roundSetting = (value: number): number => Number(value.toPrecision(14));

/** A fleet may be written by the MTBF of a node or by its own. With its own, a larger fleet fails more often. */
export const mtbfRules = (nodeMtbfOf: (settings: Settings) => number) =>
  ({
    alternatives: ['mtbf', 'nodeMtbf'],
    carry: {
      with: 'nodes',
      unless: ['mtbf', 'nodeMtbf'],
      carried: (before: Settings, {nodes}: Settings): {mtbf?: number} =>
        before.mtbf === undefined ? {} : {mtbf: roundSetting(nodeMtbfOf(before) / (nodes as number))},
    },
  }) as const;
