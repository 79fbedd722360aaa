import {models} from 'reliability-tax';
import {expect} from 'chai';
import {
  centre,
  click,
  drag,
  emulateMedia,
  hasMedia,
  hasTouch,
  press,
  resetMouse,
  sendMouse,
  tap,
  type Point,
} from '../../support/commands.js';
import {listen} from '../../support/watch.js';
import {
  all,
  button,
  drawn,
  mount,
  open,
  overflow,
  part,
  settled,
  sleep,
  textOf,
  unmountAll,
  until,
  type WidgetElement,
} from '../../support/widget.js';
import {fallen, newestTaken, peersLeft, type NaiveTier} from './naive.js';

interface Value {
  time: number;
  gpus: number;
  nodes: number;
  failures: number;
  failed: string;
  last: {
    time: number;
    domain: string;
    index: number;
    gpus: number;
    caused: boolean;
    component: string;
    cause: string;
    gpuHours: number;
  } | null;
  rollback: {seconds: number; tier: string; from: number; to: number; work: number} | null;
  efficiency: number;
  causedLoss: number;
  lostGpuHours: number;
}

const read = (widget: WidgetElement) => widget.value as unknown as Value;
const put = (attributes = '', style?: string) => mount(`<failure-topology ${attributes}></failure-topology>`, style);
const map = (widget: WidgetElement) => part(widget, 'map')!;
const tip = (widget: WidgetElement) => map(widget).querySelector('.tip')!.textContent!;
const levels = {gpu: 'GPU', node: 'node', rack: 'rack', power: 'power', pod: 'pod'} as const;

/** Nothing fails by itself: what happens is what the reader does. */
const calm = 'node-mtbf="1,000,000 y" rack-mttf="never" power-mttf="never"';

async function choose(widget: WidgetElement, level: keyof typeof levels): Promise<void> {
  const radio = all<HTMLInputElement>(widget, 'input[name=level]').find(({value}) => value === level)!;
  await click(radio.parentElement!);
  await settled(widget);
}

/** A point of the map, by shares of its width and height. */
function at(widget: WidgetElement, x: number, y: number): Point {
  map(widget).scrollIntoView({block: 'center'});
  const {left, top, width, height} = map(widget).getBoundingClientRect();
  return [Math.round(left + x * width), Math.round(top + y * height)];
}

/** The unit the tip names: its level's number. */
function named(widget: WidgetElement, level: keyof typeof levels): number {
  const text = tip(widget).replaceAll(',', '');
  const number = Number(/(\d+)(?!.*\d.*:)/.exec(text.split(':')[0])![1]);
  return level === 'gpu'
    ? Number(/GPU (\d+) of node (\d+)/.exec(text)![2]) * 8 + Number(/GPU (\d+)/.exec(text)![1])
    : number;
}

