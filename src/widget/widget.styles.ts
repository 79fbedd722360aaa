import {css, unsafeCSS} from 'lit';
import {heights} from './heights.js';

const kept = unsafeCSS(heights.map(([from, rem]) => `@container (min-width: ${from}px) { .base { min-height: var(--rt-height, ${rem}rem); } }`).join('\n'));

/** The quiet frame every widget stands in. */
export const chrome = css`
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
      min-height: 4lh;
    }
  }
  @container (min-width: 620px) {
    .layout {
      grid-template: auto minmax(14rem, 1fr) repeat(2, auto) / minmax(0, 1fr) 15rem;
      grid-template-areas: 'key key' 'figure beside' 'sentence sentence' 'controls controls';
    }
    .sentence {
      min-height: 3lh;
    }
  }
  @container (min-width: 960px) {
    .layout {
      grid-template-columns: minmax(0, 1fr) 19rem;
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

  /* Controls */
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr));
    gap: 0.75rem 1.5rem;
    align-items: start;
  }
  .control {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
    font-size: 0.875rem;
  }
  .head {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 0.5rem;
  }
  .symbol {
    font-family: var(--rt-math-font, 'STIX Two Math', 'Latin Modern Math', 'Cambria Math', serif);
    font-size: 1.05em;
    color: var(--muted);
    white-space: nowrap;
  }
  .note {
    display: block;
    font-size: 0.8125rem;
    color: var(--muted);
  }
  .error {
    position: absolute;
    inset-inline-end: 0;
    inset-block-end: calc(100% + 4px);
    z-index: 1;
    width: max-content;
    max-width: min(13rem, 80cqi);
    padding: 0.35rem 0.6rem;
    font-size: 0.8125rem;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--lost);
    border-radius: 6px;
    box-shadow: 0 2px 10px rgb(0 0 0 / 0.2);
  }
  .error:empty {
    display: none;
  }
  .box {
    position: relative;
    flex: none;
    max-width: 60%;
  }
  input[type='text'],
  select {
    font: inherit;
    color: inherit;
    background: transparent;
    border: 1px solid transparent;
    border-radius: 4px;
    text-decoration: underline dotted var(--muted);
    text-underline-offset: 4px;
    min-height: 24px;
    padding: 0.1rem 0.35rem;
    max-width: 100%;
  }
  .box input[type='text'] {
    width: 6.5rem;
    text-align: end;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  select {
    background: var(--surface);
    border: 1px solid var(--line);
    min-height: 2rem;
    width: 100%;
  }
  input[type='text']:hover,
  input[type='text']:focus {
    border-color: var(--line);
    background: var(--surface);
  }
  [aria-invalid='true'] {
    border-color: var(--lost) !important;
  }
  [aria-disabled='true'] {
    cursor: not-allowed;
  }
  input[type='range'] {
    --thumb: 1.25rem;
    appearance: none;
    display: block;
    width: 100%;
    height: 1.75rem;
    margin: 0;
    background: transparent;
    touch-action: pan-y;
    cursor: pointer;
  }
  input[type='range']::-webkit-slider-runnable-track {
    height: 4px;
    border-radius: 2px;
    background: linear-gradient(to right, var(--accent) calc(var(--share) * 100%), var(--line) 0);
  }
  input[type='range']::-moz-range-track {
    height: 4px;
    border-radius: 2px;
    background: var(--line);
  }
  input[type='range']::-moz-range-progress {
    height: 4px;
    border-radius: 2px;
    background: var(--accent);
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    width: var(--thumb);
    height: var(--thumb);
    margin-top: calc(2px - var(--thumb) / 2);
    border-radius: 50%;
    border: 2px solid var(--surface);
    background: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }
  input[type='range']::-moz-range-thumb {
    width: 1rem;
    height: 1rem;
    border-radius: 50%;
    border: 2px solid var(--surface);
    background: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }
  input[type='range'][aria-disabled='true'] {
    opacity: 0.55;
  }
  legend,
  .name,
  .menu label {
    padding: 0;
    display: block;
  }
  .number {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: baseline;
    gap: 0 0.5rem;
  }
  .number .box {
    max-width: none;
  }
  .number .note {
    grid-column: 1 / -1;
  }
  .options {
    display: inline-flex;
    flex-wrap: wrap;
    margin-block-start: 0.25rem;
    border: 1px solid var(--line);
    border-radius: 6px;
    overflow: clip;
  }
  .options label {
    position: relative;
    cursor: pointer;
  }
  .options input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .options span {
    display: block;
    min-height: 1.75rem;
    padding: 0.15rem 0.65rem;
    white-space: nowrap;
  }
  .options :checked + span {
    background: var(--accent);
    color: var(--surface);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .options :focus-visible + span {
    outline: 2px solid var(--accent);
    outline-offset: -3px;
    box-shadow: inset 0 0 0 2px var(--surface);
  }

  /* Tools and their panels */
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    align-items: center;
    border-block-start: 1px solid var(--line);
    padding-block-start: 0.35rem;
  }
  .gap {
    flex: 1;
  }
  .tool {
    min-height: 1.75rem;
    min-width: 1.75rem;
    padding: 0.1rem 0.55rem;
    font: inherit;
    font-size: 0.8125rem;
    color: var(--muted);
    background: transparent;
    border: 1px solid transparent;
    border-radius: 6px;
    cursor: pointer;
  }
  .tool:hover {
    color: var(--text);
    border-color: var(--line);
  }
  .tool[aria-expanded]::after {
    content: '▸';
    display: inline-block;
    margin-inline-start: 0.35em;
    font-size: 0.75em;
  }
  .tool[aria-expanded='true'] {
    color: var(--text);
    background: var(--soft);
  }
  .tool[aria-expanded='true']::after {
    content: '▾';
  }
  .tool.link {
    padding-inline: 0;
    text-decoration: underline dotted;
    text-underline-offset: 3px;
    border-color: transparent;
  }
  .tool.icon {
    padding: 0;
    font-size: 1rem;
    line-height: 1;
  }
  .tool[aria-disabled='true'] {
    opacity: 0.45;
    border-color: transparent;
  }
  .panel:not([hidden]) {
    padding: 0.75rem;
    background: var(--soft);
    border-radius: 8px;
    font-size: 0.875rem;
  }
  .panel h3 {
    margin: 0 0 0.35rem;
    font-size: 0.875rem;
    font-weight: 650;
  }
  .deeper {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: 0.9rem 1.5rem;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .saves {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
  }
  .saves .tool {
    border-color: var(--line);
    background: var(--surface);
    color: var(--text);
  }
  .saves .copied {
    flex: 1 1 100%;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-variant-numeric: tabular-nums;
  }
  caption {
    text-align: start;
    font-weight: 650;
    padding-block-end: 0.35rem;
  }
  th,
  td {
    padding: 0.2rem 0.6rem 0.2rem 0;
    text-align: end;
    border-block-end: 1px solid var(--line);
  }
  th {
    font-weight: 550;
  }
  td,
  thead th {
    white-space: nowrap;
  }
  .scroll + .scroll {
    margin-block-start: 1rem;
  }
  tr > :first-child {
    text-align: start;
  }
  .sources,
  .keys {
    margin: 0;
    display: grid;
    gap: 0.5rem;
  }
  .sources dt {
    font-weight: 550;
  }
  .sources dd,
  .keys dd {
    margin: 0;
  }
  .kind {
    font-size: 0.75rem;
    text-transform: uppercase;
    letter-spacing: 0.04em;
    color: var(--muted);
  }
  a {
    color: var(--accent);
  }
  dialog {
    width: min(30rem, calc(100vw - 2rem));
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 10px;
    padding: 1rem 1.25rem;
  }
  dialog h2 {
    margin: 0 0 0.5rem;
    font-size: 1rem;
  }
  form > .tool {
    margin-block-start: 0.75rem;
    border-color: var(--line);
  }
  .keys div {
    display: grid;
    grid-template-columns: minmax(6rem, 11rem) 1fr;
    gap: 0.5rem;
  }
  kbd {
    font: inherit;
    font-weight: 550;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  input[type='range']:focus-visible {
    outline: none;
  }
  input[type='range']:focus-visible::-webkit-slider-thumb {
    outline: 2px solid var(--accent);
    outline-offset: 3px;
  }
  input[type='range']:focus-visible::-moz-range-thumb {
    outline: 2px solid var(--accent);
    outline-offset: 3px;
  }

  /* Charts */
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

  @media (pointer: coarse) {
    input[type='range'] {
      --thumb: 1.75rem;
      height: 2.75rem;
    }
    input[type='text'],
    .tool,
    .beside .options span {
      min-height: 2.75rem;
    }
    .options span {
      display: grid;
      align-items: center;
    }
    .tool.icon {
      min-width: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .options :checked + span {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    input[type='range']::-webkit-slider-runnable-track {
      forced-color-adjust: none;
      background: CanvasText;
    }
    input[type='range']::-moz-range-track {
      background: CanvasText;
    }
    .handle::before {
      forced-color-adjust: none;
      background: Highlight;
      border-color: Canvas;
    }
  }
  @media print {
    :host {
      background: #fff;
      break-inside: avoid;
    }
    .base {
      min-height: 0 !important;
    }
    .controls,
    .tools,
    .panel:not(.table),
    .beside fieldset,
    .press {
      display: none !important;
    }
    .panel.table {
      display: block !important;
      background: none;
      padding: 0;
    }
    .handle {
      display: none;
    }
    .chart {
      contain: none;
      min-height: 0;
    }
    .chart svg,
    .fall svg {
      position: static;
      width: 100%;
      height: auto;
    }
    .panel.table > :not(:first-child) {
      display: none;
    }
    .layout {
      grid-template-rows: auto auto;
    }
    .sentence {
      min-height: 0 !important;
    }
  }
`;
