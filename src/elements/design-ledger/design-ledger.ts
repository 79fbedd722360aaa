import {css, html, nothing, type TemplateResult} from 'lit';
import {reportOf} from '../../mission/report.js';
import {entriesOf, isOnMission, stepsOf} from '../../mission/progress.js';
import {trackOrDefault} from '../../mission/questions.js';
import {repeatedAnswers} from '../../mission/repeated-answers.js';
import {labelledValue} from '../../mission/labelled-value.js';
import {questionText} from '../../mission/verdict.js';
import {definitionOf, type Settings} from '../../core/definition.js';
import type {Entry} from '../../ledger/entries.js';
import {LedgerElement} from '../../ui/ledger-element.js';
import {Recorder} from '../../ledger/recorder.js';
import {download} from '../../ui/export.js';
import {register} from '../../ui/register.js';

const styles = css`
  .ledger-sheet {
    border-inline-start-color: var(--total);
  }
  .scroll {
    max-height: calc(16 * var(--rem));
    overflow: auto;
  }
  table {
    font-size: calc(0.8125 * var(--rem));
  }
  td,
  th {
    text-align: start;
    vertical-align: top;
  }
  .warning {
    padding: calc(0.5 * var(--rem)) calc(0.75 * var(--rem));
    border: 1px solid var(--restart);
    border-radius: 6px;
    background: var(--surface);
  }
  .file {
    position: relative;
    display: inline-flex;
    align-items: center;
  }
  .file input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  .file:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  details > summary {
    min-height: calc(1.75 * var(--rem));
    cursor: pointer;
    font-size: calc(0.875 * var(--rem));
  }
  ul {
    margin: calc(0.25 * var(--rem)) 0;
    padding-inline-start: calc(1.25 * var(--rem));
    font-size: calc(0.875 * var(--rem));
  }
  @media print {
    .scroll {
      max-height: none;
    }
  }
`;

const kinds: Readonly<Record<Entry['kind'], string>> = {
  track: 'Track',
  prediction: 'Prediction',
  explanation: 'Why',
  reading: 'Reading',
  run: 'Run',
  reflection: 'Reflection',
};

const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
function entryText(entry: Entry): string {
  if (entry.kind === 'track') return trackOrDefault(entry.track).name;
  if (entry.kind === 'prediction')
    return `${entry.question}: ${questionText(entry, trackOrDefault(entry.track)).words(entry.predicted)}`;
  if (entry.kind === 'explanation' || entry.kind === 'reflection') return clip(entry.text);
  const definition = definitionOf(entry.element);
  return `${entry.element}: ${clip(
    Object.entries(entry.inputs)
      .map(([key, value]) =>
        definition
          ? `${labelledValue(definition, key, value).label} ${labelledValue(definition, key, value).text}`
          : `${key} ${value}`,
      )
      .join(', ') || 'as it opened',
  )}`;
}

/**
 * The reader's record: every prediction, reading, run and reflection with its time, inputs, seed and the library's
 * version, kept on the device. It is given away as JSON (which `npx reliability-tax grade` checks) and as a report in
 * Markdown with figures, and read back without losing what is there.
 *
 * It writes down what the reader sets on widgets inside an element with the same `ledger`, or that carry it themselves.
 *
 * @summary Keeps, shows, gives away and reads back the reader’s predictions, runs and reflections.
 * @tagname design-ledger
 * @slot - Fallback: not shown once the element runs.
 * @attr {string} ledger - Name of the ledger; it outlasts the page.
 * @attr {string} track - The track of the report; the last one chosen by default. One of: `cloud`, `edge`, `mobile`, `tiny`.
 * @fires {CustomEvent} rt-export - A file was given away; `detail.kind` is `json` or `markdown`.
 * @csspart base - All of it.
 */
export class DesignLedger extends LedgerElement {
  static override styles = [...LedgerElement.styles, styles];
  static override properties = {said: {state: true}, sure: {state: true}};

  declare private said: string;
  declare private sure: boolean;

