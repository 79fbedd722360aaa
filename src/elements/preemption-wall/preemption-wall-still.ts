import {svgPen} from '../../widget/pen.js';
import {altText, type Still} from '../../widget/still.js';
import {svgEscape} from '../../widget/svg-text.js';
import {palette} from '../../widget/theme.js';
import {bytes, chainTable, deltas, described, frames, killSentence, killTable, storageTable, time, title} from './describe.js';
import {preemptionWall, type Value} from './inputs.js';
import {drawResume, drawSession, heights, resumeScale, windowOf} from './preemption-wall-plot.js';

/** CSS pixels: five inches. */
const width = 480;
const gap = 16;

/** `<preemption-wall>` on paper. */
export const preemptionWallStill: Still<Value> = {
  definition: preemptionWall,
  svg(value) {
    const height = 8 + heights.resume + gap + heights.session + 8;
    const [above, below] = [svgPen('wall'), svgPen('session')];
    drawResume(above, value, resumeScale(value, width), width);
    drawSession(below, value, windowOf(value), width);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, Helvetica, Arial, sans-serif" font-size="11.5" fill="${palette.text}" role="img">`,
      `<title>${title}</title>`,
      `<desc>${svgEscape(described(value))}</desc>`,
      `<rect width="${width}" height="${height}" fill="${palette.surface}"/>`,
      `<g transform="translate(0,8)">${above.markup()}</g>`,
      `<g transform="translate(0,${8 + heights.resume + gap})">${below.markup()}</g>`,
      '</svg>',
    ].join('\n');
  },
  tables: (value) => [chainTable(value), killTable(value), storageTable(value)],
  describe: described,
  alt: (value) => altText(
    `A time bar: start, base of ${bytes(value.base)}, ${deltas(value.chain)}: ${time(value.resume)}, ${frames(value.frames)}, ${value.fits ? 'within' : 'beyond'} a wall at ${time(value.resumeLimit)}.`,
    `Below it the saves of a session and the journal that a kill left.`,
    killSentence(value),
  ),
};
