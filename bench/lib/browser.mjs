import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';
import puppeteer from 'puppeteer-core';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

function onPath() {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {} // not here: the next folder
    }
  }
  return undefined;
}

/** Parts of the browser's own interface that would load themselves, on the same cores, while a page is measured. */
const bystanders = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'PreloadTopChromeWebUI'].join();

/** A headless Chromium: `CHROME_PATH`, else the first one on the path, else where Chrome installs itself. */
export function launch() {
  const executablePath = process.env.CHROME_PATH ?? onPath();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return puppeteer.launch({
    headless: true,
    ...(executablePath ? {executablePath} : {channel: 'chrome'}),
    args: [...asRoot, `--disable-features=${bystanders}`],
  });
}

/** 1.6 Mbit/s and a round trip of 150 ms, in the bytes and milliseconds of the browser's protocol. */
const slow4g = {offline: false, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8, latency: 150};

/**
 * Runs `work` on a page of its own browser context: nothing cached, nothing shared.
 * @param {{cpu?: number, slow?: boolean, width?: number}} how CPU slowdown, slow network, width of the window in px
 */
export async function withPage(browser, {cpu = 1, slow = false, width = 752} = {}, work) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    page.problems = [];
    page.on('pageerror', (error) => page.problems.push(String(error)));
    await page.setViewport({width, height: 900});
    const session = await page.createCDPSession();
    await session.send('Network.enable');
    if (slow) await session.send('Network.emulateNetworkConditions', slow4g);
    await session.send('Emulation.setCPUThrottlingRate', {rate: cpu});
    return await work(page, session);
  } finally {
    await context.close();
  }
}

export const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
