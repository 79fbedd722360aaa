import {copiesBetween, spansBetween, type FailureRecord, type FleetRun, type Span} from '../../../models/index.js';
import type {Colour} from '../../../draw/palette.js';
import type {Pen} from '../../../draw/pen.js';
import {clock, deviceName, gpuHours, lostWork, moment, number, tierName, time} from '../text.js';
import {simulationOf, type Value} from '../inputs.js';

/** A stretch of the run, seconds. */
export interface TimeRange {
  from: number;
  to: number;
}

/** Where the rows of the tape stand; pixels. */
export const timelineLayout = {
  left: 74,
  right: 22,
  arrow: 16,
  marks: 25,
  bar: 31,
  thick: 12,
  ghost: 45,
  tiers: 58,
  pitch: 9.6,
  height: 106,
} as const;

const margin = (width: number) => [timelineLayout.left, width - timelineLayout.right] as const;

/** Pixels of the tape to seconds and back. */
export function scaleOf(
  {from, to}: TimeRange,
  width: number,
  left: number = timelineLayout.left,
  right: number = timelineLayout.right,
) {
  const per = (width - left - right) / (to - from);
  return {x: (at: number) => left + (at - from) * per, invert: (x: number) => from + (x - left) / per};
}

/** The hours around the moment: the way back of its failure, and what follows. */
export function windowAround(value: Value): TimeRange {
  const {run} = simulationOf(value);
  const {time: at, last, rollback, interval, downtime, restart, predictedMtbf} = value;
  const recent = last && rollback && at - last.time < Math.max(interval, predictedMtbf) ? at - rollback.to : 0;
  const long = Math.min(
    run.end,
    Math.max(Math.min(2.2 * interval, 2 * predictedMtbf), 1.35 * recent + 2 * (downtime + restart), 1e-3),
  );
  const from = Math.min(run.end - long, Math.max(0, at - 0.72 * long));
  return {from, to: from + long};
}

/** A mark for each kind of cause, told apart by shape. */
export const marks: Readonly<Record<string, readonly [path: string, name: string]>> = {
  'GPU': ['M-3.5,-3.5L3.5,3.5M3.5,-3.5L-3.5,3.5', 'GPU'],
  'Host': ['M-3,-3H3V3H-3Z', 'host'],
  'Network': ['M0,-4.2L4.2,0L0,4.2L-4.2,0Z', 'network'],
  'Dependency': ['M-3.5,0A3.5,3.5,0,1,1,3.5,0A3.5,3.5,0,1,1,-3.5,0Z', 'software'],
  'Unplanned Maintenance': ['M-4,-1.5H4V1.5H-4Z', 'maintenance'],
  'Power': ['M0,-4L4,3.5H-4Z', 'power'],
  'By hand': ['M-4.5,0H4.5M0,-4.5V4.5M-3.2,-3.2L3.2,3.2M3.2,-3.2L-3.2,3.2', 'by hand'],
};
const markOf = (category: string): string => (marks[category] ?? marks.Dependency)[0];
const hollow = (category: string) => !(category in marks) || category === 'Dependency';

const bars: Readonly<Record<Span['kind'], readonly [fill: Colour, opacity: number]>> = {
  work: ['checkpoint', 0.42],
  checkpoint: ['checkpoint', 1],
  lost: ['lost', 0.3],
  down: ['downtime', 0.9],
  restart: ['restart', 0.8],
};

/** Ticks of a length everybody knows. */
function ticks({from, to}: TimeRange, room: number): number[] {
  const steps = [
    1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 432_000, 864_000,
    2_592_000, 8_640_000, 31_536_000, 315_360_000,
  ];
  const step = steps.find((each) => (to - from) / each <= room) ?? steps.at(-1)!;
  const list: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to && list.length < 40; at += step) list.push(at);
  return list;
}

/** The failure whose way back is drawn. */
const lastOf = (value: Value): FailureRecord | undefined => simulationOf(value).run.failures[value.failures - 1];

