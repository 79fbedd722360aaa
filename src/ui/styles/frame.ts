import {css, unsafeCSS} from 'lit';
import {reservedHeights} from '../reserved-heights.js';

/** The height a tag keeps free, as its own least height. */
const kept = unsafeCSS(
  Object.entries(reservedHeights)
    .flatMap(([selector, steps]) =>
      steps.map(
        ([from, rem]) =>
          `@container (min-width: ${from}px) { :host(:is(${selector})) .base { min-height: var(--rt-height, calc(${rem} * var(--rem))); } }`,
      ),
    )
    .join('\n'),
);

/** The quiet frame every widget stands in. */
export const frame = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--text);
    font: 400 calc(0.9375 * var(--rem))/1.5 var(--rt-font, var(--bs-body-font-family, Inter, system-ui, sans-serif));
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .base {
    display: flex;
    flex-direction: column;
    gap: calc(0.75 * var(--rem));
  }
  .layout {
    flex: 1 1 auto;
    display: grid;
    grid-template: auto minmax(calc(15 * var(--rem)), 1fr) repeat(4, auto) / minmax(0, 1fr);
    grid-template-areas: 'key' 'figure' 'sentence' 'controls' 'beside';
    gap: calc(0.75 * var(--rem)) calc(1.5 * var(--rem));
  }
  .key {
    grid-area: key;
  }
  .figure {
    grid-area: figure;
  }
  .sentence {
    grid-area: sentence;
    min-height: 8lh;
  }
  .controls {
    grid-area: controls;
  }
  .beside {
    grid-area: beside;
  }
  ${kept}
  @container (min-width: 340px) {
    .sentence {
      min-height: 7lh;
    }
  }
  @container (min-width: 420px) {
    .sentence {
      min-height: 5lh;
    }
  }
  @container (min-width: 620px) {
    .layout {
      grid-template: auto minmax(calc(14 * var(--rem)), 1fr) repeat(2, auto) / minmax(0, 1fr) calc(15 * var(--rem));
      grid-template-areas: 'key key' 'figure beside' 'sentence sentence' 'controls controls';
    }
    .sentence {
      min-height: 4lh;
    }
  }
  @container (min-width: 720px) {
    .sentence {
      min-height: 3lh;
    }
  }
  @container (min-width: 960px) {
    .layout {
      grid-template-columns: minmax(0, 1fr) calc(19 * var(--rem));
    }
  }
  .second {
    flex: none;
    grid-template: auto minmax(calc(17 * var(--rem)), 1fr) repeat(2, auto) / minmax(0, 1fr);
    grid-template-areas: 'key' 'figure' 'sentence' 'beside';
  }
  @container (min-width: 620px) {
    .second {
      grid-template: auto minmax(calc(14 * var(--rem)), 1fr) auto / minmax(0, 1fr) calc(15 * var(--rem));
      grid-template-areas: 'key key' 'figure beside' 'sentence sentence';
    }
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .figure {
    position: relative;
    display: flex;
    flex-direction: column;
  }
  .sentence {
    margin: 0;
    contain: layout;
  }
  .sentence strong {
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .notice {
    margin: 0;
    padding: calc(0.5 * var(--rem)) calc(0.75 * var(--rem));
    font-size: calc(0.875 * var(--rem));
    background: var(--soft);
    border-inline-start: 3px solid var(--restart);
    border-radius: 4px;
    overflow-wrap: anywhere;
  }

  .notice ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
`;
