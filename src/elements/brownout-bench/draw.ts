import {voltageAt} from '../../models/index.js';
import {svgEscape} from '../../draw/svg-text.js';
import type {Palette} from '../../draw/palette.js';
import {enough, joules, memoryNames, time, volts} from './text.js';
import {planOf, recoveryOf, shownBytes, type Value} from './inputs.js';

// Numbers of a moment -------------------------------------------------------------------------------

/** Bytes written so many seconds after the alarm. */
export const writtenAt = ({eraseTime, memorySpeed, bytesWritten, endsAfter}: Value, at: number): number =>
  at >= endsAfter ? bytesWritten : Math.max(0, Math.min(bytesWritten, Math.floor((at - eraseTime) * memorySpeed)));

/** Volts with so many joules taken out. */
const voltsAfter = (value: Value, energy: number): number => voltageAt({...planOf(value), load: 1, time: energy});

/** Volts at a moment: what load or save have taken out, whichever is more. */
export function voltsAt(value: Value, at: number): number {
  const {saveLoad, fixedEnergy, energyPerByte, minVoltage} = value;
  return Math.max(
    minVoltage,
    voltsAfter(value, Math.max(saveLoad * at, at > 0 ? fixedEnergy + energyPerByte * writtenAt(value, at) : 0)),
  );
}

/** The last moment there is: the device has stopped. */
export const lastMoment = ({survives, endsAfter, holdUp}: Value): number => (survives ? holdUp : endsAfter);

/** Share of the time bar that the save has, where the capacitor outlasts it. */
const saving = 0.6;
export const momentAt = (value: Value, share: number): number => {
  const {survives, endsAfter} = value;
  if (!survives) return share * endsAfter;
  return share <= saving
    ? (share / saving) * endsAfter
    : endsAfter + ((share - saving) / (1 - saving)) * (lastMoment(value) - endsAfter);
};

// Places ----------------------------------------------------------------------------------------

/** How far left of the curve's start its handle stands: the save begins there. */
export const handleGap = 17;

/** Where things stand in a picture of this size. */
export interface Frame {
  /** The moment the supply is lost. */
  x0: number;
  right: number;
  top: number;
  bottom: number;
  /** Volts at top and bottom of the chart. */
  high: number;
  low: number;
  /** Seconds at the right. */
  span: number;
}

const rowHeight = 19;

export function frameOf(value: Value, width: number, height: number): Frame {
  const {supplyVoltage, minVoltage, holdUp, saveTime, slots} = value;
  const reach = supplyVoltage - minVoltage;
  return {
    x0: width < 420 ? 84 : 98,
    right: width - 12,
    top: 20,
    bottom: height - (slots === 'two' ? 2 : 1) * (rowHeight + 5) - 56,
    high: supplyVoltage + 0.06 * reach,
    low: minVoltage - 0.14 * reach,
    span: Math.min(Math.max(1.08 * holdUp, 1.06 * saveTime), 10.6 * holdUp),
  };
}

export const yOf = ({top, bottom, high, low}: Frame, volt: number): number =>
  bottom - ((bottom - top) * (volt - low)) / (high - low);
export const voltsOf = ({top, bottom, high, low}: Frame, y: number): number =>
  low + ((high - low) * (bottom - y)) / (bottom - top);

/** One, two or five times a power of ten. */
function roundStep(of: number): number {
  const power = 10 ** Math.floor(Math.log10(of));
  return power * ([1, 2, 5, 10].find((step) => step * power >= of) ?? 10);
}

// Marks -----------------------------------------------------------------------------------------

