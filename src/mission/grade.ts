import {runCampaign} from '../models/index.js';
import {definitionOf} from '../core/definition.js';
import {hasWrongChecksum, type Entry, type Explanation, type Numbers, type Run} from '../ledger/entries.js';
import {readLedger} from '../ledger/file.js';
import {inputsOfRun, resultsOf} from '../ledger/readings.js';
import {missingCharacters, minimumLength} from './explanation.js';
import {computeOwnAnswer, readOwnQuestion} from './own-answer.js';
import {directions} from './own-question.js';
import {parts} from './parts.js';
import {stepsOf, type Step} from './progress.js';
import {factsOf, questions, trackOrDefault, type Bounds, type Question} from './questions.js';
import {repeatedAnswers} from './repeated-answers.js';
import {isTrack, trackIds, tracks, type Track, type TrackId} from './tracks.js';

/** What a teacher learns of a ledger. */
export interface Grade {
  /** `accepted`: all is done and every number recomputes; `incomplete`: it recomputes, but steps are missing; `rejected`: something is not in order. */
  readonly verdict: 'accepted' | 'incomplete' | 'rejected';
  /** What is not in order, each naming the number. */
  readonly problems: readonly string[];
  /** What is in order, and does not count. */
  readonly notes: readonly string[];
  /** Numbers compared with the models. */
  readonly checked: number;
  /** By track found in the ledger. */
  readonly tracks: ReadonlyArray<{
    readonly id: TrackId;
    readonly name: string;
    readonly steps: readonly Step[];
    readonly missing: readonly string[];
  }>;
}

/** Engines may differ in the last digits of a logarithm. */
const tolerance = 1e-9;
const same = (a: unknown, b: unknown): boolean =>
  typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
    : a === b;

/** Compares what is written with what the models give; names every difference. */
function compare(
  where: string,
  written: Readonly<Record<string, unknown>>,
  computed: Readonly<Record<string, unknown>>,
  problems: string[],
): number {
  const keys = new Set([...Object.keys(written), ...Object.keys(computed)]);
  for (const key of keys)
    if (!same(written[key], computed[key]))
      problems.push(
        `${where}: ${key} is ${JSON.stringify(written[key]) ?? 'missing'}, the models give ${JSON.stringify(computed[key]) ?? 'nothing of that name'}`,
      );
  return keys.size;
}

/** What is wrong with a reader's answer, each naming the number. */
function compareAnswer(
  where: string,
  {choice, number}: Numbers,
  options: readonly {readonly id: string}[] | undefined,
  bounds: Bounds | undefined,
  problems: string[],
): void {
  const fail = (why: string): void => void problems.push(`${where}, predicted: ${why}`);
  if (options) {
    if (choice === undefined) fail('choice is missing');
    else if (!options.some(({id}) => id === choice))
      fail(`choice is ${JSON.stringify(choice)}, no answer to it: ${options.map(({id}) => id).join(', ')}`);
  } else if (number === undefined) fail('number is missing');
  else if (typeof number !== 'number') fail(`number is ${JSON.stringify(number)}, no number`);
  // Every answer is asked for between bounds above zero; those of an author's own question are not in the ledger.
  else if (bounds ? number < bounds.min || number > bounds.max : number <= 0)
    fail(`number is ${number}, ${bounds ? `not from ${bounds.min} to ${bounds.max}` : 'not positive'}`);
}

/** What is wrong with the count of a run: the models cannot tell, they play whatever number it has. */
function compareCount(
  where: string,
  {element, part, record: {number, of}}: Run & Entry,
  track: Track,
  problems: string[],
): void {
  if (number === undefined && of === undefined) return;
  const whole = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1;
  const allowed = parts
    .find((one) => one.number === part)
    ?.benches(track)
    .filter(({tag}) => tag === element)
    .map(({attributes}) => Number(attributes.runs))
    .find((runs) => runs > 0);
  if (allowed !== undefined && of !== allowed)
    problems.push(`${where}: of is ${JSON.stringify(of)}, the bench has ${allowed} runs`);
  else if (!whole(of)) problems.push(`${where}: of is ${JSON.stringify(of)}, no number of runs`);
  if (!whole(number) || number > (allowed ?? Number(of)))
    problems.push(`${where}: number is ${JSON.stringify(number)}, not a count up to ${allowed ?? JSON.stringify(of)}`);
}

/** Answers already computed: they depend on the question and the track alone, and every ledger of a class asks for the same. */
const answers = new Map<string, Promise<Numbers>>();

function answerOf(question: Question, track: Track): Promise<Numbers> {
  const key = `${question.id} ${track.id}`;
  if (!answers.has(key)) answers.set(key, (async () => question.answer(track, runCampaign))());
  return answers.get(key)!;
}

