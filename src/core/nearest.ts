import {closest} from 'fastest-levenshtein';

/** The candidate most like the word; `writeTime` and `write_time` are like `write-time`. */
export function nearest(word: string, candidates: readonly string[]): string {
  const plain = word
    .replaceAll('_', '-')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
  return closest(plain, candidates);
}
