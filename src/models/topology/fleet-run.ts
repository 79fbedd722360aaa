/**
 * Plays a whole run of a fleet on one tape of failures.
 *
 *     work ──┬── copy ── work ──✗            failure: back to the newest copy that survived
 *            │                  └─ down ── restart ── work …
 *            └──────── lost ────┘
 *
 * The job, or with `recovery: 'replica'` each of its data parallel replicas, is a `Part` that works, is down, or restarts.
 */
import {notNegative, oneOf, positive, throwInvalid, wholeNumber} from '../numerics/check.js';
import {failureRate} from './failure-sources.js';
import type {FaultKind} from './failure-sources.js';
import {failureTape} from './failures.js';
import type {FailureEvent, FailurePlan, FailureTape} from './failures.js';
import {checkParallelism} from './parallelism.js';
import type {Parallelism} from './parallelism.js';
import {observedMtbf} from './poisson-interval.js';
import type {ObservedMtbf} from './poisson-interval.js';
import {describeRollback, newestCopy, survives} from './rollback.js';
import type {Copy, Rollback} from './rollback.js';
import {Schedule, checkTiers, outlives} from './tiers.js';
import type {CheckpointTier} from './tiers.js';
import {blastRadius} from './topology.js';
import type {BlastRadius, Unit} from './topology.js';

/** A failure that somebody causes. */
export interface InjectedFailure extends Unit {
  /** Seconds from the start of the run, >= 0. */
  time: number;
  /** Default `hardware`. */
  fault?: FaultKind;
  /** Default "Injected". */
  component?: string;
  category?: string;
}

/** What decides a run; times in seconds. */
export interface FleetPlan extends FailurePlan {
  /** Wall time to play, > 0. */
  duration: number;
  /** At least one. */
  tiers: readonly CheckpointTier[];
  /** Time to notice a failure, >= 0. With `replace` it is the downtime, which no failure lengthens. Default 0. */
  detect?: number;
  /** Time to put spares in place after a hardware failure, >= 0. Default 0. */
  replace?: number;
  /** Time to load state and warm up, >= 0, where a tier has no other. A failure in it starts it again. Default 0. */
  restart?: number;
  /** Nodes kept ready, a whole number >= 0 or Infinity (default). Without one the job waits for a repair. */
  spares?: number;
  /** Time until a failed node is back among the spares, >= 0. Default 86,400. */
  repair?: number;
  /**
   * `synchronous` (default): every failure stops and throws back the whole job. `replica`: only the data parallel
   * replicas that lost a GPU, while the others go on. Needs `parallelism`.
   */
  recovery?: 'synchronous' | 'replica';
  parallelism?: Parallelism;
  /** Failures added to those of the tape, in any order. */
  injected?: readonly InjectedFailure[];
  /** The run ends early after this many failures of the tape (default 100,000), so that hopeless plans end too. */
  maxFailures?: number;
}

/** A failure in a run; times are seconds of wall time from the start. */
export interface FailureRecord extends FailureEvent {
  injected: boolean;
  /** What the job (the first of the parts hit) was doing. */
  during: 'work' | 'down' | 'restart';
  /** What it struck and what fell with it. */
  blast: BlastRadius;
  /** Nodes it took out of service: 0 for software, fewer than the blast where some had already fallen. */
  drained: number;
  /** Data parallel replicas thrown back; [0] when the whole job is. */
  parts: number[];
  /** The farthest rollback of these. */
  rollback: Rollback;
  /** When its places are filled with working nodes again. */
  refilled: number;
  /** When work goes on. */
  resumed: number;
  /** GPU-seconds lost to it: work thrown away, downtime and restart, times the GPUs that stood still. */
  lostGpuSeconds: number;
  /** Spares left after it; below 0: nodes missing. */
  sparesLeft: number;
}

