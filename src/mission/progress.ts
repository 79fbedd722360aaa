import type {Entry, EntryKind} from '../ledger/entries.js';
import {defence, minutes, parts, promptOf, type Bench, type Prompt, type Task} from './parts.js';
import {questions} from './questions.js';
import type {Track} from './tracks.js';

/** One step of the mission, and whether it was done. */
export interface Step {
  readonly part: number;
  readonly kind: 'predict' | 'act' | 'reflect';
  readonly id: string;
  readonly words: string;
  readonly done: boolean;
}

const of = <K extends EntryKind>(kind: K, entries: readonly Entry[]) =>
  entries.filter((entry): entry is Extract<Entry, {kind: K}> => entry.kind === kind);

/** The newest answer to a prompt. */
export const answerTo = (prompt: string, entries: readonly Entry[]): string | undefined =>
  of('reflection', entries)
    .filter((entry) => entry.prompt === prompt)
    .at(-1)?.text;

export const isLongEnough = (prompt: Prompt, text: string | undefined): boolean =>
  (text ?? '').trim().length >= prompt.least;

/** Whether the reader has locked in an answer, and explained it. */
export const isExplained = (question: string, entries: readonly Entry[]): boolean =>
  of('prediction', entries).some((entry) => entry.question === question) &&
  of('explanation', entries).some((entry) => entry.question === question);

/** A track's entries; the same ledger may hold more than one track. */
export const entriesOf = (track: Track, entries: readonly Entry[]): Entry[] =>
  entries.filter((entry) => entry.track === track.id);

export function isTaskDone({tag}: Bench, task: Task, part: number, entries: readonly Entry[]): boolean {
  const here = entries.filter((entry) => entry.part === part && 'element' in entry && entry.element === tag);
  return task.done(of('reading', here), of('run', here));
}

/** Whether anything of the mission is written: a track chosen, a part, a question or a challenge of its own. */
export const isOnMission = (track: Track, entries: readonly Entry[]): boolean =>
  entries.some(
    (entry) =>
      entry.part !== undefined ||
      entry.kind === 'track' ||
      (entry.kind === 'prediction' && questions.has(entry.question)) ||
      (entry.kind === 'reflection' && promptOf(entry.prompt, track) !== undefined),
  );

/** Every step of the mission on a track, in order. Part 4 is the defence. */
export function stepsOf(track: Track, all: readonly Entry[]): Step[] {
  const entries = entriesOf(track, all);
  const reflect = (part: number, prompt: Prompt): Step => ({
    part,
    kind: 'reflect',
    id: prompt.id,
    words: prompt.voice,
    done: isLongEnough(prompt, answerTo(prompt.id, entries)),
  });
  return [
    ...parts.flatMap((part) => [
      ...part.locks(track).map((id): Step => ({
        part: part.number,
        kind: 'predict',
        id,
        words: 'Predict',
        done: isExplained(id, entries),
      })),
      ...part.benches(track).flatMap((bench) =>
        bench.tasks.map((task): Step => ({
          part: part.number,
          kind: 'act',
          id: task.id,
          words: task.words,
          done: isTaskDone(bench, task, part.number, entries),
        })),
      ),
      ...part.prompts(track).map((prompt) => reflect(part.number, prompt)),
    ]),
    ...defence.map((prompt) => reflect(4, prompt)),
  ];
}

/** The furthest part that is open: each opens when the one before is done, and stays open once something of it is written (by `entries` of the track). */
export function openPart(steps: readonly Step[], entries: readonly Entry[] = []): number {
  const missing = steps.find((step) => !step.done);
  return Math.max(missing ? missing.part : 4, ...entries.map(({part}) => Math.min(4, part ?? 1)));
}

/** Minutes' worth of work done, of 3 x 15: by steps, not by the clock. */
export function minutesDone(steps: readonly Step[]): number {
  return parts.reduce((sum, {number}) => {
    const mine = steps.filter((step) => step.part === number);
    return sum + (minutes * mine.filter((step) => step.done).length) / mine.length;
  }, 0);
}
