import {fields, free, playHour, workOf, type InputName, type Value} from './inputs.js';
import type {RunRecord} from './run-record.js';

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
