import type { Measure } from '../model/measure.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import type { Summary } from '../stats/summary.ts';
import { keepSummary, sampleSummary } from './numbers.ts';

/** The summary of one measure of a file, which is told by its number in the order of runs, benchmarks and measures. */
export interface LargeSummary {
  readonly index: number;
  readonly summary: Summary | null;
}

/** Sorting fewer samples takes no time that anybody would notice. */
const LARGE = 10_000;

/**
 * Summaries of the measures with many samples: made where the file is read, which may be a worker thread, so that whoever
 * shows the file need not sort a million samples first.
 */
export function* largeSummaries(result: FileResult | null): Steps<readonly LargeSummary[]> {
  const found: LargeSummary[] = [];
  for (const [index, measure] of measuresOf(result).entries()) {
    if ((measure.samples?.values.length ?? 0) < LARGE) continue;
    found.push({ index, summary: sampleSummary(measure) });
    yield;
  }
  return found;
}

/** Gives the measures the summaries that were made with them, in this thread or another one. */
export function keepSummaries(result: FileResult | null, summaries: readonly LargeSummary[]): void {
  if (summaries.length === 0) return;
  const measures = measuresOf(result);
  for (const { index, summary } of summaries) {
    const measure = measures[index];
    if (measure !== undefined) keepSummary(measure, summary);
  }
}

function measuresOf(result: FileResult | null): readonly Measure[] {
  return (result?.runs ?? []).flatMap(({ benchmarks }) => benchmarks.flatMap(({ measures }) => measures));
}
