import {html, nothing, type TemplateResult} from 'lit';
import {scenarios} from '../../models/index.js';
import {choiceMenu, choiceToggle, numberBox, toggleGroup} from '../../ui/controls/choice.js';
import {legend} from '../../ui/legend.js';
import {valueBox} from '../../ui/controls/slider.js';
import type {InputHost} from '../../ui/controls/input-host.js';
import {marks} from './draw/timeline.js';
import type {FleetSimulation} from './fleet-simulation.js';
import {fields, isFleet, type InputName, type Value} from './inputs.js';

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
  const box = (key: InputName, note?: unknown) => numberBox(widget, key, fields[key], note);
  const text = (key: 'seed' | 'failed') =>
    widget.isHidden(key)
      ? nothing
      : html`<div class="control number ${key === 'failed' ? 'wide' : ''}" data-input=${key}>
          <span class="name">${fields[key].label}</span
          >${valueBox(widget, key, fields[key], value[key], fields[key].label)}
        </div>`;
  const names = Object.fromEntries(Object.entries(scenarios).map(([key, {label}]) => [key, label]));
  const fleet = isFleet(value);
  return html`<div class="advanced">
    ${choiceMenu(widget, 'scenario', fields.scenario, names, scenarios[value.scenario].description)}
    ${
      fleet
        ? html`${toggleGroup(
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
            host.overlay === 'groups'
              ? 'Frames: tensor parallel. Diamonds: pipeline. Circles: data parallel.'
              : undefined,
          )}`
        : nothing
    }
    ${box('runLength')}
    <h3>Copies</h3>
    ${
      fleet
        ? [
            box('dramInterval'),
            box('peerInterval'),
            box('nvmeInterval'),
            value.peerInterval === 'off'
              ? choiceToggle(widget, 'placement', fields.placement, {
                  'adjacent': 'next to it',
                  'rack-aware': 'other rack',
                  'power-aware': 'other power',
                })
              : nothing,
            choiceToggle(widget, 'store', fields.store, {on: 'on', off: 'off'}),
          ]
        : nothing
    }
    ${[box('writeTime'), box('restart'), box('downtime'), box('stepTime')]}
    ${
      fleet
        ? html`<h3>Who falls together</h3>
            ${[box('gpusPerNode'), box('nodesPerRack'), box('racksPerPowerDomain'), box('racksPerPod'), box('rackMttf'), box('powerMttf')]}
            <h3>Repair, and who goes back</h3>
            ${[box('spares'), box('repair'), choiceToggle(widget, 'recovery', fields.recovery, {synchronous: 'the whole job', replica: 'the replica that was hit'}), box('tp'), box('pp')]}`
        : nothing
    }
    <h3>Chance</h3>
    ${[box('mtbf'), choiceToggle(widget, 'law', fields.law, {exponential: 'exponential', weibull: 'Weibull'}, value.law === 'weibull' ? 'Each node, switch and power domain has a clock of its own; only what failed starts anew.' : undefined)]}
    ${value.law === 'weibull' ? box('shape') : nothing}
    ${fleet ? [box('lemons'), value.lemons > 0 ? box('lemonFactor') : nothing] : nothing}
    ${text('seed')}${text('failed')} ${host.simulation.panel()}
    ${fleet ? html`<div class="wide">${legend(Object.values(marks).map(([path, name]) => ({mark: [path, name === 'software' || name === 'GPU' || name === 'by hand' ? 'surface' : 'lost', 'lost'], name})))}</div>` : nothing}
  </div>`;
}
