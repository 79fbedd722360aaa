import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {factsOf, questions, reasonOf, trackOrDefault, type Bounds, type Question} from '../../mission/questions.js';
import {missingCharacters} from '../../mission/explanation.js';
import {quantityInProse} from '../../mission/numbers.js';
import {ownQuestion} from '../../mission/own-question.js';
import {firstAnswer, repeatedAnswers, type PredictionEntry} from '../../mission/repeated-answers.js';
import {answerText, costSentence, errorText, isRight} from '../../mission/verdict.js';
import type {Numbers} from '../../ledger/entries.js';
import {LedgerElement} from '../../ui/ledger-element.js';
import {isReadable, type Readable} from '../../ledger/readings.js';
import {runJob} from '../../jobs/run-job.js';
import {register} from '../../ui/register.js';
import {choiceBox, numberAnswer, pointAnswer, readAnswer, type Typo} from './answer-box.js';
import {styles} from './prediction-lock.styles.js';

type Committed = PredictionEntry;

/**
 * A question to be answered before the workbench behind it opens. Until the reader locks an answer in, the workbench is
 * inert and no answer exists anywhere in the page; then the models compute it, and the lock shows what was predicted,
 * what is, by what factor, and why the wrong answers tempt. At last it asks for an explanation.
 *
 * Put the workbench between the tags; inside a `<template>` it is not even made before the answer is locked in.
 *
 * @summary Asks for a prediction before it shows; opens the workbench behind it when the answer is locked in.
 * @tagname prediction-lock
 * @slot - The workbench; a `<template>` in it is made when the answer is locked in.
 * @attr {string} question - One of the mission’s questions. One of: `frequency-doubling`, `best-interval`, `staging-factor`, `delta-factor`, `memory-factor`, `loss-alarm`.
 * @attr {string} prompt - A question of the author’s own about a widget; with `of`.
 * @attr {string} of - The result asked for, by its path in the widget’s `value`, such as `optimum.exact`.
 * @attr {string} when - A change of the widget’s inputs, such as `nodes=4096`: the reader says whether the result increases, decreases or stays.
 * @attr {string} min - The least answer that can be given, with its unit.
 * @attr {string} max - The greatest.
 * @attr {string} kind - Whether an answer is given as a number or set on the empty chart. One of: `number`, `point`.
 * @attr {string} for - Id of the linked widget; without it, the first widget between the tags.
 * @attr {string} track - The mission’s track whose numbers hold. One of: `cloud`, `edge`, `mobile`, `tiny`.
 * @attr {string} ledger - Name of the ledger the prediction is written in; it outlasts the page.
 * @attr {number} mission-part - Part of the mission, told to the ledger.
 * @fires {CustomEvent} rt-commit - The answer is locked in; `detail` is the ledger’s entry.
 * @fires {CustomEvent} rt-explain - The explanation is written; `detail` is the ledger’s entry.
 * @csspart base - All of it.
 * @csspart lock - Question, answer and reveal.
 * @csspart bench - What holds the workbench.
 */
export class PredictionLock extends LedgerElement {
  static override styles = [...LedgerElement.styles, styles];

  static override properties: PropertyDeclarations = {
    question: {reflect: true},
    prompt: {reflect: true},
    of: {reflect: true},
    when: {reflect: true},
    min: {reflect: true},
    max: {reflect: true},
    kind: {reflect: true},
    for: {reflect: true},
    chosen: {state: true},
    typed: {state: true},
    typo: {state: true},
    draft: {state: true},
    busy: {state: true},
  };

  declare question: string | undefined;
  declare prompt: string | undefined;
  declare of: string | undefined;
  declare when: string | undefined;
  declare min: string | undefined;
  declare max: string | undefined;
  declare kind: string | undefined;
  declare for: string | undefined;
  declare private chosen: string;
  declare private typed: number | undefined;
  declare private typo: Typo | undefined;
  declare private draft: string;
  declare private busy: boolean;

