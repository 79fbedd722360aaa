/** The ECC of memory and buffers, word by word. */
import {encodeNumber} from './bits.js';
import type {NumberFormat} from './bits.js';
import {maskOf} from './faults.js';
import type {FullFault} from './faults.js';
import type {Harness} from './harness.js';
import {bytesOf} from './network.js';
import {secdedDecode, secdedEncode} from './secded.js';

/** A word as it is read, as it was written, and its check bits. */
interface CheckedWord {
  readonly bytes: Uint8Array;
  readonly good: Uint8Array;
  readonly check: number;
}

/** The bytes of the memory word that holds number `index` of a buffer. */
function wordAround(
  buffer: Float32Array,
  index: number,
  format: NumberFormat,
  scale: number,
  mask: number,
): {bytes: Uint8Array; good: Uint8Array} {
  const size = bytesOf(format);
  const bytes = new Uint8Array(8);
  const first = index - (index % (8 / size));
  const store = (i: number, flip: number) => {
    const bits = encodeNumber(buffer[i] ?? 0, format, scale) ^ flip;
    for (let k = 0; k < size; k++) bytes[(i - first) * size + k] = bits >>> (8 * k);
  };
  for (let i = first; i < first + 8 / size; i++) store(i, 0);
  const good = bytes.slice();
  store(index, mask);
  return {bytes, good};
}

/** The words of the weights' memory that hold the hit numbers. */
function wordsOfMemory(
  {network, live}: Harness,
  {site}: FullFault,
  hit: readonly number[],
  checks: Uint8Array,
): CheckedWord[] {
  const size = bytesOf(network.format);
  const [start, end] = [hit[0] * size, (hit[hit.length - 1] + 1) * size];
  const words: CheckedWord[] = [];
  for (let w = Math.floor(start / 8); w * 8 < end; w++) {
    // Where the whole word reads as zeros, so do its check bits.
    const lost = site === 'block' && start <= w * 8 && end >= w * 8 + 8;
    words.push({
      bytes: live.memory.slice(w * 8, w * 8 + 8),
      good: network.memory.slice(w * 8, w * 8 + 8),
      check: lost ? 0 : checks[w],
    });
  }
  return words;
}

/** The words that a fault reaches: of the memory, of a buffer, or of the check bits themselves. */
function wordsReached(
  harness: Harness,
  fault: FullFault,
  hit: readonly number[],
  checks: Uint8Array,
  frame: number,
): CheckedWord[] {
  const {network, frames} = harness;
  const {site, layer, index, bits, checksum} = fault;
  if (hit.length) return wordsOfMemory(harness, fault, hit, checks);
  if (site === 'activation') {
    const {outputs} = frames[frame].good;
    const scale = network.activationScales[layer + 1];
    const word = wordAround(outputs[layer], index, network.format, scale, maskOf(bits));
    return [{...word, check: secdedEncode(word.good)}];
  }
  if (site === 'checksum' && checksum === 'ecc') {
    const bytes = network.memory.slice(index * 8, index * 8 + 8);
    return [{bytes, good: bytes.slice(), check: checks[index] ^ maskOf(bits)}];
  }
  return [];
}

/** Whether the ECC notices a fault, and whether it puts every word right. */
export function runEcc(...reached: Parameters<typeof wordsReached>): [detected: boolean, corrected: boolean] {
  let [detected, corrected] = [false, true];
  for (const {bytes, good, check} of wordsReached(...reached)) {
    const status = secdedDecode(bytes, check).status;
    if (status !== 'clean') detected = true;
    if (status === 'detected' || bytes.some((byte, i) => byte !== good[i])) corrected = false;
  }
  return [detected, detected && corrected];
}
