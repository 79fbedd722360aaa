/** Published speeds, sizes and savings of checkpoint staging, each with its source. */
import type {Published, Source} from '../fleet/published.js';

const BOOK: Source = {text: 'Machine Learning Systems, vol. 2, ch. 7 (hardware registry)', url: 'https://mlsysbook.ai'};
const ZERO: Source = {
  text: 'Rajbhandari et al., ZeRO, section 3.1 (memory of mixed-precision Adam)',
  url: 'https://arxiv.org/abs/1910.02054',
};
const LLAMA3: Source = {text: 'The Llama 3 Herd of Models, section 3.3', url: 'https://arxiv.org/abs/2407.21783'};
const CHECK_N_RUN: Source = {
  text: 'Eisenman et al., Check-N-Run, NSDI 2022',
  url: 'https://www.usenix.org/conference/nsdi22/presentation/eisenman',
};
const CHECK_FREQ: Source = {
  text: 'Mohan et al., CheckFreq, FAST 2021',
  url: 'https://www.usenix.org/conference/fast21/presentation/mohan',
};
const GEMINI: Source = {
  text: 'Wang et al., Gemini: Fast Failure Recovery with In-Memory Checkpoints, SOSP 2023',
  url: 'https://doi.org/10.1145/3600006.3613145',
};
const DCP: Source = {
  text: 'Reducing Model Checkpointing Times by Over 10x with PyTorch Distributed Asynchronous Checkpointing',
  url: 'https://pytorch.org/blog/reducing-checkpointing-times/',
};
const BYTE_CHECKPOINT: Source = {text: 'Wan et al., ByteCheckpoint, Table 8', url: 'https://arxiv.org/abs/2407.20143'};
const FAST_PERSIST: Source = {text: 'Wang et al., FastPersist', url: 'https://arxiv.org/abs/2406.13768'};
const DATA_STATES: Source = {text: 'Maurya et al., DataStates-LLM, HPDC 2024', url: 'https://arxiv.org/abs/2406.10707'};
const MICRON: Source = {text: 'Micron 7450 and 7400 NVMe SSD, product briefs (PRO and MAX)'};
const S3: Source = {
  text: 'Amazon S3 user guide, performance guidelines',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html',
};
const TYPICAL: Source = {text: 'Typical of the hardware class; widely quoted, not measured here'};

const published = (value: number, unit: string, source: Source, note?: string): Published =>
  Object.freeze(note === undefined ? {value, unit, source} : {value, unit, source, note});
const speed = (gigabytes: number, source: Source, note?: string) => published(gigabytes * 1e9, 'GB/s', source, note);
const seconds = (value: number, source: Source, note?: string) => published(value, 's', source, note);
const ratio = (value: number, source: Source, note?: string) => published(value, 'ratio', source, note);

/** What so many bytes per parameter hold. */
export interface StateBytes {
  /** Bytes per parameter. */
  readonly value: number;
  readonly holds: string;
  /** Whether a training checkpoint normally holds this. */
  readonly saved: 'training' | 'serving' | 'not normally';
  readonly source: Source;
}

const state = (value: number, holds: string, saved: StateBytes['saved'], source: Source): StateBytes =>
  Object.freeze({value, holds, saved, source});

/**
 * Bytes per parameter and what is in them. Weights that serve requests never change: a server has nothing to
 * checkpoint but its sessions. Only training checkpoints storm.
 */
export const stateBytes = Object.freeze({
  weights: state(2, 'bf16 weights only', 'serving', ZERO),
  optimizer: state(12, 'fp32 master weights and the two Adam moments', 'training', ZERO),
  training: state(14, 'bf16 weights, fp32 master weights and the two Adam moments', 'training', BOOK),
  withGradients: state(16, 'all of that and bf16 gradients', 'not normally', ZERO),
});

