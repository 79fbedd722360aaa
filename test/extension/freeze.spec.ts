import {readFileSync, readdirSync} from 'node:fs';
import {beforeAll, describe, expect, test} from 'vitest';
import {root} from './pandoc.js';

type Frozen = {text: string; changes: {line: number; was: string; is: string}[]; problems: string[]};
let freeze: (text: string) => Frozen;

beforeAll(async () => {
  const [script, {loadSources}] = await Promise.all(
    ['freeze-numbers.mjs', 'manifest/load.mjs'].map((name) => import(`${root}scripts/${name}`)),
  );
  const sources = await loadSources();
  freeze = (text) => script.freeze(text, sources) as Frozen;
});

describe('frozen numbers', () => {
  test('Young 1974: √(2 · 2 min · 3 h) is 26.8 min', () => {
    const span = '{.live-value of="optimum.young" write-time="2 min" mtbf="3 h"}';
    expect(freeze(`a [x]${span} b`)).toEqual({
      text: `a [26.8 min]${span} b`,
      changes: [{line: 1, was: 'x', is: '26.8 min'}],
      problems: [],
    });
    expect(freeze(`a [26.8 min]${span} b`).changes).toEqual([]);
  });

  test('as a tag, with digits', () => {
    expect(freeze('<live-value of="optimum.young" write-time="120" mtbf="3" digits="5">?</live-value>').text).toContain(
      '>26.833 min<',
    );
  });

  test.each([
    '::: {.young-daly-curve fleet="other" mtbf=1h}\n:::\n::: {.young-daly-curve nodes="2,048" mtbf="4 h" fleet="a"}\n:::\n',
    '<young-daly-curve mtbf="4 h" fleet="a"></young-daly-curve>\n',
    '{{< young-daly-curve mtbf="4 h" fleet="a" >}}\n',
  ])('with a fleet, take the inputs of its widget, however it is written', (page) => {
    expect(freeze(`${page}[x]{.live-value of=mtbf fleet=a}`).text).toContain('[4 h]');
  });

  test('with a fleet, take what any widget of it has written, whatever its tag', () => {
    const page =
      '<young-daly-curve fleet="a"></young-daly-curve><failure-topology nodes="1,024" fleet="a"></failure-topology>';
    expect(freeze(`${page}[x]{.live-value of=nodes fleet=a}`).text).toContain('[1,024]');
    expect(freeze(`[x]{.live-value of=nodes model=failure-topology fleet=a}${page}`).text).toContain('[1,024]');
  });

  test.each([
    '::: {#fig-a}\n::: {.young-daly-curve nodes="512"}\n:::\n:::\n',
    '::: {#fig-a .young-daly-curve nodes="512"}\n:::\n',
    '<young-daly-curve id="fig-a" nodes="512"></young-daly-curve>\n',
  ])('an input to turn is that of the widget it names', (page) => {
    const before = '::: {#fig-ab .young-daly-curve nodes="7"}\n:::\n';
    expect(freeze(`${before}${page}[x]{.scrub-number of=nodes for=fig-a}`)).toMatchObject({
      problems: [],
      text: expect.stringContaining('[512]{'),
    });
    expect(freeze(`${page}<scrub-number of="nodes" for="fig-b">x</scrub-number>`).problems).toEqual([
      expect.stringContaining('no young-daly-curve has the id fig-b'),
    ]);
  });

  test('dollars are escaped in Markdown', () => {
    expect(freeze('[x]{.live-value of=gpuHourPrice gpu-hour-price="$4"}').text).toContain('[\\$4]');
  });

  test.each([
    ['of="nope"', 'of="nope" is not a result of young-daly-curve'],
    ['of=mtbf mtbf=soon', 'mtbf="soon" is not a time'],
    ['of=mtbf fleet=here nodes=3', 'with fleet="here", nodes has no effect'],
    ['of=mtbf fleet=none', 'no young-daly-curve has fleet="none"'],
    ['of=mtbf model=curve', 'model="curve" is not one of'],
  ])('%s is a problem, and the text stays', (attributes, said) => {
    const {text, problems} = freeze(`::: {.young-daly-curve fleet=here}\n[x]{.live-value ${attributes}}\n:::`);
    expect(text).toContain('[x]');
    expect(problems).toEqual([expect.stringMatching(/^2: /)]);
    expect(problems[0]).toContain(said);
  });

  test('those of this repository are fresh', () => {
    const pages = ['examples', 'docs'].flatMap((folder) =>
      readdirSync(root + folder, {recursive: true, encoding: 'utf8'})
        .filter((name) => /\.(qmd|md|html)$/.test(name))
        .map((name) => `${folder}/${name}`),
    );
    const stale = [...pages, 'README.md'].flatMap((page) => {
      const {changes, problems} = freeze(readFileSync(root + page, 'utf8'));
      return [...changes, ...problems].map((one) => ({page, one}));
    });
    expect(pages.length).toBeGreaterThan(5);
    expect(stale, 'npm run freeze').toEqual([]);
  });
});
