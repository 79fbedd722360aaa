/** A save that the power may cut short, and what is found afterwards: real bytes, written and read back. */
import {throwInvalid, wholeNumber} from '../numerics/check.js';
import {commitSlot, newSlots, recoverSlot, slotAt, slotBytes, writeInPlace} from './two-slots.js';

/** One copy as it is found. */
export interface SlotFound {
  /** Its number; −1 where the CRC does not fit, or where there is none. */
  readonly sequence: number;
  /** What it holds: all of the new state, all of the old, or some of each. */
  readonly holds: 'new' | 'old' | 'torn';
  /** Bytes of the new state in it, from the front. */
  readonly newBytes: number;
}

/** What is found when the power is back. */
export interface Recovery {
  /** One or two copies. */
  readonly copies: readonly SlotFound[];
  /** Index of the copy that counts; −1 if none can be trusted. */
  readonly picked: number;
  /** The number of what is recovered; −1 without one. */
  readonly sequence: number;
  readonly state: 'new' | 'old' | 'none';
}

/** Two states that differ in every byte. */
const [OLD, NEXT] = [0x5a, 0xa5];

/** How many bytes from one on have this value. */
function run(state: Uint8Array, byte: number, from = 0): number {
  let end = from;
  while (end < state.length && state[end] === byte) end++;
  return end - from;
}

let before: Uint8Array | undefined;

/** Two slots that hold an old state each. */
function twoOld(old: Uint8Array): Uint8Array {
  if (before?.length !== 2 * slotBytes(old.length)) {
    before = newSlots(old.length);
    commitSlot(before, old);
    commitSlot(before, old);
  }
  return before.slice();
}

/**
 * Saves a state over an older one and looks what is left. With `two` slots both hold an old state before; the older one
 * takes the new. With `one` the state is written in place, without number and CRC; a memory that must erase first has
 * lost the old state before the first byte.
 *
 * @throws {RangeError | TypeError} unless slots is one or two, stateBytes a whole number > 0, bytes a whole number >= 0 or Infinity
 * @example saveAndRecover({slots: 'two', stateBytes: 4096, bytes: 443}).state // 'old'
 * @example saveAndRecover({slots: 'one', stateBytes: 4096, bytes: 443}).state // 'none'
 */
export function saveAndRecover({
  slots,
  stateBytes,
  bytes,
  erases = false,
}: {
  slots: 'one' | 'two';
  stateBytes: number;
  bytes: number;
  erases?: boolean;
}): Recovery {
  if (slots !== 'one' && slots !== 'two') throwInvalid('slots', slots, 'one or two');
  wholeNumber('stateBytes', stateBytes, 1, 'bytes');
  const [old, next] = [OLD, NEXT].map((byte) => new Uint8Array(stateBytes).fill(byte));
  const found = (state: Uint8Array, sequence: number): SlotFound => {
    const newBytes = run(state, NEXT);
    return Object.freeze({
      sequence,
      holds: newBytes === stateBytes ? 'new' : run(state, OLD) === stateBytes ? 'old' : 'torn',
      newBytes,
    });
  };
  if (slots === 'one') {
    const memory = old.slice();
    if (erases) memory.fill(0xff);
    writeInPlace(memory, next, bytes);
    const copy = found(memory, -1);
    return Object.freeze({
      copies: Object.freeze([copy]),
      picked: copy.holds === 'torn' ? -1 : 0,
      sequence: -1,
      state: copy.holds === 'torn' ? 'none' : copy.holds,
    });
  }
  const memory = twoOld(old);
  // The number comes before the state.
  commitSlot(memory, next, bytes >= stateBytes ? Infinity : bytes && Math.min(bytes + 4, slotBytes(stateBytes)));
  const {sequence, state} = recoverSlot(memory);
  const copies = ([0, 1] as const).map((slot) => {
    const at = slotAt(memory, slot);
    return found(at.state, at.sequence);
  });
  return Object.freeze({
    copies: Object.freeze(copies),
    picked: copies.findIndex((copy) => copy.sequence === sequence),
    sequence,
    state: run(state!, NEXT) === stateBytes ? 'new' : 'old',
  });
}
