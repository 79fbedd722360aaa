import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {unsafeHTML} from 'lit/directives/unsafe-html.js';
import {formatQuantity} from '../models/quantities/quantity-format.js';
import {Announcer} from '../ui/announcer.js';
import {scaleByDrag, scaledByKey, numberText} from '../ui/controls/scrub.js';
import {symbolText} from '../ui/controls/slider.js';
import {allDefinitions, type Definition} from '../core/definition.js';
import {showField} from '../core/fields.js';
import {InputElement} from '../ui/input-element.js';
import type {PeekHost} from '../ui/widget.js';
import {ColorSchemeController} from '../ui/color-scheme.js';
import {ViewportController} from '../ui/viewport.js';
import {formulas, type FormulaId} from './formulas/index.js';
import type {Formula} from './formula.js';
import {peekDefinition, type PeekValue} from './inputs.js';
import {styles} from './math-peek.styles.js';
import {inNumbers, boxesMarkup, patchNumbers} from './number-boxes.js';
import {OwnFormulaBox} from './own-formula-box.js';
import {
  fillSlots,
  symbolMathml,
  mathElement,
  numberOf,
  numbersOf,
  resultOf,
  spokenFormula,
  symbolsOf,
  type Notation,
} from './rows.js';
import {symbols, type SymbolName} from './symbols.js';

/** The Math Peek of a widget, which shows and changes its numbers. */
export const mathPeekOf = (host: PeekHost): TemplateResult =>
  html`<math-peek
    .host=${host}
    .snapshot=${host.value}
    .hostHighlighted=${host.highlighted}
    .notation=${host.notation}
  ></math-peek>`;

/**
 * A formula, the same with the numbers of the moment, and what it gives. The numbers can be turned, dragged and typed.
 * Inside a widget it shows the widget's numbers; on its own it computes from its attributes, which are those of the
 * widget the formula belongs to, and shares them by `fleet`.
 *
 * @summary A formula with live numbers, each of which can be edited.
 * @tagname math-peek
 * @slot - Fallback: the formula as text, for readers without scripts and for print engines; not shown once the element runs.
 * @fires input - The reader changed a number; `value` is already new.
 * @fires change - The reader let go.
 * @csspart base - All of it.
 * @csspart rows - The formula in symbols, in numbers, and its result.
 * @csspart names - The symbols and what they stand for.
 * @csspart own - The reader's own formula.
 * @cssproperty [--rt-math-font] - Font of formulas.
 */
export class MathPeek extends InputElement<PeekValue> {
  static #definition?: Definition<PeekValue>;

  /** Made of the widgets registered before it. */
  static override get definition(): Definition<PeekValue> {
    return (this.#definition ??= peekDefinition(allDefinitions()));
  }

  static override styles = styles;

  static override properties: PropertyDeclarations = {
    host: {attribute: false},
    snapshot: {attribute: false},
    hostHighlighted: {attribute: false},
    chosenFormula: {state: true},
    highlighted: {state: true},
    ownAnswer: {state: true},
  };

  /** The widget whose numbers are shown; without it, its own. @internal */
  declare host: PeekHost | undefined;
  /** The host's value, so that a change of it is a change here. @internal */
  declare snapshot: object | undefined;
  /** What the host's reader points at, by its path in `value`. @internal */
  declare hostHighlighted: string;
  declare private chosenFormula: FormulaId | undefined;
  declare highlighted: string;
  declare ownAnswer: PeekHost['ownAnswer'];

  readonly #viewport = new ViewportController(this);
  readonly #colorScheme = new ColorSchemeController(this);
  readonly #announcer = new Announcer(this);
  readonly #ownBox = new OwnFormulaBox(this);

  constructor() {
    super();
    this.hostHighlighted = '';
    this.highlighted = '';
  }

  /** What an input may be hangs on the formula, which may be written after it. */
  override attributeChangedCallback(name: string, old: string | null, text: string | null): void {
    super.attributeChangedCallback(name, old, text);
    if (name !== 'formula' || this.hasUpdated) return;
    for (const [key, {attribute}] of Object.entries(this.state.definition.fields))
      if (key !== 'formula' && this.hasAttribute(attribute)) {
        this.state.read(key, null);
        this.state.read(key, this.getAttribute(attribute));
      }
  }

  override get inputOwner(): PeekHost {
    return this.host ?? this;
  }

  /** The formula on show. */
  get shownFormula(): FormulaId {
    const wanted = this.host ? this.chosenFormula : (this.value.formula as FormulaId);
    return wanted && this.inputOwner.formulas.includes(wanted) ? wanted : (this.inputOwner.formulas[0] as FormulaId);
  }

  get symbols(): Notation {
    return this.notation === 'book' ? 'book' : 'mission';
  }

  /** A plain name of a symbol, for sentences. */
  nameOf(name: SymbolName): string {
    return this.inputOwner.fieldOf(symbols[name].path)?.symbol?.[this.symbols] ?? name;
  }

  /** What the formula says now, in a sentence. */
  describe(): string {
    const formula: Formula = formulas[this.shownFormula];
    const {dimension, name} = symbols[formula.result];
    const result = resultOf(formula, numbersOf(symbolsOf(formula), this.inputOwner.value));
    return `${name[0].toUpperCase()}${name.slice(1)}: ${spokenFormula(formula, this.symbols)}; ${typeof result === 'number' ? formatQuantity(result, dimension, {words: true}) : result}.`;
  }

  // The reader --------------------------------------------------------------------------------

  #chooseFormula(id: FormulaId): void {
    if (this.host) this.chosenFormula = id;
    else this.userInput({formula: id});
  }

