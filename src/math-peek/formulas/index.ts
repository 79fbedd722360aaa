import type {Formula} from '../formula.js';
import {brownOut} from './brown-out.js';
import {checkpointing} from './checkpointing.js';
import {corruption} from './corruption.js';
import {preemption} from './preemption.js';
import {staging} from './staging.js';
import {topology} from './topology.js';

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
