/** Ready-made situations: the four tracks of the mission and three published fleets, in SI units. */
import {
  bookDefaults,
  componentMttf,
  deviceStorage,
  llama3Run,
  parameters,
  publishedFleets,
  publishedRuns,
  recoveryTimes,
} from './published.js';
import {assumed, derived, published, type ScenarioSource, type Sourced} from './sourced.js';

/** The fields of a scenario that carry a number. */
export type ScenarioField =
  | 'gpusPerNode'
  | 'nodes'
  | 'nodeMtbf'
  | 'writeTime'
  | 'checkpointSize'
  | 'restart'
  | 'downtime'
  | 'interval'
  | 'runLength'
  | 'gpuHourPrice';

/** Singular and plural of a thing. */
export interface Noun {
  readonly one: string;
  readonly many: string;
}

/** One situation; times in seconds, sizes in bytes, price in dollars. */
export interface Scenario extends Readonly<Record<ScenarioField, number>> {
  readonly label: string;
  readonly description: string;
  readonly unit: Noun;
  readonly device: Noun;
  readonly sources: Readonly<Record<ScenarioField, ScenarioSource>>;
}

export type ScenarioName = 'cloud' | 'llama3' | 'rsc1' | 'pod8' | 'edge' | 'mobile' | 'tiny';

const HOUR = 3600;
const DAY = 86_400;

function scenario(
  words: Pick<Scenario, 'label' | 'description' | 'unit' | 'device'>,
  sourced: Record<ScenarioField, Sourced>,
): Scenario {
  const fields = Object.keys(sourced) as ScenarioField[];
  const numbers = Object.fromEntries(fields.map((f) => [f, sourced[f][0]])) as Record<ScenarioField, number>;
  const sources = Object.fromEntries(fields.map((f) => [f, Object.freeze(sourced[f][1])])) as Record<
    ScenarioField,
    ScenarioSource
  >;
  return Object.freeze({
    ...words,
    unit: Object.freeze(words.unit),
    device: Object.freeze(words.device),
    ...numbers,
    sources: Object.freeze(sources),
  });
}

const NODES: Noun = {one: 'node', many: 'nodes'};
const GPUS: Noun = {one: 'GPU', many: 'GPUs'};
const book = bookDefaults;
const loadAndWarm = derived(
  recoveryTimes.restart.value + recoveryTimes.warmUp.value,
  'restart 180 s and warm-up 120 s',
  recoveryTimes.restart.source,
);
const detect = published(recoveryTimes.detect.value, recoveryTimes.detect.source);
const price = published(book.gpuHourPrice.value, book.gpuHourPrice.source);
const free = assumed(0, 'a single device has no hourly price');
const state = (p: {value: number}, name: string) =>
  derived(p.value * book.bytesPerParameter.value, `${name} at 14 bytes per parameter`, llama3Run.source);

