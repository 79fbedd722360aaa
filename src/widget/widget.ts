import {html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {Announcer} from './announcer.js';
import {commonAttributes} from './common-attributes.js';
import {addDefinition, type Definition, type Given, type Source} from './definition.js';
import {exportActions, type ExportAction} from './export.js';
import {showField, writeField, type Field} from './fields.js';
import {join, leave, publish, publishValue, type Member} from './fleet-store.js';
import {helpDialog} from './help-dialog.js';
import type {Phrase} from './phrase.js';
import {Place} from './place.js';
import {register} from './register.js';
import {sourceList} from './sources.js';
import {InputState} from './state.js';
import {tableTwin, type Table} from './table.js';
import {tokens} from './theme.js';
import {linkWith, readUrl} from './url-state.js';
import {chrome} from './widget.styles.js';

type Panel = 'more' | 'table' | 'sources' | 'save';

/** A key and what it does, for the help dialog. */
export type Key = readonly [keys: string, does: string];

/**
 * What all widgets share: inputs by attribute, property, link, fleet and reader; value and events; history; notices;
 * locks; the quiet frame with its tools. A widget adds a definition, a picture, sentences and controls.
 */
export abstract class Widget<V extends object> extends LitElement implements Member {
  static readonly definition: Definition;

  static override properties: PropertyDeclarations = {
    detail: {reflect: true},
    notation: {reflect: true},
    fleet: {reflect: true},
    locked: {reflect: true},
    hiddenControls: {attribute: 'hidden-controls', reflect: true},
    seed: {reflect: true},
    urlKey: {attribute: 'url-key', reflect: true},
    panel: {state: true},
  };

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...Object.values(this.definition.fields).map((field) => field.attribute)];
  }

  static override styles = [tokens, chrome];

  /** Makes the inputs properties, and registers the element. */
  static define(this: CustomElementConstructor & {definition: Definition; prototype: object}): void {
    const {tag, fields} = this.definition;
    addDefinition(this.definition);
    for (const key of Object.keys(fields)) {
      Object.defineProperty(this.prototype, key, {
        configurable: true,
        enumerable: true,
        get(this: Widget<object>) {
          return (this.value as Record<string, unknown>)[key];
        },
        set(this: Widget<object>, given: unknown) {
          this.assign({[key]: given});
        },
      });
    }
    register(tag, this);
  }

  declare detail: string;
  declare notation: string;
  declare fleet: string | undefined;
  declare locked: string | undefined;
  declare hiddenControls: string | undefined;
  declare seed: string | undefined;
  declare urlKey: string | undefined;
  declare protected panel: Panel | '';

  protected readonly state: InputState<V>;
  protected readonly place = new Place(this);
  protected readonly announcer = new Announcer(this);
  readonly #internals: ElementInternals | undefined;
  #reflecting = false;
  #fleetJoined?: string;
  #warned = new Set<string>();
  #connectedOnce = false;

  constructor() {
    super();
    const definition = (this.constructor as typeof Widget).definition as Definition<V>;
    this.state = new InputState(definition);
    this.#internals = this.attachInternals?.();
    this.detail = 'figure';
    this.notation = 'mission';
    this.panel = '';
    const own = this as unknown as Record<string, unknown>;
    for (const key of ['value', ...Object.keys(definition.fields)]) {
      if (!Object.hasOwn(this, key)) continue;
      const given = own[key];
      delete own[key];
      own[key] = given;
    }
  }

  // Inputs and results ------------------------------------------------------------------------

  /** Inputs and results: a frozen snapshot in SI units. Set it with a partial object of inputs; silent. */
  get value(): V {
    return this.state.value;
  }

  set value(given: Partial<Record<string, unknown>>) {
    this.assign(given ?? {});
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

  /** The figure's numbers as a table. */
  abstract toTable(): Table;
  /** All tables behind the figure; the first is `toTable`. */
  protected tables(): Table[] {
    return [this.toTable()];
  }
  /** The figure as a self-contained SVG document. */
  abstract toSVG(): string;
  /** What the figure says now, in a sentence or two. */
  abstract describe(): string;

  // What a widget adds ------------------------------------------------------------------------

  /** The figure's short name. */
  protected abstract name(): string;
  protected abstract sentence(): Phrase;
  /** What is here and how to start, for those who do not see it. */
  protected abstract summary(): string;
  /** The key to the picture, with the numbers of the moment. */
  protected abstract key(): unknown;
  protected abstract figure(): unknown;
  /** A second picture: beside the figure where there is room, below the controls where there is not. */
  protected beside(): unknown {
    return nothing;
  }
  protected abstract controls(): unknown;
  protected abstract deeper(): unknown;
  protected abstract keys(): Key[];
  /** Announced after the reader let go; defaults to the description. */
  protected announcement(): string {
    return this.describe();
  }

  // What a widget asks ------------------------------------------------------------------------

  protected get symbols(): 'mission' | 'book' {
    return this.notation === 'book' ? 'book' : 'mission';
  }

  /** Why a reader may not change an input, or undefined. */
  lockReason(key: string): string | undefined {
    const names = words(this.locked);
    return names.has('all') || names.has(this.state.field(key).attribute) ? 'Locked on this page.' : undefined;
  }

  isHidden(key: string): boolean {
    return words(this.hiddenControls).has(this.state.field(key).attribute);
  }

  protected source(key: string): Source | undefined {
    return this.state.definition.sources(this.state.given)[key];
  }

  /** The reader changes inputs. While a gesture goes on pass `going`; each call that changes something is one `input`, the end one `change`. */
  readerSets(changes: Given, going = false): void {
    const allowed = Object.fromEntries(Object.entries(changes).filter(([key]) => !this.lockReason(key)));
    this.state.begin();
    if (Object.keys(allowed).length && this.state.set(allowed)) {
      this.changed(true);
      this.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
    }
    if (going) return;
    if (this.state.commit()) this.#settled();
  }

  /** The reader typed something; returns the notice if it cannot be used. */
  readerTypes(key: string, typed: string): string | undefined {
    const reading = this.#read(key, typed);
    if (typeof reading === 'string') return reading;
    this.readerSets({[key]: reading.value});
    return undefined;
  }

  #read(key: string, typed: string): {value: number | string} | string {
    const probe = new InputState(this.state.definition);
    const field = this.state.field(key);
    probe.read(key, typed);
    const problem = probe.problems.get(field.attribute);
    return problem ? problem.replace(/^\S+=/, '') : {value: probe.given[key]};
  }

  #byReader(act: () => void): void {
    const before = this.state.given;
    act();
    if (this.state.given === before) return;
    this.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
    this.#settled();
  }

  #settled(): void {
    this.dispatchEvent(new Event('change', {bubbles: true, composed: true}));
    this.announcer.say(() => this.announcement());
    this.requestUpdate();
  }

  // From outside ------------------------------------------------------------------------------

  /** Sets inputs without events; what cannot be read becomes a notice. */
  protected assign(given: Partial<Record<string, unknown>>): void {
    const changes: Record<string, number | string> = {};
    for (const [key, value] of Object.entries(given)) {
      if (!(key in this.state.definition.fields)) continue;
      const reading = value === null || value === undefined ? undefined : this.#probe(key, value);
      if (reading === undefined) this.state.read(key, value);
      else changes[key] = reading;
    }
    this.state.set(changes);
    this.changed(true);
  }

  /** The value read, or undefined (the notice then comes from reading it again). */
  #probe(key: string, value: unknown): number | string | undefined {
    const probe = new InputState(this.state.definition);
    probe.read(key, value);
    return probe.given[key];
  }

  override attributeChangedCallback(name: string, old: string | null, text: string | null): void {
    const key = this.state?.keyOf(name);
    if (key === undefined) return super.attributeChangedCallback(name, old, text);
    if (this.#reflecting || old === text) return;
    this.state.read(key, text);
    this.changed(true);
  }

  /** Another member of the fleet changed shared inputs. */
  adopt(inputs: Given): void {
    const mine = Object.fromEntries(Object.entries(inputs).filter(([key]) => key in this.state.definition.fields));
    if (this.state.set(mine)) this.changed(false);
  }

  /** After any change: redraw, tell the fleet. */
  protected changed(tellFleet: boolean): void {
    this.requestUpdate();
    if (!this.#fleetJoined) return;
    if (tellFleet) publish(this.#fleetJoined, this, this.state.definition.inputs(this.state.given));
    publishValue(this.#fleetJoined, this.state.definition.tag, this.value);
  }

  #joinFleet(): void {
    const name = this.isConnected ? this.fleet : undefined;
    if (name === this.#fleetJoined) return;
    if (this.#fleetJoined) leave(this.#fleetJoined, this);
    this.#fleetJoined = name || undefined;
    if (!name) return;
    const {definition, given} = this.state;
    const adopted = join(name, this, definition.inputs(given), given);
    if (Object.keys(adopted).length) this.state.set(adopted);
    publishValue(name, definition.tag, this.value);
  }

  // Life --------------------------------------------------------------------------------------

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#connectedOnce) {
      this.#connectedOnce = true;
      if (this.urlKey) this.#readLink(this.urlKey);
      this.state.start();
    }
    this.#joinFleet();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#joinFleet();
  }

  #readLink(key: string): void {
    for (const [attribute, text] of readUrl(key, location.search)) {
      const input = this.state.keyOf(attribute);
      if (input !== undefined) this.state.read(input, text);
      else if (commonAttributes.some((common) => common.attribute === attribute) && attribute !== 'url-key') this.setAttribute(attribute, text);
      else this.state.problems.set(attribute, `${attribute}="${text}" in the link is not an input of this widget`);
    }
  }

  override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // Native events of inner controls stay inside; the widget speaks for itself.
    for (const name of ['input', 'change']) root.addEventListener(name, (event) => event.stopPropagation());
    for (const name of ['keydown', 'keypress', 'keyup']) root.addEventListener(name, (event) => this.#keepKey(event as KeyboardEvent));
    return root;
  }

  /** The host page has shortcuts of its own; keys the widget uses are not theirs. */
  #keepKey(event: KeyboardEvent): void {
    const target = event.target as Element;
    if (event.type === 'keydown' && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !target.matches('input[type=text]')) {
      event.preventDefault();
      this.#byReader(() => (event.shiftKey ? this.redo() : this.undo()));
    }
    const used = target.matches('input, select, textarea, [role=slider], summary, button') && event.key !== 'Tab';
    if (used || event.defaultPrevented) event.stopPropagation();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('fleet') && this.#connectedOnce) this.#joinFleet();
    for (const {attribute, choices} of commonAttributes as readonly {attribute: string; choices?: readonly string[]}[]) {
      if (!choices) continue;
      const text = this.getAttribute(attribute);
      if (text === null || choices.includes(text)) this.state.problems.delete(attribute);
      else this.state.problems.set(attribute, `${attribute}="${text}" is not one of ${choices.join(', ')}`);
    }
    this.#reflect();
    this.#setState('invalid', this.state.problems.size > 0);
    this.#setState('bench', this.detail === 'bench');
    this.#setState('dark', this.place.dark);
    for (const problem of this.state.problems.values()) {
      if (this.#warned.has(problem)) continue;
      this.#warned.add(problem);
      console.warn(`<${this.localName}> ${problem}; the last good value stands.`);
    }
  }

  #setState(name: string, on: boolean): void {
    const states = this.#internals?.states;
    if (on) states?.add(name);
    else states?.delete(name);
  }

  /** Attributes say what the inputs are; an author's own spelling of the same value stays. */
  #reflect(): void {
    this.#reflecting = true;
    for (const [key, field] of Object.entries(this.state.definition.fields)) {
      const given = this.state.given[key];
      const standing = this.getAttribute(field.attribute);
      if (this.state.problems.has(field.attribute)) continue;
      if (given === undefined) {
        if (standing !== null) this.removeAttribute(field.attribute);
      } else if (standing === null || this.#probe(key, standing) !== given) this.setAttribute(field.attribute, writeField(field, given));
    }
    this.#reflecting = false;
  }

  // Frame -------------------------------------------------------------------------------------

  /** Attribute texts that make this state again. */
  protected texts(): Map<string, string> {
    const texts = new Map<string, string>();
    for (const [key, value] of Object.entries(this.state.given)) texts.set(this.state.field(key).attribute, writeField(this.state.field(key), value));
    for (const name of ['notation', 'detail'] as const) {
      const fallback = (commonAttributes as readonly {attribute: string; default?: string}[]).find((common) => common.attribute === name)?.default;
      if (this[name] !== fallback) texts.set(name, this[name]);
    }
    if (this.seed) texts.set('seed', this.seed);
    if (this.locked) texts.set('locked', this.locked);
    if (this.hiddenControls) texts.set('hidden-controls', this.hiddenControls);
    return texts;
  }

  /** The link to the present state, or undefined without `url-key`. */
  protected link(): string | undefined {
    return this.urlKey ? linkWith(this.urlKey, this.texts(), location.href) : undefined;
  }

  protected toggle(panel: Panel): void {
    this.panel = this.panel === panel ? '' : panel;
  }

  protected isOpen(panel: Panel): boolean {
    return this.panel === panel || (this.detail === 'bench' && panel !== 'save');
  }

  /** A number of the sentence, with its own weight. */
  protected phrase(phrase: Phrase): TemplateResult[] {
    return phrase.map((piece) => (typeof piece === 'string' ? html`${piece}` : html`<strong>${piece.live}</strong>`));
  }

  protected override render(): unknown {
    const notices = [...this.state.problems.values(), ...(this.state.definition.conflicts?.(this.state.given) ?? [])];
    return html`<div part="base" class="base">
      <p class="unseen" id="summary">${this.summary()}</p>
      ${notices.length ? html`<ul part="notice" class="notice" role="status">${notices.map((notice) => html`<li>${notice}</li>`)}</ul>` : nothing}
      <div class="layout">
        <div part="key" class="key">${this.key()}</div>
        <div part="figure" class="figure" role="figure" aria-label=${this.name()} aria-describedby="sentence">${this.figure()}</div>
        <p part="sentence" class="sentence" id="sentence">${this.phrase(this.sentence())}</p>
        <div part="controls" class="controls">${this.controls()}</div>
        <div part="beside" class="beside">${this.beside()}</div>
      </div>
      ${this.#tools()}
      ${this.announcer.region()}
    </div>`;
  }

  #tools(): TemplateResult {
    const opener = (panel: Panel, label: string) => html`<button type="button" class="tool" aria-expanded=${this.isOpen(panel)} aria-controls=${panel}
      @click=${() => this.toggle(panel)}>${label}</button>`;
    const step = (label: string, sign: string, able: boolean, act: () => void) => html`<button type="button" class="tool icon" aria-label=${label} title=${label}
      aria-disabled=${!able} @click=${() => able && this.#byReader(act)}>${sign}</button>`;
    const bench = this.detail === 'bench';
    return html`<div part="tools" class="tools">
        ${bench ? nothing : [opener('more', 'More'), opener('table', 'Table'), opener('sources', 'Sources')]}
        ${opener('save', 'Save')}
        <span class="gap"></span>
        ${step('Undo', '↶', this.state.canUndo, () => this.undo())}
        ${step('Redo', '↷', this.state.canRedo, () => this.redo())}
        ${step('Reset', '⟲', this.state.canReset, () => this.reset())}
        ${helpDialog(this.keys())}
      </div>
      <div id="more" part="more" class="panel" ?hidden=${!this.isOpen('more')}>${this.isOpen('more') ? this.deeper() : nothing}</div>
      <div id="table" part="table" class="panel table" ?hidden=${!this.isOpen('table')}>${this.isOpen('table') || this.place.printing ? this.tables().map(tableTwin) : nothing}</div>
      <div id="sources" part="sources" class="panel" ?hidden=${!this.isOpen('sources')}>${this.isOpen('sources') ? this.#sources() : nothing}</div>
      <div id="save" part="save" class="panel" ?hidden=${!this.isOpen('save')}>${this.isOpen('save') ? exportActions(this.exports(), (said) => this.announcer.say(() => said)) : nothing}</div>`;
  }

  #sources(): TemplateResult {
    const {definition, value} = {definition: this.state.definition, value: this.value as Record<string, number | string>};
    const sources = definition.sources(this.state.given);
    return sourceList(
      Object.entries(sources)
        .filter(([key]) => key in definition.fields)
        .map(([key, source]) => ({label: definition.fields[key].label, value: showField(definition.fields[key], value[key]), source})),
    );
  }

  protected exports(): ExportAction {
    return {
      name: this.localName,
      tables: () => this.tables(),
      svg: () => this.toSVG(),
      json: () => ({element: this.localName, describe: this.describe(), seed: this.seed ?? null, value: this.value, sources: this.state.definition.sources(this.state.given)}),
      tag: () => `<${this.localName}${[...this.texts()].map(([name, text]) => ` ${name}="${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`).join('')}></${this.localName}>`,
      link: () => this.link(),
    };
  }
}

const words = (text: string | undefined | null): Set<string> => new Set((text ?? '').split(/[\s,]+/).filter(Boolean));

export type {Field};
