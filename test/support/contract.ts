/** What every widget must do, whatever it shows: `contract('young-daly-curve', {...})` in a test file runs all of it. */
import {expect} from 'chai';
import {axeViolations} from './axe.js';
import {centre, click, drag, emulateMedia, engine, hasMedia, press, resetMouse, sendKeys, sendMouse, type Point} from './commands.js';

/** What a widget offers to a page. */
export interface WidgetElement extends HTMLElement {
  value: Readonly<Record<string, unknown>>;
  readonly updateComplete: Promise<boolean>;
  shadowRoot: ShadowRoot;
  reset(): void;
  undo(): void;
  redo(): void;
  toTable(): {caption: string; columns: readonly string[]; rows: ReadonlyArray<readonly string[]>};
  toSVG(): string;
  describe(): string;
}

/** One input of a widget. */
export interface Input {
  attribute: string;
  property: string;
  /** Texts an author would write, and what they are in SI. */
  good: ReadonlyArray<readonly [text: string, value: number | string]>;
  /** Texts that must be refused, beside those no input takes. */
  bad: readonly string[];
}

export interface Contract {
  /** Every attribute of the widget that is an input of its model. */
  inputs: readonly Input[];
  /** A number with a slider and a text box: its property, its accessible name. */
  slider: {property: string; label: string};
  /** The number the handle on the chart sets. */
  handle: {property: string};
  /** Every preset, and the attribute that names one. */
  presets: {attribute: string; names: readonly string[]};
  /** A locked input with a menu, by property and label. */
  menu: {property: string; label: string};
}

// Finding things -------------------------------------------------------------------------------

const mounted: Element[] = [];

/** A box of this width in the page, with this in it. It is gone after the test. */
export function box(markup: string, style = 'width:752px'): HTMLElement {
  const host = document.createElement('div');
  host.style.cssText = style;
  host.innerHTML = markup;
  document.body.append(host);
  mounted.push(host);
  return host;
}

/** Puts a widget into the page and waits for its picture. */
export async function mount<T extends WidgetElement = WidgetElement>(markup: string, style?: string): Promise<T> {
  const widget = box(markup, style).firstElementChild as T;
  await drawn(widget);
  return widget;
}

export function unmountAll(): void {
  for (const host of mounted.splice(0)) host.remove();
}

export const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
export const sleep = (ms: number): Promise<unknown> => new Promise((done) => setTimeout(done, ms));

/** Waits until something is true; the last answer is what the failure shows. */
export async function until(what: string, holds: () => unknown, patience = 3000): Promise<void> {
  const end = performance.now() + patience;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await sleep(8);
  }
}

export const picture = (widget: WidgetElement): Element | null => part(widget, 'figure')?.querySelector('svg, canvas') ?? null;

/** Waits until the widget has a picture, nothing left to do, and a layout that stands still. */
export async function drawn(widget: WidgetElement): Promise<void> {
  await until(`<${widget.localName}> has drawn`, () => picture(widget));
  let last = '';
  for (let frames = 0, still = 0; frames < 30 && still < 3; frames++) {
    await settled(widget);
    const now = [picture(widget)!, ...all(widget, '[part~="handle"]')].map((node) => node.getBoundingClientRect()).map(({left, top, width, height}) => [left, top, width, height].join()).join();
    still = now === last ? still + 1 : 0;
    last = now;
    await frame();
  }
}

export async function settled(widget: WidgetElement): Promise<void> {
  for (let rounds = 0; rounds < 10 && !(await widget.updateComplete); rounds++);
}

export const part = (widget: WidgetElement, name: string): HTMLElement | null => widget.shadowRoot.querySelector(`[part~="${name}"]`);
export const all = <T extends Element = HTMLElement>(widget: WidgetElement, selector: string): T[] => [...widget.shadowRoot.querySelectorAll<T>(selector)];
export const notices = (widget: WidgetElement): string[] => [...(part(widget, 'notice')?.querySelectorAll('li') ?? [])].map((item) => item.textContent!.trim());
export const isInvalid = (widget: WidgetElement): boolean => widget.matches(':state(invalid)');

const words = (node: Element): string => (node.getAttribute('aria-label') ?? node.textContent ?? '').replace(/\s+/g, ' ').trim();

export function button(widget: WidgetElement, name: string): HTMLButtonElement {
  const found = all<HTMLButtonElement>(widget, 'button').find((node) => words(node) === name);
  if (!found) throw new Error(`no button "${name}"`);
  return found;
}

const labelled = <T extends HTMLInputElement | HTMLSelectElement>(widget: WidgetElement, selector: string, name: string): T | undefined =>
  all<T>(widget, selector).find((node) => (node.getAttribute('aria-label') ?? [...(node.labels ?? [])].map((label) => words(label)).join(' ')).startsWith(name));

/** A slider by the start of its label. */
export const slider = (widget: WidgetElement, name: string): HTMLInputElement => labelled<HTMLInputElement>(widget, 'input[type=range]', name)!;
/** A box to type in, by the start of its label. */
export const textBox = (widget: WidgetElement, name: string): HTMLInputElement => labelled<HTMLInputElement>(widget, 'input[type=text]', name)!;
export const menu = (widget: WidgetElement, name: string): HTMLSelectElement => labelled<HTMLSelectElement>(widget, 'select', name)!;
export const handle = (widget: WidgetElement): HTMLElement => part(widget, 'handle')!;

/** Opens a panel by the button that says so. */
export async function open(widget: WidgetElement, name: string): Promise<void> {
  const opener = button(widget, name);
  if (opener.getAttribute('aria-expanded') !== 'true') opener.click();
  await settled(widget);
}

/** Types into a box as a reader does. */
export async function type(widget: WidgetElement, target: HTMLInputElement, text: string): Promise<void> {
  target.focus();
  target.select();
  await sendKeys({type: text});
  await press('Enter');
  await settled(widget);
}

/** A point in the picture: shares of its width and height. The picture is scrolled into view. */
export function pointOf(widget: WidgetElement, x: number, y = 0.5): Point {
  const figure = picture(widget)!;
  figure.scrollIntoView({block: 'center'});
  const {left, top, width, height} = figure.getBoundingClientRect();
  return [Math.round(left + x * width), Math.round(top + y * height)];
}

