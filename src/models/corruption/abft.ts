/** Checksums that go through the arithmetic (algorithm-based fault tolerance), and what they cost beside running twice. */
import {notNegative, positive, throwInvalid, wholeNumber} from '../numerics/check.js';

type Numbers = ArrayLike<number>;

/** Shape of y = Wx: W has `rows` × `columns` numbers, x `columns` × `tokens`, y `rows` × `tokens`. */
export interface ProductShape {
  /** Outputs m, a whole number >= 1. */
  rows: number;
  /** Inputs n, a whole number >= 1. */
  columns: number;
  /** Columns b of x: tokens, or positions of a convolution; a whole number >= 1. Default 1. */
  tokens?: number;
}

function checkShape({rows, columns, tokens = 1}: ProductShape): {m: number; n: number; b: number} {
  return {
    m: wholeNumber('rows', rows, 1, 'outputs'),
    n: wholeNumber('columns', columns, 1, 'inputs'),
    b: wholeNumber('tokens', tokens, 1, 'tokens'),
  };
}

/** Column sums of W (row-major), plain or with row i counted i + 1 times. */
export function columnSums(weights: Numbers, rows: number, columns: number, weighted = false): Float64Array {
  const sums = new Float64Array(columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) sums[j] += weights[i * columns + j] * (weighted ? i + 1 : 1);
  return sums;
}

/** What the check of one product found. */
export interface AbftResult {
  /** Some residual is beyond the tolerance, or is no number. */
  readonly detected: boolean;
  /** Σᵢ yᵢ − c·x for each token. */
  readonly residuals: Float64Array;
  /** The same with row i counted i + 1 times. */
  readonly weightedResiduals: Float64Array;
  /** Where one wrong element of y stands and what it should be; null if nothing or more than one element fits. */
  readonly error: {
    readonly row: number;
    readonly token: number;
    readonly value: number;
    readonly corrected: number;
  } | null;
}

/**
 * Checks y = Wx against column sums of W taken earlier, locates one wrong element (the quotient of the residuals is its row)
 * and says what it should be. Arrays are row-major.
 *
 * @throws {RangeError | TypeError} unless the lengths suit the shape and tolerance >= 0
 * @see https://doi.org/10.1109/TC.1984.1676475 (Huang and Abraham 1984)
 * @example abftCheck({rows: 2, columns: 1, sums: [3], weightedSums: [5], input: [10], output: [10, 21], tolerance: 1e-9}).error // row 1: 20
 */
export function abftCheck({
  sums,
  weightedSums,
  input,
  output,
  tolerance,
  ...shape
}: ProductShape & {
  /** 1ᵀW, `columns` numbers. */ sums: Numbers;
  /** (1, 2, …, m)W. */ weightedSums: Numbers;
  input: Numbers;
  output: Numbers;
  /** Largest residual that rounding explains, >= 0. */ tolerance: number;
}): AbftResult {
  const {m, n, b} = checkShape(shape);
  notNegative('tolerance', tolerance, 'size of a residual');
  for (const [name, array, length] of [
    ['sums', sums, n],
    ['weightedSums', weightedSums, n],
    ['input', input, n * b],
    ['output', output, m * b],
  ] as const) {
    if (array.length !== length) throwInvalid(`length of ${name}`, array.length, `${length} (numbers)`);
  }
  const residuals = new Float64Array(b);
  const weightedResiduals = new Float64Array(b);
  const wrong: number[] = [];
  for (let t = 0; t < b; t++) {
    for (let i = 0; i < m; i++) {
      residuals[t] += output[i * b + t];
      weightedResiduals[t] += output[i * b + t] * (i + 1);
    }
    for (let j = 0; j < n; j++) {
      residuals[t] -= sums[j] * input[j * b + t];
      weightedResiduals[t] -= weightedSums[j] * input[j * b + t];
    }
    if (!(Math.abs(residuals[t]) <= tolerance)) wrong.push(t);
  }
  let error: AbftResult['error'] = null;
  if (wrong.length === 1) {
    const [token] = wrong;
    const row = Math.round(weightedResiduals[token] / residuals[token]) - 1;
    // Two wrong elements would have to agree in both sums to look like one.
    const fits =
      Math.abs(weightedResiduals[token] - (row + 1) * residuals[token]) <=
      2 * m * tolerance + 1e-9 * Math.abs(weightedResiduals[token]);
    if (row >= 0 && row < m && fits) {
      const value = output[row * b + token];
      error = {row, token, value, corrected: value - residuals[token]};
    }
  }
  return {detected: wrong.length > 0, residuals, weightedResiduals, error};
}

/** Unit roundoff u of fp32: half the distance from 1 to the next number. */
export const FP32_ROUNDOFF = 2 ** -24;

/** Two bounds on the residual of a right product. */
export interface AbftTolerance {
  /** γ·Σ|w||x| with γ = ku/(1 − ku), k = m + n: no right product exceeds it. Infinity where ku >= 1. */
  readonly guaranteed: number;
  /** 3·√(m + n)·u·√(mn)·|w||x|: roundings taken as independent. */
  readonly likely: number;
}

