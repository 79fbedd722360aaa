import {html, nothing, type TemplateResult} from 'lit';
import {scenarios} from '../../models/index.js';
import {choiceMenu, choiceToggle, numberBox, numberBoxes, toggleGroup} from '../../ui/controls/choice.js';
import {legend} from '../../ui/legend.js';
import {valueBox} from '../../ui/controls/slider.js';
import type {InputHost} from '../../ui/controls/input-host.js';
import {marks} from './draw/timeline.js';
import type {FleetSimulation} from './fleet-simulation.js';
import {fields, isFleet, type Value} from './inputs.js';

/** What the deeper controls need of their widget. */
export interface AdvancedPanelHost {
  readonly value: Value;
  readonly overlay: string;
  showOverlay(shown: string): void;
  readonly simulation: FleetSimulation;
}

/** Everything else that can be set, by what it is about. */
export function advancedPanel(host: AdvancedPanelHost, widget: InputHost): TemplateResult {
  const {value} = host;
  const names = Object.fromEntries(Object.entries(scenarios).map(([key, {label}]) => [key, label]));
  const fleet = isFleet(value);
  return html`<div class="advanced">
    ${choiceMenu(widget, 'scenario', fields.scenario, names, scenarios[value.scenario].description)}
    ${fleet ? overlayToggle(host) : nothing} ${numberBox(widget, 'runLength', fields.runLength)}
    <h3>Copies</h3>
    ${fleet ? copyControls(widget, value) : nothing}
    ${numberBoxes(widget, fields, 'writeTime', 'restart', 'downtime', 'stepTime')}
    ${fleet ? recoveryControls(widget) : nothing}
    <h3>Chance</h3>
    ${chanceControls(widget, value)} ${textControl(widget, value, 'seed')}${textControl(widget, value, 'failed')}
    ${host.simulation.panel()} ${fleet ? marksLegend() : nothing}
  </div>`;
}

/** What is shown of the unit pointed at. */
function overlayToggle(host: AdvancedPanelHost): TemplateResult {
  return toggleGroup(
    'shown',
    'Of the unit pointed at, show',
    [
      ['nothing', 'itself'],
      ['groups', 'parallel groups'],
      ['peers', 'its peer’s copy'],
    ],
    host.overlay,
    (shown) => host.showOverlay(shown),
    undefined,
    host.overlay === 'groups' ? 'Frames: tensor parallel. Diamonds: pipeline. Circles: data parallel.' : undefined,
  );
}

/** How often each tier takes a copy. Where the peer is, is chosen beside the picture; here only while peers take no copies. */
function copyControls(widget: InputHost, {peerInterval}: Value): unknown {
  return [
    ...numberBoxes(widget, fields, 'dramInterval', 'peerInterval', 'nvmeInterval'),
    peerInterval === 'off'
      ? choiceToggle(widget, 'placement', fields.placement, {
          'adjacent': 'next to it',
          'rack-aware': 'other rack',
          'power-aware': 'other power',
        })
      : nothing,
    choiceToggle(widget, 'store', fields.store, {on: 'on', off: 'off'}),
  ];
}

/** Which units fail together, how long repair takes, and how much of the job goes back. */
function recoveryControls(widget: InputHost): TemplateResult {
  return html`<h3>Who falls together</h3>
    ${numberBoxes(widget, fields, 'gpusPerNode', 'nodesPerRack', 'racksPerPowerDomain', 'racksPerPod', 'rackMttf', 'powerMttf')}
    <h3>Repair, and who goes back</h3>
    ${[...numberBoxes(widget, fields, 'spares', 'repair'), choiceToggle(widget, 'recovery', fields.recovery, {synchronous: 'the whole job', replica: 'the replica that was hit'}), ...numberBoxes(widget, fields, 'tp', 'pp')]}`;
}

/** The failure law, its numbers, and in a fleet the nodes that fail more often than others. */
function chanceControls(widget: InputHost, value: Value): unknown {
  const weibull = value.law === 'weibull';
  return [
    numberBox(widget, 'mtbf', fields.mtbf),
    choiceToggle(
      widget,
      'law',
      fields.law,
      {exponential: 'exponential', weibull: 'Weibull'},
      weibull ? 'Each node, switch and power domain has a clock of its own; only what failed starts anew.' : undefined,
    ),
    weibull ? numberBox(widget, 'shape', fields.shape) : nothing,
    isFleet(value)
      ? [
          numberBox(widget, 'lemons', fields.lemons),
          value.lemons > 0 ? numberBox(widget, 'lemonFactor', fields.lemonFactor) : nothing,
        ]
      : nothing,
  ];
}

/** An input that is a text; failed units may be many, and get a whole row. */
function textControl(widget: InputHost, value: Value, key: 'seed' | 'failed'): TemplateResult | typeof nothing {
  const {label} = fields[key];
  return widget.isHidden(key)
    ? nothing
    : html`<div class="control number ${key === 'failed' ? 'wide' : ''}" data-input=${key}>
        <span class="name">${label}</span>${valueBox(widget, key, fields[key], value[key], label)}
      </div>`;
}

/** The key to the marks of the time bar. */
const marksLegend = (): TemplateResult =>
  html`<div class="wide">
    ${legend(Object.values(marks).map(([path, name]) => ({mark: [path, name === 'software' || name === 'GPU' || name === 'by hand' ? 'surface' : 'lost', 'lost'], name})))}
  </div>`;
