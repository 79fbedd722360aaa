/**
 * The models, once. Page and worker both need them, and the bundle is one file: so it holds them, with the jobs that play
 * them, inside a function. The page calls it; the worker gets it as a text.
 */
import {readFileSync} from 'node:fs';
import {dirname, join, resolve, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {inFunction} from './in-function.mjs';

const src = fileURLToPath(new URL('../src', import.meta.url));
const models = join(src, 'models');
const jobs = join(src, 'widget/jobs');
const input = join(jobs, 'program.ts');
/** What stands inside, seen from outside. */
const isInside = (file) =>
  file.startsWith(models + sep) || ['jobs.ts', 'play-slices.ts', 'work.ts'].some((name) => file === join(jobs, name));

/** The function as a text. */
export const programFunction = (options) => inFunction({...options, input});

/** The plugin: what is imported from inside the function by a file outside comes out of its one call. */
export const sharedProgram = (options) => ({
  name: 'shared-program',
  resolveId(id, from) {
    if (id.endsWith('/program-text.js')) return '\0program';
    if (!from?.startsWith(src) || isInside(from) || !id.startsWith('.')) return null;
    return isInside(resolve(dirname(from), id).replace(/\.js$/, '.ts')) ? '\0program' : null;
  },
  // The models for authors are what the function returns: no name is told twice.
  transform: (code, id) =>
    id === join(src, 'index.ts')
      ? {code: code.replace('export * as models from', 'export {models} from'), map: null}
      : null,
  async load(id) {
    if (id !== '\0program') return null;
    const {text, exports, files} = await programFunction(options);
    for (const file of files) this.addWatchFile(file);
    const jobs = [...readFileSync(input, 'utf8').matchAll(/export \{([^}]*)\}/g)].flatMap(([, names]) =>
      names.split(',').map((name) => name.trim()),
    );
    const all = exports.filter((name) => !jobs.includes(name));
    return `const program = ${text};
export const programText = String(program);
const {${jobs.join(', ')}, ...rest} = program();
export {${jobs.join(', ')}};
export const models = Object.freeze(rest);
const held = (name) => rest[name];
${all.map((name) => `export const ${name} = /*#__PURE__*/ held(${JSON.stringify(name)});`).join('\n')}
`;
  },
});
