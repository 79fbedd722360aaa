/** Traffic-light scenes drawn by chance with a seed: the world that the small network sees. */
import {seededRandom} from '../numerics/random.js';

/** What the signal shows, in the order of the network's outputs. */
export const SIGNALS = ['red', 'yellow', 'green', 'off'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Pixels of the image and its colour planes (red, green, blue). */
export const IMAGE = Object.freeze({width: 24, height: 16, channels: 3});

/** Red, green and blue, 0..1. */
export type Colour = readonly [number, number, number];

/** Everything in a scene. Lengths in pixels of the small image, from its upper left corner; the rest 0..1. */
export interface Scene {
  readonly signal: Signal;
  /** Middle of the housing. */
  readonly x: number;
  readonly y: number;
  /** Height of the housing. */
  readonly size: number;
  /** Light of the lit lamp. */
  readonly brightness: number;
  /** How much the air hides. */
  readonly haze: number;
  /** Largest noise of a pixel. */
  readonly noise: number;
  /** 0 night, 1 noon. */
  readonly daylight: number;
  /** Where the ground begins. */
  readonly horizon: number;
  /** Houses from left to right edge, up to the roof. */
  readonly houses: readonly {
    readonly left: number;
    readonly right: number;
    readonly roof: number;
    readonly colour: Colour;
  }[];
  /** A tree's crown. */
  readonly tree: {readonly x: number; readonly y: number; readonly radius: number};
  /** Tail lights of a car ahead, half their distance apart from x; or null. */
  readonly car: {readonly x: number; readonly y: number; readonly half: number} | null;
}

/** Width of the housing and radius of a lamp, as shares of the housing's height. */
export const HOUSING = Object.freeze({width: 0.42, lamp: 0.135});

/** Where the lamps stand: share of the housing's height from its top. */
export const LAMPS: readonly {readonly signal: Signal; readonly at: number; readonly colour: Colour}[] = [
  {signal: 'red', at: 0.19, colour: [1, 0.12, 0.08]},
  {signal: 'yellow', at: 0.5, colour: [1, 0.75, 0.1]},
  {signal: 'green', at: 0.81, colour: [0.1, 0.95, 0.45]},
];

/** Colours of what stands around, at noon. */
export const SCENERY = Object.freeze({
  sky: [0.55, 0.72, 0.92] as Colour,
  ground: [0.36, 0.36, 0.38] as Colour,
  tree: [0.2, 0.42, 0.16] as Colour,
  housing: [0.09, 0.09, 0.1] as Colour,
  pole: [0.3, 0.3, 0.32] as Colour,
  tail: [0.85, 0.08, 0.08] as Colour,
  haze: [0.75, 0.77, 0.8] as Colour,
});

/** Share of the colours that night leaves. */
const NIGHT = 0.25;

/** A scene and its image: `image` holds the planes red, green, blue, row by row, 0..1. */
export interface DrawnScene {
  readonly scene: Scene;
  readonly image: Float32Array;
  /** Index of the signal in `SIGNALS`. */
  readonly label: number;
}

/**
 * Scene number `index` of a seed, with its image. The four signals are equally likely.
 *
 * @throws {RangeError | TypeError} like `seededRandom`
 * @example drawScene('lesson 7', 3).scene.signal // the same for everyone
 */
export function drawScene(seed: number | string, index: number): DrawnScene {
  const {uniform} = seededRandom(seed, index);
  const between = (low: number, high: number) => low + (high - low) * uniform();
  const {width, height} = IMAGE;
  const label = Math.floor(uniform() * SIGNALS.length);
  const size = between(5.8, 13);
  const margin = (size * HOUSING.width) / 2 + 0.5;
  const horizon = between(9.5, 12.5);
  const left = between(2, 12);
  const scene: Scene = {
    signal: SIGNALS[label],
    x: between(margin, width - margin),
    y: between(size / 2 + 0.2, Math.min(height - size / 2 - 0.2, size / 2 + 5)),
    size,
    brightness: between(0.45, 1),
    haze: 0.75 * uniform() * uniform(),
    noise: between(0.01, 0.16),
    daylight: uniform(),
    horizon,
    houses: [
      {
        left: left - 5,
        right: left,
        roof: between(3, 9),
        colour: [between(0.35, 0.75), between(0.3, 0.6), between(0.25, 0.55)],
      },
      {
        left: left + between(1, 5),
        right: left + between(7, 12),
        roof: between(3, 9),
        colour: [between(0.3, 0.7), between(0.3, 0.6), between(0.3, 0.6)],
      },
    ],
    tree: {x: between(0, width), y: horizon - between(0.5, 3), radius: between(0.8, 2.4)},
    car:
      uniform() < 0.4
        ? {x: between(2, width - 2), y: between(horizon + 0.5, height - 1), half: between(0.8, 1.8)}
        : null,
  };
  return {scene, image: paint(scene, uniform), label};
}

/** Share of a pixel at distance `d` from the middle that a disc of radius `r` covers, edge softened. */
const cover = (d: number, r: number) => Math.max(0, Math.min(1, r - d + 0.5));

/** Square root and squares only: the same bits in every engine. */
const distance = (dx: number, dy: number) => Math.sqrt(dx * dx + dy * dy);

/** How much light a pixel at distance `d` gets from a lamp of radius `r` around its disc. */
function glow(d: number, r: number): number {
  const square = (d * d) / (r * r);
  return 0.35 / (1 + square * square);
}

function paint(scene: Scene, uniform: () => number): Float32Array {
  const {width, height} = IMAGE;
  const plane = width * height;
  const image = new Float32Array(plane * IMAGE.channels);
  const {x, y, size, horizon, tree, car} = scene;
  const day = NIGHT + (1 - NIGHT) * scene.daylight;
  const colour = [0, 0, 0];
  const put = (c: Colour, share: number, light: number) => {
    for (let k = 0; k < 3; k++) colour[k] += (c[k] * light - colour[k]) * share;
  };
  const radius = size * HOUSING.lamp;
  for (let py = 0; py < height; py++)
    for (let px = 0; px < width; px++) {
      const [cx, cy] = [px + 0.5, py + 0.5];
      put(SCENERY.sky, 1, day * (0.8 + (0.2 * cy) / horizon));
      for (const {left, right, roof, colour: wall} of scene.houses)
        if (cx > left && cx < right && cy > roof) put(wall, 1, day);
      const crown = distance(cx - tree.x, cy - tree.y);
      put(SCENERY.tree, cover(crown, tree.radius), day);
      put(SCENERY.ground, cover(horizon - cy, 0), day);
      if (car)
        for (const side of [-1, 1])
          put(SCENERY.tail, cover(distance(cx - car.x - side * car.half, cy - car.y), 0.4), 0.9);
      const dx = Math.abs(cx - x);
      if (cy > y) put(SCENERY.pole, cover(dx, 0.3), day);
      put(SCENERY.housing, cover(dx, (size * HOUSING.width) / 2) * cover(Math.abs(cy - y), size / 2), 0.5 + 0.5 * day);
      for (const lamp of LAMPS) {
        const d = distance(cx - x, cy - (y + (lamp.at - 0.5) * size));
        const lit = lamp.signal === scene.signal;
        put(lamp.colour, cover(d, radius), lit ? scene.brightness : 0.16 * day);
        if (lit)
          for (let k = 0; k < 3; k++)
            colour[k] += lamp.colour[k] * glow(d, radius) * scene.brightness * cover(d, radius * 3);
      }
      put(SCENERY.haze, scene.haze, day);
      for (let k = 0; k < 3; k++) {
        image[k * plane + py * width + px] = Math.max(
          0,
          Math.min(1, colour[k] + (uniform() + uniform() - 1) * scene.noise),
        );
      }
    }
  return image;
}
