import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import * as models from '../../src/models/index.js';
import {DIMENSIONS} from '../../src/models/quantities/units.js';
import {hasPandoc, render, root} from './pandoc.js';

const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');
const pages = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md'));

describe.skipIf(!hasPandoc)('what an author copies from the docs', () => {
  const snippets = [...pages.map((name) => `docs/${name}`), 'README.md'].flatMap((page) =>
    [...read(page).matchAll(/^```markdown\n([\s\S]*?)^```$/gm)].map(
      ([, text], i) => [`${page}, ${i + 1}`, text] as const,
    ),
  );

  test('is there', () => expect(snippets.length).toBeGreaterThan(10));

  test.each(snippets)('%s: the extension has nothing to say against it', (_, text) => {
    for (const format of ['html', 'latex']) expect(render(text, format).warnings, format).toEqual([]);
  });
});

describe('docs/models.md', () => {
  const page = read('docs/models.md');
  const named = new Set([...page.matchAll(/`(\w+)(?:\([^`]*\))?`/g)].map(([, name]) => name));

  test.each(Object.keys(models))('names %s', (name) => expect(named).toContain(name));

  test('names no function that is not there', () => {
    const rows = [...page.matchAll(/^\| function \|.*\n\|[-|]+\n((?:\|.*\n)+)/gm)].flatMap(([, body]) =>
      body.trim().split('\n'),
    );
    const first = rows.flatMap((row) => [...row.split('|')[1].matchAll(/`(\w+)/g)].map(([, name]) => name));
    expect(first.length).toBeGreaterThan(150);
    expect(Object.keys(models)).toEqual(expect.arrayContaining(first));
  });

  test('lists every dimension', () => {
    const [, line] = /^Dimensions: (.*)\.$/m.exec(page)!;
    expect([...line.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(Object.keys(DIMENSIONS));
  });
});
