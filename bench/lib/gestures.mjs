import {sleep} from './browser.mjs';

/** Counts the page's `input` events, so that a gesture that changes nothing is not taken for a fast one. */
const countInputs = () => {
  window.inputs = 0;
  document.addEventListener('input', () => window.inputs++, {capture: true});
};

/**
 * Real pointer or key events on what `selector` finds; throws when fewer than four in five of them
 * changed anything.
 */
async function gesture(page, selector, count, perform) {
  const target = await page.waitForSelector(selector, {visible: true, timeout: 5000});
  await target.scrollIntoView();
  const box = await target.boundingBox();
  await page.evaluate(countInputs);
  await perform(target, box);
  await sleep(200);
  const inputs = await page.evaluate(() => window.inputs);
  if (inputs < 0.8 * count) throw new Error(`${count} events on ${selector} made ${inputs} inputs`);
}

/** 0, 1, 0, -1, 0 at even speed over one turn. */
const zigzag = (turns) => 1 - Math.abs(((turns + 0.25) % 1) * 4 - 2);

/** Drags twice back and forth by up to `reach` px, one pointer move at a time. */
export function drag(page, selector, {count, reach}) {
  return gesture(page, selector, count, async (_, box) => {
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 1; i <= count; i++) {
      await page.mouse.move(x + reach * zigzag((2 * i) / count), y);
      await sleep(4);
    }
    await page.mouse.up();
  });
}

/** Presses arrow keys: ten to the right, ten to the left, and so on. */
export function keys(page, selector, {count}) {
  return gesture(page, selector, count, async (target) => {
    await target.focus();
    for (let i = 0; i < count; i++) {
      await page.keyboard.press(Math.floor(i / 10) % 2 ? 'ArrowLeft' : 'ArrowRight');
      await sleep(20);
    }
  });
}
