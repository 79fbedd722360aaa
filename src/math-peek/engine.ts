import type {MathNode} from 'mathjs/number';
import {lambertW, weibullSum} from './lambert.js';
import {makeParser} from './mathjs.lazy.js';
import {poissonTail} from './poisson.js';

/** Functions a formula may call: of one plain number, or keeping what their arguments are. */
export const functions: Readonly<Record<string, (...given: number[]) => number>> = {
  exp: Math.exp,
  expm1: Math.expm1,
  ln: Math.log,
  log: Math.log,
  log1p: Math.log1p,
  floor: Math.floor,
  lambertW,
  weibullSum,
  poissonTail,
};

let made: ((expression: string) => MathNode) | undefined;

/** Reads an expression with mathjs, which is made for the first one. */
export const parse = (expression: string): MathNode => (made ??= makeParser(functions))(expression);

/** The value of a formula's expression. */
export const evaluate = (expression: string, numbers: Readonly<Record<string, number>>): number =>
  parse(expression)
    .compile()
    .evaluate({...numbers}) as number;
