/** Wherever it stands: hidden, far below, narrow, scaled, dark, printed. */
import {expect} from 'chai';
import {axeViolations} from '../axe.js';
import {drag, emulateMedia, engine, hasMedia, sendMouse, type Point} from '../commands.js';
import {useFonts, usual, wide} from '../fonts.js';
import {sample} from '../sample.js';
import {
  all,
  box,
  drawn,
  frame,
  handle,
  handleAt,
  notDrawn,
  open,
  overflow,
  part,
  picture,
  pointOf,
  settled,
  until,
  type WidgetElement,
} from '../widget.js';
import type {Context} from './context.js';

/** The narrowest, what phones and columns have, both sides of each change of layout, the widest. */
const widths = [280, 320, 375, 420, 500, 619, 620, 752, 959, 960, 1200];
/** The wide font at both details first and last, so that no sample is without it. */
const states = [
  ['figure', wide],
  ['figure', usual],
  ['bench', usual],
  ['bench', wide],
] as const;

export function place({main, handle: grabbed, markup, put}: Context): void {
  describe('place', () => {
    it('draws when it is shown, if it was hidden at first', async () => {
      const home = box(markup(), 'display:none;width:752px');
      const widget = home.firstElementChild as WidgetElement;
      await settled(widget);
      await frame();
      expect(picture(widget)).to.equal(null);
      home.style.display = 'block';
      await drawn(widget);
      expect(picture(widget)!.getBoundingClientRect().width).to.be.within(200, 752);
      expect(notDrawn(widget)).to.deep.equal([]);
    });

    for (const fonts of sample([wide, usual], 1, 1)) {
      it(`draws nothing far below the fold until the reader is near, and moves nothing then: ${fonts.text}`, async () => {
        useFonts(fonts);
        for (const width of [280, 390, 752]) {
          const home = box(`<div style="height:6000px"></div>${markup()}<p>after</p>`, `width:${width}px`);
          const widget = home.children[1] as WidgetElement;
          await settled(widget);
          for (let frames = 0; frames < 5; frames++) await frame();
          expect(picture(widget)).to.equal(null);
          const height = widget.offsetHeight;
          home.lastElementChild!.scrollIntoView();
          await drawn(widget);
          expect(widget.offsetHeight, `${width} px: the page below does not move`).to.equal(height);
          window.scrollTo(0, 0);
          home.remove();
        }
      });
    }

    for (const [i, [detail, fonts]] of sample(states, 2, 1).entries()) {
      it(`fits every width from 280 to 1200 pixels: ${detail}, ${fonts.text}`, async () => {
        useFonts(fonts);
        const widget = await put({detail, [main.attribute]: main.good[0][0]}, 'width:1200px');
        if (detail === 'figure') await open(widget, 'More');
        for (const width of sample(widths, 6, i)) {
          widget.parentElement!.style.width = `${width}px`;
          await drawn(widget);
          expect(overflow(widget), `${width} px`).to.deep.equal([]);
        }
      });
    }

    it('is the same on a page whose root counts type in tens, and on one that reads from right to left', async () => {
      const widget = await put({}, 'width:752px');
      const {documentElement: root, body} = document;
      const places = () => {
        const {left, top} = widget.getBoundingClientRect();
        return all(widget, '.base *')
          .map((one) => ({one, rect: one.getBoundingClientRect()}))
          .filter(({rect}) => rect.width > 1)
          .map(
            ({one, rect}) =>
              [one.localName, ...[rect.left - left, rect.top - top, rect.width, rect.height].map(Math.round)] as const,
          );
      };
      const moved = (usual: ReturnType<typeof places>) =>
        places()
          .filter((place, i) =>
            place.some((at, k) =>
              typeof at === 'number' ? Math.abs(at - Number(usual[i]?.[k])) > 1 : at !== usual[i]?.[0],
            ),
          )
          .map((place) => place.join(' '));
      const usual = places();
      expect(usual.length).to.be.greaterThan(50);
      try {
        body.style.fontSize = '1.6rem';
        root.style.fontSize = '62.5%';
        await drawn(widget);
        await frame();
        expect(moved(usual), '62.5 %').to.deep.equal([]);
        root.style.fontSize = body.style.fontSize = '';
        root.dir = 'rtl';
        await drawn(widget);
        await frame();
        expect(moved(usual), 'right to left').to.deep.equal([]);
      } finally {
        root.style.fontSize = body.style.fontSize = '';
        root.removeAttribute('dir');
      }
    });

    if (grabbed) {
      const scaled = ['transform', 'zoom'].flatMap((each) => [0.5, 1.25, 1.5].map((by) => [each, by] as const));
      for (const [property, scale] of sample(scaled, 3, 2)) {
        it(`puts the handle under the pointer with ${property}: ${scale}`, async function () {
          // WebKitGTK finds elements elsewhere than it draws them below zoom 1.
          if (engine === 'webkit' && property === 'zoom' && scale < 1) return this.skip();
          const widget = await put(
            {},
            `width:480px;${property === 'zoom' ? `zoom:${scale}` : `transform:scale(${scale});transform-origin:0 0`}`,
          );
          // Some engines give rectangles in pixels before CSS zoom, but pointers after it.
          const seen = Math.abs(widget.parentElement!.getBoundingClientRect().width - 480) < 1 ? scale : 1;
          /** The middle of the handle at a height, where the page itself finds it. */
          const found = (): Point => {
            handle(widget).scrollIntoView({block: 'center'});
            const [x, middle] = handleAt(widget).map((at) => Math.round(at * seen)) as Point;
            const hitsAt = (at: number, y: number) => widget.shadowRoot.elementFromPoint(at, y) === handle(widget);
            // Under zoom, WebKitGTK finds an element a little lower than it says.
            const y = [0, 10, 20, 30].map((down) => middle + down).find((at) => hitsAt(x, at)) ?? middle;
            const hits = (at: number) => hitsAt(at, y);
            expect(hits(x), 'the handle is where its rectangle says').to.equal(true);
            let [left, right] = [x, x];
            while (hits(left - 1)) left--;
            while (hits(right + 1)) right++;
            return [(left + right) / 2, y];
          };
          for (const share of [0.25, 0.85]) {
            const [x, y] = pointOf(widget, share, 0.6).map((at) => Math.round(at * seen)) as Point;
            await sendMouse({type: 'click', position: [x, y]});
            await drawn(widget);
            expect(found()[0], `pressed at ${share}`).to.be.closeTo(x, 2 * Math.max(1, scale));
          }
          const [x, y] = found().map(Math.round) as Point;
          await drag([x, y], [x - Math.round(60 * scale), y], 3);
          await drawn(widget);
          expect(found()[0], 'dragged').to.be.closeTo(x - Math.round(60 * scale), 2 * Math.max(1, scale));
        });
      }
    } else {
      it('has no handle on its picture, as its contract says', async () =>
        expect(all(await put({detail: 'bench'}), '[part~="handle"]')).to.deep.equal([]));
    }

    it('follows the page from light to dark and back', async () => {
      const style = document.createElement('style');
      style.textContent = 'body.quarto-dark{background:#111;color:#eee} body.quarto-light{background:#fff;color:#111}';
      document.head.append(style);
      try {
        const widget = await put();
        const ink = () => getComputedStyle(part(widget, 'sentence')!).color;
        const light = ink();
        document.body.className = 'quarto-dark';
        window.dispatchEvent(new Event('resize'));
        await until('the text is light', () => ink() !== light && widget.matches(':state(dark)'));
        await settled(widget);
        expect(await axeViolations(widget)).to.deep.equal([]);
        document.body.className = 'quarto-light';
        await until('the text is dark again', () => ink() === light && !widget.matches(':state(dark)'));
      } finally {
        document.body.className = '';
        style.remove();
      }
    });

    it('is as dark as the page around the shadow tree it stands in', async () => {
      const outer = box('<div style="color:#eee;background:#111"></div>').firstElementChild!;
      outer.attachShadow({mode: 'open'}).innerHTML = markup();
      const widget = outer.shadowRoot!.firstElementChild as WidgetElement;
      await drawn(widget);
      expect(widget.matches(':state(dark)')).to.equal(true);
    });

    it('prints the figure, its sentence and its table', async () => {
      const widget = await put();
      window.dispatchEvent(new Event('beforeprint'));
      if (hasMedia) await emulateMedia({media: 'print'});
      try {
        await settled(widget);
        const rows = all(widget, 'table tr');
        expect(rows.length).to.be.greaterThan(widget.toTable().rows.length);
        if (hasMedia) {
          for (const node of [part(widget, 'figure')!, part(widget, 'sentence')!, rows[0], picture(widget)!])
            expect(node.getClientRects().length, node.localName).to.be.greaterThan(0);
          expect(part(widget, 'controls')!.getClientRects().length).to.equal(0);
        }
      } finally {
        if (hasMedia) await emulateMedia({media: 'screen'});
        window.dispatchEvent(new Event('afterprint'));
      }
      await settled(widget);
      expect(all(widget, 'table').length).to.equal(0);
    });

    it("stands still where motion is not wanted, and takes the system's dark scheme only through the page", async function () {
      if (!hasMedia) return this.skip();
      await emulateMedia({reducedMotion: 'reduce', colorScheme: 'dark'});
      try {
        const widget = await put();
        expect(widget.getAnimations({subtree: true}).length).to.equal(0);
        expect(widget.matches(':state(dark)'), 'a white page stays light').to.equal(false);
        expect(notDrawn(widget)).to.deep.equal([]);
      } finally {
        await emulateMedia({reducedMotion: 'no-preference', colorScheme: 'light'});
      }
    });
  });
}
