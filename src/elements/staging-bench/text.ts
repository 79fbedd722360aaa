import {reconcile} from '../../core/reconcile.js';
import type {Settings} from '../../core/definition.js';
import type {Suggestion} from '../../ui/controls/suggestion.js';
import {
  driveRemedies,
  forecastStaging,
  newestStagedCopy,
  ssdLife,
  STAGING_STRATEGIES,
  type DriveRemedyName,
  type StagingLimit,
  type StagingRemedy,
  type StagingStrategy,
} from '../../models/index.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {showField} from '../../core/fields.js';
import {plainText, type Sentence} from '../../core/sentence.js';
import type {Table} from '../../core/table.js';
import type {Challenge} from './challenge.js';
import type {RunRecord} from './run-record.js';
import {driveLoad, fields, planOf, runOf, stagingBench, type InputName, type Value} from './inputs.js';

/** The figure's short name. */
export const title = 'A checkpoint on its way from HBM to the object store';

const live = (text: string) => ({live: text});
export const time = (seconds: number): string => formatQuantity(seconds, 'time');
export const bytes = (of: number): string => formatQuantity(of, 'bytes');
export const rate = (of: number): string => formatQuantity(of, 'bandwidth');
export const share = (of: number): string => formatQuantity(of, 'ratio');
const number = (of: number): string => formatQuantity(of, 'number');
const nodes = ({writers}: Value): string =>
  writers === 1 ? 'the node' : `the ${formatQuantity(writers, 'count')} nodes`;

export const strategyNames: Readonly<Record<StagingStrategy, string>> = {
  'object-store': 'Blocking S3',
  'local-ssd': 'Local SSD',
  'async-dram': 'Async DRAM',
  'peer-dram': 'Peer DRAM',
};

/** What the math waits for. */
const waits: Readonly<Record<StagingStrategy, string>> = {
  'object-store': 'the object store has every byte',
  'local-ssd': 'the drives have every byte',
  'async-dram': 'its own DRAM has every byte',
  'peer-dram': 'a peer’s DRAM has every byte',
};

/** Whether the strategy keeps a buffer in DRAM. */
export const buffered = ({strategy}: Pick<Value, 'strategy'>): boolean =>
  strategy === 'async-dram' || strategy === 'peer-dram';

/** How the stop compares with blocking on the store. */
export function factorWords({strategy, stopFactor}: Value): string {
  if (strategy === 'object-store') return 'until S3 has it all';
  const factor = Number(stopFactor.toPrecision(3));
  return factor >= 1.05
    ? `${number(factor)} times less than Blocking S3`
    : factor > 0.95
      ? 'as long as Blocking S3'
      : `${number(Number((1 / factor).toPrecision(3)))} times longer than Blocking S3`;
}

/** The limit that tells most about a setting; a stop by design is none. */
export function mainLimit(value: Value): StagingLimit | 'none' {
  const has = (limit: StagingLimit) => value.broken.some((each) => each.limit === limit);
  if (has('crash')) return 'crash';
  if (has('storm')) return 'storm';
  if (buffered(value) && has('overflow')) return 'overflow';
  if (!value.stable || has('unstable')) return 'unstable';
  return has('store') ? 'store' : 'none';
}

/** A length of the stop: seconds, so that stops compare at a glance. */
export const stopTime = (seconds: number): string =>
  seconds >= 1e-4 && seconds < 90 ? `${number(seconds)} s` : time(seconds);

/** Who sends how much where the training leaves how much: the beginning of a storm's sentence. */
function stormText(value: Value): Sentence {
  const {broken, peakDemand, headroom, writers} = value;
  return [
    `Then ${nodes(value)} ${writers === 1 ? 'sends' : 'send'} `,
    live(rate(broken.find(({limit}) => limit === 'storm')?.amount ?? peakDemand)),
    ' where the training leaves ',
    live(rate(headroom)),
    ': a ',
    live('storm'),
    ' ',
  ];
}

/** Nothing breaks: when the bytes are safe. */
const drainedText = ({strategy, trainingTraffic, durableAfter}: Value): Sentence =>
  strategy === 'object-store'
    ? []
    : [
        'The bytes drain beside the training',
        ...(trainingTraffic > 0 ? [' without a storm'] : []),
        ' and are safe after ',
        live(time(durableAfter)),
        '.',
      ];

