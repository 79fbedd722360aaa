import {html, nothing, type TemplateResult} from 'lit';
import {bitField, numberFormats, type NumberFormat} from '../../models/index.js';
import type {InputHost} from '../../ui/controls/input-host.js';
import {effectDoes, fieldText, placeText, sizeText} from './text.js';
import {rangeOf, readBits, type Value} from './inputs.js';

/** The bits of the number that is hit, as switches: arrows move, Enter and Space flip. */
export class BitView {
  /** The bit that has the tab stop. */
  #at = -1;

  constructor(readonly widget: InputHost & {readonly value: Value}) {}

  #flip(bit: number): void {
    const {widget} = this;
    if (widget.lockReason('bits')) return;
    const bits = readBits(widget.value.bits)!;
    const next = bits.includes(bit) ? bits.filter((each) => each !== bit) : [...bits, bit];
    this.#at = bit;
    widget.userInput({bits: next.length ? next.sort((a, b) => b - a).join(' ') : 'none'});
  }

  #key(event: KeyboardEvent, bit: number, width: number): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return this.#flip(bit);
    }
    const to = {
      ArrowLeft: bit + 1,
      ArrowRight: bit - 1,
      ArrowUp: bit + 16,
      ArrowDown: bit - 16,
      Home: width - 1,
      End: 0,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0 || to >= width) return;
    this.#at = to;
    this.widget.requestUpdate();
  }

  render(): TemplateResult {
    const {value} = this.widget;
    const {fault, site, format} = value;
    const {bits: width} = rangeOf(value);
    const shown: NumberFormat = fault?.format ?? format;
    const flipped = readBits(value.bits)!;
    const word =
      fault && fault.site !== 'core' && fault.site !== 'checksum' && fault.site !== 'block' ? fault.toBits : undefined;
    const at = this.#at >= 0 && this.#at < width ? this.#at : (flipped[0] ?? width - 1);
    const why = this.widget.lockReason('bits');
    if (site === 'block' || this.widget.isHidden('bits'))
      return html`<p class="hit"><b>${placeText(value)}</b> read as zeros, check bits too</p>`;
    const known = numberFormats[shown].bits === width && (site !== 'checksum' || value.checksum === 'abft');
    return html`<p class="hit">
        <b>${placeText(value)}</b
        >${fault?.from !== null && fault ? html` <span class="turn">${sizeText(fault.from)} → <b>${fault.to === null ? 'no number' : sizeText(fault.to)}</b></span>` : nothing}<span
          class="means"
          >${fieldText(value)}</span
        >${fault ? html`<b class="effect" data-effect=${value.effect} title=${effectDoes[value.effect]}>${value.effect}</b>` : nothing}
      </p>
      <div
        class="bits w${width}"
        role="listbox"
        aria-multiselectable="true"
        tabindex="0"
        aria-activedescendant="bit-${at}"
        aria-disabled=${why ? 'true' : 'false'}
        aria-label="Bits of ${placeText(value)}${known ? `, ${shown}` : ''}"
        @keydown=${(event: KeyboardEvent) => this.#key(event, at, width)}
      >
        ${Array.from({length: width}, (_, i) => {
          const bit = width - 1 - i;
          const field = known ? bitField(shown, bit) : 'mantissa';
          const named = known ? ` ${field}` : '';
          const on = flipped.includes(bit);
          const digit = word === undefined ? (on ? '×' : '·') : String((word >>> bit) & 1);
          return html`<span
            id="bit-${bit}"
            role="option"
            class="bit ${field} ${bit === at ? 'at' : ''}"
            aria-selected=${String(on)}
            title="bit ${bit}${known ? `, ${field}` : ''}"
            aria-label="${bit} ${digit}${named}${on ? ', flipped' : ''}"
            @click=${() => this.#flip(bit)}
            ><i>${bit}</i> ${digit}</span
          >`;
        })}
      </div>
      ${known ? html`<p class="fields" aria-hidden="true">${shown === 'int8' ? html`<span class="sign">sign</span><span class="magnitude">magnitude, two’s complement</span>` : html`<span class="sign">sign</span><span class="exponent">exponent</span><span class="mantissa">mantissa</span>`}<span>${shown}</span></p>` : nothing}`;
  }
}
