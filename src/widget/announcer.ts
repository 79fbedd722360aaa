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
      this.host.requestUpdate();
    }, wait);
  }

  region(): TemplateResult {
    return html`<p class="unseen" aria-live="polite" id="said">${this.#said}</p>`;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
