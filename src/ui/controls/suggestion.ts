import {html, nothing, type TemplateResult} from 'lit';
import type {Settings} from '../../core/definition.js';
import type {InputHost} from './input-host.js';

/** What a reader may try next: in words, and the inputs that it would set. */
export interface Suggestion {
  words: string;
  set: Settings;
}

/** The suggestion, and a button that does it; without one, `otherwise` says that there is nothing to do. */
export function suggestionPanel(
  host: InputHost,
  title: string,
  suggestion: Suggestion | undefined,
  otherwise: string,
): TemplateResult {
  const {words = otherwise, set = {}} = suggestion ?? {};
  const keys = Object.keys(set);
  const why = keys.map((key) => host.lockReason(key)).find(Boolean);
  const offered = keys.length > 0 && !keys.some((key) => host.isHidden(key));
  return html`<div class="control suggestion">
    <div class="head">
      <span class="name">${title}</span>${
        offered
          ? html`<button
              type="button"
              class="tool boxed"
              title=${why ?? nothing}
              aria-disabled=${why !== undefined}
              @click=${() => !why && host.userInput(set)}
            >
              Try it
            </button>`
          : nothing
      }
    </div>
    <span class="note">${words}</span>
  </div>`;
}
