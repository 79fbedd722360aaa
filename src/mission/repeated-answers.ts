import type {Entry} from '../ledger/entries.js';

export type Predicted = Extract<Entry, {kind: 'prediction'}>;

/** The answer that counts: of several windows' to one question the first, by time and then by id, as a ledger is in order. */
export const firstAnswer = (question: string | undefined, entries: readonly Entry[]): Predicted | undefined =>
  entries.find((entry): entry is Predicted => entry.kind === 'prediction' && entry.question === question);

/** Answers to a question that was answered before on the same track: kept and told, they do not count. By each, the one that does. */
export function secondAnswers(entries: readonly Entry[]): Map<Predicted, Predicted> {
  const firsts = new Map<string, Predicted>();
  const seconds = new Map<Predicted, Predicted>();
  for (const entry of entries) {
    if (entry.kind !== 'prediction') continue;
    const key = JSON.stringify([entry.track, entry.question]);
    const first = firsts.get(key);
    if (first) seconds.set(entry, first);
    else firsts.set(key, entry);
  }
  return seconds;
}
