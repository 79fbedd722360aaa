import type {NewEntry, Entry} from './entries.js';
import type {Ledger} from './store.js';
import {isReadable, readingOf, runOf} from './readings.js';

/** Two readings of a widget closer than this are one, milliseconds: the last. */
const debounceTime = 400;

/** The events a ledger has heard. Where elements are nested, each listens; the innermost writes, and the others let it be. */
const handledEvents = new WeakMap<Ledger, WeakSet<Event>>();

/** True the first time a ledger hears of an event. */
function isFirstDelivery(book: Ledger, event: Event): boolean {
  let events = handledEvents.get(book);
  if (!events) handledEvents.set(book, (events = new WeakSet()));
  if (events.has(event)) return false;
  events.add(event);
  return true;
}

/** Writes down what the reader sets on the widgets of a page: each reading, each run, once in a ledger whoever listens. */
export class Recorder {
  readonly #recalled = new WeakSet<EventTarget>();
  readonly #debounceTimers = new Map<Element, ReturnType<typeof setTimeout>>();

  /** `about` says in which ledger, with which track and part, or that a widget is none of its. */
  constructor(
    readonly entryContext: (
      widget: Element,
    ) => {book: Ledger; stamp: Partial<Pick<Entry, 'track' | 'part'>>} | undefined,
  ) {}

  readonly #onChange = (event: Event): void => {
    const widget = event.composedPath()[0];
    if (!isReadable(widget) || widget.recordsRunsOnly) return;
    const about = this.entryContext(widget);
    if (!about || !isFirstDelivery(about.book, event)) return;
    clearTimeout(this.#debounceTimers.get(widget));
    this.#debounceTimers.set(
      widget,
      setTimeout(() => {
        this.#debounceTimers.delete(widget);
        void about.book.add({...about.stamp, ...readingOf(widget)} as NewEntry);
      }, debounceTime),
    );
  };

  readonly #onRun = (event: Event): void => {
    const widget = event.composedPath()[0];
    const about = isReadable(widget) ? this.entryContext(widget) : undefined;
    if (about && isFirstDelivery(about.book, event))
      void about.book.add({...about.stamp, ...runOf(widget as never, (event as CustomEvent).detail)} as NewEntry);
  };

  /** Gives widgets that count runs back what the ledger holds of them, once each: the count goes on after a reload. */
  recall(...widgets: readonly EventTarget[]): void {
    for (const widget of widgets) {
      const about =
        isReadable(widget) && 'recall' in widget && !this.#recalled.has(widget) ? this.entryContext(widget) : undefined;
      if (!about?.book.loaded) continue;
      this.#recalled.add(widget);
      const {track, part} = about.stamp;
      const runs = about.book.entries.filter(
        (entry) =>
          entry.kind === 'run' &&
          entry.element === (widget as Element).localName &&
          entry.track === track &&
          entry.part === part,
      );
      (widget as EventTarget & {recall(runs: readonly Entry[]): void}).recall(runs);
    }
  }

  readonly #onRecall = (event: Event): void => this.recall(event.composedPath()[0]);

  listen(on: EventTarget): void {
    on.addEventListener('change', this.#onChange);
    on.addEventListener('rt-run', this.#onRun);
    on.addEventListener('rt-recall', this.#onRecall);
  }

  /** Stops; what waits to be written is forgotten with it. */
  stop(on: EventTarget): void {
    on.removeEventListener('change', this.#onChange);
    on.removeEventListener('rt-run', this.#onRun);
    on.removeEventListener('rt-recall', this.#onRecall);
    for (const timer of this.#debounceTimers.values()) clearTimeout(timer);
    this.#debounceTimers.clear();
  }
}
