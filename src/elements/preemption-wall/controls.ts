import {html} from 'lit';
import {slider} from '../../ui/controls/slider.js';
import {suggestionPanel} from '../../ui/controls/suggestion.js';
import type {Widget} from '../../ui/widget.js';
import {fields, type Value} from './inputs.js';
import {bytes, count, firstSuggestion, time} from './text.js';

/** `4 KiB`. */
export const pageText = (size: number): string =>
  size >= 1024 && size % 1024 === 0 ? `${size / 1024} KiB` : bytes(size);

/** The controls in view: the chain, its deltas, the interval, and what to try first. */
export function controlsInView(widget: Widget<Value>): unknown {
  const {chain, delta, maxChain, interval, optimum, base, pageSize, dirtyPages, followsOptimum, fits} = widget.value;
  const longest = Math.max(1, Math.min(maxChain, fields.chain.max!));
  return [
    slider(widget, 'chain', fields.chain, chain, {
      low: 1,
      high: Math.max(20, Math.ceil(1.5 * longest)),
      scale: 'linear',
      optimum: longest,
      note: maxChain < 1 ? 'none fits' : html`longest that fits: <b>${count(maxChain)}</b>`,
    }),
    slider(widget, 'delta', fields.delta, delta, {
      low: Math.min(base / 300, delta),
      high: base / 2,
      scale: 'log',
      note: `${count(dirtyPages)} dirty pages of ${pageText(pageSize)}`,
    }),
    slider(widget, 'interval', fields.interval, interval, {
      low: 0.5,
      high: 300,
      scale: 'log',
      optimum: 'optimal',
      note: followsOptimum ? 'follows Young’s best' : html`best by Young: <b>${time(optimum)}</b>`,
    }),
    suggestionPanel(
      widget,
      fits ? 'Next' : 'First remedy',
      firstSuggestion(widget.value),
      'The longest chain that fits: fewest bytes to flash without a freeze.',
    ),
  ];
}
