import {axisX, axisY, dot, line, plot} from '@observablehq/plot';
import {html, nothing, type TemplateResult} from 'lit';
import {formatQuantity} from '../models/quantities/quantity-format.js';
import {themed} from '../draw/palette.js';
import type {Formula, Numbers} from './formula.js';
import type {OwnFormula} from './own-formula.js';
import {resultOf, symbolsOf} from './rows.js';
import {symbols, type SymbolName} from './symbols.js';

const points = 81;
const reach = 30;

/** A reader's formula (dashed) and the model (solid) over the first symbol both hold, from a thirtieth to thirty times its value. */
export function ownFormulaChart(
  formula: Formula,
  own: OwnFormula,
  numbers: Numbers,
  nameOf: (name: SymbolName) => string,
): TemplateResult | typeof nothing {
  const both = symbolsOf(formula);
  const over = own.uses.find((name) => both.includes(name)) ?? both[0];
  const here = numbers[over];
  if (!(here > 0)) return nothing;
  const at = Array.from({length: points}, (_, i) => here * reach ** ((2 * i) / (points - 1) - 1));
  const series = (value: (numbers: Numbers) => number | string) =>
    at.map((x) => {
      const y = value({...numbers, [over]: x});
      return [x, typeof y === 'number' ? y : NaN] as const;
    });
  const model = series((at) => resultOf(formula, at));
  const yours = series((at) => own.compute(at));
  const top = 1.15 * Math.max(...[...model, ...yours].map(([, y]) => y).filter((y) => Number.isFinite(y)), 0);
  if (!(top > 0)) return nothing;
  const svg = drawSeries(model, yours, {here, top, over, result: formula.result});
  return html`<figure class="against">
    <figcaption>
      <span class="solid">the formula above</span> <span class="dashed">yours</span> against ${nameOf(over)}
    </figcaption>
    ${svg}
  </figure>`;
}

type Series = ReadonlyArray<readonly [x: number, y: number]>;

/** Both series on a log axis, with a point where the reader stands. */
function drawSeries(
  model: Series,
  yours: Series,
  {here, top, over, result}: {here: number; top: number; over: SymbolName; result: SymbolName},
): SVGSVGElement {
  const {dimension} = symbols[result];
  const inside = (rows: Series) => rows.map(([x, y]) => [x, y >= 0 && y <= top ? y : NaN]);
  const svg = plot({
    width: 340,
    height: 150,
    marginLeft: 58,
    marginRight: 26,
    marginTop: 10,
    marginBottom: 24,
    style: {fontFamily: 'inherit', fontSize: '12px', color: themed.text, background: 'none', overflow: 'visible'},
    x: {type: 'log', domain: [here / reach, here * reach]},
    y: {domain: [0, top]},
    marks: [
      axisY({
        ticks: 3,
        tickSize: 0,
        tickFormat: (y: number) => formatQuantity(Number(y.toPrecision(2)), dimension),
        fill: themed.muted,
        label: null,
      }),
      axisX({
        ticks: [here / reach, here, here * reach],
        text: (x: number) => formatQuantity(Number(x.toPrecision(2)), symbols[over].dimension),
        tickSize: 4,
        fill: themed.muted,
        color: themed.line,
        label: null,
      }),
      line(inside(model), {stroke: themed.total, strokeWidth: 2.5}),
      line(inside(yours), {stroke: themed.accent, strokeWidth: 2, strokeDasharray: '6 4'}),
      dot(
        yours.filter(([x, y]) => x === here && y >= 0 && y <= top),
        {fill: themed.accent, stroke: themed.surface, r: 5},
      ),
    ],
  }) as unknown as SVGSVGElement;
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}
