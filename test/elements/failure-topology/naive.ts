/** The answers again, by plain counting and without the library's models. */

export interface NaiveTier {
  kind: string;
  interval: number;
  stop: number;
  lag: number;
}

/** The wall time at which each tier took its newest complete copy, in a run without a failure until `at`; −1 for none. */
export function newestTaken(tiers: readonly NaiveTier[], at: number): number[] {
  const newest = tiers.map(() => -1);
  let [time, work] = [0, 0];
  for (;;) {
    const next = Math.min(...tiers.map(({interval}) => (Math.floor(work / interval + 1e-6) + 1) * interval));
    time += next - work;
    work = next;
    if (time > at) return newest;
    tiers.forEach(({interval, stop, lag}, i) => {
      if (Math.abs(work / interval - Math.round(work / interval)) > 1e-6) return;
      if (time + stop + lag <= at) newest[i] = time;
      time += stop;
    });
  }
}

/** Nodes of a unit in a fleet of racks of two nodes of eight GPUs, 16 racks on one power supply, 192 to a pod. */
const nodesIn: Record<string, number> = {node: 1, rack: 2, power: 32, pod: 384};

/** What falls with a unit: whole nodes. */
export function fallen(level: string, index: number, nodes: number): {from: number; to: number} {
  const from = level === 'gpu' ? Math.floor(index / 8) : index * nodesIn[level];
  return {from, to: Math.min(nodes, from + (level === 'gpu' ? 1 : nodesIn[level]))};
}

/** The node that keeps the second copy: the other one of the pair, `apart` nodes away. */
const partner = (node: number, apart: number): number => (Math.floor(node / apart) % 2 ? node - apart : node + apart);

/** Whether every state that fell has a copy on a node that did not. */
export function peersLeft({from, to}: {from: number; to: number}, placement: string): boolean {
  const apart = {'adjacent': 1, 'rack-aware': 2, 'power-aware': 32}[placement]!;
  for (let node = from; node < to; node++) {
    const other = partner(node, apart);
    if (other >= from && other < to) return false;
  }
  return true;
}
