import {css} from 'lit';

export const styles = css`
  .mission {
    gap: calc(1.5 * var(--rem));
  }
  h2,
  h3 {
    margin: 0;
    line-height: 1.25;
    text-wrap: balance;
  }
  h2:focus {
    outline: none;
  }
  h2 {
    font-size: calc(1.375 * var(--rem));
  }
  h3 {
    font-size: var(--rem);
  }
  .pace {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: grid;
    grid-template-columns: repeat(3, 1fr) auto;
    gap: calc(0.35 * var(--rem));
    padding-block: calc(0.5 * var(--rem));
    background: var(--surface);
  }
  .pace button {
    display: grid;
    gap: calc(0.25 * var(--rem));
    min-width: 0;
    min-height: calc(2.25 * var(--rem));
    padding: calc(0.25 * var(--rem)) calc(0.5 * var(--rem));
    font: inherit;
    font-size: calc(0.8125 * var(--rem));
    text-align: start;
    color: var(--text);
    background: transparent;
    border: 1px solid transparent;
    border-radius: 6px;
    cursor: pointer;
  }
  .pace button:hover {
    border-color: var(--line);
  }
  .pace [aria-current='step'] {
    background: var(--soft);
    font-weight: 650;
  }
  .pace [aria-disabled='true'] {
    color: var(--muted);
    cursor: not-allowed;
  }
  .pace span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bar {
    display: block;
    height: 6px;
    border-radius: 3px;
    background: var(--line);
    overflow: hidden;
  }
  .bar i {
    display: block;
    height: 100%;
    background: var(--total);
  }
  .role {
    display: grid;
    gap: calc(0.35 * var(--rem));
  }
  .trouble {
    padding: calc(0.5 * var(--rem)) calc(0.75 * var(--rem));
    border: 1px solid var(--restart);
    border-radius: 6px;
  }
  .part {
    display: flex;
    flex-direction: column;
    gap: calc(1.1 * var(--rem));
  }
  .brief {
    font-size: calc(1.0625 * var(--rem));
  }
  .tasks {
    display: grid;
    gap: calc(0.35 * var(--rem));
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .tasks li {
    display: grid;
    grid-template-columns: calc(1.5 * var(--rem)) 1fr;
  }
  .tasks li::before {
    content: '○';
    color: var(--muted);
  }
  .tasks .done::before {
    content: '✓';
    color: var(--total);
    font-weight: 700;
  }
  .tasks .done {
    color: var(--muted);
  }
  .bench-sheet {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(0.75 * var(--rem));
    padding-block-start: calc(0.75 * var(--rem));
    border-block-start: 1px solid var(--line);
  }
  .observe {
    padding: calc(0.75 * var(--rem)) var(--rem);
    border: 1px solid var(--line);
    border-radius: 10px;
  }
  .next {
    align-items: baseline;
  }
  @container (max-width: 480px) {
    .pace {
      position: static;
      grid-template-columns: 1fr 1fr;
    }
    .pace span {
      white-space: normal;
    }
  }
  @media print {
    .pace {
      display: none;
    }
    .part,
    .bench-sheet {
      display: block;
    }
    .part + .part {
      break-before: page;
    }
    h2,
    h3,
    .brief,
    .tasks {
      break-after: avoid;
    }
  }
`;
