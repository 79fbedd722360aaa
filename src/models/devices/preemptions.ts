/** An application that the system kills without warning, and what its checkpoints save. */
import {notNegative, positive, share, wholeNumber} from '../numerics/check.js';
import {seededRandom} from '../numerics/random.js';
import {expectedDirtyPages, resumeTime, type DeltaChain} from './resume.js';

/** One session of use. */
export interface PreemptionPlan extends Omit<DeltaChain, 'deltaBytes'> {
  /** Seed of the kills and of what gets dirty. */
  seed: number | string;
  /** Seconds of wall time, > 0. */
  duration: number;
  /** Mean time between kills, > 0 (seconds). A kill can strike at any moment, also while resuming. */
  killInterval: number;
  /** Work between two checkpoints, > 0 (seconds). */
  interval: number;
  /** Bytes/s of the storage, > 0. Writing goes on beside the work and ends before the next checkpoint begins. */
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
  const {
    seed,
    duration,
    killInterval,
    interval,
    writeBandwidth,
    pageBytes,
    writeRate = 0,
    compactEvery,
    limit,
    baseBytes,
    tornShare = 0,
    alsoAt = [],
    watch,
  } = plan;
  positive('duration', duration, 'seconds');
  positive('killInterval', killInterval, 'seconds');
  positive('interval', interval, 'seconds');
  positive('writeBandwidth', writeBandwidth, 'bytes/s');
  positive('pageBytes', pageBytes, 'bytes');
  notNegative('writeRate', writeRate, 'writes/s');
  wholeNumber('compactEvery', compactEvery, 1, 'deltas');
  positive('limit', limit, 'seconds');
  share('tornShare', tornShare);
  wholeNumber('slice', slice, 1, 'kills');
  resumeTime({...plan, deltaBytes: 0, deltas: 0});
  const pages = Math.max(1, Math.ceil(baseBytes / pageBytes));
  const {exponential} = seededRandom(seed);
  // Of its own, so that the kills stay where they are.
  const {uniform} = seededRandom(`${seed} torn`);
  // What a checkpoint holds: on average so many distinct pages. Chance is in the kills; pages are too many to vary much.
  const dirty = expectedDirtyPages({pages, writes: writeRate * interval});
  const deltaBytes =
    plan.deltaBytes === undefined ? dirty * pageBytes : notNegative('deltaBytes', plan.deltaBytes, 'bytes');
  const [baseWrite, deltaWrite] = [baseBytes / writeBandwidth, deltaBytes / writeBandwidth];

  return (function* () {
    const kills: Kill[] = [];
    const saves: SaveRecord[] = [];
    const fixedKills = [...alsoAt].sort((a, b) => a - b);
    let [now, work, saved, checkpoints, compactions, bytesWritten, lost, resuming, late, deltas] = [
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
    const soFar = (): PreemptionRun =>
      Object.freeze({
        kills: Object.freeze([...kills]),
        checkpoints,
        compactions,
        bytesWritten,
        lost,
        resuming,
        late,
        efficiency: now > 0 ? Math.max(0, work) / now : 1,
        saves: Object.freeze([...saves]),
      });
    let drawn = exponential() * killInterval;
    // Back at `from` with the state of the newest complete checkpoint.
    for (let from = 0; now < duration;) {
      const chosen = fixedKills.length > 0 && fixedKills[0] < drawn;
      let kill = chosen ? fixedKills.shift()! : drawn;
      if (!chosen) drawn += exponential() * killInterval;
      if (!chosen && tornShare > 0 && uniform() < tornShare && kill < duration && kill > from + interval) {
        // Back to the moment the newest record was being written.
        const newest = Math.ceil((kill - from) / interval) - 1;
        const writing = (deltas + newest) % (compactEvery + 1) === 0 ? baseWrite : deltaWrite;
        const begun = from + newest * interval;
        if (writing > 0) kill = begun + (0.05 + 0.9 * uniform()) * Math.min(writing, kill - begun);
      }
      const end = Math.min(kill, duration);
      // Checkpoints begun in this stretch; the last may be cut short.
      let cut: Kill['cut'] = null;
      let savedAt = from;
      let begun = from + interval;
      let complete = saved;
      for (; begun < end; begun += interval) {
        const compacting = deltas + 1 > compactEvery;
        const done = begun + (compacting ? baseWrite : deltaWrite);
        if (watch && begun >= watch.from && begun <= watch.to) {
          const bytes = compacting ? baseBytes : deltaBytes;
          saves.push(
            Object.freeze({
              start: begun,
              end: Math.min(done, end),
              kind: compacting ? 'base' : 'delta',
              bytes,
              deltas: compacting ? 0 : deltas + 1,
              whole: done <= end,
            }),
          );
        }
        bytesWritten += (Math.min(done, end) - begun) * writeBandwidth;
        if (done > end) {
          cut = Object.freeze({kind: compacting ? 'base' : 'delta', share: (end - begun) / (done - begun)});
          break;
        }
        checkpoints++;
        if (compacting) compactions++;
        deltas = compacting ? 0 : deltas + 1;
        complete = saved + (begun - from);
        savedAt = begun;
      }
      const reached = saved + Math.max(0, end - from);
      now = end;
      if (kill >= duration) {
        work = reached;
        break;
      }
      const resume = resumeTime({...plan, deltaBytes, deltas});
      kills.push(
        Object.freeze({time: kill, deltas, resume, lost: reached - complete, torn: cut !== null, cut, savedAt}),
      );
      lost += reached - complete;
      saved = work = complete;
      from = kill + resume;
      if (resume > limit) late++;
      // A kill while resuming begins it anew.
      resuming += Math.min(resume, Math.min(drawn, fixedKills[0] ?? Infinity, duration) - now);
      if (kills.length % slice === 0) yield soFar();
    }
    return soFar();
  })();
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
