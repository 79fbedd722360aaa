/** Back, forward, and back to what the author wrote. */
import {expect} from 'chai';
import {click, engine, press, sendKeys} from '../commands.js';
import {listen} from '../watch.js';
import {button, settled, slider} from '../widget.js';
import type {Context} from './context.js';

export function history({main, slider: slid, put, grip}: Context): void {
  describe('history', () => {
    it('undoes, redoes and resets by code', async () => {
      const widget = await put({[main.attribute]: main.good[0][0]});
      const start = widget.value;
      slider(widget, slid.label).focus();
      await press('ArrowRight');
      const one = widget.value;
      await press('ArrowRight');
      const two = widget.value;
      widget.undo();
      expect(widget.value).to.deep.equal(one);
      widget.undo();
      expect(widget.value).to.deep.equal(start);
      widget.undo();
      expect(widget.value, 'nothing before the start').to.deep.equal(start);
      widget.redo();
      widget.redo();
      widget.redo();
      expect(widget.value).to.deep.equal(two);
      widget.reset();
      expect(widget.value).to.deep.equal(start);
      widget.undo();
      expect(widget.value, 'a reset can be undone').to.deep.equal(two);
    });

    it('undoes and redoes by keys and buttons, each with one input and one change', async () => {
      const widget = await put();
      const start = widget.value;
      grip(widget).focus();
      await press('PageUp');
      const moved = widget.value;
      const heard = listen(widget);
      const events = () =>
        heard
          .splice(0)
          .map(({type: name}) => name)
          .join();
      await press('Control+z');
      await settled(widget);
      expect(widget.value).to.deep.equal(start);
      expect(events()).to.equal('input,change');
      if (engine !== 'webkit') {
        await sendKeys({down: 'Control'});
        await sendKeys({down: 'Shift'});
        await sendKeys({press: 'Z'});
        await sendKeys({up: 'Shift'});
        await sendKeys({up: 'Control'});
      } else button(widget, 'Redo').click();
      await settled(widget);
      expect(widget.value).to.deep.equal(moved);
      expect(events()).to.equal('input,change');
      for (const [name, after] of [
        ['Undo', start],
        ['Redo', moved],
        ['Reset', start],
      ] as const) {
        button(widget, name).scrollIntoView({block: 'center'});
        await click(button(widget, name));
        await settled(widget);
        expect(widget.value, name).to.deep.equal(after);
        expect(events(), name).to.equal('input,change');
      }
      expect(button(widget, 'Reset').getAttribute('aria-disabled')).to.equal('true');
      button(widget, 'Reset').click();
      expect(events()).to.equal('');
      heard.stop();
    });
  });
}
