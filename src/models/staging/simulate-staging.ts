/** Plays checkpoints through their queues, exactly between events: no time step. */
import {leastStop} from './shared-network.js';
import {seededRandom} from '../numerics/random.js';
import {StagingFlow} from './staging-flow.js';
import {preparePlan} from './staging-plan.js';
import type {PreparedPlan, StagingPlan} from './staging-plan.js';
import type {StagingLimit, BrokenLimit, CheckpointRecord, StagingSeries, MeanMax, StagingRun} from './staging-run.js';

type Writable<T> = {-readonly [K in keyof T]: T[K]};
type Columns = {[K in keyof StagingSeries]: number[]};

/** Mean and largest of what is there. */
function meanMax(values: readonly number[]): MeanMax {
  if (values.length === 0) return {mean: Infinity, max: Infinity};
  return {
    mean: values.reduce((sum, v) => sum + v, 0) / values.length,
    max: values.reduce((most, v) => Math.max(most, v), 0),
  };
}

/** One run in progress. */
class StagingPlay {
  readonly flow: StagingFlow;
  readonly records: Writable<CheckpointRecord>[] = [];
  readonly broken = new Map<string, Writable<BrokenLimit> & {last: number}>();
  readonly series: Columns = {
    time: [],
    hbm: [],
    dram: [],
    fullest: [],
    nvme: [],
    stored: [],
    copyRate: [],
    ssdRate: [],
    storeRate: [],
    storeDemand: [],
    networkDemand: [],
    speed: [],
  };
  time = 0;
  nextStart = 0;
  stopped = false;
  stopClock = 0;
  stormClock = 0;
  crashed = false;
  /** Whose turn it is, and for which checkpoint. */
  turnGroup = 0;
  turnCheckpoint = 0;
  onNvme = 0;
  durable = 0;
  /** When each group may upload each checkpoint. */
  readonly releases: number[][] = [];
  /** Since the last start: whether the drain never rested, and the bytes stored at that start. */
  busy = true;
  storedAtStart = 0;
  // Sums over the run.
  peakDemand = 0;
  peakNetwork = 0;
  bufferPeak = 0;
  maxBacklog = 0;
  stormTime = 0;
  usefulTime = 0;
  drainingTime = 0;
  slowedTime = 0;

  constructor(readonly plan: PreparedPlan) {
    this.flow = new StagingFlow(plan);
  }

  mean(amounts: Float64Array): number {
    const {sizes, writers} = this.plan;
    let sum = 0;
    for (let g = 0; g < sizes.length; g++) sum += sizes[g] * amounts[g];
    return sum / writers;
  }

  breakLimit(limit: StagingLimit, time: number, amount: number, allowed: number, queue?: 'dram' | 'nvme'): void {
    const key = limit + (queue ?? '');
    const checkpoint = this.records.length;
    const before = this.broken.get(key);
    if (!before) {
      this.broken.set(key, {limit, ...(queue ? {queue} : {}), time, amount, allowed, checkpoints: 1, last: checkpoint});
      return;
    }
    if (amount > before.amount) [before.amount, before.allowed] = [amount, allowed];
    if (checkpoint !== before.last) [before.checkpoints, before.last] = [before.checkpoints + 1, checkpoint];
  }

  /** Starts the checkpoint that is due. */
  start(random: () => number): void {
    const {
      flow,
      plan: {bytes, writers, interval, sizes, jitter},
    } = this;
    const stored = this.mean(flow.uploaded);
    const last = this.records.at(-1);
    if (last) {
      const rate = (stored - this.storedAtStart) / (this.time - last.start);
      if (this.busy && rate * interval < bytes * (1 - 1e-9))
        this.breakLimit('unstable', this.time, (writers * bytes) / interval, writers * rate);
    }
    this.busy = true;
    this.storedAtStart = stored;
    this.records.push({start: this.time, mathStop: null, nvmeAt: null, durableAt: null});
    flow.target = this.records.length * bytes;
    this.stopped = true;
    this.stopClock = 0;
    if (this.plan.random) this.releases.push(sizes.map(() => this.time + jitter * random()));
  }

  /** Lets the math go on. */
  resume(): void {
    const {flow, plan} = this;
    const {interval} = plan;
    const record = this.records[this.records.length - 1];
    flow.copied.fill(flow.target);
    this.stopped = false;
    record.mathStop = this.stopClock;
    this.nextStart = Math.max(record.start + interval, this.time);
    const floor = leastStop(plan);
    if (this.stopClock > floor * (1 + 1e-8)) this.breakLimit('stall', record.start + floor, this.stopClock, floor);
  }

