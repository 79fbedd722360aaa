import 'reliability-tax';
import {executeServerCommand} from '@web/test-runner-commands';
import {expect} from 'chai';

const tag = 'sdc-detective';

describe('the still figure of <sdc-detective>', () => {
  afterEach(() => document.querySelectorAll(tag).forEach((widget) => widget.remove()));

  for (const attributes of [{}, {scenario: 'llama3'}, {site: 'core', scene: '5', format: 'int8'}] as Array<
    Record<string, string>
  >) {
    it(`is the same from the live element as from Node: ${JSON.stringify(attributes)}`, async () => {
      const widget = document.createElement(tag) as HTMLElement & {toSVG(): string};
      for (const [name, text] of Object.entries(attributes)) widget.setAttribute(name, text);
      document.body.append(widget);
      await new Promise(requestAnimationFrame);
      expect(widget.toSVG()).to.equal(await executeServerCommand('render-still', {tag, attributes}));
    });
  }
});
