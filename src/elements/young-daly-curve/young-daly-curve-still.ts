import {formatQuantity} from '../../models/quantity-format.js';
import {palette} from '../../widget/theme.js';
import {plain} from '../../widget/phrase.js';
import {pointText, sentence} from './describe.js';
import type {Value} from './inputs.js';
import {drawCurve, fitDomain} from './young-daly-curve-plot.js';
import {drawWaterfall} from './young-daly-curve-waterfall.js';

/** Everything a still needs besides the value. */
export interface StillOptions {
  symbols: 'mission' | 'book';
  document?: Document;
}

const width = 760;
const height = 430;
const chart = {width: 490, height: 300, top: 48};
const fall = {left: 520, width: 230, top: 84};

/** The figure as one SVG document: the same curve and waterfall, with its key and its sentence written in. */
export function still(value: Value, {symbols, document}: StillOptions): string {
  const curve = drawCurve(value, fitDomain(value), {...chart, colours: palette, document});
  const waterfall = drawWaterfall(value, 'hours', {width: fall.width, colours: palette, document});
  const place = (svg: SVGSVGElement, x: number, y: number): string => {
    svg.setAttribute('x', String(x));
    svg.setAttribute('y', String(y));
    return new XMLSerializer().serializeToString(svg);
  };
  const key = [
    ['total', palette.total, 3, ''], ['checkpoints', palette.checkpoint, 2, '7 4'], ['lost work', palette.lost, 2, '3 3'], ['recovery', palette.restart, 2.5, '1 4'], ['first-order estimate', palette.muted, 1.25, ''],
  ] as const;
  let left = 8;
  const keys = key.map(([name, colour, weight, dash]) => {
    const at = left;
    left += 40 + name.length * 6.4;
    return `<g transform="translate(${at},18)"><line x2="26" stroke="${colour}" stroke-width="${weight}" stroke-dasharray="${dash || 'none'}"/><text x="32" dy="0.32em">${name}</text></g>`;
  });
  const tau = symbols === 'book' ? 'τ_ckpt' : 'τ';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, system-ui, sans-serif" font-size="12" fill="${palette.text}" role="img">
<title>Time lost to failures against the work between checkpoints</title><desc>${escape(pointText(value))}</desc>
<rect width="${width}" height="${height}" fill="${palette.surface}"/>
${keys.join('')}<text x="8" y="42" fill="${palette.muted}">share of wall time lost</text><text x="${chart.width - 14}" y="${chart.top + chart.height + 14}" text-anchor="end" fill="${palette.muted}">work between checkpoints ${tau}</text>
${place(curve.svg, 0, chart.top)}
<text x="${fall.left}" y="${fall.top - 14}" font-weight="600">Where the ${formatQuantity(value.runLength, 'time', {words: true})} go</text>
${place(waterfall.svg, fall.left, fall.top)}
${wrap(plain(sentence(value)), 116).map((row, i) => `<text x="8" y="${chart.top + chart.height + 40 + i * 18}">${escape(row)}</text>`).join('')}
</svg>`.replaceAll('font-family: inherit', 'font-family: Inter, system-ui, sans-serif');
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Breaks a sentence into rows of at most so many letters. */
function wrap(text: string, letters: number): string[] {
  const rows = [''];
  for (const word of text.split(' ')) {
    if (rows[rows.length - 1].length + word.length > letters) rows.push('');
    rows[rows.length - 1] += `${rows[rows.length - 1] ? ' ' : ''}${word}`;
  }
  return rows;
}
