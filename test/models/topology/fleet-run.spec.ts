import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {sparesExceeded} from '../../../src/models/fleet/fleet.js';
import {publishedFleets} from '../../../src/models/fleet/published.js';
import {
  blastRadius,
  buildTopology,
  copiesBetween,
  fleetAt,
  forkFleet,
  playFleet,
  publishedSources,
  replicaPlacement,
  spansBetween,
  standardTiers,
  topologyPresets,
} from '../../../src/models/topology/index.js';
import type {CheckpointTier, FailureSource, FleetPlan, FleetRun} from '../../../src/models/topology/index.js';
import {naiveRun} from './naive-run.js';
import {runs} from '../../support/sample.js';

const H = 3600;
const DAY = 86_400;
const topology = buildTopology(topologyPresets.llama3.shape);
const sources = publishedSources({topology, nodeMtbf: 1 / publishedFleets.llama3.failureRate});
const store: CheckpointTier = {kind: 'store', interval: 1800, writeTime: 60, lag: 120};
const placement = replicaPlacement({topology, spread: 'rack-aware'});
const tiers: CheckpointTier[] = [
  {kind: 'dram', interval: 60, writeTime: 0.3, restart: 100},
  {kind: 'peer', interval: 300, writeTime: 1, lag: 20, restart: 110, placement},
  {kind: 'nvme', interval: 900, writeTime: 5, restart: 120},
  {...store, restart: 300},
];
const plan: FleetPlan = {
  topology,
  sources,
  seed: 7,
  duration: 54 * DAY,
  tiers,
  detect: 120,
  replace: 180,
  restart: 300,
};
const PARTS = ['useful', 'checkpoint', 'lost', 'restart', 'downtime'] as const;
const sum = (list: number[]) => list.reduce((s, x) => s + x, 0);
const close = (a: number, b: number, what = '') =>
  expect(Math.abs(a - b), `${what} ${a} against ${b}`).toBeLessThan(1e-6 * Math.max(1, Math.abs(b)) ** 0.5);

const plans = fc
  .record({
    seed: fc.integer(),
    gpus: fc.constantFrom(8, 60, 256, 1000),
    mtbf: fc.double({min: 600, max: 40_000, noNaN: true}),
    detect: fc.constantFrom(0, 60, 600),
    replace: fc.constantFrom(0, 300),
    restart: fc.constantFrom(0, 120, 900),
    which: fc.subarray([0, 1, 2, 3], {minLength: 1}),
    law: fc.constantFrom('exponential' as const, 'weibull' as const),
  })
  .map(({gpus, mtbf, which, ...rest}): FleetPlan => {
    const fleet = buildTopology({gpus, racksPerPowerDomain: 4, racksPerPod: 12});
    const list: CheckpointTier[] = [
      {kind: 'dram', interval: 100, writeTime: 0.25},
      {kind: 'peer', interval: 300, writeTime: 1, lag: 20, restart: 60},
      {kind: 'nvme', interval: 900, writeTime: 5},
      {kind: 'store', interval: 1800, writeTime: 60, lag: 150, restart: 400},
    ];
    const chosen = which
      .filter((i) => i !== 1 || fleet.nodes > 1)
      .map((i) => (i === 1 ? {...list[1], placement: replicaPlacement({topology: fleet})} : list[i]));
    return {
      ...rest,
      topology: fleet,
      duration: 3 * DAY,
      shape: 0.7,
      tiers: chosen.length > 0 ? chosen : [list[3]],
      // Racks and power domains far more often than in life, so that they are tested too.
      sources: publishedSources({
        topology: fleet,
        nodeMtbf: mtbf * fleet.nodes,
        rackSwitchMttf: mtbf * fleet.counts.rack * 12,
        powerDomainMttf: mtbf * fleet.counts.power * 20,
      }),
    };
  });

