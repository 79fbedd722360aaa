/** An application that the system kills without warning, and what its checkpoints save. */
import {notNegative, positive, share, wholeNumber} from '../numerics/check.js';
import {seededRandom, type Random} from '../numerics/random.js';
import {expectedDirtyPages, resumeTime, type DeltaChain} from './resume.js';

/** One session of use. */
export interface PreemptionPlan extends Omit<DeltaChain, 'deltaBytes'> {
  /** Seed of the kills and of what gets dirty. */
  seed: number | string;
  /** Seconds of wall time, > 0. */
  duration: number;
  /** Mean time between kills, > 0 (seconds). A kill can strike at any moment, also while resuming. */
  killInterval: number;
  /** Work between two checkpoints, > 0 (seconds). One that finds the storage still writing waits for it. */
  interval: number;
  /** Bytes/s of the storage, > 0. Writing goes on beside the work, one record at a time. */
  writeBandwidth: number;
  /** Bytes of a page, > 0: the grain of a delta. */
  pageBytes: number;
  /** Writes to the state, spread evenly over its pages, >= 0 (writes/s). */
  writeRate?: number;
  /** Bytes of each delta, >= 0, in place of what `writeRate` makes dirty. */
  deltaBytes?: number;
  /** Deltas after which the chain becomes a new base, a whole number >= 1. */
  compactEvery: number;
  /** The time to resume within, > 0 (seconds). */
  limit: number;
  /** Share of the kills that strike while the newest record is written, 0..1. Default 0: chance alone decides. */
  tornShare?: number;
  /** Further kills, at these moments (seconds). */
  alsoAt?: readonly number[];
  /** A stretch of the session whose records are listed one by one (seconds). */
  watch?: Readonly<{from: number; to: number}>;
}

/** One record of the journal. */
export interface SaveRecord {
  /** When its writing begins and ends, or is cut short; seconds. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'base' | 'delta';
  readonly bytes: number;
  /** Deltas of the chain once it is there. */
  readonly deltas: number;
  readonly whole: boolean;
}

/** One kill. */
export interface Kill {
  /** When, seconds. */
  readonly time: number;
  /** Deltas to read, and seconds until the application is back. */
  readonly deltas: number;
  readonly resume: number;
  /** Seconds of work lost: since the newest complete checkpoint. */
  readonly lost: number;
  /** Whether a record was cut short: it is there, fails its CRC, and does not count. */
  readonly torn: boolean;
  /** What that record was to be, and the share of it that was written; null if none. */
  readonly cut: Readonly<{kind: 'base' | 'delta'; share: number}> | null;
  /** Seconds of the newest whole record, when its writing began; the start of the stretch if there was none in it. */
  readonly savedAt: number;
}

/** A whole session. */
export interface PreemptionRun {
  readonly kills: readonly Kill[];
  readonly checkpoints: number;
  readonly compactions: number;
  readonly bytesWritten: number;
  /** Seconds lost and seconds spent resuming, over all kills. */
  readonly lost: number;
  readonly resuming: number;
  /** Kills whose resume was longer than the limit. */
  readonly late: number;
  /** Share of the time that was work and stayed. */
  readonly efficiency: number;
  /** The records of the stretch that was watched. */
  readonly saves: readonly SaveRecord[];
}

/**
 * The same as {@link simulatePreemptions} in slices of so many kills: yields the run so far.
 *
 * @throws {RangeError | TypeError} at once, like {@link simulatePreemptions}
 */
export function preemptionSlices({
  slice = 500,
  ...plan
}: PreemptionPlan & {slice?: number}): Generator<PreemptionRun, PreemptionRun, void> {
  checkPlan(plan);
  wholeNumber('slice', slice, 1, 'kills');
  const session = new Session(plan);
  return (function* () {
    while (session.untilNextKill()) if (session.killed % slice === 0) yield session.soFar();
    return session.soFar();
  })();
}

