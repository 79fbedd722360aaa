import {sleep, withPage} from '../lib/browser.mjs';

/** In the page, before all else: counts what is set going and what is called off. */
function count() {
  const held = (window.held = {observers: 0, timers: 0, workers: 0});
  for (const name of ['ResizeObserver', 'IntersectionObserver', 'MutationObserver', 'PerformanceObserver']) {
    const Native = window[name];
    window[name] = class extends Native {
      #targets = new Set();
      observe(target, ...rest) {
        held.observers -= this.#targets.size;
        this.#targets.add(target);
        held.observers += this.#targets.size;
        return super.observe(target, ...rest);
      }
      unobserve(target) {
        if (this.#targets.delete(target)) held.observers--;
        return super.unobserve(target);
      }
      disconnect() {
        held.observers -= this.#targets.size;
        this.#targets.clear();
        return super.disconnect();
      }
    };
  }
  const {setTimeout, clearTimeout, setInterval, clearInterval, Worker} = window;
  const pending = new Set();
  const note = (id) => (pending.add(id), (held.timers = pending.size), id);
  const forget = (id) => (pending.delete(id), (held.timers = pending.size));
  window.setTimeout = (call, ...rest) => {
    const id = setTimeout((...given) => (forget(id), typeof call === 'function' ? call(...given) : 0), ...rest);
    return note(id);
  };
  window.setInterval = (...given) => note(setInterval(...given));
  window.clearTimeout = window.clearInterval = (id) => (forget(id), clearTimeout(id), clearInterval(id));
  window.Worker = class extends Worker {
    #runs = !!++held.workers;
    terminate() {
      if (this.#runs) held.workers--;
      this.#runs = false;
      return super.terminate();
    }
  };
}

/** In the page: `times` connects and disconnects, `crowd` elements at once; half of them new, half moved back in. */
async function churn(tag, times, crowd) {
  const frames = async (left) => {
    while (left--) await new Promise(requestAnimationFrame);
  };
  for (let done = 0; done < times; done += 2 * crowd) {
    const elements = Array.from({length: crowd}, () => document.createElement(tag));
    for (let visit = 0; visit < 2; visit++) {
      document.body.append(...elements);
      await frames(3);
      for (const element of elements) element.remove();
      await frames(1);
    }
  }
}

/** What the page holds once garbage is collected. */
async function holdings(page, session) {
  await sleep(1200); // announcements and the like are put off by up to a second
  // The browser's style cache keeps the last few elements whose chart is clipped; a new colour scheme empties it.
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'dark'}]);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await page.emulateMediaFeatures([]);
  for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage');
  const {metrics} = await session.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return {
    listeners: of('JSEventListeners'),
    nodes: of('Nodes'),
    ...(await page.evaluate(() => window.held)),
    heap: of('JSHeapUsedSize'),
  };
}

/** What a thousand connects and disconnects leave behind. */
export async function* each({browser, addresses, connects}, {tag}) {
  const [before, after] = await withPage(browser, {}, async (page, session) => {
    await session.send('Performance.enable');
    await page.evaluateOnNewDocument(count);
    await page.goto(addresses.bundle, {waitUntil: 'load'});
    await page.evaluate(churn, tag, 50, 25); // what the first ones set up for all is no leak
    const start = await holdings(page, session);
    await page.evaluate(churn, tag, connects, 25);
    const end = await holdings(page, session);
    if (page.problems.length) throw new Error(page.problems[0]);
    return [start, end];
  });
  const kept = Object.keys(before)
    .filter((what) => what !== 'heap')
    .map((what) => [what, after[what] - before[what]]);
  const note = kept.map(([what, more]) => `${what} ${more}`).join(', ');
  yield {
    figure: `left by ${connects.toLocaleString('en-US')} connects`,
    value: kept.reduce((sum, [, more]) => sum + Math.abs(more), 0),
    limit: 0,
    note,
  };
  yield {figure: 'heap they leave', value: after.heap - before.heap, unit: 'kB'};
}