  /** Everything that happens at this moment and takes no time. */
  settle(random: () => number): void {
    const {
      flow,
      plan: {bytes, throughNvme, duration, sizes},
      records,
    } = this;
    const {tiny} = flow;
    for (;;) {
      if (this.stopped && flow.copied.every((c) => flow.target - c <= tiny)) this.resume();
      while (
        throughNvme &&
        this.onNvme < records.length &&
        flow.left.every((l) => l >= (this.onNvme + 1) * bytes - tiny)
      ) {
        records[this.onNvme++].nvmeAt = this.time;
      }
      while (this.durable < records.length && flow.uploaded.every((u) => u >= (this.durable + 1) * bytes - tiny)) {
        records[this.durable++].durableAt = this.time;
      }
      while (
        this.turnCheckpoint < records.length &&
        flow.uploaded[this.turnGroup] >= (this.turnCheckpoint + 1) * bytes - tiny
      ) {
        this.turnGroup = (this.turnGroup + 1) % sizes.length;
        if (this.turnGroup === 0) this.turnCheckpoint++;
      }
      if (this.stopped || this.time < this.nextStart || this.time >= duration) return;
      this.start(random);
    }
  }

  /** When a group may upload the checkpoint that is next for it, with random delays; Infinity if there is none yet. */
  release(group: number): number {
    return this.releases[this.flow.checkpointsIn(this.flow.uploaded[group])]?.[group] ?? Infinity;
  }

  mayUpload = (group: number): boolean =>
    this.plan.random ? this.time >= this.release(group) : group === this.turnGroup;

  /** Notes the limits that the present rates break. */
  watchLimits(): void {
    const {
      flow,
      plan: {sizes, buffered, buffer, copy, ssd, ssdCapacity, store, network, training, throughNvme},
      time,
    } = this;
    if (flow.demand > store * (1 + 1e-9)) this.breakLimit('store', time, flow.demand, store);
    if (this.storming) this.breakLimit('storm', time, flow.offered, network - training);
    for (let g = 0; g < sizes.length; g++) {
      const toCopy = flow.target - flow.copied[g];
      if (buffered && flow.full(g) && flow.copying[g] < copy * (1 - 1e-9)) {
        this.breakLimit('overflow', time, buffer + toCopy * (1 - flow.copying[g] / copy), buffer, 'dram');
      }
      const toLeave = flow.dram(g) + toCopy;
      if (
        throughNvme &&
        toLeave > flow.tiny &&
        flow.nvme(g) >= ssdCapacity - flow.tiny &&
        flow.leaving[g] < Math.min(ssd, copy) * (1 - 1e-9)
      ) {
        this.breakLimit('overflow', time, ssdCapacity + toLeave * (1 - flow.leaving[g] / ssd), ssdCapacity, 'nvme');
      }
    }
  }

  get storming(): boolean {
    return this.flow.speed > 0 && this.flow.speed < 1 - 1e-9;
  }

  /** Adds a breakpoint with the levels now and the rates from now on. */
  draw(): void {
    const {
      flow,
      series,
      plan: {writers, sizes, network, training},
    } = this;
    const last = series.time.length - 1;
    const at = last >= 0 && series.time[last] === this.time ? last : last + 1;
    const copied = this.mean(flow.copied);
    const left = this.mean(flow.left);
    const stored = this.mean(flow.uploaded);
    let fullest = 0;
    for (let g = 0; g < sizes.length; g++) fullest = Math.max(fullest, flow.dram(g));
    series.time[at] = this.time;
    series.hbm[at] = writers * (flow.target - copied);
    series.dram[at] = writers * (copied - left);
    series.fullest[at] = fullest;
    series.nvme[at] = writers * (left - stored);
    series.stored[at] = writers * stored;
    series.copyRate[at] = writers * this.mean(flow.copying);
    series.ssdRate[at] = this.plan.throughNvme ? writers * this.mean(flow.leaving) : 0;
    series.storeRate[at] = writers * this.mean(flow.uploading);
    series.storeDemand[at] = flow.demand;
    series.networkDemand[at] = this.stopped ? Math.min(flow.offered, network) : flow.offered + training;
    series.speed[at] = flow.speed;
    this.bufferPeak = Math.max(this.bufferPeak, fullest);
    this.maxBacklog = Math.max(this.maxBacklog, flow.target - stored);
  }

  /** The next moment that does not depend on the flow. */
  nextMoment(): number {
    let moment = this.stopped ? this.plan.duration : Math.min(this.plan.duration, this.nextStart);
    if (this.plan.random) {
      for (let g = 0; g < this.plan.sizes.length; g++) {
        const release = this.release(g);
        if (release > this.time && release < moment) moment = release;
      }
    }
    return moment;
  }

  /** True while the drain could do more if there were more to do: nobody sends, or with random delays not everybody. */
  resting(): boolean {
    const {uploading} = this.flow;
    return this.plan.random ? uploading.some((rate) => rate === 0) : uploading.every((rate) => rate === 0);
  }

