import {appendDelta, openJournal, replayJournal, type Kill} from '../../models/index.js';

/** A record of the journal on show. */
export interface JournalRecord {
  readonly kind: 'base' | 'delta';
  /** Bytes in the journal on show. */
  readonly bytes: number;
  readonly whole: boolean;
}

/** What the replay after a kill found. */
export interface Replayed {
  readonly records: readonly JournalRecord[];
  /** Deltas it replayed. */
  readonly deltas: number;
  /** The record it stopped at, from 0; null if all were whole. */
  readonly stoppedAt: number | null;
  /** Bytes of the state on show. */
  readonly stateBytes: number;
  /** A base cut short stands in a file of its own; the old one is still whole. */
  readonly otherFile: boolean;
}

/** The state on show: small, with pages in the same proportion. */
const [pageCount, pageBytes] = [32, 16];

const known = new Map<string, Replayed>();

/**
 * Writes a journal like the one a kill left, byte for byte, in small: as many records, the same share of pages in each,
 * cut at the same place. Then replays it: what is whole is what CRC-32C says is whole.
 */
export function replayOf(
  {base, delta}: {base: number; delta: number},
  {deltas, cut}: Pick<Kill, 'deltas' | 'cut'>,
): Replayed {
  const dirty = Math.min(pageCount, Math.max(1, Math.round((pageCount * delta) / base)));
  const key = [dirty, deltas, cut?.kind, cut?.share].join();
  const before = known.get(key);
  if (before) return before;
  let state = Uint8Array.from({length: pageCount * pageBytes}, (_, i) => (i * 37) & 255);
  let journal = openJournal(state);
  const ends = [journal.length];
  const append = () => {
    const after = state.slice();
    for (let page = 0; page < dirty; page++)
      after[((ends.length * 5 + page) % pageCount) * pageBytes] ^= 1 + (ends.length & 127);
    journal = appendDelta(journal, {before: state, after, pageBytes});
    state = after;
    ends.push(journal.length);
  };
  for (let i = 0; i < deltas; i++) append();
  const lengths = ends.map((end, i) => end - (ends[i - 1] ?? 0));
  let torn = 0;
  if (cut) {
    const whole = ends.at(-1)!;
    const other = cut.kind === 'base' ? openJournal(state, deltas + 1) : undefined;
    if (!other) append();
    const length = other?.length ?? ends.at(-1)! - whole;
    const written = Math.min(length - 1, Math.max(1, Math.round(cut.share * length)));
    lengths.push(written);
    if (other) torn = replayJournal(other.slice(0, written), pageBytes).torn;
    else journal = journal.slice(0, whole + written);
  }
  const replay = replayJournal(journal, pageBytes);
  torn ||= replay.torn;
  const stoppedAt = torn ? replay.deltas + 1 : null;
  const records = lengths.map((bytes, i): JournalRecord => ({
    kind: i === 0 || (i === deltas + 1 && cut?.kind === 'base') ? 'base' : 'delta',
    bytes,
    whole: i !== stoppedAt,
  }));
  const result: Replayed = Object.freeze({
    records: Object.freeze(records),
    deltas: replay.deltas,
    stoppedAt,
    stateBytes: state.length,
    otherFile: cut?.kind === 'base',
  });
  if (known.size > 200) known.clear();
  known.set(key, result);
  return result;
}
