import {html, nothing, type TemplateResult} from 'lit';
import {renderSentence} from '../../ui/render-sentence.js';
import type {Widget} from '../../ui/widget.js';
import {driveSentence, driveTable, remedyRows} from './text.js';
import type {InputName, Value} from './inputs.js';

/** "Zero stop, but the drives are at 100 %": what each remedy saves, and a button that tries it. */
export function drivesPanel(widget: Widget<Value>, value: Value): TemplateResult {
  const rows = remedyRows(value);
  const {caption, columns} = driveTable(value);
  return html`<section class="wide drives" aria-label="Life of the drives">
    <h3>Zero stop, but the drives?</h3>
    <p>${renderSentence(driveSentence(value))}</p>
    <div class="scroll" tabindex="0" role="group" aria-label=${caption}>
      <table>
        <caption class="unseen">
          ${caption}
        </caption>
        <thead>
          <tr>
            ${[...columns, 'Try it'].map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(({label, life, factor, peak, set}) => {
            const why = Object.keys(set)
              .map((key) => widget.lockReason(key as InputName))
              .find(Boolean);
            return html`<tr>
              <th scope="row">${label}</th>
              <td>${life}</td>
              <td>${factor}</td>
              <td>${peak}</td>
              <td>
                <button
                  type="button"
                  class="tool boxed"
                  aria-label="Try: ${label}"
                  title=${why ?? nothing}
                  aria-disabled=${why !== undefined}
                  @click=${() => !why && widget.userInput(set)}
                >
                  Try
                </button>
              </td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
    <p class="note">Turns lower the peak of the writing, not its sum: the wear stays.</p>
  </section>`;
}
