import {css} from 'lit';

export const styles = css`
  .head-row,
  .scenes,
  .acts {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
  }
  .head-row .menu {
    display: flex;
    align-items: center;
    gap: 0.5rem;
  }
  .head-row label {
    white-space: nowrap;
  }
  .scenes {
    font-size: 0.8125rem;
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
    gap: 0 0.75rem;
    margin: 0.35rem 0 0.2rem;
    font-size: 0.8125rem;
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
    padding: 0 0.5rem;
    border: 1px solid currentColor;
    border-radius: 1rem;
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
    max-width: 30.5rem;
    border-radius: 4px;
  }
  .bits.w8 {
    grid-template-columns: repeat(8, minmax(24px, 1fr));
    max-width: 20rem;
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
    min-height: 2.1rem;
    padding-block: 1px;
    font: 600 0.875rem/1.15 var(--rt-mono, ui-monospace, monospace);
    border: 1px solid color-mix(in srgb, var(--field) 55%, transparent);
    border-block-end-width: 3px;
    border-radius: 4px;
    background: color-mix(in srgb, var(--field) 7%, transparent);
    cursor: pointer;
    user-select: none;
  }
  .bit i {
    font: 400 0.6875rem/1.1 var(--rt-font, system-ui);
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
    gap: 0 0.9rem;
    margin: 0.15rem 0 0;
    font-size: 0.75rem;
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
    font-size: 0.78rem;
  }
  .guards [role='row'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 4.7rem 2.9rem;
    align-items: center;
    min-height: 24px;
    border-block-end: 1px solid var(--grid);
  }
  .guards .top {
    color: var(--muted);
    font-size: 0.75rem;
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
    white-space: nowrap;
    background: none;
    border: 0;
    cursor: pointer;
  }
  .switch::before {
    content: '';
    display: inline-block;
    box-sizing: border-box;
    width: 0.7rem;
    height: 0.7rem;
    margin-inline-end: 0.35rem;
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
    margin: 0.4rem 0 0;
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
    gap: 0.25rem;
  }
  .pick .tool {
    padding-inline: 0.4rem;
  }
  .twice {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr));
    gap: 0.75rem 1.5rem;
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
    min-width: 4rem;
    height: 12px;
  }
  .bars-key {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
  }
  .bars-key i {
    display: inline-block;
    width: 18px;
    height: 10px;
    margin-inline-end: 0.3rem;
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
    max-width: 24rem;
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
      min-height: 2rem;
    }
  }
`;
