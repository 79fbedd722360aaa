/** A figure's numbers: the first column names the row. */
export interface Table {
  caption: string;
  columns: readonly string[];
  rows: ReadonlyArray<readonly string[]>;
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** RFC 4180; cells a spreadsheet would take for a formula are disarmed. */
export const toCSV = ({columns, rows}: Table): string =>
  [columns, ...rows]
    .map((row) => row.map((cell) => quoted(/^[=+@\t\r]|^-(?![\d.])/.test(cell) ? `'${cell}` : cell)).join(','))
    .join('\r\n') + '\r\n';
