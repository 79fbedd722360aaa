import type {StagingLimit, StagingRemedy, StagingStrategy} from '../../models/index.js';

/** A committed run: what was set, and how an hour of it went. SI. */
export interface RunRecord {
  /** Counted from 1. */
  readonly number: number;
  /** How many the rule allows. */
  readonly of: number;
  readonly strategy: StagingStrategy;
  readonly buffer: number;
  readonly interval: number;
  readonly pace: number;
  readonly groups: number;
  readonly skipNvme: 'no' | 'yes';
  readonly schedule: 'turns' | 'random';
  readonly mathStop: number;
  readonly durableAfter: number;
  readonly networkLoad: number;
  /** True if the hour passed and a smaller buffer would not have done. */
  readonly solved: boolean;
  /** True if the hour passed. */
  readonly holds: boolean;
  /** The first limit broken, with its worst amount, what was allowed, and in how many checkpoints; null if none. */
  readonly limit: StagingLimit | null;
  readonly time: number;
  readonly amount: number;
  readonly allowed: number;
  readonly checkpoints: number;
  /** What to try first; null when solved. */
  readonly remedy: StagingRemedy | null;
}
