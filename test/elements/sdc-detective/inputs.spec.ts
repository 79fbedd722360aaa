import {describe, expect, it} from 'vitest';
import {
  announcement,
  campaignTables,
  detectorTable,
  faultTable,
  fieldText,
  placeText,
  sentence,
  sizeText,
  summary,
  verdictText,
} from '../../../src/elements/sdc-detective/text.js';
import {
  harnessOf,
  evaluate,
  faultOf,
  isInstructive,
  presets,
  readBits,
  readDetectors,
  sdcDetective,
  examinationOf,
  withFindings,
  type PresetName,
} from '../../../src/elements/sdc-detective/inputs.js';
import {sdcDetectiveStill} from '../../../src/elements/sdc-detective/still.js';
import {
  DETECTORS,
  FAULT_SITES,
  NUMBER_FORMATS,
  examine,
  flipBit,
  parameterScale,
  prepareHarness,
  readWord,
  decodeNumber,
  runCampaign,
} from '../../../src/models/index.js';
import {plainText} from '../../../src/core/sentence.js';
import {InputState} from '../../../src/core/input-state.js';
import {sample} from '../../support/sample.js';

const names = Object.keys(presets) as PresetName[];
const numbers = (of: unknown): number[] =>
  typeof of === 'number' ? [of] : of && typeof of === 'object' ? Object.values(of).flatMap(numbers) : [];

describe('the fault it opens on', () => {
  it('turns red into green while the loss keeps within three sigma, with every preset', () => {
    for (const scenario of names) {
      const value = evaluate({scenario});
      expect(isInstructive(examinationOf(value).examined), scenario).toBe(true);
      expect([value.predictionBefore.signal, value.predictionAfter.signal]).toEqual(['red', 'green']);
      expect(Math.abs(value.lossAfter! - value.lossBefore)).toBeLessThan(3 * value.lossSpread);
      expect(value.detectors.find(({name}) => name === 'dmr-shared')!.detected).toBe(false);
    }
  });

  it('is that of the models, examined on a bench of its own', () => {
    for (const format of sample(NUMBER_FORMATS, 2, 6)) {
      const bench = prepareHarness({format, frames: 32});
      for (const site of FAULT_SITES) {
        const value = evaluate({format, site, scene: 3});
        const seen = examine(bench, faultOf(value), {crcPeriod: 100, canaryPeriod: 10});
        expect(value.effect, `${format} ${site}`).toBe(seen.effect);
        expect(value.detectors.map(({name, detected, latency}) => [name, detected, latency])).toEqual(
          seen.detectors.map(({name, detected, latency}) => [name, detected, latency]),
        );
        if (Number.isFinite(seen.lossAfter)) expect(value.lossAfter).toBe(seen.lossAfter);
      }
    }
  });

  it('changes the number as the arithmetic of bits says', () => {
    for (const format of NUMBER_FORMATS) {
      const {network} = harnessOf(format);
      for (const [index, bit] of [
        [348, 3],
        [1393, 7],
        [3309, 6],
      ]) {
        const scale = parameterScale(network, index);
        const from = decodeNumber(readWord(network, index), format, scale);
        const {before, after} = flipBit({value: from, format, bit, scale});
        const {fault} = evaluate({format, index, bits: String(bit)});
        expect([fault!.from, fault!.to, fault!.fromBits, fault!.toBits]).toEqual([
          before.value,
          after.value,
          before.bits,
          after.bits,
        ]);
      }
    }
  });
});

