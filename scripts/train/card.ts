/** What the trained network can do: the card and the generated module. */
import {LAYERS, PARAMETERS, parameterCount} from '../../src/models/corruption/layers.js';
import {answerOf, infer, loadNetwork, lossOf, newTrace} from '../../src/models/corruption/network.js';
import {detectionCost} from '../../src/models/corruption/abft.js';
import {NUMBER_FORMATS} from '../../src/models/corruption/bits.js';
import type {NumberFormat} from '../../src/models/corruption/bits.js';
import {MOST_STEPS} from '../../src/models/corruption/packed-weights.js';
import {IMAGE, SIGNALS, drawScene} from '../../src/models/corruption/scene.js';
import type {Plan} from './train.js';

/** Scenes the network never learnt from. */
export const HELD_OUT = {seed: 'held out', scenes: 4000};

/** Largest output of each layer on `scenes` of the training set. */
export function largestOutputs(text: string, seed: Plan['seed'], scenes: number): number[] {
  const network = loadNetwork('fp32', {text, largest: LAYERS.map(() => 1)});
  const largest = LAYERS.map(() => 0);
  for (let s = 0; s < scenes; s++) {
    const trace = newTrace(network, drawScene(seed, s).image);
    infer(network, trace);
    trace.outputs.forEach((buffer, l) => {
      for (const x of buffer) largest[l] = Math.max(largest[l], Math.abs(x));
    });
  }
  return largest.map(significant);
}

/** Four digits: what is generated does not hang on the last bit of an engine's exp. */
export const significant = (x: number): number => Number(x.toPrecision(4));

export interface Examination {
  accuracy: number;
  loss: number;
  /** Standard deviation of the loss from scene to scene. */
  lossDeviation: number;
  /** Mean probability of the answer given. */
  confidence: number;
  /** Row: true signal, column: answer. */
  confusion: number[][];
}

/** Answers to the held-out scenes. */
export function examineNetwork(
  format: NumberFormat,
  weights?: {text: string; largest: readonly number[]},
): Examination {
  const network = loadNetwork(format, weights);
  const confusion = SIGNALS.map(() => SIGNALS.map(() => 0));
  let [right, loss, squares, confidence] = [0, 0, 0, 0];
  for (let s = 0; s < HELD_OUT.scenes; s++) {
    const {image, label} = drawScene(HELD_OUT.seed, s);
    const trace = newTrace(network, image);
    infer(network, trace);
    const answer = answerOf(trace);
    confusion[label][answer.label]++;
    if (answer.label === label) right++;
    const one = lossOf(trace, label);
    loss += one;
    squares += one * one;
    confidence += answer.probabilities[answer.label];
  }
  const n = HELD_OUT.scenes;
  return {
    accuracy: right / n,
    loss: loss / n,
    lossDeviation: Math.sqrt((squares - (loss * loss) / n) / (n - 1)),
    confidence: confidence / n,
    confusion,
  };
}

/** A share as the card shows it. */
export const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`;

/** `docs/sdc-network.md`. */
export function modelCard(plan: Plan, weights: {text: string; largest: readonly number[]}): string {
  const results = NUMBER_FORMATS.map((format) => ({format, ...examineNetwork(format, weights)}));
  return `# The network of the SDC detective

Written by \`npm run train\`; do not edit. A test computes the held-out results again.

A small convolutional network says which lamp of a traffic light is lit: ${SIGNALS.join(', ')}. It sees ${IMAGE.width} × ${IMAGE.height} pixels in three colours. The scenes are drawn by a seeded generator: position, size, brightness, haze, noise, daylight, houses, a tree and the tail lights of a car vary. It is made to be broken bit by bit in a lesson, not to drive.

## Held-out scenes

${HELD_OUT.scenes} scenes of the seed "${HELD_OUT.seed}", none of which it learnt from.

${row('format', 'accuracy', 'loss (nats)', 'its standard deviation', 'mean confidence')}
|---|---|---|---|---|
${results.map((r) => row(r.format, percent(r.accuracy), r.loss.toFixed(4), r.lossDeviation.toFixed(4), percent(r.confidence))).join('\n')}

Confusion in fp32; rows are the truth, columns the answer.

${row('', ...SIGNALS)}
|---${'|---'.repeat(SIGNALS.length)}|
${SIGNALS.map((signal, i) => row(signal, ...results[0].confusion[i])).join('\n')}

## Layers

${row('layer', 'outputs m', 'inputs n', 'positions', 'parameters', 'rerun ÷ checksum, by operations')}
|---|---|---|---|---|---|
${LAYERS.map((layer) => row(layer.name, layer.rows, layer.columns, layer.positions, parameterCount(layer), detectionCost({...layer, tokens: layer.positions}).ratio.toFixed(1))).join('\n')}

${PARAMETERS} parameters, shipped in ${2 * MOST_STEPS + 1} steps with a scale for every row; all formats start from the same numbers.

## Training

${plan.scenes} scenes of the seed "${plan.seed}", ${plan.epochs} epochs of batches of ${plan.batch}, Adam with a step of ${plan.rate} that falls along a half cosine, ${percent(plan.smoothing)} of the target spread over all signals; in the last ${plan.roundedEpochs} epochs the weights are rounded as shipped before each batch. The same seed gives the same weights.

To train again: \`npm run train\`. It writes \`src/models/corruption/weights.ts\` and this page.
`;
}

/** `src/models/corruption/weights.ts`. */
export const weightsModule = (plan: Plan, weights: {text: string; largest: readonly number[]}): string =>
  `/** Weights of the small network, written by \`npm run train\` (seed "${plan.seed}", ${plan.scenes} scenes, ${plan.epochs} epochs); see docs/sdc-network.md. Do not edit. */
export const shippedWeights: {readonly text: string; readonly largest: readonly number[]; readonly lossDeviation: number} = {
  lossDeviation: ${significant(examineNetwork('fp32', weights).lossDeviation)},
  largest: [${weights.largest.join(', ')}],
  text: "${weights.text}",
};
`;
