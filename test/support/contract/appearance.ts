/** Choices of appearance: the picture changes, the value does not. */
import {expect} from 'chai';
import {axeViolations} from '../axe.js';
import {useFonts, wide} from '../fonts.js';
import {sample} from '../sample.js';
import {atAddress, copied, warnings} from '../watch.js';
import {
  drawn,
  isInvalid,
  mount,
  notDrawn,
  notices,
  open,
  overflow,
  picture,
  settled,
  unmountAll,
  type WidgetElement,
} from '../widget.js';
import type {Context} from './context.js';

const propertyOf = (attribute: string) => attribute.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
/** What an element says of such a choice, as property and as attribute. */
const lookOf = (widget: WidgetElement, attribute: string, usual: string) => [
  (widget as unknown as Record<string, unknown>)[propertyOf(attribute)],
  widget.getAttribute(attribute) ?? usual,
];

/** Drawn with each of them, at any width. */
export function looks({looks: offered, put, make}: Context): void {
  if (!offered) return;

  describe('looks', () => {
    for (const {attribute, choices} of offered) {
      it(`draws with every ${attribute}, and says the same number`, async () => {
        expect(lookOf(make(), attribute, choices[0]), 'the first is what stands without the attribute').to.deep.equal([
          choices[0],
          choices[0],
        ]);
        const {value} = make();
        for (const choice of choices) {
          const widget = await put({[attribute]: choice});
          expect(lookOf(widget, attribute, choices[0])).to.deep.equal([choice, choice]);
          expect([choice, isInvalid(widget), ...notDrawn(widget), ...notices(widget)]).to.deep.equal([choice, false]);
          expect(widget.value).to.deep.equal(value);
          expect(picture(widget)!.getBoundingClientRect().width, choice).to.be.greaterThan(100);
          unmountAll();
        }
      });

      for (const detail of ['figure', 'bench']) {
        it(`fits 280 and 752 pixels with every ${attribute}: ${detail}`, async () => {
          useFonts(wide);
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
    }
  });
}

/** Wrong words for them, what axe says of each, and the link that keeps them. */
export function looksKept({main, slider: slid, looks: offered, put, set}: Context): void {
  if (!offered) return;

  describe('looks in words and links', () => {
    for (const {attribute, choices} of offered) {
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

      it(`gives axe nothing to find with any ${attribute}`, async () => {
        const states = choices.flatMap((choice) => ['figure', 'bench'].map((detail) => [choice, detail] as const));
        for (const [choice, detail] of sample(states, 3, 5)) {
          expect(
            (await axeViolations(await put({[attribute]: choice, detail}))).join('\n\n'),
            `${choice}, ${detail}`,
          ).to.equal('');
          unmountAll();
        }
      });

      it(`keeps ${attribute} in the link and in the tag`, async () => {
        for (const choice of choices) {
          const widget = await put({'url-key': 'k'});
          set(widget, propertyOf(attribute), choice);
          await settled(widget);
          const link = await copied(widget, 'Copy link');
          const tag = await copied(widget, 'Copy tag');
          // One at a time: what is far below the fold does not draw.
          unmountAll();
          const again = await mount(tag);
          expect(lookOf(again, attribute, choices[0]), tag).to.deep.equal([choice, choice]);
          unmountAll();
          await atAddress(Object.fromEntries(new URL(link).searchParams), async () =>
            expect(lookOf(await put({'url-key': 'k'}), attribute, choices[0]), link).to.deep.equal([choice, choice]),
          );
          unmountAll();
        }
      });
    }
  });
}
