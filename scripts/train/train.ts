/** Trains the small network from nothing but a seed, and rounds it to the steps that are shipped. */
import {seededRandom} from '../../src/models/numerics/random.js';
import {LAYERS} from '../../src/models/corruption/layers.js';
import {MOST_STEPS, packedText, scaleFor, scaleOf} from '../../src/models/corruption/packed-weights.js';
import {drawScene} from '../../src/models/corruption/scene.js';
import {adam, backpropagate, initial, workspace, zeros} from './backprop.js';
import type {Parameters} from './backprop.js';

export interface Plan {
  /** Seed of scenes, first weights and order. */
  seed: number | string;
  /** Scenes to learn from. */
  scenes: number;
  epochs: number;
  batch: number;
  /** First step size; falls to nothing along a half cosine. */
  rate: number;
  /** Last epochs in which weights are rounded as shipped before each scene's pass. */
  roundedEpochs: number;
  /** Share of the target spread over all signals. */
  smoothing: number;
}

export const PLAN: Plan = {
  seed: 'traffic lights',
  scenes: 16_000,
  epochs: 22,
  batch: 32,
  rate: 0.004,
  roundedEpochs: 8,
  smoothing: 0.01,
};

/** Weights as shipped: each row in steps of its scale. */
export function pack({weights, biases}: Parameters): {text: string; rounded: Parameters} {
  const rounded = zeros();
  const steps: number[] = [];
  const scales: number[] = [];
  const put = (from: Float32Array, to: Float32Array) => {
    const number = scaleFor(Math.max(...from.map(Math.abs)));
    scales.push(number);
    from.forEach((x, i) => {
      const step = Math.max(-MOST_STEPS, Math.min(MOST_STEPS, Math.round(x / scaleOf(number)))) + 0; // no −0
      steps.push(step);
      to[i] = step * scaleOf(number);
    });
  };
  LAYERS.forEach(({rows, columns}, l) => {
    for (let i = 0; i < rows; i++)
      put(
        weights[l].subarray(i * columns, (i + 1) * columns),
        rounded.weights[l].subarray(i * columns, (i + 1) * columns),
      );
    put(biases[l], rounded.biases[l]);
  });
  return {text: packedText(steps, scales), rounded};
}

/** Trains; calls `told` after every epoch. The text of weights, in the form `unpack` reads. */
export function train(
  {seed, scenes, epochs, batch, rate, roundedEpochs, smoothing}: Plan,
  told: (epoch: number, loss: number) => void = () => {},
): string {
  const examples = Array.from({length: scenes}, (_, i) => drawScene(seed, i));
  const parameters = initial(`${seed}: weights`);
  const {uniform} = seededRandom(`${seed}: order`);
  const order = examples.map((_, i) => i);
  const step = adam(parameters);
  const sums = zeros();
  const room = workspace();
  const steps = epochs * Math.ceil(scenes / batch);
  let done = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(uniform() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    let loss = 0;
    for (let start = 0; start < scenes; start += batch) {
      const chosen = order.slice(start, start + batch);
      // Straight through: the gradient at the rounded weights moves the unrounded ones.
      const at = epoch > epochs - roundedEpochs ? pack(parameters).rounded : parameters;
      for (const i of chosen) loss += backpropagate(at, examples[i].image, examples[i].label, sums, room, smoothing);
      step(sums, chosen.length, rate * 0.5 * (1 + Math.cos((Math.PI * done++) / steps)));
    }
    told(epoch, loss / scenes);
  }
  return pack(parameters).text;
}
