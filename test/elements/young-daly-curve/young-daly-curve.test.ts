import {models, type YoungDalyCurve} from 'reliability-tax';
import {expect} from 'chai';
import {
  click,
  drag,
  engine,
  hasTouch,
  press,
  resetMouse,
  sendKeys,
  touchDrag,
  type Point,
} from '../../support/commands.js';
import {sample} from '../../support/sample.js';
import {listen, warnings} from '../../support/watch.js';
import {
  overflow,
  textOf,
  all,
  box,
  button,
  drawn,
  frame,
  handle,
  handleAt,
  menu,
  mount,
  notDrawn,
  notices,
  open,
  part,
  picture,
  pointOf,
  settled,
  slider,
  textBox,
  type,
  unmountAll,
  until,
  type WidgetElement,
} from '../../support/widget.js';

const {formatQuantity, optimumFor, wasteFor, youngInterval, dalyInterval, scenarios, firstOrderWaste} = models;

type Value = YoungDalyCurve['value'];
type Curve = YoungDalyCurve &
  WidgetElement & {-readonly [input in 'nodes' | 'writeTime' | 'checkpointSize' | 'gpuHourPrice']: number};

const put = (attributes = '', style?: string): Promise<Curve> =>
  mount<Curve>(`<young-daly-curve ${attributes}></young-daly-curve>`, style);
const make = (inputs: Partial<Record<keyof Value, number | string>>): Curve =>
  Object.assign(document.createElement('young-daly-curve'), inputs) as unknown as Curve;
const closeTo = (actual: number, expected: number, relative: number, what?: string) =>
  expect(actual, what).to.be.closeTo(expected, Math.abs(expected) * relative);

/** Share of the axis, 0..1, at which an element's interval stands. */
const share = (curve: Curve) => Number(slider(curve, 'Interval').value);
/** Geometry of every shape of the curve's picture, in document order. */
const shapes = (curve: Curve) =>
  [...picture(curve)!.querySelectorAll('path, line, rect, circle, text')].map((node) => ({
    node: `${node.localName} in ${node.closest('g')?.getAttribute('class') ?? node.closest('g')?.getAttribute('aria-label')}`,
    numbers: ['d', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'width', 'height', 'transform'].flatMap(
      (name) => (node.getAttribute(name) ?? '').match(/-?\d+(\.\d+)?(e-?\d+)?/g)?.map(Number) ?? [],
    ),
    words: node.localName === 'text' ? node.textContent : '',
  }));