/** The middle of the handle, in fractions of a pixel. */
export function handleAt(widget: WidgetElement): Point {
  const {left, top, width, height} = handle(widget).getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

// Watching --------------------------------------------------------------------------------------

export interface Heard {
  type: string;
  value: unknown;
}

/** Notes every `input` and `change` that reaches the document, with the value read at that moment. */
export function listen(...widgets: WidgetElement[]): Array<Heard & {from: EventTarget}> & {stop(): void} {
  const heard: Array<Heard & {from: EventTarget}> = [];
  const note = (event: Event) => {
    const from = event.composedPath()[0];
    heard.push({type: event.type, from, value: (from as WidgetElement).value});
    expect(widgets.includes(from as WidgetElement), `${event.type} came from <${(from as Element).localName}> inside a widget`).to.equal(true);
    expect([event.bubbles, event.composed]).to.deep.equal([true, true]);
  };
  for (const name of ['input', 'change']) document.addEventListener(name, note);
  return Object.assign(heard, {
    stop() {
      for (const name of ['input', 'change']) document.removeEventListener(name, note);
    },
  });
}

/** What is said by console.warn meanwhile. */
export async function warnings(act: () => Promise<unknown> | unknown): Promise<string[]> {
  const said: string[] = [];
  const {warn} = console;
  console.warn = (...parts: unknown[]) => void said.push(parts.join(' '));
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return said;
}

/** Every number of a value that is not finite, by path. */
export const notFinite = (value: unknown, path = ''): string[] =>
  typeof value === 'number' ? (Number.isFinite(value) ? [] : [`${path}: ${value}`])
    : value && typeof value === 'object' ? Object.entries(value).flatMap(([key, inner]) => notFinite(inner, path ? `${path}.${key}` : key)) : [];

/** Attributes of the pictures that are no numbers, and texts that say so. */
export const notDrawn = (widget: WidgetElement): string[] => [
  ...all<SVGElement>(widget, 'svg, svg *').flatMap((node) => [...node.attributes].filter(({value}) => /NaN|undefined|Infinity/.test(value)).map(({name, value}) => `${node.localName} ${name}="${value.slice(0, 60)}"`)),
  ...(/NaN|undefined|null|Infinity|\[object/.exec(`${part(widget, 'base')!.textContent} ${widget.describe()}`) ?? []),
];

/** Two values are the same but for the digits an attribute cannot hold. */
export function expectSameValue(actual: unknown, expected: unknown, path = 'value'): void {
  if (typeof expected === 'number' && typeof actual === 'number') {
    if (Object.is(actual, expected)) return;
    expect(Math.abs(actual - expected), `${path}: ${actual}, not ${expected}`).to.be.at.most(Math.max(1e-12 * Math.abs(expected), 1e-12));
  } else if (expected && typeof expected === 'object') {
    expect(Object.keys(actual as object), path).to.deep.equal(Object.keys(expected));
    for (const key of Object.keys(expected)) expectSameValue((actual as Record<string, unknown>)[key], (expected as Record<string, unknown>)[key], `${path}.${key}`);
  } else expect(actual, path).to.equal(expected);
}

/** What sticks out of the widget or is cut off, in words. */
export function overflow(widget: WidgetElement): string[] {
  const edge = widget.getBoundingClientRect();
  const faults: string[] = [];
  if (widget.scrollWidth > widget.clientWidth) faults.push(`the widget scrolls: ${widget.scrollWidth} > ${widget.clientWidth}`);
  const name = (node: Element) => `<${node.localName} class="${node.getAttribute('class') ?? ''}"> "${(node.textContent ?? '').trim().slice(0, 30)}"`;
  const visit = (node: Element): void => {
    const style = getComputedStyle(node);
    if (style.display === 'none' || style.clipPath !== 'none') return;
    const {left, right, width} = node.getBoundingClientRect();
    if (width > 0 && (right > edge.right + 1 || left < edge.left - 1)) faults.push(`${name(node)} spans ${Math.round(left - edge.left)}..${Math.round(right - edge.left)} of ${Math.round(edge.width)}`);
    const clips = style.overflowX === 'hidden' || style.overflowX === 'clip' || node.matches('input[type=text]');
    if (clips && node instanceof HTMLElement && node.scrollWidth > node.clientWidth + 1) faults.push(`${name(node)} ${(node as HTMLInputElement).value ?? ''} is cut: ${node.scrollWidth} > ${node.clientWidth}`);
    if (style.overflowX === 'auto' || style.overflowX === 'scroll') return;
    // What a drawing clips or draws is the drawing's matter; its words are the reader's.
    for (const child of node.localName === 'svg' ? node.querySelectorAll('text') : node.children) visit(child);
  };
  for (const child of widget.shadowRoot.children) if (child.localName !== 'style') visit(child);
  return faults;
}

/** Replaces the clipboard of this page. Call what it returns to put the real one back. */
export function clipboard(writeText: (text: string) => Promise<void>): () => void {
  Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {writeText}});
  return () => void delete (navigator as {clipboard?: unknown}).clipboard;
}

/** What a press on a button of the Save panel downloads. */
export async function download(widget: WidgetElement, name: string): Promise<{name: string; blob: Blob}> {
  await open(widget, 'Save');
  const {createObjectURL} = URL;
  const {click: follow} = HTMLAnchorElement.prototype;
  let blob: Blob | undefined;
  let file = '';
  URL.createObjectURL = (given: Blob) => {
    blob = given;
    return 'blob:nothing';
  };
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    file = this.download;
  };
  try {
    button(widget, name).click();
    await until(`${name} is downloaded`, () => blob && file);
  } finally {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = follow;
  }
  return {name: file, blob: blob!};
}

/** Cells of a CSV text, by RFC 4180. */
export function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && bare === '' && end === '') break;
    rows[rows.length - 1].push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length);
}

/** What the page adds to window, document and media queries and does not take back, and observers left watching. */
export function countLeftovers(): {left(): Record<string, number>; stop(): void} {
  const listeners = new Map<string, number>();
  const observers: Record<string, Set<object>> = {};
  const undo: Array<() => void> = [];
  const shared = (target: unknown) => target === window || target === document || target === document.body || target === document.documentElement || target instanceof MediaQueryList;
  for (const [method, by] of [['addEventListener', 1], ['removeEventListener', -1]] as const) {
    const original = EventTarget.prototype[method];
    EventTarget.prototype[method] = function (this: EventTarget, ...given: Parameters<typeof original>) {
      if (shared(this ?? window)) listeners.set(given[0], (listeners.get(given[0]) ?? 0) + by);
      return original.apply(this, given);
    };
    undo.push(() => (EventTarget.prototype[method] = original));
  }
  for (const name of ['ResizeObserver', 'IntersectionObserver', 'MutationObserver'] as const) {
    const live = (observers[name] = new Set<object>());
    const Original = window[name] as unknown as new (...given: unknown[]) => {observe(...given: unknown[]): void; unobserve?(target: Element): void; disconnect(): void};
    (window as unknown as Record<string, unknown>)[name] = class extends Original {
      readonly watched = new Set<unknown>();
      override observe(...given: unknown[]): void {
        this.watched.add(given[0]);
        live.add(this);
        super.observe(...given);
      }
      override unobserve(target: Element): void {
        this.watched.delete(target);
        if (!this.watched.size) live.delete(this);
        super.unobserve!(target);
      }
      override disconnect(): void {
        this.watched.clear();
        live.delete(this);
        super.disconnect();
      }
    };
    undo.push(() => ((window as unknown as Record<string, unknown>)[name] = Original));
  }
  return {
    left: () => Object.fromEntries([...listeners, ...Object.entries(observers).map(([name, live]) => [name, live.size] as const)].filter(([, count]) => count !== 0)),
    stop: () => undo.forEach((step) => step()),
  };
}

/** Sets the page's address while something is done. The runner's own parameters stay in it. */
export async function atAddress<T>(parameters: Record<string, string>, act: () => Promise<T>): Promise<T> {
  const before = location.href;
  const url = new URL(before);
  for (const [name, text] of Object.entries(parameters)) url.searchParams.set(name, text);
  history.replaceState(history.state, '', url);
  try {
    return await act();
  } finally {
    history.replaceState(history.state, '', before);
  }
}

// The contract ----------------------------------------------------------------------------------

/** Refused by every number. */
const never = ['', ' ', 'garbage', 'NaN', 'Infinity', '-1', '-5 min', '1e999', '1e308', '</script>', '$15K', '12 parsecs', '1,2,3', 'null'];
/** Refused by every property that is a number. */
const neverSet = [NaN, Infinity, -Infinity, 1e308, -1, {}, [], true, 'junk', () => 1, Symbol('s'), Object.create(null) as object];

let names = 0;

