import {css} from 'lit';

/** A chart with its key, axes and handle. */
export const chart = css`
  .axis {
    font-size: calc(0.8125 * var(--rem));
    color: var(--muted);
    margin: 0 0 calc(0.15 * var(--rem));
  }
  .axis.below {
    margin: 0 14px 0 0;
    text-align: end;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.1 * var(--rem)) calc(0.85 * var(--rem));
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: calc(0.8125 * var(--rem));
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: calc(0.35 * var(--rem));
    white-space: nowrap;
  }
  .legend b {
    display: inline-block;
    min-width: 3.6em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .legend .mark b {
    min-width: 4.2em;
  }
  .legend svg {
    flex: none;
    width: 26px;
    height: 10px;
    overflow: visible;
  }
  @container (max-width: 330px) {
    .legend {
      column-gap: calc(0.6 * var(--rem));
    }
    .legend svg,
    .legend .zone {
      width: 16px;
    }
  }
  .legend .mark svg {
    width: 12px;
  }
  .legend .zone {
    width: 26px;
    height: 10px;
    background: color-mix(in srgb, var(--zone) 22%, transparent);
    outline: 1px dotted var(--zone);
  }
  .chart {
    position: relative;
    contain: layout size;
    flex: 1 1 auto;
    min-height: calc(12 * var(--rem));
    user-select: none;
  }
  .chart svg {
    position: absolute;
    inset: 0;
    display: block;
    overflow: visible;
  }
  .press {
    position: absolute;
    touch-action: pan-y;
    cursor: pointer;
  }
  .handle {
    position: absolute;
    left: -22px;
    top: -22px;
    width: 44px;
    height: 44px;
    display: grid;
    place-items: center;
    touch-action: pan-y;
    cursor: ew-resize;
    border-radius: 50%;
    will-change: transform;
  }
  .handle::before {
    content: '';
    width: 18px;
    height: 18px;
    border-radius: 50%;
    background: var(--accent);
    border: 3px solid var(--surface);
    box-shadow:
      0 0 0 1.5px var(--accent),
      0 1px 5px rgb(0 0 0 / 0.35);
  }
  .handle:hover::before,
  .handle:focus-visible::before {
    width: 22px;
    height: 22px;
  }
  .handle[aria-disabled='true'] {
    cursor: not-allowed;
  }
  .handle[aria-disabled='true']::before {
    background: var(--surface);
    border-color: var(--accent);
  }
`;
