import {css} from 'lit';

export const styles = css`
  .head-row,
  .scenes,
  .acts {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: calc(0.25 * var(--rem)) calc(0.5 * var(--rem));
  }
  .head-row .menu {
    display: flex;
    align-items: center;
    gap: calc(0.5 * var(--rem));
  }
  .head-row label {
    white-space: nowrap;
  }
  .scenes {
    font-size: calc(0.8125 * var(--rem));
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  .stage {
    font-size: 12.5px;
    line-height: 0;
    flex: none;
    min-height: 220px;
  }
  .stage svg {
    overflow: visible;
    max-width: 100%;
  }
  .hit {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(0.75 * var(--rem));
    margin: calc(0.35 * var(--rem)) 0 calc(0.2 * var(--rem));
    font-size: calc(0.8125 * var(--rem));
  }
  .hit > b::first-letter {
    text-transform: uppercase;
  }
  .turn {
    font-variant-numeric: tabular-nums;
  }
  .means {
    color: var(--muted);
  }
  .hit > .effect {
    margin-inline-start: auto;
    padding: 0 calc(0.5 * var(--rem));
    border: 1px solid currentColor;
    border-radius: var(--rem);
    font-weight: 650;
  }
  .hit > .effect::first-letter {
    text-transform: none;
  }
  .effect[data-effect='masked'] {
    color: var(--muted);
  }
  .effect[data-effect='silent'] {
    color: var(--lost);
  }
  .effect[data-effect='loud'] {
    color: var(--restart);
  }
  .bits {
    display: grid;
    grid-template-columns: repeat(16, minmax(24px, 1fr));
    gap: 2px;
    max-width: calc(30.5 * var(--rem));
    border-radius: 4px;
  }
  .bits.w8 {
    grid-template-columns: repeat(8, minmax(24px, 1fr));
    max-width: calc(20 * var(--rem));
  }
  @container (max-width: 460px) {
    .bits {
      grid-template-columns: repeat(8, minmax(24px, 1fr));
    }
  }
  .bit {
    --field: var(--checkpoint);
    display: grid;
    justify-items: center;
    min-height: calc(2.1 * var(--rem));
    padding-block: 1px;
    font: 600 calc(0.875 * var(--rem))/1.15 var(--rt-mono, ui-monospace, monospace);
    border: 1px solid color-mix(in srgb, var(--field) 55%, transparent);
    border-block-end-width: 3px;
    border-radius: 4px;
    background: color-mix(in srgb, var(--field) 7%, transparent);
    cursor: pointer;
    user-select: none;
  }
  .bit i {
    font: 400 calc(0.6875 * var(--rem))/1.1 var(--rt-font, system-ui);
    color: var(--muted);
  }
  .sign {
    --field: var(--downtime);
  }
  .exponent {
    --field: var(--restart);
  }
  .bit[aria-selected='true'] {
    background: var(--lost);
    border-color: var(--lost);
    color: var(--surface);
  }
  .bit[aria-selected='true'] i {
    color: inherit;
  }
  .bits:focus-visible .at {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .fields {
    display: flex;
    gap: 0 calc(0.9 * var(--rem));
    margin: calc(0.15 * var(--rem)) 0 0;
    font-size: calc(0.75 * var(--rem));
    color: var(--muted);
  }
  .fields [class] {
    --field: var(--checkpoint);
    border-block-start: 3px solid var(--field);
  }
  .fields .sign {
    --field: var(--downtime);
  }
  .fields .exponent {
    --field: var(--restart);
  }
  .guards {
    display: grid;
    font-size: calc(0.78 * var(--rem));
  }
  .guards [role='row'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr) calc(4.7 * var(--rem)) calc(3.5 * var(--rem));
    align-items: center;
    min-height: 24px;
    border-block-end: 1px solid var(--grid);
  }
  .guards .top {
    color: var(--muted);
    font-size: calc(0.75 * var(--rem));
  }
  .guards span {
    white-space: nowrap;
  }
  .guards .costs {
    text-align: end;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  .switch {
    width: 100%;
    min-height: 24px;
    padding: 0;
    font: inherit;
    color: inherit;
    text-align: start;
    /* A name too long for its column takes a second line, as in wide fonts. */
    white-space: normal;
    line-height: 1.2;
    background: none;
    border: 0;
    cursor: pointer;
  }
  .switch::before {
    content: '';
    display: inline-block;
    box-sizing: border-box;
    width: calc(0.7 * var(--rem));
    height: calc(0.7 * var(--rem));
    margin-inline-end: calc(0.35 * var(--rem));
    border: 1.5px solid var(--muted);
    border-radius: 3px;
    vertical-align: -1px;
  }
  .switch[aria-checked='true']::before {
    background: var(--accent);
    border-color: var(--accent);
  }
  .seen .says {
    color: color-mix(in srgb, var(--total) 75%, var(--text));
    font-weight: 650;
  }
  .blind .says {
    color: var(--lost);
  }
  .off {
    color: var(--muted);
  }
  .budget {
    margin: calc(0.4 * var(--rem)) 0 0;
  }
  .loop {
    display: flex;
    height: 10px;
    margin-block-end: 2px;
    background: var(--grid);
    border-radius: 2px;
    overflow: clip;
  }
  .infer {
    background: var(--checkpoint);
  }
  .check {
    background: var(--restart);
  }
  .retry {
    background: repeating-linear-gradient(45deg, var(--checkpoint) 0 2px, transparent 2px 5px);
  }
  .pick .acts {
    gap: calc(0.25 * var(--rem));
  }
  .pick .tool {
    padding-inline: calc(0.4 * var(--rem));
  }
  .twice {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(calc(17 * var(--rem)), 100%), 1fr));
    gap: calc(0.75 * var(--rem)) calc(1.5 * var(--rem));
    align-items: start;
  }
  .campaign th {
    white-space: nowrap;
  }
  .bars :is(td, th) {
    padding-block: 0;
  }
  .bars th[scope='row'] {
    white-space: normal;
  }
  .bars svg {
    display: block;
    width: 100%;
    min-width: calc(4 * var(--rem));
    height: 12px;
  }
  .bars-key {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--rem);
  }
  .bars-key i {
    display: inline-block;
    width: 18px;
    height: 10px;
    margin-inline-end: calc(0.3 * var(--rem));
  }
  .masked {
    fill: var(--grid);
    background: var(--grid);
  }
  .silent {
    fill: var(--lost);
    background: var(--lost);
  }
  .loud {
    fill: var(--restart);
    background: var(--restart);
  }
  .curve {
    display: block;
    width: 100%;
    max-width: calc(24 * var(--rem));
    font-size: 10px;
    fill: var(--muted);
  }
  .curve path {
    fill: none;
    stroke: var(--grid);
  }
  .curve .ten {
    stroke: var(--muted);
  }
  .curve .counted {
    stroke: var(--checkpoint);
    stroke-width: 2;
  }
  .curve .measured {
    stroke: var(--restart);
    stroke-width: 2;
    stroke-dasharray: 5 3;
  }
  .curve .mark {
    stroke-width: 1;
    stroke: var(--lost);
  }
  @media print {
    .budget,
    .scenes .tool {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .switch {
      min-height: calc(2 * var(--rem));
    }
  }
`;
