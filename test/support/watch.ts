/** Watching what a widget does to its page: events, warnings, files, what it leaves behind. */
import {expect} from 'chai';
import {button, open, until, type WidgetElement} from './widget.js';

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
    expect(
      widgets.includes(from as WidgetElement),
      `${event.type} came from <${(from as Element).localName}> inside a widget`,
    ).to.equal(true);
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

/** Replaces the clipboard of this page. Call what it returns to put the real one back. */
export function clipboard(writeText: (text: string) => Promise<void>): () => void {
  Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {writeText}});
  return () => void delete (navigator as {clipboard?: unknown}).clipboard;
}

/** What a press on a button of the Save panel copies. */
export async function copied(widget: WidgetElement, name: string): Promise<string> {
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
  const shared = (target: unknown) =>
    target === window ||
    target === document ||
    target === document.body ||
    target === document.documentElement ||
    target instanceof MediaQueryList;
  for (const [method, by] of [
    ['addEventListener', 1],
    ['removeEventListener', -1],
  ] as const) {
    const original = EventTarget.prototype[method];
    EventTarget.prototype[method] = function (this: EventTarget, ...given: Parameters<typeof original>) {
      if (shared(this ?? window)) listeners.set(given[0], (listeners.get(given[0]) ?? 0) + by);
      return original.apply(this, given);
    };
    undo.push(() => (EventTarget.prototype[method] = original));
  }
  for (const name of ['ResizeObserver', 'IntersectionObserver', 'MutationObserver'] as const) {
    const live = (observers[name] = new Set<object>());
    const Original = window[name] as unknown as new (...given: unknown[]) => {
      observe(...given: unknown[]): void;
      unobserve?(target: Element): void;
      disconnect(): void;
    };
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
    left: () =>
      Object.fromEntries(
        [...listeners, ...Object.entries(observers).map(([name, live]) => [name, live.size] as const)].filter(
          ([, count]) => count !== 0,
        ),
      ),
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
