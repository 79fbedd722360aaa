import type {Definition, Settings} from './definition.js';
import {readField, type Field} from './fields.js';

/** Where a reader's act stands: `move` while a hand moves, `end` when it lets go or acts at once. */
export type InputPhase = 'move' | 'end';

/**
 * What was set on one widget, with its history: no page in it.
 *
 *     attribute ─┐
 *     property  ─┼─> settings ─> definition.evaluate ─> value
 *     reader    ─┘     └─> undo / redo / reset
 *
 * Until `start()` everything set is one batch (an author wrote it in one tag); from then on each change goes through
 * `definition.reconcile`, which carries related inputs along.
 */
export class InputState<V extends object> {
  /** Notices by attribute name. */
  readonly problems = new Map<string, string>();
  #settings: Settings = {};
  #initial: Settings = {};
  #started = false;
  #value?: V;
  #undo: Settings[] = [];
  #redo: Settings[] = [];
  #gesture?: Settings;
  readonly #keyByAttribute: ReadonlyMap<string, string>;

  constructor(readonly definition: Definition<V>) {
    this.#keyByAttribute = new Map(Object.entries(definition.fields).map(([key, field]) => [field.attribute, key]));
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Inputs and results as a frozen snapshot; a new one after every change. */
  get value(): V {
    return (this.#value ??= this.definition.evaluate(this.#settings));
  }

  /** The settings, and the present value of whatever the author wrote that a change took back: enough for a link over the same tag. */
  get settingsForLink(): Settings {
    const value = this.value as Settings;
    return {...Object.fromEntries(Object.keys(this.#initial).map((key) => [key, value[key]])), ...this.#settings};
  }

  field(key: string): Field {
    return this.definition.fields[key];
  }

  keyOf(attribute: string): string | undefined {
    return this.#keyByAttribute.get(attribute);
  }

  /** Ends the first batch; what stands now is what `reset` returns to. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.rebase();
  }

  /** Makes the present state the one `reset` returns to: the author of another widget of the fleet added to it. */
  rebase(): void {
    this.#initial = this.#settings;
  }

  /** Takes one written or set value. `null` takes a setting back. Returns whether the state changed. */
  read(key: string, raw: unknown): boolean {
    const field = this.field(key);
    if (raw === null || raw === undefined) {
      this.problems.delete(field.attribute);
      if (!(key in this.#settings)) return false;
      const {[key]: _, ...rest} = this.#settings;
      return this.#replace(rest);
    }
    const reading = readField(field, raw);
    if (!reading.ok) {
      this.problems.set(field.attribute, reading.problem);
      return false;
    }
    return this.set({[key]: reading.value});
  }

  /** Takes values already read. Returns whether the state changed. */
  set(changes: Settings): boolean {
    for (const key of Object.keys(changes)) this.problems.delete(this.field(key).attribute);
    if (Object.keys(changes).every((key) => this.#settings[key] === changes[key])) return false;
    return this.#replace(
      this.#started ? this.definition.reconcile(this.#settings, changes) : {...this.#settings, ...changes},
    );
  }

  /** Opens a gesture: whatever it changes is one step of the history. */
  beginGesture(): void {
    this.#gesture ??= this.#settings;
  }

  /** True while the reader's hand is moving. */
  get inGesture(): boolean {
    return this.#gesture !== undefined;
  }

  /** Ends the gesture. Returns whether it changed anything. */
  commitGesture(): boolean {
    const before = this.#gesture;
    this.#gesture = undefined;
    if (before === undefined || same(before, this.#settings)) return false;
    this.#undo.push(before);
    this.#redo.length = 0;
    return true;
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  get canReset(): boolean {
    return !same(this.#settings, this.#initial);
  }

  undo(): boolean {
    return this.#moveInHistory(this.#undo, this.#redo);
  }

  redo(): boolean {
    return this.#moveInHistory(this.#redo, this.#undo);
  }

  reset(): boolean {
    if (!this.canReset) return false;
    this.#undo.push(this.#settings);
    this.#redo.length = 0;
    return this.#replace(this.#initial);
  }

  #moveInHistory(from: Settings[], to: Settings[]): boolean {
    const next = from.pop();
    if (!next) return false;
    to.push(this.#settings);
    return this.#replace(next);
  }

  #replace(settings: Settings): boolean {
    this.#settings = settings;
    this.#value = undefined;
    return true;
  }
}

const same = (a: Settings, b: Settings): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};
