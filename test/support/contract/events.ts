/** The widget speaks when the reader acts: `input` at each move, `change` at the end. */
import {expect} from 'chai';
import {centre, drag, press} from '../commands.js';
import {listen} from '../watch.js';
import {button, pointOf, settled, slider} from '../widget.js';
import type {Context} from './context.js';

export function events({slider: slid, handle: grabbed, put, grips}: Context): void {
  describe('events', () => {
    it('speaks once for every key: an input with the new value, then a change', async () => {
      const widget = await put();
      for (const target of grips(widget)) {
        const heard = listen(widget);
        target.focus();
        for (const key of ['ArrowRight', 'ArrowLeft', 'PageUp']) {
          const before = widget.value;
          await press(key);
          await settled(widget);
          expect(
            heard.map(({type: name}) => name),
            key,
          ).to.deep.equal(['input', 'change']);
          expect(heard[0].value).to.equal(widget.value).and.not.to.equal(before);
          heard.length = 0;
        }
        await press('Shift');
        expect(heard).to.deep.equal([]);
        heard.stop();
      }
    });

    it(`speaks at each move of a drag, and tells of the let-go once: ${grabbed ? 'slider and handle' : 'slider'}`, async () => {
      const widget = await put();
      slider(widget, slid.label).scrollIntoView({block: 'center'});
      const range = slider(widget, slid.label);
      const paths = [
        () => [centre(range, 0.5), centre(range, 0.8)],
        ...(grabbed ? [() => [pointOf(widget, 0.3), pointOf(widget, 0.7)]] : []),
      ];
      for (const path of paths) {
        const [from, to] = path();
        const heard = listen(widget);
        const before = widget.value;
        await drag(from, to, 4);
        await settled(widget);
        heard.stop();
        const types = heard.map(({type: name}) => name);
        expect(types.at(-1)).to.equal('change');
        expect(types.filter((name) => name === 'change').length).to.equal(1);
        expect(types.length).to.be.within(3, 7);
        const values = heard.filter(({type: name}) => name === 'input').map(({value}) => value);
        expect(new Set(values).size, 'each input has a new value').to.equal(values.length);
        expect(values.at(-1)).to.equal(widget.value);
        widget.undo();
        expect(widget.value, 'a drag is one step of the history').to.deep.equal(before);
        await settled(widget);
        expect(button(widget, 'Undo').getAttribute('aria-disabled')).to.equal('true');
      }
    });

    it("is an input to a notebook's viewof", async () => {
      const widget = await put();
      const range = slider(widget, slid.label);
      const got: unknown[] = [];
      // As a notebook does: the value at once, then one for each input.
      got.push(widget.value);
      const next = () => got.push(widget.value);
      widget.addEventListener('input', next);
      range.focus();
      await press('ArrowRight');
      await press('ArrowRight');
      widget.removeEventListener('input', next);
      expect(got.length).to.equal(3);
      expect(new Set(got).size).to.equal(3);
      expect((got[2] as Record<string, number>)[slid.property]).to.be.greaterThan(
        (got[0] as Record<string, number>)[slid.property],
      );
    });
  });
}
