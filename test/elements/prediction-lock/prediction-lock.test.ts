import {models, mission, type PredictionLock} from 'reliability-tax';
import {expect} from 'chai';
import {axeViolations} from '../../support/axe.js';
import {centre, click, hasTouch, press, sendMouse, tap} from '../../support/commands.js';
import {ledgerContract, mountElement, type LedgerElementLike} from '../../support/ledger-contract.js';
import {warnings} from '../../support/watch.js';
import {secondWindow} from '../../support/second-window.js';
import {frame, sleep, textOf, unmountAll, until} from '../../support/widget.js';

type Lock = PredictionLock & LedgerElementLike;

const put = (attributes: string, inside = ''): Promise<Lock> =>
  mountElement<Lock>(`<prediction-lock ${attributes}>${inside}</prediction-lock>`);
const inLock = <T extends HTMLElement = HTMLElement>(lock: Lock, selector: string): T =>
  lock.shadowRoot.querySelector<T>(selector)!;

/** Everything that can be read of an element: markup and text, also in the shadow. */
function allOf(node: Element | ShadowRoot): string {
  const own = node instanceof Element ? [...node.attributes].map(({name, value}) => `${name}=${value}`).join(' ') : '';
  const text = [...node.childNodes]
    .filter((child) => child.nodeType === Node.TEXT_NODE)
    .map((child) => child.textContent)
    .join(' ');
  const inner = [...node.children].map(allOf).join(' ');
  const shadow = node instanceof Element && node.shadowRoot ? allOf(node.shadowRoot) : '';
  // A number and its unit stand together by a space that does not break.
  return `${own} ${text} ${shadow} ${inner}`.replaceAll('\u00a0', ' ');
}

ledgerContract('prediction-lock', {
  attributes: 'question="frequency-doubling"',
  inside: '<template><young-daly-curve></young-daly-curve></template>',
  shows: 'input[type=radio]',
});

