import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {styleMap} from 'lit/directives/style-map.js';
import {defence, minutes, parts, type Bench, type Part} from '../../mission/parts.js';
import {entriesOf, isExplained, isTaskDone, minutesDone, openPart, stepsOf, type Step} from '../../mission/progress.js';
import {isTrack, tracks, type Track} from '../../mission/tracks.js';
import {LedgerElement} from '../../ui/ledger-element.js';
import {Recorder} from '../../ledger/recorder.js';
import {register} from '../../ui/register.js';
import {styles} from './reliability-mission.styles.js';

/** The last page: the defence. */
const last = parts.length + 1;

/**
 * The whole mission: a track, three parts of a quarter of an hour (predict, act, observe, reflect), the ledger and the
 * final defence. It is made of the library's other elements and of data; progress is what the ledger holds, so that a
 * reload loses nothing.
 *
 * @summary The 45-minute mission: four tracks, three parts, one ledger.
 * @tagname reliability-mission
 * @slot - Fallback: what the lab is, for readers without scripts; not shown once the element runs.
 * @attr {string} ledger - Name of the ledger; `mission` by default.
 * @attr {string} track - Fixes the track. Without it the reader chooses. One of: `cloud`, `edge`, `mobile`, `tiny`.
 * @attr {string} open - Opens every part at once, for teachers. One of: `all`.
 * @attr {string} url-key - Lets the address choose: `?lab.part=2&lab.track=edge&lab.open=all` with `url-key="lab"`; `lab.part` then follows the part on show.
 * @fires {CustomEvent} rt-part - The reader went to a part; `detail.part` is its number, 4 the defence.
 * @csspart base - All of it.
 * @csspart pace - The bar with the parts.
 */
export class ReliabilityMission extends LedgerElement {
  static override styles = [...LedgerElement.styles, styles];

  static override properties: PropertyDeclarations = {
    open: {reflect: true},
    urlKey: {attribute: 'url-key', reflect: true},
    at: {state: true},
  };

  declare open: string | undefined;
  declare urlKey: string | undefined;
  /** The part on show; 0 while none was asked for. */
  declare private at: number;

  readonly #recorder = new Recorder(() => ({book: this.ledgerStore, stamp: {track: this.trackId, part: this.shown}}));
  #read = false;
  /** The part a link asked for, until a track is there to show it on. */
  #linked = 0;
  /** The part the address names. */
  #announcedStep = 0;
  readonly #widgets = new Map<string, HTMLElement & {value: object}>();

  constructor() {
    super();
    this.ledger = 'mission';
    this.at = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#recorder.listen(this.renderRoot);
    if (this.#read || !this.urlKey) return;
    this.#read = true;
    const parameters = new URLSearchParams(location.search);
    const part = Number(parameters.get(`${this.urlKey}.part`));
    const track = parameters.get(`${this.urlKey}.track`);
    if (Number.isInteger(part) && part >= 1 && part <= last) this.#linked = part;
    if (isTrack(track)) this.track = track;
    if (parameters.get(`${this.urlKey}.open`) === 'all') this.open = 'all';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#recorder.stop(this.renderRoot);
  }

  /** The track, once one is chosen. */
  get chosen(): Track | undefined {
    const id = this.track ?? this.ledgerStore.of('track').at(-1)?.track;
    return isTrack(id) ? tracks[id] : undefined;
  }

  /** The steps of the mission on the chosen track. */
  get steps(): Step[] {
    return this.chosen ? stepsOf(this.chosen, this.ledgerStore.entries) : [];
  }

  /** The furthest part the reader may go to. */
  get reached(): number {
    return this.open === 'all'
      ? last
      : openPart(this.steps, this.chosen ? entriesOf(this.chosen, this.ledgerStore.entries) : []);
  }

  /** Where it opens: at the part a link named, if it is open, else at the first with work left. */
  get #entrance(): number {
    return this.#linked && this.#linked <= this.reached
      ? this.#linked
      : (this.steps.find(({done}) => !done)?.part ?? last);
  }

  /** The part on show. */
  get shown(): number {
    return this.at ? Math.min(this.at, this.reached) : this.#entrance;
  }

