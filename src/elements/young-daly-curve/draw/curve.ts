import {axisX, axisY, dot, gridY, line, plot, rect, ruleX, ruleY, text} from '@observablehq/plot';
import {wasteCurve} from '../../../models/index.js';
import {formatQuantity} from '../../../models/quantities/quantity-format.js';
import type {Palette} from '../../../draw/palette.js';
import {modelInputs, type Value} from '../inputs.js';

/** What the axes show: seconds between checkpoints (log), and shares of wall time from 0 to `top`. */
export interface Domain {
  readonly from: number;
  readonly to: number;
  readonly top: number;
}

/** Size and colours of a drawing. */
export interface View {
  width: number;
  height: number;
  colours: Palette;
  document?: Document;
}

/** The first-order estimate of the waste (Young's, with recovery) fails where it is off by more than this share of the true waste. */
export const tolerated = 0.1;

export const margin = {left: 46, right: 14, top: 12, bottom: 26} as const;

/** The least of 1, 0.5, 0.2, 0.1, 0.05 ... that is not below `need`. */
function topFor(need: number): number {
  if (need > 0.5) return 1;
  const power = 10 ** Math.floor(Math.log10(Math.max(need, 1e-9)));
  return Math.min(1, ...[10, 5, 2, 1].map((step) => step * power).filter((top) => top >= need));
}

/**
 * Axes for a state. The interval axis stays while the state still fits, so that a change moves the curve and not the
 * paper. While the reader's hand moves, the shares only grow (`top`); while it moves along the curve, the interval axis
 * stands still whatever happens (`all`).
 */
export function fitDomain(value: Value, held?: Domain, hold: 'nothing' | 'top' | 'all' = 'nothing'): Domain {
  const {interval, leastWaste, waste} = value;
  const best = Math.max(value.optimum.exact, interval * 1e-3);
  const need = Math.max(3 * leastWaste, 1.12 * waste.total);
  const top = held && hold !== 'nothing' && need <= held.top ? held.top : topFor(need);
  const fits = held && best > held.from * 2.5 && best < held.to / 2.5 && interval >= held.from && interval <= held.to;
  if (held && (hold === 'all' || fits)) return {...held, top};
  return {from: Math.min(best / 24, interval / 2), to: Math.max(best * 48, interval * 2), top};
}

/** The curves over a domain: shares of wall time at `interval[i]`. */
export interface Series {
  interval: Float64Array;
  checkpoint: Float64Array;
  lost: Float64Array;
  recovery: Float64Array;
  total: Float64Array;
  firstOrder: Float64Array;
  /** Below the first and above the second interval the first-order estimate fails. */
  trusted: readonly [number, number];
}

export function seriesOf(value: Value, domain: Domain, points: number): Series {
  const interval = new Float64Array(points);
  const ratio = Math.log(domain.to / domain.from);
  for (let i = 0; i < points; i++) interval[i] = domain.from * Math.exp((ratio * i) / (points - 1));
  const curve = wasteCurve({...modelInputs(value), intervals: interval});
  const recovery = curve.restart.map((restart, i) => restart + curve.downtime[i]);
  let low = domain.from;
  let high = domain.to;
  let middle = interval.findIndex((at) => at >= value.optimum.exact);
  if (middle < 0) middle = points - 1;
  const fails = (i: number) => Math.abs(curve.firstOrder[i] - curve.total[i]) > tolerated * curve.total[i];
  for (let i = middle; i >= 0; i--)
    if (fails(i)) {
      low = interval[i];
      break;
    }
  for (let i = middle; i < points; i++)
    if (fails(i)) {
      high = interval[i];
      break;
    }
  return {
    interval,
    checkpoint: curve.checkpoint,
    lost: curve.lost,
    recovery,
    total: curve.total,
    firstOrder: curve.firstOrder,
    trusted: [low, high],
  };
}

const times = [
  1e-6, 1e-5, 1e-4, 1e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800,
  3600, 7200, 14400, 21600, 43200, 86400, 172800, 345600, 604800, 1209600, 2592000, 7776000, 31557600, 157788000,
  315576000, 3155760000,
];

/** Round times on the axis, not closer than a label is wide. */
export function timeTicks({from, to}: Domain, width: number): number[] {
  const perLog = width / Math.log(to / from);
  const ticks: number[] = [];
  for (const time of times) {
    if (time < from || time > to) continue;
    if (ticks.length === 0 || Math.log(time / ticks[ticks.length - 1]) * perLog > 58) ticks.push(time);
  }
  return ticks;
}

/** The picture and how to move it: `update` patches paths and marks in place, as long as the domain is the same. */
export interface Picture {
  svg: SVGSVGElement;
  domain: Domain;
  x(interval: number): number;
  y(share: number): number;
  invert(x: number): number;
  update(value: Value): void;
}

/** Shapes of the optima, in the picture and in its key. */
export const shapes = {
  young: 'M0,-4.4L4.4,3.4L-4.4,3.4Z',
  daly: 'M0,-4.6L3.2,0L0,4.6L-3.2,0Z',
  exact: 'M0,-4.5A4.5,4.5,0,1,1,0,4.5A4.5,4.5,0,1,1,0,-4.5Z',
  here: 'M0,-7.5A7.5,7.5,0,1,1,0,7.5A7.5,7.5,0,1,1,0,-7.5Z',
} as const;

