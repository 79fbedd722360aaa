/** A sentence in pieces; the marked ones are the live numbers. */
export type Phrase = ReadonlyArray<string | {live: string}>;

export const plain = (phrase: Phrase): string =>
  phrase.map((piece) => (typeof piece === 'string' ? piece : piece.live)).join('');
