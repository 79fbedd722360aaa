import {noChange} from 'lit';
import {directive, Directive, type ElementPart, type PropertyPart} from 'lit/directive.js';

/** Shows a value in a text box, but never over what a reader is typing in it: that stays until it is taken or the box is left. */
class BoxValue extends Directive {
  #typing?: boolean;

  override render(_text: string): unknown {
    return noChange;
  }

  override update(part: ElementPart | PropertyPart, [text]: [string]): unknown {
    const box = part.element as HTMLInputElement;
    if (this.#typing === undefined) {
      this.#typing = false;
      box.addEventListener('input', () => (this.#typing = true));
      // Before the box's own listeners, which may put another text in it.
      for (const done of ['change', 'blur']) box.addEventListener(done, () => (this.#typing = false), {capture: true});
    }
    if (!this.#typing && box.value !== text) box.value = text;
    return noChange;
  }
}

export const boxValue = directive(BoxValue);
