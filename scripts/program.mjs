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
const isInside = (file) => file.startsWith(models + sep) || ['jobs.ts', 'play-slices.ts', 'work.ts'].some((name) => file === join(jobs, name));

/** The function as a text. */
export const programFunction = (options) => inFunction({...options, input});

/** The plugin: what is imported from inside the function by a file outside comes out of its one call. */
export const sharedProgram = (options) => ({
  name: 'shared-program',
  resolveId(id, from) {
    if (id === '\0program' || id.endsWith('/program-text.js')) return '\0program';
    if (!from?.startsWith(src) || isInside(from) || !id.startsWith('.')) return null;
    const file = resolve(dirname(from), id).replace(/\.js$/, '.ts');
    // The namespace an author may import has the models alone.
    return file === join(models, 'index.ts') ? '\0models' : isInside(file) ? '\0program' : null;
  },
  async load(id) {
    if (id === '\0program') {
      const {text, exports, files} = await programFunction(options);
      for (const file of files) this.addWatchFile(file);
      return `const program = ${text};\nexport const programText = String(program);\nexport const {${exports.join(', ')}} = program();\n`;
    }
    if (id === '\0models') {
      const {exports} = await programFunction(options);
      const others = [...readFileSync(input, 'utf8').matchAll(/export \{([^}]*)\}/g)].flatMap(([, names]) => names.split(',').map((name) => name.trim()));
      return `export {${exports.filter((name) => !others.includes(name)).join(', ')}} from '\0program';\n`;
    }
    return null;
  },
});
