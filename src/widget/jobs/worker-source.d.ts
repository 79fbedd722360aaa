/** The program of `jobs.worker.ts`, bundled and minified; put in by the build. */
export const workerSource: string;
