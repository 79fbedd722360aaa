/** What every widget must do, whatever it shows: `contract('young-daly-curve', {...})` in a test file runs all of it. */
import {expect} from 'chai';
import {engine, resetMouse} from './commands.js';
import {attributes} from './contract/attributes.js';
import {axe} from './contract/axe.js';
import {badInput} from './contract/bad-input.js';
import {contextOf, type Contract} from './contract/context.js';
import {events} from './contract/events.js';
import {fleet} from './contract/fleet.js';
import {givesAway} from './contract/outputs.js';
import {history} from './contract/history.js';
import {keyboard} from './contract/keyboard.js';
import {life} from './contract/lifecycle.js';
import {link} from './contract/link.js';
import {oneWayIn} from './contract/one-way-in.js';
import {looks, looksKept} from './contract/appearance.js';
import {place} from './contract/viewport.js';
import {teacher} from './contract/teacher.js';
import {value} from './contract/value.js';
import {full} from './sample.js';
import {unmountAll} from './widget.js';

export type {Contract, Input, Look} from './contract/context.js';

/** What the engine has a part in: drawing, events, focus, layout. */
const byEngine = [events, place, keyboard, looks];
/** What the library's own code makes of inputs and of coming and going. */
const byCode = [value, oneWayIn, attributes, badInput, history, fleet, teacher, link, looksKept, givesAway, life];
/**
 * Chromium tries everything of every widget. The other two try all of one widget, and what the engine has a part in of some
 * more: between them of every widget. `npm run test:full` leaves none of that out.
 */
const alsoTried: Record<string, readonly string[]> = {
  firefox: ['failure-topology', 'staging-bench', 'preemption-wall'],
  webkit: ['sdc-detective', 'brownout-bench'],
};

function subjectsOf(tag: string) {
  if (engine === 'chromium') return [...byCode, axe, ...byEngine];
  if (tag === 'young-daly-curve') return [...byCode, ...byEngine];
  return full || alsoTried[engine].includes(tag) ? byEngine : [];
}

export function contract(tag: string, promised: Contract): void {
  const context = contextOf(tag, promised);

  describe(`<${tag}> keeps the widgets' contract`, () => {
    let requests = 0;
    const loaded = () =>
      performance.getEntriesByType('resource').filter(({name}) => !/\/__web|wtr|copy=|\.iife\.js/.test(name)).length;

    before(async () => {
      await customElements.whenDefined(tag);
      await context.put();
      unmountAll();
      const usual = context.make().value;
      for (const {property, good} of [context.main, context.second])
        expect(usual[property], `a good ${property} is not the default`).not.to.equal(good[0][1]);
      performance.setResourceTimingBufferSize(10_000);
      requests = loaded();
    });

    afterEach(async () => {
      unmountAll();
      await resetMouse();
    });

    for (const subject of subjectsOf(tag)) subject(context);

    it('asked for nothing after it was loaded', () => {
      expect(loaded()).to.equal(requests);
    });
  });
}
