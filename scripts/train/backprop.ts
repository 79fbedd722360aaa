/** Learning by hand: gradients of the cross-entropy through the layers, and Adam. Not part of the library. */
import {seededRandom} from '../../src/models/numerics/random.js';
import {LAYERS, gatherInputs, multiply} from '../../src/models/corruption/layers.js';
import type {Layer} from '../../src/models/corruption/layers.js';

/** Weights (row-major) and biases of every layer. */
export interface Parameters {
  weights: Float32Array[];
  biases: Float32Array[];
}

export const zeros = (): Parameters => ({
  weights: LAYERS.map(({rows, columns}) => new Float32Array(rows * columns)),
  biases: LAYERS.map(({rows}) => new Float32Array(rows)),
});

/** Weights uniform with variance 2/n (He), biases 0. */
export function initial(seed: number | string): Parameters {
  const {uniform} = seededRandom(seed, 1);
  const parameters = zeros();
  parameters.weights.forEach((w, l) => {
    const half = Math.sqrt(6 / LAYERS[l].columns);
    for (let i = 0; i < w.length; i++) w[i] = (2 * uniform() - 1) * half;
  });
  return parameters;
}

/** Room for one scene on its way forth and back. */
export function workspace() {
  return LAYERS.map((layer: Layer) => ({
    columns: new Float32Array(layer.gather.length),
    output: new Float32Array(layer.rows * layer.positions + 1),
    gradient: new Float32Array(layer.rows * layer.positions),
    inputGradient: new Float32Array(layer.inputs + 1),
  }));
}

/**
 * Cross-entropy of one scene; adds its gradient to `sums`. With `smoothing` the target is not certain: that share of it is spread
 * over all signals, which keeps the network from answering with false certainty.
 */
export function backpropagate(
  {weights, biases}: Parameters,
  image: Float32Array,
  label: number,
  sums: Parameters,
  room = workspace(),
  smoothing = 0,
): number {
  let input = new Float32Array(image.length + 1);
  input.set(image);
  LAYERS.forEach((layer, l) => {
    const {columns, output} = room[l];
    gatherInputs(layer, input, columns);
    multiply(layer, weights[l], biases[l], columns, output);
    if (layer.relu) for (let i = 0; i < output.length; i++) if (output[i] < 0) output[i] = 0;
    input = output;
  });
  const last = LAYERS.length - 1;
  const logits = input.subarray(0, LAYERS[last].rows);
  const top = Math.max(...logits);
  const exponentials = Array.from(logits, (z) => Math.exp(z - top));
  const total = exponentials.reduce((a, b) => a + b);
  let loss = 0;
  exponentials.forEach((e, i) => {
    const target = (i === label ? 1 - smoothing : 0) + smoothing / logits.length;
    room[last].gradient[i] = e / total - target;
    loss += target * (Math.log(total) + top - logits[i]);
  });

  for (let l = last; l >= 0; l--) {
    const {rows, columns: n, positions: b, relu, gather} = LAYERS[l];
    const {columns, output, gradient, inputGradient} = room[l];
    inputGradient.fill(0);
    for (let i = 0; i < rows; i++)
      for (let t = 0; t < b; t++) {
        const g = relu && output[i * b + t] <= 0 ? 0 : gradient[i * b + t];
        if (g === 0) continue;
        sums.biases[l][i] += g;
        for (let j = 0, w = i * n, x = t * n; j < n; j++, w++, x++) {
          sums.weights[l][w] += g * columns[x];
          if (l > 0) inputGradient[gather[x]] += g * weights[l][w];
        }
      }
    if (l > 0) room[l - 1].gradient.set(inputGradient.subarray(0, LAYERS[l].inputs));
  }
  return loss;
}

/** Adam (Kingma and Ba 2015) on all parameters; gradients are sums over `batch` scenes. */
export function adam(parameters: Parameters) {
  const lists = (p: Parameters) => [...p.weights, ...p.biases];
  const [values, first, second] = [parameters, zeros(), zeros()].map(lists);
  let [power1, power2] = [1, 1];
  return (gradients: Parameters, batch: number, rate: number) => {
    power1 *= 0.9;
    power2 *= 0.999;
    lists(gradients).forEach((gradient, k) => {
      for (let i = 0; i < gradient.length; i++) {
        const g = gradient[i] / batch;
        const m = (first[k][i] = 0.9 * first[k][i] + 0.1 * g);
        const v = (second[k][i] = 0.999 * second[k][i] + 0.001 * g * g);
        values[k][i] -= (rate * (m / (1 - power1))) / (Math.sqrt(v / (1 - power2)) + 1e-8);
        gradient[i] = 0;
      }
    });
  };
}
