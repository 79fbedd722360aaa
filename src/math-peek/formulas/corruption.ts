import {detectionCost, escapes, softErrorRate} from '../../models/index.js';
import type {Formula, Numbers} from '../formula.js';
import {tex} from '../tex.js';

const huang = {
  text: 'Huang and Abraham, Algorithm-Based Fault Tolerance for Matrix Operations, 1984',
  url: 'https://doi.org/10.1109/TC.1984.1676475',
  kind: 'derived',
} as const;
const ieee = {
  text: 'IEEE 754: the exponent is stored with a bias, bit j of it is worth 2^j',
  url: 'https://doi.org/10.1109/IEEESTD.2019.8766229',
  kind: 'derived',
} as const;
const fit = {
  text: 'One FIT is one failure in a thousand million hours',
  url: 'https://en.wikipedia.org/wiki/Failure_rate',
  kind: 'derived',
} as const;
const independent = {text: 'Independent corruptions at a constant rate', kind: 'derived'} as const;

const cost = ({m_out, n_in}: Numbers) => detectionCost({rows: m_out, columns: n_in});

/** What a flipped bit does, how often one flips, and what it costs to notice. */
export const corruption = {
  'exponent-flip': {
    title: 'A flipped exponent bit',
    result: 'w_after',
    tex: tex`\slot{w_before}\cdot 2^{\,\slot{s_j}\cdot 2^{\slot{j}}}`,
    spoken: '{w_before} times 2 to the power of {s_j} times 2 to the power of {j}',
    expression: 'w_before * 2 ^ (s_j * 2 ^ j)',
    model: (n) => n.w_before * 2 ** (n.s_j * 2 ** n.j),
    holds:
      'While both are normal numbers. From 0 to 1 the way is +1, from 1 to 0 it is −1: such a flip can only make a number smaller.',
    source: ieee,
    derivation: [
      {
        say: 'The exponent e is a binary number: bit {j} of it adds 2 to the power of {j}, or does not.',
        tex: tex`e'=e+\slot{s_j}\cdot 2^{\slot{j}}`,
      },
      {
        say: 'The number is a mantissa times 2 to the power of e. The mantissa stays.',
        tex: tex`\slot{w_after}=\slot{w_before}\cdot 2^{\,\slot{s_j}\cdot 2^{\slot{j}}}`,
      },
    ],
  },
  'abft-overhead': {
    title: 'Cost of the activation check',
    result: 'o_abft',
    tex: tex`\frac{1}{\slot{m_out}}+\frac{1}{2\cdot\slot{n_in}}+\frac{1}{2\cdot\slot{m_out}\cdot\slot{n_in}}`,
    spoken: '1 over {m_out}, plus 1 over 2 {n_in}, plus 1 over 2 {m_out} {n_in}',
    expression: '1 / m_out + 1 / (2 * n_in) + 1 / (2 * m_out * n_in)',
    model: (n) => cost(n).abftOverhead,
    holds:
      'Counted in operations, against the product itself. Caches, vector units and memory have the last word: measure.',
    source: huang,
    derivation: [
      {
        say: 'The product of m by n weights takes 2 m n operations for each token.',
        tex: tex`2\cdot\slot{m_out}\cdot\slot{n_in}`,
      },
      {
        say: 'The check multiplies the sums of the columns with the input, adds up the outputs, and compares.',
        tex: tex`2\cdot\slot{n_in}+\slot{m_out}+1`,
      },
      {
        say: 'One over the other.',
        tex: tex`\slot{o_abft}=\frac{1}{\slot{m_out}}+\frac{1}{2\cdot\slot{n_in}}+\frac{1}{2\cdot\slot{m_out}\cdot\slot{n_in}}`,
      },
    ],
  },
  'abft-ratio': {
    title: 'Running twice against the check',
    result: 'k_check',
    tex: tex`\frac{\slot{m_out}\cdot\left(2\cdot\slot{n_in}+1\right)}{2\cdot\slot{n_in}+\slot{m_out}+1}`,
    spoken: '{m_out} times 2 {n_in} plus 1, over 2 {n_in} plus {m_out} plus 1',
    expression: 'm_out * (2 * n_in + 1) / (2 * n_in + m_out + 1)',
    model: (n) => cost(n).ratio,
    holds: 'Counted in operations. A narrow layer has little to save: there, running twice is nearly as cheap.',
    source: huang,
  },
  'soft-errors': {
    title: 'Cosmic rays',
    result: 'rate_h',
    tex: tex`\slot{Mb}\cdot\slot{FIT}\cdot 10^{-9}`,
    spoken: '{Mb} times {FIT} times 10 to the power of minus 9',
    expression: 'Mb * FIT * 1e-9',
    model: (n) => softErrorRate({bits: n.Mb * 1e6, fitPerMbit: n.FIT}).fit * 1e-9,
    holds: 'Per hour, for one device. Multi-bit upsets, 31 % of those measured in HBM2, are more than this counts.',
    source: fit,
  },
  'escape-time': {
    title: 'Time between corruptions that escape',
    result: 'M_esc',
    tex: tex`\frac{\slot{M_dev}}{\slot{N_dev}\cdot\left(1-\slot{c_seen}\right)}`,
    spoken: '{M_dev} over the product of {N_dev} and 1 minus {c_seen}',
    expression: 'M_dev / (N_dev * (1 - c_seen))',
    model: (n) => escapes({devices: n.N_dev, rate: 1 / n.M_dev, coverage: n.c_seen}).meanTime,
    holds: 'For the kinds of fault the coverage was measured on, and for no others.',
    law: 'exponential',
    source: independent,
  },
} satisfies Record<string, Formula>;
