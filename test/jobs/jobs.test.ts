import {expect} from 'chai';
import 'reliability-tax';
import {textOf, until} from '../support/widget.js';

interface Curve extends HTMLElement {
  value: Record<string, unknown>;
  readonly updateComplete: Promise<boolean>;
  shadowRoot: ShadowRoot;
}

const policy = (allowed: string) =>
  `default-src 'none'; script-src ${location.origin}; style-src 'unsafe-inline'; ${allowed}`;
const summary = /^9 simulated points: (all|\d) within 2 standard errors of the curve/;

let curve: Curve;

const put = async (markup = '<young-daly-curve detail="bench"></young-daly-curve>') => {
  document.body.insertAdjacentHTML('beforeend', markup);
  curve = document.body.lastElementChild as Curve;
  await curve.updateComplete;
};

const section = (of = curve) => of.shadowRoot.querySelector<HTMLElement>('.compare-models')!;
const press = (label: string, of = curve) =>
  [...section(of).querySelectorAll('button')].find((one) => textOf(one) === label)!.click();
const said = (of = curve) => section(of).querySelector('.note')?.textContent?.trim() ?? '';

/** Workers the bundle makes. */
const NativeWorker = window.Worker;
const made: Array<{url: string; alive: boolean}> = [];
class WatchedWorker extends NativeWorker {
  readonly #record: {url: string; alive: boolean};
  constructor(url: string | URL) {
    super(url);
    made.push((this.#record = {url: String(url), alive: true}));
  }
  override terminate(): void {
    super.terminate();
    this.#record.alive = false;
  }
}

describe('background jobs', () => {
  beforeEach(() => {
    made.length = 0;
    window.Worker = WatchedWorker;
  });
  afterEach(() => {
    curve?.remove();
    window.Worker = NativeWorker;
  });

  it('run in one worker made of the bundle itself, ask the network for nothing and leave nothing', async () => {
    await put();
    const requests = () =>
      performance.getEntriesByType('resource').filter(({name}) => !name.startsWith('blob:')).length;
    const before = requests();
    press('Simulate');
    await until('it is under way', () => section().querySelector('progress'));
    await until('it has ended', () => summary.test(said()));
    expect(made.map(({alive}) => alive)).to.deep.equal([false]);
    expect(made[0].url).to.match(/^blob:/);
    expect((await fetch(made[0].url).catch(() => null))?.ok, 'the address is given back').to.not.equal(true);
    expect(requests()).to.equal(before);
    await until('it is announced', () => summary.test(curve.shadowRoot.querySelector('#said')!.textContent!));
  });

  it('give the same for the same seed, also beside another job', async () => {
    await put();
    press('Simulate');
    const first = curve;
    await put();
    press('Simulate');
    await until('both have ended', () => summary.test(said(first)) && summary.test(said()));
    expect(said(first)).to.equal(said());
    expect(made.filter(({alive}) => alive).length).to.equal(0);
    first.remove();
  });

  it('end when cancelled, when the question changes and when the widget goes', async () => {
    await put();
    for (const end of [() => press('Cancel'), () => (curve.value = {writeTime: 300}), () => curve.remove()]) {
      press('Simulate');
      await until('it is under way', () => section().querySelector('progress'));
      end();
      await curve.updateComplete;
      await until('nothing runs', () => made.every(({alive}) => !alive));
      expect(section().querySelector('progress')).to.equal(null);
      expect(said()).to.match(/^plays 1,000 runs/);
    }
  });

  for (const [name, allowed, blocked] of [
    ['forbids', "worker-src 'none'", true],
    ['allows', 'worker-src blob:', false],
  ] as const) {
    it(`come to the same under a policy that ${name} workers`, async () => {
      await put();
      press('Simulate');
      await until('it has ended', () => summary.test(said()));
      const expected = said();
      const inside = document.createElement('iframe');
      inside.style.cssText = 'width:780px;height:600px';
      const bundle = new URL('/dist/reliability-tax.js', location.href).href;
      inside.srcdoc =
        `<meta http-equiv="Content-Security-Policy" content="${policy(allowed)}"><script type="module" src="${bundle}"></scr` +
        'ipt><young-daly-curve detail="bench"></young-daly-curve>';
      document.body.append(inside);
      try {
        await until('the widget is there', () =>
          inside.contentDocument
            ?.querySelector<Curve>('young-daly-curve')
            ?.shadowRoot?.querySelector('.compare-models'),
        );
        const there = inside.contentDocument!.querySelector<Curve>('young-daly-curve')!;
        let refused = false;
        inside.contentDocument!.addEventListener('securitypolicyviolation', () => (refused = true));
        press('Simulate', there);
        await until('it has ended', () => summary.test(said(there)));
        expect(said(there)).to.equal(expected);
        expect(refused).to.equal(blocked);
      } finally {
        inside.remove();
      }
    });
  }

  it('come to the same where no worker can be made', async () => {
    await put();
    press('Simulate');
    await until('it has ended', () => summary.test(said()));
    const expected = said();
    curve.remove();
    window.Worker = class {
      constructor() {
        throw new DOMException('refused', 'SecurityError');
      }
    } as unknown as typeof Worker;
    await put();
    press('Simulate');
    await until('it has ended', () => summary.test(said()));
    expect(said()).to.equal(expected);
  });
});
