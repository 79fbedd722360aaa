import 'reliability-tax';
import {executeServerCommand} from '@web/test-runner-commands';
import {expect} from 'chai';

const tag = 'young-daly-curve';

/** What is drawn in Node, by the server of the tests. */
const inNode = (attributes: Record<string, string>): Promise<string> =>
  executeServerCommand('render-still', {tag, attributes});

function live(attributes: Record<string, string>): HTMLElement & {toSVG(): string} {
  const widget = document.createElement(tag) as HTMLElement & {toSVG(): string};
  for (const [name, text] of Object.entries(attributes)) widget.setAttribute(name, text);
  document.body.append(widget);
  return widget;
}

/** The same words, marks and order; coordinates within a twentieth of a pixel, as engines differ in their last digit. */
function expectSame(one: string, other: string): void {
  const number = /-?\d+(?:\.\d+)?/g;
  const texts = (svg: string) =>
    [...svg.matchAll(/<(?:text|title|desc)\b[^>]*>(.*?)<\/(?:text|title|desc)>/g)].map(([, words]) => words);
  expect(texts(one)).to.deep.equal(texts(other));
  const [shape, otherShape] = [one, other].map((svg) => svg.replace(number, '#'));
  let same = 0;
  while (same < shape.length && shape[same] === otherShape[same]) same++;
  expect(shape.slice(same, same + 80)).to.equal(otherShape.slice(same, same + 80));
  const [here, there] = [one, other].map((svg) => (svg.match(number) ?? []).map(Number));
  const worst = here.reduce((most, at, i) => Math.max(most, Math.abs(at - there[i])), 0);
  expect(worst).to.be.at.most(0.05);
  expect(here.length).to.be.greaterThan(500);
}

describe('the still figure of <young-daly-curve>', () => {
  afterEach(() => document.querySelectorAll(tag).forEach((widget) => widget.remove()));

  for (const attributes of [
    {},
    {scenario: 'llama3', interval: '1 h', notation: 'book'},
    {'scenario': 'mobile', 'write-time': '10 ms', 'guess': '30 s'},
    {nodes: '16,384', interval: 'optimal', law: 'weibull', shape: '0.7'},
  ] as Array<Record<string, string>>) {
    it(`is the same from the live element as from Node: ${JSON.stringify(attributes)}`, async () => {
      const widget = live(attributes);
      await new Promise(requestAnimationFrame);
      expectSame(widget.toSVG(), await inNode(attributes));
    });
  }

  it('follows the view', async () => {
    expectSame(live({view: 'both'}).toSVG(), await inNode({view: 'both'}));
  });

  it('is drawn as a picture of 480 pixels', async () => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(live({}).toSVG())}`;
    await image.decode();
    expect(image.naturalWidth).to.equal(480);
  });
});
