import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  bytesPerCheckpoint,
  dirtyBitmapBytes,
  expectedDirtyPages,
  humanLimits,
  maxDeltas,
  phoneStorage,
  resumeTime,
} from '../../../src/models/devices/index.js';
import {near, truth} from '../truth.js';

const {mobile_resume, mobile_incremental, dirty_pages_uniform} = truth('devices');
const limit = humanLimits.resume.value;

describe('an application that was killed', () => {
  it('is back after the time of the reference numbers, and within the limit up to their chain', () => {
    for (const {inputs: i, resume_s, meets_100ms, max_deltas_for_100ms, frames_missed_60fps} of mobile_resume) {
      const chain = {
        baseBytes: i.base_bytes,
        deltaBytes: i.delta_bytes,
        readBandwidth: i.read_base_Bps,
        deltaReadBandwidth: i.read_delta_Bps,
        fixed: i.fixed_s,
        decode: i.decode_s_per_delta,
      };
      const time = resumeTime({...chain, deltas: i.n_deltas});
      near(time, resume_s);
      expect(time <= limit).toBe(meets_100ms);
      expect(maxDeltas({...chain, limit})).toBe(max_deltas_for_100ms);
      expect(Math.ceil(time / humanLimits.frame60.value)).toBe(frames_missed_60fps);
    }
  });

  it('one delta more than the longest chain is too long, the longest is not', () => {
    fc.assert(
      fc.property(
        fc.record({
          baseBytes: fc.double({min: 0, max: 1e9, noNaN: true}),
          deltaBytes: fc.double({min: 1e3, max: 1e8, noNaN: true}),
          readBandwidth: fc.double({min: 1e8, max: 1e10, noNaN: true}),
          fixed: fc.double({min: 0, max: 0.2, noNaN: true}),
          decode: fc.double({min: 1e-6, max: 1e-2, noNaN: true}),
        }),
        (chain) => {
          const k = maxDeltas({...chain, limit});
          if (k >= 0) expect(resumeTime({...chain, deltas: k})).toBeLessThanOrEqual(limit * (1 + 1e-12));
          expect(resumeTime({...chain, deltas: Math.max(0, k + 1)})).toBeGreaterThan(limit * (1 - 1e-12));
        },
      ),
    );
  });

  it('writes deltas and bitmaps of the sizes of the reference numbers', () => {
    for (const {inputs: i, delta_bytes, bitmap_bytes, write_s_ufs31, fraction_of_16p67ms} of mobile_incremental) {
      const deltaBytes = i.dirty_pages * i.page_bytes;
      expect(deltaBytes).toBe(delta_bytes);
      expect(dirtyBitmapBytes({stateBytes: i.state_bytes, pageBytes: i.page_bytes})).toBe(bitmap_bytes);
      near(deltaBytes / phoneStorage.ufs31.write.value, write_s_ufs31);
      near(deltaBytes / phoneStorage.ufs31.write.value / humanLimits.frame60.value, fraction_of_16p67ms);
    }
  });

  it('dirties as many distinct pages as the reference numbers and as chance say', () => {
    for (const {inputs, expected_distinct} of dirty_pages_uniform)
      near(expectedDirtyPages(inputs), expected_distinct, 1e-11);
    // Every outcome of three writes to four pages, counted.
    let sum = 0;
    for (let a = 0; a < 4; a++) for (let b = 0; b < 4; b++) for (let c = 0; c < 4; c++) sum += new Set([a, b, c]).size;
    near(expectedDirtyPages({pages: 4, writes: 3}), sum / 64);
    expect([
      expectedDirtyPages({pages: 1, writes: 7}),
      expectedDirtyPages({pages: 1, writes: 0}),
      expectedDirtyPages({pages: 9, writes: 0}),
    ]).toEqual([1, 0, 0]);
  });

  it('writes a base and K deltas in K + 1 checkpoints’ time', () => {
    const [baseBytes, deltaBytes, compactEvery] = [120e6, 4e6, 13];
    near(
      bytesPerCheckpoint({baseBytes, deltaBytes, compactEvery}) * compactEvery,
      baseBytes + compactEvery * deltaBytes,
    );
  });

  it('refuses what cannot be', () => {
    const chain = {baseBytes: 1, deltaBytes: 1, readBandwidth: 1, fixed: 0, decode: 0};
    expect(() => resumeTime({...chain, deltas: 1.5})).toThrow(RangeError);
    expect(() => resumeTime({...chain, deltas: 1, readBandwidth: 0})).toThrow(/readBandwidth .*> 0.*got 0/);
    expect(() => maxDeltas({...chain, limit: NaN})).toThrow(RangeError);
    expect(() => expectedDirtyPages({pages: 0, writes: 1})).toThrow(RangeError);
    expect(maxDeltas({...chain, deltaBytes: 0, baseBytes: 0, limit})).toBe(Infinity);
    expect(maxDeltas({...chain, deltaBytes: 0, limit})).toBe(-1);
  });
});
