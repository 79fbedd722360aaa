import type {SaveRecord} from '../../models/index.js';
import type {svgPen} from '../../draw/pen.js';
import {bytes, clock, deltas, frames, time} from './text.js';
import {playedOf, playSession, type Value} from './inputs.js';
import {replayOf} from './replay.js';

type Pen = ReturnType<typeof svgPen>;

/** Heights of the two drawings, pixels. */
export const drawingHeights = {resume: 118, session: 138} as const;
/** Where the bar and its handle lie. */
export const bar = {top: 32, height: 30} as const;
export const strip = {top: 40, base: 92} as const;
const edge = 12;
const letter = 6;
/** The same of a bold one in a wide font. */
const boldLetter = 7;

/** From time to pixels, and back. */
export interface Scale {
  from: number;
  to: number;
  x(at: number): number;
  invert(x: number): number;
}

const scaleOf = (from: number, to: number, width: number): Scale => {
  const wide = width - 2 * edge;
  return {
    from,
    to,
    x: (at) => edge + ((at - from) / (to - from)) * wide,
    invert: (x) => from + ((x - edge) / wide) * (to - from),
  };
};

/** The time bar: the wall, what is read, and room beyond. While a hand moves it never shrinks. */
export const resumeScale = ({resume, resumeLimit}: Value, width: number, least = 0): Scale =>
  scaleOf(0, Math.max(least, 1.4 * resumeLimit, 1.08 * resume), width);

/** The stretch of the session around the kill on show: two chains or so. */
export function windowOf({lastKill, chain, interval, session}: Value): {from: number; to: number} {
  const wide = Math.min(session, Math.min(48, Math.max(12, 2.4 * (chain + 1))) * interval);
  const from = Math.max(0, Math.min(session - wide, (lastKill?.time ?? 0.72 * wide) - 0.72 * wide));
  return {from, to: from + wide};
}
export const sessionScale = (window: {from: number; to: number}, width: number): Scale =>
  scaleOf(window.from, window.to, width);

const watched = new WeakMap<Value, {from: number; to: number; saves: readonly SaveRecord[]}>();

function savesOf(value: Value, {from, to}: {from: number; to: number}): readonly SaveRecord[] {
  const before = watched.get(value);
  if (before?.from === from && before.to === to) return before.saves;
  const {saves} = playSession(value, {from, to});
  watched.set(value, {from, to, saves});
  return saves;
}

/** Words in a box, if it is wide enough for them. */
const inside = (pen: Pen, x: number, y: number, width: number, ...choices: string[]): void => {
  const words = choices.find((each) => each.length * letter + 8 <= width);
  if (words) pen.text(x + width / 2, y, words, {colour: 'surface', anchor: 'middle', size: 11.5, bold: true});
};

