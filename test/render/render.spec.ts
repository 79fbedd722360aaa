import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {scenarios} from '../../src/models/index.js';
import {formatQuantity} from '../../src/models/quantities/quantity-format.js';
import {youngDalyCurve} from '../../src/elements/young-daly-curve/inputs.js';
import {attributesOf, render, tags, type Attributes} from '../../src/render/index.js';
import {markdownTable} from '../../src/render/markdown.js';
import {textsOf, wellFormed} from './svg.js';
import {readField, writeField, type Field} from '../../src/core/fields.js';
import {stills} from '../../src/render/stills.js';
import {runs, sample} from '../support/sample.js';

const tag = 'young-daly-curve';

const pictures = new Map<string, ReturnType<typeof render>>();
/** The figure with these attributes, drawn once for all tests that look at it. */
function drawn(attributes: Attributes): ReturnType<typeof render> {
  const key = JSON.stringify(attributes);
  if (!pictures.has(key)) pictures.set(key, render(tag, attributes));
  return pictures.get(key)!;
}

const presets = Object.keys(scenarios);
const time = (seconds: number) => formatQuantity(seconds, 'time');
const share = (of: number) => formatQuantity(of < 1e-6 ? 0 : of, 'ratio');

/** States at the edges: each breaks a drawing that was made for a comfortable U. */
const edges: Record<string, Attributes> = {
  'writing for nothing': {'write-time': '0'},
  'a hopeless fleet': {'nodes': '131,072', 'write-time': '20 min'},
  'one device that never fails': {scenario: 'edge', mtbf: '1000 y', interval: '1 y'},
  'far too often': {interval: '1 s'},
  'far too seldom': {interval: '1000 d'},
  'at the best': {interval: 'optimal'},
  'clustered failures': {law: 'weibull', shape: '0.3'},
  'a guess': {guess: '2 h'},
  'a long, dear run': {'run-length': '100 y', 'gpu-hour-price': '$1000'},
};
const states: Array<[string, Attributes]> = [
  ...presets.map((scenario): [string, Attributes] => [scenario, {scenario}]),
  ...Object.entries(edges),
];

