import {css, unsafeCSS} from 'lit';
import {gaugesHeight} from './brownout-bench-picture.js';

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
    margin-inline-end: 0.75rem;
    line-height: 2rem;
  }
  .head-row .options {
    margin: 0;
  }
  .stage {
    min-height: 15.75rem;
  }
  .stage .handle {
    cursor: ns-resize;
    touch-action: none;
  }
  .tape {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    font-size: 0.8125rem;
    margin-block-start: 0.5rem;
  }
  .tape .play {
    flex: none;
    min-width: 8.6rem;
  }
  .tape .time {
    flex: 1;
    min-width: 0;
    height: 1.5rem;
  }
  .gauges svg {
    display: block;
    width: 100%;
    height: ${unsafeCSS(gaugesHeight)}px;
    overflow: visible;
  }
  .dials {
    margin: 0.9rem 0 0;
    display: grid;
    gap: 0.3rem;
    font-size: 0.8125rem;
  }
  .dials div {
    display: grid;
    grid-template-columns: 6.2rem minmax(0, 1fr);
    gap: 0 0.5rem;
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
  .remedy .tool {
    min-height: 1.5rem;
  }
  .inputs {
    display: grid;
    gap: 0.4rem;
    align-content: start;
  }
  .inputs h3 {
    margin: 0;
  }
  .panel.math {
    contain: paint;
  }
  @media print {
    .tape {
      display: none;
    }
  }
`;
