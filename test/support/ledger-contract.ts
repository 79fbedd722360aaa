/** What every element around the widgets must do: `ledgerContract('track-picker', {...})` runs all of it. */
import {expect} from 'chai';
import {axeViolations} from './axe.js';
import {full} from './sample.js';
import {countLeftovers, warnings} from './watch.js';
import {box, frame, sleep, unmountAll, until} from './widget.js';

export interface LedgerElementLike extends HTMLElement {
  readonly shadowRoot: ShadowRoot;
  readonly updateComplete: Promise<boolean>;
  describe?(): string;
}

export interface Promised {
  /** Attributes of a usual one. */
  attributes?: string;
  /** What stands between its tags. */
  inside?: string;
  /** Something of it that is only there once it runs. */
  shows: string;
}

export async function mountElement<T extends LedgerElementLike = LedgerElementLike>(
  markup: string,
  style?: string,
): Promise<T> {
  const element = box(markup, style).firstElementChild as T;
  await until(`${element.localName} shows something`, () => element.shadowRoot?.querySelector('[part~=base]'));
  await element.updateComplete;
  return element;
}

export function ledgerContract(tag: string, {attributes = '', inside = '', shows}: Promised): void {
  const markup = `<${tag} ${attributes}>${inside}</${tag}>`;

  describe(`<${tag}> is a good guest`, () => {
    afterEach(unmountAll);

    it('shows itself, says nothing to the console, and axe finds nothing, on a desk and on a phone', async () => {
      const said = await warnings(async () => {
        for (const width of ['752px', '320px']) {
          const element = await mountElement(markup, `width:${width}`);
          await frame();
          expect(element.shadowRoot.querySelector(shows), shows).not.to.equal(null);
          expect(await axeViolations(element), width).to.deep.equal([]);
          unmountAll();
        }
      });
      expect(said).to.deep.equal([]);
    });

    it('fits from 280 px up: nothing reaches out of it', async () => {
      for (const width of [280, 480, 1200]) {
        const element = await mountElement(markup, `width:${width}px`);
        await frame();
        const limit = element.getBoundingClientRect().right + 1;
        const out = [...element.shadowRoot.querySelectorAll<HTMLElement>('*')].filter((part) => {
          const {right, width: wide} = part.getBoundingClientRect();
          return wide > 1 && right > limit && !part.closest('.scroll, .unseen, svg');
        });
        expect(
          out.map((part) => `${part.localName}.${part.className}`),
          `${width} px`,
        ).to.deep.equal([]);
        unmountAll();
      }
    });

    it('is dark on a dark page', async () => {
      const element = await mountElement(markup);
      const light = getComputedStyle(element).color;
      const style = document.createElement('style');
      style.textContent = 'body.quarto-dark{background:#111;color:#eee}';
      document.head.append(style);
      document.body.className = 'quarto-dark';
      try {
        await until('it is dark', () => element.matches(':state(dark)'));
        await frame();
        expect(getComputedStyle(element).color).not.to.equal(light);
        expect(await axeViolations(element)).to.deep.equal([]);
      } finally {
        document.body.className = '';
        style.remove();
      }
    });

    it('leaves nothing behind, however often it comes and goes', async () => {
      const home = box('');
      // What the library keeps for the page as a whole is there before the count.
      (await mountElement(markup)).remove();
      await sleep(50);
      const count = countLeftovers();
      try {
        const elements = Array.from({length: 5}, () => {
          const holder = document.createElement('div');
          holder.innerHTML = markup;
          return holder.firstElementChild as LedgerElementLike;
        });
        for (let times = 0; times < (full ? 20 : 6); times++) {
          home.append(...elements);
          if (times % 5 === 0) await frame();
          for (const element of elements) element.remove();
        }
        await until('nothing is left', () => Object.keys(count.left()).length === 0);
      } finally {
        count.stop();
      }
    });

    it('works under a content security policy that allows no inline style and no eval', async () => {
      const page = document.createElement('iframe');
      page.style.cssText = 'width:780px;height:600px';
      const bundle = new URL('/dist/reliability-tax.js', location.href);
      const policy = `default-src 'none'; script-src ${bundle.origin}; style-src ${bundle.origin}`;
      page.srcdoc =
        `<meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="${bundle.href}"></scr` +
        `ipt>${markup}`;
      box('').append(page);
      await until('it shows something', () =>
        page.contentDocument?.querySelector(tag)?.shadowRoot?.querySelector(shows),
      );
    });
  });
}
