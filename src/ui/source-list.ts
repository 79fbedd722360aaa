import {html, nothing, type TemplateResult} from 'lit';
import type {Source} from '../core/definition.js';

/** Where each number comes from. */
export const sourceList = (rows: {label: string; value: string; source: Source}[]): TemplateResult =>
  html`<dl class="sources">
    ${rows.map(
      ({label, value, source}) =>
        html`<div>
          <dt>${label}: ${value}</dt>
          <dd>
            <span class="kind">${source.kind}</span> ${source.text}
            ${source.url ? html`<a href=${source.url} target="_blank" rel="noopener">source</a>` : nothing}
          </dd>
        </div>`,
    )}
  </dl>`;
