import {describe, expect, it} from 'vitest';
import {reportOf, stepsOf, tracks} from '../../src/mission/index.js';
import {minutesDone, openPart} from '../../src/mission/progress.js';
import {stamp, type Entry} from '../../src/widget/ledger/entries.js';
import {playMission} from './play.js';

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
    for (const tag of ['young-daly-curve', 'staging-bench', 'sdc-detective']) expect(report).toContain(`<svg data-tag="${tag}">`);
    expect(report).toContain('| Predicted | It decreases |');
    expect(report).toContain('| It is | It increases |');
    expect(report).toContain('The job needs every node');
    expect(report).toContain('David Patterson (an imagined challenge, in that voice)');
    expect(report.startsWith('# The reliability tax: Cloud Titan\n')).toBe(true);
  }, 30_000);

  it('lets no text of the reader break the page', () => {
    const nasty = '# heading\n<script>alert(1)</script> | a | `b` [x](javascript:y) $15K';
    const entries = [stamp({kind: 'reflection', track: 'cloud', part: 1, prompt: 'patterson', text: nasty.repeat(3)}, new Date(0))];
    const report = reportOf(tracks.cloud, entries, () => undefined);
    expect(report).not.toContain('<script');
    expect(report.split('\n').filter((line) => line.includes('heading')).every((line) => line.startsWith('> '))).toBe(true);
    expect(report).not.toMatch(/[^\\]\[x\]/);
    expect(report).toContain('\\$15K');
  });
});

describe('the report of a chapter', () => {
  const at = new Date(0);
  const own: Entry[] = [
    stamp({kind: 'prediction', track: 'cloud', question: 'staging-bench mathStop when store=nvme', predicted: {choice: 'increase'}, actual: {choice: 'decrease', before: 120, after: 3}, inputs: {element: 'staging-bench', prompt: 'Does the stop get shorter on *our* disks?', of: 'mathStop', when: 'store=nvme'}}, at),
    stamp({kind: 'explanation', track: 'cloud', question: 'staging-bench mathStop when store=nvme', text: 'The disk is in the node.'}, at),
    stamp({kind: 'prediction', track: 'cloud', question: 'young-daly-curve optimum.exact', predicted: {number: 600}, actual: {number: 300}, inputs: {element: 'young-daly-curve', of: 'optimum.exact'}}, at),
    stamp({kind: 'reflection', track: 'cloud', prompt: 'What would you buy?', text: 'Disks, not nodes.'}, at),
    stamp({kind: 'reading', track: 'cloud', element: 'young-daly-curve', inputs: {nodes: 4096}, results: {'waste.total': 0.2}}, at),
  ];

  it('holds the questions and challenges of its author, with the reader\u2019s answers, and nothing of the mission', () => {
    const report = reportOf(tracks.cloud, own, drawn);
    expect(report).toMatch(/^# The reliability tax\n/);
    for (const held of ['**Does the stop get shorter on \\*our\\* disks?**', '| Predicted | It increases |', '| It is | It decreases |', 'From 2 min to 3 s.', '> The disk is in the node.',
      '**young-daly-curve optimum.exact**', '| Predicted | 10 min |', '| It is | 5 min |', '**What would you buy?**', '> Disks, not nodes.', '<svg data-tag="young-daly-curve">']) expect(report).toContain(held);
    expect(report.match(/MISSING/g)).toHaveLength(1); // the second question's explanation
    expect(report).not.toContain('Part 1');
  });

  it('comes before the mission, where there is one', async () => {
    const report = reportOf(tracks.cloud, [...await playMission('cloud'), ...own], drawn);
    expect(report.indexOf('## In the chapter')).toBeGreaterThan(0);
    expect(report.indexOf('## In the chapter')).toBeLessThan(report.indexOf('## Part 1'));
    expect(reportOf(tracks.cloud, await playMission('cloud'), drawn)).not.toContain('In the chapter');
  }, 30_000);
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
  }, 30_000);

  it('leaves a part open once something of it is written, though an earlier answer is shortened', async () => {
    const all = await playMission('cloud');
    const first = all.findIndex(({part}) => part === 2);
    const answer = all.find(({kind, part}) => kind === 'reflection' && part === 1)!;
    const shortened = [...all.slice(0, first + 1), {...answer, id: 'later', text: 'No.'} as Entry];
    const steps = stepsOf(tracks.cloud, shortened);
    expect(openPart(steps), 'by the steps alone').toBe(1);
    expect(openPart(steps, shortened)).toBe(2);
  }, 30_000);

  it('keeps the tracks of one ledger apart', async () => {
    const both = await playMission('cloud');
    expect(stepsOf(tracks.edge, both).some(({done}) => done)).toBe(false);
  }, 30_000);
});
