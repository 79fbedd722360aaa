import {html, nothing, type TemplateResult} from 'lit';
import type {InputHost} from '../../ui/controls/input-host.js';
import {slider} from '../../ui/controls/slider.js';
import {suggestionPanel} from '../../ui/controls/suggestion.js';
import {tableTwin} from '../../ui/table-twin.js';
import type {Challenge} from './challenge.js';
import {fields, type Value} from './inputs.js';
import {buffered, bytes, firstSuggestion, mainLimit, rate, runTable, time} from './text.js';

/** The bench as its controls see it. */
export interface ControlsHost extends InputHost {
  readonly value: Value;
  commitRun(): void;
  startOver(): void;
}

/** The controls in view; while runs are counted, the pace, the button that commits a run, and the runs so far. */
export function controlsInView(host: ControlsHost, challenge: Challenge): unknown {
  return [
    bufferSlider(host, challenge.hidesAnswer),
    challenge.active ? paceSlider(host) : intervalSlider(host),
    challenge.active ? commitControl(host, challenge) : suggestion(host),
    challenge.runs.length ? html`<div class="wide runs">${tableTwin(runTable(challenge))}</div>` : nothing,
  ];
}

/** The buffer; the smallest that does is told unless it is the answer looked for. */
function bufferSlider(host: ControlsHost, secret: boolean): unknown {
  const {value} = host;
  const {buffer, bytesPerNode, requiredBuffer} = value;
  const note = !buffered(value)
    ? 'not used by this strategy'
    : secret
      ? `a node’s shard is ${bytes(bytesPerNode)}`
      : html`smallest that does: <b>${bytes(requiredBuffer)}</b>`;
  return slider(host, 'buffer', fields.buffer, buffer, {
    low: 0,
    high: Number((bytesPerNode * 1.5).toPrecision(2)),
    scale: 'linear',
    note,
    ...(secret ? {} : {optimum: requiredBuffer}),
  });
}

function intervalSlider(host: ControlsHost): unknown {
  const {interval, followsOptimum, bestInterval} = host.value;
  return slider(host, 'interval', fields.interval, interval, {
    low: 10,
    high: 7200,
    scale: 'log',
    optimum: 'optimal',
    note: followsOptimum ? 'follows the best' : html`best: <b>${time(bestInterval)}</b>`,
  });
}

function paceSlider(host: ControlsHost): unknown {
  const {pace, uploadBandwidth} = host.value;
  return slider(host, 'pace', fields.pace, pace, {
    low: uploadBandwidth / 100,
    high: uploadBandwidth,
    scale: 'log',
    note: `a node’s link: ${rate(uploadBandwidth)}`,
  });
}

/** What to try first, and a button that does it. */
function suggestion(host: ControlsHost): TemplateResult {
  return suggestionPanel(
    host,
    mainLimit(host.value) === 'none' ? 'Next' : 'First remedy',
    firstSuggestion(host.value),
    'Nothing breaks, and no smaller buffer would do.',
  );
}

/** The button that commits a run, and the one that forgets them all. */
function commitControl(host: ControlsHost, challenge: Challenge): TemplateResult {
  const {over, runs: log, runLimit: of} = challenge;
  const why = over ? undefined : challenge.refusalReason(host.value);
  return html`<div class="control commit">
    ${over ? html`<span class="name">${log.length} of ${of} runs used</span>` : html`<button type="button" class="tool boxed" aria-disabled=${why !== undefined} aria-describedby=${why ? 'no-run' : nothing} @click=${() => host.commitRun()}>Commit run ${log.length + 1} of ${of}</button>`}
    <span class="note" id="no-run"
      >${why ?? (over ? 'Set on, or start over.' : 'Pace and buffer here, the rest under More.')}</span
    >
    ${log.length ? html`<button type="button" class="tool boxed" @click=${() => host.startOver()}>Start over</button>` : nothing}
  </div>`;
}
