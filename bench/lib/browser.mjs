import puppeteer from 'puppeteer-core';
import {paths} from '../../scripts/browsers.mjs';

/** Parts of the browser's own interface that would load themselves, on the same cores, while a page is measured. */
const bystanders = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'PreloadTopChromeWebUI',
].join();

/** A headless Chromium: the one the tests use, else where Chrome installs itself. */
export function launch() {
  const executablePath = paths.chromium();
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
 * `page.problems` collects errors of scripts and answers that never came.
 * @param {{cpu?: number, slow?: boolean, width?: number}} how CPU slowdown, slow network, width of the window in px
 */
export async function withPage(browser, {cpu = 1, slow = false, width = 752} = {}, work) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    page.problems = [];
    page.on('pageerror', (error) => page.problems.push(String(error)));
    page.on(
      'response',
      (response) =>
        response.status() >= 400 &&
        !response.url().endsWith('/favicon.ico') &&
        page.problems.push(`${response.status()} ${response.url()}`),
    );
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
