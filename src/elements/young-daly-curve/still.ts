import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {plainText} from '../../core/sentence.js';
import {altText, stillSvg, type Appearance, type Still, type StillOptions} from '../../draw/still.js';
import {svgEscape, svgText} from '../../draw/svg-text.js';
import type {Table} from '../../core/table.js';
import {palette} from '../../draw/palette.js';
import {curveTable, runTable, sentence} from './text.js';
import {fields, youngDalyCurve, type Value} from './inputs.js';
import {drawFleet, fleetDomain} from './draw/fleet.js';
import {chance, fleetSentence, fleetTable, sizeOf, unitName} from './fleet-text.js';
import {placeLabels} from './draw/labels.js';
import {drawOverlays} from './draw/overlays.js';
import {drawCurve, fitDomain, shapes, timeTicks, tolerated} from './draw/curve.js';
import {amount, parts, share, shareOf} from './draw/waterfall.js';

/** CSS pixels: five inches, so that 11 px are a little over 8 points. */
const width = 480;
const edge = 8;

/** A part of the figure over its whole width, with its height. */
interface Panel {
  markup: string;
  height: number;
}
type Draw = (value: Value, options: StillOptions) => Panel;

const time = (seconds: number): string => formatQuantity(seconds, 'time');
const at = (x: number, y: number, ...markup: string[]): string =>
  `<g transform="translate(${x},${y})">${markup.join('')}</g>`;
const label = (x: number, y: number, text: string, attributes = ''): string =>
  `<text x="${x}" y="${y}"${attributes && ` ${attributes}`}>${svgEscape(text)}</text>`;

/** A symbol, with its lower part set low: τ, or τ and ckpt. */
function symbolText(symbol: string): string {
  const [letter, low] = symbol.split('_');
  return `<tspan font-style="italic">${letter}</tspan>${low ? `<tspan dy="3" font-size="10">${low}</tspan>` : ''}`;
}

/** What a drawing function of the live figure drew, without its page. */
function drawing(svg: SVGSVGElement): string {
  const marks = [...svg.children].map(svgText).join('').replaceAll('currentColor', palette.text);
  return `<g font-size="12" text-anchor="middle">${marks}</g>`;
}

/** Two rows: the lines, and the marks with their intervals. The same dashes and shapes as in the picture: colour is not needed. */
function key({optimum}: Value): Panel {
  const stroke = (x: number, name: string, attributes: string) =>
    at(x, 0, `<line x2="26" y1="-4" y2="-4" ${attributes}/>`, label(31, 0, name));
  const mark = (x: number, path: string, words: string, fill: string = palette.surface) =>
    at(
      x,
      18,
      `<path transform="translate(5,-4)" d="${path}" fill="${fill}" stroke="${fill === palette.surface ? palette.text : 'none'}" stroke-width="1.2"/>`,
      label(14, 0, words),
    );
  return {
    height: 36,
    markup: at(
      edge,
      11,
      stroke(0, 'total', `stroke="${palette.total}" stroke-width="3"`),
      stroke(74, 'checkpoints', `stroke="${palette.checkpoint}" stroke-width="2" stroke-dasharray="7 4"`),
      stroke(188, 'lost work', `stroke="${palette.lost}" stroke-width="2" stroke-dasharray="3 3"`),
      stroke(
        285,
        'recovery',
        `stroke="${palette.restart}" stroke-width="2.5" stroke-dasharray="1 4" stroke-linecap="round"`,
      ),
      stroke(377, 'first order', `stroke="${palette.muted}" stroke-width="1.25"`),
      mark(0, shapes.exact, `best ${time(optimum.exact)}`, palette.lost),
      mark(117, shapes.daly, `Daly ${time(optimum.daly)}`),
      mark(228, shapes.young, `Young ${time(optimum.young)}`),
      at(
        345,
        18,
        `<rect width="26" height="11" y="-9.5" fill="${palette.zone}" fill-opacity="0.2"/>`,
        label(31, 0, `off by over ${formatQuantity(tolerated, 'ratio')}`),
      ),
    ),
  };
}

/** The share of time lost against the interval. */
const curve: Draw = (value, {symbols, document}) => {
  const [left, height] = [10, 232];
  const picture = drawCurve(value, fitDomain(value), {width: width - edge - left, height, colours: palette, document});
  placeLabels(picture, value, width - edge - left);
  drawOverlays(picture, value, {}, palette);
  const keys = key(value);
  const top = keys.height + 18;
  return {
    height: top + height + 16,
    markup: [
      keys.markup,
      label(edge, top - 1, 'share of wall time lost', `fill="${palette.muted}"`),
      at(left, top, drawing(picture.svg)),
      `<text x="${width - edge - 14}" y="${top + height + 10}" text-anchor="end" fill="${palette.muted}">work between checkpoints ${symbolText(fields.interval.symbol[symbols])}</text>`,
    ].join(''),
  };
};

