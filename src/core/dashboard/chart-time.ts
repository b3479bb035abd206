import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { DenseSeries } from '../charts/dense.ts';
import type { ClockAxis, NumberAxis, TimeSeriesSpec } from '../charts/spec.ts';
import type { SampleSet } from '../model/sample.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { quantile } from '../stats/quantile.ts';
import { sortedSteps } from '../stats/sorted-steps.ts';
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
export function* timeCharts(input: ChartInput): Steps<ChartParts | EmptyState> {
  const { entries, limits, metric } = input;
  const timed = yield* filterSteps(entries, ({ measure }) => isTimed(measure));
  if (timed.length === 0)
    return empty('No measure of this metric has times for its samples.', 'Choose a distribution or bars.');
  const drawn = timed.slice(0, limits.series);
  const names = seriesNames(drawn);
  const runs = new Set(drawn.map(({ run }) => run));
  const isClock = runs.size === 1 && drawn.every((entry) => isClockTime(entry));
  const dense = yield* mapSteps(
    drawn.entries(),
    ([index, entry]) => denseOf(entry, names[index] ?? '', isClock),
    1,
  );
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
    breakAfter: yield* pauseOf(dense),
    notes,
  };
  yield;
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

const NO_SAMPLES: SampleSet = {
  values: new Float64Array(),
  lines: new Uint32Array(),
  columns: new Uint32Array(),
  outcomes: null,
  times: null,
  labels: [],
  errors: null,
};

/** The readings of one measure by ascending time; seconds since the first reading unless the axis is a clock. */
function denseOf({ run, measure }: CatalogueMeasure, name: string, isClock: boolean): DenseSeries {
  const samples = measure.samples ?? NO_SAMPLES;
  const { values, outcomes } = samples;
  const times = samples.times ?? NO_SAMPLES.values;
  const order = readingsInOrder(values, times);
  const start = times[order[0] ?? 0] ?? 0;
  const n = order.length;
  const [xs, ys] = [new Float64Array(n), new Float64Array(n)];
  const [lines, columns] = [new Uint32Array(n), new Uint32Array(n)];
  for (let at = 0; at < n; at++) {
    const index = order[at] ?? 0;
    const time = times[index] ?? 0;
    xs[at] = isClock ? time : (time - start) / 1000;
    ys[at] = outcomes === null || outcomes[index] === 0 ? (values[index] ?? NaN) : NaN;
    lines[at] = samples.lines[index] ?? 1;
    columns[at] = samples.columns[index] ?? 1;
  }
  return { name, xs, ys, root: run.file.root, file: run.file.path, lines, columns };
}

/** Beyond this distance nothing was recorded; null where readings have no usual distance. */
function* pauseOf(dense: readonly DenseSeries[]): Steps<number | null> {
  let longest = 0;
  for (const { xs } of dense) {
    const steps = new Float64Array(Math.max(0, xs.length - 1));
    for (let at = 0; at < steps.length; at++) steps[at] = (xs[at + 1] ?? 0) - (xs[at] ?? 0);
    yield;
    if (steps.length > 0) longest = Math.max(longest, quantile(yield* sortedSteps(steps), 0.5));
  }
  return longest > 0 ? PAUSE * longest : null;
}
