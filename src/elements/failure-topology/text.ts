import {
  blastRadius,
  llama3Run,
  scenarios,
  type FailureRecord,
  type Level,
  type TierKind,
  type TierOutcome,
} from '../../models/index.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {plainText, type Sentence} from '../../core/sentence.js';
import type {Table} from '../../core/table.js';
import {isFleet, simulationOf, stateOf, type Value} from './inputs.js';

type Piece = string | {live: string};
const live = (text: string) => ({live: text});
export const time = (seconds: number): string => formatQuantity(seconds, 'time');
export const share = (of: number): string => formatQuantity(of, 'ratio');
export const number = (of: number): string => formatQuantity(of, 'count');
/** GPU-hours: whole ones from ten on. */
export const gpuHours = (hours: number): string =>
  hours >= 10 ? number(Math.round(hours)) : formatQuantity(hours, 'number');

const two = (of: number): string => String(Math.floor(of)).padStart(2, '0');

/** A moment as one says it: `Day 3, 14:05`, with seconds where failures are minutes apart. */
export function moment({mtbf}: Pick<Value, 'mtbf'>, at: number): string {
  // A hair of tolerance: a stored minute stays that minute.
  const seconds = Math.floor(at + 1e-6);
  return `Day ${number(Math.floor(seconds / 86_400) + 1)}, ${two((seconds / 3600) % 24)}:${two((seconds / 60) % 60)}${mtbf < 3600 ? `:${two(seconds % 60)}` : ''}`;
}
/** Only its time of day. */
export const clock = (value: Pick<Value, 'mtbf'>, at: number): string => moment(value, at).replace(/^.*, /, '');

/** What GPUs and nodes are called here. */
export const deviceName = ({scenario}: Pick<Value, 'scenario'>) => scenarios[scenario].device;
export const nodeName = ({scenario}: Pick<Value, 'scenario'>) => scenarios[scenario].unit;

/** The name of a unit: `GPU 4 of node 1,207`, `rack 12`. */
export function unitText(value: Value, level: Level, index: number): string {
  const {one} = nodeName(value);
  if (level === 'gpu')
    return `${deviceName(value).one} ${number(index % value.gpusPerNode)} of ${unitText(value, 'node', Math.floor(index / value.gpusPerNode))}`;
  if (level === 'node') return value.nodes === 1 ? `the ${one}` : `${one} ${number(index)}`;
  return `${level === 'power' ? 'power domain' : level} ${number(index)}`;
}

/** What it is called where it stands alone, on a toggle. */
export const levelName = (value: Pick<Value, 'scenario'>, level: Level): string =>
  ({gpu: deviceName(value).one, node: nodeName(value).one, rack: 'rack', power: 'power', pod: 'pod'})[level];

/** What happened, before the place. */
const causes: Readonly<Record<string, string>> = {
  'Faulty GPU': 'faulty GPU, number',
  'GPU HBM3 Memory': 'HBM error on',
  'Software Bug': 'software bug on',
  'Host Maintenance': 'unplanned maintenance of',
  'GPU SRAM Memory': 'SRAM error on',
  'GPU System Processor': 'system processor error on',
  'NIC': 'network card failed in',
  'NCCL Watchdog Timeouts': 'watchdog timeout on',
  'Silent Data Corruption': 'silent data corruption on',
  'GPU Thermal Interface + Sensor': 'overheated',
  'SSD': 'drive failed in',
  'Power Supply': 'power supply failed in',
  'Server Chassis': 'chassis fault of',
  'IO Expansion Board': 'I/O board failed in',
  'Dependency': 'a dependency failed on',
  'CPU': 'CPU failed in',
  'System Memory': 'memory error in',
  'Power Domain': 'power lost in',
  'Failure': 'failure of',
};

/** A failure in a few words: `HBM error on GPU 4 of node 1,207`. */
export function failureText(
  value: Value,
  {component, level, index}: Pick<FailureRecord, 'component' | 'level' | 'index'>,
): string {
  const unit = unitText(value, level, index);
  if (component === 'Network Switch/Cable')
    return level === 'rack' ? `switch failed, ${unit}` : `network link down at ${unit}`;
  if (component === 'By hand') return `${unit} failed by hand`;
  if (component === 'Faulty GPU') return `faulty ${unit}`;
  return `${causes[component] ?? `${component}:`} ${unit}`;
}
const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);

