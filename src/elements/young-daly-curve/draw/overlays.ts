import {wasteCurve, wasteFor} from '../../../models/index.js';
import {formatQuantity} from '../../../models/quantities/quantity-format.js';
import type {Palette} from '../../../draw/palette.js';
import {modelInputs, type Value} from '../inputs.js';
import {pathOf, type Picture} from './curve.js';

/** What a reader adds to the curve. Shares are of wall time, intervals seconds. */
export interface Overlays {
  /** A state kept for comparison. */
  pinned?: Value;
  /** What it would take: another curve, with what was changed. */
  wanted?: {question: ReturnType<typeof modelInputs>; label: string};
  /** The most that may be lost. */
  budget?: number;
  /** What the reader's own formula gives. */
  own?: number;
  /** Simulated shares, with their standard errors. */
  simulated?: ReadonlyArray<{interval: number; mean: number; standardError: number}>;
}

const svgNames = 'http://www.w3.org/2000/svg';

/** Draws the guess and the reader's additions over a picture; a new call replaces the last. */
export function drawOverlays(
  picture: Picture,
  value: Value,
  {pinned, wanted, budget, own, simulated}: Overlays,
  colours: Palette,
): void {
  const {svg, domain, x, y} = picture;
  svg.querySelector('.overlays')?.remove();
  const {guessed} = value;
  if (!pinned && !wanted && budget === undefined && own === undefined && !simulated?.length && !guessed) return;
  const group = svg.ownerDocument.createElementNS(svgNames, 'g');
  group.setAttribute('class', 'overlays');
  const add = (name: string, attributes: Record<string, string | number>, text = ''): void => {
    const node = svg.ownerDocument.createElementNS(svgNames, name);
    for (const [key, text] of Object.entries(attributes)) node.setAttribute(key, String(text));
    node.textContent = text;
    group.append(node);
  };
  const px = (interval: number) => x(Math.min(domain.to, Math.max(domain.from, interval)));
  const py = (share: number) => y(Math.min(domain.top, share));
  const words = (text: string, left: number, top: number, fill: string, anchor = 'middle') =>
    add(
      'text',
      {
        'x': left.toFixed(1),
        'y': top.toFixed(1),
        fill,
        'stroke': colours.surface,
        'stroke-width': 4,
        'paint-order': 'stroke',
        'text-anchor': anchor,
      },
      text,
    );
  /** A line of total loss over the whole paper. */
  const curve = (inputs: ReturnType<typeof modelInputs>, stroke: string, dash: string) => {
    const intervals = Array.from({length: 161}, (_, i) => domain.from * (domain.to / domain.from) ** (i / 160));
    add('path', {
      'd': pathOf(intervals.map(x), wasteCurve({...inputs, intervals}).total, y, domain.top),
      'fill': 'none',
      stroke,
      'stroke-width': 2,
      'stroke-dasharray': dash,
    });
  };
  /** A mark that stands on the axis and reaches up to the loss there. */
  const flag = (interval: number, total: number, colour: string, label: string, shape: string) => {
    const [left, top] = [px(interval), py(total)];
    add('line', {
      'x1': left,
      'x2': left,
      'y1': y(0),
      'y2': top,
      'stroke': colour,
      'stroke-width': 1.25,
      'stroke-dasharray': '2 3',
    });
    add('path', {
      'd': shape,
      'transform': `translate(${left.toFixed(2)},${top.toFixed(2)})`,
      'fill': colours.surface,
      'stroke': colour,
      'stroke-width': 1.75,
    });
    words(label, left, y(0) - 8, colour, left > (x(domain.from) + x(domain.to)) / 2 ? 'start' : 'end');
  };

  if (budget !== undefined && budget < domain.top) {
    add('line', {
      'x1': x(domain.from),
      'x2': x(domain.to),
      'y1': y(budget),
      'y2': y(budget),
      'stroke': colours.accent,
      'stroke-width': 1.25,
      'stroke-dasharray': '8 3 2 3',
    });
    words(`at most ${formatQuantity(budget, 'ratio')}`, x(domain.to) - 4, y(budget) - 5, colours.accent, 'end');
  }
  if (pinned) {
    curve(modelInputs(pinned), colours.muted, '9 3');
    add('circle', {
      'cx': px(pinned.interval),
      'cy': py(pinned.waste.total),
      'r': 8,
      'fill': colours.surface,
      'stroke': colours.muted,
      'stroke-width': 1.75,
    });
    add(
      'text',
      {
        'x': px(pinned.interval),
        'y': py(pinned.waste.total),
        'dy': '0.34em',
        'text-anchor': 'middle',
        'font-weight': 700,
        'font-size': 11,
        'fill': colours.text,
      },
      'A',
    );
  }
  if (wanted) {
    curve(wanted.question, colours.accent, '5 3');
    words(wanted.label, x(domain.from) + 6, y(domain.top) + 12, colours.accent, 'start');
  }
  for (const {interval, mean, standardError} of simulated ?? []) {
    if (mean > domain.top || interval < domain.from || interval > domain.to) continue;
    const [left, low, high] = [px(interval), py(mean - 2 * standardError), py(mean + 2 * standardError)];
    add('path', {
      'd': `M${left - 4},${low}h8m-4,0V${high}m-4,0h8`,
      'stroke': colours.text,
      'stroke-width': 1.25,
      'fill': 'none',
    });
    add('circle', {cx: left, cy: py(mean), r: 2.5, fill: colours.text});
  }
  if (guessed) flag(guessed.interval, guessed.total, colours.downtime, 'your guess', 'M0,-6L6,0L0,6L-6,0Z');
  if (own !== undefined && own > 0)
    flag(own, wasteFor({...modelInputs(value), interval: own}).total, colours.accent, 'your formula', 'M-5,-5H5V5H-5Z');
  svg.append(group);
}
