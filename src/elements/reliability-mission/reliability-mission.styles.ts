import {css} from 'lit';

export const styles = css`
  .mission {
    gap: 1.5rem;
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
    font-size: 1.375rem;
  }
  h3 {
    font-size: 1rem;
  }
  .pace {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: grid;
    grid-template-columns: repeat(3, 1fr) auto;
    gap: 0.35rem;
    padding-block: 0.5rem;
    background: var(--surface);
  }
  .pace button {
    display: grid;
    gap: 0.25rem;
    min-width: 0;
    min-height: 2.25rem;
    padding: 0.25rem 0.5rem;
    font: inherit;
    font-size: 0.8125rem;
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
    gap: 0.35rem;
  }
  .trouble {
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--restart);
    border-radius: 6px;
  }
  .part {
    display: flex;
    flex-direction: column;
    gap: 1.1rem;
  }
  .brief {
    font-size: 1.0625rem;
  }
  .tasks {
    display: grid;
    gap: 0.35rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .tasks li {
    display: grid;
    grid-template-columns: 1.5rem 1fr;
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
    gap: 0.75rem;
    padding-block-start: 0.75rem;
    border-block-start: 1px solid var(--line);
  }
  .observe {
    padding: 0.75rem 1rem;
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
