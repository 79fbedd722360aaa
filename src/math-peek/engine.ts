import type {MathJsInstance} from 'mathjs/number';
import {lambertW, weibullSum} from './lambert.js';
import {makeMath} from './mathjs.lazy.js';

/** Functions a formula may call: of one plain number, or keeping what their arguments are. */
export const functions: Readonly<Record<string, (...given: number[]) => number>> = {
  exp: Math.exp, expm1: Math.expm1, ln: Math.log, log: Math.log, log1p: Math.log1p, lambertW, weibullSum,
};

let made: MathJsInstance | undefined;

/** mathjs, with no more than formulas need; made when the first formula is read. */
export function engine(): MathJsInstance {
  if (made) return made;
  made = makeMath();
  made.import!({...functions}, {});
  return made;
}

/** The value of a formula's expression. */
export const evaluate = (expression: string, numbers: Readonly<Record<string, number>>): number => engine().parse!(expression).compile().evaluate({...numbers}) as number;
