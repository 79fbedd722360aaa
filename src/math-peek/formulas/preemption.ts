import {bytesPerCheckpoint, expectedDirtyPages, maxDeltas, resumeTime} from '../../models/index.js';
import type {Formula, Numbers} from '../formula.js';
import {tex} from '../tex.js';

const chains = {
  text: 'Base and deltas, as in any log-structured store; Rosenblum and Ousterhout, 1992',
  url: 'https://doi.org/10.1145/146941.146943',
  kind: 'derived',
} as const;
const chance = {
  text: 'Distinct cells hit by balls thrown at random (occupancy)',
  url: 'https://en.wikipedia.org/wiki/Coupon_collector%27s_problem',
  kind: 'derived',
} as const;

const chain = (n: Numbers) => ({
  baseBytes: n.S_b,
  deltaBytes: n.Delta,
  readBandwidth: n.r_b,
  fixed: n.t_fix,
  decode: n.t_dec,
});
const whole = (of: number) => Math.max(0, Math.round(of));

/** What a killed application has to read, and what its deltas cost. */
export const preemption = {
  'resume-time': {
    title: 'Time to resume',
    result: 't_res',
    tex: tex`\slot{t_fix}+\frac{\slot{S_b}}{\slot{r_b}}+\slot{K}\cdot\left(\frac{\slot{Delta}}{\slot{r_b}}+\slot{t_dec}\right)`,
    spoken: '{t_fix} plus {S_b} over {r_b}, plus {K} times the sum of {Delta} over {r_b} and {t_dec}',
    expression: 't_fix + S_b / r_b + K * (Delta / r_b + t_dec)',
    model: (n) => resumeTime({...chain(n), deltas: whole(n.K)}),
    holds: 'After the longest chain. Sequential reads; small random ones are far slower.',
    source: chains,
  },
  'longest-chain': {
    title: 'Longest chain that fits',
    result: 'k_max',
    tex: tex`\left\lfloor\frac{\slot{L_wall}-\slot{t_fix}-\frac{\slot{S_b}}{\slot{r_b}}}{\frac{\slot{Delta}}{\slot{r_b}}+\slot{t_dec}}\right\rfloor`,
    spoken:
      '{L_wall} minus {t_fix} minus {S_b} over {r_b}, all over the sum of {Delta} over {r_b} and {t_dec}, rounded down',
    expression: 'floor((L_wall - t_fix - S_b / r_b) / (Delta / r_b + t_dec))',
    model: (n) => maxDeltas({...chain(n), limit: n.L_wall}),
    holds: 'Negative where the base alone takes too long, whatever the chain.',
    source: chains,
    derivation: [
      {
        say: 'The start and the base are paid in any case. What is left of {L_wall} is for deltas.',
        tex: tex`\slot{L_wall}-\slot{t_fix}-\frac{\slot{S_b}}{\slot{r_b}}`,
      },
      {
        say: 'Each delta costs its read and its decoding. Only whole deltas count.',
        tex: tex`\slot{k_max}=\left\lfloor\frac{\slot{L_wall}-\slot{t_fix}-\frac{\slot{S_b}}{\slot{r_b}}}{\frac{\slot{Delta}}{\slot{r_b}}+\slot{t_dec}}\right\rfloor`,
      },
    ],
  },
  'bytes-per-checkpoint': {
    title: 'Bytes written for each delta',
    result: 'B_save',
    tex: tex`\slot{Delta}+\frac{\slot{S_b}}{\slot{K}}`,
    spoken: '{Delta} plus {S_b} over {K}',
    expression: 'Delta + S_b / K',
    model: (n) => bytesPerCheckpoint({baseBytes: n.S_b, deltaBytes: n.Delta, compactEvery: Math.max(1, whole(n.K))}),
    holds: 'Each delta bears its share of the base that ends its chain.',
    source: chains,
  },
  'dirty-pages': {
    title: 'Distinct dirty pages',
    result: 'd_pg',
    tex: tex`\slot{n_pg}\cdot\left[1-\left(1-\frac{1}{\slot{n_pg}}\right)^{\slot{w_pg}}\right]`,
    spoken: '{n_pg} times 1 minus, 1 minus 1 over {n_pg} to the power of {w_pg}',
    expression: 'n_pg * (1 - (1 - 1 / n_pg)^w_pg)',
    model: (n) => expectedDirtyPages({pages: Math.max(1, whole(n.n_pg)), writes: n.w_pg}),
    holds: 'For writes spread evenly. Writes that stay together dirty fewer pages; larger pages dirty more bytes.',
    source: chance,
  },
} satisfies Record<string, Formula>;
