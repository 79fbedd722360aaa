/** The shape of the small network: every layer is a product y = Wx + b of gathered inputs. */
import {IMAGE, SIGNALS} from './scene.js';

/** One layer. Weights are row-major, `rows` × `columns`; outputs lie `rows` × `positions`. */
export interface Layer {
  readonly name: string;
  /** Output channels m. */
  readonly rows: number;
  /** Inputs n of one output. */
  readonly columns: number;
  /** Places b at which the same weights are used. */
  readonly positions: number;
  /** Numbers that come in. */
  readonly inputs: number;
  /** Which input each position (outer) and column (inner) takes; `inputs` stands for the 0 around the image. */
  readonly gather: Int32Array;
  /** Negative outputs become 0. */
  readonly relu: boolean;
}

/** A convolution with a 3 × 3 kernel, stride 2 and a border of zeros. */
function convolution(name: string, rows: number, channels: number, height: number, width: number): Layer {
  const [h, w] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  const columns = channels * 9;
  const inputs = channels * height * width;
  const gather = new Int32Array(h * w * columns);
  for (let i = 0; i < gather.length; i++) {
    const column = i % columns;
    const position = (i - column) / columns;
    const y = Math.floor(position / w) * 2 + Math.floor((column % 9) / 3) - 1;
    const x = (position % w) * 2 + (column % 3) - 1;
    gather[i] =
      y < 0 || x < 0 || y >= height || x >= width ? inputs : (Math.floor(column / 9) * height + y) * width + x;
  }
  return {name, rows, columns, positions: h * w, inputs, gather, relu: true};
}

const {channels, height, width} = IMAGE;

/** Three convolutions and a dense head. The widths are such that a checksum is over ten times cheaper than a rerun in the middle only. */
export const LAYERS: readonly Layer[] = [
  convolution('conv1', 8, channels, height, width),
  convolution('conv2', 16, 8, height / 2, width / 2),
  convolution('conv3', 12, 16, height / 4, width / 4),
  {
    name: 'head',
    rows: SIGNALS.length,
    columns: 72,
    positions: 1,
    inputs: 72,
    gather: Int32Array.from({length: 72}, (_, i) => i),
    relu: false,
  },
];

/** Weights and biases of a layer. */
export const parameterCount = ({rows, columns}: Layer): number => rows * (columns + 1);

/** Weights and biases of all layers. */
export const PARAMETERS = LAYERS.reduce((sum, layer) => sum + parameterCount(layer), 0);

/** Where parameter `index` of the whole network stands: layer, place in it; `weight` false for a bias. Weights first, then biases. */
export function placeOf(index: number): {layer: number; row: number; at: number; weight: boolean} {
  let layer = 0;
  while (index >= parameterCount(LAYERS[layer])) index -= parameterCount(LAYERS[layer++]);
  const {rows, columns} = LAYERS[layer];
  const weight = index < rows * columns;
  return {
    layer,
    weight,
    at: weight ? index : index - rows * columns,
    row: weight ? Math.floor(index / columns) : index - rows * columns,
  };
}

/** Index of a layer's first parameter. */
export const firstParameter = (layer: number): number =>
  LAYERS.slice(0, layer).reduce((sum, one) => sum + parameterCount(one), 0);

/** Fills `columns` with the inputs of every position. `input` has one number more than `layer.inputs`: the 0 of the border. */
export function gatherInputs({gather}: Layer, input: Float32Array, columns: Float32Array): void {
  for (let i = 0; i < gather.length; i++) columns[i] = input[gather[i]];
}

/** Rows `from` to `to` of Wx + b, before the nonlinearity. Sums run in double precision and are stored in fp32. */
export function multiply(
  {rows, columns: n, positions: b}: Layer,
  weights: Float32Array,
  bias: Float32Array,
  columns: Float32Array,
  output: Float32Array,
  from = 0,
  to = rows,
): void {
  let i = from;
  // Four rows at once: each input is fetched once for four sums. Every sum adds up in the same order as alone.
  for (; i + 4 <= to; i += 4) {
    const a = i * n;
    const c = a + n;
    const d = c + n;
    const e = d + n;
    for (let t = 0; t < b; t++) {
      // No `[p, q, r, s] = [...]`: WebKit's last compiler makes NaN of one of them now and then.
      let p = bias[i];
      let q = bias[i + 1];
      let r = bias[i + 2];
      let s = bias[i + 3];
      for (let j = 0, at = t * n; j < n; j++, at++) {
        const x = columns[at];
        p += weights[a + j] * x;
        q += weights[c + j] * x;
        r += weights[d + j] * x;
        s += weights[e + j] * x;
      }
      output[i * b + t] = p;
      output[(i + 1) * b + t] = q;
      output[(i + 2) * b + t] = r;
      output[(i + 3) * b + t] = s;
    }
  }
  for (; i < to; i++) {
    for (let t = 0; t < b; t++) {
      let sum = bias[i];
      for (let j = 0, w = i * n, at = t * n; j < n; j++) sum += weights[w + j] * columns[at + j];
      output[i * b + t] = sum;
    }
  }
}
