import {spawnSync} from 'node:child_process';
import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {extension, has, hasPandoc, render, root} from './pandoc.js';

const folder = `${root}examples`;
const pages = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.qmd')) : [];
const tags = [...readFileSync(`${root}src/define.ts`, 'utf8').matchAll(/elements\/([\w-]+)\//g)]
  .map(([, tag]) => tag)
  .concat('math-peek');
const written = new RegExp(`[{\\s]\\.(${tags.join('|')})(?![\\w-])|\\{\\{< *(${tags.join('|')})(?![\\w-])`);
const live = new RegExp(`<(${tags.join('|')})[\\s>]`);
const usesWidgets = (source: string) => written.test(source);
const hasQuarto = has('quarto');

describe.skipIf(!hasPandoc || pages.length === 0)('the example pages', () => {
  test.each(pages)('%s has live elements in HTML, and none in print', (name) => {
    const source = readFileSync(`${folder}/${name}`, 'utf8');
    const web = render(source, 'html', {args: ['--resource-path', folder]});
    expect(web.warnings).toEqual([]);
    expect(web.dependencies).toHaveLength(usesWidgets(source) ? 1 : 0);
    expect(live.test(web.text)).toBe(usesWidgets(source));
    const print = render(source, 'latex', {args: ['--resource-path', folder]});
    expect(print.warnings).toEqual([]);
    expect(print.text).not.toMatch(live);
  });
});

if (!hasQuarto) console.log('No example was rendered by Quarto itself: quarto is not on the PATH.');

describe.skipIf(!hasQuarto || pages.length === 0)('rendered by Quarto', () => {
  test.each(pages)('%s loads the bundle and keeps its figures', (name) => {
    const work = mkdtempSync(join(tmpdir(), 'quarto-'));
    try {
      cpSync(folder, work, {recursive: true});
      cpSync(extension, join(work, '_extensions/reliability-tax'), {recursive: true});
      const {status, stderr} = spawnSync('quarto', ['render', name, '--to', 'html'], {cwd: work, encoding: 'utf8'});
      expect(status, stderr).toBe(0);
      const page = readFileSync(join(work, name.replace(/\.qmd$/, '.html')), 'utf8');
      if (usesWidgets(readFileSync(join(work, name), 'utf8'))) {
        expect(page).toMatch(/<script[^>]*type="module"/);
        expect(page).toMatch(live);
      }
      expect(page).not.toMatch(/\?@fig-/);
    } finally {
      rmSync(work, {recursive: true});
    }
  });
});
