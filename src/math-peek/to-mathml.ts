import type {MathNode} from 'mathjs';
import type {Notation} from './rows.js';
import {symbolNamed, symbols} from './symbols.js';

type Node = MathNode & {
  type: string;
  name: string;
  value: number;
  op: string;
  fn: {name: string} | string;
  args: Node[];
  content: Node;
};

const row = (...parts: string[]): string => `<mrow>${parts.join('')}</mrow>`;
const bracketed = (inside: string): string => row('<mo>(</mo>', inside, '<mo>)</mo>');
/** Brackets that a fraction bar, a root or an exponent makes needless. */
const bare = (node: Node): Node => (node.type === 'ParenthesisNode' ? bare(node.content) : node);

/** How a formula a reader typed was understood, as MathML. Only what `readFormula` let through comes here. */
export function toMathML(node: MathNode, notation: Notation): string {
  const at = node as Node;
  const make = (inner: Node): string => toMathML(inner, notation);
  switch (at.type) {
    case 'ConstantNode':
      return `<mn>${at.value}</mn>`;
    case 'SymbolNode': {
      const name = symbolNamed(at.name);
      return name ? symbols[name].typeset[notation].mathml : `<mtext>${at.name}</mtext>`;
    }
    case 'ParenthesisNode':
      return bracketed(make(at.content));
    case 'FunctionNode': {
      const name = typeof at.fn === 'string' ? at.fn : at.fn.name;
      if (name === 'sqrt') return `<msqrt>${make(bare(at.args[0]))}</msqrt>`;
      return row(`<mi>${name === 'lambertW' ? 'W' : name}</mi>`, bracketed(at.args.map(make).join('<mo>,</mo>')));
    }
    default: {
      const [a, b] = at.args;
      if (!b) return row(`<mo>${at.op === '-' ? '−' : at.op}</mo>`, make(a));
      if (at.op === '/') return `<mfrac>${row(make(bare(a)))}${row(make(bare(b)))}</mfrac>`;
      if (at.op === '^') return `<msup>${row(make(a))}${row(make(bare(b)))}</msup>`;
      return row(make(a), `<mo>${at.op === '*' ? '⋅' : at.op === '-' ? '−' : at.op}</mo>`, make(b));
    }
  }
}
