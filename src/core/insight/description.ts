import type { Source } from '../model/figure.ts';
import type { SparkValues } from './spark.ts';

/** One fact: its name and its text, as plain text that the host escapes. */
export interface DescriptionLine {
  readonly label: string;
  readonly value: string;
}

/** A row of values with what it is of. */
export interface DescriptionSpark {
  readonly values: SparkValues;
  /** "the last 12 runs", "50 samples in their order". */
  readonly of: string;
}

/** What a tooltip or hover says, before it is Markdown. All texts may come from files: none is markup. */
export interface Description {
  readonly title: string;
  /** What it is, in a sentence; '' where there is nothing to add. */
  readonly about: string;
  readonly lines: readonly DescriptionLine[];
  /** Sentences: the change against the baseline first, then what to keep in mind. */
  readonly notes: readonly string[];
  readonly spark: DescriptionSpark | null;
  /** Where the numbers stand, the first ones only. */
  readonly sources: readonly Source[];
}

export function line(label: string, value: string): DescriptionLine {
  return { label, value };
}
