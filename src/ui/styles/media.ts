import {css} from 'lit';

/** Fingers, forced colours and paper; comes last. */
export const media = css`
  @media (pointer: coarse) {
    input[type='range'] {
      --thumb: calc(1.75 * var(--rem));
      height: calc(2.75 * var(--rem));
    }
    input[type='text'],
    .tool,
    .beside .options span {
      min-height: calc(2.75 * var(--rem));
    }
    .options span {
      display: grid;
      align-items: center;
    }
    .tool.icon {
      min-width: calc(2.75 * var(--rem));
    }
  }
  @media (forced-colors: active) {
    .options :checked + span {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    input[type='range']::-webkit-slider-runnable-track {
      forced-color-adjust: none;
      background: CanvasText;
    }
    input[type='range']::-moz-range-track {
      background: CanvasText;
    }
    .handle::before {
      forced-color-adjust: none;
      background: Highlight;
      border-color: Canvas;
    }
  }
  @media print {
    :host {
      background: #fff;
      break-inside: avoid;
    }
    .base {
      min-height: 0 !important;
    }
    .controls,
    .tools,
    .panel:not(.table),
    .beside fieldset,
    .press {
      display: none !important;
    }
    .panel.table {
      display: block !important;
      background: none;
      padding: 0;
    }
    .handle {
      display: none;
    }
    .chart {
      contain: none;
      min-height: 0;
    }
    .chart svg,
    .fall svg {
      position: static;
      width: 100%;
      height: auto;
    }
    .panel.table > :not(:first-child) {
      display: none;
    }
    .layout {
      grid-template-rows: auto auto;
    }
    .sentence {
      min-height: 0 !important;
    }
  }
`;
