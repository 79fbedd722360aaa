import {inputsOfRun} from '../ledger/readings.js';
import {formatQuantity} from '../models/index.js';
import {definitionOf, type Definition, type Settings} from '../core/definition.js';
import type {Entry, Numbers, Reading, Run} from '../ledger/entries.js';
import {schemaVersion} from '../ledger/entries.js';
import {version} from '../core/version.js';
import {missingCharacters} from './explanation.js';
import {defence, parts, promptOf, type Prompt} from './parts.js';
import {answerTo, entriesOf, isLongEnough, isOnMission, isTaskDone} from './progress.js';
import {questions} from './questions.js';
import {firstAnswer, repeatedAnswers, type PredictionEntry} from './repeated-answers.js';
import {labelledValue} from './labelled-value.js';
import type {Track} from './tracks.js';
import {questionText, costSentence, hitTolerance, errorText, isRight} from './verdict.js';

/** Draws a widget's figure as one SVG document, or says nothing. */
export type Figure = (tag: string, inputs: Settings) => string | undefined;

const missing = (what: string) => `> **MISSING:** ${what}\n`;
const safe = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_{}[\]|#$~]/g, '\\$&')
    .replaceAll('\n', ' ');
const quote = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(
      (line) =>
        `> ${line
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;')
          .replace(/[\\`*_[\]#|$~]/g, '\\$&')}`,
    )
    .join('\n');
const day = (time: string) => time.slice(0, 16).replace('T', ' ');

/** What was predicted and what is, and the reader's words to it. */
function verdict(made: PredictionEntry, track: Track, entries: readonly Entry[]): string {
  const {question, predicted, actual, time} = made;
  const {words, reveal, dimension} = questionText(made, track);
  const why = entries.find((entry) => entry.kind === 'explanation' && entry.question === question);
  const text = why?.kind === 'explanation' ? why.text.trim() : '';
  const off = errorText(predicted, actual, dimension);
  const seconds = [...repeatedAnswers(entries)]
    .filter(([, first]) => first === made)
    .map(
      ([second]) => `| Second answer | ${safe(words(second.predicted))}, ${day(second.time)} UTC; it does not count |`,
    );
  const rows = [
    '| | |',
    '|---|---|',
    `| Predicted | ${safe(words(predicted))} |`,
    `| It is | ${safe(words(actual))} |`,
    off
      ? `| Off by | ${off} |`
      : `| Right | ${isRight(predicted, actual) ? (predicted.choice === undefined ? `yes, within ${formatQuantity(hitTolerance - 1, 'ratio')}` : 'yes') : 'no'} |`,
    `| Locked in | ${day(time)} UTC |`,
    ...seconds,
  ].join('\n');
  const cost = costSentence(made, track);
  return `${rows}\n\n${safe(reveal())}\n\n${cost ? `My answer: ${safe(cost)}\n\n` : ''}${text ? `In my words:\n\n${quote(text)}\n` : ''}${missingCharacters(text) ? missing(text ? 'the explanation is too short' : 'no explanation was written') : ''}`;
}

function predictionRow(id: string, track: Track, entries: readonly Entry[]): string {
  const made = firstAnswer(id, entries);
  return `**${safe(questions.get(id)!.prompt(track))}**\n\n${made ? verdict(made, track, entries) : missing('no prediction was locked in')}`;
}

const row = ({label, text}: {label: string; text: string}): string => `| ${safe(label)} | ${safe(text)} |`;

/** Inputs by their labels. */
const setIn = (definition: Definition, inputs: Numbers) =>
  Object.entries(inputs).flatMap(([key, value]) =>
    definition.fields[key] ? [labelledValue(definition, key, value)] : [],
  );

/** A reading as two tables: what was set, and what came of it. */
function readingTable({element, inputs, results}: Reading): string {
  const definition = definitionOf(element)!;
  const set = setIn(definition, inputs);
  const came = Object.keys(definition.results).flatMap((path) =>
    typeof results[path] === 'number' && !(path in definition.fields)
      ? [labelledValue(definition, path, results[path])]
      : [],
  );
  return `${set.length ? `| Set | |\n|---|---|\n${set.map(row).join('\n')}\n\n` : ''}| Result | |\n|---|---|\n${came.map(row).join('\n')}\n`;
}

/** A run in one line: what was set, and what it gave. */
function runLine({element, record, time, ...run}: Run & Entry): string {
  const inputs = inputsOfRun(run);
  const definition = definitionOf(element)!;
  const {number, of, ...rest} = record;
  const known = Object.entries(rest).filter(
    (pair): pair is [string, number | string | boolean] =>
      pair[1] !== null && definition.recordLabels?.(record)[pair[0]] !== null,
  );
  const list = (all: ReadonlyArray<{label: string; text: string}>): string =>
    all.map(({label, text}) => `${safe(label)}: ${safe(text)}`).join('; ');
  const set = [
    ...setIn(definition, Object.fromEntries(Object.entries(inputs).filter(([key]) => !(key in record)))),
    ...known.filter(([key]) => key in definition.fields).map(([key, value]) => labelledValue(definition, key, value)),
  ];
  const gave = known
    .filter(([key]) => !(key in definition.fields))
    .map(([key, value]) => labelledValue(definition, key, value, record));
  return `- ${day(time)} UTC${number === undefined ? '' : `, run ${safe(String(number))} of ${safe(String(of))}`}. ${set.length ? `Set: ${list(set)}. ` : ''}Gave: ${list(gave)}.`;
}

