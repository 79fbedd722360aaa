/** What fails, how often, and what it strikes. */
import {notNegative, oneOf, positive, throwInvalid} from '../numerics/check.js';
import {componentMttf, llama3Run} from '../fleet/published.js';
import {LEVELS} from './topology.js';
import type {Level, Topology} from './topology.js';

/**
 * What a failure leaves behind. `hardware`: the nodes it strikes are taken out of service, with all they hold.
 * `software`: processes die, the machines and their drives stay.
 */
export type FaultKind = 'hardware' | 'software';

/** One kind of failure. */
export interface FailureSource {
  /** The part that fails: "GPU HBM3 Memory". */
  readonly component: string;
  /** The group of causes it is counted under: "GPU", "Host", "Network", … */
  readonly category: string;
  /** The unit each failure strikes. */
  readonly level: Level;
  readonly fault: FaultKind;
  /** Failures per second of one such unit. */
  readonly rate: number;
}

const HOUR = 3600;

/** Assumed mean time to failure of a power domain, seconds: no published figure is at hand. 500,000 h. */
export const POWER_DOMAIN_MTTF = 500_000 * HOUR;

/** Causes by category: what they strike, and whether machines must be replaced. */
const STRIKES: Readonly<Record<string, readonly [Level, FaultKind]>> = {
  'GPU': ['gpu', 'hardware'],
  'Host': ['node', 'hardware'],
  'Network': ['node', 'hardware'],
  'Unplanned Maintenance': ['node', 'hardware'],
  'Dependency': ['node', 'software'],
  'Unknown': ['node', 'software'],
};

/** A mean time to failure, or Infinity for a part that never fails. */
function lifetime(name: string, value: number): number {
  return value === Infinity ? value : positive(name, value, 'seconds, or Infinity for never');
}

/**
 * The causes of the Llama 3 run, by its counts (not its printed percentages), scaled so that the whole fleet fails once
 * in nodeMtbf/nodes. GPU causes strike a GPU; host causes and maintenance a node; software, its dependencies and unknown
 * causes (watchdog timeouts) the processes of a node.
 *
 * The table does not say how many of its 35 "Network Switch/Cable" failures were rack switches. As many strike a whole
 * rack as `rackSwitchMttf` gives, the rest one node's link; the sum stays. Failures of power domains, which the table does
 * not list, take their share from all others, so that the fleet's MTBF stays nodeMtbf/nodes.
 *
 * @throws {RangeError | TypeError} unless nodeMtbf > 0 (seconds), rackSwitchMttf and powerDomainMttf > 0 (seconds, or Infinity)
 * @see https://arxiv.org/abs/2407.21783 (Table 5)
 * @example publishedSources({topology, nodeMtbf: 1 / publishedFleets.llama3.failureRate})[0].component // "Faulty GPU"
 */
export function publishedSources({
  topology,
  nodeMtbf,
  rackSwitchMttf = componentMttf.torSwitch.value,
  powerDomainMttf = POWER_DOMAIN_MTTF,
}: {
  topology: Topology;
  nodeMtbf: number;
  rackSwitchMttf?: number;
  powerDomainMttf?: number;
}): FailureSource[] {
  positive('nodeMtbf', nodeMtbf, 'seconds');
  lifetime('rackSwitchMttf', rackSwitchMttf);
  lifetime('powerDomainMttf', powerDomainMttf);
  const {counts, nodes} = topology;
  const total = nodes / nodeMtbf;
  const power = Math.min(total, counts.power / powerDomainMttf);
  const perCount = (total - power) / llama3Run.unexpected.value;
  const sources: FailureSource[] = [];
  const add = (component: string, category: string, level: Level, fault: FaultKind, fleetRate: number) => {
    if (fleetRate > 0)
      sources.push(Object.freeze({component, category, level, fault, rate: fleetRate / counts[level]}));
  };
  for (const {component, category, count} of llama3Run.causes) {
    const [level, fault] = STRIKES[category];
    const rate = count * perCount;
    const rack = category === 'Network' ? Math.min(rate, counts.rack / rackSwitchMttf) : 0;
    add(component, category, level, fault, rate - rack);
    add(component, category, 'rack', 'hardware', rack);
  }
  add('Power Domain', 'Power', 'power', 'hardware', power);
  return sources;
}

