import {css, html, nothing, type PropertyDeclarations} from 'lit';
import {boxValue} from '../../ui/controls/box-value.js';
import {scaleByDrag, scaledByKey} from '../../ui/controls/scrub.js';
import {showField, type Field} from '../../core/fields.js';
import {fleetNamed, leaveFleet} from '../../core/fleet-store.js';
import {InputElement} from '../../ui/input-element.js';
import {CustomStates} from '../../ui/custom-states.js';
import {ColorSchemeController} from '../../ui/color-scheme.js';
import {PageElement} from '../../ui/page-element.js';
import {register} from '../../ui/register.js';
import {tokens} from '../../ui/theme.js';

type Widget = InputElement<object>;

/**
 * An input of a widget, in a sentence: turned by the arrow keys, dragged sideways, or typed. The widget does the rest: it
 * speaks the events, keeps the history, and says no where it is locked. The text between its tags is the number for
 * readers without scripts.
 *
 * @summary A number in prose that the reader can turn, and the widget with it.
 * @tagname scrub-number
 * @slot - The number as text, shown until there is a widget to turn.
 * @csspart value - The number, a spin button.
 * @attr {string} of - Input to turn, by its name in the widget’s `value`, such as `nodes`.
 * @attr {string} [model=young-daly-curve] - Tag of the widget it belongs to.
 * @attr {string} fleet - Name of the fleet the widget is in.
 * @attr {string} for - Id of the widget, or of what holds it.
 */
