import {beforeAll, describe, expect, it} from 'vitest';
import {grade, trackIds, type TrackId} from '../../src/mission/index.js';
import {gradeText} from '../../src/render/grade-command.js';
import {sealOf, type Entry} from '../../src/widget/ledger/entries.js';
import {toFile} from '../../src/widget/ledger/ledger-file.js';
import {playMission} from './play.js';

const played = new Map<TrackId, Entry[]>();
beforeAll(async () => {
  for (const id of trackIds) played.set(id, await playMission(id));
}, 120_000);

/** The same entries but one, which is changed and sealed again, as somebody would who knows how. */
function forged(entries: readonly Entry[], pick: (entry: Entry) => boolean, change: (entry: Record<string, never>) => void): string {
  const at = entries.findIndex(pick);
  expect(at).toBeGreaterThanOrEqual(0);
  const copy = JSON.parse(JSON.stringify(entries)) as Array<Record<string, never>>;
  change(copy[at]);
  (copy[at] as Record<string, unknown>).seal = sealOf(copy[at]);
  return JSON.stringify(toFile(copy as unknown as Entry[], []));
}

describe('grade', () => {
  for (const id of trackIds) {
    it(`accepts a finished mission as ${id}`, async () => {
      const graded = await gradeText(JSON.stringify(toFile(played.get(id)!, [])));
      expect(graded.problems).toEqual([]);
      expect(graded.tracks.map(({missing}) => missing)).toEqual([[]]);
      expect(graded.verdict).toBe('accepted');
      expect(graded.checked).toBeGreaterThan(200);
    }, 60_000);
  }

  it('lists what is missing, and calls it incomplete', async () => {
    const some = played.get('cloud')!.filter((entry) => entry.kind !== 'reflection' || entry.prompt !== 'dean');
    const graded = await grade(toFile(some, []));
    expect(graded.verdict).toBe('incomplete');
    expect(graded.tracks[0].missing).toEqual(['Part 2, reflect: Jeff Dean']);
    expect((await grade(toFile([], []))).verdict).toBe('incomplete');
  });

  it('counts no explanation of what was never predicted', async () => {
    const some = played.get('cloud')!.filter((entry) => entry.kind !== 'prediction' || entry.question !== 'loss-alarm');
    expect((await grade(toFile(some, []))).tracks[0].missing).toEqual(['Part 3, predict: Predict']);
  });

  it('takes nothing amiss that the ledger itself had set aside', async () => {
    const graded = await grade(toFile(played.get('cloud')!, [{why: 'entry 1 is no entry', found: null}]));
    expect([graded.verdict, graded.problems]).toEqual(['accepted', []]);
  });

  it('rejects a changed number by its seal', async () => {
    const copy = JSON.parse(JSON.stringify(toFile(played.get('cloud')!, []))) as {entries: Array<{kind: string; id: string; predicted?: {number?: number}}>};
    const entry = copy.entries.find(({kind, predicted}) => kind === 'prediction' && predicted?.number)!;
    entry.predicted!.number = 29.7;
    const graded = await grade(copy);
    expect(graded.verdict).toBe('rejected');
    expect(graded.problems.join()).toContain(entry.id);
    expect(graded.problems.join()).toContain('was changed after it was written');
  });

  it.each([
    ['a reading', (entry: Entry): boolean => entry.kind === 'reading', (entry: never): unknown => ((entry as {results: Record<string, number>}).results['waste.total'] = 0.01), 'waste.total is 0.01, the models give 0.'],
    ['an answer', (entry: Entry): boolean => entry.kind === 'prediction' && entry.question === 'best-interval', (entry: never): unknown => ((entry as {actual: {number: number}}).actual.number = 60), 'number is 60, the models give 1'],
    ['a fact', (entry: Entry): boolean => entry.kind === 'prediction', (entry: never): unknown => ((entry as {inputs: Record<string, number>}).inputs['nodes (N)'] = 7), 'nodes (N) is 7, the models give 2048'],
    ['a run', (entry: Entry): boolean => entry.kind === 'run' && entry.element === 'staging-bench', (entry: never): unknown => ((entry as {record: {mathStop: number}}).record.mathStop = 0), 'mathStop is 0, the models give'],
    ['a campaign', (entry: Entry): boolean => entry.kind === 'run' && entry.element === 'sdc-detective', (entry: never): unknown => ((entry as {record: {escaped: number}}).record.escaped = 999), 'escaped is 999, the models give'],
    ['an invented answer', (entry: Entry): boolean => entry.kind === 'prediction', (entry: never): unknown => ((entry as {predicted: {choice: string}}).predicted.choice = 'who knows'), '"who knows" is no answer'],
    ['an element that is none', (entry: Entry): boolean => entry.kind === 'reading', (entry: never): unknown => ((entry as {element: string}).element = 'perpetuum-mobile'), 'cannot be computed again'],
  ] as const)('rejects %s that was forged with its seal, naming the number', async (_what, pick, change, told) => {
    const graded = await gradeText(forged(played.get('cloud')!, pick, change as never));
    expect(graded.verdict).toBe('rejected');
    expect(graded.problems.join('\n')).toContain(told);
  });

  it('rejects what is no ledger, without throwing', async () => {
    for (const given of ['', 'null', '[]', '{"schema":"reliability-tax-ledger","schemaVersion":99,"entries":[]}', '{"entries":7}', '\u0000']) {
      const graded = await gradeText(given);
      expect(graded.verdict, given).toBe('rejected');
      expect(graded.problems.length, given).toBeGreaterThan(0);
    }
  });
});
