import {html, type TemplateResult} from 'lit';

/** A key and what it does, for the help dialog. */
export type Shortcut = readonly [keys: string, does: string];

/** Keys that work in every widget. */
const everywhere: Shortcut[] = [
  ['← → ↑ ↓', 'a fiftieth of the range'],
  ['Shift + arrows', 'a tenth'],
  ['Alt + arrows', 'a two-hundredth'],
  ['Page Up, Page Down', 'a tenth'],
  ['Home, End', 'least, greatest'],
  ['Enter in a value box', 'takes the typed value; units may be written'],
  ['Ctrl + Z, Ctrl + Shift + Z', 'undo, redo'],
];

/** The help button and its dialog. */
export const helpDialog = (about: string, keys: readonly Shortcut[]): TemplateResult =>
  html`<button
      type="button"
      class="tool icon"
      aria-label="Help and keys"
      title="Help and keys"
      aria-haspopup="dialog"
      @click=${(event: Event) => ((event.currentTarget as Element).nextElementSibling as HTMLDialogElement).showModal()}
    >
      ?
    </button>
    <dialog
      aria-label="Help"
      @click=${(event: Event) => event.target === event.currentTarget && (event.currentTarget as HTMLDialogElement).close()}
    >
      <form method="dialog">
        <p>${about}</p>
        <h2>Keys</h2>
        <dl class="keys">
          ${[...keys, ...everywhere].map(
            ([key, does]) =>
              html`<div>
                <dt><kbd>${key}</kbd></dt>
                <dd>${does}</dd>
              </div>`,
          )}
        </dl>
        <button class="tool">Close</button>
      </form>
    </dialog>`;
