import type {Formula} from './formula.js';
import {checkpointing} from './formulas/checkpointing.js';

/** Every formula a Math Peek can show, by id. */
export const formulas = {...checkpointing} satisfies Record<string, Formula>;

export type FormulaId = keyof typeof formulas;
