/** A seeded tape of failures: what fails when, in the order of time. */
import {notNegative, oneOf} from '../numerics/check.js';
import {gamma, incompleteGamma, logGamma} from '../numerics/gamma.js';
import {checkLaw} from '../checkpointing/failure-law.js';
import type {LawChoice} from '../checkpointing/failure-law.js';
import {seededRandom} from '../numerics/random.js';
import type {Random} from '../numerics/random.js';
import {checkShape} from '../checkpointing/weibull.js';
import {checkSources, lemonCount} from './failure-sources.js';
import type {FailureSource, FaultKind, Lemons} from './failure-sources.js';
import type {Topology, Unit} from './topology.js';

/** What decides a tape. */
export interface FailurePlan extends LawChoice {
  topology: Topology;
  sources: readonly FailureSource[];
  /** Decides every failure: the same seed gives the same tape. A whole number or a text. */
  seed: number | string;
  /** Which of the seed's independent sequences, 0 on. Default 0. */
  stream?: number;
  /** Nodes that fail more often. Which ones follows from the seed. A lemon stays in its place whatever is repaired. */
  lemons?: Lemons;
  /**
   * Weibull only. `settled` (default): in service for long, so that the rate is the long-run one from the start. `new`: all
   * fresh at time 0; with a shape below 1 they fail far more often at first.
   */
  age?: 'settled' | 'new';
}

/** One failure on the tape. */
export interface FailureEvent extends Unit {
  /** Seconds from the start of the run. */
  time: number;
  component: string;
  category: string;
  fault: FaultKind;
}

/** Units that fail alike. Node populations collect all that strikes a node or a GPU in it. */
interface Population {
  units: number;
  /** Failures per second of one unit. */
  rate: number;
  /** Unit numbers; undefined for 0, 1, 2, … */
  names?: Int32Array;
  /** The sources and their rates in one unit. */
  sources: {source: FailureSource; rate: number}[];
}

/** `count` of the numbers 0..from − 1 by seed, ascending, and the others. */
function draw(count: number, from: number, random: Random): {chosen: Int32Array; others: Int32Array} {
  const chosen = new Int32Array(count);
  const others = new Int32Array(from - count);
  for (let i = 0, taken = 0; i < from; i++) {
    // Each number with the chance that it is among those still missing.
    if (random.uniform() * (from - i) < count - taken) chosen[taken++] = i;
    else others[i - taken] = i;
  }
  return {chosen, others};
}

function populations({topology, sources, seed, lemons}: FailurePlan): Population[] {
  const {nodes, gpusPerNode, counts} = topology;
  const inNode = sources
    .filter((s) => s.rate > 0 && (s.level === 'gpu' || s.level === 'node'))
    .map((source) => ({source, rate: source.level === 'gpu' ? source.rate * gpusPerNode : source.rate}));
  const rate = inNode.reduce((sum, s) => sum + s.rate, 0);
  const list: Population[] = [];
  const lemon = lemonCount(topology, lemons);
  if (lemon > 0 && lemons!.factor > 1) {
    const {chosen, others} = draw(lemon, nodes, seededRandom(`lemons of ${seed}`));
    list.push({units: others.length, rate, names: others, sources: inNode});
    list.push({
      units: lemon,
      rate: rate * lemons!.factor,
      names: chosen,
      sources: inNode.map((s) => ({...s, rate: s.rate * lemons!.factor})),
    });
  } else {
    list.push({units: nodes, rate, sources: inNode});
  }
  for (const level of ['rack', 'power', 'pod'] as const) {
    const own = sources.filter((s) => s.rate > 0 && s.level === level).map((source) => ({source, rate: source.rate}));
    list.push({units: counts[level], rate: own.reduce((sum, s) => sum + s.rate, 0), sources: own});
  }
  return list.filter((p) => p.units > 0 && p.rate > 0);
}

/** Times of renewed units, earliest first: a binary heap. */
class Heap {
  private readonly times: number[] = [];
  private readonly units: number[] = [];
  get time(): number {
    return this.times.length > 0 ? this.times[0] : Infinity;
  }

