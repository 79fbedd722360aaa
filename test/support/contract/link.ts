/** A state as a link or a tag, and back again. */
import {expect} from 'chai';
import {engine, press} from '../commands.js';
import {full} from '../sample.js';
import {atAddress, clipboard, copied, warnings} from '../watch.js';
import {
  box,
  button,
  expectSameValue,
  isInvalid,
  notices,
  open,
  settled,
  slider,
  textBox,
  unmountAll,
  until,
  type WidgetElement,
} from '../widget.js';
import type {Context} from './context.js';

/**
 * Which pairs of inputs this engine tries, of four heaps: what follows from them is the same in every engine. With four
 * inputs or more, every heap has each of them as the written one and as the changed one.
 */
const heaps = full ? [0, 1, 2, 3] : [{chromium: 1, firefox: 2, webkit: 3}[engine]];

export function link({inputs, main, slider: slid, markup, put, read, set, grip}: Context): void {
  describe('link', () => {
    it('reads inputs and locks from the address, and tells what it cannot read', async () => {
      const widget = await atAddress(
        {[`k.${main.attribute}`]: main.good[0][0], 'k.locked': main.attribute, 'other.detail': 'bench'},
        () => put({'url-key': 'k'}),
      );
      expect(read(widget, slid.property)).to.equal(main.good[0][1]);
      expect(slider(widget, slid.label).getAttribute('aria-disabled')).to.equal('true');
      expect([isInvalid(widget), (widget as unknown as {detail: string}).detail]).to.deep.equal([false, 'figure']);
      let bad!: WidgetElement;
      const said = await warnings(
        async () =>
          (bad = await atAddress(
            {[`k.${main.attribute}`]: '</script><b>', 'k.nonsense': '1', 'k.constructor': '2'},
            () => put({'url-key': 'k', [main.attribute]: main.good[0][0]}),
          )),
      );
      expect(read(bad, slid.property)).to.equal(main.good[0][1]);
      expect(isInvalid(bad)).to.equal(true);
      expect(notices(bad).join('\n'))
        .to.include(main.attribute)
        .and.to.include('</script><b>')
        .and.to.include('nonsense')
        .and.to.include('constructor');
      expect(said.length).to.equal(3);
      expect(bad.shadowRoot.querySelector('script, [part~="notice"] b')).to.equal(null);
    });

    it('gives a link that makes the same state again and leaves the rest of the address alone', async () => {
      await atAddress({'foreign': 'a b&c', 'z.x': '1', [`k.${main.attribute}`]: main.good[0][0]}, async () => {
        const widget = await put({'url-key': 'k', 'seed': '7', 'notation': 'book'});
        grip(widget).focus();
        await press('PageUp');
        const link = new URL(await copied(widget, 'Copy link'));
        expect(link.searchParams.get('foreign')).to.equal('a b&c');
        expect(link.searchParams.get('z.x')).to.equal('1');
        expect(link.pathname).to.equal(location.pathname);
        history.replaceState(history.state, '', link);
        const again = await put({'url-key': 'k'});
        expectSameValue(again.value, widget.value);
        expect([again.getAttribute('seed'), again.getAttribute('notation')]).to.deep.equal(['7', 'book']);
      });
    });

    it("gives a link that makes the same state again on the author's own tag, whatever the reader changed", async () => {
      const faults: string[] = [];
      const address: Record<string, string> = {};
      const states: Array<{said: string; written: Record<string, string>; value: unknown}> = [];
      for (const [i, {attribute, good}] of inputs.entries()) {
        for (const [j, change] of inputs.entries()) {
          if (!heaps.includes((i + j) % 4)) continue;
          const written = {'url-key': `k${states.length}`, [attribute]: good[0][0], [main.attribute]: main.good[0][0]};
          const widget = box(markup(written), 'display:none').firstElementChild as WidgetElement;
          set(widget, change.property, change.good[1][1]);
          await settled(widget);
          for (const [name, text] of new URL(await copied(widget, 'Copy link')).searchParams)
            if (name.startsWith(`${written['url-key']}.`)) address[name] = text;
          states.push({
            said: `${attribute} written, then ${change.property} changed: value`,
            written,
            value: widget.value,
          });
          unmountAll();
        }
      }
      // The link belongs to the reader's state; the author's tag still says what it said.
      await atAddress(address, async () => {
        for (const {said, written, value} of states) {
          const again = box(markup(written), 'display:none').firstElementChild as WidgetElement;
          try {
            expectSameValue(again.value, value, said);
          } catch (fault) {
            faults.push((fault as Error).message);
          }
          unmountAll();
        }
      });
      expect(states.length).to.be.at.least(inputs.length);
      expect(faults).to.deep.equal([]);
    });

    it('gives a tag that makes the same state again', async () => {
      const widget = await put({[main.attribute]: main.good[0][0], notation: 'book', seed: '"&<7>'});
      const text = await copied(widget, 'Copy tag');
      const again = box(text).firstElementChild as WidgetElement;
      expectSameValue(again.value, widget.value);
      expect(again.getAttribute('seed')).to.equal('"&<7>');
    });

    it('shows the text selected where copying is blocked', async () => {
      const widget = await put({'url-key': 'k'});
      const restore = clipboard(() => Promise.reject(new Error('blocked')));
      await open(widget, 'Save');
      button(widget, 'Copy link').click();
      const text = () => textBox(widget, 'Text to copy');
      await until('the text is shown', () => !text().hidden && text().value);
      restore();
      expect(text().value).to.match(/^https?:/);
      expect([text().selectionStart, text().selectionEnd]).to.deep.equal([0, text().value.length]);
    });
  });
}
