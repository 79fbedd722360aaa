import {models, type YoungDalyCurve} from 'reliability-tax';
import {expect} from 'chai';
import {click, drag, press, resetMouse, type Point} from '../../support/commands.js';
import {listen} from '../../support/watch.js';
import {
  all,
  button,
  handle,
  handleAt,
  mount,
  open,
  part,
  picture,
  pointOf,
  settled,
  unmountAll,
  until,
  type WidgetElement,
} from '../../support/widget.js';

const {doubleFleet, formatQuantity, publishedFleets, survivalProbability, wasteFor} = models;

type Curve = YoungDalyCurve & WidgetElement;
const put = (attributes = '', style?: string): Promise<Curve> =>
  mount<Curve>(`<young-daly-curve ${attributes}></young-daly-curve>`, style);
const overlays = (curve: Curve) => picture(curve)!.querySelector('.overlays');
const words = (curve: Curve, selector: string) =>
  all(curve, selector)
    .map((node) => node.textContent!.replace(/\s+/g, ' ').trim())
    .join(' ');

describe('<young-daly-curve> deeper tools', () => {
  afterEach(async () => {
    unmountAll();
    await resetMouse();
  });

  describe('guess and compare', () => {
    it('keeps the guess as a ghost where it was set, and scores it by what it would lose', async () => {
      const curve = await put('interval="2 h"');
      await open(curve, 'More');
      const heard = listen(curve);
      button(curve, 'Guess: the best is here').click();
      await settled(curve);
      expect(heard.map(({type}) => type)).to.deep.equal(['input', 'change']);
      heard.stop();
      curve.setAttribute('interval', 'optimal');
      await settled(curve);
      const {guessed, leastWaste, mtbf, writeTime, restart, downtime} = curve.value;
      const lost = wasteFor({interval: 7200, mtbf, writeTime, restart, downtime}).total - leastWaste;
      expect(guessed!.interval).to.equal(7200);
      expect(guessed!.regret).to.be.closeTo(lost, 1e-12);
      expect(overlays(curve)!.textContent).to.include('your guess');
      expect(words(curve, '.compare p'))
        .to.include('4 times too long')
        .and.to.include(`${formatQuantity(lost * 100, 'number')} points`);
      expect(curve.getAttribute('guess')).to.equal('2 h');
      button(curve, 'Take the guess back').click();
      await settled(curve);
      expect([curve.value.guessed, overlays(curve)]).to.deep.equal([null, null]);
    });

    it('calls the minimum flat where it is, and praises the best', async () => {
      const curve = await put('guess="40 min"');
      await open(curve, 'More');
      expect(words(curve, '.compare p')).to.include('the minimum is flat');
      curve.value = {guess: curve.value.optimum.exact};
      await settled(curve);
      expect(words(curve, '.compare p')).to.include('is the best interval');
    });

    it('pins a state as A, says how B differs, and goes back to A', async () => {
      const curve = await put();
      await open(curve, 'More');
      button(curve, 'Pin as A').click();
      await settled(curve);
      const a = curve.value;
      expect(words(curve, '.compare p')).to.include('still the same');
      curve.value = {nodes: 4096, writeTime: 60};
      await settled(curve);
      const b = curve.value;
      expect(words(curve, '.compare p'))
        .to.include('nodes 2,048 → 4,096')
        .and.to.include('2 min → 60 s')
        .and.to.include(`${formatQuantity(Math.abs(b.waste.total - a.waste.total) * 100, 'number')} points`);
      expect(overlays(curve)!.querySelectorAll('path').length).to.be.greaterThan(0);
      expect(overlays(curve)!.textContent).to.equal('A');
      button(curve, 'Back to A').click();
      await settled(curve);
      expect([curve.value.nodes, curve.value.writeTime, curve.value.waste.total]).to.deep.equal([
        a.nodes,
        a.writeTime,
        a.waste.total,
      ]);
      button(curve, 'Unpin').click();
      await settled(curve);
      expect(overlays(curve)).to.equal(null);
    });
  });

  describe('model ladder', () => {
    it('simulates over the curve: points with error bars, progress, a summary; gone when the inputs change, back with undo', async () => {
      const curve = await put('seed="3"');
      await open(curve, 'More');
      button(curve, 'Simulate').click();
      await until('it runs', () => words(curve, '.compare-models').includes('Simulating'));
      expect(all(curve, '.compare-models progress').length).to.equal(1);
      await until('it ends', () => words(curve, '.compare-models').includes('simulated points'));
      await settled(curve);
      expect(words(curve, '.compare-models .note')).to.match(
        /^\d+ simulated points: (all|\d+) within 2 standard errors of the curve/,
      );
      expect(overlays(curve)!.querySelectorAll('circle').length).to.equal(9);
      curve.value = {writeTime: 300};
      await settled(curve);
      expect(overlays(curve)).to.equal(null);
      curve.value = {writeTime: 120};
      await settled(curve);
      expect(overlays(curve)!.querySelectorAll('circle').length).to.equal(9);
    });

    it('has every model in its table, with the interval the model gives', async () => {
      const curve = await put();
      await open(curve, 'More');
      const cells = words(curve, '.compare-models td, .compare-models th[scope=row]');
      for (const interval of [curve.value.optimum.young, curve.value.optimum.daly, curve.value.optimum.exact])
        expect(cells).to.include(formatQuantity(interval, 'time'));
    });
  });

  describe('fleet view', () => {
    it('says how often a fleet of this size fails, and shows published fleets', async () => {
      const curve = await put('view="fleet"');
      const {nodes, nodeMtbf, mtbf, survival, horizon} = curve.value;
      expect(survival.fleet).to.be.closeTo(survivalProbability({nodeMtbf, nodes, time: horizon}), 1e-12);
      expect(survival.fleet).to.be.closeTo(survival.node ** nodes, 1e-9);
      expect(picture(curve)!.textContent)
        .to.include(`one failure every ${formatQuantity(mtbf, 'time')}`)
        .and.to.include('BLOOM');
      await open(curve, 'Table');
      for (const {name} of Object.values(publishedFleets)) expect(words(curve, '#table')).to.include(name);
      expect(words(curve, '#table')).to.include('MegaScale');
    });

    it('is moved by mouse and keys along the line of the time between failures', async () => {
      const curve = await put('view="fleet"');
      const start = handleAt(curve).map(Math.round) as Point;
      const heard = listen(curve);
      await drag(start, [start[0] - 60, start[1]], 4);
      await settled(curve);
      expect(heard.at(-1)!.type).to.equal('change');
      expect(curve.value.nodes).to.be.lessThan(2048);
      expect(handleAt(curve)[0]).to.be.closeTo(start[0] - 60, 3);
      const before = curve.value.nodes;
      handle(curve).focus();
      await press('ArrowRight');
      expect(curve.value.nodes).to.be.greaterThan(before);
      heard.stop();
      const [x, y] = pointOf(curve, 0.5, 0.3);
      await click(document.elementFromPoint(x, y)!.shadowRoot!.elementFromPoint(x, y)!);
      await settled(curve);
      expect(curve.value.mtbf).to.be.closeTo(curve.value.nodeMtbf / curve.value.nodes, 1e-6);
    });

    it('answers what doubling does to checkpoints, under the three laws of the write time', async () => {
      const curve = await put('view="fleet"');
      const {nodes, nodeMtbf, writeTime, restart, downtime} = curve.value;
      const {after} = doubleFleet({nodes, nodeMtbf, writeTime, restart, downtime});
      for (const law of ['fixed', 'sharded', 'shared'] as const) {
        expect(words(curve, `.doubling .${law}`), law).to.include(
          `${formatQuantity(Number(after[law].frequencyFactor.toPrecision(3)), 'number')} ×`,
        );
      }
      button(curve, 'Double it').click();
      await settled(curve);
      expect(curve.value.nodes).to.equal(2 * nodes);
      expect(curve.value.optimum.exact).to.be.closeTo(after.fixed.interval, 1e-6);
    });

    it('stands below the curve with view="both", and is chosen under More', async () => {
      const curve = await put('view="both"');
      expect(all(curve, '.chart svg').length).to.equal(2);
      await open(curve, 'More');
      all<HTMLInputElement>(curve, 'input[name=view]')
        .find(({value}) => value === 'curve')!
        .click();
      await settled(curve);
      expect([curve.view, curve.getAttribute('view')]).to.deep.equal(['curve', 'curve']);
      await until('the fleet is gone', () => all(curve, '.chart svg').length === 1);
      expect(part(curve, 'sentence')!.textContent).to.include('You checkpoint');
    });
  });
});
