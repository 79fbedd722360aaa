import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {rangeText, readField, showField, writeField, type Field} from '../../src/core/fields.js';

const words = {label: 'L', doc: 'D.'};
const time: Field = {
  ...words,
  attribute: 'write-time',
  dimension: 'time',
  bareUnit: 's',
  min: 0,
  max: 86_400,
  example: '2 min',
};
const positive: Field = {
  ...words,
  attribute: 'interval',
  dimension: 'time',
  bareUnit: 'min',
  above: 0,
  max: 1e9,
  keyword: 'optimal',
  example: '30 min',
};
const nodes: Field = {
  ...words,
  attribute: 'nodes',
  dimension: 'count',
  integer: true,
  min: 1,
  max: 1e7,
  example: '2,048',
};
const choice: Field = {
  ...words,
  attribute: 'law',
  dimension: 'choice',
  choices: ['exponential', 'weibull'],
  example: 'weibull',
};
const all = [time, positive, nodes, choice];

const value = (field: Field, given: unknown) => {
  const reading = readField(field, given);
  return reading.ok ? reading.value : undefined;
};

describe('readField', () => {
  it('reads texts with and without units, and numbers in SI', () => {
    expect(value(time, '2 min')).toBe(120);
    expect(value(time, '90')).toBe(90);
    expect(value(positive, '30')).toBe(1800);
    expect(value(positive, 30)).toBe(30);
    expect(value(nodes, '2,048')).toBe(2048);
    expect(value(choice, ' Weibull ')).toBe('weibull');
    expect(value(positive, ' OPTIMAL')).toBe('optimal');
    expect(value(time, 'optimal')).toBe(undefined);
  });

  it('takes the ends of a range that are in it, and not those that are not', () => {
    expect([value(time, 0), value(time, 86_400), value(positive, 1e9)]).toEqual([0, 86_400, 1e9]);
    expect([
      value(time, -1e-9),
      value(time, 86_400.001),
      value(positive, 0),
      value(positive, -0),
      value(nodes, 0),
      value(nodes, 1.5),
    ]).toEqual(Array(6).fill(undefined));
  });

  it('never throws; a problem names the attribute, what was given and the range', () => {
    const bad = [
      undefined,
      null,
      NaN,
      Infinity,
      -1,
      {},
      [],
      [5],
      new Date(0),
      true,
      Symbol('s'),
      () => 5,
      5n,
      '',
      ' ',
      'garbage',
      '</script>',
      '$15K',
      '1e999',
      '-3',
      Object.create(null),
      {toString: 5},
      {valueOf: () => 3},
    ];
    for (const field of all) {
      for (const given of bad) {
        let reading;
        expect(() => (reading = readField(field, given)), `${field.attribute} of ${typeof given}`).not.toThrow();
        expect(reading).toMatchObject({ok: false});
        const {problem} = reading as unknown as {problem: string};
        expect(problem.startsWith(`${field.attribute}=`)).toBe(true);
        expect(problem).toContain(typeof given === 'string' ? `"${given}"` : '=');
        expect(problem).toContain(field.choices ? 'one of exponential, weibull' : field.example);
      }
    }
    fc.assert(fc.property(fc.anything(), (given) => all.forEach((field) => readField(field, given))));
    fc.assert(fc.property(fc.string(), (given) => all.forEach((field) => readField(field, given))));
  });

  it('is no way to an inherited name', () => {
    for (const name of ['constructor', '__proto__', 'toString']) expect(readField(choice, name).ok).toBe(false);
  });
});

describe('rangeText', () => {
  it('says what is allowed, in words', () => {
    expect(rangeText(time)).toBe('a time from 0 s to 24 h, like "2 min"');
    expect(rangeText(nodes)).toBe('a whole number from 1 to 10,000,000, like "2,048"');
    expect(rangeText(positive)).toMatch(/^a time above 0 s and up to .* or "optimal", like "30 min"$/);
    expect(rangeText(choice)).toBe('one of exponential, weibull');
  });
});

describe('writeField', () => {
  it('writes what readField reads back, within 15 digits', () => {
    fc.assert(
      fc.property(fc.double({min: 1e-9, max: 86_400, noNaN: true}), (seconds) => {
        for (const field of [time, positive])
          expect(Math.abs((value(field, writeField(field, seconds)) as number) - seconds)).toBeLessThanOrEqual(
            1e-14 * seconds,
          );
      }),
    );
    fc.assert(fc.property(fc.integer({min: 1, max: 1e7}), (count) => value(nodes, writeField(nodes, count)) === count));
    expect(writeField(positive, 'optimal')).toBe('optimal');
    expect(writeField(choice, 'weibull')).toBe('weibull');
  });

  it('and what is shown can be typed back', () => {
    fc.assert(
      fc.property(fc.double({min: 1e-6, max: 80_000, noNaN: true}), (seconds) => {
        const back = value(time, showField(time, seconds)) as number;
        expect(Math.abs(back - seconds)).toBeLessThanOrEqual(0.006 * seconds);
      }),
    );
    expect(showField(time, 120, true)).toBe('2 minutes');
  });
});
