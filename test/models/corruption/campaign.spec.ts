import {beforeAll, expect, test} from 'vitest';
import {prepareHarness, withScenes} from '../../../src/models/corruption/harness.js';
import {campaignSlices, runCampaign, type CampaignResult} from '../../../src/models/corruption/campaign.js';
import {DETECTORS} from '../../../src/models/corruption/detector.js';
import {examine} from '../../../src/models/corruption/detectors.js';
import {FAULT_SITES, randomFault} from '../../../src/models/corruption/faults.js';
import {proportion} from '../../../src/models/corruption/proportion.js';
import {seededRandom} from '../../../src/models/numerics/random.js';
import {sample} from '../../support/sample.js';

const plan = {seed: 7, injections: 320, format: 'bf16', calibration: 16, frames: 6} as const;
/** Its result: several tests look at it. */
let whole: CampaignResult;
beforeAll(() => {
  whole = runCampaign(plan);
});

test('slices of any length end with the same result; the first ones come while the bench is prepared', () => {
  for (const slice of sample([1, 7, 1000], 2, 5)) {
    let last = whole;
    let before = -1;
    for (const soFar of campaignSlices({...plan, slice})) {
      expect(soFar.done).toBeGreaterThanOrEqual(before);
      before = soFar.done;
      last = soFar;
    }
    expect(last).toEqual(whole);
  }
  expect(runCampaign({...plan, seed: 8})).not.toEqual(whole);
});

test('counts equal those of the same faults examined one by one', () => {
  const result = whole;
  const first = prepareHarness({
    format: plan.format,
    calibration: plan.calibration,
    frames: plan.frames,
    seed: `${plan.seed}: scenes`,
  });
  let bench = first;
  const outcomes = {masked: 0, silent: 0, loud: 0, detected: 0};
  let harmful = 0;
  const seen = Object.fromEntries(DETECTORS.map((name) => [name, 0]));
  for (let i = 0; i < plan.injections; i++) {
    const site = FAULT_SITES[i % FAULT_SITES.length];
    // Every fourth fault meets other scenes.
    if (i > 0 && i % 4 === 0) bench = withScenes(first, `${plan.seed}: scenes ${i}`);
    const one = examine(
      bench,
      randomFault(seededRandom(plan.seed, i), site, plan.format, {bit: Math.floor(i / FAULT_SITES.length)}),
    );
    outcomes[one.outcome]++;
    harmful += +(one.changedFrames > 0 || !one.after.logits.every(Number.isFinite));
    for (const {name, detected} of one.detectors) seen[name] += +detected;
  }
  expect(result.total).toMatchObject(outcomes);
  expect(Math.abs(result.escaped.trials - harmful)).toBeLessThanOrEqual(2);
  for (const {name, all} of result.detectors) expect(all.hits, name).toBe(seen[name]);
});

test('sites, bits and effects add up', () => {
  const result = whole;
  const sites = Object.values(result.bySite);
  for (const key of ['injections', 'masked', 'silent', 'loud', 'detected'] as const)
    expect(sites.reduce((sum, one) => sum + one[key], 0)).toBe(result.total[key]);
  expect(result.total.injections).toBe(plan.injections);
  for (const {injections, effects} of [result.total, ...sites, ...result.byBit])
    expect(effects.masked + effects.silent + effects.loud).toBe(injections);
  expect(result.byBit.length).toBe(16);
  expect(Math.min(...result.byBit.map((b) => b.injections))).toBeGreaterThan(0);
  for (const {name, harmful} of result.detectors) {
    const cells = FAULT_SITES.map((site) => result.matrix[site]![name]!);
    expect(cells.reduce((sum, {hits}) => sum + hits, 0)).toBe(harmful.hits);
    expect(cells.reduce((sum, {trials}) => sum + trials, 0)).toBe(harmful.trials);
  }
  const {
    total: {effects},
    escaped,
  } = result;
  // What is loud without a changed answer harms nobody: the loss moved, and only an alarm on it would say so.
  expect(escaped.trials).toBeGreaterThanOrEqual(effects.silent);
  expect(escaped.trials).toBeLessThanOrEqual(effects.silent + effects.loud);
});