describe('<failure-topology>', () => {
  afterEach(async () => {
    unmountAll();
    await resetMouse();
  });

  describe('opens', () => {
    it('just after a failure, and says what it cost in one sentence', async () => {
      const widget = await put();
      const {last, rollback, time} = read(widget);
      expect(last!.time).to.equal(time);
      expect(rollback!.tier).to.equal('store');
      const days = Math.floor(time / 86_400);
      const minutes = Math.floor((time - days * 86_400) / 60);
      const clock = [minutes / 60, minutes % 60].map((of) => String(Math.floor(of)).padStart(2, '0')).join(':');
      expect(widget.describe()).to.match(
        new RegExp(
          `^Day ${days + 1}, ${clock}: HBM error on GPU \\d of node [\\d,]+\\. All 16,384 GPUs go back [\\d.]+ min to the object store`,
        ),
      );
    });

    it('on paper, clears no canvas that lies over another: a printer repeats the call and wipes out the cells', async () => {
      const widget = await put();
      const over = all<HTMLCanvasElement>(widget, 'canvas.over')[0];
      const cleared: HTMLCanvasElement[] = [];
      const {clearRect} = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        cleared.push(this.canvas);
        clearRect.apply(this, box);
      };
      try {
        const before = over.toDataURL();
        dispatchEvent(new Event('beforeprint'));
        expect(over.toDataURL() === before, 'as it was').to.equal(false);
        expect(cleared.includes(over), 'cleared').to.equal(false);
      } finally {
        CanvasRenderingContext2D.prototype.clearRect = clearRect;
        dispatchEvent(new Event('afterprint'));
      }
    });

    it('moves nothing until asked', async () => {
      const widget = await put();
      const before = widget.value;
      const heard = listen(widget);
      await sleep(400);
      heard.stop();
      expect(widget.value).to.equal(before);
      expect(heard).to.deep.equal([]);
      expect(widget.getAnimations({subtree: true}).length).to.equal(0);
    });

    it('sums its losses up as the models do', async () => {
      const {time, lostGpuHours, efficiency, gpus} = read(await put());
      const lost = (lostGpuHours * 3600) / gpus;
      // What is neither useful nor lost went into copies.
      expect(lost + efficiency * time).to.be.within(0.9 * time, time);
    });
  });

  describe("a failure by the reader's hand", () => {
    const moment = 90_000;
    const tiers: NaiveTier[] = [
      {kind: 'dram', interval: 60, stop: 0.3, lag: 0},
      {kind: 'peer', interval: 300, stop: 1, lag: 10},
      {kind: 'nvme', interval: 900, stop: 3, lag: 0},
      {kind: 'store', interval: 3600, stop: 120, lag: 0},
    ];
    const taken = newestTaken(tiers, moment);

    for (const level of Object.keys(levels) as Array<keyof typeof levels>) {
      for (const placement of ['adjacent', 'rack-aware', 'power-aware']) {
        it(`at the level of ${level}, with the peer ${placement}: what falls with it, and the copy that survives`, async () => {
          const widget = await put(`${calm} at="${moment} s" peer-interval="5 min" placement="${placement}"`);
          expect(read(widget).failures).to.equal(0);
          await choose(widget, level);
          const point = at(widget, 0.4, 0.4);
          await sendMouse({type: 'move', position: point});
          await until('the tip names the unit', () => tip(widget));
          const index = named(widget, level);
          const told: unknown[] = [];
          widget.addEventListener('rt-failure', (event) => told.push((event as CustomEvent).detail));
          await sendMouse({type: 'click', position: point});
          await settled(widget);
          const {last, rollback, failures, nodes, failed} = read(widget);
          const gone = fallen(level, index, nodes);
          expect(failures).to.equal(1);
          expect(failed).to.equal(`${level} ${index} @ ${models.quantityText(moment, 'time')}`);
          expect([last!.domain, last!.index, last!.caused, last!.gpus]).to.deep.equal([
            level,
            index,
            true,
            (gone.to - gone.from) * 8,
          ]);
          const survivor = peersLeft(gone, placement) ? 1 : 3;
          expect(rollback!.tier).to.equal(tiers[survivor].kind);
          expect(rollback!.to).to.be.closeTo(taken[survivor], 1e-6);
          expect(rollback!.seconds).to.be.closeTo(moment - taken[survivor], 1e-6);
          expect(told.length).to.equal(1);
          expect(told[0]).to.deep.include({
            time: last!.time,
            domain: level,
            gpus: last!.gpus,
            cause: last!.cause,
            component: last!.component,
          });
          expect((told[0] as Value).rollback).to.deep.equal(rollback);
        });
      }
    }

    it('is undone, done again and forgotten like any other change', async () => {
      const widget = await put(`${calm} at="1 d"`);
      const before = widget.value;
      await sendMouse({type: 'click', position: at(widget, 0.3, 0.3)});
      const after = widget.value;
      expect(after).not.to.deep.equal(before);
      widget.undo();
      expect(widget.value).to.deep.equal(before);
      widget.redo();
      expect(widget.value).to.deep.equal(after);
      widget.reset();
      expect(widget.value).to.deep.equal(before);
    });

    it('does not strike what has fallen already', async () => {
      const widget = await put(`${calm} at="1 d" failed="rack 30 @ 1 d"`);
      await choose(widget, 'pod');
      map(widget).focus();
      await press('Enter');
      await settled(widget);
      expect(read(widget).failed, 'a pod holds more than the rack').to.match(/; pod \d/);
      const {failed} = read(widget);
      await press('Enter');
      await settled(widget);
      expect(read(widget).failed).to.equal(failed);
    });

    it('does nothing where failures are locked', async () => {
      const widget = await put(`${calm} at="1 d" locked="failed"`);
      await sendMouse({type: 'click', position: at(widget, 0.3, 0.3)});
      map(widget).focus();
      await press('Enter');
      expect(read(widget).failures).to.equal(0);
    });

    it('comes from a finger as well, and a swipe up the page makes none', async function () {
      if (!hasTouch) return this.skip();
      const widget = await put(`${calm} at="1 d"`);
      const point = at(widget, 0.3, 0.3);
      await tap(...point);
      await settled(widget);
      expect(read(widget).failures).to.equal(1);
      expect(getComputedStyle(map(widget)).touchAction).to.equal('pan-y');
    });

    it('is not made by a drag, which moves the map where it is closer', async () => {
      const widget = await put(`${calm} at="1 d"`);
      for (let times = 0; times < 3; times++) button(widget, 'Zoom in').click();
      await settled(widget);
      const point = at(widget, 0.5, 0.4);
      await sendMouse({type: 'move', position: point});
      await settled(widget);
      const before = tip(widget);
      await drag(point, [point[0] - 90, point[1]]);
      await settled(widget);
      expect(read(widget).failures).to.equal(0);
      await sendMouse({type: 'move', position: point});
      await settled(widget);
      expect(tip(widget)).not.to.equal(before);
      await sendMouse({type: 'move', position: [point[0] - 90, point[1]]});
      await settled(widget);
      expect(tip(widget), 'what was under the hand went with it').to.equal(before);
    });
  });

  describe('the map', () => {
    it('is walked by arrows, unit by unit, and Enter fails the one it stands on', async () => {
      const widget = await put(`${calm} at="1 d"`);
      await choose(widget, 'rack');
      map(widget).focus();
      await press('ArrowRight');
      const first = named(widget, 'rack');
      await press('ArrowRight');
      await settled(widget);
      expect(named(widget, 'rack')).to.equal(first + 1);
      await press('ArrowDown');
      await press('ArrowUp');
      await settled(widget);
      expect(named(widget, 'rack')).to.equal(first + 1);
      await press('Enter');
      await settled(widget);
      expect([read(widget).last!.domain, read(widget).last!.index]).to.deep.equal(['rack', first + 1]);
      await press('Escape');
      await settled(widget);
      expect(all<HTMLInputElement>(widget, 'input[name=level]').find(({checked}) => checked)!.value).to.equal('power');
    });

    it("comes closer by keys, buttons and Ctrl with the wheel; the wheel alone is the page's", async () => {
      const widget = await put(calm);
      const closer = () => button(widget, 'Zoom out').getAttribute('aria-disabled') === 'false';
      map(widget).focus();
      await press('+');
      await settled(widget);
      expect(closer()).to.equal(true);
      await press('0');
      await settled(widget);
      expect(closer()).to.equal(false);
      const point = centre(map(widget));
      const turn = (ctrlKey: boolean) => {
        const event = new WheelEvent('wheel', {
          deltaY: -120,
          ctrlKey,
          cancelable: true,
          bubbles: true,
          clientX: point[0],
          clientY: point[1],
        });
        map(widget).dispatchEvent(event);
        return event.defaultPrevented;
      };
      map(widget).blur();
      expect(turn(false), 'the page scrolls').to.equal(false);
      await settled(widget);
      expect(closer()).to.equal(false);
      expect(turn(true)).to.equal(true);
      await settled(widget);
      expect(closer()).to.equal(true);
      button(widget, 'Whole fleet').click();
      await settled(widget);
      expect(closer()).to.equal(false);
    });

    it('comes closer under two fingers, which fail nothing', async () => {
      const widget = await put(`${calm} at="1 d"`);
      const [x, y] = centre(map(widget));
      const finger = (type: string, pointerId: number, dx: number) =>
        map(widget).dispatchEvent(
          new PointerEvent(type, {
            pointerId,
            pointerType: 'touch',
            isPrimary: pointerId === 1,
            button: 0,
            clientX: x + dx,
            clientY: y,
            bubbles: true,
          }),
        );
      map(widget).setPointerCapture = () => undefined;
      finger('pointerdown', 1, -20);
      finger('pointerdown', 2, 20);
      finger('pointermove', 1, -60);
      finger('pointermove', 2, 60);
      finger('pointerup', 1, -60);
      finger('pointerup', 2, 60);
      await settled(widget);
      expect(button(widget, 'Zoom out').getAttribute('aria-disabled')).to.equal('false');
      expect(read(widget).failures).to.equal(0);
    });

    it('finds the unit under the pointer in a scaled slide', async () => {
      const plain = await put(calm, 'width:600px');
      await sendMouse({type: 'move', position: at(plain, 0.4, 0.4)});
      await until('the tip is there', () => tip(plain));
      const told = tip(plain);
      unmountAll();
      const scaled = await put(calm, 'width:600px;transform:scale(0.5);transform-origin:0 0');
      await sendMouse({type: 'move', position: at(scaled, 0.4, 0.4)});
      await until('the tip is there', () => tip(scaled));
      // Half as large, a pixel is two: the neighbour will do.
      const rackOf = (text: string) => Math.floor(Number(/\d+/.exec(text.replaceAll(',', ''))![0]) / 2);
      expect(Math.abs(rackOf(tip(scaled)) - rackOf(told))).to.be.at.most(1);
    });

    it('shows fleets from one node to a million GPUs', async () => {
      for (const attributes of [
        'scenario="pod8"',
        'nodes="3" gpus-per-node="5"',
        'nodes="16,384"',
        'nodes="131,072"',
        'scenario="rsc1"',
        'gpus-per-node="72" nodes="100"',
        'nodes-per-rack="7" racks-per-pod="11"',
      ]) {
        const widget = await put(attributes);
        const cells = map(widget).querySelector('canvas')!;
        const {data} = cells.getContext('2d')!.getImageData(0, 0, cells.width, cells.height);
        let painted = 0;
        for (let i = 3; i < data.length; i += 4) painted += data[i] > 0 ? 1 : 0;
        expect(painted / (cells.width * cells.height), attributes).to.be.within(0.1, 1);
        expect(overflow(widget), attributes).to.deep.equal([]);
        unmountAll();
      }
    });
  });

  describe('the tape', () => {
    const handleOf = (widget: WidgetElement, name = 'moment') => part(widget, name)!;

    it('goes where the handle is dragged, on the hours and on the whole run', async () => {
      const widget = await put();
      for (const name of ['moment', 'whole']) {
        const handle = handleOf(widget, name);
        handle.scrollIntoView({block: 'center'});
        const [x, y] = centre(handle);
        const before = read(widget).time;
        const heard = listen(widget);
        await drag([x, y], [x + (name === 'whole' ? 80 : -60), y], 3);
        await settled(widget);
        heard.stop();
        expect(heard.map(({type}) => type).at(-1)).to.equal('change');
        expect(heard.filter(({type}) => type === 'change').length).to.equal(1);
        if (name === 'whole') expect(read(widget).time).to.be.greaterThan(before + 86_400);
        else expect(read(widget).time).to.be.within(before - 7200, before - 60);
        widget.undo();
        expect(read(widget).time, 'one step of the history').to.equal(before);
        await drawn(widget);
      }
    });

    it('goes where it is pressed', async () => {
      const widget = await put();
      const box = handleOf(widget, 'whole').parentElement!;
      box.scrollIntoView({block: 'center'});
      await sendMouse({type: 'click', position: centre(box, 0.5)});
      await settled(widget);
      const {runLength} = widget.value as unknown as {runLength: number};
      expect(read(widget).time / runLength).to.be.closeTo(0.5, 0.01);
    });

    it('is moved by keys, and N and P go from failure to failure', async () => {
      const widget = await put();
      const {failures, time} = read(widget);
      handleOf(widget).focus();
      await press('n');
      expect(read(widget).failures).to.equal(failures + 1);
      expect(read(widget).last!.time).to.be.closeTo(read(widget).time, 1.1e-3);
      await press('p');
      expect(read(widget).failures).to.equal(failures);
      expect(read(widget).time).to.be.closeTo(time, 1.1e-3);
      await press('ArrowLeft');
      expect(read(widget).time).to.be.lessThan(time);
      await press('Home');
      expect([read(widget).time, read(widget).failures]).to.deep.equal([0, 0]);
      await press('End');
      expect(read(widget).failures).to.be.greaterThan(100);
      expect(handleOf(widget).getAttribute('aria-valuetext')).to.match(/^Day 5\d, \d\d:\d\d, /);
    });

    it('forks: what is done in the past changes what comes after, nothing before, and the first run stays as a ghost', async () => {
      const widget = await put('at="20 d"');
      const end = read(widget);
      widget.setAttribute('at', '5 d');
      await settled(widget);
      const early = read(widget);
      await sendMouse({type: 'click', position: at(widget, 0.3, 0.3)});
      await settled(widget);
      expect(read(widget).failures).to.equal(early.failures + 1);
      expect(read(widget).last!.caused).to.equal(true);
      expect(widget.describe()).to.match(/failed by hand/);
      (widget as unknown as {at: number}).at = 20 * 86_400;
      await settled(widget);
      expect(read(widget).failures, 'the tape strikes as before').to.equal(end.failures + 1);
      expect(read(widget).causedLoss).to.be.greaterThan(0);
      expect(widget.describe()).to.match(/What you caused has cost/);
      widget.undo();
      expect(read(widget).failed).to.equal('none');
    });

    it('plays, tells of each failure it passes, and stops when asked', async () => {
      const widget = await put('at="1 d"');
      const {failures, time} = read(widget);
      const passed: number[] = [];
      widget.addEventListener('rt-failure', (event) => passed.push((event as CustomEvent<{time: number}>).detail.time));
      const speed = all<HTMLSelectElement>(widget, 'select').find(
        (node) => node.getAttribute('aria-label') === 'Speed',
      )!;
      speed.value = '20';
      speed.dispatchEvent(new Event('change'));
      const heard = listen(widget);
      button(widget, 'Play').click();
      await until('some failures have passed', () => passed.length > 4);
      button(widget, 'Pause').click();
      await settled(widget);
      heard.stop();
      expect(read(widget).time).to.be.greaterThan(time);
      expect(passed.length).to.equal(read(widget).failures - failures);
      expect([...passed].sort((a, b) => a - b)).to.deep.equal(passed);
      expect(heard.at(-1)!.type).to.equal('change');
      const still = widget.value;
      await sleep(200);
      expect(widget.value).to.equal(still);
      widget.undo();
      expect(read(widget).time, 'all of it is one step').to.equal(time);
    });

    it('stops when it leaves the page or the screen', async () => {
      const widget = await put('at="1 d"');
      button(widget, 'Play').click();
      await until('it goes', () => read(widget).time > 86_400);
      const home = widget.parentElement!;
      widget.remove();
      const {time} = read(widget);
      await sleep(150);
      expect(read(widget).time).to.equal(time);
      home.append(widget);
      await drawn(widget);
      expect(button(widget, 'Play')).not.to.equal(null);
      button(widget, 'Play').click();
      const below = document.createElement('div');
      below.style.height = '4000px';
      home.append(below);
      window.scrollTo(0, 3500);
      await until('it has stopped', () =>
        all(widget, 'button').some((node) => node.getAttribute('aria-label') === 'Play'),
      );
      window.scrollTo(0, 0);
    });

    it('steps where motion is not wanted', async function () {
      if (!hasMedia) return this.skip();
      await emulateMedia({reducedMotion: 'reduce'});
      try {
        const widget = await put('at="1 d"');
        const {failures} = read(widget);
        const seen = new Set<number>();
        widget.addEventListener('input', () => seen.add(read(widget).time));
        button(widget, 'Play').click();
        await until('it steps', () => read(widget).failures > failures);
        expect(read(widget).last!.time).to.be.closeTo(read(widget).time, 1.1e-3);
        expect(seen.size).to.be.at.most(2);
        button(widget, 'Pause').click();
      } finally {
        await emulateMedia({reducedMotion: 'no-preference'});
      }
    });

    it('goes back to the farthest moment seen', async () => {
      const widget = await put('at="9 d"');
      handleOf(widget, 'whole').focus();
      await press('Home');
      await settled(widget);
      const live = button(widget, 'Live');
      expect(live.getAttribute('aria-pressed')).to.equal('false');
      live.click();
      await settled(widget);
      expect(read(widget).time).to.equal(9 * 86_400);
      expect(live.getAttribute('aria-pressed')).to.equal('true');
    });
  });

  describe('beside the map', () => {
    const tab = async (widget: WidgetElement, name: string) => {
      await click(all<HTMLInputElement>(widget, 'input[name=tab]').find(({value}) => value === name)!.parentElement!);
      await settled(widget);
    };

    it('tiers are switched on and off, and a rack shows why the peer must not stand in it', async () => {
      const widget = await put(`${calm} at="90,000 s" failed="rack 40 @ 90,000 s"`);
      expect(read(widget).rollback!.tier).to.equal('store');
      const peer = all<HTMLButtonElement>(widget, '[role=switch]').find((node) => textOf(node) === 'Peer DRAM')!;
      expect(peer.getAttribute('aria-checked')).to.equal('false');
      await click(peer);
      await settled(widget);
      expect(read(widget).rollback!.tier, 'both copies stood in the rack').to.equal('store');
      expect(widget.describe()).to.include('the peer stood in the same rack');
      await click(
        all<HTMLInputElement>(widget, 'input[name=where]').find(({value}) => value === 'rack-aware')!.parentElement!,
      );
      await settled(widget);
      expect(read(widget).rollback!.tier).to.equal('peer');
      expect(read(widget).rollback!.seconds).to.be.lessThan(320);
    });

    it('the feed tells the last failures, and a press goes back to one', async () => {
      const widget = await put();
      await tab(widget, 'feed');
      const items = all(widget, '.feed li');
      expect(items.length).to.equal(6);
      items[2].querySelector('button')!.click();
      await settled(widget);
      expect(items[2].textContent).to.not.equal('');
      expect(read(widget).last!.time).to.be.closeTo(read(widget).time, 1.1e-3);
    });

    it('the tree holds the open path and a few units more, is walked by keys, and fails what it stands on', async () => {
      const widget = await put(`${calm} at="1 d"`);
      expect(all(widget, '[role=tree]').length, 'built when asked for').to.equal(0);
      await tab(widget, 'units');
      const tree = part(widget, 'tree')!;
      const items = () => [...tree.querySelectorAll<HTMLElement>('[role=treeitem]')];
      const current = () => widget.shadowRoot.getElementById(tree.getAttribute('aria-activedescendant')!)!;
      const level = () => Number(current().getAttribute('aria-level'));
      tree.focus();
      for (const expected of [2, 3, 4, 5]) {
        await press('ArrowRight');
        await settled(widget);
        if (level() < expected) await press('ArrowRight');
        await settled(widget);
        expect(level()).to.equal(expected);
        expect(items().length, 'never more than the path and nine').to.be.at.most(expected + 9);
      }
      expect(current().getAttribute('aria-setsize')).to.equal('8');
      await press('ArrowLeft');
      await press('End');
      await settled(widget);
      expect(items().every((item) => item.getAttribute('aria-posinset') !== null)).to.equal(true);
      await press('Home');
      await press('ArrowDown');
      await press('ArrowDown');
      await settled(widget);
      expect(textOf(current())).to.match(/^rack 0/);
      await press('Enter');
      await settled(widget);
      expect([read(widget).last!.domain, read(widget).last!.index]).to.deep.equal(['rack', 0]);
      expect(textOf(current())).to.match(/struck/);
    });
  });

  describe('many runs', () => {
    it('are played away from the page, and their mean stands beside the formula', async () => {
      const widget = await put('run-length="10 d" dram-interval="off" nvme-interval="off"');
      await open(widget, 'More');
      const play = all<HTMLButtonElement>(widget, 'button').find((node) =>
        /^Play \d+ runs$/.test(node.textContent!.trim()),
      )!;
      play.click();
      const told = () =>
        all(widget, 'section').find((node) => node.getAttribute('aria-label') === 'Many runs')!.textContent!;
      await until('they are played', () => /The formula says .*exactly/.test(told()) && !/Cancel/.test(told()));
      const [low, high, expected] = /useful .*?\(95 %: ([\d.]+) % to ([\d.]+) %\).*The formula says ([\d.]+) %/
        .exec(told())!
        .slice(1)
        .map(Number);
      // Short runs end with work that later failures would have taken: they look a little better.
      expect(expected).to.be.within(low - 2, high + 1);
    });
  });
});
