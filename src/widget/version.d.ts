/** The package's version, put in by the build. */
export const version: string;
