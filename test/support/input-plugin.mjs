/** The test server's side of commands.ts: input that web-test-runner has no command for, or not in every engine. */

/** https://www.w3.org/TR/webdriver2/#keyboard-actions */
const webdriverKeys = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
};

/** Chromium and Firefox, by Puppeteer. */
const puppeteer = {
  async 'press-keys'(page, keys) {
    const modifiers = keys.slice(0, -1);
    for (const key of modifiers) await page.keyboard.down(key);
    await page.keyboard.press(keys.at(-1));
    for (const key of modifiers.reverse()) await page.keyboard.up(key);
  },

  async 'touch'(page, [start, ...rest]) {
    const finger = await page.touchscreen.touchStart(...start);
    for (const point of rest) await finger.move(...point);
    await finger.end();
  },

  'viewport': (page, size) => page.setViewport(size),
};

/** WebKitGTK, by WebDriver. */
const webdriver = {
  async 'press-keys'(driver, keys) {
    const values = keys.map((key) => webdriverKeys[key] ?? key);
    if (values.some((value) => [...value].length > 1)) throw new Error(`Unknown key in ${keys.join('+')}`);
    const down = values.map((value) => ({type: 'keyDown', value}));
    const up = values.map((value) => ({type: 'keyUp', value})).reverse();
    await driver.performActions([{type: 'key', id: 'keyboard', actions: [...down, ...up]}]);
  },

  'touch'() {
    throw new Error('WebKitGTK sends a mouse where a touch is asked for: skip this test where !hasTouch');
  },

  /** Makes the page itself this size; the window is larger by its bars, and never narrower than its tool bar. */
  async 'viewport'(driver, {width, height}) {
    const page = () => driver.execute('return [innerWidth, innerHeight]');
    const fits = (size) => size[0] === width && size[1] === height;
    let size = await page();
    if (fits(size)) return;
    const window = await driver.getWindowRect();
    await driver.setWindowRect(null, null, width + window.width - size[0], height + window.height - size[1]);
    const end = Date.now() + 60_000;
    while (Date.now() < end) {
      size = await page();
      if (fits(size)) return;
      await new Promise((next) => setTimeout(next, 20));
    }
    throw new Error(`WebKitGTK's page is ${size.join(' x ')}, not ${width} x ${height}`);
  },
};

export const setWebKitViewport = webdriver.viewport;

export function inputPlugin() {
  return {
    name: 'input-commands',
    async executeCommand({command, payload, session: {browser, id}}) {
      const commands = browser.type === 'puppeteer' ? puppeteer : webdriver;
      if (!Object.hasOwn(commands, command)) return;
      await commands[command](browser.type === 'puppeteer' ? browser.getPage(id) : browser.driver, payload);
      return true;
    },
  };
}
