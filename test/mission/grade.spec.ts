import {beforeAll, describe, expect, it} from 'vitest';
import {grade, trackIds, type TrackId} from '../../src/mission/index.js';
import {computeOwnAnswer} from '../../src/mission/own-answer.js';
import {gradeText} from '../../src/render/grade-command.js';
import {entryChecksum, completeEntry, type NewEntry, type Entry} from '../../src/ledger/entries.js';
import {toFile} from '../../src/ledger/file.js';
import {playMission} from './play.js';
import {sample} from '../support/sample.js';

const ids = sample(trackIds, 2, 12);
const played = new Map<TrackId, Entry[]>();
/** The mission as `cloud` but for its campaign, which takes the grader longer than all the rest. */
let light: Entry[];
beforeAll(async () => {
  for (const id of ids) played.set(id, await playMission(id));
  light = played.get('cloud')!.filter((entry) => !campaign(entry));
});

/** The same entries but one, which is changed and sealed again, as somebody would who knows how. */
function forged(
  entries: readonly Entry[],
  pick: (entry: Entry) => boolean,
  change: (entry: Record<string, never>) => void,
): string {
  const at = entries.findIndex(pick);
  expect(at).toBeGreaterThanOrEqual(0);
  const copy = JSON.parse(JSON.stringify(entries)) as Array<Record<string, never>>;
  change(copy[at]);
  (copy[at] as Record<string, unknown>).seal = entryChecksum(copy[at]);
  return JSON.stringify(toFile(copy as unknown as Entry[], []));
}

const campaign = (entry: Entry): boolean => entry.kind === 'run' && entry.element === 'sdc-detective';