describe('the still figure', () => {
  test.each(states)('%s: is an SVG document without holes', (_, attributes) => {
    const {svg} = drawn(attributes);
    expect(wellFormed(svg)).toBe('');
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="480" height="\d+" viewBox="0 0 480 \d+" [^>]*role="img">\n<title>[^<]+<\/title>\n<desc>[^<]+<\/desc>/,
    );
    expect(svg).not.toMatch(
      /NaN|undefined|Infinity|null|currentColor|var\(|inherit|<style|<script|<foreignObject|\bon\w+=|href|url\(/,
    );
  });

  test.each(states)('%s: the numbers in it are those of the model', (_, attributes) => {
    const {svg} = drawn(attributes);
    const texts = textsOf(svg);
    const value = youngDalyCurve.evaluate(read(attributes));
    expect(texts).toEqual(
      expect.arrayContaining([
        `best ${time(value.optimum.exact)}`,
        `Daly ${time(value.optimum.daly)}`,
        `Young ${time(value.optimum.young)}`,
      ]),
    );
    const apart = texts.includes(`here ${time(value.interval)}`);
    expect(apart || texts.includes('here, at the best')).toBe(true);
    const parts: Array<[string, number]> = [
      ['Useful work', value.efficiency],
      ['Writing checkpoints', value.waste.checkpoint],
      ['Lost work, done again', value.waste.lost],
      ['Restarts', value.waste.restart],
      ['Downtime', value.waste.downtime],
    ];
    for (const [name, of] of parts) expect(texts[texts.indexOf(name) + 1], name).toBe(share(of));
  });

  test.each(presets)('%s: the point stands where its waste says, by the ticks of the axis', (scenario) => {
    const {svg} = drawn({scenario});
    const {waste} = youngDalyCurve.evaluate({scenario});
    const ticks = [
      ...svg.matchAll(/<text transform="translate\([\d.]+,([\d.]+)\)" y="0\.32em">([\d.]+) %<\/text>/g),
    ].map(([, y, percent]) => [Number(y), Number(percent) / 100]);
    const [[y0, low], [y1, high]] = [ticks[0], ticks.at(-1)!];
    const marks = [...svg.matchAll(/<path [^>]*d="M0,-7\.5A[^"]*"[^>]*transform="translate\(([\d.]+),([\d.]+)\)"/g)];
    expect(marks).toHaveLength(1);
    expect(Number(marks[0][2])).toBeCloseTo(y0 + ((waste.total - low) / (high - low)) * (y1 - y0), 1);
  });

  test.each(presets)('%s: bars lie end to end and fill the run', (scenario) => {
    const {svg} = drawn({scenario});
    const bars = [...svg.matchAll(/<rect x="([\d.]+)" y="-10" width="([\d.]+)" height="11" fill="#(?!d3d9de)/g)].map(
      ([, x, width]) => [Number(x), Number(width)],
    );
    expect(bars).toHaveLength(5);
    bars.slice(1).forEach(([x], i) => expect(x).toBeGreaterThanOrEqual(bars[i][0]));
    expect(bars[4][0] + bars[4][1] - bars[0][0]).toBeLessThan(172);
  });

  test('no letter is smaller than eight points at five inches, but in a low index', () => {
    const sizes = [...render(tag, {notation: 'book'}).svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) =>
      Number(size),
    );
    // 480 px are five inches: one px is 0.75 pt.
    expect(sizes.filter((size) => size * 0.75 < 8)).toEqual([10]);
  });

  test('lines differ without colour: no two have the same dash and weight', () => {
    const {svg} = render(tag);
    const looks = ['checkpoint', 'lost', 'recovery', 'firstOrder', 'total'].map((name) => {
      const group = new RegExp(`<g [^>]*class="${name}"[^>]*>`).exec(svg)![0];
      return `${/stroke-dasharray="([^"]*)"/.exec(group)?.[1] ?? 'solid'} ${/stroke-width="([^"]*)"/.exec(group)![1]}`;
    });
    expect(new Set(looks).size).toBe(looks.length);
  });

  test('in the book’s notation the symbol is the book’s', () => {
    expect(textsOf(render(tag).svg)).toContain('work between checkpoints τ');
    expect(textsOf(render(tag, {notation: 'book'}).svg)).toContain('work between checkpoints τckpt');
  });

  test('is the same twice', () => {
    expect(render(tag, {nodes: '16,384'}).svg === render(tag, {nodes: '16384'}).svg).toBe(true);
  });

  test.each(states)('%s: has an alt text of at most 250 characters, a sentence and tables', (_, attributes) => {
    const {alt, description, tables} = drawn(attributes);
    expect(alt.length).toBeGreaterThan(60);
    expect(alt.length).toBeLessThanOrEqual(250);
    expect(alt).not.toMatch(/NaN|undefined|Infinity/);
    expect(description).toMatch(/^[A-Z].{30,}\.$/);
    expect(tables.length).toBeGreaterThan(1);
  });
});

describe('the other views', () => {
  test.each(presets.flatMap((scenario) => ['fleet', 'both'].map((view) => [view, scenario])))(
    '%s of %s',
    (view, scenario) => {
      const {svg, alt, description, tables} = render(tag, {scenario, view});
      expect(wellFormed(svg)).toBe('');
      expect(svg).not.toMatch(/NaN|undefined|Infinity|currentColor|var\(/);
      expect(textsOf(svg)).toContain(`one failure every ${time(youngDalyCurve.evaluate({scenario}).mtbf)}`);
      expect(textsOf(svg).some((text) => text.startsWith('best '))).toBe(view === 'both');
      expect(alt.length).toBeLessThanOrEqual(250);
      expect(description).toMatch(/^[A-Z].{30,}\.$/);
      expect(tables.map(({caption}) => caption)).toContain('Failures of published fleets');
    },
  );
});

describe('any state', () => {
  test.each(tags)('draws no shape of negative size and nothing that is no number: %s', (each) => {
    const {fields} = stills.find(({definition}) => definition.tag === each)!.definition;
    const text = (field: Field): fc.Arbitrary<string> => {
      if (field.choices) return fc.constantFrom(...field.choices);
      if (field.dimension === 'text') return fc.constantFrom(field.example, field.keyword ?? field.example);
      const usual = Number(
        readField(field, field.example).ok && (readField(field, field.example) as {value: number}).value,
      );
      return fc.double({min: -3, max: 3, noNaN: true}).map((by) => {
        const value = (usual || 1) * 10 ** by;
        const low = Math.max(field.min ?? 0, field.above === undefined ? 0 : field.above + 1e-3);
        const inside = Math.min(field.max ?? Infinity, Math.max(low, value));
        return writeField(field, field.integer ? Math.round(inside) : inside);
      });
    };
    const attribute = fc
      .constantFrom(...Object.values(fields))
      .chain((field) => text(field).map((value) => [field.attribute, value] as const));
    fc.assert(
      fc.property(fc.array(attribute, {maxLength: 3}), (attributes) => {
        const {svg} = render(each, Object.fromEntries(attributes));
        expect(svg).not.toMatch(/NaN|undefined|Infinity|(width|height|r)="-/);
      }),
      {seed: 17, numRuns: runs(120)},
    );
  });

  test('a kill that comes while the application is still resuming has nothing to throw away', () => {
    expect(render('preemption-wall', {scenario: 'tiny', base: '46MB'}).svg).not.toMatch(/width="-/);
  });
});

describe('in Markdown', () => {
  const {markdown, alt, tables} = render(tag, {'gpu-hour-price': '$3'});

  test('dollars and bars are escaped', () => {
    expect(markdown).toMatch(/\\\$\d/);
    expect(markdown).not.toMatch(/(?<!\\)\$/);
    expect(markdownTable({caption: 'a|b', columns: ['x', 'y'], rows: [['1|2', '$3']]})).toBe(
      '**a\\|b**\n\n| x | y |\n|---|--:|\n| 1\\|2 | \\$3 |',
    );
  });

  test('every row of a table has as many cells', () => {
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(tables.reduce((sum, {rows: {length}}) => sum + length + 2, 0));
    for (const table of tables) expect(markdown).toContain(markdownTable(table));
  });

  test('the alt text stands alone, or on the picture', () => {
    expect(markdown.startsWith(`${alt}\n\n`)).toBe(true);
    expect(render(tag, {}, {picture: 'a b.svg'}).markdown).toMatch(/^!\[Share of [^\]]*\]\(<a b\.svg>\)\n\n/);
  });

  test('every source is there', () => {
    const sources = Object.values(youngDalyCurve.sources({}));
    for (const {url} of sources) if (url) expect(markdown).toContain(`<${url}>`);
  });
});

describe('what cannot be used', () => {
  test.each<[Attributes, string]>([
    [{nods: '3'}, '<young-daly-curve> has no attribute "nods"; the nearest is "nodes"'],
    [{writeTime: '3'}, '<young-daly-curve> has no attribute "writeTime"; the nearest is "write-time"'],
    [{nodes: '3 h'}, 'nodes="3 h" is not a whole number from 1 to 10,000,000, like "2,048"'],
    [{mtbf: 'soon', shape: '9'}, 'mtbf="soon" is not a time above 0 s'],
    [{mtbf: 'soon', shape: '9'}, 'shape="9" is not a number from 0.3 to 5'],
    [{scenario: 'clout'}, 'scenario="clout" is not one of cloud'],
    [{notation: 'bok'}, 'notation="bok" is not one of mission, book; the nearest is "book"'],
    [{view: 'fleed'}, 'view="fleed" is not one of curve, fleet, both; the nearest is "fleet"'],
    [{detail: 'open'}, 'detail="open" is not one of figure, bench'],
  ])('%o is told by name, value and range', (attributes, said) => {
    expect(() => render(tag, attributes)).toThrow(said);
  });

  test('a tag that does not exist is told with the nearest', () => {
    expect(() => render('young-daly')).toThrow('"young-daly" cannot be rendered; the nearest is "young-daly-curve"');
  });

  test('attributes that disagree are told, and the figure is drawn', () => {
    expect(render(tag, {'mtbf': '4 h', 'node-mtbf': '4 h'}).notices).toEqual([
      'mtbf and node-mtbf disagree; mtbf is used',
    ]);
    expect(render(tag, {mtbf: '4 h'}).notices).toEqual([]);
  });
});

test('every attribute of the help can be rendered with its example', () => {
  const all = tags.flatMap((name) => attributesOf(name).map((about) => ({name, ...about})));
  for (const {name, attribute, example} of sample(all, 50, 15))
    expect(() => render(name, {[attribute]: example}), attribute).not.toThrow();
});

/** The state of these attributes by another way: one field after the other. */
function read(attributes: Attributes): Record<string, number | string> {
  const numbers: Record<string, number | string> = {
    '0': 0,
    '131,072': 131_072,
    '20 min': 1200,
    '1000 y': 1000 * 365.25 * 86_400,
    '1 y': 365.25 * 86_400,
    '1 s': 1,
    '1000 d': 1000 * 86_400,
    '100 y': 100 * 365.25 * 86_400,
    '$1000': 1000,
    '0.3': 0.3,
    '2 h': 7200,
  };
  const keys: Record<string, string> = {
    'write-time': 'writeTime',
    'run-length': 'runLength',
    'gpu-hour-price': 'gpuHourPrice',
  };
  return Object.fromEntries(
    Object.entries(attributes).map(([name, text]) => [keys[name] ?? name, numbers[text] ?? text]),
  );
}
