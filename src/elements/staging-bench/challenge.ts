import type {StagingLimit, StagingRemedy, StagingStrategy} from '../../models/index.js';
import {fields, free, playHour, workOf, type InputName, type Value} from './inputs.js';

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

/** The most work one press may cause: keeps the page answering. */
const mostWork = 50_000;

/** The ten-run rule: set, commit, watch. */
export class Challenge {
  readonly log: RunRecord[] = [];
  /** The value of the last run, for the picture. */
  shown: Value | undefined;

  constructor(readonly of: number) {}

  get on(): boolean {
    return this.of > 0;
  }

  get last(): RunRecord | null {
    return this.log.at(-1) ?? null;
  }

  get solved(): boolean {
    return this.last?.solved ?? false;
  }

  get over(): boolean {
    return this.on && (this.solved || this.log.length >= this.of);
  }

  /** True while the answer must not be seen. */
  get secret(): boolean {
    return this.on && !this.over;
  }

  /** Whether this setting has been run last. */
  ran(value: Value): boolean {
    return this.log.some((record) => free.every((key) => record[key as keyof RunRecord] === value[key]));
  }

  /** Why this setting cannot be run, or undefined. */
  refusal(value: Value): string | undefined {
    if (this.ran(value)) return 'This setting has been run. Change something first.';
    return workOf(value) > mostWork
      ? 'An hour holds too many drains to be played here. Take a longer interval or fewer groups.'
      : undefined;
  }

  /** Plays an hour with the setting. */
  commit(value: Value, seed: string | number = 0): RunRecord {
    const record = playHour(value, seed, this.log.length + 1, this.of);
    this.log.push(record);
    this.shown = value;
    return record;
  }
}

/** The name a reader knows an input by. */
export const labelOf = (key: InputName): string => fields[key].label;
