/** Looks into a played run: its state at any time, and its stretches and copies for drawing. */
import {positive, within, wholeNumber} from '../numerics/check.js';
import {copiesDuring} from './fleet-player.js';
import {timesOf} from './fleet-run.js';
import type {FailureRecord, FleetRun, FleetTimes, Segment, Span} from './fleet-plan.js';
import {observedMtbf} from './poisson-interval.js';
import type {ObservedMtbf} from './poisson-interval.js';
import type {Copy} from './rollback.js';
import {Schedule} from './tiers.js';

/** What one part of the job (all of it, or a data parallel replica) does at a time. */
export interface PartState {
  doing: 'work' | 'checkpoint' | 'down' | 'restart';
  /** Saved and unsaved work so far, without what was lost; seconds. */
  work: number;
  /** The newest complete copies, one a tier; null where there is none. */
  copies: readonly (Copy | null)[];
}

/** A run at a time, as known then: what a later failure will throw away still counts as useful. */
export interface FleetState {
  time: number;
  parts: PartState[];
  /** Failures so far; the newest is number failures − 1. */
  failures: number;
  /** The newest failure, or null. */
  last: FailureRecord | null;
  /** Failures whose places are not yet filled with working nodes. */
  down: FailureRecord[];
  /** Failures whose nodes are being repaired, those of `down` included. */
  repairing: FailureRecord[];
  sparesLeft: number;
  /** Nodes that the job waits for. */
  missing: number;
  times: FleetTimes;
  /** useful/wall, 0..1; 1 at time 0. */
  efficiency: number;
  observed: ObservedMtbf;
  /** GPU-seconds of lost work, downtime and restart so far. */
  lostGpuSeconds: number;
}

