import {decidedBy, writtenBy} from './reconcile.js';
import type {Definition, Settings} from './definition.js';

/** One member of a fleet: a widget or a number in prose. */
export interface Member {
  /** Takes inputs of the fleet that are not its own; never answers with events. A number in prose only listens. */
  adopt?(adoption: Adoption): void;
  /** Another member has new results. */
  refresh?(): void;
  /** Whether it stands before another member on the page. Without it, members stand in the order they joined. */
  precedes?(other: Member): boolean;
}

/** What a member takes over. */
export interface Adoption {
  /** Inputs that differ from what the member had, or that changed; one that is undefined was taken back to its default. */
  readonly changed: Readonly<Record<string, number | string | undefined>>;
  /** All inputs of the fleet. */
  readonly standing: Settings;
  /** Inputs that an author, a reader or code set, as against a widget's default. */
  readonly decided: ReadonlySet<string>;
  /** True if authors decided the change, false if a reader or code did. */
  readonly authored: boolean;
}

/** How strongly an input is set: by a widget's default, by a preset that an author chose, or by itself. */
type Rank = 0 | 1 | 2;

/** What the author of one member wrote. */
interface Authored {
  readonly member: Member;
  readonly definition: Definition;
  readonly inputs: Settings;
  /** By input; defaults are not in it. */
  readonly ranks: ReadonlyMap<string, Rank>;
  /** The fleet's time when it first joined. */
  readonly joined: number;
}

interface Standing {
  /** Undefined for an input that was taken back. */
  readonly value: number | string | undefined;
  readonly time: number;
  readonly rank: Rank;
  readonly member?: Member;
}

/**
 * The inputs that some widgets share. One rule decides each of them, whatever order the members join in:
 * what was written or changed later wins; of what authors wrote at the same time (before a reader's first change, or between
 * two of them) an input written by itself wins over one that a preset implies, and then the later on the page; of defaults the
 * first on the page holds.
 */
export class Fleet {
  readonly #members = new Set<Member>();
  readonly #authored = new Map<Member, Authored>();
  /** What readers and code changed, by input. */
  readonly #changes = new Map<string, Standing>();
  /** The newest result of each tag. */
  readonly #values = new Map<string, object>();
  #standing: ReadonlyMap<string, Standing> = new Map();
  /** Even for what authors write, odd for changes: each change is later than what was written before it. */
  #time = 0;

  /** Who is in it, in the order they joined. */
  get members(): Iterable<Member> {
    return this.#members;
  }

