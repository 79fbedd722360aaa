import {css} from 'lit';

export const styles = css`
  .lock {
    display: flex;
    flex-direction: column;
    gap: calc(0.75 * var(--rem));
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.25 * var(--rem)) calc(1.5 * var(--rem));
    margin: 0;
    font-size: calc(0.875 * var(--rem));
  }
  .facts div {
    display: flex;
    gap: calc(0.4 * var(--rem));
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
    gap: calc(0.4 * var(--rem));
    margin: 0;
    padding: 0;
    border: 0;
  }
  .choices label {
    display: flex;
    align-items: center;
    gap: calc(0.6 * var(--rem));
    min-height: calc(2.25 * var(--rem));
    padding: calc(0.25 * var(--rem)) calc(0.75 * var(--rem));
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
    width: calc(1.1 * var(--rem));
    height: calc(1.1 * var(--rem));
    margin: 0;
    accent-color: var(--accent);
  }
  .number-answer {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: baseline;
    gap: 0 calc(0.75 * var(--rem));
    max-width: calc(30 * var(--rem));
  }
  .number-answer > input,
  .number-answer > p {
    grid-column: 1 / -1;
  }
  .number-answer .box {
    max-width: none;
  }
  .number-answer input[type='text'] {
    width: calc(6 * var(--rem));
    border-color: var(--zone);
    background: var(--surface);
    text-decoration: none;
  }
  .unset {
    --accent: var(--zone);
  }
  .chart-answer {
    position: relative;
    padding-inline-start: calc(0.25 * var(--rem));
  }
  .axis {
    font-size: calc(0.75 * var(--rem));
    color: var(--muted);
  }
  .field {
    position: relative;
    height: calc(9 * var(--rem));
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
    inset-block-start: calc(0.4 * var(--rem));
    inset-inline: calc(0.6 * var(--rem));
    color: var(--muted);
    font-size: calc(0.875 * var(--rem));
    text-align: start;
  }
  .hint[hidden] {
    display: none;
  }
  .mark {
    position: absolute;
    inset-block-end: calc(-0.6 * var(--rem));
    width: calc(1.2 * var(--rem));
    height: calc(1.2 * var(--rem));
    margin-inline-start: calc(-0.6 * var(--rem));
    background: var(--accent);
    border: 2px solid var(--surface);
    transform: rotate(45deg);
    box-shadow: 0 0 0 1px var(--accent);
  }
  .ticks {
    position: relative;
    height: calc(1.5 * var(--rem));
    margin-block: calc(0.35 * var(--rem));
    font-size: calc(0.75 * var(--rem));
    color: var(--muted);
  }
  .ticks span {
    position: absolute;
    transform: translateX(-50%);
    white-space: nowrap;
  }
  .chart-answer .number-answer {
    margin-block-start: calc(0.5 * var(--rem));
  }
  .reveal:focus {
    outline: none;
  }
  .reveal {
    display: flex;
    flex-direction: column;
    gap: calc(0.6 * var(--rem));
  }
  .score {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(calc(9 * var(--rem)), 100%), 1fr));
    gap: calc(0.5 * var(--rem)) calc(1.5 * var(--rem));
    margin: 0;
  }
  .score dd {
    font-size: calc(1.25 * var(--rem));
    line-height: 1.3;
  }
  .score dt {
    font-size: calc(0.8125 * var(--rem));
  }
  .why {
    margin: 0;
    padding: 0;
    list-style: none;
    display: grid;
    gap: calc(0.4 * var(--rem));
    font-size: calc(0.875 * var(--rem));
  }
  .why b {
    font-weight: 650;
  }
  .bench {
    position: relative;
    margin-block-start: calc(0.75 * var(--rem));
  }
  .closed {
    min-height: calc(7 * var(--rem));
  }
  .closed ::slotted(*) {
    visibility: hidden;
    max-height: calc(12 * var(--rem));
    overflow: clip;
  }
  .veil {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: var(--rem);
    text-align: center;
    color: var(--muted);
    border: 1px dashed var(--zone);
    border-radius: 10px;
    background: repeating-linear-gradient(135deg, transparent 0 9px, var(--soft) 9px 18px);
  }
  .veil span {
    padding: calc(0.25 * var(--rem)) calc(0.75 * var(--rem));
    background: var(--surface);
    border-radius: 6px;
  }
`;
