import {withinBudget, type BudgetAnswers} from '../../models/checkpointing/budget.js';
import {optimumFor, scaledWriteTime, scenarios} from '../../models/index.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {showField} from '../../core/fields.js';
import {fields, modelInputs, type Value} from './inputs.js';
import {share} from './draw/waterfall.js';

/** A number that could meet the budget alone. */
export type InverseName = 'writeTime' | 'writeBandwidth' | 'nodeMtbf' | 'mtbf' | 'nodes';

export interface InverseRow {
  name: InverseName;
  label: string;
  /** What it is, and what it would have to be or could be at most; null where no number will do. SI. */
  now: number;
  needed: number | null;
  /** The step from one to the other: `2.1 times faster`, `may be 1.3 times slower`. */
  change: string;
}

/** A single device of its own: nothing else must be up for it to work. */
export const isAlone = ({nodes, scenario}: Value): boolean => nodes === 1 && scenarios[scenario].device.one !== 'GPU';

const budgetInputs = (value: Value) => ({
  ...modelInputs(value),
  waste: value.budget,
  nodes: value.nodes,
  scaling: value.scaling,
});

let last: {of: string; answers: BudgetAnswers} | undefined;

/** The answers for a state; the last are kept, for the panel and the picture ask alike. */
function answersFor(value: Value): BudgetAnswers {
  const {interval: _, ...rest} = budgetInputs(value);
  const of = JSON.stringify(rest);
  if (last?.of !== of) last = {of, answers: withinBudget(rest)};
  return last.answers;
}

/** More and less of each, as a reader says it. */
const words = {
  writeTime: ['longer', 'shorter'],
  writeBandwidth: ['faster', 'slower'],
  nodeMtbf: ['longer', 'shorter'],
  mtbf: ['longer', 'shorter'],
  nodes: ['more', 'fewer'],
} as const;

/** For these, more costs less. */
const helps = (name: InverseName): boolean => name !== 'writeTime' && name !== 'nodes';

function changeWords(name: InverseName, now: number, needed: number): string {
  const ratio = needed / now;
  if (Math.abs(ratio - 1) < 1e-3) return 'as it is';
  const factor = Math.max(ratio, 1 / ratio);
  if (!Number.isFinite(factor)) return '';
  const step = `${formatQuantity(Number(factor.toPrecision(2)), 'number', {digits: 15})} times ${words[name][ratio > 1 ? 0 : 1]}`;
  return ratio > 1 === helps(name) ? step : `may be ${step}`;
}

/** What each number would have to be, alone, to lose no more than the budget at the best interval. */
export function inverseRows(value: Value): InverseRow[] {
  const {writeTime, mtbf, nodes} = answersFor(value);
  const row = (name: InverseName, found: number | null): InverseRow => {
    const {label, max} = fields[name];
    const beyond = found === null || (helps(name) && found > max);
    const needed = beyond ? null : Math.min(found, max);
    const now = value[name];
    return {name, label, now, needed, change: needed === null ? '' : changeWords(name, now, needed)};
  };
  return [
    row('writeTime', writeTime),
    row('writeBandwidth', writeTime && value.checkpointSize / writeTime),
    ...(isAlone(value) ? [row('mtbf', mtbf)] : [row('nodeMtbf', mtbf && mtbf * value.nodes), row('nodes', nodes)]),
  ].filter(({needed}) => needed !== 0);
}

/** A number of a row as a reader sees it. */
export const rowText = (name: InverseName, number: number | null): string =>
  number === null ? 'none' : showField(fields[name], number);

/** Where the job stands against its budget, and why a number may not be enough. */
export function inverseSentence(value: Value): string {
  const {leastWaste, budget} = value;
  const {recovery, writeTime, nodes} = answersFor(value);
  const met = leastWaste <= budget * (1 + 1e-9);
  const stands = `At the best interval ${share(leastWaste)} is lost${met ? ', within the budget' : ''}.`;
  const never =
    recovery > budget
      ? `No write time is short enough: recovery alone costs ${share(recovery)}.`
      : writeTime === null
        ? 'No write time is short enough.'
        : '';
  const lone = nodes === null && !isAlone(value) ? 'One node alone would lose more.' : '';
  return [stands, never, lone, `Each of these alone ${met ? 'could go so far' : 'would be enough'}:`]
    .filter(Boolean)
    .join(' ');
}

/** The question with one number changed to meet the budget, at its best interval; null where none meets it. */
export function ghostOf(value: Value, name: InverseName): ReturnType<typeof modelInputs> | null {
  const needed = inverseRows(value).find((row) => row.name === name)?.needed;
  if (needed == null) return null;
  const {mtbf, nodes, scaling, writeTime, checkpointSize} = value;
  const changed = {
    ...modelInputs(value),
    ...(name === 'writeTime'
      ? {writeTime: needed}
      : name === 'writeBandwidth'
        ? {writeTime: checkpointSize / needed}
        : name === 'mtbf'
          ? {mtbf: needed}
          : name === 'nodeMtbf'
            ? {mtbf: needed / nodes}
            : {
                mtbf: (mtbf * nodes) / needed,
                writeTime: scaledWriteTime({writeTime, nodes, newNodes: needed, scaling}),
              }),
  };
  return {...changed, interval: optimumFor(changed)};
}