  /** The inputs as they stand. */
  get inputs(): Settings {
    const set = [...this.#standing].filter(([, {value}]) => value !== undefined);
    return Object.fromEntries(set.map(([key, {value}]) => [key, value as number | string]));
  }

  /** A member that only listens joins. */
  listen(member: Member): void {
    this.#members.add(member);
  }

  /**
   * A widget joins. What its author wrote is announced to the others where it decides; returns what it is to adopt itself.
   * `settings` are those it joins with, `written` those of them that are its own. One that `rejoins` is no newcomer: what
   * changed meanwhile wins over it.
   */
  join(
    member: Member,
    definition: Definition,
    settings: Settings,
    {written = settings, rejoins = false}: {written?: Settings; rejoins?: boolean} = {},
  ): Adoption {
    const inputs = definition.inputs(settings);
    const byItself = writtenBy(definition.rules, written);
    const ranks = new Map<string, Rank>();
    for (const key of decidedBy(definition, written)) ranks.set(key, byItself.has(key) ? 2 : 1);
    this.#members.add(member);
    this.#authored.set(member, {member, definition, inputs, ranks, joined: rejoins ? 0 : this.#time});
    this.#settle(member);
    const {inputs: standing} = this;
    const differing = Object.keys(definition.fields).filter((key) => standing[key] !== inputs[key]);
    const known = differing.filter((key) => this.#standing.has(key));
    return this.#adoption(Object.fromEntries(known.map((key) => [key, standing[key]])), true);
  }

  /** A member leaves: what only its author wrote leaves with it, and changes of inputs that no widget is left for. */
  leave(member: Member): void {
    this.#members.delete(member);
    if (!this.#authored.delete(member)) return;
    const known = new Set([...this.#authored.values()].flatMap(({definition: {fields}}) => Object.keys(fields)));
    for (const key of this.#changes.keys()) if (!known.has(key)) this.#changes.delete(key);
    this.#settle(member);
  }

  get empty(): boolean {
    return this.#members.size === 0;
  }

  /** A member's inputs were changed: the others are told. */
  change(member: Member, inputs: Settings): void {
    const fields = this.#authored.get(member)?.definition.fields ?? {};
    const takenBack = [...this.#standing.keys()].filter((key) => Object.hasOwn(fields, key) && !(key in inputs));
    const changed = [...Object.entries(inputs), ...takenBack.map((key) => [key, undefined] as const)].filter(
      ([key, value]) => this.#standing.get(key)?.value !== value,
    );
    if (!changed.length) return;
    this.#time += 2;
    const standing = new Map(this.#standing);
    for (const [key, value] of changed) {
      const change: Standing = {value, time: this.#time - 1, rank: 2, member};
      this.#changes.set(key, change);
      standing.set(key, change);
    }
    this.#standing = standing;
    this.#tell(member, Object.fromEntries(changed), false);
  }

  /** Leaves the newest result of a tag where prose can find it. */
  publish(tag: string, value: object): void {
    this.#values.set(tag, value);
    for (const member of this.#members) member.refresh?.();
  }

  valueOf(tag: string): object | undefined {
    return this.#values.get(tag);
  }

  /** Decides every input anew; members other than `cause` adopt what is different now. */
  #settle(cause: Member): void {
    const standing = new Map<string, Standing>();
    for (const {member, inputs, ranks, joined} of this.#authored.values()) {
      for (const [key, value] of Object.entries(inputs)) {
        const rank = ranks.get(key) ?? 0;
        const mine: Standing = {value, rank, time: rank ? joined : -1, member};
        const other = standing.get(key);
        if (!other || this.#wins(mine, other)) standing.set(key, mine);
      }
    }
    for (const [key, change] of this.#changes) {
      const author = standing.get(key);
      if (!author || change.time > author.time) standing.set(key, change);
    }
    const before = this.#standing;
    this.#standing = standing;
    const changed = [...new Set([...before.keys(), ...standing.keys()])]
      .map((key) => [key, standing.get(key)?.value] as const)
      .filter(([key, value]) => before.get(key)?.value !== value);
    if (changed.length) this.#tell(cause, Object.fromEntries(changed), true);
  }

  #wins(mine: Standing, other: Standing): boolean {
    if (mine.time !== other.time) return mine.time > other.time;
    if (mine.rank !== other.rank) return mine.rank > other.rank;
    const precedes = this.#precedes(mine.member!, other.member!);
    return mine.rank === 0 ? precedes : !precedes;
  }

  /** Whether a member stands before one that joined before it. */
  #precedes(member: Member, earlier: Member): boolean {
    return member.precedes?.(earlier) ?? false;
  }

  #adoption(changed: Adoption['changed'], authored: boolean): Adoption {
    const decided = new Set([...this.#standing].filter(([, {rank}]) => rank > 0).map(([key]) => key));
    return {changed, standing: this.inputs, decided, authored};
  }

  #tell(from: Member, changed: Adoption['changed'], authored: boolean): void {
    const adoption = this.#adoption(changed, authored);
    for (const member of [...this.#members]) if (member !== from) member.adopt?.(adoption);
  }
}

const fleets = new Map<string, Fleet>();

/** The fleet of a name on this page; made when it is first asked for. */
export function fleetNamed(name: string): Fleet {
  let fleet = fleets.get(name);
  if (!fleet) fleets.set(name, (fleet = new Fleet()));
  return fleet;
}

/** Leaves a fleet of this page; the last to leave takes its memory along. */
export function leaveFleet(name: string, member: Member): void {
  const fleet = fleets.get(name);
  fleet?.leave(member);
  if (fleet?.empty) fleets.delete(name);
}
