import {describe, expect, it} from 'vitest';
import {reportOf, stepsOf, trackIds, tracks} from '../../src/mission/index.js';
import {minutesDone, openPart} from '../../src/mission/progress.js';
import {completeEntry, type Entry} from '../../src/ledger/entries.js';
import {youngDalyCurve} from '../../src/elements/young-daly-curve/inputs.js';
import {playMission} from './play.js';
import {sample} from '../support/sample.js';

const drawn = (tag: string) => `<svg data-tag="${tag}"></svg>`;

describe('the report', () => {
  it('of nothing marks every step as missing', () => {
    const report = reportOf(tracks.cloud, [], drawn);
    const steps = stepsOf(tracks.cloud, []);
    // Two locks of part 1, one each of the others: each says that the prediction is missing. A bench nothing was set on says so too.
    expect(report.match(/MISSING:\*\* no prediction/g)).toHaveLength(4);
    expect(report.match(/\[ \] \*\*MISSING/g)).toHaveLength(steps.filter(({kind}) => kind === 'act').length);
    expect(report.match(/MISSING:\*\* no answer/g)).toHaveLength(steps.filter(({kind}) => kind === 'reflect').length);
    expect(report.match(/MISSING:\*\* nothing was set/g)).toHaveLength(3);
    expect(report).not.toContain('<svg');
  });

  it('of a finished mission holds figures, numbers and words, and no mark', async () => {
    const report = reportOf(tracks.cloud, await playMission('cloud'), drawn);
    expect(report).not.toContain('MISSING');
    for (const tag of ['young-daly-curve', 'staging-bench', 'sdc-detective'])
      expect(report).toContain(`<svg data-tag="${tag}">`);
    expect(report).toContain('| Predicted | It decreases |');
    expect(report).toContain('| It is | It increases |');
    expect(report).toContain('The job needs every node');
    expect(report).toContain('David Patterson (an imagined challenge, in that voice)');
    expect(report.startsWith('# The reliability tax: Cloud Titan\n')).toBe(true);
  });

  it('lets no text of the reader break the page', () => {
    const nasty = '# heading\n<script>alert(1)</script> | a | `b` [x](javascript:y) $15K';
    const entries = [
      completeEntry(
        {kind: 'reflection', track: 'cloud', part: 1, prompt: 'patterson', text: nasty.repeat(3)},
        new Date(0),
      ),
    ];
    const report = reportOf(tracks.cloud, entries, () => undefined);
    expect(report).not.toContain('<script');
    expect(
      report
        .split('\n')
        .filter((line) => line.includes('heading'))
        .every((line) => line.startsWith('> ')),
    ).toBe(true);
    expect(report).not.toMatch(/[^\\]\[x\]/);
    expect(report).toContain('\\$15K');
  });
});

