import {
  buildTopology,
  recoveryChance,
  replicaPairLossRate,
  replicaPlacement,
  sparesExceeded,
} from '../../models/index.js';
import type {Formula, Numbers} from '../formula.js';
import {tex} from '../tex.js';

const gemini = {
  text: 'Wang et al., GEMINI: Fast Failure Recovery in Distributed Training with In-Memory Checkpoints, SOSP 2023',
  url: 'https://doi.org/10.1145/3600006.3613145',
  kind: 'derived',
} as const;
const poisson = {
  text: 'Failures of independent nodes at a constant rate, each in repair for the same time',
  url: 'https://en.wikipedia.org/wiki/Poisson_distribution',
  kind: 'derived',
} as const;

/** Pairs of neighbours, two nodes each. */
const pairs = ({n_pair}: Numbers) => replicaPlacement({topology: buildTopology({gpus: 2 * n_pair, gpusPerNode: 1})});

/** What one failure costs a fleet, whether a copy is left, and whether a spare is. */
export const topology = {
  'lost-gpu-hours': {
    title: 'GPU-hours of one failure',
    result: 'H_lost',
    tex: tex`\frac{\slot{n_gpu}\cdot\left(\slot{x_back}+\slot{t_rec}\right)}{3600\,\text{s}}`,
    spoken: '{n_gpu} times the sum of {x_back} and {t_rec}, over 3600 seconds',
    expression: 'n_gpu * (x_back + t_rec) / 3600',
    model: (n) => (n.n_gpu * (n.x_back + n.t_rec)) / 3600,
    holds: 'When the whole job goes back and was at work. What is done again is counted once.',
    source: {text: 'Every GPU waits for the slowest', kind: 'derived'},
  },
  'replica-recovery': {
    title: 'Chance that two failures spare all copies',
    result: 'P_keep',
    tex: tex`1-\frac{1}{2\cdot\slot{n_pair}-1}`,
    spoken: '1 minus 1 over 2 times {n_pair} minus 1',
    expression: '1 - 1 / (2 * n_pair - 1)',
    model: (n) => recoveryChance({placement: pairs(n), failures: 2}),
    holds:
      'Two nodes at once, any two alike, with two copies of each state in pairs. A rack that holds both copies takes them together.',
    source: gemini,
    derivation: [
      {
        say: 'One node fails. Of the other 2 {n_pair} minus 1 nodes, one is its partner.',
        tex: tex`P\left(\text{partner}\right)=\frac{1}{2\cdot\slot{n_pair}-1}`,
      },
      {
        say: 'Every other second failure leaves each state a copy.',
        tex: tex`\slot{P_keep}=1-\frac{1}{2\cdot\slot{n_pair}-1}`,
      },
    ],
  },
  'pair-loss': {
    title: 'Time between losses of a pair',
    result: 'M_pair',
    tex: tex`\frac{\slot{M_node}^2}{\slot{N}\cdot\slot{t_fill}}`,
    spoken: '{M_node} squared over the product of {N} and {t_fill}',
    expression: 'M_node ^ 2 / (N * t_fill)',
    model: (n) => 1 / replicaPairLossRate({nodes: n.N, failureRate: 1 / n.M_node, rereplication: n.t_fill}),
    holds: 'Independent failures only. A rack or a power domain that holds both copies decides long before.',
    law: 'exponential',
    source: gemini,
    derivation: [
      {
        say: 'Some node fails once in {M_node} over {N}. For {t_fill} its partner holds the only copy.',
        tex: tex`\text{rate of first failures}=\frac{\slot{N}}{\slot{M_node}}`,
      },
      {
        say: 'The partner fails meanwhile with a chance of {t_fill} over {M_node}.',
        tex: tex`\frac{1}{\slot{M_pair}}=\frac{\slot{N}}{\slot{M_node}}\cdot\frac{\slot{t_fill}}{\slot{M_node}}`,
      },
    ],
  },
  'in-repair': {
    title: 'Nodes in repair',
    result: 'n_rep',
    tex: tex`\frac{\slot{N}\cdot\slot{T_rep}}{\slot{M_node}}`,
    spoken: '{N} times {T_rep} over {M_node}',
    expression: 'N * T_rep / M_node',
    model: (n) => (n.N * n.T_rep) / n.M_node,
    holds:
      'On average, in the long run; each failure counts as one node, so software failures make it a little too large.',
    source: {text: 'Little’s law', url: 'https://en.wikipedia.org/wiki/Little%27s_law', kind: 'derived'},
  },
  'spares-short': {
    title: 'Chance of too few spares',
    result: 'P_short',
    tex: tex`1-\sum_{k=0}^{\slot{s_n}}e^{-\slot{n_rep}}\,\frac{\slot{n_rep}^k}{k!}`,
    spoken:
      '1 minus the sum over k from 0 to {s_n} of the chance that k nodes are in repair when {n_rep} are on average',
    expression: 'poissonTail(n_rep, s_n)',
    model: (n) => sparesExceeded({nodes: 1, failureRate: n.n_rep, repair: 1, spares: n.s_n}),
    holds: 'At a constant rate of failure, while repairs do not wait for one another.',
    law: 'exponential',
    source: poisson,
  },
} satisfies Record<string, Formula>;