/**
 * How far rounding alone can move the residual of one token. Flips below it are missed, and are bounded by it. Frozen.
 *
 * @throws {RangeError | TypeError} unless rows, columns are whole numbers >= 1, weight, input >= 0, roundoff > 0
 * @see https://doi.org/10.1137/1.9780898718027 (Higham, chapter 3)
 * @example abftTolerance({rows: 1024, columns: 1024, weight: 0.02, input: 1}).guaranteed // 2.56: loose
 */
export function abftTolerance({
  weight,
  input,
  roundoff = FP32_ROUNDOFF,
  ...shape
}: Omit<ProductShape, 'tokens'> & {
  /** Mean |w|. */ weight: number;
  /** Mean |x|. */ input: number;
  /** u. Default that of fp32. */ roundoff?: number;
}): AbftTolerance {
  const {m, n} = checkShape(shape);
  const size =
    notNegative('weight', weight, 'mean size of a weight') * notNegative('input', input, 'mean size of an input');
  const ku = (m + n) * positive('roundoff', roundoff, 'unit roundoff');
  return Object.freeze({
    guaranteed: ku < 1 ? (ku / (1 - ku)) * m * n * size : Infinity,
    likely: 3 * Math.sqrt((m + n) * m * n) * roundoff * size,
  });
}

/** Operations (additions, multiplications, comparisons) for one product. */
export interface DetectionCost {
  /** The product itself: 2mnb. */
  readonly product: number;
  /** Check against column sums: 2nb + mb + b. */
  readonly abft: number;
  /** Running again and comparing: 2mnb + mb. */
  readonly dmr: number;
  /** abft/product: about 1/m + 1/(2n). */
  readonly abftOverhead: number;
  readonly dmrOverhead: number;
  /** dmr/abft: how many times cheaper the check is. */
  readonly ratio: number;
}

/**
 * What the checksum and what running twice cost, counted in operations. Frozen.
 *
 * @throws {RangeError | TypeError} unless rows, columns, tokens are whole numbers >= 1
 * @see https://doi.org/10.1109/TC.1984.1676475
 * @example detectionCost({rows: 64, columns: 64}).ratio // 42.8
 */
export function detectionCost(shape: ProductShape): DetectionCost {
  const {m, n, b} = checkShape(shape);
  const product = 2 * m * n * b;
  const abft = 2 * n * b + m * b + b;
  const dmr = product + m * b;
  return Object.freeze({
    product,
    abft,
    dmr,
    abftOverhead: abft / product,
    dmrOverhead: dmr / product,
    ratio: dmr / abft,
  });
}

/**
 * The least width n of a square layer (n × n) whose check is at least `ratio` times cheaper than running twice.
 *
 * @throws {RangeError | TypeError} unless ratio is a finite number > 0
 * @example leastWidth(10) // 15
 */
export function leastWidth(ratio: number): number {
  positive('ratio', ratio, 'times cheaper');
  // (2n² + n)/(3n + 1) >= ratio, whatever b: solved, then put right for rounding.
  const at = (n: number) => detectionCost({rows: n, columns: n}).ratio >= ratio;
  let n = Math.max(1, Math.ceil((3 * ratio - 1 + Math.sqrt((3 * ratio - 1) ** 2 + 8 * ratio)) / 4));
  while (!at(n)) n++;
  while (n > 1 && at(n - 1)) n--;
  return n;
}

/** Times by the roofline model, seconds. */
export interface RooflineCost {
  /** Operations for each byte moved. */
  readonly intensity: number;
  readonly bound: 'memory' | 'compute';
  readonly product: number;
  /** The whole product again. */
  readonly rerun: number;
  /** Each product twice in registers: free while memory is the bound. */
  readonly inRegister: number;
  /** A separate check that reads x and y again. */
  readonly unfused: number;
}

/**
 * Times of a product and its protections on a device that either computes or waits for memory. Frozen.
 *
 * @throws {RangeError | TypeError} unless the shape suits `detectionCost` and peak, bandwidth, bytes > 0
 * @see https://doi.org/10.1145/3458817.3476184 (Kosaian and Rashmi 2021)
 * @example rooflineCost({rows: 8192, columns: 8192, tokens: 1, peak: 989e12, bandwidth: 3.35e12}).bound // 'memory'
 */
export function rooflineCost({
  peak,
  bandwidth,
  bytes = 2,
  ...shape
}: ProductShape & {
  /** Operations a second. */ peak: number;
  /** Bytes a second. */ bandwidth: number;
  /** Bytes of a number. Default 2. */ bytes?: number;
}): RooflineCost {
  const {m, n, b} = checkShape(shape);
  positive('peak', peak, 'operations/s');
  positive('bandwidth', bandwidth, 'bytes/s');
  const vectors = positive('bytes', bytes, 'bytes') * (n * b + m * b);
  const moved = bytes * m * n + vectors;
  const cost = detectionCost(shape);
  const compute = cost.product / peak;
  const memory = moved / bandwidth;
  const product = Math.max(compute, memory);
  return Object.freeze({
    intensity: cost.product / moved,
    bound: compute > memory ? 'compute' : 'memory',
    product,
    rerun: 2 * product,
    inRegister: Math.max(2 * compute, memory),
    unfused: product + Math.max(cost.abft / peak, vectors / bandwidth),
  });
}
