import {html, type TemplateResult} from 'lit';
import {scenarios, stateBytes} from '../../models/index.js';
import {choiceMenu, choiceToggle, inputSection, numberBox, numberBoxes} from '../../ui/controls/choice.js';
import type {Widget} from '../../ui/widget.js';
import {drivesPanel} from './drives-panel.js';
import {fields, type Value} from './inputs.js';
import {bytes} from './text.js';

/** Everything else that can be set, by what it is about. While runs are counted the interval is here and the pace in view. */
export function advancedPanel(widget: Widget<Value>, runsCounted: boolean): TemplateResult {
  const names = Object.fromEntries(
    fields.scenario.choices.map((name) => [name, scenarios[name as keyof typeof scenarios].label]),
  );
  return html`<div class="advanced">
    ${choiceMenu(widget, 'scenario', fields.scenario, names)} ${drainSection(widget, runsCounted)}
    ${checkpointSection(widget)}
    ${inputSection('Links', numberBoxes(widget, fields, 'copyBandwidth', 'ssdBandwidth', 'uploadBandwidth', 'peerBandwidth', 'storeBandwidth', 'networkCapacity', 'trainingTraffic', 'watchdog'))}
    ${inputSection('Failures', numberBoxes(widget, fields, 'nodes', 'nodeMtbf', 'mtbf', 'restart', 'downtime'))}
    ${inputSection('Drives', numberBoxes(widget, fields, 'drives', 'driveCapacity', 'dwpd', 'writeAmplification', 'replicas'))}
    ${drivesPanel(widget, widget.value)}
  </div>`;
}

/** How the buffers are drained: how fast, in what order, and to where. */
function drainSection(widget: Widget<Value>, runsCounted: boolean): TemplateResult {
  return inputSection('Drain', [
    ...numberBoxes(widget, fields, runsCounted ? 'interval' : 'pace', 'groups'),
    choiceToggle(
      widget,
      'schedule',
      fields.schedule,
      {turns: 'in turns', random: 'at random'},
      widget.value.schedule === 'random'
        ? 'Chance spreads the load; it does not remove queues. A schedule does.'
        : undefined,
    ),
    choiceToggle(widget, 'skipNvme', fields.skipNvme, {no: 'to the drives', yes: 'to the store'}),
  ]);
}

/** What a checkpoint holds, and its size. */
function checkpointSection(widget: Widget<Value>): TemplateResult {
  const {bytesPerParameter, checkpointSize, bytesPerNode} = widget.value;
  const held = Object.values(stateBytes).find((state) => state.value === bytesPerParameter);
  return inputSection('Checkpoint', [
    ...numberBoxes(widget, fields, 'writers', 'parameters'),
    numberBox(widget, 'bytesPerParameter', fields.bytesPerParameter, held ? `${held.holds}` : undefined),
    ...numberBoxes(widget, fields, 'reduction'),
    html`<p class="note">
      ${bytes(checkpointSize)} in all, ${bytes(bytesPerNode)} a node. Weights that only serve never change: there is
      nothing to save.
    </p>`,
  ]);
}