/** What becomes of the bytes after the stop, by the limit that counts. */
const afterTexts: Readonly<Record<ReturnType<typeof mainLimit>, (value: Value) => Sentence>> = {
  crash: (value) => [
    ...stormText(value),
    'that lasts until the watchdog ',
    live('ends the run'),
    ` after ${time(value.watchdog)}.`,
  ],
  storm: (value) => [
    ...stormText(value),
    'that slows the math',
    ...(value.slowdown > 0 ? [' to ', live(share(1 - value.slowdown))] : []),
    ' for ',
    live(time(value.stormTime)),
    '.',
  ],
  overflow: () => [
    'The buffer ',
    live('overflows'),
    ': it is full before the copy is done, and the math waits for the drain.',
  ],
  unstable: ({checkpointSize, interval, durableAfter, fullAfter}) => [
    'The drain ',
    live('cannot keep up'),
    `: ${bytes(checkpointSize)} come every ${time(interval)}, and need `,
    live(time(durableAfter)),
    fullAfter === null
      ? '. The backlog grows whatever the buffer.'
      : `. The backlog grows: after ${time(fullAfter)} buffer and drives are full, and the math waits for the store. No share of the time holds for long.`,
  ],
  store: ({storeLoad, durableAfter}) => [
    'At once they would send ',
    live(`${number(Number(storeLoad.toPrecision(2)))} times`),
    ' what the store takes, and queue for it until ',
    live(time(durableAfter)),
    ' after the start.',
  ],
  stall: drainedText,
  none: drainedText,
};

/** What becomes of the bytes after the stop. */
const after = (value: Value): Sentence => afterTexts[mainLimit(value)](value);

/** Share of the time that the job keeps, where there is one. */
export const keptText = ({efficiency}: Value): string => (efficiency === null ? 'less and less' : share(efficiency));

/** What the numbers mean, in plain language. */
export function sentence(value: Value): Sentence {
  const {strategy, mathStop, efficiency, blockingEfficiency, interval, crashed} = value;
  const stop: Sentence =
    strategy === 'object-store'
      ? [
          'The math stops for ',
          live(stopTime(mathStop)),
          ` at each checkpoint, until ${waits[strategy]}: `,
          live(share(Math.min(1, mathStop / interval))),
          ' of the time.',
        ]
      : [
          'The math stops for ',
          live(stopTime(mathStop)),
          ` at each checkpoint, ${factorWords(value).replace('Blocking S3', 'if it waited for S3')}.`,
        ];
  const then = after(value);
  const kept: Sentence =
    crashed || efficiency === null
      ? []
      : [
          ' Failures counted, the job keeps ',
          live(share(efficiency)),
          ` of its time${strategy === 'object-store' ? '.' : '; blocking keeps '}`,
          ...(strategy === 'object-store' ? [] : [live(share(blockingEfficiency)), '.']),
        ];
  return [...stop, ...(then.length ? [' ', ...then] : []), ...kept];
}

/** Three digits, never above, never below. */
const rounded3 = (of: number, round: (steps: number) => number): number => {
  if (!(of > 0)) return 0;
  const step = 10 ** (Math.floor(Math.log10(of)) - 2);
  return Number((round(of / step) * step).toPrecision(3));
};
const floor3 = (of: number): number => rounded3(of, (steps) => Math.floor(steps + 1e-9));
const ceil3 = (of: number): number => rounded3(of, (steps) => Math.ceil(steps - 1e-9));

/** The limits from harmless to fatal. */
const severity: ReadonlyArray<ReturnType<typeof mainLimit>> = [
  'none',
  'stall',
  'store',
  'overflow',
  'unstable',
  'storm',
  'crash',
];

/** Every limit that a setting breaks, where {@link mainLimit} names one. */
const brokenLimits = (value: Value): ReadonlySet<StagingLimit> =>
  new Set([
    ...value.broken
      .map(({limit}) => limit)
      .filter((limit) => limit !== 'stall' && (limit !== 'overflow' || buffered(value))),
    ...(value.stable ? [] : (['unstable'] as const)),
  ]);

/** How far a setting is from where its limit would hold: what a change must make smaller to help. */
const excess = (value: Value): number =>
  ({
    none: value.mathStop,
    stall: value.mathStop,
    store: value.storeLoad,
    unstable: value.utilisation,
    overflow: value.longestStop,
    storm: value.stormTime,
    crash: value.stormTime,
  })[mainLimit(value)];

