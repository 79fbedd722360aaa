import {expect, test} from 'vitest';
import {backpropagate, initial, zeros} from '../../scripts/train/backprop.js';
import {PLAN, pack, train} from '../../scripts/train/train.js';
import {unpack} from '../../src/models/corruption/packed-weights.js';
import {LAYERS} from '../../src/models/corruption/layers.js';
import {drawScene} from '../../src/models/corruption/scene.js';
import {runs} from '../support/sample.js';

const short = {...PLAN, scenes: runs(320), epochs: 3, roundedEpochs: 1};

test('the same seed gives the same weights, another seed others; the loss falls', () => {
  const losses: number[] = [];
  const text = train(short, (_, loss) => losses.push(loss));
  expect(train(short)).toBe(text);
  expect(train({...short, seed: 'another', epochs: 1})).not.toBe(train({...short, epochs: 1}));
  expect(losses.length).toBe(short.epochs);
  expect(losses[2]).toBeLessThan(losses[0]);
});

test('gradients equal differences of the loss', () => {
  const {image, label} = drawScene('gradient', 2);
  const parameters = initial('gradient');
  // Biases off zero, lest a sum stand exactly at the corner of the nonlinearity.
  parameters.biases.forEach((b, l) =>
    b.forEach((_, i) => {
      b[i] = 0.05 * Math.sin(i + l);
    }),
  );
  for (const smoothing of [0, 0.1]) {
    const gradient = zeros();
    backpropagate(parameters, image, label, gradient, undefined, smoothing);
    let checked = 0;
    for (const kind of ['weights', 'biases'] as const)
      for (let l = 0; l < LAYERS.length; l++) {
        const list = parameters[kind][l];
        for (let i = 0; i < list.length; i += Math.max(1, Math.floor(list.length / 12))) {
          const was = list[i];
          const at = (step: number) => {
            list[i] = was + step;
            return [list[i], backpropagate(parameters, image, label, zeros(), undefined, smoothing)];
          };
          const [[up, high], [down, low]] = [at(2 ** -11), at(-(2 ** -11))];
          list[i] = was;
          // The loss is computed from fp32 sums: 1e-7 over a step of 2^-10 leaves 1e-4; corners of the nonlinearity leave the rest.
          expect(
            Math.abs((high - low) / (up - down) - gradient[kind][l][i]),
            `${kind} of layer ${l}, ${i}`,
          ).toBeLessThan(2e-3 + 0.02 * Math.abs(gradient[kind][l][i]));
          if (Math.abs(gradient[kind][l][i]) > 0.02) checked++;
        }
      }
    expect(checked).toBeGreaterThan(10);
  }
});

test('packing rounds each weight by at most half a step, and the text says the same', () => {
  const parameters = initial('pack');
  const {text, rounded} = pack(parameters);
  const {scales, steps} = unpack(text);
  let at = 0;
  LAYERS.forEach(({columns, rows}, l) => {
    parameters.weights[l].forEach((w, i) => {
      const scale = scales[l][Math.floor(i / columns)];
      expect(Math.abs(w - rounded.weights[l][i])).toBeLessThanOrEqual(scale * 0.5000001);
      expect(rounded.weights[l][i]).toBe(Math.fround(steps[at++] * scale));
    });
    at += rows;
  });
});
