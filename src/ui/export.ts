import {html, nothing, type TemplateResult} from 'lit';
import {toCSV, type Table} from '../core/table.js';
import {version} from '../core/version.js';

/** What a widget can give away. */
export interface ExportAction {
  name: string;
  tables(): Table[];
  svg(): string;
  json(): object;
  tag(): string;
  link(): string | undefined;
}

type Say = (text: string) => void;

/** The save panel: data, picture, link. */
export function exportActions(what: ExportAction, say: Say): TemplateResult {
  const file = (label: string, type: string, text: () => string) =>
    html`<button
      type="button"
      class="tool"
      @click=${() => {
        download(new Blob([text()], {type}), `${what.name}.${label.toLowerCase()}`);
        say(`${label} saved.`);
      }}
    >
      ${label}
    </button>`;
  const link = what.link();
  return html`<div class="saves">
    ${file('CSV', 'text/csv', () => what.tables().map(toCSV).join('\r\n'))}
    ${file('JSON', 'application/json', () => JSON.stringify({library: `reliability-tax ${version}`, ...what.json()}, null, 2))}
    ${file('SVG', 'image/svg+xml', what.svg)}
    <button
      type="button"
      class="tool"
      @click=${async () => {
        download(await toPNG(what.svg()), `${what.name}.png`);
        say('PNG saved.');
      }}
    >
      PNG
    </button>
    ${link === undefined ? nothing : html`<button type="button" class="tool" @click=${(event: Event) => copy(link, event, say)}>Copy link</button>`}
    <button type="button" class="tool" @click=${(event: Event) => copy(what.tag(), event, say)}>Copy tag</button>
    <input type="text" class="copied" readonly hidden aria-label="Text to copy" />
  </div>`;
}

export function download(blob: Blob, name: string): void {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
}

/** Copies; where the page may not, shows the text selected instead. */
async function copy(text: string, event: Event, say: Say): Promise<void> {
  const box = (event.target as Element).parentElement!.querySelector<HTMLInputElement>('.copied')!;
  try {
    await navigator.clipboard.writeText(text);
    box.hidden = true;
    say('Copied.');
  } catch {
    box.hidden = false;
    box.value = text;
    box.select();
    say('Copying is blocked here; the text is selected.');
  }
}

/** The picture at twice its size. */
export async function toPNG(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}
