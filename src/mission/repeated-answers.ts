import type {Entry} from '../ledger/entries.js';

export type PredictionEntry = Extract<Entry, {kind: 'prediction'}>;

/** The answer that counts: of several windows' to one question the first, by time and then by id, as a ledger is in order. */
export const firstAnswer = (question: string | undefined, entries: readonly Entry[]): PredictionEntry | undefined =>
  entries.find((entry): entry is PredictionEntry => entry.kind === 'prediction' && entry.question === question);

/** Answers to a question that was answered before on the same track: kept and told, they do not count. By each, the one that does. */
export function repeatedAnswers(entries: readonly Entry[]): Map<PredictionEntry, PredictionEntry> {
  const firsts = new Map<string, PredictionEntry>();
  const seconds = new Map<PredictionEntry, PredictionEntry>();
  for (const entry of entries) {
    if (entry.kind !== 'prediction') continue;
    const key = JSON.stringify([entry.track, entry.question]);
    const first = firsts.get(key);
    if (first) seconds.set(entry, first);
    else firsts.set(key, entry);
  }
  return seconds;
}
