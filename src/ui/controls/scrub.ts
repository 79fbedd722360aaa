import {formatQuantity} from '../../models/quantities/quantity-format.js';
import type {Dimension} from '../../models/quantities/quantity.js';
import type {Field} from '../../core/fields.js';
import {followPointer} from '../follow-pointer.js';

/** A number in a line of text: turned by keys, by dragging it sideways, or by typing. */

/** The factor one key press stands for, or undefined if the key is not a spin button's. */
function factorOf(event: KeyboardEvent): number | undefined {
  const step = event.altKey ? 1.01 : event.shiftKey || event.key.startsWith('Page') ? 1.25 : 1.05;
  return {ArrowUp: step, PageUp: step, ArrowDown: 1 / step, PageDown: 1 / step}[event.key];
}

/** A value times a factor: three digits, whole numbers by at least one, never out of range. */
export function scaledBy(field: Field, value: number, factor: number): number {
  let next = Number((value * factor).toPrecision(3));
  if (field.integer) {
    next = Math.round(next);
    if (next === value) next += Math.sign(factor - 1);
  }
  if (value === 0 && factor > 1) next = {time: 1, ratio: 0.01}[field.dimension as string] ?? 1;
  const low = field.min ?? (field.above !== undefined && next <= field.above ? value : -Infinity);
  return Math.min(field.max ?? Infinity, Math.max(low, next));
}

/** The value after a key press on a number, or undefined if the key means nothing to it. */
export function scaledByKey(event: KeyboardEvent, field: Field, value: number): number | undefined {
  const factor = factorOf(event);
  return factor === undefined ? undefined : scaledBy(field, value, factor);
}

/** Follows a press on a number: sideways it turns the value, 120 pixels for a factor e. Without a move the number is left to the keyboard. */
export function scaleByDrag(
  press: PointerEvent,
  field: Field,
  from: number,
  {move: set, end: letGo}: {move(value: number): void; end(): void},
): void {
  const target = press.target as HTMLInputElement;
  if (press.button !== 0 || !press.isPrimary || target.matches(':focus')) return;
  const start = from || scaledBy(field, from, 2);
  followPointer(
    press,
    {
      move: (event) => set(scaledBy(field, start, Math.exp((event.clientX - press.clientX) / 120))),
      end: ({dragged}) => {
        if (!dragged) return;
        letGo();
        target.blur();
      },
    },
    {target, captureLate: true},
  );
}

/** A quantity as it stands in a formula or a sentence; a chance close to certainty keeps the digits that are missing to it. */
export function numberText(value: number, dimension: Dimension): string {
  if (Number.isNaN(value)) return '?';
  const digits =
    dimension === 'ratio' && value > 0.99 && value < 1 ? Math.min(15, Math.ceil(-Math.log10(1 - value)) + 2) : 3;
  return formatQuantity(value, dimension, {digits});
}
