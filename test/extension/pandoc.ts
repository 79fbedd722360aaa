import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {inflateRawSync} from 'node:zlib';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const extension = `${root}_extensions/reliability-tax`;
/** Another pandoc can be tried with PANDOC=/path/to/pandoc. */
const pandoc = process.env.PANDOC ?? 'pandoc';

export const has = (command: string): boolean => spawnSync(command, ['--version'], {stdio: 'ignore'}).status === 0;
export const hasPandoc = has(pandoc);

const writers = hasPandoc ? spawnSync(pandoc, ['--list-output-formats'], {encoding: 'utf8'}).stdout.split('\n') : [];
export const canWrite = (format: string): boolean => writers.includes(format);

export interface Made {
  text: string;
  warnings: string[];
  dependencies: string[];
}

/** Runs pandoc with the filter, as Quarto would, and tells what it wrote and said. */
export function render(
  markdown: string,
  to: string,
  {through = 'stub', args = []}: {through?: 'stub' | 'none'; args?: string[]} = {},
): Made {
  const filter = through === 'stub' ? `${root}test/extension/quarto-stub.lua` : `${extension}/reliability-tax.lua`;
  const {stdout, stderr, status} = spawnSync(
    pandoc,
    ['--from', 'markdown', '--to', to, '--wrap', 'none', '--lua-filter', filter, ...args],
    {
      input: markdown,
      encoding: 'utf8',
      env: {...process.env, EXTENSION: extension},
    },
  );
  if (status !== 0) throw new Error(stderr);
  const said = (kind: string) =>
    stderr
      .split('\n')
      .filter((line) => line.startsWith(`${kind} `))
      .map((line) => line.slice(kind.length + 1));
  return {text: stdout, warnings: said('WARNING'), dependencies: said('DEPENDENCY')};
}

/** The bytes of an EPUB or docx. */
export function pack(markdown: string, to: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'extension-'));
  try {
    const file = join(folder, `out.${to}`);
    render(markdown, to, {args: ['-o', file]});
    return readFileSync(file);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

/** All files of a zip archive whose name ends so, one after the other. */
export function unzipped(archive: Buffer, ending: string): string {
  const found: string[] = [];
  const end = archive.lastIndexOf('PK\x05\x06');
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) => archive.readUInt16LE(entry + at));
    const name = archive.toString('utf8', entry + 46, entry + 46 + nameLength);
    const header = archive.readUInt32LE(entry + 42);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const data = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
    if (name.endsWith(ending))
      found.push((archive.readUInt16LE(entry + 10) === 8 ? inflateRawSync(data) : data).toString('utf8'));
    entry += 46 + nameLength + extraLength + commentLength;
  }
  return found.join('\n');
}