describe('<young-daly-curve>', () => {
  afterEach(async () => {
    unmountAll();
    await resetMouse();
  });

  describe('the point on the curve', () => {
    it('is dragged with the mouse, by the handle and from anywhere on the chart', async () => {
      const curve = await put('interval="optimal"');
      const best = curve.value.interval;
      const start = handleAt(curve).map(Math.round) as Point;
      await drag(start, [start[0] + 80, start[1]], 4);
      await settled(curve);
      expect(handleAt(curve)[0]).to.be.closeTo(start[0] + 80, 2);
      expect(curve.value.interval).to.be.greaterThan(best);
      expect(curve.value.followsOptimum).to.equal(false);
      expect(curve.value.regret).to.be.greaterThan(0);
      expect(curve.getAttribute('interval')).to.match(/ (s|min|h)$/);
      const right = curve.value.interval;
      await drag(pointOf(curve, 0.5, 0.2), pointOf(curve, 0.3, 0.9), 4);
      await settled(curve);
      expect(handleAt(curve)[0]).to.be.closeTo(pointOf(curve, 0.3)[0], 2);
      expect(curve.value.interval).to.be.lessThan(right);
      expect(curve.shadowRoot.activeElement).to.equal(handle(curve));
    });

    it('is set by a click', async () => {
      const curve = await put();
      for (const at of [0.25, 0.75]) {
        const [x, y] = pointOf(curve, at, 0.3);
        const heard = listen(curve);
        await click(document.elementFromPoint(x, y)!.shadowRoot!.elementFromPoint(x, y)!);
        heard.stop();
        expect(heard.length).to.be.lessThan(3);
        await drag([x, y], [x, y], 1);
        await settled(curve);
        expect(handleAt(curve)[0]).to.be.closeTo(x, 2);
      }
    });

    it('snaps to the best interval beside it', async () => {
      const curve = await put();
      const still = await put('interval="optimal"');
      const offset = handleAt(still)[0] - still.getBoundingClientRect().left;
      still.parentElement!.remove();
      const [, y] = pointOf(curve, 0.5, 0.4);
      const x = curve.getBoundingClientRect().left + offset + 1.5;
      await drag([Math.round(x), y], [Math.round(x), y], 1);
      closeTo(curve.value.interval, curve.value.optimum.exact, 1e-12);
      expect(curve.value.regret).to.be.lessThan(1e-12);
    });

    it('follows a finger along the curve, and lets a finger down the page scroll it', async function () {
      if (!hasTouch) return this.skip();
      const curve = await put();
      box('<div style="height:3000px"></div>');
      const start = handleAt(curve).map(Math.round) as Point;
      const heard = listen(curve);
      await touchDrag([start, [start[0] - 20, start[1]], [start[0] - 60, start[1]], [start[0] - 90, start[1] + 4]]);
      await settled(curve);
      expect(handleAt(curve)[0]).to.be.closeTo(start[0] - 90, 2);
      expect(heard.at(-1)!.type).to.equal('change');
      expect(heard.filter(({type: name}) => name === 'change').length).to.equal(1);
      heard.stop();
      for (const node of [handle(curve), ...all(curve, '[part~=figure] .press')])
        expect(getComputedStyle(node).touchAction).to.equal('pan-y');
    });

    it('moves by the documented share of the axis for each key, and the slider by the same', async () => {
      for (const target of [handle, (curve: Curve) => slider(curve, 'Interval')]) {
        const curve = await put('interval="30 min"');
        const control = target(curve);
        control.focus();
        const span = () => share(curve);
        for (const [key, expected] of [
          ['ArrowRight', 1 / 50],
          ['ArrowUp', 1 / 50],
          ['ArrowLeft', -1 / 50],
          ['ArrowDown', -1 / 50],
          ['Shift+ArrowRight', 1 / 10],
          ['Shift+ArrowLeft', -1 / 10],
          ['Alt+ArrowUp', 1 / 200],
          ['Alt+ArrowDown', -1 / 200],
          ['PageUp', 1 / 10],
          ['PageDown', -1 / 10],
        ] as const) {
          const before = span();
          await press(key);
          await settled(curve);
          // Three digits of the interval are kept.
          expect(span() - before, key).to.be.closeTo(expected, 0.0012);
        }
        await press('Home');
        await settled(curve);
        const least = curve.value.interval;
        await press('Home');
        await settled(curve);
        expect(curve.value.interval, 'Home is the least: again changes nothing').to.equal(least);
        await press('End');
        await settled(curve);
        const greatest = curve.value.interval;
        expect(greatest / least).to.be.greaterThan(100);
        await press('End');
        await settled(curve);
        expect(curve.value.interval, 'End is the greatest: again changes nothing').to.equal(greatest);
        await press('o');
        await settled(curve);
        closeTo(curve.value.interval, curve.value.optimum.exact, 1e-9);
        unmountAll();
      }
    });

    it('goes to the best by its button and stays there when the fleet grows', async () => {
      const curve = await put();
      button(curve, 'go to the best').click();
      await settled(curve);
      expect(curve.value.followsOptimum).to.equal(true);
      expect(curve.getAttribute('interval')).to.equal('optimal');
      curve.nodes = 8192;
      expect(curve.value.interval).to.equal(curve.value.optimum.exact);
      expect(part(curve, 'sentence')!.textContent).to.include('at the best interval');
      handle(curve).focus();
      await press('PageUp');
      expect(curve.value.followsOptimum).to.equal(false);
    });
  });

  describe('the sliders of the fleet', () => {
    it('move by a fiftieth of their range, whole nodes by at least one, and end at their ends', async () => {
      const curve = await put();
      const range = slider(curve, 'Nodes');
      range.focus();
      for (const [key, expected] of [
        ['ArrowRight', 1 / 50],
        ['Shift+ArrowLeft', -1 / 10],
        ['PageUp', 1 / 10],
      ] as const) {
        const before = Number(range.value);
        await press(key);
        await settled(curve);
        expect(Number(range.value) - before, key).to.be.closeTo(expected, 0.001);
        expect(Number.isInteger(curve.value.nodes)).to.equal(true);
      }
      await press('Home');
      expect(curve.value.nodes).to.equal(1);
      await settled(curve);
      for (const [key, nodes] of [
        ['ArrowRight', 2],
        ['Alt+ArrowRight', 3],
        ['ArrowLeft', 2],
        ['ArrowLeft', 1],
        ['ArrowLeft', 1],
      ] as const) {
        await press(key);
        await settled(curve);
        expect(curve.value.nodes, key).to.equal(nodes);
      }
      await press('End');
      expect(curve.value.nodes).to.be.greaterThan(1000);
      await settled(curve);
      expect(Number(range.value)).to.equal(1);
    });

    it('say at once what a number without a unit will be, with the likelier unit one key away', async () => {
      const curve = await put('interval="1 h"');
      const box = textBox(curve, 'Interval');
      const reading = () => textOf(box.parentElement!.querySelector('.reading')!);
      const before = curve.value;
      box.focus();
      box.select();
      await sendKeys({type: '30'});
      expect([reading(), curve.value === before]).to.deep.equal(['30 h (Shift+Enter: 30 min)', true]);
      expect(overflow(curve)).to.deep.equal([]);
      await press('Shift+Enter');
      await settled(curve);
      expect([curve.value.interval, reading(), box.value]).to.deep.equal([1800, '', '30 min']);
      box.select();
      await sendKeys({type: '+45'});
      expect(reading()).to.equal('45 min');
      await press('Enter');
      await settled(curve);
      expect([curve.value.interval, reading()]).to.deep.equal([2700, '']);
      box.select();
      await sendKeys({type: '1h30m'});
      expect(reading()).to.equal('');
      await press('Escape');
      expect(box.value).to.equal('45 min');
    });

    it('take what is typed with its unit', async () => {
      const curve = await put();
      await type(curve, textBox(curve, 'Write time'), '4.5 min');
      expect(curve.value.writeTime).to.equal(270);
      await type(curve, textBox(curve, 'Nodes'), '1e7');
      expect(curve.value.nodes).to.equal(1e7);
      expect(Number(slider(curve, 'Nodes').value)).to.equal(1);
      expect(notDrawn(curve)).to.deep.equal([]);
      await type(curve, textBox(curve, 'Interval'), 'optimal');
      expect(curve.value.followsOptimum).to.equal(true);
    });
  });

  describe('the picture', () => {
    it('is the same whether it was changed step by step or drawn anew', async () => {
      const walked = await put('nodes="2048" interval="1 h"');
      for (const step of [
        {nodes: 2400},
        {writeTime: 150},
        {interval: 2400},
        {downtime: 90},
        {restart: 500},
        {law: 'weibull', shape: 0.8},
        {law: 'exponential'},
        {interval: 2000},
        {nodes: 2100},
      ]) {
        Object.assign(walked, step);
        await settled(walked);
      }
      await frame();
      await drawn(walked);
      const attributes = ['nodes', 'write-time', 'interval', 'downtime', 'restart']
        .map((name) => `${name}="${walked.getAttribute(name)}"`)
        .join(' ');
      const fresh = await put(attributes);
      // The axes stand still while a state fits them: put both on the same ones.
      expect(fresh.value.waste.total).to.be.closeTo(walked.value.waste.total, 1e-12);
      const [before, after] = [shapes(walked), shapes(fresh)];
      const axes = (curve: Curve) =>
        [...picture(curve)!.querySelectorAll('[aria-label$="tick label"] text')]
          .map((node) => `${node.textContent}@${node.getAttribute('transform')}`)
          .join();
      if (axes(walked) !== axes(fresh)) {
        // Back through a width the picture is wholly redrawn at, with the axes it holds.
        const width = () => picture(walked)?.getAttribute('width');
        const wide = width();
        walked.parentElement!.style.width = '700px';
        await until('it is drawn narrower', () => width() !== wide);
        walked.parentElement!.style.width = '752px';
        await until('it is drawn as wide as before', () => width() === wide);
        await drawn(walked);
        compare(before, shapes(walked));
      } else compare(before, after);
    });

    const compare = (one: ReturnType<typeof shapes>, two: ReturnType<typeof shapes>) => {
      expect(one.map(({node}) => node)).to.deep.equal(two.map(({node}) => node));
      const faults: string[] = [];
      one.forEach(({node, numbers, words}, i) => {
        const other = two[i];
        if (words !== other.words) faults.push(`${node}: "${words}" against "${other.words}"`);
        if (numbers.length !== other.numbers.length)
          faults.push(`${node}: ${numbers.length} against ${other.numbers.length} numbers`);
        const apart = Math.max(0, ...numbers.map((number, j) => Math.abs(number - other.numbers[j])));
        if (apart > 0.05) faults.push(`${node}: ${apart} px apart`);
      });
      expect(faults).to.deep.equal([]);
    };

    it("has its curve through the model's waste, and the handle on it", async () => {
      for (const attributes of [
        '',
        'nodes="20000" write-time="30 s"',
        'law="weibull" shape="0.6" interval="15 min"',
        'scenario="tiny"',
      ]) {
        const curve = await put(attributes);
        const chart = picture(curve)!.getBoundingClientRect();
        const [x, y] = handleAt(curve);
        const path = picture(curve)!.querySelector<SVGPathElement>('.total path')!;
        const matrix = path.getScreenCTM()!;
        // The path is sampled: find where it passes the handle's x.
        let [low, high] = [0, path.getTotalLength()];
        for (let i = 0; i < 40; i++) {
          const middle = (low + high) / 2;
          if (path.getPointAtLength(middle).matrixTransform(matrix).x < x) low = middle;
          else high = middle;
        }
        const on = path.getPointAtLength(low).matrixTransform(matrix);
        expect(Math.hypot(on.x - x, on.y - y), attributes).to.be.lessThan(1.5);
        expect(x).to.be.within(chart.left, chart.right);
        unmountAll();
      }
    });

    it('moves the mark of the best interval left when the fleet grows, and right when writing slows', async () => {
      const curve = await put();
      const mark = () => picture(curve)!.querySelector('.marks path:nth-child(3)')!.getBoundingClientRect().left;
      const at = [mark()];
      for (const step of [{nodes: 2600}, {nodes: 3200}]) {
        Object.assign(curve, step);
        await settled(curve);
        at.push(mark());
      }
      expect(at[1]).to.be.lessThan(at[0]);
      expect(at[2]).to.be.lessThan(at[1]);
      curve.writeTime = 200;
      await settled(curve);
      expect(mark()).to.be.greaterThan(at[2]);
    });

    it('draws every edge without a number that is none', async () => {
      const faults: string[] = [];
      const edges = [
        'nodes="1"',
        'nodes="10,000,000"',
        'write-time="0"',
        'write-time="0" interval="optimal"',
        'write-time="8 h"',
        'write-time="20 h" interval="optimal"',
        'write-time="100 y"',
        'restart="0" downtime="0"',
        'restart="100 y"',
        'downtime="100 y"',
        'interval="1 ns"',
        'interval="1000 y"',
        'mtbf="1 ms"',
        'mtbf="1000000 y"',
        'node-mtbf="1 ns" nodes="10000000"',
        'run-length="1 s"',
        'run-length="1000 y"',
        'gpu-hour-price="0"',
        'gpu-hour-price="$1,000,000"',
        'gpus-per-node="1"',
        'checkpoint-size="1 B" write-bandwidth="1000 EB/s"',
        'checkpoint-size="1000 EB" write-bandwidth="1 B/s"',
        'law="weibull" shape="0.3"',
        'law="weibull" shape="5"',
        'law="weibull" shape="0.3" nodes="10000000"',
        'law="weibull" shape="0.5" write-time="0"',
        'law="weibull" write-time="8 h" interval="optimal"',
      ];
      // What a number makes of the drawing is our code's matter: all edges in one engine, some in the others.
      for (const attributes of sample(edges, engine === 'chromium' ? edges.length : 8, 11)) {
        const problems: string[] = [];
        const said = await warnings(async () => {
          const curve = await put(`${attributes} detail="bench"`);
          problems.push(...notDrawn(curve), ...notices(curve));
          const {toTable, toSVG} = curve;
          problems.push(
            ...(/NaN|undefined|[^∞]Infinity/.exec(
              `${JSON.stringify(toTable.call(curve))} ${toSVG.call(curve)} ${curve.describe()}`,
            ) ?? []),
          );
          const {waste, efficiency} = curve.value;
          for (const [name, part] of Object.entries({...waste, efficiency}))
            if (!(part >= -1e-12 && part <= 1 + 1e-12)) problems.push(`${name} is ${part}`);
          if (Math.abs(waste.total + efficiency - 1) > 1e-9)
            problems.push(`total and efficiency make ${waste.total + efficiency}`);
          handle(curve).focus();
          await press('ArrowRight');
          await settled(curve);
          problems.push(...notDrawn(curve));
        }).catch((fault: Error) => [fault.message]);
        if (said.length + problems.length)
          faults.push(`${attributes}: ${[...new Set([...said, ...problems])].slice(0, 4).join('; ')}`);
        unmountAll();
      }
      expect(faults).to.deep.equal([]);
    });
  });

  describe('numbers', () => {
    it("are the model's: value, sentence, key, table and export", async () => {
      for (const attributes of [
        '',
        'interval="25 min" nodes="4096"',
        'scenario="rsc1" law="weibull" shape="0.6"',
        'scenario="mobile"',
        'interval="5 min" gpu-hour-price="0"',
      ]) {
        const curve = await put(attributes);
        const {value} = curve;
        const asked = {
          interval: value.interval,
          writeTime: value.writeTime,
          mtbf: value.mtbf,
          restart: value.restart,
          downtime: value.downtime,
          law: value.law,
          shape: value.shape,
        };
        const {useful, ...waste} = wasteFor(asked);
        expect(value.waste).to.deep.equal(waste);
        expect(value.efficiency).to.equal(useful);
        expect(value.useful).to.equal(useful * value.runLength);
        expect(value.optimum).to.deep.equal({
          young: youngInterval(asked),
          daly: dalyInterval(asked),
          exact: optimumFor(asked),
        });
        closeTo(value.leastWaste, wasteFor({...asked, interval: optimumFor(asked)}).total, 1e-12);
        expect(value.firstOrderWaste).to.equal(firstOrderWaste(asked));
        closeTo(value.mtbf * value.nodes, value.nodeMtbf, 1e-12);
        const key = part(curve, 'key')!.textContent!.replace(/\s+/g, ' ');
        for (const number of [waste.total, waste.checkpoint, waste.lost, waste.restart + waste.downtime])
          expect(key, attributes).to.include(formatQuantity(number, 'ratio'));
        for (const interval of Object.values(value.optimum))
          expect(key, attributes).to.include(formatQuantity(interval, 'time'));
        const sentence = part(curve, 'sentence')!.textContent!.replace(/\s+/g, ' ').trim();
        expect(sentence).to.equal(curve.describe().trim());
        const hours = /100 hours, ([\d.]+) go .*?, ([\d.]+) to redoing .*? ([\d.]+) to recovering/
          .exec(sentence)!
          .slice(1);
        [waste.checkpoint, waste.lost, waste.restart + waste.downtime].forEach((number, i) =>
          expect(hours[i], sentence).to.equal((number * 100).toFixed(hours[i].split('.')[1].length)),
        );
        const {columns, rows} = curve.toTable();
        const shares = rows.map((row) => row[columns.indexOf('Share')]);
        expect(shares).to.deep.equal(
          [useful, waste.checkpoint, waste.lost, waste.restart, waste.downtime, waste.total].map((number) =>
            formatQuantity(number, 'ratio'),
          ),
        );
        expect(columns.includes('Cost')).to.equal(value.gpuHourPrice > 0);
        await open(curve, 'Table');
        const second = all<HTMLTableElement>(curve, 'table')[1];
        for (const row of second.tBodies[0].rows) {
          const cells = [...row.cells].map((cell) => cell.textContent!.trim());
          const at = /^Here/.test(cells[0])
            ? value.interval
            : /^Best/.test(cells[0])
              ? value.optimum.exact
              : models.parseQuantity(cells[0].replace(/^.*: /, ''), 'time');
          const expected = wasteFor({...asked, interval: at});
          const total = models.parseQuantity(cells[4], 'ratio');
          closeTo(total, expected.total, 0.01, `${attributes}: ${cells.join(' | ')}`);
        }
        unmountAll();
      }
    });

    it('of the waterfall add up to the run, in hours, GPU-hours and dollars', async () => {
      const curve = await put('run-length="100 h" nodes="10" gpus-per-node="8" mtbf="4 h" gpu-hour-price="$2"');
      const amounts = () =>
        [...part(curve, 'beside')!.querySelectorAll('svg .amount text')].map((node) =>
          /GPU|\$/.test(node.textContent!)
            ? Number(node.textContent!.replace(/[^\d.]/g, ''))
            : models.parseQuantity(node.textContent!, 'time') / 3600,
        );
      const sum = () => amounts().reduce((total, number) => total + number, 0);
      expect(amounts().length).to.equal(5);
      expect(sum()).to.be.closeTo(100, 0.2);
      expect(amounts()[0]).to.be.closeTo(100 * curve.value.efficiency, 0.06);
      const units = all<HTMLInputElement>(curve, '[part~=beside] input[type=radio]');
      expect(units.length).to.equal(3);
      for (const [i, whole] of [
        [1, 8000],
        [2, 16_000],
      ] as const) {
        units[i].click();
        await settled(curve);
        expect(sum(), `unit ${i}`).to.be.closeTo(whole, whole * 0.005);
      }
      const widths = [...part(curve, 'beside')!.querySelectorAll('svg .part rect')].map(
        (bar) => bar.getBoundingClientRect().width,
      );
      closeTo(
        widths.reduce((total, width) => total + width, 0),
        part(curve, 'beside')!.querySelector('svg')!.getBoundingClientRect().width,
        0.02,
      );
      curve.gpuHourPrice = 0;
      await settled(curve);
      expect(all(curve, '[part~=beside] input[type=radio]').length).to.equal(2);
      expect(part(curve, 'beside')!.textContent, 'no price, no dollars').not.to.include('$');
    });

    it('scale with the fleet as the law says: writing times 1, 1/2 or 2 and the MTBF half, for twice the nodes', () => {
      for (const [scaling, factor] of [
        ['fixed', 1],
        ['sharded', 0.5],
        ['shared', 2],
      ] as const) {
        for (const given of [
          {},
          {writeTime: 100},
          {checkpointSize: 1e12, writeBandwidth: 1e10},
          {mtbf: 7200, writeTime: 60},
        ]) {
          const curve = make({scaling, nodes: 1000, ...given});
          box('').append(curve);
          const before = curve.value;
          curve.nodes = 2000;
          closeTo(curve.value.writeTime, before.writeTime * factor, 1e-12, `${scaling} ${JSON.stringify(given)}`);
          closeTo(curve.value.mtbf, before.mtbf / 2, 1e-12);
          closeTo(curve.value.nodeMtbf, before.nodeMtbf, 1e-12);
          curve.nodes = 1000;
          closeTo(curve.value.writeTime, before.writeTime, 1e-12);
          closeTo(curve.value.waste.total, before.waste.total, 1e-12);
        }
      }
    });

    it('come from the MTBF of the fleet or of a node, whichever is given', async () => {
      expect(make({mtbf: 7200, nodes: 100}).value.nodeMtbf).to.equal(720_000);
      expect(make({nodeMtbf: 720_000, nodes: 100}).value.mtbf).to.equal(7200);
      const curve = await put('mtbf="2 h" nodes="100"');
      curve.setAttribute('node-mtbf', '1000 h');
      await settled(curve);
      expect(curve.value.mtbf).to.equal(36_000);
      expect(curve.hasAttribute('mtbf'), 'the later one replaces the other').to.equal(false);
      const both = await put('mtbf="2 h" node-mtbf="1 h" nodes="100"');
      expect(both.value.mtbf).to.equal(7200);
      expect(notices(both).join()).to.include('mtbf and node-mtbf disagree');
      expect(notices(await put('mtbf="2 h" node-mtbf="200 h" nodes="100"'))).to.deep.equal([]);
    });

    it('come from the size and the bandwidth of a checkpoint, if these are given', async () => {
      const curve = await put('checkpoint-size="987.75 GB" write-bandwidth="100 GB/s"');
      closeTo(curve.value.writeTime, 9.8775, 1e-12);
      curve.setAttribute('write-bandwidth', '50 GB/s');
      closeTo(curve.value.writeTime, 19.755, 1e-12);
      curve.checkpointSize = 1e12;
      closeTo(curve.value.writeTime, 20, 1e-12);
      curve.writeTime = 40;
      closeTo(curve.value.writeTime, 40, 1e-12);
      closeTo(curve.value.writeBandwidth, 2.5e10, 1e-12);
      const both = await put('write-time="1 min" checkpoint-size="1 TB" write-bandwidth="1 GB/s"');
      expect(both.value.writeTime).to.equal(60);
      expect(notices(both).join()).to.include('write-time disagrees');
    });

    it('follow the best interval while it is asked for', () => {
      const curve = make({interval: 'optimal'});
      for (const step of [
        {nodes: 4096},
        {writeTime: 10},
        {restart: 900},
        {law: 'weibull', shape: 0.7},
        {downtime: 0},
      ]) {
        Object.assign(curve, step);
        closeTo(curve.value.interval, curve.value.optimum.exact, 1e-12);
        expect(curve.value.regret).to.be.lessThan(1e-9);
      }
    });

    it('of a Weibull law with shape 1 are those of the exponential law', () => {
      const {waste, optimum} = make({law: 'weibull', shape: 1}).value;
      const plain = make({}).value;
      closeTo(waste.total, plain.waste.total, 1e-6);
      closeTo(optimum.exact, plain.optimum.exact, 1e-5);
    });
  });

  describe('words', () => {
    it('change symbols with the notation', async () => {
      const curve = await put('detail="bench"');
      const symbols = () => all(curve, '.symbol').map((node) => node.textContent!.trim());
      const mission = symbols();
      expect(mission).to.include('δ').and.to.include('τ');
      curve.notation = 'book';
      await settled(curve);
      const book = symbols();
      expect(book.length).to.equal(mission.length);
      expect(book).to.include('Twrite').and.to.include('MTBFsystem').and.not.to.include('δ');
      expect(curve.toSVG().replace(/<[^>]*>/g, '')).to.include('τckpt');
    });

    it('say where the best is, truly', async () => {
      for (const [attributes, text] of [
        ['interval="optimal"', /at the best interval.*no other interval loses less/],
        ['interval="5 h"', /times too seldom/],
        ['interval="1 min"', /times too often/],
        ['write-time="0"', /costs nothing/],
        ['mtbf="1 min" interval="30 h"', /never gets anywhere/],
      ] as const) {
        const curve = await put(attributes);
        expect(curve.describe(), attributes).to.match(text);
        unmountAll();
      }
    });

    it('change with the preset chosen from the menu, together with all numbers', async () => {
      const curve = await put('nodes="4096" write-time="1 min"');
      await open(curve, 'More');
      const list = menu(curve, 'Preset');
      const heard = listen(curve);
      list.value = 'edge';
      list.dispatchEvent(new Event('change', {bubbles: true}));
      await settled(curve);
      heard.stop();
      expect(heard.map(({type: name}) => name)).to.deep.equal(['input', 'change']);
      const {edge} = scenarios;
      for (const key of [
        'nodes',
        'nodeMtbf',
        'writeTime',
        'checkpointSize',
        'restart',
        'downtime',
        'interval',
        'runLength',
        'gpuHourPrice',
        'gpusPerNode',
      ] as const)
        expect(curve.value[key], key).to.equal(edge[key]);
      expect([
        curve.getAttribute('scenario'),
        curve.hasAttribute('nodes'),
        curve.hasAttribute('write-time'),
      ]).to.deep.equal(['edge', false, false]);
      expect(part(curve, 'base')!.textContent).to.include('computer').and.not.to.include('GPU-hours');
      curve.undo();
      expect(curve.value.nodes).to.equal(4096);
    });

    it('name the origin of each number, and what was set here', async () => {
      const curve = await put('nodes="4096"');
      await open(curve, 'Sources');
      const text = part(curve, 'sources')!.textContent!.replace(/\s+/g, ' ');
      expect(text).to.match(/Nodes: 4,096 ?assumed ?Set on this page/);
      expect(text).to.include(scenarios.cloud.sources.nodeMtbf.text);
      for (const link of part(curve, 'sources')!.querySelectorAll('a'))
        expect([link.protocol, link.rel]).to.deep.equal(['https:', 'noopener']);
    });
  });
});
