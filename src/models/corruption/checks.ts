/** What each detector does with a run that a fault struck. */
import {floatOf, wordOf} from './bits.js';
import {crc32c} from './crc32c.js';
import type {Detector, Periods} from './detector.js';
import {runEcc} from './ecc-check.js';
import {maskOf} from './faults.js';
import {largestOutput, largestResidual, layerSums} from './harness.js';
import {LAYERS} from './layers.js';
import {agree, logitsOf} from './struck-run.js';
import type {StruckRun} from './struck-run.js';

/** Frames to wait for a detector that runs at the end of every `period`-th frame. */
const wait = (frame: number, period: number): number => period - 1 - (frame % period);

/** Frames to the alarm, null without one; and whether the detector put things right. */
type Alarm = [latency: number | null, corrected?: boolean];

/** The first frame where a layer's outputs do not add up to what these column sums foretell. */
function residualAlarm(run: StruckRun, sums: (l: number) => Float32Array): Alarm {
  const {frames, tolerances} = run.harness;
  const latency = run.first(({frame, trace, from, to}) => {
    if (frames[frame].alarms.abft) return false;
    for (let l = from; l < to; l++) if (largestResidual(l, trace, sums(l)) > tolerances[l]) return true;
    return false;
  });
  return [latency];
}

/** The first frame that rings because a kept column sum is wrong, though every output is right. */
function spoiltSumAlarm({harness, fault, golden, start}: StruckRun): Alarm {
  const {frames, tolerances} = harness;
  const {layer, index, bits} = fault;
  const sums = golden.sums[layer].slice();
  sums[index] = floatOf(wordOf(sums[index]) ^ maskOf(bits));
  const at = frames.findIndex((_, i) => {
    const {good, alarms} = frames[(start + i) % frames.length];
    return !alarms.abft && largestResidual(layer, good, sums) > tolerances[layer];
  });
  return [at < 0 ? null : at];
}

/** Three runs: two have to agree, and their answer stands. */
function majorityAlarm(run: StruckRun): Alarm {
  const latency = run.first((each, i) => run.differsElsewhere(each, i));
  if (latency === null) return [null];
  const struck = run.touched[latency];
  const votes = [logitsOf(struck.trace), run.elsewhere(struck, latency).slice(), run.elsewhere(struck, latency)];
  const winner = votes.find((one, i) => votes.some((other, k) => k !== i && agree(one, other)));
  return [latency, winner !== undefined && agree(winner, logitsOf(struck.good))];
}

/** Every detector, by its name. */
export const checks: Readonly<Record<Detector, (run: StruckRun, periods: Required<Periods>) => Alarm>> = {
  'ecc': ({harness, fault, hit, golden, start}) => {
    const [detected, corrected] = runEcc(harness, fault, hit, golden.checks, start);
    return [detected ? 0 : null, corrected];
  },
  'crc': ({harness, fault, golden}, {crcPeriod}) => {
    const spoilt = fault.site === 'checksum' && fault.checksum === 'crc';
    const kept = spoilt ? (golden.crc ^ maskOf(fault.bits)) >>> 0 : golden.crc;
    return [crc32c(harness.live.memory) === kept ? null : wait(fault.frame, crcPeriod)];
  },
  'abft': (run) =>
    run.fault.site === 'checksum' && run.fault.checksum === 'abft'
      ? spoiltSumAlarm(run)
      : residualAlarm(run, (l) => run.golden.sums[l]),
  'abft-live': (run) => {
    const {live, golden} = run.harness;
    const now = LAYERS.map((_, l) => (run.hit.length ? layerSums(live, l) : golden.sums[l]));
    return residualAlarm(run, (l) => now[l]);
  },
  'range': (run) => {
    const {frames, limits} = run.harness;
    const latency = run.first(({frame, trace, from, to}) => {
      if (frames[frame].alarms.range) return false;
      for (let l = from; l < to; l++) if (largestOutput(l, trace) > limits[l]) return true;
      return false;
    });
    return [latency];
  },
  'canary': (run, {canaryPeriod}) => {
    if (!run.lasting) return [null];
    return [agree(logitsOf(run.canaryRun()), run.golden.canary) ? null : wait(run.fault.frame, canaryPeriod)];
  },
  'dmr-shared': (run) => [run.first((each, i) => i < run.reruns && !agree(logitsOf(each.trace), run.again(each)))],
  'dmr': (run) => [run.first((each, i) => run.differsElsewhere(each, i))],
  'tmr': majorityAlarm,
  'loss': ({harness, lossMoved}) => [lossMoved ? harness.frames.length - 1 : null],
};