/** Where a copy lives, as the way back ends there, and as it stands in a table. */
const tierPlaces: Readonly<Record<TierKind | 'start', readonly [to: string, name: string]>> = {
  dram: ['the copies in their own memory', 'Own DRAM'],
  peer: ['the copies in their peers’ memory', 'Peer DRAM'],
  nvme: ['the copies on local drives', 'Local NVMe'],
  store: ['the object store', 'Object store'],
  start: ['the start of the run', 'Start'],
};
const deviceStore = ['the last saved copy', 'Storage'] as const;
const placeOf = (value: Value, tier: TierKind | 'start') =>
  tier === 'store' && !isFleet(value) ? deviceStore : tierPlaces[tier];
export const tierName = (value: Value, tier: TierKind | 'start'): string => placeOf(value, tier)[1];

/** GPUs that a failure threw back. */
export function rollbackText(value: Value, {parts}: FailureRecord): number {
  return value.recovery === 'replica' ? (parts.length * value.gpus) / value.dp : value.gpus;
}

/** GPU-hours of the work a failure threw away. */
export const lostWork = (value: Value, record: FailureRecord): number =>
  (record.rollback.work * rollbackText(value, record)) / 3600;

/** The failures that struck while the job was recovering from one. */
function meanwhileText(value: Value, {time: at, resumed}: FailureRecord): string {
  const {failures} = simulationOf(value).run;
  const others = failures.filter((one) => one.during !== 'work' && one.time > at && one.time < resumed).length;
  return others === 0
    ? ''
    : `; ${others === 1 ? 'one more failure' : `${number(others)} more failures`} struck meanwhile`;
}

/** The failure, and how far back. */
function rollbackPath(value: Value, record: FailureRecord): Piece[] {
  const {rollback, during, parts, lostGpuSeconds} = record;
  const what: Piece[] = [live(moment(value, record.time)), ': ', failureText(value, record), '. '];
  const some = value.recovery === 'replica' && value.dp > 1;
  const device = deviceName(value);
  const who: Piece[] = some
    ? [
        live(
          parts.length === 1
            ? `One of ${number(value.dp)} replicas`
            : `${number(parts.length)} of ${number(value.dp)} replicas`,
        ),
        parts.length === 1 ? ' goes back ' : ' go back ',
      ]
    : value.gpus === 1
      ? [`The ${device.one} goes back `]
      : [live(`All ${number(value.gpus)} ${device.many}`), ' go back '];
  // A failure in an outage finds the job thrown back already; its way may become longer, not shorter.
  const still = during !== 'work';
  const cost: Piece[] = [live(`${gpuHours(lostGpuSeconds / 3600)} ${device.one}-hours`)];
  return [
    ...what,
    ...(still ? ['The job was still recovering. '] : []),
    ...(still && !(rollback.seconds > 0)
      ? ['It goes back no farther. ']
      : [
          ...who,
          live(time(rollback.seconds)),
          ` ${still ? 'farther, ' : ''}to ${placeOf(value, rollback.tier)[0]}`,
          ...(still
            ? [': ', ...cost, ' more. ']
            : [
                ': with ',
                live(time(record.resumed - record.time)),
                ' to recover, ',
                ...cost,
                `${meanwhileText(value, record)}. `,
              ]),
        ]),
  ];
}

/** Newer copies that did not survive, with their age. */
function fallen({rollback: {tiers, index}}: FailureRecord): TierOutcome[] {
  const used = index < 0 ? -1 : tiers[index].copy!.work;
  return tiers.filter(({copy, survived}) => copy && !survived && copy.work > used);
}

/** Why not a newer copy. */
function why(value: Value, record: FailureRecord): Piece[] {
  const lost = fallen(record);
  if (!lost.length) return [];
  const {level, blast} = record;
  const name = level === 'power' ? 'power domain' : level === 'gpu' ? nodeName(value).one : levelName(value, level);
  const places = lost.map(({tier}) =>
    tierName(value, tier).replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase()),
  );
  const list = places.length > 1 ? `${places.slice(0, -1).join(', ')} and ${places.at(-1)}` : places[0];
  const pieces: Piece[] = [
    lost.length > 1 ? 'Newer copies in ' : 'A newer copy in ',
    live(list),
    ` fell with the ${name}`,
  ];
  if (lost.some(({tier}) => tier === 'peer') && blast.nodes > 1) pieces.push(`: the peer stood in the same ${name}`);
  return [...pieces, '. '];
}

