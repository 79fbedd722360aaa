import {
  asyncEfficiency,
  asyncOptimum,
  bufferedStop,
  checkpointBytes,
  checkpointStorm,
  peakDemand,
  requiredBuffer,
  safePace,
  shardBytes,
  ssdLife,
  stagingBuffer,
} from '../../models/index.js';
import type {Formula, Numbers} from '../formula.js';
import {tex} from '../tex.js';

const calculus = {
  text: 'Network calculus: the backlog of a burst before a server of constant rate; Le Boudec and Thiran, 2001',
  url: 'https://doi.org/10.1007/3-540-45318-0',
  kind: 'derived',
} as const;
const bursts = {
  text: 'Bursts of checkpoints against a shared store; The Llama 3 Herd of Models, section 3.3',
  url: 'https://arxiv.org/abs/2407.21783',
  kind: 'derived',
} as const;
const daly = {
  text: 'Daly’s complete model, extended by the time until a copy is durable',
  url: 'https://doi.org/10.1016/j.future.2004.11.016',
  kind: 'derived',
} as const;
const bougeret = {
  text: 'Bougeret et al., SC 2011, with the stall and the slowdown in place of the write',
  url: 'https://doi.org/10.1145/2063384.2063428',
  kind: 'derived',
} as const;
const jedec = {
  text: 'JEDEC JESD218: endurance of solid-state drives',
  url: 'https://www.jedec.org/standards-documents/docs/jesd218',
  kind: 'derived',
} as const;
const zero = {
  text: 'Rajbhandari et al., ZeRO: what mixed-precision Adam keeps of each parameter',
  url: 'https://arxiv.org/abs/1910.02054',
  kind: 'published',
} as const;

const burst = ({S_w: bytes, f: fill, r: drain}: Numbers) => ({bytes, fill, drain});
const fleet = ({N_w, S_w, p, B_store, G}: Numbers) => ({
  writers: N_w,
  bytesPerNode: S_w,
  nodeBandwidth: p,
  storeBandwidth: B_store,
  groups: Math.min(G, N_w),
});