  #highlight(path: string): void {
    this.inputOwner.highlighted = path;
  }

  readonly #onPointerOrFocus = (event: Event): void => {
    const slot = (event.target as Element).closest?.<HTMLElement>('[data-slot]');
    const leaving = event.type === 'pointerout' || event.type === 'focusout';
    this.#highlight(leaving || !slot ? '' : symbols[slot.dataset.slot as SymbolName].path);
  };

  /** The input a number box stands for. */
  #inputOf(event: Event) {
    const box = (event.target as Element).closest<HTMLInputElement>('[role=spinbutton]');
    const path = box && symbols[box.dataset.slot as SymbolName].path;
    const field = path ? this.inputOwner.fieldOf(path) : undefined;
    return box && path && field
      ? {box, path, field, value: numberOf(symbols[box.dataset.slot as SymbolName], this.inputOwner.value)}
      : undefined;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const input = this.#inputOf(event);
    if (!input) return;
    if (event.key === 'Escape') {
      input.box.value = showField(input.field, input.value);
      return;
    }
    const next = scaledByKey(event, input.field, input.value);
    if (next === undefined) return;
    event.preventDefault();
    this.inputOwner.userInput({[input.path]: next});
  };

  readonly #onPress = (event: PointerEvent): void => {
    const again = (event.target as Element).closest<HTMLElement>('.again');
    if (again) {
      // A number that stands there twice is edited where it stands first.
      event.preventDefault();
      this.renderRoot.querySelector<HTMLInputElement>(`[role=spinbutton][data-slot="${again.dataset.slot}"]`)?.focus();
      return;
    }
    const input = this.#inputOf(event);
    if (!input || this.inputOwner.lockReason(input.path)) return;
    const {inputOwner: acting} = this;
    scaleByDrag(event, input.field, input.value, {
      move: (next) => acting.userInput({[input.path]: next}, 'move'),
      end: () => acting.endInput(),
    });
  };

  readonly #onType = (event: Event): void => {
    const input = this.#inputOf(event);
    if (!input || input.box.value === showField(input.field, input.value)) return;
    this.inputOwner.userTyped(input.path, input.box.value);
    this.requestUpdate();
  };

  protected override settled(): void {
    super.settled();
    this.#announcer.say(() => this.describe());
  }

  // Picture -----------------------------------------------------------------------------------

  /** A formula whose slots hold its symbols. */
  #inSymbols(formula: Formula): string {
    return fillSlots(
      formula.tex,
      (name) => `<span class="slot symbol" data-slot="${name}">${symbolMathml(name, this.symbols)}</span>`,
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.host) super.willUpdate(changed);
    this.setState('dark', this.#colorScheme.dark);
    this.setState('alone', !this.host);
  }

  protected override updated(): void {
    patchNumbers(this);
  }

  protected override firstUpdated(): void {
    this.#viewport.watch(this.renderRoot.querySelector<HTMLElement>('.base')!);
  }

  protected override render(): unknown {
    const id = this.shownFormula;
    const formula: Formula = formulas[id];
    const names = symbolsOf(formula);
    const mistyped = names.map((name) => this.inputOwner.typingError(symbols[name].path)).find(Boolean);
    return html`<div part="base" class="base" role="group" aria-label="Math Peek: ${formula.title}">
      ${this.#notice()} ${this.#menu(id)} ${this.#rows(formula, names)}
      ${mistyped ? html`<p class="problem" role="alert">${mistyped.text}: ${mistyped.problem}</p>` : nothing}
      ${this.#names(formula, names)} ${this.#conditions(formula)} ${this.#derivation(formula)}
      ${this.#ownBox.render(id, formula)} ${this.host ? nothing : this.#announcer.region()}
    </div>`;
  }

  /** What is wrong with the attributes of a Math Peek of its own. */
  #notice(): TemplateResult | typeof nothing {
    const notices = this.host
      ? []
      : [...this.state.problems.values(), ...(this.state.definition.conflicts?.(this.state.settings) ?? [])];
    return notices.length
      ? html`<div part="notice" class="notice" role="status">
          <ul>
            ${notices.map((notice) => html`<li>${notice}</li>`)}
          </ul>
        </div>`
      : nothing;
  }

  #menu(shown: FormulaId): TemplateResult {
    return html`<div class="menu control">
      <label for="formula">Formula</label>
      <select
        id="formula"
        @change=${(event: Event) => this.#chooseFormula((event.target as HTMLSelectElement).value as FormulaId)}
      >
        ${this.inputOwner.formulas.map((each) => html`<option value=${each} ?selected=${each === shown}>${formulas[each as FormulaId].title}</option>`)}
      </select>
    </div>`;
  }

  /** The formula in symbols, the same in numbers, and its result, aligned on the equals sign. */
  #rows(formula: Formula, names: readonly SymbolName[]): TemplateResult {
    const result = resultOf(formula, numbersOf(names, this.inputOwner.value));
    return html`<div
      part="rows"
      class="rows"
      @pointerover=${this.#onPointerOrFocus}
      @pointerout=${this.#onPointerOrFocus}
      @focusin=${this.#onPointerOrFocus}
      @focusout=${this.#onPointerOrFocus}
      @keydown=${this.#onKey}
      @pointerdown=${this.#onPress}
      @change=${this.#onType}
    >
      <span class="left"
        ><span class="symbol" data-slot=${formula.result}
          >${unsafeHTML(symbolMathml(formula.result, this.symbols))}</span
        ></span
      >
      <span class="equals" aria-hidden="true">=</span>
      <span class="right"
        >${unsafeHTML(mathElement(this.#inSymbols(formula), spokenFormula(formula, this.symbols)))}</span
      >
      <span class="equals second" aria-hidden="true">=</span>
      <span class="right numbers"
        >${unsafeHTML(mathElement(inNumbers(this, formula)).replace('<math', '<math aria-hidden="true"'))}<span
          role="group"
          aria-label="With the numbers of the moment"
          >${unsafeHTML(boxesMarkup(this, names))}</span
        ></span
      >
      <span class="equals second" aria-hidden="true">=</span>
      <output class="right result" aria-label=${symbols[formula.result].name}
        >${typeof result === 'number' ? numberText(result, symbols[formula.result].dimension) : html`<span class="none">${result}</span>`}</output
      >
    </div>`;
  }

  #names(formula: Formula, names: readonly SymbolName[]): TemplateResult {
    return html`<dl
      part="names"
      class="names"
      @pointerover=${this.#onPointerOrFocus}
      @pointerout=${this.#onPointerOrFocus}
    >
      ${[formula.result, ...names].map(
        (name) =>
          html`<div data-slot=${name}>
            <dt>${unsafeHTML(symbolMathml(name, this.symbols))}</dt>
            <dd>${symbols[name].name}</dd>
          </div>`,
      )}
    </dl>`;
  }

  /** A sentence whose `{symbol}`s are set as symbols. */
  #withSymbols(text: string): unknown {
    return text
      .split(/\{(\w+)\}/)
      .map((piece, i) => (i % 2 ? html`<i class="letter">${symbolText(this.nameOf(piece as SymbolName))}</i>` : piece));
  }

  /** When the formula holds, and where it was published. */
  #conditions(formula: Formula): TemplateResult {
    const {law} = this.inputOwner.value as {law?: string};
    return html`<p class="holds">
      ${this.#withSymbols(formula.holds)}
      ${
        law && formula.law && formula.law !== law
          ? html`<strong
              >${law === 'weibull' ? 'The figure uses the Weibull law; this formula assumes a constant rate.' : 'The figure uses the exponential law; this formula is for the Weibull law.'}</strong
            >`
          : nothing
      }
      <span class="source"
        >${formula.source.text}${formula.source.url ? html` <a href=${formula.source.url} target="_blank" rel="noopener">source</a>` : nothing}</span
      >
    </p>`;
  }

  #derivation(formula: Formula): TemplateResult | typeof nothing {
    return formula.derivation
      ? html`<details>
          <summary>Where it comes from</summary>
          <ol class="steps" tabindex="0">
            ${formula.derivation.map((step) => html`<li><span>${this.#withSymbols(step.say)}</span>${unsafeHTML(mathElement(fillSlots(step.tex, (name) => symbolMathml(name, this.symbols))))}</li>`)}
          </ol>
        </details>`
      : nothing;
  }
}
