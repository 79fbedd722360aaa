/** Finding, mounting and reading a widget, as a page and a reader do. */
import {expect} from 'chai';
import {press, sendKeys, type Point} from './commands.js';
import {usual, useFonts} from './fonts.js';

// Every test has these, unless it asks for others.
useFonts(usual);

/** What a widget offers to a page. */
export interface WidgetElement extends HTMLElement {
  value: Readonly<Record<string, unknown>>;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  shadowRoot: ShadowRoot;
  reset(): void;
  undo(): void;
  redo(): void;
  toTable(): {caption: string; columns: readonly string[]; rows: ReadonlyArray<readonly string[]>};
  toSVG(): string;
  describe(): string;
}

// In and out of the page ------------------------------------------------------------------------

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
  widget.scrollIntoView({block: 'nearest'}); // what is far below the fold draws nothing
  await drawn(widget);
  return widget;
}

/** Puts a widget into the page, for what is told in its value: whether its picture stands still is no matter. */
export async function mountQuickly<T extends WidgetElement = WidgetElement>(markup: string): Promise<T> {
  const widget = box(markup).firstElementChild as T;
  await settled(widget);
  return widget;
}

export function unmountAll(): void {
  for (const host of mounted.splice(0)) host.remove();
  useFonts(usual);
}

export const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
export const sleep = (ms: number): Promise<unknown> => new Promise((done) => setTimeout(done, ms));

/** How long a state may take to come about on a slow and busy machine, milliseconds. */
const patience = 60_000;

/** Waits until something is true, however slow the machine is; a failure names what was awaited. */
export async function until(what: string, holds: () => unknown): Promise<void> {
  const end = performance.now() + patience;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await sleep(8);
  }
}

/** Waits until a reading has stood still for half a second and forty looks, and gives it. */
export async function still<T>(what: string, reading: () => T): Promise<T> {
  let [last, since, looks] = [reading(), performance.now(), 0];
  await until(`${what} stands still`, () => {
    const now = reading();
    if (now !== last) [last, since, looks] = [now, performance.now(), 0];
    return ++looks > 40 && performance.now() - since > 500;
  });
  return last;
}

export const picture = (widget: WidgetElement): Element | null =>
  part(widget, 'figure')?.querySelector('svg, canvas') ?? null;

/** Waits until the widget has a picture, nothing left to do, and a layout that stands still. */
export async function drawn(widget: WidgetElement): Promise<void> {
  await until(`<${widget.localName}> has drawn`, () => picture(widget));
  const end = performance.now() + patience;
  let last = '';
  for (let still = 0; still < 2;) {
    if (performance.now() > end) throw new Error(`waited in vain until <${widget.localName}> stands still`);
    await settled(widget);
    const now = [picture(widget)!, ...all(widget, '[part~="handle"]')]
      .map((node) => node.getBoundingClientRect())
      .map(({left, top, width, height}) => [left, top, width, height].join())
      .join();
    still = now === last ? still + 1 : 0;
    last = now;
    await frame();
  }
}

export async function settled(widget: WidgetElement): Promise<void> {
  for (let rounds = 0; rounds < 10 && !(await widget.updateComplete); rounds++);
}

// Finding things --------------------------------------------------------------------------------

export const part = (widget: WidgetElement, name: string): HTMLElement | null =>
  widget.shadowRoot.querySelector(`[part~="${name}"]`);
export const all = <T extends Element = HTMLElement>(widget: WidgetElement, selector: string): T[] => [
  ...widget.shadowRoot.querySelectorAll<T>(selector),
];
export const notices = (widget: WidgetElement): string[] =>
  [...(part(widget, 'notice')?.querySelectorAll('li') ?? [])].map((item) => item.textContent!.trim());
export const isInvalid = (widget: WidgetElement): boolean => widget.matches(':state(invalid)');

/** The text of a node as a reader sees it. */
export const textOf = (node: Element): string => (node.textContent ?? '').replace(/\s+/g, ' ').trim();

const words = (node: Element): string => node.getAttribute('aria-label') ?? textOf(node);

export function button(widget: WidgetElement, name: string): HTMLButtonElement {
  const found = all<HTMLButtonElement>(widget, 'button').find((node) => words(node) === name);
  if (!found) throw new Error(`no button "${name}"`);
  return found;
}

const labelled = <T extends HTMLInputElement | HTMLSelectElement>(
  widget: WidgetElement,
  selector: string,
  name: string,
): T | undefined =>
  all<T>(widget, selector).find((node) =>
    (node.getAttribute('aria-label') ?? [...(node.labels ?? [])].map((label) => words(label)).join(' ')).startsWith(
      name,
    ),
  );

/** A slider by the start of its label. */
export const slider = (widget: WidgetElement, name: string): HTMLInputElement =>
  labelled<HTMLInputElement>(widget, 'input[type=range]', name)!;
