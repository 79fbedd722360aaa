import type {Sentence} from '../core/sentence.js';
import type {Still} from '../draw/still.js';

/** What a widget says and shows of its value alone. One that says more by what stands around it overrides the method of the same name. */
export interface FigureText<V extends object> {
  /** The figure's short name. */
  name: string;
  /** The figure on paper, its tables and its words. */
  still: Still<V>;
  /** The sentence under the figure. */
  sentence(value: V): Sentence;
  /** What is here and how to start, for those who do not see it. */
  summary(value: V): string;
  /** What is said after the reader let go. */
  announcement(value: V): string;
  /** The part of the picture that stands for an input or a result, by its path. */
  marks?: Readonly<Record<string, string>>;
}
