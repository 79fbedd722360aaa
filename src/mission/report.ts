import {formatQuantity, type Dimension} from '../models/index.js';
import {definitionOf, type Given} from '../widget/definition.js';
import {showField} from '../widget/fields.js';
import type {Entry, Numbers, Reading, Run} from '../widget/ledger/entries.js';
import {schemaVersion} from '../widget/ledger/entries.js';
import {version} from '../widget/version.js';
import {times} from './numbers.js';
import {defence, parts, promptOf, type Prompt} from './parts.js';
import {revealOwn, wordsOwn} from './own-question.js';
import {answerTo, entriesOf, isLongEnough, isOnMission, isTaskDone} from './progress.js';
import {offBy, questions, showAnswer, type Question} from './questions.js';
import type {Track} from './tracks.js';

/** Draws a widget's figure as one SVG document, or says nothing. */
export type Figure = (tag: string, inputs: Given) => string | undefined;

const missing = (what: string) => `> **MISSING:** ${what}\n`;
const safe = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/[\\`*_{}[\]|#$~]/g, '\\$&').replaceAll('\n', ' ');
const quote = (text: string) => text.trim().split('\n').map((line) => `> ${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/[\\`*_[\]#|$~]/g, '\\$&')}`).join('\n');
const day = (time: string) => time.slice(0, 16).replace('T', ' ');

function answered(question: Question, track: Track, {choice, number}: Numbers): string {
  if (question.options) return question.options.find(({id}) => id === choice)?.words ?? String(choice);
  return showAnswer(question.bounds!(track), number as number);
}

type Predicted = Extract<Entry, {kind: 'prediction'}>;

/** What was predicted and what is, and the reader's words to it. */
function verdict({question, predicted, actual, time}: Predicted, words: (answer: Numbers) => string, reveal: string, entries: readonly Entry[]): string {
  const why = entries.find((entry) => entry.kind === 'explanation' && entry.question === question);
  const off = offBy(predicted, actual);
  const rows = [
    '| | |', '|---|---|', `| Predicted | ${safe(words(predicted))} |`, `| It is | ${safe(words(actual))} |`,
    `| ${off === undefined ? 'Right' : 'Off by'} | ${off === undefined ? (predicted.choice === actual.choice ? 'yes' : 'no') : times(off)} |`, `| Locked in | ${day(time)} UTC |`,
  ].join('\n');
  return `${rows}\n\n${safe(reveal)}\n\n${why?.kind === 'explanation' ? `In my words:\n\n${quote(why.text)}\n` : missing('no explanation was written')}`;
}

function predictionRow(id: string, track: Track, entries: readonly Entry[]): string {
  const question = questions.get(id)!;
  const made = entries.find((entry): entry is Predicted => entry.kind === 'prediction' && entry.question === id);
  return `**${safe(question.prompt(track))}**\n\n${made ? verdict(made, (answer) => answered(question, track, answer), question.reveal(track, made.actual), entries) : missing('no prediction was locked in')}`;
}

/** A reading as two tables: what was set, and what came of it. */
function readingTable({element, inputs, results}: Reading): string {
  const definition = definitionOf(element)!;
  const set = Object.entries(inputs).flatMap(([key, value]) => (definition.fields[key] ? [`| ${safe(definition.fields[key].label)} | ${safe(showField(definition.fields[key], value))} |`] : []));
  const came = Object.entries(definition.results).flatMap(([path, dimension]) => (typeof results[path] === 'number' && !(path in definition.fields) ? [`| ${path} | ${formatQuantity(results[path], dimension as Dimension)} |`] : []));
  return `${set.length ? `| Set | |\n|---|---|\n${set.join('\n')}\n\n` : ''}| Result | |\n|---|---|\n${came.join('\n')}\n`;
}

const recordRow = (record: Readonly<Record<string, unknown>>): string => Object.entries(record).filter(([, value]) => value !== null).map(([key, value]) => `${key} ${typeof value === 'number' ? formatQuantity(value, 'number') : String(value)}`).join(', ');

function promptText(prompt: Prompt, track: Track, entries: readonly Entry[]): string {
  const text = answerTo(prompt.id, entries);
  const short = isLongEnough(prompt, text) ? '' : `\n${missing(text ? 'the answer is too short' : 'no answer was written')}`;
  return `**${safe(prompt.voice)}${prompt.imagined ? ' (an imagined challenge, in that voice)' : ''}:** ${safe(prompt.text(track))}\n\n${text ? `${quote(text)}\n` : ''}${short}`;
}

/** What a widget showed last in a part, and the runs on it. */
function measured(tag: string, part: number | undefined, entries: readonly Entry[], figure: Figure): string {
  const here = entries.filter((entry): entry is (Reading | Run) & Entry => 'element' in entry && entry.part === part && entry.element === tag);
  const readings = here.filter((entry): entry is Reading & Entry => entry.kind === 'reading');
  const runs = here.filter((entry): entry is Run & Entry => entry.kind === 'run');
  const reading = readings.at(-1);
  const lines: string[] = [];
  if (reading) {
    const drawn = figure(tag, reading.inputs);
    lines.push(`\`<${tag}>\`, the last of ${readings.length} ${readings.length === 1 ? 'reading' : 'readings'}, ${day(reading.time)} UTC${reading.seed ? `, seed ${safe(reading.seed)}` : ''}:`, '', ...(drawn ? [drawn.replaceAll('\n', ' '), ''] : []), readingTable(reading), '');
  } else lines.push(missing(`nothing was set on \`<${tag}>\``), '');
  if (runs.length) lines.push('Runs:', '', ...runs.map(({time, record}) => `- ${day(time)} UTC: ${safe(recordRow(record))}`), '');
  return lines.join('\n');
}

/** What was answered and set outside the mission: the questions and challenges of the page's author, and the figures beside them. */
function chapterLines(track: Track, entries: readonly Entry[], figure: Figure): string[] {
  const asked = entries.filter((entry): entry is Predicted => entry.kind === 'prediction' && !questions.has(entry.question)).map((made) => {
    const {element, prompt, of} = made.inputs;
    const dimension = definitionOf(String(element))?.results[String(of)] ?? 'number';
    return `**${safe(String(prompt ?? made.question))}**\n\n${verdict(made, (answer) => wordsOwn(answer, dimension), revealOwn(made.actual, dimension), entries)}`;
  });
  const prompts = new Set(entries.flatMap((entry) => (entry.kind === 'reflection' && !promptOf(entry.prompt, track) ? [entry.prompt] : [])));
  const written = [...prompts].map((prompt) => [prompt, answerTo(prompt, entries)?.trim()] as const).filter(([, text]) => text).map(([prompt, text]) => `**${safe(prompt)}**\n\n${quote(text!)}\n`);
  const used = new Set(entries.flatMap((entry) => (entry.part === undefined && (entry.kind === 'reading' || entry.kind === 'run') ? [entry.element] : [])));
  const lines = [...asked, ...written, ...[...used].map((tag) => measured(tag, undefined, entries, figure))].flatMap((text) => [text, '']);
  return lines.length ? ['## In the chapter', '', ...lines] : [];
}

const page = (lines: readonly string[]): string => `${lines.join('\n').replace(/\n{3,}/g, '\n\n').trim()}\n`;

/** The report: Markdown with figures and tables, and a mark at everything that is missing. A ledger with nothing of the mission in it, but with a chapter's own questions, is a report of the chapter. */
export function reportOf(track: Track, all: readonly Entry[], figure: Figure): string {
  const entries = entriesOf(track, all);
  const chapter = chapterLines(track, entries, figure);
  const alone = chapter.length > 0 && !isOnMission(track, entries);
  const lines: string[] = [...(alone ? ['# The reliability tax'] : [`# The reliability tax: ${track.name}`, '', `${track.persona} ${track.northStar}`]), '', `Ledger of ${entries.length} entries${entries.length ? `, ${day(entries[0].time)} to ${day(entries.at(-1)!.time)} UTC` : ''}. reliability-tax ${version}, format ${schemaVersion}.`, '', ...chapter];
  if (alone) return page(lines);
  for (const part of parts) {
    lines.push(`## Part ${part.number}. ${part.title}`, '', safe(part.brief(track)), '', '### Predicted', '', ...part.locks(track).flatMap((id) => [predictionRow(id, track, entries), '']), '### Done', '');
    const benches = part.benches(track);
    for (const bench of benches) for (const task of bench.tasks) lines.push(`- ${isTaskDone(bench, task, part.number, entries) ? '[x]' : '[ ] **MISSING:**'} ${safe(task.words)}`);
    lines.push('', '### Measured', '');
    for (const tag of new Set(benches.map((bench) => bench.tag))) lines.push(measured(tag, part.number, entries, figure));
    lines.push('### Reflected', '', ...part.prompts(track).flatMap((prompt) => [promptText(prompt, track, entries), '']));
  }
  lines.push('## Final defence', '', ...defence.flatMap((prompt) => [promptText(prompt, track, entries), '']));
  return page(lines);
}
