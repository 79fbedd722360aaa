import {
  HOUSING,
  IMAGE,
  LAMPS,
  LAYERS,
  SCENERY,
  SIGNALS,
  faultLocation,
  type Colour as Light,
  type Scene,
  type Signal,
} from './fault-location.js';
import {svgEscape} from '../../draw/svg-text.js';
import type {Palette} from '../../draw/palette.js';
import {percent, sizeText} from './text.js';
import {harnessOf, examinationOf, sigmas, sigmasOf, type Prediction, type Value} from './inputs.js';

const r = (x: number) => Math.round(100 * x) / 100 || 0;
const rgb = (light: Light, by = 1) => `rgb(${light.map((one) => Math.round(255 * Math.min(1, one * by))).join()})`;
const rect = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${r(x)}" y="${r(y)}" width="${r(w)}" height="${r(h)}" fill="${fill}" ${more}/>`;
const disc = (x: number, y: number, radius: number, fill: string, more = '') =>
  `<circle cx="${r(x)}" cy="${r(y)}" r="${r(radius)}" fill="${fill}" ${more}/>`;
const text = (x: number, y: number, words: string, fill: string, more = '') =>
  `<text x="${r(x)}" y="${r(y)}" fill="${fill}" ${more}>${svgEscape(words)}</text>`;
const end = 'text-anchor="end"';
const bold = 'font-weight="650"';

/** The street as the car sees it, `k` pixels for one of the network's. */
function street(
  {x, y, size, signal, brightness, haze, daylight, horizon, houses, tree, car}: Scene,
  k: number,
): string {
  const {width, height} = IMAGE;
  const day = 0.25 + 0.75 * daylight;
  const radius = size * HOUSING.lamp;
  const [w, h] = [size * HOUSING.width, size];
  const top = y - h / 2;
  const windows = houses.flatMap(({left, right, roof}, i) =>
    [0.22, 0.62].flatMap((across) =>
      [1, 3.2].map((down) =>
        rect(
          left + across * (right - left),
          roof + down,
          (right - left) * 0.16,
          1.1,
          daylight < 0.45 && (i + down) % 2 ? '#ffdf8a' : rgb([0.3, 0.36, 0.44], day),
          roof + down + 1.1 > horizon ? 'opacity="0"' : '',
        ),
      ),
    ),
  );
  return (
    `<g transform="scale(${k})">` +
    `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${rgb(SCENERY.sky, day * 0.8)}"/><stop offset="1" stop-color="${rgb(SCENERY.sky, day * 1.08)}"/></linearGradient>` +
    `<radialGradient id="glow"><stop stop-color="${rgb(LAMPS.find((lamp) => lamp.signal === signal)?.colour ?? [0, 0, 0])}" stop-opacity="0.75"/><stop offset="1" stop-color="${rgb(LAMPS.find((lamp) => lamp.signal === signal)?.colour ?? [0, 0, 0])}" stop-opacity="0"/></radialGradient></defs>` +
    rect(0, 0, width, height, 'url(#sky)') +
    houses
      .map(
        ({left, right, roof, colour}) =>
          rect(
            Math.max(0, left),
            roof,
            Math.max(0, Math.min(width, right) - Math.max(0, left)),
            Math.max(0, horizon - roof),
            rgb(colour, day),
          ) +
          rect(
            Math.max(0, left),
            roof,
            Math.max(0, Math.min(width, right) - Math.max(0, left)),
            0.35,
            rgb(colour, day * 0.7),
          ),
      )
      .join('') +
    windows.join('') +
    rect(tree.x - 0.2, tree.y, 0.4, Math.max(0, horizon - tree.y), rgb([0.3, 0.2, 0.12], day)) +
    disc(tree.x, tree.y, tree.radius, rgb(SCENERY.tree, day)) +
    disc(tree.x - tree.radius * 0.25, tree.y - tree.radius * 0.3, tree.radius * 0.55, rgb(SCENERY.tree, day * 1.25)) +
    rect(0, horizon, width, height - horizon, rgb(SCENERY.ground, day)) +
    `<path d="M${r(width / 2 - 0.15)},${r(horizon)}h0.3L${width / 2 + 1},${height}h-2Z" fill="${rgb([0.85, 0.85, 0.8], day)}" opacity="0.55"/>` +
    rect(x - 0.3, y, 0.6, height - y, rgb(SCENERY.pole, day)) +
    (car
      ? `<rect x="${r(car.x - car.half - 0.5)}" y="${r(car.y - 1.5)}" width="${r(2 * car.half + 1)}" height="1.9" rx="0.4" fill="${rgb([0.22, 0.26, 0.34], 0.4 + 0.6 * day)}"/>` +
        [-1, 1].map((side) => disc(car.x + side * car.half, car.y, 0.4, rgb(SCENERY.tail))).join('')
      : '') +
    `<rect x="${r(x - w / 2)}" y="${r(top)}" width="${r(w)}" height="${r(h)}" rx="${r(w * 0.2)}" fill="${rgb(SCENERY.housing)}" stroke="${rgb([0.35, 0.35, 0.36])}" stroke-width="0.12"/>` +
    LAMPS.map((lamp) => {
      const at = top + lamp.at * size;
      const lit = lamp.signal === signal;
      return (
        (lit ? disc(x, at, radius * 3, 'url(#glow)') : '') +
        disc(x, at, radius, rgb(lamp.colour, lit ? 0.55 + 0.45 * brightness : 0.2)) +
        (lit ? disc(x - radius * 0.25, at - radius * 0.3, radius * 0.35, '#fff', 'opacity="0.55"') : '')
      );
    }).join('') +
    rect(0, 0, width, height, rgb(SCENERY.haze, day), `opacity="${r(haze)}"`) +
    '</g>'
  );
}

