/** The tasks of the thread on which `event` happened and what they are made of, outer events first. */
const thread = (events, {pid, tid}) =>
  events.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X');

const isTask = ({name}) => name === 'RunTask';

/** The longest main-thread task from `since` (trace time) on, in ms. */
const longest = (main, since) =>
  main.reduce((most, event) => (isTask(event) && event.ts >= since ? Math.max(most, event.dur / 1000) : most), 0);

/** Where a trace event's own time goes. All that is not named here is script, and the collection of its garbage. */
const kinds = {
  UpdateLayoutTree: 'layout',
  Layout: 'layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
  UpdateLayer: 'paint',
  Commit: 'browser', // handed to the compositor: mostly waiting for it, the same for any page
  RunTask: 'browser',
};
const kindOf = ({name}) => kinds[name] ?? 'script';

/**
 * Main-thread work per input, from the task that dispatches it to the next input's task, so that what
 * a widget puts off is counted too. Milliseconds of script, of style and layout, of paint, and of the
 * browser's own handling, which is not the page's work.
 * @param {string} type the event that stands for one input
 */
export function workPerInput(events, type) {
  const dispatches = events.filter(({name, args}) => name === 'EventDispatch' && args?.data?.type === type);
  if (dispatches.length === 0) throw new Error(`no ${type} reached the page`);
  const main = thread(events, dispatches[0]);
  const inputs = [];
  const open = [];
  let next = 0;
  for (const event of main) {
    const end = event.ts + event.dur;
    while (open.length > 0 && open.at(-1).ts + open.at(-1).dur <= event.ts) open.pop();
    if (open.length === 0 && next < dispatches.length && dispatches[next].ts < end) {
      while (next < dispatches.length && dispatches[next].ts < end) next++;
      inputs.push({script: 0, layout: 0, paint: 0, browser: 0});
    }
    const input = inputs.at(-1);
    if (input) {
      input[kindOf(event)] += event.dur / 1000;
      if (open.length > 0) input[kindOf(open.at(-1))] -= event.dur / 1000;
    }
    open.push(event);
  }
  return {inputs, longest: longest(main, dispatches[0].ts - 1000)};
}

/** What of an input is the page's work. */
export const pageWork = ({script, layout, paint}) => script + layout + paint;

/**
 * When the frame that first shows what `mark` announced was on screen, and the longest task until
 * the end of the recording; milliseconds from the start of navigation.
 */
export function paintAfter(events, mark) {
  const marked = events.find(({name, cat}) => name === mark && cat.includes('user_timing'));
  if (!marked) throw new Error(`the page never set ${mark}`);
  const start = marked.ts - marked.args.data.startTime * 1000;
  const key = ({id, id2}) => id ?? id2?.local;
  const frames = events.filter(({name, pid}) => name.startsWith('AnimationFrame') && pid === marked.pid);
  const shown = new Map(
    frames.filter(({name}) => name === 'AnimationFrame::Presentation').map((event) => [key(event), event.ts]),
  );
  const frame = frames.find(
    (event) => event.name === 'AnimationFrame' && event.ph === 'e' && event.ts >= marked.ts && shown.has(key(event)),
  );
  if (!frame) throw new Error('no frame was shown after the chart was drawn');
  return {painted: (shown.get(key(frame)) - start) / 1000, longest: longest(thread(events, marked), start)};
}
