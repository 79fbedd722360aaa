import type {StagingPlan} from '../../../src/models/staging/staging-plan.js';

/** What a run moved in tiny equal steps did. */
export interface BruteForce {
  stops: number[];
  durableAfter: number[];
  useful: number;
  stored: number;
  peakDram: number;
  stormTime: number;
}

/**
 * The same queues moved forward in tiny steps, written as if there were no events: from the store back to HBM, each stage
 * takes what the one before it holds and there is room for. Wrong by a few steps; shares no code with the simulation.
 */
export function bruteForce(plan: StagingPlan, dt: number): BruteForce {
  const {
    strategy,
    writers,
    bytesPerNode: S,
    interval,
    copyBandwidth,
    ssdBandwidth,
    uploadBandwidth,
    storeBandwidth = Infinity,
    networkCapacity = Infinity,
    trainingTraffic = 0,
    peerBandwidth = Infinity,
    buffer = 0,
    pace = Infinity,
    groups = 1,
    skipNvme = false,
    ssdCapacity = Infinity,
    duration = 3600,
  } = plan;
  const naive = strategy === 'object-store';
  const peer = strategy === 'peer-dram';
  const nvme = strategy === 'local-ssd' || (strategy === 'async-dram' && !skipNvme);
  const room = strategy === 'async-dram' || peer ? buffer : 0;
  const G = naive ? 1 : groups;
  const n = writers / G;
  const groupsOf = <T>(make: () => T) => Array.from({length: G}, make);
  const q = groupsOf(() => ({hbm: 0, dram: 0, ssd: 0, store: 0}));
  const result: BruteForce = {stops: [], durableAfter: [], useful: 0, stored: 0, peakDram: 0, stormTime: 0};
  const starts: number[] = [];
  let turn = 0;
  let next = 0;
  let stopped = false;
  let useful = 0;
  for (let step = 0; step * dt < duration; step++) {
    const t = step * dt;
    if (!stopped && t >= next - dt / 2) {
      starts.push(t);
      stopped = true;
      for (const g of q) g.hbm += S;
    }
    const mine = (i: number) => i === turn % G;
    const speed = Math.min(uploadBandwidth, naive ? Infinity : pace);
    const f = peer ? Math.min(copyBandwidth, peerBandwidth, networkCapacity / writers) : copyBandwidth;
    // What each would move in this step.
    const wants = q.map((g, i) => {
      const copy = Math.min(g.hbm, f * dt);
      const toSsd = nvme ? Math.min(g.dram + copy, ssdBandwidth * dt) : 0;
      const upload = mine(i) ? Math.min(nvme ? g.ssd + toSsd : g.dram + copy, speed * dt) : 0;
      return {copy: peer ? Math.min(copy, room - g.dram + upload) : copy, upload};
    });
    const demand = (n * wants.reduce((s, w) => s + w.upload, 0)) / dt;
    const taken = Math.min(1, storeBandwidth / demand);
    const asked =
      demand * taken + (peer ? (n * wants.reduce((s, w) => s + w.copy, 0)) / dt : 0) + (stopped ? 0 : trainingTraffic);
    const carried = Math.min(1, networkCapacity / asked);
    q.forEach((g, i) => {
      const out = wants[i].upload * taken * carried;
      // Room for what passes through in this step.
      const leaves = nvme ? Math.min(ssdBandwidth * dt, ssdCapacity - g.ssd + out) : out;
      const copy = Math.min(g.hbm, f * dt * (peer ? carried : 1), room - g.dram + leaves);
      g.hbm -= copy;
      g.dram += copy;
      const moved = Math.min(leaves, g.dram);
      g.dram -= moved;
      g.ssd += moved;
      const up = nvme ? Math.min(out, g.ssd) : moved;
      g.ssd -= up;
      g.store += up;
      result.peakDram = Math.max(result.peakDram, g.dram);
    });
    if (!stopped) {
      const now = trainingTraffic > 0 ? carried : 1;
      useful += now * dt;
      if (now < 1 - 1e-9) result.stormTime += dt;
    }
    const end = t + dt;
    if (stopped && q.every((g) => g.hbm <= 1e-9 * S)) {
      stopped = false;
      result.stops.push(end - starts[starts.length - 1]);
      next = Math.max(starts[starts.length - 1] + interval, end);
    }
    while (q[turn % G].store >= (Math.floor(turn / G) + 1) * S * (1 - 1e-9)) turn++;
    while (
      result.durableAfter.length < starts.length &&
      q.every((g) => g.store >= (result.durableAfter.length + 1) * S * (1 - 1e-9))
    ) {
      result.durableAfter.push(end - starts[result.durableAfter.length]);
    }
  }
  result.useful = useful / duration;
  result.stored = n * q.reduce((s, g) => s + g.store, 0);
  return result;
}
