import 'reliability-tax';
import type {ReliabilityMission} from 'reliability-tax';
import {expect} from 'chai';
import {axeViolations} from '../../support/axe.js';
import {press} from '../../support/commands.js';
import {ledgerContract, mountElement, type LedgerElementLike} from '../../support/ledger-contract.js';
import {atAddress} from '../../support/watch.js';
import {unmountAll, until} from '../../support/widget.js';

type Mission = ReliabilityMission & LedgerElementLike;

ledgerContract('reliability-mission', {attributes: 'ledger="mission contract" track="cloud"', shows: '.pace'});

describe('<reliability-mission>', () => {
  afterEach(unmountAll);
  const put = (attributes = ''): Promise<Mission> => mountElement<Mission>(`<reliability-mission ledger="mission ${Math.random()}" ${attributes}></reliability-mission>`);
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
    expect(stops(mission).map((stop) => stop.getAttribute('aria-disabled'))).to.deep.equal(['false', 'true', 'true', 'true']);
    stops(mission)[2].focus();
    await press('Enter');
    await mission.updateComplete;
    expect(mission.shown).to.equal(1);
    mission.open = 'all';
    await mission.updateComplete;
    stops(mission)[2].focus();
    await press('Enter');
    await until('part 3 is on show', () => mission.shadowRoot.querySelector('#title')!.textContent === '3. SDC Detective');
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

  it('brings the workbench with its tasks once the locks are open, writes readings with track and part, and ticks them off', async () => {
    const mission = await put('track="cloud"');
    for (const question of ['frequency-doubling', 'best-interval']) {
      const found = () => mission.shadowRoot.querySelector(`prediction-lock[question=${question}]`) as (LedgerElementLike & {committed: unknown; explanation: unknown}) | null;
      await until(`${question} is asked`, () => found()?.shadowRoot?.querySelector('.primary'));
      const lock = found()!;
      lock.shadowRoot.querySelector<HTMLElement>(question === 'best-interval' ? 'input[type=range]' : 'input[value=increase]')!.focus();
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
    await until('the curve is there', () => mission.shadowRoot.querySelector('young-daly-curve')?.shadowRoot?.querySelector('input[type=range]'));
    const curve = mission.shadowRoot.querySelector('young-daly-curve')!;
    expect(mission.shadowRoot.querySelectorAll('.tasks .done').length).to.equal(0);
    curve.shadowRoot!.querySelector<HTMLElement>('input[type=range]')!.focus();
    for (let i = 0; i < 8; i++) await press('PageUp');
    await until('the first task is ticked off', () => mission.shadowRoot.querySelectorAll('.tasks .done').length === 1, 5000);
    const readings = (mission.shadowRoot.querySelector('design-ledger') as unknown as {toJSON(): {entries: Array<{kind: string; track: string; part: number}>}}).toJSON().entries.filter(({kind}) => kind === 'reading');
    expect(readings.every(({track, part}) => track === 'cloud' && part === 1)).to.equal(true);
    expect(mission.shadowRoot.querySelector('.next')!.textContent).to.match(/Next: Make a checkpoint/);
    expect(await axeViolations(mission)).to.deep.equal([]);
  });
});