function promptText(prompt: Prompt, track: Track, entries: readonly Entry[]): string {
  const text = answerTo(prompt.id, entries);
  const short = isLongEnough(prompt, text)
    ? ''
    : `\n${missing(text ? 'the answer is too short' : 'no answer was written')}`;
  return `**${safe(prompt.voice)}${prompt.imagined ? ' (an imagined challenge, in that voice)' : ''}:** ${safe(prompt.text(track))}\n\n${text ? `${quote(text)}\n` : ''}${short}`;
}

/** What a widget showed last in a part, and the runs on it. */
function measured(tag: string, part: number | undefined, entries: readonly Entry[], figure: Figure): string {
  const here = entries.filter(
    (entry): entry is (Reading | Run) & Entry => 'element' in entry && entry.part === part && entry.element === tag,
  );
  const readings = here.filter((entry): entry is Reading & Entry => entry.kind === 'reading');
  const runs = here.filter((entry): entry is Run & Entry => entry.kind === 'run');
  const reading = readings.at(-1);
  const lines: string[] = [];
  if (reading) {
    const drawn = figure(tag, reading.inputs);
    lines.push(
      `\`<${tag}>\`, the last of ${readings.length} ${readings.length === 1 ? 'reading' : 'readings'}, ${day(reading.time)} UTC:`,
      '',
      ...(drawn ? [drawn.replaceAll('\n', ' '), ''] : []),
      readingTable(reading),
      '',
    );
  } else lines.push(missing(`nothing was set on \`<${tag}>\``), '');
  if (runs.length) lines.push('Runs:', '', ...runs.map(runLine), '');
  return lines.join('\n');
}

/** What was answered and set outside the mission: the questions and challenges of the page's author, and the figures beside them. */
function chapterLines(track: Track, entries: readonly Entry[], figure: Figure): string[] {
  const own = new Set(
    entries.flatMap((entry) => (entry.kind === 'prediction' && !questions.has(entry.question) ? [entry.question] : [])),
  );
  const ownQuestions = [...own]
    .map((id) => firstAnswer(id, entries)!)
    .map((made) => `**${safe(questionText(made, track).prompt)}**\n\n${verdict(made, track, entries)}`);
  const prompts = new Set(
    entries.flatMap((entry) => (entry.kind === 'reflection' && !promptOf(entry.prompt, track) ? [entry.prompt] : [])),
  );
  const written = [...prompts]
    .map((prompt) => [prompt, answerTo(prompt, entries)?.trim()] as const)
    .filter(([, text]) => text)
    .map(([prompt, text]) => `**${safe(prompt)}**\n\n${quote(text!)}\n`);
  const used = new Set(
    entries.flatMap((entry) =>
      entry.part === undefined && (entry.kind === 'reading' || entry.kind === 'run') ? [entry.element] : [],
    ),
  );
  const lines = [
    ...ownQuestions,
    ...written,
    ...[...used].map((tag) => measured(tag, undefined, entries, figure)),
  ].flatMap((text) => [text, '']);
  return lines.length ? ['## In the chapter', '', ...lines] : [];
}

const page = (lines: readonly string[]): string =>
  `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;

/** The report: Markdown with figures and tables, and a mark at everything that is missing. A ledger with nothing of the mission in it, but with a chapter's own questions, is a report of the chapter. */
export function reportOf(track: Track, all: readonly Entry[], figure: Figure): string {
  const entries = entriesOf(track, all);
  const chapter = chapterLines(track, entries, figure);
  const alone = chapter.length > 0 && !isOnMission(track, entries);
  const lines: string[] = [
    ...(alone
      ? ['# The reliability tax']
      : [`# The reliability tax: ${track.name}`, '', `${track.persona} ${track.northStar}`]),
    '',
    `Ledger of ${entries.length} entries${entries.length ? `, ${day(entries[0].time)} to ${day(entries.at(-1)!.time)} UTC` : ''}. reliability-tax ${version}, format ${schemaVersion}.`,
    '',
    ...chapter,
  ];
  if (alone) return page(lines);
  for (const part of parts) {
    lines.push(
      `## Part ${part.number}. ${part.title}`,
      '',
      safe(part.brief(track)),
      '',
      '### Predicted',
      '',
      ...part.locks(track).flatMap((id) => [predictionRow(id, track, entries), '']),
      '### Done',
      '',
    );
    const benches = part.benches(track);
    for (const bench of benches)
      for (const task of bench.tasks)
        lines.push(
          `- ${isTaskDone(bench, task, part.number, entries) ? '[x]' : '[ ] **MISSING:**'} ${safe(task.words)}`,
        );
    lines.push('', '### Measured', '');
    for (const tag of new Set(benches.map((bench) => bench.tag)))
      lines.push(measured(tag, part.number, entries, figure));
    lines.push(
      '### Reflected',
      '',
      ...part.prompts(track).flatMap((prompt) => [promptText(prompt, track, entries), '']),
    );
  }
  lines.push('## Final defence', '', ...defence.flatMap((prompt) => [promptText(prompt, track, entries), '']));
  return page(lines);
}
