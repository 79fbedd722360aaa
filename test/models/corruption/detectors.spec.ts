import {isDeepStrictEqual} from 'node:util';
import {describe, expect, test} from 'vitest';
import {detectionCost} from '../../../src/models/corruption/abft.js';
import {prepareHarness} from '../../../src/models/corruption/harness.js';
import type {Harness} from '../../../src/models/corruption/harness.js';
import {NUMBER_FORMATS, type NumberFormat} from '../../../src/models/corruption/bits.js';
import {detectorOperations, examine, networkCost, worstBit} from '../../../src/models/corruption/detectors.js';
import {DETECTORS} from '../../../src/models/corruption/detector.js';
import type {Detector} from '../../../src/models/corruption/detector.js';
import type {Examination} from '../../../src/models/corruption/detectors.js';
import {randomFault} from '../../../src/models/corruption/faults.js';
import type {FaultSite} from '../../../src/models/corruption/faults.js';
import {LAYERS, PARAMETERS} from '../../../src/models/corruption/layers.js';
import {classify, copyNetwork, readWord, writeWord} from '../../../src/models/corruption/network.js';
import {seededRandom} from '../../../src/models/numerics/random.js';
import {sample} from '../../support/sample.js';

/** The bench of each format, prepared when it is first asked for. */
const made = new Map<NumberFormat, Harness>();
function benchOf(format: NumberFormat): Harness {
  if (!made.has(format)) made.set(format, prepareHarness({format, frames: 12, calibration: 64}));
  return made.get(format)!;
}

/** Findings by name. */
const by = ({detectors}: Examination) =>
  Object.fromEntries(detectors.map((d) => [d.name, d])) as Record<Detector, Examination['detectors'][number]>;

function* tries(site: FaultSite, format: NumberFormat, count = 60) {
  for (let i = 0; i < count; i++) {
    const fault = randomFault(seededRandom(`${site} ${format}`, i), site, format, {bit: i});
    const result = examine(benchOf(format), fault);
    yield {fault, result, found: by(result)};
  }
}

for (const format of sample(NUMBER_FORMATS, 2, 3))
  describe(`what sees which fault, ${format}`, () => {
    test('a weight flipped after loading: ECC and CRC always; own copies when an answer moves; never a second run from the same memory', () => {
      let abft = 0;
      for (const {result, found, fault} of tries('weight', format)) {
        expect(found.ecc).toMatchObject({detected: true, corrected: true, latency: 0});
        expect(found.crc).toMatchObject({detected: true, latency: 99 - (fault.frame! % 100)});
        expect(found['dmr-shared'].detected).toBe(false);
        expect(found.dmr.detected).toBe(!result.unchanged);
        expect(found.tmr).toEqual({...found.dmr, name: 'tmr', corrected: found.dmr.detected});
        // Sums of the flipped weights themselves see nothing but the rounding of huge numbers.
        if (Math.abs(result.hit!.after.value) < 100)
          expect(found['abft-live'].detected, JSON.stringify(fault)).toBe(false);
        abft += +found.abft.detected;
      }
      expect(abft).toBeGreaterThan(30);
    });

    test('a weight flipped before the checksums were taken: nothing that compares with them sees it', () => {
      for (const {found} of tries('early-weight', format)) {
        for (const name of ['ecc', 'crc', 'canary', 'dmr-shared', 'dmr', 'tmr'] as const)
          expect(found[name].detected, name).toBe(false);
        expect(found.abft.detected).toBe(found['abft-live'].detected);
      }
    });

    test('a product gone wrong once: the activation check or a second run; not what looks at memory, not the canary', () => {
      let [abft, dmr] = [0, 0];
      for (const {result, found} of tries('product', format, 128)) {
        for (const name of ['ecc', 'crc', 'canary'] as const) expect(found[name].detected, name).toBe(false);
        expect([found['dmr-shared'].detected, found.dmr.detected]).toEqual([!result.unchanged, !result.unchanged]);
        expect(found['abft-live']).toEqual({...found.abft, name: 'abft-live'});
        abft += +found.abft.detected;
        dmr += +found.dmr.detected;
        if (found.abft.detected) expect(found.abft.latency).toBe(0);
      }
      expect(abft).toBeGreaterThan(dmr);
      expect(dmr).toBeGreaterThan(0);
    });

    test('a bad core: the activation check; a second run only on another core', () => {
      for (const {result, found} of tries('core', format, 40)) {
        expect(found['dmr-shared'].detected).toBe(false);
        expect(found.dmr.detected).toBe(!result.unchanged);
        expect([found.ecc.detected, found.crc.detected]).toEqual([false, false]);
      }
    });

    test('an activation flipped in its buffer: ECC; a second run when an answer moves; neither CRC nor, at usual sizes, the check', () => {
      let dmr = 0;
      for (const {result, found} of tries('activation', format, 128)) {
        expect(found.ecc).toMatchObject({detected: true, corrected: true});
        expect([found.crc.detected, found.canary.detected]).toEqual([false, false]);
        expect(found['dmr-shared'].detected).toBe(!result.unchanged);
        if (!found.range.detected) expect(found.abft.detected).toBe(false);
        dmr += +found.dmr.detected;
      }
      expect(dmr).toBeGreaterThan(0);
    });

    test('a wrong image: nobody who looks at the same image', () => {
      for (const {found} of tries('input', format)) {
        for (const name of ['ecc', 'crc', 'canary', 'dmr-shared', 'dmr', 'tmr'] as const)
          expect(found[name].detected, name).toBe(false);
      }
    });

    test('a block lost with its check bits: ECC does not see whole words that are zero, CRC does', () => {
      const size = format === 'fp32' ? 4 : format === 'int8' ? 1 : 2;
      const lined = by(examine(benchOf(format), {site: 'block', index: 800 / size, length: 64}));
      expect([lined.ecc.detected, lined.crc.detected]).toEqual([false, true]);
    });

    test('a checksum hit itself: an alarm, and the network is well', () => {
      for (const checksum of ['abft', 'crc', 'ecc'] as const) {
        const result = examine(benchOf(format), {
          site: 'checksum',
          checksum,
          layer: 1,
          index: checksum === 'crc' ? 0 : 4,
          bits: [checksum === 'ecc' ? 3 : 30],
        });
        expect(result).toMatchObject({effect: 'masked', unchanged: true, falseAlarm: true});
        expect(by(result)[checksum].detected).toBe(true);
        expect(result.detectors.filter((d) => d.detected).length).toBe(1);
      }
    });

    test('no alarm without a fault', () => {
      const bench = benchOf(format);
      expect([bench.falseAlarms.abft.alarms, bench.falseAlarms.range.alarms]).toEqual([0, 0]);
      const result = examine(bench, {site: 'weight', bits: []});
      expect(result).toMatchObject({outcome: 'masked', unchanged: true, lossAfter: bench.loss});
      expect(result.detectors.filter((d) => d.detected)).toEqual([]);
    });
  });