  readonly #recorder = new Recorder((widget) => {
    const near = widget.closest('[ledger]');
    if (!this.ledger || near?.getAttribute('ledger') !== this.ledger) return undefined;
    const part = Number(widget.closest('[mission-part]')?.getAttribute('mission-part') ?? NaN);
    return {book: this.ledgerStore, stamp: {track: this.trackId, ...(Number.isInteger(part) ? {part} : {})}};
  });

  constructor() {
    super();
    this.said = '';
    this.sure = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#recorder.listen(document);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#recorder.stop(document);
  }

  protected override updated(): void {
    this.#recorder.recall(...document.querySelectorAll('[runs]'));
  }

  /** The ledger as its file. */
  toJSON(): object {
    return this.ledgerStore.toFile();
  }

  /** The report in Markdown, with figures; what is missing is marked. */
  toMarkdown(): string {
    return reportOf(trackOrDefault(this.trackId), this.ledgerStore.entries, figureOf);
  }

  /** Adds what a file of a ledger holds; what is not in order is set aside. */
  async import(text: string): Promise<void> {
    const {added, aside, problem, note} = await this.ledgerStore.import(text);
    this.said = problem
      ? `Nothing was read: ${problem}.`
      : `${added} ${added === 1 ? 'entry' : 'entries'} added${aside.length ? `, ${aside.length} set aside` : ''}.${note ? ` ${note}` : ''}`;
    this.announcer.say(() => this.said);
  }

  #give(kind: 'json' | 'markdown'): void {
    const [text, type, name] =
      kind === 'json'
        ? [JSON.stringify(this.toJSON(), null, 1), 'application/json', 'ledger.json']
        : [this.toMarkdown(), 'text/markdown', 'report.md'];
    download(new Blob([text], {type}), name);
    this.said = `${name} saved.`;
    this.announcer.say(() => this.said);
    this.emit('rt-export', {kind});
  }

  /** Says how much is there. */
  describe(): string {
    const track = trackOrDefault(this.trackId);
    const {entries} = this.ledgerStore;
    const count = `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`;
    if (entries.length && !isOnMission(track, entriesOf(track, entries))) return `${count}.`;
    const steps = stepsOf(track, entries);
    return `${count}; ${steps.filter(({done}) => done).length} of ${steps.length} steps of the mission as ${track.name} are done.`;
  }

  protected override render(): unknown {
    const {ledgerStore: book} = this;
    const newest = [...book.entries].reverse();
    return html`<section part="base" class="base sheet ledger-sheet" aria-label="Ledger">
      <p class="eyebrow">Ledger</p>
      ${book.durable === false ? html`<p class="warning" role="status"><b>Not kept.</b> ${this.ledger ? 'This browser does not let the page store anything.' : 'This ledger has no name.'} What you do here is lost when the page closes: save the JSON before.</p>` : nothing}
      ${
        book.aside.length
          ? html`<details class="warning">
              <summary>
                ${book.aside.length} ${book.aside.length === 1 ? 'thing was' : 'things were'} not in order, set aside
                and kept in the JSON
              </summary>
              <ul>
                ${book.aside.map(({why}) => html`<li>${why}</li>`)}
              </ul>
            </details>`
          : nothing
      }
      <p>${this.describe()}</p>
      <div class="row">
        <button type="button" class="tool boxed" @click=${() => this.#give('markdown')}>Report (Markdown)</button>
        <button type="button" class="tool boxed" @click=${() => this.#give('json')}>Ledger (JSON)</button>
        <label class="tool boxed file"
          >Read a JSON…<input
            type="file"
            accept=".json,application/json"
            @change=${(event: Event) => this.#read(event.target as HTMLInputElement)}
        /></label>
        ${book.entries.length || book.aside.length ? html`<button type="button" class="tool" @click=${() => this.#clear()}>${this.sure ? 'Really forget everything?' : 'Forget…'}</button>` : nothing}
      </div>
      <p class="note" role="status">${this.said}</p>
      ${newest.length ? this.#table(newest) : nothing} ${this.announcer.region()}
    </section>`;
  }

  #table(entries: readonly Entry[]): TemplateResult {
    const seconds = repeatedAnswers(this.ledgerStore.entries);
    return html`<details ?open=${this.viewport.printing}>
      <summary>All entries</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="All entries">
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Part</th>
              <th scope="col">What</th>
              <th scope="col"></th>
            </tr>
          </thead>
          <tbody>
            ${entries.map(
              (entry) =>
                html`<tr>
                  <td>${new Date(entry.time).toLocaleTimeString()}</td>
                  <td>${entry.part ?? ''}</td>
                  <td>${kinds[entry.kind]}</td>
                  <td>
                    ${entryText(entry)}${entry.kind === 'prediction' && seconds.has(entry) ? html` <span class="note">(a second answer; the first counts)</span>` : nothing}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  async #read(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    if (file) await this.import(await file.text());
    input.value = '';
  }

  #clear(): void {
    if (this.sure) void this.ledgerStore.clear();
    this.sure = !this.sure;
  }

  static define(): void {
    register('design-ledger', DesignLedger);
  }
}

/** A widget's figure at these inputs. */
function figureOf(tag: string, inputs: Settings): string | undefined {
  const widget = document.createElement(tag) as HTMLElement & {value?: unknown; toSVG?(): string};
  if (!widget.toSVG) return undefined;
  widget.value = inputs;
  return widget.toSVG();
}
