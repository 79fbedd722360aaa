import {models, type MathPeek, type YoungDalyCurve} from 'reliability-tax';
import {expect} from 'chai';
import {axeViolations} from '../support/axe.js';
import {centre, click, drag, press, resetMouse, sendKeys} from '../support/commands.js';
import {noMathTable, useFonts, usual, wide} from '../support/fonts.js';
import {sample} from '../support/sample.js';
import {listen} from '../support/watch.js';
import {
  box,
  button,
  drawn,
  mount,
  overflow,
  settled,
  unmountAll,
  until,
  type WidgetElement,
} from '../support/widget.js';

const {formatQuantity, youngInterval} = models;

type Curve = YoungDalyCurve & WidgetElement;

const inside = <T extends Element = HTMLElement>(peek: Element, selector: string): T =>
  peek.shadowRoot!.querySelector<T>(selector)!;
const all = <T extends Element = HTMLElement>(peek: Element, selector: string): T[] => [
  ...peek.shadowRoot!.querySelectorAll<T>(selector),
];
const number = (peek: Element, name: string): HTMLInputElement =>
  inside<HTMLInputElement>(peek, `[role=spinbutton][data-slot="${name}"]`);
const result = (peek: Element): string => inside(peek, 'output').textContent!.trim();
const peekOf = (curve: Curve): MathPeek => inside<MathPeek>(curve, 'math-peek');

async function alone(markup: string, style?: string): Promise<MathPeek> {
  const peek = box(markup, style).firstElementChild as MathPeek;
  await peek.updateComplete;
  return peek;
}

async function opened(markup = '<young-daly-curve math="open"></young-daly-curve>'): Promise<[Curve, MathPeek]> {
  const curve = await mount<Curve>(markup);
  const peek = peekOf(curve);
  await peek.updateComplete;
  return [curve, peek];
}

const widgets = [
  'young-daly-curve',
  'failure-topology',
  'sdc-detective',
  'staging-bench',
  'brownout-bench',
  'preemption-wall',
];

const ready = async (...elements: Array<{updateComplete: Promise<boolean>}>) => {
  for (const element of elements) await element.updateComplete;
  for (const element of elements) await element.updateComplete;
};

