/**
 * A commit that a power failure cannot tear: two slots, written in turn. A slot holds its sequence number, the state and a
 * CRC-32C of both, the CRC last; the newest slot that is whole counts. Real bytes, cut anywhere.
 */
import {throwInvalid, wholeNumber} from '../numerics/check.js';
import {crc32c} from '../corruption/crc32c.js';

const EXTRA = 8;

/** Bytes of one slot for a state of so many. */
export const slotBytes = (stateBytes: number): number => wholeNumber('stateBytes', stateBytes, 0, 'bytes') + EXTRA;

/** Two empty slots for a state of so many bytes, as they come from the factory: all ones, which no CRC takes for a state. */
export const newSlots = (stateBytes: number): Uint8Array => new Uint8Array(2 * slotBytes(stateBytes)).fill(0xff);

function image(sequence: number, state: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(slotBytes(state.length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, sequence);
  bytes.set(state, 4);
  view.setUint32(bytes.length - 4, crc32c(bytes.subarray(0, bytes.length - 4)));
  return bytes;
}

/**
 * What is in a slot; −1 for its number if its CRC does not fit: torn, or never written.
 *
 * @example slotAt(memory, 1).sequence
 */
export function slotAt(memory: Uint8Array, slot: 0 | 1): {sequence: number; state: Uint8Array} {
  const half = memory.length / 2;
  const bytes = memory.subarray(slot * half, (slot + 1) * half);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = crc32c(bytes.subarray(0, half - 4)) === view.getUint32(half - 4);
  return {sequence: whole ? view.getUint32(0) : -1, state: bytes.slice(4, half - 4)};
}

/** What is found when the power is back. */
export interface Recovered {
  /** The newest whole state; null if there never was one. */
  state: Uint8Array | null;
  /** Its number; −1 without one. */
  sequence: number;
}

/**
 * The newest state that is whole.
 *
 * @throws {RangeError} unless the memory is two slots
 * @example recoverSlot(memory).state
 */
export function recoverSlot(memory: Uint8Array): Recovered {
  if (memory.length % 2 || memory.length < 2 * EXTRA)
    throwInvalid('memory', memory.length, `two slots of at least ${EXTRA} bytes (bytes)`);
  const [a, b] = [slotAt(memory, 0), slotAt(memory, 1)];
  const newest = a.sequence >= b.sequence ? a : b;
  return newest.sequence < 0 ? {state: null, sequence: -1} : newest;
}

/**
 * Writes a state into the older slot, byte after byte, until it is done or the power is gone after `bytes` of them. The
 * memory is changed in place; true if the commit is complete.
 *
 * @throws {RangeError | TypeError} unless the memory is two slots for states of this length, bytes a whole number >= 0
 * @example commitSlot(memory, state, 100) // power gone after 100 bytes: recoverSlot gives the state before
 */
export function commitSlot(memory: Uint8Array, state: Uint8Array, bytes = Infinity): boolean {
  if (memory.length !== 2 * slotBytes(state.length))
    throwInvalid(
      'memory',
      memory.length,
      `two slots for ${state.length} bytes: ${2 * slotBytes(state.length)} (bytes)`,
    );
  if (bytes !== Infinity) wholeNumber('bytes', bytes, 0, 'bytes');
  const {sequence} = recoverSlot(memory);
  const slot = slotAt(memory, 0).sequence === sequence && sequence >= 0 ? 1 : 0;
  const whole = image(sequence + 1, state);
  const written = Math.min(whole.length, bytes);
  memory.set(whole.subarray(0, written), (slot * memory.length) / 2);
  return written === whole.length;
}

/**
 * The naive way, for comparison: the state over the old one, in place, without a CRC. Cut short, what is left is neither
 * the old state nor the new, and nothing tells.
 *
 * @throws {RangeError | TypeError} unless memory and state have one length, bytes a whole number >= 0
 * @example writeInPlace(memory, state, 100)
 */
export function writeInPlace(memory: Uint8Array, state: Uint8Array, bytes = Infinity): boolean {
  if (memory.length !== state.length)
    throwInvalid('memory', memory.length, `as long as the state: ${state.length} (bytes)`);
  if (bytes !== Infinity) wholeNumber('bytes', bytes, 0, 'bytes');
  memory.set(state.subarray(0, Math.min(bytes, state.length)));
  return bytes >= state.length;
}
