/** Modules that the build computes; the plugins are in scripts/plugins. */
declare module 'virtual:typeset' {
  /** For every piece of TeX in the formulas and symbols, the inside of its `<math>` element. */
  export const mathmlByTex: Readonly<Record<string, string>>;
}

declare module 'virtual:worker-source' {
  /** The background worker with all it needs, as one classic script. */
  export const workerSource: string;
}

declare module '*/package.json' {
  export const version: string;
}
