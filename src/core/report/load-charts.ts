import { LOG_LOADS_FROM } from '../charts/log-scale.ts';
import type {
  ChartPoint,
  ChartSource,
  LineSeries,
  LineSpec,
  NumberAxis,
  PlacedPoint,
} from '../charts/spec.ts';
import {
  CURVE_STATISTICS,
  latencyAt,
  throughputFigure,
  type CurveStatistic,
  type HeadlineLatency,
} from '../findings/load-figures.ts';
import { rowsAt, type CurveMetric, type LoadCurve, type LoadPoint } from '../findings/load-curves.ts';
import type { Figure } from '../model/figure.ts';
import type { Limit } from '../project/project-file.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { chartId } from './charts.ts';

/** The same for latencies, which explode behind the knee. */
const LOG_VALUES_FROM = 30;

/** Throughput over load, with its knee; what all requests at once reach is a line across. Null where the curve has none. */
export function throughputChart(id: string, curve: LoadCurve): LineSpec | null {
  const [metric] = curve.throughputs;
  if (metric === undefined) return null;
  const drawing = new Drawing(curve);
  const points = drawing.series((point) => throughputFigure(point, metric));
  const atOnce = curve.points.find(({ load }) => load === Infinity);
  const reached = atOnce === undefined ? null : throughputFigure(atOnce, metric);
  const line =
    atOnce === undefined || reached === null ? [] : [{ label: atOnce.label, value: reached.value }];
  return {
    ...drawing.base(id, metric, 'linear'),
    description: `${metricInfo(metric.metric).title} of ${curve.name} over ${curve.parameter}.`,
    series: [{ name: metricInfo(metric.metric).short, points, ...PLAIN }],
    references: line.map((one) => ({ ...one, ...UNTRACED })),
    notes: severalRuns(curve) ? ['Where a load ran several times: the mean of its runs.'] : [],
    sources: drawing.sources,
  };
}

/** Statistics of one latency over load, with the limits that speak of it. Null where two loads do not have one. */
export function latencyChart(
  id: string,
  curve: LoadCurve,
  { metric }: HeadlineLatency,
  limits: readonly Limit[],
): LineSpec | null {
  const drawing = new Drawing(curve);
  const series = shownStatistics(curve, metric).map((statistic): LineSeries => {
    const points = drawing.series((point) => latencyAt(point, metric, statistic));
    return { name: statistic, points, ...PLAIN };
  });
  if (series.length === 0) return null;
  const values = series.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const low = Math.min(...values);
  const isLog = low > 0 && Math.max(...values) / low > LOG_VALUES_FROM;
  const own = limits.filter((limit) => limit.metric === metric.metric);
  const base = drawing.base(id, metric, isLog ? 'log' : 'linear');
  const [only] = series.length === 1 ? series : [];
  return {
    ...base,
    title:
      only === undefined
        ? base.title
        : `${metricInfo(metric.metric).title} (${only.name}) over ${curve.parameter}`,
    description: `${metricInfo(metric.metric).title} of ${curve.name} over ${curve.parameter}.`,
    series,
    references: own.map(({ value, statistic }) => ({ label: `limit of ${statistic}`, value, ...UNTRACED })),
    notes: notesOf(curve, isLog),
    sources: drawing.sources,
  };
}

const UNTRACED = { source: null, figure: null } as const;

const PLAIN = { band: null, levels: [] } as const;

/** The mean only where no percentile is known: it lies between them and says less. */
function shownStatistics({ points }: LoadCurve, metric: CurveMetric): CurveStatistic[] {
  const known = CURVE_STATISTICS.filter(
    (statistic) => points.filter((point) => latencyAt(point, metric, statistic) !== null).length > 1,
  );
  const percentiles = known.filter((statistic) => statistic !== 'mean');
  return percentiles.length > 0 ? percentiles : known;
}

function notesOf(curve: LoadCurve, isLog: boolean): string[] {
  const atOnce = curve.points.find(({ load }) => load === Infinity);
  return [
    ...(severalRuns(curve) ? ['Where a load ran several times: the highest of its runs.'] : []),
    ...(atOnce === undefined
      ? []
      : [`${atOnce.label} has no place on this axis; the table has its numbers.`]),
    ...(isLog ? ['Logarithmic axis.'] : []),
  ];
}

function severalRuns({ points }: LoadCurve): boolean {
  return points.some(({ cases }) => cases.length > 1);
}

/** One chart's points, with the places that they come from. */
class Drawing {
  readonly sources: ChartSource[] = [];
  readonly #curve: LoadCurve;

  constructor(curve: LoadCurve) {
    this.#curve = curve;
  }

  /** A point for each load that has a place on the axis. */
  series(figureOf: (point: LoadPoint) => Figure | null): PlacedPoint[] {
    return this.#placed().map((point) => ({ x: point.load, ...this.#point(point, figureOf(point)) }));
  }

  base(
    id: string,
    metric: CurveMetric,
    scale: 'linear' | 'log',
  ): Omit<LineSpec, 'description' | 'series' | 'references' | 'notes' | 'sources'> {
    const { name, parameter, knee } = this.#curve;
    const { title } = metricInfo(metric.metric);
    const { unit, direction } = metric;
    return {
      id: chartId(id),
      type: 'line',
      title: `${title} over ${parameter}`,
      subtitle: name,
      value: { title, unit, scale, zero: scale === 'linear', direction },
      x: this.#axis(parameter),
      markers: knee.kind === 'knee' ? [{ x: knee.point.load, label: 'knee', ...UNTRACED }] : [],
    };
  }

  #placed(): LoadPoint[] {
    return this.#curve.points.filter(({ load }) => Number.isFinite(load));
  }

  #axis(title: string): NumberAxis {
    const loads = this.#placed().map(({ load }) => load);
    const isLog = Math.max(...loads) / Math.min(...loads) >= LOG_LOADS_FROM;
    return { kind: 'number', title, unit: null, scale: isLog ? 'log' : 'linear', zero: !isLog };
  }

  #point(point: LoadPoint, figure: Figure | null): ChartPoint {
    const { label } = point;
    const nothing = { n: null, interval: null, source: null, figure: null, label };
    if (figure === null)
      return { ...nothing, value: null, gap: hasNoNumber(this.#curve, point) ? 'failed' : 'not recorded' };
    const [place] = figure.evidence.sources;
    if (place !== undefined) this.sources.push({ file: place.file, line: place.line, column: place.column });
    const source = place === undefined ? null : this.sources.length - 1;
    return { ...nothing, value: figure.value, gap: null, n: figure.n, source };
  }
}

/** Nothing was measured at this load, although it was asked for. */
function hasNoNumber({ throughputs, latencies }: LoadCurve, point: LoadPoint): boolean {
  return [...throughputs, ...latencies].every((metric) => rowsAt(point, metric).length === 0);
}
