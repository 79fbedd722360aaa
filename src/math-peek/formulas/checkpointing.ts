import {
  availabilityOptimalPeriod,
  dalyFirstOrderInterval,
  dalyInterval,
  firstOrderWaste,
  fleetMtbf,
  fleetSurvival,
  largestWriteTime,
  maximumEfficiency,
  optimalInterval,
  refinedFirstOrderPeriod,
  survivalProbability,
  wasteBreakdown,
  weibullWaste,
  youngInterval,
} from '../../models/index.js';
import type {Formula, Numbers} from '../formula.js';
import {tex} from '../tex.js';

const costs = ({delta, M}: Numbers) => ({writeTime: delta, mtbf: M});
const recovery = ({R, D}: Numbers) => ({restart: R, downtime: D});
const run = (numbers: Numbers) => ({interval: numbers.tau, ...costs(numbers), ...recovery(numbers)});

const young = {
  text: 'J. W. Young, A first order approximation to the optimum checkpoint interval, CACM 17(9), 1974',
  url: 'https://doi.org/10.1145/361147.361115',
  kind: 'published',
} as const;
const daly = {
  text: 'J. T. Daly, A higher order estimate of the optimum checkpoint interval, FGCS 22(3), 2006',
  url: 'https://doi.org/10.1016/j.future.2004.11.016',
  kind: 'published',
} as const;
const bougeret = {
  text: 'Bougeret, Casanova, Rabie, Robert and Vivien, Checkpointing strategies for parallel jobs, SC 2011; solved here with the Lambert W function',
  url: 'https://doi.org/10.1145/2063384.2063428',
  kind: 'derived',
} as const;
const renewal = {
  text: 'Expected parts of one committed segment in Daly’s complete model',
  url: 'https://doi.org/10.1016/j.future.2004.11.016',
  kind: 'derived',
} as const;
const aupy = {
  text: 'Aupy, Robert, Vivien and Zaidouni; Herault and Robert, Fault-Tolerance Techniques for High-Performance Computing, 2015',
  url: 'https://doi.org/10.1007/978-3-319-20943-2_1',
  kind: 'published',
} as const;
const saxena = {
  text: 'Saxena et al., availability-optimal checkpointing, 2024',
  url: 'https://arxiv.org/abs/2410.18124',
  kind: 'published',
} as const;
const series = {text: 'Parts in series: the rates of failure add', kind: 'derived'} as const;