/** Throws unless a plan is in range. */
function checkPlan({
  duration,
  killInterval,
  interval,
  writeBandwidth,
  pageBytes,
  writeRate = 0,
  compactEvery,
  limit,
  tornShare = 0,
  ...plan
}: PreemptionPlan): void {
  positive('duration', duration, 'seconds');
  positive('killInterval', killInterval, 'seconds');
  positive('interval', interval, 'seconds');
  positive('writeBandwidth', writeBandwidth, 'bytes/s');
  positive('pageBytes', pageBytes, 'bytes');
  notNegative('writeRate', writeRate, 'writes/s');
  wholeNumber('compactEvery', compactEvery, 1, 'deltas');
  positive('limit', limit, 'seconds');
  share('tornShare', tornShare);
  resumeTime({...plan, deltaBytes: 0, deltas: 0});
}

/** A session, played from kill to kill. */
class Session {
  readonly #plan: PreemptionPlan;
  readonly #random: Random;
  /** Of its own, so that the kills stay where they are. */
  readonly #torn: Random;
  readonly #deltaBytes: number;
  /** Seconds that writing a base and a delta takes. */
  readonly #baseWrite: number;
  readonly #deltaWrite: number;
  readonly #kills: Kill[] = [];
  readonly #saves: SaveRecord[] = [];
  readonly #fixedKills: number[];
  /** The next kill by chance. */
  #drawn: number;
  /** When the application was back last, with the state of the newest complete checkpoint. */
  #from = 0;
  #now = 0;
  /** Seconds of work that stayed, and those in the newest complete checkpoint. */
  #work = 0;
  #saved = 0;
  /** Deltas of the chain. */
  #deltas = 0;
  #checkpoints = 0;
  #compactions = 0;
  #bytesWritten = 0;
  #lost = 0;
  #resuming = 0;
  #late = 0;

  constructor(plan: PreemptionPlan) {
    const {seed, killInterval, interval, writeBandwidth, pageBytes, writeRate = 0, baseBytes, alsoAt = []} = plan;
    this.#plan = plan;
    this.#random = seededRandom(seed);
    this.#torn = seededRandom(`${seed} torn`);
    const pages = Math.max(1, Math.ceil(baseBytes / pageBytes));
    // What a checkpoint holds: on average so many distinct pages. Chance is in the kills; pages are too many to vary much.
    const dirty = expectedDirtyPages({pages, writes: writeRate * interval});
    this.#deltaBytes =
      plan.deltaBytes === undefined ? dirty * pageBytes : notNegative('deltaBytes', plan.deltaBytes, 'bytes');
    this.#baseWrite = baseBytes / writeBandwidth;
    this.#deltaWrite = this.#deltaBytes / writeBandwidth;
    this.#fixedKills = [...alsoAt].sort((a, b) => a - b);
    this.#drawn = this.#random.exponential() * killInterval;
  }

  /** Kills so far. */
  get killed(): number {
    return this.#kills.length;
  }

