import type {MathNode} from 'mathjs';
import type {Dimension} from '../models/quantities/quantity.js';
import {findUnit} from '../models/quantities/units.js';
import {functions, parse} from './engine.js';
import {
  dimensionText,
  dimensionExponents,
  dimensionless,
  raiseDimension,
  sameDimension,
  multiplyDimensions,
  type Exponents,
} from './dimension.js';
import {symbolNamed, symbols, type SymbolName} from './symbols.js';

/** What is wrong with a formula, and where in the text. */
export class FormulaError extends Error {
  constructor(
    message: string,
    readonly from: number,
    readonly to: number,
  ) {
    super(message);
  }
}

/** A reader's formula, read, checked and ready to compute. */
export interface OwnFormula {
  /** Symbols it uses. */
  uses: readonly SymbolName[];
  node: MathNode;
  /** Its value for these numbers (SI); NaN or an infinity where it has none. */
  compute(numbers: Readonly<Record<string, number>>): number;
}

type Node = MathNode & {
  type: string;
  name: string;
  value: number;
  op: string;
  fn: {name: string} | string;
  args: Node[];
  content: Node;
  object: Node;
  implicit: boolean;
};

/** Longer formulas are not read. */
const longest = 200;
const keep = ['abs', 'min', 'max', 'floor'];
const roots: Record<string, number> = {sqrt: 1 / 2};
const constants: Record<string, number> = {pi: Math.PI, e: Math.E};
const token = /[\p{L}_][\p{L}\p{N}_]*|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/gu;

/** A quantity in a unit written behind a number. */
const unitNamed = (typed: string) =>
  /^(ns|us|ms|s|min|h|d|y|kB|MB|GB|TB|PB|[um]?[VJ]|[num]F|[um]W|nJ)$/.test(typed) ? findUnit(typed) : undefined;

/** Where the leaves of a formula stand in its text: they come in the order they are written. */
function places(text: string, root: Node): Map<Node, [number, number]> {
  const words = [...text.matchAll(token)].map((match): [number, number] => [
    match.index,
    match.index + match[0].length,
  ]);
  const at = new Map<Node, [number, number]>();
  const visit = (node: Node): [number, number] | undefined => {
    const own =
      node.type === 'FunctionNode' || node.type === 'SymbolNode' || node.type === 'ConstantNode'
        ? words.shift()
        : undefined;
    const inner = childrenOf(node)
      .map(visit)
      .filter((span) => span !== undefined);
    const all = [...(own ? [own] : []), ...inner];
    if (!all.length) return undefined;
    const span: [number, number] = [Math.min(...all.map(([from]) => from)), Math.max(...all.map(([, to]) => to))];
    at.set(node, span);
    return span;
  };
  visit(root);
  return at;
}

/** The parts of a node in the order they are written. */
function childrenOf(node: Node): Node[] {
  if (node.type === 'ParenthesisNode') return [node.content];
  return node.args ?? [];
}

/** Walks through a formula: which dimension it has, which symbols and units it uses. */
class DimensionChecker {
  readonly uses = new Set<SymbolName>();
  /** SI values of the units in the formula, by name. */
  readonly units: Record<string, number> = {};
  readonly #positions: Map<Node, [number, number]>;

  constructor(
    readonly text: string,
    root: Node,
    readonly allowed: (name: SymbolName) => boolean,
  ) {
    this.#positions = places(text, root);
  }

  /** Where a node stands in the text. */
  spanOf(node: Node): [number, number] {
    return this.#positions.get(node) ?? [0, this.text.length];
  }

