import {sleep, withPage} from '../lib/browser.mjs';

/** In the page, before all else: adds up layout shifts that no reader caused. */
function watchShifts() {
  window.shift = 0;
  const add = (list) => {
    for (const {value, hadRecentInput} of list.getEntries()) if (!hadRecentInput) window.shift += value;
  };
  new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
}

/** Opens a page whose scripts come late, so that the text stands before the elements; then scrolls through. */
function visit(browser, address) {
  return withPage(browser, {width: 1280}, async (page) => {
    await page.evaluateOnNewDocument(watchShifts);
    let loaded = false;
    const late = [];
    page.on('request', (request) => {
      if (loaded && /^https?:/.test(request.url()) && !request.url().endsWith('/favicon.ico')) late.push(request.url());
    });
    await page.goto(`${address}?late=500`, {waitUntil: 'load'});
    loaded = true;
    await sleep(500);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let y = 0; y < height; y += 450) {
      await page.evaluate((to) => window.scrollTo(0, to), y);
      await sleep(120);
    }
    await sleep(500);
    if (page.problems.length) throw new Error(page.problems[0]);
    return {shift: await page.evaluate(() => window.shift), late};
  });
}

/** Layout shift while a page upgrades, and requests after it has loaded. */
async function* rows(browser, name, address) {
  const {shift, late} = await visit(browser, address);
  yield {figure: `layout shift, ${name}`, value: shift, limit: 0};
  yield {figure: `requests after load, ${name}`, value: late.length, limit: 0, note: late.slice(0, 2).join(' ')};
}

export async function* run({browser, addresses}) {
  for (const [name, address] of addresses.examples()) yield* rows(browser, name, address);
}

export async function* each({browser, addresses}, {tag}) {
  yield* rows(browser, 'between paragraphs', addresses.between(tag));
}
