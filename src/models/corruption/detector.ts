/** The detectors by name, and what each says of a fault. */

/**
 * - `ecc`: SECDED (72,64) on weights and buffers
 * - `crc`: CRC-32C of the weights, every `crcPeriod` frames
 * - `abft`: sums of every layer's outputs against column sums taken when the weights were loaded
 * - `abft-live`: against column sums of the weights as they are now
 * - `range`: outputs beyond what fault-free scenes gave
 * - `canary`: an image with a known answer, every `canaryPeriod` frames
 * - `dmr-shared`: run twice on one core from one memory; `dmr`: the second run elsewhere, with a copy of its own
 * - `tmr`: three runs with copies of their own, majority wins
 * - `loss`: mean loss over the evaluation set moved by more than three standard deviations, or is no number
 */
export const DETECTORS = [
  'ecc',
  'crc',
  'abft',
  'abft-live',
  'range',
  'canary',
  'dmr-shared',
  'dmr',
  'tmr',
  'loss',
] as const;
export type Detector = (typeof DETECTORS)[number];

/** Standard deviations at which the loss counts as moved. */
export const LOSS_SIGMAS = 3;

/** How often the periodic detectors run. */
export interface Periods {
  /** Frames from CRC to CRC, >= 1. Default 100. */
  crcPeriod?: number;
  /** Frames from canary to canary, >= 1. Default 10. */
  canaryPeriod?: number;
}

/** Frames from one run of a periodic detector to the next, where a plan does not say. */
export const DEFAULT_PERIODS = {crcPeriod: 100, canaryPeriod: 10};

/** What one detector found. */
export interface Finding {
  readonly name: Detector;
  readonly detected: boolean;
  /** It also put things right, so that the answer stands. */
  readonly corrected: boolean;
  /** Frames from the fault to the alarm: 0 within the frame; null without one. */
  readonly latency: number | null;
}

/** What became of a fault: no answer changed and the loss is in its usual range; an answer changed and nothing shows it; it shows by itself (no number, or the loss moved); a detector other than the loss rang. */
export type Outcome = 'masked' | 'silent' | 'loud' | 'detected';
