/** The events of the thread on which `event` happened. */
const thread = (events, {pid, tid}) => events.filter((event) => event.pid === pid && event.tid === tid);

const isTask = ({name, ph}) => name === 'RunTask' && ph === 'X';

/** The longest main-thread task from `since` (trace time) on, in ms. */
const longest = (tasks, since = 0) => tasks.reduce((most, {ts, dur}) => (ts >= since ? Math.max(most, dur / 1000) : most), 0);

/**
 * Main-thread work per input: from the task that dispatches it to the next input's task, the summed
 * length of all tasks (script, style, layout, paint, commit, collection). Waiting is not work and
 * is not counted; what a widget puts off to a timer is.
 * @param {string} type the event that stands for one input
 * @returns {{work: number[], longest: number}} milliseconds
 */
export function workPerInput(events, type) {
  const dispatches = events.filter(({name, args}) => name === 'EventDispatch' && args?.data?.type === type);
  if (dispatches.length === 0) throw new Error(`no ${type} reached the page`);
  const tasks = thread(events, dispatches[0]).filter(isTask);
  const work = [];
  let next = 0;
  let since = Infinity;
  for (const {ts, dur} of tasks) {
    let starts = false;
    for (; next < dispatches.length && dispatches[next].ts < ts + dur; next++) starts ||= dispatches[next].ts >= ts;
    if (starts) work.push(0);
    if (starts && work.length === 1) since = ts;
    if (work.length > 0) work[work.length - 1] += dur / 1000;
  }
  return {work, longest: longest(tasks, since)};
}

/**
 * When the frame that first shows what `mark` announced was on screen, and the longest task until
 * the end of the recording; milliseconds from the start of navigation.
 */
export function paintAfter(events, mark) {
  const marked = events.find(({name, cat}) => name === mark && cat.includes('user_timing'));
  if (!marked) throw new Error(`the page never set ${mark}`);
  const start = marked.ts - marked.args.data.startTime * 1000;
  const main = thread(events, marked);
  const key = ({id, id2}) => id ?? id2?.local;
  const shown = new Map(events.filter(({name, pid}) => name === 'AnimationFrame::Presentation' && pid === marked.pid).map((event) => [key(event), event.ts]));
  const frame = main.find((event) => event.name === 'AnimationFrame' && event.ph === 'e' && event.ts >= marked.ts && shown.has(key(event)));
  if (!frame) throw new Error('no frame was shown after the chart was drawn');
  return {painted: (shown.get(key(frame)) - start) / 1000, longest: longest(main.filter(isTask), start)};
}
