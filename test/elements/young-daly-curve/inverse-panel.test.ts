import {expect} from 'chai';
import 'reliability-tax';

interface Curve extends HTMLElement {
  value: Record<string, number>;
  readonly updateComplete: Promise<boolean>;
  shadowRoot: ShadowRoot;
  undo(): void;
}

describe('<young-daly-curve> inverse solve', () => {
  let curve: Curve;

  beforeEach(async () => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<young-daly-curve detail="bench" budget="10 %" locked="nodes"></young-daly-curve>',
    );
    curve = document.body.lastElementChild as Curve;
    await curve.updateComplete;
  });
  afterEach(() => curve.remove());

  const button = (label: string) =>
    curve.shadowRoot.querySelector<HTMLButtonElement>(`.inverse button[aria-label="${label}"]`)!;

  it('sets a number so that the loss is the budget; one input, one change, one step to undo', async () => {
    const events: string[] = [];
    for (const name of ['input', 'change']) curve.addEventListener(name, () => events.push(name));
    const before = curve.value.writeTime;
    button('Use it: Time to write one checkpoint').click();
    expect(curve.value.writeTime).to.be.lessThan(before);
    expect((curve.value.waste as unknown as {total: number}).total).to.be.closeTo(0.1, 1e-9);
    expect(events).to.deep.equal(['input', 'change']);
    curve.undo();
    expect(curve.value.writeTime).to.equal(before);
  });

  it('leaves alone what is locked, and says why', () => {
    const locked = button('Use it: Nodes');
    expect([locked.getAttribute('aria-disabled'), locked.title]).to.deep.equal(['true', 'Locked on this page.']);
    const before = curve.value;
    locked.click();
    expect(curve.value).to.equal(before);
  });

  it('draws one number at a time, and takes it away', async () => {
    const pressed = () =>
      [...curve.shadowRoot.querySelectorAll('.inverse button[aria-pressed=true]')].map((one) =>
        one.getAttribute('aria-label'),
      );
    button('Show Write bandwidth').click();
    await curve.updateComplete;
    expect(pressed()).to.deep.equal(['Show Write bandwidth']);
    button('Show Nodes').click();
    await curve.updateComplete;
    expect(pressed()).to.deep.equal(['Show Nodes']);
    button('Show Nodes').click();
    await curve.updateComplete;
    expect(pressed()).to.deep.equal([]);
  });

  it('has a captioned table with scoped headings and buttons a finger can hit', () => {
    const table = curve.shadowRoot.querySelector('.inverse table')!;
    expect(table.querySelector('caption')!.textContent).to.match(/budget/);
    expect([...table.querySelectorAll('th')].every((head) => head.hasAttribute('scope'))).to.equal(true);
    for (const one of table.querySelectorAll('button'))
      expect(Math.min(one.offsetHeight, one.offsetWidth)).to.be.at.least(24);
  });
});
