import {css} from 'lit';
import {controls} from '../ui/styles/controls.js';
import {tokens} from '../ui/theme.js';

/** A formula in rows, aligned at its equals signs and symbol over number. */
const rows = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--text);
    font: 400 calc(0.9375 * var(--rem))/1.5 var(--rt-font, var(--bs-body-font-family, Inter, system-ui, sans-serif));
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  :host(:state(alone)) .base {
    padding: calc(0.75 * var(--rem));
    background: var(--soft);
    border-radius: 8px;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  math {
    font-family: var(--rt-math-font, 'STIX Two Math', 'Latin Modern Math', 'Cambria Math', math, serif);
  }
  /* Without a font for mathematics the sign of the root leans on what follows it. */
  msqrt > :first-child {
    padding-inline-start: 0.2em;
  }
  .base {
    display: grid;
    grid-template-columns: minmax(0, 1fr); /* a wide formula scrolls in its row instead of widening the box */
    gap: calc(0.75 * var(--rem));
    font-size: calc(0.875 * var(--rem));
  }
  .menu {
    display: flex;
    align-items: center;
    gap: calc(0.75 * var(--rem));
  }
  .menu select {
    width: auto;
    max-width: 100%;
    min-width: 0;
  }
  .rows {
    display: grid;
    grid-template-columns: auto auto minmax(0, 1fr);
    align-items: center;
    gap: calc(0.4 * var(--rem)) calc(0.5 * var(--rem));
    font-size: calc(1.0625 * var(--rem));
    overflow-x: auto;
    contain: paint; /* WebKit lets a wide formula run out otherwise */
    padding-block: calc(0.25 * var(--rem));
  }
  .rows math {
    display: inline math;
    math-style: normal;
  }
  .equals.second {
    grid-column: 2;
  }
  .result {
    font-size: calc(1.25 * var(--rem));
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    padding-inline-start: calc(0.25 * var(--rem));
  }
  .none {
    font-size: calc(0.875 * var(--rem));
    font-weight: 400;
    color: var(--muted);
  }
  .right {
    white-space: nowrap;
  }
  .slot {
    display: inline-block;
    width: calc(var(--letters, 4) * 0.6em + 0.7em);
    text-align: center;
    border-radius: 4px;
  }
  .number {
    font: 550 calc(0.9375 * var(--rem))/1.4 var(--rt-font, var(--bs-body-font-family, Inter, system-ui, sans-serif));
    font-variant-numeric: tabular-nums;
    color: inherit;
  }
  .right .symbol .slot {
    width: auto;
  }
  .numbers {
    position: relative;
    inline-size: max-content;
  }
  .numbers .slot {
    block-size: 28px;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    pointer-events: none;
  }
  .numbers .again {
    pointer-events: auto;
    cursor: pointer;
  }
  .under {
    opacity: 0;
  }
  input.number[type='text'] {
    font: 550 calc(0.9375 * var(--rem))/1.4 var(--rt-font, var(--bs-body-font-family, Inter, system-ui, sans-serif));
    position: absolute;
    translate: 0 -50%;
    min-height: 26px;
    padding: 0;
    text-align: center;
    color: var(--accent);
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 4px;
    text-decoration: none;
    touch-action: pan-y;
    cursor: ew-resize;
  }
  input.number:focus {
    cursor: text;
  }
  input.number[type='text']:read-only {
    color: inherit;
    background: var(--soft);
    cursor: not-allowed;
  }
  .lit,
  .names .lit {
    background: color-mix(in srgb, var(--accent) 22%, var(--surface));
    box-shadow: 0 0 0 2px var(--accent);
    border-radius: 4px;
  }
  .names {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(calc(17 * var(--rem)), 100%), 1fr));
    gap: calc(0.2 * var(--rem)) calc(1.25 * var(--rem));
    margin: 0;
  }
  .names div {
    display: flex;
    gap: calc(0.6 * var(--rem));
    align-items: baseline;
    padding-inline: calc(0.25 * var(--rem));
  }
  .names dt {
    flex: none;
    min-width: calc(1.6 * var(--rem));
  }
  .names dd {
    margin: 0;
    color: var(--muted);
  }
  .holds {
    margin: 0;
    color: var(--muted);
  }
  .holds strong {
    color: var(--text);
  }
  .letter {
    font-family: var(--rt-math-font, 'STIX Two Math', 'Latin Modern Math', 'Cambria Math', math, serif);
  }
  .source {
    display: block;
    font-size: calc(0.8125 * var(--rem));
  }
  a {
    color: var(--accent);
  }
  .notice,
  .problem {
    margin: 0;
    padding: calc(0.4 * var(--rem)) calc(0.6 * var(--rem));
    border-inline-start: 3px solid var(--restart);
    background: var(--surface);
    overflow-wrap: anywhere;
  }
  .notice ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  summary {
    min-height: 24px;
    cursor: pointer;
    font-weight: 550;
  }
  .steps {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    overflow-x: auto;
    contain: paint; /* as for the rows */
    gap: calc(0.6 * var(--rem));
    margin: calc(0.5 * var(--rem)) 0 0;
    padding-inline-start: calc(1.4 * var(--rem));
  }
  .steps span {
    display: block;
  }
  .steps math {
    font-size: calc(1.0625 * var(--rem));
    padding-block: calc(0.2 * var(--rem));
    text-align: start;
    display: inline math;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
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
`;

/** The reader's own formula. */
const own = css`
  .own > :not(summary) {
    margin-block: calc(0.5 * var(--rem)) 0;
  }
  .typing {
    display: flex;
    align-items: center;
    gap: calc(0.5 * var(--rem));
  }
  .typing input {
    flex: 1;
    min-width: 0;
    min-height: calc(2 * var(--rem));
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
    text-decoration: none;
    border: 1px solid var(--line);
    background: var(--surface);
  }
  .own p {
    margin: 0;
  }
  .own .hint {
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  .problem code {
    display: block;
    white-space: pre-wrap;
  }
  mark {
    color: inherit;
    background: color-mix(in srgb, var(--lost) 30%, transparent);
    text-decoration: underline wavy var(--lost);
  }
  .understood {
    overflow-x: auto;
    contain: paint;
    padding-block: calc(0.2 * var(--rem));
  }
  .understood math {
    font-size: calc(1.0625 * var(--rem));
    display: inline math;
  }
  .against {
    margin: 0;
    max-width: 340px;
  }
  .against svg {
    display: block;
    max-width: 100%;
    height: auto;
  }
  .against figcaption {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.2 * var(--rem)) calc(0.9 * var(--rem));
    font-size: calc(0.8125 * var(--rem));
    color: var(--muted);
  }
  .against span::before {
    content: '';
    display: inline-block;
    width: 1.6em;
    margin-inline-end: 0.35em;
    vertical-align: 0.3em;
    border-block-start: 3px solid var(--total);
  }
  .against .dashed::before {
    border-block-start: 2px dashed var(--accent);
  }
  @media (pointer: coarse) {
    input.number[type='text'],
    summary,
    .typing input {
      min-height: calc(2.75 * var(--rem));
    }
    .numbers .slot {
      block-size: calc(2.75 * var(--rem));
    }
  }
  @media print {
    .menu,
    details {
      display: none;
    }
    input.number[type='text'] {
      border: 0;
    }
  }
`;

export const styles = [tokens, controls, rows, own];
