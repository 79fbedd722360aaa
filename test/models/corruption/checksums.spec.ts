import fc from 'fast-check';
import {expect, test} from 'vitest';
import {adler32, fletcher} from '../../../src/models/corruption/checksums.js';
import {crc32, crc32c} from '../../../src/models/corruption/crc32c.js';
import {truth} from '../truth.js';

const t = truth('silent-corruption');
const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (x: number, digits = 8) => `0x${x.toString(16).toUpperCase().padStart(digits, '0')}`;

test('check values', () => {
  for (const row of t.checksums) {
    const bytes = bytesOf(row.hex);
    expect(
      {
        crc32: hex(crc32(bytes)),
        crc32c: hex(crc32c(bytes)),
        adler32: hex(adler32(bytes)),
        fletcher16: hex(fletcher(bytes, 16), 4),
        fletcher32_le16: hex(fletcher(bytes, 32)),
      },
      row.name,
    ).toEqual({
      crc32: row.crc32,
      crc32c: row.crc32c,
      adler32: row.adler32,
      fletcher16: row.fletcher16,
      fletcher32_le16: row.fletcher32_le16,
    });
  }
});

/** Division bit by bit. */
function slow(bytes: Uint8Array, polynomial: number): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? polynomial : 0);
  }
  return ~crc >>> 0;
}

test('eight bytes a step equal one bit a step, in one piece or several', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 60}), fc.nat(60), (bytes, cut) => {
      expect(crc32c(bytes)).toBe(slow(bytes, 0x82f63b78));
      expect(crc32(bytes)).toBe(slow(bytes, 0xedb88320));
      expect(crc32c(bytes.subarray(cut), crc32c(bytes.subarray(0, cut)))).toBe(crc32c(bytes));
    }),
  );
});

test('CRC-32C finds any one, two or three flips, and every burst of up to 32 bits', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({minLength: 40, maxLength: 600}),
      fc.uniqueArray(fc.nat(), {minLength: 1, maxLength: 3}),
      (bytes, places) => {
        const broken = bytes.slice();
        for (const bit of new Set(places.map((p) => p % (bytes.length * 8)))) broken[bit >> 3] ^= 1 << (bit & 7);
        expect(crc32c(broken)).not.toBe(crc32c(bytes));
      },
    ),
  );
  fc.assert(
    fc.property(
      fc.uint8Array({minLength: 40, maxLength: 600}),
      fc.nat(),
      fc.integer({min: 1, max: 2 ** 32 - 1}),
      (bytes, place, burst) => {
        const broken = bytes.slice();
        const start = place % (bytes.length * 8 - 32);
        for (let k = 0; k < 32; k++) if ((burst / 2 ** k) & 1) broken[(start + k) >> 3] ^= 1 << ((start + k) & 7);
        expect(crc32c(broken)).not.toBe(crc32c(bytes));
      },
    ),
  );
});

test('Fletcher takes zeros for ones', () => {
  for (const bits of [16, 32] as const)
    expect(fletcher(new Uint8Array(64), bits)).toBe(fletcher(new Uint8Array(64).fill(255), bits));
  expect(crc32c(new Uint8Array(64))).not.toBe(crc32c(new Uint8Array(64).fill(255)));
});
