import {css} from 'lit';

/** A chart with its handle. */
export const chart = css`
  .chart {
    position: relative;
    contain: layout size;
    flex: 1 1 auto;
    min-height: 12rem;
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
    box-shadow: 0 0 0 1.5px var(--accent), 0 1px 5px rgb(0 0 0 / 0.35);
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
