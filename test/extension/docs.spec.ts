import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {hasPandoc, render, root} from './pandoc.js';

const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');
const pages = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md'));

describe.skipIf(!hasPandoc)('what an author copies from the docs', () => {
  const snippets = [...pages.map((name) => `docs/${name}`), 'README.md'].flatMap((page) =>
    [...read(page).matchAll(/^```markdown\n([\s\S]*?)^```$/gm)].map(([, text], i) => [`${page}, ${i + 1}`, text] as const));

  test('is there', () => expect(snippets.length).toBeGreaterThan(10));

  test.each(snippets)('%s: the extension has nothing to say against it', (_, text) => {
    for (const format of ['html', 'latex']) expect(render(text, format).warnings, format).toEqual([]);
  });
});
