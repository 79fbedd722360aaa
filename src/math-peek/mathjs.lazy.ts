import {createParse, type MathNode} from 'mathjs/number';

// mathjs gives its factories to whoever builds a smaller one, and leaves them out of its types.
declare module 'mathjs/number' {
  export const createParse: (given: object) => unknown;
}

type Calculation = (...given: number[]) => number;
type Scope = Readonly<Record<string, number>>;

const arithmetic = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
  pow: (a: number, b: number) => a ** b,
  unaryMinus: (a: number) => -a,
  unaryPlus: (a: number) => a,
  smaller: (a: number, b: number) => a < b,
  sqrt: Math.sqrt,
  abs: Math.abs,
  min: Math.min,
  max: Math.max,
};

/** A part of mathjs's language that formulas have no use for. */
class Foreign {
  constructor() {
    throw new SyntaxError('This is not understood here.');
  }
}

/**
 * mathjs's parser, on nodes that hold plain numbers. Of its language there are sums, products, quotients, powers,
 * functions and `a ? b : c`; the rest, with mathjs's own nodes and their types, is left out.
 */
export function makeParser(functions: Readonly<Record<string, Calculation>>): (expression: string) => MathNode {
  const math: Record<string, unknown> = {...arithmetic, ...functions};
  /** A node as the parser asks for it: by its type and `is` + type, and by `isNode` on the prototype. */
  class Node {
    [field: string]: unknown;
    get isNode() {
      return true;
    }
    compile() {
      return {evaluate: (scope: Scope) => this.at(scope)};
    }
    at(_scope: Scope): number {
      return NaN;
    }
  }
  const kind = (
    type: string,
    fields: (...given: never[]) => object,
    at: (this: Record<string, any>, scope: Scope) => number,
  ) =>
    class extends Node {
      constructor(...given: never[]) {
        super();
        Object.assign(this, {type, [`is${type}`]: true, at}, fields(...given));
      }
    };
  const call = (name: string, args: Node[], scope: Scope): number => {
    if (!Object.hasOwn(math, name)) throw new Error(`Undefined function ${name}`);
    return (math[name] as Calculation)(...args.map((one) => one.at(scope)));
  };
  return createParse({
    // Of the kinds of input an expression is only ever a text.
    typed: Object.assign((_name: string, signatures: Record<string, unknown>) => signatures.string, {
      addConversion() {},
    }),
    numeric: Number,
    config: {number: 'number'},
    ConstantNode: kind(
      'ConstantNode',
      (value) => ({value}),
      function () {
        return this.value;
      },
    ),
    SymbolNode: kind(
      'SymbolNode',
      (name) => ({name}),
      function (scope) {
        if (!Object.hasOwn(scope, this.name)) throw new Error(`Undefined symbol ${this.name}`);
        return scope[this.name];
      },
    ),
    ParenthesisNode: kind(
      'ParenthesisNode',
      (content) => ({content}),
      function (scope) {
        return this.content.at(scope);
      },
    ),
    OperatorNode: kind(
      'OperatorNode',
      (op, fn, args, implicit, isPercentage) => ({op, fn, args, implicit, isPercentage}),
      function (scope) {
        return call(this.fn, this.args, scope);
      },
    ),
    FunctionNode: kind(
      'FunctionNode',
      (fn, args) => ({fn, args}),
      function (scope) {
        return call(this.fn.name, this.args, scope);
      },
    ),
    ConditionalNode: kind(
      'ConditionalNode',
      (condition, yes, no) => ({condition, yes, no}),
      function (scope) {
        return (this.condition.at(scope) ? this.yes : this.no).at(scope);
      },
    ),
    ...Object.fromEntries(
      ['Accessor', 'Array', 'Assignment', 'Block', 'FunctionAssignment', 'Index', 'Object', 'Range', 'Relational'].map(
        (name) => [`${name}Node`, Foreign],
      ),
    ),
  }) as (expression: string) => MathNode;
}