describe('<math-peek>', () => {
  afterEach(async () => {
    unmountAll();
    await resetMouse();
  });

  describe('on its own', () => {
    it('shows a formula in symbols, in numbers, and what it gives', async () => {
      const peek = await alone('<math-peek formula="young" write-time="90 s" mtbf="3 h">the root of 2 δ M</math-peek>');
      expect(inside(peek, 'math[role=math]').getAttribute('aria-label')).to.equal(
        'tau Young is the square root of 2 times delta times M',
      );
      expect(all(peek, '[role=spinbutton]').map((input) => (input as HTMLInputElement).value)).to.deep.equal(
        ['90 s', '3 h'].map((text, i) => formatQuantity(i ? 10_800 : 90, 'time') || text),
      );
      expect(result(peek)).to.equal(formatQuantity(youngInterval({writeTime: 90, mtbf: 10_800}), 'time'));
      expect(peek.value.writeTime).to.equal(90);
      expect(inside(peek, '.names').textContent)
        .to.contain('time to write one checkpoint')
        .and.to.contain('mean time between failures of the job');
    });

    it('shows every formula in both notations, without a hole', async () => {
      const peek = await alone('<math-peek></math-peek>');
      for (const notation of ['mission', 'book']) {
        peek.notation = notation;
        for (const formula of peek.formulas) {
          peek.setAttribute('formula', formula);
          await ready(peek);
          const text = `${inside(peek, '.base').textContent}${all<HTMLInputElement>(peek, 'input')
            .map(({value}) => value)
            .join()}`;
          expect(text, formula).not.to.match(/@|NaN|undefined|null|\[object|\\|\{|\?/);
          expect(result(peek), formula).to.match(/\d/);
          expect(all(peek, '.rows math').length, formula).to.equal(3 + all(peek, '.rows .slot.symbol').length);
          expect(peek.describe()).to.match(/^[A-Z].{20,}\.$/);
        }
      }
    });

    it('says what is wrong with an attribute, and keeps the last good value', async () => {
      const {warn} = console;
      console.warn = () => undefined;
      const peek = await alone('<math-peek write-time="-3 s" formula="nonsense"></math-peek>');
      console.warn = warn;
      expect(inside(peek, '.notice').textContent)
        .to.contain('write-time="-3 s"')
        .and.to.contain('formula="nonsense" is not one of young');
      expect(result(peek)).to.match(/min$/);
      expect(peek.matches(':state(invalid)')).to.equal(true);
    });

    it('takes a preset from the widget its formula belongs to; one that this lacks is a notice, by attribute and by menu', async () => {
      const notices = (peek: MathPeek) => all(peek, '[part~=notice] li').map((item) => item.textContent!);
      for (const [formula, scenario] of [
        ['hold-up', 'cloud'],
        ['async-interval', 'edge'],
        ['resume-time', 'llama3'],
        ['soft-errors', 'cloud'],
      ]) {
        for (const attributes of [
          `formula="${formula}" scenario="${scenario}"`,
          `scenario="${scenario}" formula="${formula}"`,
        ]) {
          const peek = await alone(`<math-peek ${attributes}></math-peek>`);
          expect(notices(peek).length, notices(peek).join(' | ')).to.equal(1);
          expect(notices(peek)[0]).to.contain(`scenario="${scenario}" is not one of`);
          expect(result(peek), attributes).to.match(/\d/);
        }
      }
      const peek = await alone('<math-peek formula="exact" scenario="llama3"></math-peek>');
      expect(notices(peek)).to.deep.equal([]);
      const menu = inside<HTMLSelectElement>(peek, 'select');
      for (const formula of peek.formulas) {
        menu.value = formula;
        menu.dispatchEvent(new Event('change', {bubbles: true}));
        await ready(peek);
        expect(peek.value.formula).to.equal(formula);
        expect(all(peek, '.result, [part~=notice]').length, formula).to.be.greaterThan(0);
        expect(inside(peek, 'output').textContent!.trim(), formula).not.to.equal('');
      }
    });

    it('takes a bare number in the unit that the formula’s own widget has for it', async () => {
      for (const order of ['formula="longest-chain" interval="30"', 'interval="30" formula="bytes-per-checkpoint"'])
        expect((await alone(`<math-peek ${order}></math-peek>`)).value.interval, order).to.equal(30);
      expect((await alone('<math-peek interval="30" formula="waste"></math-peek>')).value.interval).to.equal(1800);
    });

    it('takes part in a fleet: it follows the curve, and the curve follows it', async () => {
      const curve = await mount<Curve>('<young-daly-curve fleet="peek"></young-daly-curve>');
      const peek = await alone('<math-peek fleet="peek"></math-peek>');
      curve.setAttribute('write-time', '10 min');
      await ready(curve, peek);
      expect(number(peek, 'delta').value).to.equal('10 min');
      number(peek, 'delta').focus();
      await press('ArrowUp');
      await ready(curve, peek);
      expect(curve.value.writeTime).to.equal(630);
    });

    it('speaks as a control: one input and one change for a key, none when set by code', async () => {
      const peek = await alone('<math-peek></math-peek>');
      const heard = listen(peek as unknown as WidgetElement);
      peek.value = {writeTime: 60};
      peek.setAttribute('formula', 'daly');
      await ready(peek);
      expect(heard.length).to.equal(0);
      number(peek, 'M').focus();
      await press('ArrowDown');
      expect(heard.map(({type}) => type)).to.deep.equal(['input', 'change']);
      await press('Control+z');
      heard.stop();
      expect(peek.value.mtbf).to.equal(14_400);
    });

    it('has nothing for axe to find', async () => {
      const peek = await alone('<math-peek formula="waste"></math-peek>');
      for (const details of all<HTMLDetailsElement>(peek, 'details')) details.open = true;
      await ready(peek);
      expect(await axeViolations(peek)).to.deep.equal([]);
    });
  });

  describe('in any font', () => {
    for (const fonts of [usual, wide, noMathTable]) {
      it(`stays inside its box with every formula from 280 px up, every row open: ${fonts.text}, ${fonts.math}`, async () => {
        useFonts(fonts);
        const peek = await alone('<math-peek></math-peek>', 'width:280px');
        const faults: string[] = [];
        for (const notation of ['mission', 'book']) {
          peek.notation = notation;
          for (const formula of sample(peek.formulas, 8, 3)) {
            peek.setAttribute('formula', formula);
            await ready(peek);
            for (const details of all<HTMLDetailsElement>(peek, 'details')) details.open = true;
            await ready(peek);
            for (const width of [280, 390, 752]) {
              peek.parentElement!.style.width = `${width}px`;
              await ready(peek);
              for (const fault of overflow(peek as unknown as WidgetElement))
                faults.push(`${formula}, ${notation}, ${width} px: ${fault}`);
              const rows = inside(peek, '.rows').getBoundingClientRect();
              for (const input of all(peek, '.rows input')) {
                const {top, bottom} = input.getBoundingClientRect();
                if (top < rows.top - 1 || bottom > rows.bottom + 1)
                  faults.push(`${formula}, ${notation}, ${width} px: a box to type in is cut above or below`);
              }
            }
          }
        }
        expect(faults).to.deep.equal([]);
      });

      it(`makes no page and no widget wider when it opens: ${fonts.text}, ${fonts.math}`, async () => {
        useFonts(fonts);
        for (const tag of sample(widgets, 3, 4)) {
          const widget = await mount(`<${tag} math="open"></${tag}>`, 'width:280px');
          for (const width of [280, 390, 752]) {
            widget.parentElement!.style.width = `${width}px`;
            await drawn(widget);
            expect(inside(widget, 'math-peek'), tag).not.to.equal(null);
            expect(overflow(widget), `${tag}, ${width} px`).to.deep.equal([]);
          }
          expect(document.documentElement.scrollWidth).to.be.at.most(document.documentElement.clientWidth);
          unmountAll();
          useFonts(fonts);
        }
      });
    }
  });

  describe('numbers', () => {
    it('are turned by keys, typed with a unit, refused with a reason, and left alone by Escape', async () => {
      const [curve, peek] = await opened();
      const delta = number(peek, 'delta');
      expect([
        delta.getAttribute('role'),
        delta.getAttribute('aria-valuenow'),
        delta.getAttribute('aria-valuetext'),
      ]).to.deep.equal(['spinbutton', '120', '2 minutes']);
      delta.focus();
      await press('ArrowUp');
      expect(curve.value.writeTime).to.equal(126);
      await press('Shift+ArrowUp');
      expect(curve.value.writeTime).to.be.closeTo(126 * 1.25, 1);
      delta.select();
      await sendKeys({type: '45 s'});
      await press('Enter');
      await ready(curve, peek);
      expect(curve.value.writeTime).to.equal(45);
      delta.select();
      await sendKeys({type: '3 GB'});
      await press('Enter');
      await ready(curve, peek);
      expect(curve.value.writeTime).to.equal(45);
      expect([delta.value, delta.getAttribute('aria-invalid')]).to.deep.equal(['3 GB', 'true']);
      expect(inside(peek, '.problem').textContent).to.contain('3 GB').and.to.contain('is not a time');
      delta.select();
      await sendKeys({type: '9'});
      await press('Escape');
      expect(delta.value).to.equal(formatQuantity(45, 'time'));
    });

    it('are dragged sideways: an input at every move, one change at the end', async () => {
      const [curve, peek] = await opened();
      const delta = number(peek, 'delta');
      delta.scrollIntoView({block: 'center'});
      const [x, y] = centre(delta);
      const heard = listen(curve);
      await drag([x, y], [x + 60, y]);
      heard.stop();
      expect(curve.value.writeTime).to.be.closeTo(120 * Math.exp(0.5), 3);
      expect(heard.filter(({type}) => type === 'change').length).to.equal(1);
      expect(heard.filter(({type}) => type === 'input').length).to.be.greaterThan(2);
      expect(peek.shadowRoot!.activeElement).to.equal(null);
    });

    it('stand still where a teacher locked them, and say so', async () => {
      const [curve, peek] = await opened('<young-daly-curve math="open" locked="write-time"></young-daly-curve>');
      const delta = number(peek, 'delta');
      delta.focus();
      await press('ArrowUp');
      expect(curve.value.writeTime).to.equal(120);
      expect(delta.readOnly && delta.getAttribute('aria-disabled')).to.equal('true');
      expect(delta.getAttribute('aria-valuetext')).to.contain('Locked');
    });

    it('that stand twice in a formula are one tab stop', async () => {
      const [, peek] = await opened();
      const menu = inside<HTMLSelectElement>(peek, 'select');
      menu.value = 'waste';
      menu.dispatchEvent(new Event('change'));
      await ready(peek);
      expect(all(peek, '.rows [role=spinbutton]').length).to.equal(5);
      expect(all(peek, '.again').length).to.be.greaterThan(2);
      all(peek, '.again')[0].scrollIntoView({block: 'center'});
      await click(all(peek, '.again')[0]);
      expect((peek.shadowRoot!.activeElement as HTMLElement)?.dataset.slot).to.equal(
        all(peek, '.again')[0].dataset.slot,
      );
    });
  });

  describe('inside a widget', () => {
    it('by keyboard alone: open the peek, change δ, and curve, sentence and table follow', async () => {
      const curve = await mount<Curve>('<young-daly-curve></young-daly-curve>');
      const path = () => inside(curve, '.chart .checkpoint path').getAttribute('d');
      const said = () => inside(curve, '[part=sentence]').textContent;
      button(curve, 'Table').focus();
      await press('Enter');
      await settled(curve);
      const rows = () => inside(curve, '#table table').textContent;
      const before = [path(), said(), rows()];
      button(curve, 'Math').focus();
      await press('Enter');
      await settled(curve);
      const peek = peekOf(curve);
      await ready(peek);
      for (let stops = 0; stops < 12 && peek.shadowRoot!.activeElement !== number(peek, 'delta'); stops++)
        await press('Tab');
      expect(peek.shadowRoot!.activeElement).to.equal(number(peek, 'delta'));
      await press('Shift+ArrowUp');
      await until('the words follow', () => said() !== before[1]);
      await ready(curve, peek);
      expect(curve.value.writeTime).to.equal(150);
      expect([path(), said(), rows()].map((now, i) => now !== before[i])).to.deep.equal([true, true, true]);
      expect(result(peek)).to.equal(formatQuantity(curve.value.optimum.young, 'time'));
    });

    it('lights the symbol, its control and its mark together, from either side', async () => {
      const [curve, peek] = await opened();
      number(peek, 'delta').focus();
      await ready(curve, peek);
      const lit = () => [
        all(peek, '.rows .lit')
          .map((slot) => slot.dataset.slot)
          .join(),
        all(curve, '[data-lit][data-input]')
          .map((control) => control.dataset.input)
          .join(),
        inside(curve, '.figure').dataset.lit,
      ];
      expect(lit()).to.deep.equal(['delta,delta,delta', 'writeTime', 'checkpoint']);
      number(peek, 'M').focus();
      await ready(curve, peek);
      expect(lit().slice(0, 1).concat(lit()[2]!)).to.deep.equal(['M,M,M', 'lost']);
      inside<HTMLInputElement>(curve, '#range-writeTime').focus();
      await ready(curve, peek);
      expect(lit()[0]).to.equal('delta,delta,delta');
      button(curve, 'Math').focus();
      await ready(curve, peek);
      expect(lit()).to.deep.equal(['', '', '']);
    });

    it('is not offered with math="none", and open at first with math="open"', async () => {
      const none = await mount<Curve>('<young-daly-curve math="none"></young-daly-curve>');
      expect(() => button(none, 'Math')).to.throw();
      const [open] = await opened();
      expect(button(open, 'Math').getAttribute('aria-expanded')).to.equal('true');
    });
  });

  describe("a formula of the reader's own", () => {
    async function type(peek: MathPeek, text: string): Promise<void> {
      inside<HTMLDetailsElement>(peek, '.own').open = true;
      const input = inside<HTMLInputElement>(peek, '#own');
      input.focus();
      input.select();
      await sendKeys({type: text});
      await ready(peek);
    }

    it('is computed, compared, drawn, and marked on the curve with its regret', async () => {
      const [curve, peek] = await opened();
      await type(peek, '2*sqrt(delta*M)');
      await until('it is marked on the curve', () => inside(curve, '.overlays'));
      await ready(curve, peek);
      const says = inside(peek, '#own-says').textContent!;
      const interval = 2 * Math.sqrt(120 * 14_400);
      expect(says).to.contain(`This gives ${formatQuantity(interval, 'time')}, 1.41 times the formula above.`);
      const {total} = models.wasteBreakdown({interval, writeTime: 120, mtbf: 14_400, restart: 300, downtime: 60});
      expect(says).to.contain(
        `it loses ${formatQuantity(total, 'ratio')}, ${formatQuantity((total - curve.value.leastWaste) * 100, 'number')} points more`,
      );
      expect(inside(peek, '.against svg')).to.not.equal(null);
      expect(inside(curve, '.overlays').textContent).to.contain('your formula');
      await type(peek, ' ');
      await until('the mark is gone', () => !inside(curve, '.overlays'));
    });

    it('scrolls in its own line where it is wider than its box', async () => {
      useFonts(wide);
      const peek = await alone('<math-peek notation="book"></math-peek>', 'width:280px');
      await type(peek, 'sqrt(2*delta*M) + sqrt(2*delta*M) + sqrt(2*delta*M)');
      await until('it is understood', () => inside(peek, '.understood math'));
      const line = inside(peek, '.understood');
      expect(line.scrollWidth, 'the formula is wide').to.be.greaterThan(line.clientWidth);
      // What is typed scrolls in its box, as any long text does.
      const faults = overflow(peek as unknown as WidgetElement).filter((fault) => !fault.startsWith('<input'));
      expect(faults).to.deep.equal([]);
      expect(await axeViolations(peek)).to.deep.equal([]);
    });

    it('is refused with the place marked, and the curve stays as it is', async () => {
      const [curve, peek] = await opened();
      await type(peek, 'sqrt(2*delta*X)');
      expect(inside(peek, 'mark').textContent).to.equal('X');
      expect(inside(peek, '#own').getAttribute('aria-invalid')).to.equal('true');
      await type(peek, 'delta*M');
      expect(inside(peek, '.own .problem').textContent).to.contain('a time squared');
      expect(inside(curve, '.overlays')).to.equal(null);
      expect(await axeViolations(curve)).to.deep.equal([]);
    });
  });
});
