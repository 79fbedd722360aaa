import {formatQuantity, type Dimension} from '../models/index.js';
import {definitionOf, type Given} from '../widget/definition.js';
import {showField} from '../widget/fields.js';
import type {Entry, Reading} from '../widget/ledger/entries.js';
import {schemaVersion} from '../widget/ledger/entries.js';
import {version} from '../widget/version.js';
import {times} from './numbers.js';
import {defence, parts, type Prompt} from './parts.js';
import {answerTo, entriesOf, isLongEnough, isTaskDone} from './progress.js';
import {offBy, questions, showAnswer, type Question} from './questions.js';
import type {Track} from './tracks.js';

/** Draws a widget's figure as one SVG document, or says nothing. */
export type Figure = (tag: string, inputs: Given) => string | undefined;

const missing = (what: string) => `> **MISSING:** ${what}\n`;
const safe = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/[\\`*_{}[\]|#$~]/g, '\\$&').replaceAll('\n', ' ');
const quote = (text: string) => text.trim().split('\n').map((line) => `> ${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/[\\`*_[\]#|$~]/g, '\\$&')}`).join('\n');
const day = (time: string) => time.slice(0, 16).replace('T', ' ');

function answered(question: Question, track: Track, {choice, number}: Readonly<Record<string, unknown>>): string {
  if (question.options) return question.options.find(({id}) => id === choice)?.words ?? String(choice);
  return showAnswer(question.bounds!(track), number as number);
}

function predictionRow(id: string, track: Track, entries: readonly Entry[]): string {
  const question = questions.get(id)!;
  const made = entries.find((entry) => entry.kind === 'prediction' && entry.question === id);
  const why = entries.find((entry) => entry.kind === 'explanation' && entry.question === id);
  const asked = `**${safe(question.prompt(track))}**\n\n`;
  if (made?.kind !== 'prediction') return asked + missing('no prediction was locked in');
  const off = offBy(made.predicted, made.actual);
  const rows = [
    '| | |', '|---|---|', `| Predicted | ${safe(answered(question, track, made.predicted))} |`, `| It is | ${safe(answered(question, track, made.actual))} |`,
    `| ${off === undefined ? 'Right' : 'Off by'} | ${off === undefined ? (made.predicted.choice === made.actual.choice ? 'yes' : 'no') : times(off)} |`, `| Locked in | ${day(made.time)} UTC |`,
  ].join('\n');
  return `${asked}${rows}\n\n${safe(question.reveal(track, made.actual))}\n\n${why?.kind === 'explanation' ? `In my words:\n\n${quote(why.text)}\n` : missing('no explanation was written')}`;
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

/** The report: Markdown with figures and tables, and a mark at everything that is missing. */
export function reportOf(track: Track, all: readonly Entry[], figure: Figure): string {
  const entries = entriesOf(track, all);
  const last = new Map<string, Reading & Entry>();
  const lines: string[] = [`# The reliability tax: ${track.name}`, '', `${track.persona} ${track.northStar}`, '', `Ledger of ${entries.length} entries${entries.length ? `, ${day(entries[0].time)} to ${day(entries.at(-1)!.time)} UTC` : ''}. reliability-tax ${version}, format ${schemaVersion}.`, ''];
  for (const part of parts) {
    lines.push(`## Part ${part.number}. ${part.title}`, '', safe(part.brief(track)), '', '### Predicted', '', ...part.locks(track).flatMap((id) => [predictionRow(id, track, entries), '']), '### Done', '');
    const benches = part.benches(track);
    for (const bench of benches) for (const task of bench.tasks) lines.push(`- ${isTaskDone(bench, task, part.number, entries) ? '[x]' : '[ ] **MISSING:**'} ${safe(task.words)}`);
    lines.push('', '### Measured', '');
    for (const tag of new Set(benches.map((bench) => bench.tag))) {
      const readings = entries.filter((entry): entry is Reading & Entry => entry.kind === 'reading' && entry.part === part.number && entry.element === tag);
      const reading = readings.at(-1);
      const runs = entries.filter((entry) => entry.kind === 'run' && entry.part === part.number && entry.element === tag);
      if (reading) {
        last.set(tag, reading);
        const drawn = figure(tag, reading.inputs);
        lines.push(`\`<${tag}>\`, the last of ${readings.length} ${readings.length === 1 ? 'reading' : 'readings'}, ${day(reading.time)} UTC${reading.seed ? `, seed ${safe(reading.seed)}` : ''}:`, '', ...(drawn ? [drawn.replaceAll('\n', ' '), ''] : []), readingTable(reading), '');
      } else lines.push(missing(`nothing was set on \`<${tag}>\``), '');
      if (runs.length) lines.push('Runs:', '', ...runs.map((entry) => `- ${day(entry.time)} UTC: ${entry.kind === 'run' ? safe(recordRow(entry.record)) : ''}`), '');
    }
    lines.push('### Reflected', '', ...part.prompts(track).flatMap((prompt) => [promptText(prompt, track, entries), '']));
  }
  lines.push('## Final defence', '', ...defence.flatMap((prompt) => [promptText(prompt, track, entries), '']));
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
