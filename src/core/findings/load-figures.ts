import { joinedEvidence } from '../figures/evidence.ts';
import { figure } from '../figures/figure.ts';
import type { Figure } from '../model/figure.ts';
import type { Limit } from '../project/project-file.ts';
import {
  COUNTS,
  rowIn,
  rowsAt,
  throughputAt,
  type CurveMetric,
  type LoadCurve,
  type LoadPoint,
} from './load-curves.ts';
import type { LoadCase } from './load-cases.ts';
import { centerFigure, nFigure, rowEvidence, rowFigure } from './row-figures.ts';
import { center, type Row } from './rows.ts';

/** A statistic that a curve shows of a latency. */
export type CurveStatistic = 'mean' | 'median' | 'p95' | 'p99';

export const CURVE_STATISTICS: readonly CurveStatistic[] = ['mean', 'median', 'p95', 'p99'];

/** The latency that stands for a curve in sentences. */
export interface HeadlineLatency {
  readonly metric: CurveMetric;
  readonly statistic: CurveStatistic;
}

/** The statistic of a latency that a limit speaks of, else the highest usual percentile that most loads have; null without latency. */
export function headlineLatency(
  { points, latencies }: LoadCurve,
  limits: readonly Limit[],
): HeadlineLatency | null {
  const choices = latencies.flatMap((metric) => BY_TELLING.map((statistic) => ({ metric, statistic })));
  const limited = choices.filter(({ metric, statistic }) =>
    limits.some((limit) => limit.metric === metric.metric && limit.statistic === statistic),
  );
  const count = ({ metric, statistic }: HeadlineLatency): number =>
    points.filter((point) => latencyAt(point, metric, statistic) !== null).length;
  const usable = (
    limited.length > 0 ? limited : choices.filter(({ metric }) => metric === latencies[0])
  ).filter((choice) => count(choice) > 0);
  return [...usable].sort((a, b) => count(b) - count(a))[0] ?? null;
}

const BY_TELLING: readonly CurveStatistic[] = ['p95', 'p99', 'median', 'mean'];

/** A statistic of one run; the mean is the value itself where the tool gives one number. */
export function statisticFigure(row: Row, statistic: CurveStatistic): Figure | null {
  return (
    rowFigure(row, statistic) ?? (statistic === 'mean' && row.kind === 'value' ? centerFigure(row) : null)
  );
}

/** A latency at a load: that of its run, the highest of its runs where there are several; null where none has it. */
export function latencyAt(point: LoadPoint, metric: CurveMetric, statistic: CurveStatistic): Figure | null {
  const figures = rowsAt(point, metric).flatMap((row) => statisticFigure(row, statistic) ?? []);
  return figures.reduce<Figure | null>(
    (most, one) => (most !== null && most.value >= one.value ? most : one),
    null,
  );
}

/** Throughput at a load as a figure: that of its run, or the mean over its runs. */
export function throughputFigure(point: LoadPoint, metric: CurveMetric): Figure | null {
  const rows = rowsAt(point, metric).filter((row) => center(row) !== null);
  const value = throughputAt(point, metric);
  const [only] = rows;
  if (only === undefined || value === null) return null;
  if (rows.length === 1) return centerFigure(only);
  const evidence = joinedEvidence(
    rows.map((row) => rowEvidence(row)),
    metric.label,
    `runs at ${point.label}`,
  );
  const formula = 'mean of the runs at this load';
  return figure(evidence, {
    metric: metric.metric,
    statistic: 'mean',
    value,
    unit: metric.unit,
    n: rows.length,
    formula,
  });
}

/** How many requests a case answered: n of its latency, else what the tool counts. */
export function requestsFigure(one: LoadCase, { latencies }: LoadCurve): Figure | null {
  for (const metric of latencies) {
    const row = rowIn(one, metric);
    const n = row === null || row.kind === 'value' ? null : nFigure(row);
    if (n !== null) return n;
  }
  const counted = one.rows.filter((row) => row.metric === COUNTS.requests);
  const row = counted.find(({ label }) => /success|complet/iu.test(label)) ?? counted[0];
  return row === undefined ? null : centerFigure(row);
}

/** How many requests of a case failed; null where the file does not say. */
export function failedFigure(one: LoadCase): Figure | null {
  const row = one.rows.find(({ metric }) => metric === COUNTS.failures);
  return row === undefined ? null : centerFigure(row);
}
