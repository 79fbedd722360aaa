import {css, unsafeCSS} from 'lit';
import {fleetStyles} from './fleet.styles.js';
import {lines, marks} from './draw/curve.js';
import {waterfallHeight} from './draw/waterfall.js';

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
    margin: 0 0 calc(0.5 * var(--rem));
  }
  .fall-head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: calc(0.25 * var(--rem)) calc(0.75 * var(--rem));
    margin-block-end: calc(0.25 * var(--rem));
    font-size: calc(0.8125 * var(--rem));
  }
  .fall-head p {
    margin: 0;
    font-size: calc(0.8125 * var(--rem));
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
    padding: calc(0.05 * var(--rem)) calc(0.5 * var(--rem));
    min-height: calc(1.5 * var(--rem));
    font-size: calc(0.75 * var(--rem));
  }
  @media (pointer: coarse) {
    .fall-head .options span {
      min-height: calc(2.75 * var(--rem));
      padding-inline: calc(0.75 * var(--rem));
    }
  }
  .fall {
    min-height: ${unsafeCSS(waterfallHeight)}px;
  }
  .fall svg {
    display: block;
  }
`;
