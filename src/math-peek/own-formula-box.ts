import {html, nothing, type TemplateResult} from 'lit';
import {unsafeHTML} from 'lit/directives/unsafe-html.js';
import {formatQuantity} from '../models/quantities/quantity-format.js';
import {ownFormulaChart} from './own-formula-chart.js';
import type {Formula} from './formula.js';
import type {FormulaId} from './formulas/index.js';
import type {FormulaError, OwnFormula} from './own-formula.js';
import {symbolMathml, mathElement, numbersOf, resultOf, symbolsOf, type Notation} from './rows.js';
import {symbols, type SymbolName} from './symbols.js';
import {toMathML} from './to-mathml.js';

/** What the box needs of the Math Peek it is in. */
export interface OwnFormulaHost {
  /** The widget whose numbers are used. */
  readonly inputOwner: {
    readonly value: object;
    /** The answer of the reader's formula, which the widget marks on its picture. */
    ownAnswer?: Readonly<{path: string; answer: number}>;
    describeAnswer(path: string, answer: number): string | undefined;
  };
  readonly symbols: Notation;
  nameOf(name: SymbolName): string;
  requestUpdate(): void;
}

/** Type your own formula: read as it is typed, checked, computed with the numbers of the moment, drawn against the model. */
export class OwnFormulaBox {
  #typed = '';
  #formulaId?: FormulaId;
  #formula?: OwnFormula;
  #problem?: FormulaError;
  /** What reads formulas, mathjs among it: loaded when the reader opens the box. */
  #formulaModule?: typeof import('./own-formula.js');

  constructor(readonly peek: OwnFormulaHost) {}

  async #load(formula: Formula): Promise<void> {
    this.#formulaModule ??= await import('./own-formula.js');
    if (this.#typed) this.#readTyped(this.#typed, formula);
  }

  /** Reads what stands in the box, once what reads it is there. */
  #readTyped(typed: string, formula: Formula): void {
    this.#typed = typed;
    this.#formula = this.#problem = undefined;
    const {path, dimension} = symbols[formula.result];
    if (!this.#formulaModule) void this.#load(formula);
    else if (typed.trim()) {
      const {FormulaError, readFormula} = this.#formulaModule;
      try {
        this.#formula = readFormula(typed, dimension, (name) => {
          const known = symbols[name].path;
          // An interval is looked for: the one that stands there is no part of the answer.
          return (
            known !== '' &&
            known !== path &&
            !(dimension === 'time' && known === 'interval' && path !== 'mtbf') &&
            Number.isFinite(numbersOf([name], this.peek.inputOwner.value)[name])
          );
        });
      } catch (error) {
        if (!(error instanceof FormulaError)) throw error;
        this.#problem = error;
      }
    }
    this.peek.requestUpdate();
  }

  render(id: FormulaId, formula: Formula): TemplateResult {
    const {peek} = this;
    const of = symbols[formula.result];
    if (this.#formulaId !== id) {
      this.#formulaId = id;
      if (this.#typed) this.#readTyped(this.#typed, formula);
    }
    const numbers = numbersOf(
      [...new Set([...(this.#formula?.uses ?? []), ...symbolsOf(formula)])],
      peek.inputOwner.value,
    );
    const answer = this.#formula?.compute(numbers);
    const good = answer !== undefined && Number.isFinite(answer) && (of.dimension !== 'time' || answer > 0);
    const own = good ? {path: of.path, answer} : undefined;
    // The widget marks the answer on its picture; told after this rendering, which is not the time for another's.
    if (peek.inputOwner.ownAnswer?.path !== own?.path || peek.inputOwner.ownAnswer?.answer !== own?.answer)
      queueMicrotask(() => (peek.inputOwner.ownAnswer = own));
    const {from = 0, to = 0, message = ''} = this.#problem ?? {};
    return html`<details part="own" class="own" @toggle=${() => void this.#load(formula)}>
      <summary>Type your own formula</summary>
      <div class="typing">
        <label for="own"
          >${unsafeHTML(symbolMathml(formula.result, peek.symbols))} <span aria-hidden="true">=</span
          ><span class="unseen"> Your own formula for the ${of.name}</span></label
        >
        <input
          id="own"
          type="text"
          maxlength="200"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          .value=${this.#typed}
          placeholder=${formula.expression.length < 30 ? formula.expression : 'sqrt(2 * delta * M)'}
          aria-invalid=${this.#problem ? 'true' : 'false'}
          aria-describedby="own-says"
          @input=${(event: Event) => this.#readTyped((event.target as HTMLInputElement).value, formula)}
        />
      </div>
      <div id="own-says" aria-live="polite">
        ${
          this.#problem
            ? html`<p class="problem">
                <code
                  >${this.#typed.slice(0, from)}<mark>${this.#typed.slice(from, to) || ' '}</mark>${this.#typed.slice(to)}</code
                >
                ${message}
              </p>`
            : this.#formula
              ? this.#renderAnswer(formula, answer!, good)
              : html`<p class="hint">
                  Symbols by name: ${this.#symbolNames(formula)}. Functions: sqrt, exp, ln, min, max. Units: s, min, h,
                  GB.
                </p>`
        }
      </div>
      ${this.#formula && good ? ownFormulaChart(formula, this.#formula, numbers, (name) => peek.nameOf(name)) : nothing}
    </details>`;
  }

  #symbolNames(formula: Formula): string {
    return symbolsOf(formula)
      .filter((name) => name !== 'tau' || symbols[formula.result].dimension !== 'time')
      .join(', ');
  }

  /** What was understood, what it gives, and what that would mean. */
  #renderAnswer(formula: Formula, answer: number, good: boolean): TemplateResult {
    const {inputOwner, symbols: notation} = this.peek;
    const {dimension, path} = symbols[formula.result];
    const model = resultOf(formula, numbersOf(symbolsOf(formula) as SymbolName[], inputOwner.value));
    const against = typeof model === 'number' && model !== 0 ? answer / model : NaN;
    return html`<p class="understood" tabindex="0">
        ${unsafeHTML(mathElement(toMathML(this.#formula!.node, notation)))}
      </p>
      <p>
        ${
          good
            ? html`This gives <strong>${formatQuantity(answer, dimension)}</strong>${
                  Number.isFinite(against)
                    ? Math.abs(against - 1) < 5e-7
                      ? ', the same as the formula above.'
                      : html`, ${formatQuantity(against, 'number')} times the formula above.`
                    : '.'
                }
                ${inputOwner.describeAnswer(path, answer) ?? nothing}`
            : dimension === 'time' && answer <= 0
              ? 'With these numbers it gives no time above zero.'
              : 'With these numbers it gives no number.'
        }
      </p>`;
  }
}