/** Whether a change helps, tried in the simulation: a milder limit, the same one less broken, or as good with less. */
function helps(before: Value, after: Value): boolean {
  const [was, is] = [before, after].map((value) => severity.indexOf(mainLimit(value)));
  const [brokenBefore, brokenAfter] = [before, after].map(brokenLimits);
  if (brokenAfter.size < brokenBefore.size && [...brokenAfter].every((limit) => brokenBefore.has(limit))) return true;
  if (is !== was) return is < was;
  if (excess(after) < 0.99 * excess(before)) return true;
  return is === 0 && after.buffer < before.buffer && after.mathStop <= before.mathStop * (1 + 1e-9);
}

const tried = new WeakMap<Value, Suggestion | undefined>();

/** The first thing to try that helps when it is tried; undefined where nothing is to be mended, or nothing here mends it. */
export function firstSuggestion(value: Value): Suggestion | undefined {
  if (!tried.has(value)) {
    const inputs = inputsOf(value);
    tried.set(
      value,
      suggestionsFor(value).find(
        ({set}) =>
          Object.entries(set).some(([key, each]) => each !== value[key as InputName]) &&
          helps(value, stagingBench.evaluate(reconcile(stagingBench, inputs, set as Settings))),
      ),
    );
  }
  return tried.get(value);
}

/** What may be tried, the best first. */
function suggestionsFor(value: Value): Suggestion[] {
  const {groups, bytesPerNode, interval, safePace, uploadBandwidth, uploadRate, requiredBuffer, writers, storeLoad} =
    value;
  const limit = mainLimit(value);
  const pace = Math.max(1e-9, floor3(Math.min(safePace, uploadBandwidth)));
  // A little longer than the bytes need.
  const longer = (speed: number): Suggestion => {
    const seconds = Math.min(
      fields.interval.max,
      Math.max(fields.interval.min, ceil3((1.02 * groups * bytesPerNode) / speed)),
    );
    return {words: `Save every ${time(seconds)}: more bytes than can leave come now.`, set: {interval: seconds}};
  };
  const fits = (groups * bytesPerNode) / interval <= pace;
  const enough = Math.min(fields.buffer.max, ceil3(requiredBuffer));
  const paced: Suggestion = {words: `Pace the drain: ${rate(pace)} a node leaves the training its share.`, set: {pace}};
  const behind: Suggestion = {
    words: 'Let the math wait for DRAM only, and drain behind its back.',
    set: {strategy: 'async-dram', pace},
  };
  switch (limit) {
    case 'storm':
    case 'crash':
      return [fits ? paced : longer(pace)];
    case 'unstable':
      return fits && pace > uploadRate
        ? [{words: `Drain faster: ${rate(pace)} a node is still no storm.`, set: {pace}}, longer(uploadRate)]
        : [longer(uploadRate)];
    case 'overflow':
      return [{words: `A buffer of ${bytes(enough)} holds what the drain leaves.`, set: {buffer: enough}}];
    case 'store': {
      const turns = Math.min(fields.groups.max, writers, 2 ** Math.ceil(Math.log2(groups * storeLoad)));
      const left = (storeLoad * groups) / turns;
      return [
        ...(turns > groups && buffered(value)
          ? [
              {
                words:
                  left <= 1
                    ? `Take turns: ${turns} groups send no more than the store takes.`
                    : `Take turns: ${turns} groups send ${number(Number(left.toPrecision(2)))} times what the store takes, not ${number(Number(storeLoad.toPrecision(2)))}.`,
                set: {groups: turns},
              },
            ]
          : []),
        {words: `Pace the drain: ${rate(pace)} a node is what the store takes.`, set: {pace}},
        behind,
      ];
    }
    default:
      return buffered(value)
        ? [{words: `Nothing breaks. A buffer of ${bytes(enough)} would do as well.`, set: {buffer: enough}}]
        : [behind];
  }
}

/** The sentence, and what to try first. */
export function described(value: Value): string {
  const remedy = mainLimit(value) === 'none' ? undefined : firstSuggestion(value);
  return plainText(sentence(value)) + (remedy ? ` ${remedy.words}` : '');
}

