import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {symbolText, valueBox} from './slider.js';
import type {Field} from '../../core/fields.js';
import type {InputHost} from './input-host.js';

/** One of a few, all in view: native radio buttons side by side. */
export function toggleGroup<T extends string>(
  name: string,
  label: string,
  options: ReadonlyArray<readonly [T, string]>,
  chosen: T,
  choose: (option: T) => void,
  why?: string,
  note?: unknown,
): TemplateResult {
  return html`<fieldset class="control toggles">
    <legend>${label}</legend>
    <span class="options"
      >${options.map(
        ([option, text]) =>
          html`<label
            ><input
              type="radio"
              name=${name}
              .value=${option}
              .checked=${live(option === chosen)}
              aria-disabled=${why ? 'true' : 'false'}
              @click=${(event: Event) => why && event.preventDefault()}
              @change=${() => !why && choose(option)}
            /><span>${text}</span></label
          >`,
      )}</span
    >
    ${why || note ? html`<span class="note">${why ?? note}</span>` : nothing}
  </fieldset>`;
}

/** The choice input of a field as a toggle group. */
export function choiceToggle(
  widget: InputHost,
  key: string,
  field: Field,
  names: Record<string, string>,
  note?: unknown,
): TemplateResult | typeof nothing {
  if (widget.isHidden(key)) return nothing;
  const value = (widget.value as Record<string, string>)[key];
  return toggleGroup(
    key,
    field.label,
    field.choices!.map((choice) => [choice, names[choice] ?? choice] as const),
    value,
    (choice) => widget.userInput({[key]: choice}),
    widget.lockReason(key),
    note,
  );
}

/** The choice input of a field as a menu. */
export function choiceMenu(
  widget: InputHost,
  key: string,
  field: Field,
  names: Record<string, string>,
  note?: unknown,
): TemplateResult | typeof nothing {
  if (widget.isHidden(key)) return nothing;
  const value = (widget.value as Record<string, string>)[key];
  const why = widget.lockReason(key);
  return html`<div class="control menu">
    <label for="menu-${key}">${field.label}</label>
    <select
      id="menu-${key}"
      aria-disabled=${why ? 'true' : 'false'}
      .value=${live(value)}
      @mousedown=${(event: Event) => why && event.preventDefault()}
      @keydown=${(event: KeyboardEvent) => why && event.key !== 'Tab' && event.preventDefault()}
      @change=${(event: Event) => {
        const menu = event.target as HTMLSelectElement;
        if (why) menu.value = value;
        else widget.userInput({[key]: menu.value});
      }}
    >
      ${field.choices!.map((choice) => html`<option value=${choice} ?selected=${choice === value}>${names[choice] ?? choice}</option>`)}
    </select>
    ${why || note ? html`<span class="note">${why ?? note}</span>` : nothing}
  </div>`;
}

/** A number typed with its unit. */
export function numberBox(
  widget: InputHost,
  key: string,
  field: Field,
  note?: unknown,
): TemplateResult | typeof nothing {
  if (widget.isHidden(key)) return nothing;
  const symbol = field.symbol?.[widget.notation === 'book' ? 'book' : 'mission'];
  const why = widget.lockReason(key);
  return html`<div class="control number" data-input=${key}>
    <span class="name"
      >${`${field.label} `}${symbol ? html`<i class="symbol">${symbolText(symbol)}</i>` : nothing}</span
    >
    ${valueBox(widget, key, field, (widget.value as Record<string, number>)[key], field.label)}
    ${why || note ? html`<span class="note">${why ?? note}</span>` : nothing}
  </div>`;
}

/** The number boxes of several fields, in the order of their keys. */
export const numberBoxes = <K extends string>(
  widget: InputHost,
  fields: Readonly<Record<K, Field>>,
  ...keys: readonly K[]
): unknown[] => keys.map((key) => numberBox(widget, key, fields[key]));

/** Controls behind "More" that belong together, under a heading. */
export const inputSection = (title: string, content: unknown): TemplateResult =>
  html`<section class="inputs">
    <h3>${title}</h3>
    ${content}
  </section>`;