const short = (at: number): string => String(Math.round(100 * at) / 100 || 0);
type Attributes = Record<string, string | number>;
const tag = (name: string, attributes: Attributes, inside?: string): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, of]) => ` ${key}="${typeof of === 'number' ? short(of) : of}"`)
    .join('')}${inside === undefined ? '/>' : `>${inside}</${name}>`}`;
const letters = (words: string): number => 6.1 * words.length;

/** The discharge, the save in it, and the copies found; `at` is the moment on show, in seconds. */
export function picture(value: Value, at: number, width: number, height: number, ink: Palette): string {
  const {
    supplyVoltage,
    tripVoltage,
    minVoltage,
    safeVoltage,
    holdUp,
    saveTime,
    eraseTime,
    endsAfter,
    survives,
    memoryType,
    slots,
    limit,
  } = value;
  const frame = frameOf(value, width, height);
  const {x0, right, top, bottom, span} = frame;
  const narrow = width < 420;
  const x = (seconds: number) => x0 + ((right - x0) * Math.min(seconds, span)) / span;
  const y = (volt: number) => yOf(frame, volt);
  const out: string[] = [];
  const path = (d: string, stroke: string, more: Attributes = {}) =>
    void out.push(tag('path', {d, 'fill': 'none', stroke, 'stroke-width': 1.5, ...more}));
  const text = (px: number, py: number, words: string, more: Attributes = {}) =>
    void out.push(tag('text', {'x': px, 'y': py, 'fill': ink.muted, 'font-size': 11, ...more}, svgEscape(words)));
  /** `V_dd 3 V`, its lower part set low. */
  const named = (px: number, py: number, words: string, more: Attributes = {}) =>
    void out.push(
      tag(
        'text',
        {'x': px, 'y': py, 'font-size': 11, ...more},
        svgEscape(words)
          .replace(/V_(\w+)/, 'V<tspan dy="2.5" font-size="8.5">$1</tspan><tspan dy="-2.5"> </tspan>')
          .replace('</tspan> ', '</tspan>'),
      ),
    );
  const halo = {'stroke': ink.surface, 'stroke-width': 3, 'paint-order': 'stroke', 'stroke-linejoin': 'round'};
  const done = at >= endsAfter;
  const written = writtenAt(value, at);

  // Below V_min nothing runs.
  out.push(
    tag('rect', {
      'x': 4,
      'y': y(minVoltage),
      'width': right - 4,
      'height': bottom - y(minVoltage),
      'fill': ink.zone,
      'fill-opacity': 0.16,
    }),
  );
  const yMin = y(minVoltage);
  path(`M4,${short(yMin)}H${right}`, ink.lost, {'class': 'min', 'stroke-width': 1.75});
  // Named volts at the left, moved apart where they would touch.
  const names = [
    {volt: supplyVoltage, words: `V_dd ${volts(supplyVoltage)}`, colour: ink.muted},
    {volt: tripVoltage, words: `V_trip ${volts(tripVoltage)}`, colour: ink.accent},
    {volt: minVoltage, words: `V_min ${volts(minVoltage)}`, colour: ink.lost},
  ];
  path(`M4,${short(y(supplyVoltage))}H${right}`, ink.grid, {'class': 'supply', 'stroke-dasharray': '2 3'});
  const taken: number[] = [];
  for (const each of [names[0], names[2], names[1]]) {
    let py = y(each.volt) + (each === names[2] ? 12 : each === names[1] ? 4 : -4);
    if (each === names[1]) {
      if (py - taken[0] < 13) py = taken[0] + 13;
      if (taken[1] - py < 13) py = taken[1] - 13;
    }
    taken.push(py);
    named(2, py, each.words, {'fill': each.colour, 'font-weight': 650, 'font-size': narrow ? 9.5 : 11});
  }

  // The supply is lost, then the load alone empties the capacitor.
  path(
    `M${x0 - handleGap - 20},${short(y(supplyVoltage))}H${x0 - handleGap - 8}L${x0 - handleGap},${short(y(tripVoltage))}H${x0}`,
    ink.muted,
    {'stroke-width': 1.75},
  );
  path(`M${x0 - handleGap},${short(y(supplyVoltage))}V${short(y(minVoltage))}`, ink.grid, {
    'stroke-width': 3,
    'stroke-linecap': 'round',
    'class': 'rail',
  });
  const points = (until: number, of: (seconds: number) => number) =>
    Array.from(
      {length: 49},
      (_, i) => `${i ? 'L' : 'M'}${short(x((until * i) / 48))},${short(y(of((until * i) / 48)))}`,
    ).join('');
  const alone = points(holdUp, (seconds) => Math.max(minVoltage, voltageAt({...planOf(value), time: seconds})));
  out.push(
    tag('path', {
      'd': `${alone}V${short(yMin)}H${short(x0)}Z`,
      'fill': ink.accent,
      'fill-opacity': 0.08,
      'class': 'energy',
    }),
  );
  path(alone, ink.text, {'class': 'curve', 'stroke-width': 2});
  const xEmpty = x(holdUp);
  out.push(tag('circle', {cx: xEmpty, cy: yMin, r: 3.5, fill: ink.text}));
  // The save in the curve.
  path(
    points(Math.min(at, endsAfter), (seconds) => voltsAt(value, seconds)),
    ink.checkpoint,
    {'class': 'save', 'stroke-width': 5, 'stroke-linejoin': 'round', 'stroke-linecap': 'round'},
  );

  // The save along time, below: what is written is filled.
  const lane = {top: bottom + 4, height: 11};
  const beyond = saveTime > span;
  const xEnd = x(saveTime);
  const long = Math.max(4, xEnd - x0);
  out.push(
    tag('rect', {
      'x': x0,
      'y': lane.top,
      'width': long,
      'height': lane.height,
      'fill': ink.surface,
      'stroke': ink.checkpoint,
      'stroke-width': 1.25,
      ...(beyond ? {'stroke-dasharray': '4 2'} : {}),
    }),
  );
  if (eraseTime > 0)
    out.push(
      tag('rect', {
        'x': x0,
        'y': lane.top,
        'width': x(eraseTime) - x0,
        'height': lane.height,
        'fill': ink.zone,
        'fill-opacity': 0.4,
      }),
    );
  const xNow = x(Math.min(at, endsAfter));
  const from = x(Math.min(eraseTime, at));
  if (xNow > from)
    out.push(
      tag('rect', {
        x: from,
        y: lane.top,
        width: done && survives ? long - (from - x0) : xNow - from,
        height: lane.height,
        fill: ink.checkpoint,
        class: 'save',
      }),
    );
  text(x0 - 6, lane.top + 9.5, 'save', {'text-anchor': 'end'});
  const needs = `takes ${time(saveTime)}`;
  const inside = long > letters(needs) + 60;
  text(inside ? x0 + long - 5 : x0 + long + 6, lane.top + 9.5, `${needs}${beyond ? ' →' : ''}`, {
    'fill': ink.text,
    'font-weight': 650,
    'font-size': 10.5,
    'text-anchor': inside ? 'end' : 'start',
    ...halo,
  });

  // Where it ends, and where the capacitor is empty.
  if (done) {
    const [px, py] = [x(endsAfter), y(voltsAt(value, endsAfter))];
    path(`M${short(px)},${short(py)}V${lane.top}`, survives ? ink.checkpoint : ink.lost, {
      'stroke-width': 1,
      'stroke-dasharray': '2 2',
    });
    if (survives)
      out.push(
        tag('circle', {'cx': px, 'cy': py, 'r': 5, 'fill': ink.total, 'stroke': ink.surface, 'stroke-width': 1.5}),
      );
    else
      out.push(
        tag('path', {
          'd': `M${short(px - 5)},${short(py - 5)}l10,10m0,-10l-10,10`,
          'stroke': ink.lost,
          'stroke-width': 3,
          'fill': 'none',
        }),
      );
    const words = survives ? `state safe at ${time(endsAfter)}` : `power gone at ${time(endsAfter)}: torn`;
    const left = px + 12 + letters(words) > right;
    text(left ? px - 10 : px + 12, Math.max(top + 12, py - 6), words, {
      'fill': survives ? ink.text : ink.lost,
      'font-weight': 650,
      'text-anchor': left ? 'end' : 'start',
      ...halo,
    });
  }
  const empty =
    limit === 'energy'
      ? `the load alone would take ${time(holdUp)}`
      : survives && !narrow
        ? `empty after ${time(holdUp)}: the device is off`
        : survives
          ? `off after ${time(holdUp)}`
          : narrow
            ? 'off'
            : 'the device is off';
  text(right - 3, yMin + 12, empty, {'text-anchor': 'end', 'fill': ink.text});
  // The alarm that is early enough.
  const reachable = safeVoltage <= supplyVoltage;
  const yNeed = reachable ? y(safeVoltage) : top - 4;
  out.push(
    tag('path', {
      d: reachable ? `M${x0},${short(yNeed)}l9,-5v10Z` : `M${x0 + 8},${short(yNeed - 6)}l5,8h-10Z`,
      fill: ink.restart,
      class: 'need',
    }),
  );
  const close = Math.abs(yNeed - y(tripVoltage)) < 12;
  text(
    x0 + 15,
    reachable ? Math.min(yNeed + 4, yMin - 5) + (close && !reachable ? 12 : 0) : yNeed + 3,
    reachable ? `needs ${volts(safeVoltage)}` : `needs ${volts(safeVoltage)}${narrow ? '' : ', above the supply'}`,
    {'fill': ink.restart, 'font-weight': 650, ...halo},
  );

  // Time.
  path(`M${x0},${bottom}H${right}`, ink.line, {'stroke-width': 1});
  const step = roundStep(span / (narrow ? 2.6 : 5));
  for (let i = 0; i * step <= span; i++) {
    const words = i ? time(Number((i * step).toPrecision(6))) : '0';
    if (x(i * step) + letters(words) / 2 > right + 10) break;
    path(`M${short(x(i * step))},${lane.top + lane.height + 2}v4`, ink.line, {'stroke-width': 1});
    text(x(i * step), lane.top + lane.height + 16, words, {'text-anchor': 'middle', 'font-size': 10});
  }
  // The moment.
  if (at < lastMoment(value))
    path(`M${short(x(at))},${top}V${lane.top + lane.height}`, ink.accent, {'stroke-width': 1.5, 'class': 'moment'});
  text(right, 11, `${time(at)}${narrow ? '' : ' after the cut'}: ${volts(voltsAt(value, at))}`, {
    'text-anchor': 'end',
    'fill': ink.text,
  });

  // The copies.
  const {copies, picked, state} = recoveryOf(value, written);
  const rows = height - copies.length * (rowHeight + 5) + 5;
  const cellsAt = 18 + (slots === 'two' ? 34 : 0);
  const tail = narrow ? 56 : 136;
  const count = narrow ? 16 : 32;
  const cell = (width - cellsAt - tail) / count;
  text(0, rows - 6, narrow ? 'when power is back' : `${memoryNames[memoryType]}, if the power comes back now`, {});
  copies.forEach((copy, i) => {
    const py = rows + i * (rowHeight + 5);
    const middle = py + 13.5;
    text(2, middle, slots === 'two' ? 'AB'[i] : '1', {'fill': ink.text, 'font-weight': 650});
    if (slots === 'two') {
      out.push(tag('rect', {x: 16, y: py, width: 32, height: rowHeight, fill: 'none', stroke: ink.muted}));
      text(32, middle, copy.sequence < 0 ? '–' : `no. ${copy.sequence}`, {
        'text-anchor': 'middle',
        'fill': ink.text,
        'font-size': 10,
      });
    }
    const full = (copy.newBytes / shownBytes(value)) * count;
    const erased = slots === 'one' && memoryType === 'flash' && copy.holds !== 'new';
    for (let k = 0; k < count; k++) {
      const part = Math.max(0, Math.min(1, full - k));
      const px = cellsAt + k * cell;
      out.push(
        tag('rect', {
          'x': px,
          'y': py,
          'width': cell - 1.5,
          'height': rowHeight,
          'fill': erased ? 'none' : ink.zone,
          'fill-opacity': 0.28,
          ...(erased ? {stroke: ink.line} : {}),
        }),
      );
      if (part > 0)
        out.push(tag('rect', {x: px, y: py, width: (cell - 1.5) * part, height: rowHeight, fill: ink.checkpoint}));
    }
    const ok = slots === 'two' ? copy.sequence >= 0 : copy.holds !== 'torn';
    const px = cellsAt + count * cell + 4;
    const verdict = slots === 'two' ? (ok ? 'CRC ok' : 'torn') : ok ? 'no CRC' : 'torn';
    text(px, middle, `${ok ? '' : '✕ '}${verdict}`, {'fill': ok ? ink.text : ink.lost, 'font-weight': ok ? 400 : 650});
    const mark =
      i === picked ? (narrow ? '◀' : `◀ ${state} state`) : picked < 0 ? (narrow ? '' : 'lost, unnoticed') : '';
    if (mark)
      text(narrow ? width - 2 : px + 48, middle, mark, {
        'fill': picked < 0 ? ink.lost : ink.text,
        'font-weight': 650,
        ...(narrow ? {'text-anchor': 'end'} : {}),
      });
  });
  return out.join('');
}

/** Height of the gauges. */
export const gaugesHeight = 106;

/** Two limits: what is held is the box, what is needed fills it, or does not fit. */
export function gauges(value: Value, width: number, ink: Palette): string {
  const gauge = (
    top: number,
    name: string,
    need: number,
    have: number,
    margin: number,
    words: (of: number) => string,
  ): string => {
    const most = Math.max(need, have);
    const [needs, held] = [(width * need) / most, Math.max(2, (width * have) / most)];
    const good = margin >= 1;
    const text = (px: number, py: number, said: string, more: Attributes) =>
      tag('text', {'x': px, 'y': py, 'font-size': 12, ...more}, svgEscape(said));
    return [
      text(0, top + 11, name, {'fill': ink.text, 'font-weight': 650}),
      text(width, top + 11, `${good ? '✓' : '✕'} ${enough(margin)}`, {
        'fill': good ? ink.text : ink.lost,
        'font-weight': 650,
        'text-anchor': 'end',
      }),
      tag('rect', {
        'x': 0.75,
        'y': top + 17,
        'width': Math.max(2, held - 1.5),
        'height': 14,
        'fill': ink.accent,
        'fill-opacity': 0.1,
      }),
      tag('rect', {
        x: 0.75,
        y: top + 19.5,
        width: Math.max(2.5, Math.min(needs, held) - 1.5),
        height: 9,
        fill: ink.checkpoint,
      }),
      needs > held
        ? tag('rect', {
            'x': held,
            'y': top + 19.5,
            'width': needs - held - 0.75,
            'height': 9,
            'fill': ink.lost,
            'fill-opacity': 0.18,
            'stroke': ink.lost,
            'stroke-dasharray': '3 2',
          })
        : '',
      tag('rect', {
        'x': 0.75,
        'y': top + 17,
        'width': Math.max(2, held - 1.5),
        'height': 14,
        'fill': 'none',
        'stroke': ink.text,
        'stroke-width': 1.5,
      }),
      text(0, top + 45, `needs ${words(need)}`, {'fill': ink.muted, 'font-size': 11.5}),
      text(width, top + 45, `held ${words(have)}`, {'fill': ink.muted, 'font-size': 11.5, 'text-anchor': 'end'}),
    ].join('');
  };
  const {saveEnergy, energy, energyMargin, saveTime, holdUp, timeMargin} = value;
  return (
    gauge(0, 'Energy', saveEnergy, energy, energyMargin, joules) + gauge(56, 'Time', saveTime, holdUp, timeMargin, time)
  );
}