describe('the value', () => {
  it('has no number that is none, whatever breaks', () => {
    const states = NUMBER_FORMATS.flatMap((format) =>
      FAULT_SITES.flatMap((site) => ['none', '7', '14', '30'].map((bits) => ({format, site, bits}))),
    );
    for (const state of sample(states, 40, 7))
      expect(numbers(evaluate(state)).every(Number.isFinite), JSON.stringify(state)).toBe(true);
    expect(numbers(evaluate({fit: 0, assumedCoverage: 1})).every(Number.isFinite)).toBe(true);
  });

  it('says who watches: a fault that only a silent detector sees is silent', () => {
    expect(evaluate({}).outcome).toBe('detected');
    expect(evaluate({watch: 'dmr-shared abft-live loss'}).outcome).toBe('silent');
    expect(evaluate({bits: 'none'}).fault).toBe(null);
    expect(evaluate({bits: 'none'}).outcome).toBe('masked');
  });

  it('finds it by CRC within a period, and at once by sums taken at load, never by live sums', () => {
    const {detectors} = evaluate({scrubPeriod: 50});
    const of = (name: string) => detectors.find((each) => each.name === name)!;
    expect(of('crc').latency).toBe(50 - 1 - 14);
    expect(of('abft').latency).toBe(0);
    expect(of('abft-live').detected).toBe(false);
    expect(of('ecc').corrected && of('tmr').corrected).toBe(true);
  });

  it('reads bits and detectors as an author writes them', () => {
    expect(readBits('30')).toEqual([30]);
    expect(readBits('14, 13')).toEqual([14, 13]);
    expect(readBits('none')).toEqual([]);
    for (const text of ['', '32', '-1', '1.5', '3 3', 'constructor']) expect(readBits(text), text).toBe(undefined);
    expect(readDetectors('all')).toEqual(DETECTORS);
    expect(readDetectors('abft crc')).toEqual(['crc', 'abft']);
    for (const text of ['', 'crcs', 'constructor', 'all crc']) expect(readDetectors(text), text).toBe(undefined);
  });

  it('forgets index and bits when another kind of number breaks, and keeps the number when its format changes', () => {
    const state = new InputState(sdcDetective);
    state.start();
    state.set({index: 2000, bits: '3'});
    state.set({format: 'fp32'});
    expect([state.value.index, state.value.bits]).toEqual([2000, '30']);
    state.set({site: 'product'});
    expect([state.value.index, state.value.bits]).toEqual([0, '30']);
    state.set({scenario: 'tiny'});
    expect(state.settings).toEqual({scenario: 'tiny'});
  });

  it('says what of an index or of bits is beyond the number there', () => {
    const {conflicts} = sdcDetective;
    expect(conflicts!({bits: '14 31'})).toEqual(['bits="14 31": the number there has bits 0 to 15; 31 is left out']);
    expect(conflicts!({bits: '30', format: 'fp32'})).toEqual([]);
    expect(conflicts!({site: 'activation', index: 99_999})[0]).toMatch(/^index is beyond the \d+ numbers there/);
    expect(conflicts!({site: 'block', bits: '30'})).toEqual([]);
  });

  it('takes what a campaign counted', () => {
    const campaign = runCampaign({seed: 7, injections: 160, format: 'bf16'});
    const value = withFindings(evaluate({}), {}, campaign);
    expect(value.coverage).toBeCloseTo(1 - campaign.escaped.hits / campaign.escaped.trials, 12);
    // Wilson's lower end, by the quadratic it solves: (p − share)² = z²·p(1 − p)/n.
    const {covered} = value.escapes;
    const {trials} = campaign.escaped;
    expect(covered).toBeLessThan(value.coverage!);
    expect((covered - value.coverage!) ** 2).toBeCloseTo((1.959964 ** 2 * covered * (1 - covered)) / trials, 5);
    expect(value.escapes.meanTime).toBeCloseTo(value.escapes.deviceTime / value.devices / (1 - covered), 3);
    expect(numbers(value).every(Number.isFinite)).toBe(true);
    for (const {columns, rows} of campaignTables(campaign))
      for (const row of rows) {
        expect(row.length).toBe(columns.length);
        expect(row.join(' ')).not.toMatch(/NaN|undefined|Infinity|null/);
      }
  });
});

