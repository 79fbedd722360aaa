import type {Dimension} from '../models/quantities/quantity.js';
import type {CommonAttribute} from './common-attributes.js';
import type {Fields} from './fields.js';

/** What was set by hand: attribute values in SI, by property name. */
export type Settings = Readonly<Record<string, number | string>>;

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
  /** Attributes of its own that choose how it looks; no inputs of the model. */
  appearance?: readonly CommonAttribute[];
  /** Formulas its Math Peek offers, by id; the one to begin with first. */
  formulas?: readonly string[];
  /** Dimension of each result an author may show in prose, by dotted path in `value`. */
  results: Readonly<Record<string, Dimension>>;
  /** The settings after a change; `before` are those so far. */
  reconcile(before: Settings, changes: Settings): Settings;
  /** The whole state shared by name with other widgets: every input in SI, nothing implied. */
  inputs(settings: Settings): Settings;
  /** A fresh frozen snapshot of inputs and results. */
  evaluate(settings: Settings): Value;
  /** Inputs that setting another one decides as well, by that other one: `mtbf` decides `nodeMtbf`. */
  decides?: Readonly<Record<string, readonly string[]>>;
  /** Disagreements between attributes, as sentences. */
  conflicts?(settings: Settings): string[];
  /** What an answer of the reader's own for a result, by its path, would mean: a sentence, or nothing to say. */
  describeAnswer?(value: Value, path: string, answer: number): string | undefined;
  /** Plays a run of the reader's again: the same record from the same inputs and seed. */
  replayRun?(value: Value, seed: string | undefined, record: Readonly<Record<string, unknown>>): object;
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

/** The inputs that these settings decide: each of them, what they decide with it, and with a preset all. */
export function decidedBy({decides = {}, inputs}: Definition, settings: Settings): ReadonlySet<string> {
  if ('scenario' in settings) return new Set(Object.keys(inputs(settings)));
  const keys = Object.keys(settings);
  return new Set([...keys, ...keys.flatMap((key) => decides[key] ?? [])]);
}

/** The sources of a preset's numbers; those set on the page have it for theirs. */
export const sourcesFor = (
  settings: Settings,
  sources: Readonly<Record<string, Source | undefined>>,
): Record<string, Source> =>
  Object.fromEntries(
    Object.entries(sources).map(([key, source]) => [
      key,
      settings[key] === undefined ? source! : {text: 'Set on this page.', kind: 'assumed'},
    ]),
  );