/** What changed, for those who do not see it: its first sentence is the sentence's own. */
export function announcement(value: Value): string {
  const [first] = plainText(sentence(value)).split('. ');
  return `${first.replace(/\.$/, '')}. ${limitWords[mainLimit(value)]}`;
}

const limitWords: Readonly<Record<StagingLimit | 'none', string>> = {
  overflow: 'The buffer overflows.',
  stall: 'The math waits for the drain.',
  storm: 'The drain causes a storm.',
  store: 'The writers queue for the store.',
  unstable: 'The drain cannot keep up.',
  crash: 'The run crashes.',
  none: 'Nothing overflows.',
};

/** What stands here and how to start, for those who do not see it. */
export function summary(value: Value): string {
  return (
    `A picture of how ${nodes(value)} that write a checkpoint of ${bytes(value.checkpointSize)} move it from HBM through DRAM and drives to the object store, with a lamp that is dark while the math is stopped, ` +
    'and a chart of the load on network and store over the time of one checkpoint. Choose what the math waits for, then set the buffer and the interval below; the time bar or the step buttons move through a checkpoint.'
  );
}

/** A moment of the run, for the time bar. */
export function momentText(checkpoint: number, since: number, speed: number): string {
  const state =
    speed <= 0
      ? 'the math is stopped'
      : speed < 1 - 1e-9
        ? `the math is slowed to ${formatQuantity(speed, 'ratio', {words: true})}`
        : 'the math runs';
  return `${formatQuantity(since, 'time', {words: true})} after checkpoint ${checkpoint + 1} began: ${state}`;
}

/** What a node lost at a moment would cost. */
export function lossWords(value: Value, at: number): string {
  const run = runOf(value);
  const {tier, rollback} = newestStagedCopy({run, strategy: value.strategy, time: Math.min(at, run.end), loss: 'node'});
  const names = {dram: 'in DRAM', peer: 'in a peer’s DRAM', nvme: 'on its drives', store: 'in the store', none: ''};
  return tier === 'none'
    ? `back ${time(rollback)}, to the start: no copy is safe yet`
    : `back ${time(rollback)}, to the copy ${names[tier]}`;
}

/** How long the drives last. */
export function driveWords({ssdLife: life, driveWritesPerDay}: Value): Sentence {
  if (life === null) return ['nothing is written to them'];
  return [
    live(time(life)),
    `, at ${number(driveWritesPerDay)} drive ${Number(number(driveWritesPerDay)) === 1 ? 'write' : 'writes'} a day`,
  ];
}

// Drives ----------------------------------------------------------------------------------------

const remedyNames: Readonly<Record<DriveRemedyName, string>> = {
  'stagger': 'Take turns',
  'longer-interval': 'Save half as often',
  'incremental': 'Write only what changed',
  'skip-nvme': 'Skip the drives',
  'rotate-replicas': 'Rotate replicas',
};

/** A remedy for the drives, with what trying it sets. */
export interface DriveRemedy {
  name: DriveRemedyName;
  label: string;
  life: string;
  factor: string;
  peak: string;
  set: Readonly<Record<string, number | string>>;
}

/** What each remedy would do to the drives. */
export function remedyRows(value: Value): DriveRemedy[] {
  const {groups, interval, reduction, replicas, writers} = value;
  const sets: Record<DriveRemedyName, DriveRemedy['set']> = {
    'stagger': {groups: Math.min(fields.groups.max, writers, groups * 2)},
    'longer-interval': {interval: interval * 2},
    'incremental': {reduction: Math.min(fields.reduction.max, reduction * 6)},
    'skip-nvme': {skipNvme: 'yes', strategy: 'async-dram'},
    'rotate-replicas': {replicas: replicas * 2},
  };
  return driveRemedies({...driveLoad(value), groups: 2, longer: 2, reduction: 6, replicas: 2}).map(
    ({remedy, wear, lifeFactor, peakFactor}) => ({
      name: remedy,
      label: remedyNames[remedy],
      life: Number.isFinite(wear.life) ? time(wear.life) : 'no wear',
      factor: lifeFactor === 1 ? 'no longer' : Number.isFinite(lifeFactor) ? `${number(lifeFactor)} times` : 'no wear',
      peak: peakFactor === 1 ? 'as before' : peakFactor === 0 ? 'none' : `${share(peakFactor)} of it`,
      set: sets[remedy],
    }),
  );
}