describe('against a plain player that lists every copy', () => {
  const compare = (p: FleetPlan, run: FleetRun) => {
    const naive = naiveRun(p);
    close(run.times.useful, naive.work, 'useful');
    close(run.times.useful, naive.totals.work, 'kept work');
    close(run.times.checkpoint, naive.totals.checkpoint, 'checkpoint');
    close(run.times.lost, naive.totals.lost, 'lost');
    close(run.times.downtime, naive.totals.down, 'downtime');
    close(run.times.restart, naive.totals.restart, 'restart');
    expect(run.failures.length).toBe(naive.rollbacks.length);
    run.failures.forEach(({time, rollback}, i) => {
      const other = naive.rollbacks[i];
      expect([time, rollback.tier]).toEqual([other.time, other.tier]);
      close(rollback.to, other.to, 'to');
      close(rollback.work, other.work, 'work');
      expect(rollback.seconds).toBe(rollback.from - rollback.to);
    });
  };
  test('54 days of Llama 3', () => compare(plan, playFleet(plan)));
  test('any plan', () => {
    fc.assert(
      fc.property(plans, (p) => compare(p, playFleet(p))),
      {numRuns: runs(80)},
    );
  });
  test('with injected failures', () => {
    fc.assert(
      fc.property(
        plans,
        fc.array(
          fc.tuple(
            fc.double({min: 0, max: 3 * DAY, noNaN: true}),
            fc.constantFrom('gpu', 'node', 'rack', 'power', 'pod'),
            fc.nat(),
            fc.constantFrom('hardware', 'software'),
          ),
          {maxLength: 6},
        ),
        (p, list) => {
          const injected = list.map(([time, level, n, fault]) => ({
            time,
            level: level as 'gpu',
            index: n % p.topology.counts[level as 'gpu'],
            fault: fault as 'hardware',
          }));
          compare({...p, injected}, playFleet({...p, injected}));
        },
      ),
      {numRuns: runs(40)},
    );
  });
});

test('the parts add up to the wall time, the spans too, without gaps', () => {
  fc.assert(
    fc.property(plans, fc.constantFrom(0, 3, 100), fc.constantFrom(600, 6 * H, 2 * DAY), (p, spares, repair) => {
      const run = playFleet({...p, spares, repair});
      close(sum(PARTS.map((part) => run.times[part])), run.end);
      run.spans.forEach((span, i) => expect(span.from).toBe(i > 0 ? run.spans[i - 1].to : 0));
      expect(run.spans.at(-1)!.to).toBe(run.end);
      const total = (kind: string) => sum(run.spans.filter((s) => s.kind === kind).map((s) => s.to - s.from));
      close(total('work'), run.times.useful + run.times.checkpoint);
      close(total('lost'), run.times.lost);
      close(total('down'), run.times.downtime);
      // Every lost GPU-second is charged to one failure.
      close(run.lostGpuSeconds / p.topology.gpus, run.times.lost + run.times.downtime + run.times.restart);
    }),
    {numRuns: runs(60)},
  );
});

test('a failure costs all until the job works again; one that strikes meanwhile only what it throws back farther', () => {
  let meanwhile = 0;
  fc.assert(
    fc.property(plans, fc.constantFrom(0, 1, 3), fc.constantFrom(6 * H, 2 * DAY), (p, spares, repair) => {
      const run = playFleet({...p, recovery: 'synchronous', spares, repair});
      const thrownAway = (index: number) =>
        sum(
          run.segments[0].flatMap(({lost}) =>
            lost.filter(({failure}) => failure === index).map((one) => one.to - one.from),
          ),
        );
      for (const [index, {time, during, resumed, lostGpuSeconds, rollback}] of run.failures.entries()) {
        const standing = during === 'work' ? Math.min(resumed, run.end) - time : 0;
        close(lostGpuSeconds / p.topology.gpus, standing + thrownAway(index));
        expect(rollback.seconds).toBeGreaterThanOrEqual(0);
        if (during === 'work') continue;
        meanwhile++;
        // The job stood still: where its copy is still there, it goes back no farther.
        if (rollback.work === 0) expect(rollback.seconds).toBe(0);
        expect(rollback.from).toBeLessThanOrEqual(time);
      }
    }),
    {numRuns: runs(80)},
  );
  expect(meanwhile, 'some struck during an outage').toBeGreaterThan(20);
});