test('intervals of 95 % hold what they should, over seeds', () => {
  const campaigns = Array.from({length: 24}, (_, seed) =>
    runCampaign({
      seed: `seed ${seed}`,
      injections: 240,
      format: 'bf16',
      detectors: ['abft', 'range', 'loss'],
      calibration: 16,
    }),
  );
  const shares: Record<string, (of: CampaignResult) => {hits: number; trials: number; low: number; high: number}> = {
    escaped: ({escaped}) => escaped,
    moved: ({lossMoved}) => lossMoved.zeroToOne,
    ...Object.fromEntries(
      campaigns[0].detectors.flatMap(({name}, i) => [
        [`${name} of all`, ({detectors}: CampaignResult) => detectors[i].all],
        [`${name} of the harmful`, ({detectors}: CampaignResult) => detectors[i].harmful],
      ]),
    ),
  };
  for (const [name, of] of Object.entries(shares)) {
    const counted = campaigns.map(of);
    const [hits, trials] = [0, 1].map((k) => counted.reduce((sum, one) => sum + (k ? one.trials : one.hits), 0));
    const pooled = hits / trials;
    const missed = counted.filter(({low, high}) => pooled < low || pooled > high).length;
    // 1.2 of 24 are to be expected; 5 or more would come in 0.8 % of cases.
    expect(missed, name).toBeLessThan(5);
    // Scenes shared by all faults of a campaign gave a loss alarm a dispersion of 8.
    const dispersion =
      counted.reduce(
        (sum, one) => sum + (one.hits - one.trials * pooled) ** 2 / (one.trials * pooled * (1 - pooled)),
        0,
      ) /
      (counted.length - 1);
    expect(dispersion, name).toBeLessThan(2);
  }
});

test('floats: 1 → 0 in a weight hardly ever moves the loss; 0 → 1 does so more often', () => {
  const {
    lossMoved: {oneToZero, zeroToOne},
  } = runCampaign({seed: 1, injections: 1600, format: 'bf16', sites: ['weight'], detectors: [], calibration: 8});
  expect(oneToZero.trials + zeroToOne.trials).toBe(1600);
  expect(oneToZero.share).toBeLessThan(0.02);
  expect(zeroToOne.low).toBeGreaterThan(oneToZero.high);
});

test('without detectors nothing is detected; errors come at once', () => {
  const result = runCampaign({...plan, injections: 40, detectors: []});
  expect(result.total.detected).toBe(0);
  expect(result.escaped.hits).toBe(result.escaped.trials);
  expect(() => campaignSlices({...plan, injections: 0})).toThrow(/injections must be a whole number >= 1 .*got 0/);
  expect(() => campaignSlices({...plan, sites: []})).toThrow(/site must be one of/);
  expect(() => campaignSlices({...plan, crcPeriod: 0})).toThrow(/period .*got 0/);
  expect(() => campaignSlices({...plan, format: 'fp8' as never})).toThrow(/format must be one of/);
});

/** Chance of at most k (or at least k) hits in n trials. */
function tail(n: number, p: number, from: number, to: number): number {
  let [sum, term] = [0, (1 - p) ** n];
  for (let k = 0; k <= n; k++) {
    if (k >= from && k <= to) sum += term;
    term *= (((n - k) / (k + 1)) * p) / (1 - p);
  }
  return sum;
}

test('Wilson: ends solve |share − p| = z·√(p(1 − p)/n); the interval holds the truth in about 95 % of samples', () => {
  for (const [hits, trials] of [
    [1, 10],
    [5, 10],
    [37, 400],
    [399, 400],
  ]) {
    const {low, high, share} = proportion(hits, trials);
    for (const p of [low, high])
      expect(Math.abs(share - p) / Math.sqrt((p * (1 - p)) / trials)).toBeCloseTo(1.959963984540054, 9);
  }
  for (const p of [0.1, 0.3, 0.5]) {
    const n = 60;
    const held = Array.from({length: n + 1}, (_, k) => k).filter(
      (k) => proportion(k, n).low <= p && p <= proportion(k, n).high,
    );
    expect(Math.abs(tail(n, p, held[0], held[held.length - 1]) - 0.95)).toBeLessThan(0.03);
  }
  expect(proportion(0, 100)).toMatchObject({share: 0, low: 0});
  expect(proportion(100, 100)).toMatchObject({share: 1, high: 1});
  expect(proportion(0, 0)).toMatchObject({share: NaN, low: 0, high: 1});
  expect(() => proportion(3, 2)).toThrow(/hits must be at most 2 .*got 3/);
});
