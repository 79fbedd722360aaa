import {css, html, nothing} from 'lit';
import {trackIds, tracks, type TrackId} from '../../mission/tracks.js';
import {LedgerElement} from '../../ui/ledger-element.js';
import {register} from '../../ui/register.js';

const styles = css`
  .tracks {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(calc(18 * var(--rem)), 100%), 1fr));
    gap: calc(0.75 * var(--rem));
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    margin-block-end: calc(0.5 * var(--rem));
    font-weight: 650;
  }
  label {
    position: relative;
    display: block;
    padding: calc(0.75 * var(--rem)) calc(0.9 * var(--rem));
    border: 1px solid var(--line);
    border-radius: 10px;
    cursor: pointer;
  }
  label:has(:checked) {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 2px var(--accent);
    background: var(--soft);
  }
  label:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  input {
    position: absolute;
    inset-block-start: calc(0.95 * var(--rem));
    inset-inline-end: calc(0.9 * var(--rem));
    width: calc(1.1 * var(--rem));
    height: calc(1.1 * var(--rem));
    margin: 0;
    accent-color: var(--accent);
  }
  input:focus-visible {
    outline: none;
  }
  b {
    display: block;
    padding-inline-end: calc(1.75 * var(--rem));
    font-size: calc(1.0625 * var(--rem));
  }
  span {
    display: block;
    font-size: calc(0.875 * var(--rem));
  }
  .crisis {
    margin-block-start: calc(0.35 * var(--rem));
    color: var(--muted);
  }
`;

/**
 * Who the reader is in the mission. The choice is written in the ledger; every lock, note and report of the same ledger
 * follows it.
 *
 * @summary Lets the reader choose one of the mission’s four tracks.
 * @tagname track-picker
 * @slot - Fallback: the tracks as text; not shown once the element runs.
 * @attr {string} track - The track chosen. One of: `cloud`, `edge`, `mobile`, `tiny`.
 * @attr {string} ledger - Name of the ledger the choice is written in; it outlasts the page.
 * @fires {CustomEvent} rt-track - The reader chose; `detail.track` is its id.
 * @csspart base - All of it.
 */
export class TrackPicker extends LedgerElement {
  static override styles = [...LedgerElement.styles, styles];

  static override properties = {picked: {state: true}};

  /** Marked, and not yet begun. */
  declare private picked: TrackId | undefined;

  #begin(track: TrackId): void {
    this.picked = undefined;
    if (this.track !== undefined) this.track = track;
    void this.ledgerStore.add({kind: 'track', track});
    this.emit('rt-track', {track});
    this.announcer.say(() => `${tracks[track].name}. ${tracks[track].persona}`);
  }

  /** The track chosen so far, or undefined. */
  get chosen(): string | undefined {
    return this.track ?? this.ledgerStore.of('track').at(-1)?.track;
  }

  protected override render(): unknown {
    const {chosen, picked} = this;
    const at = picked ?? chosen;
    return html`<div part="base" class="base">
      <fieldset class="tracks">
        <legend>Who are you?</legend>
        ${trackIds.map(
          (id) =>
            html`<label
              ><b>${tracks[id].name}</b><span>${tracks[id].persona} ${tracks[id].northStar}</span
              ><span class="crisis">${tracks[id].crisis}</span>
              <input type="radio" name="track" value=${id} .checked=${id === at} @change=${() => (this.picked = id)}
            /></label>`,
        )}
      </fieldset>
      ${picked && picked !== chosen ? html`<button type="button" class="primary" @click=${() => this.#begin(picked)}>Begin as ${tracks[picked].name}</button>` : nothing}
      ${this.announcer.region()}
    </div>`;
  }

  static define(): void {
    register('track-picker', TrackPicker);
  }
}
