import {html, nothing, type TemplateResult} from 'lit';
import {toggleGroup} from '../../ui/controls/choice.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {styleMap} from 'lit/directives/style-map.js';
import type {TierKind} from '../../models/index.js';
import type {InputHost} from '../../ui/controls/input-host.js';
import {deviceName, feed, feedText, gpuHours, moment, number, outcomes, share, tierName, time} from './text.js';
import {fields, isFleet, nearTiers, simulationOf, type Value} from './inputs.js';
import type {UnitTree} from './unit-tree.js';

export type Tab = 'copies' | 'feed' | 'units';

/** What the panel beside the map needs of its widget. */
export interface SidePanelHost {
  readonly value: Value;
  readonly tab: Tab;
  chooseTab(tab: Tab): void;
  readonly tree: UnitTree;
  goTo(time: number): void;
}

/** The run in numbers: observed, beside what was to be expected. */
function counters(value: Value): TemplateResult {
  const {observedMtbf, predictedMtbf} = value;
  const row = (observed: string, name: string, expected: string) =>
    html`<li><b>${observed}</b> ${name} <span class="note">${expected}</span></li>`;
  return html`<ul class="counters">
    ${row(number(value.failures), value.failures === 1 ? 'failure' : 'failures', `${formatQuantity(value.time / predictedMtbf, 'number')} expected`)}
    ${row(observedMtbf === null ? '–' : time(observedMtbf), value.observedRange ? `apart (${time(value.observedRange.low).replace(/ \D+$/, '')}–${time(value.observedRange.high)})` : 'apart', `${time(predictedMtbf)} predicted`)}
    ${row(share(value.efficiency), 'useful', `${share(value.expectedEfficiency)} by the formula`)}
    ${row(gpuHours(value.lostGpuHours), `${deviceName(value).one}-h lost`, isFleet(value) ? `${number(value.sparesLeft)} spares left` : '')}
  </ul>`;
}

/** A tier as a switch, with what the last failure left of it. */
function copies(host: SidePanelHost, widget: InputHost): TemplateResult {
  const {value} = host;
  const rows = outcomes(value);
  const kinds: TierKind[] = isFleet(value)
    ? ['dram', ...(value.nodes > 1 ? ['peer' as const] : []), 'nvme', 'store']
    : ['store'];
  const farthest = Math.max(...rows.filter(({survived}) => survived).map(({seconds}) => seconds), 1e-9);
  return html`<p class="title" id="alone">Had copies been in one place only</p>
    <div class="copies" role="table" aria-labelledby="alone">
      <div role="row" class="unseen">
        <span role="columnheader">Copies in</span><span role="columnheader">Back by</span>
      </div>
      ${kinds.map((kind) => {
        const row = rows.find(({tier}) => tier === kind);
        const [key, usual] = kind === 'store' ? (['store', 'on'] as const) : nearTiers[kind];
        const why = widget.lockReason(key);
        const flip = () => !why && widget.userInput({[key]: row ? 'off' : usual});
        const every = kind === 'store' ? value.interval : value[nearTiers[kind][0]];
        return html`<div role="row" class=${row?.used ? 'used' : row ? '' : 'off'}>
            <span role="rowheader"
              ><button
                type="button"
                class="switch"
                role="switch"
                aria-checked=${row ? 'true' : 'false'}
                aria-disabled=${why ? 'true' : 'false'}
                title=${typeof every === 'number' ? `every ${time(every)}` : nothing}
                @click=${flip}
              >
                ${tierName(value, kind)}
              </button></span
            >
            <span role="cell"
              >${!row ? 'off' : !row.survived && value.last ? html`${row.fate === 'lost' ? html`<s>${row.age}</s>` : 'none:'} start, ${row.back}` : html`${row.back}<i class="bar" style=${styleMap({'--share': (row.seconds / farthest).toFixed(3)})}></i>`}</span
            >
          </div>
          ${kind === 'peer' && row && !widget.isHidden('placement') ? html`<div role="row" class="where"><span role="cell">${placement(value, widget)}</span></div>` : nothing}`;
      })}
    </div>`;
}

/** Where the peer is. */
function placement({placement: chosen}: Value, widget: InputHost): TemplateResult {
  return toggleGroup(
    'where',
    fields.placement.label,
    [
      ['adjacent', 'next node'],
      ['rack-aware', 'other rack'],
      ['power-aware', 'other power'],
    ],
    chosen,
    (next) => widget.userInput({placement: next}),
    widget.lockReason('placement'),
  );
}

/** The last failures; a press goes back to one. */
function failures(host: SidePanelHost, widget: InputHost): TemplateResult {
  const {value} = host;
  const list = feed(value, 6);
  if (!list.length) return html`<p class="note">No failure yet.</p>`;
  return html`<ol class="feed" tabindex="0" aria-label="The last failures, newest first">
    ${list.map(
      (record) =>
        html`<li>
          <button
            type="button"
            class="tool link"
            aria-disabled=${widget.lockReason('at') ? 'true' : 'false'}
            @click=${() => !widget.lockReason('at') && host.goTo(record.time)}
          >
            ${moment(value, record.time)}
          </button>
          ${feedText(value, record)}
        </li>`,
    )}
  </ol>`;
}

/** Beside the map: counters, and under a choice the copies, the feed or the tree. */
export function sidePanel(host: SidePanelHost, widget: InputHost): TemplateResult {
  const {value, tab} = host;
  const tabs: Array<readonly [Tab, string]> = [
    ['copies', 'Copies'],
    ['feed', 'Feed'],
    ...(simulationOf(value).topology.gpus > 1 ? [['units', 'Units'] as const] : []),
  ];
  return html`${counters(value)}
    ${toggleGroup<Tab>('tab', 'Beside the map', tabs, tab, (chosen) => host.chooseTab(chosen))}
    <div class="pane">
      ${tab === 'feed' ? failures(host, widget) : tab === 'units' ? host.tree.render() : copies(host, widget)}
    </div>`;
}