  #fail(node: Node, why: string): never {
    throw new FormulaError(why, ...this.spanOf(node));
  }

  /** The dimension of a node, as exponents of the base units. */
  measure(node: Node): Exponents {
    switch (node.type) {
      case 'ConstantNode':
        return typeof node.value === 'number' ? dimensionless : this.#fail(node, 'Only numbers are understood here.');
      case 'ParenthesisNode':
        return this.measure(node.content);
      case 'SymbolNode':
        return this.#named(node);
      case 'OperatorNode':
        return this.#operated(node);
      case 'FunctionNode':
        return this.#called(node);
      default:
        return this.#fail(node, 'Only sums, products, quotients, powers and functions are understood here.');
    }
  }

  /** A symbol, a unit or a constant. */
  #named(node: Node): Exponents {
    const name = symbolNamed(node.name);
    if (name && this.allowed(name)) {
      this.uses.add(name);
      return dimensionExponents[symbols[name].dimension];
    }
    const unit = name ? undefined : unitNamed(node.name);
    if (unit) {
      this.units[node.name] = 10 ** unit.exponent * unit.factor;
      return dimensionExponents[unit.dimension];
    }
    if (Object.hasOwn(constants, node.name)) return dimensionless;
    const known = (Object.keys(symbols) as SymbolName[]).filter(this.allowed).join(', ');
    return this.#fail(
      node,
      name ? `${node.name} is what is looked for.` : `${node.name} is not known here. There are ${known}.`,
    );
  }

  /** A sum, difference, product, quotient or power. */
  #operated(node: Node): Exponents {
    const [a, b] = node.args;
    const left = this.measure(a);
    if (!b) return '+-'.includes(node.op) ? left : this.#fail(node, `${node.op} is not understood here.`);
    const right = this.measure(b);
    if (node.op === '*') return multiplyDimensions(left, right);
    if (node.op === '/') return multiplyDimensions(left, right, -1);
    if (node.op === '+' || node.op === '-')
      return sameDimension(left, right)
        ? left
        : this.#fail(
            node,
            `This ${node.op === '+' ? 'adds' : 'subtracts'} ${dimensionText(left)} and ${dimensionText(right)}.`,
          );
    if (node.op !== '^') return this.#fail(node, `${node.op} is not understood here.`);
    if (!sameDimension(right, dimensionless))
      return this.#fail(b, `An exponent must be a plain number; this is ${dimensionText(right)}.`);
    if (sameDimension(left, dimensionless)) return dimensionless;
    const power = this.#constant(b);
    return power === undefined
      ? this.#fail(b, `${capital(dimensionText(left))} can only be raised to a fixed power.`)
      : raiseDimension(left, power);
  }

  /** The number an exponent is, if it holds no symbol. */
  #constant(node: Node): number | undefined {
    try {
      const value = node.compile().evaluate({...constants}) as number;
      return Number.isFinite(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }

  /** A function of one plain number, or one that keeps or takes the root of a dimension. */
  #called(node: Node): Exponents {
    const name = typeof node.fn === 'string' ? node.fn : node.fn.name;
    const exponents = node.args.map((each) => this.measure(each));
    if (!exponents.length) return this.#fail(node, `${name} needs something in its brackets.`);
    if (Object.hasOwn(roots, name) && exponents.length === 1) return raiseDimension(exponents[0], roots[name]);
    if (keep.includes(name)) {
      const odd = exponents.findIndex((one) => !sameDimension(one, exponents[0]));
      return odd < 0
        ? exponents[0]
        : this.#fail(
            node.args[odd],
            `${name} compares ${dimensionText(exponents[0])} with ${dimensionText(exponents[odd])}.`,
          );
    }
    if (!Object.hasOwn(functions, name) || name === 'weibullSum')
      return this.#fail(
        node,
        `${name} is not understood here. There are sqrt, ${[...keep, ...Object.keys(functions).filter((one) => one !== 'weibullSum' && one !== 'floor')].join(', ')}.`,
      );
    if (exponents.length !== 1) return this.#fail(node, `${name} takes one number.`);
    return sameDimension(exponents[0], dimensionless)
      ? dimensionless
      : this.#fail(node.args[0], `${name} takes a plain number; this is ${dimensionText(exponents[0])}.`);
  }
}

/** The typed text as mathjs reads it; blanks keep the places of what is left out or written otherwise. */
const normalized = (typed: string): string =>
  typed
    // "tau = ...": the name before the equals sign is no part of the formula.
    .replace(/^\s*[\p{L}_*][\p{L}\p{N}_*]*\s*=(?!=)/u, (before) => ' '.repeat(before.length))
    .replace(/[·×]/g, '*')
    .replace(/÷/g, '/')
    .replace(/−/g, '-')
    .replace(/√\s*\(/g, '(√')
    .replace(/\(√/g, 'sqrt(');

/** The tree of a formula, or the parser's complaint with its place. */
function parsed(text: string): Node {
  try {
    return parse(text) as Node;
  } catch (error) {
    const {char, message} = error as SyntaxError & {char?: number};
    const at = Math.min(text.length, Math.max(0, (char ?? 1) - 1));
    throw new FormulaError(message.replace(/ \(char \d+\)$/, '.'), at, Math.min(text.length, at + 1));
  }
}

/**
 * Reads what a reader typed: `sqrt(2*delta*M)`, with or without `tau =` before it. Only arithmetic, a few functions, the
 * symbols that `allowed` permits, and numbers with units are understood; its dimension must be that of the result.
 *
 * @throws {FormulaError} with the place in the text
 */
export function readFormula(typed: string, result: Dimension, allowed: (name: SymbolName) => boolean): OwnFormula {
  if (typed.length > longest) throw new FormulaError(`This is longer than ${longest} letters.`, longest, typed.length);
  const text = normalized(typed);
  if (!text.trim()) throw new FormulaError('There is nothing here yet.', 0, typed.length);
  const root = parsed(text);
  const checker = new DimensionChecker(text, root, allowed);
  const found = checker.measure(root);
  if (!sameDimension(found, dimensionExponents[result]))
    throw new FormulaError(
      `This is ${dimensionText(found)}; ${dimensionText(dimensionExponents[result])} is wanted.`,
      ...checker.spanOf(root),
    );
  const code = root.compile();
  const {uses, units} = checker;
  return {
    uses: [...uses],
    node: root,
    compute(numbers) {
      const scope: Record<string, number> = {...constants, ...units};
      for (const name of uses) for (const spelling of [name, ...symbols[name].aliases]) scope[spelling] = numbers[name];
      try {
        const value = code.evaluate(scope) as unknown;
        return typeof value === 'number' ? value : NaN;
      } catch {
        return NaN;
      }
    },
  };
}

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);