describe('the report speaks to people', () => {
  const at = (second: number): Date => new Date(1000 * second);
  const interval = (answer: number, second: number): Entry =>
    completeEntry(
      {
        kind: 'prediction',
        track: 'cloud',
        part: 1,
        question: 'best-interval',
        predicted: {number: answer},
        actual: {number: 1800, young: 1860, least: 0.145, soFar: 0.173},
        inputs: {},
      },
      at(second),
    );
  const report = (...entries: Entry[]): string => reportOf(tracks.cloud, entries, drawn);

  it('writes runs with the labels and units of their widget', () => {
    const record = {
      number: 3,
      of: 10,
      strategy: 'async-dram',
      buffer: 128e9,
      interval: 300,
      pace: 1e10,
      groups: 1,
      skipNvme: 'no',
      schedule: 'turns',
      mathStop: 0.309,
      durableAfter: 12.9,
      networkLoad: 1.05,
      solved: false,
      holds: false,
      remedy: 'slower-pace',
    };
    const run = (more: object): string =>
      report(
        completeEntry(
          {
            kind: 'run',
            track: 'cloud',
            part: 2,
            element: 'staging-bench',
            inputs: {scenario: 'cloud'},
            record: {...record, ...more},
          },
          at(0),
        ),
      )
        .split('\n')
        .find((line) => line.includes(', run '))!;
    expect(run({limit: 'storm', time: 90, amount: 8e10, allowed: 6e10, checkpoints: 12})).toBe(
      '- 1970-01-01 00:00 UTC, run 3 of 10. Set: Preset: cloud; The math waits for: async-dram; Staging buffer: 128 GB; Save every: 5 min; Pace of drain: 10 GB/s; Groups that take turns: 1; From DRAM the bytes go: no; Who drains when: turns. ' +
        'Gave: Math stop: 309 ms; Durable after: 12.9 s; Network load: 105 %; Solved: no; Holds: no; Remedy: slower-pace; Limit broken: storm; Broken after: 1.5 min; It took: 80 GB/s; Allowed were: 60 GB/s; Checkpoints that broke it: 12.',
    );
    expect(run({limit: 'stall', time: 90, amount: 8, allowed: 6, checkpoints: 1})).toContain(
      'It took: 8 s; Allowed were: 6 s;',
    );
    expect(run({limit: 'overflow', time: 90, amount: 8e9, allowed: 8e9, checkpoints: 1})).toContain('It took: 8 GB;');
    expect(
      run({limit: null, time: 0, amount: 0, allowed: 0, checkpoints: 0}),
      'of nothing broken nothing is told',
    ).toMatch(/Remedy: slower-pace\.$/);
  });

  it('writes the shares of a campaign as shares', () => {
    expect(
      report(
        completeEntry(
          {
            kind: 'run',
            track: 'cloud',
            part: 3,
            element: 'sdc-detective',
            inputs: {},
            record: {'injections': 2000, 'oneToZeroMoved': 3, 'campaign.coverage': 0.98, 'coverageLow': 0.951},
          },
          at(0),
        ),
      ),
    ).toContain('Gave: Injections: 2,000; One to zero moved: 3; Campaign, coverage: 98 %; Coverage low: 95.1 %.');
  });

  it('writes results in words, and of a time that is none what it is', () => {
    const text = report(
      completeEntry(
        {
          kind: 'reading',
          track: 'cloud',
          part: 2,
          element: 'staging-bench',
          inputs: {interval: 600},
          results: {'mathStop': 12.3, 'persist': 2.66e-15, 'stops.localSsd': 2.81, 'networkLoad': 0.85},
        },
        at(0),
      ),
    );
    for (const row of [
      '| Save every | 10 min |',
      '| Math stop | 12.3 s |',
      '| Persist | 0 s |',
      '| Stops, local SSD | 2.81 s |',
      '| Network load | 85 % |',
    ])
      expect(text).toContain(row);
  });

  it('has no name of a field in any of its tables', async () => {
    for (const id of sample(trackIds, 2, 12))
      expect(reportOf(tracks[id], await playMission(id), drawn)).not.toMatch(/\| [A-Za-z]+(\.[a-z]|[a-z][A-Z])\w* \|/);
  });

  it('calls a hit a hit, and says of a miss which way', () => {
    expect(report(interval(1800 * 1.049, 0))).toContain('| Right | yes, within 5 % |');
    expect(report(interval(1800 / 1.049, 0))).toContain('| Right | yes, within 5 % |');
    expect(report(interval(3600, 0))).toContain('| Off by | 2 times too long |');
    expect(report(interval(450, 0))).toContain('| Off by | 4 times too short |');
    expect(report(interval(450, 0))).not.toContain('| Right |');
  });

  it('tells what the reader\u2019s interval would cost', () => {
    const {guessed} = youngDalyCurve.evaluate({scenario: tracks.cloud.presets.curve, guess: 7200});
    const [, points] = /My answer: On the curve it loses [\d.]+ %, ([\d.]+) points more/.exec(
      report(interval(7200, 0)),
    )!;
    expect(Number(points)).toBeCloseTo(100 * guessed!.regret, 1);
  });

  it('counts the first answer and tells the second', () => {
    const text = report(interval(3600, 0), interval(450, 90));
    expect(text).toContain('| Predicted | 1\u00a0h |\n');
    expect(text).toContain('| Second answer | 7.5\u00a0min, 1970-01-01 00:01 UTC; it does not count |');
  });

  it('marks an explanation the lock would not have taken', () => {
    const text = report(
      interval(3600, 0),
      completeEntry({kind: 'explanation', track: 'cloud', part: 1, question: 'best-interval', text: 'Luck.'}, at(1)),
    );
    expect(text).toContain('> Luck.');
    expect(text).toContain('> **MISSING:** the explanation is too short');
  });
});

