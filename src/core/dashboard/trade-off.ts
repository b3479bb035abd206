import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { configurationKey } from '../findings/configurations.ts';
import { groupSteps, type Steps } from '../model/steps.ts';
import type { MetricEntries } from './metric-index.ts';
import { metricInfo } from '../normalise/metrics.ts';

/** So many configurations with two metrics make a trade-off worth drawing. */
const NEED = 3;

/** So many measures are looked at between two turns of the host. */
const SLICE = 1000;

/**
 * The metrics that at least three configurations of `entries` have too, those that a metric is best weighed against first: of
 * the opposite direction, then of any, then without one; each in the order of reports.
 */
export function* otherMetrics(
  chosen: MetricEntries,
  entries: readonly CatalogueMeasure[],
  all: Iterable<MetricEntries>,
): Steps<MetricEntries[]> {
  const own = new Set((yield* groupSteps(entries, configurationKey)).keys());
  const found: MetricEntries[] = [];
  for (const other of all) {
    if (other.key !== chosen.key && (yield* sharesEnough(own, other.entries))) found.push(other);
    yield;
  }
  const oddity = ({ direction }: MetricEntries): number =>
    direction === 'none' ? 2 : direction === chosen.direction ? 1 : 0;
  return found.sort((a, b) => oddity(a) - oddity(b) || metricInfo(a.metric).rank - metricInfo(b.metric).rank);
}

function* sharesEnough(own: ReadonlySet<string>, entries: readonly CatalogueMeasure[]): Steps<boolean> {
  const shared = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    if (index % SLICE === SLICE - 1) yield;
    const key = configurationKey(entry);
    if (own.has(key)) shared.add(key);
    if (shared.size >= NEED) return true;
  }
  return false;
}

/** What one configuration has of two metrics. */
export interface Weighed {
  readonly x: readonly CatalogueMeasure[];
  readonly y: readonly CatalogueMeasure[];
}

/** Configurations that have both metrics, in the order of `ys`, and how many have only the second. */
export interface WeighedAll {
  readonly both: readonly Weighed[];
  readonly without: number;
  /** For each metric the labels that are drawn, where there are several. */
  readonly labels: readonly { readonly of: 'x' | 'y'; readonly label: string }[];
}

/**
 * Puts two metrics of each configuration together. Where a configuration has one metric under several labels, the label with
 * the most measures stands for it, so that nothing is pooled over different things.
 */
export function* weighSteps(
  xs: readonly CatalogueMeasure[],
  ys: readonly CatalogueMeasure[],
): Steps<WeighedAll> {
  const ranks = { x: yield* labelRanks(xs), y: yield* labelRanks(ys) };
  const others = yield* groupSteps(xs, configurationKey);
  const both: Weighed[] = [];
  let without = 0;
  for (const [key, own] of yield* groupSteps(ys, configurationKey)) {
    const other = others.get(key);
    if (other === undefined) without++;
    else both.push({ x: ofFirstLabel(other, ranks.x), y: ofFirstLabel(own, ranks.y) });
    if (both.length % SLICE === SLICE - 1) yield;
  }
  const labels = (['x', 'y'] as const).flatMap((of) => {
    const [first] = ranks[of];
    return ranks[of].length > 1 && first !== undefined ? [{ of, label: first }] : [];
  });
  return { both, without, labels };
}

function* labelRanks(entries: readonly CatalogueMeasure[]): Steps<readonly string[]> {
  const groups = yield* groupSteps(entries, ({ measure }) => measure.label);
  return [...groups].sort(([, a], [, b]) => b.length - a.length).map(([label]) => label);
}

function ofFirstLabel(entries: readonly CatalogueMeasure[], ranks: readonly string[]): CatalogueMeasure[] {
  const label = ranks.find((one) => entries.some(({ measure }) => measure.label === one));
  return entries.filter(({ measure }) => measure.label === label);
}
