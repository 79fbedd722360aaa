/** Whatever changes an input goes one way in, and settles alike. */
import {expect} from 'chai';
import {centre, sendMouse} from '../commands.js';
import {listen, warnings} from '../watch.js';
import {
  all,
  button,
  drawn,
  isInvalid,
  notices,
  part,
  picture,
  settled,
  slider,
  until,
  type WidgetElement,
} from '../widget.js';
import type {Context} from './context.js';

interface Applying extends WidgetElement {
  apply(partial: object, options?: {by?: 'reader' | 'code'; phase?: 'move' | 'end'}): void;
  locked: unknown;
  hiddenControls: unknown;
}

export function oneWayIn({main, second, other, slider: slid, put, read, inputs}: Context): void {
  const types = (heard: ReadonlyArray<{type: string}>) => heard.map(({type}) => type);

  describe('one way in', () => {
    it('applies by code in silence, by the reader with one input, one change and one step of undo', async () => {
      const widget = (await put()) as Applying;
      const before = widget.value;
      const heard = listen(widget);
      widget.apply({[slid.property]: main.good[0][0], [second.property]: other});
      expect([read(widget, slid.property), read(widget, second.property)]).to.deep.equal([main.good[0][1], other]);
      await settled(widget);
      expect([types(heard), button(widget, 'Undo').getAttribute('aria-disabled')]).to.deep.equal([[], 'true']);
      const byCode = widget.value;
      widget.apply({[slid.property]: null, [second.property]: null});
      expect(widget.value, 'null takes back').to.deep.equal(before);
      widget.apply({[slid.property]: main.good[0][1], [second.property]: other}, {by: 'reader'});
      expect(widget.value).to.deep.equal(byCode);
      expect(types(heard)).to.deep.equal(['input', 'change']);
      widget.undo();
      expect(widget.value, 'both in one step').to.deep.equal(before);
      heard.length = 0;
      widget.apply({[slid.property]: main.good[0][1]}, {by: 'reader', phase: 'move'});
      widget.apply({[slid.property]: main.good[1][1]}, {by: 'reader', phase: 'move'});
      expect(types(heard)).to.deep.equal(['input', 'input']);
      widget.apply({}, {by: 'reader'});
      expect(types(heard)).to.deep.equal(['input', 'input', 'change']);
      heard.stop();
      widget.undo();
      expect(widget.value).to.deep.equal(before);
    });

    it('applies nothing that the page locks, if it is by the reader', async () => {
      const widget = (await put({locked: main.attribute})) as Applying;
      const before = widget.value;
      widget.apply({[slid.property]: main.good[0][1]}, {by: 'reader'});
      expect(widget.value).to.deep.equal(before);
      widget.apply({[slid.property]: main.good[0][1]});
      expect(read(widget, slid.property)).to.equal(main.good[0][1]);
    });

    it('names an unknown input, with the nearest there is, and takes the known ones beside it', async () => {
      const widget = await put();
      const wrong = second.property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).concat('s');
      const said = await warnings(async () => {
        widget.value = {[wrong]: 60, [slid.property]: main.good[0][1]};
        await settled(widget);
      });
      expect(read(widget, slid.property)).to.equal(main.good[0][1]);
      expect(notices(widget)).to.have.length(1);
      expect(notices(widget)[0]).to.contain(wrong).and.to.contain(`the nearest is ${second.property}`);
      expect([isInvalid(widget), said.length]).to.deep.equal([true, 1]);
      widget.value = {...widget.value, [second.property]: other};
      await settled(widget);
      expect(notices(widget), 'results in it are passed over').to.deep.equal([]);
    });

    it('takes locks as pages and frameworks write them, and names what is no input', async () => {
      const locked = (widget: WidgetElement) => slider(widget, slid.label).getAttribute('aria-disabled') === 'true';
      for (const text of ['', 'true', 'all']) expect(locked(await put({locked: text})), `"${text}"`).to.equal(true);
      for (const raw of [true, [main.attribute, second.attribute], main.attribute]) {
        const widget = (await put()) as Applying;
        widget.locked = raw;
        await settled(widget);
        expect([locked(widget), ...notices(widget)], String(raw)).to.deep.equal([true]);
      }
      const none = (await put({locked: 'false'})) as Applying;
      none.locked = false;
      none.hiddenControls = [main.attribute];
      await settled(none);
      expect(slider(none, slid.label), 'hidden').to.equal(undefined);
      expect(part(none, 'figure')).not.to.equal(null);
      for (const attribute of ['locked', 'hidden-controls']) {
        const widget = await put({[attribute]: `${main.attribute}x`});
        expect(notices(widget)).to.deep.equal([
          `${attribute}="${main.attribute}x" is not an input; the nearest is ${main.attribute}`,
        ]);
        expect(isInvalid(widget)).to.equal(true);
      }
    });

    it('ends a gesture that is cut off: by its removal, and by another window', async () => {
      for (const cut of [
        (widget: WidgetElement) => widget.remove(),
        () => window.dispatchEvent(new FocusEvent('blur')),
      ]) {
        const widget = await put();
        const before = widget.value;
        const range = slider(widget, slid.label);
        range.scrollIntoView({block: 'center'});
        const heard: string[] = [];
        for (const name of ['input', 'change']) widget.addEventListener(name, () => heard.push(name));
        await sendMouse({type: 'move', position: centre(range, 0.5)});
        await sendMouse({type: 'down'});
        await sendMouse({type: 'move', position: centre(range, 0.8)});
        await until('the slider moved', () => heard.length);
        const home = widget.parentElement!;
        cut(widget);
        expect(heard.at(-1)).to.equal('change');
        await sendMouse({type: 'up'});
        if (!widget.isConnected) home.append(widget);
        await drawn(widget);
        // What came before the cut is one step; what the hand did after it may be another.
        for (let steps = 0; steps < 2; steps++) widget.undo();
        expect(widget.value).to.deep.equal(before);
        widget.remove();
      }
    });

    it('takes a bare number in a box in the unit that stands there, whatever number stands there', async () => {
      for (const {attribute, property} of inputs) {
        const widget = (await put()) as Applying & {userTyped(key: string, text: string): void};
        if (typeof read(widget, property) !== 'number') continue;
        widget.setAttribute(attribute, '1e-7');
        await settled(widget);
        if (read(widget, property) !== 1e-7) continue;
        widget.userTyped(property, '5');
        await settled(widget);
        expect(read(widget, property), attribute).not.to.equal(1e-7);
        expect(all(widget, '[aria-invalid=true]').length).to.equal(0);
        break;
      }
    });

    it('keeps its last picture and says so when a rendering throws; the page hears of it once', async () => {
      const widget = await put();
      const handled: string[] = [];
      const {onerror} = window;
      window.onerror = (message) => {
        handled.push(String(message));
        return true;
      };
      try {
        const drawing = picture(widget)!.localName;
        const broken = widget as unknown as {render?(): unknown};
        broken.render = () => {
          throw new Error('no such thing');
        };
        for (const [, value] of main.good) {
          widget.value = {[slid.property]: value};
          await settled(widget);
        }
        expect(picture(widget)?.localName, 'a picture stands').to.equal(drawing);
        expect(handled).to.have.length(1);
        expect(handled[0]).to.contain('no such thing');
        expect(part(widget, 'notice')!.textContent).to.contain('no such thing').and.to.contain('the state before');
        delete broken.render;
        widget.requestUpdate();
        await drawn(widget);
        expect(part(widget, 'notice') === null).to.equal(true);
      } finally {
        window.onerror = onerror;
      }
    });
  });
}
