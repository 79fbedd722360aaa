import {css, unsafeCSS} from 'lit';
import {heights} from '../heights.js';

/** The height a tag keeps free, as its own least height. */
const kept = unsafeCSS(
  Object.entries(heights)
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
    font: 400 0.9375rem/1.5 var(--rt-font, var(--bs-body-font-family, Inter, system-ui, sans-serif));
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
    gap: 0.75rem;
  }
  .layout {
    flex: 1 1 auto;
    display: grid;
    grid-template: auto minmax(15rem, 1fr) repeat(4, auto) / minmax(0, 1fr);
    grid-template-areas: 'key' 'figure' 'sentence' 'controls' 'beside';
    gap: 0.75rem 1.5rem;
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
      grid-template: auto minmax(14rem, 1fr) repeat(2, auto) / minmax(0, 1fr) 15rem;
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
      grid-template-columns: minmax(0, 1fr) 19rem;
    }
  }
  .second {
    flex: none;
    grid-template: auto minmax(17rem, 1fr) repeat(2, auto) / minmax(0, 1fr);
    grid-template-areas: 'key' 'figure' 'sentence' 'beside';
  }
  @container (min-width: 620px) {
    .second {
      grid-template: auto minmax(14rem, 1fr) auto / minmax(0, 1fr) 15rem;
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
    padding: 0.5rem 0.75rem;
    font-size: 0.875rem;
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