const called = ({kind, id, time}: Entry): string => `${kind} ${id.slice(0, 8)} of ${time}`;

async function recompute(entry: Entry, problems: string[]): Promise<number> {
  const where = called(entry);
  if (entry.kind === 'prediction') {
    const track = trackOrDefault(entry.track);
    const question = questions.get(entry.question);
    const about = `${where} (${entry.question})`;
    if (question) {
      compareAnswer(about, entry.predicted, question.options, question.bounds?.(track), problems);
      return (
        compare(`${about}, facts`, entry.inputs, factsOf(question, track), problems) +
        compare(`${about}, answer`, entry.actual, await answerOf(question, track), problems)
      );
    }
    const {tag, settings, of, when} = readOwnQuestion(entry.inputs);
    if (!definitionOf(tag)) throw new RangeError(`no question "${entry.question}" is known`);
    compareAnswer(about, entry.predicted, when === undefined ? undefined : directions, undefined, problems);
    return compare(about, entry.actual, computeOwnAnswer(tag, settings, of, when), problems);
  }
  if (entry.kind === 'reading')
    return compare(`${where} (${entry.element})`, entry.results, resultsOf(entry.element, entry.inputs), problems);
  if (entry.kind === 'run') {
    const definition = definitionOf(entry.element);
    if (!definition?.replayRun) throw new RangeError(`<${entry.element}> has no runs`);
    const record = JSON.parse(
      JSON.stringify(definition.replayRun(definition.evaluate(inputsOfRun(entry)), entry.record)),
    ) as Record<string, unknown>;
    const plain = Object.fromEntries(
      Object.entries(record).filter(([, value]) => typeof value !== 'object' || value === null),
    );
    compareCount(`${where} (${entry.element})`, entry, trackOrDefault(entry.track), problems);
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
  const predicted = Object.entries(entry.predicted)
    .map(([key, value]) => `${key} is ${JSON.stringify(value)}`)
    .join(', ');
  problems.push(
    `${called(entry)} (${entry.question}), predicted: ${predicted}; the models' numbers come out, so what was changed is the reader's part`,
  );
  return checked;
}

/** What a ledger brings along as set aside. */
function asideIn(source: unknown): string[] {
  try {
    const {aside} = Object(typeof source === 'string' ? JSON.parse(source) : source) as {
      aside?: Array<{found?: unknown}>;
    };
    return (aside ?? []).map(({found}) => JSON.stringify(found));
  } catch {
    return [];
  }
}

/**
 * Reads a ledger, computes every number in it anew from the models, and lists what is missing or does not come out. It
 * cannot tell who wrote the ledger, nor whether somebody forged it with care.
 */
export async function grade(source: unknown): Promise<Grade> {
  const {entries, aside} = readLedger(source);
  // What the reader's own ledger had set aside is no evidence of anything.
  const before = new Set(asideIn(source));
  const problems: string[] = [];
  let checked = 0;
  for (const {found, why} of aside.filter((one) => !before.has(JSON.stringify(one.found)))) {
    problems.push(why);
    if (hasWrongChecksum(found)) checked += await examineChanged(found, problems);
  }
  for (const entry of entries) checked += await examine(entry, problems);
  const found = trackIds.filter((id) => entries.some(({track}) => track === id));
  for (const entry of entries)
    if (entry.track !== undefined && !isTrack(entry.track))
      problems.push(`${entry.kind} ${entry.id.slice(0, 8)}: "${entry.track}" is no track`);
  const short = entries.filter(
    (entry): entry is Explanation & Entry => entry.kind === 'explanation' && missingCharacters(entry.text) > 0,
  );
  const counted = entries.filter((entry) => !short.includes(entry as Explanation & Entry));
  const byTrack = found.map((id) => {
    const steps = stepsOf(tracks[id], counted);
    const tooShort = (step: Step): string =>
      step.kind === 'predict' && short.some(({question, track}) => question === step.id && track === id)
        ? ` (${step.id}: the explanation is shorter than ${minimumLength} characters)`
        : '';
    return {
      id,
      name: tracks[id].name,
      steps,
      missing: steps
        .filter(({done}) => !done)
        .map(
          (step) =>
            `${step.part === 4 ? 'Final defence' : `Part ${step.part}`}, ${step.kind}: ${step.words}${tooShort(step)}`,
        ),
    };
  });
  const notes = [...repeatedAnswers(entries)].map(
    ([second, first]) =>
      `${called(second)} (${second.question}) does not count: it is a second answer, the first is of ${first.time}`,
  );
  const complete = byTrack.some(({missing}) => missing.length === 0);
  return {
    verdict: problems.length ? 'rejected' : complete ? 'accepted' : 'incomplete',
    problems,
    notes,
    checked,
    tracks: byTrack,
  };
}
