/** Widgets of one name on a page that changes under them. */
import 'reliability-tax';
import {expect} from 'chai';
import type {Definition} from '../../src/core/definition.js';
import {initialStates, type WrittenWidget} from '../../src/core/page-fleets.js';
import {press} from '../support/commands.js';
import {sample} from '../support/sample.js';
import {box, frame, notices, settled, slider, unmountAll, type WidgetElement} from '../support/widget.js';

const widgets = [
  'young-daly-curve',
  'failure-topology',
  'staging-bench',
  'sdc-detective',
  'preemption-wall',
  'brownout-bench',
];

let names = 0;
const newFleet = () => `page ${++names}`;
const nodesOf = (widget: Element) => [(widget as WidgetElement).value.nodes, widget.getAttribute('nodes')];
const curve = (fleet: string, attributes = '') =>
  `<young-daly-curve fleet="${fleet}" ${attributes}></young-daly-curve>`;

/** Ways in which a page puts one piece of markup in the place of another. */
const replacements: Record<string, (home: HTMLElement, markup: string) => Promise<void> | void> = {
  'innerHTML': (home, markup) => {
    home.innerHTML = markup;
  },
  'insert, then remove': (home, markup) => {
    const old = [...home.children];
    home.insertAdjacentHTML('beforeend', markup);
    for (const each of old) each.remove();
  },
  'insert before, then remove': (home, markup) => {
    const old = [...home.children];
    home.insertAdjacentHTML('afterbegin', markup);
    for (const each of old) each.remove();
  },
  'remove, then insert': (home, markup) => {
    home.replaceChildren();
    home.insertAdjacentHTML('beforeend', markup);
  },
  'replaceChildren': (home, markup) => {
    const template = document.createElement('template');
    template.innerHTML = markup;
    home.replaceChildren(document.importNode(template.content, true));
  },
  'a view transition': async (home, markup) => {
    const page = document as {startViewTransition?(act: () => void): {finished: Promise<void>}};
    const act = () => void (home.innerHTML = markup);
    await (page.startViewTransition ? page.startViewTransition(act).finished : act());
  },
};

describe('a fleet on a page that changes', () => {
  afterEach(() => unmountAll());

  for (const [way, replace] of Object.entries(replacements)) {
    for (const prose of [false, true]) {
      it(`takes what the author of the newer element wrote: ${way}${prose ? ', while a number in prose stays' : ''}`, async () => {
        const fleet = newFleet();
        const page = box(
          `<div>${curve(fleet, 'nodes="2,048" scenario="llama3"')}</div>${prose ? `<p><live-value fleet="${fleet}" of="nodes">0</live-value></p>` : ''}`,
        );
        const home = page.firstElementChild as HTMLElement;
        await settled(home.firstElementChild as WidgetElement);
        await replace(home, curve(fleet, 'nodes="16,384"'));
        const widget = home.firstElementChild as WidgetElement;
        await settled(widget);
        expect(nodesOf(widget)).to.deep.equal([16_384, '16,384']);
        expect(widget.value.scenario, 'forgotten with the element that said so').to.equal('cloud');
        if (prose) {
          await frame();
          expect(page.querySelector('live-value')!.shadowRoot!.textContent).to.contain('16,384');
        }
      });

      it(`takes it also after the reader's changes, and without it keeps them only while a widget shows them: ${way}${prose ? ', with prose' : ''}`, async () => {
        const fleet = newFleet();
        const page = box(
          `<div>${curve(fleet)}</div>${prose ? `<p><live-value fleet="${fleet}" of="nodes">0</live-value></p>` : ''}`,
        );
        const home = page.firstElementChild as HTMLElement;
        const first = home.firstElementChild as WidgetElement;
        await settled(first);
        slider(first, 'Nodes').focus();
        await press('ArrowRight');
        await settled(first);
        await replace(home, curve(fleet, 'nodes="16,384"'));
        const second = home.firstElementChild as WidgetElement;
        await settled(second);
        expect(nodesOf(second)).to.deep.equal([16_384, '16,384']);
      });
    }
  }

  it('leaves alone what is out of a member’s range, and says so', async () => {
    const fleet = newFleet();
    const home = box(`${curve(fleet, 'nodes="1,000,000"')}<failure-topology fleet="${fleet}"></failure-topology>`);
    const topology = home.lastElementChild as WidgetElement;
    await settled(topology);
    await frame();
    expect(nodesOf(topology)).to.deep.equal([2048, null]);
    expect(notices(topology).join()).to.match(/^from the fleet: nodes=1000000 is not a whole number from 1 to 131,072/);
    expect(nodesOf(home.firstElementChild!)).to.deep.equal([1_000_000, '1,000,000']);
  });

  it('stands at first as every other reading of the page has it', async () => {
    const definitions = widgets.map(
      (tag) => (customElements.get(tag) as unknown as {definition: Definition}).definition,
    );
    const choices = definitions.flatMap((definition) => {
      const {tag, fields} = definition;
      return [
        ...fields.scenario.choices!.map((scenario) => ({tag, attributes: {scenario}})),
        ...Object.values(fields)
          .filter(({dimension}) => dimension !== 'text')
          .map(({attribute, example}) => ({tag, attributes: {[attribute]: example}})),
        {tag, attributes: {}},
      ];
    });
    const pages = Array.from({length: 240}, (_, i) =>
      Array.from({length: 3}, (_, k) => choices[(i * 7919 + k * 104_729 + i * i * k) % choices.length]),
    );
    for (const page of sample(pages, 40, 9)) {
      const fleet = newFleet();
      const markup = ({tag, attributes}: (typeof choices)[number]) =>
        `<${tag} fleet="${fleet}" ${Object.entries(attributes)
          .map(([name, text]) => `${name}="${text}"`)
          .join(' ')}></${tag}>`;
      const home = box(page.map(markup).join(''));
      const written: WrittenWidget[] = page.map(({tag, attributes}) => ({
        definition: definitions.find((each) => each.tag === tag)!,
        attributes: {...attributes, fleet},
      }));
      const states = initialStates(written);
      for (const [i, element] of [...home.children].entries()) {
        const {fields} = written[i].definition;
        const only = (value: object) =>
          Object.fromEntries(Object.keys(fields).map((key) => [key, (value as Record<string, unknown>)[key]]));
        expect(only((element as WidgetElement).value), home.innerHTML).to.deep.equal(only(states[i].value));
      }
      home.remove();
    }
  });
});
