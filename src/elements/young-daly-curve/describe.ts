import {wasteCurve} from '../../models/index.js';
import {formatQuantity} from '../../models/quantity-format.js';
import type {Table} from '../../widget/table.js';
import type {Phrase} from '../../widget/phrase.js';
import {question, type Value} from './inputs.js';
import {amount, deviceName, devices, parts, shareOf} from './young-daly-curve-waterfall.js';

const live = (text: string) => ({live: text});
const time = (seconds: number) => formatQuantity(seconds, 'time');
/** A share as hours of every hundred: `3.1`. */
const ofHundred = (share: number) => formatQuantity(share * 100, 'number', {digits: share < 0.1 ? 2 : 3});
const times = (ratio: number) => formatQuantity(ratio, 'number', {digits: 2});

/** How far the interval is from the best one, in words. */
export function verdict({interval, optimum, regret, leastWaste, followsOptimum}: Value): Phrase {
  const ratio = interval / optimum.exact;
  if (!(optimum.exact > 0)) return ['Writing costs nothing here, so checkpoint ', live('as often as you can'), '. '];
  if (followsOptimum || Math.abs(ratio - 1) < 0.02) return ['You checkpoint ', live('at the best interval'), '. '];
  const flat = regret < 0.02 * Math.max(leastWaste, 1e-12) || regret < 1e-4 ? ', though the bottom is flat: it hardly matters' : '';
  return ratio > 1 ? ['You checkpoint ', live(`${times(ratio)} times too seldom`), `${flat}. `] : ['You checkpoint ', live(`${times(1 / ratio)} times too often`), `${flat}. `];
}

/** What the numbers mean, in plain language. */
export function sentence(value: Value): Phrase {
  const {waste, regret, leastWaste, optimum, runLength} = value;
  if (value.efficiency < 1e-6) return [...verdict(value), 'The job ', live('never gets anywhere'), ': a failure almost always strikes before the next checkpoint is written.'];
  const phrase: Array<string | {live: string}> = [
    ...verdict(value), 'Of every 100 hours, ', live(ofHundred(waste.checkpoint)), ' go to writing checkpoints, ', live(ofHundred(waste.lost)), ' to redoing lost work and ',
    live(ofHundred(waste.restart + waste.downtime)), ' to recovering from failures',
  ];
  if (regret > 5e-5 && optimum.exact > 0) {
    const extra = regret * runLength;
    const cost = value.gpuHourPrice > 0 && devices(value) > 1 ? `${amount(value, extra, 'money')} more over this run` : `${amount(value, extra, 'hours')} more over this run`;
    phrase.push('. Every ', live(time(optimum.exact)), ' would lose ', live(ofHundred(leastWaste)), ' in all instead of ', live(ofHundred(waste.total)), ': you pay ', live(cost), '.');
  } else phrase.push(': ', live(ofHundred(waste.total)), ' in all, and no other interval loses less.');
  return phrase;
}

/** What stands here and how to start, for those who do not see it. */
export function summary(value: Value): string {
  return `A curve of the share of time a job on ${devices(value) > 1 ? `${formatQuantity(devices(value), 'count')} ${deviceName(value).many}` : `one ${deviceName(value).one}`} loses to failures, against the work between two checkpoints. `
    + `It falls from the left, where writing checkpoints costs most, to its lowest point at ${formatQuantity(value.optimum.exact, 'time', {words: true})}, and rises to the right, where lost work costs most. `
    + 'Move the point on the curve, or change the number of nodes or the time to write a checkpoint, with the sliders.';
}

/** The point on the curve, in words. */
export function pointText(value: Value): string {
  const ratio = value.interval / value.optimum.exact;
  const beside = !(ratio < Infinity) || Math.abs(ratio - 1) < 0.02 ? 'the best interval' : ratio > 1 ? `${times(ratio)} times the best` : `the best divided by ${times(1 / ratio)}`;
  return `${formatQuantity(value.interval, 'time', {words: true})}: ${formatQuantity(value.waste.total, 'ratio', {words: true})} of time lost, ${beside}`;
}

/** The numbers behind the waterfall. */
export function runTable(value: Value): Table {
  const money = value.gpuHourPrice > 0;
  return {
    caption: `A run of ${time(value.runLength)}, checkpointed every ${time(value.interval)}`,
    columns: ['Part', 'Share', 'Hours', `${deviceName(value).one}-hours`, ...(money ? ['Cost'] : [])],
    rows: [...parts, ['total', 'Lost in all', 'total'] as const].map(([part, name]) => {
      const share = part === 'total' ? value.waste.total : shareOf(value, part);
      const seconds = share * value.runLength;
      return [name, formatQuantity(share, 'ratio'), amount(value, seconds, 'hours'), amount(value, seconds, 'devices'), ...(money ? [amount(value, seconds, 'money')] : [])];
    }),
  };
}

/** The numbers behind the curve, at round intervals and at its marks. */
export function curveTable(value: Value, intervals: readonly number[]): Table {
  const marks: Array<[string, number]> = [
    ['Here', value.interval], ['Best (exact)', value.optimum.exact], ['Daly 2006', value.optimum.daly], ['Young 1974', value.optimum.young],
    ...intervals.map((interval): [string, number] => ['', interval]),
  ];
  const rows = marks.filter(([, interval]) => interval > 0).sort((a, b) => a[1] - b[1]);
  const curve = wasteCurve({...question(value), intervals: rows.map(([, interval]) => interval)});
  return {
    caption: 'Share of time lost, by the work between checkpoints',
    columns: ['Interval', 'Writing', 'Lost work', 'Recovery', 'Total', 'Young’s estimate'],
    rows: rows.map(([name, interval], i) => [
      name ? `${name}: ${time(interval)}` : time(interval),
      ...[curve.checkpoint[i], curve.lost[i], curve.restart[i] + curve.downtime[i], curve.total[i], curve.firstOrder[i]].map((share) => formatQuantity(share, 'ratio')),
    ]),
  };
}
