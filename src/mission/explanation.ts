/** Shortest explanation, characters. */
export const shortest = 20;

/** How many characters an explanation lacks. */
export const lackOf = (text: string): number => Math.max(0, shortest - text.trim().length);