/** A box to type in, by the start of its label. */
export const textBox = (widget: WidgetElement, name: string): HTMLInputElement =>
  labelled<HTMLInputElement>(widget, 'input[type=text]', name)!;
export const menu = (widget: WidgetElement, name: string): HTMLSelectElement =>
  labelled<HTMLSelectElement>(widget, 'select', name)!;
export const handle = (widget: WidgetElement): HTMLElement => part(widget, 'handle')!;

// The hand of the reader ------------------------------------------------------------------------

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

// Judging ---------------------------------------------------------------------------------------

/** Every number of a value that is not finite, by path. */
export const notFinite = (value: unknown, path = ''): string[] =>
  typeof value === 'number'
    ? Number.isFinite(value)
      ? []
      : [`${path}: ${value}`]
    : value && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, inner]) => notFinite(inner, path ? `${path}.${key}` : key))
      : [];

/** Calls on a canvas with what is no number: it passes over them without a word, so they are noted here. */
const astray = new WeakMap<HTMLCanvasElement, string[]>();
const pen = CanvasRenderingContext2D.prototype as unknown as Record<string, unknown>;
for (const [name, {value: draw}] of Object.entries(Object.getOwnPropertyDescriptors(pen))) {
  if (typeof draw !== 'function' || name === 'constructor') continue;
  pen[name] = function (this: CanvasRenderingContext2D, ...given: unknown[]) {
    if (given.some((each) => ['number', 'string'].includes(typeof each) && /NaN|undefined|Infinity/.test(String(each))))
      astray.set(this.canvas, [...(astray.get(this.canvas) ?? []), `canvas ${name}(${given.join()})`]);
    return draw.apply(this, given) as unknown;
  };
}

/** Attributes of the pictures that are no numbers, strokes on a canvas that are none, and texts that say so. */
export const notDrawn = (widget: WidgetElement): string[] => [
  ...all<HTMLCanvasElement>(widget, 'canvas').flatMap((node) => (astray.get(node) ?? []).slice(0, 5)),
  ...all<SVGElement>(widget, 'svg, svg *').flatMap((node) =>
    [...node.attributes]
      .filter(({value}) => /NaN|undefined|Infinity/.test(value))
      .map(({name, value}) => `${node.localName} ${name}="${value.slice(0, 60)}"`),
  ),
  ...(/NaN|undefined|null|Infinity|\[object/.exec(`${part(widget, 'base')!.textContent} ${widget.describe()}`) ?? []),
];

/** Two values are the same but for the digits an attribute cannot hold. */
export function expectSameValue(actual: unknown, expected: unknown, path = 'value'): void {
  if (typeof expected === 'number' && typeof actual === 'number') {
    if (Object.is(actual, expected)) return;
    expect(Math.abs(actual - expected), `${path}: ${actual}, not ${expected}`).to.be.at.most(
      Math.max(1e-12 * Math.abs(expected), 1e-12),
    );
  } else if (expected && typeof expected === 'object') {
    expect(Object.keys(actual as object), path).to.deep.equal(Object.keys(expected));
    for (const key of Object.keys(expected))
      expectSameValue(
        (actual as Record<string, unknown>)[key],
        (expected as Record<string, unknown>)[key],
        `${path}.${key}`,
      );
  } else expect(actual, path).to.equal(expected);
}

/** What sticks out of the widget or is cut off, in words. */
export function overflow(widget: WidgetElement): string[] {
  const edge = widget.getBoundingClientRect();
  const faults: string[] = [];
  if (widget.scrollWidth > widget.clientWidth)
    faults.push(`the widget scrolls: ${widget.scrollWidth} > ${widget.clientWidth}`);
  const name = (node: Element) =>
    `<${node.localName} class="${node.getAttribute('class') ?? ''}"> "${(node.textContent ?? '').trim().slice(0, 30)}"`;
  const visit = (node: Element): void => {
    const style = getComputedStyle(node);
    if (style.display === 'none' || style.clipPath !== 'none') return;
    const {left, right, width} = node.getBoundingClientRect();
    if (width > 0 && (right > edge.right + 1 || left < edge.left - 1))
      faults.push(
        `${name(node)} spans ${Math.round(left - edge.left)}..${Math.round(right - edge.left)} of ${Math.round(edge.width)}`,
      );
    const clips = style.overflowX === 'hidden' || style.overflowX === 'clip' || node.matches('input[type=text]');
    if (clips && node instanceof HTMLElement && node.scrollWidth > node.clientWidth + 1)
      faults.push(
        `${name(node)} ${(node as HTMLInputElement).value ?? ''} is cut: ${node.scrollWidth} > ${node.clientWidth}`,
      );
    if (style.overflowX === 'auto' || style.overflowX === 'scroll') return;
    // What a drawing clips or draws is the drawing's matter; its words are the reader's.
    for (const child of node.localName === 'svg' ? node.querySelectorAll('text') : node.children) visit(child);
  };
  for (const child of widget.shadowRoot.children) if (child.localName !== 'style') visit(child);
  return faults;
}
