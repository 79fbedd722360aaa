import {sleep, withPage} from '../lib/browser.mjs';
import {pageWork, workPerInput} from '../lib/frames.mjs';
import {drag, keys} from '../lib/gestures.mjs';
import {mean, median, quantile} from '../lib/stats.mjs';
import {trace} from '../lib/trace.mjs';

/** One page, `work` on it at the given CPU slowdown once it stands still. */
function settled(browser, address, cpu, work) {
  return withPage(browser, {cpu: 1}, async (page, session) => {
    await page.goto(address, {waitUntil: 'load'});
    await sleep(500);
    await session.send('Emulation.setCPUThrottlingRate', {rate: cpu});
    const result = await work(page, session);
    if (page.problems.length) throw new Error(page.problems[0]);
    return result;
  });
}

const dragged = (browser, address, cpu, selector, gesture) =>
  settled(browser, address, cpu, async (page, session) =>
    workPerInput(await trace(session, () => drag(page, selector, gesture)), 'pointermove'),
  );

/** Key down to the frame that shows it, by Event Timing (steps of 8 ms; below 16 ms it reports nothing and counts as 16). */
const pressed = (browser, address, cpu, selector, count) =>
  settled(browser, address, cpu, async (page) => {
    await page.evaluate(() => {
      window.presses = [];
      const note = (list) =>
        window.presses.push(
          ...list
            .getEntries()
            .filter(({name}) => name === 'keydown')
            .map(({duration}) => duration),
        );
      new PerformanceObserver(note).observe({type: 'event', durationThreshold: 16});
    });
    await keys(page, selector, {count});
    const seen = await page.evaluate(() => window.presses);
    return [...seen, ...Array(Math.max(0, count - seen.length)).fill(16)];
  });

const peers = new Map();
/** A peer's figure, measured when first asked for and once a run. */
const once = (name, measure) => peers.get(name) ?? peers.set(name, measure()).get(name);

/** Main-thread work per input, and key press to paint, next to a full redraw of the peers' chart. */
export async function* each({browser, addresses, inputs}, {tag, handle, slider}) {
  const address = addresses.widget(tag);
  const gestures = [handle && ['handle', handle, 200], slider && ['slider', slider, 60]].filter(Boolean);
  for (const [cpu, limit, ratio] of [
    [1, 2.5, 0.37],
    [4, 10, 0.29],
  ]) {
    const redraw = await once(`${cpu}x`, () =>
      dragged(browser, addresses.redraw, cpu, 'input', {count: inputs / 2, reach: 250}),
    );
    const gone = [];
    for (const [name, selector, reach] of gestures) {
      gone.push({name, ...(await dragged(browser, address, cpu, selector, {count: inputs / gestures.length, reach}))});
    }
    const all = gone.flatMap((gesture) => gesture.inputs);
    const of = (measure) => ({
      value: measure(all.map(pageWork)),
      unit: 'ms',
      peer: {name: 'full redraw', value: measure(redraw.inputs.map(pageWork))},
    });
    const apart = gone.map((gesture) => `${gesture.name} ${median(gesture.inputs.map(pageWork)).toFixed(1)}`);
    const made = ['script', 'layout', 'paint', 'browser'].map(
      (kind) => `${kind} ${mean(all.map((input) => input[kind])).toFixed(1)}`,
    );
    yield {
      figure: `frame per input, ${cpu}x, median`,
      ...of(median),
      limit,
      ratio,
      note: `${all.length} inputs; ${apart.join(', ')}`,
    };
    yield {
      figure: `frame per input, ${cpu}x, p98`,
      ...of((values) => quantile(values, 0.98)),
      note: `mean ${made.join(', ')} (not counted)`,
    };
    yield {
      figure: `longest task meanwhile, ${cpu}x`,
      value: Math.max(...gone.map((gesture) => gesture.longest)),
      unit: 'ms',
      peer: {name: 'full redraw', value: redraw.longest},
    };
  }
  const p98 = async (page, selector) => quantile(await pressed(browser, page, 4, selector, inputs / 3), 0.98);
  const peer = {name: 'full redraw', value: await once('key', () => p98(addresses.redraw, 'input'))};
  yield {
    figure: 'key press to paint, 4x, p98',
    value: await p98(address, handle ?? slider),
    unit: 'ms',
    limit: 60,
    peer,
    note: `${inputs / 3} presses`,
  };
}