  push(time: number, unit: number): void {
    const {times, units} = this;
    let i = times.length;
    for (; i > 0;) {
      const parent = (i - 1) >> 1;
      if (times[parent] <= time) break;
      times[i] = times[parent];
      units[i] = units[parent];
      i = parent;
    }
    times[i] = time;
    units[i] = unit;
  }

  pop(): number {
    const {times, units} = this;
    const top = units[0];
    const time = times.pop()!;
    const unit = units.pop()!;
    const size = times.length;
    if (size === 0) return top;
    let i = 0;
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && times[child + 1] < times[child]) child++;
      if (times[child] >= time) break;
      times[i] = times[child];
      units[i] = units[child];
      i = child;
    }
    times[i] = time;
    units[i] = unit;
    return top;
  }
}

/**
 * Weibull failures of many equal units, only the failed one renewed. The first failures of the units come as order
 * statistics, one by one, so a fleet of 16,384 nodes costs no more than the failures it has.
 */
class Renewals {
  private readonly seen: Uint8Array;
  private readonly renewed = new Heap();
  private readonly scale: number;
  private readonly logGammaA: number;
  private fresh: number;
  private cumulated = 0;
  private first = 0;

  constructor(
    private readonly population: Population,
    private readonly shape: number,
    private readonly age: 'settled' | 'new',
    private readonly random: Random,
  ) {
    this.scale = 1 / population.rate / gamma(1 + 1 / shape);
    this.logGammaA = logGamma(1 / shape);
    this.seen = new Uint8Array(population.units);
    this.fresh = population.units;
    this.nextFirst();
  }

  get time(): number {
    return Math.min(this.first, this.renewed.time);
  }

  /** Takes the next failure; gives its unit, which starts anew. */
  take(): number {
    const {random, seen, renewed} = this;
    const time = this.time;
    let unit: number;
    if (renewed.time < this.first) {
      unit = renewed.pop();
    } else {
      do unit = Math.floor(random.uniform() * seen.length);
      while (seen[unit] === 1);
      seen[unit] = 1;
      this.fresh--;
      this.nextFirst();
    }
    renewed.push(time + this.scale * random.weibull(this.shape), unit);
    return unit;
  }

  /** When the next of the units fails that have not failed yet. */
  private nextFirst(): void {
    if (this.fresh === 0) {
      this.first = Infinity;
      return;
    }
    // The i-th smallest of n exponential numbers exceeds the one before by an exponential number over n − i + 1.
    this.cumulated += this.random.exponential() / this.fresh;
    this.first = this.age === 'new' ? this.scale * this.cumulated ** (1 / this.shape) : this.settled(this.cumulated);
  }

  /** The time by which a settled unit has failed with chance 1 − e^(−x), found by Newton's steps from below. */
  private settled(x: number): number {
    const {
      scale,
      shape,
      population: {rate},
    } = this;
    const target = -Math.expm1(-x);
    let time = target / rate;
    for (let i = 0; i < 200; i++) {
      const v = (time / scale) ** shape;
      const {lower, upper} = incompleteGamma(1 / shape, v, this.logGammaA);
      const missing = target < 0.5 ? target - lower : upper - Math.exp(-x);
      const step = missing / (rate * Math.exp(-v));
      if (!(step > 1e-13 * time)) break;
      time += step;
    }
    return time;
  }
}

/** A checked plan as an endless process: `next()` moves to the next failure. */
export class FailureProcess {
  time = 0;
  index = 0;
  source!: FailureSource;
  private readonly random: Random;
  private readonly list: Population[];
  private readonly rate: number;
  private readonly renewals: Renewals[] = [];

