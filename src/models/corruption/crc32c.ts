/** CRC-32C (Castagnoli) and CRC-32, eight bytes at a step. */

/** Eight tables of 256 words for a reflected polynomial. */
function tables(polynomial: number): Int32Array {
  const table = new Int32Array(2048);
  for (let i = 0; i < 256; i++) {
    let c = i;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ polynomial : c >>> 1;
    table[i] = c;
  }
  for (let i = 256; i < 2048; i++) table[i] = (table[i - 256] >>> 8) ^ table[table[i - 256] & 255];
  return table;
}

function update(t: Int32Array, bytes: Uint8Array, crc: number): number {
  let c = ~crc;
  let i = 0;
  for (const end = bytes.length - 7; i < end; i += 8) {
    c ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    c =
      t[1792 + (c & 255)] ^
      t[1536 + ((c >>> 8) & 255)] ^
      t[1280 + ((c >>> 16) & 255)] ^
      t[1024 + (c >>> 24)] ^
      t[768 + bytes[i + 4]] ^
      t[512 + bytes[i + 5]] ^
      t[256 + bytes[i + 6]] ^
      t[bytes[i + 7]];
  }
  for (; i < bytes.length; i++) c = (c >>> 8) ^ t[(c ^ bytes[i]) & 255];
  return ~c >>> 0;
}

let castagnoli: Int32Array | undefined;
let ieee: Int32Array | undefined;

/**
 * CRC-32C of bytes, 0..2³² − 1. Finds every burst of up to 32 bits and any 3 flips in a block of up to 268 MB; random
 * damage escapes once in 2³². To go on with more bytes, give the result so far.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4 (check values)
 * @example crc32c(second, crc32c(first)) // the same as of both together
 */
export const crc32c = (bytes: Uint8Array, crc = 0): number => update((castagnoli ??= tables(0x82f63b78)), bytes, crc);

/**
 * CRC-32 (IEEE 802.3) of bytes, like {@link crc32c}; guarantees only 2 flips in blocks above 11 kB.
 *
 * @see https://users.ece.cmu.edu/~koopman/crc/ (how many flips which polynomial finds)
 * @example crc32(new Uint8Array([49, 50, 51, 52, 53, 54, 55, 56, 57])) // 0xCBF43926
 */
export const crc32 = (bytes: Uint8Array, crc = 0): number => update((ieee ??= tables(0xedb88320)), bytes, crc);
