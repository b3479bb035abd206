import { groupBy } from '../catalogue/twins.ts';
import { filterSteps, mapSteps, runToEnd, type Steps } from '../model/steps.ts';
import type { Direction } from '../model/measure.ts';
import { kneeOf, type Knee, type LoadThroughput } from '../stats/knee.ts';
import type { NotEnoughData } from '../stats/not-enough-data.ts';
import {
  CURVE_NEEDS,
  loadCases,
  loadSweeps,
  type KeyedCase,
  type LoadCase,
  type LoadSweep,
} from './load-cases.ts';
import { loadValue, picked } from './load-names.ts';
import { curveNames } from './load-curve-names.ts';
import { bagText } from './names.ts';
import { perRun } from './row-parts.ts';
import { center, type Row } from './rows.ts';

/** Throughput and latencies over the load of one configuration. */
export interface LoadCurve {
  /** Unique among the curves of a folder: category, and what tells it from the others. */
  readonly name: string;
  /** The load's name: "concurrency". */
  readonly parameter: string;
  /** Ascending by load, requests sent at once ("inf") last; a load without any number is a point too. */
  readonly points: readonly LoadPoint[];
  /** What is on the other axis; the first throughput is the one that has the knee. */
  readonly throughputs: readonly CurveMetric[];
  readonly latencies: readonly CurveMetric[];
  readonly knee: KneePlace;
}

/** The runs at one load. */
export interface LoadPoint {
  /** Positive; Infinity for requests sent all at once. */
  readonly load: number;
  /** "concurrency=8" */
  readonly label: string;
  /** "num_prompts=80": parameters that change with the load, as far as they are not equal to it; null: none. */
  readonly tied: string | null;
  readonly cases: readonly LoadCase[];
}

/** One metric of a curve in one unit, under the label that most loads have. */
export interface CurveMetric {
  readonly metric: string;
  readonly label: string;
  readonly unit: string | null;
  readonly direction: Direction;
}

/** The knee with its point. */
export type KneePlace =
  | { readonly kind: 'knee'; readonly point: LoadPoint }
  | Exclude<Knee, { readonly kind: 'knee' }>
  | NotEnoughData;

/** Throughput of the whole load; what one user or one kernel gets is none. The first that a curve has is the one told. */
const THROUGHPUTS: readonly string[] = [
  'throughput',
  'request-throughput',
  'transaction-throughput',
  'query-throughput',
  'operation-throughput',
  'iops',
  'item-throughput',
  'total-throughput',
  'bandwidth',
];

const LATENCIES: readonly string[] = ['ttft', 'latency', 'completion-latency', 'tpot', 'itl'];

/** What is counted beside the curve. */
export const COUNTS = { requests: 'requests', failures: 'failures' } as const;

const PARTS: ReadonlySet<string> = new Set([...THROUGHPUTS, ...LATENCIES, ...Object.values(COUNTS)]);

const known = new WeakMap<readonly Row[], readonly LoadCurve[]>();

/** The load curves of a folder, in the order of its rows: at least three loads of one configuration with numbers. */
export function loadCurves(rows: readonly Row[]): readonly LoadCurve[] {
  return known.get(rows) ?? runToEnd(loadCurvesSteps(rows));
}

/** The same in slices: afterwards `loadCurves` answers at once. */
export function* loadCurvesSteps(rows: readonly Row[]): Steps<readonly LoadCurve[]> {
  const before = known.get(rows);
  if (before !== undefined) return before;
  const sweeps = yield* loadSweeps((yield* casesOfRuns(rows)).flat());
  const found = yield* mapSteps(sweeps, (sweep) => ({ sweep, curve: curveOf(sweep) }), 1);
  const curves = found.filter(({ curve }) => isCurve(curve));
  yield;
  const names = curveNames(curves.map(({ sweep }) => sweep));
  yield;
  const named = curves.map(({ curve }, index) => ({ ...curve, name: names[index] ?? '' }));
  known.set(rows, named);
  return named;
}

const casesOfRuns = perRun(function* (rows): Steps<readonly KeyedCase[]> {
  const isPart = ({ metric, kind }: Row): boolean => PARTS.has(metric) && kind !== 'timeseries';
  return yield* loadCases(yield* filterSteps(rows, isPart));
});

