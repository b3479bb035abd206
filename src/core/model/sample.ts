/** ok: counts. partial: finished but short (a cancelled request, fewer tokens than asked). failed: counts in no statistic. */
export type Outcome = 'ok' | 'partial' | 'failed';

/** Codes of `SampleSet.outcomes`. */
export const OUTCOME_CODES: readonly Outcome[] = ['ok', 'partial', 'failed'];

/** One label of many samples (repetition, prompt, seed, error…), dictionary-encoded: code i of sample s is `dictionary[codes[s]]`. */
export interface LabelColumn {
  readonly name: string;
  /** '' stands for "no value". */
  readonly dictionary: readonly string[];
  readonly codes: Uint32Array;
}

/**
 * The observations of one measure, by column; all arrays have one entry per sample, in the order of the file.
 * Arrays may be shared between the measures of one benchmark; they are never changed.
 */
export interface SampleSet {
  /** In the measure's canonical unit; NaN where a failed observation holds no number. */
  readonly values: Float64Array;
  /** Line from 1 of each value. */
  readonly lines: Uint32Array;
  /** Column from 1, in UTF-16 code units. */
  readonly columns: Uint32Array;
  /** Index into OUTCOME_CODES; null when every sample is ok. */
  readonly outcomes: Uint8Array | null;
  /** Milliseconds since 1970-01-01 (zone of the run), or since the run's start where only that is known; null without times. */
  readonly times: Float64Array | null;
  readonly labels: readonly LabelColumn[];
  /** The error text of failed samples; null when none failed. */
  readonly errors: LabelColumn | null;
}
