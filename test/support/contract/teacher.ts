/** A teacher locks what must not change and hides what would distract. */
import {expect} from 'chai';
import {centre, drag, press, type Point} from '../commands.js';
import {listen} from '../watch.js';
import {all, handle, handleAt, menu, open, pointOf, settled, slider, textBox, type, unmountAll} from '../widget.js';
import type {Context} from './context.js';

export function teacher({inputs, main, slider: slid, handle: grabbed, menu: chosen, input, put, read}: Context): void {
  describe('teacher controls', () => {
    it('locks: in the tab order, marked, with the reason, and unmoved by mouse, keys and typing', async () => {
      const free = Number(slider(await put(), slid.label).value);
      unmountAll();
      const widget = await put({
        locked: [slid, ...(grabbed ? [grabbed] : []), ...(chosen ? [chosen] : [])]
          .map(({property}) => input(property).attribute)
          .join(' '),
      });
      await open(widget, 'More');
      const before = widget.value;
      const heard = listen(widget);
      const range = slider(widget, slid.label);
      const typed = textBox(widget, slid.label);
      const others = [...(grabbed ? [handle(widget)] : []), ...(chosen ? [menu(widget, chosen.label)] : [])];
      for (const control of [range, typed, ...others]) {
        control.focus();
        expect(widget.shadowRoot.activeElement, 'stays in the tab order').to.equal(control);
        expect(control.tabIndex).to.equal(0);
        expect(control.getAttribute('aria-disabled')).to.equal('true');
        expect(control.hasAttribute('disabled')).to.equal(false);
      }
      const why = widget.shadowRoot.getElementById(range.getAttribute('aria-describedby')!)!;
      expect(why.textContent).to.match(/locked/i);
      if (grabbed) expect(handle(widget).getAttribute('aria-valuetext')).to.match(/locked/i);
      for (const control of [range, ...others]) {
        control.focus();
        for (const key of ['ArrowRight', 'End', 'o']) await press(key);
      }
      await type(widget, typed, main.good[0][0]);
      range.scrollIntoView({block: 'center'});
      await drag(centre(range, 0.5), centre(range, 0.9), 2);
      if (grabbed) {
        await drag(pointOf(widget, 0.3), pointOf(widget, 0.8), 2);
        const [x, y] = handleAt(widget).map(Math.round) as Point;
        await drag([x, y], [x + 60, y], 2);
      }
      await settled(widget);
      heard.stop();
      expect(heard).to.deep.equal([]);
      expect(widget.value).to.deep.equal(before);
      expect(typed.value).not.to.equal('');
      expect(Number(range.value), 'the slider shows the locked value').to.be.closeTo(free, 1e-9);
    });

    it('locks all', async () => {
      const widget = await put({locked: 'all', detail: 'bench'});
      const controls = all<HTMLElement>(widget, '[data-input] input, select, [role=slider]');
      expect(controls.length).to.be.greaterThan(inputs.length / 2);
      expect(controls.filter((control) => control.getAttribute('aria-disabled') !== 'true')).to.deep.equal([]);
      const before = widget.value;
      for (const control of all<HTMLInputElement>(widget, 'input[type=radio]:not(:checked)')) control.click();
      await settled(widget);
      expect(widget.value).to.deep.equal(before);
    });

    it('hides controls, not numbers', async () => {
      const widget = await put({
        'hidden-controls': [slid, ...(chosen ? [chosen] : [])].map(({property}) => input(property).attribute).join(' '),
        'detail': 'bench',
      });
      expect(slider(widget, slid.label)).to.equal(undefined);
      expect(textBox(widget, slid.label)).to.equal(undefined);
      if (chosen) expect(menu(widget, chosen.label)).to.equal(undefined);
      widget.setAttribute(main.attribute, main.good[0][0]);
      expect(read(widget, slid.property)).to.equal(main.good[0][1]);
      widget.removeAttribute('hidden-controls');
      await settled(widget);
      expect(slider(widget, slid.label)).not.to.equal(undefined);
    });

    if (!chosen) {
      it('has no menu, as its contract says', async () =>
        expect(all(await put({detail: 'bench'}), 'select')).to.deep.equal([]));
    }
  });
}
