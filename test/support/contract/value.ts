/** What the widget says of itself: always there, always finite, never changed under the hand that holds it. */
import {expect} from 'chai';
import {isInvalid, notDrawn, notFinite, notices, part, unmountAll} from '../widget.js';
import type {Context} from './context.js';

export function value({tag, main, slider: slid, presets, put, make, read}: Context): void {
  describe('value', () => {
    it('works with no attributes, and says something', async () => {
      const widget = await put();
      expect(notFinite(widget.value)).to.deep.equal([]);
      expect(notDrawn(widget)).to.deep.equal([]);
      expect(notices(widget)).to.deep.equal([]);
      expect(isInvalid(widget)).to.equal(false);
      expect(part(widget, 'sentence')!.textContent!.trim().length).to.be.greaterThan(20);
    });

    it('works with every preset', async () => {
      const seen = new Set<string>();
      for (const name of presets.names) {
        const widget = await put({[presets.attribute]: name});
        expect([name, ...notFinite(widget.value), ...notDrawn(widget), ...notices(widget)]).to.deep.equal([name]);
        seen.add(JSON.stringify(widget.value));
        unmountAll();
      }
      expect(seen.size).to.equal(presets.names.length);
    });

    it('is there right after createElement, before anything is drawn', () => {
      const widget = make();
      expect(widget.attributes.length, 'attributes a constructor wrote').to.equal(0);
      expect(read(widget, slid.property)).to.be.a('number');
      expect(notFinite(widget.value)).to.deep.equal([]);
      widget.setAttribute(main.attribute, main.good[0][0]);
      expect(read(widget, slid.property)).to.equal(main.good[0][1]);
      expect(widget.describe()).to.be.a('string');
    });

    it('is frozen to its depth, the same until a change and fresh after it', async () => {
      const widget = await put();
      const before = widget.value;
      const frozen = (of: unknown): boolean =>
        typeof of !== 'object' || of === null || (Object.isFrozen(of) && Object.values(of).every(frozen));
      expect(frozen(before)).to.equal(true);
      expect(widget.value).to.equal(before);
      widget.setAttribute(main.attribute, main.good[0][0]);
      expect(widget.value).not.to.equal(before);
      expect(before[slid.property]).not.to.equal(main.good[0][1]);
    });

    it('is no form field to a notebook: there is no `type`', () => {
      const widget = document.createElement(tag);
      expect('type' in widget).to.equal(false);
    });
  });
}
