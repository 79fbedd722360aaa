import {describe, expect, it} from 'vitest';
import {commitSlot, newSlots, recoverSlot, slotBytes, writeInPlace} from '../../../src/models/devices/index.js';

const stateOf = (version: number) => Uint8Array.from({length: 24}, (_, i) => (version * 37 + i * 11) & 255);
/** A memory after so many whole commits. */
function after(commits: number): Uint8Array {
  const memory = newSlots(24);
  for (let version = 0; version < commits; version++) expect(commitSlot(memory, stateOf(version))).toBe(true);
  return memory;
}

describe('two slots', () => {
  it('give the newest state back, whichever slot it is in', () => {
    expect(recoverSlot(newSlots(24))).toEqual({state: null, sequence: -1});
    for (let commits = 1; commits < 6; commits++)
      expect(recoverSlot(after(commits))).toEqual({state: stateOf(commits - 1), sequence: commits - 1});
  });

  it('cut at any byte, hold the old state or the new one, never a torn one', () => {
    for (let commits = 0; commits < 5; commits++) {
      for (let bytes = 0; bytes <= slotBytes(24); bytes++) {
        const memory = after(commits);
        const done = commitSlot(memory, stateOf(commits), bytes);
        expect(done).toBe(bytes === slotBytes(24));
        const version = done ? commits : commits - 1;
        expect(recoverSlot(memory), `${commits} commits, ${bytes} bytes`).toEqual(
          version < 0 ? {state: null, sequence: -1} : {state: stateOf(version), sequence: version},
        );
        // And it goes on from there.
        commitSlot(memory, stateOf(9));
        expect(recoverSlot(memory)).toEqual({state: stateOf(9), sequence: version + 1});
      }
    }
  });

  it('in place, the same power failure leaves a state that never was', () => {
    let torn = 0;
    for (let bytes = 0; bytes <= 24; bytes++) {
      const memory = stateOf(1);
      writeInPlace(memory, stateOf(2), bytes);
      const is = (version: number) => stateOf(version).every((byte, i) => byte === memory[i]);
      if (!is(1) && !is(2)) torn++;
    }
    expect(torn).toBe(23);
  });

  it('refuse a memory of another size', () => {
    expect(() => commitSlot(newSlots(24), new Uint8Array(23))).toThrow(RangeError);
    expect(() => recoverSlot(new Uint8Array(7))).toThrow(RangeError);
    expect(() => writeInPlace(new Uint8Array(2), new Uint8Array(3))).toThrow(RangeError);
    expect(() => commitSlot(newSlots(24), stateOf(1), -1)).toThrow(RangeError);
  });
});