/** When to save, what it costs, and what a fleet's size does to it. */
export const checkpointing = {
  'young': {
    title: 'Young’s interval',
    result: 'tau_young',
    tex: tex`\sqrt{2\cdot\slot{delta}\cdot\slot{M}}`,
    spoken: 'the square root of 2 times {delta} times {M}',
    expression: 'sqrt(2 * delta * M)',
    model: (n) => youngInterval(costs(n)),
    holds: 'First order: good while {delta} is small beside {M}.',
    law: 'exponential',
    source: young,
    derivation: [
      {
        say: 'Writing takes {delta} after every {tau} of work. A failure, one every {M}, costs half an interval on average. The share lost is the sum.',
        tex: tex`W\approx\frac{\slot{delta}}{\slot{tau}}+\frac{\slot{tau}}{2\,\slot{M}}`,
      },
      {
        say: 'One term falls with {tau}, the other rises. At the bottom of the U the slope is zero.',
        tex: tex`\frac{dW}{d\slot{tau}}=-\frac{\slot{delta}}{\slot{tau}^2}+\frac{1}{2\,\slot{M}}=0`,
      },
      {
        say: 'Take the first term to the other side, and multiply by 2 {M} and by {tau} squared.',
        tex: tex`\slot{tau}^2=2\cdot\slot{delta}\cdot\slot{M}`,
      },
      {
        say: 'The root is the best interval. There both terms are equal.',
        tex: tex`\slot{tau_young}=\sqrt{2\cdot\slot{delta}\cdot\slot{M}}`,
      },
      {
        say: 'Put it back in: the least share lost grows with the root of {delta} over {M}.',
        tex: tex`W\left(\slot{tau_young}\right)=\sqrt{\frac{2\cdot\slot{delta}}{\slot{M}}}`,
      },
    ],
  },
  'daly': {
    title: 'Daly’s interval, 2006',
    result: 'tau_daly',
    tex: tex`\sqrt{2\cdot\slot{delta}\cdot\slot{M}}\left[1+\tfrac13\sqrt{\frac{\slot{delta}}{2\cdot\slot{M}}}+\tfrac19\cdot\frac{\slot{delta}}{2\cdot\slot{M}}\right]-\slot{delta}`,
    spoken:
      'the square root of 2 {delta} {M}, times 1 plus a third of the square root of {delta} over 2 {M} plus a ninth of {delta} over 2 {M}, minus {delta}; or {M}, where {delta} is at least 2 {M}',
    expression:
      'delta < 2 * M ? sqrt(2 * delta * M) * (1 + sqrt(delta / (2 * M)) / 3 + delta / (2 * M) / 9) - delta : M',
    model: (n) => dalyInterval(costs(n)),
    holds: 'For {delta} below 2 {M}; from there on it is {M}. A little short of the best.',
    law: 'exponential',
    source: daly,
  },
  'exact': {
    title: 'Best interval, exact',
    result: 'tau_best',
    tex: tex`\slot{M}\cdot\left(1+W_0\left(-e^{-\slot{delta}/\slot{M}-1}\right)\right)`,
    spoken: '{M} times 1 plus the Lambert W function of minus e to the power of minus {delta} over {M} minus 1',
    expression: 'M * (1 + lambertW(-exp(-delta / M - 1)))',
    model: (n) => optimalInterval(costs(n)),
    holds: 'Exact for failures at a constant rate. Restart and downtime do not move it.',
    law: 'exponential',
    source: bougeret,
  },
  'daly-first-order': {
    title: 'First order with restart',
    result: 'tau_first',
    tex: tex`\sqrt{2\cdot\slot{delta}\cdot\left(\slot{M}+\slot{R}\right)}-\slot{delta}`,
    spoken: 'the square root of 2 times {delta} times the sum of {M} and {R}, minus {delta}',
    expression: 'sqrt(2 * delta * (M + R)) - delta',
    model: (n) => dalyFirstOrderInterval({...costs(n), restart: n.R}),
    holds: 'First order; says nothing where it comes out negative.',
    law: 'exponential',
    source: daly,
  },
  'refined-first-order': {
    title: 'Refined first order',
    result: 'T',
    tex: tex`\sqrt{2\cdot\left(\slot{M}-\slot{D}-\slot{R}\right)\cdot\slot{delta}}`,
    spoken: 'the square root of 2 times {M} minus {D} minus {R}, times {delta}',
    expression: 'sqrt(2 * (M - D - R) * delta)',
    model: (n) => refinedFirstOrderPeriod({...costs(n), ...recovery(n)}),
    holds: 'A period: take {delta} off for the interval. Only where {M} is longer than {D} + {R}.',
    law: 'exponential',
    source: aupy,
  },
  'availability-optimal': {
    title: 'Availability-optimal',
    result: 'T',
    tex: tex`\slot{delta}+\sqrt{2\cdot\left(\slot{M}+\slot{R}\right)\cdot\slot{delta}+\slot{delta}^2}`,
    spoken: '{delta} plus the square root of 2 times the sum of {M} and {R} times {delta}, plus {delta} squared',
    expression: 'delta + sqrt(2 * (M + R) * delta + delta ^ 2)',
    model: (n) => availabilityOptimalPeriod({...costs(n), restart: n.R}),
    holds: 'A period: take {delta} off for the interval.',
    law: 'exponential',
    source: saxena,
  },
  'waste': {
    title: 'Share of time lost, exact',
    result: 'W',
    tex: tex`1-\frac{\slot{tau}}{\left(\slot{M}+\slot{D}\right)\cdot\exp\left(\frac{\slot{R}}{\slot{M}}\right)\cdot\left[\exp\left(\frac{\slot{tau}+\slot{delta}}{\slot{M}}\right)-1\right]}`,
    spoken:
      '1 minus {tau} over the product of {M} plus {D}, e to the power of {R} over {M}, and e to the power of {tau} plus {delta} over {M} minus 1',
    expression: '1 - tau / ((M + D) * exp(R / M) * expm1((tau + delta) / M))',
    model: (n) => wasteBreakdown(run(n)).total,
    holds: 'Exact for failures at a constant rate; they strike work, writing and restarts.',
    law: 'exponential',
    source: daly,
  },
  'first-order-waste': {
    title: 'Share of time lost, first order',
    result: 'W_1',
    tex: tex`\frac{\slot{delta}}{\slot{tau}}+\frac{\slot{tau}}{2\cdot\slot{M}}+\frac{\slot{R}+\slot{D}}{\slot{M}}`,
    spoken: '{delta} over {tau}, plus {tau} over 2 {M}, plus the sum of {R} and {D} over {M}',
    expression: 'delta / tau + tau / (2 * M) + (R + D) / M',
    model: (n) => firstOrderWaste(run(n)),
    holds:
      'A sum of shares that were meant to be small; nothing stops it at 1. Where {delta} is no small part of {M}, use the exact one.',
    law: 'exponential',
    source: young,
  },
  'checkpoint-share': {
    title: 'Share spent writing',
    result: 'W_write',
    tex: tex`\frac{\slot{delta}}{\left(\slot{M}+\slot{D}\right)\cdot\exp\left(\frac{\slot{R}}{\slot{M}}\right)\cdot\left[\exp\left(\frac{\slot{tau}+\slot{delta}}{\slot{M}}\right)-1\right]}`,
    spoken:
      '{delta} over the product of {M} plus {D}, e to the power of {R} over {M}, and e to the power of {tau} plus {delta} over {M} minus 1',
    expression: 'delta / ((M + D) * exp(R / M) * expm1((tau + delta) / M))',
    model: (n) => wasteBreakdown(run(n)).checkpoint,
    holds: 'Checkpoints that were kept; an unfinished one counts as lost.',
    law: 'exponential',
    source: renewal,
  },
  'lost-share': {
    title: 'Share lost to work done again',
    result: 'W_lost',
    tex: tex`\frac{\slot{M}}{\slot{M}+\slot{D}}\cdot\exp\left(-\frac{\slot{R}}{\slot{M}}\right)\cdot\left[1-\frac{\left(\slot{tau}+\slot{delta}\right)/\slot{M}}{\exp\left(\frac{\slot{tau}+\slot{delta}}{\slot{M}}\right)-1}\right]`,
    spoken:
      '{M} over the sum of {M} and {D}, times e to the power of minus {R} over {M}, times 1 minus the period in units of {M} over e to that power minus 1; the period is {tau} plus {delta}',
    expression: 'M / (M + D) * exp(-R / M) * (1 - (tau + delta) / M / expm1((tau + delta) / M))',
    model: (n) => wasteBreakdown(run(n)).lost,
    holds: 'The first attempt is the loss; its repetition is useful work. Never count both.',
    law: 'exponential',
    source: renewal,
  },
  'restart-share': {
    title: 'Share spent in restarts',
    result: 'W_R',
    tex: tex`\frac{\slot{M}}{\slot{M}+\slot{D}}\cdot\left[1-\exp\left(-\frac{\slot{R}}{\slot{M}}\right)\right]`,
    spoken: '{M} over the sum of {M} and {D}, times 1 minus e to the power of minus {R} over {M}',
    expression: '-M / (M + D) * expm1(-R / M)',
    model: (n) => wasteBreakdown(run({...n, tau: n.M, delta: 0})).restart,
    holds: 'Restarts that failed themselves are in it. No interval changes it.',
    law: 'exponential',
    source: renewal,
  },
  'downtime-share': {
    title: 'Share of time down',
    result: 'W_D',
    tex: tex`\frac{\slot{D}}{\slot{M}+\slot{D}}`,
    spoken: '{D} over the sum of {M} and {D}',
    expression: 'D / (M + D)',
    model: (n) => wasteBreakdown(run({...n, tau: n.M, delta: 0, R: 0})).downtime,
    holds: 'Nothing fails while the job is down.',
    law: 'exponential',
    source: renewal,
  },
  'least-waste': {
    title: 'Least share lost',
    result: 'W_best',
    tex: tex`1-\left(1-\frac{\slot{tau_best}}{\slot{M}}\right)\cdot\frac{\exp\left(-\slot{R}/\slot{M}\right)}{1+\slot{D}/\slot{M}}`,
    spoken:
      '1 minus the product of 1 minus {tau_best} over {M}, and e to the power of minus {R} over {M}, over 1 plus {D} over {M}',
    expression: '1 - (1 - tau_best / M) * exp(-R / M) / (1 + D / M)',
    model: (n) => 1 - maximumEfficiency({writeTime: writeTimeOf(n), mtbf: n.M, ...recovery(n)}),
    holds: 'At the best interval. With free recovery it is the best interval in units of {M}.',
    law: 'exponential',
    source: bougeret,
  },
  'weibull': {
    title: 'Share of useful time, Weibull',
    result: 'E',
    tex: tex`\frac{\slot{tau}}{\slot{M}+\slot{D}}\cdot\sum_{j\ge1}\exp\left[-\left(\frac{\slot{R}+j\cdot\left(\slot{tau}+\slot{delta}\right)}{\slot{M}}\cdot\Gamma\left(1+\tfrac{1}{\slot{k}}\right)\right)^{\slot{k}}\right]`,
    spoken:
      '{tau} over the sum of {M} and {D}, times the sum over j from 1 of the chance that a Weibull time of shape {k} and mean {M} is longer than {R} plus j times {tau} plus {delta}',
    expression: 'tau / (M + D) * weibullSum(R, tau + delta, M, k)',
    model: (n) => weibullWaste({...run(n), shape: n.k}).useful,
    holds: 'One clock for the whole job, started anew at each failure.',
    law: 'weibull',
    source: {
      text: 'Renewal-reward theorem over any law of failure',
      url: 'https://doi.org/10.1145/2063384.2063428',
      kind: 'derived',
    },
  },
  'fleet-mtbf': {
    title: 'MTBF of the fleet',
    result: 'M',
    tex: tex`\frac{\slot{M_node}}{\slot{N}}`,
    spoken: '{M_node} over {N}',
    expression: 'M_node / N',
    model: (n) => fleetMtbf({nodeMtbf: n.M_node, nodes: n.N}),
    holds: 'For any law of failure, if only the failed node is renewed.',
    source: series,
  },
  'survival': {
    title: 'Survival of the fleet',
    result: 'P_fleet',
    tex: tex`\slot{P_node}^{\slot{N}}`,
    spoken: '{P_node} to the power of {N}',
    expression: 'P_node ^ N',
    model: (n) => fleetSurvival({nodeSurvival: n.P_node, nodes: n.N}),
    holds: 'The whole synchronous job: every node must get through. For any law of failure.',
    source: series,
  },
  'node-survival': {
    title: 'Survival of one node',
    result: 'P_node',
    tex: tex`\exp\left(-\frac{\slot{t}}{\slot{M_node}}\right)`,
    spoken: 'e to the power of minus {t} over {M_node}',
    expression: 'exp(-t / M_node)',
    model: (n) => survivalProbability({nodeMtbf: n.M_node, nodes: 1, time: n.t}),
    holds: 'At a constant rate of failure.',
    law: 'exponential',
    source: series,
  },
  'write-time': {
    title: 'Time to write',
    result: 'delta',
    tex: tex`\frac{\slot{S}}{\slot{B}}`,
    spoken: '{S} over {B}',
    expression: 'S / B',
    model: (n) => n.S / n.B,
    holds: 'While the math stops for the whole write.',
    source: {text: 'Bytes over bytes per second', kind: 'derived'},
  },
  'largest-write-time': {
    title: 'Longest write within a budget',
    result: 'delta_max',
    tex: tex`\slot{M}\cdot\left[-\ln\left(1-x\right)-x\right],\quad x=1-\left(1-\slot{w}\right)\cdot\exp\left(\slot{R}/\slot{M}\right)\cdot\left(1+\slot{D}/\slot{M}\right)`,
    spoken:
      '{M} times minus the logarithm of 1 minus x, minus x; where x is 1 minus the product of 1 minus {w}, e to the power of {R} over {M}, and 1 plus {D} over {M}',
    expression: 'M * (-log((1 - w) * exp(R / M) * (1 + D / M)) - 1 + (1 - w) * exp(R / M) * (1 + D / M))',
    model: (n) => largestWriteTime({waste: n.w, mtbf: n.M, ...recovery(n)}) ?? NaN,
    holds: 'At the best interval. There is none where recovery alone costs more than the budget.',
    law: 'exponential',
    source: bougeret,
  },
} satisfies Record<string, Formula>;

/** The write time whose best interval is given: the exact optimum, turned round. */
const writeTimeOf = ({tau_best, M}: Numbers): number => M * (-Math.log1p(-tau_best / M) - tau_best / M);
