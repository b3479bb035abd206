import type { Outcome, SampleSet } from './sample.ts';
import type { Place } from './place.ts';

/** Which way is better; `none` where the metric says nothing about better (a count, a temperature setting). */
export type Direction = 'higher' | 'lower' | 'none';

/** samples: observations. summary: only statistics of observations. value: one number without spread (a total, counter, gauge). */
export type MeasureKind = 'samples' | 'summary' | 'value' | 'timeseries';

/** An interval as a tool states it, in the measure's canonical unit. `level` is a fraction: 0.95, 0.999. */
export interface ReportedInterval {
  readonly level: number;
  readonly low: number;
  readonly high: number;
}

/** A tool's own statistics, in canonical units and under their own names: a median stays a median. */
export interface Reported {
  readonly n: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly stddev: number | null;
  /** Key: the percentile as a decimal string without trailing zeros ("50", "99", "99.9"). */
  readonly percentiles: Readonly<Record<string, number>>;
  /** Key: the statistic that the interval is of ("mean", "median"). */
  readonly intervals: Readonly<Record<string, ReportedInterval>>;
  /** Everything else, in canonical units where it has the measure's unit ("mad", "slope", "cv", "total"). */
  readonly statistics: Readonly<Record<string, number>>;
}

/** What a parameter or an environment entry can be. */
export type Scalar = string | number | boolean;

/** Name → value, insertion order kept. */
export type Bag = Readonly<Record<string, Scalar>>;

/** One label of one benchmark, as its file gives it: the place where a number starts its trail. */
export interface Measure {
  /** Id from the metric vocabulary, or an id made from the label where the vocabulary has none. */
  readonly metric: string;
  /** The name as the file spells it. */
  readonly label: string;
  /** Canonical unit; null when the file gives none and the format defines none. */
  readonly unit: string | null;
  /** The unit as the file or the format spells it. */
  readonly unitInFile: string | null;
  readonly direction: Direction;
  readonly kind: MeasureKind;
  readonly outcome: Outcome;
  /** Why it failed; null when it did not. */
  readonly error: string | null;
  /** Place of the first sample, or of the reported value. */
  readonly place: Place;
  /** JSON pointer of that value; null outside JSON. */
  readonly pointer: string | null;
  /** Header of its table column; null outside tables. */
  readonly column: string | null;
  readonly samples: SampleSet | null;
  readonly reported: Reported | null;
  /** Where each reported statistic stands ("mean", "p95"…), as far as it is not `place`. */
  readonly reportedPlaces: Readonly<Record<string, Place>>;
  /** The number of a `value` measure, canonical unit; null for the other kinds. */
  readonly value: number | null;
  /** Iterations behind each sample, where the tool says so. */
  readonly iterations: number | null;
  /** Why it is shown but counts nowhere (a parameter echoed, a zero that means "not measured", a warm-up); null: it counts. */
  readonly notCountedBecause: string | null;
}

/** The name of benchmarks that nothing names. */
export const UNNAMED = 'benchmark';

/** How names of benchmarks begin that count how often a check of a test's script held. */
export const CHECK = 'check ';

/** One case of a run; its identity is its name and its parameters. */
export interface Benchmark {
  readonly name: string;
  readonly parameters: Bag;
  readonly measures: readonly Measure[];
}

/** A tool's own threshold and whether it was met. */
export interface Check {
  readonly name: string;
  readonly passed: boolean;
  readonly line: number | null;
}
