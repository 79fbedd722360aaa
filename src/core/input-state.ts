import type {Definition, Given} from './definition.js';
import {readField, type Field} from './fields.js';

/**
 * What was set on one widget, with its history: no page in it.
 *
 *     attribute ─┐
 *     property  ─┼─> given ─> definition.evaluate ─> value
 *     reader    ─┘     └─> undo / redo / reset
 *
 * Until `start()` everything set is one batch (an author wrote it in one tag); from then on each change goes through
 * `definition.change`, which carries related inputs along.
 */
export class InputState<V extends object> {
  /** Notices by attribute name. */
  readonly problems = new Map<string, string>();
  #given: Given = {};
  #initial: Given = {};
  #started = false;
  #value?: V;
  #undo: Given[] = [];
  #redo: Given[] = [];
  #gesture?: Given;
  readonly #keys: ReadonlyMap<string, string>;

  constructor(readonly definition: Definition<V>) {
    this.#keys = new Map(Object.entries(definition.fields).map(([key, field]) => [field.attribute, key]));
  }

  get given(): Given {
    return this.#given;
  }

  /** Inputs and results as a frozen snapshot; a new one after every change. */
  get value(): V {
    return (this.#value ??= this.definition.evaluate(this.#given));
  }

  /** What was given, and the present value of whatever the author wrote that a change took back: enough for a link over the same tag. */
  get spelledOut(): Given {
    const value = this.value as Given;
    return {...Object.fromEntries(Object.keys(this.#initial).map((key) => [key, value[key]])), ...this.#given};
  }

  field(key: string): Field {
    return this.definition.fields[key];
  }

  keyOf(attribute: string): string | undefined {
    return this.#keys.get(attribute);
  }

  /** Ends the first batch; what stands now is what `reset` returns to. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.rebase();
  }

  /** Makes the present state the one `reset` returns to: the author of another widget of the fleet added to it. */
  rebase(): void {
    this.#initial = this.#given;
  }

  /** Takes one written or set value. `null` takes a setting back. Returns whether the state changed. */
  read(key: string, given: unknown): boolean {
    const field = this.field(key);
    if (given === null || given === undefined) {
      this.problems.delete(field.attribute);
      if (!(key in this.#given)) return false;
      const {[key]: _, ...rest} = this.#given;
      return this.#become(rest);
    }
    const reading = readField(field, given);
    if (!reading.ok) {
      this.problems.set(field.attribute, reading.problem);
      return false;
    }
    return this.set({[key]: reading.value});
  }

  /** Takes values already read. Returns whether the state changed. */
  set(changes: Given): boolean {
    for (const key of Object.keys(changes)) this.problems.delete(this.field(key).attribute);
    if (Object.keys(changes).every((key) => this.#given[key] === changes[key])) return false;
    return this.#become(this.#started ? this.definition.change(this.#given, changes) : {...this.#given, ...changes});
  }

  /** Opens a gesture: whatever it changes is one step of the history. */
  begin(): void {
    this.#gesture ??= this.#given;
  }

  /** True while the reader's hand is moving. */
  get going(): boolean {
    return this.#gesture !== undefined;
  }

  /** Ends the gesture. Returns whether it changed anything. */
  commit(): boolean {
    const before = this.#gesture;
    this.#gesture = undefined;
    if (before === undefined || same(before, this.#given)) return false;
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
    return !same(this.#given, this.#initial);
  }

  undo(): boolean {
    return this.#travel(this.#undo, this.#redo);
  }

  redo(): boolean {
    return this.#travel(this.#redo, this.#undo);
  }

  reset(): boolean {
    if (!this.canReset) return false;
    this.#undo.push(this.#given);
    this.#redo.length = 0;
    return this.#become(this.#initial);
  }

  #travel(from: Given[], to: Given[]): boolean {
    const next = from.pop();
    if (!next) return false;
    to.push(this.#given);
    return this.#become(next);
  }

  #become(given: Given): boolean {
    this.#given = given;
    this.#value = undefined;
    return true;
  }
}

const same = (a: Given, b: Given): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};
