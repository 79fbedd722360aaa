import {describe, expect, it} from 'vitest';
import {FormulaError, readFormula} from '../../src/math-peek/own-formula.js';
import type {SymbolName} from '../../src/math-peek/symbols.js';
import {toMathML} from '../../src/math-peek/to-mathml.js';
import type {Dimension} from '../../src/models/quantities/quantity.js';

const numbers = {
  delta: 120,
  M: 14_400,
  R: 300,
  D: 60,
  N: 2048,
  M_node: 14_400 * 2048,
  t: 3600,
  S: 1e12,
  B: 1e10,
  w: 0.1,
};
const anything = (name: SymbolName) => name !== 'tau';
const value = (text: string, result: Dimension = 'time') => readFormula(text, result, anything).compute(numbers);
/** The problem and the words it points at. */
function problem(text: string, result: Dimension = 'time'): [message: string, at: string] {
  try {
    readFormula(text, result, anything);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return [error.message, text.slice(error.from, error.to)];
  }
  throw new Error(`${text} was read`);
}

describe('a formula a reader types', () => {
  it('is computed as written, whatever the spelling', () => {
    const young = Math.sqrt(2 * 120 * 14_400);
    for (const text of [
      'sqrt(2*delta*M)',
      'tau = sqrt(2 delta M)',
      'τ=sqrt(2·δ·M)',
      '(2 * T_write * MTBF)^0.5',
      'τ_ckpt = √(2 δ MTBF_system)',
      '(2 delta M) ^ (1/2)',
    ])
      expect([text, value(text)]).toEqual([text, young]);
    expect(value('M / 8')).toBe(1800);
    expect(value('30 min')).toBe(1800);
    expect(value('max(delta, R) + 2 h - 1.5e3 s')).toBe(300 + 7200 - 1500);
    expect(value('M*(1+lambertW(-exp(-delta/M-1)))')).toBeCloseTo(1779.9076, 3);
    expect(value('delta/sqrt(delta*M) + sqrt(delta/M)', 'ratio')).toBeCloseTo(2 * Math.sqrt(120 / 14_400), 12);
    expect(value('S/B')).toBe(100);
    expect(value('-delta + 2^3 s + pi*e*delta')).toBeCloseTo(-120 + 8 + Math.PI * Math.E * 120, 9);
  });

  it('is refused when its dimensions do not fit, at the place where they do not', () => {
    expect(problem('2*delta*M')).toEqual(['This is a time squared; a time is wanted.', '2*delta*M']);
    expect(problem('sqrt(delta) + M')).toEqual(['This adds a time, its square root and a time.', 'sqrt(delta) + M']);
    expect(problem('M + 5')).toEqual(['This adds a time and a plain number.', 'M + 5']);
    expect(problem('M * exp(delta)')).toEqual(['exp takes a plain number; this is a time.', 'delta']);
    expect(problem('M ^ (delta/M) * 1 s')).toEqual(['A time can only be raised to a fixed power.', 'delta/M']);
    expect(problem('2 ^ delta')).toEqual(['An exponent must be a plain number; this is a time.', 'delta']);
    expect(problem('tau = S + M')).toEqual(['This adds a size and a time.', 'S + M']);
    expect(problem('min(M, N)')).toEqual(['min compares a time with a plain number.', 'N']);
    expect(problem('delta', 'ratio')).toEqual(['This is a time; a plain number is wanted.', 'delta']);
  });

  it('is refused when it cannot be read, at the place where it stops', () => {
    expect(problem('sqrt(2*delta*M')[0]).toMatch(/Parenthesis \) expected/);
    expect(problem('2 * * M')[1]).toBe('*');
    expect(problem('')[0]).toBe('There is nothing here yet.');
    expect(problem('tau = ')[0]).toBe('There is nothing here yet.');
    expect(problem('sqrt(2*delta*X)')).toEqual([
      expect.stringMatching(/^X is not known here\. There are delta, M, R/),
      'X',
    ]);
    expect(problem('2 tau')).toEqual(['tau is what is looked for.', 'tau']);
    expect(problem('foo(M)')).toEqual([expect.stringMatching(/^foo is not understood here/), 'foo(M'.slice(0, 5)]);
    expect(problem(`M${'+M'.repeat(200)}`)[0]).toMatch(/longer than/);
  });

  it('can do nothing but arithmetic', () => {
    for (const text of [
      'import({})',
      'evaluate("1")',
      'f(x)=x',
      'M=5;M',
      '[M, M]',
      'M.constructor',
      'cos.constructor("return 1")()',
      '{a: 1}',
      '"a"',
      'M > 2 ? M : delta',
      'parse("M")',
      '1:3',
      'createUnit("x")',
      'M and M',
      "M'",
      'M!',
      '5 % 3',
    ]) {
      expect(() => readFormula(text, 'time', anything), text).toThrow(FormulaError);
    }
  });

  it('is shown as it was understood', () => {
    const shown = (text: string) => toMathML(readFormula(text, 'time', anything).node, 'mission');
    expect(shown('sqrt((2*3 s*delta))')).toMatch(/^<msqrt><mrow>.*δ.*<\/msqrt>$/s);
    expect(shown('(M) / (2)')).toMatch(/^<mfrac><mrow>.*M.*<\/mrow><mrow><mn>2<\/mn><\/mrow><\/mfrac>$/s);
    expect(shown('M * (1 - delta / M)')).toContain('<mo>(</mo>');
  });
});
