import {spawnSync} from 'node:child_process';
import {root} from './pandoc.js';

interface GeneratedFile {
  readonly path: string;
  readonly text: string;
  readonly committed: boolean;
}

const make = "import {generate} from './scripts/manifest.mjs'; process.stdout.write(JSON.stringify(await generate()))";
let files: GeneratedFile[] | undefined;

/** Every generated file as it would be written now. In a process of its own, for it reads the sources with TypeScript; made once. */
export function generated(): readonly GeneratedFile[] {
  if (!files) {
    const {stdout, stderr, status} = spawnSync(process.execPath, ['--input-type=module', '-e', make], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    if (status !== 0) throw new Error(stderr);
    files = JSON.parse(stdout) as GeneratedFile[];
  }
  return files;
}
