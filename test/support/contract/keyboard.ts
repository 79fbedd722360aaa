/** Keys of its own and keys of the page, and what is told to those who do not see it. */
import {expect} from 'chai';
import {axeViolations} from '../axe.js';
import {press, sendKeys} from '../commands.js';
import {all, button, part, textBox, until} from '../widget.js';
import type {Context} from './context.js';

export function keyboard({slider: slid, put, grip, grips}: Context): void {
  describe('keyboard and host page', () => {
    it("keeps the keys it uses from the page's shortcuts, and no others", async () => {
      const widget = await put();
      const reached: string[] = [];
      const note = (event: KeyboardEvent) => reached.push(`${event.type} ${event.key}`);
      const types = ['keydown', 'keypress', 'keyup'] as const;
      for (const name of types) document.addEventListener(name, note);
      try {
        const typed = textBox(widget, slid.label);
        typed.focus();
        await sendKeys({type: 'sf/ np?'});
        await press('ArrowLeft');
        await press('Enter');
        typed.value = '';
        for (const target of grips(widget)) {
          target.focus();
          for (const key of ['ArrowRight', 'ArrowUp', 'PageDown', 'Home', 'End', 'o']) await press(key);
        }
        button(widget, 'More').focus();
        await press('Space');
        expect(reached).to.deep.equal([]);
        grip(widget).focus();
        await press('Tab');
        expect(reached).to.include('keydown Tab');
        const outside = document.createElement('input');
        widget.after(outside);
        outside.focus();
        await press('s');
        expect(reached).to.include('keydown s');
      } finally {
        for (const name of types) document.removeEventListener(name, note);
      }
    });

    it('leaves what is being typed in a box alone when it draws anew, until it is taken or left', async () => {
      const widget = await put();
      const typed = textBox(widget, slid.label);
      typed.focus();
      await press('7');
      widget.requestUpdate();
      await widget.updateComplete;
      await press('7');
      expect(typed.value).to.equal('77');
    });

    it('lists its keys in a dialog that Escape closes', async () => {
      const widget = await put();
      const help = button(widget, 'Help and keys');
      help.focus();
      help.click();
      const dialog = all<HTMLDialogElement>(widget, 'dialog')[0];
      expect(dialog.open).to.equal(true);
      expect(dialog.textContent).to.match(/Home/).and.to.match(/Shift/);
      expect(await axeViolations(widget)).to.deep.equal([]);
      await press('Escape');
      await until('the dialog is closed', () => !dialog.open);
      expect(widget.shadowRoot.activeElement).to.equal(help);
    });

    it('says a change once, politely, after the reader let go', async () => {
      const widget = await put();
      const voices = all(widget, '[aria-live]');
      expect(voices.map((voice) => [voice.getAttribute('aria-live'), voice.textContent!.trim()])).to.deep.equal([
        ['polite', ''],
      ]);
      grip(widget).focus();
      const began = performance.now();
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await press(key);
      // On a busy machine the keys themselves may be further apart than the silence before it speaks.
      if (performance.now() - began < 350) expect(voices[0].textContent!.trim()).to.equal('');
      const said = () => voices[0].textContent!.trim();
      // The gist of the description, not all of it again; where the keys were far apart, of the last change.
      await until('the change is said', () => said() && widget.describe().includes(said().split('. ')[0]));
      expect(said().length).to.be.lessThan(160);
    });

    it('speaks without touching what is being typed meanwhile', async () => {
      const widget = await put();
      grip(widget).focus();
      await press('ArrowRight');
      const voice = all(widget, '[aria-live]')[0];
      const typed = textBox(widget, slid.label);
      typed.focus();
      typed.select();
      await sendKeys({type: '12'});
      await until('the change is said', () => voice.textContent!.trim());
      expect(typed.value).to.equal('12');
    });

    it('is a named figure with a summary, a slider in words, and a tab stop for each control only', async () => {
      const widget = await put();
      const figure = part(widget, 'figure')!;
      expect([figure.getAttribute('role'), figure.getAttribute('aria-label')?.trim().length]).to.satisfy(
        ([role, length]: [string, number]) => role === 'figure' && length > 10,
      );
      expect(widget.shadowRoot.getElementById(figure.getAttribute('aria-describedby')!)!.textContent!.trim()).to.equal(
        part(widget, 'sentence')!.textContent!.trim(),
      );
      expect(
        part(widget, 'base')!.firstElementChild!.textContent!.trim().length,
        'the summary comes first',
      ).to.be.greaterThan(40);
      for (const control of grips(widget)) expect(control.getAttribute('aria-valuetext')).to.match(/\d|[a-z]{3}/);
      expect(
        all(widget, 'svg:not([aria-hidden=true]), canvas:not([aria-hidden=true], [role][aria-label])'),
      ).to.deep.equal([]);
      expect(all(widget, '[tabindex]:not([tabindex="0"])')).to.deep.equal([]);
    });
  });
}