/** The run's bar between two moments, of the part that the failure threw back. */
function drawBar(
  pen: Pen,
  run: FleetRun,
  window: TimeRange,
  x: (at: number) => number,
  y: number,
  height: number,
  part: number,
  now: number,
): void {
  const {from, to} = window;
  if (!(to > from)) return;
  for (const {kind: became, failure, from: a, to: b} of spansBetween(run, {from, to, part, limit: 400})) {
    // What a failure to come will take is still work.
    const kind = became === 'lost' && run.failures[failure].time > now ? 'work' : became;
    const [fill, opacity] = bars[kind];
    const wide = Math.max(kind === 'work' ? 0 : 0.8, x(b) - x(a));
    pen.rect(x(a), y, wide, height, fill, opacity);
    if (kind === 'lost' && height > 8) pen.hatch(x(a), y, wide, height, 'lost');
  }
}

/** The hours around the moment: what the job did, what failed, where copies were made, and the way back. */
export function drawTimeline(pen: Pen, value: Value, window: TimeRange, width: number): void {
  const {run, first} = simulationOf(value);
  const {x} = scaleOf(window, width);
  const [left, right] = margin(width);
  const {time: now} = value;
  const last = lastOf(value);
  const part = last?.parts[0] ?? 0;
  const {tiers} = run.plan;
  const floor = timelineLayout.tiers + tiers.length * timelineLayout.pitch;
  for (const at of ticks(window, (right - left) / 86)) {
    pen.rect(x(at) - 0.5, timelineLayout.bar, 1, floor - timelineLayout.bar, 'grid');
    if (x(at) < right - 24 || at % 86_400)
      pen.text(
        x(at),
        timelineLayout.height - 3,
        at % 86_400 ? clock(value, at) : moment(value, at).replace(/,.*/, ''),
        {
          colour: 'muted',
          anchor: x(at) > right - 20 ? 'end' : x(at) < left + 20 ? 'start' : 'middle',
          size: 10,
        },
      );
  }
  const label = (y: number, words: string, bold = false) =>
    pen.text(left - 6, y, words, {anchor: 'end', size: 10, colour: bold ? 'text' : 'muted', bold});
  label(timelineLayout.bar + 10, value.recovery === 'replica' ? `replica ${number(part)}` : 'the job');
  // What has not happened yet is pale.
  drawBar(
    pen,
    run,
    {from: window.from, to: Math.min(window.to, run.end)},
    x,
    timelineLayout.bar,
    timelineLayout.thick,
    part,
    now,
  );
  if (run !== first) {
    drawBar(pen, first, {from: window.from, to: Math.min(window.to, first.end)}, x, timelineLayout.ghost, 4, part, now);
    label(timelineLayout.ghost + 6, 'as it was');
  }
  tiers.forEach(({kind, interval}, i) => {
    const y = timelineLayout.tiers + i * timelineLayout.pitch;
    const used = last?.rollback.index === i && x(last.rollback.to) >= left - 1;
    label(y + 5, tierName(value, kind), used);
    const copies =
      (window.to - window.from) / interval < 160
        ? copiesBetween(run, {...window, to: Math.min(window.to, run.end), tier: i, part, limit: 400})
        : null;
    if (!copies) return pen.rect(left, y - 1, right - left, 5, 'checkpoint', 0.25);
    pen.rect(left, y + 1, right - left, 1, 'grid');
    for (const {taken, complete} of copies) {
      if (complete < Infinity) pen.rect(x(taken) - 0.75, y - 2, 1.5, 7, 'checkpoint');
      else pen.path(x(taken), y + 1.5, 'M-1.5,-3.5V3.5M1.5,-3.5V3.5', {stroke: 'lost', width: 0.8});
    }
  });
  if (now < window.to)
    pen.rect(x(now), timelineLayout.arrow, right - x(now), floor - timelineLayout.arrow, 'surface', 0.62);
  for (const {time: at, category, injected} of run.failures) {
    if (at < window.from || at > window.to) continue;
    const outline = hollow(category);
    pen.path(x(at), timelineLayout.marks, markOf(category), {
      stroke: at > now ? 'muted' : 'lost',
      width: injected ? 1.6 : 1.8,
      ...(outline || category === 'GPU' || injected ? {} : {fill: at > now ? 'muted' : 'lost'}),
    });
  }
  if (last && last.time >= window.from && last.time <= window.to) drawRollback(pen, value, last, x, left, right);
  pen.rect(x(now) - 0.75, timelineLayout.arrow + 4, 1.5, floor - timelineLayout.arrow - 4, 'accent');
}

