import {crc32c} from '../models/index.js';
import {version} from '../core/version.js';

/** Version of the file format; a reader of the format says what it cannot read. */
export const schemaVersion = 1;
export const schemaName = 'reliability-tax-ledger';

/** SI numbers and words by input name or by path of a result. */
export type Numbers = Readonly<Record<string, number | string>>;

/** What every entry has. */
interface EntryHeader {
  readonly id: string;
  /** When, ISO 8601 in UTC. */
  readonly time: string;
  /** Version of the library that wrote it. */
  readonly version: string;
  /** CRC-32C of all else in the entry: shows a slip or a careless change, and is no signature. */
  readonly seal: string;
  readonly track?: string;
  readonly part?: number;
}

/** The reader chose a track. */
export interface TrackChoice {
  readonly kind: 'track';
  readonly track: string;
}

/** A committed prediction, and what the models give. `choice` names an option, `number` is in SI. */
export interface Prediction {
  readonly kind: 'prediction';
  readonly question: string;
  readonly predicted: Numbers;
  readonly actual: Numbers;
  /** The facts the question rests on. */
  readonly inputs: Numbers;
}

/** Why, in the reader's words, after the reveal. */
export interface Explanation {
  readonly kind: 'explanation';
  readonly question: string;
  readonly text: string;
}

/** What a widget showed when the reader let go: what was set, and what the model makes of it. */
export interface Reading {
  readonly kind: 'reading';
  readonly element: string;
  readonly inputs: Numbers;
  readonly seed?: string;
  readonly results: Readonly<Record<string, number | string | boolean>>;
}

/** A run the reader committed: a run of the ten-run rule, a campaign. `record` is what it gave. */
export interface Run {
  readonly kind: 'run';
  readonly element: string;
  readonly inputs: Numbers;
  readonly seed?: string;
  readonly record: Readonly<Record<string, number | string | boolean | null>>;
}

/** An answer to a stakeholder. Saved again, it replaces the one before. */
export interface Reflection {
  readonly kind: 'reflection';
  readonly prompt: string;
  readonly text: string;
}

export type NewEntry = (TrackChoice | Prediction | Explanation | Reading | Run | Reflection) &
  Pick<EntryHeader, 'track' | 'part'>;
export type Entry = NewEntry & EntryHeader;
export type EntryKind = Entry['kind'];

/** What a field of an entry holds: a text, a text that may be missing, SI numbers by name, or results by name. */
export type EntryField = 'text' | 'optional text' | 'numbers' | 'results';

/** The fields that entries of one kind have beside those of every entry. */
type OwnFields<K extends EntryKind> = Exclude<
  keyof Extract<NewEntry, {kind: K}>,
  'kind' | 'part' | (K extends 'track' ? never : 'track')
>;

/** The fields of each kind of entry. The published JSON Schema (schema.ts) is made from this table. */
export const entryFields: {readonly [K in EntryKind]: Readonly<Record<OwnFields<K>, EntryField>>} = {
  track: {track: 'text'},
  prediction: {question: 'text', predicted: 'numbers', actual: 'numbers', inputs: 'numbers'},
  explanation: {question: 'text', text: 'text'},
  reading: {element: 'text', inputs: 'numbers', seed: 'optional text', results: 'results'},
  run: {element: 'text', inputs: 'numbers', seed: 'optional text', record: 'results'},
  reflection: {prompt: 'text', text: 'text'},
};

/** The same JSON for the same content, whatever the order of keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** The seal an entry should have. */
export function entryChecksum(entry: object): string {
  const {seal: _, ...rest} = entry as Entry;
  return crc32c(new TextEncoder().encode(canonical(rest)))
    .toString(16)
    .padStart(8, '0');
}

/** Stamps a draft. `random` gives numbers in 0..1. */
export function completeEntry(draft: NewEntry, now: Date, random: () => number = Math.random): Entry {
  const id = Array.from({length: 4}, () =>
    Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  const entry = JSON.parse(JSON.stringify({...draft, id, time: now.toISOString(), version})) as Entry;
  return Object.freeze({...entry, seal: entryChecksum(entry)});
}

const isNumbers = (value: unknown): boolean =>
  Boolean(value) &&
  typeof value === 'object' &&
  !Array.isArray(value) &&
  Object.values(value as object).every(
    (each) => each === null || typeof each === 'string' || typeof each === 'boolean' || Number.isFinite(each),
  );

/** What an entry found in a ledger lacks; undefined if it has all that its kind must have. */
function formFault(found: unknown): string | undefined {
  if (!found || typeof found !== 'object') return 'is no entry';
  const entry = found as Record<string, unknown>;
  const {kind} = entry;
  if (typeof kind !== 'string' || !Object.hasOwn(entryFields, kind))
    return `has the unknown kind ${JSON.stringify(kind)}`;
  for (const key of ['id', 'time', 'version', 'seal']) if (typeof entry[key] !== 'string') return `has no ${key}`;
  for (const [key, field] of Object.entries<EntryField>(entryFields[kind as EntryKind])) {
    if (field === 'optional text') continue;
    if (field === 'text' ? typeof entry[key] !== 'string' : !isNumbers(entry[key])) return `has no ${key}`;
  }
  if (Number.isNaN(Date.parse(entry.time as string))) return `has the time ${JSON.stringify(entry.time)}`;
  if (entry.part !== undefined && !Number.isInteger(entry.part)) return `has the part ${JSON.stringify(entry.part)}`;
  return undefined;
}

/** Whether it is an entry with all its fields, but another seal than its content gives. */
export const hasWrongChecksum = (found: unknown): found is Entry =>
  formFault(found) === undefined && (found as Entry).seal !== entryChecksum(found as Entry);

/** What is wrong with something found in a ledger; undefined for an entry in order. */
export const entryProblem = (found: unknown): string | undefined =>
  formFault(found) ??
  (hasWrongChecksum(found)
    ? `was changed after it was written: its seal is ${found.seal}, its content gives ${entryChecksum(found)}`
    : undefined);
