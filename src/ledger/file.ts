import {version} from '../core/version.js';
import {entryProblem, schemaName, schemaVersion, type Entry} from './entries.js';

/** Something in a ledger that is no entry in order: kept, never used. */
export interface RejectedEntry {
  readonly why: string;
  readonly found: unknown;
}

/** A ledger as a file. */
export interface LedgerFile {
  readonly schema: typeof schemaName;
  readonly schemaVersion: number;
  readonly library: string;
  readonly entries: readonly Entry[];
  readonly aside: readonly RejectedEntry[];
}

export const toFile = (entries: readonly Entry[], aside: readonly RejectedEntry[]): LedgerFile => ({
  schema: schemaName,
  schemaVersion,
  library: `reliability-tax ${version}`,
  entries,
  aside,
});

export interface Contents {
  readonly entries: readonly Entry[];
  readonly aside: readonly RejectedEntry[];
  /** Why the whole cannot be read; then there are no entries and all of it is aside. */
  readonly problem?: string;
  /** What the reader should know of a file that could be read: it was made by a later version. */
  readonly note?: string;
}

/**
 * What makes a file of an older format one of the next, by its version. A format that only gains optional fields keeps its
 * version and needs no entry here.
 */
const migrations: Readonly<Record<number, (file: LedgerFile) => LedgerFile>> = {};

/** A file in the present format; a newer one is left as it is. */
function migrate(file: LedgerFile): LedgerFile {
  let migrated = file;
  for (let from = file.schemaVersion; from < schemaVersion && migrations[from]; from++)
    migrated = migrations[from](migrated);
  return migrated;
}

/** Reads whatever is given as a ledger. Never throws; what is not in order goes aside. */
export function readLedger(source: unknown): Contents {
  let file = source;
  if (typeof source === 'string') {
    try {
      file = JSON.parse(source);
    } catch {
      return rejectAll(source, 'it is no JSON');
    }
  }
  const {schema, schemaVersion: of, entries: found} = Object(file) as Partial<LedgerFile>;
  if (schema !== schemaName || !Array.isArray(found)) return rejectAll(source, 'it is no ledger of this library');
  if (!Number.isInteger(of) || of! < 1) return rejectAll(source, `its format is version ${String(of)}`);
  const newer = of! > schemaVersion;
  const {entries, aside} = migrate(file as LedgerFile);
  const {good, bad} = sift(entries, aside);
  return {
    entries: sortEntries(good),
    aside: bad,
    ...(newer
      ? {
          note: `This ledger was written by a later version of the library (format ${of}; this one knows ${schemaVersion}). ${bad.length ? 'What it does not know is kept aside.' : 'All of it could be read.'}`,
        }
      : {}),
  };
}

/** The entries in order, and the others. What an earlier reading put aside and this library knows by now is an entry again. */
function sift(entries: readonly unknown[], aside: unknown): {good: Entry[]; bad: RejectedEntry[]} {
  const good: Entry[] = [];
  const bad: RejectedEntry[] = [];
  const seen = new Set<string>();
  const before = Array.isArray(aside) ? (aside as RejectedEntry[]).filter((one) => typeof one?.why === 'string') : [];
  const known: unknown[] = [...entries];
  for (const one of before) {
    const isEntry =
      !entryProblem(one.found) && !known.some((entry) => (entry as Entry)?.id === (one.found as Entry).id);
    if (isEntry) known.push(one.found);
    else bad.push(one);
  }
  for (const found of known) {
    const why = entryProblem(found) ?? (seen.has((found as Entry).id) ? 'is there twice' : undefined);
    if (why) bad.push({why: `entry ${(found as Entry)?.id ?? good.length + bad.length + 1} ${why}`, found});
    else {
      seen.add((found as Entry).id);
      good.push(Object.freeze(found as Entry));
    }
  }
  return {good, bad};
}

const rejectAll = (found: unknown, problem: string): Contents => ({
  entries: [],
  aside: [{why: `The ledger could not be read: ${problem}.`, found}],
  problem,
});

const sortEntries = (entries: Entry[]): Entry[] =>
  entries.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.id < b.id ? -1 : 1));

/** Both together, each entry once, by time. */
export function merge(a: Contents, b: Contents): Contents {
  const all = new Map<string, Entry>();
  for (const entry of [...a.entries, ...b.entries]) all.set(entry.id, entry);
  const aside = new Map([...a.aside, ...b.aside].map((one) => [JSON.stringify(one), one]));
  return {entries: sortEntries([...all.values()]), aside: [...aside.values()]};
}
