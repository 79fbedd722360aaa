/** A slow, plain player of a synchronous run with enough spares, to compare with: every copy and every stretch is an entry in a list. */
import {blastRadius, holdersOf, sampleFailures} from '../../../src/models/topology/index.js';
import type {FailureEvent, FleetPlan, TierKind} from '../../../src/models/topology/index.js';

interface Stretch {
  kind: 'work' | 'checkpoint' | 'lost' | 'down' | 'restart';
  from: number;
  to: number;
  work: number;
  whole?: boolean;
}
interface Held {
  tier: number;
  work: number;
  taken: number;
  written: number;
  complete: number;
}

export interface NaiveRun {
  stretches: Stretch[];
  totals: Record<Stretch['kind'], number>;
  work: number;
  rollbacks: {time: number; tier: TierKind | 'start'; to: number; work: number}[];
}

export function naiveRun(plan: FleetPlan): NaiveRun {
  const {topology, tiers, duration, detect = 0, replace = 0, restart = 0, injected = []} = plan;
  const events: FailureEvent[] = [
    ...sampleFailures({...plan, until: duration}),
    ...injected.map((f) => ({component: '', category: '', fault: 'hardware' as const, ...f})),
  ]
    .sort((a, b) => a.time - b.time)
    .filter((e) => e.time < duration);
  const stretches: Stretch[] = [];
  let copies: Held[] = [];
  const rollbacks: NaiveRun['rollbacks'] = [];
  const lostNodes = tiers.map(() => new Set<number>());
  let empty = new Set<number>();
  let [clock, work, downUntil, restartTime] = [0, 0, 0, 0];
  let next = 0;

  const until = () => (next < events.length ? events[next].time : duration);
  const nodesOf = (e: FailureEvent) => {
    const {fromNode, toNode} = blastRadius(topology, e);
    return Array.from({length: toNode - fromNode}, (_, i) => fromNode + i);
  };
  const spend = (kind: Stretch['kind'], to: number, whole = false) => {
    if (to > clock) stretches.push({kind, from: clock, to, work, whole});
    clock = Math.max(clock, to);
  };

  const newestComplete = (tier: number, time: number) =>
    copies.filter((c) => c.tier === tier && c.complete <= time).at(-1);

  /** Runs undisturbed until `end`. */
  function run(end: number) {
    const due = tiers.map(({interval}) => (Math.floor(work / interval + 1e-9) + 1) * interval);
    while (clock < end) {
      const goal = Math.min(...due);
      const reach = clock + (goal - work);
      if (reach >= end) {
        const done = end - clock;
        spend('work', end);
        work += done;
        stretches[stretches.length - 1].work = work;
        return;
      }
      spend('work', reach);
      work = goal;
      stretches[stretches.length - 1].work = work;
      for (const [i, {interval, writeTime = 0, lag = 0}] of tiers.entries()) {
        if (Math.abs(due[i] - goal) > 1e-6 * interval) continue;
        due[i] += interval;
        if (clock >= end && writeTime > 0) continue;
        const taken = clock;
        const written = taken + writeTime;
        if (written <= end) {
          copies = copies.filter((c) => c.tier !== i || c.complete > taken || newestComplete(i, taken) === c);
          copies.push({tier: i, work, taken, written, complete: written + lag});
        }
        if (writeTime > 0) spend('checkpoint', Math.min(end, written), written <= end);
      }
    }
  }

  function strike(e: FailureEvent) {
    for (const node of nodesOf(e)) {
      if (e.fault === 'hardware') empty.add(node);
      tiers.forEach(({kind, survivesProcess = kind === 'peer'}, i) => {
        if (kind === 'peer' && (e.fault === 'hardware' || !survivesProcess)) lostNodes[i].add(node);
      });
    }
    copies = copies.filter(({tier, complete}) => {
      const {kind, placement, survivesProcess = false} = tiers[tier];
      if (complete > e.time) return false;
      if (kind === 'store') return true;
      if (kind === 'nvme') return e.fault === 'software';
      if (kind === 'dram') return e.fault === 'software' && survivesProcess;
      return [...lostNodes[tier]].every((node) => holdersOf(placement!, node).some((h) => !lostNodes[tier].has(h)));
    });
    let best: Held | undefined;
    for (const copy of copies)
      if (!best || copy.work > best.work || (copy.work === best.work && copy.tier < best.tier)) best = copy;
    const to = best ? best.work : 0;
    rollbacks.push({
      time: e.time,
      tier: best ? tiers[best.tier].kind : 'start',
      to: best ? best.taken : 0,
      work: work - to,
    });
    work = to;
    // All work and writing after the copy was written is lost, but writes of other copies of the same work.
    const after = best ? best.written : 0;
    for (let i = stretches.length - 1; i >= 0 && stretches[i].from >= after - 1e-9; i--) {
      const s = stretches[i];
      const kept = s.kind === 'checkpoint' && s.work === to && best && s.whole;
      if ((s.kind === 'work' || s.kind === 'checkpoint') && !kept) s.kind = 'lost';
    }
    restartTime = best ? (tiers[best.tier].restart ?? restart) : restart;
  }

  for (;;) {
    run(until());
    if (next === events.length) break;
    // An outage: failures in downtime are absorbed, failures in a restart begin it anew.
    let phase: 'work' | 'down' | 'restart' = 'work';
    for (;;) {
      const e = events[next++];
      if (nodesOf(e).some((n) => !empty.has(n))) {
        strike(e);
        if (phase !== 'down') downUntil = e.time + detect + (e.fault === 'hardware' ? replace : 0);
      }
      if (until() < downUntil) {
        spend('down', until());
        phase = 'down';
        if (next === events.length) break;
        continue;
      }
      spend('down', downUntil);
      empty = new Set();
      if (until() < downUntil + restartTime) {
        spend('restart', until());
        phase = 'restart';
        if (next === events.length) break;
        continue;
      }
      spend('restart', downUntil + restartTime);
      lostNodes.forEach((set) => set.clear());
      phase = 'work';
      break;
    }
    if (phase !== 'work') break;
  }
  const totals = {work: 0, checkpoint: 0, lost: 0, down: 0, restart: 0};
  for (const s of stretches) totals[s.kind] += s.to - s.from;
  return {stretches, totals, work, rollbacks};
}
