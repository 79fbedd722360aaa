import {runCampaign} from '../models/index.js';
import {definitionOf} from '../widget/definition.js';
import {isChanged, type Entry} from '../widget/ledger/entries.js';
import {readLedger} from '../widget/ledger/ledger-file.js';
import {resultsOf} from '../widget/ledger/readings.js';
import {answerOwn} from './own-answer.js';
import {factsOf, questions, trackOr} from './questions.js';
import {stepsOf, type Step} from './progress.js';
import {isTrack, trackIds, tracks, type TrackId} from './tracks.js';

/** What a teacher learns of a ledger. */
export interface Grade {
  /** `accepted`: all is done and every number recomputes; `incomplete`: it recomputes, but steps are missing; `rejected`: something is not in order. */
  readonly verdict: 'accepted' | 'incomplete' | 'rejected';
  /** What is not in order, each naming the number. */
  readonly problems: readonly string[];
  /** Numbers compared with the models. */
  readonly checked: number;
  /** By track found in the ledger. */
  readonly tracks: ReadonlyArray<{readonly id: TrackId; readonly name: string; readonly steps: readonly Step[]; readonly missing: readonly string[]}>;
}

/** Engines may differ in the last digits of a logarithm. */
const tolerance = 1e-9;
const same = (a: unknown, b: unknown): boolean => (typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b)) : a === b);

/** Compares what is written with what the models give; names every difference. */
function compare(where: string, written: Readonly<Record<string, unknown>>, given: Readonly<Record<string, unknown>>, problems: string[]): number {
  const keys = new Set([...Object.keys(written), ...Object.keys(given)]);
  for (const key of keys) if (!same(written[key], given[key])) problems.push(`${where}: ${key} is ${JSON.stringify(written[key]) ?? 'missing'}, the models give ${JSON.stringify(given[key]) ?? 'nothing of that name'}`);
  return keys.size;
}

const called = ({kind, id, time}: Entry): string => `${kind} ${id.slice(0, 8)} of ${time}`;

async function recompute(entry: Entry, problems: string[]): Promise<number> {
  const where = called(entry);
  if (entry.kind === 'prediction') {
    const track = trackOr(entry.track);
    const question = questions.get(entry.question);
    if (question) {
      const off = question.options && !question.options.some(({id}) => id === entry.predicted.choice);
      if (off) problems.push(`${where}: "${String(entry.predicted.choice)}" is no answer to ${entry.question}`);
      return compare(`${where} (${entry.question}), facts`, entry.inputs, factsOf(question, track), problems)
        + compare(`${where} (${entry.question}), answer`, entry.actual, await question.answer(track, runCampaign), problems);
    }
    const {element, prompt: _, of, when, ...given} = entry.inputs;
    if (!definitionOf(String(element))) throw new RangeError(`no question "${entry.question}" is known`);
    return compare(`${where} (${entry.question})`, entry.actual, answerOwn(String(element), given, String(of), when as string | undefined), problems);
  }
  if (entry.kind === 'reading') return compare(`${where} (${entry.element})`, entry.results, resultsOf(entry.element, entry.inputs), problems);
  if (entry.kind === 'run') {
    const definition = definitionOf(entry.element);
    if (!definition?.replay) throw new RangeError(`<${entry.element}> has no runs`);
    const record = JSON.parse(JSON.stringify(definition.replay(definition.evaluate(entry.inputs), entry.seed, entry.record))) as Record<string, unknown>;
    const plain = Object.fromEntries(Object.entries(record).filter(([, value]) => typeof value !== 'object' || value === null));
    return compare(`${where} (${entry.element})`, entry.record, plain, problems);
  }
  return 0;
}

/** Computes an entry again; what cannot be is a problem too. */
async function examine(entry: Entry, problems: string[]): Promise<number> {
  try {
    return await recompute(entry, problems);
  } catch (error) {
    problems.push(`${called(entry)} cannot be computed again: ${(error as Error).message}`);
    return 0;
  }
}

/** An entry whose seal is broken: which of its numbers does not come out. */
async function examineChanged(entry: Entry, problems: string[]): Promise<number> {
  const before = problems.length;
  const checked = await examine(entry, problems);
  if (problems.length > before || entry.kind !== 'prediction') return checked;
  const predicted = Object.entries(entry.predicted).map(([key, value]) => `${key} is ${JSON.stringify(value)}`).join(', ');
  problems.push(`${called(entry)} (${entry.question}), predicted: ${predicted}; the models' numbers come out, so what was changed is the reader's part`);
  return checked;
}

/** What a ledger brings along as set aside. */
function asideIn(given: unknown): string[] {
  try {
    const {aside} = Object(typeof given === 'string' ? JSON.parse(given) : given) as {aside?: Array<{found?: unknown}>};
    return (aside ?? []).map(({found}) => JSON.stringify(found));
  } catch {
    return [];
  }
}

/**
 * Reads a ledger, computes every number in it anew from the models, and lists what is missing or does not come out. It
 * cannot tell who wrote the ledger, nor whether somebody forged it with care.
 */
export async function grade(given: unknown): Promise<Grade> {
  const {entries, aside} = readLedger(given);
  // What the reader's own ledger had set aside is no evidence of anything.
  const before = new Set(asideIn(given));
  const problems: string[] = [];
  let checked = 0;
  for (const {found, why} of aside.filter((one) => !before.has(JSON.stringify(one.found)))) {
    problems.push(why);
    if (isChanged(found)) checked += await examineChanged(found, problems);
  }
  for (const entry of entries) checked += await examine(entry, problems);
  const found = trackIds.filter((id) => entries.some(({track}) => track === id));
  for (const entry of entries) if (entry.track !== undefined && !isTrack(entry.track)) problems.push(`${entry.kind} ${entry.id.slice(0, 8)}: "${entry.track}" is no track`);
  const byTrack = found.map((id) => {
    const steps = stepsOf(tracks[id], entries);
    return {id, name: tracks[id].name, steps, missing: steps.filter(({done}) => !done).map(({part, kind, words}) => `${part === 4 ? 'Final defence' : `Part ${part}`}, ${kind}: ${words}`)};
  });
  const complete = byTrack.some(({missing}) => missing.length === 0);
  return {verdict: problems.length ? 'rejected' : complete ? 'accepted' : 'incomplete', problems, checked, tracks: byTrack};
}