/** What the numbers mean, in plain language. */
export function sentence(value: Value): Sentence {
  const state = stateOf(value);
  const {last, missing} = state;
  if (!last) {
    return [
      live(moment(value, value.time)),
      ': no failure yet. One is expected every ',
      live(time(value.predictedMtbf)),
      `; ${value.gpus === 1 ? `the ${deviceName(value).one}` : `the ${number(value.gpus)} ${deviceName(value).many}`} kept `,
      live(share(value.efficiency)),
      ' of the time for work.',
    ];
  }
  const pieces: Piece[] = [...rollbackPath(value, last), ...why(value, last)];
  const later = value.time - last.time > 1e-3;
  if (missing > 0) pieces.push('No spare is left: the job waits for a repair. ');
  if (later)
    pieces.push(
      'Now, ',
      live(clock(value, value.time)),
      value.working ? ', it works again. ' : ', it is not back yet. ',
    );
  if (value.causedLoss > 1) pieces.push('What you caused has cost ', live(time(value.causedLoss)), ' of work so far. ');
  const end = pieces.at(-1) as string;
  return [...pieces.slice(0, -1), end.trimEnd()];
}

/** What changed, for those who do not see it: the failure and the way back. */
export function announcement(value: Value): string {
  const {last} = stateOf(value);
  if (!last) return plainText(sentence(value)).split('. ')[0] + '.';
  return `${moment(value, last.time)}: ${failureText(value, last)}. Back ${formatQuantity(last.rollback.seconds, 'time', {words: true})} to ${placeOf(value, last.rollback.tier)[0]}.`;
}

/** What stands here and how to start, for those who do not see it. */
export function summary(value: Value): string {
  const {topology} = simulationOf(value);
  const racks =
    topology.counts.rack > 1
      ? ` in ${number(topology.counts.rack)} racks and ${number(topology.counts.pod)} ${topology.counts.pod > 1 ? 'pods' : 'pod'}`
      : '';
  return (
    `A map of ${value.gpus === 1 ? `one ${deviceName(value).one}` : `${number(value.gpus)} ${deviceName(value).many}`}${racks}, and below it the tape of a run of ${formatQuantity(value.runLength, 'time', {words: true})} with its failures and copies. ` +
    'Press a unit on the map to fail it at the moment shown; move the moment on the tape. Beside the map the units stand as a tree as well.'
  );
}

/** The moment on the tape, in words. */
export function momentText(value: Value): string {
  const {last, time: at} = value;
  const since = last ? at - last.time : 0;
  return `${moment(value, at)}, ${value.working ? 'working' : 'recovering'}${last ? `, ${since < 1 ? 'at a failure' : `${formatQuantity(since, 'time', {words: true})} after a failure`}` : ''}`;
}

/** One line of the feed. */
export function feedText(value: Value, record: FailureRecord): string {
  return `${capital(failureText(value, record))}. Back ${time(record.rollback.seconds)} to ${placeOf(value, record.rollback.tier)[0]}, ${gpuHours(record.lostGpuSeconds / 3600)} ${deviceName(value).one}-hours.`;
}

/** The 95 % interval of the observed MTBF. */
export const rangeText = ({observedRange}: Value): string =>
  observedRange ? `${time(observedRange.low)} to ${time(observedRange.high)}` : 'none yet';

/** The run so far, beside what was to be expected. */
export function runTable(value: Value): Table {
  const {one} = deviceName(value);
  return {
    caption: `The run up to ${moment(value, value.time)}`,
    columns: ['Quantity', 'Observed', 'Expected'],
    rows: [
      ['Failures', number(value.failures), formatQuantity(value.time / value.predictedMtbf, 'number')],
      [
        'Time between failures',
        value.observedMtbf === null ? 'none yet' : time(value.observedMtbf),
        time(value.predictedMtbf),
      ],
      ['its 95 % interval', rangeText(value), '–'],
      ['Useful share of the time', share(value.efficiency), share(value.expectedEfficiency)],
      [
        `${capital(one)}-hours lost`,
        gpuHours(value.lostGpuHours),
        gpuHours(((1 - value.expectedEfficiency) * value.time * value.gpus) / 3600),
      ],
      [
        'Spares left',
        number(value.sparesLeft),
        formatQuantity(Math.max(0, value.spares - value.pool.inRepair), 'number'),
      ],
    ],
  };
}