/** A drive written without pause. */
export function saturation(value: Value): {life: number; driveWritesPerDay: number} {
  const {driveCapacity, dwpd, writeAmplification, ssdBandwidth, drives} = value;
  return ssdLife({
    capacity: driveCapacity,
    dwpd,
    writeAmplification,
    bytesPerCheckpoint: ssdBandwidth / drives,
    interval: 1,
  });
}

/** Jeff Dean's question, with its numbers. */
export function driveSentence(value: Value): Sentence {
  const {life, driveWritesPerDay} = saturation(value);
  const now: Sentence =
    value.ssdLife === null
      ? ['Nothing is written to the drives here. ']
      : ['The drives are busy ', live(share(value.ssdLoad)), ' of the time and last ', live(time(value.ssdLife)), '. '];
  return [
    ...now,
    'A stop of zero proves nothing about them: written to without pause, ',
    live(`${number(driveWritesPerDay)} times`),
    ' their capacity a day, such a drive dies in ',
    live(time(life)),
    '. What helps?',
  ];
}

// The ten-run rule --------------------------------------------------------------------------------

const remedies: Readonly<Record<StagingRemedy, string>> = {
  'stage-in-dram': 'let the math wait for DRAM only',
  'larger-buffer': 'a larger buffer',
  'smaller-buffer': 'a smaller buffer',
  'slower-pace': 'a slower pace, or taking turns',
  'faster-pace': 'a faster pace',
  'fewer-groups': 'fewer groups: the last one waits too long',
  'longer-interval': 'a longer interval',
  'more-ssd-space': 'more space on the drives',
};
export const remedyWords = (remedy: StagingRemedy): string => remedies[remedy];

/** Which limit a run broke. */
export function brokenWords({limit, amount, allowed, time: at, holds}: RunRecord): string {
  switch (limit) {
    case 'storm':
      return `Storm: checkpoints ask for ${rate(amount)} where the training leaves ${rate(allowed)}.`;
    case 'overflow':
      return `Overflow: ${at < 60 ? `${time(at)} after the start` : `after ${time(at)}`} a buffer of ${bytes(allowed)} is full with more to come.`;
    case 'stall':
      return `Stall: the math stops ${time(amount)} where the copy needs ${time(allowed)}.`;
    case 'unstable':
      return `Backlog: ${rate(amount)} come and ${rate(allowed)} leave.`;
    case 'crash':
      return `Crash: a storm outlasts the watchdog of ${time(allowed)}.`;
    default:
      return holds ? 'An hour without stall, storm or overflow.' : 'It does not hold.';
  }
}

/** A run in a sentence or two. */
export function outcomeWords(record: RunRecord): string {
  if (record.solved) return `${brokenWords(record)} A smaller buffer would fail.`;
  const spare = record.holds ? ' But a smaller buffer would do as well.' : '';
  return `${brokenWords(record)}${spare} Try first: ${remedies[record.remedy!]}.`;
}

/** How near a buffer was to the smallest that does. */
export function nearness(value: Value): Sentence {
  if (!buffered(value)) return ['There was no buffer: the math waited all the way.'];
  const {buffer, requiredBuffer} = value;
  if (!(requiredBuffer > 0)) return ['No buffer is needed here: the drain is as fast as the copy.'];
  const off = Number((buffer / requiredBuffer - 1).toPrecision(2));
  return [
    'Your buffer of ',
    live(bytes(buffer)),
    ' is ',
    live(Math.abs(off) < 0.0005 ? 'exactly' : `${share(Math.abs(off))} ${off > 0 ? 'above' : 'below'}`),
    ' the smallest that does: ',
    live(`b* = ${bytes(requiredBuffer)}`),
    '.',
  ];
}

/** Where the challenge stands. */
export function challengeSentence(challenge: Challenge): Sentence {
  const {last, runLimit: of, runs: log, lastValue: shown} = challenge;
  if (!last)
    return [
      'Find the smallest staging buffer that lets an hour of checkpoints pass without stall, storm or overflow. Set it, commit, watch. You have ',
      live(`${of} runs`),
      '.',
    ];
  if (challenge.solved)
    return [
      live(`Solved in ${log.length === 1 ? 'one run' : `${log.length} runs`}.`),
      ` ${outcomeWords(last)} `,
      ...nearness(shown!),
    ];
  const opening: Sentence = [live(`Run ${last.number} of ${of}.`), ` ${outcomeWords(last)}`];
  return challenge.over ? [...opening, ' That was the last run. ', ...nearness(shown!)] : opening;
}

