import {doubleFleet, type DoubledFleet, type Doubling} from '../../models/checkpointing/doubling.js';
import {
  fleetMtbf,
  publishedFleets,
  publishedRuns,
  scenarios,
  type Noun,
  type WriteScaling,
} from '../../models/index.js';
import {publishedMttfs, type Source} from '../../models/fleet/published.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import type {Sentence} from '../../core/sentence.js';
import type {Table} from '../../core/table.js';
import type {Value} from './inputs.js';

const live = (text: string) => ({live: text});
const time = (seconds: number, words = false) => formatQuantity(seconds, 'time', {words});
const count = (nodes: number) => formatQuantity(nodes, 'count');
/** A factor to three digits: 1.41. */
export const factor = (of: number): string => formatQuantity(Number(of.toPrecision(3)), 'number');

/** What the fleet is made of: nodes, vehicles, devices. */
export const unitName = ({scenario}: Value): Noun => scenarios[scenario].unit;

/** So many of them: `2,048 nodes`. */
export const sizeOf = (value: Value, nodes = value.nodes): string =>
  `${count(nodes)} ${nodes === 1 ? unitName(value).one : unitName(value).many}`;

/** Devices of their own: nothing breaks them together. */
export const independent = ({scenario}: Value): boolean => scenarios[scenario].device.one !== 'GPU';

/** A chance in as many digits as tell it from certainty; never 0 % or 100 % where it is neither. */
export function chance(of: number, words = false): string {
  const unit = words ? ' percent' : ' %';
  if (of > 0 && of < 1e-6) return `${words ? 'under' : '<'} 0.0001${unit}`;
  if (of < 1 && of > 1 - 1e-6) return `${words ? 'over' : '>'} 99.9999${unit}`;
  const digits = of > 0.99 && of < 1 ? Math.max(3, 1 + Math.ceil(-Math.log10(1 - of))) : 3;
  return formatQuantity(of, 'ratio', {digits, words}).replace(/^100(?= .)/, of < 1 ? '99.9999' : '100');
}

const said = (of: number): string => chance(of).replace('<', 'under').replace('>', 'over');

const day = 86_400;
const spans = [
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
  ['day', day],
  ['week', 7 * day],
  ['year', 365 * day],
] as const;

/** How often, in the shortest span that sees it happen: `6 times a day`; nothing for less than once a year. */
function often(mtbf: number): string {
  const span = spans.find(([, seconds]) => seconds / mtbf >= 0.995);
  if (!span) return '';
  const [name, seconds] = span;
  const many = Number((seconds / mtbf).toPrecision(2));
  const times = many === 1 ? 'once' : many === 2 ? 'twice' : `${formatQuantity(many, 'number')} times`;
  return `${times} ${name === 'hour' ? 'an' : 'a'} ${name}`;
}

/** How often the fleet fails, in plain language. */
export function fleetSentence(value: Value): Sentence {
  const {nodes, nodeMtbf, mtbf, horizon, survival} = value;
  const {one, many} = unitName(value);
  const phrase: Array<string | {live: string}> = [`One ${one} fails every `, live(time(nodeMtbf, true))];
  if (nodes === 1) {
    phrase.push('. ');
    if (independent(value))
      phrase.push(
        `How many other ${many} there are changes nothing for it; only a task that needs all of them at once fails more often. `,
      );
  } else {
    phrase.push(
      independent(value)
        ? `. If all ${count(nodes)} had to be up at once, something would fail every `
        : `; ${count(nodes)} of them together every `,
      live(time(mtbf, true)),
    );
    const rate = often(mtbf);
    if (rate) phrase.push(', ', live(rate));
    phrase.push('. ');
  }
  phrase.push(
    `${first(horizon)} without a failure has a chance of `,
    live(said(survival.fleet)),
    nodes > 1 ? `; for one ${one} alone it is ` : '',
    ...(nodes > 1 ? [live(said(survival.node))] : []),
    value.law === 'weibull' ? '. Both chances are those of a constant rate; the Weibull law is that of the job.' : '.',
  );
  return phrase;
}

const first = (horizon: number): string =>
  horizon === 3600 ? 'An hour' : horizon === day ? 'A day' : horizon === 7 * day ? 'A week' : time(horizon, true);

/** What stands here and how to start, for those who do not see it. */
export function fleetSummary(value: Value): string {
  const {one, many} = unitName(value);
  return (
    `Two charts of the size of a fleet, from one ${one} to ${many} by the hundred thousand. ` +
    `The upper one shows the time between failures: it falls by half whenever the fleet doubles, and published fleets stand beside the line. The lower one shows the chance that ${time(value.horizon, true)} passes without a failure, for one ${one} and for all together. ` +
    `Now ${sizeOf(value)} ${value.nodes === 1 ? 'fails' : 'fail'} every ${time(value.mtbf, true)}. Move the point on the line, or the sliders below.`
  );
}

/** The point on the line, in words. */
export const fleetPointText = (value: Value): string =>
  `${sizeOf(value)}: one failure every ${time(value.mtbf, true)}, ${chance(value.survival.fleet, true)} chance of ${time(value.horizon, true)} without one`;

const missing = 'not published';

