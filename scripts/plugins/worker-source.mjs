/**
 * The library is one file, so its worker cannot be a second one: `src/jobs/worker.ts` is bundled on its own and
 * imported as a text from `virtual:worker-source`; the page starts it from a Blob. The models that the jobs need are
 * therefore in the bundle twice, once for the page and once inside that text.
 */
import {join} from 'node:path';
import {build} from 'esbuild';
import {root} from '../sources.mjs';

const id = 'virtual:worker-source';

/** The worker as one classic script: {code, files it was made of}. */
export async function workerSource() {
  const {outputFiles, metafile} = await build({
    entryPoints: [join(root, 'src/jobs/worker.ts')],
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    metafile: true,
  });
  return {code: outputFiles[0].text, files: Object.keys(metafile.inputs)};
}

/** A plugin for rollup, Vite and vitest. */
export const workerText = () => ({
  name: 'worker-source',
  resolveId: (source) => (source === id ? `\0${id}` : null),
  async load(loaded) {
    if (loaded !== `\0${id}`) return null;
    const {code, files} = await workerSource();
    for (const file of files) this.addWatchFile(join(root, file));
    return `export const workerSource = ${JSON.stringify(code)};`;
  },
});
