import { COLD_BY } from '../catalogue/cold.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import { isNotEnoughData } from '../stats/not-enough-data.ts';
import { coldBy, type ColdBy } from '../stats/sweep-cold.ts';
import type { SweepRow } from '../stats/sweep-row.ts';
import { analyseSweep, type SweepAnalysis } from '../stats/sweep.ts';
import { isColdEntry } from './row-statistics.ts';
import type { Row } from './rows.ts';

/** A sweep of one metric and what its parameters do to it. */
export interface AnalysedSweep {
  readonly row: Row;
  readonly analysis: SweepAnalysis;
  /** Ok rows that reloaded the model, and what they have in common. */
  readonly reloads: number;
  readonly reloadedBy: ColdBy | null;
}

const METRICS = ['throughput', 'ttft', 'latency', 'request-throughput', 'execution-time'];

/** The sweeps among the rows: several configurations with one observation each, for the metrics that people tune for. */
export function* sweeps(rows: readonly Row[], noiseFloor: number): Steps<AnalysedSweep[]> {
  const swept = yield* filterSteps(
    rows,
    (row) => row.entries.length > 1 && row.varying.size > 0 && METRICS.includes(row.metric),
  );
  const analysed = yield* mapSteps(swept, (row) => analysedSweep(row, noiseFloor), 1);
  return analysed.filter((sweep) => sweep !== null);
}

function analysedSweep(row: Row, noiseFloor: number): AnalysedSweep | null {
  const ordered = sweepRows(row);
  const analysis = analyseSweep(ordered, { noiseFloor });
  if (isNotEnoughData(analysis)) return null;
  const reloaded = ordered.map((one) => ({ ...one, cold: one.reloaded }));
  const reloads = reloaded.filter(({ cold }) => cold).length;
  return { row, analysis, reloads, reloadedBy: coldBy(reloaded) };
}

function sweepRows(row: Row): (SweepRow & { readonly reloaded: boolean })[] {
  return row.entries.flatMap((entry, order) => {
    const value = entry.measure.samples?.values[0] ?? NaN;
    if (!Number.isFinite(value) || (entry.measure.samples?.outcomes?.[0] ?? 0) !== 0) return [];
    const levels: Record<string, string> = {};
    for (const name of row.varying.keys()) {
      const level = entry.benchmark.parameters[name];
      if (level !== undefined) levels[name] = String(level);
    }
    return [{ levels, value, order, cold: isColdEntry(entry), reloaded: entry.cold?.[0] === COLD_BY.load }];
  });
}