/** The arrow from the failure to the copy, with its length in minutes, steps and GPU-hours. */
function drawRollback(
  pen: Pen,
  value: Value,
  last: FailureRecord,
  x: (at: number) => number,
  left: number,
  right: number,
): void {
  const {rollback} = last;
  const [end, begin] = [x(last.time), Math.max(left, x(rollback.to))];
  const y = timelineLayout.arrow;
  pen.path(0, 0, `M${end},${y + 5}V${y}H${begin + 1}`, {stroke: 'lost', width: 1.8});
  pen.path(begin, y, x(rollback.to) < left ? 'M7,-4L0,0L7,4' : 'M6,-4L0,0L6,4Z', {
    stroke: 'lost',
    width: 1.4,
    fill: x(rollback.to) < left ? undefined : 'lost',
  });
  if (rollback.index >= 0 && x(rollback.to) >= left - 1) {
    const row = timelineLayout.tiers + rollback.index * timelineLayout.pitch + 1.5;
    pen.path(0, 0, `M${begin},${y + 5}V${row - 6}`, {stroke: 'lost', width: 1.2, dash: [2, 3]});
    pen.path(begin, row, 'M-5,0A5,5,0,1,1,5,0A5,5,0,1,1,-5,0Z', {stroke: 'lost', width: 1.8});
  }
  const steps = Math.round(rollback.work / value.stepTime);
  const long =
    last.during !== 'work'
      ? `${time(rollback.seconds)} back · the job was still recovering`
      : `${time(rollback.seconds)} back · ${number(steps)} ${steps === 1 ? 'step' : 'steps'} · ${gpuHours(lostWork(value, last))} ${deviceName(value).one}-hours of work`;
  const words =
    last.during !== 'work' || long.length * 5.9 < right - left
      ? long
      : `${time(rollback.seconds)} back · ${gpuHours(lostWork(value, last))} ${deviceName(value).one}-h`;
  const half = (words.length * 5.7) / 2;
  const middle = Math.min(right - half, Math.max(left + half, (begin + end) / 2));
  pen.text(middle, y - 6, words, {anchor: 'middle', bold: true, colour: 'lost', size: 11, halo: true});
}

/** The whole run's strip: its height, and the room for the handle at its ends. */
export const overviewHeight = 26;
export const overviewMargin = 22;

/** The whole run: failures by cause, the stretch shown above, and what is to come. */
export function drawOverview(pen: Pen, value: Value, window: TimeRange, width: number): void {
  const {run, first} = simulationOf(value);
  const {x} = scaleOf({from: 0, to: run.end}, width, overviewMargin, overviewMargin);
  const {time: now} = value;
  const bar = {y: 11, height: 9};
  pen.rect(overviewMargin, bar.y, width - 2 * overviewMargin, bar.height, 'checkpoint', 0.14);
  pen.rect(overviewMargin, bar.y, x(now) - overviewMargin, bar.height, 'checkpoint', 0.38);
  if (run !== first) {
    // The first run's failures as a ghost, the others over them.
    for (const {time: at} of first.failures) pen.rect(x(at) - 0.4, bar.y + bar.height, 0.8, 3, 'muted', 0.7);
  }
  let painted = -1;
  for (const {time: at, category, injected} of run.failures) {
    const here = x(at);
    if (injected) {
      pen.path(here, 5, markOf(category), {stroke: 'lost', width: 1.4});
      pen.rect(here - 0.75, bar.y - 2, 1.5, bar.height + 3, 'lost');
    } else if (here - painted > 0.7) {
      const gpu = category === 'GPU';
      pen.rect(
        here - 0.5,
        gpu ? bar.y : bar.y + 4,
        1,
        gpu ? bar.height : bar.height - 4,
        at > now ? 'muted' : 'lost',
        at > now ? 0.5 : 0.85,
      );
      painted = here;
    }
  }
  const [a, b] = [x(window.from), Math.max(x(window.from) + 3, x(window.to))];
  pen.path(0, 0, `M${a},${bar.y - 3}H${b}V${bar.y + bar.height + 3}H${a}Z`, {stroke: 'text', width: 1});
}