export class ScrubNumber extends PageElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: inline;
      }
      input {
        box-sizing: content-box;
        min-height: calc(1.5 * var(--rem));
        margin: -0.2em -0.1em;
        padding: 0 0.1em;
        border: 0;
        border-radius: 3px;
        border-block-end: 2px dotted var(--accent);
        background: none;
        color: var(--accent);
        font: inherit;
        font-variant-numeric: tabular-nums;
        font-weight: 600;
        text-align: center;
        cursor: ew-resize;
        touch-action: pan-y;
        field-sizing: content;
      }
      input:focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: 1px;
        cursor: text;
      }
      input[aria-invalid='true'] {
        border-block-end-color: var(--lost);
        text-decoration: wavy underline;
      }
      input[aria-disabled='true'] {
        border-block-end-style: none;
        color: inherit;
        cursor: not-allowed;
      }
      .error {
        color: var(--muted);
        font-size: 0.85em;
      }
      @media print {
        input {
          border: 0;
          color: inherit;
        }
      }
    `,
  ];

  static override properties: PropertyDeclarations = {
    of: {reflect: true},
    model: {reflect: true},
    fleet: {reflect: true},
    for: {reflect: true},
  };

  declare of: string;
  declare model: string;
  declare fleet: string | undefined;
  declare for: string | undefined;

  readonly #states = new CustomStates(this);
  readonly #colorScheme = new ColorSchemeController(this);
  #joined?: string;
  #watched?: Element;
  readonly #warned = new Set<string>();
  /** Inputs are reflected, so that a change of the widget is a change of its attributes. */
  #watch?: MutationObserver;

  constructor() {
    super();
    this.of = '';
    this.model = 'young-daly-curve';
  }

  /** The widget that is turned, once there is one. */
  get linked(): Widget | undefined {
    const mine = (node: unknown): node is Widget => node instanceof InputElement && node.localName === this.model;
    if (!this.for) return this.fleet ? [...fleetNamed(this.fleet).members].find(mine) : undefined;
    const named = (this.getRootNode() as Document | ShadowRoot).getElementById?.(this.for);
    const found = named?.localName === this.model ? named : named?.querySelector(this.model);
    return mine(found) ? found : undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
    // What stands further down the page is there a moment later.
    if (this.for) void customElements.whenDefined(this.model).then(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follow();
  }

  /** Its fleet has new results. @internal */
  refresh(): void {
    this.requestUpdate();
  }

  /** Hears of every change of the widget, whoever makes it. */
  #follow(): void {
    const fleet = this.isConnected && !this.for ? this.fleet : undefined;
    if (fleet !== this.#joined) {
      if (this.#joined) leaveFleet(this.#joined, this);
      this.#joined = fleet;
      if (fleet) fleetNamed(fleet).listen(this);
    }
    const watched = this.isConnected ? this.linked : undefined;
    if (watched === this.#watched) return;
    this.#watch?.disconnect();
    this.#watched = watched;
    if (watched) (this.#watch = new MutationObserver(() => this.requestUpdate())).observe(watched, {attributes: true});
  }

  #warn(problem: string): undefined {
    if (this.#warned.has(problem)) return;
    this.#warned.add(problem);
    console.warn(`<scrub-number> ${problem}; the text in the page stands.`);
  }

  /** The input as it stands, or undefined while there is none. */
  #input(): {widget: Widget; field: Field; value: number} | undefined {
    const widget = this.linked;
    if (!widget) return this.for || this.fleet ? undefined : this.#warn('names no widget: `fleet` or `for`');
    const field = widget.fieldOf(this.of);
    const value = (widget.value as Record<string, unknown>)[this.of];
    if (!field || typeof value !== 'number')
      return this.#warn(`of="${this.of}" is not a number that <${this.model}> can be told`);
    return {widget, field, value};
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab') event.stopPropagation();
    const input = this.#input();
    if (!input) return;
    const box = event.target as HTMLInputElement;
    const next = scaledByKey(event, input.field, input.value);
    if (next !== undefined) {
      event.preventDefault();
      input.widget.userInput({[this.of]: next});
    } else if (event.key !== 'Escape') return;
    // What was being typed gives way.
    box.value = showField(input.field, this.#input()!.value);
  };

  readonly #onPress = (event: PointerEvent): void => {
    const input = this.#input();
    if (!input || input.widget.lockReason(this.of)) return;
    scaleByDrag(event, input.field, input.value, {
      move: (next) => input.widget.userInput({[this.of]: next}, 'move'),
      end: () => input.widget.endInput(),
    });
  };

  readonly #onType = (event: Event): void => {
    event.stopPropagation();
    const input = this.#input();
    const {value} = event.target as HTMLInputElement;
    if (!input || value === showField(input.field, input.value)) return;
    input.widget.userTyped(this.of, value);
    this.requestUpdate();
  };

  protected override willUpdate(): void {
    this.#follow();
    this.#states.set('dark', this.#colorScheme.dark);
  }

  protected override render(): unknown {
    const input = this.#input();
    if (!input) return html`<slot></slot>`;
    const {widget, field, value} = input;
    const why = widget.lockReason(this.of);
    const typo = widget.typingError(this.of);
    const shown = typo?.text ?? showField(field, value);
    return html`<input
        part="value"
        type="text"
        role="spinbutton"
        autocomplete="off"
        spellcheck="false"
        size=${Math.max(1, shown.length - 1)}
        .value=${boxValue(shown)}
        aria-label=${field.label}
        aria-valuenow=${value}
        aria-valuetext=${`${showField(field, value, true)}${why ? `. ${why}` : ''}`}
        aria-valuemin=${field.min ?? nothing}
        aria-valuemax=${field.max ?? nothing}
        aria-invalid=${typo ? 'true' : 'false'}
        aria-errormessage=${typo ? 'error' : nothing}
        aria-disabled=${why ? 'true' : 'false'}
        ?readonly=${why !== undefined}
        title=${why ?? nothing}
        @keydown=${this.#onKey}
        @pointerdown=${this.#onPress}
        @change=${this.#onType}
        @input=${(event: Event) => event.stopPropagation()}
      /><span id="error" class="error" role="alert">${typo ? ` (${typo.problem}) ` : nothing}</span>`;
  }

  static define(): void {
    register('scrub-number', ScrubNumber);
  }
}
