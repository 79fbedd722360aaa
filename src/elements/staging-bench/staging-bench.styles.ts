import {css, unsafeCSS} from 'lit';

const parts = [
  'HBM',
  'DRAM',
  'need',
  'copy',
  'ssd',
  'upload',
  'limit',
  'training',
  'drain',
  'store-load',
  'stopped',
  'load',
];

/** What is pointed at stands out. */
const lit = unsafeCSS(
  parts.map((name) => `.figure[data-lit='${name}'] .${name} { stroke-width: 3; stroke: var(--accent); }`).join('\n'),
);

export const styles = css`
  ${lit}
  .head-row .control {
    display: flow-root;
  }
  .head-row legend {
    float: left;
    margin-inline-end: calc(0.75 * var(--rem));
    line-height: calc(2 * var(--rem));
  }
  .head-row .options {
    margin: 0;
  }
  @container (max-width: 439px) {
    .head-row legend {
      float: none;
    }
    .head-row .options {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
  }
  /* WebKit lets wide formulas reach out of what scrolls them. */
  .panel.math {
    contain: paint;
  }
  .stage {
    min-height: calc(15 * var(--rem));
  }
  .playback {
    margin-block-start: calc(0.1 * var(--rem));
  }
  .playback .time {
    --half: calc(var(--thumb) / 2);
    width: calc(100% - 48px + var(--thumb));
    margin-inline-start: calc(38px - var(--half));
    height: calc(1.25 * var(--rem));
  }
  .deck {
    display: flex;
    align-items: center;
    gap: calc(0.25 * var(--rem));
    font-size: calc(0.8125 * var(--rem));
  }
  .deck .tool {
    min-height: calc(1.5 * var(--rem));
  }
  @container (max-width: 339px) {
    .deck {
      gap: 0;
    }
    .deck .tool.icon {
      min-width: calc(1.5 * var(--rem));
    }
  }
  .which {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .timer {
    display: grid;
    gap: 0;
    padding: calc(0.35 * var(--rem)) calc(0.6 * var(--rem)) calc(0.4 * var(--rem));
    border-radius: 8px;
    background: var(--soft);
    border-inline-start: 4px solid var(--accent);
    font-size: calc(0.8125 * var(--rem));
  }
  .timer:not(.none) {
    border-color: var(--lost);
  }
  .timer .stop {
    font-size: calc(2.1 * var(--rem));
    line-height: 1.1;
    font-weight: 680;
    font-variant-numeric: tabular-nums;
  }
  .dials {
    margin: calc(0.5 * var(--rem)) 0 0;
    display: grid;
    gap: calc(0.25 * var(--rem));
    font-size: calc(0.8125 * var(--rem));
  }
  .dials div {
    display: grid;
    grid-template-columns: calc(5.4 * var(--rem)) minmax(0, 1fr);
    gap: 0 calc(0.5 * var(--rem));
    line-height: 1.35;
  }
  .dials dt {
    color: var(--muted);
  }
  .dials dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  .dials b,
  .dials strong {
    font-weight: 650;
  }
  .gauge {
    grid-column: 1 / -1;
    display: block;
    width: 100%;
    height: 12px;
    margin-block: 2px;
  }
  .gauge .scale {
    fill: var(--grid);
  }
  .gauge .now {
    fill: var(--checkpoint);
  }
  .gauge path {
    stroke: var(--text);
    stroke-width: 1.5;
  }
  .loads {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(0.75 * var(--rem));
    margin: 0;
    font-size: calc(0.75 * var(--rem));
    color: var(--muted);
  }
  .loads i {
    display: inline-block;
    width: 16px;
    height: 9px;
    margin-inline-end: calc(0.3 * var(--rem));
    background: var(--checkpoint);
    forced-color-adjust: none;
  }
  .loads .training {
    background: color-mix(in srgb, var(--zone) 28%, transparent);
    outline: 1px solid var(--zone);
  }
  .loads .storm {
    background: var(--lost);
  }
  .loads .store {
    height: 0;
    background: none;
    border-block-start: 2px dashed var(--restart);
    vertical-align: middle;
  }
  .suggestion .tool {
    min-height: calc(1.5 * var(--rem));
  }
  .commit .tool:first-child {
    min-height: calc(2.25 * var(--rem));
    background: var(--accent);
    color: var(--surface);
    font-weight: 600;
    padding-inline: var(--rem);
  }
  .runs .scroll {
    max-height: calc(20 * var(--rem));
    overflow-y: auto;
    font-size: calc(0.8125 * var(--rem));
  }
  .runs :is(td, th):nth-child(4) {
    white-space: normal;
    min-width: min(calc(18 * var(--rem)), 50cqi);
    text-align: start;
  }
  @container (max-width: 480px) {
    .drives tr > :nth-child(4) {
      display: none;
    }
    .drives tr > * {
      padding-inline-end: calc(0.35 * var(--rem));
    }
  }
  [data-input='parameters'] .box input[type='text'] {
    width: calc(9 * var(--rem));
  }
  .inputs {
    display: grid;
    gap: calc(0.4 * var(--rem));
    align-content: start;
  }
  .inputs h3,
  .inputs p {
    margin: 0;
  }
  .drives p {
    margin: 0 0 calc(0.5 * var(--rem));
  }
  @media (forced-colors: active) {
    .commit .tool:first-child {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
  @media print {
    .panel.table :is(td, th) {
      white-space: normal;
    }
    .playback,
    .runs {
      display: none;
    }
  }
`;
