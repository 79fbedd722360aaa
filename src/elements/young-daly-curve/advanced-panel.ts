import {html, nothing, type TemplateResult} from 'lit';
import {scenarios} from '../../models/index.js';
import {choiceMenu, choiceToggle, numberBox, numberBoxes, toggleGroup} from '../../ui/controls/choice.js';
import type {Widget} from '../../ui/widget.js';
import {fields, type Value} from './inputs.js';
import {isAlone} from './inverse-text.js';

/** Everything else that can be set; `panels` stand below it. */
export function advancedPanel(
  widget: Widget<Value> & {view: string},
  shown: {readonly curve: boolean; readonly fleet: boolean},
  panels: unknown,
): TemplateResult {
  const {value} = widget;
  const names = Object.fromEntries(Object.entries(scenarios).map(([key, {label}]) => [key, label]));
  const alone = isAlone(value);
  return html`<div class="advanced">
    ${toggleGroup(
      'view',
      'The figure shows',
      [
        ['curve', 'interval'],
        ['fleet', 'fleet size'],
        ['both', 'both'],
      ],
      shown.curve ? (shown.fleet ? 'both' : 'curve') : 'fleet',
      (view) => (widget.view = view),
    )}
    ${choiceMenu(widget, 'scenario', fields.scenario, names, scenarios[value.scenario].description)}
    ${alone ? nothing : numberBoxes(widget, fields, 'nodeMtbf', 'mtbf')} ${numberBox(widget, 'restart', fields.restart)}
    ${numberBox(widget, 'downtime', fields.downtime)} ${numberBox(widget, 'checkpointSize', fields.checkpointSize)}
    ${numberBox(widget, 'writeBandwidth', fields.writeBandwidth)} ${numberBox(widget, 'runLength', fields.runLength)}
    ${alone ? nothing : deviceControls(widget)} ${lawControl(widget)}
    ${shown.fleet ? numberBox(widget, 'horizon', fields.horizon) : nothing} ${panels}
  </div>`;
}

/** The devices of a node, their price, and how the write time changes with the fleet. */
function deviceControls(widget: Widget<Value>): unknown {
  return [
    ...numberBoxes(widget, fields, 'gpusPerNode', 'gpuHourPrice'),
    choiceToggle(widget, 'scaling', fields.scaling, {
      fixed: 'as long as before',
      sharded: 'less, as 1/N',
      shared: 'more, as N',
    }),
  ];
}

/** The failure law, and the shape of a Weibull law. */
function lawControl(widget: Widget<Value>): TemplateResult {
  const weibull = widget.value.law === 'weibull';
  return html`${choiceToggle(
    widget,
    'law',
    fields.law,
    {exponential: 'exponential', weibull: 'Weibull'},
    weibull
      ? 'One clock for the whole job, started anew at each failure. Young’s and Daly’s marks and the first-order estimate assume the exponential law.'
      : undefined,
  )}
  ${weibull ? numberBox(widget, 'shape', fields.shape) : nothing}`;
}
