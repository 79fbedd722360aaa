import 'reliability-tax';
import type {DesignLedger, PredictionLock} from 'reliability-tax';
import {expect} from 'chai';
import {axeViolations} from '../../support/axe.js';
import {press} from '../../support/commands.js';
import {ledgerContract, mountElement, type LedgerElementLike} from '../../support/ledger-contract.js';
import {secondWindow} from '../../support/second-window.js';
import {box, sleep, unmountAll, until, type WidgetElement} from '../../support/widget.js';

type Book = DesignLedger & LedgerElementLike;
interface File {
  entries: Array<{
    kind: string;
    element?: string;
    part?: number;
    seed?: string;
    inputs?: Record<string, unknown>;
    results?: Record<string, number>;
    record?: Record<string, unknown>;
  }>;
  aside: Array<{why: string}>;
}

ledgerContract('design-ledger', {attributes: 'ledger="contract"', shows: 'button'});

describe('<design-ledger>', () => {
  afterEach(unmountAll);
  const name = (): string => `book ${Math.random()}`;
  const file = (book: Book): File => JSON.parse(JSON.stringify(book)) as File;
  const named = (book: Book, text: RegExp) =>
    [...book.shadowRoot.querySelectorAll('button')].find((button) => text.test(button.textContent!))!;

  async function withWidget(ledger: string, widget: string): Promise<[Book, WidgetElement]> {
    const home = box(`<div ledger="${ledger}" mission-part="2">${widget}</div>`);
    const book = await mountElement<Book>(`<design-ledger ledger="${ledger}" track="cloud"></design-ledger>`);
    const element = home.querySelector('[mission-part] > *') as WidgetElement;
    await until('the widget is drawn', () => element.shadowRoot?.querySelector('input[type=range]'));
    return [book, element];
  }

  /** The same ledger in another window. */
  const windowWith = (ledger: string, telling = true): Book =>
    secondWindow<Book>(`<design-ledger ledger="${ledger}" track="cloud"></design-ledger>`, telling);

  async function forget(book: Book): Promise<void> {
    named(book, /^Forget/).focus();
    await press('Enter');
    await until('it asks again', () => named(book, /^Really/));
    named(book, /^Really/).focus();
    await press('Enter');
    await until('it is forgotten', () => file(book).entries.length === 0 && file(book).aside.length === 0);
  }

  it('writes down what the reader sets: inputs, results, seed, part; a drag once', async () => {
    const [book, curve] = await withWidget(name(), '<young-daly-curve seed="9"></young-daly-curve>');
    curve.shadowRoot.querySelector<HTMLElement>('input[type=range]')!.focus();
    for (let i = 0; i < 5; i++) await press('ArrowRight');
    const newest = () => file(book).entries.at(-1);
    await until('the last state is written', () => newest()?.inputs?.nodes === (curve.value as {nodes?: number}).nodes);
    const {entries} = file(book);
    expect(entries.length, 'five keys in a row').to.be.within(1, 5);
    const last = entries.at(-1)!;
    const value = curve.value as unknown as {nodes: number; leastWaste: number; waste: {total: number}};
    expect([last.kind, last.element, last.part, last.inputs?.seed]).to.deep.equal([
      'reading',
      'young-daly-curve',
      2,
      '9',
    ]);
    expect(last.inputs!.nodes).to.equal(value.nodes);
    expect(last.results!['waste.total']).to.equal(value.waste.total);
    expect(last.results!.leastWaste).to.equal(value.leastWaste);
  });

  it('writes down runs, and nothing of widgets that are none of its', async () => {
    const ledger = name();
    const [book, bench] = await withWidget(ledger, '<staging-bench runs="3"></staging-bench>');
    const stranger = box('<staging-bench runs="3"></staging-bench>').firstElementChild as WidgetElement & {
      commitRun(): void;
    };
    await until('the stranger runs', () => stranger.shadowRoot?.querySelector('button'));
    stranger.commitRun();
    (bench as WidgetElement & {commitRun(): void}).commitRun();
    await until('the run is there', () => file(book).entries.some(({kind}) => kind === 'run'));
    const runs = file(book).entries.filter(({kind}) => kind === 'run');
    expect(runs.length).to.equal(1);
    expect(runs[0].record!.number).to.equal(1);
    expect(runs[0].record!.limit).to.equal('storm');
  });

  it('gives a bench that counts runs those of an earlier visit: the count goes on', async () => {
    const ledger = name();
    const bench = '<staging-bench runs="3" pace="7.5 GB/s" buffer="60 GB"></staging-bench>';
    const counted = (one: Element) => one.shadowRoot!.querySelector('.commit')!.textContent!.replace(/\s+/g, ' ');
    const [book, first] = await withWidget(ledger, bench);
    (first as WidgetElement & {commitRun(): void}).commitRun();
    await until('the run is written', () => file(book).entries.length === 1);
    (first as WidgetElement & {userInput(changes: object): void}).userInput({buffer: 50e9});
    await first.updateComplete;
    (first as WidgetElement & {commitRun(): void}).commitRun();
    await until('both are', () => file(book).entries.length === 2);
    const runs = counted(first);
    expect(runs).to.contain('Commit run 3 of 3');
    unmountAll();
    const [again, later] = await withWidget(ledger, bench);
    await until('it has them', () => counted(later) === runs);
    expect(later.value.buffer, 'as it was left').to.equal(50e9);
    expect(file(again).entries.length, 'nothing is written twice').to.equal(2);
    const [, other] = await withWidget(name(), bench);
    expect(counted(other), 'another ledger, another count').to.contain('Commit run 1 of 3');
  });

  it('writes each change and each run once, however many listen: two ledgers of one name, and a mission around one', async () => {
    const ledger = name();
    const [book, curve] = await withWidget(ledger, '<young-daly-curve></young-daly-curve>');
    await mountElement<Book>(`<design-ledger ledger="${ledger}" track="cloud"></design-ledger>`);
    curve.shadowRoot.querySelector<HTMLElement>('input[type=range]')!.focus();
    await press('ArrowRight');
    await until('there is a reading', () => file(book).entries.length > 0);
    await sleep(600);
    expect(file(book).entries.length, 'by two ledgers').to.equal(1);
    unmountAll();

    const mission = await mountElement(
      `<reliability-mission ledger="${name()}" track="cloud" open="all"></reliability-mission>`,
    );
    (mission as LedgerElementLike & {goTo(part: number): void}).goTo(2);
    await until('the lock is there', () =>
      mission.shadowRoot.querySelector('prediction-lock')?.shadowRoot?.querySelector('input[type=range]'),
    );
    const lock = mission.shadowRoot.querySelector('prediction-lock') as PredictionLock;
    lock.shadowRoot!.querySelector<HTMLElement>('input[type=range]')!.focus();
    await press('ArrowRight');
    await lock.updateComplete;
    await lock.commit();
    await until(
      'both benches stand',
      () =>
        [...lock.querySelectorAll('staging-bench')].filter((bench) =>
          bench.shadowRoot?.querySelector('input[type=range]'),
        ).length === 2,
    );
    const [bench, counted] = lock.querySelectorAll<WidgetElement & {commitRun(): void}>('staging-bench');
    const inner = mission.shadowRoot.querySelector('design-ledger') as Book;
    const made = (): Array<[string, number?]> =>
      file(inner)
        .entries.filter(({element}) => element)
        .map(({kind, part}) => [kind, part]);
    bench.shadowRoot.querySelector<HTMLElement>('[value="local-ssd"]')!.focus();
    await press('Space');
    await until('there is a reading', () => made().length > 0);
    counted.commitRun();
    await until('the run is written', () => made().length > 1);
    await sleep(600); // and nothing else
    expect(made()).to.deep.equal([
      ['reading', 2],
      ['run', 2],
    ]);
  });

  it('gives a file that reads back to the same, merges it with what is there, and sets aside what is not in order', async () => {
    const [book, curve] = await withWidget(name(), '<young-daly-curve></young-daly-curve>');
    curve.shadowRoot.querySelector<HTMLElement>('input[type=range]')!.focus();
    await press('ArrowRight');
    await until('there is a reading', () => file(book).entries.length > 0);
    await sleep(100);
    const given = file(book);
    const other = await mountElement<Book>(`<design-ledger ledger="${name()}" track="cloud"></design-ledger>`);
    await other.import(JSON.stringify(given));
    await other.import(JSON.stringify(given));
    expect(file(other).entries).to.deep.equal(given.entries);
    const spoiled = JSON.parse(JSON.stringify(given)) as File;
    spoiled.entries[0].results!.leastWaste = 0;
    await other.import(JSON.stringify(spoiled));
    await other.import('{"what": "is this"');
    await other.updateComplete;
    expect(file(other).entries).to.deep.equal(given.entries);
    expect(other.shadowRoot.textContent, 'what is no ledger is told of, and not kept').to.match(
      /Nothing was read: it is no JSON/,
    );
    expect(
      file(other)
        .aside.map(({why}) => why.replace(/entry \w+/, 'entry'))
        .join(' '),
    ).to.match(/^entry was changed after it was written/);
    expect(other.shadowRoot.querySelector('.warning')!.textContent).to.match(/1 thing was not in order/);
    expect(await axeViolations(other)).to.deep.equal([]);
  });

  it('keeps its entries on the device, also those of another window, and forgets when told twice', async () => {
    const ledger = name();
    const [book, curve] = await withWidget(ledger, '<young-daly-curve></young-daly-curve>');
    curve.shadowRoot.querySelector<HTMLElement>('input[type=range]')!.focus();
    await press('ArrowRight');
    await until('there is a reading', () => file(book).entries.length > 0);
    await sleep(200);
    const far = windowWith(ledger);
    await until(
      'the other window has it',
      () => far.shadowRoot && file(far).entries.length === file(book).entries.length,
    );
    // Each writes; neither loses the other's.
    await far.import(
      JSON.stringify({
        schema: 'reliability-tax-ledger',
        schemaVersion: 1,
        entries: [],
        aside: [{why: 'from the other window', found: 1}],
      }),
    );
    await press('ArrowRight');
    await until('what the other wrote has come in', () => file(book).aside.length === 1);
    await until('what was written here is there', () => file(book).entries.length > 1);
    await forget(book);
  });

  for (const telling of [true, false]) {
    it(`forgets for every window, ${telling ? 'at once' : 'also for one that is not told'}, but what is written or read in later`, async () => {
      const ledger = name();
      const [book, curve] = await withWidget(ledger, '<young-daly-curve></young-daly-curve>');
      curve.shadowRoot.querySelector<HTMLElement>('input[type=range]')!.focus();
      await press('ArrowRight');
      await until('there is a reading', () => file(book).entries.length > 0);
      await sleep(200);
      const given = file(book);
      const far = windowWith(ledger, telling);
      await until('the other window has it', () => far.shadowRoot && file(far).entries.length === 1);
      await forget(book);
      if (telling) await until('the other window forgets', () => file(far).entries.length === 0);
      else await sleep(200);
      expect(file(far).entries.length, 'in the other window').to.equal(telling ? 0 : 1);
      // The next save of the other window brings what is new, and nothing else.
      const own = {why: 'from the other window', found: 1};
      await far.import(JSON.stringify({schema: 'reliability-tax-ledger', schemaVersion: 1, entries: [], aside: [own]}));
      const fresh = windowWith(ledger);
      await until('a third window has read', () => fresh.shadowRoot && file(fresh).aside.length === 1);
      for (const [which, each] of [
        ['second', far],
        ['third', fresh],
      ] as const)
        expect([file(each).entries, file(each).aside], `the ${which} window`).to.deep.equal([[], [own]]);
      // What the reader's own hand brings back is wanted, older as it is, and stays.
      await far.import(JSON.stringify(given));
      curve.shadowRoot.querySelector<HTMLElement>('input[type=range]')!.focus();
      await press('ArrowRight');
      await until('all is together again', () => file(book).entries.length === 2);
      expect(file(book).entries[0]).to.deep.equal(given.entries[0]);
      expect(file(book).aside).to.deep.equal([own]);
    });
  }

  it('says where nothing can be kept', async () => {
    const book = await mountElement<Book>('<design-ledger track="cloud"></design-ledger>');
    expect(book.shadowRoot.querySelector('.warning')!.textContent).to.match(/Not kept/);
    const page = document.createElement('iframe');
    // A page that may not store anything.
    page.setAttribute('sandbox', 'allow-scripts');
    page.srcdoc =
      `<body><script src="${new URL('/dist/reliability-tax.iife.js', location.href).href}"></scr` +
      `ipt><script>
      const book = document.createElement('design-ledger');
      book.ledger = 'blocked';
      document.body.append(book);
      const wait = () => book.shadowRoot?.querySelector('.warning') ? parent.postMessage(book.shadowRoot.querySelector('.warning').textContent, '*') : setTimeout(wait, 50);
      wait();
    </scr` +
      'ipt>';
    const told = new Promise<string>((done) =>
      addEventListener('message', ({data}) => typeof data === 'string' && done(data), {once: true}),
    );
    box('').append(page);
    expect(await told).to.match(/does not let the page store anything/);
  });

  it('gives a report with figures, and marks what is missing', async () => {
    const [book, curve] = await withWidget(name(), '<young-daly-curve></young-daly-curve>');
    curve.closest('[mission-part]')!.setAttribute('mission-part', '1');
    curve.shadowRoot.querySelector<HTMLElement>('input[type=range]')!.focus();
    await press('PageUp');
    await until('there is a reading', () => file(book).entries.length > 0);
    const report = book.toMarkdown();
    expect(report).to.contain('**MISSING:** no prediction was locked in');
    expect(report).to.match(/<svg [^>]*xmlns/);
    expect(
      report
        .split('\n')
        .filter((line) => line.startsWith('<svg'))
        .every((line) => line.endsWith('</svg>')),
      'one line, as Markdown wants it',
    ).to.equal(true);
  });
});
