import {css} from 'lit';

/** The fleet view: a handle that shows what stands under it, and the panel about doubling. */
export const fleetStyles = css`
  .fleet .handle::before {
    background: transparent;
    border-color: var(--accent);
    box-shadow:
      0 0 0 1.5px var(--surface),
      inset 0 0 0 1.5px var(--surface);
  }
  .doubling {
    font-size: calc(0.8125 * var(--rem));
  }
  .doubling p,
  .doubling ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .doubling > p {
    font-weight: 650;
  }
  .doubling li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 calc(0.5 * var(--rem));
    align-items: baseline;
    margin-block-start: calc(0.5 * var(--rem));
    padding-inline-start: calc(0.5 * var(--rem));
    border-inline-start: 3px solid transparent;
  }
  .doubling li[aria-current] {
    border-color: var(--accent);
  }
  .doubling b {
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .doubling .bar,
  .doubling .note {
    grid-column: 1 / -1;
  }
  .doubling .bar {
    position: relative;
    block-size: 8px;
    background: color-mix(in srgb, var(--grid) 60%, transparent);
  }
  .doubling .bar i {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    background: var(--checkpoint);
  }
  .doubling .now i {
    background: var(--muted);
  }
  .doubling .bar .was {
    inset-block: -3px;
    background: none;
    border-inline-end: 2px solid var(--text);
  }
  .doubling .buttons {
    display: flex;
    gap: calc(0.35 * var(--rem));
    margin-block-start: calc(0.6 * var(--rem));
  }
  .doubling .buttons .tool {
    color: var(--text);
    border-color: var(--line);
    background: var(--surface);
  }
  .doubling .buttons .tool[aria-disabled='true'] {
    border-color: var(--line);
  }
  @media (pointer: coarse) {
    .doubling .buttons .tool {
      padding-inline: calc(0.9 * var(--rem));
    }
  }
  @media (forced-colors: active) {
    .doubling .bar {
      forced-color-adjust: none;
      background: Canvas;
      outline: 1px solid CanvasText;
    }
    .doubling .bar i:not(.was) {
      background: Highlight;
    }
    .doubling .now i {
      background: var(--muted);
    }
    .doubling .bar .was {
      border-color: CanvasText;
    }
    .fleet .handle::before {
      background: transparent;
      border-color: Highlight;
    }
  }
  @media print {
    .doubling .buttons {
      display: none;
    }
  }
`;
