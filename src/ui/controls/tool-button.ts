import {html, type TemplateResult} from 'lit';

/** A small button with a sign on it. */
export const toolButton = (label: string, sign: unknown, able: boolean, act: () => void): TemplateResult =>
  html`<button
    type="button"
    class="tool icon"
    aria-label=${label}
    title=${label}
    aria-disabled=${!able}
    @click=${() => able && act()}
  >
    ${sign}
  </button>`;