/** A stretch of one part's time, as it was when it happened and as later failures left it. */
export interface Segment {
  kind: 'work' | 'down' | 'restart';
  from: number;
  to: number;
  /** The failure it belongs to; −1 for work. */
  failure: number;
  /** Saved work at its start. */
  work: number;
  /** Work reached at its end. */
  workEnd: number;
  /** Complete copies at its start, one a tier. */
  copies: readonly (Copy | null)[];
  /** Totals at its start, as known then: kept checkpoints, downtime, restarts. */
  checkpoint: number;
  down: number;
  restart: number;
  /** Work up to here was kept, ending with `keptWork`. */
  keptTo: number;
  keptWork: number;
  /** Pieces that failures threw away, latest first. */
  lost: {from: number; to: number; failure: number}[];
}

/** Time of the run by what became of it, mean over the parts; useful + checkpoint + lost + restart + downtime = wall. */
export interface FleetTimes {
  wall: number;
  useful: number;
  checkpoint: number;
  lost: number;
  restart: number;
  downtime: number;
}

/** A stretch for drawing. `work` includes the short stops for copies; see `spansBetween` for those. */
export interface Span {
  kind: 'work' | 'checkpoint' | 'lost' | 'down' | 'restart';
  from: number;
  to: number;
  /** Which data parallel replica; 0 for the whole job. */
  part: number;
  /** The failure that caused it, −1 for work and checkpoints. A lost stretch was work until then. */
  failure: number;
}

/** A played run. */
export interface FleetRun {
  plan: FleetPlan;
  /** The tape it was played on, for forks. */
  tape: FailureTape;
  /** Wall time played: the plan's duration, or less when there were too many failures. */
  end: number;
  complete: boolean;
  failures: FailureRecord[];
  spans: Span[];
  /** One list a part, in the order of time. */
  segments: Segment[][];
  /** Totals at the end. Work under way at the end counts as useful. */
  times: FleetTimes;
  /** useful/wall, 0..1. */
  efficiency: number;
  /** From the failures of the tape only, injected ones are no chance. */
  observed: ObservedMtbf;
  /** 1/Σ rates; Infinity if nothing can fail. */
  predictedMtbf: number;
  lostGpuSeconds: number;
  /** Infinity for an unlimited pool. */
  sparesLeft: number;
}

/** The newest complete copies `elapsed` seconds into a stretch of work that began at `since`. */
export function copiesDuring(
  tiers: readonly CheckpointTier[],
  schedule: Schedule,
  {copies, work}: {copies: readonly (Copy | null)[]; work: number},
  since: number,
  elapsed: number,
): (Copy | null)[] {
  return copies.map((copy, i) => {
    const k = schedule.newest(i, work, elapsed);
    return k === 0 ? copy : {work: k * tiers[i].interval, taken: since + schedule.begins(i, work, k)};
  });
}

/** Part of the job that fails and recovers as one. */
class Part {
  phase: 'work' | 'down' | 'restart' = 'work';
  /** When the phase began. */
  since = 0;
  downTo = 0;
  restartTo = 0;
  work = 0;
  copies: (Copy | null)[];
  readonly segments: Segment[] = [];
  /** Work segments of which something is kept. */
  readonly kept: Segment[] = [];
  /** Failures of the current outage, and node ranges without their memory or without a machine. */
  outage: number[] = [];
  gone: [number, number][] = [];
  empty: [number, number][] = [];
  checkpoint = 0;
  down = 0;
  restart = 0;
  lost = 0;

  constructor(
    readonly index: number,
    readonly from: number,
    readonly to: number,
    tiers: number,
    private readonly forget: boolean,
  ) {
    this.copies = new Array<null>(tiers).fill(null);
  }

  push(kind: Segment['kind'], to: number, workEnd: number, failure: number): Segment {
    const {since: from, work, copies, checkpoint, down, restart} = this;
    const segment: Segment = {
      kind,
      from,
      to,
      failure,
      work,
      workEnd,
      copies,
      checkpoint,
      down,
      restart,
      keptTo: to,
      keptWork: workEnd,
      lost: [],
    };
    if (to > from && !this.forget) this.segments.push(segment);
    return segment;
  }
}

