import {describe, expect, it} from 'vitest';
import {saveAndRecover} from '../../../src/models/devices/index.js';

describe('a save and what is found after it', () => {
  it('two slots give the new state if all of it was written, the old one after any other number of bytes', () => {
    for (let bytes = 0; bytes < 40; bytes++) {
      const {copies, picked, sequence, state} = saveAndRecover({slots: 'two', stateBytes: 40, bytes});
      // Without a byte written even the oldest copy is still whole.
      expect([bytes, copies[0].sequence, copies[0].newBytes, picked, sequence, state]).toEqual([
        bytes,
        bytes ? -1 : 0,
        bytes,
        1,
        1,
        'old',
      ]);
      expect(copies[1]).toEqual({sequence: 1, holds: 'old', newBytes: 0});
    }
    for (const bytes of [40, Infinity])
      expect(saveAndRecover({slots: 'two', stateBytes: 40, bytes})).toMatchObject({
        picked: 0,
        sequence: 2,
        state: 'new',
        copies: [{holds: 'new', newBytes: 40}, {holds: 'old'}],
      });
  });

  it('in place, a torn save leaves nothing to trust; nothing written leaves the old state, unless it was erased', () => {
    for (let bytes = 1; bytes < 40; bytes++)
      expect(saveAndRecover({slots: 'one', stateBytes: 40, bytes})).toMatchObject({
        picked: -1,
        state: 'none',
        copies: [{holds: 'torn', newBytes: bytes}],
      });
    expect(saveAndRecover({slots: 'one', stateBytes: 40, bytes: 0}).state).toBe('old');
    expect(saveAndRecover({slots: 'one', stateBytes: 40, bytes: 0, erases: true}).state).toBe('none');
    expect(saveAndRecover({slots: 'one', stateBytes: 40, bytes: 40, erases: true})).toMatchObject({
      picked: 0,
      state: 'new',
    });
  });

  it('refuses what is no number of bytes', () => {
    expect(() => saveAndRecover({slots: 'two', stateBytes: 0, bytes: 0})).toThrow(/stateBytes/);
    expect(() => saveAndRecover({slots: 'three' as 'two', stateBytes: 4, bytes: 0})).toThrow(/slots/);
  });
});
