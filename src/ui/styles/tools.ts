import {css} from 'lit';

/** The row of tools and the panels it opens. */
export const tools = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.25 * var(--rem));
    align-items: center;
    border-block-start: 1px solid var(--line);
    padding-block-start: calc(0.35 * var(--rem));
  }
  .gap {
    flex: 1;
  }
  .tool {
    min-height: calc(1.75 * var(--rem));
    min-width: calc(1.75 * var(--rem));
    padding: calc(0.1 * var(--rem)) calc(0.55 * var(--rem));
    font: inherit;
    font-size: calc(0.8125 * var(--rem));
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
    font-size: var(--rem);
    line-height: 1;
  }
  .tool[aria-disabled='true'] {
    opacity: 0.45;
    border-color: transparent;
  }
  .panel:not([hidden]) {
    padding: calc(0.75 * var(--rem));
    background: var(--soft);
    border-radius: 8px;
    font-size: calc(0.875 * var(--rem));
  }
  .panel h3 {
    margin: 0 0 calc(0.35 * var(--rem));
    font-size: calc(0.875 * var(--rem));
    font-weight: 650;
  }
  .advanced {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(calc(14 * var(--rem)), 100%), 1fr));
    gap: calc(0.9 * var(--rem)) calc(1.5 * var(--rem));
  }
  .wide {
    grid-column: 1 / -1;
  }
  .saves {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.35 * var(--rem));
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.35 * var(--rem));
  }
  .tool.boxed,
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
    padding-block-end: calc(0.35 * var(--rem));
  }
  th,
  td {
    padding: calc(0.2 * var(--rem)) calc(0.6 * var(--rem)) calc(0.2 * var(--rem)) 0;
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
    margin-block-start: var(--rem);
  }
  tr > :first-child {
    text-align: start;
  }
  .sources,
  .keys {
    margin: 0;
    display: grid;
    gap: calc(0.5 * var(--rem));
  }
  .sources dt {
    font-weight: 550;
  }
  .sources dd,
  .keys dd {
    margin: 0;
  }
  .kind {
    font-size: calc(0.75 * var(--rem));
    text-transform: uppercase;
    letter-spacing: 0.04em;
    color: var(--muted);
  }
  a {
    color: var(--accent);
  }
  dialog {
    width: min(calc(30 * var(--rem)), calc(100vw - calc(2 * var(--rem))));
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 10px;
    padding: var(--rem) calc(1.25 * var(--rem));
  }
  dialog h2 {
    margin: 0 0 calc(0.5 * var(--rem));
    font-size: var(--rem);
  }
  form > .tool {
    margin-block-start: calc(0.75 * var(--rem));
    border-color: var(--line);
  }
  .keys div {
    display: grid;
    grid-template-columns: minmax(calc(6 * var(--rem)), calc(11 * var(--rem))) 1fr;
    gap: calc(0.5 * var(--rem));
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
`;
