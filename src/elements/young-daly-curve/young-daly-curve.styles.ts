import {css, unsafeCSS} from 'lit';
import {fleetStyles} from './fleet.styles.js';
import {lines, marks} from './young-daly-curve-plot.js';
import {waterfallHeight} from './young-daly-curve-waterfall.js';

/** What is pointed at stands out: the other lines step back, a mark gets a ring. */
const lit = unsafeCSS(
  [
    `.figure[data-lit]:not([data-lit='']) :is(${lines.map((name) => `.${name}`).join()}) { opacity: 0.25; }`,
    ...lines.map((name) => `.figure[data-lit='${name}'] .${name} { opacity: 1; }`),
    ...marks.map(
      (name) =>
        `.figure[data-lit='${name}'] .marks .${name} { stroke: var(--accent); stroke-width: 5; paint-order: stroke; }`,
    ),
  ].join('\n'),
);

export const styles = css`
  ${fleetStyles}
  ${lit}
  .compare p {
    margin: 0 0 0.5rem;
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