/**
 * The presets that widgets offer by name. Frozen; every number names its source and whether it was published,
 * derived or assumed.
 *
 * @see https://mlsysbook.ai
 * @example scenarios.cloud.nodeMtbf / scenarios.cloud.nodes // 14,400 s: a failure every 4 hours
 */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = Object.freeze({
  cloud: scenario(
    {
      label: 'Cloud Titan',
      unit: NODES,
      device: GPUS,
      description: 'Llama-3-70B on 16,384 GPUs; something fails every four hours.',
    },
    {
      gpusPerNode: assumed(8, 'chosen for the mission'),
      nodes: assumed(2048, 'chosen for the mission: 16,384 GPUs'),
      nodeMtbf: assumed(
        2048 * 4 * HOUR,
        'chosen for the mission: a fleet MTBF of 4 h, between the published RSC-2 and Llama 3 rates',
      ),
      writeTime: assumed(120, 'chosen for the mission'),
      checkpointSize: state(parameters.llama3_70b, 'Llama-3-70B'),
      restart: loadAndWarm,
      downtime: detect,
      interval: assumed(HOUR, 'hourly checkpoints, a common habit'),
      runLength: derived(llama3Run.duration.value, 'as long as the Llama 3 run', llama3Run.source),
      gpuHourPrice: price,
    },
  ),
  llama3: scenario(
    {
      label: 'Llama 3 405B',
      unit: NODES,
      device: GPUS,
      description: '54 days on 16,384 H100 GPUs with 419 unexpected interruptions.',
    },
    {
      gpusPerNode: published(llama3Run.gpusPerNode.value, llama3Run.source),
      nodes: derived(llama3Run.gpus.value / llama3Run.gpusPerNode.value, '16,384 GPUs in nodes of 8', llama3Run.source),
      nodeMtbf: derived(
        1 / publishedFleets.llama3.failureRate,
        '419 interruptions in 54 days on 2,048 nodes',
        llama3Run.source,
      ),
      writeTime: assumed(60, 'not published'),
      checkpointSize: state(parameters.llama3_405b, 'Llama-3-405B'),
      restart: assumed(300, 'not published'),
      downtime: assumed(600, 'not published; ten minutes to detect, diagnose and replace'),
      interval: assumed(1800, 'not published'),
      runLength: published(llama3Run.duration.value, llama3Run.source),
      gpuHourPrice: price,
    },
  ),
  rsc1: scenario(
    {
      label: 'Meta RSC-1',
      unit: NODES,
      device: GPUS,
      description: 'A job of 16,384 GPUs at the hardware failure rate of the RSC-1 cluster.',
    },
    {
      gpusPerNode: published(8, publishedFleets.rsc1.source),
      nodes: derived(2048, '16,384 GPUs in nodes of 8', publishedFleets.rsc1.source),
      nodeMtbf: derived(
        1 / publishedFleets.rsc1.failureRate,
        '6.50 failures per 1000 node-days',
        publishedFleets.rsc1.source,
      ),
      writeTime: published(publishedRuns.rscWriteTime.value, publishedRuns.rscWriteTime.source),
      checkpointSize: state(parameters.llama3_70b, 'Llama-3-70B'),
      restart: published(publishedRuns.rscRestart.value, publishedRuns.rscRestart.source),
      downtime: assumed(0, 'detection is part of the published restart time'),
      interval: published(publishedRuns.rscInterval.value, publishedRuns.rscInterval.source),
      runLength: assumed(30 * DAY, 'a month'),
      gpuHourPrice: price,
    },
  ),
  pod8: scenario(
    {
      label: 'One 8-GPU node',
      unit: NODES,
      device: GPUS,
      description: 'Fine-tuning Llama-3-8B on a single node: failures are rare, and checkpoints still cost.',
    },
    {
      gpusPerNode: assumed(8, 'one node of 8 GPUs'),
      nodes: assumed(1, 'one node of 8 GPUs'),
      nodeMtbf: derived(componentMttf.gpu.value / 8, '50,000 h per GPU, 8 GPUs in series', componentMttf.gpu.source),
      writeTime: published(30, {
        text: 'Machine Learning Systems, vol. 2, ch. 7 (worked example, 8 GPUs)',
        url: 'https://mlsysbook.ai',
      }),
      checkpointSize: state(parameters.llama3_8b, 'Llama-3-8B'),
      restart: loadAndWarm,
      downtime: detect,
      interval: assumed(HOUR, 'hourly checkpoints, a common habit'),
      runLength: assumed(30 * DAY, 'a month'),
      gpuHourPrice: price,
    },
  ),
  edge: scenario(
    {
      label: 'Edge Guardian',
      unit: {one: 'vehicle', many: 'vehicles'},
      device: {one: 'computer', many: 'computers'},
      description: 'One perception computer in a vehicle, saving its tracker state to a local drive.',
    },
    {
      gpusPerNode: assumed(1, 'one computer a vehicle'),
      nodes: assumed(1, 'one vehicle'),
      nodeMtbf: assumed(10_000 * HOUR, 'a plausible automotive computer'),
      writeTime: derived(0.1, '100 MB at 1 GB/s, both assumed'),
      checkpointSize: assumed(100e6, 'tracker and map state'),
      restart: assumed(2, 'load the model and warm up'),
      downtime: assumed(0.1, 'watchdog: ten missed 10 ms frames'),
      interval: assumed(60, 'once a minute'),
      runLength: assumed(5000 * HOUR, 'about ten years of daily driving'),
      gpuHourPrice: free,
    },
  ),
  mobile: scenario(
    {
      label: 'Mobile Nomad',
      unit: {one: 'device', many: 'devices'},
      device: {one: 'device', many: 'devices'},
      description: 'Translation glasses whose app the system may kill at any moment to free memory.',
    },
    {
      gpusPerNode: assumed(1, 'one device'),
      nodes: assumed(1, 'one device'),
      nodeMtbf: assumed(1200, 'killed about three times an hour'),
      writeTime: derived(
        4e6 / deviceStorage.ufs31Write.value,
        'a 4 MB delta at 1.2 GB/s',
        deviceStorage.ufs31Write.source,
      ),
      checkpointSize: assumed(4e6, 'state changed since the last checkpoint'),
      restart: derived(
        0.01 + 120e6 / deviceStorage.ufs31Read.value + 4 * (4e6 / deviceStorage.ufs31Read.value + 0.0005),
        '10 ms fixed, a 120 MB base and four 4 MB deltas at 2.1 GB/s, 0.5 ms each to decode',
        deviceStorage.ufs31Read.source,
      ),
      downtime: assumed(0, 'the app is started again at once'),
      interval: assumed(10, 'every ten seconds'),
      runLength: assumed(8 * HOUR, 'a day of use'),
      gpuHourPrice: free,
    },
  ),
  tiny: scenario(
    {
      label: 'Tiny Pioneer',
      unit: {one: 'device', many: 'devices'},
      device: {one: 'hearable', many: 'hearables'},
      description: 'A hearable on harvested power that browns out every half minute and keeps its state in FRAM.',
    },
    {
      gpusPerNode: assumed(1, 'one device'),
      nodes: assumed(1, 'one device'),
      nodeMtbf: assumed(30, 'a brown-out every half minute'),
      writeTime: derived(4096 / deviceStorage.framWrite.value, '4 KiB at 1.4 MB/s', deviceStorage.framWrite.source),
      checkpointSize: assumed(4096, 'filter state and registers'),
      restart: derived(
        0.002 + 4096 / deviceStorage.framWrite.value,
        'assumed 2 ms to start, 4 KiB read at the write speed',
        deviceStorage.framWrite.source,
      ),
      downtime: assumed(0.5, 'recharging the capacitor'),
      interval: assumed(1, 'every second'),
      runLength: assumed(8 * HOUR, 'a day of use'),
      gpuHourPrice: free,
    },
  ),
});