describe('words', () => {
  it('say what happened in the fault the car meets', () => {
    expect(plainText(sentence(evaluate({})))).toBe(
      'Bit 9 of weight 348, in conv2: 0.106 becomes 1.7. Unguarded, the car sees green where it saw red; the loss moved 2.1 sigma, no alarm. Each on its own: the ECC memory corrects it; the CRC scrub finds it after 85 frames; running twice on the same memory never does.',
    );
  });

  it('say of a factor only where there is one', () => {
    const field = (given: object) => fieldText(evaluate({format: 'bf16', ...given} as never));
    // bf16 has 7 bits of mantissa: bit 14 is the top one of the exponent, worth 2 to the 2⁷.
    const value = evaluate({format: 'bf16', index: 348, bits: '14'});
    expect(Math.abs(value.fault!.to! / value.fault!.from!)).toBeCloseTo(2 ** 128, -30);
    expect(fieldText(value)).toMatch(/× 2¹²⁸$/);
    // Most products of a dark image are zero: no factor lifts a zero.
    const index = Array.from({length: 200}, (_, i) => i).find(
      (i) => evaluate({site: 'product', index: i, bits: '30'}).fault!.from === 0,
    )!;
    expect(field({site: 'product', index, bits: '30'})).toBe('bit 30, exponent 0 → 1: up from zero, or almost zero');
    expect(field({site: 'checksum', checksum: 'ecc', bits: '3'})).toBe('bit 3 of eight check bits');
    expect(field({site: 'checksum', checksum: 'crc', bits: '30'})).toBe('bit 30 of the checksum');
  });

  it('call an alarm over a broken checksum false, and count ordinals', () => {
    const value = evaluate({site: 'checksum', checksum: 'crc', bits: '3'});
    expect(plainText(sentence(value))).toMatch(/The CRC scrub rings, and nothing was wrong: a false alarm\.$/);
    expect(value.detectors.map((each) => verdictText(value, each))).toEqual(
      value.detectors.map(({name}) => (name === 'crc' ? 'false alarm' : 'quiet')),
    );
    expect([1, 2, 3, 11, 12, 21, 111, 1000].map((every) => placeText(evaluate({site: 'core', every})))).toEqual([
      'every product',
      ...['2nd', '3rd', '11th', '12th', '21st', '111th', '1,000th'].map((nth) => `every ${nth} product`),
    ]);
  });

  it('hold in every state', () => {
    const states = NUMBER_FORMATS.flatMap((format) =>
      FAULT_SITES.flatMap((site) =>
        ['none', '7', '14', '30', '6 5'].flatMap((bits) =>
          ['all', 'none', 'crc'].map((watch) => ({format, site, bits, watch})),
        ),
      ),
    );
    for (const state of sample(states, 80, 8)) {
      const value = evaluate(state);
      const said = plainText(sentence(value));
      expect(said, JSON.stringify(state)).toMatch(/^[A-Z].{30,}\.$/);
      expect(said).not.toMatch(/NaN|undefined|Infinity|null| {2}/);
      expect(announcement(value).length).toBeLessThan(160);
      expect(summary(value).length).toBeGreaterThan(100);
      for (const {columns, rows} of [faultTable(value), detectorTable(value)])
        for (const row of rows) expect(row.length).toBe(columns.length);
      const svg = sdcDetectiveStill.svg(value, {symbols: 'mission'});
      expect(svg).not.toMatch(/NaN|undefined|Infinity|var\(/);
      expect(sdcDetectiveStill.alt(value).length).toBeLessThanOrEqual(250);
    }
  });

  it('write numbers of any size', () => {
    expect([0, 0.0123, -4.1e36, 1.0625, 2e-7, null].map(sizeText)).toEqual([
      '0',
      '0.0123',
      '−4.1e36',
      '1.06',
      '2.0e−7',
      'none',
    ]);
  });
});