  #opened = false;
  /** The ghost it left. */
  #guess = '';
  #made?: HTMLElement;
  /** The widget of a `<template>`, made outside the page to be asked of. */
  #unseen?: Element;
  /** Why nothing can be asked; then nothing is closed off either. */
  #warned = '';

  constructor() {
    super();
    this.chosen = this.draft = '';
    this.busy = false;
  }

  /** The linked widget, once there is one. */
  get linked(): Readable | undefined {
    const named = this.for ? (this.getRootNode() as Document | ShadowRoot).getElementById(this.for) : undefined;
    const inside = [...this.querySelectorAll('*')].find(isReadable);
    if (isReadable(named)) return named;
    return inside ?? this.#hidden;
  }

  get #hidden(): Readable | undefined {
    const template = this.#template;
    if (template && !this.#unseen)
      this.#unseen = [...document.importNode(template.content, true).querySelectorAll('*')].find(isReadable);
    return isReadable(this.#unseen) ? this.#unseen : undefined;
  }

  get #template(): HTMLTemplateElement | null {
    return this.querySelector<HTMLTemplateElement>(':scope > template');
  }

  /** What is asked, or undefined while it cannot be. */
  get currentQuestion(): Question | undefined {
    if (this.question) {
      const known = questions.get(this.question);
      this.#warn(known ? '' : `question="${this.question}" is not one of ${[...questions.keys()].join(', ')}`);
      return known;
    }
    const {linked, prompt, of} = this;
    if (!prompt || !of || !linked) return undefined;
    try {
      const own = ownQuestion(
        {prompt, of, when: this.when, min: this.min, max: this.max, point: this.kind === 'point'},
        linked,
      );
      this.#warn('');
      return own;
    } catch (error) {
      return this.#warn((error as Error).message);
    }
  }

  #warn(problem: string): undefined {
    if (problem && problem !== this.#warned) console.warn(`<prediction-lock> ${problem}.`);
    this.#warned = problem;
    return undefined;
  }

  /** The locked answer, or undefined. */
  get committed(): Committed | undefined {
    return firstAnswer(this.currentQuestion?.id, this.entries);
  }

  /** The reader's explanation, once it is written. */
  get explanation(): string | undefined {
    const id = this.currentQuestion?.id;
    return this.entries.filter((entry) => entry.kind === 'explanation').find((entry) => entry.question === id)?.text;
  }

  /** Whether the workbench is open: after the answer, or where nothing can be asked. */
  get open(): boolean {
    return this.committed !== undefined || this.#warned !== '';
  }

