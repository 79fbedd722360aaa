import {sleep, withPage} from '../lib/browser.mjs';
import {paintAfter} from '../lib/frames.mjs';
import {median} from '../lib/stats.mjs';
import {trace} from '../lib/trace.mjs';

/** In the page, before all else: marks the moment a curve or a canvas stands in the document or any shadow root. */
function watch() {
  const roots = [document];
  const isChart = (node) => node.isConnected && (node.localName === 'canvas' || node.getAttribute('d')?.length > 400);
  window.chartDrawn = new Promise((done) => {
    const observer = new MutationObserver(() => {
      if (!roots.some((root) => [...root.querySelectorAll('svg path[d], canvas')].some(isChart))) return;
      performance.mark('chart-drawn');
      observer.disconnect();
      done();
    });
    const observe = (root) => observer.observe(root, {subtree: true, childList: true, attributeFilter: ['d']});
    observe(document);
    const attachShadow = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const root = attachShadow.call(this, init);
      roots.push(root);
      observe(root);
      return root;
    };
  });
}

/** In the page: the width of what was drawn, so that an empty box never counts as a chart. */
function chartWidth() {
  const all = (root) => [
    ...root.querySelectorAll('svg path[d], canvas'),
    ...[...root.querySelectorAll('*')].flatMap((node) => (node.shadowRoot ? all(node.shadowRoot) : [])),
  ];
  return Math.max(...all(document).map((node) => node.getBoundingClientRect().width));
}

async function tooLate(address) {
  await sleep(20_000);
  throw new Error(`no chart on ${new URL(address).pathname} within 20 s`);
}

/** One cold load in a fresh context. */
function load(browser, address, how) {
  return withPage(browser, how, async (page, session) => {
    await page.evaluateOnNewDocument(watch);
    const events = await trace(session, async () => {
      await page.goto(address, {waitUntil: 'load'});
      await Promise.race([page.evaluate(() => window.chartDrawn), tooLate(address)]);
      await sleep(150 + 50 * (how.cpu ?? 1));
    });
    if (page.problems.length) throw new Error(page.problems[0]);
    const width = await page.evaluate(chartWidth);
    if (!(width > 300)) throw new Error(`the chart is ${width} px wide`);
    return paintAfter(events, 'chart-drawn');
  });
}

const conditions = [
  ['1x, no throttling', {cpu: 1}],
  ['4x CPU, 1.6 Mbit/s, 150 ms', {cpu: 4, slow: true}],
];

/** From navigation to the frame that shows the chart, cold: ours, an OJS cell, lit and Plot alone, in turn. */
export async function* run({browser, addresses, widgets, rounds}) {
  const {tag} = widgets.find(({first}) => first);
  const pages = {ours: addresses.widget(tag), ojs: addresses.ojs, floor: addresses.floor};
  const order = Object.keys(pages);
  for (const address of Object.values(pages)) await load(browser, address, {}); // the server's and the disk's caches
  for (const [name, how] of conditions) {
    const loads = {ours: [], ojs: [], floor: []};
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < order.length; turn++) {
        const page = order[(round + turn) % order.length];
        loads[page].push(await load(browser, pages[page], how));
      }
    }
    const painted = (page) => median(loads[page].map((one) => one.painted));
    const ours = {value: painted('ours'), unit: 'ms', note: `median of ${rounds}`};
    yield {
      figure: `first widget painted, ${name}`,
      ...ours,
      ratio: 0.5,
      peer: {name: 'OJS cell', value: painted('ojs')},
    };
    yield {
      figure: `first widget painted, ${name}`,
      ...ours,
      ratio: 1.3,
      peer: {name: 'lit + Plot', value: painted('floor')},
    };
    const longest = (page) => median(loads[page].map((one) => one.longest));
    yield {
      figure: `longest task while loading, ${name}`,
      value: longest('ours'),
      unit: 'ms',
      peer: {name: 'OJS cell', value: longest('ojs')},
    };
  }
}
