import {svgPen} from '../../draw/pen.js';
import {altText, stillSvg, type Still} from '../../draw/still.js';
import {
  bytes,
  chainTable,
  deltas,
  described,
  frames,
  killSentence,
  killTable,
  storageTable,
  time,
  title,
} from './text.js';
import {preemptionWall, type Value} from './inputs.js';
import {drawResume, drawSession, drawingHeights, resumeScale, windowOf} from './draw.js';

/** CSS pixels: five inches. */
const width = 480;
const gap = 16;

/** `<preemption-wall>` on paper. */
export const preemptionWallStill: Still<Value> = {
  definition: preemptionWall,
  svg(value) {
    const height = 8 + drawingHeights.resume + gap + drawingHeights.session + 8;
    const [above, below] = [svgPen('wall'), svgPen('session')];
    drawResume(above, value, resumeScale(value, width), width);
    drawSession(below, value, windowOf(value), width);
    return stillSvg(height, title, described(value), [
      `<g transform="translate(0,8)">${above.markup()}</g>`,
      `<g transform="translate(0,${8 + drawingHeights.resume + gap})">${below.markup()}</g>`,
    ]);
  },
  tables: (value) => [chainTable(value), killTable(value), storageTable(value)],
  describe: described,
  alt: (value) =>
    altText(
      `A time bar: start, base of ${bytes(value.base)}, ${deltas(value.chain)}: ${time(value.resume)}, ${frames(value.frames)}, ${value.fits ? 'within' : 'beyond'} a wall at ${time(value.resumeLimit)}.`,
      `Below it the saves of a session and the journal that a kill left.`,
      killSentence(value),
    ),
};
