import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The worker's program as one minified text, and the files it is made of. */
export async function workerProgram() {
  const {outputFiles, metafile} = await build({
    absWorkingDir: root, entryPoints: ['src/widget/jobs/jobs.worker.ts'], bundle: true, minify: true, format: 'iife', target: 'es2022', write: false, metafile: true, legalComments: 'none', logLevel: 'silent',
  });
  return {source: outputFiles[0].text.trim(), files: Object.keys(metafile.inputs)};
}

/** A rollup plugin that tells the bundle its worker's program as a module, `worker-source.js`: no second file, no second request. */
export const inlineWorker = {
  name: 'inline-worker',
  resolveId: (id) => (id.endsWith('/worker-source.js') ? '\0worker-source' : null),
  async load(id) {
    if (id !== '\0worker-source') return null;
    const {source, files} = await workerProgram();
    for (const file of files) this.addWatchFile(join(root, file));
    return `export const workerSource = ${JSON.stringify(source)};`;
  },
};
