import {
  createConditionalNode, createConstantNode, createFunctionNode, createNode, createOperatorNode, createParenthesisNode, createParse, createSymbolNode, type MathNode,
} from 'mathjs/number';

// mathjs gives its factories to whoever builds a smaller one, and leaves them out of its types.
declare module 'mathjs/number' {
  type Factory = (given: object) => unknown;
  export const createConditionalNode: Factory, createConstantNode: Factory, createFunctionNode: Factory, createNode: Factory, createOperatorNode: Factory,
    createParenthesisNode: Factory, createParse: Factory, createSymbolNode: Factory;
}

type Calculation = (...given: number[]) => number;

const arithmetic = {
  add: (a: number, b: number) => a + b, subtract: (a: number, b: number) => a - b, multiply: (a: number, b: number) => a * b, divide: (a: number, b: number) => a / b,
  pow: (a: number, b: number) => a ** b, unaryMinus: (a: number) => -a, unaryPlus: (a: number) => a, smaller: (a: number, b: number) => a < b,
  sqrt: Math.sqrt, abs: Math.abs, min: Math.min, max: Math.max,
};

/** A part of mathjs's language that formulas have no use for. */
class Foreign {
  constructor() {
    throw new SyntaxError('This is not understood here.');
  }
}

/**
 * mathjs's parser and the nodes of arithmetic, on plain numbers. Of its language there are sums, products, quotients,
 * powers, functions and `a ? b : c`; the rest, with mathjs's types for it, is left out.
 */
export function makeParser(functions: Readonly<Record<string, Calculation>>): (expression: string) => MathNode {
  const math = {...arithmetic, ...functions};
  const subset = (): never => {
    throw new SyntaxError('This is not understood here.');
  };
  const Node = createNode({mathWithTransform: math});
  const SymbolNode = createSymbolNode({math, subset, Node});
  return createParse({
    // Of the kinds of input an expression is only ever a text.
    typed: Object.assign((_name: string, signatures: Record<string, unknown>) => signatures.string, {addConversion() {}}),
    numeric: Number, config: {number: 'number'},
    SymbolNode,
    FunctionNode: createFunctionNode({math, subset, Node, SymbolNode}),
    OperatorNode: createOperatorNode({Node}),
    ConstantNode: createConstantNode({Node, isBounded: Number.isFinite}),
    ParenthesisNode: createParenthesisNode({Node}),
    ConditionalNode: createConditionalNode({Node}),
    ...Object.fromEntries(['Accessor', 'Array', 'Assignment', 'Block', 'FunctionAssignment', 'Index', 'Object', 'Range', 'Relational'].map((kind) => [`${kind}Node`, Foreign])),
  }) as (expression: string) => MathNode;
}
