/** The job of a fleet as it meets its failures, one after the other. */
import type {FailureEvent} from './failures.js';
import {describeRollback, newestCopy, survives} from './rollback.js';
import type {Copy, Rollback} from './rollback.js';
import {Schedule, outlives} from './tiers.js';
import type {CheckpointTier} from './tiers.js';
import {blastRadius} from './topology.js';
import type {FleetPlan, FailureRecord, Segment} from './fleet-plan.js';

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

export class Player {
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

  /** Ends a phase of an outage. All of it is the cost of the failure that stopped the part, also where others strike meanwhile. */
  private close(part: Part, kind: 'down' | 'restart', to: number): void {
    const [failure] = part.outage;
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
    // A part that stands still goes back no farther than from the copy it was going back to.
    const from = during === 'work' ? time : (before[newestCopy(before)]?.taken ?? 0);
    const back = describeRollback(tiers, from, reached, before, after);
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
