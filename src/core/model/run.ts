import type { Bag, Benchmark, Check } from './measure.ts';
import type { FileRole } from './file.ts';
import type { Problem } from './problem.ts';

/** What is known of the zone of a time: it was written in UTC, with an offset, or bare. */
export type Zone = 'utc' | 'offset' | 'unknown';

/** A point in time as a file gives it. */
export interface Stamp {
  /** ISO 8601; with `Z` or an offset only where the zone is known. */
  readonly iso: string;
  readonly zone: Zone;
}

/** One execution of a tool, as one file tells it; the folder adds identity, category and times that the file lacks. */
export interface FileRun {
  /** Tells the runs of one file apart; '' when there is one. */
  readonly name: string;
  /** Tool as the field calls it ("llama-bench", "hyperfine"); null when only the format is known. */
  readonly tool: string | null;
  readonly toolVersion: string | null;
  /** The groups that the tool itself names (criterion, JMH); null: category comes from the file's name. */
  readonly category: readonly string[] | null;
  readonly startedAt: Stamp | null;
  readonly endedAt: Stamp | null;
  readonly environment: Bag;
  /** Shared by all benchmarks of the run. */
  readonly parameters: Bag;
  readonly checks: readonly Check[];
  readonly benchmarks: readonly Benchmark[];
}

/** Everything that one file says, before its folder is known. */
export interface FileResult {
  readonly role: FileRole;
  readonly runs: readonly FileRun[];
  readonly problems: readonly Problem[];
  /** Files beside it that were read as part of it, relative to the same root. */
  readonly companions: readonly string[];
}
