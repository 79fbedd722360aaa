/** What a reader may take along: table, picture, sentence, files. */
import {expect} from 'chai';
import {cellsOf, download} from '../watch.js';
import {all, open, textOf} from '../widget.js';
import type {Context} from './context.js';

export function givesAway({tag, main, presets, put, make}: Context): void {
  describe('what it gives away', () => {
    it('a table without holes', async () => {
      for (const name of presets.names) {
        const widget = make();
        widget.setAttribute(presets.attribute, name);
        const {caption, columns, rows} = widget.toTable();
        expect(caption.trim().length).to.be.greaterThan(5);
        expect(rows.length).to.be.greaterThan(1);
        for (const row of [columns, ...rows]) {
          expect(row.length).to.equal(columns.length);
          for (const cell of row)
            expect(cell.trim(), name)
              .to.match(/./)
              .and.not.to.match(/NaN|undefined|Infinity|null/);
        }
      }
    });

    it('the same table in the page, with headers', async () => {
      const widget = await put();
      await open(widget, 'Table');
      const [first] = all<HTMLTableElement>(widget, 'table');
      const {caption, columns, rows} = widget.toTable();
      expect(textOf(first.caption!)).to.equal(caption);
      expect([...first.rows].map((row) => [...row.cells].map((cell) => cell.textContent!.trim()))).to.deep.equal(
        [columns, ...rows].map((row) => [...row]),
      );
      expect([...first.tHead!.querySelectorAll('th')].every((cell) => cell.scope === 'col')).to.equal(true);
      expect([...first.tBodies[0].rows].every((row) => row.cells[0].scope === 'row')).to.equal(true);
    });

    it('a picture that stands alone', async () => {
      for (const name of presets.names) {
        const widget = make();
        widget.setAttribute(presets.attribute, name);
        const svg = widget.toSVG();
        const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
        expect(parsed.querySelector('parsererror')?.textContent).to.equal(undefined);
        expect(parsed.documentElement.namespaceURI).to.equal('http://www.w3.org/2000/svg');
        expect(Number(parsed.documentElement.getAttribute('width'))).to.be.greaterThan(100);
        expect(
          svg.match(
            /NaN|undefined|Infinity|var\([^)]*\)?|@import|url\((?!["']?#).{20}|<script|<foreignObject| on\w+=/g,
          ),
        ).to.equal(null);
        expect(svg.match(/(?:href|src)\s*=\s*"(?!#)[^"]*"/g)).to.equal(null);
        expect(parsed.querySelector('title, desc')!.textContent!.trim().length).to.be.greaterThan(10);
      }
    });

    it('a sentence', () => {
      const said = new Set<string>();
      for (const name of presets.names) {
        const widget = make();
        widget.setAttribute(presets.attribute, name);
        expect(widget.describe(), name)
          .to.match(/^[A-Z].{30,}\.$/)
          .and.not.to.match(/NaN|undefined|Infinity|null| {2}/);
        said.add(widget.describe());
      }
      expect(said.size).to.equal(presets.names.length);
    });

    it('files: CSV, JSON, SVG and PNG', async () => {
      const widget = await put({[main.attribute]: main.good[0][0], seed: '7'});
      const csv = await download(widget, 'CSV');
      expect([csv.name, csv.blob.type]).to.deep.equal([`${tag}.csv`, 'text/csv']);
      const cells = cellsOf(await csv.blob.text());
      const {columns, rows} = widget.toTable();
      expect(cells.slice(0, rows.length + 1).map((row) => row.map((cell) => cell.replace(/^'/, '')))).to.deep.equal(
        [columns, ...rows].map((row) => [...row]),
      );
      const json = await download(widget, 'JSON');
      expect(json.name).to.equal(`${tag}.json`);
      const data = JSON.parse(await json.blob.text()) as Record<string, unknown>;
      expect(data.value).to.deep.equal(JSON.parse(JSON.stringify(widget.value)));
      expect([data.element, data.seed, data.describe]).to.deep.equal([tag, '7', widget.describe()]);
      expect(data.library).to.match(/^reliability-tax \d/);
      expect(Object.keys(data.sources as object).length).to.be.greaterThan(2);
      const svg = await download(widget, 'SVG');
      // The names of clips count up; the drawing does not change.
      const drawing = (text: string) => text.replace(/plot-clip-\d+/g, 'clip');
      expect(drawing(await svg.blob.text())).to.equal(drawing(widget.toSVG()));
      const png = await download(widget, 'PNG');
      expect([png.name, png.blob.type]).to.deep.equal([`${tag}.png`, 'image/png']);
      const bytes = new Uint8Array(await png.blob.arrayBuffer());
      expect([...bytes.slice(1, 4)].map((code) => String.fromCharCode(code)).join('')).to.equal('PNG');
      expect(bytes.length).to.be.greaterThan(5000);
    });
  });
}
