import type {PropertyDeclarations, PropertyValues} from 'lit';
import {commonAttributes, type CommonAttribute} from '../core/common-attributes.js';
import {addDefinition, type Definition, type Settings, type Source} from '../core/definition.js';
import {readField, writeField, type Field} from '../core/fields.js';
import {fleetNamed, leaveFleet, type Adoption, type Member} from '../core/fleet-store.js';
import {CustomStates} from './custom-states.js';
import {PageElement} from './page-element.js';
import {register} from './register.js';
import {InputState, type InputPhase} from '../core/input-state.js';
import {readNames, type NamedInputs} from '../core/locks.js';
import {linkWith, readLink} from '../core/link-state.js';
import {readTyped, type TypedReading} from '../core/typed.js';

/**
 * An element whose inputs may be set by attribute, property, link, fleet and reader: one way in for all, one `value`
 * out, events only for what the reader does. It shows nothing; `Widget` adds the frame.
 */
export abstract class InputElement<V extends object> extends PageElement {
  static readonly definition: Definition;

  static override properties: PropertyDeclarations = {
    detail: {reflect: true, useDefault: true},
    math: {reflect: true, useDefault: true},
    notation: {reflect: true, useDefault: true},
    fleet: {reflect: true},
    locked: {reflect: true},
    hiddenControls: {attribute: 'hidden-controls', reflect: true},
    urlKey: {attribute: 'url-key', reflect: true},
  };

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...Object.values(this.definition.fields).map((field) => field.attribute)];
  }

  /** Makes the inputs properties, and registers the element. */
  static define(this: CustomElementConstructor & {definition: Definition; prototype: object}): void {
    const {tag, fields} = this.definition;
    addDefinition(this.definition);
    for (const key of Object.keys(fields)) {
      Object.defineProperty(this.prototype, key, {
        configurable: true,
        enumerable: true,
        get(this: InputElement<object>) {
          return (this.value as Record<string, unknown>)[key];
        },
        set(this: InputElement<object>, settings: unknown) {
          this.apply({[key]: settings});
        },
      });
    }
    register(tag, this);
  }

  declare detail: string;
  declare math: string;
  declare notation: string;
  declare fleet: string | undefined;
  /** Attribute names of inputs, in a text or a list; `true` for all. */
  declare locked: string | readonly string[] | boolean | undefined;
  /** As `locked`, for controls that are not shown. */
  declare hiddenControls: string | readonly string[] | boolean | undefined;
  declare urlKey: string | undefined;

  protected readonly state: InputState<V>;
  readonly #appearance: readonly CommonAttribute[];
  readonly #states = new CustomStates(this);
  /** What the reader typed and cannot be used, by input, until the next change. */
  readonly #mistyped = new Map<string, {text: string; problem: string}>();
  readonly #names = new Map<string, {raw: unknown; names: NamedInputs}>();
  readonly #warned = new Set<string>();
  readonly #authoredAppearance = new Set<string>();
  #reflecting = false;
  #fleet?: string;
  /** The fleet it was in last: there it is no newcomer. */
  #lastFleet?: string;
  #closeGesture?: () => void;
  #linkWasRead = false;

  constructor() {
    super();
    const definition = (this.constructor as typeof InputElement).definition as Definition<V>;
    this.state = new InputState(definition);
    this.#appearance = [...commonAttributes, ...(definition.appearance ?? [])];
    this.detail = 'figure';
    this.math = 'closed';
    this.notation = 'mission';
    this.#takePropertiesSetBeforeUpgrade();
  }

  #takePropertiesSetBeforeUpgrade(): void {
    const own = this as unknown as Record<string, unknown>;
    for (const key of ['value', ...Object.keys(this.state.definition.fields)]) {
      if (!Object.hasOwn(this, key)) continue;
      const early = own[key];
      delete own[key];
      this.state.readAll(key === 'value' ? Object(early) : {[key]: early});
    }
  }

  // Inputs and results ------------------------------------------------------------------------

  /** Inputs and results: a frozen snapshot in SI units. Set it with a partial object of inputs; silent. */
  get value(): V {
    return this.completeValue(this.state.value);
  }

  set value(partial: PartialInputs<V>) {
    this.apply(partial);
  }

  /**
   * Sets inputs, in SI or as texts like those of attributes; `null` takes one back. The one way in: by `code` silent, by the
   * `reader` one `input`, one `change` and one step of undo, and not where the page locks an input. While a hand moves, the
   * phase is `move`: the step stays open, and `change` waits for the call that ends it. What cannot be used is a notice.
   */
  apply(partial: PartialInputs<V>, {by = 'code', phase = 'end'}: ApplyOptions = {}): void {
    const raw: Readonly<Record<string, unknown>> = Object(partial);
    this.state.forgetUnknownNames();
    if (by === 'code') {
      this.state.readAll(raw);
      this.changed(true);
      return;
    }
    this.#openGesture();
    const {settings} = this;
    if (this.state.readAll(raw, (key) => !this.lockReason(key))) {
      this.#keepLocked(settings);
      this.#mistyped.clear();
      this.changed(true, phase);
      this.#dispatch(new Event('input', eventOptions));
    } else this.requestUpdate();
    if (phase === 'end') this.endInput();
  }

  /** A value with what the element itself adds: what depends on its seed, on a run, on a measurement. The same object for the same state. */
  protected completeValue(value: V): V {
    return value;
  }

  /** What was set by attribute, property, link or reader, in SI, by input name. */
  get settings(): Settings {
    return this.state.settings;
  }

  /** Back to what the author wrote (and the link added). */
  reset(): void {
    if (this.state.reset()) this.changed(true);
  }

  /** Takes the last change back. */
  undo(): void {
    if (this.state.undo()) this.changed(true);
  }

  /** Makes an undone change again. */
  redo(): void {
    if (this.state.redo()) this.changed(true);
  }

  // The reader --------------------------------------------------------------------------------

  /** The reader changes inputs: {@link apply} by the reader. */
  userInput(changes: Settings, phase: InputPhase = 'end'): void {
    this.apply(changes as PartialInputs<V>, {by: 'reader', phase});
  }

  /** The reader let go. */
  endInput(): void {
    this.#closeGesture?.();
    this.#closeGesture = undefined;
    if (this.state.commitGesture()) this.settled();
  }

  /** Opens a gesture, unless one is open. It ends by itself if the reader turns to another window. */
  #openGesture(): void {
    this.state.beginGesture();
    if (this.#closeGesture) return;
    const end = () => this.endInput();
    window.addEventListener('blur', end);
    this.addEventListener('focusout', end);
    this.#closeGesture = () => {
      window.removeEventListener('blur', end);
      this.removeEventListener('focusout', end);
    };
  }

  /** A preset, or another kind of number, would take along what its author locked. */
  #keepLocked(before: Settings): void {
    const lost = Object.entries(before).filter(
      ([key, value]) => this.lockReason(key) && this.state.settings[key] !== value,
    );
    if (lost.length) this.state.set(Object.fromEntries(lost));
  }

  /** The reader typed something. What cannot be read stays in its box, beside the reason. */
  userTyped(key: string, typed: string): void {
    const {text, reading} = this.readTyped(key, typed);
    this.#mistyped.clear();
    // An emptied box takes back what stood there.
    if (text === '') return this.requestUpdate();
    if (reading.ok) this.userInput({[key]: reading.value});
    else this.#mistyped.set(key, {text, problem: reading.problem.slice(reading.problem.indexOf('=') + 1)});
    this.requestUpdate();
  }

  /** What a text would be in the box of an input. */
  readTyped(key: string, typed: string): TypedReading {
    return readTyped(this.state.field(key), typed.trim(), (this.value as Settings)[key]);
  }

  /** What stands wrong in the box of an input. */
  typingError(key: string): {text: string; problem: string} | undefined {
    return this.#mistyped.get(key);
  }

  /** Undo, redo or reset by the reader's hand: with events. */
  protected asUser(act: () => void): void {
    const before = this.state.settings;
    act();
    if (this.state.settings === before) return;
    this.#dispatch(new Event('input', eventOptions));
    this.settled();
  }

  /** What the reader did has come to its end. */
  protected settled(): void {
    this.#dispatch(new Event('change', eventOptions));
    this.requestUpdate();
  }

  #dispatch(event: Event): void {
    this.dispatchEvent(event);
  }

  /** Why a reader may not change an input, or undefined. */
  lockReason(key: string): string | undefined {
    return this.#namedIn('locked').has(this.state.field(key).attribute) ? 'Locked on this page.' : undefined;
  }

  /** The input at a path of `value`, or undefined if it is a result. */
  fieldOf(path: string): Field | undefined {
    const {fields} = this.state.definition;
    return Object.hasOwn(fields, path) ? fields[path] : undefined;
  }

  /** What the reader's own answer for a result would mean. */
  describeAnswer(path: string, answer: number): string | undefined {
    return this.state.definition.describeAnswer?.(this.value, path, answer);
  }

  /** The formulas of its Math Peek. */
  get formulas(): readonly string[] {
    return this.state.definition.formulas ?? [];
  }

  isHidden(key: string): boolean {
    return this.#namedIn('hidden-controls').has(this.state.field(key).attribute);
  }

  /** The inputs named in an attribute, read once for each text. */
  #namedIn(attribute: 'locked' | 'hidden-controls'): NamedInputs {
    const raw = attribute === 'locked' ? this.locked : this.hiddenControls;
    const before = this.#names.get(attribute);
    if (before && before.raw === raw) return before.names;
    const names = readNames(attribute, raw, this.state.definition.fields);
    this.#names.set(attribute, {raw, names});
    return names;
  }

  protected sources(): Record<string, Source> {
    return this.state.definition.sources(this.state.settings);
  }

  // From outside ------------------------------------------------------------------------------

  override attributeChangedCallback(name: string, old: string | null, text: string | null): void {
    const key = this.state?.keyOf(name);
    if (key === undefined) return super.attributeChangedCallback(name, old, text);
    if (this.#reflecting || old === text) return;
    this.state.read(key, text);
    this.changed(true);
  }

  /** Takes over inputs of its fleet. @internal */
  adopt(adoption: Adoption): void {
    const problems = this.state.problems.size;
    if (this.state.adopt(adoption)) this.changed(false);
    else if (this.state.problems.size !== problems) this.requestUpdate();
  }

  /** Whether it stands before another member of its fleet on the page. @internal */
  precedes(other: Member): boolean {
    return Boolean(other instanceof Node && this.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  }

  /** Brings a change on screen. */
  protected scheduleRender(_phase: InputPhase): void {
    this.requestUpdate();
  }

  /** After any change: redraw, tell the fleet. */
  protected changed(notifyFleet: boolean, phase: InputPhase = 'end'): void {
    this.scheduleRender(phase);
    if (!this.#fleet) return;
    const fleet = fleetNamed(this.#fleet);
    const {definition, settings} = this.state;
    if (notifyFleet) fleet.change(this, definition.inputs(settings));
    fleet.publish(definition.tag, this.value);
  }

  #joinFleet(): void {
    const name = (this.isConnected && this.fleet) || undefined;
    if (name === this.#fleet) return;
    if (this.#fleet) {
      leaveFleet(this.#fleet, this);
      this.state.leaveFleet();
    }
    this.#fleet = name;
    if (!name) return;
    const fleet = fleetNamed(name);
    const {definition, settings, written} = this.state;
    const rejoins = this.#lastFleet === name;
    this.#lastFleet = name;
    this.state.adopt(fleet.join(this, definition, settings, {written, rejoins}));
    fleet.publish(definition.tag, this.value);
  }

  #readLink(): void {
    if (this.#linkWasRead) return;
    this.#linkWasRead = true;
    for (const {attribute} of this.#appearance)
      if (this.hasAttribute(attribute)) this.#authoredAppearance.add(attribute);
    if (this.urlKey) {
      for (const [attribute, text] of readLink(this.urlKey, location.search)) {
        const key = this.state.keyOf(attribute);
        if (key !== undefined) this.state.read(key, text);
        else if (attribute !== 'url-key' && this.#appearance.some((one) => one.attribute === attribute))
          this.setAttribute(attribute, text);
        else this.state.problems.set(attribute, `${attribute}="${text}" in the link is not an input of this widget`);
      }
    }
    this.state.start();
  }

  // Inside and outside ------------------------------------------------------------------------

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // Native events of inner controls stay inside; the widget speaks for itself.
    for (const name of ['input', 'change']) root.addEventListener(name, (event) => event.stopPropagation());
    for (const name of ['keydown', 'keypress', 'keyup'])
      root.addEventListener(name, (event) => this.#keepKeyFromPage(event as KeyboardEvent));
    return root;
  }

  /** Whose inputs the reader changes here. */
  protected get inputOwner(): InputElement<object> {
    return this;
  }

  /** The host page has shortcuts of its own; keys the widget uses are not theirs. */
  #keepKeyFromPage(event: KeyboardEvent): void {
    const target = event.target as Element;
    if (
      event.type === 'keydown' &&
      (event.ctrlKey || event.metaKey) &&
      event.key.toLowerCase() === 'z' &&
      !target.matches('input[type=text]:not([role=spinbutton])')
    ) {
      event.preventDefault();
      const {inputOwner} = this;
      inputOwner.asUser(() => (event.shiftKey ? inputOwner.redo() : inputOwner.undo()));
    }
    const used = target.matches('input, select, textarea, [role=slider], summary, button') && event.key !== 'Tab';
    if (used || event.defaultPrevented) event.stopPropagation();
  }

  // Life --------------------------------------------------------------------------------------

  override connectedCallback(): void {
    super.connectedCallback();
    this.#readLink();
    this.#joinFleet();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A hand that was moving can let go no more.
    this.endInput();
    this.#joinFleet();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('fleet')) this.#joinFleet();
    this.#checkAppearance();
    this.#reflect();
    this.setState('invalid', this.state.problems.size > 0);
    for (const problem of this.state.problems.values()) {
      if (this.#warned.has(problem)) continue;
      this.#warned.add(problem);
      console.warn(`<${this.localName}> ${problem}; the last good value stands.`);
    }
  }

  #checkAppearance(): void {
    for (const attribute of ['locked', 'hidden-controls'] as const) {
      const {problems} = this.#namedIn(attribute);
      if (problems.length) this.state.problems.set(attribute, problems.join('; '));
      else this.state.problems.delete(attribute);
    }
    for (const {attribute, choices} of this.#appearance) {
      if (!choices) continue;
      const text = this.getAttribute(attribute);
      if (text === null || choices.includes(text)) this.state.problems.delete(attribute);
      else this.state.problems.set(attribute, `${attribute}="${text}" is not one of ${choices.join(', ')}`);
    }
  }

  /** Switches `:state(name)`. */
  protected setState(name: string, on: boolean): void {
    this.#states.set(name, on);
  }

  /** Attributes say what the inputs are; an author's own spelling of the same value stays. */
  #reflect(): void {
    this.#reflecting = true;
    for (const [key, field] of Object.entries(this.state.definition.fields)) {
      if (this.state.problems.has(field.attribute)) continue;
      const setting = this.state.settings[key];
      const standing = this.getAttribute(field.attribute);
      if (setting === undefined) {
        if (standing !== null) this.removeAttribute(field.attribute);
        continue;
      }
      const text = writeField(field, setting);
      if (standing === text) continue;
      const reading = standing === null ? undefined : readField(field, standing);
      if (!reading?.ok || reading.value !== setting) this.setAttribute(field.attribute, text);
    }
    this.#reflecting = false;
  }

  /** Attribute texts that make this state again. */
  protected attributeTexts(): Map<string, string> {
    const texts = new Map<string, string>();
    for (const [key, value] of Object.entries(this.state.settingsForLink))
      texts.set(this.state.field(key).attribute, writeField(this.state.field(key), value));
    for (const {attribute, default: usual} of this.#appearance) {
      if (attribute === 'url-key' || attribute === 'fleet') continue;
      const text = this.getAttribute(attribute) ?? usual;
      // An appearance attribute the page wrote is kept even at its default: the link goes over the same tag.
      if (text && (text !== usual || this.#authoredAppearance.has(attribute))) texts.set(attribute, text);
    }
    return texts;
  }

  /** The link to the present state, or undefined without `url-key`. */
  protected link(): string | undefined {
    return this.urlKey ? linkWith(this.urlKey, this.attributeTexts(), location.href) : undefined;
  }
}

/** Inputs as properties of the element: SI numbers and words. A text with a unit goes through an attribute, `value` or `apply`. */
export type InputProperties<Inputs> = {-readonly [Key in keyof Inputs]: Inputs[Key]};

/** Some inputs of a widget, in SI or as texts like those of attributes; `null` takes one back. Results in it are passed over. */
export type PartialInputs<V extends object> = {readonly [Key in keyof V]?: V[Key] | string | null};

export interface ApplyOptions {
  /** Who changes: the reader (events, one step of undo, not where locked) or code (silent). Default: `code`. */
  readonly by?: 'reader' | 'code';
  /** Where the reader's act stands. Default: `end`. */
  readonly phase?: InputPhase;
}

/** The page hears what the reader does, also through shadow roots. */
const eventOptions = {bubbles: true, composed: true};
