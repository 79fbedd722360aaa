/** The package's version, put in by the build and the tests (scripts/version-module.mjs). */
export declare const version: string;