describe('<prediction-lock>', () => {
  afterEach(unmountAll);

  it('holds nothing of the answer before it is locked in, and tells it after', async () => {
    const lock = await put(
      'question="best-interval" track="cloud"',
      '<template><young-daly-curve></young-daly-curve></template>',
    );
    const {optimum, leastWaste} = (
      document.createElement('young-daly-curve') as unknown as {value: {optimum: {exact: number}; leastWaste: number}}
    ).value;
    const told = [
      models.formatQuantity(optimum.exact, 'time'),
      models.formatQuantity(leastWaste, 'ratio'),
      String(optimum.exact),
    ];
    const before = allOf(lock);
    expect(before).to.contain('Set the point on the chart');
    for (const text of told) expect(before).not.to.contain(text);
    expect(lock.querySelector('young-daly-curve') === null, 'not made yet').to.equal(true);
    inLock(lock, 'input[type=range]').focus();
    await press('ArrowRight');
    await lock.updateComplete;
    await click(inLock(lock, '.primary'));
    await until('it is locked in', () => lock.committed);
    await lock.updateComplete;
    const after = allOf(lock);
    expect(after).to.contain(told[0]);
    expect(after).to.contain(told[1]);
    expect(lock.querySelector('young-daly-curve') === null).to.equal(false);
  });

  it('stands at no answer before the reader sets one: the slider at its low end, no mark, the hint at the edge', async () => {
    for (const question of ['best-interval', 'staging-factor']) {
      const lock = await put(`question="${question}" track="cloud"`);
      const slider = inLock<HTMLInputElement>(lock, 'input[type=range]');
      expect([slider.value, slider.getAttribute('aria-valuetext')], question).to.deep.equal(['0', 'not set']);
      expect(getComputedStyle(slider).getPropertyValue('--share').trim()).to.equal('0');
      expect(inLock(lock, '.primary').getAttribute('aria-disabled')).to.equal('true');
      expect(inLock(lock, '.bench').offsetHeight, 'no place for a workbench that is not there').to.equal(0);
      unmountAll();
    }
    const lock = await put('question="best-interval" track="cloud"');
    expect(inLock(lock, '.mark').getClientRects().length, 'no mark').to.equal(0);
    expect(lock.shadowRoot.querySelector('.set') === null).to.equal(true);
    const field = inLock(lock, '.field').getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(inLock(lock, '.hint'));
    const hint = range.getBoundingClientRect();
    expect(hint.left - field.left, 'the hint begins at the edge').to.be.lessThan(20);
    // The low end itself can be chosen, by a press where the thumb is.
    const slider = inLock<HTMLInputElement>(lock, 'input[type=range]');
    const [x, y] = centre(slider, 0.004);
    await sendMouse({type: 'click', position: [Math.ceil(x), Math.round(y)]});
    await lock.updateComplete;
    expect(inLock<HTMLInputElement>(lock, 'input[type=text]').value).to.match(/^\d/);
  });

  it('keeps the workbench inert until then, and says why', async () => {
    const lock = await put('question="frequency-doubling"', '<button id="behind">Work</button>');
    const behind = lock.querySelector('button')!;
    behind.focus();
    expect(document.activeElement === behind).to.equal(false);
    expect(inLock(lock, '.veil').textContent).to.match(/opens when your prediction is locked in/);
    inLock(lock, 'input[value=same]').focus();
    await press('Space');
    await lock.updateComplete;
    await click(inLock(lock, '.primary'));
    await until('it is open', () => lock.matches(':state(open)'));
    behind.focus();
    expect(document.activeElement === behind).to.equal(true);
    expect(lock.shadowRoot.querySelector('.veil') === null).to.equal(true);
  });

  it('is answered by keyboard alone, shows prediction, answer, why the others tempt, and asks for an explanation', async () => {
    const lock = await put('question="frequency-doubling"');
    const heard: string[] = [];
    for (const name of ['rt-commit', 'rt-explain'])
      lock.addEventListener(name, (event) =>
        heard.push(`${name} ${(event as CustomEvent<{kind: string}>).detail.kind}`),
      );
    inLock(lock, 'input[value=increase]').focus();
    await press('ArrowDown');
    await lock.updateComplete;
    expect(inLock<HTMLInputElement>(lock, 'input:checked').value).to.equal('decrease');
    inLock(lock, '.primary').focus();
    await press('Enter');
    await until('it is locked in', () => lock.committed);
    await lock.updateComplete;
    expect(lock.committed!.predicted).to.deep.equal({choice: 'decrease'});
    expect(lock.committed!.actual.choice).to.equal('increase');
    expect(lock.describe()).to.match(/You predicted: It decreases\. It is: It increases\. That is not what happens\./);
    const reveal = inLock(lock, '.reveal').textContent!;
    for (const {tempts} of mission.questions.get('frequency-doubling')!.options!)
      expect(reveal).to.contain(typeof tempts === 'string' ? tempts : tempts(mission.tracks.cloud));
    expect(await axeViolations(lock)).to.deep.equal([]);
    inLock(lock, 'textarea').focus();
    await press('x');
    await lock.updateComplete;
    expect(inLock(lock, '.reveal .primary').getAttribute('aria-disabled'), 'a letter is no explanation').to.equal(
      'true',
    );
    for (const letter of 'twentyletterslongenough') await press(letter);
    await lock.updateComplete;
    inLock(lock, '.reveal .primary').focus();
    await press('Enter');
    await until('it is explained', () => lock.explanation);
    expect(heard).to.deep.equal(['rt-commit prediction', 'rt-explain explanation']);
    expect(lock.explanation).to.equal('xtwentyletterslongenough');
  });

  it('takes a typed number, and says what it cannot take', async () => {
    const lock = await put('question="staging-factor" track="cloud"');
    const typed = inLock<HTMLInputElement>(lock, 'input[type=text]');
    const type = async (text: string) => {
      typed.focus();
      typed.select();
      for (const letter of text) {
        await press(letter);
        lock.requestUpdate(); // as when the ledger is saved in another window
        await lock.updateComplete;
      }
      await press('Enter');
      typed.blur();
      await lock.updateComplete;
    };
    expect(inLock(lock, '.primary').getAttribute('aria-disabled')).to.equal('true');
    for (const bad of ['5000', 'lots']) {
      await type(bad);
      expect(inLock(lock, '#range').textContent).to.contain(`“${bad}” is no`);
      expect(typed.value, 'it can be mended').to.equal(bad);
      expect(typed.getAttribute('aria-invalid')).to.equal('true');
      expect(inLock(lock, '.primary').getAttribute('aria-disabled')).to.equal('true');
    }
    await type('44');
    await click(inLock(lock, '.primary'));
    await until('it is locked in', () => lock.committed);
    // 44 GB/s of drives over 10 GB/s of link.
    expect(lock.committed!.actual.number).to.be.closeTo(4.4, 1e-9);
    expect(lock.describe()).to.contain('10 times too much');
  });

  it('sets a point on the empty chart by pointer and by touch, and leaves it on the chart behind with its regret', async () => {
    const lock = await put('question="best-interval" track="cloud"', '<young-daly-curve></young-daly-curve>');
    const field = inLock(lock, '.field');
    const [x, y] = centre(field, 0.25);
    await sendMouse({type: 'click', position: [Math.round(x), Math.round(y)]});
    await lock.updateComplete;
    const text = () => inLock<HTMLInputElement>(lock, 'input[type=text]').value;
    const byMouse = text();
    expect(byMouse).to.match(/^\d/);
    if (hasTouch) {
      const [tx, ty] = centre(field, 0.75);
      await tap(Math.round(tx), Math.round(ty));
      await until('the point moved', () => text() !== byMouse);
    }
    await click(inLock(lock, '.primary'));
    await until('it is locked in', () => lock.committed);
    await frame();
    const curve = lock.querySelector('young-daly-curve') as unknown as {
      value: {guessed: {interval: number; regret: number} | null};
    };
    await until('the guess is on the chart', () => curve.value.guessed);
    expect(curve.value.guessed!.interval).to.be.closeTo(lock.committed!.predicted.number as number, 1e-6);
    expect(curve.value.guessed!.regret).to.be.greaterThan(0);
  });

  it('asks a question of the author’s own, as a number and as a change', async () => {
    const inside =
      '<young-daly-curve nodes="1,000" node-mtbf="50,000 h" write-time="5 min" restart="0" downtime="0"></young-daly-curve>';
    const number = await put('prompt="How often?" of="optimum.young" min="1 min" max="10 h"', inside);
    await until('it is asked', () => number.shadowRoot.querySelector('input[type=range]'));
    inLock(number, 'input[type=range]').focus();
    await press('ArrowRight');
    await number.updateComplete;
    await number.commit();
    // A7 of the book: 173 minutes.
    expect((number.committed!.actual.number as number) / 60).to.be.closeTo(173.2, 0.1);
    unmountAll();
    const change = await put('prompt="Twice the nodes?" of="optimum.young" when="nodes=2,000"', inside);
    await until('it is asked', () => change.shadowRoot.querySelector('input[type=radio]'));
    inLock(change, 'input[value=decrease]').focus();
    await press('Space');
    await change.updateComplete;
    await change.commit();
    expect(change.committed!.actual.choice).to.equal('decrease');
    expect((change.committed!.actual.before as number) / (change.committed!.actual.after as number)).to.be.closeTo(
      Math.SQRT2,
      1e-9,
    );
  });

  it('asks it of a widget that is not made yet, too, and of that widget when it is', async () => {
    const lock = await put(
      'prompt="How often?" of="optimum.young" min="1 min" max="10 h"',
      '<template><p>Try it.</p><young-daly-curve nodes="1,000" node-mtbf="50,000 h" write-time="5 min"></young-daly-curve></template>',
    );
    await until('it is asked', () => lock.shadowRoot.querySelector('input[type=range]'));
    expect(lock.querySelector('young-daly-curve') === null, 'not made').to.equal(true);
    inLock(lock, 'input[type=range]').focus();
    await press('ArrowRight');
    await lock.updateComplete;
    await lock.commit();
    // A7 of the book, and what the widget itself says now.
    const {optimum} = (lock.querySelector('young-daly-curve') as unknown as {value: {optimum: {young: number}}}).value;
    expect(optimum.young / 60).to.be.closeTo(173.2, 0.1);
    expect(lock.committed!.actual.number).to.equal(optimum.young);
  });

  it('says what it cannot ask, and lets the workbench stand', async () => {
    for (const [attributes, said] of [
      ['question="why"', /question="why" is not one of frequency-doubling/],
      ['prompt="?" of="luck" min="1" max="2"', /of="luck" is not a result/],
      ['prompt="?" of="mtbf" min="2 h" max="1 h"', /min="2 h" has to be positive and below/],
      ['prompt="?" of="mtbf" when="nodes=many"', /nodes="many" is not/],
    ] as const) {
      const heard = await warnings(async () => {
        const lock = await put(attributes, '<young-daly-curve></young-daly-curve>');
        await frame();
        expect(lock.shadowRoot.querySelector('[part~=lock]') === null).to.equal(true);
        await until('the workbench is open', () => lock.shadowRoot.querySelector('.bench:not([inert])'));
      });
      expect(heard.join()).to.match(said);
      unmountAll();
    }
  });

  it('asks nothing twice: another one of the same ledger has the answer, and a page loaded anew', async () => {
    const name = `lock ${Math.random()}`;
    const first = await put(`question="loss-alarm" track="tiny" ledger="${name}"`);
    inLock(first, 'input[value=always]').focus();
    await press('Space');
    await first.updateComplete;
    await first.commit();
    const second = await put(`question="loss-alarm" track="tiny" ledger="${name}"`);
    await until('the answer is read', () => second.committed);
    expect(second.committed).to.deep.equal(first.committed);
    const other = await put(`question="loss-alarm" track="cloud" ledger="${name}"`);
    expect(other.committed, 'another track, another answer').to.equal(undefined);
    const far = secondWindow<Lock>(
      `<prediction-lock question="loss-alarm" track="tiny" ledger="${name}"></prediction-lock>`,
    );
    await until('the other page has read it', () => far.committed);
    expect(JSON.stringify(far.committed)).to.equal(JSON.stringify(first.committed));
  });

  it('opens in every window when one locks, without a reload', async () => {
    const markup = `<prediction-lock question="loss-alarm" track="tiny" ledger="lock ${Math.random()}"></prediction-lock>`;
    const lock = await mountElement<Lock>(markup);
    const far = secondWindow<Lock>(markup);
    await until('the other asks, too', () => far.shadowRoot?.querySelector('input[value=always]'));
    inLock(lock, 'input[value=always]').focus();
    await press('Space');
    await lock.updateComplete;
    await lock.commit();
    await until('the other shows it', () => far.matches(':state(open)'));
    expect(JSON.stringify(far.committed)).to.equal(JSON.stringify(lock.committed));
  });

  it('counts the first of two windows\u2019 answers, and tells of the second in both', async () => {
    const name = `lock ${Math.random()}`;
    const markup = `<prediction-lock question="best-interval" track="cloud" ledger="${name}"><young-daly-curve></young-daly-curve></prediction-lock>`;
    const lock = await mountElement<Lock>(markup);
    // The other window does not hear of this one, as in a browser without channels: both can lock.
    const far = secondWindow<Lock>(`${markup}<design-ledger ledger="${name}" track="cloud"></design-ledger>`, false);
    const set = async (one: Lock, keys: string): Promise<void> => {
      await until('it asks', () => one.shadowRoot?.querySelector('input[type=text]'));
      const typed = inLock<HTMLInputElement>(one, 'input[type=text]');
      typed.value = keys;
      typed.dispatchEvent(new Event('change'));
      await one.updateComplete;
    };
    await set(lock, '10 min');
    await set(far, '2 h');
    await lock.commit();
    await sleep(50);
    expect(far.committed, 'it has not heard').to.equal(undefined);
    await far.commit();
    await until('the other knows of the first', () => far.committed?.id === lock.committed!.id);
    await far.updateComplete;
    expect(far.committed!.predicted.number).to.equal(600);
    expect(inLock(far, '.second').textContent).to.match(/second answer, 2\s?h\. It is kept and does not count/);
    await until(
      'the ghost is that of the first',
      () => far.querySelector('young-daly-curve')!.getAttribute('guess') === '600 s',
    );
    const book = far.ownerDocument.querySelector('design-ledger')!;
    await until('the table has both', () => book.shadowRoot?.querySelectorAll('tbody tr').length === 2);
    const [later, first] = [...book.shadowRoot!.querySelectorAll('tbody tr')].map(textOf);
    expect(first).to.match(/best-interval: 10 min$/);
    expect(later).to.match(/best-interval: 2 h \(a second answer; the first counts\)$/);
  });

  it('says what the reader\u2019s point would have cost, as the curve computes it', async () => {
    const lock = await put(
      'question="best-interval" track="cloud"',
      '<young-daly-curve scenario="cloud"></young-daly-curve>',
    );
    await until('it asks', () => lock.shadowRoot.querySelector('input[type=text]'));
    const typed = inLock<HTMLInputElement>(lock, 'input[type=text]');
    typed.value = '2 h';
    typed.dispatchEvent(new Event('change'));
    await lock.updateComplete;
    expect(lock.shadowRoot.querySelector('.cost') === null, 'nothing of it before').to.equal(true);
    await lock.commit();
    await lock.updateComplete;
    const curve = lock.querySelector('young-daly-curve') as unknown as {
      value: {guessed: {regret: number; total: number} | null};
    };
    await until('the curve has scored it', () => curve.value.guessed);
    const {regret, total} = curve.value.guessed!;
    const [, lost, points] = /loses ([\d.]+)\s%, ([\d.]+) points more than the best/.exec(
      inLock(lock, '.cost').textContent!,
    )!;
    expect(Number(points)).to.be.closeTo(100 * regret, 0.05);
    expect(Number(lost)).to.be.closeTo(100 * total, 0.1);
    expect(Number(points)).to.be.greaterThan(1);
    expect(lock.describe()).to.contain(`${points} points more than the best`);
  });
});
