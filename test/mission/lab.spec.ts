/**
 * The lab page from a folder, without a server, played by keyboard alone: every track from the first lock to the exported
 * report, with a reload in the middle; then the grader reads what came out.
 */
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {spawnSync} from 'node:child_process';
import puppeteer, {type Browser, type KeyInput, type Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, it} from 'vitest';
import {paths} from '../../scripts/browsers.mjs';
import {gradeText} from '../../src/render/grade-command.js';
import {trackIds, tracks, type TrackId} from '../../src/mission/tracks.js';
import {sample} from '../support/sample.js';

const chromium = paths.chromium();
const cli = new URL('../../dist/cli.js', import.meta.url).pathname;
const lab = pathToFileURL(new URL('../../examples/lab.html', import.meta.url).pathname).href;
const words =
  'Every node has to be up, so the whole fails as often as all of them together; that is what my numbers show.';

/** How long a state is waited for, and how often it is looked for, milliseconds. */
const patience = 100_000;
const pace = 50;

let folder: string;

/** Runs in the page: the element with the focus, and what it is called. */
const focused = () => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at) return {name: '', host: '', type: '', checked: false};
  const root = at.getRootNode() as ShadowRoot;
  const labels = [...((at as HTMLInputElement).labels ?? [])].map((label) => label.textContent);
  const by = (at.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => root.getElementById?.(id)?.textContent ?? '');
  return {
    name: [at.getAttribute('aria-label'), ...by, ...labels, at.textContent]
      .filter(Boolean)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim(),
    host: root.host?.localName ?? '',
    type: `${at.localName} ${at.getAttribute('type') ?? at.getAttribute('role') ?? ''}`,
    checked: (at as HTMLInputElement).checked === true,
  };
};

class Reader {
  constructor(readonly page: Page) {}

  /** Tabs on until the focus is on what is wanted; all the way round if need be. */
  async tabTo(host: string, name: RegExp, type = '', from: 'here' | 'top' = 'here'): Promise<void> {
    if (from === 'top') await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const seen: string[] = [];
    for (let i = 0; i < 400; i++) {
      await this.page.keyboard.press('Tab');
      const at = await this.page.evaluate(focused);
      if (at.host === host && name.test(at.name) && at.type.includes(type)) return;
      seen.push(`${at.host}: ${at.type} “${at.name.slice(0, 40)}”`);
    }
    throw new Error(`no way by Tab to ${host} ${name}; passed:\n${[...new Set(seen)].join('\n')}`);
  }

