/** What cannot be used is told, once and in words, and changes nothing. */
import {expect} from 'chai';
import {sample} from '../sample.js';
import {listen, warnings} from '../watch.js';
import {
  box,
  expectSameValue,
  isInvalid,
  notDrawn,
  notices,
  open,
  picture,
  settled,
  textBox,
  type,
  unmountAll,
  type WidgetElement,
} from '../widget.js';
import type {Context} from './context.js';

/** Refused by every number. */
const never = [
  '',
  ' ',
  'garbage',
  'NaN',
  'Infinity',
  '-1',
  '-5 min',
  '1e999',
  '1e308',
  '</script>',
  '$15K',
  '12 parsecs',
  '1,2,3',
  'null',
];
/** Refused by every property that is a number. */
const neverSet = [
  NaN,
  Infinity,
  -Infinity,
  1e308,
  -1,
  {},
  [],
  true,
  'junk',
  () => 1,
  Symbol('s'),
  Object.create(null) as object,
];

export function badInput({tag, inputs, main, slider: slid, put, make, read, set, isWord}: Context): void {
  describe('bad input', () => {
    it('leaves the last good value and the picture, names attribute, value and range, warns once, and recovers: attribute by attribute', async () => {
      const tried = [main, ...sample(inputs, 5, 2).filter(({attribute}) => attribute !== main.attribute)];
      for (const [i, {attribute, property, good, bad}] of tried.entries()) {
        const widget = await put({[attribute]: good[0][0]});
        const before = widget.value;
        const number = typeof good[0][1] === 'number';
        // The main input meets every text that no number takes; the others, which read by the same code, some.
        const wrong = attribute === main.attribute ? never : sample(never, 6, i);
        for (const text of [...(number ? wrong : ['', 'garbage', '</script>', '$15K', '7']), ...bad]) {
          const said = await warnings(async () => {
            widget.setAttribute(attribute, text);
            await settled(widget);
            widget.setAttribute('notation', 'book');
            widget.setAttribute('notation', 'mission');
            await settled(widget);
          });
          const where = `${attribute}="${text}"`;
          expect(widget.value, where).to.deep.equal(before);
          expect(picture(widget), where).not.to.equal(null);
          expect(isInvalid(widget), where).to.equal(true);
          const notice = notices(widget);
          expect(notice.length, `${where}: ${notice.join('; ')}`).to.equal(1);
          for (const piece of [attribute, text, number ? /from|above|to / : /one of/]) {
            if (typeof piece === 'string') expect(notice[0], where).to.include(piece);
            else expect(notice[0], where).to.match(piece);
          }
          expect(said.length, `${where}: ${said.join('; ')}`).to.equal(1);
          expect(said[0]).to.include(attribute).and.to.include(`<${tag}>`);
          expect(widget.shadowRoot.querySelector('script')).to.equal(null);
        }
        widget.setAttribute(attribute, good[1][0]);
        await settled(widget);
        if (!isWord(property, good[1][1])) expectSameValue(widget.value[property], good[1][1], attribute);
        expect([isInvalid(widget), ...notices(widget)]).to.deep.equal([false]);
        unmountAll();
      }
    });

    it('never throws for a bad property or `value`', async () => {
      const faults: string[] = [];
      const tryTo = (where: string, act: () => unknown) => {
        try {
          act();
        } catch (fault) {
          faults.push(`${where}: ${(fault as Error).message}`);
        }
      };
      const said = await warnings(async () => {
        for (const {attribute, property, good} of inputs) {
          const widget = make();
          box('').append(widget);
          set(widget, property, good[0][1]);
          const before = widget.value;
          for (const bad of neverSet) {
            const where = `${property} = ${typeof bad} ${typeof bad === 'object' ? '' : String(bad)}`;
            tryTo(where, () => set(widget, property, bad));
            tryTo(`value with ${where}`, () => (widget.value = {[property]: bad}));
            expect(widget.value, where).to.deep.equal(before);
          }
          await settled(widget);
          expect(isInvalid(widget), property).to.equal(true);
          expect(notices(widget).join(), property).to.include(attribute);
          set(widget, property, good[1][1]);
          await settled(widget);
          if (!isWord(property, good[1][1])) expectSameValue(widget.value[property], good[1][1], property);
          expect(isInvalid(widget), property).to.equal(false);
          unmountAll();
        }
        const widget = await put();
        const before = widget.value;
        for (const bad of [
          NaN,
          null,
          undefined,
          7,
          'junk',
          true,
          [],
          {nonsense: 1, __proto__: {nodes: 1}},
          {constructor: 1, toString: 2, hasOwnProperty: 3},
          () => 1,
        ]) {
          tryTo(`value = ${typeof bad}`, () => (widget.value = bad as never));
        }
        await settled(widget);
        expect(widget.value).to.deep.equal(before);
        expect(notDrawn(widget)).to.deep.equal([]);
        await open(widget, 'Save');
        expect(picture(widget)).not.to.equal(null);
      });
      expect(said.every((text) => text.includes(`<${tag}>`))).to.equal(true);
      expect(faults).to.deep.equal([]);
    });

    it('tells about a wrong word in the attributes all widgets have', async () => {
      for (const [attribute, text, mended] of [
        ['detail', 'everything', 'bench'],
        ['notation', 'french', 'book'],
      ]) {
        let widget!: WidgetElement;
        const said = await warnings(async () => (widget = await put({[attribute]: text})));
        expect(said.length).to.equal(1);
        expect(notices(widget).join()).to.include(attribute).and.to.include(text);
        expect(isInvalid(widget)).to.equal(true);
        widget.setAttribute(attribute, mended);
        await settled(widget);
        expect([isInvalid(widget), ...notices(widget)]).to.deep.equal([false]);
        unmountAll();
      }
    });

    it('tells a reader who types nonsense, changes nothing, and takes the next good number', async () => {
      const widget = await put();
      const before = widget.value;
      const heard = listen(widget);
      const target = textBox(widget, slid.label);
      for (const text of ['nonsense', '-3', '1e999']) {
        await type(widget, target, text);
        expect(target.getAttribute('aria-invalid'), text).to.equal('true');
        const told = widget.shadowRoot.getElementById(target.getAttribute('aria-errormessage')!)!;
        expect(told.textContent).to.match(/from|above|to /);
        expect(told.getClientRects().length).to.be.greaterThan(0);
        expect(widget.value).to.equal(before);
      }
      expect(heard).to.deep.equal([]);
      await type(widget, target, main.good[0][0]);
      heard.stop();
      expect(read(widget, slid.property)).to.equal(main.good[0][1]);
      expect(target.getAttribute('aria-invalid')).not.to.equal('true');
      expect(heard.map(({type: name}) => name)).to.deep.equal(['input', 'change']);
    });
  });
}
