/** Shortest explanation, characters. */
export const minimumLength = 20;

/** How many characters an explanation lacks. */
export const missingCharacters = (text: string): number => Math.max(0, minimumLength - text.trim().length);
