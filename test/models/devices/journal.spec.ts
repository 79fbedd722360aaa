import {describe, expect, it} from 'vitest';
import {seededRandom} from '../../../src/models/index.js';
import {appendDelta, compact, openJournal, replayJournal} from '../../../src/models/devices/index.js';

const pageBytes = 16;

/** States of an application that writes here and there, and the journal after each. */
function history(stateBytes: number, steps: number) {
  const {uniform} = seededRandom('journal');
  const states = [Uint8Array.from({length: stateBytes}, () => Math.floor(256 * uniform()))];
  const journals = [openJournal(states[0])];
  for (let i = 0; i < steps; i++) {
    const next = states[i].slice();
    for (let writes = 0; writes < 5; writes++) next[Math.floor(stateBytes * uniform())] = Math.floor(256 * uniform());
    journals.push(appendDelta(journals[i], {before: states[i], after: next, pageBytes}));
    states.push(next);
  }
  return {states, journals};
}

describe('a journal', () => {
  // 75 bytes: the last page is not full.
  const {states, journals} = history(75, 6);
  const whole = journals.at(-1)!;

  it('gives every state back, and counts its deltas', () => {
    journals.forEach((journal, i) =>
      expect(replayJournal(journal, pageBytes)).toEqual({state: states[i], sequence: i, deltas: i, torn: 0}),
    );
  });

  it('cut at any byte, gives the newest state that was whole by then', () => {
    for (let cut = 0; cut <= whole.length; cut++) {
      const last = journals.findLastIndex(({length}) => length <= cut);
      const {state, sequence, torn} = replayJournal(whole.slice(0, cut), pageBytes);
      expect([sequence, torn]).toEqual([last, cut - (last < 0 ? 0 : journals[last].length)]);
      expect(state).toEqual(last < 0 ? new Uint8Array(0) : states[last]);
    }
  });

  it('with any one bit flipped, stops before the record that has it and takes nothing after', () => {
    for (let bit = 0; bit < 8 * whole.length; bit += 7) {
      const broken = whole.slice();
      broken[bit >> 3] ^= 1 << (bit & 7);
      const last = journals.findLastIndex(({length}) => length <= bit >> 3);
      expect(replayJournal(broken, pageBytes).sequence, `bit ${bit}`).toBe(last);
    }
  });

  it('compacted, is shorter and gives the same state with its number; more can follow', () => {
    const next = compact(whole, pageBytes);
    expect(next.length).toBeLessThan(whole.length);
    expect(replayJournal(next, pageBytes)).toEqual({state: states[6], sequence: 6, deltas: 0, torn: 0});
    const more = states[6].slice();
    more[74] ^= 255;
    expect(replayJournal(appendDelta(next, {before: states[6], after: more, pageBytes}), pageBytes)).toEqual({
      state: more,
      sequence: 7,
      deltas: 1,
      torn: 0,
    });
  });

  it('holds of a small change little: one page with its number', () => {
    const big = new Uint8Array(4096);
    const changed = big.slice();
    changed[100] = 1;
    const journal = openJournal(big);
    const one = appendDelta(journal, {before: big, after: changed, pageBytes: 64}).length - journal.length;
    const none = appendDelta(journal, {before: big, after: big, pageBytes: 64}).length - journal.length;
    expect(one - none).toBe(64 + 4);
  });

  it('refuses states of two lengths, and to go on after a torn record', () => {
    expect(() => appendDelta(whole, {before: states[0], after: new Uint8Array(3), pageBytes})).toThrow(RangeError);
    expect(() => appendDelta(whole.slice(0, -1), {before: states[5], after: states[6], pageBytes})).toThrow(/journal/);
    expect(() => compact(new Uint8Array(5), pageBytes)).toThrow(RangeError);
    expect(() => replayJournal(whole, 0)).toThrow(RangeError);
  });
});
