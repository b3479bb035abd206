import type { Steps } from '../model/steps.ts';
import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { parameterOf } from '../findings/configurations.ts';
import { LOADS } from '../findings/load-names.ts';
import { loadCurves, loadCurvesSteps, type LoadCurve } from '../findings/load-curves.ts';
import { headlineLatency } from '../findings/load-figures.ts';
import { curveLimits } from '../findings/load-limits.ts';
import { startOf } from '../insight/run-times.ts';
import { latencyChart, throughputChart } from '../report/load-charts.ts';
import { cut } from './chart-base.ts';
import type { ChartInput, ChartParts, ChartView } from './chart.ts';
import { snapshotRows, snapshotRowsSteps } from '../findings/snapshot-rows.ts';
import { empty, type EmptyState } from './state.ts';

/** Curves that are drawn one below the other. */
const MOST_CURVES = 4;

/** Throughput and latency over load, with knee and limits, for each configuration that ran at several loads. */
export function loadCharts(input: ChartInput): ChartParts | EmptyState {
  const curves = matching(input);
  if (curves.length === 0)
    return empty(
      'No configuration ran at three or more loads with everything else equal.',
      'Choose a scatter over the load parameter, or widen the filter.',
    );
  const drawn = latestFirst(curves).slice(0, MOST_CURVES);
  const views = drawn.flatMap((curve, index) => curveViews(curve, index, input));
  const leftOut = cut(drawn.length, curves.length, 'load curves', 'Filter by category or text.');
  const notes = views.flatMap(({ spec }) => spec.notes);
  return { views, notes: [...new Set(notes)], leftOut: leftOut === null ? [] : [leftOut] };
}

/** Makes what the curves are told from, in slices. */
export function* loadSteps({ snapshot, entries }: ChartInput): Steps<void> {
  if (entries.some(hasLoad)) yield* loadCurvesSteps(yield* snapshotRowsSteps(snapshot));
}

/** Curves of which a part passes the filter, those that show the metric asked for. */
function matching({ snapshot, metric, entries }: ChartInput): LoadCurve[] {
  if (!entries.some(hasLoad)) return [];
  const wanted = new Set(entries);
  return loadCurves(snapshotRows(snapshot)).filter(
    ({ points, throughputs, latencies }) =>
      [...throughputs, ...latencies].some(
        (one) => one.metric === metric.metric && one.unit === metric.unit,
      ) &&
      points.some(({ cases }) =>
        cases.some(({ rows }) => rows.some((row) => row.entries.some((entry) => wanted.has(entry)))),
      ),
  );
}

/** Rows of a whole folder are made only where something in it is a load. */
function hasLoad(entry: CatalogueMeasure): boolean {
  return LOADS.some((name) => parameterOf(entry, name) !== undefined);
}

/** The curves of the runs that started last first, else as they came. */
function latestFirst(curves: readonly LoadCurve[]): LoadCurve[] {
  const starts = new Map(curves.map((curve) => [curve, startOfCurve(curve)]));
  return curves.toSorted((a, b) => {
    const [own, other] = [starts.get(a) ?? -Infinity, starts.get(b) ?? -Infinity];
    return own === other ? 0 : other - own;
  });
}

function startOfCurve({ points }: LoadCurve): number {
  const entries = points.flatMap(({ cases }) =>
    cases.flatMap(({ rows }) => rows.flatMap((row) => row.entries.slice(0, 1))),
  );
  // The time of a file is that of a copy as often as not.
  const known = entries.filter(({ run }) => run.startedAtFrom !== 'mtime');
  return known.reduce((latest, { run }) => Math.max(latest, startOf(run)), -Infinity);
}

function curveViews(curve: LoadCurve, index: number, { project, metric }: ChartInput): ChartView[] {
  const limits = curveLimits(curve, project)?.limits ?? [];
  const asked = curve.latencies.find((one) => one.metric === metric.metric && one.unit === metric.unit);
  const headline = headlineLatency(curve, limits);
  const latency = asked === undefined || headline === null ? headline : { ...headline, metric: asked };
  const id = `chart-load-${String(index + 1)}`;
  const specs = [
    throughputChart(`${id}-throughput`, curve),
    latency === null ? null : latencyChart(`${id}-latency`, curve, latency, limits),
  ];
  return specs.flatMap((spec) => (spec === null ? [] : [{ spec, dense: null }]));
}
