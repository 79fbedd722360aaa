import {models, type SdcDetective} from 'reliability-tax';
import {expect} from 'chai';
import {click, hasTouch, press, resetMouse, tap} from '../../support/commands.js';
import {listen} from '../../support/watch.js';
import {
  all,
  button,
  mount,
  open,
  part,
  settled,
  still,
  textOf,
  unmountAll,
  until,
  type WidgetElement,
} from '../../support/widget.js';

type Detective = WidgetElement & SdcDetective & {readonly value: SdcDetective['value']};
const put = (attributes = ''): Promise<Detective> => mount<Detective>(`<sdc-detective ${attributes}></sdc-detective>`);
const bit = (widget: Detective, at: number) => widget.shadowRoot.getElementById(`bit-${at}`)!;
const bits = (widget: Detective) => all(widget, '[role=listbox]')[0];
const said = (widget: Detective) => part(widget, 'sentence')!.textContent!.replace(/\s+/g, ' ').trim();

describe('<sdc-detective>', () => {
  afterEach(async () => {
    unmountAll();
    await resetMouse();
  });

  it('opens on red that became green without an alarm of the loss', async () => {
    const widget = await put();
    expect(said(widget)).to.match(/sees green where it saw red; .* no alarm/);
    expect(widget.value.outcome).to.equal('detected');
  });

  it('flips a bit by mouse, by key and by touch; one input and one change each', async () => {
    const widget = await put('bits="none"');
    const heard = listen(widget);
    await click(bit(widget, 14));
    await settled(widget);
    expect(widget.value.bits).to.equal('14');
    heard.stop();
    expect(heard.map(({type}) => type)).to.deep.equal(['input', 'change']);
    bits(widget).focus();
    for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'Enter']) await press(key);
    await settled(widget);
    expect(widget.value.bits).to.equal('14 13');
    expect(bit(widget, 13).getAttribute('aria-selected')).to.equal('true');
    await press('Space');
    await settled(widget);
    expect(widget.value.bits).to.equal('14');
    if (hasTouch) {
      bit(widget, 3).scrollIntoView({block: 'center'});
      const {x, y, width, height} = bit(widget, 3).getBoundingClientRect();
      await tap(Math.round(x + width / 2), Math.round(y + height / 2));
      await until('the touch flips', () => widget.value.bits === '14 3');
    }
    for (const each of all(widget, '.bit')) expect(Math.min(each.offsetWidth, each.offsetHeight)).to.be.at.least(24);
  });

  it('says of every detector what the models say', async () => {
    const widget = await put('site="product" layer="1" index="500" format="fp32"');
    const bench = models.prepareHarness({format: 'fp32', frames: 32});
    const seen = models.examine(
      bench,
      {site: 'product', layer: 1, index: 500, bits: [30]},
      {crcPeriod: 100, canaryPeriod: 10},
    );
    expect(widget.value.detectors.map(({detected}) => detected)).to.deep.equal(
      seen.detectors.map(({detected}) => detected),
    );
    const verdicts = all(widget, '.guards .says').map(({textContent}) => /✓/.test(textContent!));
    expect(verdicts).to.deep.equal(seen.detectors.map(({detected}) => detected));
  });

  it('switches a detector off and on', async () => {
    const widget = await put();
    const crc = button(widget, 'CRC scrub');
    crc.click();
    await settled(widget);
    expect(widget.value.detectors.find(({name}) => name === 'crc')!.on).to.equal(false);
    expect(said(widget)).not.to.include('CRC');
    button(widget, 'CRC scrub').click();
    await settled(widget);
    expect(widget.getAttribute('detectors')).to.equal('all');
  });

  it('picks the worst bit, a random one and a ray, the same by the same seed', async () => {
    const one = await put('seed="7"');
    const other = await put('seed="7"');
    for (const widget of [one, other]) {
      button(widget, 'Cosmic ray').click();
      button(widget, 'Random').click();
      await settled(widget);
    }
    expect(one.value).to.deep.equal(other.value);
    button(one, 'Worst bit').click();
    await settled(one);
    expect(one.value.bits).to.equal(
      String(
        models.worstBit(models.prepareHarness({format: 'bf16', frames: 32}), {
          site: 'weight',
          index: one.value.index as number,
        }),
      ),
    );
  });

  it('injects two thousand faults beside the page: progress, pause, cancel, and what the models count', async () => {
    const widget = await put();
    await open(widget, 'More');
    button(widget, 'Inject 2,000').click();
    await until('there is progress', () => (all<HTMLProgressElement>(widget, 'progress')[0]?.value ?? 0) > 0);
    button(widget, 'Pause').click();
    // What was under way when it was told to stop may still come in.
    const held = await still('the count of faults', () => all<HTMLProgressElement>(widget, 'progress')[0].value);
    button(widget, 'Go on').click();
    await until('it goes on', () => (all<HTMLProgressElement>(widget, 'progress')[0]?.value ?? 2) > held);
    button(widget, 'Cancel').click();
    await settled(widget);
    expect(all(widget, 'progress').length).to.equal(0);
    expect(widget.value.coverage).to.equal(null);
    button(widget, 'Inject 2,000').click();
    await until('it is done', () => widget.value.coverage !== null);
    const {escaped} = models.runCampaign({
      seed: '1',
      injections: 2000,
      format: 'bf16',
      crcPeriod: 100,
      canaryPeriod: 10,
    });
    expect(widget.value.coverage).to.be.closeTo(1 - escaped.share, 1e-12);
    await until('the matrix is drawn', () =>
      all(widget, 'caption').some((caption) => textOf(caption) === 'Harmful faults seen, by what broke'),
    );
  });

  it('takes no half campaign for a whole one when it leaves the page, and counts pairs of flips', async () => {
    const widget = await put();
    await open(widget, 'More');
    button(widget, 'Inject 10,000').click();
    await until('there is progress', () => (all<HTMLProgressElement>(widget, 'progress')[0]?.value ?? 0) > 0);
    const {parentElement} = widget;
    widget.remove();
    parentElement!.append(widget);
    await settled(widget);
    expect(widget.value.coverage).to.equal(null);
    expect(all(widget, '.campaign .note').some((note) => /^Every site/.test(textOf(note)))).to.equal(true);
    const runs: Record<string, unknown>[] = [];
    widget.addEventListener('rt-run', (event) => runs.push((event as CustomEvent).detail));
    const bits = all<HTMLSelectElement>(widget, '.campaign select')[0];
    bits.value = '2';
    bits.dispatchEvent(new Event('change'));
    button(widget, 'Inject 500').click();
    await until('it is done', () => runs.length === 1);
    const {escaped, total} = models.runCampaign({
      seed: '1',
      injections: 500,
      flips: 2,
      format: 'bf16',
      crcPeriod: 100,
      canaryPeriod: 10,
    });
    expect([runs[0].flips, runs[0].silent, runs[0].harmful]).to.deep.equal([2, total.effects.silent, escaped.trials]);
  });

  it('lets nothing move what is locked', async () => {
    const bits = await put('locked="bits" bits="9" index="348"');
    bits.userInput({format: 'fp32'});
    bits.userInput({scenario: 'tiny'});
    await settled(bits);
    expect(bits.value.bits).to.equal('none'); // of the eight bits of the tiny one's numbers, none is bit 9
    expect(bits.settings.bits).to.equal('9');
    const site = await put('locked="site" site="product"');
    button(site, 'Cosmic ray').click();
    await settled(site);
    expect(site.value.site).to.equal('product');
    expect(site.value.fault!.layer).to.be.within(0, 3);
  });

  it('forgets the times of another format', async () => {
    const widget = await put();
    button(widget, 'Measure here').click();
    await until('it is measured', () => widget.value.detectors.every(({seconds}) => seconds !== null));
    expect(
      widget.value.detectors.every(({seconds, spread: [low, high]}) => low <= seconds! && seconds! <= high),
    ).to.equal(true);
    widget.userInput({format: 'int8'});
    await settled(widget);
    expect(widget.value.detectors.every(({seconds}) => seconds === null)).to.equal(true);
  });

  it('measures only when asked', async () => {
    const widget = await put();
    expect(widget.value.detectors.every(({seconds}) => seconds === null)).to.equal(true);
    button(widget, 'Measure here').click();
    await until('it is measured', () => widget.value.detectors.every(({seconds}) => seconds !== null));
    await settled(widget);
    expect(textOf(all(widget, '.budget')[0])).to.match(/inference .* checks .*(fits in|misses) 10 ms/);
  });
});
