import {css, unsafeCSS} from 'lit';
import {gaugesHeight} from './draw.js';

/** What is pointed at stands out. */
const lit = unsafeCSS(
  ['curve', 'energy', 'save', 'need', 'min', 'supply']
    .map((name) => `.figure[data-lit='${name}'] .${name} { stroke-width: 4; stroke: var(--accent); }`)
    .join('\n'),
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
  .stage {
    min-height: calc(15.75 * var(--rem));
  }
  .stage .handle {
    cursor: ns-resize;
    touch-action: none;
  }
  .playback {
    display: flex;
    align-items: center;
    gap: calc(0.75 * var(--rem));
    font-size: calc(0.8125 * var(--rem));
    margin-block-start: calc(0.5 * var(--rem));
  }
  .playback .play {
    flex: none;
    min-width: calc(8.6 * var(--rem));
  }
  .playback .time {
    flex: 1;
    min-width: 0;
    height: calc(1.5 * var(--rem));
  }
  .gauges svg {
    display: block;
    width: 100%;
    height: ${unsafeCSS(gaugesHeight)}px;
    overflow: visible;
  }
  .dials {
    margin: calc(0.9 * var(--rem)) 0 0;
    display: grid;
    gap: calc(0.3 * var(--rem));
    font-size: calc(0.8125 * var(--rem));
  }
  .dials div {
    display: grid;
    grid-template-columns: calc(6.2 * var(--rem)) minmax(0, 1fr);
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
  .dials b {
    font-weight: 650;
  }
  .suggestion .tool {
    min-height: calc(1.5 * var(--rem));
  }
  .inputs {
    display: grid;
    gap: calc(0.4 * var(--rem));
    align-content: start;
  }
  .inputs h3 {
    margin: 0;
  }
  .panel.math {
    contain: paint;
  }
  @media print {
    .playback {
      display: none;
    }
  }
`;
