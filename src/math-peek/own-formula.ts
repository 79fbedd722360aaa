import type {MathNode} from 'mathjs';
import type {Dimension} from '../models/quantities/quantity.js';
import {findUnit} from '../models/quantities/units.js';
import {functions, parse} from './engine.js';
import {exponentsInWords, exponentsOf, plain, raised, same, times, type Exponents} from './dimension.js';
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

/**
 * Reads what a reader typed: `sqrt(2*delta*M)`, with or without `tau =` before it. Only arithmetic, a few functions, the
 * symbols that `allowed` permits, and numbers with units are understood; its dimension must be that of the result.
 *
 * @throws {FormulaError} with the place in the text
 */
export function readFormula(typed: string, result: Dimension, allowed: (name: SymbolName) => boolean): OwnFormula {
  if (typed.length > longest) throw new FormulaError(`This is longer than ${longest} letters.`, longest, typed.length);
  // "tau = ..." : the name before the equals sign is no part of it. Blanks keep the places.
  const text = typed
    .replace(/^\s*[\p{L}_*][\p{L}\p{N}_*]*\s*=(?!=)/u, (before) => ' '.repeat(before.length))
    .replace(/[·×]/g, '*')
    .replace(/÷/g, '/')
    .replace(/−/g, '-')
    .replace(/√\s*\(/g, '(√')
    .replace(/\(√/g, 'sqrt(');
  if (!text.trim()) throw new FormulaError('There is nothing here yet.', 0, typed.length);
  let root: Node;
  try {
    root = parse(text) as Node;
  } catch (error) {
    const {char, message} = error as SyntaxError & {char?: number};
    const at = Math.min(typed.length, Math.max(0, (char ?? 1) - 1));
    throw new FormulaError(message.replace(/ \(char \d+\)$/, '.'), at, Math.min(typed.length, at + 1));
  }
  const where = places(text, root);
  const uses = new Set<SymbolName>();
  const fixed: Record<string, number> = {...constants};
  const fail = (node: Node, why: string): never => {
    const [from, to] = where.get(node) ?? [0, typed.length];
    throw new FormulaError(why, from, to);
  };

  const measure = (node: Node): Exponents => {
    switch (node.type) {
      case 'ConstantNode':
        return typeof node.value === 'number' ? plain : fail(node, 'Only numbers are understood here.');
      case 'ParenthesisNode':
        return measure(node.content);
      case 'SymbolNode':
        return named(node);
      case 'OperatorNode':
        return operated(node);
      case 'FunctionNode':
        return called(node);
      default:
        return fail(node, 'Only sums, products, quotients, powers and functions are understood here.');
    }
  };

  const named = (node: Node): Exponents => {
    const name = symbolNamed(node.name);
    if (name && allowed(name)) {
      uses.add(name);
      return exponentsOf[symbols[name].dimension];
    }
    const unit = name ? undefined : unitNamed(node.name);
    if (unit) {
      fixed[node.name] = 10 ** unit.exponent * unit.factor;
      return exponentsOf[unit.dimension];
    }
    if (Object.hasOwn(constants, node.name)) return plain;
    const known = (Object.keys(symbols) as SymbolName[]).filter(allowed).join(', ');
    return fail(
      node,
      name ? `${node.name} is what is looked for.` : `${node.name} is not known here. There are ${known}.`,
    );
  };

  const operated = (node: Node): Exponents => {
    const [a, b] = node.args;
    const left = measure(a);
    if (!b) return '+-'.includes(node.op) ? left : fail(node, `${node.op} is not understood here.`);
    const right = measure(b);
    if (node.op === '*') return times(left, right);
    if (node.op === '/') return times(left, right, -1);
    if (node.op === '+' || node.op === '-')
      return same(left, right)
        ? left
        : fail(
            node,
            `This ${node.op === '+' ? 'adds' : 'subtracts'} ${exponentsInWords(left)} and ${exponentsInWords(right)}.`,
          );
    if (node.op !== '^') return fail(node, `${node.op} is not understood here.`);
    if (!same(right, plain)) return fail(b, `An exponent must be a plain number; this is ${exponentsInWords(right)}.`);
    if (same(left, plain)) return plain;
    const power = constant(b);
    return power === undefined
      ? fail(b, `${capital(exponentsInWords(left))} can only be raised to a fixed power.`)
      : raised(left, power);
  };

  /** The number an exponent is, if it holds no symbol. */
  const constant = (node: Node): number | undefined => {
    try {
      const value = node.compile().evaluate({...constants}) as number;
      return Number.isFinite(value) ? value : undefined;
    } catch {
      return undefined;
    }
  };

  const called = (node: Node): Exponents => {
    const name = typeof node.fn === 'string' ? node.fn : node.fn.name;
    const exponents = node.args.map(measure);
    if (!exponents.length) return fail(node, `${name} needs something in its brackets.`);
    if (Object.hasOwn(roots, name) && exponents.length === 1) return raised(exponents[0], roots[name]);
    if (keep.includes(name)) {
      const odd = exponents.findIndex((one) => !same(one, exponents[0]));
      return odd < 0
        ? exponents[0]
        : fail(
            node.args[odd],
            `${name} compares ${exponentsInWords(exponents[0])} with ${exponentsInWords(exponents[odd])}.`,
          );
    }
    if (!Object.hasOwn(functions, name) || name === 'weibullSum')
      return fail(
        node,
        `${name} is not understood here. There are sqrt, ${[...keep, ...Object.keys(functions).filter((one) => one !== 'weibullSum' && one !== 'floor')].join(', ')}.`,
      );
    if (exponents.length !== 1) return fail(node, `${name} takes one number.`);
    return same(exponents[0], plain)
      ? plain
      : fail(node.args[0], `${name} takes a plain number; this is ${exponentsInWords(exponents[0])}.`);
  };

  const found = measure(root);
  if (!same(found, exponentsOf[result])) {
    const [from, to] = where.get(root) ?? [0, typed.length];
    throw new FormulaError(
      `This is ${exponentsInWords(found)}; ${exponentsInWords(exponentsOf[result])} is wanted.`,
      from,
      to,
    );
  }
  const code = root.compile();
  return {
    uses: [...uses],
    node: root,
    compute(numbers) {
      const scope: Record<string, number> = {...fixed};
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
