import {css} from 'lit';

/** Sliders, boxes, toggles and menus. */
export const controls = css`
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(calc(11 * var(--rem)), 100%), 1fr));
    gap: calc(0.75 * var(--rem)) calc(1.5 * var(--rem));
    align-items: start;
  }
  .control {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
    font-size: calc(0.875 * var(--rem));
  }
  .control[data-lit] {
    border-radius: 6px;
    box-shadow: 0 0 0 4px color-mix(in srgb, var(--accent) 22%, transparent);
  }
  .head {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: calc(0.5 * var(--rem));
  }
  .symbol {
    font-family: var(--rt-math-font, 'STIX Two Math', 'Latin Modern Math', 'Cambria Math', serif);
    font-size: 1.05em;
    color: var(--muted);
    white-space: nowrap;
  }
  .note {
    display: block;
    font-size: calc(0.8125 * var(--rem));
    color: var(--muted);
  }
  .error,
  .reading {
    position: absolute;
    inset-inline-end: 0;
    inset-block-end: calc(100% + 4px);
    z-index: 1;
    width: max-content;
    max-width: min(calc(13 * var(--rem)), 80cqi);
    padding: calc(0.35 * var(--rem)) calc(0.6 * var(--rem));
    font-size: calc(0.8125 * var(--rem));
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--lost);
    border-radius: 6px;
    box-shadow: 0 2px 10px rgb(0 0 0 / 0.2);
  }
  .reading {
    border-color: var(--line);
  }
  .error:empty,
  .reading:empty {
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
    padding: calc(0.1 * var(--rem)) calc(0.35 * var(--rem));
    max-width: 100%;
  }
  .box input[type='text'] {
    width: calc(6.5 * var(--rem));
    text-align: end;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  select {
    contain: paint; /* WebKit lets a long choice run out otherwise */
    background: var(--surface);
    border: 1px solid var(--line);
    min-height: calc(2 * var(--rem));
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
    --thumb: calc(1.25 * var(--rem));
    appearance: none;
    display: block;
    width: 100%;
    height: calc(1.75 * var(--rem));
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
    width: var(--rem);
    height: var(--rem);
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
    gap: 0 calc(0.5 * var(--rem));
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
    margin-block-start: calc(0.25 * var(--rem));
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
    min-height: calc(1.75 * var(--rem));
    padding: calc(0.15 * var(--rem)) calc(0.65 * var(--rem));
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
`;