  /** The parts in the document: the one on show, on paper every one that is open. */
  get #pages(): number[] {
    return this.viewport.printing ? Array.from({length: this.reached}, (_, i) => i + 1) : [this.shown];
  }

  /** Goes to a part, if it is open. */
  goTo(part: number): void {
    if (part > this.reached) return;
    this.at = part;
    this.emit('rt-part', {part});
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.part h2')?.focus());
  }

  /** A track was chosen: at the part the link named, or at its first with work left. */
  #begin(): void {
    this.at = 0;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.part h2')?.focus());
  }

  /** Where the reader stands, in a sentence. */
  describe(): string {
    const {chosen, steps} = this;
    if (!chosen) return 'No track is chosen yet.';
    return `${chosen.name}: ${steps.filter(({done}) => done).length} of ${steps.length} steps are done.`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.ledger ??= 'mission';
    // The part it opened at stays on show while it is being done, and after.
    if (this.ledgerStore.loaded && this.chosen && !this.at) {
      this.at = this.#entrance;
      this.#linked = 0;
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#follow();
  }

  /** The address names the part on show, so that a reload or a link comes back to it. */
  #follow(): void {
    const {shown, urlKey} = this;
    if (!urlKey || !this.isConnected || !this.ledgerStore.loaded || !this.chosen || shown === this.#announcedStep)
      return;
    this.#announcedStep = shown;
    const url = new URL(location.href);
    if (url.searchParams.get(`${urlKey}.part`) === String(shown)) return;
    url.searchParams.set(`${urlKey}.part`, String(shown));
    try {
      history.replaceState(history.state, '', url);
    } catch {
      // A page without an address of its own, such as a frame's srcdoc.
    }
  }

  protected override render(): unknown {
    if (!this.ledgerStore.loaded) return html`<p class="note">…</p>`;
    const {chosen} = this;
    return html`<div part="base" class="base mission">
      ${this.#renderProblem()}
      ${
        chosen
          ? [
              this.#role(chosen),
              this.#renderPace(),
              repeat(
                this.#pages,
                (page) => `${chosen.id} ${page}`,
                (page) => (page === last ? this.#renderDefence() : this.#renderPart(chosen, parts[page - 1])),
              ),
            ]
          : html`${this.#renderPicker()}
              <p class="note">Begun elsewhere? Read that ledger’s JSON below, and go on from there.</p>`
      }
      <design-ledger .ledger=${this.ledger} .track=${this.track ?? undefined}></design-ledger>
      ${this.announcer.region()}
    </div>`;
  }

  /** What the reader must know of the ledger before the first word is written; the ledger itself stands at the end. */
  #renderProblem(): unknown {
    const {durable, aside} = this.ledgerStore;
    return [
      durable === false
        ? html`<p class="trouble" role="status">
            <b>Not kept.</b> This browser does not let the page store anything: save the JSON of the ledger below before
            you close it.
          </p>`
        : nothing,
      aside.length
        ? html`<p class="trouble" role="status">
            <b>Not all could be read.</b> Of what was stored here before, ${aside.length}
            ${aside.length === 1 ? 'thing was' : 'things were'} not in order. The ledger below says which, and keeps
            what it found.
          </p>`
        : nothing,
    ];
  }

  /** Who the reader is: what went wrong on every part, and all of it at the start. */
  #role(track: Track): TemplateResult {
    const line = html`${track.name}: ${track.crisis}`;
    return html`<div class="role">
      ${
        this.track
          ? html`<p>${line}</p>`
          : html`<details>
              <summary>${line} <span class="note unprinted">Change track</span></summary>
              ${this.#renderPicker()}
            </details>`
      }
      ${this.shown === 1 ? html`<p class="persona">${track.persona} ${track.northStar}</p>` : nothing}
    </div>`;
  }

  #renderPicker(): TemplateResult {
    return html`<track-picker .ledger=${this.ledger} @rt-track=${() => this.#begin()}></track-picker>`;
  }

  /** Three quarters of an hour by what was done, not by the clock. */
  #renderPace(): TemplateResult {
    const {steps, reached, shown} = this;
    const share = (part: number) => {
      const mine = steps.filter((step) => step.part === part);
      return mine.filter(({done}) => done).length / mine.length;
    };
    const stop = (part: number, title: string, note: string) =>
      html`<button
        type="button"
        aria-current=${part === shown ? 'step' : nothing}
        aria-disabled=${part > reached ? 'true' : 'false'}
        title=${part > reached ? 'Opens when the part before is done.' : nothing}
        @click=${() => this.goTo(part)}
      >
        <span>${title}</span
        ><i class="bar" aria-hidden="true"><i style=${styleMap({inlineSize: `${100 * share(part)}%`})}></i></i
        ><span class="unseen"
          >${Math.round(100 * share(part))} % done${part > reached ? ', opens when the part before is done' : ''}</span
        ><span class="note">${note}</span>
      </button>`;
    return html`<nav
      part="pace"
      class="pace"
      aria-label="Parts: ${Math.round(minutesDone(steps))} of ${minutes * parts.length} minutes’ worth is done"
    >
      ${parts.map(({number, title}) => stop(number, `${number}. ${title}`, `${minutes} min`))}${stop(last, 'Defence', 'at the end')}
    </nav>`;
  }

  #renderPart(track: Track, part: Part): TemplateResult {
    const entries = entriesOf(track, this.ledgerStore.entries);
    const subtitle = part.subtitle?.(track);
    const locks = part.locks(track);
    const benches = part.benches(track);
    const [first, ...more] = locks;
    const explained = locks.every((id) => isExplained(id, entries));
    const acted = benches.every((bench) => bench.tasks.every((task) => isTaskDone(bench, task, part.number, entries)));
    const done =
      this.reached > part.number && this.steps.filter((step) => step.part === part.number).every((step) => step.done);
    return html`<section class="part" aria-labelledby=${this.#id(part.number)}>
      <h2 id=${this.#id(part.number)} tabindex="-1">
        ${part.number}. ${part.title}${subtitle ? `: ${subtitle}` : nothing}
      </h2>
      <p class="brief">${part.brief(track)}</p>
      ${more.length ? html`${this.#renderLock(first, part, track)}${isExplained(first, entries) ? this.#renderLock(more[0], part, track, benches) : nothing}` : this.#renderLock(first, part, track, benches)}
      ${explained && acted ? html`<p class="observe"><b>Look back.</b> ${part.observe(track)}</p>` : nothing}
      ${explained ? part.prompts(track).map((prompt) => html`<reflection-note .ledger=${this.ledger} .track=${track.id} .missionPart=${part.number} .prompt=${prompt.id}></reflection-note>`) : nothing}
      <div class="row next">
        ${done ? html`<button type="button" class="primary" @click=${() => this.goTo(part.number + 1)}>${part.number < parts.length ? `Go on: ${parts[part.number].title}` : 'Go on: the defence'}</button>` : html`<span class="note">${this.#left(part.number)}</span>`}
      </div>
    </section>`;
  }

  /** What is still to do, in a sentence. */
  #left(part: number): string {
    const left = this.steps.find((step) => step.part === part && !step.done);
    if (!left) return 'This part is done; one before it is not.';
    return left.kind === 'predict'
      ? 'Next: predict, then say why.'
      : left.kind === 'act'
        ? `Next: ${left.words}`
        : `Next: an answer for ${left.words}.`;
  }

  /** Id of a part's heading: `title` of the one on show. */
  #id(part: number): string {
    return part === this.shown ? 'title' : `title-${part}`;
  }

  #renderLock(question: string, part: Part, track: Track, benches: readonly Bench[] = []): TemplateResult {
    return html`<prediction-lock
      .ledger=${this.ledger}
      .track=${track.id}
      .missionPart=${part.number}
      .question=${question}
      @rt-commit=${() => this.requestUpdate()}
    >
      ${benches.length && this.#isOpen(question, track) ? benches.map((bench) => this.#renderWidgetTasks(bench, part, track)) : benches.length ? html`<div></div>` : nothing}
    </prediction-lock>`;
  }

  #isOpen(question: string, track: Track): boolean {
    return entriesOf(track, this.ledgerStore.entries).some(
      (entry) => entry.kind === 'prediction' && entry.question === question,
    );
  }

  #renderWidgetTasks(bench: Bench, part: Part, track: Track): TemplateResult {
    const entries = entriesOf(track, this.ledgerStore.entries);
    return html`<div class="bench-sheet">
      <h3>At the bench</h3>
      <ul class="tasks">
        ${bench.tasks.map((task) => {
          const done = isTaskDone(bench, task, part.number, entries);
          return html`<li class=${done ? 'done' : ''}>
            <span>${task.words}${done ? html`<span class="unseen"> (done)</span>` : nothing}</span>
          </li>`;
        })}
      </ul>
      ${this.#widget(bench, part, track)}
    </div>`;
  }

  /** The widget of a bench: made once, as its reader left it. */
  #widget({tag, attributes}: Bench, part: Part, track: Track): HTMLElement {
    const key = JSON.stringify([track.id, part.number, tag, attributes]);
    let widget = this.#widgets.get(key);
    if (!widget) {
      widget = document.createElement(tag) as HTMLElement & {value: object};
      for (const [attribute, text] of Object.entries(attributes)) widget.setAttribute(attribute, text);
      const left = entriesOf(track, this.ledgerStore.entries)
        .filter((entry) => entry.kind === 'reading' && entry.part === part.number && entry.element === tag)
        .at(-1);
      if (left?.kind === 'reading' && attributes.runs === undefined) widget.value = left.inputs;
      this.#widgets.set(key, widget);
    }
    return widget;
  }

  #renderDefence(): TemplateResult {
    const {chosen, steps} = this;
    const left = steps.filter(({done}) => !done).length;
    return html`<section class="part" aria-labelledby=${this.#id(last)}>
      <h2 id=${this.#id(last)} tabindex="-1">The defence</h2>
      <p class="brief">Three parts, one ledger. Now defend the design in front of your ${chosen!.stakeholder}.</p>
      ${defence.map((prompt) => html`<reflection-note .ledger=${this.ledger} .track=${chosen!.id} .missionPart=${last} .prompt=${prompt.id}></reflection-note>`)}
      <p>
        ${left ? `${left} ${left === 1 ? 'step is' : 'steps are'} still open; the report marks them.` : html`<b>All is done.</b> Save the report and the ledger below, and hand them in.`}
      </p>
    </section>`;
  }

  static define(): void {
    register('reliability-mission', ReliabilityMission);
  }
}
