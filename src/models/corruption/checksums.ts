/** Weaker checksums, to compare with CRC-32C in tests. Not part of the public API. */

/**
 * Adler-32 of bytes. Weak on short input: its sums have not yet wrapped.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1950
 * @example adler32(new TextEncoder().encode('Wikipedia')) // 0x11E60398
 */
export function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

/**
 * Fletcher's checksum of 16 bits (over bytes) or 32 (over little-endian pairs, the last padded with 0). Its sums are modulo
 * 2ᵏ − 1, so a block of 0x00 and one of 0xFF look the same.
 *
 * @see https://doi.org/10.1109/TCOM.1982.1095369
 * @example fletcher(new TextEncoder().encode('abcde'), 16) // 0xC8F0
 */
export function fletcher(bytes: Uint8Array, bits: 16 | 32): number {
  const [step, modulus] = bits === 16 ? [1, 255] : [2, 65535];
  let [a, b] = [0, 0];
  for (let i = 0; i < bytes.length; i += step) {
    a = (a + (step === 1 ? bytes[i] : bytes[i] | ((bytes[i + 1] ?? 0) << 8))) % modulus;
    b = (b + a) % modulus;
  }
  return ((b << (bits / 2)) | a) >>> 0;
}
