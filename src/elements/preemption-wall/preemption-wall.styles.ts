import {css, unsafeCSS} from 'lit';
import {drawingHeights} from './draw.js';

const parts = ['fixed', 'base', 'deltas', 'wall', 'flash', 'saves', 'lost', 'kills'];
/** What is pointed at stands out. */
const lit = unsafeCSS(
  parts.map((name) => `.figure[data-lit='${name}'] .${name}`).join(',') +
    ' { filter: drop-shadow(0 0 2px var(--accent)) drop-shadow(0 0 1px var(--accent)); }',
);

export const styles = css`
  ${lit}
  .layout {
    grid-template: repeat(2, auto) 1fr auto / minmax(0, 1fr) !important;
    grid-template-areas: 'key' 'figure' 'sentence' 'controls' !important;
    row-gap: calc(0.375 * var(--rem));
  }
  .base {
    gap: calc(0.375 * var(--rem));
  }
  .sentence {
    min-height: 5lh;
  }
  @container (min-width: 420px) {
    .sentence {
      min-height: 3lh;
    }
  }
  @container (min-width: 620px) {
    .controls {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  @container (min-width: 720px) {
    .sentence {
      min-height: 2lh;
    }
  }
  .beside {
    display: none;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(0.9 * var(--rem));
    font-size: calc(0.8125 * var(--rem));
    color: var(--muted);
  }
  .key .now {
    font-size: calc(1.5 * var(--rem));
    line-height: 1.2;
    font-weight: 680;
    font-variant-numeric: tabular-nums;
    color: var(--text);
  }
  .key .late {
    color: var(--lost);
  }
  .key b {
    color: var(--text);
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .figure {
    gap: calc(0.25 * var(--rem));
  }
  .figure .chart {
    flex: none;
    min-height: 0;
  }
  .bar {
    height: ${drawingHeights.resume}px;
  }
  .strip {
    height: ${drawingHeights.session}px;
  }
  .deck {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.25 * var(--rem));
  }
  .replayed {
    flex: 1 1 calc(14 * var(--rem));
    margin: 0;
    font-size: calc(0.8125 * var(--rem));
    color: var(--muted);
    min-height: 2lh;
  }
  @container (max-width: 480px) {
    .replayed {
      order: 1;
      flex-basis: 100%;
      min-height: 4lh;
    }
  }
  .suggestion {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    align-content: start;
    align-items: baseline;
    gap: calc(0.25 * var(--rem)) calc(0.6 * var(--rem));
    min-height: calc(1.9 * var(--rem));
  }
  .suggestion .name {
    font-weight: 650;
  }
  .suggestion .tool {
    min-height: calc(1.5 * var(--rem));
  }
  @container (max-width: 400px) {
    .suggestion {
      min-height: 5.5lh;
    }
  }
  .panel.math {
    contain: paint;
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
  @media print {
    .deck .tool {
      display: none;
    }
    .bar svg,
    .strip svg {
      position: absolute;
      width: auto;
    }
  }
`;