const rules = ['best', 'now', 'gap'] as const;
export const marks = ['young', 'daly', 'exact', 'here'] as const;
const labels = ['least', 'here', 'more'] as const;
export const lines = ['checkpoint', 'lost', 'recovery', 'firstOrder', 'total'] as const;

/** Draws the curve with Plot; later states are patched in. */
export function drawCurve(value: Value, domain: Domain, view: View): Picture {
  const {width, height, colours} = view;
  const points = Math.round(Math.min(400, Math.max(120, (width - margin.left - margin.right) / 2)));
  let series = seriesOf(value, domain, points);
  const styles: Record<(typeof lines)[number], object> = {
    checkpoint: {stroke: colours.checkpoint, strokeDasharray: '7 4', strokeWidth: 1.75},
    lost: {stroke: colours.lost, strokeDasharray: '3 3', strokeWidth: 1.75},
    recovery: {stroke: colours.restart, strokeDasharray: '1 4', strokeLinecap: 'round', strokeWidth: 2},
    firstOrder: {stroke: colours.muted, strokeWidth: 1.25, strokeOpacity: 0.8},
    total: {stroke: colours.total, strokeWidth: 3},
  };
  const bounds = (at: readonly [number, number]) => [
    {from: domain.from, to: at[0]},
    {from: at[1], to: domain.to},
  ];
  const clampX = (interval: number) => Math.min(domain.to, Math.max(domain.from, interval));
  /** Where the marks stand, kept on the paper. */
  const here = (at: Value) => ({
    best: clampX(at.optimum.exact),
    now: clampX(at.interval),
    least: Math.min(at.leastWaste, domain.top),
    total: Math.min(at.waste.total, domain.top),
  });
  const svg = plot({
    width,
    height,
    document: view.document,
    marginLeft: margin.left,
    marginRight: margin.right,
    marginTop: margin.top,
    marginBottom: margin.bottom,
    style: {fontFamily: 'inherit', fontSize: '12px', color: colours.text, background: 'none', overflow: 'visible'},
    x: {type: 'log', domain: [domain.from, domain.to]},
    y: {domain: [0, domain.top]},
    marks: [
      rect(bounds(series.trusted), {
        x1: 'from',
        x2: 'to',
        y1: 0,
        y2: domain.top,
        fill: colours.zone,
        fillOpacity: 0.1,
        className: 'zone',
      }),
      gridY({ticks: 4, stroke: colours.grid}),
      axisY({
        ticks: 4,
        tickSize: 0,
        tickPadding: 1, // "100 %" in a wide font has just this room
        tickFormat: (share: number) => formatQuantity(share, 'ratio'),
        fill: colours.muted,
        label: null,
      }),
      axisX({
        ticks: timeTicks(domain, width - margin.left - margin.right),
        text: (time: number) => formatQuantity(time, 'time'),
        tickSize: 4,
        fill: colours.muted,
        color: colours.line,
        label: null,
      }),
      ruleY([0], {stroke: colours.muted}),
      ruleX(rules, {
        x: domain.from,
        y1: 0,
        y2: 0,
        stroke: {value: [colours.lost, colours.accent, colours.lost], scale: null},
        strokeWidth: {value: [1.25, 1.25, 4], scale: null},
        strokeOpacity: {value: [1, 1, 0.55], scale: null},
        className: 'rules',
      }),
      ...lines.map((name) =>
        line(
          [
            [domain.from, 0],
            [domain.to, 0],
          ],
          {className: name, ...styles[name]},
        ),
      ),
      dot(marks, {
        x: domain.from,
        y: 0,
        symbol: 'triangle',
        fill: {value: [colours.surface, colours.surface, colours.lost, colours.accent], scale: null},
        stroke: {value: [colours.text, colours.text, colours.surface, colours.surface], scale: null},
        className: 'marks',
      }),
      text(labels, {
        x: domain.from,
        y: 0,
        text: () => ' ',
        fill: {value: [colours.lost, colours.accent, colours.lost], scale: null},
        stroke: colours.surface,
        strokeWidth: 4,
        className: 'labels',
      }),
    ],
  }) as unknown as SVGSVGElement;
  svg.setAttribute('aria-hidden', 'true');
  const xScale = (
    svg as unknown as {scale(name: string): {apply(at: number): number; invert(at: number): number}}
  ).scale('x');
  const yScale = (svg as unknown as {scale(name: string): {apply(at: number): number}}).scale('y');
  const x = (interval: number) => xScale.apply(interval);
  const floor = yScale.apply(0);
  const rise = (yScale.apply(domain.top) - floor) / domain.top;
  const y = (share: number) => floor + rise * share;
  const find = <T extends Element>(selector: string) => svg.querySelector<T & SVGElement>(selector)!;
  const paths = lines.map((name) => [name, find<SVGPathElement>(`.${name} path`)] as const);
  const zones = [...svg.querySelectorAll<SVGRectElement>('.zone rect')];
  const [best, now, gap] = svg.querySelectorAll<SVGLineElement>('.rules line');
  const dots = [...svg.querySelectorAll<SVGPathElement>('.marks path')];
  dots.forEach((mark, i) => {
    mark.setAttribute('d', shapes[marks[i]]);
    mark.setAttribute('class', marks[i]);
  });
  const xs = Array.from(series.interval, (interval) => Math.round(100 * x(interval)) / 100);
  const texts = svg.querySelectorAll<SVGTextElement>('.labels text');
  const put = (
    name: (typeof labels)[number],
    words: string,
    left: number,
    top: number,
    anchor: 'start' | 'middle' | 'end',
  ): void => {
    const element = texts[labels.indexOf(name)];
    element.textContent = words;
    element.setAttribute('text-anchor', anchor);
    element.setAttribute('transform', `translate(${left.toFixed(2)},${top.toFixed(2)})`);
  };
  const label = (next: Value, at: ReturnType<typeof here>): void => {
    const right = at.now >= at.best;
    const inner = right ? 'end' : 'start';
    const outer = right ? 'start' : 'end';
    const top = y(at.total);
    const bottom = y(at.least);
    const apart = Math.abs(x(at.now) - x(at.best));
    // Inside the U there is room: nothing is drawn above the curve.
    // Where nearly all is lost the curve runs along the top, and there is room below it.
    const below = bottom < margin.top + 40;
    const best = next.optimum.exact > 0 ? `best ${formatQuantity(next.optimum.exact, 'time')}` : '';
    put(
      'least',
      best,
      x(at.best) + (apart < 2 ? 0 : apart < 110 ? (right ? 6 : -6) : 0),
      below ? bottom + 18 : bottom - 26,
      apart < 2 || apart >= 110 ? 'middle' : inner,
    );
    const high = top < margin.top + 34;
    const close = apart < 62;
    put(
      'here',
      apart < 2 ? '' : `here ${formatQuantity(next.interval, 'time')}`,
      x(at.now) + (right ? 1 : -1) * (high ? -18 : close ? -4 : 10),
      below ? top + 34 : high ? Math.max(margin.top + 10, top) : top - 24,
      close && !high ? outer : inner,
    );
    put(
      'more',
      bottom - top > 30 ? `+${formatQuantity(next.regret * 100, 'number')} points` : '',
      x(at.now) + (right ? -8 : 8),
      (bottom + top) / 2 + (high ? 6 : 0),
      inner,
    );
  };

  const update = (next: Value): void => {
    series = seriesOf(next, domain, points);
    for (const [name, path] of paths) path.setAttribute('d', pathOf(xs, series[name], y, domain.top));
    bounds(series.trusted).forEach(({from, to}, i) => {
      zones[i].setAttribute('x', String(x(from)));
      zones[i].setAttribute('width', String(Math.max(0, x(to) - x(from))));
    });
    const at = here(next);
    for (const [rule, where, low, share] of [
      [best, at.best, 0, at.least],
      [now, at.now, 0, at.total],
      [gap, at.now, at.least, at.total],
    ] as const) {
      rule.setAttribute('x1', String(x(where)));
      rule.setAttribute('x2', String(x(where)));
      rule.setAttribute('y1', String(y(low)));
      rule.setAttribute('y2', String(y(share)));
    }
    label(next, at);
    const {young, daly} = next.optimum;
    [
      [young, 0],
      [daly, 0],
      [at.best, at.least],
      [at.now, at.total],
    ].forEach(([interval, share], i) => {
      dots[i].setAttribute('transform', `translate(${x(clampX(interval))},${y(share)})`);
      // Where writing is free there is nothing to space: the best is all the time.
      dots[i].setAttribute('opacity', i < 3 && !(next.optimum.exact > 0) ? '0' : '1');
    });
  };
  update(value);
  return {svg, domain, x, y, invert: (px) => xScale.invert(px), update};
}

/**
 * A path through the shares, cut where it leaves the paper at the top: a clip would cost more to paint than all curves.
 * Hundredths of a pixel are enough, and quicker to write than all digits.
 */
export function pathOf(
  xs: readonly number[],
  shares: ArrayLike<number>,
  y: (share: number) => number,
  top: number,
): string {
  const at = (value: number) => Math.round(100 * value) / 100;
  let path = '';
  let inside = false;
  for (let i = 0; i < xs.length; i++) {
    const fits = shares[i] <= top;
    if (i > 0 && fits !== inside) {
      const share = (top - shares[i - 1]) / (shares[i] - shares[i - 1]);
      // Far beyond the paper a step between two points says nothing about where the curve crosses its edge.
      const crossing =
        Number.isFinite(shares[i - 1]) && Number.isFinite(shares[i])
          ? xs[i - 1] + share * (xs[i] - xs[i - 1])
          : xs[fits ? i : i - 1];
      path += `${fits ? 'M' : 'L'}${at(crossing)},${at(y(top))}`;
    }
    if (fits) path += `${i > 0 ? 'L' : 'M'}${xs[i]},${at(y(shares[i]))}`;
    inside = fits;
  }
  return path;
}
