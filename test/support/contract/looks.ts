/** Choices of appearance: the picture changes, the value does not. */
import {expect} from 'chai';
import {axeViolations} from '../axe.js';
import {atAddress, copied, warnings} from '../watch.js';
import {drawn, isInvalid, mount, notDrawn, notices, open, overflow, picture, settled, unmountAll, type WidgetElement} from '../widget.js';
import type {Context} from './context.js';

export function looks({main, slider: slid, looks: offered, put, make, set}: Context): void {
  if (!offered) return;

  describe('looks', () => {
    for (const {attribute, choices} of offered) {
      const property = attribute.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      const look = (widget: WidgetElement) => [(widget as unknown as Record<string, unknown>)[property], widget.getAttribute(attribute) ?? choices[0]];

      it(`tells about a wrong word in ${attribute}, names the choices, and still draws`, async () => {
        for (const text of ['nonsense', 'constructor', '</script><b>']) {
          let widget!: WidgetElement;
          const said = await warnings(async () => {
            widget = await put({[attribute]: text});
            set(widget, slid.property, main.good[0][1]);
            await settled(widget);
          });
          const [notice, ...more] = notices(widget);
          for (const piece of [attribute, text, ...choices]) expect(notice).to.include(piece);
          expect(more).to.deep.equal([]);
          expect(said.length, said.join('; ')).to.equal(1);
          expect(isInvalid(widget)).to.equal(true);
          expect(notDrawn(widget)).to.deep.equal([]);
          expect(picture(widget)!.getBoundingClientRect().width).to.be.greaterThan(100);
          widget.setAttribute(attribute, choices.at(-1)!);
          await settled(widget);
          expect([isInvalid(widget), ...notices(widget)]).to.deep.equal([false]);
          unmountAll();
        }
      });

      it(`draws with every ${attribute}, and says the same number`, async () => {
        expect(look(make()), 'the first is what stands without the attribute').to.deep.equal([choices[0], choices[0]]);
        const {value} = make();
        for (const choice of choices) {
          const widget = await put({[attribute]: choice});
          expect(look(widget)).to.deep.equal([choice, choice]);
          expect([choice, isInvalid(widget), ...notDrawn(widget), ...notices(widget)]).to.deep.equal([choice, false]);
          expect(widget.value).to.deep.equal(value);
          expect(picture(widget)!.getBoundingClientRect().width, choice).to.be.greaterThan(100);
          unmountAll();
        }
      });

      for (const detail of ['figure', 'bench']) {
        it(`fits 280 and 752 pixels with every ${attribute}: ${detail}`, async () => {
          // One widget through all of them: each is drawn after another, too.
          const widget = await put({detail});
          if (detail === 'figure') await open(widget, 'More');
          for (const choice of [...choices, choices[0]]) {
            widget.setAttribute(attribute, choice);
            for (const width of [280, 752]) {
              widget.parentElement!.style.width = `${width}px`;
              await drawn(widget);
              expect([...overflow(widget), ...notDrawn(widget)], `${choice} at ${width} px`).to.deep.equal([]);
            }
          }
        });
      }

      it(`gives axe nothing to find with any ${attribute}`, async () => {
        for (const choice of choices) {
          for (const detail of ['figure', 'bench']) {
            expect((await axeViolations(await put({[attribute]: choice, detail}))).join('\n\n'), `${choice}, ${detail}`).to.equal('');
            unmountAll();
          }
        }
      });

      it(`keeps ${attribute} in the link and in the tag`, async () => {
        for (const choice of choices) {
          const widget = await put({'url-key': 'k'});
          set(widget, property, choice);
          await settled(widget);
          const link = await copied(widget, 'Copy link');
          const tag = await copied(widget, 'Copy tag');
          // One at a time: what is far below the fold does not draw.
          unmountAll();
          const again = await mount(tag);
          expect(look(again), tag).to.deep.equal([choice, choice]);
          unmountAll();
          await atAddress(Object.fromEntries(new URL(link).searchParams), async () => expect(look(await put({'url-key': 'k'})), link).to.deep.equal([choice, choice]));
          unmountAll();
        }
      });
    }
  });
}
