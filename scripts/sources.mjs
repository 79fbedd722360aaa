/** Runs the library's TypeScript sources in Node, for the tools that read formulas, field tables and models. */
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** What only the finished bundle needs; a tool that reads data gets empty tables. */
const emptyVirtualModules = {
  name: 'empty-virtual-modules',
  setup(on) {
    on.onResolve({filter: /^virtual:/}, ({path}) => ({path, namespace: 'virtual'}));
    on.onLoad({filter: /.*/, namespace: 'virtual'}, () => ({
      contents: 'export const mathmlByTex = {}; export const workerSource = "";',
    }));
  },
};

/**
 * Imports a module given as text, whose imports are relative to the repository's root.
 * Returns {module: its exports, files: the sources it is made of}.
 */
export async function importSources(entry) {
  const {outputFiles, metafile} = await build({
    stdin: {contents: entry, resolveDir: root, loader: 'ts'},
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    plugins: [emptyVirtualModules],
  });
  const address = `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`;
  const files = Object.keys(metafile.inputs).filter((file) => file.startsWith('src/'));
  return {module: await import(address), files};
}