test('everything is put back', () => {
  const bench = benchOf('bf16');
  for (const site of ['weight', 'block', 'core'] as const)
    for (const {fault} of tries(site, 'bf16', 10)) {
      expect(isDeepStrictEqual(bench.live, bench.network), String(fault.index)).toBe(true);
    }
});

test('before and after equal two runs of the network, faulty and well', () => {
  for (const format of sample(NUMBER_FORMATS, 2, 4))
    for (let i = 0; i < 25; i++) {
      const bench = benchOf(format);
      const fault = randomFault(seededRandom('two runs', i), 'weight', format);
      const result = examine(bench, fault);
      const broken = copyNetwork(bench.network);
      writeWord(broken, fault.index!, (readWord(broken, fault.index!) ^ (1 << fault.bits![0])) >>> 0);
      let loss = 0;
      let changed = 0;
      for (const {image, label, answer} of bench.frames) {
        const after = classify(broken, image);
        loss -= Math.log(after.probabilities[label]);
        if (after.label !== answer.label) changed++;
      }
      const {image} = bench.frames[result.frame];
      expect(result.after.logits).toEqual(classify(broken, image).logits);
      expect(result.before.logits).toEqual(classify(bench.network, image).logits);
      expect(result.changedFrames).toBe(changed);
      if (Number.isFinite(loss) && loss < 100)
        expect(Math.abs(result.lossAfter - loss / bench.frames.length)).toBeLessThan(1e-6 * (1 + loss));
      // The arithmetic units hold fp32.
      expect(Math.fround(result.hit!.after.value)).toBe(placeValue(broken, fault.index!));
    }
});

function placeValue(network: Harness['network'], index: number): number {
  let at = index;
  for (let l = 0; l < LAYERS.length; l++) {
    for (const list of [network.weights[l], network.biases[l]]) {
      if (at < list.length) return list[at];
      at -= list.length;
    }
  }
  throw new Error(`${index}`);
}

test('a tight tolerance rings without a fault; a wide one does not', () => {
  expect(
    prepareHarness({format: 'fp32', frames: 1, calibration: 32, sigmas: 0.5}).falseAlarms.abft.alarms,
  ).toBeGreaterThan(16);
  expect(prepareHarness({format: 'fp32', frames: 1, calibration: 32, sigmas: 20}).falseAlarms.abft.alarms).toBe(0);
});