/** Speeds of the links a checkpoint passes, bytes/s, per node unless told. */
export const stagingBandwidths = Object.freeze({
  hbm: speed(3350, TYPICAL, 'H100 HBM3, per GPU'),
  pcieGen5: speed(63, TYPICAL, 'x16 after 128b/130b coding, per GPU and direction; about 50 in use'),
  copy: speed(400, TYPICAL, 'HBM to DRAM of a node of 8 GPUs: 8 x 50 GB/s over PCIe, also what DDR5 takes'),
  hostDram: speed(200, BOOK, 'a cautious figure'),
  nvmeGen4Drive: speed(5.3, MICRON, 'sustained writes of one drive; up to 5.6 published'),
  nvmeGen4Node: speed(44, MICRON, 'eight drives: 42 to 45'),
  nvmeGen4FourDrives: speed(28, BOOK, 'four drives by the book'),
  nvmeGen5Drive: speed(8, TYPICAL, '7 to 10'),
  nic400: speed(50, TYPICAL, '400 Gb/s; eight a node at the back end, one or two towards storage'),
  storageFrontEnd: speed(10, TYPICAL, '10 to 25'),
  objectStore: speed(10, TYPICAL, '5 to 12.5 a node; about 0.09 a connection'),
  objectStoreStream: speed(0.1, BOOK, 'one stream'),
  bookStore: speed(100, BOOK, 'shared by all nodes'),
  parallelFileSystem: speed(1000, BOOK, 'shared by all nodes'),
  tectonic: speed(2000, LLAMA3, 'shared by all nodes, sustained'),
  tectonicPeak: speed(
    7000,
    LLAMA3,
    'shared by all nodes, peak; "highly bursty checkpoint writes saturate the storage fabric"',
  ),
});

/** Requests an S3 prefix takes each second. */
export const objectStoreRequests = Object.freeze({
  put: published(3500, 'requests/s per prefix', S3, 'at least'),
  get: published(5500, 'requests/s per prefix', S3, 'at least'),
});

/** A way to write fewer bytes; divide by a factor between `low` and `high`. */
export interface PublishedReduction {
  readonly low: number;
  readonly high: number;
  /** What shrinks: bytes written each interval, or bytes kept. */
  readonly of: 'bytes written' | 'bytes kept';
  readonly source: Source;
  readonly note: string;
}

const reduction = (
  low: number,
  high: number,
  of: PublishedReduction['of'],
  source: Source,
  note: string,
): PublishedReduction => Object.freeze({low, high, of, source, note});

/** Incremental and quantised checkpoints: published factors. */
export const checkpointReductions = Object.freeze({
  checkNRunWrites: reduction(
    6,
    17,
    'bytes written',
    CHECK_N_RUN,
    'incremental and quantised together, on recommendation models, where few rows change between checkpoints; dense models change everywhere',
  ),
  checkNRunCapacity: reduction(
    2.5,
    8,
    'bytes kept',
    CHECK_N_RUN,
    'incremental and quantised together, on recommendation models',
  ),
});

/** A measured system: how long the math stops, saving and loading take (seconds). */
export interface MeasuredCheckpoint {
  readonly name: string;
  readonly gpus: number;
  readonly mathStop: number;
  readonly save: number;
  readonly load: number;
  readonly source: Source;
}

/** ByteCheckpoint in production. */
export const byteCheckpoint: readonly MeasuredCheckpoint[] = Object.freeze([
  Object.freeze({
    name: 'Text transformer, 405B, Megatron',
    gpus: 8960,
    mathStop: 0.59,
    save: 51.06,
    load: 129.49,
    source: BYTE_CHECKPOINT,
  }),
  Object.freeze({
    name: 'Vision transformer, 7B, FSDP',
    gpus: 1488,
    mathStop: 0.34,
    save: 20.13,
    load: 265.73,
    source: BYTE_CHECKPOINT,
  }),
]);

/** What published systems gained by staging. */
export const publishedStaging = Object.freeze({
  checkFreqOverhead: ratio(0.035, CHECK_FREQ, 'share of the run time, at most'),
  checkNRunSnapshot: seconds(7, CHECK_N_RUN, 'less than'),
  geminiFrequency: ratio(8, GEMINI, 'checkpoints that many times as often'),
  geminiRetrieval: ratio(250, GEMINI, 'faster retrieval, at most'),
  geminiRecovery: ratio(13, GEMINI, 'faster recovery, at least'),
  dcpBefore: seconds(148.8, DCP, '7B model, synchronous'),
  dcpAfter: seconds(6.3, DCP, '7B model, asynchronous; 23.62 times less'),
  byteCheckpointLeast: ratio(12.13, BYTE_CHECKPOINT, 'stalls shorter by, at least'),
  byteCheckpointMost: ratio(161.5, BYTE_CHECKPOINT, 'stalls shorter by, at most'),
  fastPersist: ratio(116, FAST_PERSIST, 'faster creation, at most; over 20 on eight Gen5 drives'),
  dataStatesLeast: ratio(3, DATA_STATES, 'checkpoint throughput, at least'),
  dataStatesMost: ratio(4.2, DATA_STATES, 'checkpoint throughput, at most'),
});