/** Where a checkpoint waits on its way to the store, and for how long. */
export const staging = {
  'math-stop': {
    title: 'Stop of the math, with a buffer',
    result: 't_stop',
    tex: tex`\max\left(\frac{\slot{S_w}}{\slot{f}},\ \frac{\slot{S_w}-\slot{b}}{\slot{r}}\right)`,
    spoken: 'the larger of {S_w} over {f}, and {S_w} minus {b} over {r}',
    expression: 'max(S_w / f, (S_w - b) / r)',
    model: (n) => bufferedStop({...burst(n), buffer: n.b}),
    holds: 'While the drain keeps up: no bytes of an earlier checkpoint are left in the buffer.',
    source: calculus,
    derivation: [
      {
        say: 'The copy cannot be faster than {f}: the stop is at least {S_w} over {f}.',
        tex: tex`\slot{t_stop}\ge\frac{\slot{S_w}}{\slot{f}}`,
      },
      {
        say: 'When the last byte has left HBM, at most {b} of them are in the buffer. The rest has drained, at {r}.',
        tex: tex`\slot{r}\cdot\slot{t_stop}\ge\slot{S_w}-\slot{b}`,
      },
      {
        say: 'The later of the two decides.',
        tex: tex`\slot{t_stop}=\max\left(\frac{\slot{S_w}}{\slot{f}},\ \frac{\slot{S_w}-\slot{b}}{\slot{r}}\right)`,
      },
    ],
  },
  'required-buffer': {
    title: 'Smallest buffer that does',
    result: 'b_star',
    tex: tex`\slot{S_w}\cdot\left(1-\frac{\slot{r}}{\slot{f}}\right)`,
    spoken: '{S_w} times 1 minus {r} over {f}',
    expression: 'max(0, S_w * (1 - r / f))',
    model: (n) => requiredBuffer(burst(n)),
    holds: 'If the drain may begin at once; a writer that waits for its turn needs up to {S_w}.',
    source: calculus,
    derivation: [
      {say: 'The shortest stop is the copy alone.', tex: tex`\slot{t_stop}=\frac{\slot{S_w}}{\slot{f}}`},
      {
        say: 'Meanwhile {r} drains. What came and did not leave must find room.',
        tex: tex`\slot{b_star}=\slot{S_w}-\slot{r}\cdot\frac{\slot{S_w}}{\slot{f}}`,
      },
      {
        say: 'A larger buffer gains nothing, a smaller one stops the math for longer.',
        tex: tex`\slot{b_star}=\slot{S_w}\cdot\left(1-\frac{\slot{r}}{\slot{f}}\right)`,
      },
    ],
  },
  'drain-time': {
    title: 'Time until the store has it',
    result: 't_safe',
    tex: tex`\max\left(\frac{\slot{N_w}\cdot\slot{S_w}}{\slot{B_store}},\ \frac{\slot{G}\cdot\slot{S_w}}{\slot{p}}\right)`,
    spoken: 'the larger of {N_w} times {S_w} over {B_store}, and {G} times {S_w} over {p}',
    expression: 'max(N_w * S_w / B_store, G * S_w / p)',
    model: (n) => checkpointStorm(fleet(n)).durableAfter,
    holds:
      'While nothing before the store is slower, and no storm slows the drain. As long as the store is the bottleneck, turns cost nothing.',
    source: bursts,
  },
  'drain-utilisation': {
    title: 'How busy the way to the store is',
    result: 'rho',
    tex: tex`\frac{\slot{G}\cdot\slot{S_w}}{\slot{r_up}\cdot\slot{T_c}}`,
    spoken: '{G} times {S_w} over the product of {r_up} and {T_c}',
    expression: 'G * S_w / (r_up * T_c)',
    model: (n) =>
      stagingBuffer({bytes: n.G * n.S_w, fill: n.r_up, drain: n.r_up, interval: n.T_c, buffer: 0}).utilisation,
    holds: 'Above 100 % every checkpoint leaves more behind, and no buffer is large enough.',
    source: calculus,
  },
  'peak-demand': {
    title: 'What a group would send at once',
    result: 'D_peak',
    tex: tex`\frac{\slot{N_w}}{\slot{G}}\cdot\slot{p}`,
    spoken: '{N_w} over {G}, times {p}',
    expression: 'N_w / G * p',
    model: (n) => peakDemand(fleet(n)),
    holds: 'Turns divide the peak. The bytes stay the same.',
    source: bursts,
  },
  'safe-pace': {
    title: 'Fastest pace without a storm',
    result: 'p_max',
    tex: tex`\frac{\slot{G}}{\slot{N_w}}\cdot\min\left(\slot{C_net}-\slot{u},\ \slot{B_store}\right)`,
    spoken: '{G} over {N_w}, times the smaller of {C_net} minus {u} and {B_store}',
    expression: 'G / N_w * min(C_net - u, B_store)',
    model: (n) =>
      n.G * safePace({writers: n.N_w, networkCapacity: n.C_net, trainingTraffic: n.u, storeBandwidth: n.B_store}),
    holds: 'With groups of one size. Below it the drain may take as long as the interval, no longer.',
    source: bursts,
  },
  'async-efficiency': {
    title: 'Share of useful time, staged',
    result: 'E',
    tex: tex`\frac{\exp\left(-\frac{\slot{R}+\slot{P}}{\slot{M}}\right)}{\slot{M}+\slot{D}}\cdot\left[\frac{\slot{T_c}-\slot{t_stop}-\slot{beta}\cdot\slot{P}}{\exp\left(\frac{\slot{T_c}}{\slot{M}}\right)-1}+\slot{beta}\cdot\slot{P}\cdot\exp\left(-\frac{\slot{T_c}}{\slot{M}}\right)\right]`,
    spoken:
      'e to the power of minus the sum of {R} and {P} over {M}, over the sum of {M} and {D}; times the sum of two: {T_c} minus {t_stop} minus {beta} times {P}, over e to the power of {T_c} over {M} minus 1; and {beta} times {P}, times e to the power of minus {T_c} over {M}',
    expression: 'exp(-(R + P) / M) / (M + D) * ((T_c - t_stop - beta * P) / expm1(T_c / M) + beta * P * exp(-T_c / M))',
    model: (n) =>
      asyncEfficiency({
        interval: n.T_c - n.t_stop,
        stall: n.t_stop,
        persist: n.P,
        slowdown: n.beta,
        mtbf: n.M,
        restart: n.R,
        downtime: n.D,
      }),
    holds:
      'Exact at a constant rate of failure, with one drain under way at a time. The stop is what the math pays; the drain acts like a longer restart, for it ages the newest safe copy. The first period after a restart drains nothing and runs at full speed.',
    law: 'exponential',
    source: daly,
  },
  'async-interval': {
    title: 'Best interval, staged',
    result: 'T_best',
    tex: tex`\max\left(\slot{t_stop}+\slot{P},\ \slot{M}\cdot\left(1+W_0\left(-e^{-\slot{t_stop}/\slot{M}-1}\right)\right)+\slot{t_stop}\right)`,
    spoken:
      'the larger of {t_stop} plus {P}, and {M} times 1 plus the Lambert W function of minus e to the power of minus {t_stop} over {M} minus 1, plus {t_stop}',
    expression: 'max(t_stop + P, M * (1 + lambertW(-exp(-t_stop / M - 1))) + t_stop)',
    model: (n) => asyncOptimum({stall: n.t_stop, persist: n.P, mtbf: n.M}).period,
    holds:
      'Without a storm. Once the stop is short, the drain decides: a new checkpoint waits until the last one is safe.',
    law: 'exponential',
    source: bougeret,
  },
  'ssd-life': {
    title: 'Life of a drive',
    result: 'L_d',
    tex: tex`5\cdot365\cdot\slot{DWPD}\cdot\frac{\slot{C_d}\cdot\slot{n_d}\cdot\slot{k_r}\cdot\slot{T_c}}{\slot{S_w}\cdot\slot{WAF}}`,
    spoken:
      '5 times 365 times {DWPD}, times {C_d} times {n_d} times {k_r} times {T_c}, over the product of {S_w} and {WAF}',
    expression: '5 * 365 * DWPD * C_d * n_d * k_r * T_c / (S_w * WAF)',
    model: (n) =>
      ssdLife({
        capacity: n.C_d,
        dwpd: n.DWPD,
        bytesPerCheckpoint: n.S_w / n.n_d,
        interval: n.T_c * n.k_r,
        writeAmplification: n.WAF,
      }).life,
    holds:
      'Where the drives are written. Rated drive writes count what the host writes; WAF is what the flash writes beyond that load. No schedule changes it, fewer bytes do.',
    source: jedec,
  },
  'shard-bytes': {
    title: 'What one node writes',
    result: 'S_w',
    tex: tex`\frac{\slot{S_all}}{\slot{N_w}}`,
    spoken: '{S_all} over {N_w}',
    expression: 'S_all / N_w',
    model: (n) => shardBytes({bytes: n.S_all, writers: n.N_w}),
    holds: 'Sharded evenly.',
    source: {text: 'Wan et al., ByteCheckpoint', url: 'https://arxiv.org/abs/2407.20143', kind: 'derived'},
  },
  'checkpoint-bytes': {
    title: 'Bytes of a checkpoint',
    result: 'S_all',
    tex: tex`\frac{\slot{n_par}\cdot\slot{B_par}}{\slot{q}}`,
    spoken: '{n_par} times {B_par}, over {q}',
    expression: 'n_par * B_par / q',
    model: (n) => checkpointBytes({parameters: n.n_par, bytesPerParameter: n.B_par, reduction: n.q}),
    holds: '2 bytes are the bf16 weights, 12 the fp32 weights and two Adam moments, 14 both.',
    source: zero,
  },
} satisfies Record<string, Formula>;
