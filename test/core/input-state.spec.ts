import fc from 'fast-check';
import {beforeEach, describe, expect, it} from 'vitest';
import type {Definition, Settings} from '../../src/core/definition.js';
import {InputState} from '../../src/core/input-state.js';

interface Value {
  width: number;
  height: number;
  area: number;
}

let evaluated = 0;

/** A rectangle: `area`, if set, rules the height. */
const rectangle: Definition<Value> = {
  tag: 'x-rectangle',
  fields: {
    width: {attribute: 'the-width', dimension: 'number', min: 0, max: 100, label: 'Width', doc: '', example: '2'},
    height: {attribute: 'the-height', dimension: 'number', min: 0, max: 100, label: 'Height', doc: '', example: '2'},
    area: {attribute: 'area', dimension: 'number', min: 0, max: 100, label: 'Area', doc: '', example: '2'},
  },
  results: {},
  rules: {forgets: {height: ['area']}},
  inputs: (given) => given,
  evaluate: (given) => {
    evaluated++;
    const {width = 1, height = 1, area} = given as Record<string, number>;
    return Object.freeze({width, height: area === undefined ? height : area / width, area: area ?? width * height});
  },
  sources: () => ({}),
};

describe('InputState', () => {
  let state: InputState<Value>;
  beforeEach(() => {
    state = new InputState(rectangle);
  });

  it('evaluates once for each change', () => {
    evaluated = 0;
    expect(state.value).toBe(state.value);
    state.read('width', '3');
    state.read('height', '2');
    expect(state.value.area).toBe(6);
    expect(state.value.area).toBe(6);
    expect(evaluated).toBe(2);
  });

  it('takes everything set before the start as one batch, and each change after by the rule', () => {
    state.read('area', '8');
    state.read('height', '2');
    expect(state.settings).toEqual({area: 8, height: 2});
    state.start();
    state.read('height', '3');
    expect(state.settings).toEqual({height: 3});
    state.start();
    state.reset();
    expect(state.settings, 'a second start changes nothing').toEqual({area: 8, height: 2});
  });

  it('keeps the last good value, names the attribute, and forgets the problem when mended or taken back', () => {
    state.read('width', '5');
    for (const bad of ['x', '', '-1', '101', NaN, Infinity, {}, [], true]) {
      expect(state.read('width', bad)).toBe(false);
      expect(state.value.width).toBe(5);
      expect(state.problems.get('the-width')).toMatch(/^the-width=/);
    }
    expect(state.read('width', '6')).toBe(true);
    expect(state.problems.size).toBe(0);
    state.read('width', 'x');
    expect(state.read('width', null)).toBe(true);
    expect([state.problems.size, state.value.width]).toEqual([0, 1]);
    expect(state.read('width', undefined)).toBe(false);
  });

  it('says whether anything changed', () => {
    expect(state.set({width: 2})).toBe(true);
    expect(state.set({width: 2})).toBe(false);
    expect(state.set({})).toBe(false);
    expect(state.undo()).toBe(false);
    expect(state.redo()).toBe(false);
    expect(state.commitGesture()).toBe(false);
  });

  it('makes a gesture one step, and none of one that ends where it began', () => {
    state.start();
    state.beginGesture();
    for (const width of [2, 3, 4]) {
      state.beginGesture();
      state.set({width});
    }
    expect(state.commitGesture()).toBe(true);
    state.beginGesture();
    state.set({width: 9});
    state.set({width: 4});
    expect(state.commitGesture()).toBe(false);
    state.undo();
    expect(state.value.width).toBe(1);
    expect([state.canUndo, state.canRedo]).toEqual([false, true]);
    state.redo();
    expect(state.value.width).toBe(4);
  });

  it('forgets what was undone when something else is done', () => {
    state.start();
    const act = (width: number) => {
      state.beginGesture();
      state.set({width});
      state.commitGesture();
    };
    act(2);
    act(3);
    state.undo();
    act(5);
    expect(state.canRedo).toBe(false);
    state.undo();
    expect(state.value.width).toBe(2);
  });

  it('resets to what stood at the start, as a step of its own', () => {
    state.read('width', '7');
    state.start();
    expect(state.canReset).toBe(false);
    expect(state.reset()).toBe(false);
    state.set({width: 8, height: 9});
    expect(state.canReset).toBe(true);
    state.reset();
    expect(state.settings).toEqual({width: 7});
    state.undo();
    expect(state.settings).toEqual({width: 8, height: 9});
  });

  it('undoes and redoes any sequence of steps exactly', () => {
    const step = fc.record({width: fc.integer({min: 0, max: 100})}) as fc.Arbitrary<Settings>;
    fc.assert(
      fc.property(fc.array(step, {maxLength: 12}), (steps) => {
        const any = new InputState(rectangle);
        any.start();
        const seen = [any.settings];
        for (const changes of steps) {
          any.beginGesture();
          any.set(changes);
          if (any.commitGesture()) seen.push(any.settings);
        }
        for (const given of seen.slice(0, -1).reverse()) {
          any.undo();
          expect(any.settings).toEqual(given);
        }
        expect(any.canUndo).toBe(false);
        for (const given of seen.slice(1)) {
          any.redo();
          expect(any.settings).toEqual(given);
        }
        expect(any.canRedo).toBe(false);
      }),
    );
  });

  it('never changes what it gave out', () => {
    state.start();
    state.set({width: 2});
    const given = state.settings;
    const copy = {...given};
    state.set({width: 3, height: 4});
    state.undo();
    expect(given).toEqual(copy);
  });
});
