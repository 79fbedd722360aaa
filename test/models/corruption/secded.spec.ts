import fc from 'fast-check';
import {expect, test} from 'vitest';
import {SECDED, scrubRisk, secdedDecode, secdedEncode, softErrorRate} from '../../../src/models/corruption/secded.js';
import {near, truth} from '../truth.js';

const t = truth('silent-corruption');

/** A code word with bits flipped: 0..63 data, 64..71 check. */
function flipped(bytes: Uint8Array, bits: number[]): {data: Uint8Array; check: number} {
  const data = bytes.slice();
  let check = secdedEncode(bytes);
  for (const b of bits) {
    if (b < 64) data[b >> 3] ^= 1 << (b & 7);
    else check ^= 1 << (b - 64);
  }
  return {data, check};
}

test('every single flip is corrected, every pair detected', () => {
  fc.assert(
    fc.property(fc.uint8Array({minLength: 8, maxLength: 8}), (bytes) => {
      expect(secdedDecode(bytes.slice(), secdedEncode(bytes))).toEqual({status: 'clean', bit: -1});
      for (let a = 0; a < 72; a++) {
        const one = flipped(bytes, [a]);
        expect(secdedDecode(one.data, one.check)).toEqual({status: 'corrected', bit: a});
        expect(one.data).toEqual(bytes);
        for (let b = a + 1; b < 72; b++) {
          const two = flipped(bytes, [a, b]);
          expect(secdedDecode(two.data, two.check).status).toBe('detected');
        }
      }
    }),
    {numRuns: 5},
  );
});

test('three flips are often "corrected" into another word', () => {
  const bytes = new Uint8Array(8);
  let wrong = 0;
  for (let c = 2; c < 72; c++) {
    const three = flipped(bytes, [0, 1, c]);
    if (secdedDecode(three.data, three.check).status === 'corrected') wrong++;
  }
  expect(wrong).toBeGreaterThan(0);
});

test('rates of the reference', () => {
  near(SECDED.checkBits / SECDED.dataBits, t.secded_overhead.overhead);
  for (const {inputs: i, ...row} of t.soft_error_fit) {
    const rate = softErrorRate({bits: i.mbit * 1e6, fitPerMbit: i.fit_per_mbit, devices: 1e6});
    near(rate.fit, row.fit);
    near(rate.meanTime / 3600, row.mtbe_h);
    near(rate.perYear, row.events_per_year_in_1e6_units);
  }
  for (const {inputs: i, ...row} of t.secded_scrub) {
    const risk = scrubRisk({bits: i.bits, bitRate: i.lambda_bit_per_h / 3600, period: i.scrub_h * 3600});
    near(risk.words, row.words);
    near(risk.perWord, row.p_word_double);
    near(risk.perPeriod, row.expected_double_per_interval);
  }
  expect(() => softErrorRate({bits: 0, fitPerMbit: 1})).toThrow(/bits must be a finite number > 0 .*got 0/);
  expect(() => scrubRisk({bits: 1, bitRate: -1, period: 1})).toThrow(/bitRate .*got -1/);
});
