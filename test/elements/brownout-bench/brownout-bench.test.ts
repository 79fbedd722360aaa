import {models, type BrownoutBench} from 'reliability-tax';
import {expect} from 'chai';
import {hasTouch, press, resetMouse, sendMouse, touchDrag} from '../../support/commands.js';
import {listen} from '../../support/watch.js';
import {
  all,
  button,
  mount,
  notDrawn,
  open,
  part,
  picture,
  settled,
  sleep,
  slider,
  unmountAll,
  until,
  type WidgetElement,
} from '../../support/widget.js';

type Bench = WidgetElement & BrownoutBench;

const put = (attributes = '', style?: string): Promise<Bench> =>
  mount<Bench>(`<brownout-bench ${attributes}></brownout-bench>`, style);
const words = (bench: Bench, name: string) => part(bench, name)!.textContent!.replace(/\s+/g, ' ').trim();
const alarm = (bench: Bench) => part(bench, 'trip')!;
const drawing = (bench: Bench) => picture(bench)!.innerHTML;
const bar = (bench: Bench) => slider(bench, 'Time since');
const middle = (node: Element): [number, number] => {
  const {left, top, width, height} = node.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

describe('<brownout-bench>', () => {
  afterEach(async () => {
    unmountAll();
    await resetMouse();
  });

  describe('the alarm', () => {
    it('is dragged down: the voltage follows the pointer, one gesture is one undo', async () => {
      const bench = await put();
      alarm(bench).scrollIntoView({block: 'center'});
      const [x, y] = middle(alarm(bench));
      const heard = listen(bench);
      await sendMouse({type: 'move', position: [x, y]});
      await sendMouse({type: 'down'});
      await sendMouse({type: 'move', position: [x, y + 20]});
      await sendMouse({type: 'move', position: [x, y + 40]});
      await sendMouse({type: 'up'});
      await settled(bench);
      heard.stop();
      const {tripVoltage} = bench.value;
      expect(tripVoltage).to.be.within(1.9, 2.8);
      expect(heard.map(({type}) => type).at(-1)).to.equal('change');
      expect(heard.filter(({type}) => type === 'change').length).to.equal(1);
      expect(Math.abs(middle(alarm(bench))[1] - (y + 40))).to.be.at.most(2);
      expect(notDrawn(bench)).to.deep.equal([]);
      bench.undo();
      expect(bench.value.tripVoltage).to.equal(3);
    });

    it('follows a finger, and the page stays where it is', async function () {
      if (!hasTouch) this.skip();
      const bench = await put();
      alarm(bench).scrollIntoView({block: 'center'});
      const [x, y] = middle(alarm(bench));
      const scrolled = scrollY;
      await touchDrag([
        [x, y],
        [x, y + 15],
        [x, y + 30],
        [x, y + 45],
      ]);
      await settled(bench);
      expect(bench.value.tripVoltage).to.be.within(1.9, 2.8);
      expect(scrollY).to.equal(scrolled);
    });

    it('goes by keys, to both ends, and with O to where it is just early enough', async () => {
      const bench = await put('capacitance="10 µF"');
      const grip = alarm(bench);
      expect([grip.getAttribute('role'), grip.getAttribute('aria-orientation')]).to.deep.equal(['slider', 'vertical']);
      grip.focus();
      await press('ArrowDown');
      expect(bench.value.tripVoltage).to.be.within(2.9, 2.99);
      await press('End');
      expect(bench.value.tripVoltage).to.equal(bench.value.supplyVoltage);
      await press('Home');
      await settled(bench);
      expect(bench.value.survives).to.equal(false);
      await press('o');
      await settled(bench);
      const {tripVoltage, safeVoltage, survives} = bench.value;
      expect(survives).to.equal(true);
      expect(tripVoltage - safeVoltage).to.be.within(0, 0.0011);
      expect(grip.getAttribute('aria-valuetext')).to.match(/^2\.35 V; 2\.35 V needed$/);
    });

    it('stays where O cannot help, and where the page locks it', async () => {
      const bench = await put('scenario="mobile"');
      alarm(bench).focus();
      await press('o');
      expect(bench.value.tripVoltage).to.equal(1.8);
      const locked = await put('locked="trip-voltage"');
      alarm(locked).focus();
      await press('ArrowDown');
      expect([locked.value.tripVoltage, alarm(locked).getAttribute('aria-disabled')]).to.deep.equal([3, 'true']);
    });
  });

  describe('the save', () => {
    it('survives on FeRAM and is torn on flash: the toggle changes memory, energy and time', async () => {
      const bench = await put();
      expect(words(bench, 'sentence')).to.match(
        /hold 245 µJ: .* takes 9\.6 µJ and 2\.93 ms; the save survives, 25 times over\./,
      );
      all<HTMLInputElement>(bench, '[part~=key] input[type=radio]')[0].focus();
      await press('ArrowRight');
      await settled(bench);
      expect([bench.value.memoryType, bench.value.limit, bench.value.recovered.slot]).to.deep.equal([
        'flash',
        'both',
        'B',
      ]);
      expect(words(bench, 'sentence')).to.include('torn').and.to.include('picks slot B');
      expect(picture(bench)!.textContent).to.include('torn').and.to.include('old state');
    });

    it('names each limit that breaks alone, with a remedy that mends it', async () => {
      for (const [attributes, limit, said] of [
        ['scenario="edge"', 'time', /There is energy, but only 0\.58 of the time/],
        ['scenario="mobile"', 'energy', /There is time, but only 0\.69 of the energy/],
      ] as const) {
        const bench = await put(attributes);
        expect(bench.value.limit).to.equal(limit);
        expect(words(bench, 'sentence')).to.match(said);
        expect(words(bench, 'controls')).to.include('First remedy');
        button(bench, 'Try it').click();
        await settled(bench);
        expect(bench.value.survives, attributes).to.equal(true);
        bench.undo();
        expect(bench.value.survives).to.equal(false);
        unmountAll();
      }
    });

    it('in place destroys the only copy', async () => {
      const bench = await put('scenario="mobile"');
      await open(bench, 'More');
      all<HTMLInputElement>(bench, 'input[name=slots]')[1].click();
      await settled(bench);
      expect(bench.value.recovered).to.deep.equal({slot: null, sequence: -1, state: 'none'});
      expect(words(bench, 'sentence')).to.include('only copy is destroyed');
      expect(picture(bench)!.textContent).to.include('lost, unnoticed');
    });
  });

  describe('time', () => {
    it('stands still until the power is cut, falls once, and stops', async () => {
      const bench = await put();
      const before = drawing(bench);
      await sleep(300);
      expect(drawing(bench) === before).to.equal(true);
      button(bench, '⚡ Cut the power').click();
      const seen = new Set<string>();
      await until('it falls', () => seen.add(bar(bench).getAttribute('aria-valuetext')!).size > 2);
      await until('it has fallen', () => all(bench, '.play')[0].textContent!.includes('Cut'));
      expect(drawing(bench) === before).to.equal(true);
      button(bench, '⚡ Cut the power').click();
      await until('it falls again', () => drawing(bench) !== before);
      bench.remove();
      const still = drawing(bench);
      await sleep(150);
      expect(drawing(bench) === still).to.equal(true);
    });

    it('is scrubbed by keys; half way the new slot is torn and the old one counts', async () => {
      const bench = await put();
      bar(bench).focus();
      await press('Home');
      await settled(bench);
      expect(bar(bench).getAttribute('aria-valuetext')).to.equal(
        '0 seconds after the supply was lost: 3 volts, 0 bytes written',
      );
      expect(picture(bench)!.textContent).to.include('no. 0');
      for (let i = 0; i < 3; i++) await press('PageUp');
      await settled(bench);
      expect(picture(bench)!.textContent).to.include('torn').and.to.include('old state');
      expect(bar(bench).getAttribute('aria-valuetext')).to.match(
        /^1\.46 milliseconds after .*, 2\.05 kilobytes written$/,
      );
      await press('End');
      await settled(bench);
      expect(picture(bench)!.textContent).to.include('new state').and.not.to.include('torn');
      expect(bar(bench).getAttribute('aria-valuetext')).to.include(
        models.formatQuantity(bench.value.holdUp, 'time', {words: true}),
      );
    });
  });
});
