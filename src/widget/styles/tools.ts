import {css} from 'lit';

/** The row of tools and the panels it opens. */
export const tools = css`
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
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
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
`;
