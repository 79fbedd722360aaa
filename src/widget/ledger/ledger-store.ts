import {createStore, update, type UseStore} from 'idb-keyval';
import {stamp, type Draft, type Entry, type EntryKind} from './entries.js';
import {merge, readLedger, toFile, type Contents, type LedgerFile, type SetAside} from './ledger-file.js';

let database: UseStore | undefined;
const open = (): UseStore => (database ??= createStore('reliability-tax', 'ledgers'));

/** What a ledger tells those who watch it. */
export type LedgerListener = () => void;

/**
 * One ledger of the page, by name. What is added is there at once and on its way to the device's database; other
 * windows with the same ledger are merged at each save, so that neither loses the other's entries. Without a name it
 * lives as long as the page.
 */
export class Ledger {
  #contents: Contents = {entries: [], aside: []};
  readonly #listeners = new Set<LedgerListener>();
  /** Whether entries outlast the page: undefined until that is known. */
  durable: boolean | undefined;
  /** Resolves when what was saved before has been read. */
  readonly ready: Promise<void>;
  #saving: Promise<void>;
  #loaded = false;

  constructor(readonly name: string) {
    if (!name) this.durable = false;
    this.#saving = this.ready = this.#save().then(() => {
      this.#loaded = true;
      this.#tell();
    });
  }

  get entries(): readonly Entry[] {
    return this.#contents.entries;
  }

  /** What was found and is not in order. */
  get aside(): readonly SetAside[] {
    return this.#contents.aside;
  }

  /** True once what was saved before has been read. */
  get loaded(): boolean {
    return this.#loaded;
  }

  watch(listener: LedgerListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Adds an entry; resolves when it is safe. */
  async add(draft: Draft): Promise<Entry> {
    const entry = stamp(draft, new Date());
    await this.#become(merge(this.#contents, {entries: [entry], aside: []}));
    return entry;
  }

  /** Adds what a file holds; says how much of it was new and what went aside. */
  async import(given: unknown): Promise<{added: number; aside: readonly SetAside[]; problem?: string}> {
    const found = readLedger(given);
    const before = this.entries.length;
    // A file that is none is told of, and not kept: it is still where it came from.
    if (!found.problem) await this.#become(merge(this.#contents, found));
    return {added: this.entries.length - before, aside: found.aside, ...(found.problem ? {problem: found.problem} : {})};
  }

  /** Forgets everything, here and on the device. */
  async clear(): Promise<void> {
    this.#contents = {entries: [], aside: []};
    this.#tell();
    if (!this.name) return;
    await this.#saving;
    try {
      await update(this.name, () => undefined, open());
    } catch {
      this.durable = false;
    }
    this.#tell();
  }

  toFile(): LedgerFile {
    return toFile(this.entries, this.aside);
  }

  /** Entries of a kind, by time. */
  of<K extends EntryKind>(kind: K): Array<Extract<Entry, {kind: K}>> {
    return this.entries.filter((entry): entry is Extract<Entry, {kind: K}> => entry.kind === kind);
  }

  async #become(contents: Contents): Promise<void> {
    this.#contents = contents;
    this.#tell();
    // One save after the other; what a save finds of other windows joins in.
    await (this.#saving = this.#saving.then(() => this.#save()));
  }

  async #save(): Promise<void> {
    if (!this.name) return;
    const before = this.durable;
    const had = this.entries.length + this.aside.length;
    try {
      await update<unknown>(this.name, (stored) => {
        if (stored !== undefined) this.#contents = merge(readLedger(stored), this.#contents);
        // Nothing to keep is not written: looking at a page leaves no trace.
        return this.entries.length || this.aside.length ? this.toFile() : stored;
      }, open());
      this.durable = true;
    } catch {
      this.durable = false;
    }
    if (this.durable !== before || this.entries.length + this.aside.length !== had) this.#tell();
  }
}

const ledgers = new Map<string, Ledger>();

/** The page's ledger of that name. */
export function ledgerOf(name: string): Ledger {
  let ledger = ledgers.get(name);
  if (!ledger) ledgers.set(name, (ledger = new Ledger(name)));
  return ledger;
}
