/** `program.ts` as the text of a function that runs it and returns its exports; put in by the build. */
export const programText: string;