/** How many of the first entries are true for `test`, which is true up to some entry and then false. */
function countWhile<T>(list: readonly T[], test: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(list[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is added up once a run: sums over its failures, and how far back one must look for open outages. */
interface Index {
  schedule: Schedule;
  drained: Float64Array;
  chance: Int32Array;
  longest: number;
}

const indices = new WeakMap<FleetRun, Index>();

function indexOf(run: FleetRun): Index {
  let index = indices.get(run);
  if (!index) {
    const {failures, plan} = run;
    const drained = new Float64Array(failures.length + 1);
    const chance = new Int32Array(failures.length + 1);
    let longest = 0;
    failures.forEach((f, i) => {
      drained[i + 1] = drained[i] + f.drained;
      chance[i + 1] = chance[i] + (f.injected ? 0 : 1);
      longest = Math.max(longest, f.refilled - f.time);
    });
    index = {schedule: new Schedule(plan.tiers), drained, chance, longest};
    indices.set(run, index);
  }
  return index;
}

/** The segment that holds a time; the last one for the end of the run. */
const segmentAt = (segments: readonly Segment[], time: number) =>
  segments[Math.max(0, countWhile(segments, (s) => s.from <= time) - 1)];

/**
 * The state of a run at a time, in any order: a few searches by halving, so it can follow a hand that scrubs.
 *
 * @throws {RangeError | TypeError} unless time is from 0 to the end of the run (seconds)
 * @example fleetAt(run, 20 * 86_400).down.map(f => f.blast)
 */
export function fleetAt(run: FleetRun, time: number): FleetState {
  within('time', time, 0, run.end, 'seconds of this run');
  const {
    plan: {spares = Infinity, repair = 86_400, tiers, topology},
    failures,
    segments,
  } = run;
  const {schedule, drained, chance, longest} = indexOf(run);
  const totals: {work: number; checkpoint: number; lost: number; down: number; restart: number}[] = [];
  const parts = segments.map((list): PartState => {
    const segment = segmentAt(list, time);
    const elapsed = time - segment.from;
    const {kind, checkpoint, down, restart} = segment;
    if (kind !== 'work') {
      const known = {
        work: segment.work,
        checkpoint,
        down: down + (kind === 'down' ? elapsed : 0),
        restart: restart + (kind === 'restart' ? elapsed : 0),
      };
      totals.push({...known, lost: Math.max(0, time - known.work - known.checkpoint - known.down - known.restart)});
      return {doing: kind, work: segment.work, copies: segment.copies};
    }
    const {work, writing} = schedule.workAt(segment.work, elapsed);
    const kept = checkpoint + elapsed - (work - segment.work);
    totals.push({work, checkpoint: kept, down, restart, lost: Math.max(0, time - work - kept - down - restart)});
    return {
      doing: writing ? 'checkpoint' : 'work',
      work,
      copies: copiesDuring(tiers, schedule, segment, segment.from, elapsed),
    };
  });
  const count = countWhile(failures, (f) => f.time <= time);
  const returned = countWhile(failures, (f) => f.time + repair <= time);
  const pool = spares - drained[count] + drained[returned];
  const down: FailureRecord[] = [];
  for (let i = count - 1; i >= 0 && failures[i].time >= time - longest; i--)
    if (failures[i].refilled > time) down.unshift(failures[i]);
  const times = timesOf(totals, time);
  return {
    time,
    parts,
    failures: count,
    last: count > 0 ? failures[count - 1] : null,
    down,
    repairing: failures.slice(returned, count).filter((f) => f.drained > 0),
    sparesLeft: Math.max(0, pool),
    missing: Math.max(0, -pool),
    times,
    efficiency: time > 0 ? times.useful / time : 1,
    observed: observedMtbf({failures: chance[count], time}),
    lostGpuSeconds: (times.lost + times.downtime + times.restart) * topology.gpus,
  };
}

/** A copy of one tier, complete or not. */
export interface WrittenCopy extends Copy {
  tier: number;
  /** When the math went on. Failures may have cut it short. */
  written: number;
  /** When it was complete; Infinity when a failure came first. */
  complete: number;
}

/** A window of a run to draw. */
export interface Window {
  /** Seconds from the start of the run; to > from. */
  from: number;
  to: number;
  /** Which data parallel replica. Default 0. */
  part?: number;
  /** Give up beyond this many copies. Default 2000. */
  limit?: number;
}

function checkWindow(run: FleetRun, {from, to, part = 0, limit = 2000}: Window): Segment[] {
  within('from', from, 0, run.end, 'seconds of this run');
  positive('to − from', to - from, 'seconds');
  within('part', wholeNumber('part', part, 0, 'index'), 0, run.segments.length - 1, 'part of this run');
  wholeNumber('limit', limit, 1, 'copies');
  const list = run.segments[part];
  return list.slice(
    Math.max(0, countWhile(list, (s) => s.from <= from) - 1),
    countWhile(list, (s) => s.from < to),
  );
}

/**
 * The copies of one tier that were begun in a window, in the order of time; null when there are more than `limit`, too many
 * to draw.
 *
 * @throws {RangeError | TypeError} unless the window lies in the run, to > from, and tier is one of its tiers
 * @example copiesBetween(run, {tier: 0, from: 0, to: 86_400})
 */
export function copiesBetween(run: FleetRun, {tier, ...window}: Window & {tier: number}): WrittenCopy[] | null {
  const {tiers} = run.plan;
  within('tier', wholeNumber('tier', tier, 0, 'index'), 0, tiers.length - 1, 'tier of this run');
  const {schedule} = indexOf(run);
  const {interval, writeTime = 0} = tiers[tier];
  const copies: WrittenCopy[] = [];
  for (const {kind, from, to, work} of checkWindow(run, window)) {
    if (kind !== 'work') continue;
    const begins = (k: number) => from + schedule.begins(tier, work, k);
    const last = schedule.begun(tier, work, Math.min(to, window.to) - from);
    const first = window.from > from ? schedule.begun(tier, work, window.from - from) : 0;
    let k = Math.max(first, Math.floor(work / interval + 1e-9) + 1);
    if (last - k >= (window.limit ?? 2000)) return null;
    for (; k <= last; k++) {
      const taken = begins(k);
      if (taken < window.from || taken >= window.to) continue;
      const complete = from + schedule.complete(tier, work, k);
      copies.push({
        tier,
        work: k * interval,
        taken,
        written: Math.min(to, taken + writeTime),
        complete: complete <= to ? complete : Infinity,
      });
    }
    if (copies.length > (window.limit ?? 2000)) return null;
  }
  return copies;
}

/**
 * The stretches of a window, the short stops for copies among them; without these (as in `run.spans`) when there are more
 * than `limit`. Cut to the window; contiguous.
 *
 * @throws {RangeError | TypeError} unless the window lies in the run and to > from
 * @example spansBetween(run, {from: 86_400, to: 90_000}).filter(s => s.kind === 'checkpoint')
 */
export function spansBetween(run: FleetRun, window: Window): Span[] {
  const part = window.part ?? 0;
  const {from, to} = window;
  const segments = checkWindow(run, window);
  const longest = Math.max(...run.plan.tiers.map((t) => t.writeTime ?? 0));
  const start = Math.max(0, from - longest);
  const stops = run.plan.tiers.map((t, tier) =>
    t.writeTime ? copiesBetween(run, {...window, from: start, tier}) : [],
  );
  const few = stops.every((s) => s !== null) ? (stops.flat() as WrittenCopy[]) : [];
  few.sort((a, b) => a.taken - b.taken || a.tier - b.tier);
  const spans: Span[] = [];
  const add = (kind: Span['kind'], a: number, b: number, failure: number) => {
    const span = {kind, from: Math.max(a, from), to: Math.min(b, to), part, failure};
    if (span.to > span.from) spans.push(span);
  };
  let next = 0;
  for (const segment of segments) {
    const {kind, keptTo, failure, lost} = segment;
    if (kind === 'work') {
      let at = segment.from;
      for (; next < few.length && few[next].taken < segment.to; next++) {
        const {taken, written} = few[next];
        if (taken >= keptTo) continue;
        add('work', at, taken, -1);
        at = Math.min(written, keptTo);
        add('checkpoint', taken, at, -1);
      }
      add('work', at, keptTo, -1);
      for (let i = lost.length - 1; i >= 0; i--) add('lost', lost[i].from, lost[i].to, lost[i].failure);
    } else {
      add(kind, segment.from, segment.to, failure);
    }
  }
  return spans;
}
