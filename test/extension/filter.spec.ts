import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {canWrite, hasPandoc, pack, render, unzipped} from './pandoc.js';

const version = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version as string;

const figure = `::: {#fig-young-daly}
::: {.young-daly-curve nodes="2048" write-time="2 min"}
![](curve.svg){alt="A curve"}

| interval | lost |
|---|---|
| 10 min | 3 % |
:::

Time lost against the *interval*.
:::
`;

if (!hasPandoc) console.log('The filter is not tested: pandoc is not on the PATH.');

describe.skipIf(!hasPandoc)('the filter', () => {
  describe('where scripts run', () => {
    test('a Div becomes the element, with its content in the light DOM', () => {
      const {text, warnings} = render(
        '::: {.young-daly-curve nodes="2048" write-time="2 min"}\nStill *here*.\n:::',
        'html',
      );
      expect(text.trim()).toBe(
        '<div class="reliability-tax">\n<young-daly-curve nodes="2048" write-time="2 min">\n<p>Still <em>here</em>.</p>\n</young-daly-curve>\n</div>',
      );
      expect(warnings).toEqual([]);
    });

    test('a figure keeps id and caption; the widget is its content', () => {
      const {text, warnings} = render(figure, 'html');
      expect(text).toMatch(
        /<div id="fig-young-daly">\s*<div class="reliability-tax">\s*<young-daly-curve nodes="2048" write-time="2 min">/,
      );
      expect(text).toMatch(
        /<\/table>\s*<\/young-daly-curve>\s*<\/div>\s*<p>Time lost against the <em>interval<\/em>\.<\/p>/,
      );
      expect(text.match(/fig-young-daly/g)).toHaveLength(1);
      expect(warnings).toEqual([]);
    });

    test('a figure written as one Div is split: the id and figure attributes stay outside', () => {
      const {text} = render(
        '::: {#fig-x .young-daly-curve nodes=3 fig-cap="C" .column-page}\nFallback.\n\nA caption.\n:::',
        'html',
      );
      expect(text).toMatch(/^<div id="fig-x" class="column-page" data-fig-cap="C">/);
      expect(text).toMatch(
        /<young-daly-curve nodes="3">\s*<p>Fallback.<\/p>\s*<\/young-daly-curve>\s*<\/div>\s*<p>A caption.<\/p>/,
      );
    });

    test('a figure that Quarto has already made its own node is treated alike', () => {
      const {text, warnings} = render(
        '::: {#fig-x .float-call .young-daly-curve nodes=3 fig-pos=h}\nFallback.\n:::',
        'html',
      );
      expect(text).toMatch(
        /^<div id="fig-x" data-fig-pos="h">\s*<div class="reliability-tax">\s*<young-daly-curve nodes="3">/,
      );
      expect(warnings).toEqual([]);
    });

    test('id, style, data-* and aria-* stay on the tag; other classes go to the Div around it', () => {
      const {text} = render(
        '::: {#lab .young-daly-curve .column-margin style="--rt-height: 30rem" data-x="1" aria-label="Curve"}\nx\n:::',
        'html',
      );
      expect(text).toContain('<div class="reliability-tax column-margin">');
      expect(text).toContain('<young-daly-curve id="lab" style="--rt-height: 30rem" data-x="1" aria-label="Curve">');
    });

    test.each([
      ['quotes', String.raw`"a \"b\" c"`, '&quot;b&quot;'],
      ['dollars', '"$3"', '&#36;3'],
      ['angle brackets', '"a < b > c"', 'a &lt; b &gt; c'],
      ['ampersands', '"R & D"', 'R &amp; D'],
      [
        'the end of a script',
        '"</script><script>alert(1)</script>"',
        '&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;',
      ],
      ['dashes', '"a -- b --> c"', 'a -- b --&gt; c'],
    ])('%s in an attribute are escaped', (_, written, escaped) => {
      const {text} = render(`::: {.young-daly-curve fleet=${written}}\nx\n:::`, 'html');
      const value = /<young-daly-curve fleet="([^"]*)">/.exec(text)?.[1];
      expect(value).toContain(escaped);
      expect(value).not.toMatch(/[<>"$]/);
    });

    test('a shortcode in an attribute is left for Quarto to resolve', () => {
      const {text, warnings} = render(
        '::: {.young-daly-curve nodes="{{< meta nodes >}}" scaling="{{< meta scaling >}}"}\nx\n:::',
        'html',
      );
      expect(text).toContain('nodes="{{< meta nodes >}}"');
      expect(warnings).toEqual([]);
    });

    test('a span becomes a live value', () => {
      const {text} = render(
        'It is [26.8 min]{.live-value of="optimum.young" write-time="2 min" mtbf="3 h"} here.',
        'html',
      );
      expect(text.trim()).toBe(
        '<p>It is <live-value of="optimum.young" write-time="2 min" mtbf="3 h">26.8 min</live-value> here.</p>',
      );
    });

    test('text around it stays as written', () => {
      const {text} = render('From $15K to $20K, `</script>`, a -- b.\n\n' + figure, 'html');
      expect(text).toContain('From $15K to $20K, <code>&lt;/script&gt;</code>');
    });

    test('the fallback image is kept out of lightboxes, and on slides unstretched', () => {
      expect(render(figure, 'html').text).toMatch(/<img[^>]*class="nolightbox"/);
      expect(render(figure, 'revealjs').text).toMatch(/<img[^>]*class="nolightbox nostretch"/);
    });

    test('in a layout the widget is one cell', () => {
      const {text} = render('::: {layout-ncol=2}\n::: {.young-daly-curve}\na\n\nb\n:::\n\nc\n:::', 'native');
      expect(text).toMatch(/layout-ncol/);
      const html = render('::: {layout-ncol=2}\n::: {.young-daly-curve}\na\n\nb\n:::\n\nc\n:::', 'html').text;
      expect(html.match(/<div class="reliability-tax">/g)).toHaveLength(1);
    });
  });

  describe('the bundle', () => {
    const dependency = `reliability-tax ${version} reliability-tax.js module reliability-tax.css`;

    test('is asked for once, however many widgets the page has', () => {
      expect(
        render(`${figure}\n::: {.young-daly-curve}\nx\n:::\n\n[3 h]{.live-value of=mtbf}`, 'html').dependencies,
      ).toEqual([dependency]);
      expect(render(figure, 'revealjs').dependencies).toEqual([dependency]);
    });

    test('is not asked for without a widget', () => {
      expect(render('Only text about `young-daly-curve` and $15K.', 'html').dependencies).toEqual([]);
    });

    test.each(['epub', 'latex', 'gfm', 'docx'])('is not asked for in %s', (format) => {
      expect(render(figure, format, {args: ['-o', '/dev/null']}).dependencies).toEqual([]);
    });
  });

  describe('where no script runs', () => {
    test.each(['latex', 'typst', 'gfm', 'plain', 'asciidoc', 'rtf'].filter(canWrite))(
      'in %s the fallback stands alone',
      (format) => {
        const source = `${figure}\nIt is [26.8 min]{.live-value of=mtbf}.`;
        const authored = source
          .replace('::: {.young-daly-curve nodes="2048" write-time="2 min"}\n', '')
          .replace(':::\n\nTime', '\nTime')
          .replace('[26.8 min]{.live-value of=mtbf}', '26.8 min');
        const made = render(source, format);
        expect(made.text).toBe(render(authored, format).text);
        expect(made.warnings).toEqual([]);
      },
    );

    test.each([
      ['epub', 'xhtml'],
      ['docx', 'word/document.xml'],
    ])('in %s nothing of the element is left', (format, part) => {
      const written = unzipped(pack(`${figure}\nIt is [26.8 min]{.live-value of=mtbf}.`, format), part);
      expect(written).toContain('26.8');
      expect(written).toContain('interval');
      expect(written).not.toMatch(/young-daly-curve|live-value|write-time|reliability-tax/);
    });

    const linked =
      '::: {#w1 .young-daly-curve}\nAbove.\n:::\n\n[1]{#s1 .scrub-number of=nodes} nodes.\n\n::: {.shortcode-call name=young-daly-curve id=c1 fallback="f.svg" alt="A curve"}\n:::\n\n[see](#w1) [this](#s1) [that](#c1)';

    test.each([
      ['latex', /\\(?:hypertarget|label)\{(\w+)\}/g],
      ['markdown', /\{#(\w+)\}/g],
      ['gfm', /<(?:div|span) id="(\w+)"/g],
    ])('in %s a link to a widget, a number or a shortcode still has its target', (format, target) => {
      const {text, warnings} = render(linked, format);
      expect([...new Set([...text.matchAll(target)].map(([, id]) => id))]).toEqual(['w1', 's1', 'c1']);
      expect(text).not.toMatch(/young-daly|scrub-number/);
      expect(warnings).toEqual([]);
    });

    test.each([
      ['epub', /<(?:div|span)[^>]* id="(\w+)"/g, 'xhtml'],
      ['docx', /<w:bookmarkStart [^>]*w:name="(\w+)"/g, 'word/document.xml'],
    ])('in %s too', (format, target, part) => {
      expect([...unzipped(pack(linked, format), part).matchAll(target)].map(([, id]) => id)).toEqual(
        expect.arrayContaining(['w1', 's1', 'c1']),
      );
    });

    test('in a layout several fallback blocks stay one cell', () => {
      const {text} = render('::: {layout-ncol=2}\n::: {.young-daly-curve}\na\n\nb\n:::\n\nc\n:::', 'native');
      expect(text.match(/Div/g)).toHaveLength(2);
      expect(text).not.toContain('reliability-tax-cell');
    });

    test('a widget without fallback leaves a pointer to its live version, and warns', () => {
      const {text, warnings} = render(
        '---\nrt-live-url: https://example.org/faults.html\n---\n\n::: {#fig-x}\n::: {.young-daly-curve}\n:::\n\nCaption.\n:::',
        'latex',
      );
      expect(text).toMatch(
        /This figure is interactive\. Its live version is at\s+\\(url|href)\{https:\/\/example.org\/faults.html\}/,
      );
      expect(warnings).toEqual([expect.stringContaining('no fallback content')]);
    });

    test('the address is the page under the site when only that is known', () => {
      const {text} = render(
        '---\nwebsite:\n  site-url: https://example.org/vol2\n---\n\n::: {.young-daly-curve}\n:::',
        'latex',
      );
      expect(text).toContain('https://example.org/vol2/parts/faults.html');
    });

    test('without an address it says so in words', () => {
      expect(render('::: {.young-daly-curve}\n:::', 'latex').text).toContain('It needs the web version of this page.');
    });
  });

  describe('what an author is told', () => {
    const warnings = (attributes: string, to = 'html') =>
      render(`::: {.young-daly-curve ${attributes}}\nx\n:::`, to).warnings;

    test.each([
      ['nodse=3', 'has no attribute "nodse"; the nearest is "nodes"'],
      ['writeTime="2 min"', 'has no attribute "writeTime"; the nearest is "write-time"'],
      ['write_time="2 min"', 'has no attribute "write_time"; the nearest is "write-time"'],
      ['checkpoint-sise="1 GB"', 'has no attribute "checkpoint-sise"; the nearest is "checkpoint-size"'],
      ['scaling=share', 'is not one of fixed, sharded, shared; the nearest is "shared"'],
      ['scenario=lama3', '; the nearest is "llama3"'],
      ['locked=nodez', 'locked="nodez" on <young-daly-curve> is not an input; the nearest is "nodes"'],
      ['hidden-controls="nodes writeTime"', 'is not an input; the nearest is "write-time"'],
    ])('%s', (attributes, said) => {
      expect(warnings(attributes)).toEqual([expect.stringContaining(said)]);
      expect(warnings(attributes, 'latex')).toEqual([expect.stringContaining(said)]);
    });

    test.each(['', 'all', 'true', 'nodes, write-time', 'false'])('nothing of locked="%s"', (names) => {
      expect(warnings(`locked="${names}" hidden-controls="${names}"`)).toEqual([]);
    });

    const single = (attributes: string, content = 'x') => `::: {#fig-yd ${attributes}}\n${content}\n\nCaption.\n:::`;

    test.each([
      ['.young-daly-curve nodse="2,048"', 'has no attribute "nodse"; the nearest is "nodes"'],
      ['.young-daly-curve wdith=3', 'has no attribute "wdith"'],
      ['.young-daly-curve scaling=share', 'the nearest is "shared"'],
      ['.yung-daly-curve', 'did you mean "young-daly-curve"'],
    ])('of a figure written as one Div, in Quarto and in pandoc: %s', (attributes, said) => {
      for (const to of ['html', 'latex'])
        for (const form of [attributes, `.float-call ${attributes}`]) {
          const made = render(single(form), to);
          expect(made.warnings, form).toEqual([expect.stringContaining(said)]);
          expect(made.text).not.toMatch(/nodse|wdith/);
        }
    });

    test('nothing of a figure’s own attributes, nor of those of its image', () => {
      const own =
        'fig-pos=h fig-cap="C" tbl-colwidths="[1]" layout-ncol=2 cap-location=margin nodes=3 style="color: red" lang=en data-x=1';
      for (const form of [single(`.young-daly-curve ${own}`), single(`.float-call .young-daly-curve ${own}`)]) {
        const {text, warnings} = render(form, 'html');
        expect(warnings).toEqual([]);
        expect(text).toMatch(
          /<young-daly-curve (?=[^>]*nodes="3")(?=[^>]*style="color: red")(?=[^>]*lang="en")(?=[^>]*data-x="1")[^>]*>/,
        );
        expect(/<div id="fig-yd"[^>]*>/.exec(text)?.[0]).toMatch(
          /(?=.*fig-pos="h")(?=.*layout-ncol="2")(?=.*cap-location="margin")/,
        );
      }
      const lone = render(
        '::: {#fig-yd .float-call .young-daly-curve nodes=3}\n![](a.svg){fig-alt="A" lightbox=false width=5in}\n:::',
        'html',
      );
      expect(lone.warnings).toEqual([]);
      expect(lone.text).toContain('<young-daly-curve nodes="3">');
      expect(lone.text).toMatch(/<div id="fig-yd"[^>]*lightbox="false"/);
    });

    test('an unknown attribute is left out of the page', () => {
      expect(render('::: {.young-daly-curve onclick="alert(1)" nodse=3}\nx\n:::', 'html').text).toContain(
        '<young-daly-curve>',
      );
    });

    test('nothing, when all is right', () => {
      expect(
        warnings('nodes="2,048" scaling=Shared data-x=1 aria-label=a style="color: red" fleet=a locked="nodes"'),
      ).toEqual([]);
    });

    test('a result that a live value does not have', () => {
      expect(render('[1]{.live-value of="optimum.yuong"}', 'html').warnings).toEqual([
        expect.stringContaining('the nearest is "optimum.young"'),
      ]);
    });

    test('a class that is almost a widget', () => {
      expect(render('::: {.yung-daly-curve}\nx\n:::', 'html').warnings).toEqual([
        expect.stringContaining('did you mean "young-daly-curve"'),
      ]);
      expect(render('::: {.callout-note}\nx\n:::', 'html').warnings).toEqual([]);
    });

    test('an id inside the widget, where references would break', () => {
      expect(render('::: {.young-daly-curve}\n![c](x.svg){#fig-x}\n:::', 'html').warnings).toEqual([
        expect.stringContaining('"fig-x" is inside <young-daly-curve>'),
      ]);
    });
  });

  describe('the shortcode', () => {
    test('is the element with its fallback image, attributes in a stable order', () => {
      const {text, warnings, dependencies} = render(
        '::: {.shortcode-call name=young-daly-curve write-time="2 min" nodes=2048 fallback="f.svg" alt="A curve"}\n:::',
        'html',
      );
      expect(text).toMatch(
        /<young-daly-curve nodes="2048" write-time="2 min">\s*<img src="f.svg"[^>]*alt="A curve"\s*\/>\s*<\/young-daly-curve>/,
      );
      expect(warnings).toEqual([]);
      expect(dependencies).toHaveLength(1);
    });

    test('takes the value of a nested shortcode', () => {
      expect(render('::: {.shortcode-call name=young-daly-curve nodes="inlines:16"}\n:::', 'html').text).toContain(
        '<young-daly-curve nodes="16"></young-daly-curve>',
      );
    });

    test('stands within a line', () => {
      expect(render('In [x]{.shortcode-call name=young-daly-curve nodes=4} line.', 'html').text.trim()).toBe(
        '<p>In <young-daly-curve nodes="4"></young-daly-curve> line.</p>',
      );
    });

    test('works where Quarto does not say what surrounds it', () => {
      expect(render('::: {.shortcode-call-1-4 name=young-daly-curve nodes=4}\n:::', 'html').text).toContain(
        '<young-daly-curve nodes="4"></young-daly-curve>',
      );
      expect(render('In [x]{.shortcode-call-1-4 name=young-daly-curve nodes=4} line.', 'html').text.trim()).toBe(
        '<p>In <young-daly-curve nodes="4"></young-daly-curve> line.</p>',
      );
    });

    test('is its image in print', () => {
      const {text, dependencies} = render(
        '::: {.shortcode-call name=young-daly-curve nodes=4 fallback="f.svg" alt="A curve"}\n:::',
        'latex',
      );
      expect(text).toMatch(/\\include(graphics|svg).*\{f.svg\}/);
      expect(dependencies).toEqual([]);
    });

    test('warns of unknown attributes, missing "=" and missing alt text', () => {
      const {warnings} = render(
        '::: {.shortcode-call name=young-daly-curve nodse=4 args=live fallback="f.svg"}\n:::',
        'html',
      );
      expect(warnings).toEqual([
        expect.stringContaining('has no "="'),
        expect.stringContaining('"nodes"'),
        expect.stringContaining('no alt text'),
      ]);
    });

    test('without fallback points to the live version in print', () => {
      const {text} = render(
        '---\nrt-live-url: https://example.org/a\n---\n\n::: {.shortcode-call name=young-daly-curve}\n:::',
        'gfm',
      );
      expect(text).toContain('https://example.org/a');
    });
  });

  test('works in plain pandoc too, without Quarto', () => {
    expect(render(figure, 'html', {through: 'none'}).text).toContain('<young-daly-curve nodes="2048"');
    expect(render(figure, 'latex', {through: 'none'}).text).not.toContain('young-daly-curve ');
  });
});