class Player {
  readonly parts: Part[] = [];
  /** All failures; with `quick` only the last. */
  readonly failures: FailureRecord[] = [];
  count = 0;
  private readonly stopped = new Set<Part>();
  private readonly schedule: Schedule;
  /** Per node: no machine in its place. */
  private readonly empty: Uint8Array;
  /** Per peer tier and node: the copies it held are gone. */
  private readonly gone: (Uint8Array | null)[];
  private readonly drainTimes: number[] = [];
  private readonly drainTotals: number[] = [];
  private returned = 0;
  private readonly spares: number;

  constructor(
    private readonly plan: FleetPlan,
    private readonly quick: boolean,
  ) {
    const {topology, tiers, recovery = 'synchronous', parallelism, spares = Infinity} = plan;
    this.schedule = new Schedule(tiers);
    this.spares = spares;
    this.empty = new Uint8Array(topology.nodes);
    this.gone = tiers.map((t) => (t.kind === 'peer' ? new Uint8Array(topology.nodes) : null));
    const parts = recovery === 'replica' ? parallelism!.dp : 1;
    const size = topology.gpus / parts;
    for (let i = 0; i < parts; i++) this.parts.push(new Part(i, i * size, (i + 1) * size, tiers.length, quick));
  }

  /** Nodes ready at a time, after the nodes drained so far; below 0: nodes missing. */
  private pool(time: number): number {
    const {drainTimes, drainTotals} = this;
    const {repair = 86_400} = this.plan;
    while (this.returned < drainTimes.length && drainTimes[this.returned] + repair <= time) this.returned++;
    return this.spares - (drainTotals.at(-1) ?? 0) + (this.returned > 0 ? drainTotals[this.returned - 1] : 0);
  }

