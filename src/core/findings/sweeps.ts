import { isNotEnoughData } from '../stats/not-enough-data.ts';
import { analyseSweep, type SweepAnalysis } from '../stats/sweep.ts';
import type { SweepRow } from '../stats/sweep-row.ts';
import { isColdEntry, type Row } from './rows.ts';

/** A sweep of one metric and what its parameters do to it. */
export interface AnalysedSweep {
  readonly row: Row;
  readonly analysis: SweepAnalysis;
}

const METRICS = ['throughput', 'ttft', 'latency', 'request-throughput', 'execution-time', 'load-time'];

/** The sweeps among the rows: several configurations with one observation each, for the metrics that people tune for. */
export function sweeps(rows: readonly Row[], noiseFloor: number): AnalysedSweep[] {
  return rows
    .filter((row) => row.entries.length > 1 && row.varying.size > 0 && METRICS.includes(row.metric))
    .flatMap((row) => {
      const analysis = analyseSweep(sweepRows(row), { noiseFloor });
      return isNotEnoughData(analysis) ? [] : [{ row, analysis }];
    });
}

function sweepRows(row: Row): SweepRow[] {
  return row.entries.flatMap((entry, order) => {
    const value = entry.measure.samples?.values[0] ?? NaN;
    if (!Number.isFinite(value) || (entry.measure.samples?.outcomes?.[0] ?? 0) !== 0) return [];
    const levels: Record<string, string> = {};
    for (const name of row.varying.keys()) {
      const level = entry.benchmark.parameters[name];
      if (level !== undefined) levels[name] = String(level);
    }
    return [{ levels, value, order, cold: isColdEntry(entry) }];
  });
}
