import type {Draft, Entry} from './entries.js';
import type {Ledger} from './ledger-store.js';
import {isReadable, readingOf, runOf} from './readings.js';

/** Two readings of a widget closer than this are one, milliseconds: the last. */
const pause = 400;

/** Writes down what the reader sets on the widgets of a page: each reading, each run. */
export class Recorder {
  readonly #waiting = new Map<Element, ReturnType<typeof setTimeout>>();

  /** `about` says in which ledger, with which track and part, or that a widget is none of its. */
  constructor(readonly about: (widget: Element) => {book: Ledger; stamp: Partial<Pick<Entry, 'track' | 'part'>>} | undefined) {}

  readonly #change = (event: Event): void => {
    const widget = event.composedPath()[0];
    // Where runs are counted, only runs tell.
    if (!isReadable(widget) || Number(widget.getAttribute('runs')) > 0) return;
    const about = this.about(widget);
    if (!about) return;
    clearTimeout(this.#waiting.get(widget));
    this.#waiting.set(widget, setTimeout(() => {
      this.#waiting.delete(widget);
      void about.book.add({...about.stamp, ...readingOf(widget)} as Draft);
    }, pause));
  };

  readonly #run = (event: Event): void => {
    const widget = event.composedPath()[0];
    const about = isReadable(widget) ? this.about(widget) : undefined;
    if (about) void about.book.add({...about.stamp, ...runOf(widget as never, (event as CustomEvent).detail)} as Draft);
  };

  listen(on: EventTarget): void {
    on.addEventListener('change', this.#change);
    on.addEventListener('run', this.#run);
  }

  /** Stops; what waits to be written is forgotten with it. */
  stop(on: EventTarget): void {
    on.removeEventListener('change', this.#change);
    on.removeEventListener('run', this.#run);
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }
}