test('54 days of Llama 3: readouts', () => {
  const run = playFleet({...plan, spares: 64});
  expect(run.predictedMtbf / H).toBeCloseTo(3.0931, 4);
  expect(run.observed.low).toBeLessThan(run.predictedMtbf);
  expect(run.observed.high).toBeGreaterThan(run.predictedMtbf);
  expect(run.observed.mtbf).toBe((54 * DAY) / run.failures.length);
  expect(run.complete).toBe(true);
  for (const f of run.failures) {
    expect(f.blast).toEqual(blastRadius(topology, f));
    expect(f.drained).toBe(f.fault === 'hardware' ? f.blast.nodes : 0);
  }
});

test('a fork changes nothing before it, keeps the tape after it, and can be undone', () => {
  fc.assert(
    fc.property(plans, fc.double({min: 0, max: 0.999, noNaN: true}), fc.nat(), (p, at, n) => {
      const run = playFleet(p);
      const failure = {time: at * p.duration, level: 'rack' as const, index: n % p.topology.counts.rack};
      const fork = forkFleet(run, failure);
      const before = (r: FleetRun) =>
        r.failures
          .filter((f) => f.time < failure.time)
          .map(({time, level, index, rollback, sparesLeft}) => ({time, level, index, rollback, sparesLeft}));
      expect(before(fork)).toEqual(before(run));
      if (failure.time > 0)
        expect({...fleetAt(fork, failure.time * 0.999), last: 0, down: 0, repairing: 0}).toEqual({
          ...fleetAt(run, failure.time * 0.999),
          last: 0,
          down: 0,
          repairing: 0,
        });
      expect(fork.tape).toBe(run.tape);
      expect(forkFleet(run, failure)).toEqual(fork);
      expect(playFleet({...p, injected: [failure]})).toEqual(fork);
      expect(playFleet({...fork.plan, injected: []}).times).toEqual(run.times);
      const injected = fork.failures.filter((f) => f.injected);
      expect(injected.length).toBeLessThanOrEqual(1);
      // Chance alone is observed, not the hand of the reader.
      expect(fork.observed.mtbf).toBeCloseTo(p.duration / (fork.failures.length - injected.length), 6);
    }),
    {numRuns: runs(25)},
  );
});

test('the state at a time is that of a run that ends there', () => {
  fc.assert(
    fc.property(plans, fc.constantFrom(2, 1000), fc.double({min: 0.001, max: 1, noNaN: true}), (p, spares, at) => {
      const run = playFleet({...p, spares});
      const time = at * p.duration;
      const state = fleetAt(run, time);
      const short = playFleet({...p, spares, duration: time});
      for (const part of PARTS) close(state.times[part], short.times[part], part);
      close(state.efficiency, short.efficiency);
      expect([state.failures, state.sparesLeft]).toEqual([short.failures.length, short.sparesLeft]);
      expect(state.observed).toEqual(short.observed);
      close(state.lostGpuSeconds, short.lostGpuSeconds);
      close(state.parts[0].work, short.times.useful);
      // Nodes in repair: all that were drained within one repair time.
      expect(sum(state.repairing.map((f) => f.drained))).toBe(
        sum(short.failures.filter((f) => f.time > time - DAY).map((f) => f.drained)),
      );
      const last = short.spans.at(-1)!;
      expect({work: 'work', checkpoint: 'work', down: 'down', restart: 'restart'}[state.parts[0].doing]).toBe(
        last.kind === 'lost' ? 'work' : last.kind,
      );
      expect(state.down.length > 0).toBe(state.parts[0].doing === 'down');
    }),
    {numRuns: runs(100)},
  );
});

