import {css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {quantityInProse} from '../../mission/numbers.js';
import {promptOf, type Evidence, type Prompt} from '../../mission/parts.js';
import {answerTo} from '../../mission/progress.js';
import {trackOrDefault} from '../../mission/questions.js';
import {definitionOf} from '../../core/definition.js';
import type {Dimension} from '../../models/index.js';
import {LedgerElement} from '../../ui/ledger-element.js';
import {register} from '../../ui/register.js';

/** Time without a key after which what was typed is saved, milliseconds. */
const pause = 700;

const styles = css`
  .note-sheet {
    display: flex;
    flex-direction: column;
    gap: calc(0.6 * var(--rem));
    border-inline-start-color: var(--restart);
  }
  blockquote {
    margin: 0;
    font-size: calc(1.0625 * var(--rem));
    text-wrap: pretty;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.35 * var(--rem));
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .chip {
    min-height: calc(1.75 * var(--rem));
    padding: calc(0.1 * var(--rem)) calc(0.6 * var(--rem));
    font: inherit;
    font-size: calc(0.8125 * var(--rem));
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 999px;
    cursor: pointer;
  }
  .chip:hover {
    border-color: var(--accent);
  }
  .chip b {
    font-variant-numeric: tabular-nums;
  }
  .written {
    display: none;
    white-space: pre-wrap;
  }
  @media print {
    textarea {
      display: none;
    }
    .written {
      display: block;
    }
  }
`;

/**
 * A challenge from a stakeholder, answered in writing. Chips hold the reader's own newest numbers from the ledger and put
 * them into the text. What is typed is saved while it is typed.
 *
 * @summary A challenge answered in writing, with the reader’s own numbers as evidence.
 * @tagname reflection-note
 * @slot - Fallback: the challenge as text; not shown once the element runs.
 * @attr {string} prompt - One of the mission’s challenges: `patterson`, `dean`, `safety-director`, `throughput-or-integrity`, `availability`; or a text of the author’s own.
 * @attr {string} voice - Who asks, for a text of one’s own.
 * @attr {string} evidence - Results offered as chips, for a text of one’s own: `young-daly-curve:waste.total, staging-bench:mathStop`.
 * @attr {number} least - Least length of an answer in characters; 80 by default.
 * @attr {string} track - The mission’s track whose words hold. One of: `cloud`, `edge`, `mobile`, `tiny`.
 * @attr {string} ledger - Name of the ledger the answer is written in; it outlasts the page.
 * @attr {number} mission-part - Part of the mission, told to the ledger.
 * @fires {CustomEvent} rt-reflect - The answer was saved; `detail` is the ledger’s entry.
 * @csspart base - All of it.
 */
export class ReflectionNote extends LedgerElement {
  static override styles = [...LedgerElement.styles, styles];

  static override properties: PropertyDeclarations = {
    prompt: {reflect: true},
    voice: {reflect: true},
    evidence: {reflect: true},
    least: {type: Number, reflect: true},
    draft: {state: true},
    saveStatus: {state: true},
  };

  declare prompt: string | undefined;
  declare voice: string | undefined;
  declare evidence: string | undefined;
  declare least: number | undefined;
  /** What stands in the box while it is not yet saved. */
  declare private draft: string | undefined;
  declare private saveStatus: string;

  #timer?: ReturnType<typeof setTimeout>;

  constructor() {
    super();
    this.saveStatus = '';
  }

  /** The challenge. */
  get currentPrompt(): Prompt {
    const track = trackOrDefault(this.trackId);
    const known = promptOf(this.prompt ?? '', track);
    const least = this.least ?? known?.least ?? 80;
    if (known) return {...known, least};
    const text = this.prompt ?? this.textContent?.trim() ?? '';
    return {id: text, voice: this.voice ?? '', text: () => text, evidence: () => this.#ownEvidence(), least};
  }

  #ownEvidence(): Evidence[] {
    return (this.evidence ?? '').split(/[\s,]+/).flatMap((one) => {
      const [tag, path = ''] = one.split(':');
      const dimension = definitionOf(tag)?.results[path];
      return dimension ? [{tag, path, label: path, dimension}] : [];
    });
  }

  /** What is written. */
  get text(): string {
    return this.draft ?? answerTo(this.currentPrompt.id, this.entries) ?? '';
  }

  /** The newest number of the reader's own behind a piece of evidence. */
  #newestNumber({tag, path, dimension}: Evidence): string | undefined {
    for (const entry of [...this.entries].reverse()) {
      const numbers =
        entry.kind === 'reading' && entry.element === tag
          ? entry.results
          : entry.kind === 'run' && entry.element === tag
            ? entry.record
            : undefined;
      const value = numbers?.[path];
      if (typeof value === 'number') return quantityInProse(value, dimension as Dimension);
    }
    return undefined;
  }

  #write(text: string): void {
    this.draft = text;
    this.saveStatus = '';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), pause);
  }

  /** Saves at once what is written. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    const {draft, currentPrompt} = this;
    if (draft === undefined || draft === (answerTo(currentPrompt.id, this.entries) ?? '')) return;
    const entry = await this.write({kind: 'reflection', prompt: currentPrompt.id, text: draft});
    if (this.draft === draft) this.draft = undefined;
    this.saveStatus = this.ledgerStore.durable ? 'Saved.' : 'Kept while this page is open.';
    this.emit('rt-reflect', entry);
  }

  #insert(label: string, shown: string): void {
    const box = this.renderRoot.querySelector('textarea')!;
    const at = box.selectionEnd ?? box.value.length;
    const before = box.value.slice(0, at);
    const words = `${before && !/\s$/.test(before) ? ' ' : ''}${label} ${shown}`;
    this.#write(before + words + box.value.slice(at));
    void this.updateComplete.then(() => {
      box.focus();
      box.setSelectionRange(at + words.length, at + words.length);
    });
  }

  readonly #onPageHide = (): void => void this.save();

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('pagehide', this.#onPageHide);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.#onPageHide);
    void this.save();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.setState('done', this.text.trim().length >= this.currentPrompt.least);
  }

  protected override render(): unknown {
    const {currentPrompt, text} = this;
    const track = trackOrDefault(this.trackId);
    const chips = currentPrompt
      .evidence(track)
      .map((each) => ({...each, shown: this.#newestNumber(each)}))
      .filter(({shown}, i, all) => shown !== undefined && all.findIndex((one) => one.label === all[i].label) === i);
    const short = currentPrompt.least - text.trim().length;
    const hint = currentPrompt.hint?.(track);
    return html`<section part="base" class="base sheet note-sheet" aria-labelledby="challenge">
      <p class="eyebrow">
        ${currentPrompt.voice || 'Reflect'}${currentPrompt.imagined ? ' · an imagined challenge, in that voice' : ''}
      </p>
      <blockquote id="challenge">${currentPrompt.text(track)}</blockquote>
      ${hint ? html`<p class="note">${hint}</p>` : nothing}
      ${chips.length ? this.#chips(chips) : html`<p class="note unprinted">Your own numbers appear here as evidence once you have worked at the bench.</p>`}
      <textarea
        aria-labelledby="challenge"
        aria-describedby="state"
        .value=${text}
        @input=${(event: Event) => this.#write((event.target as HTMLTextAreaElement).value)}
        @blur=${() => this.save()}
      ></textarea>
      <p class="written">${text || '(nothing written yet)'}</p>
      <p class="note unprinted" id="state" role="status">
        ${short > 0 ? `${short} characters more.` : 'Long enough.'} ${this.saveStatus}
      </p>
    </section>`;
  }

  #chips(chips: ReadonlyArray<Evidence & {shown?: string}>): TemplateResult {
    return html`<ul class="chips" aria-label="Your numbers: press one to put it into the text">
      ${chips.map(
        ({label, shown}) =>
          html`<li>
            <button type="button" class="chip" @click=${() => this.#insert(label, shown!)}>
              + ${label} <b>${shown}</b>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  static define(): void {
    register('reflection-note', ReflectionNote);
  }
}
