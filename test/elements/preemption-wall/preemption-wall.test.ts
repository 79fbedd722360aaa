import 'reliability-tax';
import type {PreemptionWall} from 'reliability-tax';
import {expect} from 'chai';
import {centre, drag as dragTo, hasTouch, press, resetMouse, touchDrag} from '../../support/commands.js';
import {listen} from '../../support/watch.js';
import {
  all,
  button,
  drawn,
  mount,
  notDrawn,
  part,
  settled,
  unmountAll,
  type WidgetElement,
} from '../../support/widget.js';

type Wall = WidgetElement & PreemptionWall;

const put = (attributes = ''): Promise<Wall> => mount<Wall>(`<preemption-wall ${attributes}></preemption-wall>`);
const words = (wall: Wall, name: string) => part(wall, name)!.textContent!.replace(/\s+/g, ' ').trim();
const replayed = (wall: Wall) => all(wall, '.replayed')[0].textContent!;

const drag = (node: HTMLElement, by: number): Promise<void> => {
  const [x, y] = centre(node);
  return dragTo([x, y], [x + by, y]);
};

describe('<preemption-wall>', () => {
  afterEach(async () => {
    unmountAll();
    await resetMouse();
  });

  it('the end of the chain, dragged past the wall, freezes the picture in words; undo brings it back', async () => {
    const wall = await put();
    expect([wall.value.chain, wall.value.fits]).to.deep.equal([4, true]);
    const heard = listen(wall);
    await drag(part(wall, 'chain')!, 220);
    await settled(wall);
    heard.stop();
    expect(heard.at(-1)!.type).to.equal('change');
    expect(heard.filter(({type}) => type === 'change').length).to.equal(1);
    expect([wall.value.chain > wall.value.maxChain, wall.value.fits]).to.deep.equal([true, false]);
    expect(words(wall, 'sentence')).to.include('freeze').and.to.include('13 deltas would fit');
    expect(all(wall, '.bar svg')[0].textContent).to.include('frozen');
    wall.undo();
    expect(wall.value.chain).to.equal(4);
  });

  it('by keys the chain grows delta by delta; O is the longest that fits', async () => {
    const wall = await put();
    part(wall, 'chain')!.focus();
    await press('ArrowRight');
    expect(wall.value.chain).to.equal(5);
    await press('o');
    await settled(wall);
    expect([wall.value.chain, wall.value.fits]).to.deep.equal([13, true]);
    expect(words(wall, 'sentence')).to.include('not one delta more');
    await press('ArrowRight');
    expect(wall.value.fits).to.equal(false);
  });

  it('the end of the chain is a slider: steps, large steps and both ends by keys, in its value text', async () => {
    const wall = await put();
    const chain = part(wall, 'chain')!;
    expect([
      chain.getAttribute('role'),
      chain.getAttribute('aria-label'),
      chain.getAttribute('aria-valuetext'),
    ]).to.deep.equal(['slider', 'End of the chain', '4 deltas, back in 76.8 ms']);
    chain.focus();
    for (const [key, deltas] of [
      ['PageUp', 9],
      ['ArrowLeft', 8],
      ['End', 13],
      ['PageDown', 8],
      ['Home', 1],
      ['ArrowLeft', 1],
    ] as const) {
      await press(key);
      expect([key, wall.value.chain]).to.deep.equal([key, deltas]);
    }
    await settled(wall);
    expect(chain.getAttribute('aria-valuetext')).to.match(/^1 delta, /);
    expect(wall.shadowRoot.activeElement === chain).to.equal(true);
  });

  it('both handles follow a finger along the bar, and the page stays where it is', async function () {
    if (!hasTouch) this.skip();
    const wall = await put();
    const scrolled = scrollY;
    const swipe = async (name: string, by: number) => {
      const [x, y] = centre(part(wall, name)!);
      await touchDrag([0, 1, 2, 3].map((step) => [Math.round(x + (by * step) / 3), y]));
      await settled(wall);
    };
    await swipe('chain', 75);
    expect(wall.value.chain).to.be.within(8, 13);
    const {time} = wall.value.lastKill!;
    await swipe('moment', -60);
    expect(wall.value.lastKill!.time).to.be.lessThan(time).and.to.equal(wall.value.kill);
    expect(scrollY).to.equal(scrolled);
  });

  it('the kill goes by keys to both ends of the stretch on show, by intervals and by small steps', async () => {
    const wall = await put();
    part(wall, 'moment')!.focus();
    const at = async (key: string) => {
      await press(key);
      await settled(wall);
      expect(wall.value.kill).to.equal(wall.value.lastKill!.time);
      return wall.value.lastKill!.time;
    };
    const {interval} = wall.value;
    const first = await at('ArrowLeft');
    expect(await at('ArrowRight')).to.be.closeTo(first + interval / 5, 2e-3);
    expect(await at('PageDown')).to.be.closeTo(first - 0.8 * interval, 2e-3);
    const from = await at('Home');
    expect(from).to.be.lessThan(first - interval);
    expect(await at('End')).to.be.greaterThan(from);
  });

  it('Kill it now is a kill of the reader’s own; while it saves, the record is torn and the replay stops at it', async () => {
    const wall = await put();
    const before = wall.value.kills;
    button(wall, 'Kill it now').click();
    await settled(wall);
    expect(replayed(wall)).to.match(/^Your kill, at .*every record is whole/);
    expect(wall.value.kills).to.equal(before + 1);
    expect(wall.value.lastKill!.lost).to.be.within(0, wall.value.interval * 1.01);
    all<HTMLButtonElement>(wall, '.deck button')[1].click();
    await settled(wall);
    const {lastKill, interval} = wall.value;
    expect(replayed(wall)).to.include('torn');
    expect(lastKill!.stoppedAt).to.equal(lastKill!.replayed + 1);
    expect(lastKill!.lost).to.be.closeTo(interval, 0.1 * interval);
    expect(all(wall, '.strip svg')[0].textContent).to.match(/CRC fails|old file stands/);
    expect(notDrawn(wall)).to.deep.equal([]);
  });

  it('steps from kill to kill, and the kill on show can be moved by keys and by hand', async () => {
    const wall = await put('seed="3"');
    const first = wall.value.lastKill!.time;
    button(wall, 'Next kill').click();
    await settled(wall);
    const second = wall.value.lastKill!.time;
    expect(second).not.to.equal(first);
    const moment = part(wall, 'moment')!;
    moment.focus();
    await press('p');
    await settled(wall);
    expect(wall.value.lastKill!.time).to.equal(first);
    await press('ArrowLeft');
    await settled(wall);
    expect(wall.value.kill).to.be.closeTo(first - wall.value.interval / 5, 1e-3);
    const from = wall.value.lastKill!.time;
    await drag(moment, -60);
    await settled(wall);
    expect(wall.value.lastKill!.time).to.be.lessThan(from);
    expect(wall.value.lastKill!.time).to.equal(wall.value.kill);
  });

  it('names the limit and the first remedy where nothing fits; trying it mends it', async () => {
    const wall = await put('base="300 MB"');
    expect(words(wall, 'sentence')).to.include('whatever the chain');
    expect(words(wall, 'controls')).to.include('First remedy').and.to.include('read-only');
    button(wall, 'Try it').click();
    await settled(wall);
    expect(wall.value.fits).to.equal(true);
    wall.undo();
    await drawn(wall);
    expect([wall.value.base, wall.value.fits]).to.deep.equal([3e8, false]);
  });

  it('locked, neither hand nor button moves it', async () => {
    const wall = await put('locked="chain kill"');
    await drag(part(wall, 'chain')!, 150);
    button(wall, 'Kill it now').click();
    await settled(wall);
    expect([wall.value.chain, wall.value.kill]).to.deep.equal([4, 'system']);
  });
});
