/** Thousands of seeded faults, one after the other: what they did and who saw it. */
import {oneOf, wholeNumber} from '../numerics/check.js';
import {seededRandom} from '../numerics/random.js';
import {NUMBER_FORMATS, numberFormats} from './bits.js';
import type {NumberFormat} from './bits.js';
import {harnessSlices, withScenes} from './harness.js';
import type {Alarms, HarnessPlan} from './harness.js';
import {DETECTORS} from './detector.js';
import type {Detector, Outcome, Periods} from './detector.js';
import {examine} from './detectors.js';
import type {Examination} from './detectors.js';
import {FAULT_SITES, randomFault} from './faults.js';
import type {FaultSite} from './faults.js';
import {proportion} from './proportion.js';
import type {Proportion} from './proportion.js';

/** A campaign. */
export interface CampaignPlan extends Omit<HarnessPlan, 'seed'>, Periods {
  /** A whole number or a text; draws faults and scenes. */
  seed: number | string;
  /** How many faults, a whole number >= 1. */
  injections: number;
  /** Where they strike, in turn. Default everywhere. */
  sites?: readonly FaultSite[];
  /** Detectors that are on. Default all. */
  detectors?: readonly Detector[];
  /** Scenes of the evaluation set. Default 16. */
  frames?: number;
  /** Bits that flip together, >= 1. Default 1. */
  flips?: number;
}

/** How many faults ended how. */
export interface OutcomeCounts extends Record<Outcome, number> {
  injections: number;
  /** The same had no detector been there; masked, silent and loud add up to the injections. */
  effects: Record<Exclude<Outcome, 'detected'>, number>;
}

/** What one detector saw. */
export interface DetectorCoverage {
  readonly name: Detector;
  /** Of all faults. */
  readonly all: Proportion;
  /** Of the faults that changed an answer, or left none that is a number. */
  readonly harmful: Proportion;
  /** Of the faults that put things wrong where it also put them right. */
  readonly corrected: Proportion;
  /** Mean frames to the alarm; null without one. */
  readonly latency: number | null;
  /** Alarms in fault-free frames, where the detector was tried there; detectors that compare bits have none by construction. */
  readonly falseAlarms: Alarms | null;
}

/** A campaign so far. */
export interface CampaignResult {
  readonly format: NumberFormat;
  /** Faults so far, and planned. */
  readonly done: number;
  readonly injections: number;
  /** Bits that flipped together. */
  readonly flips: number;
  readonly total: OutcomeCounts;
  /** By bit, 0 the least: flips of single numbers in the format (weights, image, activations). */
  readonly byBit: readonly OutcomeCounts[];
  readonly bySite: Readonly<Partial<Record<FaultSite, OutcomeCounts>>>;
  readonly detectors: readonly DetectorCoverage[];
  /** Of the harmful faults of a site: how many a detector saw. */
  readonly matrix: Readonly<Partial<Record<FaultSite, Readonly<Partial<Record<Detector, Proportion>>>>>>;
  /** How often a flip of one bit in a weight after loading moved the loss beyond three standard deviations, by direction. */
  readonly lossMoved: {readonly oneToZero: Proportion; readonly zeroToOne: Proportion};
  /** Faults that changed an answer, or left none, and that no detector saw, the loss among them where it is on. */
  readonly escaped: Proportion;
}

const counts = (): OutcomeCounts => ({
  injections: 0,
  masked: 0,
  silent: 0,
  loud: 0,
  detected: 0,
  effects: {masked: 0, silent: 0, loud: 0},
});

/** Faults that are tried on the same scenes. */
const faultsPerScenes = 4;

/** Hits and trials. */
type Tally = [hits: number, trials: number];
const count = (tally: Tally, hit: boolean) => {
  tally[0] += +hit;
  tally[1]++;
};

/**
 * The same as {@link runCampaign} in slices: yields the result so far whenever about `slice` injections are done, and last with
 * all. Preparing the bench is cut up likewise. Slicing never changes the result.
 *
 * @throws {RangeError | TypeError} at once, like {@link runCampaign}; unless slice is a whole number >= 1
 * @example for (const soFar of campaignSlices({seed: 7, injections: 10_000, format: 'bf16'})) { draw(soFar); await nextFrame(); }
 */
export function campaignSlices({
  seed,
  injections,
  format,
  sites = FAULT_SITES,
  detectors = DETECTORS,
  flips = 1,
  slice = 4,
  frames = 16,
  crcPeriod,
  canaryPeriod,
  ...plan
}: CampaignPlan & {slice?: number}): Generator<CampaignResult, CampaignResult, void> {
  wholeNumber('injections', injections, 1, 'faults');
  wholeNumber('flips', flips, 1, 'bits');
  wholeNumber('slice', slice, 1, 'faults');
  oneOf('format', format, NUMBER_FORMATS);
  for (const site of sites.length ? sites : ['' as FaultSite]) oneOf('site', site, FAULT_SITES);
  for (const name of detectors) oneOf('detector', name, DETECTORS);
  seededRandom(seed);
  const preparing = harnessSlices({...plan, frames, format, seed: `${seed}: scenes`});
  const periods: Periods = {
    ...(crcPeriod !== undefined && {crcPeriod}),
    ...(canaryPeriod !== undefined && {canaryPeriod}),
  };
  for (const period of Object.values(periods)) wholeNumber('period', period, 1, 'frames');

  const tally = new CampaignTally(format, injections, flips, sites, detectors);
  return (function* () {
    let prepared = preparing.next();
    for (; !prepared.done; prepared = preparing.next()) yield tally.result(0);
    let harness = prepared.value;
    tally.falseAlarms = {
      'abft': harness.falseAlarms.abft,
      'abft-live': harness.falseAlarms.abft,
      'range': harness.falseAlarms.range,
    };
    for (let i = 0; i < injections; i++) {
      // Faults that share their scenes share their luck: few do, so that the intervals hold.
      if (i > 0 && i % faultsPerScenes === 0) harness = withScenes(harness, `${seed}: scenes ${i}`);
      const site = sites[i % sites.length];
      // Bits in turn, too: every bit of every site gets its share.
      const fault = randomFault(seededRandom(seed, i), site, format, {bit: Math.floor(i / sites.length), flips});
      tally.count(site, examine(harness, fault, {detectors, reruns: 1, ...periods}));
      if ((i + 1) % slice === 0 && i + 1 < injections) yield tally.result(i + 1);
    }
    const all = tally.result(injections);
    yield all;
    return all;
  })();
}

