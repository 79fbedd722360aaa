import fc from 'fast-check';
import {readFileSync} from 'node:fs';
import {isDeepStrictEqual} from 'node:util';
import {expect, test} from 'vitest';
import {
  HELD_OUT,
  examineNetwork,
  largestOutputs,
  modelCard,
  percent,
  significant,
  weightsModule,
} from '../../../scripts/train/card.js';
import {PLAN} from '../../../scripts/train/train.js';
import {NUMBER_FORMATS, roundNumber} from '../../../src/models/corruption/bits.js';
import {LAYERS, PARAMETERS, parameterCount, placeOf} from '../../../src/models/corruption/layers.js';
import {
  answerOf,
  classify,
  copyNetwork,
  infer,
  loadNetwork,
  lossOf,
  newTrace,
  products,
  readWord,
  writeWord,
} from '../../../src/models/corruption/network.js';
import type {ComputeFault} from '../../../src/models/corruption/network.js';
import {MOST_STEPS, packedText, scaleFor, scaleOf, unpack} from '../../../src/models/corruption/packed-weights.js';
import {IMAGE, drawScene} from '../../../src/models/corruption/scene.js';
import {shippedWeights} from '../../../src/models/corruption/weights.js';
import {near} from '../truth.js';
import {full, runs, sample} from '../../support/sample.js';

const card = readFileSync(new URL('../../../docs/sdc-network.md', import.meta.url), 'utf8');

test('the shipped weights answer at least 98 % of the held-out scenes, as the card says', () => {
  for (const format of sample(NUMBER_FORMATS, 1, 1)) {
    const result = examineNetwork(format);
    expect(result.accuracy).toBeGreaterThanOrEqual(0.98);
    expect(card).toContain(`| ${format} | ${percent(result.accuracy)} | ${result.loss.toFixed(4)} |`);
    expect(result.confusion.flat().reduce((a, b) => a + b)).toBe(HELD_OUT.scenes);
    if (format === 'fp32') expect(significant(result.lossDeviation)).toBe(shippedWeights.lossDeviation);
  }
  // The largest outputs are of the training scenes: of some of them they cannot be larger.
  largestOutputs(shippedWeights.text, PLAN.seed, 300).forEach((largest, l) =>
    expect(largest).toBeLessThanOrEqual(shippedWeights.largest[l]),
  );
});

// Each examines all held-out scenes again, the card in every format.
test.runIf(full)('the card and the module of the weights are what training would write now', () => {
  expect(card).toBe(modelCard(PLAN, shippedWeights));
  const shipped = readFileSync(new URL('../../../src/models/corruption/weights.ts', import.meta.url), 'utf8');
  expect(shipped).toBe(weightsModule(PLAN, shippedWeights));
});

/** The textbook: a convolution written with coordinates. */
function textbook(image: Float32Array, weights: readonly Float32Array[], biases: readonly Float32Array[]): number[] {
  let [planes, height, width] = [IMAGE.channels as number, IMAGE.height as number, IMAGE.width as number];
  let input = Array.from(image);
  for (let l = 0; l < 3; l++) {
    const rows = LAYERS[l].rows;
    const [h, w] = [height / 2, width / 2];
    const output: number[] = [];
    for (let o = 0; o < rows; o++)
      for (let y = 0; y < h; y++)
        for (let x = 0; x < w; x++) {
          let sum = biases[l][o];
          for (let c = 0; c < planes; c++)
            for (let dy = -1; dy <= 1; dy++)
              for (let dx = -1; dx <= 1; dx++) {
                const [yy, xx] = [2 * y + dy, 2 * x + dx];
                if (yy >= 0 && xx >= 0 && yy < height && xx < width)
                  sum +=
                    weights[l][((o * planes + c) * 3 + dy + 1) * 3 + dx + 1] * input[(c * height + yy) * width + xx];
              }
          output.push(Math.max(0, sum));
        }
    [input, planes, height, width] = [output, rows, h, w];
  }
  return Array.from(biases[3], (bias, o) =>
    input.reduce((sum, x, j) => sum + weights[3][o * input.length + j] * x, bias),
  );
}

test('inference equals a convolution by the textbook', () => {
  const network = loadNetwork('fp32');
  for (let s = 0; s < 20; s++) {
    const {image} = drawScene('textbook', s);
    const {logits, probabilities, label} = classify(network, image);
    const expected = textbook(image, network.weights, network.biases);
    logits.forEach((z, i) => expect(Math.abs(z - expected[i])).toBeLessThan(1e-5));
    expect(label).toBe(expected.indexOf(Math.max(...expected)));
    near(
      probabilities.reduce((a, b) => a + b),
      1,
    );
  }
});

test('every stored number is one the format holds; weights in memory decode to those in use', () => {
  for (const format of NUMBER_FORMATS) {
    const network = loadNetwork(format);
    const {trace} = classify(network, drawScene('formats', 1).image);
    [trace.input, ...trace.outputs].forEach((buffer, l) => {
      const scale = network.activationScales[l];
      const off = buffer.map((x) => Math.abs(roundNumber(x, format, scale) - x));
      expect(Math.max(...off)).toBeLessThanOrEqual(format === 'int8' ? 1e-6 : 0);
    });
    const copy = copyNetwork(network);
    for (let i = 0; i < PARAMETERS; i += 97) writeWord(copy, i, readWord(network, i));
    expect(copy).toEqual(network);
  }
});