  /** Lets time pass until the next event. */
  step(): void {
    const {
      flow,
      plan: {network, watchdog},
    } = this;
    const moment = this.nextMoment();
    const watched = this.storming ? watchdog - this.stormClock : Infinity;
    const change = Math.min(flow.untilChange(), watched);
    // Times within a rounding error are one moment.
    const there = this.time + change >= moment * (1 - 1e-14);
    const dt = there ? moment - this.time : change;
    if (dt > 0) {
      this.peakDemand = Math.max(this.peakDemand, flow.demand);
      this.peakNetwork = Math.max(
        this.peakNetwork,
        this.series.networkDemand[this.series.networkDemand.length - 1] / network,
      );
      this.usefulTime += flow.speed * dt;
      if (this.stopped) this.stopClock += dt;
      else {
        this.stormClock = this.storming ? this.stormClock + dt : 0;
        if (this.storming) this.stormTime += dt;
        if (this.durable < this.records.length) {
          this.drainingTime += dt;
          this.slowedTime += (1 - flow.speed) * dt;
        }
      }
      if (this.resting()) this.busy = false;
    }
    flow.advance(Math.min(dt, change));
    this.time = there ? moment : this.time + dt;
    if (this.stormClock >= watchdog * (1 - 1e-12)) {
      this.crashed = true;
      this.breakLimit('crash', this.time, this.stormClock, watchdog);
    }
  }

  run(): StagingRun {
    const {flow, plan, records} = this;
    const generator = seededRandom(plan.seed);
    const random = () => generator.uniform();
    for (;;) {
      this.settle(random);
      flow.setRates(this.mayUpload, !this.stopped);
      this.draw();
      if (this.crashed || this.time >= plan.duration) break;
      this.watchLimits();
      this.step();
    }
    return this.summary(records);
  }

  summary(records: readonly CheckpointRecord[]): StagingRun {
    const {flow, plan, time: end} = this;
    const mathStop = meanMax(records.flatMap((r) => (r.mathStop === null ? [] : r.mathStop)));
    const finished = records.filter((r) => r.durableAt !== null);
    const durableAfter = meanMax(finished.map((r) => r.durableAt! - r.start));
    const ssdBytes = plan.throughNvme ? this.mean(flow.left) : 0;
    const persist =
      finished.length > 0 ? meanMax(finished.map((r) => Math.max(0, r.durableAt! - r.start - r.mathStop!))).mean : 0;
    return {
      series: this.series,
      checkpoints: records,
      crashed: this.crashed,
      end,
      mathStop,
      durableAfter,
      broken: [...this.broken.values()].map(({last: _, ...broken}) => broken).sort((a, b) => a.time - b.time),
      throughput: durableAfter.mean === 0 ? 0 : (plan.writers * plan.bytes) / durableAfter.mean,
      peakDemand: this.peakDemand,
      storeLoad: this.peakDemand / plan.store,
      networkLoad: this.peakNetwork,
      ssdBytes,
      ssdLoad: ssdBytes / (plan.ssd * end),
      bufferPeak: this.bufferPeak,
      backlog: {max: this.maxBacklog, end: flow.target - this.mean(flow.uploaded)},
      stormTime: this.stormTime,
      useful: this.usefulTime / end,
      asyncCosts:
        finished.length === 0
          ? null
          : {stall: mathStop.mean, persist, slowdown: this.drainingTime > 0 ? this.slowedTime / this.drainingTime : 0},
    };
  }
}

/**
 * Plays `duration` seconds of checkpoints, the first at time 0. Everything flows at constant rates between events, so times
 * and levels are exact up to rounding: HBM is copied into the DRAM buffer, that drains to NVMe or straight to the store, NVMe
 * drains to the store. A queue passes bytes on as they come; a full one holds back what feeds it, and a full buffer keeps the
 * math stopped. Store and network share what they have in proportion to what is asked.
 *
 * The training's own traffic is on the network only while the math runs. If that and the checkpoints exceed the network,
 * both slow in proportion (a storm); after `watchdog` seconds of storm the run crashes. A stop neither counts nor ends a storm.
 * The snapshot is taken by all writers at once, only the drain takes turns.
 *
 * @throws {RangeError | TypeError} unless the plan suits {@link StagingPlan}; if it holds over 100,000 checkpoints times groups
 * @see https://arxiv.org/abs/2407.21783 (checkpoint bursts against a shared store)
 * @example simulateStaging({strategy: 'async-dram', writers: 8, bytesPerNode: 123.5e9, interval: 300, copyBandwidth: 400e9,
 *   ssdBandwidth: 44e9, uploadBandwidth: 10e9, buffer: 110e9}).mathStop.max // 0.309 s
 */
export function simulateStaging(plan: StagingPlan): StagingRun {
  return new StagingPlay(preparePlan(plan)).run();
}
