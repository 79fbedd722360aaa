import {parameters, scenarios, stagingBandwidths as speeds, stateBytes} from '../../models/index.js';
import {assumed, derived, fromTable, type Sourced} from '../../models/fleet/sourced.js';

/** The fleet around the job, as everywhere in the library. */
function fleetOf(name: 'cloud' | 'llama3' | 'pod8') {
  const {sources, ...fleet} = scenarios[name];
  const of = (key: 'nodes' | 'nodeMtbf' | 'restart' | 'downtime'): Sourced => [fleet[key], sources[key]];
  return {nodes: of('nodes'), nodeMtbf: of('nodeMtbf'), restart: of('restart'), downtime: of('downtime')};
}

/** The same in every preset: nodes of eight GPUs with eight drives. */
const node = {
  groups: assumed(1, 'All writers drain at once, until someone tells them to take turns.'),
  bytesPerParameter: fromTable({...stateBytes.training, note: stateBytes.training.holds}),
  reduction: assumed(1, 'Full checkpoints.'),
  copyBandwidth: fromTable(speeds.copy),
  ssdBandwidth: fromTable(speeds.nvmeGen4Node),
  peerBandwidth: fromTable(speeds.nic400),
  watchdog: assumed(600, 'Ten minutes, a common timeout of collectives.'),
  drives: derived(8, 'the eight drives of that speed', speeds.nvmeGen4Node.source),
  driveCapacity: derived(3.84e12, 'a common size of that drive', speeds.nvmeGen4Drive.source),
  dwpd: derived(1, 'the read-intensive class', speeds.nvmeGen4Drive.source),
  replicas: assumed(1, 'The same nodes write every checkpoint.'),
};

const link = speeds.nic400;
/** One 400 Gb/s link a writer; so busy is the training with it. */
const network = (writers: number, busy: number) => ({
  networkCapacity: derived(
    writers * link.value,
    `one link of 400 Gb/s for each of ${writers.toLocaleString('en')} writers`,
    link.source,
  ),
  trainingTraffic: assumed(
    busy * writers * link.value,
    busy
      ? `The training keeps ${busy * 100} % of the network busy.`
      : 'A single node: the training sends nothing over it.',
  ),
});

/** Starting numbers by the name of the scenario, each with its source. */
export const presets = {
  cloud: {
    buffer: assumed(128e9, 'Somewhat more than the shard of one node.'),
    interval: assumed(300, 'Every five minutes.'),
    writers: assumed(8, 'One data-parallel replica holds all of the state and writes it: 64 GPUs.'),
    parameters: fromTable(parameters.llama3_70b),
    uploadBandwidth: fromTable(speeds.objectStore),
    storeBandwidth: fromTable(speeds.bookStore),
    ...network(8, 0.85),
    ...node,
    ...fleetOf('cloud'),
  },
  llama3: {
    buffer: assumed(4e9, 'Somewhat more than the shard of one node.'),
    interval: [scenarios.llama3.interval, scenarios.llama3.sources.interval] as Sourced,
    writers: [
      scenarios.llama3.nodes,
      {...scenarios.llama3.sources.nodes, text: `Every node writes its shard: ${scenarios.llama3.sources.nodes.text}`},
    ] as Sourced,
    parameters: fromTable(parameters.llama3_405b),
    uploadBandwidth: fromTable(link),
    storeBandwidth: fromTable(speeds.tectonic),
    ...network(scenarios.llama3.nodes, 0.85),
    ...node,
    ...fleetOf('llama3'),
  },
  pod8: {
    buffer: assumed(128e9, 'Somewhat more than the whole checkpoint.'),
    interval: [scenarios.pod8.interval, scenarios.pod8.sources.interval] as Sourced,
    writers: assumed(1, 'A single node.'),
    parameters: fromTable(parameters.llama3_8b),
    uploadBandwidth: fromTable(speeds.objectStore),
    storeBandwidth: fromTable(speeds.bookStore),
    ...network(1, 0),
    ...node,
    ...fleetOf('pod8'),
  },
} as const satisfies Record<string, Record<string, Sourced>>;

export type PresetName = keyof typeof presets;
