import fc from 'fast-check';
import {expect, test} from 'vitest';
import {llama3Run, publishedFleets} from '../../../src/models/fleet/published.js';
import {
  bookParts,
  buildTopology,
  componentSources,
  failureRate,
  publishedSources,
  sampleFailures,
  topologyPresets,
} from '../../../src/models/topology/index.js';
import type {FailureEvent, FailurePlan, FailureSource} from '../../../src/models/topology/index.js';
import {near, truth} from '../truth.js';

const H = 3600;
const DAY = 86_400;
const topology = buildTopology(topologyPresets.llama3.shape);
const sources = publishedSources({topology, nodeMtbf: 1 / publishedFleets.llama3.failureRate});
const nodeSource = (rate: number): FailureSource => ({
  component: 'node',
  category: 'Host',
  level: 'node',
  fault: 'hardware',
  rate,
});
const sample = (plan: FailurePlan & {until: number}): FailureEvent[] => [...sampleFailures(plan)];

/** Within 4 standard errors of a Poisson count. */
const poisson = (count: number, expected: number, what = '') =>
  expect(Math.abs(count - expected), `${what} ${count} against ${expected}`).toBeLessThan(4 * Math.sqrt(expected) + 1);

/** Largest distance between the sample's and the law's distribution functions, times √n; 1.95 is its 0.1 % point. */
function kolmogorov(values: number[], cdf: (x: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (
    Math.sqrt(sorted.length) *
    sorted.reduce((worst, x, i) => Math.max(worst, cdf(x) - i / sorted.length, (i + 1) / sorted.length - cdf(x)), 0)
  );
}

test('the Llama 3 fleet fails every 3.09 h, by the counts and not by the printed percentages', () => {
  const t = truth('fleet-reliability').llama3_table5;
  near(1 / failureRate({topology, sources}) / H, t.mtbf_unexpected_h);
  const power = failureRate({topology, sources: sources.filter((s) => s.level === 'power')});
  near(power, 64 / (500_000 * H));
  const rest = failureRate({topology, sources}) - power;
  for (const row of t.rows) {
    // Network failures of nodes and of racks together.
    near(
      failureRate({topology, sources: sources.filter((s) => s.component === row.component)}) / rest,
      row.count / t.unexpected,
      1e-12,
      row.component,
    );
  }
  near(failureRate({topology, sources: sources.filter((s) => s.level === 'rack')}), 1024 / (300_000 * H));
  const levels = Object.fromEntries(
    ['gpu', 'node', 'rack', 'power'].map((level) => [
      level,
      (failureRate({topology, sources: sources.filter((s) => s.level === level)}) / rest) * 419,
    ]),
  );
  near(levels.gpu, truth('fleet-reliability').llama3_table5_by_domain.GPU);
  const software = (failureRate({topology, sources: sources.filter((s) => s.fault === 'software')}) / rest) * 419;
  near(
    software,
    truth('fleet-reliability').llama3_table5_by_domain.Dependency_software +
      truth('fleet-reliability').llama3_table5_by_domain.Unknown,
  );
});

test('any node MTBF and shape: the fleet MTBF stays nodeMtbf/nodes', () => {
  fc.assert(
    fc.property(
      fc.integer({min: 1, max: 131_072}),
      fc.double({min: 1, max: 1e10, noNaN: true}),
      fc.constantFrom(1, 300_000 * H, Infinity),
      (gpus, nodeMtbf, rackSwitchMttf) => {
        const fleet = buildTopology({gpus});
        near(
          1 / failureRate({topology: fleet, sources: publishedSources({topology: fleet, nodeMtbf, rackSwitchMttf})}),
          nodeMtbf / fleet.nodes,
          1e-11,
        );
      },
    ),
  );
});

test('unlike parts in series', () => {
  const t = truth('fleet-reliability').heterogeneous_fleet;
  near(1 / failureRate({topology, sources: componentSources()}) / H, t.fleet_mtbf_h);
  const names = {
    'GPU': 'gpu',
    'NIC': 'nic(8/node)',
    'Power Supply': 'psu(2/node)',
    'Cable': 'cable(8/node)',
    'Rack Switch': 'tor(1/2 nodes)',
  };
  const events = sample({topology, sources: componentSources(), seed: 'parts', until: 3000 * DAY});
  poisson(events.length, (3000 * 24) / t.fleet_mtbf_h);
  for (const {component} of bookParts) {
    const {rate_per_h, share} = t.components[names[component as keyof typeof names]];
    near(failureRate({topology, sources: componentSources().filter((s) => s.component === component)}) * H, rate_per_h);
    poisson(events.filter((e) => e.component === component).length, events.length * share, component);
  }
});

test('a seed is a tape; another seed or stream is another; longer tapes begin like shorter ones', () => {
  const plan = {topology, sources, seed: 7, until: 54 * DAY};
  expect(sample(plan)).toEqual(sample(plan));
  expect(sample({...plan, until: 10 * DAY})).toEqual(sample(plan).filter((e) => e.time <= 10 * DAY));
  expect(sample({...plan, seed: 8})[0].time).not.toBe(sample(plan)[0].time);
  expect(sample({...plan, stream: 1})[0].time).not.toBe(sample(plan)[0].time);
  expect(sampleFailures({topology, sources: [], seed: 1}).next().done).toBe(true);
});

test('nine years of tapes: causes by Table 5, units all alike, exponential gaps', () => {
  const days = 54 * 60;
  const events = sample({topology, sources, seed: 'table 5', until: days * DAY});
  poisson(events.length, 419 * 60);
  const {value: unexpected} = llama3Run.unexpected;
  let chi = 0;
  for (const {component, count} of llama3Run.causes) {
    const seen = events.filter((e) => e.component === component).length;
    const expected = (count / unexpected) * (events.length - events.filter((e) => e.level === 'power').length);
    chi += (seen - expected) ** 2 / expected;
  }
  // 17 degrees of freedom; the 0.1 % point is 40.8.
  expect(chi).toBeLessThan(40.8);
  for (const level of ['gpu', 'node', 'rack'] as const) {
    const own = events.filter((e) => e.level === level);
    expect(
      kolmogorov(
        own.map((e) => e.index),
        (x) => (x + 0.5) / topology.counts[level],
      ),
      level,
    ).toBeLessThan(1.95);
    expect(own.every((e) => Number.isInteger(e.index) && e.index >= 0 && e.index < topology.counts[level])).toBe(true);
  }
  poisson(events.filter((e) => e.level === 'rack').length, (1024 / 300_000) * 24 * days);
  poisson(events.filter((e) => e.level === 'power').length, (64 / 500_000) * 24 * days);
  const gaps = events.map((e, i) => e.time - (i > 0 ? events[i - 1].time : 0));
  expect(gaps.every((g) => g >= 0)).toBe(true);
  const mtbf = llama3Run.duration.value / unexpected;
  expect(kolmogorov(gaps, (x) => -Math.expm1(-x / mtbf))).toBeLessThan(1.95);
});

test('a partial last node: no GPU that is missing fails', () => {
  const small = buildTopology({gpus: 12});
  const rate = 1 / DAY;
  const events = sample({
    topology: small,
    seed: 3,
    until: 2000 * DAY,
    sources: [{component: 'GPU', category: 'GPU', level: 'gpu', fault: 'hardware', rate}],
  });
  poisson(events.length, 12 * 2000);
  for (let gpu = 0; gpu < 12; gpu++) poisson(events.filter((e) => e.index === gpu).length, 2000, `GPU ${gpu}`);
});

test('lemons: their share of the nodes fails so many times as often', () => {
  const fleet = buildTopology({gpus: 800});
  const lemons = {share: 0.1, factor: 7.5};
  const plan = {topology: fleet, seed: 'lemons', until: 1000 * DAY, sources: [nodeSource(1 / (100 * DAY))], lemons};
  const events = sample(plan);
  const expected = (90 + 10 * 7.5) * 10;
  near(failureRate(plan) * plan.until, expected);
  poisson(events.length, expected);
  const counts = Array.from({length: 100}, (_, n) => events.filter((e) => e.index === n).length).sort((a, b) => a - b);
  // 10 failures of a good node, 75 of a lemon.
  expect(counts[89]).toBeLessThan(30);
  expect(counts[90]).toBeGreaterThan(40);
  poisson(
    counts.slice(90).reduce((s, n) => s + n),
    750,
  );
  const names = (seed: string, stream: number) => {
    const seen = new Map<number, number>();
    for (const {index} of sample({...plan, seed, stream})) seen.set(index, (seen.get(index) ?? 0) + 1);
    return [...seen]
      .filter(([, n]) => n > 35)
      .map(([index]) => index)
      .sort((a, b) => a - b);
  };
  expect(names('lemons', 1)).toEqual(names('lemons', 2));
  expect(names('other', 1)).not.toEqual(names('lemons', 1));
  expect(sample({...plan, lemons: {share: 0, factor: 7.5}})).toEqual(sample({...plan, lemons: undefined}));
});

test('Weibull: one node renewed at each failure has gaps of that law', () => {
  const one = buildTopology({gpus: 8});
  for (const shape of [0.5, 0.7, 2, 3]) {
    const events = sample({
      topology: one,
      sources: [nodeSource(1 / H)],
      seed: `shape ${shape}`,
      law: 'weibull',
      shape,
      until: 20_000 * H,
    });
    const gaps = events.slice(1).map((e, i) => e.time - events[i].time);
    // Scale = mean/Γ(1 + 1/k), these values of Γ from tables.
    const scale = H / {0.5: 2, 0.7: 1.2658235060572836, 2: 0.886226925452758, 3: 0.8929795115692493}[shape]!;
    expect(
      kolmogorov(gaps, (x) => -Math.expm1(-((x / scale) ** shape))),
      `k = ${shape}`,
    ).toBeLessThan(1.95);
  }
});

test('Weibull: with only the failed node renewed, a settled fleet fails at N/M from the start', () => {
  const fleet = buildTopology({gpus: 8 * 500});
  for (const shape of [0.5, 0.7, 1, 2]) {
    let early = 0;
    let late = 0;
    for (let stream = 0; stream < 40; stream++) {
      for (const {time} of sampleFailures({
        topology: fleet,
        sources: [nodeSource(1 / (1000 * DAY))],
        seed: 'settled',
        stream,
        law: 'weibull',
        shape,
        until: 40 * DAY,
      })) {
        if (time < 10 * DAY) early++;
        else if (time >= 30 * DAY) late++;
      }
    }
    // 5 each time window and run. Failures of nodes with a memory come in clusters: allow for twice the Poisson error.
    expect(Math.abs(early - 200), `k = ${shape} early`).toBeLessThan(8 * Math.sqrt(200));
    expect(Math.abs(late - 200), `k = ${shape} late`).toBeLessThan(8 * Math.sqrt(200));
  }
});

test('Weibull: the first failure of a settled node has the density S(t)/M', () => {
  const one = buildTopology({gpus: 8});
  const shape = 0.7;
  const scale = H / 1.2658235060572836;
  const firsts = Array.from(
    {length: 4000},
    (_, stream) =>
      sampleFailures({topology: one, sources: [nodeSource(1 / H)], seed: 'first', stream, law: 'weibull', shape}).next()
        .value!.time,
  );
  // Its distribution function by the trapezoidal rule in v = t^0.35, where the integrand is smooth.
  const steps = 20_000;
  const top = (200 * H) ** 0.35;
  const table = new Float64Array(steps + 1);
  const density = (v: number) => ((Math.exp(-((v ** (1 / 0.35) / scale) ** shape)) / H) * v ** (1 / 0.35 - 1)) / 0.35;
  for (let i = 1; i <= steps; i++)
    table[i] = table[i - 1] + (((density(((i - 1) / steps) * top) + density((i / steps) * top)) / 2) * top) / steps;
  expect(Math.abs(table[steps] - 1)).toBeLessThan(1e-3);
  expect(kolmogorov(firsts, (t) => table[Math.min(steps, Math.round((t ** 0.35 / top) * steps))])).toBeLessThan(1.95);
});

test('Weibull: a new fleet is the merged tape of single new nodes', () => {
  const shape = 0.7;
  const nodes = 200;
  const plan = {sources: [nodeSource(1 / (100 * DAY))], law: 'weibull', shape, age: 'new', until: 60 * DAY} as const;
  const merged: number[] = [];
  const together: number[] = [];
  for (let run = 0; run < 20; run++) {
    for (const {time} of sampleFailures({
      ...plan,
      topology: buildTopology({gpus: 8 * nodes}),
      seed: 'fleet',
      stream: run,
    }))
      together.push(time);
    for (let node = 0; node < nodes; node++) {
      for (const {time} of sampleFailures({
        ...plan,
        topology: buildTopology({gpus: 8}),
        seed: 'single',
        stream: run * nodes + node,
      }))
        merged.push(time);
    }
  }
  // Two samples: their distribution functions, scaled, stay within the 0.1 % point.
  const sorted = merged.sort((a, b) => a - b);
  const cdf = (x: number) => (sorted.findIndex((t) => t > x) < 0 ? 1 : sorted.findIndex((t) => t > x) / sorted.length);
  expect(kolmogorov(together, cdf)).toBeLessThan(1.95 * Math.SQRT2);
  expect(Math.abs(together.length - merged.length)).toBeLessThan(4 * Math.sqrt(2 * merged.length));
  // At first far more failures than in the long run: nodes with shape 0.7 fail early.
  expect(together.filter((t) => t < 6 * DAY).length).toBeGreaterThan((1.5 * 20 * nodes * 6) / 100);
});

test('Weibull: many more failures than nodes', () => {
  const events = sample({
    topology: buildTopology({gpus: 24}),
    sources: [nodeSource(1 / H)],
    seed: 1,
    law: 'weibull',
    shape: 2,
    until: 5000 * H,
  });
  expect(Math.abs(events.length / 15_000 - 1)).toBeLessThan(0.02);
  expect(events.every((e, i) => i === 0 || e.time >= events[i - 1].time)).toBe(true);
});

test('errors name quantity, range and value', () => {
  const plan = {topology, sources, seed: 7};
  expect(() => sampleFailures({...plan, seed: 0.5})).toThrow(/seed .*got 0.5/);
  expect(() => sampleFailures({...plan, until: -1})).toThrow(/until .*got -1/);
  expect(() => sampleFailures({...plan, law: 'weibull', shape: 0})).toThrow(/shape .*got 0/);
  expect(() => sampleFailures({...plan, law: 'normal' as never})).toThrow(/law must be one of/);
  expect(() => sampleFailures({...plan, age: 'old' as never})).toThrow(/age must be one of settled, new/);
  expect(() => sampleFailures({...plan, lemons: {share: 2, factor: 1}})).toThrow(/lemons.share .*got 2/);
  expect(() => sampleFailures({...plan, lemons: {share: 0.1, factor: 0.5}})).toThrow(/lemons.factor .*>= 1 .*got 0.5/);
  expect(() => sampleFailures({...plan, sources: [nodeSource(NaN)]})).toThrow(/sources\[0\].rate .*got NaN/);
  expect(() => failureRate({topology, sources: null as never})).toThrow(TypeError);
  expect(() => publishedSources({topology, nodeMtbf: 0})).toThrow(
    new RangeError('nodeMtbf must be a finite number > 0 (seconds), got 0'),
  );
  expect(() => publishedSources({topology, nodeMtbf: 1, powerDomainMttf: -1})).toThrow(/powerDomainMttf .*got -1/);
  expect(() => componentSources([{...bookParts[0], mttf: 0}])).toThrow(/parts\[0\].mttf .*got 0/);
});
