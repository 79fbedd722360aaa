import 'reliability-tax';
import type {ReliabilityMission} from 'reliability-tax';
import {crc32c} from 'reliability-tax/models';
import {expect} from 'chai';
import {axeViolations} from '../../support/axe.js';
import {press} from '../../support/commands.js';
import {ledgerContract, mountElement, type LedgerElementLike} from '../../support/ledger-contract.js';
import {atAddress} from '../../support/watch.js';
import {textOf, unmountAll, until} from '../../support/widget.js';

type Mission = ReliabilityMission & LedgerElementLike;

/** A ledger's file with these entries, sealed by the documented rule: the CRC-32C of all else, keys in order. */
function ledgerOf(drafts: readonly object[]): string {
  const sorted = (value: unknown): unknown =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, each]) => [key, sorted(each)]),
        )
      : value;
  const entries = drafts.map((draft, i) => {
    const entry = {...draft, id: `entry ${i}`, time: new Date(Date.UTC(2026, 0, 1, 12, i)).toISOString(), version: '0'};
    return {
      ...entry,
      seal: crc32c(new TextEncoder().encode(JSON.stringify(sorted(entry))))
        .toString(16)
        .padStart(8, '0'),
    };
  });
  return JSON.stringify({
    schema: 'reliability-tax-ledger',
    schemaVersion: 1,
    library: 'reliability-tax 0',
    entries,
    aside: [],
  });
}

ledgerContract('reliability-mission', {attributes: 'ledger="mission contract" track="cloud"', shows: '.pace'});

