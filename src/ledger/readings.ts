import {definitionOf, resultAt, type Settings} from '../core/definition.js';
import type {NewEntry, Run} from './entries.js';

const plain = (value: unknown): value is number | string | boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** What a widget's model makes of these inputs, flat: every result by its path, and the words and switches beside them. */
export function resultsOf(tag: string, settings: Settings): Record<string, number | string | boolean> {
  const definition = definitionOf(tag);
  if (!definition) throw new RangeError(`there is no model of <${tag}>`);
  const value = definition.evaluate(settings) as Record<string, unknown>;
  const paths = new Set([...Object.keys(value), ...Object.keys(definition.results)]);
  return Object.fromEntries(
    [...paths]
      .map((path) => [path, resultAt(value, path)] as const)
      .filter((pair): pair is [string, number | string | boolean] => plain(pair[1])),
  );
}

/** A widget that can be read. */
export interface Readable extends Element {
  readonly settings: Settings;
  /** Set where runs are counted: what is set between two runs is no reading. */
  readonly recordsRunsOnly?: boolean;
}

export const isReadable = (element: unknown): element is Readable =>
  element instanceof Element && definitionOf(element.localName) !== undefined && 'settings' in element;

/** What a widget shows, as an entry. */
export const readingOf = ({localName, settings}: Readable): NewEntry => ({
  kind: 'reading',
  element: localName,
  inputs: {...settings},
  results: resultsOf(localName, settings),
});

/** A run a widget told of, as an entry: what of its record is plain. */
export const runOf = ({localName, settings}: Readable, detail: unknown): NewEntry => ({
  kind: 'run',
  element: localName,
  inputs: {...settings},
  record: Object.fromEntries(
    Object.entries(Object(detail) as object).filter(([, value]) => value === null || plain(value)),
  ) as Run['record'],
});

/** The inputs a run was played with. Version 0.1.0 kept the seed beside them. */
export const inputsOfRun = ({inputs, seed}: Pick<Run, 'inputs' | 'seed'>): Settings => ({
  ...(seed === undefined ? {} : {seed}),
  ...inputs,
});
