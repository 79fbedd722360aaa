/** From the page's own text to the running widget, moved about, taken out, and beside a second copy of itself. */
import {expect} from 'chai';
import {press} from '../commands.js';
import {full} from '../sample.js';
import {countLeftovers, warnings} from '../watch.js';
import {
  all,
  box,
  drawn,
  frame,
  handleAt,
  notDrawn,
  picture,
  settled,
  slider,
  until,
  type WidgetElement,
} from '../widget.js';
import type {Context} from './context.js';

export function life({
  tag,
  main,
  second,
  other,
  slider: slid,
  handle: grabbed,
  pictures,
  markup,
  put,
  make,
  read,
  set,
  newFleet,
  grip,
}: Context): void {
  describe('life', () => {
    it("shows the page's own text until it runs, and not after; takes what was set before", async () => {
      const inside = document.createElement('iframe');
      inside.style.cssText = 'width:780px;height:600px';
      box('').append(inside);
      const page = inside.contentDocument!;
      page.body.innerHTML = markup({}, '<p id="fallback">The figure as text</p>');
      const early = page.body.firstElementChild as WidgetElement;
      expect(early.matches(':not(:defined)')).to.equal(true);
      expect(page.getElementById('fallback')!.getClientRects().length).to.equal(1);
      Object.assign(early, {[slid.property]: main.good[0][1], value: {[second.property]: other}});
      const script = page.createElement('script');
      script.type = 'module';
      script.src = new URL('/dist/reliability-tax.js', location.href).href;
      page.head.append(script);
      await inside.contentWindow!.customElements.whenDefined(tag);
      await drawn(early);
      expect(page.getElementById('fallback')!.getClientRects().length).to.equal(0);
      expect([read(early, slid.property), read(early, second.property)]).to.deep.equal([main.good[0][1], other]);
    });

    it('works under a content security policy that allows no inline style and no eval', async () => {
      const inside = document.createElement('iframe');
      inside.style.cssText = 'width:780px;height:600px';
      const bundle = new URL('/dist/reliability-tax.js', location.href);
      const policy = `default-src 'none'; script-src ${bundle.origin}; style-src ${bundle.origin}`;
      inside.srcdoc =
        `<meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="${bundle.href}"></scr` +
        `ipt>${markup({})}`;
      box('').append(inside);
      await until('the page is there', () => inside.contentDocument?.querySelector(tag));
      const page = inside.contentDocument!;
      const probe = page.createElement('p');
      probe.setAttribute('style', 'color: red');
      expect(probe.style.color, 'the policy is in force').to.equal('');
      await inside.contentWindow!.customElements.whenDefined(tag);
      const widget = page.querySelector(tag) as WidgetElement;
      await drawn(widget);
      await frame();
      const drawing = picture(widget)!.getBoundingClientRect();
      expect(drawing.width).to.be.greaterThan(200);
      if (grabbed) {
        const [x, y] = handleAt(widget);
        expect(x).to.be.within(drawing.left + 20, drawing.right);
        expect(y).to.be.within(drawing.top, drawing.bottom);
      }
      expect(slider(widget, slid.label).style.getPropertyValue('--share')).to.match(/^0\.\d/);
    });

    it('keeps its state when taken out, put back and moved, and still works', async () => {
      const widget = await put();
      const elsewhere = box('');
      slider(widget, slid.label).focus();
      await press('ArrowRight');
      const moved = widget.value;
      const home = widget.parentElement!;
      widget.remove();
      expect(widget.value).to.deep.equal(moved);
      await frame();
      home.append(widget);
      elsewhere.append(widget);
      await drawn(widget);
      expect(widget.value).to.deep.equal(moved);
      expect(all(widget, '[part~="figure"] :is(svg, canvas)').length).to.equal(pictures);
      slider(widget, slid.label).focus();
      await press('ArrowRight');
      await settled(widget);
      expect(read(widget, slid.property)).to.be.greaterThan(moved[slid.property] as number);
      widget.undo();
      expect(widget.value).to.deep.equal(moved);
      elsewhere.style.width = '400px';
      await until('the picture follows its new box', () => picture(widget)!.getBoundingClientRect().width <= 400);
    });

    it('leaves nothing behind, however often it comes and goes', async () => {
      const count = countLeftovers();
      try {
        const home = box('');
        const widgets = Array.from({length: 10}, () => make());
        const fleet = newFleet();
        widgets.forEach((widget, i) => i % 2 && widget.setAttribute('fleet', fleet));
        for (let times = 0; times < (full ? 20 : 6); times++) {
          home.append(...widgets);
          if (times % 5 === 0) {
            await frame();
            grip(widgets[0])?.focus();
            set(widgets[1], slid.property, main.good[times % 2][1]);
          }
          for (const widget of widgets) widget.remove();
        }
        await frame();
        expect(count.left()).to.deep.equal({});
        home.append(...widgets);
        expect(Object.keys(count.left()).length, 'the count sees listeners and observers').to.be.greaterThan(3);
        for (const widget of widgets) widget.remove();
        expect(count.left()).to.deep.equal({});
      } finally {
        count.stop();
      }
    });

    it('stands with a second copy of the library, as a module and as a classic script, which says so once', async () => {
      const elements = ['young-daly-curve', 'live-value', tag].map((name) => customElements.get(name));
      const module = new URL('/dist/reliability-tax.js?copy=2', location.href).href;
      const asModule = await warnings(() => import(module));
      const asScript = await warnings(
        () =>
          new Promise((done, failed) => {
            const script = document.createElement('script');
            script.src = new URL('/dist/reliability-tax.iife.js', location.href).href;
            script.onload = done;
            script.onerror = failed;
            document.head.append(script);
          }),
      );
      for (const said of [asModule, asScript]) {
        expect(said.length, said.join('; ')).to.equal(1);
        expect(said[0]).to.match(/reliability-tax \d+\.\d+\.\d+.*reliability-tax \d+\.\d+\.\d+/);
      }
      expect(['young-daly-curve', 'live-value', tag].map((name) => customElements.get(name))).to.deep.equal(elements);
      const widget = await put();
      expect(notDrawn(widget)).to.deep.equal([]);
    });
  });
}
