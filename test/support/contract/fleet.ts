/** Widgets of one name share their inputs. */
import {expect} from 'chai';
import {press} from '../commands.js';
import {listen} from '../watch.js';
import {expectSameValue, notDrawn, settled, slider, unmountAll} from '../widget.js';
import type {Context} from './context.js';

export function fleet({
  inputs,
  main,
  second,
  other,
  slider: slid,
  put,
  putQuickly,
  read,
  set,
  newFleet,
}: Context): void {
  describe('fleet', () => {
    it('shares inputs with widgets of the same name, and only the one acted on speaks', async () => {
      const fleet = newFleet();
      const one = await put({fleet, [main.attribute]: main.good[0][0]});
      const two = await put({fleet});
      const alone = await put({fleet: `other ${fleet}`});
      const standing = alone.value;
      expect(read(two, slid.property)).to.equal(main.good[0][1]);
      const heard = listen(one, two, alone);
      slider(two, slid.label).focus();
      await press('ArrowRight');
      await settled(one);
      expect(read(one, slid.property)).to.equal(read(two, slid.property)).and.not.to.equal(main.good[0][1]);
      expect(heard.map(({type: name, from}) => [name, from === two])).to.deep.equal([
        ['input', true],
        ['change', true],
      ]);
      one.value = {[second.property]: other};
      expect(read(two, second.property)).to.equal(other);
      expectSameValue(two.value, one.value);
      heard.stop();
      expect(heard.length).to.equal(2);
      expect(alone.value).to.equal(standing);
    });

    it('shares every input', async () => {
      for (const {attribute, property, good} of inputs) {
        const fleet = newFleet();
        const one = await putQuickly({fleet});
        const two = await putQuickly({fleet});
        for (const [text] of good) {
          one.setAttribute(attribute, text);
          await settled(one);
          expectSameValue(two.value, one.value, `${attribute}="${text}": value`);
          await settled(two);
          expect(notDrawn(two)).to.deep.equal([]);
        }
        set(two, property, good[0][1]);
        expectSameValue(one.value, two.value, `${property} set on the other: value`);
        unmountAll();
      }
    });

    it('is left and joined again: by attribute, and by leaving the page', async () => {
      const fleet = newFleet();
      const one = await put({fleet});
      const two = await put({fleet});
      two.removeAttribute('fleet');
      await settled(two);
      set(one, slid.property, main.good[0][1]);
      expect(read(two, slid.property)).not.to.equal(main.good[0][1]);
      two.setAttribute('fleet', fleet);
      await settled(two);
      expect(read(two, slid.property)).to.equal(main.good[0][1]);
      const home = two.parentElement!;
      two.remove();
      set(one, slid.property, main.good[1][1]);
      expect(read(two, slid.property)).to.equal(main.good[0][1]);
      home.append(two);
      await settled(two);
      expect(read(two, slid.property)).to.equal(main.good[1][1]);
    });

    it('has nothing to reset in a widget that only took over what an author wrote on another', async () => {
      const fleet = newFleet();
      const one = await put({fleet, [main.attribute]: main.good[0][0]});
      const two = await put({fleet});
      two.reset();
      expect([read(one, slid.property), read(two, slid.property)]).to.deep.equal([main.good[0][1], main.good[0][1]]);
    });
  });
}
