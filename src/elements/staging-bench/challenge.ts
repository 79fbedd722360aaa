import {fields, challengeInputs, simulateHour, simulationWork, type InputName, type Value} from './inputs.js';
import type {RunRecord} from './run-record.js';

/** The most work one press may cause: keeps the page answering. */
const maxWork = 50_000;

/** The ten-run rule: set, commit, watch. */
export class Challenge {
  readonly runs: RunRecord[] = [];
  /** The value of the last run, for the picture. */
  lastValue: Value | undefined;

  constructor(readonly runLimit: number) {}

  get active(): boolean {
    return this.runLimit > 0;
  }

  get last(): RunRecord | null {
    return this.runs.at(-1) ?? null;
  }

  get solved(): boolean {
    return this.last?.solved ?? false;
  }

  get over(): boolean {
    return this.active && (this.solved || this.runs.length >= this.runLimit);
  }

  /** True while the answer must not be seen. */
  get hidesAnswer(): boolean {
    return this.active && !this.over;
  }

  /** Whether this setting has been run last. */
  hasRun(value: Value): boolean {
    return this.runs.some((record) => challengeInputs.every((key) => record[key as keyof RunRecord] === value[key]));
  }

  /** Why this setting cannot be run, or undefined. */
  refusalReason(value: Value): string | undefined {
    if (this.hasRun(value)) return 'This setting has been run. Change something first.';
    return simulationWork(value) > maxWork
      ? 'An hour holds too many drains to be played here. Take a longer interval or fewer groups.'
      : undefined;
  }

  /** Plays an hour with the setting. */
  commit(value: Value): RunRecord {
    const record = simulateHour(value, this.runs.length + 1, this.runLimit);
    this.runs.push(record);
    this.lastValue = value;
    return record;
  }
}

/** The name a reader knows an input by. */
export const labelOf = (key: InputName): string => fields[key].label;
