import {describe, expect, test} from 'vitest';
import {stillsOf} from '../../src/render/pages.js';

const of = (page: string) => stillsOf(page).map(({line, image, attributes}) => ({line, image, ...attributes}));

describe('the stills of a page', () => {
  test('are the images in widget Divs, with the attributes of the Div', () => {
    expect(
      of('# A\n\n::: {.young-daly-curve nodes="2,048" write-time=\'2 min\' mtbf=4h}\n![A U](a.svg)\n:::\n'),
    ).toEqual([{'line': 3, 'image': 'a.svg', 'nodes': '2,048', 'write-time': '2 min', 'mtbf': '4h'}]);
  });

  test('in a figure, with words around them, over several lines', () => {
    const page =
      '::: {#fig-a fig-alt="x"}\n:::: {.young-daly-curve .column-page\n  nodes="3"}\nBefore.\n\n![A [linked](x) U](<a b.svg> "Title"){width=5in}\\\nafter.\n::::\n\nCaption.\n:::\n\n![not mine](other.svg)\n';
    expect(of(page)).toEqual([{line: 2, image: 'a b.svg', nodes: '3'}]);
  });

  test('without what belongs to the figure or the page', () => {
    expect(
      of(
        '::: {#fig-a .young-daly-curve nodes=3 fig-cap="C" layout-ncol=1 style="--rt-height: 3rem" data-x=1 aria-label=L}\n![](a.svg)\n:::',
      ),
    ).toEqual([{line: 1, image: 'a.svg', nodes: '3'}]);
  });

  test('an attribute the widget does not know stays, to be told', () => {
    expect(of('::: {.young-daly-curve nods=3}\n![](a.svg)\n:::')).toEqual([{line: 1, image: 'a.svg', nods: '3'}]);
  });

  test('of a shortcode', () => {
    expect(of('{{< young-daly-curve nodes=3 fallback="a.svg" alt="A U" >}}')).toEqual([
      {line: 1, image: 'a.svg', nodes: '3'},
    ]);
  });

  test('with a fleet, the first of it tells the inputs, and each its own looks', () => {
    const page = [
      '::: {.young-daly-curve fleet=other nodes=1}',
      ':::',
      '::: {.young-daly-curve fleet=a nodes=2 notation=book}',
      'Words.',
      ':::',
      '::: {.young-daly-curve fleet=a view=fleet}',
      '![](b.svg)',
      ':::',
    ].join('\n');
    expect(of(page)).toEqual([{line: 6, image: 'b.svg', fleet: 'a', nodes: '2', view: 'fleet'}]);
  });

  test('with a fleet, take what any widget of it has written, whatever its tag; what cannot be read stays, to be told', () => {
    const page =
      '::: {.young-daly-curve fleet=a}\n![](a.svg)\n:::\n::: {.failure-topology fleet=a nodes="1,024"}\n:::\n<math-peek formula="exact" fleet="a" write-time="5 min"></math-peek>\n';
    const [{attributes}] = stillsOf(page);
    expect(attributes).toMatchObject({'nodes': '1024', 'write-time': '5 min', 'fleet': 'a'});
    expect(of(page.replace('fleet=a}', 'fleet=a nodes=many}'))[0]).toEqual({
      line: 1,
      image: 'a.svg',
      fleet: 'a',
      nodes: 'many',
    });
  });

  test.each([
    ['a picture elsewhere', '::: {.young-daly-curve}\n![](https://example.org/a.svg)\n![](/img/a.svg)\n:::'],
    ['another kind of picture', '::: {.young-daly-curve}\n![](a.png)\n:::'],
    ['another class', '::: {.young-daly-curve-like}\n![](a.svg)\n:::'],
    ['an example in a block of code', '````markdown\n::: {.young-daly-curve}\n![](a.svg)\n:::\n````\n'],
    ['an example in a comment', '<!--\n::: {.young-daly-curve}\n![](a.svg)\n:::\n-->'],
    ['an image after the Div', '::: {.young-daly-curve}\nWords.\n:::\n\n![](a.svg)\n'],
  ])('are not: %s', (_, page) => {
    expect(of(page)).toEqual([]);
  });
});