  soFar(): PreemptionRun {
    return Object.freeze({
      kills: Object.freeze([...this.#kills]),
      checkpoints: this.#checkpoints,
      compactions: this.#compactions,
      bytesWritten: this.#bytesWritten,
      lost: this.#lost,
      resuming: this.#resuming,
      late: this.#late,
      efficiency: this.#now > 0 ? Math.max(0, this.#work) / this.#now : 1,
      saves: Object.freeze([...this.#saves]),
    });
  }

  /** When the next kill strikes: one of the fixed ones, or by chance, then maybe while a record is written. */
  #nextKill(): number {
    const {killInterval, duration, interval, compactEvery, tornShare = 0} = this.#plan;
    if (this.#fixedKills.length > 0 && this.#fixedKills[0] < this.#drawn) return this.#fixedKills.shift()!;
    const kill = this.#drawn;
    const from = this.#from;
    this.#drawn += this.#random.exponential() * killInterval;
    if (!(tornShare > 0 && this.#torn.uniform() < tornShare && kill < duration && kill > from + interval)) return kill;
    // Back to the moment the newest record was being written.
    const newest = Math.ceil((kill - from) / interval) - 1;
    const writing = (this.#deltas + newest) % (compactEvery + 1) === 0 ? this.#baseWrite : this.#deltaWrite;
    const begun = from + newest * interval;
    // A storage that is always writing is hit while it writes.
    if (Math.max(this.#baseWrite, this.#deltaWrite) > interval) return kill;
    return writing > 0 ? begun + (0.05 + 0.9 * this.#torn.uniform()) * Math.min(writing, kill - begun) : kill;
  }

  /** Works and saves until a kill or the end. False at the end. */
  untilNextKill(): boolean {
    const {duration, limit} = this.#plan;
    if (!(this.#now < duration)) return false;
    const kill = this.#nextKill();
    const end = Math.min(kill, duration);
    const {complete, savedAt, cut} = this.#save(end);
    const reached = this.#saved + Math.max(0, end - this.#from);
    this.#now = end;
    if (kill >= duration) {
      this.#work = reached;
      return false;
    }
    const deltas = this.#deltas;
    const resume = resumeTime({...this.#plan, deltaBytes: this.#deltaBytes, deltas});
    const lost = reached - complete;
    this.#kills.push(Object.freeze({time: kill, deltas, resume, lost, torn: cut !== null, cut, savedAt}));
    this.#lost += lost;
    this.#saved = this.#work = complete;
    this.#from = kill + resume;
    if (resume > limit) this.#late++;
    // A kill while resuming begins it anew.
    this.#resuming += Math.min(resume, Math.min(this.#drawn, this.#fixedKills[0] ?? Infinity, duration) - end);
    return true;
  }

  /** Writes the checkpoints that begin before `end`; the last may be cut short. */
  #save(end: number): {complete: number; savedAt: number; cut: Kill['cut']} {
    const {interval, writeBandwidth, compactEvery} = this.#plan;
    const from = this.#from;
    let complete = this.#saved;
    // A kill while resuming comes before anything could be saved.
    let savedAt = Math.min(from, end);
    // The storage writes one record at a time: a checkpoint waits until the one before is written.
    let begun = from + interval;
    while (begun < end) {
      const compacting = this.#deltas + 1 > compactEvery;
      const done = begun + (compacting ? this.#baseWrite : this.#deltaWrite);
      this.#record(begun, done, end, compacting);
      this.#bytesWritten += (Math.min(done, end) - begun) * writeBandwidth;
      if (done > end) {
        const cut = {kind: compacting ? 'base' : 'delta', share: (end - begun) / (done - begun)} as const;
        return {complete, savedAt, cut: Object.freeze(cut)};
      }
      this.#checkpoints++;
      if (compacting) this.#compactions++;
      this.#deltas = compacting ? 0 : this.#deltas + 1;
      complete = this.#saved + (begun - from);
      savedAt = begun;
      begun = Math.max(begun + interval, done);
    }
    return {complete, savedAt, cut: null};
  }

  /** Lists a record of the stretch that is watched. */
  #record(start: number, done: number, end: number, compacting: boolean): void {
    const {watch, baseBytes} = this.#plan;
    if (!watch || start < watch.from || start > watch.to) return;
    this.#saves.push(
      Object.freeze({
        start,
        end: Math.min(done, end),
        kind: compacting ? 'base' : 'delta',
        bytes: compacting ? baseBytes : this.#deltaBytes,
        deltas: compacting ? 0 : this.#deltas + 1,
        whole: done <= end,
      }),
    );
  }
}

/**
 * A session of an application that is killed at exponential times and resumes from base and deltas. Work goes on while a
 * checkpoint is written; a checkpoint cut short by a kill does not count. Seeded. Systems often kill just when an
 * application saves, as it leaves the screen: `tornShare`.
 *
 * @throws {RangeError | TypeError} unless duration, killInterval, interval, writeBandwidth, readBandwidth, pageBytes, limit > 0, writeRate, baseBytes, fixed, decode >= 0, compactEvery a whole number >= 1
 * @see https://developer.android.com/topic/performance/memory-management (processes end without warning)
 * @example simulatePreemptions({seed: 7, duration: 8 * 3600, killInterval: 1200, interval: 5, baseBytes: 120e6, pageBytes: 4096, writeRate: 200, writeBandwidth: 1.2e9, readBandwidth: 2.1e9, fixed: 0.01, decode: 5e-4, compactEvery: 13, limit: 0.1}).lost
 */
export function simulatePreemptions(plan: PreemptionPlan): PreemptionRun {
  const slices = preemptionSlices(plan);
  for (;;) {
    const {done, value} = slices.next();
    if (done) return value;
  }
}