// Tables ----------------------------------------------------------------------------------------

/** The runs so far. */
export function runTable({runs: log}: Challenge): Table {
  return {
    caption: 'Runs',
    columns: ['Run', 'Buffer', 'Pace', 'Outcome', 'Math stops', 'Save every', 'Groups', 'The math waits for'],
    rows: log.map((record) => [
      String(record.number),
      bytes(record.buffer),
      rate(record.pace),
      outcomeWords(record),
      stopTime(record.mathStop),
      time(record.interval),
      `${record.groups}${record.schedule === 'random' ? ', at random' : ''}`,
      `${strategyNames[record.strategy]}${record.strategy === 'async-dram' && record.skipNvme === 'yes' ? ', drives skipped' : ''}`,
    ]),
  };
}

/** The setting, while its outcome must not be seen. */
export function settingTable(value: Value): Table {
  const keys = ['strategy', 'buffer', 'interval', 'pace', 'groups', 'writers', 'checkpointSize'] as const;
  return {
    caption: 'The setting',
    columns: ['Input', 'Now'],
    rows: keys.map((key) =>
      key === 'checkpointSize'
        ? ['Checkpoint', bytes(value[key])]
        : [fields[key].label, key === 'strategy' ? strategyNames[value.strategy] : showField(fields[key], value[key])],
    ),
  };
}

/** All four strategies at the same setting. */
export function strategyTable(value: Value): Table {
  return {
    caption: `A checkpoint of ${bytes(value.checkpointSize)} from ${nodes(value)} every ${time(value.interval)}, four ways`,
    columns: [
      'The math waits for',
      'Math stops',
      'Safe after',
      'Network at most',
      'Drives last',
      'Time kept',
      'Limit broken',
    ],
    rows: STAGING_STRATEGIES.map((strategy) => {
      const v = strategy === value.strategy ? value : stagingBench.evaluate({...inputsOf(value), strategy});
      return [
        strategyNames[strategy],
        `${stopTime(v.mathStop)}${strategy === 'object-store' ? '' : `, ${number(v.stopFactor)} times less`}`,
        v.stable ? time(v.durableAfter) : 'later and later',
        share(v.networkLoad),
        v.ssdLife === null ? 'not written' : time(v.ssdLife),
        keptText(v),
        {
          storm: 'storm',
          crash: 'crash',
          overflow: 'overflow',
          stall: 'stall',
          unstable: 'backlog',
          store: 'store',
          none: 'none',
        }[mainLimit(v)],
      ];
    }),
  };
}

const inputsOf = (value: Value) =>
  Object.fromEntries(Object.keys(fields).map((key) => [key, value[key as keyof Value] as number | string]));

/** A checkpoint's way, as simulated and as the formulas have it. */
export function wayTable(value: Value, secret = false): Table {
  const {mathStop, durableAfter, requiredBuffer, peakDemand, throughput} = value;
  const exact = forecastStaging(planOf(value));
  return {
    caption: 'As simulated, and by formula',
    columns: ['Quantity', 'Simulated', 'By formula'],
    rows: [
      ['Math stops', time(mathStop), time(exact.mathStop)],
      ['Safe in the store after', time(durableAfter), time(exact.durableAfter)],
      ['HBM to store', rate(throughput), rate(value.checkpointSize / exact.durableAfter)],
      ['Peak demand on the store', rate(peakDemand), rate(exact.peakDemand)],
      ...(secret
        ? []
        : [
            [
              'Fullest buffer, smallest that does',
              buffered(value) ? bytes(runOf(value).bufferPeak) : 'none',
              bytes(requiredBuffer),
            ],
          ]),
    ],
  };
}

/** What each remedy saves of the drives. */
export const driveTable = (value: Value): Table => ({
  caption: 'What spares the drives',
  columns: ['Remedy', 'They last', 'Longer by', 'Peak of writing'],
  rows: remedyRows(value).map(({label, life, factor, peak}) => [label, life, factor, peak]),
});
