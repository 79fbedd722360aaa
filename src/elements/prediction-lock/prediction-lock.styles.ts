import {css} from 'lit';

export const styles = css`
  .lock {
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
    margin: 0;
    font-size: 0.875rem;
  }
  .facts div {
    display: flex;
    gap: 0.4rem;
  }
  dt {
    color: var(--muted);
  }
  dd {
    margin: 0;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .choices {
    display: grid;
    gap: 0.4rem;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .choices label {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-height: 2.25rem;
    padding: 0.25rem 0.75rem;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 8px;
    cursor: pointer;
  }
  .choices label:has(:checked) {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
    font-weight: 600;
  }
  .choices input {
    width: 1.1rem;
    height: 1.1rem;
    margin: 0;
    accent-color: var(--accent);
  }
  .number-answer {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: baseline;
    gap: 0 0.75rem;
    max-width: 30rem;
  }
  .number-answer > input,
  .number-answer > p {
    grid-column: 1 / -1;
  }
  .number-answer .box {
    max-width: none;
  }
  .number-answer input[type='text'] {
    width: 6rem;
    border-color: var(--zone);
    background: var(--surface);
    text-decoration: none;
  }
  .unset {
    --accent: var(--zone);
  }
  .chart-answer {
    position: relative;
    padding-inline-start: 0.25rem;
  }
  .axis {
    font-size: 0.75rem;
    color: var(--muted);
  }
  .field {
    position: relative;
    height: 9rem;
    background: var(--surface);
    border: 1px solid var(--zone);
    border-width: 0 0 1px 1px;
    cursor: crosshair;
    touch-action: pan-y;
  }
  .field svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .rule {
    stroke: var(--grid);
    vector-effect: non-scaling-stroke;
  }
  .set {
    stroke: var(--accent);
    stroke-width: 2;
    stroke-dasharray: 5 4;
    vector-effect: non-scaling-stroke;
  }
  .hint {
    position: absolute;
    inset-block-start: 0.4rem;
    inset-inline: 0.6rem;
    color: var(--muted);
    font-size: 0.875rem;
    text-align: start;
  }
  .hint[hidden] {
    display: none;
  }
  .mark {
    position: absolute;
    inset-block-end: -0.6rem;
    width: 1.2rem;
    height: 1.2rem;
    margin-inline-start: -0.6rem;
    background: var(--accent);
    border: 2px solid var(--surface);
    transform: rotate(45deg);
    box-shadow: 0 0 0 1px var(--accent);
  }
  .ticks {
    position: relative;
    height: 1.5rem;
    margin-block: 0.35rem;
    font-size: 0.75rem;
    color: var(--muted);
  }
  .ticks span {
    position: absolute;
    transform: translateX(-50%);
    white-space: nowrap;
  }
  .chart-answer .number-answer {
    margin-block-start: 0.5rem;
  }
  .reveal:focus {
    outline: none;
  }
  .reveal {
    display: flex;
    flex-direction: column;
    gap: 0.6rem;
  }
  .score {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9rem, 100%), 1fr));
    gap: 0.5rem 1.5rem;
    margin: 0;
  }
  .score dd {
    font-size: 1.25rem;
    line-height: 1.3;
  }
  .score dt {
    font-size: 0.8125rem;
  }
  .why {
    margin: 0;
    padding: 0;
    list-style: none;
    display: grid;
    gap: 0.4rem;
    font-size: 0.875rem;
  }
  .why b {
    font-weight: 650;
  }
  .bench {
    position: relative;
    margin-block-start: 0.75rem;
  }
  .closed {
    min-height: 7rem;
  }
  .closed ::slotted(*) {
    visibility: hidden;
    max-height: 12rem;
    overflow: clip;
  }
  .veil {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 1rem;
    text-align: center;
    color: var(--muted);
    border: 1px dashed var(--zone);
    border-radius: 10px;
    background: repeating-linear-gradient(135deg, transparent 0 9px, var(--soft) 9px 18px);
  }
  .veil span {
    padding: 0.25rem 0.75rem;
    background: var(--surface);
    border-radius: 6px;
  }
`;
