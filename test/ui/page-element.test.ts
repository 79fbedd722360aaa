/** What every element does when its rendering throws, and what it does to its page. */
import 'reliability-tax';
import {expect} from 'chai';
import {box, frame, textOf, unmountAll, until} from '../support/widget.js';

const tags = [
  'young-daly-curve',
  'failure-topology',
  'staging-bench',
  'sdc-detective',
  'preemption-wall',
  'brownout-bench',
  'math-peek',
  'live-value',
  'scrub-number',
  'prediction-lock',
  'reflection-note',
  'track-picker',
  'design-ledger',
  'reliability-mission',
];

interface Rendering extends HTMLElement {
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  render?: () => unknown;
}

const broken = () => {
  throw new Error('no such thing');
};

/** The errors the page hears of meanwhile. */
async function heard(act: () => Promise<void>): Promise<string[]> {
  const messages: string[] = [];
  const {onerror} = window;
  window.onerror = (message) => Boolean(messages.push(String(message)));
  try {
    await act();
  } finally {
    window.onerror = onerror;
  }
  return messages;
}

const notice = (element: Element) => element.shadowRoot!.querySelector('[part~="notice"]');

describe('an element whose rendering throws', () => {
  afterEach(() => unmountAll());

  it('is told of here by every tag there is', () => {
    for (const tag of tags) expect(customElements.get(tag), tag).not.to.equal(undefined);
  });

  for (const tag of tags) {
    it(`keeps what it last showed, tells the reader, and the page once: <${tag}>`, async () => {
      const element = box(`<${tag} of="nodes">The page’s own words</${tag}>`).firstElementChild as Rendering;
      await element.updateComplete;
      await frame();
      const before = element.shadowRoot!.childElementCount;
      const messages = await heard(async () => {
        element.render = broken;
        for (let times = 0; times < 3; times++) {
          element.requestUpdate();
          await element.updateComplete;
        }
      });
      expect(messages.length, messages.join()).to.equal(1);
      expect(textOf(notice(element)!))
        .to.contain('no such thing')
        .and.to.contain('the state before');
      expect(element.shadowRoot!.childElementCount).to.equal(before + 1);
      delete element.render;
      element.requestUpdate();
      await element.updateComplete;
      expect(notice(element) === null).to.equal(true);
    });

    it(`shows the page’s own words where it could show nothing yet: <${tag}>`, async () => {
      const element = document.createElement(tag) as Rendering;
      element.innerHTML = '<p>The page’s own words</p>';
      element.render = broken;
      const messages = await heard(async () => {
        box('').append(element);
        await element.updateComplete;
        await frame();
      });
      expect(messages.length, messages.join()).to.equal(1);
      expect(textOf(notice(element)!)).to.contain('no such thing');
      expect(element.firstElementChild!.getClientRects().length, 'on screen').to.equal(1);
      delete element.render;
      element.requestUpdate();
      await element.updateComplete;
      expect(notice(element) === null).to.equal(true);
    });
  }
});

describe('printing', () => {
  afterEach(() => unmountAll());

  it('fakes no event of the page, and what comes meanwhile is for paper', async () => {
    const mission = box('<reliability-mission track="cloud" open="all"></reliability-mission>')
      .firstElementChild as Rendering;
    await until('the parts are there', () => mission.shadowRoot!.querySelector('.part'));
    const events: boolean[] = [];
    const note = ({isTrusted}: Event) => events.push(isTrusted);
    window.addEventListener('beforeprint', note);
    try {
      window.dispatchEvent(new Event('beforeprint'));
      await until('every part is on paper', () => mission.shadowRoot!.querySelectorAll('.part').length > 1);
      const figure = box('<young-daly-curve></young-daly-curve>').firstElementChild as Rendering;
      await until('the table of a figure that came later', () => figure.shadowRoot!.querySelector('table'));
      await frame();
      expect(events.length).to.equal(1);
    } finally {
      window.removeEventListener('beforeprint', note);
      window.dispatchEvent(new Event('afterprint'));
    }
  });
});
