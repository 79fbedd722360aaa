import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {render} from '../../src/render/index.js';
import {stillsOf} from '../../src/render/pages.js';
import {canWrite, hasPandoc, render as pandoc, root} from './pandoc.js';

const folder = `${root}examples`;
const pages = readdirSync(folder).filter((name) => name.endsWith('.qmd'));
const shown = pages.flatMap((name) =>
  stillsOf(readFileSync(`${folder}/${name}`, 'utf8')).map((still) => ({...still, page: name})),
);

describe('the stills of the examples', () => {
  test('there is one', () => expect(shown.map(({image}) => image)).toContain('young-daly-curve.svg'));

  test.each(shown)('$image of $page is the figure as it would be drawn now', ({tag, image, attributes}) => {
    const file = `${folder}/${image}`;
    expect(existsSync(file), 'npm run build && npm run stills').toBe(true);
    expect(readFileSync(file, 'utf8') === render(tag, attributes).svg, 'npm run build && npm run stills').toBe(true);
  });

  test.skipIf(!hasPandoc).each(['latex', 'typst'].filter((format) => !hasPandoc || canWrite(format)))(
    'are the fallback in %s',
    (format) => {
      const {text} = pandoc(readFileSync(`${folder}/chapter.qmd`, 'utf8'), format, {args: ['--resource-path', folder]});
      expect(text.match(/young-daly-curve\.svg/g)).toHaveLength(1);
      expect(text).not.toMatch(/\.young-daly-curve/);
    },
  );
});
