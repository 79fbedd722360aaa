import {sleep, withPage} from '../lib/browser.mjs';

/**
 * In the page: the map drawn anew with all that lies over it, and the cells that one failure changes (its node falls, and
 * is up again); median milliseconds of script. `painted` waits for the pixels as well.
 */
async function measure(nodes) {
  const widget = document.querySelector('failure-topology');
  widget.nodes = nodes;
  await widget.updateComplete;
  await new Promise((done) => setTimeout(done, 300));
  const {map} = widget;
  const cells = widget.shadowRoot.querySelector('canvas').getContext('2d');
  const median = (act, times = 101) => {
    const all = Array.from({length: times}, () => {
      const start = performance.now();
      act();
      return performance.now() - start;
    });
    return all.sort((a, b) => a - b)[times >> 1];
  };
  const redraw = () => {
    map.invalidate();
    map.draw();
  };
  const node = 8 * Math.floor(nodes / 3);
  let struck = false;
  // Many at once: one alone is shorter than the clock's steps.
  const failures = () => {
    for (let i = 0; i < 20; i++) {
      struck = !struck;
      map.patch(
        struck
          ? [
              {from: node, to: node + 8, state: 'drained'},
              {from: node + 3, to: node + 4, state: 'struck'},
            ]
          : [],
      );
    }
  };
  const at = widget.value.time;
  let moved = 0;
  return {
    redraw: median(redraw),
    painted: median(() => {
      redraw();
      cells.getImageData(0, 0, 1, 1);
    }, 31),
    failure: median(failures) / 20,
    moment: median(() => {
      widget.at = at + (moved = (moved + 60) % 36_000);
      map.draw();
    }),
  };
}

/** The map of a fleet on its canvas. */
export async function* run({browser, addresses}) {
  for (const [gpus, cpu, redraw, failure] of [
    [16_384, 1, 2, 0.2],
    [16_384, 4, 6, 0.8],
    [131_072, 1],
    [131_072, 4],
  ]) {
    const figures = await withPage(browser, {}, async (page, session) => {
      await page.goto(addresses.widget('failure-topology'), {waitUntil: 'load'});
      await sleep(500);
      await session.send('Emulation.setCPUThrottlingRate', {rate: cpu});
      const result = await page.evaluate(measure, gpus / 8);
      if (page.problems.length) throw new Error(page.problems[0]);
      return result;
    });
    const of = `map of ${gpus.toLocaleString('en-US')} GPUs, ${cpu}x`;
    yield {
      figure: `${of}, redraw`,
      value: figures.redraw,
      unit: 'ms',
      ...(redraw ? {limit: redraw} : {}),
      note: `${figures.painted.toFixed(2)} ms with its pixels`,
    };
    yield {
      figure: `${of}, one failure`,
      value: figures.failure,
      unit: 'ms',
      ...(failure ? {limit: failure} : {}),
      note: `another moment, marks and all: ${figures.moment.toFixed(2)} ms`,
    };
  }
}
