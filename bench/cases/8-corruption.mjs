import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {sleep, withPage} from '../lib/browser.mjs';
import {median} from '../lib/stats.mjs';

const now = () => performance.now() / 1000;

/** In the page: a campaign by its button, the longest task of the page meanwhile, both in milliseconds. */
async function campaign() {
  const widget = document.querySelector('sdc-detective');
  const buttons = () => [...widget.shadowRoot.querySelectorAll('button')];
  const wait = async (holds) => {
    while (!holds()) await new Promise((done) => setTimeout(done, 20));
  };
  buttons()
    .find((one) => one.textContent === 'More')
    .click();
  await wait(() => buttons().some((one) => one.textContent === 'Inject 10,000'));
  await new Promise((done) => setTimeout(done, 500));
  let longest = 0;
  const watch = new PerformanceObserver((list) =>
    list.getEntries().forEach(({duration}) => (longest = Math.max(longest, duration))),
  );
  watch.observe({entryTypes: ['longtask']});
  const start = performance.now();
  buttons()
    .find((one) => one.textContent === 'Inject 10,000')
    .click();
  await wait(() => widget.value.coverage !== null);
  const time = performance.now() - start;
  await new Promise((done) => setTimeout(done, 500));
  watch.disconnect();
  return {time, longest};
}

/** What it costs to notice: the check against running twice by width, CRC-32C, a campaign. */
export async function* run({browser, addresses, dist}) {
  const {crc32c, detectionCost, leastWidth, measure, runCampaign, widthWork} = await import(
    pathToFileURL(join(dist, 'models.js'))
  );
  for (const width of [4, 8, 16, 32, 64, 128, 256, 512]) {
    const {run: rerun, check} = widthWork(width);
    const [twice, once] = [rerun, check].map((work) => measure(work, {now}).median);
    yield {
      figure: `running twice over the check, width ${width}`,
      value: twice / once,
      unit: 'x',
      note: `by operations ${detectionCost({rows: width, columns: width}).ratio.toFixed(1)}`,
    };
  }
  yield {figure: 'least width for 10x, by operations', value: leastWidth(10)};

  const bytes = Uint8Array.from({length: 1 << 24}, (_, i) => (i * 2_654_435_761) >>> 24);
  const rates = Array.from({length: 7}, () => {
    const start = performance.now();
    crc32c(bytes);
    return bytes.length / 1e6 / ((performance.now() - start) / 1000);
  });
  yield {figure: 'CRC-32C', value: median(rates), unit: 'MB/s', least: 700, note: 'median of 7, 16 MiB each'};

  const {time, longest} = await withPage(browser, {}, async (page) => {
    await page.goto(addresses.widget('sdc-detective'), {waitUntil: 'load'});
    await sleep(500);
    return page.evaluate(campaign);
  });
  yield {figure: 'campaign of 10,000 faults in a page', value: time, unit: 'ms', limit: 20_000};
  yield {figure: 'longest task of the page meanwhile (0: under 50 ms)', value: longest, unit: 'ms', limit: 50};

  const start = performance.now();
  const {injections} = runCampaign({seed: 'bench', injections: 10_000, format: 'bf16'});
  yield {
    figure: `campaign of ${injections.toLocaleString('en-US')} faults in one thread`,
    value: performance.now() - start,
    unit: 'ms',
    limit: 20_000,
  };
}