  /** When enough repairs are done for all nodes drained so far, first come, first served. */
  private ready(): number {
    const {drainTimes, drainTotals} = this;
    const missing = (drainTotals.at(-1) ?? 0) - this.spares;
    if (!(missing > 0)) return 0;
    let low = 0;
    let high = drainTotals.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (drainTotals[middle] >= missing) high = middle;
      else low = middle + 1;
    }
    return drainTimes[low] + (this.plan.repair ?? 86_400);
  }

  private fill(ranges: [number, number][], flags: Uint8Array, value: number): void {
    for (const [from, to] of ranges) flags.fill(value, from, to);
  }

  private close(part: Part, kind: 'down' | 'restart', to: number): void {
    const failure = part.outage[part.outage.length - 1];
    part.push(kind, to, part.work, failure);
    part[kind] += to - part.since;
    this.failures[failure].lostGpuSeconds += (to - part.since) * (part.to - part.from);
    part.since = to;
  }

  /** Lets a stopped part go through the phases that end by `time`. */
  private settle(part: Part, time: number): void {
    if (part.phase === 'down' && part.downTo <= time) {
      this.close(part, 'down', part.downTo);
      part.phase = 'restart';
      this.fill(part.empty, this.empty, 0);
      part.empty = [];
    }
    if (part.phase === 'restart' && part.restartTo <= time) {
      this.close(part, 'restart', part.restartTo);
      part.phase = 'work';
      // State was loaded everywhere: replaced nodes hold their peers' copies again.
      for (const flags of this.gone) if (flags) this.fill(part.gone, flags, 0);
      part.gone = [];
      part.outage = [];
      this.stopped.delete(part);
    }
  }

  /** Ends a stretch of work: counts its copies. */
  private pause(part: Part, time: number): void {
    const elapsed = time - part.since;
    const {work} = this.schedule.workAt(part.work, elapsed);
    const segment = part.push('work', time, work, -1);
    if (elapsed > 0) part.kept.push(segment);
    part.copies = copiesDuring(this.plan.tiers, this.schedule, part, part.since, elapsed);
    part.checkpoint += elapsed - (work - part.work);
    part.work = work;
    part.since = time;
  }

  /** Takes back all work beyond `work`; gives the seconds that became lost. */
  private rewind(part: Part, work: number, failure: number): number {
    let lost = 0;
    for (let segment; (segment = part.kept[part.kept.length - 1]); part.kept.pop()) {
      const inside = segment.work < work;
      const keptTo = inside
        ? Math.min(
            segment.keptTo,
            segment.from + this.schedule.wholeStop(segment.work, work, segment.to - segment.from),
          )
        : segment.from;
      const keptWork = inside ? work : segment.work;
      const seconds = segment.keptTo - keptTo;
      if (seconds > 0) segment.lost.push({from: keptTo, to: segment.keptTo, failure});
      part.checkpoint -= seconds - (segment.keptWork - keptWork);
      lost += seconds;
      segment.keptTo = keptTo;
      segment.keptWork = keptWork;
      if (inside) break;
      if (segment.work === work) {
        part.kept.pop();
        break;
      }
    }
    part.lost += lost;
    return lost;
  }

  /** Whether a peer tier's copies of a part's state are all gone. */
  private peersLost(part: Part, tier: number): boolean {
    const flags = this.gone[tier]!;
    const isGone = (node: number) => flags[node] === 1;
    return part.gone.some(([from, to]) => !survives(this.plan.tiers[tier], 'hardware', from, to, isGone));
  }

  /** Stops a part at the time of a failure and throws it back. */
  private strike(part: Part, record: FailureRecord, index: number): void {
    const {tiers, detect = 0, replace = 0, restart = 0} = this.plan;
    const {time, fault, blast} = record;
    const during = part.phase;
    if (during === 'work') this.pause(part, time);
    else this.close(part, during, time);
    const reached = part.work;
    const before = part.copies;
    const hit = blast.to > part.from && blast.from < part.to;
    const after = before.map((copy, i) =>
      copy && (this.gone[i] ? !this.peersLost(part, i) : !hit || outlives(tiers[i], fault)) ? copy : null,
    );
    const newest = newestCopy(after);
    part.copies = after;
    part.work = newest < 0 ? 0 : after[newest]!.work;
    record.lostGpuSeconds += this.rewind(part, part.work, index) * (part.to - part.from);

    const hardware = fault === 'hardware';
    part.downTo = Math.max(
      during === 'down' ? part.downTo : time + detect + (hardware ? replace : 0),
      hardware && hit ? this.ready() : 0,
    );
    part.restartTo = part.downTo + (newest < 0 ? restart : (tiers[newest].restart ?? restart));
    part.phase = 'down';
    part.outage.push(index);
    this.stopped.add(part);
    for (const i of part.outage) {
      const one = this.failures[i];
      if (during === 'down' || i === index) one.refilled = Math.max(one.refilled, part.downTo);
      one.resumed = Math.max(one.resumed, part.restartTo);
    }
    if (record.parts.length === 0) record.during = during;
    record.parts.push(part.index);
    if (this.quick) return;
    const back = describeRollback(tiers, time, reached, before, after);
    if (record.parts.length === 1 || back.seconds > record.rollback.seconds) record.rollback = back;
  }

  play(event: FailureEvent, injected: boolean): void {
    const {topology, tiers} = this.plan;
    const {gpusPerNode} = topology;
    const {time, component, category, level, index: unit, fault} = event;
    for (const part of this.stopped) this.settle(part, time);
    const blast = blastRadius(topology, event);
    let standing = 0;
    for (let node = blast.fromNode; node < blast.toNode; node++) standing += 1 - this.empty[node];
    // Nothing stands there any more that could fail.
    if (standing === 0) return;
    const size = this.parts[0].to;
    const hit = this.parts.slice(Math.floor(blast.from / size), Math.ceil(blast.to / size));
    if (fault === 'hardware') {
      this.pool(time);
      this.drainTimes.push(time);
      this.drainTotals.push((this.drainTotals.at(-1) ?? 0) + standing);
      this.empty.fill(1, blast.fromNode, blast.toNode);
    }
    this.gone.forEach((flags, i) => {
      if (flags && !outlives(tiers[i], fault)) flags.fill(1, blast.fromNode, blast.toNode);
    });
    for (const part of hit) {
      const range: [number, number] = [
        Math.max(blast.fromNode, Math.floor(part.from / gpusPerNode)),
        Math.min(blast.toNode, Math.ceil(part.to / gpusPerNode)),
      ];
      part.gone.push(range);
      if (fault === 'hardware') part.empty.push(range);
    }
    // A stopped replica whose last peer copies fell with this failure is thrown back too.
    for (const part of this.stopped) {
      if (!hit.includes(part) && tiers.some((_, i) => this.gone[i] && part.copies[i] && this.peersLost(part, i)))
        hit.push(part);
    }
    const record: FailureRecord = {
      time,
      component,
      category,
      level,
      index: unit,
      fault,
      injected,
      during: 'work',
      blast,
      drained: fault === 'hardware' ? standing : 0,
      parts: [],
      rollback: undefined as unknown as Rollback,
      refilled: 0,
      resumed: 0,
      lostGpuSeconds: 0,
      sparesLeft: this.pool(time),
    };
    this.count++;
    const index = this.quick ? 0 : this.failures.length;
    this.failures[index] = record;
    for (const part of hit) this.strike(part, record, index);
  }

  finish(end: number): void {
    for (const part of this.parts) {
      this.settle(part, end);
      if (part.phase === 'work') this.pause(part, end);
      else this.close(part, part.phase, end);
    }
  }

  sparesLeft(time: number): number {
    return Math.max(0, this.pool(time));
  }
}

