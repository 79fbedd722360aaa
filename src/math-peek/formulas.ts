import type {Formula} from './formula.js';
import {brownOut} from './formulas/brown-out.js';
import {checkpointing} from './formulas/checkpointing.js';
import {corruption} from './formulas/corruption.js';
import {preemption} from './formulas/preemption.js';
import {staging} from './formulas/staging.js';
import {topology} from './formulas/topology.js';

/** Every formula a Math Peek can show, by id. */
export const formulas = {
  ...checkpointing,
  ...staging,
  ...topology,
  ...corruption,
  ...preemption,
  ...brownOut,
} satisfies Record<string, Formula>;

export type FormulaId = keyof typeof formulas;
