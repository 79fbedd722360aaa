import {css, html, type PropertyDeclarations} from 'lit';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {definitionOf, resultAt, type Settings} from '../../core/definition.js';
import {readField} from '../../core/fields.js';
import {fleetNamed, leaveFleet} from '../../core/fleet-store.js';
import {PageElement} from '../../ui/page-element.js';
import {register} from '../../ui/register.js';

/**
 * A number in a sentence. With `fleet`, it follows the widgets of that name; otherwise it is computed from its own
 * attributes, which are those of the widget named by `model`. The text between its tags is the number frozen for
 * readers without scripts.
 *
 * @summary A number in prose that comes from the model.
 * @tagname live-value
 * @slot - The number as text, shown until the element runs.
 * @csspart value - The number.
 * @attr {string} of - Result to show, as a path into the widget's `value`, such as `optimum.young`.
 * @attr {string} [model=young-daly-curve] - Tag of the widget whose model computes the number.
 * @attr {string} fleet - Name shared with widgets on the page.
 * @attr {number} [digits=3] - Significant digits.
 */
export class LiveValue extends PageElement {
  // A number and its unit, in this order on a page of any direction.
  static override styles = css`
    :host {
      direction: ltr;
      unicode-bidi: isolate;
    }
  `;

  static override properties: PropertyDeclarations = {
    of: {reflect: true},
    model: {reflect: true},
    fleet: {reflect: true},
    digits: {type: Number, reflect: true},
  };

  declare of: string;
  declare model: string;
  declare fleet: string | undefined;
  declare digits: number;

  #joined?: string;
  readonly #warned = new Set<string>();
  // Attributes of the model are not known before the element is: they are watched, not declared.
  #watch?: MutationObserver;

  constructor() {
    super();
    this.of = '';
    this.model = 'young-daly-curve';
    this.digits = 3;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new MutationObserver(() => this.requestUpdate());
    this.#watch.observe(this, {attributes: true});
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
    this.#follow(undefined);
  }

  /** Its fleet has new results. @internal */
  refresh(): void {
    this.requestUpdate();
  }

  #follow(fleet: string | undefined): void {
    if (fleet === this.#joined) return;
    if (this.#joined) leaveFleet(this.#joined, this);
    this.#joined = fleet;
    if (fleet) fleetNamed(fleet).listen(this);
  }

  /** The number in words, or undefined while there is nothing to compute it from. */
  #text(): string | undefined {
    const definition = definitionOf(this.model);
    const dimension =
      definition && Object.hasOwn(definition.results, this.of) ? definition.results[this.of] : undefined;
    if (!definition || !dimension)
      return this.#warn(
        definition ? `of="${this.of}" is not a result of <${this.model}>` : `model="${this.model}" is not known`,
      );
    const value = this.fleet
      ? fleetNamed(this.fleet).valueOf(this.model)
      : definition.evaluate(this.#settings(definition.fields));
    const number = value && resultAt(value, this.of);
    return typeof number === 'number'
      ? formatQuantity(number, dimension, {digits: Math.min(15, Math.max(1, Math.round(this.digits) || 3))})
      : undefined;
  }

  #settings(fields: NonNullable<ReturnType<typeof definitionOf>>['fields']): Settings {
    const settings: Record<string, number | string> = {};
    for (const [key, field] of Object.entries(fields)) {
      const text = this.getAttribute(field.attribute);
      if (text === null) continue;
      const reading = readField(field, text);
      if (reading.ok) settings[key] = reading.value;
      else this.#warn(reading.problem);
    }
    return settings;
  }

  #warn(problem: string): undefined {
    if (this.#warned.has(problem)) return;
    this.#warned.add(problem);
    console.warn(`<live-value> ${problem}; the text in the page stands.`);
  }

  protected override render(): unknown {
    this.#follow(this.isConnected ? this.fleet : undefined);
    const text = this.#text();
    return text === undefined ? html`<slot></slot>` : html`<span part="value">${text}</span>`;
  }

  static define(): void {
    register('live-value', LiveValue);
  }
}
