import type {Source} from '../core/definition.js';
import type {SymbolName} from './symbols.js';
import type {Typeset} from './tex.js';

/** Numbers by symbol, SI. */
export type Numbers = Readonly<Record<string, number>>;

/** A step of a derivation: what is done, in words, and what then stands there. */
export interface Step {
  say: string;
  tex: Typeset;
}

/** A formula as data: how it looks, what it computes, where it comes from. */
export interface Formula {
  /** Name in the list. */
  title: string;
  /** What stands left of the equals sign. */
  result: SymbolName;
  /** What stands right of it, with a slot for each symbol. */
  tex: Typeset;
  /** The same, spoken: `{delta}` is replaced by the symbol's spoken name. */
  spoken: string;
  /** The same for mathjs, in the symbols' names. */
  expression: string;
  /** The same by the library's model: what the figure shows. */
  model(numbers: Numbers): number;
  /** When it holds, in one sentence. */
  holds: string;
  /** The failure law it takes for granted. */
  law?: 'exponential' | 'weibull';
  source: Source;
  derivation?: readonly Step[];
}
