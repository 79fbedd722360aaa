import 'reliability-tax';
import {expect} from 'chai';
import {mount, pointOf, handleAt, settled, unmountAll, type WidgetElement} from '../../support/contract.js';
import {sendMouse} from '../../support/commands.js';
describe('dbg', () => {
  afterEach(unmountAll);
  it('detail', async () => {
    const w = await mount('<young-daly-curve detail="everything"></young-daly-curve>');
    console.log(w.shadowRoot.textContent!.slice(0, 200));
  });
  it('notation', async () => {
    const w = await mount('<young-daly-curve notation="french"></young-daly-curve>');
  });
  for (const z of [0.5,1.25,1.5]) it('zoom '+z, async () => {
    const widget = await mount('<young-daly-curve></young-daly-curve>', `width:480px;zoom:${z}`) as WidgetElement;
    for (const share of [0.25, 0.85]) {
      const [x, y] = pointOf(widget, share, 0.6);
      const hit = (widget.getRootNode() as Document).elementFromPoint(x, y);
      await sendMouse({type: 'click', position: [x, y]});
      await settled(widget);
      console.log(z, x, y, innerHeight, hit?.localName, widget.shadowRoot.elementFromPoint(x,y)?.className, handleAt(widget).join(), String(widget.value.interval));
    }
  });
});