/** One row for each tier: what the last failure left of it, and how far back it alone would have meant. */
export function outcomes(value: Value): Array<{
  tier: TierKind;
  name: string;
  age: string;
  fate: string;
  back: string;
  seconds: number;
  used: boolean;
  survived: boolean;
}> {
  const {last} = stateOf(value);
  return simulationOf(value).run.plan.tiers.map(({kind: tier}, i) => {
    const outcome = last?.rollback.tiers[i];
    const used = last?.rollback.index === i;
    return {
      tier,
      used,
      survived: outcome?.survived ?? true,
      seconds: outcome?.seconds ?? 0,
      name: tierName(value, tier),
      age: outcome?.copy ? time(last!.time - outcome.copy.taken) : 'none',
      fate: !outcome?.copy ? 'none yet' : used ? 'used' : outcome.survived ? 'safe' : 'lost',
      back: outcome ? time(outcome.seconds) : '–',
    };
  });
}

export function copiesTable(value: Value): Table {
  const {last} = value;
  return {
    caption: last
      ? `Had the copies been in one place only: the failure of ${moment(value, last.time)}`
      : 'Copies, before any failure',
    columns: ['Copies in', 'Newest', 'After the failure', 'Back by'],
    rows: outcomes(value).map(({name, age, fate, back, survived}) => [
      `${name} only`,
      age,
      fate,
      survived || back === '–' ? back : `${back}, to the start`,
    ]),
  };
}

/** Causes of this run beside the published ones. */
export function causeTable(value: Value): Table {
  const {run} = simulationOf(value);
  const counts = new Map<string, number>();
  for (const {component, injected} of run.failures)
    if (!injected) counts.set(component, (counts.get(component) ?? 0) + 1);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const {causes: published, unexpected} = llama3Run;
  const of = (count: number, total: number) => (total ? share(count / total) : '–');
  if (!isFleet(value))
    return {
      caption: `Failures of the whole run of ${time(run.end)}`,
      columns: ['Cause', 'This run', 'Expected'],
      rows: [['Failure', number(all), formatQuantity(run.end / value.predictedMtbf, 'number')]],
    };
  const extra = [...counts.keys()].filter((component) => !published.some((cause) => cause.component === component));
  return {
    caption: `Causes in the whole run of ${time(run.end)}, beside the Llama 3 run of 54 days (counts, not its printed percentages)`,
    columns: ['Cause', 'This run', 'Share', 'Llama 3', 'Share'],
    rows: [
      ...published.map(({component, count}) => [
        component,
        number(counts.get(component) ?? 0),
        of(counts.get(component) ?? 0, all),
        number(count),
        of(count, unexpected.value),
      ]),
      ...extra.map((component) => [
        component,
        number(counts.get(component)!),
        of(counts.get(component)!, all),
        '–',
        '–',
      ]),
    ],
  };
}

/** The newest failures up to the moment, latest first. */
export function feed(value: Value, most: number): FailureRecord[] {
  const {run} = simulationOf(value);
  return run.failures.slice(Math.max(0, value.failures - most), value.failures).reverse();
}

export function feedTable(value: Value): Table {
  const rows = feed(value, 20).map((record) => [
    moment(value, record.time),
    capital(failureText(value, record)),
    number(record.blast.gpus),
    time(record.rollback.seconds),
    tierName(value, record.rollback.tier),
    gpuHours(record.lostGpuSeconds / 3600),
  ]);
  return {
    caption: 'The last failures',
    columns: ['When', 'What', `${deviceName(value).many} down`, 'Back by', 'To', `${deviceName(value).one}-hours`],
    rows: rows.length ? rows : [['No failure yet', '–', '–', '–', '–', '–']],
  };
}

/** A unit and its state, for the tree and the cursor. */
export function unitStateText(value: Value, level: Level, index: number): string {
  const {topology} = simulationOf(value);
  const {down, repairing} = stateOf(value);
  const {from, to} = blastRadius(topology, {level, index});
  const touches = ({blast}: FailureRecord) => blast.from < to && blast.to > from;
  const hit = down.filter(touches);
  if (hit.length)
    return hit.some(
      ({blast}) =>
        blast.struckFrom < to &&
        blast.struckTo > from &&
        (level !== 'gpu' || (index >= blast.struckFrom && index < blast.struckTo)),
    )
      ? 'struck'
      : 'drained with it';
  return repairing.some(touches)
    ? level === 'gpu' || level === 'node'
      ? 'a spare stands in'
      : 'up, with a spare'
    : value.working
      ? 'up'
      : 'up, waiting';
}