/** One resume against the wall, and below it what a save writes. */
export function drawResume(pen: Pen, value: Value, {x, to}: Scale, width: number): void {
  const {
    fixed,
    base,
    baseRead,
    delta,
    deltaRead,
    decode,
    chain,
    maxChain,
    resume,
    resumeLimit,
    frameTime,
    frameLimit,
    fits,
    meanSave,
  } = value;
  const {top, height} = bar;
  const bottom = top + height;
  const first = fixed + baseRead;
  const wall = x(resumeLimit);
  // Frames: a ruler.
  const [every, step] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000]
    .map((each) => [each, x(each * frameTime) - x(0)])
    .find(([, wide]) => wide >= 16) ?? [1e6, 1e9];
  pen.group('frames', () => {
    for (let i = 0; i * step < x(to) - x(0) - 1; i++) {
      const at = x(0) + i * step;
      const wide = Math.min(step, x(to) - at);
      if (i % 2 === 0) pen.rect(at, bottom + 4, wide, 13, 'grid');
      if (wide > 14)
        pen.text(at + wide / 2, bottom + 14, String((i + 1) * every), {colour: 'text', anchor: 'middle', size: 10.5});
    }
  });
  pen.rect(x(0), top, x(to) - x(0), height, 'grid', 0.35);
  // Start and base.
  pen.group('fixed', () => {
    pen.rect(x(0), top, x(fixed) - x(0), height, 'zone');
    inside(pen, x(0), top + 19, x(fixed) - x(0), 'start');
  });
  pen.group('base', () => {
    const wide = Math.max(0.5, x(first) - x(fixed) - 1);
    pen.rect(x(fixed), top, wide, height, 'checkpoint');
    // Hatched beyond the wall; its words on the wider side of it.
    const late = x(first) - Math.max(wall, x(fixed));
    if (late > 0) pen.hatch(x(first) - late, top, late, height, 'surface');
    const before = Math.max(0, wide - Math.max(0, late));
    const names = [`read base ${bytes(base)}: ${time(baseRead)}`, `base ${bytes(base)}`, 'base'];
    const right = late > before;
    if (right) {
      const words = names.find((name) => name.length * letter + 14 <= late);
      if (words)
        pen.rect(
          x(first) - late / 2 - (words.length * letter) / 2 - 6,
          top + 5,
          words.length * letter + 12,
          height - 10,
          'checkpoint',
        );
    }
    inside(pen, right ? x(first) - late : x(fixed), top + 19, right ? late - 6 : before, ...names);
  });
  // What would still fit, dotted.
  if (maxChain > chain && maxChain < 1e6) {
    const [from, end] = [x(resume), x(first + maxChain * deltaRead)];
    pen.path(from, top + 1, `M0,0H${(end - from).toFixed(2)}V${height - 2}H0`, {
      stroke: 'total',
      width: 1.2,
      dash: [3, 3],
    });
    const each = x(deltaRead) - x(0);
    if (each > 4)
      for (let k = 1; k < maxChain - chain; k++)
        pen.path(from + k * each, top + 1, `M0,0V${height - 2}`, {stroke: 'total', width: 0.8, dash: [3, 3]});
  }
  // Deltas: read and decode each; those past the wall are hatched.
  pen.group('deltas', () => {
    const each = x(deltaRead) - x(0);
    const gap = each > 4 ? 1.2 : 0;
    if (each < 1.5) {
      const end = Math.max(x(first), Math.min(x(resume), wall));
      pen.rect(x(first), top, end - x(first), height, 'total');
    } else
      for (let k = 0; k < chain; k++) {
        const at = x(first + k * deltaRead);
        const late = first + (k + 1) * deltaRead > resumeLimit;
        pen.rect(at, top, each - gap, height, late ? 'lost' : 'total', late ? 0.25 : 1);
        const decoding = (each * decode) / deltaRead;
        if (decoding > 1 && !late) pen.rect(at + each - gap - decoding, top, decoding, height, 'text', 0.3);
      }
    const late = Math.max(
      x(first),
      maxChain < 0 ? wall : x(first + Math.max(0, Math.min(chain, maxChain)) * deltaRead),
    );
    if (!fits && chain > 0 && x(resume) > late) {
      if (each < 1.5) pen.rect(late, top, x(resume) - late, height, 'lost', 0.25);
      pen.hatch(late, top, x(resume) - late, height, 'lost');
    }
    const middle = (x(first) + x(resume)) / 2;
    const words = `${deltas(chain)}: ${time(chain * deltaRead)}`;
    const half = (words.length * letter) / 2;
    // Above its blocks, on one side of the wall.
    const [low, high] = first < resumeLimit ? [edge, wall - 6] : [wall + 6, width - 4];
    pen.text(Math.max(half + low, Math.min(middle, high - half)), top - 6, words, {
      anchor: 'middle',
      size: 11.5,
      bold: true,
      halo: true,
    });
  });
  // The wall.
  pen.group('wall', () => {
    pen.rect(wall - 1.5, 3, 3, bottom + 16, 'lost');
    const words = `the wall: ${time(resumeLimit)}, ${frames(frameLimit)}`;
    const right = wall + words.length * boldLetter + 10 < width;
    pen.text(wall + (right ? 7 : -7), 12, words, {
      colour: 'lost',
      anchor: right ? 'start' : 'end',
      size: 11.5,
      bold: true,
      halo: true,
    });
  });
  const said = fits
    ? maxChain < 1e6
      ? `at most ${deltas(maxChain)} fit`
      : ''
    : `${time(resume - resumeLimit)} frozen`;
  const least = said.length * letter + edge;
  if (said)
    pen.text(
      Math.max(least, Math.min(width - edge, fits ? wall - 4 : Math.max(x(resume), wall + least))),
      bottom + 30,
      said,
      {colour: fits ? 'total' : 'lost', anchor: 'end', size: 11.5, bold: true},
    );
  // What a save writes: the other side of the bargain.
  pen.group('flash', () => {
    const y = drawingHeights.resume - 15;
    const words = width < 420 ? 'a save writes' : 'on average a save writes';
    pen.text(edge, y + 10, words, {colour: 'muted', size: 11});
    const left = edge + words.length * 5.6 + 8;
    const room = width - left - edge - 128;
    const wide = (of: number) => (room * of) / ((base + delta) / 2);
    const share = base / (chain + 1);
    const own = meanSave - share;
    pen.rect(left, y, Math.max(1, wide(own)), 13, 'total');
    pen.rect(left + Math.max(1, wide(own)), y, Math.max(1, wide(share)), 13, 'checkpoint');
    pen.text(
      left + wide(meanSave) + 7,
      y + 10.5,
      `${bytes(meanSave)}, ${Math.round((100 * share) / meanSave)} % base`,
      {size: 11.5, bold: true},
    );
  });
}