  constructor(private readonly plan: FailurePlan) {
    const {sources, lemons, topology, seed, stream, law = 'exponential', shape = 1, age = 'settled'} = plan;
    checkSources(sources);
    lemonCount(topology, lemons);
    oneOf('age', age, ['settled', 'new']);
    this.random = seededRandom(seed, stream);
    this.list = populations(plan);
    this.rate = this.list.reduce((sum, p) => sum + p.units * p.rate, 0);
    if (checkLaw(law) === 'weibull' && checkShape(shape) !== 1) {
      this.renewals = this.list.map((p) => new Renewals(p, shape, age, this.random));
    }
  }

  /** False when nothing can fail. */
  next(): boolean {
    const {random, renewals, list} = this;
    if (list.length === 0) return false;
    const {gpus, gpusPerNode} = this.plan.topology;
    for (;;) {
      let population = list[0];
      let unit: number;
      if (renewals.length > 0) {
        let earliest = 0;
        for (let i = 1; i < renewals.length; i++) if (renewals[i].time < renewals[earliest].time) earliest = i;
        population = list[earliest];
        this.time = renewals[earliest].time;
        unit = renewals[earliest].take();
      } else {
        this.time += random.exponential() / this.rate;
        let left = random.uniform() * this.rate;
        for (let i = 0; i < list.length; i++) {
          population = list[i];
          left -= population.units * population.rate;
          if (left < 0) break;
        }
        unit = Math.floor(random.uniform() * population.units);
      }
      if (population.names !== undefined) unit = population.names[unit];
      let left = random.uniform() * population.rate;
      let source = population.sources[0].source;
      for (const s of population.sources) {
        source = s.source;
        left -= s.rate;
        if (left < 0) break;
      }
      if (source.level === 'gpu') unit = unit * gpusPerNode + Math.floor(random.uniform() * gpusPerNode);
      // The last node may hold fewer GPUs: what strikes a missing one never happened.
      if (source.level === 'gpu' && unit >= gpus) continue;
      this.source = source;
      this.index = unit;
      return true;
    }
  }

  /** The current failure as an object of its own. */
  event(): FailureEvent {
    const {component, category, level, fault} = this.source;
    return {time: this.time, component, category, level, index: this.index, fault};
  }
}

/**
 * The failures of a fleet in the order of time, up to `until` (default: without end, as long as anything can fail).
 * The parts fail independently of the run: the tape is the same whatever the job does, so that runs can be compared and
 * forked on it. Under the exponential law all failures form one process whose causes and units are drawn by their rates;
 * a link to a seed shows the same tape in every engine, since only +, −, ×, ÷ and comparisons are used. Under a Weibull
 * law each node, rack, power domain and pod is a renewal process with the mean of its rate, and only the one that
 * failed starts anew; its times pass through `Math.pow` and `Math.exp`, whose last bits engines may choose.
 *
 * @throws {RangeError | TypeError} at once: unless rates are finite and >= 0, seed a whole number or a text, stream a whole
 * number >= 0, shape in 0.1..10, lemons.share in 0..1, lemons.factor >= 1, until >= 0 (seconds)
 * @see https://arxiv.org/abs/2407.21783 (Table 5)
 * @example for (const {time, component, level, index} of sampleFailures({topology, sources, seed: 7, until: 54 * 86_400})) …
 */
export function sampleFailures({
  until = Infinity,
  ...plan
}: FailurePlan & {until?: number}): Generator<FailureEvent, void, void> {
  if (until !== Infinity) notNegative('until', until, 'seconds');
  const process = new FailureProcess(plan);
  return (function* () {
    while (process.next() && process.time <= until) yield process.event();
  })();
}

/** A tape up to `end`, which is before the time asked for when there were too many failures. */
export interface FailureTape {
  events: FailureEvent[];
  end: number;
}

/** The failures before `until`, at most `most` of them: with more, the tape ends at the next one. */
export function failureTape(plan: FailurePlan, until: number, most: number): FailureTape {
  const process = new FailureProcess(plan);
  const events: FailureEvent[] = [];
  while (process.next() && process.time < until) {
    if (events.length === most) return {events, end: process.time};
    events.push(process.event());
  }
  return {events, end: until};
}
