import {html, type TemplateResult} from 'lit';
import type {Table} from '../core/table.js';

/** The table twin of a figure. */
export const tableTwin = (table: Table): TemplateResult =>
  html`<div class="scroll" tabindex="0" role="group" aria-label=${table.caption}>
    <table>
      <caption>
        ${table.caption}
      </caption>
      <thead>
        <tr>
          ${table.columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map(
          ([name, ...cells]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