test('a check that rings in the good run of a frame is no evidence of a fault there', () => {
  // Limits from one scene only: most good frames ring.
  const nervous = prepareHarness({format: 'bf16', frames: 12, calibration: 1, margin: 0.9});
  expect(nervous.frames.filter(({alarms}) => alarms.range).length).toBeGreaterThan(3);
  // No product of a network of fewer multiplications than that ever goes wrong.
  const {detectors, unchanged} = examine(nervous, {site: 'core', bits: [30], every: 1e9});
  expect(unchanged).toBe(true);
  expect(detectors.filter(({detected}) => detected)).toEqual([]);
});

test('three runs and a vote: the two that agree stand, and put right what one of them got wrong', () => {
  const bench = benchOf('bf16');
  const product = examine(bench, {site: 'product', layer: 3, index: 5, bits: [30]}, {detectors: ['tmr']});
  expect(product.detectors[0]).toMatchObject({detected: true, corrected: true});
  // All three load the same wrong file, or look at the same wrong image.
  for (const site of ['early-weight', 'input'] as const)
    expect(examine(bench, {site, index: 100, bits: [14]}, {detectors: ['tmr']}).detectors[0]).toMatchObject({
      detected: false,
      corrected: false,
    });
});

test('seen by any detector that is on, the loss among them', () => {
  const loud = Array.from({length: 400}, (_, i) => ({site: 'weight', index: i * 8, bits: [14]}) as const).find(
    (fault) => examine(benchOf('bf16'), fault, {detectors: []}).lossMoved,
  )!;
  expect(examine(benchOf('bf16'), loud, {detectors: ['loss']})).toMatchObject({
    effect: 'loud',
    outcome: 'loud',
    seen: true,
  });
  expect(examine(benchOf('bf16'), loud, {detectors: ['dmr-shared']}).seen).toBe(false);
});

test('the worst bit of any number is the one that trying all finds', () => {
  for (const fault of [
    {site: 'activation', layer: 1, index: 7},
    {site: 'input', index: 30},
    {site: 'product', layer: 2, index: 11},
  ] as const) {
    const tried = Array.from(
      {length: fault.site === 'product' ? 32 : 16},
      (_, bit) => examine(benchOf('bf16'), {...fault, bits: [bit]}, {detectors: []}).lossAfter,
    ).map((loss) => (Number.isNaN(loss) ? Infinity : loss));
    expect(worstBit(benchOf('bf16'), fault)).toBe(tried.indexOf(Math.max(...tried)));
  }
});

test('the worst bit of a float weight is the top bit of its exponent', () => {
  expect(worstBit(benchOf('fp32'), {site: 'weight', index: PARAMETERS - 30})).toBe(30);
});

test('operations: the sum over layers; the check is cheaper than a rerun, more than tenfold in the middle layers only', () => {
  expect(networkCost.product).toBe(
    LAYERS.reduce((sum, {rows, columns, positions}) => sum + 2 * rows * columns * positions, 0),
  );
  const ratios = LAYERS.map((layer) => detectionCost({...layer, tokens: layer.positions}).ratio >= 10);
  expect(ratios).toEqual([false, true, true, false]);
  expect(detectorOperations('abft', 'fp32')).toBeLessThan(detectorOperations('dmr', 'fp32'));
  expect(detectorOperations('tmr', 'fp32')).toBe(2 * detectorOperations('dmr', 'fp32'));
  expect(detectorOperations('canary', 'fp32', {canaryPeriod: 5})).toBe(detectorOperations('dmr', 'fp32') / 5);
  expect(DETECTORS.every((name) => detectorOperations(name, 'int8') >= 0)).toBe(true);
});

test('errors name quantity, range and value', () => {
  const bench = benchOf('bf16');
  expect(() => examine(bench, {site: 'weight', index: PARAMETERS})).toThrow(
    new RegExp(`index must be a whole number below ${PARAMETERS} .*got ${PARAMETERS}`),
  );
  expect(() => examine(bench, {site: 'weight', bits: [16]})).toThrow(/bit must be a whole number below 16 .*got 16/);
  expect(() => examine(bench, {site: 'moon' as never})).toThrow(/site must be one of weight, .*got the string "moon"/);
  expect(() => examine(bench, {site: 'core', every: 0})).toThrow(/every .*got 0/);
  expect(() => examine(bench, {site: 'core'}, {crcPeriod: 0})).toThrow(/crcPeriod .*got 0/);
  expect(() => prepareHarness({format: 'bf16', frames: 0})).toThrow(/frames .*got 0/);
});
