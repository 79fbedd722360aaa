import {html, nothing, type TemplateResult} from 'lit';
import {scenarios} from '../../models/index.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {slider} from '../../ui/controls/slider.js';
import type {Widget} from '../../ui/widget.js';
import {fields, type Value} from './inputs.js';
import {isAlone} from './inverse-text.js';

/** The controls in view under the curve; the interval spans the shown axis. */
export function curveControls(widget: Widget<Value>, {from, to}: {from: number; to: number}): unknown {
  const {value} = widget;
  const preset = scenarios[value.scenario];
  return [
    isAlone(value)
      ? slider(widget, 'mtbf', fields.mtbf, value.mtbf, {
          low: preset.nodeMtbf / 100,
          high: preset.nodeMtbf * 100,
          scale: 'log',
          label: 'A failure every',
        })
      : nodesSlider(widget),
    slider(widget, 'writeTime', fields.writeTime, value.writeTime, {
      low: preset.writeTime / 100,
      high: preset.writeTime * 30,
      scale: 'log',
      label: 'Write time',
    }),
    slider(widget, 'interval', fields.interval, value.interval, {
      low: from,
      high: to,
      scale: 'log',
      label: 'Interval',
      optimum: 'optimal',
      action: bestAction(widget),
    }),
  ];
}

/** The controls in view under the fleet view where it stands alone. */
export function fleetControls(widget: Widget<Value>): unknown {
  const {value} = widget;
  const preset = scenarios[value.scenario];
  return [
    nodesSlider(widget),
    slider(widget, 'nodeMtbf', fields.nodeMtbf, value.nodeMtbf, {
      low: preset.nodeMtbf / 100,
      high: preset.nodeMtbf * 100,
      scale: 'log',
    }),
    slider(widget, 'horizon', fields.horizon, value.horizon, {
      low: 60,
      high: 30 * 86_400,
      scale: 'log',
      label: 'Time to get through',
    }),
  ];
}

/** The size of the fleet, and how often it fails. */
function nodesSlider(widget: Widget<Value>): unknown {
  const {scenario, nodes, mtbf} = widget.value;
  return slider(widget, 'nodes', fields.nodes, nodes, {
    low: 1,
    high: Math.max(1000, scenarios[scenario].nodes * 16),
    scale: 'log',
    note: html`a failure every <b>${formatQuantity(mtbf, 'time')}</b>`,
  });
}

/** The button that goes to the best interval, or that the interval is there already. */
function bestAction(widget: Widget<Value>): TemplateResult | typeof nothing {
  if (widget.value.followsOptimum) return html`<span class="note">follows the best interval</span>`;
  return widget.lockReason('interval') || widget.isHidden('interval')
    ? nothing
    : html`<button type="button" class="tool link" @click=${() => widget.userInput({interval: 'optimal'})}>
        go to the best
      </button>`;
}
