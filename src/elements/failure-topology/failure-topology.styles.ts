import {css, unsafeCSS} from 'lit';
import {timelineLayout, overviewHeight} from './draw/timeline.js';

const px = (length: number) => unsafeCSS(`${length}px`);

/** How far in each level of the tree stands. */
const depths = unsafeCSS(
  [1, 2, 3, 4].map((depth) => `[data-depth='${depth}'] { margin-inline-start: ${depth * 0.7}em; }`).join('\n'),
);

export const styles = css`
  :host {
    --up: light-dark(
      color-mix(in srgb, var(--checkpoint) 46%, var(--surface)),
      color-mix(in srgb, var(--checkpoint) 66%, var(--surface))
    );
    --none: transparent;
  }
  .ink {
    display: none;
  }
  .layout {
    --map: calc(15 * var(--rem));
    grid-template-rows: repeat(5, auto);
  }
  .base {
    gap: calc(0.5 * var(--rem));
  }
  .figure {
    display: grid;
    gap: calc(0.25 * var(--rem)) calc(1.5 * var(--rem));
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
  }
  .bar-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(0.25 * var(--rem)) calc(0.75 * var(--rem));
  }
  .bar-row .toggles,
  .beside .toggles {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.1 * var(--rem)) calc(0.5 * var(--rem));
    font-size: calc(0.8125 * var(--rem));
  }
  .bar-row legend {
    float: left;
  }
  .layout .legend {
    column-gap: calc(0.7 * var(--rem));
  }
  .legend b,
  .legend .mark b {
    min-width: 0;
  }
  .bar-row .options,
  .beside .options {
    margin: 0;
  }
  .bar-row .options span,
  .beside .options span {
    min-height: calc(1.5 * var(--rem));
    padding: calc(0.05 * var(--rem)) calc(0.5 * var(--rem));
    font-size: calc(0.75 * var(--rem));
  }
  .zooms {
    display: inline-flex;
    gap: calc(0.15 * var(--rem));
  }
  .map {
    position: relative;
    block-size: var(--map);
    contain: strict;
    touch-action: pan-y;
    cursor: crosshair;
    user-select: none;
    -webkit-user-select: none;
  }
  .map canvas,
  .strip canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    display: block;
  }
  .map canvas.cells {
    height: calc(100% - 22px);
  }
  .tip {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    margin: 0;
    padding: calc(0.1 * var(--rem)) calc(0.45 * var(--rem));
    font-size: calc(0.75 * var(--rem));
    color: var(--text);
    background: color-mix(in srgb, var(--surface) 92%, transparent);
    border-radius: 4px;
    box-shadow: 0 0 0 1px var(--line);
    pointer-events: none;
  }
  .strip {
    position: relative;
    contain: layout size;
    user-select: none;
    -webkit-user-select: none;
  }
  .detail {
    block-size: ${px(timelineLayout.height)};
  }
  .whole {
    block-size: ${px(overviewHeight)};
    flex: 1 1 calc(12 * var(--rem));
    min-inline-size: calc(10 * var(--rem));
  }
  .handle::before {
    width: 14px;
    height: 14px;
  }
  .handle:hover::before,
  .handle:focus-visible::before {
    width: 18px;
    height: 18px;
  }
  .drive {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.35 * var(--rem)) calc(0.75 * var(--rem));
  }
  .drive .buttons {
    display: inline-flex;
    gap: calc(0.15 * var(--rem));
    align-items: center;
  }
  .drive .tool,
  .zooms .tool {
    color: var(--text);
    border-color: var(--line);
    background: var(--surface);
  }
  .glyph {
    display: block;
    inline-size: 14px;
    block-size: 14px;
    margin: auto;
    background: currentColor;
    forced-color-adjust: none;
  }
  .drive .tool[aria-pressed='true'] {
    background: var(--accent);
    color: var(--surface);
  }
  .drive select {
    inline-size: auto;
    min-height: calc(1.75 * var(--rem));
    padding-block: 0;
    font-size: calc(0.8125 * var(--rem));
  }
  .beside {
    display: flex;
    flex-direction: column;
    gap: calc(0.2 * var(--rem));
    min-width: 0;
    font-size: calc(0.8125 * var(--rem));
  }
  .beside .toggles > legend {
    position: absolute;
    clip-path: inset(50%);
  }
  .counters {
    font-size: calc(0.75 * var(--rem));
    margin: 0;
    padding: 0;
    list-style: none;
    line-height: 1.4;
  }
  .counters b {
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .counters .note,
  .pane .note {
    display: inline;
    font-size: calc(0.75 * var(--rem));
  }
  .pane {
    min-block-size: calc(7.6 * var(--rem));
  }
  .title {
    line-height: 1.25;
    margin: 0;
    font-weight: 650;
  }
  .copies [role='row']:not(.unseen) {
    display: grid;
    grid-template-columns: calc(7.2 * var(--rem)) minmax(0, 1fr);
    align-items: center;
  }
  .copies .where [role='cell'] {
    grid-column: 1 / -1;
  }
  .copies s {
    color: var(--lost);
    text-decoration-thickness: 2px;
  }
  .copies .where fieldset {
    flex-wrap: nowrap;
  }
  .copies .where .options span {
    min-height: calc(1.4 * var(--rem));
    padding-block: 0;
    padding-inline: calc(0.4 * var(--rem));
  }
  .copies .used {
    background: color-mix(in srgb, var(--lost) 12%, transparent);
    font-weight: 650;
  }
  .copies .off [role='cell'] {
    color: var(--muted);
  }
  .copies .bar {
    display: block;
    block-size: 3px;
    inline-size: calc(100% * var(--share));
    background: var(--lost);
  }
  .switch {
    display: inline-flex;
    align-items: center;
    gap: calc(0.4 * var(--rem));
    min-block-size: 24px;
    padding: 0;
    white-space: nowrap;
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    cursor: pointer;
  }
  .switch::before {
    content: '';
    inline-size: 22px;
    block-size: 12px;
    border-radius: 6px;
    border: 1px solid var(--muted);
    background: radial-gradient(circle at 6px 50%, var(--muted) 3.5px, transparent 4px);
  }
  .switch[aria-checked='true']::before {
    border-color: var(--accent);
    background: radial-gradient(circle at calc(100% - 6px) 50%, var(--surface) 3.5px, var(--accent) 4px);
  }
  .switch[aria-disabled='true']::before {
    opacity: 0.5;
  }
  .feed {
    margin: 0;
    padding: 0;
    list-style: none;
    block-size: calc(9.5 * var(--rem));
    overflow-y: auto;
  }
  .feed li {
    margin-block-end: calc(0.35 * var(--rem));
  }
  .feed .tool.link {
    padding: 0;
    min-height: 24px;
    color: var(--accent);
    font-weight: 600;
  }
  .tree {
    block-size: calc(9.5 * var(--rem));
    overflow-y: auto;
  }
  [role='treeitem'] {
    min-block-size: 24px;
    padding-inline: calc(0.25 * var(--rem));
    border-radius: 4px;
    cursor: pointer;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  [role='treeitem']::before {
    content: '·';
    display: inline-block;
    inline-size: 1em;
    color: var(--muted);
  }
  [role='treeitem'][aria-expanded='false']::before {
    content: '▸';
  }
  [role='treeitem'][aria-expanded='true']::before {
    content: '▾';
  }
  ${depths}
  [role='treeitem'][aria-selected='true'] {
    background: var(--soft);
    box-shadow: inset 0 0 0 1.5px var(--accent);
  }
  .controls .box input[type='text'] {
    width: calc(5.2 * var(--rem));
  }
  .advanced h3 {
    grid-column: 1 / -1;
    margin-block-start: calc(0.25 * var(--rem));
  }
  .sentence {
    min-height: 7lh;
  }
  @container (min-width: 340px) {
    .sentence {
      min-height: 6lh;
    }
  }
  @container (min-width: 420px) {
    .sentence {
      min-height: 5lh;
    }
  }
  @container (min-width: 620px) {
    .layout {
      --map: calc(12.8 * var(--rem));
      gap: calc(0.4 * var(--rem)) calc(1.5 * var(--rem));
      grid-template: auto auto auto auto / minmax(0, 1fr) calc(16 * var(--rem));
      grid-template-areas: 'key key' 'figure figure' 'sentence sentence' 'controls controls';
    }
    .figure {
      grid-template-columns: minmax(0, 1fr) calc(16 * var(--rem));
    }
    .figure > .detail,
    .figure > .drive {
      grid-column: 1 / -1;
    }
    .figure > .map,
    .figure > .bar-row {
      grid-column: 1;
    }
    .beside {
      grid-area: figure;
      justify-self: end;
      align-self: start;
      inline-size: calc(16 * var(--rem));
      max-block-size: calc(var(--map) + calc(2.3 * var(--rem)));
      z-index: 1;
    }
    .pane {
      flex: 1 1 auto;
      min-block-size: 0;
      display: grid;
      align-content: start;
    }
    .feed,
    .tree {
      block-size: auto;
      max-block-size: 100%;
    }
    .sentence {
      min-height: 4lh;
    }
  }
  @container (min-width: 720px) {
    .sentence {
      min-height: 3lh;
    }
  }
  @container (min-width: 960px) {
    .layout {
      --map: calc(21 * var(--rem));
    }
    .figure {
      grid-template-columns: minmax(0, 1fr) calc(19 * var(--rem));
    }
    .beside {
      inline-size: calc(19 * var(--rem));
    }
  }
  @media (pointer: coarse) {
    .bar-row .options span,
    .drive .tool,
    .zooms .tool,
    .drive select,
    .switch,
    [role='treeitem'] {
      min-height: calc(2.5 * var(--rem));
    }
    .bar-row .options span {
      padding-inline: calc(0.7 * var(--rem));
    }
  }
  @media (pointer: coarse) {
    @container (min-width: 620px) {
      .layout {
        --map: calc(19.5 * var(--rem));
      }
    }
  }
  @media (forced-colors: active) {
    :host {
      --up: color-mix(in srgb, CanvasText 46%, Canvas);
    }
    .switch::before {
      forced-color-adjust: none;
    }
    .drive .tool[aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .copies .bar {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
  @media print {
    .bar-row,
    .drive .buttons,
    .beside > .toggles,
    .pane > .toggles,
    .tip {
      display: none !important;
    }
    .switch::before {
      display: none;
    }
  }
`;
