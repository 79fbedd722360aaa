/**
 * Puts a module, with all it imports, inside a function: in one file, and yet nothing of it runs before it is called.
 * `x.lazy.ts` exports functions; in the bundle each of them first runs the module. For what is large and seldom needed.
 */
import {inFunction} from './in-function.mjs';

/** The plugin; `dependencies` is filled with the packages that the functions hold. */
export const lazyModule = (options) => ({
  name: 'lazy-module',
  async load(id) {
    if (!id.endsWith('.lazy.ts')) return null;
    const {text, exports, files} = await inFunction({...options, input: id});
    for (const file of files) this.addWatchFile(file);
    const made = exports.map((name) => `export const ${name} = (...given) => lazily().${name}(...given);`).join('\n');
    return `let loaded;\nconst run = ${text};\nconst lazily = () => (loaded ??= run());\n${made}\n`;
  },
});
