import {css, html, nothing, type TemplateResult} from 'lit';
import {numberBox} from '../../ui/controls/choice.js';
import type {Widget} from '../../ui/widget.js';
import {fields, type Value} from './inputs.js';
import {inverseRows, inverseSentence, rowText, type InverseName, type InverseRow} from './inverse-text.js';

/** On a phone the buttons stay in view: they stand one below the other, and the step is left to the reader's own arithmetic. */
export const inverseStyles = css`
  @container (max-width: 480px) {
    .inverse td:last-child {
      white-space: normal;
    }
    .inverse tr > :nth-child(4) {
      display: none;
    }
    .inverse tr > * {
      padding-inline-end: calc(0.35 * var(--rem));
    }
  }
`;

/**
 * The inverse solve: "waste at most 10 %", and what each number would have to be for it. `shown` is the row drawn over
 * the curve; `show` draws another, or none. To use a row sets its number and goes to the best interval.
 */
export function inversePanel(
  widget: Widget<Value>,
  value: Value,
  shown: InverseName | '',
  show: (name: InverseName | '') => void,
): TemplateResult | typeof nothing {
  if (widget.isHidden('budget')) return nothing;
  const rows = inverseRows(value).filter(({name}) => !widget.isHidden(name));
  return html`<section class="wide inverse" aria-label="Inverse solve">
    <h3>What would it take to lose less?</h3>
    ${numberBox(widget, 'budget', fields.budget)}
    <p>${inverseSentence(value)}</p>
    <div class="scroll" tabindex="0" role="group" aria-label="What would meet the budget">
      <table>
        <caption class="unseen">
          What would meet the budget, each alone
        </caption>
        <thead>
          <tr>
            ${['Number', 'Now', 'Needed', 'Change', 'Try it'].map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row">${row.label}</th>
                <td>${rowText(row.name, row.now)}</td>
                <td>${rowText(row.name, row.needed)}</td>
                <td>${row.change}</td>
                <td>${row.needed === null ? nothing : tryButtons(widget, row, shown === row.name, show)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** The buttons of a row: one draws what it needs over the curve, or takes that away; the other sets it. */
function tryButtons(
  widget: Widget<Value>,
  {name, label, needed}: InverseRow,
  shown: boolean,
  show: (name: InverseName | '') => void,
): TemplateResult {
  const why = widget.lockReason(name);
  return html`<button
      type="button"
      class="tool boxed"
      aria-label="Show ${label}"
      aria-pressed=${shown}
      @click=${() => show(shown ? '' : name)}
    >
      Show
    </button>
    <button
      type="button"
      class="tool boxed"
      aria-label="Use it: ${label}"
      title=${why ?? nothing}
      aria-disabled=${why !== undefined}
      @click=${() => !why && widget.userInput({[name]: needed!, interval: 'optimal'})}
    >
      Use it
    </button>`;
}
