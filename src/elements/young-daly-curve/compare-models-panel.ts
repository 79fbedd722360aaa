import {html, type TemplateResult} from 'lit';
import {tableTwin} from '../../ui/table-twin.js';
import type {Widget} from '../../ui/widget.js';
import type {Value} from './inputs.js';
import {compareModelsSentence, compareModelsTable, planWords, simulationSummary} from './compare-models-text.js';
import type {Simulation} from './simulation.js';

/** The model ladder: every model's advice beside the exact one, and a simulation beside them all. */
export function compareModelsPanel(widget: Widget<Value>, value: Value, simulation: Simulation): TemplateResult {
  const {points, progress} = simulation;
  const runs = progress !== undefined;
  const plan = simulation.plan();
  const able = runs || plan.intervals.length > 0;
  return html`<section class="wide compare-models" aria-label="Models and simulation">
    <h3>Which model may be trusted here?</h3>
    <p>${compareModelsSentence(value, widget.symbols)}</p>
    ${tableTwin(compareModelsTable(value))}
    <p class="acts">
      <button
        type="button"
        class="tool boxed"
        aria-disabled=${!able}
        @click=${() => able && (runs ? simulation.cancel() : simulation.run())}
      >
        ${runs ? 'Cancel' : 'Simulate'}
      </button>
      ${
        runs
          ? html`<label>Simulating <progress .value=${progress}></progress></label>`
          : html`<span class="note">${points.length ? simulationSummary(value, points) : planWords(plan)}</span>`
      }
    </p>
  </section>`;
}
