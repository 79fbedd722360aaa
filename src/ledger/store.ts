import {createStore, update, type UseStore} from 'idb-keyval';
import {completeEntry, type NewEntry, type Entry, type EntryKind} from './entries.js';
import {merge, readLedger, toFile, type Contents, type LedgerFile, type RejectedEntry} from './file.js';

let database: UseStore | undefined;
const open = (): UseStore => (database ??= createStore('reliability-tax', 'ledgers'));

/** What a ledger tells those who watch it. */
export type LedgerListener = () => void;

const channelName = 'reliability-tax ledgers';
let channel: BroadcastChannel | undefined;

/** Tells the other windows that a ledger was saved, where the browser can. */
function broadcastChange(name: string): void {
  channel?.postMessage(name);
}

/** Hears of the other windows from now on. */
function listenForChanges(): void {
  if (typeof BroadcastChannel === 'undefined') return;
  channel ??= new BroadcastChannel(channelName);
  channel.onmessage = ({data}) => void ledgers.get(data as string)?.refresh();
}

/** What is in the database: a ledger's file, and when it was last emptied. */
interface Stored extends LedgerFile {
  /** ISO 8601; empty if never. What was there before is gone for every window, also for one that still holds it. */
  readonly cleared?: string;
}

const asideKey = (one: RejectedEntry): string => JSON.stringify(one);

/**
 * One ledger of the page, by name. What is added is there at once and on its way to the device's database; other
 * windows with the same ledger are merged at each save and told of it, so that neither loses the other's entries. What
 * one window forgets is forgotten in all. Without a name it lives as long as the page.
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
  /** When the ledger was last emptied, as far as this window knows. */
  #cleared = '';
  /** When this window added what it added, by id, or by content for what is aside. */
  readonly #added = new Map<string, string>();
  #unsaved = false;

  constructor(readonly name: string) {
    if (name) listenForChanges();
    else this.durable = false;
    this.#saving = this.ready = this.#save().then(() => {
      this.#loaded = true;
      this.#notify();
    });
  }

  get entries(): readonly Entry[] {
    return this.#contents.entries;
  }

  /** What was found and is not in order. */
  get aside(): readonly RejectedEntry[] {
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

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Adds an entry; resolves when it is safe. */
  async add(draft: NewEntry): Promise<Entry> {
    const entry = completeEntry(draft, new Date());
    await this.#merge({entries: [entry], aside: []});
    return entry;
  }

  /** Adds what a file holds; says how much of it was new and what went aside. */
  async import(
    source: unknown,
  ): Promise<{added: number; aside: readonly RejectedEntry[]; problem?: string; note?: string}> {
    const found = readLedger(source);
    const before = this.entries.length;
    // A file that is none is told of, and not kept: it is still where it came from.
    if (!found.problem) await this.#merge(found);
    return {
      added: this.entries.length - before,
      aside: found.aside,
      ...(found.problem ? {problem: found.problem} : {}),
      ...(found.note ? {note: found.note} : {}),
    };
  }

  /** Forgets everything: here, on the device, and in other windows. */
  async clear(): Promise<void> {
    // Always later than the clearing before, even if the clock was set back.
    this.#cleared = new Date(Math.max(Date.now(), this.#cleared ? Date.parse(this.#cleared) + 1 : 0)).toISOString();
    this.#added.clear();
    await this.#replace({entries: [], aside: []});
  }

  /** Reads what other windows have written. */
  async refresh(): Promise<void> {
    await (this.#saving = this.#saving.then(() => this.#save()));
  }

  toFile(): LedgerFile {
    return toFile(this.entries, this.aside);
  }

  /** Entries of a kind, by time. */
  of<K extends EntryKind>(kind: K): Array<Extract<Entry, {kind: K}>> {
    return this.entries.filter((entry): entry is Extract<Entry, {kind: K}> => entry.kind === kind);
  }

  async #merge(contents: Contents): Promise<void> {
    const now = new Date().toISOString();
    for (const {id} of contents.entries) this.#added.set(id, now);
    for (const one of contents.aside) this.#added.set(asideKey(one), now);
    await this.#replace(merge(this.#contents, contents));
  }

  async #replace(contents: Contents): Promise<void> {
    this.#contents = contents;
    this.#unsaved = true;
    this.#notify();
    // One save after the other; what a save finds of other windows joins in.
    await this.refresh();
  }

  /** What is stored and what is here, without what was forgotten since. */
  #mergeStored(stored: unknown): Contents {
    const found = readLedger(stored);
    const {cleared = ''} = Object(stored) as Partial<Stored>;
    if (cleared === this.#cleared) return merge(found, this.#contents);
    if (cleared > this.#cleared) {
      // Another window forgot: what this one added since then stays.
      this.#cleared = cleared;
      const since = (key: string): boolean => (this.#added.get(key) ?? '') >= cleared;
      return merge(found, {
        entries: this.entries.filter(({id}) => since(id)),
        aside: this.aside.filter((one) => since(asideKey(one))),
      });
    }
    // This window forgot: what another one wrote since then stays.
    return merge({entries: found.entries.filter(({time}) => time >= this.#cleared), aside: []}, this.#contents);
  }

  async #save(): Promise<void> {
    if (!this.name) return;
    const state = (): string => [this.durable, ...this.entries.map(({id}) => id), ...this.aside.map(asideKey)].join();
    const before = state();
    const unsaved = this.#unsaved;
    this.#unsaved = false;
    try {
      await update<unknown>(
        this.name,
        (stored) => {
          if (stored !== undefined) this.#contents = this.#mergeStored(stored);
          // Nothing to keep is not written: looking at a page leaves no trace.
          return this.entries.length || this.aside.length || this.#cleared
            ? ({...this.toFile(), ...(this.#cleared ? {cleared: this.#cleared} : {})} satisfies Stored)
            : stored;
        },
        open(),
      );
      this.durable = true;
      if (unsaved) broadcastChange(this.name);
    } catch {
      this.durable = false;
      this.#unsaved ||= unsaved;
    }
    if (state() !== before) this.#notify();
  }
}

const ledgers = new Map<string, Ledger>();

/** The page's ledger of that name. */
export function ledgerOf(name: string): Ledger {
  let ledger = ledgers.get(name);
  if (!ledger) ledgers.set(name, (ledger = new Ledger(name)));
  return ledger;
}