describe('grade', () => {
  for (const id of ids) {
    it(`accepts a finished mission as ${id}`, async () => {
      const graded = await gradeText(JSON.stringify(toFile(played.get(id)!, [])));
      expect(graded.problems).toEqual([]);
      expect(graded.tracks.map(({missing}) => missing)).toEqual([[]]);
      expect(graded.verdict).toBe('accepted');
      expect(graded.checked).toBeGreaterThan(200);
    });
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

  it('counts no explanation that the lock would not have taken, and says so', async () => {
    const text = forged(
      played.get('cloud')!,
      (entry) => entry.kind === 'explanation' && entry.question === 'staging-factor',
      (entry) => ((entry as unknown as {text: string}).text = '  \n  because       '),
    );
    const {
      verdict,
      tracks: [track],
    } = await gradeText(text);
    expect([verdict, track.missing]).toEqual([
      'incomplete',
      ['Part 2, predict: Predict (staging-factor: the explanation is shorter than 20 characters)'],
    ]);
  });

  it('counts the first of two answers, in whichever order they come, and tells of the other', async () => {
    const entries = played.get('cloud')!;
    const first = entries.find(
      (entry) => entry.kind === 'prediction' && entry.question === 'frequency-doubling',
    ) as Extract<Entry, {kind: 'prediction'}>;
    const {id: _, time: __, version: ___, seal: ____, ...draft} = first;
    const second = completeEntry({...draft, predicted: {choice: 'increase'}}, new Date(Date.parse(first.time) + 1000));
    const elsewhere = completeEntry({...draft, track: 'nowhere'}, new Date(Date.parse(first.time) - 1000));
    for (const [all, expected] of [
      [[second, ...entries], 'accepted'],
      [[...light, second], 'incomplete'],
    ] as const) {
      const {verdict, notes} = await grade(toFile(all, []));
      expect([verdict, notes]).toEqual([
        expected,
        [
          `prediction ${second.id.slice(0, 8)} of ${second.time} (frequency-doubling) does not count: it is a second answer, the first is of ${first.time}`,
        ],
      ]);
    }
    expect((await grade(toFile([...light, elsewhere], []))).notes, 'another track').toEqual([]);
  });

  it('finds an answer to an author\u2019s own question that could not be given', async () => {
    const draft: NewEntry = {
      kind: 'prediction',
      track: 'cloud',
      question: 'young-daly-curve optimum.exact',
      predicted: {number: 600},
      actual: computeOwnAnswer('young-daly-curve', {}, 'optimum.exact'),
      inputs: {element: 'young-daly-curve', prompt: 'Where?', of: 'optimum.exact'},
    };
    const problems = async (predicted: Record<string, number>) =>
      (await grade(toFile([completeEntry({...draft, predicted}, new Date(0))], []))).problems.join('\n');
    expect(await problems({number: 600})).toBe('');
    expect(await problems({number: -1})).toContain('predicted: number is -1, not positive');
    expect(await problems({})).toContain('predicted: number is missing');
  });

  it('takes nothing amiss that the ledger itself had set aside', async () => {
    const graded = await grade(toFile(played.get('cloud')!, [{why: 'entry 1 is no entry', found: null}]));
    expect([graded.verdict, graded.problems]).toEqual(['accepted', []]);
  });

  /** The entries with one of them changed as with a text editor: its seal is that of before. */
  async function edited(
    pick: (entry: Entry) => boolean,
    change: (entry: never) => unknown,
  ): Promise<{id: string; problems: string[]}> {
    const copy = JSON.parse(JSON.stringify(toFile(light, []))) as {entries: Entry[]};
    const entry = copy.entries.find(pick)!;
    change(entry as never);
    const {verdict, problems} = await grade(copy);
    expect(verdict).toBe('rejected');
    return {id: entry.id, problems: [...problems]};
  }

  it('rejects a plainly edited number by its seal, and names the number', async () => {
    for (const [pick, change, told] of [
      [
        (entry) => entry.kind === 'reading',
        (entry: {results: Record<string, number>}) => (entry.results['waste.total'] = 0.5),
        /^reading .*\(young-daly-curve\): waste\.total is 0\.5, the models give 0\.\d+$/,
      ],
      [
        (entry) => entry.kind === 'run',
        (entry: {record: Record<string, unknown>}) => (entry.record.mathStop = 0.1),
        /^run .*: mathStop is 0\.1, the models give \d/,
      ],
      [
        (entry) => entry.kind === 'prediction' && entry.question === 'best-interval',
        (entry: {actual: Record<string, number>}) => (entry.actual.number = 60),
        /^prediction .*answer: number is 60, the models give \d{4}/,
      ],
      [
        (entry) => entry.kind === 'prediction' && entry.question === 'best-interval',
        (entry: {predicted: Record<string, number>}) => (entry.predicted.number = 1500),
        /^prediction .*\(best-interval\), predicted: number is 1500; /,
      ],
    ] satisfies Array<[(entry: Entry) => boolean, (entry: never) => unknown, RegExp]>) {
      const {id, problems} = await edited(pick, change);
      expect(problems[0]).toMatch(new RegExp(`^entry ${id} was changed after it was written: its seal is `));
      expect(problems).toHaveLength(2);
      expect(problems[1]).toMatch(told);
    }
  });

  it('names every number that an edited input changes', async () => {
    const {problems} = await edited(
      (entry) => entry.kind === 'reading',
      (entry: {inputs: Record<string, number>}) => (entry.inputs.nodes = 9000),
    );
    expect(problems.length).toBeGreaterThan(5);
    expect(problems.join('\n')).toMatch(/: nodes is \d+, the models give 9000$/m);
  });

  it.each([
    [
      'a reading',
      (entry: Entry): boolean => entry.kind === 'reading',
      (entry: never): unknown => ((entry as {results: Record<string, number>}).results['waste.total'] = 0.01),
      'waste.total is 0.01, the models give 0.',
    ],
    [
      'an answer',
      (entry: Entry): boolean => entry.kind === 'prediction' && entry.question === 'best-interval',
      (entry: never): unknown => ((entry as {actual: {number: number}}).actual.number = 60),
      'number is 60, the models give 1',
    ],
    [
      'a fact',
      (entry: Entry): boolean => entry.kind === 'prediction',
      (entry: never): unknown => ((entry as {inputs: Record<string, number>}).inputs['nodes (N)'] = 7),
      'nodes (N) is 7, the models give 2048',
    ],
    [
      'a run',
      (entry: Entry): boolean => entry.kind === 'run' && entry.element === 'staging-bench',
      (entry: never): unknown => ((entry as {record: {mathStop: number}}).record.mathStop = 0),
      'mathStop is 0, the models give',
    ],
    [
      'a campaign',
      campaign,
      (entry: never): unknown => ((entry as {record: {escaped: number}}).record.escaped = 999),
      'escaped is 999, the models give',
    ],
    [
      'an invented answer',
      (entry: Entry): boolean => entry.kind === 'prediction',
      (entry: never): unknown => ((entry as {predicted: {choice: string}}).predicted.choice = 'who knows'),
      'choice is "who knows", no answer to it: increase, decrease, same',
    ],
    [
      'an empty answer',
      (entry: Entry): boolean => entry.kind === 'prediction' && entry.question === 'best-interval',
      (entry: never): unknown => ((entry as {predicted: object}).predicted = {}),
      '(best-interval), predicted: number is missing',
    ],
    [
      'an empty choice',
      (entry: Entry): boolean => entry.kind === 'prediction' && entry.question === 'loss-alarm',
      (entry: never): unknown => ((entry as {predicted: object}).predicted = {}),
      '(loss-alarm), predicted: choice is missing',
    ],
    [
      'a word for a number',
      (entry: Entry): boolean => entry.kind === 'prediction' && entry.question === 'staging-factor',
      (entry: never): unknown => ((entry as {predicted: object}).predicted = {number: 'lots'}),
      'predicted: number is "lots", no number',
    ],
    [
      'a number below the bounds',
      (entry: Entry): boolean => entry.kind === 'prediction' && entry.question === 'staging-factor',
      (entry: never): unknown => ((entry as {predicted: object}).predicted = {number: -7}),
      'predicted: number is -7, not from 0.1 to 1000',
    ],
    [
      'a number above the bounds',
      (entry: Entry): boolean => entry.kind === 'prediction' && entry.question === 'staging-factor',
      (entry: never): unknown => ((entry as {predicted: object}).predicted = {number: 1001}),
      'predicted: number is 1001, not from',
    ],
    [
      'a run too many',
      (entry: Entry): boolean => entry.kind === 'run' && entry.element === 'staging-bench',
      (entry: never): unknown => ((entry as {record: {number: number}}).record.number = 99),
      'number is 99, not a count up to 10',
    ],
    [
      'half a run',
      (entry: Entry): boolean => entry.kind === 'run' && entry.element === 'staging-bench',
      (entry: never): unknown => ((entry as {record: {number: number}}).record.number = 2.5),
      'number is 2.5, not a count up to 10',
    ],
    [
      'more runs than there are',
      (entry: Entry): boolean => entry.kind === 'run' && entry.element === 'staging-bench',
      (entry: never): unknown => Object.assign((entry as {record: object}).record, {number: 99, of: 99}),
      'of is 99, the bench has 10 runs',
    ],
    [
      'an element that is none',
      (entry: Entry): boolean => entry.kind === 'reading',
      (entry: never): unknown => ((entry as {element: string}).element = 'perpetuum-mobile'),
      'cannot be computed again',
    ],
  ] as const)('rejects %s that was forged with its seal, naming the number', async (_what, pick, change, told) => {
    const graded = await gradeText(forged(pick === campaign ? played.get('cloud')! : light, pick, change as never));
    expect(graded.verdict).toBe('rejected');
    expect(graded.problems.join('\n')).toContain(told);
  });

  it('rejects what is no ledger, without throwing', async () => {
    for (const given of [
      '',
      'null',
      '[]',
      '{"schema":"reliability-tax-ledger","schemaVersion":99,"entries":[]}',
      '{"entries":7}',
      '\u0000',
    ]) {
      const graded = await gradeText(given);
      expect(graded.verdict, given).toBe('rejected');
      expect(graded.problems.length, given).toBeGreaterThan(0);
    }
  });
});