const cross = 'M-5,-5L5,5M-5,5L5,-5';

/** The session, a stretch of it, and the journal of the kill on show. */
export function drawSession(pen: Pen, value: Value, window: {from: number; to: number}, width: number): void {
  const {
    run: {kills},
    shown,
  } = playedOf(value);
  const {base, delta, interval, session, lastKill} = value;
  const all = scaleOf(0, session, width);
  // All of it.
  pen.text(edge, 10, `${time(session)} of use, killed ${kills.length === 1 ? 'once' : `${kills.length} times`}`, {
    colour: 'muted',
    size: 11,
  });
  pen.path(edge, 22, `M0,0H${width - 2 * edge}`, {stroke: 'line', width: 2});
  pen.group('kills', () => {
    for (const [i, kill] of kills.entries()) {
      if (i > 400) break;
      if (i !== shown) pen.path(all.x(kill.time), 22, 'M-3,-3L3,3M-3,3L3,-3', {stroke: 'muted', width: 1.4});
    }
    if (lastKill) {
      const at = all.x(lastKill.time);
      const foot = Math.max(edge, Math.min(width - edge, at));
      pen.path(
        0,
        0,
        `M${(foot - 5).toFixed(1)},28L${edge},${strip.top - 4}H${width - edge}L${(foot + 5).toFixed(1)},28Z`,
        {fill: 'grid', opacity: 0.35},
      );
      pen.path(at, 22, cross, {stroke: 'lost', width: 2.6});
    }
  });
  // A stretch.
  const {x} = sessionScale(window, width);
  const floor = strip.base;
  const tall = 36;
  const small = Math.max(6, tall * Math.sqrt(delta / base));
  const thick = Math.max(1.5, Math.min(9, 0.55 * (x(window.from + interval) - x(window.from))));
  pen.path(edge, floor, `M0,0H${width - 2 * edge}`, {stroke: 'muted'});
  const kill = kills[shown];
  const words = kill ? `killed: ${time(kill.lost)} lost` : '';
  const killX = kill ? x(kill.time) : width;
  const right = killX + words.length * letter + 12 < width;
  pen.group('saves', () => {
    let named = false;
    const clear = killX - 44 - (right ? 0 : words.length * letter);
    for (const {start, kind, whole} of savesOf(value, window)) {
      const high = kind === 'base' ? tall : small;
      const at = x(start);
      if (whole) pen.rect(at - thick / 2, floor - high, thick, high, kind === 'base' ? 'checkpoint' : 'total');
      else {
        pen.path(at - thick / 2, floor - high, `M0,0H${thick.toFixed(1)}V${high.toFixed(1)}H0Z`, {
          stroke: 'lost',
          width: 1.5,
          dash: [2, 2],
        });
        pen.hatch(at - thick / 2, floor - high, thick, high, 'lost');
      }
      if (!named && kind === 'base' && whole && at > edge + 30 && at < clear) {
        named = true;
        pen.text(at, floor - tall - 4, 'compaction', {colour: 'muted', anchor: 'middle', size: 10.5, halo: true});
      }
    }
  });
  for (const kill of kills) {
    if (kill === kills[shown] || kill.time < window.from || kill.time > window.to) continue;
    pen.path(x(kill.time), strip.top + 6, cross, {stroke: 'muted', width: 1.6});
  }
  if (kill) {
    const [from, at] = [Math.max(edge, x(kill.savedAt)), killX];
    pen.group('lost', () => {
      pen.rect(from, floor - 15, at - from, 15, 'lost', 0.16);
      pen.hatch(from, floor - 15, at - from, 15, 'lost');
      pen.path(at, strip.top, `M0,0V${floor - strip.top}`, {stroke: 'lost', width: 2});
      pen.path(at, strip.top + 3, cross, {stroke: 'lost', width: 3});
      pen.text(at + (right ? 10 : -10), strip.top + 8, words, {
        colour: 'lost',
        anchor: right ? 'start' : 'end',
        size: 11.5,
        bold: true,
        halo: true,
      });
    });
    drawJournal(pen, value, width);
  }
  pen.text(edge, floor + 13, clock(window.from), {colour: 'muted', size: 10.5});
  pen.text(width - edge, floor + 13, clock(window.to), {colour: 'muted', anchor: 'end', size: 10.5});
}