test('spares: taken at a failure, back after the repair; without one the job waits for it', () => {
  const quiet = {
    ...plan,
    sources: [],
    tiers: [{...store, lag: 0}],
    detect: 60,
    replace: 40,
    restart: 100,
    spares: 2,
    repair: 1000,
    duration: 10 * H,
  };
  const run = playFleet({
    ...quiet,
    injected: [
      {time: 2000, level: 'node', index: 0},
      {time: 2400, level: 'gpu', index: 100},
      {time: 2700, level: 'node', index: 50},
      {time: 9000, level: 'rack', index: 3},
      {time: 9500, level: 'node', index: 9, fault: 'software'},
    ],
  });
  // Third failure: both spares are out, the first node is back at 3000 s.
  expect(run.failures.map((f) => f.sparesLeft)).toEqual([1, 0, -1, 0, 0]);
  expect(run.failures.map((f) => f.refilled)).toEqual([2100, 2500, 3000, 9100, 9560]);
  expect(run.failures.map((f) => f.resumed)).toEqual([2200, 2600, 3100, 9200, 9660]);
  expect(run.times.downtime).toBe(100 + 100 + 300 + 100 + 60);
  expect(fleetAt(run, 2900)).toMatchObject({sparesLeft: 0, missing: 1, parts: [{doing: 'down'}]});
  expect(fleetAt(run, 2900).repairing).toHaveLength(3);
  expect(fleetAt(run, 3500)).toMatchObject({sparesLeft: 1, missing: 0});
  expect(fleetAt(run, 9050).down.map((f) => f.blast.gpus)).toEqual([16]);
  expect(fleetAt(run, 10_000)).toMatchObject({sparesLeft: 2});
  // A power domain of 32 nodes with 2 spares: all but two wait for their repair.
  expect(playFleet({...quiet, injected: [{time: 5000, level: 'power', index: 0}]}).failures[0]).toMatchObject({
    drained: 32,
    refilled: 6000,
  });
  // What has fallen cannot fall again; what stands in the same rack can.
  const twice = playFleet({
    ...quiet,
    injected: [
      {time: 5000, level: 'node', index: 4},
      {time: 5010, level: 'gpu', index: 33},
      {time: 5020, level: 'rack', index: 2},
    ],
  });
  expect(twice.failures.map((f) => [f.level, f.during, f.drained])).toEqual([
    ['node', 'work', 1],
    ['rack', 'down', 1],
  ]);
});

test('nodes in repair are Poisson: how often more than the spares, within 4 standard errors', () => {
  const repair = 12 * H;
  const rate = 0.00379 / DAY;
  const nodes: FailureSource[] = [{component: 'node', category: 'Host', level: 'node', fault: 'hardware', rate}];
  const days = 4000;
  const run = playFleet({
    ...plan,
    sources: nodes,
    tiers: [store],
    duration: days * DAY,
    repair,
    spares: 1000,
    seed: 'repair',
  });
  for (const spares of [4, 8]) {
    const expected = sparesExceeded({nodes: 2048, failureRate: rate, repair, spares});
    // Looked at once a day: half-day repairs, so the looks are independent.
    let exceeded = 0;
    for (let day = 1; day < days; day++) if (1000 - fleetAt(run, day * DAY).sparesLeft > spares) exceeded++;
    expect(Math.abs(exceeded / days - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / days));
  }
});