/** The image that the network gets. */
function pixels(image: ArrayLike<number>, k: number): string {
  const {width, height} = IMAGE;
  const plane = width * height;
  let marks = '';
  for (let at = 0; at < plane; at++)
    marks += `<path d="M${at % width},${Math.floor(at / width)}h1.03v1.03h-1.03z" fill="${rgb([image[at], image[plane + at], image[2 * plane + at]])}"/>`;
  return `<g transform="scale(${k})">${marks}</g>`;
}

const lampColours: Readonly<Record<Signal, keyof Palette>> = {
  red: 'lost',
  yellow: 'restart',
  green: 'total',
  off: 'muted',
};
/** A signal by shape: stop, warn, go, nothing; within ±10. */
const signs: Readonly<Record<Signal, string>> = {
  red: 'M-4,-10H4L10,-4V4L4,10H-4L-10,4V-4Z',
  yellow: 'M0,-10L10.5,9H-10.5Z',
  green: 'M0,-10a10,10 0 1,1 -0.01,0Z',
  off: 'M-9,-9H9V9H-9ZM-6,-6V6H6V-6Z',
};

function verdict(x: number, y: number, name: string, {signal, confidence}: Prediction, ink: Palette): string {
  const colour = signal ? ink[lampColours[signal]] : ink.text;
  return (
    text(x, y - 19, name, ink.muted) +
    (signal
      ? `<path transform="translate(${x + 11},${y - 2})" d="${signs[signal]}" fill="${colour}" fill-rule="evenodd"/>`
      : text(x + 4, y + 5, '?', colour, 'font-size="22" font-weight="700"')) +
    text(x + 27, y + 5, signal ?? 'no answer', ink.text, 'font-size="19" font-weight="700"') +
    text(x + 27, y + 20, confidence === null ? 'not a number' : percent(confidence), ink.muted, 'font-size="12"')
  );
}

/** The logits before and after, each on a bar around zero. */
function logits(
  x: number,
  y: number,
  w: number,
  {predictionBefore: {logits: before}, predictionAfter: {logits: after}}: Value,
  ink: Palette,
): string {
  const most = 1.15 * Math.max(1, ...before.map((z) => Math.abs(z ?? 0)));
  const bar = w - 128;
  const zero = x + 40 + bar / 2;
  const to = (z: number | null) => Math.max(-1, Math.min(1, (z ?? most) / most)) * (bar / 2);
  return (
    SIGNALS.map((name, i) => {
      const at = y + i * 15;
      const half = (z: number | null, dy: number, fill: string) =>
        rect(Math.min(zero, zero + to(z)), at + dy, Math.abs(to(z)), 5, fill);
      return (
        text(x, at + 9, name, ink.text) +
        half(before[i], -1, ink.zone) +
        half(after[i], 5, ink.checkpoint) +
        text(x + w - 4, at + 9, `${sizeText(before[i])} → ${sizeText(after[i])}`, ink.muted, end)
      );
    }).join('') + rect(zero - 0.5, y - 3, 1, 60, ink.muted)
  );
}

/** The loss against its usual spread. */
function loss(x: number, y: number, w: number, value: Value, ink: Palette): string {
  const moved = sigmasOf(value);
  const scale = w / 10;
  const at = x + scale * (3.5 + Math.max(-3.4, Math.min(6.3, moved ?? 6.3)));
  const rings = moved === null || Math.abs(moved) > sigmas;
  return (
    text(x, y, `loss ${sizeText(value.lossBefore)} → ${sizeText(value.lossAfter)}`, ink.text) +
    text(x + w - 4, y, rings ? 'alarm rings' : 'no alarm', rings ? ink.lost : ink.muted, `${end} ${bold}`) +
    rect(x, y + 9, w, 4, ink.grid) +
    rect(x + scale * 0.5, y + 7, scale * 6, 8, ink.zone, 'opacity="0.45"') +
    rect(x + scale * 3.5 - 0.75, y + 5, 1.5, 12, ink.muted) +
    `<path d="M${r(at)},${y + 11}l-5,-7h10z" fill="${rings ? ink.lost : ink.text}"/>` +
    text(
      x + scale * 6.5,
      y + 27,
      `+3σ: ${sizeText(value.lossBefore + sigmas * value.lossSpread)}`,
      ink.muted,
      'text-anchor="middle" font-size="11"',
    ) +
    text(x + scale * 0.5, y + 27, '−3σ', ink.muted, 'text-anchor="middle" font-size="11"')
  );
}

