import {models, type ScrubNumber} from 'reliability-tax';
import {expect} from 'chai';
import {axeViolations} from '../../support/axe.js';
import {drag, press, sendKeys} from '../../support/commands.js';
import {countLeftovers, listen, warnings} from '../../support/watch.js';
import {box, drawn, settled, unmountAll, until, type WidgetElement} from '../../support/widget.js';

const {scenarios} = models;
let names = 0;

const number = (element: Element) => element.shadowRoot!.querySelector<HTMLInputElement>('[role=spinbutton]')!;
const seen = (element: Element): string => number(element)?.value ?? element.textContent!.trim();

/** A sentence with its number, and the widget after it. */
async function put(
  attributes = 'of="nodes"',
  widget = '',
  between = '',
): Promise<{scrub: ScrubNumber; curve: WidgetElement}> {
  const fleet = `scrub ${++names}`;
  const home = box(
    `<p>It runs on <scrub-number ${attributes} fleet="${fleet}">2,048</scrub-number> nodes.</p>${between}<young-daly-curve fleet="${fleet}" ${widget}></young-daly-curve>`,
  );
  const scrub = home.querySelector('scrub-number') as ScrubNumber;
  const curve = home.querySelector('young-daly-curve') as unknown as WidgetElement;
  await drawn(curve);
  await scrub.updateComplete;
  return {scrub, curve};
}

describe('<scrub-number>', () => {
  afterEach(unmountAll);

  it('shows the input of its widget as a spin button in the line of text', async () => {
    const {scrub} = await put();
    expect(seen(scrub)).to.equal(scenarios.cloud.nodes.toLocaleString('en'));
    const box = number(scrub);
    expect([
      box.getAttribute('aria-label'),
      box.getAttribute('aria-valuenow'),
      box.getAttribute('aria-invalid'),
    ]).to.deep.equal(['Nodes', String(scenarios.cloud.nodes), 'false']);
    const {height} = scrub.parentElement!.getBoundingClientRect();
    expect(height, 'one line').to.be.lessThan(40);
    expect(await axeViolations(scrub)).to.deep.equal([]);
  });

  it('is turned by keys, and the widget speaks; undo takes it back', async () => {
    const {scrub, curve} = await put();
    const heard = listen(curve);
    number(scrub).focus();
    await press('ArrowUp');
    await settled(curve);
    await scrub.updateComplete;
    expect(heard.map(({type}) => type)).to.deep.equal(['input', 'change']);
    heard.stop();
    const {nodes} = curve.value as {nodes: number};
    expect(nodes).to.equal(Math.round(Number((scenarios.cloud.nodes * 1.05).toPrecision(3))));
    expect(seen(scrub)).to.equal(nodes.toLocaleString('en'));
    curve.undo();
    await scrub.updateComplete;
    expect(seen(scrub)).to.equal(scenarios.cloud.nodes.toLocaleString('en'));
  });

  it('is dragged sideways: 120 pixels for a factor e', async () => {
    const {scrub, curve} = await put();
    const {left, top, width, height} = number(scrub).getBoundingClientRect();
    const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
    await drag([x, y], [x + 60, y], 6);
    await settled(curve);
    await scrub.updateComplete;
    expect((curve.value as {nodes: number}).nodes / scenarios.cloud.nodes).to.be.closeTo(Math.exp(0.5), 0.02);
    expect(seen(scrub)).to.equal((curve.value as {nodes: number}).nodes.toLocaleString('en'));
  });

  it('takes what is typed, with its unit, and tells what it cannot take', async () => {
    const {scrub, curve} = await put('of="writeTime"');
    const type = async (text: string, key = 'Enter') => {
      number(scrub).focus();
      number(scrub).select();
      await sendKeys({type: text});
      await press(key);
      await settled(curve);
      await scrub.updateComplete;
    };
    await type('3 min');
    expect((curve.value as {writeTime: number}).writeTime).to.equal(180);
    await type('later');
    expect((curve.value as {writeTime: number}).writeTime).to.equal(180);
    expect([seen(scrub), number(scrub).getAttribute('aria-invalid')]).to.deep.equal(['later', 'true']);
    expect(scrub.shadowRoot!.querySelector('#error')!.textContent).to.contain('a time from');
    await type('4 min');
    expect([seen(scrub), number(scrub).getAttribute('aria-invalid')]).to.deep.equal(['4 min', 'false']);
    await type('9', 'Escape');
    expect([seen(scrub), (curve.value as {writeTime: number}).writeTime]).to.deep.equal(['4 min', 240]);
  });

  it('follows the widget whoever turns it, by fleet and by the id of what holds it', async () => {
    const home = box(
      '<p><scrub-number of="nodes" for="holder">7</scrub-number></p><figure id="holder"><young-daly-curve nodes="512"></young-daly-curve></figure>',
    );
    const scrub = home.querySelector('scrub-number') as ScrubNumber;
    const curve = home.querySelector('young-daly-curve') as unknown as WidgetElement;
    await until('it has found its widget', () => number(scrub));
    expect(seen(scrub)).to.equal('512');
    curve.value = {nodes: 600};
    await until('it follows', () => seen(scrub) === '600');
    const {scrub: other, curve: second} = await put();
    second.setAttribute('nodes', '64');
    await until('it follows the fleet', () => seen(other) === '64');
  });

  it('is locked with its widget', async () => {
    const {scrub, curve} = await put('of="nodes"', 'locked="nodes"');
    expect([number(scrub).readOnly, number(scrub).getAttribute('aria-disabled')]).to.deep.equal([true, 'true']);
    number(scrub).focus();
    await press('ArrowUp');
    expect((curve.value as {nodes: number}).nodes).to.equal(scenarios.cloud.nodes);
  });

  it('leaves the text of the page where it finds nothing to turn, and says why once', async () => {
    const said = await warnings(async () => {
      for (const attributes of ['of="optimum.exact"', 'of="nonsense"', 'of="law"']) {
        expect(seen((await put(attributes)).scrub), attributes).to.equal('2,048');
        unmountAll();
      }
      const alone = box('<scrub-number of="nodes">12</scrub-number>').firstElementChild as ScrubNumber;
      await alone.updateComplete;
      expect(seen(alone)).to.equal('12');
    });
    expect(said.length).to.equal(4);
    for (const text of said) expect(text).to.match(/^<scrub-number> .*the text in the page stands\.$/);
  });

  it('leaves nothing behind: 100 times in and out', async () => {
    const count = countLeftovers();
    try {
      const {scrub} = await put();
      const home = scrub.parentElement!.parentElement!;
      for (let times = 0; times < 100; times++) {
        const whole = [...home.children];
        home.replaceChildren();
        home.append(...whole);
      }
      home.replaceChildren();
      expect(count.left()).to.deep.equal({});
    } finally {
      count.stop();
    }
  });
});
