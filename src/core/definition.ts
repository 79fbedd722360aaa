import type {Dimension} from '../models/quantities/quantity.js';
import type {CommonAttribute} from './common-attributes.js';
import type {Field, Fields} from './fields.js';
import type {Rules} from './rules.js';
import type {Settings} from './settings.js';

export {pickSet, type Settings} from './settings.js';

/** Where a number comes from. */
export interface Source {
  text: string;
  url?: string;
  kind: 'published' | 'derived' | 'assumed';
}

/**
 * A widget without its page: its inputs, how one change carries others with it, and what follows from it.
 * Pure: the live element, prose numbers, the manifest and the renderer use the same one.
 */
export interface Definition<Value extends object = object> {
  /** The tag the definition belongs to. */
  tag: string;
  fields: Fields;
  /** The field of an input as it is now, where that depends on another input. Default: the one in `fields`. */
  fieldOf?(key: string, settings: Settings): Field;
  /** Attributes of its own that choose how it looks; no inputs of the model. */
  appearance?: readonly CommonAttribute[];
  /** Formulas its Math Peek offers, by id; the one to begin with first. */
  formulas?: readonly string[];
  /** Dimension of each result an author may show in prose, by dotted path in `value`. */
  results: Readonly<Record<string, Dimension>>;
  /** How one change carries others with it. */
  rules: Rules;
  /** The state shared by name with other widgets: every input in SI, as it was asked for; those whose default hangs on others, or is a widget's own, only if they are set. */
  inputs(settings: Settings): Settings;
  /** A fresh frozen snapshot of inputs and results. */
  evaluate(settings: Settings): Value;
  /** Disagreements between attributes, as sentences. */
  conflicts?(settings: Settings): string[];
  /** What an answer of the reader's own for a result, by its path, would mean: a sentence, or nothing to say. */
  describeAnswer?(value: Value, path: string, answer: number): string | undefined;
  /** Plays a run of the reader's again: the same record from the same inputs. */
  replayRun?(value: Value, record: Readonly<Record<string, unknown>>): object;
  /** What a run's record holds besides inputs and results, by key: its name for people, and its dimension if it has one. What means nothing in this record is null. */
  recordLabels?(
    record: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, {readonly label: string; readonly dimension?: Dimension} | null>>;
  /** Origin of each input as it stands. */
  sources(settings: Settings): Record<string, Source>;
}

const definitions = new Map<string, Definition>();

/** Makes a definition known by its tag, for prose numbers. */
export function addDefinition(definition: Definition): void {
  definitions.set(definition.tag, definition);
}

/** Every widget's definition, in the order they were registered. */
export const allDefinitions = (): Definition[] => [...definitions.values()];

export const definitionOf = (tag: string): Definition | undefined => definitions.get(tag);

/** Reads a dotted path such as `optimum.exact`. */
export function resultAt(value: object, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
}

const seedSource: Source = {text: 'Fixed, so that everyone sees the same run.', kind: 'assumed'};

/** The sources of a preset's numbers; those set on the page have it for theirs. */
export const sourcesFor = (
  settings: Settings,
  sources: Readonly<Record<string, Source | undefined>>,
): Record<string, Source> =>
  Object.fromEntries(
    Object.entries({seed: seedSource, ...sources}).map(([key, source]) => [
      key,
      settings[key] === undefined ? source! : {text: 'Set on this page.', kind: 'assumed'},
    ]),
  );
