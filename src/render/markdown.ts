import type {Source} from '../core/definition.js';
import type {Table} from '../core/table.js';

/** Text that means itself in Markdown: no maths, no table, no emphasis. */
export const markdownText = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>$|]/g, '\\$&');

const row = (cells: readonly string[]): string => `| ${cells.map(markdownText).join(' | ')} |`;

/** A pipe table under its caption. */
export const markdownTable = ({caption, columns, rows}: Table): string =>
  [
    `**${markdownText(caption)}**`,
    '',
    row(columns),
    `|${columns.map((_, i) => (i ? '--:' : '---')).join('|')}|`,
    ...rows.map(row),
  ].join('\n');

/** Where the numbers come from, as a list. */
export const markdownSources = (sources: ReadonlyArray<{label: string; value: string; source: Source}>): string =>
  sources
    .map(
      ({label, value, source}) =>
        `- ${markdownText(`${label}: ${value} (${source.kind}). ${source.text}`)}${source.url ? ` <${source.url}>` : ''}`,
    )
    .join('\n');
