import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {toCSV, type Table} from '../../src/core/table.js';

const table = (columns: string[], ...rows: string[][]): Table => ({caption: 'c', columns, rows});

/** RFC 4180, strictly. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < csv.length) {
    const row: string[] = [];
    for (;;) {
      let cell = '';
      if (csv[at] === '"') {
        for (at++; ; at++) {
          if (csv[at] === '"') {
            if (csv[at + 1] !== '"') break;
            at++;
          }
          if (at >= csv.length) throw new Error('open quotation');
          cell += csv[at];
        }
        at++;
      } else while (at < csv.length && csv[at] !== ',' && !csv.startsWith('\r\n', at)) cell += csv[at++];
      row.push(cell);
      if (csv[at] !== ',') break;
      at++;
    }
    if (!csv.startsWith('\r\n', at)) throw new Error('row without end');
    at += 2;
    rows.push(row);
  }
  return rows;
}

describe('toCSV', () => {
  it('writes rows that end in CRLF, the header first', () => {
    expect(toCSV(table(['Part', 'Hours'], ['Useful work', '1,200 h'], ['Lost', '3 h']))).toBe(
      'Part,Hours\r\nUseful work,"1,200 h"\r\nLost,3 h\r\n',
    );
  });

  it('quotes commas, quotation marks and line ends', () => {
    expect(toCSV(table(['a'], ['say "x"'], ['1\n2'], ['1\r2'], ['']))).toBe(
      'a\r\n"say ""x"""\r\n"1\n2"\r\n"1\r2"\r\n\r\n',
    );
  });

  it('is read back cell by cell, whatever the cells hold', () => {
    fc.assert(
      fc.property(
        fc
          .integer({min: 1, max: 4})
          .chain((width) =>
            fc.array(fc.array(fc.string(), {minLength: width, maxLength: width}), {minLength: 1, maxLength: 4}),
          ),
        ([columns, ...rows]) => {
          const read = parse(toCSV(table(columns, ...rows)));
          // A mark before what a spreadsheet would compute is all that may be added.
          expect(read.map((row) => row.map((cell) => cell.replace(/^'(?=[=+@\-\t\r])/, '')))).toEqual(
            [columns, ...rows].map((row) => row.map((cell) => cell.replace(/^'(?=[=+@\-\t\r])/, ''))),
          );
        },
      ),
    );
  });

  it('disarms what a spreadsheet would compute, and leaves negative numbers alone', () => {
    const cells = ['=1+1', '+1', '@sum', '-cmd', '=HYPERLINK("x")', '-5', '-0.5', '−5 %'];
    const [, ...rows] = parse(toCSV(table(['c'], ...cells.map((cell) => [cell]))));
    expect(rows.map(([cell]) => cell[0])).toEqual(["'", "'", "'", "'", "'", '-', '-', '−']);
  });
});
