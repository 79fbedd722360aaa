import {html, nothing, type TemplateResult} from 'lit';
import {styleMap} from 'lit/directives/style-map.js';
import {DETECTORS, type Detector} from '../../models/index.js';
import type {InputHost} from '../../ui/controls/input-host.js';
import {detectorDoes, detectorNames, percent, time, verdictText} from './text.js';
import type {CostMeasurement} from './cost-measurement.js';
import type {Value, Verdict} from './inputs.js';

type Host = InputHost & {readonly value: Value; readonly measuring: CostMeasurement};

/** What a detector costs beside an inference. */
const costText = ({operations, name}: Verdict, inference: number): string => {
  const share = operations / inference;
  return name === 'loss'
    ? 'labels'
    : share < 0.001
      ? '<0.1 %'
      : `+${percent(Number(share.toPrecision(share < 0.01 ? 1 : 2)))}`;
};

/** Time of inference, of all checks that are on, and of a second inference after an alarm, against the time for a frame: in the worst frame, where scrub and canary fall together. */
function budget(host: Host): TemplateResult {
  const {value, measuring} = host;
  const {frameTime, detectors} = value;
  const base = measuring.inference;
  if (!base)
    return html`<p class="note budget">
      <button type="button" class="tool boxed" @click=${() => void measuring.run()}>
        ${measuring.busy ? 'Measuring …' : 'Measure here'}
      </button>
      does it fit in ${time(frameTime)}?
    </p>`;
  const checks = detectors.filter(({on}) => on).reduce((sum, {seconds}) => sum + (seconds ?? 0), 0);
  const total = 2 * base.median + checks;
  const scale = Math.max(frameTime, total);
  const part = (name: string, seconds: number) =>
    html`<i class=${name} style=${styleMap({width: `${(100 * seconds) / scale}%`})}></i>`;
  return html`<p class="note budget">
    <span class="loop">${part('infer', base.median)}${part('check', checks)}${part('retry', base.median)}</span>
    ${time(base.median)} inference (${time(base.lowerQuartile)}–${time(base.upperQuartile)}) + ${time(checks)} checks +
    retry: <b>${total <= frameTime ? 'fits in' : 'misses'} ${time(frameTime)}</b>, scrub and canary in one frame
  </p>`;
}

/** The detectors: a switch, the verdict on this fault, the cost. */
export function detectorsPanel(host: Host): TemplateResult {
  const {value} = host;
  const why = host.lockReason('watch');
  const flip = (name: Detector) => {
    if (why) return;
    const on = DETECTORS.filter((each) =>
      value.detectors.some((one) => one.name === each && one.on !== (each === name)),
    );
    host.userInput({watch: on.length === DETECTORS.length ? 'all' : on.length ? on.join(' ') : 'none'});
  };
  return html`<div class="guards" role="table" aria-label="Detectors">
      <div role="row" class="top">
        <span role="columnheader">Detector</span><span role="columnheader">verdict</span
        ><span role="columnheader">cost</span>
      </div>
      ${value.detectors.map(
        (each) =>
          html`<div
            role="row"
            class=${!each.on ? 'off' : each.detected === (value.site !== 'checksum') ? 'seen' : 'blind'}
          >
            <span role="rowheader"
              ><button
                type="button"
                class="switch"
                role="switch"
                aria-checked=${String(each.on)}
                aria-disabled=${why ? 'true' : 'false'}
                title=${detectorDoes[each.name]}
                @click=${() => flip(each.name)}
              >
                ${detectorNames[each.name]}
              </button></span
            >
            <span role="cell" class="says"
              >${each.on && value.fault ? (each.detected === (value.site !== 'checksum') ? '✓ ' : '✕ ') : nothing}${verdictText(value, each)}</span
            ><span role="cell" class="costs">${costText(each, value.inference)}</span>
          </div>`,
      )}
    </div>
    ${budget(host)}`;
}
