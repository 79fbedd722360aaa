import {html, type TemplateResult} from 'lit';

/** A figure's numbers: the first column names the row. */
export interface Table {
  caption: string;
  columns: readonly string[];
  rows: ReadonlyArray<readonly string[]>;
}

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

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** RFC 4180; cells a spreadsheet would take for a formula are disarmed. */
export const toCSV = ({columns, rows}: Table): string =>
  [columns, ...rows]
    .map((row) => row.map((cell) => quoted(/^[=+@\t\r]|^-(?![\d.])/.test(cell) ? `'${cell}` : cell)).join(','))
    .join('\r\n') + '\r\n';
