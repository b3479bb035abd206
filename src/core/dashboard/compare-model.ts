import type { BarsSpec, ChartSource } from '../charts/spec.ts';
import type { CompareSide } from '../compare/side.ts';
import type { Direction } from '../model/measure.ts';
import type { Verdict } from '../stats/verdict.ts';
import type { CompareMean } from './compare-means.ts';
import type { ChartFilter } from './query.ts';
import type { EmptyState } from './state.ts';

export interface CompareQuery {
  /** The first is the baseline. */
  readonly sides: readonly CompareSide[];
  /** Parameters that the comparison is about ("model", "runtime"): sides may differ in them. */
  readonly ignore: readonly string[];
  readonly filter: ChartFilter;
  /** Keys of metrics (`MetricChoice.key`); empty: all. */
  readonly metrics: readonly string[];
}

/** A side as it was found. */
export interface SideSummary {
  readonly name: string;
  /** Runs that count, oldest first. */
  readonly runs: readonly { readonly id: string; readonly startedAt: string | null }[];
  readonly measures: number;
  /** "3 runs, 2026-01-02 to 2026-01-05". */
  readonly text: string;
}

export interface SideValue {
  /** Canonical unit. */
  readonly value: number | null;
  readonly text: string;
  readonly n: number;
  readonly runs: number;
  /** Where the first of its numbers stands. */
  readonly source: ChartSource | null;
}

/** What became of one benchmark's metric on another side. */
export interface SideChange {
  /** Index into the model's sides, from 1. */
  readonly side: number;
  /** "median", "mean", "value": what the values are. */
  readonly statistic: string | null;
  readonly before: SideValue;
  readonly after: SideValue;
  /** Relative: 0.1 is 10 % more; null where it cannot be told. */
  readonly change: number | null;
  /** "+3.2 % (+1.0 % to +5.1 %)". */
  readonly intervalText: string;
  /** Of the relative change, 95 %. */
  readonly interval: { readonly low: number; readonly high: number; readonly level: number } | null;
  /** Adjusted over the whole comparison (Benjamini-Hochberg). */
  readonly p: number | null;
  readonly pText: string;
  /** "Mann-Whitney, exact", "Welch, from summaries"; null where nothing was tested. */
  readonly test: string | null;
  readonly verdict: Verdict;
  readonly verdictText: string;
  /** Why, and what would settle it; '' where the verdict says it all. */
  readonly because: string;
  /** True for improved, regressed, changed, differs. */
  readonly moved: boolean;
  /** Parameters in which the sides differ, where that makes them not comparable. */
  readonly differing: readonly string[];
}

export interface CompareRow {
  /** "copy (size=8)". */
  readonly benchmark: string;
  readonly category: string;
  readonly metric: string;
  readonly metricTitle: string;
  readonly label: string;
  readonly unit: string | null;
  readonly direction: Direction;
  /** One per other side that has the benchmark. */
  readonly changes: readonly SideChange[];
  /** Any of its changes moved. */
  readonly moved: boolean;
}

/** A benchmark's metric that only one of two sides has. */
export interface Unpaired {
  /** Index of the other side that was compared with the baseline. */
  readonly side: number;
  readonly where: 'baseline' | 'side';
  readonly name: string;
  readonly source: ChartSource;
}

/** A list of which people are told the first ones and how many there are: the sides of a comparison may share nothing. */
export interface Beginning<T> {
  readonly first: readonly T[];
  /** Of the whole list. */
  readonly count: number;
}

export interface CompareModel {
  readonly kind: 'compare';
  readonly version: number;
  readonly query: CompareQuery;
  readonly sides: readonly SideSummary[];
  /** Verdicts that matter first, then by size of the change. */
  readonly rows: readonly CompareRow[];
  readonly moved: number;
  /** "2 regressed, 1 improved, 14 no change shown." */
  readonly summary: string;
  readonly noiseFloor: number;
  readonly unpaired: Beginning<Unpaired>;
  /** Environment keys in which each side differs from the baseline, with both values. */
  readonly environment: readonly EnvironmentDifference[];
  readonly means: readonly CompareMean[];
  /** All changes on one axis, in per cent; null where there is none. */
  readonly chart: BarsSpec | null;
  /** Run parameters in which the sides differ as a whole: candidates for `ignore`. */
  readonly suggestedIgnores: readonly string[];
}

export interface EnvironmentDifference {
  readonly side: number;
  readonly key: string;
  readonly before: string;
  readonly after: string;
}

export type CompareResult = CompareModel | EmptyState;
