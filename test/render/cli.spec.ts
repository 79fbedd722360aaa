import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {render} from '../../src/render/index.js';
import {sample} from '../support/sample.js';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const {version} = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {version: string};

let folder: string;
beforeAll(() => {
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: npm run build');
  folder = mkdtempSync(join(tmpdir(), 'render-'));
});
afterAll(() => folder && rmSync(folder, {recursive: true}));

function run(...args: string[]): {status: number | null; out: string; said: string} {
  const {status, stdout, stderr} = spawnSync(process.execPath, [cli, ...args], {cwd: folder, encoding: 'utf8'});
  return {status, out: stdout, said: stderr};
}
/** Two pictures; what differs would fill the screen. */
const same = (picture: string, other: string) =>
  expect(picture === other, 'the built command draws what the sources draw: npm run build').toBe(true);
const made = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('reliability-tax render', () => {
  test('writes the picture, and the Markdown that shows it', () => {
    expect(run('render', 'young-daly-curve', '--nodes', '16384', '-o', 'f.svg', '-o', 'f.md')).toEqual({
      status: 0,
      out: '',
      said: '',
    });
    same(made('f.svg'), render('young-daly-curve', {nodes: '16384'}).svg);
    same(made('f.md'), render('young-daly-curve', {nodes: '16384'}, {picture: 'f.svg'}).markdown);
  });

  test('prints the picture where no file is named', () => {
    const {svg} = render('young-daly-curve', {'write-time': '2 min'});
    same(run('render', 'young-daly-curve', '--write-time=2 min').out, svg);
    same(run('render', 'young-daly-curve', '--write-time', '2 min', '-o', '-').out, svg);
  });

  test('tells disagreements, and draws', () => {
    const {status, said, out} = run('render', 'young-daly-curve', '--mtbf', '4h', '--node-mtbf', '4h');
    expect([status, said, out.startsWith('<svg')]).toEqual([
      0,
      'reliability-tax: mtbf and node-mtbf disagree; mtbf is used\n',
      true,
    ]);
  });

  const misuses: Array<[string[], string]> = [
    [['render', 'young-daly-curve', '--nods', '3'], 'no attribute "nods"; the nearest is "nodes"'],
    [['render', 'young-daly-curve', '--nodes', '3 h'], 'nodes="3 h" is not a whole number from 1 to 10,000,000'],
    [['render', 'young-daly-curve', '--nodes'], '--nodes has no value'],
    [['render', 'young-daly-curve', '--locked', 'nodez'], 'locked="nodez" is not an input; the nearest is nodes'],
    [['render', 'young-daly-curve', '3'], '"3" is not expected here'],
    [['render', 'young-daly-curve', '-o', 'f.png'], '-o f.png ends neither in .svg nor in .md'],
    [['render', 'young-daly'], 'the nearest is "young-daly-curve"'],
    [['render'], 'render needs a tag: young-daly-curve'],
    [['draw'], '"draw" is not a command; there are render, stills and grade'],
    [['stills'], 'stills needs pages or folders'],
    [['stills', 'none.qmd'], 'none.qmd does not exist'],
    [['stills', '--chek', '.'], 'stills has no option --chek'],
  ];
  test.each(sample(misuses, 4, 14))('%j cannot be used: exit 2', (args, said) => {
    const {status, out, said: complaint} = run(...args);
    expect(complaint).toContain(said);
    expect([status, out]).toEqual([2, '']);
  });

  test('a file that cannot be written: exit 1', () => {
    const {status, said} = run('render', 'young-daly-curve', '-o', 'nowhere/f.svg');
    expect(said).toContain('nowhere/f.svg');
    expect(status).toBe(1);
  });

  test('helps', () => {
    expect(run('--version').out).toBe(`${version}\n`);
    const help = run('--help').out;
    expect(help).toContain('reliability-tax stills');
    expect(run().out).toBe(help);
    expect(run('render', 'young-daly-curve', '--help').out).toMatch(/--write-time\n.*Like "2 min"/);
  });
});

describe('reliability-tax stills', () => {
  const page = (attributes: string) => `::: {.young-daly-curve ${attributes}}\n![A U](curve.svg)\n:::\n`;

  test('draws what the page shows, once, and notices when it is stale', () => {
    writeFileSync(join(folder, 'page.qmd'), page('nodes="4,096"'));
    expect(run('stills', 'page.qmd', '--check')).toMatchObject({
      status: 1,
      said: expect.stringContaining('curve.svg is missing (page.qmd:1)'),
    });
    expect(existsSync(join(folder, 'curve.svg'))).toBe(false);
    expect(run('stills', 'page.qmd')).toMatchObject({status: 0, out: 'Wrote curve.svg\n'});
    same(made('curve.svg'), render('young-daly-curve', {nodes: '4,096'}).svg);
    expect(run('stills', '.')).toMatchObject({status: 0, out: '1 still, up to date\n'});
    writeFileSync(join(folder, 'page.qmd'), page('nodes="8,192"'));
    expect(run('stills', '--check', '.')).toMatchObject({
      status: 1,
      said: expect.stringContaining('curve.svg is stale (page.qmd:1)'),
    });
    same(made('curve.svg'), render('young-daly-curve', {nodes: '4,096'}).svg);
  });

  test('names page, line and reason of what it cannot draw', () => {
    writeFileSync(join(folder, 'page.qmd'), `\n${page('nodes="{{< meta nodes >}}"')}`);
    expect(run('stills', 'page.qmd')).toMatchObject({
      status: 1,
      said: expect.stringContaining('page.qmd:2: nodes="{{< meta nodes >}}" is not a whole number'),
    });
  });

  test('two figures cannot share a picture', () => {
    writeFileSync(join(folder, 'page.qmd'), `${page('nodes=3')}\n${page('nodes=4')}`);
    expect(run('stills', 'page.qmd')).toMatchObject({
      status: 1,
      said: expect.stringContaining('page.qmd:5: curve.svg is drawn otherwise at page.qmd:1'),
    });
  });
});
