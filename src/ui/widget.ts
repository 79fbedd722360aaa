import {html, nothing, type CSSResult, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {toolButton} from './controls/tool-button.js';
import {Announcer} from './announcer.js';
import {exportActions, type ExportAction} from './export.js';
import {showField} from '../core/fields.js';
import {helpDialog, type Shortcut} from './help-dialog.js';
import {InputElement} from './input-element.js';
import type {InputPhase} from '../core/input-state.js';
import type {Sentence} from '../core/sentence.js';
import {ColorSchemeController} from './color-scheme.js';
import {ViewportController} from './viewport.js';
import {sourceList} from './source-list.js';
import {type Table} from '../core/table.js';
import {tableTwin} from './table-twin.js';
import type {FigureText} from './figure-text.js';
import {renderSentence} from './render-sentence.js';
import {widgetStyles} from './widget.styles.js';

/** Least time between two renderings of the words while the reader drags, milliseconds: fresh within a tenth of a second. */
const textRenderInterval = 80;

/** A widget as its Math Peek sees it. */
export interface PeekHost extends InputElement<object> {
  /** The input or result the reader points at, by its path in `value`. */
  highlighted: string;
  /** What the reader's own formula gives for a result. */
  ownAnswer?: Readonly<{path: string; answer: number}> | undefined;
}

let renderMathPeek: (host: PeekHost) => unknown = () => nothing;

/** The room above says how a widget's Math Peek is rendered. */
export const provideMathPeek = (render: typeof renderMathPeek): void => {
  renderMathPeek = render;
};

type Panel = 'more' | 'table' | 'sources' | 'save';

/**
 * What all widgets share besides their inputs: the quiet frame with key, picture, sentence, controls and tools.
 * A widget adds a definition, a picture, sentences and controls.
 */
export abstract class Widget<V extends object> extends InputElement<V> {
  static override properties: PropertyDeclarations = {
    openPanel: {state: true},
    mathPeekOpen: {state: true},
    highlighted: {state: true},
    ownAnswer: {state: true},
  };

  static override styles: CSSResult[] = widgetStyles;

  declare protected openPanel: Panel | '';
  /** Whether the Math Peek is open. */
  declare protected mathPeekOpen: boolean;
  /** The input or result the reader points at, in the Math Peek or at a control; it is lit in all three places. */
  declare highlighted: string;
  /** What the reader's own formula gives for a result, while there is one. */
  declare ownAnswer: Readonly<{path: string; answer: number}> | undefined;

  protected readonly viewport = new ViewportController(this);
  protected readonly colorScheme = new ColorSchemeController(this);
  protected readonly announcer = new Announcer(this);

  #lastRender = 0;
  #trailingRender?: ReturnType<typeof setTimeout>;
  #mathPeekOpened = false;

  constructor() {
    super();
    this.openPanel = '';
    this.mathPeekOpen = false;
    this.highlighted = '';
  }

  /** The figure's numbers as a table. */
  toTable(): Table {
    return this.tables()[0];
  }
  /** The figure as a self-contained SVG document. */
  toSVG(): string {
    return this.text.still.svg(this.value, {symbols: this.symbols});
  }
  /** What the figure says now, in a sentence or two. */
  describe(): string {
    return this.text.still.describe(this.value);
  }

  // What a widget adds ------------------------------------------------------------------------

  /** What it says and shows of its value. */
  protected abstract readonly text: FigureText<V>;
  protected name(): string {
    return this.text.name;
  }
  protected summary(): string {
    return this.text.summary(this.value);
  }
  /** The key to the picture, with the numbers of the moment. */
  protected abstract legend(): unknown;
  protected abstract figure(): unknown;
  protected sentence(): Sentence {
    return this.text.sentence(this.value);
  }
  protected abstract controls(): unknown;
  /** A second picture: beside the figure where there is room, below the controls where there is not. */
  protected aside(): unknown {
    return nothing;
  }
  /** A second view below the first: its key, figure, what stands beside it, and its sentence. */
  protected secondaryFigure(): {legend: unknown; figure: unknown; aside: unknown; sentence: Sentence} | undefined {
    return undefined;
  }
  /** The controls behind "More". */
  protected abstract advanced(): unknown;
  protected abstract shortcuts(): Shortcut[];
  protected announcement(): string {
    return this.text.announcement(this.value);
  }
  /** All tables behind the figure; the first is `toTable`. */
  protected tables(): Table[] {
    return this.text.still.tables(this.value);
  }

  get symbols(): 'mission' | 'book' {
    return this.notation === 'book' ? 'book' : 'mission';
  }

  /** Parts of the picture that stand for an input or a result, by `data-mark`. */
  protected marksOf(pointed: string): string {
    return this.text.marks?.[pointed] ?? '';
  }

  /** Moves the picture alone to the newest value, if it can without drawing anew. */
  protected patchFigure(): boolean {
    return false;
  }

  /** While the reader drags, the picture follows every move and the words a little behind: nobody reads faster. */
  protected override scheduleRender(phase: InputPhase): void {
    const wait = textRenderInterval - (performance.now() - this.#lastRender);
    if (phase === 'end' || wait <= 0 || !this.patchFigure()) return this.requestUpdate();
    this.#trailingRender ??= setTimeout(() => this.requestUpdate(), wait);
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.#highlight();
    this.#lastRender = performance.now();
    clearTimeout(this.#trailingRender);
    this.#trailingRender = undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#trailingRender);
    this.#trailingRender = undefined;
  }

  protected override settled(): void {
    super.settled();
    this.announcer.say(() => this.announcement());
  }

  /** Lights the control and the part of the picture that stand for what is pointed at. */
  #highlight(): void {
    const {highlighted: pointed} = this;
    for (const control of this.renderRoot.querySelectorAll('[data-input]'))
      control.toggleAttribute('data-lit', (control as HTMLElement).dataset.input === pointed);
    for (const figure of this.renderRoot.querySelectorAll<HTMLElement>('.figure'))
      figure.dataset.lit = pointed && this.marksOf(pointed);
  }

  /** While a Math Peek is open, a control under the pointer or with the focus lights its symbols. */
  readonly #highlightControl = (event: Event): void => {
    const control = (event.target as Element).closest?.<HTMLElement>('[data-input]');
    if (this.mathPeekOpen || this.highlighted)
      this.highlighted = event.type === 'pointerout' || event.type === 'focusout' ? '' : (control?.dataset.input ?? '');
  };

  // Frame -------------------------------------------------------------------------------------

  #toggle(panel: Panel): void {
    this.openPanel = this.openPanel === panel ? '' : panel;
  }

  #isOpen(panel: Panel): boolean {
    return this.openPanel === panel || (this.detail === 'bench' && panel !== 'save');
  }

  get #hasMathPeek(): boolean {
    return this.math !== 'none' && Boolean(this.state.definition.formulas?.length);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('math') || changed.has('detail'))
      this.mathPeekOpen = this.#hasMathPeek && (this.math === 'open' || this.detail === 'bench');
    this.setState('bench', this.detail === 'bench');
    this.setState('dark', this.colorScheme.dark);
  }

  protected override render(): unknown {
    const notices = [
      ...this.state.problems.values(),
      ...(this.state.definition.conflicts?.(this.state.settings) ?? []),
    ];
    return html`<div part="base" class="base" role="group" aria-label=${this.name()}>
      <p class="unseen" id="summary">${this.summary()}</p>
      ${
        notices.length
          ? html`<div part="notice" class="notice" role="status">
              <ul>
                ${notices.map((notice) => html`<li>${notice}</li>`)}
              </ul>
            </div>`
          : nothing
      }
      <div class="layout">
        <div part="key" class="key">${this.legend()}</div>
        <div
          part="figure"
          class="figure"
          role="figure"
          aria-label="Picture: ${this.name()}"
          aria-describedby="sentence"
        >
          ${this.figure()}
        </div>
        <p part="sentence" class="sentence" id="sentence">${renderSentence(this.sentence())}</p>
        <div
          part="controls"
          class="controls"
          @pointerover=${this.#highlightControl}
          @pointerout=${this.#highlightControl}
          @focusin=${this.#highlightControl}
          @focusout=${this.#highlightControl}
        >
          ${this.controls()}
        </div>
        <div part="beside" class="beside">${this.aside()}</div>
      </div>
      ${this.#renderSecondaryFigure()} ${this.#renderTools()} ${this.#renderMathPeek()}
      ${this.#renderPanel('more', () => this.advanced())}
      ${this.#renderPanel('table', () => this.tables().map(tableTwin), this.viewport.printing)}
      ${this.#renderPanel('sources', () => this.#renderSources())}
      ${this.#renderPanel('save', () => exportActions(this.exports(), (said) => this.announcer.say(() => said)))}
      ${this.announcer.region()}
    </div>`;
  }

  #renderSecondaryFigure(): TemplateResult | typeof nothing {
    const second = this.secondaryFigure();
    return second
      ? html`<div class="layout second">
          <div class="key">${second.legend}</div>
          <div class="figure" role="figure" aria-label="Second picture" aria-describedby="second-sentence">
            ${second.figure}
          </div>
          <p class="sentence" id="second-sentence">${renderSentence(second.sentence)}</p>
          <div class="beside">${second.aside}</div>
        </div>`
      : nothing;
  }

  #renderTools(): TemplateResult {
    const opener = (panel: Panel, label: string) =>
      html`<button
        type="button"
        class="tool"
        aria-expanded=${this.#isOpen(panel)}
        aria-controls=${panel}
        @click=${() => this.#toggle(panel)}
      >
        ${label}
      </button>`;
    const step = (label: string, sign: string, able: boolean, act: () => void) =>
      toolButton(label, sign, able, () => this.asUser(act));
    return html`<div part="tools" class="tools">
      ${this.#hasMathPeek ? html`<button type="button" class="tool" aria-expanded=${this.mathPeekOpen} aria-controls="math" @click=${() => (this.mathPeekOpen = !this.mathPeekOpen)}>Math</button>` : nothing}
      ${this.detail === 'bench' ? nothing : [opener('more', 'More'), opener('table', 'Table'), opener('sources', 'Sources')]}
      ${opener('save', 'Save')}
      <span class="gap"></span>
      ${step('Undo', '↶', this.state.canUndo, () => this.undo())}
      ${step('Redo', '↷', this.state.canRedo, () => this.redo())}
      ${step('Reset', '⟲', this.state.canReset, () => this.reset())} ${helpDialog(this.summary(), this.shortcuts())}
    </div>`;
  }

  /** Stays once opened, so that closing it loses nothing. */
  #renderMathPeek(): TemplateResult | typeof nothing {
    if (!this.#hasMathPeek) return nothing;
    this.#mathPeekOpened ||= this.mathPeekOpen;
    return html`<div id="math" part="math" class="panel math" ?hidden=${!this.mathPeekOpen}>
      ${this.#mathPeekOpened ? renderMathPeek(this as PeekHost) : nothing}
    </div>`;
  }

  #renderPanel(panel: Panel, content: () => unknown, anyway = false): TemplateResult {
    const open = this.#isOpen(panel);
    return html`<div id=${panel} part=${panel} class="panel ${panel}" ?hidden=${!open}>
      ${open || anyway ? content() : nothing}
    </div>`;
  }

  #renderSources(): TemplateResult {
    const {fields} = this.state.definition;
    const value = this.value as Record<string, number | string>;
    return sourceList(
      Object.entries(this.sources())
        .filter(([key]) => key in fields)
        .map(([key, source]) => ({label: fields[key].label, value: showField(fields[key], value[key]), source})),
    );
  }

  protected exports(): ExportAction {
    return {
      name: this.localName,
      tables: () => this.tables(),
      svg: () => this.toSVG(),
      json: () => ({
        element: this.localName,
        describe: this.describe(),
        seed: this.settings.seed ?? null,
        value: this.value,
        sources: this.sources(),
      }),
      tag: () =>
        `<${this.localName}${[...this.attributeTexts()].map(([name, text]) => ` ${name}="${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`).join('')}></${this.localName}>`,
      link: () => this.link(),
    };
  }
}
