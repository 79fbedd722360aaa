import 'reliability-tax';
import type {ReflectionNote} from 'reliability-tax';
import {expect} from 'chai';
import {press} from '../../support/commands.js';
import {ledgerContract, mountElement, type LedgerElementLike} from '../../support/ledger-contract.js';
import {box, unmountAll, until, type WidgetElement, textOf} from '../../support/widget.js';

type Note = ReflectionNote & LedgerElementLike;

ledgerContract('reflection-note', {attributes: 'prompt="patterson" track="cloud"', shows: 'textarea'});

describe('<reflection-note>', () => {
  afterEach(unmountAll);
  const name = (): string => `note ${Math.random()}`;
  const area = (note: Note) => note.shadowRoot.querySelector('textarea')!;

  it('asks in the voice of the mission, and says that the voice is imagined', async () => {
    const note = await mountElement<Note>('<reflection-note prompt="dean" track="cloud"></reflection-note>');
    expect(note.shadowRoot.textContent).to.match(/Jeff Dean · an imagined challenge/);
    expect(note.shadowRoot.textContent).to.match(/your drives are worn out after/);
    const other = await mountElement<Note>('<reflection-note prompt="safety-director" track="tiny"></reflection-note>');
    expect(other.shadowRoot.textContent).not.to.contain('imagined');
    expect(other.shadowRoot.textContent).to.contain('Hardware Lead');
  });

  it('saves what is typed, and another page of the same ledger has it', async () => {
    const ledger = name();
    const note = await mountElement<Note>(
      `<reflection-note prompt="patterson" track="cloud" ledger="${ledger}" least="12"></reflection-note>`,
    );
    area(note).focus();
    for (const letter of 'because') await press(letter);
    await note.updateComplete;
    expect(note.matches(':state(done)')).to.equal(false);
    expect(textOf(note.shadowRoot.querySelector('#state')!)).to.match(/^5 characters more/);
    for (const letter of 'of many') await press(letter === ' ' ? 'Space' : letter);
    await until('it is saved', () => /Saved/.test(note.shadowRoot.querySelector('#state')!.textContent!));
    expect(note.matches(':state(done)')).to.equal(true);
    const page = document.createElement('iframe');
    box('').append(page);
    page.contentDocument!.body.innerHTML = `<reflection-note prompt="patterson" track="cloud" ledger="${ledger}"></reflection-note>`;
    const script = page.contentDocument!.createElement('script');
    script.type = 'module';
    script.src = new URL('/dist/reliability-tax.js', location.href).href;
    page.contentDocument!.head.append(script);
    const far = page.contentDocument!.querySelector('reflection-note') as unknown as Note;
    await until('the other page has it', () => far.shadowRoot?.querySelector('textarea')?.value === 'becauseof many');
  });

  it('offers the reader’s own numbers once there are some, and puts one into the text', async () => {
    const ledger = name();
    box(
      `<div ledger="${ledger}" mission-part="1"><young-daly-curve></young-daly-curve></div><design-ledger ledger="${ledger}" track="cloud"></design-ledger>`,
    );
    const note = await mountElement<Note>(
      `<reflection-note prompt="patterson" track="cloud" ledger="${ledger}"></reflection-note>`,
    );
    expect(note.shadowRoot.querySelectorAll('.chip').length).to.equal(0);
    const curve = document.querySelector('young-daly-curve') as unknown as WidgetElement & {
      value: {nodes: number; leastWaste: number};
    };
    await until('the curve is drawn', () => curve.shadowRoot.querySelector('input[type=range]'));
    curve.shadowRoot.querySelector<HTMLElement>('input[type=range]')!.focus();
    await press('PageUp');
    await until('the chips are there', () => note.shadowRoot.querySelectorAll('.chip').length > 3);
    const chip = note.shadowRoot.querySelector<HTMLElement>('.chip')!;
    const nodes = curve.value.nodes.toLocaleString('en');
    expect(chip.textContent).to.contain(nodes);
    chip.focus();
    await press('Enter');
    await until('the number is in the text', () => area(note).value === `nodes ${nodes}`);
    await until('the box has the focus', () => note.shadowRoot.activeElement === area(note));
  });

  it('takes a question of the author’s own, with evidence of its own', async () => {
    const note = await mountElement<Note>(
      '<reflection-note prompt="Why here?" voice="Your teacher" evidence="young-daly-curve:mtbf, nothing:here" least="5"></reflection-note>',
    );
    expect(note.shadowRoot.querySelector('blockquote')!.textContent).to.equal('Why here?');
    expect(note.currentPrompt.evidence(undefined as never)).to.deep.equal([
      {tag: 'young-daly-curve', path: 'mtbf', label: 'mtbf', dimension: 'time'},
    ]);
  });
});
