import {html, nothing, type TemplateResult} from 'lit';
import {styleMap} from 'lit/directives/style-map.js';
import type {FleetOptimum} from '../../models/checkpointing/doubling.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {legend} from '../../ui/legend.js';
import type {Widget} from '../../ui/widget.js';
import {fields, type Value} from './inputs.js';
import {change, doubled, every, independent, writeScalingNames, lost, sizeOf, unitName} from './fleet-text.js';

const time = (seconds: number) => formatQuantity(seconds, 'time');
const joined = (text: string) => text.replaceAll(' ', '\u00a0');

/** The key to the fleet view, with the numbers of the moment. */
export const fleetLegend = (value: Value): TemplateResult =>
  legend([
    {line: ['checkpoint', 2.5], name: 'fleet', value: time(value.mtbf)},
    {line: ['restart', 1.75, '7 4'], name: `one ${unitName(value).one}`, value: time(value.nodeMtbf)},
    ...(independent(value)
      ? []
      : ([
          {mark: ['M0,-3A3,3,0,1,1,0,3A3,3,0,1,1,0,-3Z', 'text', 'text'], name: 'published fleet'},
          {mark: ['M-3,-3H3V3H-3Z', 'surface', 'text'], name: 'jobs, any cause'},
          {mark: ['M0,-4L4,0L0,4L-4,0Z', 'surface', 'text'], name: 'projected'},
        ] as const)),
  ]);

/** What doubling the fleet does to the best interval, under the three laws of the write time; and the buttons that do it. */
export function doublingPanel(widget: Widget<Value>, value: Value): TemplateResult {
  const {before, after} = doubled(value);
  const widest = Math.max(2, ...writeScalingNames.map(([law]) => after[law].frequencyFactor));
  const why = widget.lockReason('nodes');
  const resize = (nodes: number, words: string) => {
    const off = why !== undefined || nodes < fields.nodes.min || nodes > fields.nodes.max;
    return html`<button
      type="button"
      class="tool"
      aria-disabled=${off ? 'true' : 'false'}
      title=${why ?? nothing}
      @click=${() => !off && widget.userInput({nodes})}
    >
      ${words}
    </button>`;
  };
  const row = (name: string, frequency: string, times: number, {interval, waste}: FleetOptimum, law?: string) => {
    const bar = (of: number) => styleMap({inlineSize: `${(100 * of) / widest}%`});
    return html`<li class=${law ?? 'now'} aria-current=${law === value.scaling ? 'true' : nothing}>
      <span>${name}</span>
      <b>${frequency}</b>
      <span class="bar" aria-hidden="true"><i style=${bar(times)}></i><i class="was" style=${bar(1)}></i></span>
      <span class="note">best every ${joined(every(interval))}, loses ${joined(lost(waste))}</span>
    </li>`;
  };
  return html`<div class="doubling">
    <p>Checkpoints if the fleet doubles</p>
    <ul>
      ${row(sizeOf(value), '1 ×', 1, before)}
      ${writeScalingNames.map(([law, name]) => row(name, change(after[law]), after[law].frequencyFactor, after[law], law))}
    </ul>
    ${widget.isHidden('nodes') ? nothing : html`<div class="buttons">${resize(2 * value.nodes, 'Double it')}${resize(Math.floor(value.nodes / 2), 'Halve it')}</div>`}
  </div>`;
}
