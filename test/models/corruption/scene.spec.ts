import {expect, test} from 'vitest';
import {HOUSING, IMAGE, LAMPS, SIGNALS, drawScene} from '../../../src/models/corruption/scene.js';
import {runs} from '../../support/sample.js';

test('the same seed and number, the same scene and image; another, another', () => {
  expect(drawScene('a', 3)).toEqual(drawScene('a', 3));
  expect(drawScene('a', 3).image).not.toEqual(drawScene('a', 4).image);
  expect(drawScene('a', 3).image).not.toEqual(drawScene('b', 3).image);
});

test('the signals are equally likely; pixels are from 0 to 1; the housing is in the picture', () => {
  const n = runs(2000);
  const counts = SIGNALS.map(() => 0);
  for (let i = 0; i < n; i++) {
    const {
      scene: {x, y, size, signal},
      image,
      label,
    } = drawScene('many', i);
    counts[label]++;
    expect(signal).toBe(SIGNALS[label]);
    expect(image.length).toBe(IMAGE.width * IMAGE.height * IMAGE.channels);
    expect(image.every((v) => v >= 0 && v <= 1)).toBe(true);
    expect(Math.min(x - (size * HOUSING.width) / 2, y - size / 2)).toBeGreaterThanOrEqual(0);
    expect(x + (size * HOUSING.width) / 2).toBeLessThanOrEqual(IMAGE.width);
    expect(y + size / 2).toBeLessThanOrEqual(IMAGE.height);
  }
  // Five standard deviations of a binomial count.
  for (const count of counts) expect(Math.abs(count - n / 4)).toBeLessThan(5 * Math.sqrt((n * 3) / 16));
});

test('where the lit lamp stands, the image is on average brighter than where the others stand', () => {
  let [lit, dark] = [0, 0];
  for (let i = 0; i < 400; i++) {
    const {scene, image} = drawScene('lamps', i);
    if (scene.signal === 'off') continue;
    for (const {signal, at} of LAMPS) {
      const pixel = Math.floor(scene.y + (at - 0.5) * scene.size) * IMAGE.width + Math.floor(scene.x);
      const light = Math.max(image[pixel], image[pixel + IMAGE.width * IMAGE.height]);
      if (signal === scene.signal) lit += light;
      else dark += light / 2;
    }
  }
  expect(lit).toBeGreaterThan(2 * dark);
});
