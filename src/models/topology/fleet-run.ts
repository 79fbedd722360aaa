/**
 * Plays a whole run of a fleet on one tape of failures.
 *
 *     work ──┬── copy ── work ──✗            failure: back to the newest copy that survived
 *            │                  └─ down ── restart ── work …
 *            └──────── lost ────┘
 *
 * The job, or with `recovery: 'replica'` each of its data parallel replicas, is a `Part` that works, is down, or restarts.
 */
import {failureRate} from './failure-sources.js';
import {failureTape} from './failures.js';
import type {FailureTape} from './failures.js';
import {observedMtbf} from './poisson-interval.js';
import {Player} from './fleet-player.js';
import type {InjectedFailure, FleetPlan, Segment, FleetTimes, Span, FleetRun} from './fleet-plan.js';
import {checkPlan} from './fleet-plan.js';

const byTime = (a: {time: number}, b: {time: number}) => a.time - b.time;

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