/** What one detector saw so far. */
interface DetectorTally {
  readonly all: Tally;
  readonly harmful: Tally;
  readonly corrected: Tally;
  /** Frames to the alarm, over all alarms. */
  latency: number;
  readonly sites: ReadonlyMap<FaultSite, Tally>;
}

/** Counts the faults of a campaign. */
class CampaignTally {
  falseAlarms: Partial<Record<Detector, Alarms>> = {};
  readonly #total = counts();
  readonly #byBit: OutcomeCounts[];
  readonly #bySite: ReadonlyMap<FaultSite, OutcomeCounts>;
  readonly #detectors: ReadonlyMap<Detector, DetectorTally>;
  readonly #lossMoved: Record<0 | 1, Tally> = {0: [0, 0], 1: [0, 0]};
  readonly #escaped: Tally = [0, 0];

  constructor(
    readonly format: NumberFormat,
    readonly injections: number,
    readonly flips: number,
    sites: readonly FaultSite[],
    detectors: readonly Detector[],
  ) {
    this.#byBit = Array.from({length: numberFormats[format].bits}, counts);
    this.#bySite = new Map(sites.map((site) => [site, counts()]));
    const tally = (): DetectorTally => ({
      all: [0, 0],
      harmful: [0, 0],
      corrected: [0, 0],
      latency: 0,
      sites: new Map(sites.map((site) => [site, [0, 0]])),
    });
    this.#detectors = new Map(detectors.map((name) => [name, tally()]));
  }

  /** One fault, examined. */
  count(site: FaultSite, {fault, hit, outcome, effect, harmful, lossMoved, seen, detectors}: Examination): void {
    const [bit] = fault.bits;
    const inFormat = site === 'weight' || site === 'early-weight' || site === 'input' || site === 'activation';
    for (const one of [
      this.#total,
      this.#bySite.get(site)!,
      ...(inFormat && this.flips === 1 ? [this.#byBit[bit]] : []),
    ]) {
      one.injections++;
      one[outcome]++;
      one.effects[effect]++;
    }
    for (const {name, detected, corrected, latency} of detectors) {
      const tally = this.#detectors.get(name)!;
      count(tally.all, detected);
      if (harmful) for (const one of [tally.harmful, tally.sites.get(site)!]) count(one, detected);
      if (harmful) count(tally.corrected, corrected);
      tally.latency += latency ?? 0;
    }
    if (harmful) count(this.#escaped, !seen);
    if (site === 'weight' && this.flips === 1 && hit)
      count(this.#lossMoved[((hit.before.bits >>> bit) & 1) as 0 | 1], lossMoved);
  }

  /** What came of the first `done` faults. */
  result(done: number): CampaignResult {
    const detectors = [...this.#detectors];
    return {
      format: this.format,
      done,
      injections: this.injections,
      flips: this.flips,
      total: copy(this.#total),
      byBit: this.#byBit.map(copy),
      bySite: Object.fromEntries([...this.#bySite].map(([site, one]) => [site, copy(one)])),
      detectors: detectors.map(([name, {all, harmful, corrected, latency}]) => ({
        name,
        all: proportion(...all),
        harmful: proportion(...harmful),
        corrected: proportion(...corrected),
        latency: all[0] ? latency / all[0] : null,
        falseAlarms: this.falseAlarms[name] ?? null,
      })),
      matrix: Object.fromEntries(
        [...this.#bySite.keys()].map((site) => [
          site,
          Object.fromEntries(detectors.map(([name, {sites}]) => [name, proportion(...sites.get(site)!)])),
        ]),
      ),
      lossMoved: {oneToZero: proportion(...this.#lossMoved[1]), zeroToOne: proportion(...this.#lossMoved[0])},
      escaped: proportion(...this.#escaped),
    };
  }
}

const copy = (one: OutcomeCounts): OutcomeCounts => ({...one, effects: {...one.effects}});

/**
 * Injects many seeded faults, all sites and bits in turn, and counts outcomes, coverage and alarms.
 *
 * @throws {RangeError | TypeError} for an unknown format, site or detector, or counts that are not whole numbers >= 1
 * @see https://doi.org/10.1145/3126908.3126964 (Li et al. 2017: fault injection into networks)
 * @example runCampaign({seed: 7, injections: 1000, format: 'bf16'}).lossMoved.oneToZero
 */
export function runCampaign(plan: CampaignPlan): CampaignResult {
  const slices = campaignSlices({...plan, slice: Number.MAX_SAFE_INTEGER});
  for (;;) {
    const {done, value} = slices.next();
    if (done) return value;
  }
}
