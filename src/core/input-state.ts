import type {Definition, Settings} from './definition.js';
import {readField, type Field} from './fields.js';
import type {Adoption} from './fleet-store.js';
import {nearest} from './nearest.js';
import {reconcile} from './reconcile.js';

/** Where a reader's act stands: `move` while a hand moves, `end` when it lets go or acts at once. */
export type InputPhase = 'move' | 'end';

/**
 * What was set on one widget, with its history: no page in it.
 *
 *     attribute ─┐
 *     property  ─┤
 *     reader    ─┼─> reconcile ─> settings ─> definition.evaluate ─> value
 *     fleet     ─┤                    └─> undo / redo / reset
 *     link      ─┘
 *
 * Until `start()` everything set is one batch (an author wrote it in one tag); from then on each change is settled by the
 * definition's rules, which carry related inputs along.
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
  readonly #unknownNames = new Set<string>();
  /** Attributes whose problem came from the fleet, and goes with its cause. */
  readonly #fleetProblems = new Set<string>();
  /** Inputs that were taken over from a fleet and not set here since. */
  #adopted: ReadonlySet<string> = new Set();
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
    const inputs = {...(this.value as Settings), ...this.definition.inputs(this.#settings)};
    return {...Object.fromEntries(Object.keys(this.#initial).map((key) => [key, inputs[key]])), ...this.#settings};
  }

  /** The settings that were made here, not taken over from a fleet. */
  get written(): Settings {
    return Object.fromEntries(Object.entries(this.#settings).filter(([key]) => !this.#adopted.has(key)));
  }

  field(key: string): Field {
    return this.definition.fieldOf?.(key, this.#settings) ?? this.definition.fields[key];
  }

  keyOf(attribute: string): string | undefined {
    return this.#keyByAttribute.get(attribute);
  }

  /** Ends the first batch; what stands now is what `reset` returns to. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#initial = this.#settings;
  }

  /** Takes one written or set value. `null` takes a setting back. Returns whether the state changed. */
  read(key: string, raw: unknown): boolean {
    return this.readAll({[key]: raw});
  }

  /**
   * Takes what was written or set, by input, as one change: values in SI, or texts as in an attribute; `null` and `undefined`
   * take a setting back. What cannot be read, and names that are neither an input nor a result, become problems. Of a reader's
   * inputs those that `allows` are taken. Returns whether the state changed.
   */
  readAll(raw: Readonly<Record<string, unknown>>, allows: (key: string) => boolean = () => true): boolean {
    const {fields} = this.definition;
    const before = this.#settings;
    const changes: Record<string, number | string> = {};
    for (const [key, given] of Object.entries(raw)) {
      if (!Object.hasOwn(fields, key)) this.#checkName(key);
      else if (!allows(key)) continue;
      else if (given === null || given === undefined) this.#takeBack(key);
      else {
        const reading = readField(this.field(key), given);
        if (reading.ok) changes[key] = reading.value;
        else this.problems.set(fields[key].attribute, reading.problem);
      }
    }
    this.set(this.#withoutRepeats(changes));
    return this.#settings !== before;
  }

  #checkName(key: string): void {
    if (key in this.value) return;
    const like = nearest(key, Object.keys(this.definition.fields));
    this.#unknownNames.add(key);
    this.problems.set(key, `${key} is not an input of <${this.definition.tag}>; the nearest is ${like}`);
  }

  /**
   * Of several ways to write one quantity in one change, those that only repeat what stands give way: in
   * `value = {...value, nodeMtbf}` the MTBF of the fleet is no word against the new one of a node.
   */
  #withoutRepeats(changes: Settings): Settings {
    const written = (this.definition.rules.alternatives ?? []).map((group) => group.filter((key) => key in changes));
    const repeats = written.flatMap((keys) => {
      const same = keys.length > 1 ? keys.filter((key) => changes[key] === (this.value as Settings)[key]) : [];
      return same.length < keys.length ? same : [];
    });
    return repeats.length
      ? Object.fromEntries(Object.entries(changes).filter(([key]) => !repeats.includes(key)))
      : changes;
  }

  /** Problems of names that are no input are those of the last change alone. */
  forgetUnknownNames(): void {
    for (const name of this.#unknownNames) this.problems.delete(name);
    this.#unknownNames.clear();
  }

  #takeBack(key: string): void {
    this.problems.delete(this.definition.fields[key].attribute);
    if (key in this.#settings) this.#replace(without(this.#settings, key));
  }

  /** Takes values already read. Returns whether the state changed. */
  set(changes: Settings): boolean {
    const keys = Object.keys(changes);
    for (const key of keys) this.problems.delete(this.definition.fields[key].attribute);
    this.#adopted = new Set([...this.#adopted].filter((key) => !(key in changes)));
    if (keys.every((key) => this.#settings[key] === changes[key])) return false;
    return this.#replace(this.#settle(this.#settings, changes));
  }

  #settle(before: Settings, changes: Settings): Settings {
    return this.#started ? reconcile(this.definition, before, changes) : {...before, ...changes};
  }

  /**
   * Takes over inputs of a fleet. One that this widget knows but cannot take, as its own range ends earlier, stays as it is; if
   * someone set it, that is a problem to be told. What authors wrote on other members is as if written here: `reset` returns to
   * it. Returns whether the state changed.
   */
  adopt({changed, standing, decided, authored}: Adoption): boolean {
    const before = this.#settings;
    const usable: Record<string, number | string> = {};
    for (const [key, value] of Object.entries(changed)) {
      if (!Object.hasOwn(this.definition.fields, key)) continue;
      const {attribute} = this.definition.fields[key];
      if (this.#fleetProblems.delete(attribute)) this.problems.delete(attribute);
      if (value === undefined) {
        this.#takeBack(key);
        if (authored) this.#initial = without(this.#initial, key);
        continue;
      }
      const reading = readField(this.field(key), value);
      if (reading.ok) usable[key] = reading.value;
      else if (decided.has(key)) {
        this.problems.set(attribute, `from the fleet: ${reading.problem}`);
        this.#fleetProblems.add(attribute);
      }
    }
    if (Object.keys(usable).length) {
      const told = new Map(authored ? this.problems : []);
      this.set(usable);
      // What an author mistyped here is still mistyped.
      for (const [attribute, problem] of told) this.problems.set(attribute, problem);
      const agreed = this.#agree(this.#settings, standing);
      if (agreed !== this.#settings) this.#replace(agreed);
      this.#adopted = new Set([...this.#adopted, ...Object.keys(usable)]);
      if (authored && this.#settings !== before) this.#initial = reconcile(this.definition, this.#initial, usable);
    }
    return this.#settings !== before;
  }

  /** It left its fleet, and the fleet's problems with it. */
  leaveFleet(): void {
    for (const attribute of this.#fleetProblems) this.problems.delete(attribute);
    this.#fleetProblems.clear();
  }

  /** The settings with every shared input as it stands in the fleet, whatever this widget's own rules made of it. */
  #agree(settings: Settings, standing: Settings): Settings {
    const own = Object.entries(this.definition.inputs(settings)).filter(
      ([key, value]) =>
        Object.hasOwn(standing, key) && standing[key] !== value && readField(this.field(key), standing[key]).ok,
    );
    return own.length ? {...settings, ...Object.fromEntries(own.map(([key]) => [key, standing[key]]))} : settings;
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

function without(settings: Settings, key: string): Settings {
  const {[key]: _, ...rest} = settings;
  return rest;
}

const same = (a: Settings, b: Settings): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};
