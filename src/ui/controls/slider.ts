import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {styleMap} from 'lit/directives/style-map.js';
import type {InputHost} from './input-host.js';
import type {InputPhase} from '../../core/input-state.js';
import {showField, writeField, type Field} from '../../core/fields.js';
import {boxValue} from './box-value.js';

/** How a slider spans its field. */
export interface SliderRange {
  low: number;
  high: number;
  scale: 'log' | 'linear';
  /** Name shown instead of the field's. */
  label?: string;
  /** What the number means, under the slider. */
  note?: unknown;
  /** A button or a word after the note. */
  action?: unknown;
  /** What the `O` key sets. */
  optimum?: number | string;
}

/** Value at a share 0..1 of the span. */
export function valueAtShare({low, high, scale}: SliderRange, share: number): number {
  return scale === 'log' ? low * (high / low) ** share : low + (high - low) * share;
}

/** Share 0..1 of the span at a value. */
export function shareAtValue({low, high, scale}: SliderRange, value: number): number {
  const share = scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.min(1, Math.max(0, share));
}

/** A share of the span that a key moves by, or undefined if the key is not a slider's. */
export function keyStep(event: KeyboardEvent): number | 'low' | 'high' | undefined {
  const step = event.altKey ? 1 / 200 : event.shiftKey ? 1 / 10 : 1 / 50;
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return step;
    case 'ArrowLeft':
    case 'ArrowDown':
      return -step;
    case 'PageUp':
      return 1 / 10;
    case 'PageDown':
      return -1 / 10;
    case 'Home':
      return 'low';
    case 'End':
      return 'high';
    default:
      return undefined;
  }
}

/** The value one key press away; whole numbers move by at least one. */
export function valueAfterStep(field: Field, span: SliderRange, value: number, step: number | 'low' | 'high'): number {
  if (step === 'low') return span.low;
  if (step === 'high') return span.high;
  const next = roundForInput(field, valueAtShare(span, Math.min(1, Math.max(0, shareAtValue(span, value) + step))));
  if (field.integer && next === value) return Math.min(span.high, Math.max(span.low, value + Math.sign(step)));
  return next;
}

/** Three digits are enough for a hand. */
export const roundForInput = (field: Field, value: number): number =>
  field.integer ? Math.max(field.min ?? 0, Math.round(Number(value.toPrecision(3)))) : Number(value.toPrecision(3));

/** The span, and the value where it lies beyond. */
const widened = (span: SliderRange, value: number): SliderRange => ({
  ...span,
  low: Math.min(span.low, value > 0 || span.scale === 'linear' ? value : span.low),
  high: Math.max(span.high, value),
});

