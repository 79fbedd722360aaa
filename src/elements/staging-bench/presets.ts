import {
  parameters,
  scenarios,
  stagingBandwidths as speeds,
  stateBytes,
  type Published,
  type ScenarioSource,
} from '../../models/index.js';

type SourcedNumber = readonly [value: number, source: ScenarioSource];

const assumed = (value: number, text: string): SourcedNumber => [value, {kind: 'assumed', text}];
const derived = (value: number, text: string, {source}: {source: {text: string; url?: string}}): SourcedNumber => [
  value,
  {kind: 'derived', ...source, text: `${text}; ${source.text}`},
];
const published = ({value, source, note}: Pick<Published, 'value' | 'source' | 'note'>): SourcedNumber => [
  value,
  {
    kind: source.text.startsWith('Typical') ? 'assumed' : 'published',
    ...source,
    text: note ? `${source.text} (${note})` : source.text,
  },
];

/** The fleet around the job, as everywhere in the library. */
function fleetOf(name: 'cloud' | 'llama3' | 'pod8') {
  const {sources, ...fleet} = scenarios[name];
  const of = (key: 'nodes' | 'nodeMtbf' | 'restart' | 'downtime'): SourcedNumber => [fleet[key], sources[key]];
  return {nodes: of('nodes'), nodeMtbf: of('nodeMtbf'), restart: of('restart'), downtime: of('downtime')};
}

/** The same in every preset: nodes of eight GPUs with eight drives. */
const node = {
  groups: assumed(1, 'All writers drain at once, until someone tells them to take turns.'),
  bytesPerParameter: published({...stateBytes.training, note: stateBytes.training.holds}),
  reduction: assumed(1, 'Full checkpoints.'),
  copyBandwidth: published(speeds.copy),
  ssdBandwidth: published(speeds.nvmeGen4Node),
  peerBandwidth: published(speeds.nic400),
  watchdog: assumed(600, 'Ten minutes, a common timeout of collectives.'),
  drives: derived(8, 'the eight drives of that speed', speeds.nvmeGen4Node),
  driveCapacity: derived(3.84e12, 'a common size of that drive', speeds.nvmeGen4Drive),
  dwpd: derived(1, 'the read-intensive class', speeds.nvmeGen4Drive),
  replicas: assumed(1, 'The same nodes write every checkpoint.'),
};

const link = speeds.nic400;
/** One 400 Gb/s link a writer; so busy is the training with it. */
const network = (writers: number, busy: number) => ({
  networkCapacity: derived(
    writers * link.value,
    `one link of 400 Gb/s for each of ${writers.toLocaleString('en')} writers`,
    link,
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
    parameters: published(parameters.llama3_70b),
    uploadBandwidth: published(speeds.objectStore),
    storeBandwidth: published(speeds.bookStore),
    ...network(8, 0.85),
    ...node,
    ...fleetOf('cloud'),
  },
  llama3: {
    buffer: assumed(4e9, 'Somewhat more than the shard of one node.'),
    interval: [scenarios.llama3.interval, scenarios.llama3.sources.interval] as SourcedNumber,
    writers: [
      scenarios.llama3.nodes,
      {...scenarios.llama3.sources.nodes, text: `Every node writes its shard: ${scenarios.llama3.sources.nodes.text}`},
    ] as SourcedNumber,
    parameters: published(parameters.llama3_405b),
    uploadBandwidth: published(link),
    storeBandwidth: published(speeds.tectonic),
    ...network(scenarios.llama3.nodes, 0.85),
    ...node,
    ...fleetOf('llama3'),
  },
  pod8: {
    buffer: assumed(128e9, 'Somewhat more than the whole checkpoint.'),
    interval: [scenarios.pod8.interval, scenarios.pod8.sources.interval] as SourcedNumber,
    writers: assumed(1, 'A single node.'),
    parameters: published(parameters.llama3_8b),
    uploadBandwidth: published(speeds.objectStore),
    storeBandwidth: published(speeds.bookStore),
    ...network(1, 0),
    ...node,
    ...fleetOf('pod8'),
  },
} as const satisfies Record<string, Record<string, SourcedNumber>>;

export type PresetName = keyof typeof presets;
