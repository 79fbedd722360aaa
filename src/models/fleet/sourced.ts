/** Numbers of presets with where they come from. */
import type {Published, Source} from './published.js';

/** Where a preset's number comes from: somebody's publication, arithmetic on one, or a plain assumption. */
export interface ScenarioSource extends Source {
  readonly kind: 'published' | 'derived' | 'assumed';
}

/** A number or name of a preset, with its source. */
export type Sourced<T = number> = readonly [value: T, source: ScenarioSource];

export const assumed = <T = number>(value: T, text: string): Sourced<T> => [value, {kind: 'assumed', text}];

/** Arithmetic, in words; `from` is the publication it starts from. */
export const derived = (value: number, text: string, from?: Source): Sourced => [
  value,
  {kind: 'derived', ...from, text: from ? `${text}; ${from.text}` : text},
];

export const published = (value: number, from: Source): Sourced => [value, {kind: 'published', ...from}];

/** A number of a table of publications; one whose note or source says that it is assumed, derived or typical is that. */
export const fromTable = ({value, source, note}: Pick<Published, 'value' | 'source' | 'note'>): Sourced => {
  const noted = /^(assumed|derived)/.exec(note ?? '')?.[0] as ScenarioSource['kind'] | undefined;
  const kind = noted ?? (source.text.startsWith('Typical') ? 'assumed' : 'published');
  return [value, {kind, ...source, text: note ? `${source.text} (${note})` : source.text}];
};
