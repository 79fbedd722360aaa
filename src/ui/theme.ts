import {css, unsafeCSS, type CSSResult} from 'lit';
import {darkPalette, palette, type Colour} from '../draw/palette.js';

/** A colour of the book's palette, by the page's scheme. */
const shade = (name: Colour): CSSResult => unsafeCSS(`light-dark(${palette[name]}, ${darkPalette[name]})`);

/** Every colour: an author's --rt-* token first, then the page's, then the book's palette; light and dark. */
export const tokens = css`
  :host {
    color-scheme: light;
    /* Our words are English, on a page of any direction. */
    direction: ltr;
    unicode-bidi: isolate;
    /* A page that shrinks its root to count in tens shrinks nothing here; a reader's larger type enlarges. Our sheets write calc(2 * var(--rem)), never 2rem. */
    --rem: max(1rem, 16px);
    --checkpoint: var(--rt-checkpoint, ${shade('checkpoint')});
    --lost: var(--rt-lost, ${shade('lost')});
    --total: var(--rt-total, ${shade('total')});
    --restart: var(--rt-restart, ${shade('restart')});
    --downtime: var(--rt-downtime, ${shade('downtime')});
    --accent: var(--rt-accent, ${shade('accent')});
    --text: var(--rt-text, var(--bs-body-color, ${shade('text')}));
    --muted: var(--rt-muted, ${shade('muted')});
    --line: var(--rt-line, ${shade('line')});
    --grid: ${shade('grid')};
    --surface: var(--rt-surface, var(--bs-body-bg, ${shade('surface')}));
    --soft: var(--rt-soft, light-dark(#f3f5f7, #2a2e32));
    --zone: var(--rt-zone, ${shade('zone')});
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
