import {css, type CSSResult, type PropertyDeclarations, type PropertyValues} from 'lit';
import {ColorSchemeController} from './color-scheme.js';
import {ViewportController} from './viewport.js';
import {controls} from './styles/controls.js';
import {media} from './styles/media.js';
import {tools} from './styles/tools.js';
import {tokens} from './theme.js';
import {Announcer} from './announcer.js';
import {CustomStates} from './custom-states.js';
import {PageElement} from './page-element.js';
import type {NewEntry, Entry} from '../ledger/entries.js';
import {Ledger, ledgerOf} from '../ledger/store.js';

/** A sheet of paper beside the widgets: calm, readable, nothing that moves. */
const paper = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--text);
    font: 400 calc(0.9375 * var(--rem))/1.55 var(--rt-font, var(--bs-body-font-family, Inter, system-ui, sans-serif));
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .base {
    display: flex;
    flex-direction: column;
    gap: calc(0.75 * var(--rem));
  }
  .sheet {
    padding: clamp(calc(0.75 * var(--rem)), 3cqi, calc(1.25 * var(--rem)));
    background: var(--soft);
    border-radius: 10px;
    border-inline-start: 3px solid var(--accent);
  }
  .eyebrow {
    margin: 0;
    font-size: calc(0.75 * var(--rem));
    font-weight: 650;
    letter-spacing: 0.06em;
    text-transform: uppercase;
    color: var(--accent);
  }
  .ask {
    margin: 0;
    font-size: calc(1.0625 * var(--rem));
    font-weight: 600;
    text-wrap: pretty;
  }
  p {
    margin: 0;
    text-wrap: pretty;
  }
  .note {
    font-size: calc(0.8125 * var(--rem));
    color: var(--muted);
  }
  .live {
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  textarea {
    width: 100%;
    min-height: calc(5.5 * var(--rem));
    padding: calc(0.5 * var(--rem)) calc(0.65 * var(--rem));
    font: inherit;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--zone);
    border-radius: 6px;
    resize: vertical;
    field-sizing: content;
  }
  .primary {
    align-self: start;
    min-height: calc(2.25 * var(--rem));
    padding: calc(0.3 * var(--rem)) var(--rem);
    font: inherit;
    font-weight: 600;
    color: var(--surface);
    background: var(--accent);
    border: 1px solid var(--accent);
    border-radius: 6px;
    cursor: pointer;
  }
  .primary[aria-disabled='true'] {
    color: var(--muted);
    background: transparent;
    border: 1px dashed var(--zone);
    cursor: not-allowed;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.5 * var(--rem)) calc(0.9 * var(--rem));
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .primary {
      background: ButtonFace;
      color: ButtonText;
      border-color: ButtonText;
    }
  }
  @media print {
    /* A container of sizes does not break over pages; only its sheets and figures stay whole. */
    :host {
      container-type: normal;
      break-inside: auto;
    }
    .sheet {
      border: 1px solid var(--line);
      break-inside: avoid;
    }
    .base,
    .part,
    .lock,
    .bench-sheet {
      display: block;
    }
    :is(.base, .part, .lock, .bench-sheet) > * + * {
      margin-block-start: calc(0.9 * var(--rem));
    }
    button,
    .row,
    .unprinted {
      display: none;
    }
  }
`;

/**
 * What writes in a ledger: an element that knows its ledger by name, its track and its part. Without `ledger` what is
 * written lasts as long as the page.
 */
export abstract class LedgerElement extends PageElement {
  static override properties: PropertyDeclarations = {
    ledger: {reflect: true},
    track: {reflect: true},
    missionPart: {type: Number, attribute: 'mission-part', reflect: true},
  };

  static override styles: CSSResult[] = [tokens, controls, tools, media, paper];

  declare ledger: string | undefined;
  declare track: string | undefined;
  declare missionPart: number | undefined;

  protected readonly viewport = new ViewportController(this);
  protected readonly colorScheme = new ColorSchemeController(this);
  protected readonly announcer = new Announcer(this);
  readonly #states = new CustomStates(this);
  #unnamedStore?: Ledger;
  #watchedStore?: Ledger;
  #unwatch?: () => void;

  /** The ledger it writes in. */
  protected get ledgerStore(): Ledger {
    return this.ledger ? ledgerOf(this.ledger) : (this.#unnamedStore ??= new Ledger(''));
  }

  /** The track written on the element, or else the last one chosen in the ledger. */
  get trackId(): string {
    return this.track ?? this.ledgerStore.of('track').at(-1)?.track ?? 'cloud';
  }

  /** Entries of its track. */
  protected get entries(): Entry[] {
    return this.ledgerStore.entries.filter(({track}) => track === undefined || track === this.trackId);
  }

  /** Writes an entry with its track and part. */
  protected write(draft: NewEntry): Promise<Entry> {
    return this.ledgerStore.add({
      track: this.trackId,
      ...(this.missionPart === undefined ? {} : {part: this.missionPart}),
      ...draft,
    });
  }

  protected setState(name: string, on: boolean): void {
    this.#states.set(name, on);
  }

  #watch(): void {
    const book = this.isConnected ? this.ledgerStore : undefined;
    if (book === this.#watchedStore) return;
    this.#unwatch?.();
    this.#watchedStore = book;
    this.#unwatch = book?.watch(() => this.requestUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#watch();
    this.setState('dark', this.colorScheme.dark);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // What is typed here is not for the page's shortcuts.
    for (const name of ['keydown', 'keypress', 'keyup'])
      root.addEventListener(name, (event) => {
        if (
          (event.target as Element).matches('input, textarea, button, select, summary') &&
          (event as KeyboardEvent).key !== 'Tab'
        )
          event.stopPropagation();
      });
    // Native events of what is inside stay inside; those of a widget in a slot pass.
    for (const name of ['input', 'change'])
      root.addEventListener(name, (event) => {
        if ((event.target as Node).getRootNode() === root && !(event.target as Element).localName.includes('-'))
          event.stopPropagation();
      });
    return root;
  }
}
