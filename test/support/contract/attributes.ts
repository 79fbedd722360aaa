/** Every input as attribute, as property and in `value`: the same number by each way. */
import {expect} from 'chai';
import {listen} from '../watch.js';
import {box, expectSameValue, frame, settled, type WidgetElement} from '../widget.js';
import type {Context} from './context.js';

export function attributes({
  tag,
  inputs,
  main,
  second,
  other,
  slider: slid,
  presets,
  put,
  make,
  read,
  set,
  isWord,
}: Context): void {
  describe('attributes and properties', () => {
    it('reads every input with its unit, as attribute and as property', async () => {
      for (const {attribute, property, good} of inputs) {
        for (const [text, value] of good) {
          const byAttribute = make();
          byAttribute.setAttribute(attribute, text);
          if (!isWord(property, value)) expectSameValue(byAttribute.value[property], value, `${attribute}="${text}"`);
          const byProperty = make();
          set(byProperty, property, value);
          expectSameValue(
            (byProperty as unknown as Record<string, unknown>)[property],
            byAttribute.value[property],
            property,
          );
          expectSameValue(byProperty.value, byAttribute.value);
          const byText = make();
          set(byText, property, text);
          expectSameValue(byText.value, byAttribute.value);
          const byValue = make();
          byValue.value = {[property]: value};
          expectSameValue(byValue.value, byAttribute.value);
        }
      }
    });

    it('reflects inputs; a copy of the markup has the same value', async () => {
      for (const {property, good} of inputs) {
        const widget = make();
        box('', 'display:none').append(widget);
        for (const [, value] of good) {
          set(widget, property, value);
          await settled(widget);
          const copy = box(widget.outerHTML, 'display:none').firstElementChild as WidgetElement;
          expectSameValue(copy.value, widget.value, `${property} = ${value}: value`);
        }
      }
    });

    it("keeps an author's spelling of a value that did not change, and writes an attribute only when it changes", async () => {
      const attributes = Object.fromEntries(
        inputs
          .map(({attribute, good}) => [attribute, good[0][0]] as const)
          .filter(([attribute]) => attribute !== presets.attribute),
      );
      const alone = main.attribute;
      const widget = await put({[alone]: attributes[alone]});
      expect(widget.getAttribute(alone)).to.equal(attributes[alone]);
      const records: MutationRecord[] = [];
      const observer = new MutationObserver((seen) => records.push(...seen));
      observer.observe(widget, {attributes: true});
      set(widget, slid.property, main.good[0][1]);
      await settled(widget);
      widget.setAttribute('notation', 'book');
      await settled(widget);
      expect(widget.getAttribute(alone)).to.equal(attributes[alone]);
      set(widget, slid.property, main.good[1][1]);
      await settled(widget);
      expect(widget.getAttribute(alone)).not.to.equal(attributes[alone]);
      // A value with more digits than an attribute holds is written once, not on every redraw.
      set(widget, second.property, other * (1 + 1 / 34.7));
      await settled(widget);
      records.length = 0;
      widget.setAttribute('notation', 'mission');
      await settled(widget);
      await frame();
      observer.disconnect();
      expect(records.map(({attributeName}) => attributeName)).to.deep.equal(['notation']);
    });

    it('takes the default again when an attribute is removed', async () => {
      const widget = await put({[main.attribute]: main.good[0][0]});
      widget.removeAttribute(main.attribute);
      await settled(widget);
      expect(widget.value).to.deep.equal(make().value);
      expect(widget.hasAttribute(main.attribute)).to.equal(false);
    });

    it('honours properties and `value` set before it is upgraded', () => {
      const elsewhere = document.implementation.createHTMLDocument('');
      const early = elsewhere.createElement(tag) as WidgetElement;
      set(early, slid.property, main.good[0][1]);
      box('').append(early);
      customElements.upgrade(early);
      expect(read(early, slid.property)).to.equal(main.good[0][1]);
      expect(Object.hasOwn(early, slid.property), 'the early property shadows the accessor').to.equal(false);
      set(early, slid.property, main.good[1][1]);
      expect(read(early, slid.property)).to.equal(main.good[1][1]);

      const template = document.createElement('template');
      template.innerHTML = `<${tag}></${tag}>`;
      const cloned = template.content.cloneNode(true) as DocumentFragment;
      const second = cloned.firstElementChild as WidgetElement;
      Object.assign(second, {value: {[slid.property]: main.good[1][1]}, notation: 'book'});
      box('').append(cloned);
      expect(read(second, slid.property)).to.equal(main.good[1][1]);
      expect(Object.hasOwn(second, 'value')).to.equal(false);
    });

    it('is silent when set by code', async () => {
      const widget = await put();
      const heard = listen(widget);
      widget.setAttribute(main.attribute, main.good[0][0]);
      set(widget, slid.property, main.good[1][1]);
      widget.value = {[slid.property]: main.good[0][1], [second.property]: other};
      await settled(widget);
      widget.reset();
      widget.undo();
      widget.redo();
      await settled(widget);
      await frame();
      heard.stop();
      expect(heard).to.deep.equal([]);
    });
  });
}