/** One type of component: how many there are and how long each lasts. */
export interface FleetPart {
  component: string;
  category: string;
  /** The unit that a failure of this part strikes. */
  level: Level;
  /** Mean time to failure of one part, seconds. */
  mttf: number;
  /** Parts in one such unit, >= 0. */
  perUnit: number;
  /** Default `hardware`. */
  fault?: FaultKind;
}

const part = (component: string, category: string, level: Level, mttf: number, perUnit: number): FleetPart =>
  Object.freeze({component, category, level, mttf, perUnit});

/** The parts of a fleet by the book's lifetimes: GPUs, 8 network cards and 8 cables and 2 power supplies a node, a switch a rack. */
export const bookParts: readonly FleetPart[] = Object.freeze([
  part('GPU', 'GPU', 'gpu', componentMttf.gpu.value, 1),
  part('NIC', 'Network', 'node', componentMttf.nic.value, 8),
  part('Power Supply', 'Host', 'node', componentMttf.psu.value, 2),
  part('Cable', 'Network', 'node', componentMttf.cable.value, 8),
  part('Rack Switch', 'Network', 'rack', componentMttf.torSwitch.value, 1),
]);

/**
 * Failure sources from the lifetime of each type of part, instead of from a published count of failures.
 *
 * @throws {RangeError | TypeError} unless each level is known, mttf > 0 (seconds) and perUnit >= 0
 * @see https://mlsysbook.ai
 * @example 1 / failureRate({topology: buildTopology({gpus: 16_384}), sources: componentSources()}) // 4450 s, 1.24 h
 */
export function componentSources(parts: readonly FleetPart[] = bookParts): FailureSource[] {
  return parts.map(({component, category, level, mttf, perUnit, fault = 'hardware'}, i) => {
    oneOf<Level>(`parts[${i}].level`, level, LEVELS);
    const rate =
      notNegative(`parts[${i}].perUnit`, perUnit, 'parts a unit') / positive(`parts[${i}].mttf`, mttf, 'seconds');
    return Object.freeze({
      component,
      category,
      level,
      fault: oneOf<FaultKind>(`parts[${i}].fault`, fault, ['hardware', 'software']),
      rate,
    });
  });
}

/** Nodes that fail far more often than the others; also in what they do to the fleet's MTBF. */
export interface Lemons {
  /** Share of the nodes, 0..1, rounded to whole nodes. */
  share: number;
  /** How many times the failure rate of another node, >= 1. */
  factor: number;
}

/** Checked sources. */
export function checkSources(sources: readonly FailureSource[]): readonly FailureSource[] {
  if (!Array.isArray(sources)) throwInvalid('sources', sources as unknown, 'a list of failure sources');
  sources.forEach(({level, fault, rate}: FailureSource, i) => {
    oneOf<Level>(`sources[${i}].level`, level, LEVELS);
    oneOf<FaultKind>(`sources[${i}].fault`, fault, ['hardware', 'software']);
    notNegative(`sources[${i}].rate`, rate, 'failures per unit-second');
  });
  return sources;
}

/** Checks lemons and gives their number. */
export function lemonCount(topology: Topology, lemons?: Lemons): number {
  if (lemons === undefined) return 0;
  if (!(lemons.share >= 0 && lemons.share <= 1))
    throwInvalid('lemons.share', lemons.share, 'a number from 0 to 1 (ratio)');
  if (!(lemons.factor >= 1 && lemons.factor < Infinity))
    throwInvalid('lemons.factor', lemons.factor, 'a finite number >= 1 (times the rate)');
  return Math.round(lemons.share * topology.nodes);
}

/**
 * Failures of the whole fleet per second: Σ units·rate, more with lemons. Its inverse is the predicted MTBF.
 *
 * @throws {RangeError | TypeError} unless rates are finite and >= 0, lemons.share in 0..1, lemons.factor >= 1
 * @see https://doi.org/10.1007/978-3-319-20943-2_1
 * @example 1 / failureRate({topology, sources: publishedSources({topology, nodeMtbf: 2048 * 14_400})}) // 14,400 s
 */
export function failureRate({
  topology,
  sources,
  lemons,
}: {
  topology: Topology;
  sources: readonly FailureSource[];
  lemons?: Lemons;
}): number {
  const extra = (lemonCount(topology, lemons) / topology.nodes) * ((lemons?.factor ?? 1) - 1);
  return checkSources(sources).reduce((sum, {level, rate}) => {
    const nodes = level === 'gpu' || level === 'node';
    return sum + topology.counts[level] * rate * (nodes ? 1 + extra : 1);
  }, 0);
}
