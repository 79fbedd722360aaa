import {models, type LiveValue} from 'reliability-tax';
import {expect} from 'chai';
import {axeViolations} from '../../support/axe.js';
import {press} from '../../support/commands.js';
import {countLeftovers, warnings} from '../../support/watch.js';
import {box, frame, handle, mount, settled, unmountAll, type WidgetElement} from '../../support/widget.js';

const {formatQuantity, optimumFor, scenarios, youngInterval} = models;
const {cloud} = scenarios;

let names = 0;

/** What the reader sees in place of the element. */
const seen = (element: Element): string => {
  const shown = element.shadowRoot!.querySelector('[part~=value]');
  return (shown ?? element).textContent!.trim();
};

async function put(markup: string): Promise<LiveValue> {
  const element = box(markup).querySelector('live-value')!;
  await (element as LiveValue).updateComplete;
  return element as LiveValue;
}

describe('<live-value>', () => {
  afterEach(unmountAll);

  it('shows a result of the model with the defaults', async () => {
    const young = youngInterval({writeTime: cloud.writeTime, mtbf: cloud.nodeMtbf / cloud.nodes});
    expect(seen(await put('<p>Every <live-value of="optimum.young">31 min</live-value>.</p>'))).to.equal(
      formatQuantity(young, 'time'),
    );
    expect(seen(await put('<live-value of="nodes"></live-value>'))).to.equal('2,048');
    expect(seen(await put('<live-value of="waste.total"></live-value>'))).to.match(/^\d+(\.\d+)? %$/);
  });

  it('computes from its own attributes and follows them', async () => {
    const element = await put(
      '<live-value of="optimum.exact" nodes="100" mtbf="2 h" write-time="30 s" restart="0" downtime="0">?</live-value>',
    );
    expect(seen(element)).to.equal(formatQuantity(optimumFor({writeTime: 30, mtbf: 7200}), 'time'));
    element.setAttribute('write-time', '60 s');
    await frame();
    await element.updateComplete;
    expect(seen(element)).to.equal(formatQuantity(optimumFor({writeTime: 60, mtbf: 7200}), 'time'));
    element.setAttribute('digits', '5');
    await element.updateComplete;
    expect(seen(element)).to.equal(formatQuantity(optimumFor({writeTime: 60, mtbf: 7200}), 'time', {digits: 5}));
    element.of = 'mtbf';
    await element.updateComplete;
    expect(seen(element)).to.equal('2 h');
  });

  it('follows the widgets of its fleet, whichever came first', async () => {
    const fleet = `prose ${++names}`;
    const early = await put(`<live-value fleet="${fleet}" of="interval">an hour</live-value>`);
    expect(seen(early), 'its own text until there is a number').to.equal('an hour');
    const curve = await mount<WidgetElement>(
      `<young-daly-curve fleet="${fleet}" interval="40 min"></young-daly-curve>`,
    );
    const late = await put(`<live-value fleet="${fleet}" of="interval">an hour</live-value>`);
    await early.updateComplete;
    expect([seen(early), seen(late)]).to.deep.equal(['40 min', '40 min']);
    handle(curve).focus();
    await press('PageUp');
    await settled(curve);
    await early.updateComplete;
    await late.updateComplete;
    const now = formatQuantity(curve.value.interval as number, 'time');
    expect(now).not.to.equal('40 min');
    expect([seen(early), seen(late)]).to.deep.equal([now, now]);
  });

  it('keeps its text and warns once about a path or a model that is not known', async () => {
    for (const [attributes, text] of [
      ['of="optimum.best"', 'optimum.best'],
      ['of="constructor"', 'constructor'],
      ['of="mtbf" model="no-such-widget"', 'no-such-widget'],
      ['', 'of=""'],
    ]) {
      let element!: LiveValue;
      const said = await warnings(async () => {
        element = await put(`<live-value ${attributes}>26.8 min</live-value>`);
        element.requestUpdate();
        await element.updateComplete;
      });
      expect(seen(element), attributes).to.equal('26.8 min');
      expect(said.length, attributes).to.equal(1);
      expect(said[0]).to.include('<live-value>').and.to.include(text);
    }
  });

  it('takes the default for an attribute that cannot be read, and warns once about each', async () => {
    let element!: LiveValue;
    const said = await warnings(async () => {
      element = await put('<live-value of="interval" nodes="many" write-time="$15K">1 h</live-value>');
      for (let times = 0; times < 3; times++) {
        element.requestUpdate();
        await element.updateComplete;
      }
    });
    expect(seen(element)).to.equal(formatQuantity(cloud.interval, 'time'));
    expect(said.length, said.join('; ')).to.equal(2);
  });

  it('shows a number whatever is written as digits', async () => {
    for (const digits of ['0', '-1', '20', '2.5', 'many', '']) {
      const element = await put(`<live-value of="optimum.young" digits="${digits}">?</live-value>`);
      expect(seen(element), `digits="${digits}"`).to.match(/^\d+(\.\d+)? min$/);
    }
  });

  it("stands in a sentence: inline, in the page's own type, and clean to axe", async () => {
    const element = await put(
      '<p style="font:italic 700 22px serif;color:rgb(1, 2, 3)">Every <live-value of="optimum.young">31 min</live-value>.</p>',
    );
    const style = getComputedStyle(element.shadowRoot!.querySelector('[part~=value]')!);
    expect([style.display, style.fontSize, style.fontStyle, style.fontWeight, style.color]).to.deep.equal([
      'inline',
      '22px',
      'italic',
      '700',
      'rgb(1, 2, 3)',
    ]);
    expect(element.getClientRects().length).to.equal(1);
    expect(await axeViolations(element.parentElement!)).to.deep.equal([]);
  });

  it('leaves nothing behind when it goes', async () => {
    const count = countLeftovers();
    try {
      const element = await put(`<live-value fleet="prose ${++names}" of="interval">an hour</live-value>`);
      const home = element.parentElement!;
      for (let times = 0; times < 200; times++) {
        element.remove();
        home.append(element);
      }
      element.remove();
      expect(count.left()).to.deep.equal({});
    } finally {
      count.stop();
    }
  });
});
