import {describe, expect, it} from 'vitest';
import type {Field} from '../../src/core/fields.js';
import {readTyped} from '../../src/core/typed.js';

const field = (dimension: Field['dimension'], more: Partial<Field> = {}): Field => ({
  attribute: 'x',
  dimension,
  label: '',
  doc: '',
  example: '1',
  ...more,
});
const time = field('time', {bareUnit: 's', min: 0});

describe('a number typed into a box', () => {
  it('is in the unit that stands there, however it is spelled', () => {
    for (const typed of ['3', '+3', ' 3 ', '3.0', '0.3e1', '30e-1', '3\u200b'])
      expect(readTyped(time, typed.trim(), 120).reading, typed).toEqual({ok: true, value: 180});
    for (const typed of ['1,000', '1 000', '1\u202f000', '1_000', '1e3', '1000'])
      expect(readTyped(time, typed, 120).reading, typed).toEqual({ok: true, value: 60_000});
    expect(readTyped(field('ratio'), '5', 0.1).reading).toEqual({ok: true, value: 0.05});
    expect(readTyped(field('ratio'), '1e1', 1e-7).reading).toEqual({ok: true, value: 0.1});
    expect(readTyped(field('bandwidth'), '40', 2e9).reading).toEqual({ok: true, value: 40e9});
    expect(readTyped(field('money'), '4', 3).reading).toEqual({ok: true, value: 4});
    expect(readTyped(field('count', {integer: true}), '4', 2048).reading).toEqual({ok: true, value: 4});
    expect(readTyped(field('number'), '5', 1e-7).reading).toEqual({ok: true, value: 5});
  });

  it('keeps a unit of its own, and what is wrong with it', () => {
    expect(readTyped(time, '90 s', 120).reading).toEqual({ok: true, value: 90});
    expect(readTyped(time, '1h30m', 120).reading).toEqual({ok: true, value: 5400});
    const {reading, other} = readTyped(time, '6,5', 120);
    expect([reading.ok, other]).toEqual([false, undefined]);
    expect(!reading.ok && reading.problem).toContain('write "6.5"');
  });

  it('offers the unit that comes closer to what stands there', () => {
    expect(readTyped(time, '30', 3600).other).toBe('30 min');
    expect(readTyped(time, '2', 3600).other).toBe(undefined);
    expect(readTyped(time, '90', 120).other).toBe('90 s');
    expect(readTyped(field('bandwidth'), '500', 2e9).other).toBe('500 MB/s');
    expect(readTyped(field('count', {integer: true}), '500', 2).other).toBe(undefined);
  });
});
