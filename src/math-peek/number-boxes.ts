import {formatQuantity} from '../models/quantities/quantity-format.js';
import {numberText} from '../ui/controls/scrub.js';
import type {PeekHost} from '../ui/widget.js';
import type {Formula} from './formula.js';
import {fillSlots, numberOf} from './rows.js';
import {symbols, type SymbolName} from './symbols.js';

/** What the numbers of a formula need of the Math Peek they are in. */
export interface NumbersHost {
  /** The widget whose numbers are shown and changed. */
  readonly inputOwner: PeekHost;
  /** What the widget's reader points at, by its path in `value`. */
  readonly hostHighlighted: string;
  readonly renderRoot: HTMLElement | DocumentFragment;
  nameOf(name: SymbolName): string;
}

/** Whether the reader may change the number of a symbol here. */
function editable({inputOwner}: NumbersHost, name: SymbolName): boolean {
  const {path} = symbols[name];
  return inputOwner.fieldOf(path) !== undefined && !inputOwner.isHidden(path);
}

/**
 * A formula whose slots hold the numbers, which are patched in. Where one can be edited, a box lies over its first slot. A slot is
 * an inert text box, for Firefox gives anything else no more height than its ink.
 */
export function inNumbers(peek: NumbersHost, formula: Formula): string {
  const seen = new Set<SymbolName>();
  return fillSlots(formula.tex, (name) => {
    const again = seen.has(name);
    seen.add(name);
    return `<input class="slot number${editable(peek, name) ? (again ? ' again' : ' under') : ''}" readonly tabindex="-1" data-slot="${name}">`;
  });
}

/** The boxes in which numbers are edited. Mathematics holds no controls: they lie over it. */
export function boxesMarkup(peek: NumbersHost, names: readonly SymbolName[]): string {
  return names
    .filter((name) => editable(peek, name))
    .map((name) => {
      const words = symbols[name].name;
      return `<input class="number" type="text" role="spinbutton" autocomplete="off" spellcheck="false" data-slot="${name}" aria-label="${words[0].toUpperCase()}${words.slice(1)}">`;
    })
    .join('');
}

/** Writes the numbers into their slots, and lights those that are pointed at. */
export function patchNumbers(peek: NumbersHost): void {
  const {value, highlighted: pointed} = peek.inputOwner;
  const lit = peek.hostHighlighted || pointed;
  for (const slot of peek.renderRoot.querySelectorAll<HTMLElement>('[data-slot]')) {
    const name = slot.dataset.slot as SymbolName;
    const symbol = symbols[name];
    slot.classList.toggle('lit', symbol.path !== '' && symbol.path === lit);
    if (!slot.closest('.rows')) continue;
    const number = numberOf(symbol, value);
    const text = numberText(number, symbol.dimension);
    // A symbol stands right above its number: both slots are as wide as the longer of them.
    slot.style.setProperty(
      '--letters',
      String(Math.max(2, text.length, peek.nameOf(name).replace(/[_^]/g, '').length)),
    );
    if (!slot.classList.contains('number') || !(slot instanceof HTMLInputElement)) continue;
    if (slot.role === 'spinbutton') patchBox(peek, slot, number, text);
    else slot.value = text;
  }
  positionBoxes(peek);
}

/** Writes a number into the box it is edited in, and tells why it may not be. */
function patchBox({inputOwner, renderRoot}: NumbersHost, box: HTMLInputElement, number: number, text: string): void {
  const {path, dimension} = symbols[box.dataset.slot as SymbolName];
  const typo = inputOwner.typingError(path);
  const why = inputOwner.lockReason(path);
  const shown = typo?.text ?? text;
  // What the reader is typing stays until it is taken; a turn of the number is shown at once.
  if (box !== (renderRoot as ShadowRoot).activeElement || box.dataset.shown !== shown)
    box.value = box.dataset.shown = shown;
  box.readOnly = why !== undefined;
  box.title = typo?.problem ?? why ?? '';
  const state: Record<string, string> = {
    'aria-valuenow': String(number),
    'aria-valuetext': `${formatQuantity(number, dimension, {words: true})}${why ? `. ${why}` : ''}`,
    'aria-invalid': String(Boolean(typo)),
    'aria-disabled': String(Boolean(why)),
  };
  for (const [name, text] of Object.entries(state)) box.setAttribute(name, text);
}

/** Lays each box over its slot; a scaled slide shrinks the picture but not its layout. */
function positionBoxes({renderRoot}: NumbersHost): void {
  const numbers = renderRoot.querySelector<HTMLElement>('.numbers')!;
  const around = numbers.getBoundingClientRect();
  if (around.width === 0) return;
  const scale = numbers.offsetWidth / around.width;
  const boxes = [...numbers.querySelectorAll<HTMLInputElement>('[role=spinbutton]')];
  const places = boxes.map((box) =>
    numbers.querySelector(`.under[data-slot="${box.dataset.slot}"]`)!.getBoundingClientRect(),
  );
  boxes.forEach((box, i) => {
    const {left, top, width, height} = places[i];
    Object.assign(box.style, {
      left: `${(left - around.left) * scale}px`,
      top: `${(top - around.top + height / 2) * scale}px`,
      width: `${width * scale}px`,
    });
  });
}
