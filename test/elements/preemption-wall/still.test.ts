import 'reliability-tax';
import {executeServerCommand} from '@web/test-runner-commands';
import {expect} from 'chai';

const tag = 'preemption-wall';

/** The same words, marks and order; coordinates within a fifth of a pixel, as engines differ in their last digit. */
function expectSame(one: string, other: string): void {
  const number = /-?\d+(?:\.\d+)?/g;
  const texts = (svg: string) =>
    [...svg.matchAll(/<(?:text|title|desc)\b[^>]*>(.*?)<\/(?:text|title|desc)>/g)].map(([, words]) => words);
  expect(texts(one)).to.deep.equal(texts(other));
  expect(one.replace(number, '#')).to.equal(other.replace(number, '#'));
  const [here, there] = [one, other].map((svg) => (svg.match(number) ?? []).map(Number));
  expect(here.length).to.be.greaterThan(200);
  expect(here.reduce((most, at, i) => Math.max(most, Math.abs(at - there[i])), 0)).to.be.at.most(0.2);
}

describe('the still figure of <preemption-wall>', () => {
  afterEach(() => document.querySelectorAll(tag).forEach((widget) => widget.remove()));

  for (const attributes of [
    {},
    {chain: '20'},
    {storage: 'emmc'},
    {scenario: 'tiny', chain: '12'},
    {kill: '1 h'},
  ] as Array<Record<string, string>>) {
    it(`is the same from the live element as from Node: ${JSON.stringify(attributes)}`, async () => {
      const widget = document.createElement(tag) as HTMLElement & {toSVG(): string};
      for (const [name, text] of Object.entries(attributes)) widget.setAttribute(name, text);
      document.body.append(widget);
      await new Promise(requestAnimationFrame);
      expectSame(widget.toSVG(), await executeServerCommand('render-still', {tag, attributes}));
    });
  }
});