/** Published fleets and what their rates would mean at this size, below the reader's own. */
export function fleetTable(value: Value): Table {
  const {nodes, gpusPerNode, nodeMtbf} = value;
  const {one, many} = unitName(value);
  const alike = !independent(value);
  const row = (name: string, gpus: number, of: number, mtbf: number, from: string): string[] => {
    const perNode = mtbf * of;
    return [
      name,
      count(gpus),
      count(of),
      formatQuantity((1000 * day) / perNode, 'number'),
      time(mtbf),
      ...(alike ? [time(fleetMtbf({nodeMtbf: perNode, nodes}))] : []),
      from,
    ];
  };
  const sourceText = (note: string | undefined, {text}: Source) => (note ? `${note}; ${text}` : text);
  const own = row('Here', nodes * gpusPerNode, nodes, fleetMtbf({nodeMtbf, nodes}), 'the numbers on this page');
  if (!alike) own[1] = 'none';
  const {note, source} = publishedRuns.megaScaleRestarts;
  return {
    caption: 'Failures of published fleets',
    columns: [
      'Fleet',
      'GPUs',
      alike ? 'Nodes' : `Nodes or ${many}`,
      `Failures per 1000 ${alike ? 'node' : `node- or ${one}`}-days`,
      'One failure every',
      ...(alike ? [`At ${sizeOf(value)}`] : []),
      'What was counted',
    ],
    rows: [
      own,
      ...Object.values(publishedFleets).map((fleet) =>
        row(
          fleet.name,
          fleet.gpus,
          fleet.nodes,
          fleetMtbf({nodes: fleet.nodes, nodeMtbf: 1 / fleet.failureRate}),
          sourceText(fleet.note, fleet.source),
        ),
      ),
      ...Object.values(publishedMttfs).map(({name, gpus, nodes: of, mttf, note: text, source: from}) =>
        row(name, gpus, of, mttf, sourceText(text, from)),
      ),
      // Restarts without a length of time give no rate.
      [
        'MegaScale',
        missing,
        missing,
        missing,
        missing,
        ...(alike ? [missing] : []),
        sourceText(`restarts: ${note}; not over how long`, source),
      ],
    ],
  };
}

// Doubling ------------------------------------------------------------------------------------

/** What the write time does when the fleet doubles. */
export const writeScalingNames = [
  ['fixed', 'Writing takes as long'],
  ['sharded', 'Each writes its own shard'],
  ['shared', 'All share one store'],
] as const satisfies ReadonlyArray<readonly [WriteScaling, string]>;

const known = new WeakMap<Value, Doubling>();

/** The doubled fleet; asked for more than once, computed once. */
export function doubled(value: Value): Doubling {
  const was = known.get(value);
  if (was) return was;
  const {nodes, nodeMtbf, writeTime, restart, downtime, law, shape} = value;
  const doubling = doubleFleet({nodes, nodeMtbf, writeTime, restart, downtime, law, shape});
  known.set(value, doubling);
  return doubling;
}

/** A share lost, in percent. */
export const lost = (of: number): string => formatQuantity(of < 1e-6 ? 0 : of > 1 - 1e-6 ? 1 : of, 'ratio');

/** Where checkpoints are best made all the time there is no number to say. */
export const every = (interval: number): string => (interval > 0 ? time(interval) : 'all the time');

/** The numbers of doubling under the three laws. */
export function doublingTable(value: Value): Table {
  const {before, after} = doubled(value);
  return {
    caption: `From ${sizeOf(value)} to twice as many`,
    columns: [
      'When writing',
      'Write time',
      'One failure every',
      'Best interval',
      'Checkpoints',
      'First-order estimate',
      'Least loss',
    ],
    rows: [
      [
        `Now: ${sizeOf(value)}`,
        time(before.writeTime),
        time(before.mtbf),
        every(before.interval),
        '× 1',
        '× 1',
        lost(before.waste),
      ],
      ...writeScalingNames.map(([law, name]) => {
        const {writeTime, mtbf, interval, frequencyFactor, firstOrder, waste} = after[law];
        return [
          name,
          time(writeTime),
          time(mtbf),
          every(interval),
          `× ${factor(frequencyFactor)}`,
          `× ${factor(firstOrder.frequency)}`,
          lost(waste),
        ];
      }),
    ],
  };
}

/** How the best frequency changes: `↑ 1.41 ×`. */
export function change({frequencyFactor}: DoubledFleet): string {
  const times = factor(frequencyFactor);
  return `${times === '1' ? '=' : frequencyFactor < 1.1 ? '≈' : '↑'} ${times} ×`;
}

/** Does the best checkpoint frequency increase, decrease or stay the same when the fleet doubles? */
export function doublingSentence(value: Value): Sentence {
  const {before, after} = doubled(value);
  const {many} = unitName(value);
  const start = independent(value)
    ? `If twice as many ${many} had to be up at once, something would fail twice as often`
    : `Twice as many ${many} fail twice as often`;
  if (before.waste > 1 - 1e-6) return [`${start}, and the job `, live('gets nowhere'), ' as it is.'];
  const answer = (law: WriteScaling): Array<string | {live: string}> => {
    const {frequencyFactor: of} = after[law];
    return [
      live(
        of < 1.02
          ? 'just as often'
          : of < 1.1
            ? `about as often (${factor(of)} times)`
            : of > 1.995 && of < 2.005
              ? 'twice as often'
              : `${factor(of)} times as often`,
      ),
    ];
  };
  const least = (law: WriteScaling) => live(lost(after[law].waste));
  const same = lost(after.sharded.waste) === lost(before.waste);
  return [
    `${start}. If writing takes as long as before, checkpoint `,
    ...answer('fixed'),
    ' and lose at least ',
    least('fixed'),
    ` instead of ${lost(before.waste)}. If each writes its own shard, `,
    ...answer('sharded'),
    same ? ', and lose no more than before. ' : ', and only the recovery costs more: at least ',
    ...(same ? [] : [least('sharded'), '. ']),
    'If all share one store, ',
    ...answer('shared'),
    ', and lose at least ',
    least('shared'),
    '.',
  ];
}
