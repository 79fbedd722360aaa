import {html, type TemplateResult} from 'lit';

/** What a line or a mark of a picture is, with its number of the moment. */
export interface LegendItem {
  /** A stroke: colour token, width, dashes. */
  line?: readonly [colour: string, width: number, dash?: string, cap?: string];
  /** A mark: a path within ±5, colour tokens of fill and outline. */
  mark?: readonly [path: string, fill: string, outline?: string];
  /** A shaded zone. */
  zone?: true;
  name: string;
  value?: string;
}

/** The key to a picture. */
export const legend = (items: readonly LegendItem[]): TemplateResult =>
  html`<ul class="legend" aria-label="Key">
    ${items.map(
      ({line, mark, zone, name, value}) =>
        html`<li class=${mark ? 'mark' : ''}>
          ${
            line
              ? html`<svg viewBox="0 0 26 10" aria-hidden="true">
                  <line
                    x1="0"
                    x2="26"
                    y1="5"
                    y2="5"
                    stroke="var(--${line[0]})"
                    stroke-width=${line[1]}
                    stroke-dasharray=${line[2] || 'none'}
                    stroke-linecap=${line[3] ?? 'butt'}
                  />
                </svg>`
              : mark
                ? html`<svg viewBox="-6 -5 12 10" aria-hidden="true">
                    <path
                      d=${mark[0]}
                      fill="var(--${mark[1]})"
                      stroke=${mark[2] ? `var(--${mark[2]})` : 'none'}
                      stroke-width="1.2"
                    />
                  </svg>`
                : zone
                  ? html`<span class="zone"></span>`
                  : ''
          }
          ${name}${value === undefined ? '' : html` <b>${value}</b>`}
        </li>`,
    )}
  </ul>`;
