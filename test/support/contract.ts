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
import {looks, looksKept} from './contract/appearance.js';
import {place} from './contract/viewport.js';
import {teacher} from './contract/teacher.js';
import {value} from './contract/value.js';
import {unmountAll} from './widget.js';

export type {Contract, Input, Look} from './contract/context.js';

/** What the engine has a part in: drawing, events, focus, layout. */
const byEngine = [events, place, keyboard, looks];
/** What the library's own code makes of inputs and of coming and going, and what axe reads of the page: all of it in Chromium, and of one widget in every engine. */
const byCode = [value, attributes, badInput, history, fleet, teacher, link, looksKept, givesAway, life, axe];
const subjectsOf = (tag: string) =>
  engine === 'chromium' || tag === 'young-daly-curve' ? [...byCode, ...byEngine] : byEngine;

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
