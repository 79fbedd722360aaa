import {formatQuantity, parseQuantity, type Dimension} from '../models/index.js';
import {definitionOf} from '../core/definition.js';
import type {Numbers} from '../ledger/entries.js';
import type {Readable} from '../ledger/readings.js';
import {computeOwnAnswer, parseChanges} from './own-answer.js';
import type {Question} from './questions.js';

/** What an author writes for a question of the author's own about a widget. */
export interface OwnQuestionAttributes {
  prompt: string;
  /** Result of the linked widget, by path. */
  of: string;
  /** A change of inputs, such as `nodes=4096`: then the question is whether the result rises, falls or stays. */
  when?: string;
  min?: string;
  max?: string;
  /** True for a point on the chart. */
  point: boolean;
}

/** What a result may do after a change. */
export const directions = [
  {id: 'increase', words: 'It increases', tempts: ''},
  {id: 'decrease', words: 'It decreases', tempts: ''},
  {id: 'same', words: 'It stays the same', tempts: ''},
] as const;

/** An answer in words: a direction, or a quantity. */
export const ownQuestionText = ({choice, number}: Numbers, dimension: Dimension): string =>
  directions.find(({id}) => id === choice)?.words ??
  (typeof number === 'number' ? formatQuantity(number, dimension) : String(choice ?? number ?? 'nothing'));

/** What it is, in one sentence. */
export const ownAnswerText = ({number, before, after}: Numbers, dimension: Dimension): string =>
  number === undefined
    ? `From ${formatQuantity(before as number, dimension)} to ${formatQuantity(after as number, dimension)}.`
    : `${formatQuantity(number as number, dimension)}.`;

/** @throws {RangeError} if the widget has no such result, or the author wrote what cannot be read. */
export function ownQuestion(
  {prompt, of, when, min, max, point}: OwnQuestionAttributes,
  {localName: tag, settings}: Readable,
): Question {
  const dimension = definitionOf(tag)!.results[of] as Dimension | undefined;
  if (!dimension) throw new RangeError(`of="${of}" is not a result of <${tag}>`);
  if (when) parseChanges(tag, when);
  const bound = (name: string, text: string | undefined): number => {
    try {
      return parseQuantity(text ?? '', dimension);
    } catch {
      throw new RangeError(`${name}="${text ?? ''}" is not a bound like ${formatQuantity(1, dimension)}`);
    }
  };
  const [low, high] = when ? [0, 0] : [bound('min', min), bound('max', max)];
  if (!when && !(low > 0 && low < high)) throw new RangeError(`min="${min}" has to be positive and below max="${max}"`);
  return {
    id: `${tag} ${of}${when ? ` when ${when}` : ''}`,
    kind: when ? 'choice' : point ? 'point' : 'number',
    prompt: () => prompt,
    facts: () => [],
    ...(when ? {options: directions} : {}),
    bounds: () => ({min: low, max: high, dimension, label: 'Your prediction'}),
    answer: () => computeOwnAnswer(tag, settings, of, when),
    reveal: (_track, actual) => ownAnswerText(actual, dimension),
  };
}
