/** Numbers other people measured or published, each with its source, so that nothing is typed twice. */

/** Where a number comes from. */
export interface Source {
  text: string;
  url?: string;
}

/** A published number in SI units. */
export interface Published {
  /** SI: seconds, bytes, bytes/s, failures per node-second, ratio, count. */
  readonly value: number;
  /** The unit it was published in, for people. */
  readonly unit: string;
  readonly source: Source;
  readonly note?: string;
}

const HOUR = 3600;
const DAY = 86_400;

const BOOK: Source = {text: 'Machine Learning Systems, vol. 2, ch. 7 (hardware registry)', url: 'https://mlsysbook.ai'};
const LLAMA3: Source = {
  text: 'The Llama 3 Herd of Models, section 3.3 and Table 5',
  url: 'https://arxiv.org/abs/2407.21783',
};
const RSC: Source = {
  text: 'Kokolis et al., Revisiting Reliability in Large-Scale ML Research Clusters, HPCA 2025',
  url: 'https://arxiv.org/abs/2410.21680',
};
const OPT: Source = {
  text: 'Zhang et al., OPT: Open Pre-trained Transformer Language Models',
  url: 'https://arxiv.org/abs/2205.01068',
};
const BLOOM: Source = {
  text: 'BLOOM: A 176B-Parameter Open-Access Multilingual Language Model',
  url: 'https://arxiv.org/abs/2211.05100',
};
const MEGASCALE: Source = {text: 'Jiang et al., MegaScale, NSDI 2024', url: 'https://arxiv.org/abs/2402.15627'};
const GEMINI: Source = {
  text: 'Gemini: A Family of Highly Capable Multimodal Models',
  url: 'https://arxiv.org/abs/2312.11805',
};
const BYTEROBUST: Source = {
  text: 'Robust LLM Training Infrastructure at ByteDance (ByteRobust)',
  url: 'https://arxiv.org/abs/2509.16293',
};
const CRUSOE: Source = {text: 'Secondary report of a 1,600-GPU H200 cluster (G. Lockwood)'};
const UFS: Source = {text: 'UFS 3.1 sequential speeds as given by vendors'};
const FRAM: Source = {
  text: 'Texas Instruments, MSP430 FRAM at 8 MHz (application notes)',
  url: 'https://www.ti.com/lit/pdf/slaa628',
};

const published = (value: number, unit: string, source: Source, note?: string): Published =>
  Object.freeze(note === undefined ? {value, unit, source} : {value, unit, source, note});
const hours = (value: number) => published(value * HOUR, 'h', BOOK);
const seconds = (value: number) => published(value, 's', BOOK);

/** Mean time to failure of one part, seconds. */
export const componentMttf = Object.freeze({
  gpu: hours(50_000),
  hbm: hours(200_000),
  nic: hours(150_000),
  psu: hours(100_000),
  pcieSwitch: hours(200_000),
  cable: hours(50_000),
  torSwitch: hours(300_000),
});

/** What a failure costs by the book, seconds. */
export const recoveryTimes = Object.freeze({
  heartbeat: seconds(30),
  detect: seconds(60),
  reschedule: seconds(60),
  restart: seconds(180),
  warmUp: seconds(120),
});

/** Storage and prices by the book: bytes/s, bytes per parameter, dollars per GPU-hour. */
export const bookDefaults = Object.freeze({
  storeBandwidth: published(100e9, 'GB/s', BOOK, 'aggregate'),
  bytesPerParameter: published(14, 'B', BOOK, 'fp32 master, two Adam moments and the bf16 copy; 12 without the copy'),
  gpuHourPrice: published(3, '$ per GPU-hour', BOOK),
  sdcRate: published(1e-6 / HOUR, 'per GPU-hour', BOOK, 'Llama 3 by count: 2.83e-7 per GPU-hour'),
});

/** Parameter counts recomputed from the published configurations. */
export const parameters = Object.freeze({
  llama3_8b: published(8_030_261_248, 'parameters', LLAMA3),
  llama3_70b: published(70_553_706_496, 'parameters', LLAMA3),
  llama3_405b: published(405_853_388_800, 'parameters', LLAMA3),
});

/** A cause of interruption in the Llama 3 run. */
export interface InterruptionCause {
  readonly component: string;
  readonly category: string;
  readonly count: number;
  /** As printed in the paper. Where it disagrees with count/419, the count stands. */
  readonly printedPercent: number;
}

const cause = (component: string, category: string, count: number, printedPercent: number): InterruptionCause =>
  Object.freeze({component, category, count, printedPercent});

/** The Llama 3 405B run: 54 days on 16,384 H100, unexpected interruptions by cause (Table 5). */
export const llama3Run = Object.freeze({
  duration: published(54 * DAY, 'd', LLAMA3),
  gpus: published(16_384, 'GPUs', LLAMA3),
  gpusPerNode: published(8, 'GPUs', LLAMA3),
  interruptions: published(466, 'interruptions', LLAMA3),
  planned: published(47, 'interruptions', LLAMA3),
  unexpected: published(419, 'interruptions', LLAMA3),
  effectiveTime: published(0.9, 'ratio', LLAMA3, 'published as "over 90 %"'),
  causes: Object.freeze([
    cause('Faulty GPU', 'GPU', 148, 30.1),
    cause('GPU HBM3 Memory', 'GPU', 72, 17.2),
    cause('Software Bug', 'Dependency', 54, 12.9),
    cause('Network Switch/Cable', 'Network', 35, 8.4),
    cause('Host Maintenance', 'Unplanned Maintenance', 32, 7.6),
    cause('GPU SRAM Memory', 'GPU', 19, 4.5),
    cause('GPU System Processor', 'GPU', 17, 4.1),
    cause('NIC', 'Host', 7, 1.7),
    cause('NCCL Watchdog Timeouts', 'Unknown', 7, 1.7),
    cause('Silent Data Corruption', 'GPU', 6, 1.4),
    cause('GPU Thermal Interface + Sensor', 'GPU', 6, 1.4),
    cause('SSD', 'Host', 3, 0.7),
    cause('Power Supply', 'Host', 3, 0.7),
    cause('Server Chassis', 'Host', 2, 0.5),
    cause('IO Expansion Board', 'Host', 2, 0.5),
    cause('Dependency', 'Dependency', 2, 0.5),
    cause('CPU', 'Host', 2, 0.5),
    cause('System Memory', 'Host', 2, 0.5),
  ]),
  source: LLAMA3,
  note: 'The printed percentages sum to 94.9: "Faulty GPU" is 148/419 = 35.3 %, not 30.1 %. Use the counts.',
});

