import {
  absDependencies,
  addDependencies,
  create,
  divideDependencies,
  maxDependencies,
  minDependencies,
  multiplyDependencies,
  parseDependencies,
  powDependencies,
  smallerDependencies,
  sqrtDependencies,
  subtractDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
  type MathJsInstance,
  type MathNode,
} from 'mathjs/number';
import {lambertW, weibullSum} from './lambert.js';
import {poissonTail} from './poisson.js';

/** Functions of plain numbers that a formula may call, beside mathjs's own sqrt, abs, min and max. */
export const functions: Readonly<Record<string, (...args: number[]) => number>> = {
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

let instance: MathJsInstance | undefined;

/** A mathjs with plain numbers and the arithmetic that formulas need, made when the first formula is read. */
function mathjs(): MathJsInstance {
  if (instance) return instance;
  instance = create({
    absDependencies,
    addDependencies,
    divideDependencies,
    maxDependencies,
    minDependencies,
    multiplyDependencies,
    parseDependencies,
    powDependencies,
    smallerDependencies,
    sqrtDependencies,
    subtractDependencies,
    unaryMinusDependencies,
    unaryPlusDependencies,
  });
  instance.import!(functions, {});
  return instance;
}

/** Reads an expression. */
export const parse = (expression: string): MathNode => mathjs().parse!(expression);

/** The value of a formula's expression. */
export const evaluate = (expression: string, numbers: Readonly<Record<string, number>>): number =>
  parse(expression).evaluate({...numbers}) as number;