test('each parameter has its place', () => {
  expect(PARAMETERS).toBe(LAYERS.reduce((sum, layer) => sum + parameterCount(layer), 0));
  const network = loadNetwork('fp32');
  const {image} = drawScene('place', 0);
  const before = classify(network, image).trace;
  const everyThirteenth = Array.from({length: Math.ceil(PARAMETERS / 13)}, (_, k) => 13 * k);
  for (const i of sample(everyThirteenth, 100, 2)) {
    const {layer, row, at, weight} = placeOf(i);
    writeWord(network, i, (readWord(network, i) ^ (1 << 30)) >>> 0);
    const after = classify(network, image).trace;
    writeWord(network, i, (readWord(network, i) ^ (1 << 30)) >>> 0);
    const b = LAYERS[layer].positions;
    const changed = new Set<number>();
    after.sums[layer].forEach((x, o) => {
      if (!Object.is(x, before.sums[layer][o])) changed.add(Math.floor(o / b));
    });
    expect(
      [...changed].every((r) => r === row),
      `${i}: layer ${layer}, place ${at}`,
    ).toBe(true);
    if (!weight) expect([...changed]).toEqual([row]);
    for (let l = 0; l < layer; l++) expect(after.sums[l]).toEqual(before.sums[l]);
  }
});

test('a shortcut gives the same bits as the whole run, for every kind of fault', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...NUMBER_FORMATS),
      fc.nat(PARAMETERS - 1),
      fc.nat(31),
      fc.integer({min: 0, max: 3}),
      fc.nat(),
      (format, index, bit, layer, number) => {
        const network = loadNetwork(format);
        const {image} = drawScene('shortcut', number % 7);
        const good = newTrace(network, image);
        infer(network, good);
        const {rows, positions, columns} = LAYERS[layer];
        const broken = copyNetwork(network);
        writeWord(
          broken,
          index,
          (readWord(network, index) ^ (1 << (bit % ((broken.memory.length / PARAMETERS) * 8)))) >>> 0,
        );
        const place = placeOf(index);
        const product = number % products[layer];
        const cases: [typeof network, ComputeFault, {from: number; row?: number}][] = [
          [broken, {}, {from: place.layer, row: place.row}],
          [network, {activation: {layer, index: number % (rows * positions), mask: 1 << (bit % 8)}}, {from: layer + 1}],
          [
            network,
            {product: {layer, index: product, mask: 1 << bit}},
            {from: layer, row: Math.floor(product / (columns * positions))},
          ],
          [network, {core: {every: 1 + (number % 5000), mask: 1 << bit}}, {from: 0}],
        ];
        for (const [net, fault, shortcut] of cases) {
          const [whole, short] = [newTrace(net, image), newTrace(net, image)];
          infer(net, whole, fault);
          infer(net, short, fault, {good, ...shortcut});
          // Bit by bit; `toEqual` goes through thousands of numbers one by one.
          expect(isDeepStrictEqual(short, whole)).toBe(true);
        }
      },
    ),
    {numRuns: runs(60)},
  );
});

test('a bad core spoils exactly every n-th multiplication of the inference', () => {
  const network = loadNetwork('fp32');
  const {image} = drawScene('core', 0);
  const total = products.reduce((a, b) => a + b);
  const good = classify(network, image).trace;
  // A multiplication beyond the last one: nothing happens. The very last: only the last logit changes.
  for (const [every, changes] of [
    [total + 1, 0],
    [total, 1],
  ]) {
    const trace = newTrace(network, image);
    infer(network, trace, {core: {every, mask: 1 << 30}});
    expect(trace.sums.flatMap((sums, l) => [...sums].filter((x, i) => x !== good.sums[l][i])).length).toBe(changes);
  }
});

test('loss and answer of no numbers', () => {
  const network = loadNetwork('fp32');
  const {trace, label} = classify(network, drawScene('loss', 0).image);
  const {probabilities} = answerOf(trace);
  for (let k = 0; k < 4; k++) near(lossOf(trace, k), -Math.log(probabilities[k]), 1e-9);
  trace.outputs[3][0] = Infinity;
  expect(lossOf(trace, 1)).toBeNaN();
  trace.outputs[3][(label + 1) % 4] = NaN;
  expect(answerOf(trace)).toMatchObject({label: -1, signal: null});
  expect(lossOf(trace, 1)).toBeNaN();
});

test('packing: steps and scales come back; no character needs an escape', () => {
  const steps = Array.from({length: PARAMETERS}, (_, i) => (i % (2 * MOST_STEPS + 1)) - MOST_STEPS);
  const scales = LAYERS.flatMap(({rows}, l) =>
    Array.from({length: rows + 1}, (_, i) => (i * 5 + l) % (2 * MOST_STEPS + 1)),
  );
  const text = packedText(steps, scales);
  expect(JSON.stringify(text).length).toBe(text.length + 2);
  const back = unpack(text);
  expect(back.steps.slice(0, PARAMETERS)).toEqual(steps);
  expect(back.scales.flat()).toEqual(scales.map(scaleOf));
  for (let n = 0; n <= 2 * MOST_STEPS; n++) {
    expect(scaleFor(scaleOf(n) * MOST_STEPS)).toBe(n);
    if (n) expect(scaleOf(n)).toBeGreaterThan(scaleOf(n - 1));
  }
});
