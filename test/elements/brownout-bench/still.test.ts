import 'reliability-tax';
import {executeServerCommand} from '@web/test-runner-commands';
import {expect} from 'chai';

const tag = 'brownout-bench';

describe('the still figure of <brownout-bench>', () => {
  afterEach(() => document.querySelectorAll(tag).forEach((widget) => widget.remove()));

  for (const attributes of [
    {},
    {'memory-type': 'flash', 'slots': 'one'},
    {scenario: 'edge'},
    {'scenario': 'mobile', 'erase-time': '0.2 ms'},
  ] as Array<Record<string, string>>) {
    it(`is the same from the live element as from Node: ${JSON.stringify(attributes)}`, async () => {
      const widget = document.createElement(tag) as HTMLElement & {toSVG(): string};
      for (const [name, text] of Object.entries(attributes)) widget.setAttribute(name, text);
      document.body.append(widget);
      await new Promise(requestAnimationFrame);
      const [here, there] = [widget.toSVG(), (await executeServerCommand('render-still', {tag, attributes})) as string];
      expect(here.length).to.be.greaterThan(3000);
      expect(here === there).to.equal(true);
    });
  }
});
