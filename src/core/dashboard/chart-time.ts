import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { DenseSeries } from '../charts/dense.ts';
import type { ClockAxis, NumberAxis, TimeSeriesSpec } from '../charts/spec.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { quantile } from '../stats/quantile.ts';
import { readingsInOrder } from '../stats/weighted.ts';
import { baselineLine } from './baseline.ts';
import { chartBase, cut, SourceList, valueAxis } from './chart-base.ts';
import type { ChartInput, ChartParts } from './chart.ts';
import { denseSpec } from './dense-spec.ts';
import { isTimed } from './facts.ts';
import { groupEntries, namerOf } from './grouping.ts';
import { runLabels } from '../insight/run-labels.ts';
import { empty, type EmptyState } from './state.ts';

/** Times below this are milliseconds since the start of a run, not since 1970. */
const EARLIEST_CLOCK = 1e11;

/** A pause this many times the usual distance between readings breaks the line. */
const PAUSE = 10;

/** What was recorded over time, one line per measure; every point stays at hand for zooming. */
export function timeCharts(input: ChartInput): ChartParts | EmptyState {
  const { entries, limits, metric } = input;
  const timed = entries.filter(({ measure }) => isTimed(measure));
  if (timed.length === 0)
    return empty('No measure of this metric has times for its samples.', 'Choose a distribution or bars.');
  const drawn = timed.slice(0, limits.series);
  const names = seriesNames(drawn);
  const runs = new Set(drawn.map(({ run }) => run));
  const isClock = runs.size === 1 && drawn.every((entry) => isClockTime(entry));
  const dense = drawn.map((entry, index) => denseOf(entry, names[index] ?? '', isClock));
  const title = `${metricInfo(metric.metric).title} over time`;
  const sources = new SourceList();
  const baseline = baselineLine(input, sources);
  const base = chartBase(input, { title, what: `${String(drawn.length)} recordings`, sources });
  const [first] = drawn;
  const clock: ClockAxis = { kind: 'clock', title: 'Time', zone: first?.run.zone ?? 'unknown' };
  const since: NumberAxis = {
    kind: 'number',
    title: 'Time since the first reading',
    unit: 's',
    scale: 'linear',
    zero: false,
  };
  const notes = [...baseline.notes];
  const frame: TimeSeriesSpec = {
    ...base,
    type: 'timeseries',
    value: valueAxis(input, [1], false, null),
    references: [...base.references, ...baseline.lines],
    x: isClock ? clock : since,
    series: names.map((name) => ({ name, points: [], band: null, levels: [] })),
    markers: [],
    breakAfter: pauseOf(dense),
    notes,
  };
  const spec = denseSpec(frame, dense, { range: null, pixels: limits.pixels });
  const leftOut = cut(drawn.length, timed.length, 'recordings', 'Filter by run, category or text.');
  return { views: [{ spec, dense }], notes, leftOut: leftOut === null ? [] : [leftOut] };
}

function isClockTime({ measure }: CatalogueMeasure): boolean {
  return (measure.samples?.times?.find((time) => Number.isFinite(time)) ?? 0) >= EARLIEST_CLOCK;
}

/** Each recording by its configuration, with its run where a configuration was recorded in several. */
function seriesNames(drawn: readonly CatalogueMeasure[]): string[] {
  const namer = namerOf('configuration', drawn);
  const repeated = new Set(
    groupEntries(drawn, namer)
      .filter(({ entries }) => entries.length > 1)
      .map(({ name }) => name),
  );
  const labels = runLabels(drawn.map(({ run }) => run));
  return drawn.map((entry, index) => {
    const name = namer(entry);
    return repeated.has(name) ? `${name} · ${labels[index] ?? entry.run.id}` : name;
  });
}

/** The readings of one measure by ascending time; seconds since the first reading unless the axis is a clock. */
function denseOf({ run, measure }: CatalogueMeasure, name: string, isClock: boolean): DenseSeries {
  const { samples } = measure;
  const times = samples?.times ?? new Float64Array(0);
  const order = readingsInOrder(samples?.values ?? [], times);
  const start = times[order[0] ?? 0] ?? 0;
  return {
    name,
    xs: Float64Array.from(order, (i) => (isClock ? (times[i] ?? 0) : ((times[i] ?? 0) - start) / 1000)),
    ys: Float64Array.from(order, (i) =>
      (samples?.outcomes?.[i] ?? 0) === 0 ? (samples?.values[i] ?? NaN) : NaN,
    ),
    root: run.file.root,
    file: run.file.path,
    lines: Uint32Array.from(order, (i) => samples?.lines[i] ?? 1),
    columns: Uint32Array.from(order, (i) => samples?.columns[i] ?? 1),
  };
}

/** Beyond this distance nothing was recorded; null where readings have no usual distance. */
function pauseOf(dense: readonly DenseSeries[]): number | null {
  const usual = dense.map(({ xs }) => {
    const steps = xs.slice(1).map((x, index) => x - (xs[index] ?? 0));
    return steps.length === 0 ? 0 : quantile(steps.sort(), 0.5);
  });
  const longest = Math.max(0, ...usual);
  return longest > 0 ? PAUSE * longest : null;
}