/** The records that the kill left, as the replay meets them. */
function drawJournal(pen: Pen, value: Value, width: number): void {
  const {run, shown} = playedOf(value);
  const {records, stoppedAt, deltas: replayed, otherFile} = replayOf(value, run.kills[shown]);
  const y = drawingHeights.session - 22;
  const high = 20;
  const words =
    stoppedAt === null ? `${deltas(replayed)} replayed` : otherFile ? 'the old file stands' : 'CRC fails: stop';
  const label = width < 420 ? '' : 'its journal ';
  const left = edge + label.length * 5.8;
  const room = width - left - edge - words.length * letter - 14;
  pen.group('journal', () => {
    if (label) pen.text(edge, y + 14, label.trim(), {colour: 'muted', size: 11});
    const first = 48;
    const torn = stoppedAt === null ? 0 : 46;
    const inner = records.slice(1, stoppedAt ?? undefined);
    const shownInner = Math.min(inner.length, Math.max(0, Math.floor((room - first - torn - 30) / 27)));
    const full = Math.floor((room - first - torn) / 27) >= inner.length;
    const list = full ? inner.length : shownInner;
    let at = left;
    const box = (wide: number, name: string, colour: 'checkpoint' | 'total') => {
      pen.rect(at, y, wide - 2, high, colour);
      inside(pen, at, y + 14, wide, name);
      at += wide;
    };
    box(first, 'base ✓', 'checkpoint');
    for (let i = 0; i < list; i++) {
      pen.rect(at, y, 25, high, 'total');
      pen.text(at + 12.5, y + 14, '✓', {colour: 'surface', anchor: 'middle', size: 11.5, bold: true});
      at += 27;
    }
    if (!full) {
      pen.text(at + 2, y + 14, `+${inner.length - list}`, {colour: 'text', size: 11});
      at += 30;
    }
    if (stoppedAt !== null) {
      if (otherFile) at += 6;
      pen.rect(at, y, 40, high, 'surface');
      pen.hatch(at, y, 40, high, 'lost');
      pen.path(at, y, `M36,0H0V${high}H40L35,15L40,10L35,5Z`, {stroke: 'lost', width: 1.6});
      pen.text(at + 19, y + 14, '✗', {colour: 'lost', anchor: 'middle', size: 13, bold: true, halo: true});
      at += torn;
    }
    pen.text(at + 6, y + 14, words, {colour: stoppedAt === null ? 'text' : 'lost', size: 11.5, bold: true});
  });
}