describe('replicas that recover alone', () => {
  const parallelism = {tp: 8, cp: 1, pp: 16, dp: 128};
  test('one replica is the whole job', () => {
    const one = playFleet({...plan, recovery: 'replica', parallelism: {...parallelism, pp: 2048, dp: 1}});
    const sync = playFleet(plan);
    expect(one.times).toEqual(sync.times);
    expect(one.spans).toEqual(sync.spans);
  });
  test('each replica plays as a job of its own would on the failures that hit it', () => {
    const p: FleetPlan = {
      ...plan,
      tiers: [store],
      recovery: 'replica',
      parallelism,
      duration: 20 * DAY,
      injected: [{time: 9 * DAY, level: 'power', index: 5}],
    };
    const run = playFleet(p);
    // A replica is 128 GPUs, 16 nodes; a power domain 256 GPUs, two replicas.
    expect(run.failures.find((f) => f.injected)!.parts).toEqual([10, 11]);
    for (const replica of [0, 10, 11, 77]) {
      const own = run.failures.filter((f) => f.blast.from < (replica + 1) * 128 && f.blast.to > replica * 128);
      const alone = naiveRun({
        ...p,
        sources: [],
        injected: own.map(({time, level, index, fault}) => ({time, level, index, fault})),
      });
      const {kept, lost} = {
        kept: run.segments[replica].filter((s) => s.kind === 'work').reduce((s, x) => s + x.keptTo - x.from, 0),
        lost: run.spans.filter((s) => s.part === replica && s.kind === 'lost').reduce((s, x) => s + x.to - x.from, 0),
      };
      close(kept, alone.totals.work + alone.totals.checkpoint);
      close(lost, alone.totals.lost);
    }
    close(sum(PARTS.map((part) => run.times[part])), run.end);
    close(run.lostGpuSeconds / p.topology.gpus, run.times.lost + run.times.downtime + run.times.restart);
  });
  test('a failure costs a 128th of what it costs a synchronous job', () => {
    const quiet = {
      ...plan,
      sources: [],
      tiers: [store],
      injected: [{time: 10_000, level: 'gpu' as const, index: 5331}],
    };
    const all = playFleet(quiet);
    const one = playFleet({...quiet, recovery: 'replica', parallelism});
    expect(one.lostGpuSeconds * 128).toBeCloseTo(all.lostGpuSeconds, 4);
    expect(one.failures[0].parts).toEqual([41]);
  });
  test('a waiting replica loses its copy when the peer that holds it falls too', () => {
    const fleet = buildTopology({gpus: 64, nodesPerRack: 1, racksPerPowerDomain: 8});
    // Replicas of 2 nodes; node i and i + 1 hold each other's state, but for the ring, which reaches into the next replica.
    const ring = replicaPlacement({topology: fleet, scheme: 'ring'});
    const p: FleetPlan = {
      topology: fleet,
      sources: [],
      seed: 1,
      duration: 10_000,
      detect: 500,
      recovery: 'replica',
      parallelism: {tp: 8, cp: 1, pp: 2, dp: 4},
      tiers: [
        {kind: 'peer', interval: 100, placement: ring},
        {kind: 'store', interval: 1000},
      ],
      injected: [
        {time: 5550, level: 'node', index: 1},
        {time: 5560, level: 'node', index: 2},
      ],
    };
    const {failures, segments} = playFleet(p);
    expect(failures[0].rollback).toMatchObject({tier: 'peer', to: 5500});
    expect(failures[1].parts.sort()).toEqual([0, 1]);
    expect(failures[1].rollback).toMatchObject({tier: 'store', to: 5000});
    expect(segments[0].at(-1)!.work).toBe(5000);
    // Replica 1 lost node 2, whose state node 3 still holds.
    expect(segments[1].at(-1)!.work).toBe(5500);
    expect(segments[2].at(-1)!.workEnd).toBe(10_000);
  });
});

test('windows: spans with the stops for copies, and the copies of a tier, as the plain player lists them', () => {
  fc.assert(
    fc.property(
      plans,
      fc.double({min: 0, max: 0.9, noNaN: true}),
      fc.double({min: 0.001, max: 0.1, noNaN: true}),
      (p, a, length) => {
        const run = playFleet(p);
        const [from, to] = [a * p.duration, (a + length) * p.duration];
        const spans = spansBetween(run, {from, to, limit: 100_000});
        expect(spans[0].from).toBe(from);
        expect(spans.at(-1)!.to).toBe(to);
        spans.forEach((s, i) => i > 0 && expect(Math.abs(s.from - spans[i - 1].to)).toBeLessThan(1e-6));
        const naive = naiveRun(p).stretches;
        for (const kind of ['work', 'checkpoint', 'lost', 'down', 'restart'] as const) {
          const expected = sum(
            naive
              .filter((s) => s.kind === kind && s.to > from && s.from < to)
              .map((s) => Math.min(s.to, to) - Math.max(s.from, from)),
          );
          expect(
            Math.abs(sum(spans.filter((s) => s.kind === kind).map((s) => s.to - s.from)) - expected),
            kind,
          ).toBeLessThan(1e-5);
        }
        p.tiers.forEach((_, i) => {
          for (const {taken, written, complete, work} of copiesBetween(run, {from, to, tier: i, limit: 100_000})!) {
            expect(taken >= from && taken < to && written >= taken).toBe(true);
            if (complete < run.end) {
              const state = fleetAt(run, Math.min(run.end, complete + 1e-6)).parts[0];
              // Complete copies are seen at once, unless a failure struck in that very moment.
              if (state.doing === 'work' || state.doing === 'checkpoint')
                expect(state.copies[i]!.work).toBeGreaterThanOrEqual(work - 1e-6);
            }
          }
        });
      },
    ),
    {numRuns: runs(40)},
  );
  const run = playFleet(plan);
  expect(copiesBetween(run, {tier: 0, from: 0, to: 54 * DAY, limit: 100})).toBe(null);
  expect(spansBetween(run, {from: 0, to: 54 * DAY}).some((s) => s.kind === 'checkpoint')).toBe(false);
});

