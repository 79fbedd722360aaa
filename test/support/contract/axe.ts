/** Accessibility as axe sees it, in every state a reader meets. */
import {expect} from 'chai';
import {axeViolations} from '../axe.js';
import {warnings} from '../watch.js';
import {all, open, textBox, type, type WidgetElement} from '../widget.js';
import type {Context} from './context.js';

export function axe({main, slider: slid, put}: Context): void {
  describe('accessibility by axe', () => {
    const clean = async (widget: WidgetElement) => expect((await axeViolations(widget)).join('\n\n')).to.equal('');

    it('finds nothing at first, nor with any panel open', async () => {
      const widget = await put({'url-key': 'k'});
      await clean(widget);
      const openers = all(widget, '.tools [aria-expanded]').map((opener) => opener.textContent!.trim());
      expect(openers).to.include.members(['More', 'Table', 'Sources', 'Save']);
      for (const name of openers) {
        await open(widget, name);
        await clean(widget);
      }
    });

    it('finds nothing with every instrument open', async () => clean(await put({detail: 'bench'})));

    it('finds nothing when locked', async () => clean(await put({locked: 'all', detail: 'bench'})));

    it('finds nothing with a notice and a refused number', async () => {
      await warnings(async () => {
        const widget = await put({[main.attribute]: 'many'});
        await type(widget, textBox(widget, slid.label), 'nonsense');
        await clean(widget);
      });
    });

    it('finds nothing at 280 pixels', async () => clean(await put({}, 'width:280px')));
  });
}
