/** In which browsers the elements are registered. */
import {expect} from 'chai';
import {box, unmountAll, until} from '../support/widget.js';

interface Page extends Window {
  CSS: {supports(...query: string[]): boolean};
  customElements: CustomElementRegistry;
  console: {info(text: string): void};
}

/** A page of its own that loads the library, in a browser that supports what `supports` says. */
async function pageIn(supports: (query: string) => boolean): Promise<{page: Document; view: Page; said: string[]}> {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width:780px;height:600px';
  box('').append(frame);
  const view = frame.contentWindow as unknown as Page;
  const page = frame.contentDocument!;
  const said: string[] = [];
  const real = view.CSS.supports.bind(view.CSS);
  view.CSS.supports = (...query) => supports(query.join()) && real(...query);
  view.console.info = (text) => void said.push(text);
  page.body.innerHTML = '<young-daly-curve><p>The still</p></young-daly-curve>';
  const script = page.createElement('script');
  script.type = 'module';
  script.src = new URL('/dist/reliability-tax.js', location.href).href;
  let loaded = false;
  script.onload = () => (loaded = true);
  page.head.append(script);
  await until('the library is loaded', () => loaded);
  return {page, view, said};
}

describe('the elements', () => {
  afterEach(() => unmountAll());

  it('are registered in this browser', async () => {
    const {view, said} = await pageIn(() => true);
    expect(view.customElements.get('young-daly-curve')).not.to.equal(undefined);
    expect(said).to.deep.equal([]);
  });

  for (const missing of [':state(', 'light-dark('])
    it(`leave the still where it is in a browser without ${missing})`, async () => {
      const {page, view, said} = await pageIn((query) => !query.includes(missing));
      expect(view.customElements.get('young-daly-curve')).to.equal(undefined);
      expect(page.querySelector('p')!.getClientRects().length).to.equal(1);
      expect(said.length).to.equal(1);
      expect(said[0]).to.contain('too old');
    });
});
