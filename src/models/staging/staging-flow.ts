/** Bytes on their way: the queues of every group of writers, and how fast each moves right now. */
import type {PreparedPlan} from './staging-plan.js';

/**
 * A fluid: rates are constant until something fills, empties or ends. Amounts are of one writer, counted from the start of
 * the run, so that a level is a difference: DRAM holds copied − left, NVMe left − uploaded.
 */
export class StagingFlow {
  /** Bytes each writer was asked to save so far. */
  target = 0;
  /** Out of HBM, out of DRAM, in the store. */
  readonly copied: Float64Array;
  readonly left: Float64Array;
  readonly uploaded: Float64Array;
  /** Their rates, bytes/s. */
  readonly copying: Float64Array;
  readonly leaving: Float64Array;
  readonly uploading: Float64Array;
  /** What all writers would send to the store (bytes/s). */
  demand = 0;
  /** What the checkpoints alone ask of the network once the store has had its say (bytes/s). */
  offered = 0;
  /** Speed of the training, 0..1. */
  speed = 1;
  /** Below this many bytes a queue counts as empty, or full, or done. */
  readonly tiny: number;

  constructor(readonly plan: PreparedPlan) {
    const array = () => new Float64Array(plan.sizes.length);
    [this.copied, this.left, this.uploaded, this.copying, this.leaving, this.uploading] = [
      array(),
      array(),
      array(),
      array(),
      array(),
      array(),
    ];
    this.tiny = plan.bytes * 1e-10;
  }

  /** Whole checkpoints in an amount. */
  checkpointsIn(amount: number): number {
    return Math.floor((amount + this.tiny) / this.plan.bytes);
  }

  /** Bytes of one writer of group g in DRAM. */
  dram(g: number): number {
    return this.copied[g] - this.left[g];
  }

  /** Bytes of one writer of group g on NVMe and not yet in the store. */
  nvme(g: number): number {
    return this.left[g] - this.uploaded[g];
  }

  /** True if the buffer of group g is full with more to come. */
  full(g: number): boolean {
    return this.target - this.copied[g] > this.tiny && this.dram(g) >= this.plan.buffer - this.tiny;
  }

  /** Sets all rates from the levels, from whose turn it is, and from whether the math runs. */
  setRates(mayUpload: (group: number) => boolean, running: boolean): void {
    const {
      plan: {sizes, copy, ssd, upload, store, network, training, throughNvme, copyUsesNetwork, ssdCapacity},
      tiny,
      copying,
      leaving,
      uploading,
    } = this;
    const groups = sizes.length;
    // What each stage would do: a queue that is empty passes on no more than it gets.
    this.demand = 0;
    for (let g = 0; g < groups; g++) {
      const c = this.target - this.copied[g] > tiny ? copy : 0;
      const l = this.dram(g) > tiny ? ssd : Math.min(ssd, c);
      const u = mayUpload(g) ? upload : 0;
      copying[g] = c;
      uploading[g] = Math.min(u, throughNvme ? (this.nvme(g) > tiny ? u : l) : this.dram(g) > tiny ? u : c);
      this.demand += sizes[g] * uploading[g];
    }
    // Store and network share what they have in proportion to what is asked.
    const taken = this.demand > store ? store / this.demand : 1;
    this.offered = this.demand * taken;
    if (copyUsesNetwork) {
      for (let g = 0; g < groups; g++)
        this.offered += sizes[g] * (this.full(g) ? Math.min(copying[g], uploading[g] * taken) : copying[g]);
    }
    const demand = this.offered + (running ? training : 0);
    const carried = demand > network ? network / demand : 1;
    this.speed = running ? (training > 0 ? carried : 1) : 0;
    // What they can do: a queue that is full takes in no more than it passes on.
    for (let g = 0; g < groups; g++) {
      let c = copyUsesNetwork ? copying[g] * carried : copying[g];
      let u = uploading[g] * taken * carried;
      let l = throughNvme ? (this.nvme(g) >= ssdCapacity - tiny ? Math.min(ssd, u) : ssd) : u;
      if (this.dram(g) >= this.plan.buffer - tiny) c = Math.min(c, l);
      if (this.dram(g) <= tiny) l = Math.min(l, c);
      if (!throughNvme) u = l;
      else if (this.nvme(g) <= tiny) u = Math.min(u, l);
      copying[g] = c;
      leaving[g] = l;
      uploading[g] = u;
    }
  }

  /** Seconds until the first queue fills or empties or a checkpoint passes a stage; Infinity when nothing moves. */
  untilChange(): number {
    const {
      plan: {bytes, buffer, ssdCapacity, throughNvme},
      copied,
      left,
      uploaded,
      copying,
      leaving,
      uploading,
      tiny,
    } = this;
    let least = Infinity;
    const consider = (amount: number, rate: number) => {
      if (rate > 0 && amount < least * rate) least = amount / rate;
    };
    const level = (held: number, room: number, net: number) => {
      if (net > 0 && held < room - tiny) consider(room - held, net);
      else if (net < 0 && held > tiny) consider(held, -net);
    };
    for (let g = 0; g < copied.length; g++) {
      consider(this.target - copied[g], copying[g]);
      level(copied[g] - left[g], buffer, copying[g] - leaving[g]);
      if (uploading[g] > 0) consider((this.checkpointsIn(uploaded[g]) + 1) * bytes - uploaded[g], uploading[g]);
      if (throughNvme) {
        level(left[g] - uploaded[g], ssdCapacity, leaving[g] - uploading[g]);
        if (leaving[g] > 0) consider((this.checkpointsIn(left[g]) + 1) * bytes - left[g], leaving[g]);
      }
    }
    return Math.max(0, least);
  }

  /** Lets `time` seconds pass at the present rates, which must not change meanwhile. */
  advance(time: number): void {
    const {
      plan: {bytes, throughNvme},
      copied,
      left,
      uploaded,
      copying,
      leaving,
      uploading,
      tiny,
    } = this;
    // What is due within a rounding error is done: errors do not add up.
    const settled = (amount: number) => {
      const whole = Math.round(amount / bytes) * bytes;
      return Math.abs(amount - whole) <= tiny ? whole : amount;
    };
    for (let g = 0; g < copied.length; g++) {
      if (copying[g] > 0) copied[g] = settled(copied[g] + copying[g] * time);
      if (leaving[g] > 0) left[g] = settled(left[g] + leaving[g] * time);
      if (copied[g] - left[g] <= tiny) left[g] = copied[g];
      if (!throughNvme) uploaded[g] = left[g];
      else {
        if (uploading[g] > 0) uploaded[g] = settled(uploaded[g] + uploading[g] * time);
        if (left[g] - uploaded[g] <= tiny) uploaded[g] = left[g];
      }
    }
  }
}
