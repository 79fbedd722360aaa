import type {Settings} from '../../core/definition.js';
import type {TypedReading} from '../../core/typed.js';
import type {InputPhase} from '../../core/input-state.js';

/** What a control needs of the widget whose input it shows and changes. */
export interface InputHost {
  readonly value: object;
  readonly notation: string;
  /** Why the reader may not change an input, or undefined. */
  lockReason(key: string): string | undefined;
  isHidden(key: string): boolean;
  /** What stands wrong in the text box of an input. */
  typingError(key: string): {text: string; problem: string} | undefined;
  userInput(changes: Settings, phase?: InputPhase): void;
  /** What a text would be in the box of an input. */
  readTyped(key: string, typed: string): TypedReading;
  userTyped(key: string, typed: string): void;
  endInput(): void;
  requestUpdate(): void;
}
