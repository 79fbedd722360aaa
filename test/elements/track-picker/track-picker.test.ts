import 'reliability-tax';
import type {TrackPicker} from 'reliability-tax';
import {expect} from 'chai';
import {press} from '../../support/commands.js';
import {ledgerContract, mountElement, type LedgerElementLike} from '../../support/ledger-contract.js';
import {unmountAll, until} from '../../support/widget.js';

type Picker = TrackPicker & LedgerElementLike;

ledgerContract('track-picker', {shows: 'input[type=radio]'});

describe('<track-picker>', () => {
  afterEach(unmountAll);

  it('chooses by keyboard, and the locks of the same ledger follow', async () => {
    const ledger = `picker ${Math.random()}`;
    const picker = await mountElement<Picker>(`<track-picker ledger="${ledger}"></track-picker>`);
    const lock = await mountElement(`<prediction-lock question="best-interval" ledger="${ledger}"></prediction-lock>`);
    expect(picker.chosen).to.equal(undefined);
    const before = lock.shadowRoot.querySelector('.facts')!.textContent;
    const heard: string[] = [];
    picker.addEventListener('rt-track', (event) => heard.push((event as CustomEvent<{track: string}>).detail.track));
    picker.shadowRoot.querySelector<HTMLElement>('input[value=cloud]')!.focus();
    for (let i = 0; i < 3; i++) await press('ArrowDown');
    await picker.updateComplete;
    expect(picker.chosen, 'only marked').to.equal(undefined);
    picker.shadowRoot.querySelector<HTMLElement>('.primary')!.focus();
    await press('Enter');
    await until('it is chosen', () => picker.chosen === 'tiny');
    expect(heard).to.deep.equal(['tiny']);
    await until('the lock follows', () => lock.shadowRoot.querySelector('.facts')!.textContent !== before);
    expect(lock.shadowRoot.textContent).to.contain('the device');
    expect(picker.shadowRoot.querySelector('.primary') === null).to.equal(true);
  });
});
