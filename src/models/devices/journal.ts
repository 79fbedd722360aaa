/**
 * A journal of checkpoints in real bytes, as an application keeps it in a file that it only appends to:
 *
 *     record = magic, sequence number, kind, bytes of content, content, CRC-32C of all before it
 *     base   = the whole state            delta = (page number, page) …
 *
 * The process may be killed at any byte. Replay reads record after record and stops at the first that is not whole.
 */
import {throwInvalid} from '../numerics/check.js';
import {crc32c} from '../corruption/crc32c.js';

const MAGIC = 0x4b50_4331;
const HEADER = 16;
const BASE = 0;
const DELTA = 1;

function record(sequence: number, kind: number, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEADER + content.length + 4);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint32(4, sequence);
  view.setUint32(8, kind);
  view.setUint32(12, content.length);
  bytes.set(content, HEADER);
  view.setUint32(bytes.length - 4, crc32c(bytes.subarray(0, bytes.length - 4)));
  return bytes;
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, {length}) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * A new journal that begins with the state as it is.
 *
 * @example openJournal(state)
 */
export const openJournal = (state: Uint8Array, sequence = 0): Uint8Array => record(sequence, BASE, state);

/**
 * The journal with one more record: the pages that differ between two states. What was there before is not touched.
 *
 * @throws {RangeError} unless both states have the same length, pageBytes is a whole number >= 1, and the journal is whole
 * @example journal = appendDelta(journal, {before, after, pageBytes: 4096})
 */
export function appendDelta(
  journal: Uint8Array,
  {before, after, pageBytes}: {before: Uint8Array; after: Uint8Array; pageBytes: number},
): Uint8Array {
  if (!Number.isInteger(pageBytes) || pageBytes < 1)
    throwInvalid('pageBytes', pageBytes, 'a whole number >= 1 (bytes)');
  if (before.length !== after.length)
    throwInvalid('after', after.length, `as long as before: ${before.length} (bytes)`);
  const {sequence, torn} = replayJournal(journal, pageBytes);
  if (torn)
    throwInvalid('journal', journal.length, `cut after its last whole record, at ${journal.length - torn} (bytes)`);
  const parts: Uint8Array[] = [];
  for (let page = 0; page * pageBytes < after.length; page++) {
    const [from, to] = [page * pageBytes, Math.min(after.length, (page + 1) * pageBytes)];
    let differs = false;
    for (let i = from; i < to && !differs; i++) differs = before[i] !== after[i];
    if (!differs) continue;
    const number = new Uint8Array(4);
    new DataView(number.buffer).setUint32(0, page);
    parts.push(number, after.subarray(from, to));
  }
  return joined(journal, record(sequence + 1, DELTA, joined(...parts)));
}

/** What a journal gives back. */
export interface Replay {
  /** The state after the last whole record; empty if there is none. */
  state: Uint8Array;
  /** Its sequence number; −1 if there is none. */
  sequence: number;
  /** Deltas read on the way. */
  deltas: number;
  /** Bytes after it that are no whole record. */
  torn: number;
}

/**
 * Reads a journal up to the first record that is cut short, out of order or fails its CRC. Nothing after it counts, whole
 * or not: a delta is worth nothing without the one before it.
 *
 * @throws {RangeError} unless pageBytes is a whole number >= 1
 * @example replayJournal(journal.subarray(0, killedAt), 4096).state
 */
export function replayJournal(journal: Uint8Array, pageBytes: number): Replay {
  if (!Number.isInteger(pageBytes) || pageBytes < 1)
    throwInvalid('pageBytes', pageBytes, 'a whole number >= 1 (bytes)');
  const view = new DataView(journal.buffer, journal.byteOffset, journal.byteLength);
  let state: Uint8Array = new Uint8Array(0);
  let [sequence, deltas, at] = [-1, 0, 0];
  while (at + HEADER + 4 <= journal.length && view.getUint32(at) === MAGIC) {
    const [number, kind, length] = [view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12)];
    const end = at + HEADER + length;
    if (end + 4 > journal.length || crc32c(journal.subarray(at, end)) !== view.getUint32(end)) break;
    if (sequence < 0 ? kind !== BASE : kind !== DELTA || number !== sequence + 1) break;
    if (kind === BASE) state = journal.slice(at + HEADER, end);
    else {
      for (let i = at + HEADER; i < end;) {
        const page = view.getUint32(i);
        const bytes = Math.min(pageBytes, state.length - page * pageBytes);
        state.set(journal.subarray(i + 4, i + 4 + bytes), page * pageBytes);
        i += 4 + bytes;
      }
      deltas++;
    }
    sequence = number;
    at = end + 4;
  }
  return {state, sequence, deltas, torn: journal.length - at};
}

/**
 * A journal that starts anew with what the old one gives. To be written to a second file, flushed, and renamed over the
 * first: killed before the rename, the old one is still there.
 *
 * @throws {RangeError} unless pageBytes is a whole number >= 1 and the journal has a whole base
 * @example const next = compact(journal, 4096)
 */
export function compact(journal: Uint8Array, pageBytes: number): Uint8Array {
  const {state, sequence} = replayJournal(journal, pageBytes);
  if (sequence < 0) throwInvalid('journal', journal.length, 'one that begins with a whole base (bytes)');
  return openJournal(state, sequence);
}