describe('<reliability-mission>', () => {
  afterEach(unmountAll);
  const put = (attributes = ''): Promise<Mission> =>
    mountElement<Mission>(
      `<reliability-mission ledger="mission ${Math.random()}" ${attributes}></reliability-mission>`,
    );
  const stops = (mission: Mission) => [...mission.shadowRoot.querySelectorAll<HTMLElement>('.pace button')];

  it('asks who the reader is, then begins with the first lock and nothing behind it', async () => {
    const mission = await put();
    expect(mission.shadowRoot.querySelector('.pace') === null).to.equal(true);
    const picker = mission.shadowRoot.querySelector('track-picker')!;
    await until('the picker is there', () => picker.shadowRoot!.querySelector('input'));
    picker.shadowRoot!.querySelector<HTMLElement>('input[value=mobile]')!.focus();
    await press('Space');
    await (picker as LedgerElementLike).updateComplete;
    picker.shadowRoot!.querySelector<HTMLElement>('.primary')!.focus();
    await press('Enter');
    await until('the mission begins', () => mission.shadowRoot.querySelector('prediction-lock'));
    expect(mission.describe()).to.match(/^Mobile Nomad: 0 of \d+ steps/);
    expect(mission.shadowRoot.querySelectorAll('young-daly-curve, preemption-wall').length).to.equal(0);
    await until('the focus is on the part', () => mission.shadowRoot.activeElement?.id === 'title');
  });

  it('opens parts in order; a teacher opens them all', async () => {
    const mission = await put('track="edge"');
    expect(stops(mission).map((stop) => stop.getAttribute('aria-disabled'))).to.deep.equal([
      'false',
      'true',
      'true',
      'true',
    ]);
    stops(mission)[2].focus();
    await press('Enter');
    await mission.updateComplete;
    expect(mission.shown).to.equal(1);
    mission.open = 'all';
    await mission.updateComplete;
    stops(mission)[2].focus();
    await press('Enter');
    await until('part 3 is on show', () => textOf(mission.shadowRoot.querySelector('#title')!) === '3. SDC Detective');
    expect(mission.shadowRoot.querySelector('prediction-lock')!.getAttribute('question')).to.equal('loss-alarm');
  });

  it('is where a link says, on the track a link says', async () => {
    await atAddress({'lab.part': '2', 'lab.track': 'tiny', 'lab.open': 'all'}, async () => {
      const mission = await put('url-key="lab"');
      expect([mission.shown, mission.track]).to.deep.equal([2, 'tiny']);
      expect(mission.shadowRoot.querySelector('prediction-lock')!.getAttribute('question')).to.equal('memory-factor');
    });
    await atAddress({'lab.part': '3', 'lab.track': 'nobody'}, async () => {
      const mission = await put('url-key="lab" track="cloud"');
      expect([mission.shown, mission.track], 'a link opens nothing by itself').to.deep.equal([1, 'cloud']);
    });
  });

  const params = (): Record<string, string | null> =>
    Object.fromEntries(
      ['lab.part', 'lab.open', 'other'].map((name) => [name, new URLSearchParams(location.search).get(name)]),
    );
  const choose = async (mission: Mission, track: string) => {
    const picker = mission.shadowRoot.querySelector('track-picker')!;
    await until('the picker is there', () => picker.shadowRoot!.querySelector('input'));
    picker.shadowRoot!.querySelector<HTMLElement>(`input[value=${track}]`)!.click();
    await (picker as LedgerElementLike).updateComplete;
    picker.shadowRoot!.querySelector<HTMLElement>('.primary')!.click();
    await until('the mission begins', () => mission.shadowRoot.querySelector('.part'));
  };

  it('opens a part that is none at the first with work left, though all are open', async () => {
    for (const part of [undefined, '9', '0', 'abc']) {
      await atAddress(
        {'lab.open': 'all', 'lab.track': 'edge', ...(part === undefined ? {} : {'lab.part': part})},
        async () => {
          const mission = await put('url-key="lab"');
          await until('a part is on show', () => mission.shadowRoot.querySelector('.part'));
          expect(mission.shown, String(part)).to.equal(1);
          expect(params()['lab.part'], 'the address says so').to.equal('1');
          unmountAll();
        },
      );
    }
  });

  it('keeps the part of a link until the track is chosen; then the address follows the reader, and nothing else of it moves', async () => {
    await atAddress({'lab.part': '2', 'lab.open': 'all', 'other': 'a b'}, async () => {
      const mission = await put('url-key="lab"');
      await choose(mission, 'tiny');
      expect(mission.shown).to.equal(2);
      const entries = history.length;
      stops(mission)[3].click();
      await until(
        'the defence is on show',
        () => textOf(mission.shadowRoot.querySelector('#title')!) === 'The defence',
      );
      expect(params()).to.deep.equal({'lab.part': '4', 'lab.open': 'all', 'other': 'a b'});
      expect(history.length, 'Back leaves the page').to.equal(entries);
      // Another reader with that address, on the same ledger.
      const other = await put('url-key="lab" track="tiny"');
      await until('it is there', () => other.shadowRoot.querySelector('.part'));
      expect(other.shown).to.equal(4);
      unmountAll();
    });
  });

  it('says who the reader is and what went wrong, also on a track that is given', async () => {
    const mission = await put('track="tiny"');
    await until('the part is there', () => mission.shadowRoot.querySelector('.part'));
    const words = textOf(mission.shadowRoot.querySelector('.role')!);
    for (const word of [/hearable that lives on harvested power/, /Silence around one voice/, /Brown-out/])
      expect(words).to.match(word);
    expect(mission.shadowRoot.querySelector('track-picker') === null).to.equal(true);
  });

  it('says at the very top, before a track is chosen, what is wrong with the ledger, and reads one there', async () => {
    const mission = await put();
    const ledger = mission.shadowRoot.querySelector('design-ledger') as unknown as {
      import(text: string): Promise<void>;
    };
    expect(mission.shadowRoot.querySelector('.trouble') === null).to.equal(true);
    await ledger.import(
      JSON.stringify({schema: 'reliability-tax-ledger', schemaVersion: 1, entries: [{kind: 'dream'}], aside: []}),
    );
    await mission.updateComplete;
    const [first] = mission.shadowRoot.querySelector('.base')!.children;
    expect(first.className).to.equal('trouble');
    expect(textOf(first)).to.match(/1 thing was not in order/);
    await ledger.import(ledgerOf([{kind: 'track', track: 'mobile'}]));
    await until('the mission goes on', () => mission.shadowRoot.querySelector('.part'));
    expect(mission.describe()).to.match(/^Mobile Nomad/);
  });

  it('says so at the very top where nothing can be kept', async () => {
    const page = document.createElement('iframe');
    page.setAttribute('sandbox', 'allow-scripts');
    page.srcdoc =
      `<body><reliability-mission></reliability-mission><script src="${new URL('/dist/reliability-tax.iife.js', location.href).href}"></scr` +
      `ipt><script>
      const root = () => document.querySelector('reliability-mission').shadowRoot;
      const wait = () => root()?.querySelector('track-picker') && root().querySelector('.trouble') ? parent.postMessage(root().querySelector('.base').firstElementChild.textContent.trim(), '*') : setTimeout(wait, 50);
      wait();
    </scr` +
      'ipt>';
    const told = new Promise<string>((done) =>
      addEventListener('message', ({data}) => typeof data === 'string' && done(data), {once: true}),
    );
    document.body.append(page);
    expect(await told).to.match(/^Not kept/);
    page.remove();
  });

  it('prints every part that is open, in order, with its pictures', async () => {
    const mission = await put('track="cloud" open="all"');
    const where = {
      track: 'cloud',
      inputs: {},
      predicted: {choice: 'same', number: 1},
      actual: {
        choice: 'same',
        number: 1,
        factor: 1,
        mtbf: 1,
        young: 1,
        least: 0,
        soFar: 0,
        moved: 0,
        of: 1,
        up: 0,
        ups: 1,
      },
    };
    const predictions = [
      ['frequency-doubling', 1],
      ['best-interval', 1],
      ['loss-alarm', 3],
    ].flatMap(([question, part]) => [
      {...where, kind: 'prediction', question, part},
      {track: 'cloud', kind: 'explanation', question, part, text: 'For I say so.'},
    ]);
    await (
      mission.shadowRoot.querySelector('design-ledger') as unknown as {import(text: string): Promise<void>}
    ).import(ledgerOf(predictions));
    stops(mission)[1].click();
    await until('part 2 is on show', () => textOf(mission.shadowRoot.querySelector('#title')!).startsWith('2.'));
    const titles = () => [...mission.shadowRoot.querySelectorAll('.part h2')].map(textOf);
    const drawn = (tag: string) =>
      mission.shadowRoot.querySelector(tag)?.shadowRoot?.querySelector('[part~=figure] svg *');
    expect(titles()).to.have.lengthOf(1);
    window.dispatchEvent(new Event('beforeprint'));
    try {
      // Before the next task: the printer waits for no more than what the event's listeners leave in line.
      for (let turns = 0; turns < 500; turns++) await undefined;
      expect(titles().map((title) => title.slice(0, 2))).to.deep.equal(['1.', '2.', '3.', 'Th']);
      for (const tag of ['young-daly-curve', 'sdc-detective']) expect(Boolean(drawn(tag)), tag).to.equal(true);
    } finally {
      window.dispatchEvent(new Event('afterprint'));
    }
    await mission.updateComplete;
    expect(titles()).to.deep.equal(['2. Asynchronous Staging']);
  });

  it('brings the workbench with its tasks once the locks are open, writes readings with track and part, and ticks them off', async () => {
    const mission = await put('track="cloud"');
    for (const question of ['frequency-doubling', 'best-interval']) {
      const found = () =>
        mission.shadowRoot.querySelector(`prediction-lock[question=${question}]`) as
          (LedgerElementLike & {committed: unknown; explanation: unknown}) | null;
      await until(`${question} is asked`, () => found()?.shadowRoot?.querySelector('.primary'));
      const lock = found()!;
      lock.shadowRoot
        .querySelector<HTMLElement>(question === 'best-interval' ? 'input[type=range]' : 'input[value=increase]')!
        .focus();
      await press(question === 'best-interval' ? 'ArrowRight' : 'Space');
      await lock.updateComplete;
      lock.shadowRoot.querySelector<HTMLElement>('.primary')!.focus();
      await press('Enter');
      await until('it is locked in', () => lock.committed);
      await until('the answer has the focus', () => lock.shadowRoot.activeElement?.className === 'reveal');
      const why = lock.shadowRoot.querySelector('textarea')!;
      why.focus();
      for (const letter of 'morepartsmorefailures') await press(letter);
      await lock.updateComplete;
      lock.shadowRoot.querySelector<HTMLElement>('.reveal .primary')!.focus();
      await press('Enter');
      await until('it is explained', () => lock.explanation);
    }
    await until('the curve is there', () =>
      mission.shadowRoot.querySelector('young-daly-curve')?.shadowRoot?.querySelector('input[type=range]'),
    );
    const curve = mission.shadowRoot.querySelector('young-daly-curve')!;
    expect(mission.shadowRoot.querySelectorAll('.tasks .done').length).to.equal(0);
    curve.shadowRoot!.querySelector<HTMLElement>('input[type=range]')!.focus();
    for (let i = 0; i < 8; i++) await press('PageUp');
    await until('the first task is ticked off', () => mission.shadowRoot.querySelectorAll('.tasks .done').length === 1);
    const readings = (
      mission.shadowRoot.querySelector('design-ledger') as unknown as {
        toJSON(): {entries: Array<{kind: string; track: string; part: number}>};
      }
    )
      .toJSON()
      .entries.filter(({kind}) => kind === 'reading');
    expect(readings.every(({track, part}) => track === 'cloud' && part === 1)).to.equal(true);
    expect(textOf(mission.shadowRoot.querySelector('.next')!)).to.match(/Next: Make a checkpoint/);
    expect(await axeViolations(mission)).to.deep.equal([]);
  });
});
