import {html, type LitElement, type ReactiveController, type TemplateResult} from 'lit';

/** One polite voice for a widget. A new announcement replaces one not yet spoken; nothing queues during a drag. */
export class Announcer implements ReactiveController {
  #timer?: ReturnType<typeof setTimeout>;
  #said = '';

  constructor(readonly host: LitElement) {
    host.addController(this);
  }

  /** Speaks after a short silence. */
  say(text: () => string, wait = 400): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // The same words twice are not spoken unless something differs.
      const next = text();
      this.#said = next === this.#said ? `${next}\u00a0` : next;
      // Not by rendering: that would put what a reader is typing in a box back to what it was.
      const region = this.host.renderRoot.querySelector('#said');
      if (region) region.textContent = this.#said;
    }, wait);
  }

  region(): TemplateResult {
    return html`<p class="unseen" aria-live="polite" id="said"></p>`;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
