import {altText, stillSvg, type Still} from '../../draw/still.js';
import {svgEscape} from '../../draw/svg-text.js';
import {palette} from '../../draw/palette.js';
import {gauges, gaugesHeight, lastMoment, picture} from './draw.js';
import {bytes, described, enough, farads, limitTable, memoryNames, memoryTable, time, volts, title} from './text.js';
import {brownoutBench, type Value} from './inputs.js';

/** CSS pixels: five inches. */
const width = 480;
const edge = 8;
const pictureHeight = 264;

/** `<brownout-bench>` on paper. */
export const brownoutBenchStill: Still<Value> = {
  definition: brownoutBench,
  svg(value) {
    const inner = width - 2 * edge;
    const top = edge + 20;
    const height = top + pictureHeight + 22 + gaugesHeight + edge;
    return stillSvg(height, title, described(value), [
      `<text x="${edge}" y="${edge + 10}" font-weight="600">${svgEscape(`${bytes(value.stateSize)} to ${memoryNames[value.memoryType]}, on ${farads(value.capacitance)}`)}</text>`,
      `<g transform="translate(${edge},${top})">${picture(value, lastMoment(value), inner, pictureHeight, palette)}</g>`,
      `<g transform="translate(${edge},${top + pictureHeight + 18})">${gauges(value, inner, palette)}</g>`,
    ]);
  },
  tables: (value) => [limitTable(value), memoryTable(value)],
  describe: described,
  alt: (value) =>
    altText(
      `A capacitor of ${farads(value.capacitance)} falls from ${volts(value.tripVoltage)} to ${volts(value.minVoltage)}; saving ${bytes(value.stateSize)} to ${memoryNames[value.memoryType]} takes ${time(value.saveTime)} and ${value.survives ? 'survives' : 'is torn'}.`,
      `Energy ${enough(value.energyMargin)}, time ${enough(value.timeMargin)}.`,
      'Below, the copies found afterwards.',
    ),
};