/** The layers as cells, one a channel: which the fault reached, and where it struck. */
function layers(w: number, value: Value, ink: Palette): string {
  const {reach} = examinationOf(value);
  const {fault} = value;
  const gap = w < 430 ? 12 : 28;
  const columns = LAYERS.map(({rows}) => Math.ceil(rows / 2));
  const cell = Math.min(17, (w - 54 - gap * LAYERS.length) / columns.reduce((a, b) => a + b));
  const struck = faultLocation(value);
  let x = 0;
  const image =
    text(0, 12, 'it gets', ink.muted, 'font-size="12"') + text(0, 71, '24 × 16', ink.muted, 'font-size="11"');
  x = 54;
  return (
    image +
    LAYERS.map(({name, rows}, l) => {
      const left = x + gap;
      const hit = fault && struck.layer === l;
      const arrow = `<path d="M${r(x + 3)},${21 + cell}H${r(left - 6)}m-4,-3l4,3l-4,3" fill="none" stroke="${ink.muted}"/>`;
      const cells = Array.from({length: rows}, (_, i) => {
        const [cx, cy] = [left + Math.floor(i / 2) * cell, 21 + (i % 2) * cell];
        const share = reach[l][i];
        const here = hit && (struck.row === undefined || struck.row === i);
        return (
          rect(
            cx,
            cy,
            cell - 2,
            cell - 2,
            share ? ink.restart : ink.grid,
            `${share ? `fill-opacity="${r(0.3 + 0.7 * share)}"` : ''} stroke="${here ? ink.lost : ink.line}" stroke-width="${here ? 2.5 : 1}"`,
          ) +
          (here && struck.row !== undefined
            ? `<path transform="translate(${r(cx + cell / 2 - 1)},${r(cy + cell / 2 - 1)})" d="M1,-5L-3,1H0L-1,5L3,-1H0Z" fill="${ink.lost}"/>`
            : '')
        );
      }).join('');
      x = left + columns[l] * cell;
      return (
        arrow +
        text(
          l === LAYERS.length - 1 ? w - 2 : left,
          12,
          name,
          hit ? ink.lost : ink.muted,
          `font-size="12" ${hit ? bold : ''} ${l === LAYERS.length - 1 ? end : ''}`,
        ) +
        cells +
        text(left, 21 + 2 * cell + 13, `${rows}`, ink.muted, 'font-size="11"')
      );
    }).join('')
  );
}

/** How tall the picture is at a width. */
export const pictureHeight = (w: number): number => (w < 430 ? Math.round(w * 0.667) + 168 : 160) + 76;
/** Where the layers begin. */
const layersTop = (w: number): number => pictureHeight(w) - 72;

/** What does not change with the fault: scene and pixels. */
export function stage(value: Value, w: number, ink: Palette): string {
  const {scene, image} = harnessOf(value.format).frames[value.scene];
  const k = w < 430 ? w / IMAGE.width : 9;
  return (
    `<clipPath id="frame"><rect width="${r(IMAGE.width * k)}" height="${r(IMAGE.height * k)}" rx="6"/></clipPath><g clip-path="url(#frame)">${street(scene, k)}</g>` +
    `<g transform="translate(0,${layersTop(w) + 20})">${rect(-1, -1, 56, 38, ink.muted)}${pixels(image, 2.25)}</g>`
  );
}

/** What the fault makes of it. */
export function findings(value: Value, w: number, ink: Palette): string {
  const narrow = w < 430;
  const top = narrow ? Math.round(w * 0.667) + 8 : 0;
  const x = narrow ? 0 : 230;
  const wide = w - x;
  const changed = value.predictionAfter.signal !== value.predictionBefore.signal;
  return (
    verdict(x, top + 24, 'before', value.predictionBefore, ink) +
    `<path d="M${x + wide / 2 - 24},${top + 22}h22m-6,-6l6,6l-6,6" fill="none" stroke="${changed ? ink.lost : ink.muted}" stroke-width="2.5"/>` +
    verdict(x + wide / 2 + 12, top + 24, 'after', value.predictionAfter, ink) +
    logits(x, top + 52, wide, value, ink) +
    loss(x, top + 126, wide, value, ink) +
    `<g transform="translate(0,${layersTop(w)})">${layers(w, value, ink)}</g>`
  );
}
