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
  const {schema, schemaVersion: of, entries, aside} = Object(file) as Partial<LedgerFile>;
  if (schema !== schemaName || !Array.isArray(entries)) return rejectAll(source, 'it is no ledger of this library');
  if (of !== schemaVersion)
    return rejectAll(source, `its format is version ${String(of)}, and this library reads version ${schemaVersion}`);
  const good: Entry[] = [];
  const bad: RejectedEntry[] = Array.isArray(aside)
    ? aside.filter((one) => typeof (one as RejectedEntry)?.why === 'string')
    : [];
  const seen = new Set<string>();
  for (const found of entries) {
    const why = entryProblem(found) ?? (seen.has((found as Entry).id) ? 'is there twice' : undefined);
    if (why) bad.push({why: `entry ${(found as Entry)?.id ?? good.length + bad.length + 1} ${why}`, found});
    else {
      seen.add((found as Entry).id);
      good.push(Object.freeze(found as Entry));
    }
  }
  return {entries: sortEntries(good), aside: bad};
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
