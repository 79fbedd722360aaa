import {plainText} from '../../core/sentence.js';
import {altText, stillSvg, type Still} from '../../draw/still.js';
import {svgEscape, svgText} from '../../draw/svg-text.js';
import {palette} from '../../draw/palette.js';
import {
  described,
  driveTable,
  driveWords,
  factorWords,
  mainLimit,
  rate,
  keptText,
  share,
  stopTime,
  strategyNames,
  strategyTable,
  time,
  wayTable,
  title,
} from './text.js';
import {stagingBench, type Value} from './inputs.js';
import {drawStaging} from './draw.js';

/** CSS pixels: five inches, so that 11 px are a little over 8 points. */
const width = 480;
const edge = 8;
const pictureHeight = 268;

/** The figures beside the picture, in two columns of words. */
function numbers(value: Value, top: number): string {
  const {mathStop, throughput, durableAfter, stable, blockingEfficiency, stormTime, strategy} = value;
  const rows: Array<[string, string]> = [
    ['the math stops for', `${stopTime(mathStop)}, ${factorWords(value)}`],
    [
      'safe in the store',
      stable ? `after ${time(durableAfter)}, ${rate(throughput)} from HBM` : 'later and later: the backlog grows',
    ],
    ['storm', stormTime > 0 ? `${time(stormTime)} at each checkpoint` : 'none'],
    ['drives last', plainText(driveWords(value))],
    ['time kept', `${keptText(value)}${strategy === 'object-store' ? '' : `, blocking ${share(blockingEfficiency)}`}`],
  ];
  return rows
    .map(
      ([name, words], i) =>
        `<text x="${edge}" y="${top + 17 * i}" fill="${palette.muted}">${name}</text><text x="${edge + 118}" y="${top + 17 * i}" font-weight="${i ? 400 : 600}">${svgEscape(words)}</text>`,
    )
    .join('');
}

/** What stands for what: the same dashes and heights as in the picture; colour is not needed. */
function key(): string {
  const items: Array<[number, string, string]> = [
    [0, `<rect width="18" height="9" y="-8" fill="${palette.checkpoint}" fill-opacity="0.75"/>`, 'checkpoint'],
    [92, `<rect width="18" height="9" y="-8" fill="${palette.zone}" fill-opacity="0.28"/>`, 'training'],
    [171, `<rect width="18" height="9" y="-8" fill="${palette.lost}"/>`, 'beyond the limit'],
    [
      297,
      `<line x2="18" y1="-4" y2="-4" stroke="${palette.restart}" stroke-width="2" stroke-dasharray="5 3"/>`,
      'load on the store',
    ],
  ];
  return items
    .map(([x, mark, name]) => `<g transform="translate(${edge + x},0)">${mark}<text x="23">${name}</text></g>`)
    .join('');
}

/** `<staging-bench>` on paper. */
export const stagingBenchStill: Still<Value> = {
  definition: stagingBench,
  svg(value, {document, appearance = {}}) {
    const {svg} = drawStaging(
      {value, checkpoint: 1, answer: appearance.runs !== 'secret', ran: true},
      {width: width - 2 * edge, height: pictureHeight, colours: palette, document},
    );
    const top = edge + 34;
    const height = top + pictureHeight + 18 + 4 * 17 + edge;
    return stillSvg(height, title, stagingBenchStill.describe(value), [
      `<text x="${edge}" y="${edge + 10}" font-weight="600">${strategyNames[value.strategy]}</text>`,
      `<g transform="translate(0,${edge + 26})">${key()}</g>`,
      `<g transform="translate(${edge},${top})" font-size="12">${[...svg.children].map(svgText).join('')}</g>`,
      numbers(value, top + pictureHeight + 18),
    ]);
  },
  tables: (value) => [strategyTable(value), wayTable(value), driveTable(value)],
  describe: described,
  alt: (value) =>
    altText(
      `${strategyNames[value.strategy]}: the math stops for ${stopTime(value.mathStop)} at each checkpoint, ${factorWords(value)}.`,
      `Four vessels, HBM, DRAM, drives, object store; below them the load on network and store over one checkpoint${mainLimit(value) === 'storm' ? ', beyond the limit in a storm' : ''}.`,
      `Safe in the store after ${time(value.durableAfter)}.`,
    ),
};
