import type { BarsSpec, ChartPoint, ValueAxis } from '../charts/spec.ts';
import { plural } from '../findings/finding.ts';
import { formatNumber, smartDigits } from '../format/number.ts';
import { formatCount, formatPercent, unitForSeries, type SeriesUnit } from '../format/quantity.ts';
import type { Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { quantile } from '../stats/quantile.ts';
import { linearBins, logBins, type Bins } from './bins.ts';
import { chartBase, cut, groupingText, NARROW, SourceList } from './chart-base.ts';
import type { ChartInput, ChartParts, ChartView } from './chart.ts';
import { firstAtLeast, HISTOGRAM_NEEDS, observationsAt, sampleCount } from './observations.ts';
import { NO_SAMPLES, observedGroups, type Observed } from './observed-groups.ts';
import { empty, type EmptyState } from './state.ts';

/** Histograms that are drawn one below the other. */
const MOST_GROUPS = 4;

/** Percentiles of fewer values are a play with them. */
const P95_NEEDS = 20;

const TOO_FEW = empty(
  `There are fewer than ${String(HISTOGRAM_NEEDS)} observations.`,
  'Choose a distribution: it shows each of them.',
);

const COUNTS: ValueAxis = {
  title: 'Observations',
  unit: null,
  scale: 'linear',
  zero: true,
  direction: 'none',
};

/** A bin as it is drawn: its name, and the ranks of its observations from `from` up to before `to`. */
interface Bin {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** How many observations lie in each of equal bins, a chart per group; on a log axis the bins grow by equal factors. */
export function* histogramCharts(input: ChartInput): Steps<ChartParts | EmptyState> {
  if (sampleCount(input.entries) < HISTOGRAM_NEEDS) return TOO_FEW;
  const { observed, groups } = yield* observedGroups(input, MOST_GROUPS, 'most observed');
  const filled = observed.filter(({ values }) => values.length > 0);
  if (filled.length === 0) return NO_SAMPLES;
  const unit = unitForSeries(
    filled.map(({ values }) => quantile(values, 0.5)),
    input.metric.unit,
  );
  const sets: Float64Array[] = [];
  for (const { values } of filled) {
    sets.push(values.map((value) => value * unit.factor));
    yield;
  }
  const bins = (input.query.logScale ? logBins(sets) : null) ?? linearBins(sets);
  yield;
  const views: ChartView[] = [];
  for (const [index, group] of filled.entries()) {
    const drawn = binsOf(bins, sets[index] ?? new Float64Array());
    views.push({ spec: yield* drawGroup(input, { group, bins: drawn, unit, index }), dense: null });
  }
  const leftOut = cut(observed.length, groups, 'groups', NARROW);
  const notes = [...binNotes(bins), ...failedNote(observed)];
  return { views, notes, leftOut: leftOut === null ? [] : [leftOut] };
}

function binsOf({ edges, isOpenBelow, isOpenAbove }: Bins, scaled: Float64Array): Bin[] {
  const write = edgeWriter(edges);
  const ranks = edges.map((edge, at) =>
    at === edges.length - 1 && !isOpenAbove ? scaled.length : firstAtLeast(scaled, edge),
  );
  const [first = 0, last = 0] = [edges[0], edges.at(-1)];
  return [
    ...(isOpenBelow ? [{ name: `under ${write(first)}`, from: 0, to: ranks[0] ?? 0 }] : []),
    ...edges.slice(1).map((edge, at) => ({
      name: `${write(edges[at] ?? 0)} to ${write(edge)}`,
      from: ranks[at] ?? 0,
      to: ranks[at + 1] ?? 0,
    })),
    ...(isOpenAbove ? [{ name: `${write(last)} or more`, from: ranks.at(-1) ?? 0, to: scaled.length }] : []),
  ];
}

/** Equal bins have as many digits as their width needs. */
function edgeWriter(edges: readonly number[]): (edge: number) => string {
  const [a = 0, b = 0, c = b] = edges;
  const isEven = c === b || Math.abs(c - b - (b - a)) < (b - a) * 1e-6;
  const digits = isEven ? Math.max(0, -Math.floor(Math.log10(b - a) + 1e-9)) : null;
  return (edge) => formatNumber(edge, digits ?? (edge === 0 ? 0 : smartDigits(edge)));
}

interface Drawn {
  readonly group: Observed;
  readonly bins: readonly Bin[];
  readonly unit: SeriesUnit;
  readonly index: number;
}

function* drawGroup(input: ChartInput, { group, bins, unit, index }: Drawn): Steps<BarsSpec> {
  const { values } = group;
  const filled = bins.filter(({ from, to }) => to > from);
  const firsts = yield* observationsAt(
    filled.map(({ from }) => from),
    values,
    group.group.entries,
  );
  const places = new Map(filled.map((bin, at) => [bin, firsts[at]]));
  const sources = new SourceList();
  const name = metricInfo(input.metric.metric).title;
  const title = `${unit.unit === '' ? name : `${name} in ${unit.unit}`}: histogram`;
  const what = `${formatCount(values.length)} observations in ${formatCount(bins.length)} bins`;
  const base = chartBase(input, { title, what, sources });
  const points = bins.map((bin): ChartPoint => {
    const place = places.get(bin);
    const count = bin.to - bin.from;
    return {
      value: count,
      gap: null,
      n: count,
      interval: null,
      label: `${formatPercent(count / values.length)}, ${formatPercent(bin.to / values.length)} up to here`,
      source: place === undefined ? null : sources.add(place),
      figure: null,
    };
  });
  return {
    ...base,
    id: `${base.id}-${String(index + 1)}`,
    subtitle: [groupTitle(input, group), base.subtitle].filter((part) => part !== null).join('; '),
    type: 'bars-with-intervals',
    mark: 'bar',
    value: COUNTS,
    references: [],
    categories: bins.map(({ name }) => name),
    series: [{ name: 'Observations', points }],
    notes: [centerNote(values, unit)],
  };
}

function groupTitle({ query: { grouping, split } }: ChartInput, { group }: Observed): string {
  return grouping === 'configuration' || split !== null
    ? group.name
    : `${groupingText(grouping)} ${group.name}`;
}

/** "n = 120; median 12.1 ms, p95 15.2 ms." */
function centerNote(values: Float64Array, { factor, unit }: SeriesUnit): string {
  const write = (share: number): string => {
    const text = formatNumber(quantile(values, share) * factor);
    return unit === '' ? text : `${text} ${unit}`;
  };
  const p95 = values.length < P95_NEEDS ? '' : `, p95 ${write(0.95)}`;
  return `n = ${formatCount(values.length)}; median ${write(0.5)}${p95}.`;
}

function binNotes({ isOpenBelow, isOpenAbove }: Bins): string[] {
  return [
    isOpenAbove ? 'A bin holds its lower end.' : 'A bin holds its lower end, the last one its upper end too.',
    ...(isOpenBelow || isOpenAbove
      ? ['Bins without an end hold what lies more than 3 interquartile ranges beyond the quartiles.']
      : []),
  ];
}

function failedNote(observed: readonly Observed[]): string[] {
  const failed = observed.reduce((sum, one) => sum + one.failed, 0);
  if (failed === 0) return [];
  return [
    `${formatCount(failed)} failed ${plural(failed, 'observation is', 'observations are')} not counted.`,
  ];
}
