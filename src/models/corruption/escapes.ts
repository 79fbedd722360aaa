/** Silent corruption of a fleet: how often something escapes, and how many checkpoints a late alarm needs. */
import {notNegative, positive, share, wholeNumber} from '../numerics/check.js';
import {llama3Run} from '../fleet/published.js';
import type {Published} from '../fleet/published.js';

const silent = llama3Run.causes.find(({component}) => component === 'Silent Data Corruption')!.count;
const gpuSeconds = llama3Run.gpus.value * llama3Run.duration.value;

/** Silent corruptions of a GPU per second, as counted in the Llama 3 run: 6 in 54 days on 16,384 GPUs. */
export const llama3CorruptionRate: Published = Object.freeze({
  value: silent / gpuSeconds,
  unit: 'per GPU-second',
  source: llama3Run.source,
  note: `${silent} that were found; those that were not are not counted`,
});

/** Corruption of a fleet that its detectors leave. */
export interface Escapes {
  /** Corruptions per second in the fleet. */
  readonly rate: number;
  /** Those no detector sees, per second. */
  readonly escapeRate: number;
  /** Seconds from one escape to the next; Infinity where all are seen. */
  readonly meanTime: number;
  /** Chance of at least one escape in `duration`, 0..1. */
  readonly atLeastOne: number;
}

/**
 * How often corruption escapes in a fleet: devices·rate·(1 − coverage), events taken as independent. Frozen.
 *
 * @throws {RangeError | TypeError} unless devices is a whole number >= 1, rate, duration >= 0, coverage from 0 to 1
 * @see https://arxiv.org/abs/2407.21783 (Table 5)
 * @example escapes({devices: 16_384, coverage: 0.99}).meanTime / 86_400 // 900 days
 */
export function escapes({
  devices,
  rate = llama3CorruptionRate.value,
  coverage,
  duration = llama3Run.duration.value,
}: {
  /** Devices, a whole number >= 1. */ devices: number;
  /** Corruptions of a device per second, >= 0. Default that of Llama 3. */ rate?: number;
  /** Share of corruptions that is seen, 0..1. */ coverage: number;
  /** Length of the run, seconds. Default 54 days. */ duration?: number;
}): Escapes {
  const fleet =
    wholeNumber('devices', devices, 1, 'devices') * notNegative('rate', rate, 'corruptions of a device per second');
  const escapeRate = fleet * (1 - share('coverage', coverage));
  return Object.freeze({
    rate: fleet,
    escapeRate,
    meanTime: 1 / escapeRate,
    atLeastOne: -Math.expm1(-escapeRate * notNegative('duration', duration, 'seconds')),
  });
}

/**
 * Checkpoints to keep so that one from before the corruption is among them when the alarm comes: every one taken during the
 * latency may be bad, and one more must be good. With alarms up to `latency` after the corruption, ⌈latency/interval⌉ + 1.
 *
 * @throws {RangeError | TypeError} unless latency >= 0 and interval > 0
 * @example checkpointsToKeep({latency: 3 * 3600, interval: 1800}) // 7
 */
export function checkpointsToKeep({
  latency,
  interval,
}: {
  /** Longest time from corruption to alarm, seconds. */ latency: number;
  /** From checkpoint to checkpoint, seconds. */ interval: number;
}): number {
  return Math.ceil(notNegative('latency', latency, 'seconds') / positive('interval', interval, 'seconds')) + 1;
}
