import {css} from 'lit';

/** Every colour: an author's --rt-* token first, then the page's, then the book's palette; light and dark. */
export const tokens = css`
  :host {
    color-scheme: light;
    /* Our words are English, on a page of any direction. */
    direction: ltr;
    unicode-bidi: isolate;
    /* A page that shrinks its root to count in tens shrinks nothing here; a reader's larger type enlarges. Our sheets write calc(2 * var(--rem)), never 2rem. */
    --rem: max(1rem, 16px);
    --checkpoint: var(--rt-checkpoint, light-dark(#006395, #5fb4e5));
    --lost: var(--rt-lost, light-dark(#cb202d, #ff8088));
    --total: var(--rt-total, light-dark(#008f45, #4fce88));
    --restart: var(--rt-restart, light-dark(#cc5500, #ffa057));
    --downtime: var(--rt-downtime, light-dark(#7a5195, #c9a2e6));
    --accent: var(--rt-accent, light-dark(#1f407a, #6b9fd4));
    --text: var(--rt-text, var(--bs-body-color, light-dark(#212529, #e6e8ea)));
    --muted: var(--rt-muted, light-dark(#545b62, #b0b7bd));
    --line: var(--rt-line, light-dark(#ced4da, #4a5158));
    --grid: light-dark(#d3d9de, #454c53);
    --surface: var(--rt-surface, var(--bs-body-bg, light-dark(#ffffff, #1b1d1f)));
    --soft: var(--rt-soft, light-dark(#f3f5f7, #2a2e32));
    --zone: var(--rt-zone, light-dark(#6c757d, #9aa3ab));
    --plot-background: transparent;
  }
  :host(:state(dark)) {
    color-scheme: dark;
  }
  @media (prefers-contrast: more) {
    :host {
      --muted: var(--text);
      --line: var(--text);
    }
  }
  @media (forced-colors: active) {
    :host {
      --checkpoint: CanvasText;
      --lost: CanvasText;
      --total: Highlight;
      --restart: CanvasText;
      --downtime: CanvasText;
      --accent: Highlight;
      --text: CanvasText;
      --muted: CanvasText;
      --line: CanvasText;
      --grid: GrayText;
      --surface: Canvas;
      --soft: Canvas;
      --zone: GrayText;
    }
  }
  @media print {
    :host,
    :host(:state(dark)) {
      color-scheme: light;
      --text: #000;
      --muted: #333;
      --surface: #fff;
      --soft: #fff;
      print-color-adjust: exact;
    }
  }
`;
