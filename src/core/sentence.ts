/** A sentence in pieces; the marked ones are the live numbers. */
export type Sentence = ReadonlyArray<string | {live: string}>;

export const plainText = (phrase: Sentence): string =>
  phrase.map((piece) => (typeof piece === 'string' ? piece : piece.live)).join('');