  async press(...keys: KeyInput[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.down('Control');
    await this.page.keyboard.press('a');
    await this.page.keyboard.up('Control');
    await this.page.keyboard.type(text);
  }

  /** Writes a sentence: a word key by key, the rest as a reader pastes it, for each key draws the page anew. */
  async write(text: string): Promise<void> {
    const word = text.indexOf(' ');
    await this.page.keyboard.type(text.slice(0, word));
    await this.page.keyboard.sendCharacter(text.slice(word));
  }

  /** Types a number into the box of an input of a widget. */
  async set(host: string, label: RegExp, text: string): Promise<void> {
    await this.tabTo(host, label, 'input text');
    await this.noted(host, async () => {
      await this.type(text);
      await this.press('Enter');
    });
  }

  /** Does what changes a widget, and waits until the ledger has the reading: two that follow at once are written as one. */
  async noted(host: string, change: () => Promise<void>): Promise<void> {
    const readings = async () =>
      (await this.entries()).filter(({kind, element}) => kind === 'reading' && element === host).length;
    const before = await readings();
    await change();
    await this.until(`a reading of ${host} is written`, async () => (await readings()) > before);
  }

  /** What the ledger of the page holds. */
  entries(): Promise<
    Array<{
      kind: string;
      question?: string;
      element?: string;
      inputs?: {watch?: string};
      record?: {solved?: boolean};
    }>
  > {
    return this.page.evaluate(() => {
      const mission = document.querySelector('reliability-mission')!;
      const ledger = mission.shadowRoot!.querySelector('design-ledger') as HTMLElement & {
        toJSON(): {entries: Array<{kind: string}>};
      };
      return ledger?.toJSON().entries ?? [];
    });
  }

  async until(what: string, check: () => Promise<boolean>): Promise<void> {
    for (let i = 0; i < patience / pace; i++) {
      if (await check()) return;
      await new Promise((resolve) => setTimeout(resolve, pace));
    }
    throw new Error(
      `waited in vain until ${what}; ${await this.page.evaluate(() => document.querySelector('reliability-mission')!.shadowRoot!.querySelector('.next')?.textContent ?? '')}`,
    );
  }

  async predict(kind: 'choice' | 'number'): Promise<void> {
    const before = (await this.entries()).filter((entry) => entry.kind === 'prediction').length;
    if (kind === 'choice') {
      await this.tabTo('prediction-lock', /./, 'input radio', 'top');
      await this.press('ArrowDown');
    } else {
      await this.tabTo('prediction-lock', /./, 'input range', 'top');
      await this.press('ArrowLeft', 'PageUp');
    }
    await this.tabTo('prediction-lock', /Lock in/);
    await this.press('Enter');
    await this.until(
      'the prediction is written',
      async () => (await this.entries()).filter((entry) => entry.kind === 'prediction').length > before,
    );
    await this.until('the answer has the focus', async () =>
      /^You predicted/.test((await this.page.evaluate(focused)).name),
    );
    await this.tabTo('prediction-lock', /One sentence/, 'textarea');
    await this.write(words);
    await this.tabTo('prediction-lock', /Save and go on/);
    await this.press('Enter');
    await this.until(
      'the explanation is written',
      async () => (await this.entries()).filter((entry) => entry.kind === 'explanation').length > before,
    );
  }

  async reflect(which = /./): Promise<void> {
    const reflections = async () => (await this.entries()).filter(({kind}) => kind === 'reflection').length;
    const before = await reflections();
    await this.tabTo('reflection-note', which, 'textarea');
    await this.write(words);
    await this.press('Tab');
    await this.until('the reflection is written', async () => (await reflections()) > before);
  }

  async goOn(name: RegExp): Promise<void> {
    await this.tabTo('reliability-mission', name, 'button');
    await this.press('Enter');
    await this.until('the next part has the focus', async () => !name.test((await this.page.evaluate(focused)).name));
  }
}

async function audit(reader: Reader, id: TrackId): Promise<void> {
  await reader.predict('choice');
  await reader.predict('number');
  const nodes = await reader.page.evaluate(
    () =>
      (
        document.querySelector('reliability-mission')!.shadowRoot!.querySelector('young-daly-curve') as HTMLElement & {
          value: {nodes: number};
        }
      ).value.nodes,
  );
  if (id === 'cloud') await reader.set('young-daly-curve', /^Nodes/, String(2 * nodes));
  else {
    await reader.tabTo('young-daly-curve', /^Double it/, 'button');
    await reader.noted('young-daly-curve', () => reader.press('Enter'));
  }
  await reader.tabTo('young-daly-curve', /Write time/, 'range');
  await reader.noted('young-daly-curve', () => reader.press('PageDown', 'PageDown', 'PageDown'));
  await reader.tabTo('young-daly-curve', /Interval/, 'range');
  await reader.noted('young-daly-curve', () => reader.press('o'));
  await reader.reflect();
  await reader.goOn(/Go on/);
}

async function staging(reader: Reader): Promise<void> {
  await reader.predict('number');
  await reader.tabTo('staging-bench', /Blocking S3|Local SSD|Async DRAM|Peer DRAM/, 'radio', 'top');
  // It opens on Async DRAM.
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowRight', 'ArrowRight'] as const)
    await reader.noted('staging-bench', () => reader.press(key));
  const runs = async () => (await reader.entries()).filter((entry) => entry.kind === 'run').length;
  for (let i = 1; i <= 10; i++) {
    await reader.tabTo('staging-bench', /Commit run/, 'button');
    await reader.press('Enter');
    await reader.until(`run ${i} is written`, async () => (await runs()) >= i);
    if (i === 10 || (await reader.entries()).some((entry) => entry.record?.solved === true)) break;
    // The buffer of the second bench: it stands before its own button.
    await reader.page.keyboard.down('Shift');
    for (let back = 0; back < 40; back++) {
      await reader.press('Tab');
      const at = await reader.page.evaluate(focused);
      if (at.host === 'staging-bench' && /buffer/i.test(at.name) && at.type.includes('range')) break;
    }
    await reader.page.keyboard.up('Shift');
    await reader.press('ArrowLeft');
  }
  await reader.reflect();
  await reader.goOn(/Go on/);
}

/** A number that a widget of the mission shows. */
const valueOf = (reader: Reader, tag: string, path: string): Promise<number> =>
  reader.page.evaluate(
    (at, key) => {
      const widget = document.querySelector('reliability-mission')!.shadowRoot!.querySelector(at) as HTMLElement & {
        value: Record<string, number>;
      };
      return widget.value[key];
    },
    tag,
    path,
  );

async function wall(reader: Reader): Promise<void> {
  const tag = 'preemption-wall';
  await reader.predict('number');
  await reader.set(tag, /Longest chain/, '500');
  await reader.set(tag, /Longest chain/, String(await valueOf(reader, tag, 'maxChain')));
  await reader.tabTo(tag, /^More/, 'button');
  await reader.press('Enter');
  await reader.set(tag, /Bytes of the base/, `${(await valueOf(reader, tag, 'base')) / 2} B`);
  await reader.reflect();
  await reader.goOn(/Go on/);
}

async function brownout(reader: Reader): Promise<void> {
  const tag = 'brownout-bench';
  await reader.predict('number');
  await reader.tabTo(tag, /FeRAM|flash/i, 'radio', 'top');
  await reader.noted(tag, () => reader.press('ArrowRight'));
  await reader.noted(tag, () => reader.press('ArrowLeft'));
  const most = await valueOf(reader, tag, 'maxState');
  await reader.set(tag, /State to save/, `${Math.floor(most / 1.5)} B`);
  await reader.set(tag, /State to save/, `${2 * most} B`);
  await reader.reflect();
  await reader.goOn(/Go on/);
}

async function detective(reader: Reader): Promise<void> {
  await reader.predict('choice');
  await reader.tabTo('sdc-detective', /^Bits of/, 'listbox');
  // The flip it opened with is put right, and the least bit flipped in its place: harmless. Then back, three steps.
  await reader.noted('sdc-detective', () => reader.press('Enter'));
  await reader.noted('sdc-detective', () => reader.press('End', 'Enter'));
  for (let i = 0; i < 2; i++) {
    await reader.noted('sdc-detective', async () => {
      await reader.page.keyboard.down('Control');
      await reader.press('z');
      await reader.page.keyboard.up('Control');
    });
  }
  // All off but the CRC and the alarm on the loss.
  for (const name of [/^ECC/, /^Activation check/, /live sums/, /^Range/, /^Canary/, /one RAM/, /own copy/, /^Three/]) {
    await reader.tabTo('sdc-detective', name, 'button');
    await reader.press('Enter');
  }
  await reader.until('the choice of detectors is written', async () =>
    (await reader.entries()).some(({kind, inputs}) => kind === 'reading' && inputs?.watch === 'crc loss'),
  );
  await reader.tabTo('sdc-detective', /^More/, 'button');
  await reader.press('Enter');
  await reader.tabTo('sdc-detective', /^Inject 500/, 'button');
  await reader.press('Enter');
  await reader.until('the campaign is written', async () =>
    (await reader.entries()).some((entry) => entry.kind === 'run' && entry.element === 'sdc-detective'),
  );
  await reader.reflect();
  await reader.goOn(/Go on/);
}

const second: Readonly<Record<TrackId, (reader: Reader) => Promise<void>>> = {
  cloud: staging,
  edge: staging,
  mobile: wall,
  tiny: brownout,
};

describe.skipIf(!chromium)('the lab page, by keyboard, from a folder', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lab-'));
  });
  afterAll(() => rmSync(folder, {recursive: true, force: true}));

  // A browser each, so that each has the focus; they mostly wait.
  const launch = (): Promise<Browser> =>
    puppeteer.launch({
      executablePath: chromium,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-quic',
      ],
    });

  it.concurrent.for(sample(trackIds, 1, 13))(
    '%s: from the first lock to a report that the grader accepts',
    async (id, {expect, onTestFinished}) => {
      const browser = await launch();
      onTestFinished(() => browser.close());
      const [page] = await browser.pages();
      // Small, for each Tab draws the page anew.
      await page.setViewport({width: 640, height: 360});
      const wrong: string[] = [];
      page.on('pageerror', (error) => wrong.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
      const requests: string[] = [];
      page.on('request', (request) => !/^(file|data|blob):/.test(request.url()) && requests.push(request.url()));
      const session = await page.createCDPSession();
      const saved = join(folder, id);
      await session.send('Browser.setDownloadBehavior', {behavior: 'allow', downloadPath: saved});
      // The page waits for a reader to pause before it writes; this reader need not be so slow.
      await page.evaluateOnNewDocument(() => {
        const {setTimeout} = window;
        window.setTimeout = ((then: () => void, wait = 0) =>
          setTimeout(then, wait <= 1000 ? wait / 10 : wait)) as typeof window.setTimeout;
      });
      await page.goto(lab);
      const reader = new Reader(page);
      await reader.tabTo('track-picker', /./, 'radio');
      await reader.press('Space');
      for (let i = 0; i < trackIds.indexOf(id); i++) await reader.press('ArrowDown');
      await reader.tabTo('track-picker', /^Begin as/, 'button');
      await reader.press('Enter');
      await reader.until('the track is chosen', async () =>
        (
          await page.evaluate(() =>
            (document.querySelector('reliability-mission') as HTMLElement & {describe(): string}).describe(),
          )
        ).startsWith(tracks[id].name),
      );

      await audit(reader, id);
      const before = await reader.entries();
      await page.reload();
      await reader.until('the page has read its ledger', async () => (await reader.entries()).length > 0);
      expect(await reader.entries()).toEqual(before);
      await second[id](reader);
      await detective(reader);
      await reader.reflect(/Throughput/);
      await reader.reflect(/availability/);

      for (const name of [/^Report/, /^Ledger/]) {
        await reader.tabTo('design-ledger', name, 'button');
        await reader.press('Enter');
      }
      const files = ['report.md', 'ledger.json'].map((name) => join(saved, name));
      // A download has another name until it is whole.
      await reader.until('the files are saved', () => Promise.resolve(files.every((file) => existsSync(file))));
      const report = readFileSync(files[0], 'utf8');
      expect(report).not.toContain('MISSING');
      expect(report).toContain('<svg');
      const graded = spawnSync(process.execPath, [cli, 'grade', files[1]], {encoding: 'utf8'});
      expect(graded.stdout + graded.stderr).toContain('ACCEPTED');
      expect(graded.status).toBe(0);

      // One number of a reading, as by a careless hand.
      const ledger = JSON.parse(readFileSync(files[1], 'utf8')) as {
        entries: Array<{kind: string; results?: Record<string, number>}>;
      };
      const reading = ledger.entries.find((entry) => entry.kind === 'reading')!;
      const key = Object.keys(reading.results!).find((path) => path === 'leastWaste')!;
      reading.results![key] /= 2;
      expect((await gradeText(JSON.stringify(ledger))).verdict).toBe('rejected');
      expect(wrong).toEqual([]);
      expect(requests).toEqual([]);
    },
  );
});
