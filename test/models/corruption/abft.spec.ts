import {expect, test} from 'vitest';
import {
  abftCheck,
  abftTolerance,
  columnSums,
  detectionCost,
  leastWidth,
  rooflineCost,
} from '../../../src/models/corruption/abft.js';
import {seededRandom} from '../../../src/models/numerics/random.js';
import {near, truth} from '../truth.js';

const t = truth('silent-corruption');
const flat = (rows: number[][]) => rows.flat();

test('the worked example: found, located, corrected', () => {
  const e = t.abft_huang_abraham_example;
  const [rows, columns, tokens] = [e.W.length, e.W[0].length, e.X[0].length];
  const [sums, weightedSums] = [columnSums(flat(e.W), rows, columns), columnSums(flat(e.W), rows, columns, true)];
  expect([...sums]).toEqual(e.col_checksum_W);
  expect([...weightedSums]).toEqual(e.weighted_checksum_W);
  const check = {rows, columns, tokens, sums, weightedSums, input: flat(e.X), tolerance: 1e-9};
  expect(abftCheck({...check, output: flat(e.Y)})).toMatchObject({detected: false, error: null});
  const output = flat(e.Y);
  output[e.inject.row * tokens + e.inject.col] += e.inject.delta;
  const result = abftCheck({...check, output});
  expect([...result.residuals]).toEqual(e.syndrome_plain);
  expect([...result.weightedResiduals]).toEqual(e.syndrome_weighted);
  expect(result).toMatchObject({
    detected: true,
    error: {row: e.located_row_0based, token: e.inject.col, corrected: e.corrected_value},
  });
});

test('any one wrong element of a product is put right; NaN is detected', () => {
  const {uniform} = seededRandom('products');
  const [rows, columns, tokens] = [7, 5, 3];
  const weights = Array.from({length: rows * columns}, () => uniform() - 0.5);
  const input = Array.from({length: columns * tokens}, () => uniform() - 0.5);
  const output = Array.from({length: rows * tokens}, (_, o) => {
    let sum = 0;
    for (let j = 0; j < columns; j++)
      sum += weights[Math.floor(o / tokens) * columns + j] * input[j * tokens + (o % tokens)];
    return sum;
  });
  const check = {
    rows,
    columns,
    tokens,
    sums: columnSums(weights, rows, columns),
    weightedSums: columnSums(weights, rows, columns, true),
    input,
    tolerance: 1e-12,
  };
  expect(abftCheck({...check, output}).detected).toBe(false);
  output.forEach((good, o) => {
    for (const bad of [good + 1e-3, -1e6, good * 2 + 1e-6]) {
      const {error} = abftCheck({...check, output: output.with(o, bad)});
      expect([error!.row, error!.token]).toEqual([Math.floor(o / tokens), o % tokens]);
      near(error!.corrected, good, 1e-9 * Math.max(1, Math.abs(bad / good)));
    }
    expect(abftCheck({...check, output: output.with(o, NaN)})).toMatchObject({detected: true, error: null});
  });
});

test('two wrong elements of a token are detected, and none is blamed', () => {
  const two = {rows: 4, columns: 1, sums: [0], weightedSums: [0], input: [1], tolerance: 1e-9};
  expect(abftCheck({...two, output: [1, 1, 0, 0]})).toMatchObject({detected: true, error: null});
  const {uniform} = seededRandom('two');
  for (let i = 0; i < 400; i++) {
    const output = [0, 0, 0, 0];
    const first = Math.floor(uniform() * 4);
    output[first] = 10 * uniform() - 5;
    output[(first + 1 + Math.floor(uniform() * 3)) % 4] = 10 * uniform() - 5;
    expect(abftCheck({...two, output})).toMatchObject({detected: true, error: null});
  }
});

test('operations of the reference', () => {
  for (const {inputs: i, ...row} of t.abft_vs_dmr_opcount) {
    const cost = detectionCost({rows: i.out_features_m, columns: i.in_features_n, tokens: i.tokens_b});
    expect([cost.product, cost.abft, cost.dmr]).toEqual([row.gemm_flops, row.abft_online_flops, row.dmr_extra_flops]);
    near(cost.abftOverhead, row.abft_overhead);
    near(cost.dmrOverhead, row.dmr_overhead);
    near(cost.ratio, row.ratio_dmr_over_abft);
    expect(cost.ratio >= 10).toBe(row.at_least_10x);
  }
});

test('the least width equals a walk from 1 on', () => {
  for (const ratio of [0.1, 0.5, 1, 2, 3.7, 10, 43, 100]) {
    let n = 1;
    while (detectionCost({rows: n, columns: n}).ratio < ratio) n++;
    expect(leastWidth(ratio), `${ratio}`).toBe(n);
  }
});

test('roofline times of the reference', () => {
  for (const {inputs: i, ...row} of t.abft_vs_dmr_roofline_h100) {
    const cost = rooflineCost({rows: i.m, columns: i.n, tokens: i.b, peak: i.F, bandwidth: i.BW});
    near(cost.intensity, row.arithmetic_intensity);
    expect(cost.bound).toBe(row.bound);
    near(cost.product, row.t_base_s);
    near(cost.rerun, row.t_dmr_rerun_s);
    near(cost.inRegister, row.t_dmr_in_register_s);
    near(cost.unfused, row.t_abft_unfused_s);
  }
});

test('tolerances of the reference; no right product in fp32 exceeds the guaranteed one', () => {
  for (const {inputs: i, ...row} of t.abft_tolerance) {
    const {guaranteed, likely} = abftTolerance({rows: i.m, columns: i.n, weight: i.absW, input: i.absX, roundoff: i.u});
    near(guaranteed, row.worst_case);
    near(likely, row.probabilistic_sqrt);
  }
  const {uniform} = seededRandom('rounding');
  for (let k = 0; k < 50; k++) {
    const [m, n] = [3 + k, 60 - k];
    const weights = Float32Array.from({length: m * n}, () => uniform() - 0.5);
    const x = Float32Array.from({length: n}, () => uniform() - 0.5);
    let residual = 0;
    for (let i = 0; i < m; i++) {
      let y = 0;
      for (let j = 0; j < n; j++) y = Math.fround(y + Math.fround(weights[i * n + j] * x[j]));
      residual += y;
    }
    columnSums(weights, m, n).forEach((c, j) => {
      residual -= c * x[j];
    });
    const mean = (numbers: Float32Array) => numbers.reduce((sum, value) => sum + Math.abs(value), 0) / numbers.length;
    expect(Math.abs(residual)).toBeLessThan(
      abftTolerance({rows: m, columns: n, weight: mean(weights) * 2, input: mean(x) * 2}).guaranteed,
    );
  }
});

test('errors name quantity, range and value', () => {
  expect(() => detectionCost({rows: 0, columns: 4})).toThrow(/rows must be a whole number >= 1 .*got 0/);
  expect(() =>
    abftCheck({rows: 1, columns: 2, sums: [1], weightedSums: [1, 1], input: [1, 1], output: [1], tolerance: 0}),
  ).toThrow(/length of sums must be 2 .*got 1/);
  expect(() => leastWidth(-1)).toThrow(/ratio .*got -1/);
});
