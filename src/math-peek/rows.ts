import type {Formula, Numbers} from './formula.js';
import {symbols, type Symbol, type SymbolName} from './symbols.js';
import type {Typeset} from './tex.js';

export type Notation = 'mission' | 'book';

/** The symbols of a formula, in the order they are written, each once. */
export function symbolsOf({tex: {mathml}}: Formula): SymbolName[] {
  return [...new Set([...mathml.matchAll(/@(\w+)@/g)].map(([, name]) => name as SymbolName))];
}

/** The number of a symbol in a widget's value, or NaN. */
export function numberOf({path}: Symbol, value: object): number {
  const found = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
  return typeof found === 'number' ? found : NaN;
}

/** The numbers a formula asks for. */
export const numbersOf = (names: readonly SymbolName[], value: object): Numbers =>
  Object.fromEntries(names.map((name) => [name, numberOf(symbols[name], value)]));

/** What the formula gives, or a sentence why it gives nothing. */
export function resultOf(formula: Formula, numbers: Numbers): number | string {
  try {
    const result = formula.model(numbers);
    return Number.isFinite(result) ? result : 'no such number';
  } catch (error) {
    return (error as Error).message;
  }
}

/** Fills a formula's slots. */
export const fillSlots = ({mathml}: Typeset, fill: (name: SymbolName) => string): string =>
  mathml.replace(/@(\w+)@/g, (_, name: SymbolName) => fill(name));

/** `<math>` around what was typeset. */
export const mathElement = (inside: string, spoken = ''): string =>
  `<math displaystyle="true"${spoken ? ` role="math" aria-label="${spoken}"` : ''}>${inside}</math>`;

/** A symbol on its own. */
export const symbolMathml = (name: SymbolName, notation: Notation): string =>
  mathElement(symbols[name].typeset[notation].mathml).replace(' displaystyle="true"', '');

/** The formula aloud: "tau Young is the square root of 2 times delta times M". */
export function spokenFormula(formula: Formula, notation: Notation): string {
  return `${symbols[formula.result].spoken[notation]} is ${fillSymbols(formula.spoken, (name) => symbols[name].spoken[notation])}`;
}

/** A sentence with its `{symbol}`s written out. */
export const fillSymbols = (sentence: string, say: (name: SymbolName) => string): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: SymbolName) => say(name));
