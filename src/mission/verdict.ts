import {definitionOf} from '../core/definition.js';
import type {Dimension} from '../models/index.js';
import type {Numbers} from '../ledger/entries.js';
import {readOwnQuestion} from './own-answer.js';
import {factorText} from './numbers.js';
import {ownAnswerText, ownQuestionText} from './own-question.js';
import {errorFactor, questions, showAnswer, type Question} from './questions.js';
import type {PredictionEntry} from './repeated-answers.js';
import type {Track} from './tracks.js';

/** An answer to a question in words. What is no answer stands as it is. */
export function answerText({options, bounds}: Question, track: Track, {choice, number}: Numbers): string {
  if (!options && bounds && typeof number === 'number') return showAnswer(bounds(track), number);
  return options?.find(({id}) => id === choice)?.words ?? String(choice ?? number ?? 'nothing');
}

/** What was asked, in words: a question of the mission, or an author's own. */
export function questionText(
  {question: id, inputs, actual}: PredictionEntry,
  track: Track,
): {prompt: string; words(answer: Numbers): string; reveal(): string; dimension?: Dimension} {
  const question = questions.get(id);
  if (question)
    return {
      prompt: question.prompt(track),
      words: (answer) => answerText(question, track, answer),
      reveal: () => question.reveal(track, actual),
      dimension: question.bounds?.(track).dimension,
    };
  const {tag, of} = readOwnQuestion(inputs);
  const dimension = definitionOf(tag)?.results[of] ?? 'number';
  return {
    prompt: String(inputs.prompt ?? id),
    words: (answer) => ownQuestionText(answer, dimension),
    reveal: () => ownAnswerText(actual, dimension),
    dimension,
  };
}

/** An answer off by less is a hit. */
export const hitTolerance = 1.05;

/** Whether a prediction is right: the choice, or a number that hits. */
export const isRight = (predicted: Numbers, actual: Numbers): boolean =>
  (errorFactor(predicted, actual) ??
    (predicted.choice !== undefined && predicted.choice === actual.choice ? 1 : Infinity)) < hitTolerance;

/** How far off a number is, and which way: `16 times too long`; undefined for a hit, and where there is no number. */
export function errorText(predicted: Numbers, actual: Numbers, dimension: Dimension | undefined): string | undefined {
  const off = errorFactor(predicted, actual);
  if (off === undefined || off < hitTolerance) return undefined;
  const over = (predicted.number as number) > (actual.number as number);
  return `${factorText(off)} too ${dimension === 'time' ? (over ? 'long' : 'short') : over ? 'much' : 'little'}`;
}

/** Questions of the mission whose answer a widget can score, and where. */
const scored: Readonly<Record<string, (track: Track) => ReturnType<typeof readOwnQuestion>>> = {
  'best-interval': ({presets}) => ({tag: 'young-daly-curve', of: 'optimum.exact', settings: {scenario: presets.curve}}),
};

/** What the reader's number would cost, in a sentence of the widget that was asked; undefined where it has none. */
export function costSentence(
  {question, predicted: {number}, inputs}: PredictionEntry,
  track: Track,
): string | undefined {
  if (typeof number !== 'number') return undefined;
  const {tag, of, settings} = questions.has(question)
    ? (scored[question]?.(track) ?? {tag: '', of: '', settings: {}})
    : readOwnQuestion(inputs);
  const definition = definitionOf(tag);
  return definition?.describeAnswer?.(definition.evaluate(settings), of, number);
}