/** A native range on a log or linear scale, with a box for typing the exact value. */
export function slider(
  widget: InputHost,
  key: string,
  field: Field,
  value: number,
  span: SliderRange,
): TemplateResult | typeof nothing {
  if (widget.isHidden(key)) return nothing;
  const wide = widened(span, value);
  const share = value > 0 || span.scale === 'linear' ? shareAtValue(wide, value) : 0;
  const why = widget.lockReason(key);
  const symbol = field.symbol?.[widget.notation === 'book' ? 'book' : 'mission'];
  const label = span.label ?? field.label;
  // WebKit sends no `change` when the value was written during the drag: letting go counts as well.
  const set = (event: Event, phase: InputPhase) => {
    const range = event.target as HTMLInputElement;
    if (why) range.value = String(share);
    else range.style.setProperty('--share', range.value);
    if (why) return;
    if (phase === 'end') widget.endInput();
    else widget.userInput({[key]: roundForInput(field, valueAtShare(wide, Number(range.value)))}, phase);
  };
  const onKey = (event: KeyboardEvent) => {
    const step =
      event.key.toLowerCase() === 'o' && span.optimum !== undefined && !event.ctrlKey && !event.metaKey
        ? 'optimum'
        : keyStep(event);
    if (step === undefined) return;
    event.preventDefault();
    if (!why) widget.userInput({[key]: step === 'optimum' ? span.optimum! : valueAfterStep(field, wide, value, step)});
  };
  return html`<div class="control slider" data-input=${key}>
    <div class="head">
      <label for="range-${key}"
        >${`${label} `}${symbol ? html`<i class="symbol">${symbolText(symbol)}</i>` : nothing}</label
      >
      ${valueBox(widget, key, field, value, label)}
    </div>
    <input
      type="range"
      id="range-${key}"
      min="0"
      max="1"
      step="any"
      .value=${live(String(share))}
      style=${styleMap({'--share': String(share)})}
      aria-valuetext=${showField(field, value, true)}
      aria-disabled=${why ? 'true' : 'false'}
      aria-describedby=${why || span.note ? `note-${key}` : nothing}
      @input=${(event: Event) => set(event, 'move')}
      @change=${(event: Event) => set(event, 'end')}
      @pointerup=${(event: Event) => set(event, 'end')}
      @keydown=${onKey}
    />
    ${why || span.note ? html`<span class="note" id="note-${key}">${span.note ?? nothing}${why && span.note ? ' · ' : nothing}${why ?? nothing}</span>` : nothing}
    ${span.action ?? nothing}
  </div>`;
}

/** A text box that reads a number with its unit; what cannot be read is told beside it and changes nothing. */
export function valueBox(
  widget: InputHost,
  key: string,
  field: Field,
  value: number | string,
  label: string,
): TemplateResult {
  const why = widget.lockReason(key);
  const typo = widget.typingError(key);
  const shown = typo?.text ?? (typeof value === 'number' ? showField(field, value) : value);
  // Not rendered: what is being typed changes no state.
  const tell = (event: Event, text: string) => {
    const output = (event.target as HTMLElement).parentElement!.querySelector<HTMLElement>('.reading')!;
    output.textContent = text;
  };
  const take = (event: Event) => {
    const box = event.target as HTMLInputElement;
    tell(event, '');
    if (!why && box.value !== shown) widget.userTyped(key, box.value);
  };
  const exact = typeof value === 'number' ? writeField(field, value) : nothing;
  const onInput = (event: Event) => {
    const typed = (event.target as HTMLInputElement).value;
    const {text, reading, other} = widget.readTyped(key, typed);
    const taken = reading.ok && typeof reading.value === 'number' && text !== typed.trim();
    tell(event, taken ? `${showField(field, reading.value)}${other ? ` (Shift+Enter: ${other})` : ''}` : '');
  };
  const onKey = (event: KeyboardEvent) => {
    const box = event.target as HTMLInputElement;
    if (event.key === 'Escape') box.value = shown;
    if (event.key !== 'Enter' || !event.shiftKey || why) return;
    event.preventDefault();
    const {other} = widget.readTyped(key, box.value);
    if (other) widget.userTyped(key, (box.value = other));
    tell(event, '');
  };
  return html`<span class="box">
    <input
      type="text"
      autocomplete="off"
      spellcheck="false"
      size="9"
      aria-label="${label}, exact value"
      title=${exact}
      .value=${boxValue(shown)}
      aria-invalid=${typo ? 'true' : 'false'}
      aria-errormessage=${typo ? `error-${key}` : nothing}
      ?readonly=${why !== undefined}
      aria-disabled=${why ? 'true' : 'false'}
      @change=${take}
      @input=${onInput}
      @keydown=${onKey}
      @blur=${(event: Event) => tell(event, '')}
      @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
    />
    <span class="reading" role="status"></span>
    <span class="error" id="error-${key}" role="alert">${typo?.problem ?? nothing}</span>
  </span>`;
}

/** `M_node` with its lower part set low. */
export function symbolText(symbol: string): TemplateResult {
  const [letter, low] = symbol.split('_');
  return low ? html`${letter}<sub>${low}</sub>` : html`${letter}`;
}