const byTime = (a: {time: number}, b: {time: number}) => a.time - b.time;

/** Checks a plan before anything is drawn. */
export function checkPlan(plan: FleetPlan): void {
  const {
    topology,
    tiers,
    duration,
    detect = 0,
    replace = 0,
    restart = 0,
    repair = 0,
    spares = Infinity,
    recovery = 'synchronous',
    parallelism,
    injected = [],
    maxFailures = 1,
  } = plan;
  positive('duration', duration, 'seconds');
  checkTiers(tiers, topology.nodes);
  notNegative('detect', detect, 'seconds');
  notNegative('replace', replace, 'seconds');
  notNegative('restart', restart, 'seconds');
  notNegative('repair', repair, 'seconds');
  if (spares !== Infinity) wholeNumber('spares', spares, 0, 'nodes, or Infinity');
  if (oneOf('recovery', recovery, ['synchronous', 'replica']) === 'replica') {
    if (parallelism === undefined) throwInvalid('parallelism', parallelism, 'given when replicas recover alone');
    checkParallelism(parallelism, topology.gpus);
  }
  wholeNumber('maxFailures', maxFailures, 1, 'failures');
  injected.forEach(({time, fault = 'hardware', ...unit}, i) => {
    notNegative(`injected[${i}].time`, time, 'seconds');
    oneOf<FaultKind>(`injected[${i}].fault`, fault, ['hardware', 'software']);
    blastRadius(topology, unit);
  });
}

/** Draws the tape of a plan. */
export const sampleFailureTape = (plan: FleetPlan): FailureTape =>
  failureTape(plan, plan.duration, plan.maxFailures ?? 100_000);

/** Plays a checked plan on a tape. `quick` keeps only totals, for many runs. */
export function playTape(plan: FleetPlan, tape: FailureTape, quick = false): Player {
  const player = new Player(plan, quick);
  const injected = (plan.injected ?? []).filter((f) => f.time < tape.end).sort(byTime);
  let next = 0;
  const inject = (until: number) => {
    for (; next < injected.length && injected[next].time < until; next++) {
      player.play({component: 'Injected', category: 'Injected', fault: 'hardware', ...injected[next]}, true);
    }
  };
  for (const event of tape.events) {
    inject(event.time);
    player.play(event, false);
  }
  inject(tape.end);
  player.finish(tape.end);
  return player;
}