export function contract(tag: string, {inputs, slider: slid, handle: grabbed, presets, menu: chosen}: Contract): void {
  const input = (property: string) => inputs.find((each) => each.property === property)!;
  const markup = (attributes: Record<string, string> = {}, inside = '') => {
    const element = document.createElement('div');
    element.innerHTML = `<${tag}>${inside}</${tag}>`;
    for (const [name, text] of Object.entries(attributes)) element.firstElementChild!.setAttribute(name, text);
    return element.innerHTML;
  };
  const put = (attributes?: Record<string, string>, style?: string) => mount(markup(attributes), style);
  const read = (widget: WidgetElement, key: string) => widget.value[key] as number;
  const main = input(slid.property);
  /** A word in place of a number: what it stands for is the model's matter. */
  const isWord = (property: string, value: unknown) => typeof value === 'string' && typeof input(property).good[0][1] === 'number';
  const set = (widget: WidgetElement, key: string, value: unknown) => ((widget as unknown as Record<string, unknown>)[key] = value);

  describe(`<${tag}> keeps the widgets' contract`, () => {
    let requests = 0;
    const loaded = () => performance.getEntriesByType('resource').filter(({name}) => !/\/__web|wtr|copy=|\.iife\.js/.test(name)).length;

    before(async () => {
      await customElements.whenDefined(tag);
      await put();
      unmountAll();
      performance.setResourceTimingBufferSize(10_000);
      requests = loaded();
    });

    afterEach(async () => {
      unmountAll();
      await resetMouse();
    });

    describe('value', () => {
      it('works with no attributes, and says something', async () => {
        const widget = await put();
        expect(notFinite(widget.value)).to.deep.equal([]);
        expect(notDrawn(widget)).to.deep.equal([]);
        expect(notices(widget)).to.deep.equal([]);
        expect(isInvalid(widget)).to.equal(false);
        expect(part(widget, 'sentence')!.textContent!.trim().length).to.be.greaterThan(20);
      });

      it('works with every preset', async () => {
        const seen = new Set<string>();
        for (const name of presets.names) {
          const widget = await put({[presets.attribute]: name});
          expect([name, ...notFinite(widget.value), ...notDrawn(widget), ...notices(widget)]).to.deep.equal([name]);
          seen.add(JSON.stringify(widget.value));
          unmountAll();
        }
        expect(seen.size).to.equal(presets.names.length);
      });

      it('is there right after createElement, before anything is drawn', () => {
        const widget = document.createElement(tag) as WidgetElement;
        expect(widget.attributes.length, 'attributes a constructor wrote').to.equal(0);
        expect(read(widget, slid.property)).to.be.a('number');
        expect(notFinite(widget.value)).to.deep.equal([]);
        widget.setAttribute(main.attribute, main.good[0][0]);
        expect(read(widget, slid.property)).to.equal(main.good[0][1]);
        expect(widget.describe()).to.be.a('string');
      });

      it('is frozen to its depth, the same until a change and fresh after it', async () => {
        const widget = await put();
        const before = widget.value;
        const frozen = (of: unknown): boolean => typeof of !== 'object' || of === null || (Object.isFrozen(of) && Object.values(of).every(frozen));
        expect(frozen(before)).to.equal(true);
        expect(widget.value).to.equal(before);
        widget.setAttribute(main.attribute, main.good[0][0]);
        expect(widget.value).not.to.equal(before);
        expect(before[slid.property]).not.to.equal(main.good[0][1]);
      });

      it('is no form field to a notebook: there is no `type`', () => {
        const widget = document.createElement(tag);
        expect('type' in widget).to.equal(false);
      });
    });

    describe('attributes and properties', () => {
      it('reads every input with its unit, as attribute and as property', async () => {
        for (const {attribute, property, good} of inputs) {
          for (const [text, value] of good) {
            const byAttribute = document.createElement(tag) as WidgetElement;
            byAttribute.setAttribute(attribute, text);
            if (!isWord(property, value)) expectSameValue(byAttribute.value[property], value, `${attribute}="${text}"`);
            const byProperty = document.createElement(tag) as WidgetElement;
            set(byProperty, property, value);
            expectSameValue((byProperty as unknown as Record<string, unknown>)[property], byAttribute.value[property], property);
            expectSameValue(byProperty.value, byAttribute.value);
            const byText = document.createElement(tag) as WidgetElement;
            set(byText, property, text);
            expectSameValue(byText.value, byAttribute.value);
            const byValue = document.createElement(tag) as WidgetElement;
            byValue.value = {[property]: value};
            expectSameValue(byValue.value, byAttribute.value);
          }
        }
      });

      it('reflects inputs; a copy of the markup has the same value', async () => {
        for (const {property, good} of inputs) {
          const widget = document.createElement(tag) as WidgetElement;
          box('', 'display:none').append(widget);
          for (const [, value] of good) {
            set(widget, property, value);
            await settled(widget);
            const copy = box(widget.outerHTML, 'display:none').firstElementChild as WidgetElement;
            expectSameValue(copy.value, widget.value, `${property} = ${value}: value`);
          }
        }
      });

      it('keeps an author\'s spelling of a value that did not change, and writes an attribute only when it changes', async () => {
        const attributes = Object.fromEntries(inputs.map(({attribute, good}) => [attribute, good[0][0]] as const).filter(([attribute]) => attribute !== presets.attribute));
        const alone = main.attribute;
        const widget = await put({[alone]: attributes[alone]});
        expect(widget.getAttribute(alone)).to.equal(attributes[alone]);
        const records: MutationRecord[] = [];
        const observer = new MutationObserver((seen) => records.push(...seen));
        observer.observe(widget, {attributes: true});
        set(widget, slid.property, main.good[0][1]);
        await settled(widget);
        widget.setAttribute('notation', 'book');
        await settled(widget);
        expect(widget.getAttribute(alone)).to.equal(attributes[alone]);
        set(widget, slid.property, main.good[1][1]);
        await settled(widget);
        expect(widget.getAttribute(alone)).not.to.equal(attributes[alone]);
        // A value with more digits than an attribute holds is written once, not on every redraw.
        set(widget, grabbed.property, 1234.5678901234567);
        await settled(widget);
        records.length = 0;
        widget.setAttribute('notation', 'mission');
        await settled(widget);
        await frame();
        observer.disconnect();
        expect(records.map(({attributeName}) => attributeName)).to.deep.equal(['notation']);
      });

      it('takes the default again when an attribute is removed', async () => {
        const widget = await put({[main.attribute]: main.good[0][0]});
        widget.removeAttribute(main.attribute);
        await settled(widget);
        expect(widget.value).to.deep.equal((document.createElement(tag) as WidgetElement).value);
        expect(widget.hasAttribute(main.attribute)).to.equal(false);
      });

      it('honours properties and `value` set before it is upgraded', () => {
        const elsewhere = document.implementation.createHTMLDocument('');
        const early = elsewhere.createElement(tag) as WidgetElement;
        set(early, slid.property, main.good[0][1]);
        box('').append(early);
        customElements.upgrade(early);
        expect(read(early, slid.property)).to.equal(main.good[0][1]);
        expect(Object.hasOwn(early, slid.property), 'the early property shadows the accessor').to.equal(false);
        set(early, slid.property, main.good[1][1]);
        expect(read(early, slid.property)).to.equal(main.good[1][1]);

        const template = document.createElement('template');
        template.innerHTML = `<${tag}></${tag}>`;
        const cloned = template.content.cloneNode(true) as DocumentFragment;
        const second = cloned.firstElementChild as WidgetElement;
        Object.assign(second, {value: {[slid.property]: main.good[1][1]}, notation: 'book'});
        box('').append(cloned);
        expect(read(second, slid.property)).to.equal(main.good[1][1]);
        expect(Object.hasOwn(second, 'value')).to.equal(false);
      });

      it('is silent when set by code', async () => {
        const widget = await put();
        const heard = listen(widget);
        widget.setAttribute(main.attribute, main.good[0][0]);
        set(widget, slid.property, main.good[1][1]);
        widget.value = {[slid.property]: main.good[0][1], [grabbed.property]: 777};
        await settled(widget);
        widget.reset();
        widget.undo();
        widget.redo();
        await settled(widget);
        await frame();
        heard.stop();
        expect(heard).to.deep.equal([]);
      });
    });

    describe('bad input', () => {
      it('leaves the last good value and the picture, names attribute, value and range, warns once, and recovers: every attribute', async () => {
        for (const {attribute, property, good, bad} of inputs) {
          const widget = await put({[attribute]: good[0][0]});
          const before = widget.value;
          const number = typeof good[0][1] === 'number';
          for (const text of [...(number ? never : ['', 'garbage', '</script>', '$15K', '7']), ...bad]) {
            const said = await warnings(async () => {
              widget.setAttribute(attribute, text);
              await settled(widget);
              widget.setAttribute('notation', 'book');
              widget.setAttribute('notation', 'mission');
              await settled(widget);
            });
            const where = `${attribute}="${text}"`;
            expect(widget.value, where).to.deep.equal(before);
            expect(picture(widget), where).not.to.equal(null);
            expect(isInvalid(widget), where).to.equal(true);
            const notice = notices(widget);
            expect(notice.length, `${where}: ${notice.join('; ')}`).to.equal(1);
            for (const piece of [attribute, text, number ? /from|above|to / : /one of/]) {
              if (typeof piece === 'string') expect(notice[0], where).to.include(piece);
              else expect(notice[0], where).to.match(piece);
            }
            expect(said.length, `${where}: ${said.join('; ')}`).to.equal(1);
            expect(said[0]).to.include(attribute).and.to.include(`<${tag}>`);
            expect(widget.shadowRoot.querySelector('script')).to.equal(null);
          }
          widget.setAttribute(attribute, good[1][0]);
          await settled(widget);
          if (!isWord(property, good[1][1])) expectSameValue(widget.value[property], good[1][1], attribute);
          expect([isInvalid(widget), ...notices(widget)]).to.deep.equal([false]);
          unmountAll();
        }
      });

      it('never throws for a bad property or `value`', async () => {
        const faults: string[] = [];
        const tryTo = (where: string, act: () => unknown) => {
          try {
            act();
          } catch (fault) {
            faults.push(`${where}: ${(fault as Error).message}`);
          }
        };
        const said = await warnings(async () => {
          for (const {attribute, property, good} of inputs) {
            const widget = document.createElement(tag) as WidgetElement;
            box('').append(widget);
            set(widget, property, good[0][1]);
            const before = widget.value;
            for (const bad of neverSet) {
              const where = `${property} = ${typeof bad} ${typeof bad === 'object' ? '' : String(bad)}`;
              tryTo(where, () => set(widget, property, bad));
              tryTo(`value with ${where}`, () => (widget.value = {[property]: bad}));
              expect(widget.value, where).to.deep.equal(before);
            }
            await settled(widget);
            expect(isInvalid(widget), property).to.equal(true);
            expect(notices(widget).join(), property).to.include(attribute);
            set(widget, property, good[1][1]);
            await settled(widget);
            if (!isWord(property, good[1][1])) expectSameValue(widget.value[property], good[1][1], property);
            expect(isInvalid(widget), property).to.equal(false);
            unmountAll();
          }
          const widget = await put();
          const before = widget.value;
          for (const bad of [NaN, null, undefined, 7, 'junk', true, [], {nonsense: 1, __proto__: {nodes: 1}}, {constructor: 1, toString: 2, hasOwnProperty: 3}, () => 1]) {
            tryTo(`value = ${typeof bad}`, () => (widget.value = bad as never));
          }
          await settled(widget);
          expect(widget.value).to.deep.equal(before);
          expect(notDrawn(widget)).to.deep.equal([]);
          await open(widget, 'Save');
          expect(picture(widget)).not.to.equal(null);
        });
        expect(said.every((text) => text.includes(`<${tag}>`))).to.equal(true);
        expect(faults).to.deep.equal([]);
      });

      it('tells about a wrong word in the attributes all widgets have', async () => {
        for (const [attribute, text, mended] of [['detail', 'everything', 'bench'], ['notation', 'french', 'book']]) {
          let widget!: WidgetElement;
          const said = await warnings(async () => (widget = await put({[attribute]: text})));
          expect(said.length).to.equal(1);
          expect(notices(widget).join()).to.include(attribute).and.to.include(text);
          expect(isInvalid(widget)).to.equal(true);
          widget.setAttribute(attribute, mended);
          await settled(widget);
          expect([isInvalid(widget), ...notices(widget)]).to.deep.equal([false]);
          unmountAll();
        }
      });

      it('tells a reader who types nonsense, changes nothing, and takes the next good number', async () => {
        const widget = await put();
        const before = widget.value;
        const heard = listen(widget);
        const target = textBox(widget, slid.label);
        for (const text of ['nonsense', '-3', '1e999']) {
          await type(widget, target, text);
          expect(target.getAttribute('aria-invalid'), text).to.equal('true');
          const told = widget.shadowRoot.getElementById(target.getAttribute('aria-errormessage')!)!;
          expect(told.textContent).to.match(/from|above|to /);
          expect(told.getClientRects().length).to.be.greaterThan(0);
          expect(widget.value).to.equal(before);
        }
        expect(heard).to.deep.equal([]);
        await type(widget, target, main.good[0][0]);
        heard.stop();
        expect(read(widget, slid.property)).to.equal(main.good[0][1]);
        expect(target.getAttribute('aria-invalid')).not.to.equal('true');
        expect(heard.map(({type: name}) => name)).to.deep.equal(['input', 'change']);
      });
    });

    describe('events', () => {
      it('speaks once for every key: an input with the new value, then a change', async () => {
        const widget = await put();
        for (const target of [slider(widget, slid.label), handle(widget)]) {
          const heard = listen(widget);
          target.focus();
          for (const key of ['ArrowRight', 'ArrowLeft', 'PageUp']) {
            const before = widget.value;
            await press(key);
            await settled(widget);
            expect(heard.map(({type: name}) => name), key).to.deep.equal(['input', 'change']);
            expect(heard[0].value).to.equal(widget.value).and.not.to.equal(before);
            heard.length = 0;
          }
          await press('Shift');
          expect(heard).to.deep.equal([]);
          heard.stop();
        }
      });

      it('speaks at each move of a drag, and tells of the let-go once: slider and handle', async () => {
        const widget = await put();
        slider(widget, slid.label).scrollIntoView({block: 'center'});
        const range = slider(widget, slid.label);
        for (const [from, to] of [[centre(range, 0.5), centre(range, 0.8)], undefined].map((path) => path ?? [pointOf(widget, 0.3), pointOf(widget, 0.7)])) {
          const heard = listen(widget);
          const before = widget.value;
          await drag(from, to, 4);
          await settled(widget);
          heard.stop();
          const types = heard.map(({type: name}) => name);
          expect(types.at(-1)).to.equal('change');
          expect(types.filter((name) => name === 'change').length).to.equal(1);
          expect(types.length).to.be.within(3, 7);
          const values = heard.filter(({type: name}) => name === 'input').map(({value}) => value);
          expect(new Set(values).size, 'each input has a new value').to.equal(values.length);
          expect(values.at(-1)).to.equal(widget.value);
          widget.undo();
          expect(widget.value, 'a drag is one step of the history').to.deep.equal(before);
          await settled(widget);
          expect(button(widget, 'Undo').getAttribute('aria-disabled')).to.equal('true');
        }
      });

      it('is an input to a notebook\'s viewof', async () => {
        const widget = await put();
        const range = slider(widget, slid.label);
        const got: unknown[] = [];
        // As a notebook does: the value at once, then one for each input.
        got.push(widget.value);
        const next = () => got.push(widget.value);
        widget.addEventListener('input', next);
        range.focus();
        await press('ArrowRight');
        await press('ArrowRight');
        widget.removeEventListener('input', next);
        expect(got.length).to.equal(3);
        expect(new Set(got).size).to.equal(3);
        expect((got[2] as Record<string, number>)[slid.property]).to.be.greaterThan((got[0] as Record<string, number>)[slid.property]);
      });
    });

    describe('history', () => {
      it('undoes, redoes and resets by code', async () => {
        const widget = await put({[main.attribute]: main.good[0][0]});
        const start = widget.value;
        slider(widget, slid.label).focus();
        await press('ArrowRight');
        const one = widget.value;
        await press('ArrowRight');
        const two = widget.value;
        widget.undo();
        expect(widget.value).to.deep.equal(one);
        widget.undo();
        expect(widget.value).to.deep.equal(start);
        widget.undo();
        expect(widget.value, 'nothing before the start').to.deep.equal(start);
        widget.redo();
        widget.redo();
        widget.redo();
        expect(widget.value).to.deep.equal(two);
        widget.reset();
        expect(widget.value).to.deep.equal(start);
        widget.undo();
        expect(widget.value, 'a reset can be undone').to.deep.equal(two);
      });

      it('undoes and redoes by keys and buttons, each with one input and one change', async () => {
        const widget = await put();
        const start = widget.value;
        const grip = handle(widget);
        grip.focus();
        await press('PageUp');
        const moved = widget.value;
        const heard = listen(widget);
        const events = () => heard.splice(0).map(({type: name}) => name).join();
        await press('Control+z');
        await settled(widget);
        expect(widget.value).to.deep.equal(start);
        expect(events()).to.equal('input,change');
        if (engine !== 'webkit') {
          await sendKeys({down: 'Control'});
          await sendKeys({down: 'Shift'});
          await sendKeys({press: 'Z'});
          await sendKeys({up: 'Shift'});
          await sendKeys({up: 'Control'});
        } else button(widget, 'Redo').click();
        await settled(widget);
        expect(widget.value).to.deep.equal(moved);
        expect(events()).to.equal('input,change');
        for (const [name, after] of [['Undo', start], ['Redo', moved], ['Reset', start]] as const) {
          button(widget, name).scrollIntoView({block: 'center'});
          await click(button(widget, name));
          await settled(widget);
          expect(widget.value, name).to.deep.equal(after);
          expect(events(), name).to.equal('input,change');
        }
        expect(button(widget, 'Reset').getAttribute('aria-disabled')).to.equal('true');
        button(widget, 'Reset').click();
        expect(events()).to.equal('');
        heard.stop();
      });
    });

    describe('fleet', () => {
      it('shares inputs with widgets of the same name, and only the one acted on speaks', async () => {
        const fleet = `fleet ${++names}`;
        const one = await put({fleet, [main.attribute]: main.good[0][0]});
        const two = await put({fleet});
        const alone = await put({fleet: `other ${names}`});
        const standing = alone.value;
        expect(read(two, slid.property)).to.equal(main.good[0][1]);
        const heard = listen(one, two, alone);
        slider(two, slid.label).focus();
        await press('ArrowRight');
        await settled(one);
        expect(read(one, slid.property)).to.equal(read(two, slid.property)).and.not.to.equal(main.good[0][1]);
        expect(heard.map(({type: name, from}) => [name, from === two])).to.deep.equal([['input', true], ['change', true]]);
        one.value = {[grabbed.property]: 1111};
        expect(read(two, grabbed.property)).to.equal(1111);
        expectSameValue(two.value, one.value);
        heard.stop();
        expect(heard.length).to.equal(2);
        expect(alone.value).to.equal(standing);
      });

      it('shares every input', async () => {
        for (const {attribute, property, good} of inputs) {
          const fleet = `fleet ${++names}`;
          const one = await put({fleet});
          const two = await put({fleet});
          for (const [text] of good) {
            one.setAttribute(attribute, text);
            await settled(one);
            expectSameValue(two.value, one.value, `${attribute}="${text}": value`);
            await settled(two);
            expect(notDrawn(two)).to.deep.equal([]);
          }
          const [, other] = good[0];
          set(two, property, other);
          expectSameValue(one.value, two.value, `${property} set on the other: value`);
          unmountAll();
        }
      });

      it('is left and joined again: by attribute, and by leaving the page', async () => {
        const fleet = `fleet ${++names}`;
        const one = await put({fleet});
        const two = await put({fleet});
        two.removeAttribute('fleet');
        await settled(two);
        set(one, slid.property, main.good[0][1]);
        expect(read(two, slid.property)).not.to.equal(main.good[0][1]);
        two.setAttribute('fleet', fleet);
        await settled(two);
        expect(read(two, slid.property)).to.equal(main.good[0][1]);
        const home = two.parentElement!;
        two.remove();
        set(one, slid.property, main.good[1][1]);
        expect(read(two, slid.property)).to.equal(main.good[0][1]);
        home.append(two);
        await settled(two);
        expect(read(two, slid.property)).to.equal(main.good[1][1]);
      });

      it('has nothing to reset in a widget that only took over what an author wrote on another', async () => {
        const fleet = `fleet ${++names}`;
        const one = await put({fleet, [main.attribute]: main.good[0][0]});
        const two = await put({fleet});
        two.reset();
        expect([read(one, slid.property), read(two, slid.property)]).to.deep.equal([main.good[0][1], main.good[0][1]]);
      });
    });

    describe('teacher controls', () => {
      it('locks: in the tab order, marked, with the reason, and unmoved by mouse, keys and typing', async () => {
        const widget = await put({locked: [main.attribute, input(grabbed.property).attribute, input(chosen.property).attribute].join(' ')});
        await open(widget, 'More');
        const before = widget.value;
        const heard = listen(widget);
        const range = slider(widget, slid.label);
        const typed = textBox(widget, slid.label);
        const grip = handle(widget);
        const list = menu(widget, chosen.label);
        for (const control of [range, typed, grip, list]) {
          control.focus();
          expect(widget.shadowRoot.activeElement, 'stays in the tab order').to.equal(control);
          expect(control.tabIndex).to.equal(0);
          expect(control.getAttribute('aria-disabled')).to.equal('true');
          expect(control.hasAttribute('disabled')).to.equal(false);
        }
        const why = widget.shadowRoot.getElementById(range.getAttribute('aria-describedby')!)!;
        expect(why.textContent).to.match(/locked/i);
        expect(grip.getAttribute('aria-valuetext')).to.match(/locked/i);
        for (const control of [range, grip, list]) {
          control.focus();
          for (const key of ['ArrowRight', 'End', 'o']) await press(key);
        }
        await type(widget, typed, main.good[0][0]);
        range.scrollIntoView({block: 'center'});
        await drag(centre(range, 0.5), centre(range, 0.9), 2);
        await drag(pointOf(widget, 0.3), pointOf(widget, 0.8), 2);
        const [x, y] = handleAt(widget).map(Math.round) as Point;
        await drag([x, y], [x + 60, y], 2);
        await settled(widget);
        heard.stop();
        expect(heard).to.deep.equal([]);
        expect(widget.value).to.deep.equal(before);
        expect(typed.value).not.to.equal('');
        const shown = Number(range.value);
        const free = await put();
        expect(shown, 'the slider shows the locked value').to.be.closeTo(Number(slider(free, slid.label).value), 1e-9);
      });

      it('locks all', async () => {
        const widget = await put({locked: 'all', detail: 'bench'});
        const controls = all<HTMLElement>(widget, '[data-input] input, select, [role=slider]');
        expect(controls.length).to.be.greaterThan(8);
        expect(controls.filter((control) => control.getAttribute('aria-disabled') !== 'true')).to.deep.equal([]);
        const before = widget.value;
        for (const control of all<HTMLInputElement>(widget, 'input[type=radio]:not(:checked)')) control.click();
        await settled(widget);
        expect(widget.value).to.deep.equal(before);
      });

      it('hides controls, not numbers', async () => {
        const widget = await put({'hidden-controls': `${main.attribute} ${input(chosen.property).attribute}`, detail: 'bench'});
        expect(slider(widget, slid.label)).to.equal(undefined);
        expect(textBox(widget, slid.label)).to.equal(undefined);
        expect(menu(widget, chosen.label)).to.equal(undefined);
        widget.setAttribute(main.attribute, main.good[0][0]);
        expect(read(widget, slid.property)).to.equal(main.good[0][1]);
        widget.removeAttribute('hidden-controls');
        await settled(widget);
        expect(slider(widget, slid.label)).not.to.equal(undefined);
      });
    });

    describe('link', () => {
      const copied = async (widget: WidgetElement, name: string): Promise<string> => {
        let text = '';
        const restore = clipboard(async (given) => void (text = given));
        try {
          await open(widget, 'Save');
          button(widget, name).click();
          await until('the text is copied', () => text);
        } finally {
          restore();
        }
        return text;
      };

      it('reads inputs and locks from the address, and tells what it cannot read', async () => {
        const widget = await atAddress({[`k.${main.attribute}`]: main.good[0][0], 'k.locked': main.attribute, 'other.detail': 'bench'}, () => put({'url-key': 'k'}));
        expect(read(widget, slid.property)).to.equal(main.good[0][1]);
        expect(slider(widget, slid.label).getAttribute('aria-disabled')).to.equal('true');
        expect([isInvalid(widget), (widget as unknown as {detail: string}).detail]).to.deep.equal([false, 'figure']);
        let bad!: WidgetElement;
        const said = await warnings(async () => (bad = await atAddress({[`k.${main.attribute}`]: '</script><b>', 'k.nonsense': '1', 'k.constructor': '2'}, () => put({'url-key': 'k', [main.attribute]: main.good[0][0]}))));
        expect(read(bad, slid.property)).to.equal(main.good[0][1]);
        expect(isInvalid(bad)).to.equal(true);
        expect(notices(bad).join('\n')).to.include(main.attribute).and.to.include('</script><b>').and.to.include('nonsense').and.to.include('constructor');
        expect(said.length).to.equal(3);
        expect(bad.shadowRoot.querySelector('script, [part~="notice"] b')).to.equal(null);
      });

      it('gives a link that makes the same state again and leaves the rest of the address alone', async () => {
        await atAddress({'foreign': 'a b&c', 'z.x': '1', [`k.${main.attribute}`]: main.good[0][0]}, async () => {
          const widget = await put({'url-key': 'k', seed: '7', notation: 'book'});
          handle(widget).focus();
          await press('PageUp');
          const link = new URL(await copied(widget, 'Copy link'));
          expect(link.searchParams.get('foreign')).to.equal('a b&c');
          expect(link.searchParams.get('z.x')).to.equal('1');
          expect(link.pathname).to.equal(location.pathname);
          history.replaceState(history.state, '', link);
          const again = await put({'url-key': 'k'});
          expectSameValue(again.value, widget.value);
          expect([again.getAttribute('seed'), again.getAttribute('notation')]).to.deep.equal(['7', 'book']);
        });
      });

      it('gives a link that makes the same state again on the author\'s own tag, whatever the reader changed', async () => {
        const faults: string[] = [];
        const address: Record<string, string> = {};
        const states: Array<{said: string; written: Record<string, string>; value: unknown}> = [];
        for (const {attribute, good} of inputs) {
          for (const change of inputs) {
            const written = {'url-key': `k${states.length}`, [attribute]: good[0][0], [main.attribute]: main.good[0][0]};
            const widget = box(markup(written), 'display:none').firstElementChild as WidgetElement;
            set(widget, change.property, change.good[1][1]);
            await settled(widget);
            for (const [name, text] of new URL(await copied(widget, 'Copy link')).searchParams) if (name.startsWith(`${written['url-key']}.`)) address[name] = text;
            states.push({said: `${attribute} written, then ${change.property} changed: value`, written, value: widget.value});
            unmountAll();
          }
        }
        // The link belongs to the reader's state; the author's tag still says what it said.
        await atAddress(address, async () => {
          for (const {said, written, value} of states) {
            const again = box(markup(written), 'display:none').firstElementChild as WidgetElement;
            try {
              expectSameValue(again.value, value, said);
            } catch (fault) {
              faults.push((fault as Error).message);
            }
            unmountAll();
          }
        });
        expect(faults).to.deep.equal([]);
      });

      it('gives a tag that makes the same state again', async () => {
        const widget = await put({[main.attribute]: main.good[0][0], notation: 'book', seed: '"&<7>'});
        const text = await copied(widget, 'Copy tag');
        const again = box(text).firstElementChild as WidgetElement;
        expectSameValue(again.value, widget.value);
        expect(again.getAttribute('seed')).to.equal('"&<7>');
      });

      it('shows the text selected where copying is blocked', async () => {
        const widget = await put({'url-key': 'k'});
        const restore = clipboard(() => Promise.reject(new Error('blocked')));
        await open(widget, 'Save');
        button(widget, 'Copy link').click();
        const text = () => textBox(widget, 'Text to copy');
        await until('the text is shown', () => !text().hidden && text().value);
        restore();
        expect(text().value).to.match(/^https?:/);
        expect([text().selectionStart, text().selectionEnd]).to.deep.equal([0, text().value.length]);
      });
    });

    describe('life', () => {
      it('shows the page\'s own text until it runs, and not after; takes what was set before', async () => {
        const inside = document.createElement('iframe');
        inside.style.cssText = 'width:780px;height:600px';
        box('').append(inside);
        const page = inside.contentDocument!;
        page.body.innerHTML = markup({}, '<p id="fallback">The figure as text</p>');
        const early = page.body.firstElementChild as WidgetElement;
        expect(early.matches(':not(:defined)')).to.equal(true);
        expect(page.getElementById('fallback')!.getClientRects().length).to.equal(1);
        Object.assign(early, {[slid.property]: main.good[0][1], value: {[grabbed.property]: 999}});
        const script = page.createElement('script');
        script.type = 'module';
        script.src = new URL('/dist/reliability-tax.js', location.href).href;
        page.head.append(script);
        await inside.contentWindow!.customElements.whenDefined(tag);
        await drawn(early);
        expect(page.getElementById('fallback')!.getClientRects().length).to.equal(0);
        expect([read(early, slid.property), read(early, grabbed.property)]).to.deep.equal([main.good[0][1], 999]);
      });

      it('works under a content security policy that allows no inline style and no eval', async () => {
        const inside = document.createElement('iframe');
        inside.style.cssText = 'width:780px;height:600px';
        const bundle = new URL('/dist/reliability-tax.js', location.href);
        const policy = `default-src 'none'; script-src ${bundle.origin}; style-src ${bundle.origin}`;
        inside.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="${bundle.href}"></scr` + `ipt>${markup({})}`;
        box('').append(inside);
        await until('the page is there', () => inside.contentDocument?.querySelector(tag));
        const page = inside.contentDocument!;
        const probe = page.createElement('p');
        probe.setAttribute('style', 'color: red');
        expect(probe.style.color, 'the policy is in force').to.equal('');
        await inside.contentWindow!.customElements.whenDefined(tag);
        const widget = page.querySelector(tag) as WidgetElement;
        await drawn(widget);
        await frame();
        const point = handle(widget).getBoundingClientRect();
        const drawing = part(widget, 'figure')!.querySelector('svg')!.getBoundingClientRect();
        expect(point.left + point.width / 2).to.be.within(drawing.left + 20, drawing.right);
        expect(point.top + point.height / 2).to.be.within(drawing.top, drawing.bottom);
        expect(slider(widget, slid.label).style.getPropertyValue('--share')).to.match(/^0\.\d/);
      });

      it('keeps its state when taken out, put back and moved, and still works', async () => {
        const widget = await put();
        const elsewhere = box('');
        slider(widget, slid.label).focus();
        await press('ArrowRight');
        const moved = widget.value;
        const home = widget.parentElement!;
        widget.remove();
        expect(widget.value).to.deep.equal(moved);
        await frame();
        home.append(widget);
        elsewhere.append(widget);
        await drawn(widget);
        expect(widget.value).to.deep.equal(moved);
        expect(all(widget, '[part~="figure"] svg').length).to.equal(1);
        slider(widget, slid.label).focus();
        await press('ArrowRight');
        await settled(widget);
        expect(read(widget, slid.property)).to.be.greaterThan(moved[slid.property] as number);
        widget.undo();
        expect(widget.value).to.deep.equal(moved);
        elsewhere.style.width = '400px';
        await until('the picture follows its new box', () => picture(widget)!.getBoundingClientRect().width <= 400);
      });

      it('leaves nothing behind: 200 times in and out', async () => {
        const count = countLeftovers();
        try {
          const home = box('');
          const widgets = Array.from({length: 10}, () => document.createElement(tag) as WidgetElement);
          widgets.forEach((widget, i) => i % 2 && widget.setAttribute('fleet', `fleet ${names + 1}`));
          names++;
          for (let times = 0; times < 20; times++) {
            home.append(...widgets);
            if (times % 5 === 0) {
              await frame();
              handle(widgets[0])?.focus();
              set(widgets[1], slid.property, main.good[times % 2][1]);
            }
            for (const widget of widgets) widget.remove();
          }
          await frame();
          expect(count.left()).to.deep.equal({});
          home.append(...widgets);
          expect(Object.keys(count.left()).length, 'the count sees listeners and observers').to.be.greaterThan(3);
          for (const widget of widgets) widget.remove();
          expect(count.left()).to.deep.equal({});
        } finally {
          count.stop();
        }
      });

      it('stands with a second copy of the library, as a module and as a classic script, which says so once', async () => {
        const elements = ['young-daly-curve', 'live-value', tag].map((name) => customElements.get(name));
        const module = new URL('/dist/reliability-tax.js?copy=2', location.href).href;
        const asModule = await warnings(() => import(module));
        const asScript = await warnings(
          () =>
            new Promise((done, failed) => {
              const script = document.createElement('script');
              script.src = new URL('/dist/reliability-tax.iife.js', location.href).href;
              script.onload = done;
              script.onerror = failed;
              document.head.append(script);
            }),
        );
        for (const said of [asModule, asScript]) {
          expect(said.length, said.join('; ')).to.equal(1);
          expect(said[0]).to.match(/reliability-tax \d+\.\d+\.\d+.*reliability-tax \d+\.\d+\.\d+/);
        }
        expect(['young-daly-curve', 'live-value', tag].map((name) => customElements.get(name))).to.deep.equal(elements);
        const widget = await put();
        expect(notDrawn(widget)).to.deep.equal([]);
      });
    });

    describe('place', () => {
      it('draws when it is shown, if it was hidden at first', async () => {
        const home = box(markup(), 'display:none;width:752px');
        const widget = home.firstElementChild as WidgetElement;
        await settled(widget);
        await frame();
        expect(picture(widget)).to.equal(null);
        home.style.display = 'block';
        await drawn(widget);
        expect(picture(widget)!.getBoundingClientRect().width).to.be.within(200, 752);
        expect(notDrawn(widget)).to.deep.equal([]);
      });

      it('draws nothing far below the fold until the reader is near, and moves nothing then', async () => {
        const home = box(`<div style="height:6000px"></div>${markup()}<p>after</p>`);
        const widget = home.children[1] as WidgetElement;
        await settled(widget);
        for (let frames = 0; frames < 5; frames++) await frame();
        expect(picture(widget)).to.equal(null);
        const height = widget.offsetHeight;
        home.lastElementChild!.scrollIntoView();
        await drawn(widget);
        expect(widget.offsetHeight, 'the page below does not move').to.equal(height);
        window.scrollTo(0, 0);
      });

      for (const detail of ['figure', 'bench']) {
        it(`fits every width from 280 to 1200 pixels: ${detail}`, async () => {
          const widget = await put({detail, [main.attribute]: main.good[0][0]}, 'width:1200px');
          if (detail === 'figure') await open(widget, 'More');
          for (const width of [280, 320, 375, 420, 500, 619, 620, 752, 959, 960, 1200]) {
            widget.parentElement!.style.width = `${width}px`;
            await drawn(widget);
            expect(overflow(widget), `${width} px`).to.deep.equal([]);
          }
        });
      }

      for (const [property, scale] of ['transform', 'zoom'].flatMap((each) => [0.5, 1.25, 1.5].map((by) => [each, by] as const))) {
        it(`puts the handle under the pointer with ${property}: ${scale}`, async function () {
          // WebKitGTK finds elements elsewhere than it draws them below zoom 1.
          if (engine === 'webkit' && property === 'zoom' && scale < 1) return this.skip();
          const widget = await put({}, `width:480px;${property === 'zoom' ? `zoom:${scale}` : `transform:scale(${scale});transform-origin:0 0`}`);
          // Some engines give rectangles in pixels before CSS zoom, but pointers after it.
          const seen = Math.abs(widget.parentElement!.getBoundingClientRect().width - 480) < 1 ? scale : 1;
          /** The middle of the handle at a height, where the page itself finds it. */
          const found = (): Point => {
            handle(widget).scrollIntoView({block: 'center'});
            const [x, y] = handleAt(widget).map((at) => Math.round(at * seen)) as Point;
            const hits = (at: number) => widget.shadowRoot.elementFromPoint(at, y) === handle(widget);
            expect(hits(x), 'the handle is where its rectangle says').to.equal(true);
            let [left, right] = [x, x];
            while (hits(left - 1)) left--;
            while (hits(right + 1)) right++;
            return [(left + right) / 2, y];
          };
          for (const share of [0.25, 0.85]) {
            const [x, y] = pointOf(widget, share, 0.6).map((at) => Math.round(at * seen)) as Point;
            await sendMouse({type: 'click', position: [x, y]});
            await drawn(widget);
            expect(found()[0], `pressed at ${share}`).to.be.closeTo(x, 2 * Math.max(1, scale));
          }
          const [x, y] = found().map(Math.round) as Point;
          await drag([x, y], [x - Math.round(60 * scale), y], 3);
          await drawn(widget);
          expect(found()[0], 'dragged').to.be.closeTo(x - Math.round(60 * scale), 2 * Math.max(1, scale));
        });
      }

      it('follows the page from light to dark and back', async () => {
        const style = document.createElement('style');
        style.textContent = 'body.quarto-dark{background:#111;color:#eee} body.quarto-light{background:#fff;color:#111}';
        document.head.append(style);
        try {
          const widget = await put();
          const ink = () => getComputedStyle(part(widget, 'sentence')!).color;
          const light = ink();
          document.body.className = 'quarto-dark';
          window.dispatchEvent(new Event('resize'));
          await until('the text is light', () => ink() !== light && widget.matches(':state(dark)'));
          await settled(widget);
          expect(await axeViolations(widget)).to.deep.equal([]);
          document.body.className = 'quarto-light';
          await until('the text is dark again', () => ink() === light && !widget.matches(':state(dark)'));
        } finally {
          document.body.className = '';
          style.remove();
        }
      });

      it('is as dark as the page around the shadow tree it stands in', async () => {
        const outer = box('<div style="color:#eee;background:#111"></div>').firstElementChild!;
        outer.attachShadow({mode: 'open'}).innerHTML = markup();
        const widget = outer.shadowRoot!.firstElementChild as WidgetElement;
        await drawn(widget);
        expect(widget.matches(':state(dark)')).to.equal(true);
      });

      it('prints the figure, its sentence and its table', async () => {
        const widget = await put();
        window.dispatchEvent(new Event('beforeprint'));
        if (hasMedia) await emulateMedia({media: 'print'});
        try {
          await settled(widget);
          const rows = all(widget, 'table tr');
          expect(rows.length).to.be.greaterThan(widget.toTable().rows.length);
          if (hasMedia) {
            for (const node of [part(widget, 'figure')!, part(widget, 'sentence')!, rows[0], picture(widget)!]) expect(node.getClientRects().length, node.localName).to.be.greaterThan(0);
            expect(part(widget, 'controls')!.getClientRects().length).to.equal(0);
          }
        } finally {
          if (hasMedia) await emulateMedia({media: 'screen'});
          window.dispatchEvent(new Event('afterprint'));
        }
        await settled(widget);
        expect(all(widget, 'table').length).to.equal(0);
      });

      it('stands still where motion is not wanted, and takes the system\'s dark scheme only through the page', async function () {
        if (!hasMedia) return this.skip();
        await emulateMedia({reducedMotion: 'reduce', colorScheme: 'dark'});
        try {
          const widget = await put();
          expect(widget.getAnimations({subtree: true}).length).to.equal(0);
          expect(widget.matches(':state(dark)'), 'a white page stays light').to.equal(false);
          expect(notDrawn(widget)).to.deep.equal([]);
        } finally {
          await emulateMedia({reducedMotion: 'no-preference', colorScheme: 'light'});
        }
      });
    });

    describe('keyboard and host page', () => {
      it('keeps the keys it uses from the page\'s shortcuts, and no others', async () => {
        const widget = await put();
        const reached: string[] = [];
        const note = (event: KeyboardEvent) => reached.push(`${event.type} ${event.key}`);
        const types = ['keydown', 'keypress', 'keyup'] as const;
        for (const name of types) document.addEventListener(name, note);
        try {
          const typed = textBox(widget, slid.label);
          typed.focus();
          await sendKeys({type: 'sf/ np?'});
          await press('ArrowLeft');
          await press('Enter');
          typed.value = '';
          for (const target of [handle(widget), slider(widget, slid.label)]) {
            target.focus();
            for (const key of ['ArrowRight', 'ArrowUp', 'PageDown', 'Home', 'End', 'o']) await press(key);
          }
          button(widget, 'More').focus();
          await press('Space');
          expect(reached).to.deep.equal([]);
          handle(widget).focus();
          await press('Tab');
          expect(reached).to.include('keydown Tab');
          const outside = document.createElement('input');
          widget.after(outside);
          outside.focus();
          await press('s');
          expect(reached).to.include('keydown s');
        } finally {
          for (const name of types) document.removeEventListener(name, note);
        }
      });

      it('lists its keys in a dialog that Escape closes', async () => {
        const widget = await put();
        const help = button(widget, 'Help and keys');
        help.focus();
        help.click();
        const dialog = all<HTMLDialogElement>(widget, 'dialog')[0];
        expect(dialog.open).to.equal(true);
        expect(dialog.textContent).to.match(/Home/).and.to.match(/Shift/);
        expect(await axeViolations(widget)).to.deep.equal([]);
        await press('Escape');
        await until('the dialog is closed', () => !dialog.open);
        expect(widget.shadowRoot.activeElement).to.equal(help);
      });

      it('says a change once, politely, after the reader let go', async () => {
        const widget = await put();
        const voices = all(widget, '[aria-live]');
        expect(voices.map((voice) => [voice.getAttribute('aria-live'), voice.textContent!.trim()])).to.deep.equal([['polite', '']]);
        handle(widget).focus();
        for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await press(key);
        expect(voices[0].textContent!.trim()).to.equal('');
        await until('the change is said', () => voices[0].textContent!.trim());
        const said = voices[0].textContent!.trim();
        // The gist of the description, not all of it again.
        expect(widget.describe()).to.include(said.split('. ')[0]);
        expect(said.length).to.be.lessThan(160);
      });

      it('is a named figure with a summary, a slider in words, and a tab stop for each control only', async () => {
        const widget = await put();
        const figure = part(widget, 'figure')!;
        expect([figure.getAttribute('role'), figure.getAttribute('aria-label')?.trim().length]).to.satisfy(([role, length]: [string, number]) => role === 'figure' && length > 10);
        expect(widget.shadowRoot.getElementById(figure.getAttribute('aria-describedby')!)!.textContent!.trim()).to.equal(part(widget, 'sentence')!.textContent!.trim());
        expect(part(widget, 'base')!.firstElementChild!.textContent!.trim().length, 'the summary comes first').to.be.greaterThan(40);
        for (const control of [handle(widget), slider(widget, slid.label)]) expect(control.getAttribute('aria-valuetext')).to.match(/\d|[a-z]{3}/);
        expect(all(widget, 'svg:not([aria-hidden=true])')).to.deep.equal([]);
        expect(all(widget, '[tabindex]:not([tabindex="0"])')).to.deep.equal([]);
      });
    });

    describe('accessibility by axe', () => {
      const clean = async (widget: WidgetElement) => expect((await axeViolations(widget)).join('\n\n')).to.equal('');

      it('finds nothing at first, nor with any panel open', async () => {
        const widget = await put({'url-key': 'k'});
        await clean(widget);
        for (const name of ['More', 'Table', 'Sources', 'Save']) {
          await open(widget, name);
          await clean(widget);
        }
      });

      it('finds nothing with every instrument open', async () => clean(await put({detail: 'bench'})));

      it('finds nothing when locked', async () => clean(await put({locked: 'all', detail: 'bench'})));

      it('finds nothing with a notice and a refused number', async () => {
        await warnings(async () => {
          const widget = await put({[main.attribute]: 'many'});
          await type(widget, textBox(widget, slid.label), 'nonsense');
          await clean(widget);
        });
      });

      it('finds nothing at 280 pixels', async () => clean(await put({}, 'width:280px')));
    });

    describe('what it gives away', () => {
      it('a table without holes', async () => {
        for (const name of presets.names) {
          const widget = document.createElement(tag) as WidgetElement;
          widget.setAttribute(presets.attribute, name);
          const {caption, columns, rows} = widget.toTable();
          expect(caption.trim().length).to.be.greaterThan(5);
          expect(rows.length).to.be.greaterThan(1);
          for (const row of [columns, ...rows]) {
            expect(row.length).to.equal(columns.length);
            for (const cell of row) expect(cell.trim(), name).to.match(/./).and.not.to.match(/NaN|undefined|Infinity|null/);
          }
        }
      });

      it('the same table in the page, with headers', async () => {
        const widget = await put();
        await open(widget, 'Table');
        const [first] = all<HTMLTableElement>(widget, 'table');
        const {caption, columns, rows} = widget.toTable();
        expect(first.caption!.textContent).to.equal(caption);
        expect([...first.rows].map((row) => [...row.cells].map((cell) => cell.textContent!.trim()))).to.deep.equal([columns, ...rows].map((row) => [...row]));
        expect([...first.tHead!.querySelectorAll('th')].every((cell) => cell.scope === 'col')).to.equal(true);
        expect([...first.tBodies[0].rows].every((row) => row.cells[0].scope === 'row')).to.equal(true);
      });

      it('a picture that stands alone', async () => {
        for (const name of presets.names) {
          const widget = document.createElement(tag) as WidgetElement;
          widget.setAttribute(presets.attribute, name);
          const svg = widget.toSVG();
          const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
          expect(parsed.querySelector('parsererror')?.textContent).to.equal(undefined);
          expect(parsed.documentElement.namespaceURI).to.equal('http://www.w3.org/2000/svg');
          expect(Number(parsed.documentElement.getAttribute('width'))).to.be.greaterThan(100);
          expect(svg.match(/NaN|undefined|Infinity|var\([^)]*\)?|@import|url\((?!["']?#).{20}|<script|<foreignObject| on\w+=/g)).to.equal(null);
          expect(svg.match(/(?:href|src)\s*=\s*"(?!#)[^"]*"/g)).to.equal(null);
          expect(parsed.querySelector('title, desc')!.textContent!.trim().length).to.be.greaterThan(10);
        }
      });

      it('a sentence', () => {
        const said = new Set<string>();
        for (const name of presets.names) {
          const widget = document.createElement(tag) as WidgetElement;
          widget.setAttribute(presets.attribute, name);
          expect(widget.describe(), name).to.match(/^[A-Z].{30,}\.$/).and.not.to.match(/NaN|undefined|Infinity|null|  /);
          said.add(widget.describe());
        }
        expect(said.size).to.equal(presets.names.length);
      });

      it('files: CSV, JSON, SVG and PNG', async () => {
        const widget = await put({[main.attribute]: main.good[0][0], seed: '7'});
        const csv = await download(widget, 'CSV');
        expect([csv.name, csv.blob.type]).to.deep.equal([`${tag}.csv`, 'text/csv']);
        const cells = cellsOf(await csv.blob.text());
        const {columns, rows} = widget.toTable();
        expect(cells.slice(0, rows.length + 1).map((row) => row.map((cell) => cell.replace(/^'/, '')))).to.deep.equal([columns, ...rows].map((row) => [...row]));
        const json = await download(widget, 'JSON');
        expect(json.name).to.equal(`${tag}.json`);
        const data = JSON.parse(await json.blob.text()) as Record<string, unknown>;
        expect(data.value).to.deep.equal(JSON.parse(JSON.stringify(widget.value)));
        expect([data.element, data.seed, data.describe]).to.deep.equal([tag, '7', widget.describe()]);
        expect(data.library).to.match(/^reliability-tax \d/);
        expect(Object.keys(data.sources as object).length).to.be.greaterThan(2);
        const svg = await download(widget, 'SVG');
        // The names of clips count up; the drawing does not change.
        const drawing = (text: string) => text.replace(/plot-clip-\d+/g, 'clip');
        expect(drawing(await svg.blob.text())).to.equal(drawing(widget.toSVG()));
        const png = await download(widget, 'PNG');
        expect([png.name, png.blob.type]).to.deep.equal([`${tag}.png`, 'image/png']);
        const bytes = new Uint8Array(await png.blob.arrayBuffer());
        expect([...bytes.slice(1, 4)].map((code) => String.fromCharCode(code)).join('')).to.equal('PNG');
        expect(bytes.length).to.be.greaterThan(5000);
      });
    });

    it('asked for nothing after it was loaded', () => {
      expect(loaded()).to.equal(requests);
    });
  });
}