function curveOf(sweep: LoadSweep): Omit<LoadCurve, 'name'> {
  const points = pointsOf(sweep);
  const throughputs = metricsOf(THROUGHPUTS, points);
  const [first] = throughputs;
  return {
    parameter: sweep.parameter,
    points,
    throughputs,
    latencies: metricsOf(LATENCIES, points),
    knee:
      first === undefined
        ? { kind: 'not-enough-data', have: 0, need: CURVE_NEEDS }
        : kneePlace(points, first),
  };
}

function isCurve({ points, throughputs, latencies }: Omit<LoadCurve, 'name'>): boolean {
  const metrics = [...throughputs, ...latencies];
  const measured = points.filter((point) => metrics.some((metric) => rowsAt(point, metric).length > 0));
  return measured.length >= CURVE_NEEDS;
}

function pointsOf({ parameter, tied, cases }: LoadSweep): LoadPoint[] {
  return [...groupBy(cases, ({ parameters }) => String(loadValue(parameters[parameter]))).values()]
    .map((group): LoadPoint => {
      const parameters = group[0]?.parameters ?? {};
      const load = loadValue(parameters[parameter]) ?? NaN;
      const others = tied.filter((key) => key in parameters && loadValue(parameters[key]) !== load);
      const label = bagText(picked(parameters, [parameter])) ?? '';
      return { load, label, tied: bagText(picked(parameters, others)), cases: group };
    })
    .sort((a, b) => (a.load === b.load ? 0 : a.load - b.load));
}

/** The metrics that at least two loads have, in the order of `ids`; in the unit and label that most have. */
function metricsOf(ids: readonly string[], points: readonly LoadPoint[]): CurveMetric[] {
  return ids.flatMap((id) => {
    const rows = points
      .flatMap(({ cases }) => cases.flatMap((one) => one.rows))
      .filter((row) => row.metric === id);
    const choices = [
      ...groupBy(rows.filter(hasNumber), ({ label, unit }) => JSON.stringify([label, unit])).values(),
    ];
    const [best] = choices.sort((a, b) => b.length - a.length || fromSamples(a) - fromSamples(b));
    const [row] = best ?? [];
    if (row === undefined) return [];
    const choice = { metric: id, label: row.label, unit: row.unit, direction: row.direction };
    return points.filter((point) => rowsAt(point, choice).length > 0).length < 2 ? [] : [choice];
  });
}

/** A total over the whole load comes before the mean of its parts. */
function fromSamples(rows: readonly Row[]): number {
  return rows[0]?.kind === 'samples' ? 1 : 0;
}

function hasNumber({ statistics }: Row): boolean {
  const { mean, median, value, p95, p99 } = statistics;
  return [mean, median, value, p95, p99].some((number) => number !== null);
}

/** What the runs at a load say of a metric, a row for each run that has a number of it. */
export function rowsAt(point: LoadPoint, metric: CurveMetric): Row[] {
  return point.cases.flatMap((one) => {
    const row = rowIn(one, metric);
    return row === null ? [] : [row];
  });
}

/** A case's row of a metric: the one with the curve's label, else the first in its unit. */
export function rowIn(one: LoadCase, { metric, label, unit }: CurveMetric): Row | null {
  const rows = one.rows.filter((row) => row.metric === metric && row.unit === unit && hasNumber(row));
  return rows.find((row) => row.label === label) ?? rows[0] ?? null;
}

/** Throughput at a load: that of its run, the mean over its runs where there are several; null without any. */
export function throughputAt(point: LoadPoint, metric: CurveMetric): number | null {
  const values = rowsAt(point, metric).flatMap((row) => center(row)?.value ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function kneePlace(points: readonly LoadPoint[], metric: CurveMetric): KneePlace {
  const measured: { point: LoadPoint; pair: LoadThroughput }[] = points.flatMap((point) => {
    const throughput = throughputAt(point, metric);
    const isPlaced = throughput !== null && throughput > 0 && Number.isFinite(point.load);
    return isPlaced ? [{ point, pair: { load: point.load, throughput } }] : [];
  });
  const knee = kneeOf(measured.map(({ pair }) => pair));
  if (knee.kind !== 'knee') return knee;
  const point = measured[knee.index]?.point;
  return point === undefined ? { kind: 'rising' } : { kind: 'knee', point };
}