/** Where the time of the parts went, as a mean over them. */
export function timesOf(
  parts: readonly {work: number; checkpoint: number; lost: number; down: number; restart: number}[],
  wall: number,
): FleetTimes {
  const mean = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((sum, part) => sum + of(part), 0) / parts.length;
  return {
    wall,
    useful: mean((p) => p.work),
    checkpoint: mean((p) => p.checkpoint),
    lost: mean((p) => p.lost),
    restart: mean((p) => p.restart),
    downtime: mean((p) => p.down),
  };
}

function spansOf(segments: readonly Segment[][]): Span[] {
  const spans: Span[] = [];
  segments.forEach((list, part) => {
    for (const {kind, from, keptTo, failure, lost} of list) {
      if (keptTo > from) spans.push({kind, from, to: keptTo, part, failure});
      for (let i = lost.length - 1; i >= 0; i--)
        spans.push({kind: 'lost', from: lost[i].from, to: lost[i].to, part, failure: lost[i].failure});
    }
  });
  return spans;
}

function played(plan: FleetPlan, tape: FailureTape): FleetRun {
  const player = playTape(plan, tape);
  const {parts, failures} = player;
  const segments = parts.map((part) => part.segments);
  const times = timesOf(parts, tape.end);
  return {
    plan,
    tape,
    end: tape.end,
    complete: tape.end === plan.duration,
    failures,
    segments,
    spans: spansOf(segments),
    times,
    efficiency: times.useful / tape.end,
    observed: observedMtbf({failures: failures.reduce((n, f) => n + (f.injected ? 0 : 1), 0), time: tape.end}),
    predictedMtbf: 1 / failureRate(plan),
    lostGpuSeconds: failures.reduce((sum, f) => sum + f.lostGpuSeconds, 0),
    sparesLeft: player.sparesLeft(tape.end),
  };
}

/**
 * Plays a run of a fleet for `duration` seconds of wall time on one seeded tape of failures: which copy each failure
 * leaves, how far it throws the job back, what that costs, and how spares run out. Costs time per failure, not per copy.
 *
 * A failure during downtime is repaired within it (it may destroy copies and use spares); one during a restart starts
 * detection and restart again; the efficiency therefore meets `efficiency` exactly for one tier in the store. A new
 * stretch of work keeps the grid of copies: they are made at whole multiples of their interval of saved work. Once state is
 * loaded, peers hold each other's copies again; drives of replaced nodes stay empty until the next copy. Spares do not fail.
 *
 * @throws {RangeError | TypeError} for a plan out of range; the message names the quantity, its range and the value
 * @see https://doi.org/10.1016/j.future.2004.11.016
 * @see https://doi.org/10.1145/3600006.3613145
 * @example playFleet({topology, sources, seed: 7, duration: 54 * 86_400, tiers: [{kind: 'store', interval: 1800, writeTime: 60}], restart: 300}).efficiency
 */
export function playFleet(plan: FleetPlan): FleetRun {
  checkPlan(plan);
  return played(plan, sampleFailureTape(plan));
}

/**
 * The same run with one more failure. Nothing before it changes. After it, the failures of the tape strike when and where
 * they did before, whatever the job is doing then: the machines do not know of the fork. So the same failures in the same
 * places always give the same run, and undoing one gives the old run back.
 *
 * @throws {RangeError | TypeError} for a failure that the fleet cannot have
 * @example forkFleet(run, {time: 86_400, level: 'rack', index: 3}).failures
 */
export function forkFleet(run: FleetRun, failure: InjectedFailure): FleetRun {
  const plan = {...run.plan, injected: [...(run.plan.injected ?? []), failure]};
  checkPlan(plan);
  return played(plan, run.tape);
}
