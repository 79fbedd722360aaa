/**
 * Input as a reader gives it: real keys, mouse and touch, sent by the browser itself (`isTrusted`).
 *
 * |                         | Chromium | Firefox                    | WebKitGTK                    |
 * | ----------------------- | -------- | -------------------------- | ---------------------------- |
 * | press, click, drag,     | yes      | yes                        | yes; Shift+Tab moves focus,  |
 * | sendKeys, sendMouse     |          |                            | but its `key` is Unidentified|
 * | sendKeys down and up    | yes      | yes                        | no: press a chord            |
 * | tap, touchDrag          | yes      | yes, but nothing scrolls:  | no: skip where !hasTouch     |
 * |                         |          | never a pointercancel      |                              |
 * | setViewport             | yes      | yes                        | from 450 px wide             |
 * | emulateMedia            | yes      | no                         | no                           |
 *
 * Every test file starts at 800 x 600. Media settings and held buttons outlive a file: undo them in `afterEach`.
 */
import {executeServerCommand, sendMouse} from '@web/test-runner-commands';

export {emulateMedia, resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';

/** Viewport coordinates in CSS pixels. */
export type Point = [x: number, y: number];

export const engine: 'chromium' | 'firefox' | 'webkit' = navigator.userAgent.includes('Firefox/')
  ? 'firefox'
  : navigator.userAgent.includes('Chrome/')
    ? 'chromium'
    : 'webkit';

/** True where tap() and touchDrag() work. */
export const hasTouch = engine !== 'webkit';

/** True where emulateMedia() works. */
export const hasMedia = engine === 'chromium';

/** Presses one key or a chord, as in `press('ArrowRight')`, `press('Space')`, `press('Shift+Tab')`, `press('Control+z')`. */
export const press = (chord: string): Promise<void> =>
  executeServerCommand(
    'press-keys',
    chord.split(/\+(?=.)/).map((key) => (key === 'Space' ? ' ' : key)),
  );

/** The size of the page. WebKitGTK cannot go below 450 px: use a box or an iframe of fixed width there. */
export const setViewport = (size: {width: number; height: number}): Promise<void> =>
  executeServerCommand('viewport', size);

/** The middle of an element. Its ends, for a drag along it: `centre(node, 0)`, `centre(node, 1)`. */
export function centre(node: Element, share = 0.5): Point {
  const {left, top, width, height} = node.getBoundingClientRect();
  return [Math.round(left + width * share), Math.round(top + height / 2)];
}

export async function click(node: Element): Promise<void> {
  await sendMouse({type: 'click', position: centre(node)});
}

/** Drags with the left mouse button: one move to `from`, `steps` moves to `to`. */
export async function drag(from: Point, to: Point, steps = 5): Promise<void> {
  await sendMouse({type: 'move', position: from});
  await sendMouse({type: 'down'});
  for (let step = 1; step <= steps; step++) {
    const at = (axis: 0 | 1) => Math.round(from[axis] + ((to[axis] - from[axis]) * step) / steps);
    await sendMouse({type: 'move', position: [at(0), at(1)]});
  }
  await sendMouse({type: 'up'});
}

/** A finger pressed and lifted: Chromium and Firefox. Ends in a click. */
export const tap = (x: number, y: number): Promise<void> => touchDrag([[x, y]]);

/**
 * A finger moved along the points: Chromium and Firefox.
 * Chromium scrolls where `touch-action` lets it and sends pointercancel, as a phone does; Firefox never scrolls.
 */
export const touchDrag = (points: Point[]): Promise<void> => executeServerCommand('touch', points);
