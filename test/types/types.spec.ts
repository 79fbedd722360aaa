/** The types that are published, as a page of someone else compiles against them. */
import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import ts from 'typescript';
import {expect, it} from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const types = `${root}dist/types/`;

const program = ts.createProgram([`${root}test/types/page.ts`], {
  strict: true,
  noEmit: true,
  skipLibCheck: false,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  paths: {
    'reliability-tax': [`${types}index.d.ts`],
    'reliability-tax/models': [`${types}models/index.d.ts`],
    'reliability-tax/render': [`${types}render/index.d.ts`],
  },
});

it('let a strict page set, read and listen without a cast, and refuse what is wrong', () => {
  expect(existsSync(`${types}index.d.ts`), 'npm run build').toBe(true);
  const said = ts.getPreEmitDiagnostics(program).map(({file, start = 0, messageText}) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName.replace(root, '')}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
  expect(said).toEqual([]);
});

it('ask for the packages that are dependencies, and for no other', () => {
  const imported = program
    .getSourceFiles()
    .filter(({fileName}) => fileName.startsWith(types))
    .flatMap(({text}) => ts.preProcessFile(text).importedFiles.map(({fileName}) => fileName))
    .filter((name) => !name.startsWith('.'))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  const {dependencies} = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {dependencies: object};
  expect([...new Set(imported)].sort()).toEqual(Object.keys(dependencies).sort());
});
