import {wasteCurve} from '../../models/index.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import type {Table} from '../../core/table.js';
import {plainText, type Sentence} from '../../core/sentence.js';
import {modelInputs, type Value} from './inputs.js';
import {amount, deviceName, share, devices, parts, shareOf} from './draw/waterfall.js';

const live = (text: string) => ({live: text});
const time = (seconds: number) => formatQuantity(seconds, 'time');
const times = (ratio: number) => formatQuantity(Number(ratio.toPrecision(2)), 'number', {digits: 15});

/** Shares as hours of every hundred, all with as many decimals as the largest deserves: 2.8, 12.1, 2.5. */
function ofHundred(largest: number): (share: number) => string {
  const decimals = Math.min(6, Math.max(1, 1 - Math.floor(Math.log10(Math.max(largest, 1e-9) * 10))));
  return (share) => (share * 100 < 0.5 * 10 ** -decimals ? 'almost none' : (share * 100).toFixed(decimals));
}

/** How far the interval is from the best one, in words. */
export function verdict({interval, optimum, regret, leastWaste}: Value): Sentence {
  if (!(optimum.exact > 0)) return ['Writing costs nothing here, so checkpoint ', live('as often as you can'), '. '];
  const ratio = interval / optimum.exact;
  const off = Math.max(ratio, 1 / ratio);
  if (off < 1.02) return ['You checkpoint ', live('at the best interval'), '. '];
  const flat =
    regret < 0.02 * Math.min(leastWaste, 1 - leastWaste) ? ', though the bottom is flat: it hardly matters' : '';
  const seldom = ratio > 1;
  const how =
    off < 1.1
      ? `a little too ${seldom ? 'seldom' : 'often'}`
      : off > 1.95 && off < 2.05
        ? `${seldom ? 'half' : 'twice'} as often as is best`
        : `${times(off)} times too ${seldom ? 'seldom' : 'often'}`;
  return ['You checkpoint ', live(how), `${flat}. `];
}

/** What the numbers mean, in plain language. */
export function sentence(value: Value): Sentence {
  const {waste, regret, leastWaste, optimum, runLength} = value;
  if (value.efficiency < 1e-6) {
    const why =
      value.restart > value.mtbf
        ? 'the next failure comes before it has restarted'
        : 'a failure almost always strikes before the next checkpoint is written';
    return ['The job ', live('never gets anywhere'), `: ${why}.`];
  }
  const hours = ofHundred(waste.total);
  const phrase: Array<string | {live: string}> = [
    ...verdict(value),
    'Of every 100 hours, ',
    live(hours(waste.checkpoint)),
    ' go to writing checkpoints, ',
    live(hours(waste.lost)),
    ' to redoing lost work and ',
    live(hours(waste.restart + waste.downtime)),
    ' to recovering from failures',
  ];
  const best = optimum.exact > 0 ? `Every ${time(optimum.exact)}` : 'All the time';
  if (hours(leastWaste) !== hours(waste.total)) {
    const money = value.gpuHourPrice > 0 && devices(value) > 1;
    phrase.push(
      '. ',
      live(best),
      ' would lose ',
      live(hours(leastWaste)),
      ' in all instead of ',
      live(hours(waste.total)),
      ': that wastes another ',
      live(amount(value, regret * runLength, money ? 'money' : 'hours')),
      ' of this run.',
    );
  } else if (Math.abs(value.interval / optimum.exact - 1) < 0.02)
    phrase.push(': ', live(hours(waste.total)), ' in all, and no other interval loses less.');
  else
    phrase.push(
      ': ',
      live(hours(waste.total)),
      ' in all. The best interval, ',
      live(time(optimum.exact)),
      ', saves next to nothing.',
    );
  return phrase;
}

/** What changed, for those who do not see it: less than the whole sentence. */
export function announcement(value: Value): string {
  return `${plainText(verdict(value))}${formatQuantity(value.waste.total, 'ratio', {words: true})} of the time is lost.`;
}

/** What stands here and how to start, for those who do not see it. */
export function summary(value: Value): string {
  return (
    `A curve of the share of time a job on ${devices(value) > 1 ? `${formatQuantity(devices(value), 'count')} ${deviceName(value).many}` : `one ${deviceName(value).one}`} loses to failures, against the work between two checkpoints. ` +
    `It falls from the left, where writing checkpoints costs most, to its lowest point at ${formatQuantity(value.optimum.exact, 'time', {words: true})}, and rises to the right, where lost work costs most. ` +
    'Move the point on the curve, or the sliders below.'
  );
}

/** The point on the curve, in words. */
export function pointText(value: Value): string {
  const ratio = value.interval / value.optimum.exact;
  const off = Math.max(ratio, 1 / ratio);
  const beside = !(off < Infinity)
    ? 'more often is better'
    : off < 1.02
      ? 'the best interval'
      : off < 1.1
        ? `a little ${ratio > 1 ? 'longer' : 'shorter'} than the best`
        : ratio > 1
          ? `${times(off)} times the best`
          : `the best divided by ${times(off)}`;
  return `${formatQuantity(value.interval, 'time', {words: true})}: ${formatQuantity(value.waste.total, 'ratio', {words: true})} of time lost, ${beside}`;
}

/** The numbers behind the waterfall. */
export function runTable(value: Value): Table {
  const money = value.gpuHourPrice > 0;
  return {
    caption: `A run of ${time(value.runLength)}, checkpointed every ${time(value.interval)}`,
    columns: ['Part', 'Share', 'Hours', `${deviceName(value).one}-hours`, ...(money ? ['Cost'] : [])],
    rows: [...parts, ['total', 'Lost in all', 'total'] as const].map(([part, name]) => {
      const of = part === 'total' ? value.waste.total : shareOf(value, part);
      const seconds = of * value.runLength;
      return [
        name,
        share(of),
        amount(value, seconds, 'hours'),
        amount(value, seconds, 'devices', false),
        ...(money ? [amount(value, seconds, 'money')] : []),
      ];
    }),
  };
}

/** The numbers behind the curve, at round intervals and at its marks. */
export function curveTable(value: Value, intervals: readonly number[]): Table {
  const marks: Array<[string, number]> = [
    ['Here', value.interval],
    ['Best (exact)', value.optimum.exact],
    ['Daly 2006', value.optimum.daly],
    ['Young 1974', value.optimum.young],
  ];
  for (const interval of intervals)
    if (!marks.some(([, mark]) => time(mark) === time(interval))) marks.push(['', interval]);
  const rows = marks.filter(([, interval]) => interval > 0).sort((a, b) => a[1] - b[1]);
  const curve = wasteCurve({...modelInputs(value), intervals: rows.map(([, interval]) => interval)});
  return {
    caption: 'Share of time lost, by the work between checkpoints',
    columns: ['Interval', 'Writing', 'Lost work', 'Recovery', 'Total', 'First-order estimate'],
    rows: rows.map(([name, interval], i) => [
      name ? `${name}: ${time(interval)}` : time(interval),
      ...[
        curve.checkpoint[i],
        curve.lost[i],
        curve.restart[i] + curve.downtime[i],
        curve.total[i],
        curve.firstOrder[i],
      ].map(share),
    ]),
  };
}
