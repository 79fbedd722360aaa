import type {Published, ScenarioSource} from '../models/index.js';

/** A number or name of a preset, with where it comes from. */
export type Sourced<T = number> = readonly [value: T, source: ScenarioSource];

export const assumed = <T = number>(value: T, text: string): Sourced<T> => [value, {kind: 'assumed', text}];
export const derived = (value: number, text: string): Sourced => [value, {kind: 'derived', text}];
/** Published, unless its note begins with what it is instead. */
export const published = ({value, source, note}: Published): Sourced => {
  const kind = (/^(assumed|derived)/.exec(note ?? '')?.[0] ?? 'published') as ScenarioSource['kind'];
  return [value, {kind, ...source, text: note ? `${source.text} (${note})` : source.text}];
};