/** A fleet whose failures were counted. */
export interface PublishedFleet {
  readonly name: string;
  readonly gpus: number;
  readonly nodes: number;
  /** Failures per node-second. */
  readonly failureRate: number;
  readonly source: Source;
  readonly note?: string;
}

const fleet = (
  name: string,
  gpus: number,
  nodes: number,
  failures: number,
  days: number,
  source: Source,
  note?: string,
): PublishedFleet =>
  Object.freeze({
    name,
    gpus,
    nodes,
    failureRate: failures / (nodes * days * DAY),
    source,
    ...(note === undefined ? {} : {note}),
  });

/** Failure rates of published fleets, failures per node-second (times 86.4e6: per 1000 node-days). */
export const publishedFleets = Object.freeze({
  llama3: fleet('Llama 3 405B', 16_384, 2048, 419, 54, LLAMA3, '419 unexpected interruptions in 54 days'),
  rsc1: fleet('Meta RSC-1', 16_000, 2000, 6.5 * 2, 1, RSC, 'hardware failures only: 6.50 per 1000 node-days'),
  rsc2: fleet('Meta RSC-2', 8000, 1000, 2.34, 1, RSC, 'hardware failures only: 2.34 per 1000 node-days'),
  opt175b: fleet('OPT-175B', 992, 124, 105, 61, OPT, '35 manual and about 70 automatic restarts in two months'),
  bloom: fleet('BLOOM', 384, 48, 1.5, 7, BLOOM, 'one to two GPU failures a week'),
  crusoe: fleet('Crusoe H200', 1600, 200, 205, 120, CRUSOE, 'about 205 faults in about four months'),
});

/** A mean time to failure published for jobs of one size: measured on them, or projected by the authors. */
export interface PublishedMttf {
  readonly name: string;
  readonly gpus: number;
  readonly nodes: number;
  /** Seconds. */
  readonly mttf: number;
  readonly basis: 'measured' | 'projected';
  readonly source: Source;
  readonly note: string;
}

const mttf = (
  name: string,
  gpus: number,
  seconds: number,
  basis: PublishedMttf['basis'],
  note: string,
): PublishedMttf => Object.freeze({name, gpus, nodes: gpus / 8, mttf: seconds, basis, source: RSC, note});

/**
 * What Kokolis et al. publish for jobs of one size. The projections follow from RSC-1's 6.50 hardware failures per 1000
 * node-days; the measured times count every cause and are several times shorter. No one rate fits both.
 */
export const publishedMttfs = Object.freeze({
  rscJobs8: mttf('RSC jobs of 8 GPUs', 8, 47.7 * DAY, 'measured', 'failed jobs of all causes'),
  rscJobs1024: mttf('RSC jobs of 1,024 GPUs', 1024, 7.9 * HOUR, 'measured', 'failed jobs of all causes'),
  rsc16k: mttf('RSC-1 rate at 16,384 GPUs', 16_384, 1.8 * HOUR, 'projected', 'projected from hardware failures'),
  rsc131k: mttf('RSC-1 rate at 131,072 GPUs', 131_072, 0.23 * HOUR, 'projected', 'projected from hardware failures'),
});

/** Other published facts about long runs. MegaScale tells restarts, not over how long: no failure rate follows. */
export const publishedRuns = Object.freeze({
  rscWriteTime: published(300, 's', RSC, '"about 5 min"'),
  rscRestart: published(300, 's', RSC, '5 to 20 min'),
  rscInterval: published(HOUR, 's', RSC, 'hourly checkpoints are typical'),
  megaScaleRestarts: published(100, 'restarts', MEGASCALE, 'more than 100, over 90 % handled automatically'),
  megaScaleDetect: published(600, 's', MEGASCALE, 'detection and diagnosis in less than 10 min'),
  megaScaleCatchUp: published(900, 's', MEGASCALE, 'progress caught up in less than 15 min'),
  megaScaleEffectiveTime: published(0.9, 'ratio', MEGASCALE, 'published as "over 90 %"'),
  geminiGoodput: published(0.97, 'ratio', GEMINI, 'up from 0.85'),
  byteRobustEttr: published(0.97, 'ratio', BYTEROBUST, 'three months on 9,600 GPUs'),
});

/** Storage of small devices, bytes/s. */
export const deviceStorage = Object.freeze({
  ufs31Write: published(1.2e9, 'GB/s', UFS, 'sequential'),
  ufs31Read: published(2.1e9, 'GB/s', UFS, 'sequential'),
  framWrite: published(1.4e6, 'MB/s', FRAM, 'about, with the CPU at 8 MHz'),
});
