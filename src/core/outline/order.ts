import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { compareText } from '../format/compare.ts';
import { compareBetter } from '../findings/rows.ts';
import type { Headline } from '../insight/headline.ts';
import { headlineOfEntries, headlineOfRun } from '../insight/headline.ts';
import { headlineChange } from '../insight/headline-change.ts';
import type { DescriptionContext } from '../insight/tooltip.ts';
import { compareStart } from '../insight/run-times.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { SortKey } from './options.ts';

/** A thing with a headline: a run, or a benchmark of one. */
interface Ranked<T> {
  readonly item: T;
  readonly name: string;
  readonly headline: Headline | null;
}

/** Runs of a series in the order that was asked for; equal ones newest first. */
export function orderedRuns(
  runs: readonly CatalogueRun[],
  sortBy: SortKey,
  context: DescriptionContext,
): readonly CatalogueRun[] {
  const newest = [...runs].sort((a, b) => compareStart(b, a));
  if (sortBy === 'time') return newest;
  if (sortBy === 'name') return newest.sort((a, b) => compareText(a.id, b.id));
  return ranked(newest, sortBy, context, (item) => ({ item, name: item.id, headline: headlineOfRun(item) }));
}

/** Benchmarks of a run: in the order of the file, unless they are sorted by name, value or change. */
export function orderedBenchmarks<
  T extends { readonly title: string; readonly entries: readonly CatalogueMeasure[] },
>(benchmarks: readonly T[], sortBy: SortKey, context: DescriptionContext): readonly T[] {
  if (sortBy === 'time') return benchmarks;
  if (sortBy === 'name') return benchmarks.toSorted((a, b) => compareText(a.title, b.title));
  return ranked(benchmarks, sortBy, context, (item) => ({
    item,
    name: item.title,
    headline: headlineOfEntries(item.entries),
  }));
}

/** Metrics of a benchmark: what counts first, then the vocabulary's order, then the file's. */
export function orderedMetrics(entries: readonly CatalogueMeasure[]): readonly CatalogueMeasure[] {
  const rank = ({ counted, measure }: CatalogueMeasure): number =>
    metricInfo(measure.metric).rank + (counted ? 0 : 10_000);
  return entries.toSorted((a, b) => rank(a) - rank(b));
}

function ranked<T>(
  items: readonly T[],
  sortBy: 'value' | 'change',
  context: DescriptionContext,
  rankedOf: (item: T) => Ranked<T>,
): readonly T[] {
  const keyed = items.map((item) => {
    const own = rankedOf(item);
    return { own, key: sortBy === 'value' ? valueKey(own.headline) : changeKey(own.headline, context) };
  });
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ own }) => own.item);
}

/** Things of one metric are compared with each other; what has no key comes last. */
interface Key {
  readonly group: string;
  /** Smaller comes first. */
  readonly size: number;
}

function compareKeys(a: Key | null, b: Key | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return compareText(a.group, b.group) || a.size - b.size;
}

/** The best first. */
function valueKey(headline: Headline | null): Key | null {
  const direction = headline?.entries[0]?.measure.direction;
  if (headline === null || direction === undefined) return null;
  const { metric, unit, value } = headline.figure;
  const rank = String(metricInfo(metric ?? '').rank).padStart(4, '0');
  return { group: `${rank} ${metric ?? ''} ${unit ?? ''}`, size: compareBetter(direction, value, 0) };
}

/** The worst change first; a metric without a better direction by the size of its change. */
function changeKey(headline: Headline | null, context: DescriptionContext): Key | null {
  const change = headline === null ? null : headlineChange(headline, context.baselines, context.noiseFloor);
  if (change === null) return null;
  const { ratio, better } = change.mark;
  const worse = better === null ? 0 : better ? 1 : -1;
  return { group: '', size: worse === 0 ? 0 : worse * Math.abs(ratio) };
}
