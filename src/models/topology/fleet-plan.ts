/** A run of a fleet: what decides it, and what comes of it. */
import {notNegative, oneOf, positive, throwInvalid, wholeNumber} from '../numerics/check.js';
import type {FaultKind} from './failure-sources.js';
import type {FailureEvent, FailurePlan, FailureTape} from './failures.js';
import {checkParallelism} from './parallelism.js';
import type {Parallelism} from './parallelism.js';
import type {ObservedMtbf} from './poisson-interval.js';
import type {Copy, Rollback} from './rollback.js';
import {checkTiers} from './tiers.js';
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
  /**
   * GPU-seconds lost to it: work thrown away, and downtime and restart until work goes on (or the run ends), times the GPUs
   * that stood still. Of a failure in an outage only the work it throws away besides. The run's total is the sum of these.
   */
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