/** The Total Time Waterfall: where the run goes, one part after the other. */
const run: Draw = (value) => {
  const [left, right, row] = [142, 312, 19];
  let from = left;
  const rows = parts.map(([part, name, colour], i) => {
    const of = shareOf(value, part);
    const long = of * (right - left);
    // A sliver stays visible: nothing that costs is drawn as free.
    const shown = of >= 1e-6 ? Math.max(1, long) : 0;
    const bar = `<rect x="${left}" y="-10" width="${right - left}" height="11" fill="${palette.grid}" fill-opacity="0.6"/><rect x="${from.toFixed(2)}" y="-10" width="${shown.toFixed(2)}" height="11" fill="${palette[colour]}"/>`;
    from += long;
    return at(
      0,
      22 + (i + 1) * row,
      label(edge, 0, name),
      bar,
      label(right + 78, 0, share(of), 'text-anchor="end"'),
      label(width - edge, 0, amount(value, of * value.runLength, 'hours'), 'text-anchor="end" font-weight="600"'),
    );
  });
  return {
    height: 28 + parts.length * row,
    markup:
      label(edge, 18, `Where the ${formatQuantity(value.runLength, 'time', {words: true})} go`, 'font-weight="600"') +
      rows.join(''),
  };
};

/** Failures against the size of the fleet. */
const fleet: Draw = (value, {symbols, document}) => {
  const [top, height] = [26, 300];
  const picture = drawFleet(value, fleetDomain(value), {width: width - edge - 10, height, colours: palette, document});
  return {
    height: top + height + 16,
    markup: [
      label(edge, 20, 'time between failures of the job', `fill="${palette.muted}"`),
      at(10, top, drawing(picture.svg)),
      `<text x="${width - edge - 14}" y="${top + height + 10}" text-anchor="end" fill="${palette.muted}">${unitName(value).many} ${symbolText(fields.nodes.symbol[symbols])}</text>`,
    ].join(''),
  };
};

interface View {
  title: string;
  /** Top to bottom. */
  panels: readonly Draw[];
  sentences(value: Value): string[];
  tables(value: Value): Table[];
  /** What it shows, and more where there is room. */
  alt(value: Value): readonly [string, ...string[]];
}

const curveView: View = {
  title: 'Share of time lost to failures against the work between checkpoints',
  panels: [curve, run],
  sentences: (value) => [plainText(sentence(value))],
  tables: (value) => [runTable(value), curveTable(value, timeTicks(fitDomain(value), 600))],
  alt: ({interval, waste, optimum, leastWaste, efficiency}) => [
    optimum.exact > 0
      ? `Share of time lost against the work between checkpoints: a U, lowest at ${time(optimum.exact)} with ${share(leastWaste)}.`
      : 'Share of time lost against the work between checkpoints: it only rises, as writing costs nothing.',
    `The marked point, ${time(interval)}, loses ${share(waste.total)}.`,
    `Bars: ${share(efficiency)} useful, ${share(waste.checkpoint)} writing, ${share(waste.lost)} lost work, ${share(waste.restart + waste.downtime)} recovery.`,
  ],
};

const fleetView: View = {
  title: 'Time between failures, and the chance of none, against the size of the fleet',
  panels: [fleet],
  sentences: (value) => [plainText(fleetSentence(value))],
  tables: (value) => [fleetTable(value)],
  alt: (value) => [
    `Time between failures against the size of the fleet, on log axes: a falling line. At ${sizeOf(value)}, one failure every ${time(value.mtbf)}.`,
    `Their chance of ${time(value.horizon)} without one, in a second chart: ${chance(value.survival.fleet)}.`,
  ],
};

/** What each `view` shows. */
const views: Readonly<Record<string, readonly View[]>> = {
  curve: [curveView],
  fleet: [fleetView],
  both: [curveView, fleetView],
};
const viewsOf = (appearance: Appearance = {}): readonly View[] => views[appearance.view] ?? views.curve;

/** The figure as one SVG document. */
function svg(value: Value, options: StillOptions): string {
  const shown = viewsOf(options.appearance);
  const panels = shown.flatMap((view) => view.panels).map((draw) => draw(value, options));
  let height = edge;
  const stacked = panels.map((panel) => {
    const markup = at(0, height, panel.markup);
    height += panel.height;
    return markup;
  });
  height += edge;
  return stillSvg(
    height,
    shown.map(({title}) => title).join('; '),
    youngDalyCurveStill.describe(value, options.appearance),
    stacked,
  );
}

/** `<young-daly-curve>` on paper. */
export const youngDalyCurveStill: Still<Value> = {
  definition: youngDalyCurve,
  svg,
  tables: (value, appearance) => viewsOf(appearance).flatMap((view) => view.tables(value)),
  describe: (value, appearance) =>
    viewsOf(appearance)
      .flatMap((view) => view.sentences(value))
      .join(' '),
  alt: (value, appearance) => {
    const altTexts = viewsOf(appearance).map((view) => view.alt(value));
    const [first, ...others] = altTexts.map(([it]) => it);
    return altText(first, ...others, ...altTexts.flatMap(([, ...more]) => more));
  },
};

/** The same, for the live element. */
export const still = svg;