test('a hopeless plan ends at maxFailures and says so', () => {
  const run = playFleet({...plan, sources: sources.map((s) => ({...s, rate: s.rate * 1e5})), maxFailures: 500});
  expect([run.complete, run.efficiency, run.tape.events.length]).toEqual([false, 0, 500]);
  expect(run.end).toBeLessThan(plan.duration);
  close(sum(PARTS.map((part) => run.times[part])), run.end);
});

test('nothing fails: all work and copies', () => {
  const run = playFleet({...plan, sources: [], tiers: [{...store, lag: 0}], duration: 1860 * 100});
  expect(run.times).toEqual({wall: 186_000, useful: 180_000, checkpoint: 6000, lost: 0, restart: 0, downtime: 0});
  expect([run.predictedMtbf, run.observed.mtbf, run.failures]).toEqual([Infinity, Infinity, []]);
  expect(fleetAt(run, 0)).toMatchObject({efficiency: 1, failures: 0, last: null});
  expect(playFleet({...plan, tiers: standardTiers.slice()}).efficiency).toBeGreaterThan(0.5);
});

test('errors name quantity, range and value', () => {
  const run = playFleet({...plan, duration: DAY});
  expect(() => playFleet({...plan, duration: 0})).toThrow(
    new RangeError('duration must be a finite number > 0 (seconds), got 0'),
  );
  expect(() => playFleet({...plan, detect: NaN})).toThrow(/detect .*got NaN/);
  expect(() => playFleet({...plan, replace: -1})).toThrow(/replace .*got -1/);
  expect(() => playFleet({...plan, restart: Infinity})).toThrow(/restart .*got Infinity/);
  expect(() => playFleet({...plan, repair: -1})).toThrow(/repair .*got -1/);
  expect(() => playFleet({...plan, spares: 0.5})).toThrow(/spares .*got 0.5/);
  expect(() => playFleet({...plan, tiers: []})).toThrow(/tiers must be a list/);
  expect(() => playFleet({...plan, recovery: 'some' as never})).toThrow(/recovery must be one of synchronous, replica/);
  expect(() => playFleet({...plan, recovery: 'replica'})).toThrow(/parallelism must be given/);
  expect(() => playFleet({...plan, recovery: 'replica', parallelism: {tp: 8, cp: 1, pp: 1, dp: 1}})).toThrow(
    /tp·cp·pp·dp must be 16384/,
  );
  expect(() => playFleet({...plan, maxFailures: 0})).toThrow(/maxFailures .*got 0/);
  expect(() => forkFleet(run, {time: -1, level: 'node', index: 0})).toThrow(/injected\[0\].time .*got -1/);
  expect(() => forkFleet(run, {time: 0, level: 'node', index: 9999})).toThrow(/index .*got 9999/);
  expect(() => fleetAt(run, 2 * DAY)).toThrow(/time must be a number from 0 to 86400 .*got 172800/);
  expect(() => spansBetween(run, {from: 5, to: 5})).toThrow(/to − from .*got 0/);
  expect(() => copiesBetween(run, {from: 0, to: 5, tier: 9})).toThrow(/tier .*got 9/);
});