  get #answer(): Numbers | undefined {
    if (this.currentQuestion?.kind === 'choice') return this.chosen ? {choice: this.chosen} : undefined;
    return this.typed === undefined ? undefined : {number: this.typed};
  }

  /** Locks the answer in: only now is the right one computed. */
  async commit(): Promise<void> {
    const {currentQuestion} = this;
    const predicted = this.#answer;
    if (!currentQuestion || !predicted || this.committed || this.busy) return;
    this.busy = true;
    try {
      const track = trackOrDefault(this.trackId);
      const actual = await currentQuestion.answer(track, (plan) => runJob('campaign', plan));
      const own = this.question
        ? {}
        : {
            element: this.linked!.localName,
            prompt: this.prompt!,
            of: this.of!,
            ...(this.when ? {when: this.when} : {}),
            ...this.linked!.settings,
          };
      const entry = await this.write({
        kind: 'prediction',
        question: currentQuestion.id,
        predicted,
        actual,
        inputs: {...factsOf(currentQuestion, track), ...own},
      });
      this.emit('rt-commit', entry);
      this.announcer.say(() => this.describe());
    } finally {
      this.busy = false;
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.reveal')?.focus();
  }

  async #explain(): Promise<void> {
    const text = this.draft.trim();
    const {currentQuestion} = this;
    if (!currentQuestion || missingCharacters(text) > 0) return;
    this.emit('rt-explain', await this.write({kind: 'explanation', question: currentQuestion.id, text}));
    this.announcer.say(() => 'Saved. Go on.');
  }

  /** What is asked, or what came of it, in words. */
  describe(): string {
    const {currentQuestion, committed} = this;
    if (!currentQuestion) return 'No question.';
    const track = trackOrDefault(this.trackId);
    if (!committed) return `Prediction: ${currentQuestion.prompt(track)}`;
    return `You predicted: ${this.#answerText(currentQuestion, committed.predicted)}. It is: ${this.#answerText(currentQuestion, committed.actual)}. ${[this.#verdict(committed), currentQuestion.reveal(track, committed.actual), costSentence(committed, track)].filter(Boolean).join(' ')}`;
  }

  #answerText(currentQuestion: Question, answer: Numbers): string {
    return answerText(currentQuestion, trackOrDefault(this.trackId), answer);
  }

  #verdict({predicted, actual}: Committed): string {
    if (predicted.choice !== undefined)
      return isRight(predicted, actual) ? 'You were right.' : 'That is not what happens.';
    const off = errorText(predicted, actual, this.currentQuestion?.bounds?.(trackOrDefault(this.trackId)).dimension);
    return off ? `${off}.` : 'You hit it.';
  }

  /** Answers of other windows, locked in after the one that counts. */
  get #seconds(): Committed[] {
    const {committed} = this;
    return [...repeatedAnswers(this.entries)].filter(([, first]) => first === committed).map(([second]) => second);
  }

  /** The point as a ghost on the linked widget’s chart, which scores it by its regret. */
  #showGhost(committed: Committed): void {
    const {linked, currentQuestion} = this;
    if (
      currentQuestion?.kind !== 'point' ||
      !(this.question || this.of?.startsWith('optimum.')) ||
      !linked ||
      !('guess' in linked)
    )
      return;
    const guess = `${committed.predicted.number as number} s`;
    // A second answer of this window gives way to the one that counts; a guess of the page's author stays.
    const there = linked.getAttribute('guess');
    if (there === null || (there === this.#guess && there !== guess))
      linked.setAttribute('guess', (this.#guess = guess));
  }

  protected override updated(): void {
    const {committed} = this;
    this.setState('open', this.open);
    if (!committed) return;
    if (!this.#opened) {
      this.#opened = true;
      const template = this.#template;
      if (template) {
        this.#made = document.createElement('div');
        this.#made.append(template.content.cloneNode(true));
        this.append(this.#made);
      }
    }
    this.#showGhost(committed);
  }

  protected override render(): unknown {
    const {currentQuestion} = this;
    // Only where there was something saved may an answer come later: nothing is asked twice.
    if (!this.ledgerStore.loaded) return html`<p class="note">…</p>`;
    const shut = !this.open && this.childElementCount > 0;
    return html`<div part="base" class="base">
      ${currentQuestion ? this.#lock(currentQuestion) : nothing}
      <div part="bench" class="bench ${shut ? 'closed' : ''}" ?inert=${!this.open}>
        <slot @slotchange=${() => this.requestUpdate()}></slot
        >${!shut ? nothing : html`<p class="veil" id="veil"><span>The workbench opens when your prediction is locked in.</span></p>`}
      </div>
      ${this.announcer.region()}
    </div>`;
  }

  #lock(currentQuestion: Question): TemplateResult {
    const track = trackOrDefault(this.trackId);
    const {committed} = this;
    const facts = currentQuestion.facts(track);
    return html`<section part="lock" class="lock sheet" aria-labelledby="prompt">
      <p class="eyebrow">${committed ? 'Predicted' : 'Predict first'}</p>
      <p class="ask" id="prompt">${currentQuestion.prompt(track)}</p>
      ${
        facts.length
          ? html`<dl class="facts">
              ${facts.map(
                ({label, value, dimension}) =>
                  html`<div>
                    <dt>${label}</dt>
                    <dd>${quantityInProse(value, dimension)}</dd>
                  </div>`,
              )}
            </dl>`
          : nothing
      }
      ${committed ? this.#reveal(currentQuestion, committed) : this.#form(currentQuestion)}
    </section>`;
  }

  #form(currentQuestion: Question): TemplateResult {
    const answer = this.#answer;
    const off = this.busy || !answer;
    return html`${this.#box(currentQuestion)}
      <div class="row">
        <button type="button" class="primary" aria-disabled=${off ? 'true' : 'false'} @click=${() => this.commit()}>
          ${this.busy ? 'Computing…' : 'Lock in my prediction'}
        </button>
        <span class="note"
          >${answer ? 'It cannot be changed afterwards.' : currentQuestion.kind === 'choice' ? 'Choose one first.' : 'Set a value first.'}</span
        >
      </div>`;
  }

  #box(currentQuestion: Question): TemplateResult {
    if (currentQuestion.options) return choiceBox(currentQuestion.options, this.chosen, (id) => (this.chosen = id));
    const bounds: Bounds = currentQuestion.bounds!(trackOrDefault(this.trackId));
    const set = (value: number) => {
      this.typed = value;
      this.typo = undefined;
    };
    const type = (text: string) => {
      const read = readAnswer(bounds, text.trim());
      if (typeof read === 'number') set(read);
      else this.typo = {text, problem: read};
      this.requestUpdate();
    };
    return (currentQuestion.kind === 'point' ? pointAnswer : numberAnswer)(bounds, this.typed, this.typo, set, type);
  }

  #reveal(currentQuestion: Question, committed: Committed): TemplateResult {
    const track = trackOrDefault(this.trackId);
    const {predicted, actual} = committed;
    const options = (currentQuestion.options ?? [])
      .map((option) => ({...option, reason: reasonOf(option, track)}))
      .filter(({reason}) => reason);
    const cost = costSentence(committed, track);
    return html`<div class="reveal" tabindex="-1">
      <dl class="score">
        <div>
          <dt>You predicted</dt>
          <dd>${this.#answerText(currentQuestion, predicted)}</dd>
        </div>
        <div>
          <dt>It is</dt>
          <dd>${this.#answerText(currentQuestion, actual)}</dd>
        </div>
        <div>
          <dt>So</dt>
          <dd>${this.#verdict(committed)}</dd>
        </div>
      </dl>
      <p>${currentQuestion.reveal(track, actual)}</p>
      ${cost ? html`<p class="cost"><b>Yours.</b> ${cost}</p>` : nothing}
      ${this.#seconds.map((second) => html`<p class="note second">In another window you locked in a second answer, ${this.#answerText(currentQuestion, second.predicted)}. It is kept and does not count.</p>`)}
      ${
        options.length
          ? html`<ul class="why">
              ${options.map(({id, words, reason}) => html`<li><b>${words}${id === actual.choice ? ' ✓' : id === predicted.choice ? ' (yours)' : ''}.</b> ${reason}</li>`)}
            </ul>`
          : nothing
      }
      ${this.#explainBox(isRight(predicted, actual))}
    </div>`;
  }

  #explainBox(right: boolean): TemplateResult {
    const {explanation} = this;
    if (explanation !== undefined) return html`<p><b>Why, in your words:</b> ${explanation}</p>`;
    const short = missingCharacters(this.draft);
    return html`<label for="why"
        ><b>${right ? 'Why is that so?' : 'What did you not count on?'}</b> One sentence, in your words.</label
      >
      <textarea
        id="why"
        .value=${this.draft}
        @input=${(event: Event) => (this.draft = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <div class="row">
        <button
          type="button"
          class="primary"
          aria-disabled=${short > 0 ? 'true' : 'false'}
          @click=${() => this.#explain()}
        >
          Save and go on</button
        >${short > 0 ? html`<span class="note">A few words more.</span>` : nothing}
      </div>`;
  }

  static define(): void {
    register('prediction-lock', PredictionLock);
  }
}
