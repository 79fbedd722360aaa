import {css, unsafeCSS} from 'lit';
import {waterfallHeight} from './young-daly-curve-waterfall.js';

export const styles = css`
  .axis {
    font-size: 0.8125rem;
    color: var(--muted);
    margin: 0 0 0.15rem;
  }
  .axis.below {
    margin: 0 14px 0 0;
    text-align: end;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.85rem;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 0.8125rem;
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
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
      column-gap: 0.6rem;
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
  .fall-head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 0.25rem 0.75rem;
    margin-block-end: 0.25rem;
    font-size: 0.8125rem;
  }
  .fall-head p {
    margin: 0;
    font-size: 0.8125rem;
    font-weight: 650;
  }
  .fall-head legend {
    position: absolute;
    clip-path: inset(50%);
  }
  .fall-head .options {
    margin: 0;
  }
  .fall-head .options span {
    padding: 0.05rem 0.5rem;
    min-height: 1.5rem;
    font-size: 0.75rem;
  }
  @media (pointer: coarse) {
    .fall-head .options span {
      min-height: 2.75rem;
      padding-inline: 0.75rem;
    }
  }
  .fall {
    min-height: ${unsafeCSS(waterfallHeight)}px;
  }
  .fall svg {
    display: block;
  }
`;