describe('the report of a chapter', () => {
  const at = new Date(0);
  const own: Entry[] = [
    completeEntry(
      {
        kind: 'prediction',
        track: 'cloud',
        question: 'staging-bench mathStop when store=nvme',
        predicted: {choice: 'increase'},
        actual: {choice: 'decrease', before: 120, after: 3},
        inputs: {
          element: 'staging-bench',
          prompt: 'Does the stop get shorter on *our* disks?',
          of: 'mathStop',
          when: 'store=nvme',
        },
      },
      at,
    ),
    completeEntry(
      {
        kind: 'explanation',
        track: 'cloud',
        question: 'staging-bench mathStop when store=nvme',
        text: 'The disk is in the node.',
      },
      at,
    ),
    completeEntry(
      {
        kind: 'prediction',
        track: 'cloud',
        question: 'young-daly-curve optimum.exact',
        predicted: {number: 600},
        actual: {number: 300},
        inputs: {element: 'young-daly-curve', of: 'optimum.exact'},
      },
      at,
    ),
    completeEntry({kind: 'reflection', track: 'cloud', prompt: 'What would you buy?', text: 'Disks, not nodes.'}, at),
    completeEntry(
      {
        kind: 'reading',
        track: 'cloud',
        element: 'young-daly-curve',
        inputs: {nodes: 4096},
        results: {'waste.total': 0.2},
      },
      at,
    ),
  ];

  it('holds the questions and challenges of its author, with the reader\u2019s answers, and nothing of the mission', () => {
    const report = reportOf(tracks.cloud, own, drawn);
    expect(report).toMatch(/^# The reliability tax\n/);
    for (const held of [
      '**Does the stop get shorter on \\*our\\* disks?**',
      '| Predicted | It increases |',
      '| It is | It decreases |',
      'From 2 min to 3 s.',
      '> The disk is in the node.',
      '**young-daly-curve optimum.exact**',
      '| Predicted | 10 min |',
      '| It is | 5 min |',
      '**What would you buy?**',
      '> Disks, not nodes.',
      '<svg data-tag="young-daly-curve">',
    ])
      expect(report).toContain(held);
    expect(report.match(/MISSING/g)).toHaveLength(1); // the second question's explanation
    expect(report).not.toContain('Part 1');
  });

  it('comes before the mission, where there is one', async () => {
    const report = reportOf(tracks.cloud, [...(await playMission('cloud')), ...own], drawn);
    expect(report.indexOf('## In the chapter')).toBeGreaterThan(0);
    expect(report.indexOf('## In the chapter')).toBeLessThan(report.indexOf('## Part 1'));
    expect(reportOf(tracks.cloud, await playMission('cloud'), drawn)).not.toContain('In the chapter');
  });
});

describe('the way through', () => {
  it('opens parts in order and counts by steps', async () => {
    const all = await playMission('cloud');
    const upTo = (n: number): Entry[] => all.slice(0, n);
    let reached = 0;
    let worth = 0;
    for (let n = 0; n <= all.length; n++) {
      const steps = stepsOf(tracks.cloud, upTo(n));
      const [open, minutes] = [openPart(steps), minutesDone(steps)];
      expect(open).toBeGreaterThanOrEqual(reached);
      expect(minutes).toBeGreaterThanOrEqual(worth);
      if (open > reached && reached) expect(steps.filter(({part}) => part < open).every(({done}) => done)).toBe(true);
      [reached, worth] = [open, minutes];
    }
    expect([reached, worth]).toEqual([4, 45]);
  });

  it('leaves a part open once something of it is written, though an earlier answer is shortened', async () => {
    const all = await playMission('cloud');
    const first = all.findIndex(({part}) => part === 2);
    const answer = all.find(({kind, part}) => kind === 'reflection' && part === 1)!;
    const shortened = [...all.slice(0, first + 1), {...answer, id: 'later', text: 'No.'} as Entry];
    const steps = stepsOf(tracks.cloud, shortened);
    expect(openPart(steps), 'by the steps alone').toBe(1);
    expect(openPart(steps, shortened)).toBe(2);
  });

  it('keeps the tracks of one ledger apart', async () => {
    const both = await playMission('cloud');
    expect(stepsOf(tracks.edge, both).some(({done}) => done)).toBe(false);
  });
});
