import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {hasPandoc, root} from './pandoc.js';

describe.skipIf(!hasPandoc)('the example chapter', () => {
  test('reads the same in HTML as in Quarto', () => {
    const {status, stderr} = spawnSync(process.execPath, ['scripts/chapter-html.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('has alt text of at most 250 characters on each figure', () => {
    const alts = [...readFileSync(`${root}examples/chapter.qmd`, 'utf8').matchAll(/fig-alt="([^"]*)"/g)].map(
      ([, alt]) => alt.length,
    );
    expect(alts.length).toBeGreaterThan(0);
    expect(Math.max(...alts)).toBeLessThanOrEqual(250);
  });
});
