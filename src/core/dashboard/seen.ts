import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import type { ChartSource } from '../charts/spec.ts';
import { evidenceOf } from '../figures/evidence.ts';
import { changeFigure, figure } from '../figures/figure.ts';
import { categoryName } from '../findings/names.ts';
import { formatQuantity } from '../format/quantity.ts';
import type { Figure } from '../model/figure.ts';
import type { Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { relativeChange } from '../stats/relative-change.ts';
import { poolPoints, poolText, sourceOf } from './points.ts';
import { metricKey } from './metric-index.ts';
import { runsInOrder } from './run-order.ts';

/** What was seen of one run: enough to tell whether it changed, and by how much. */
export interface SeenRun {
  readonly hash: string;
  readonly measures: number;
  /** Metric key → its number over the run, of the few metrics that matter most. */
  readonly headlines: Readonly<Record<string, number>>;
}

/** The state of a folder as it was last looked at; small and JSON-able, for a host to keep. */
export interface SeenSummary {
  readonly schema: 1;
  /** By run id. */
  readonly runs: Readonly<Record<string, SeenRun>>;
}

/** Metrics of a run that are kept. */
const KEPT = 3;

/** What to keep of a snapshot, to tell at the next look what changed since; a step a run. */
export function* seenOf(snapshot: Snapshot): Steps<SeenSummary> {
  const runs: [string, SeenRun][] = [];
  for (const run of snapshot.runs) {
    yield;
    if (run.measures.some((entry) => entry.counted)) runs.push([run.id, seenRun(run)]);
  }
  return { schema: 1, runs: Object.fromEntries(runs) };
}

/** Tells a kept summary from anything else that storage may hold. */
export function isSeenSummary(value: unknown): value is SeenSummary {
  if (!isRecord(value) || value.schema !== 1 || !isRecord(value.runs)) return false;
  return Object.values(value.runs).every(
    (run) =>
      isRecord(run) &&
      typeof run.hash === 'string' &&
      typeof run.measures === 'number' &&
      isRecord(run.headlines) &&
      Object.values(run.headlines).every((number) => typeof number === 'number'),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function seenRun(run: CatalogueRun): SeenRun {
  const headlines = headlinesOf(run).map(({ key, value }) => [key, value] as const);
  const measures = run.measures.filter(({ counted }) => counted).length;
  return { hash: run.file.hash, measures, headlines: Object.fromEntries(headlines) };
}

interface Headline {
  readonly key: string;
  readonly metric: string;
  readonly unit: string | null;
  readonly value: number;
  readonly entries: CatalogueRun['measures'];
  readonly pooled: string | null;
}

/** The metrics of a run that matter most and have a better direction, each as one number. */
function headlinesOf(run: CatalogueRun): Headline[] {
  const groups = new Map<string, CatalogueRun['measures'][number][]>();
  for (const entry of run.measures) {
    if (!entry.counted || entry.measure.direction === 'none') continue;
    const key = metricKey(entry.measure.metric, entry.measure.unit);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [entry]);
    else known.push(entry);
  }
  const ranked = [...groups].sort(
    ([, [a]], [, [b]]) => metricInfo(a?.measure.metric ?? '').rank - metricInfo(b?.measure.metric ?? '').rank,
  );
  return ranked.slice(0, KEPT).flatMap(([key, entries]) => {
    const point = poolPoints(entries, 'center');
    const [first] = entries;
    if (first === undefined || point.value === null) return [];
    const { metric, unit } = first.measure;
    return [{ key, metric, unit, value: point.value, entries, pooled: poolText(point) }];
  });
}

/** How a metric of a run stands against what was there before. Nothing is tested: one number against one number. */
export interface SeenChange {
  readonly metric: string;
  readonly title: string;
  readonly after: Figure;
  /** What it was, as text: its source may be gone. */
  readonly before: string;
  /** Null where the number before was 0. */
  readonly change: Figure | null;
}

export interface ChangedRun {
  readonly kind: 'new' | 'changed' | 'removed';
  readonly id: string;
  /** Null for removed runs. */
  readonly category: string | null;
  readonly startedAt: string | null;
  readonly source: ChartSource | null;
  /** Against what: "the last look", or the run of the series before it; null where there is nothing to set it against. */
  readonly against: string | null;
  readonly headlines: readonly SeenChange[];
}

export interface SinceLastLook {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** New, changed, removed, in this order; at most `MOST_RUNS`. */
  readonly runs: readonly ChangedRun[];
}

const MOST_RUNS = 30;

/** What became of the runs since a summary was kept; a step a run. */
export function* sinceLastLook(snapshot: Snapshot, seen: SeenSummary): Steps<SinceLastLook> {
  const counted = snapshot.runs.filter((run) => run.measures.some((entry) => entry.counted));
  const ids = new Set(counted.map(({ id }) => id));
  const added = counted.filter(({ id }) => seen.runs[id] === undefined);
  const changed = counted.filter(({ id, file }) => {
    const before = seen.runs[id];
    return before !== undefined && before.hash !== file.hash;
  });
  const removed = Object.keys(seen.runs).filter((id) => !ids.has(id));
  const tell = [
    ...added.map((run) => () => addedRun(run, counted)),
    ...changed.map((run) => () => changedRun(run, seen.runs[run.id])),
    ...removed.map((id) => () => removedRun(id)),
  ];
  const runs: ChangedRun[] = [];
  for (const next of tell.slice(0, MOST_RUNS)) {
    yield;
    runs.push(next());
  }
  return { added: added.length, changed: changed.length, removed: removed.length, runs };
}

/** A new run against the run of its series before it. */
function addedRun(run: CatalogueRun, counted: readonly CatalogueRun[]): ChangedRun {
  const series = runsInOrder(
    counted.filter((one) => one.series === run.series).flatMap((one) => one.measures.slice(0, 1)),
  );
  const before = series[series.indexOf(run) - 1];
  const known = before === undefined ? {} : seenRun(before).headlines;
  return { ...told(run, known), kind: 'new', against: before?.id ?? null };
}

function changedRun(run: CatalogueRun, before: SeenRun | undefined): ChangedRun {
  return { ...told(run, before?.headlines ?? {}), kind: 'changed', against: 'the last look' };
}

function removedRun(id: string): ChangedRun {
  const nothing = { category: null, startedAt: null, source: null, against: null, headlines: [] };
  return { kind: 'removed', id, ...nothing };
}

function told(
  run: CatalogueRun,
  before: SeenRun['headlines'],
): Pick<ChangedRun, 'id' | 'category' | 'startedAt' | 'source' | 'headlines'> {
  const [first] = run.measures;
  return {
    id: run.id,
    category: categoryName(run.category),
    startedAt: run.startedAt,
    source: first === undefined ? null : sourceOf(first),
    headlines: headlinesOf(run).flatMap((headline) => {
      const old = before[headline.key];
      return old === undefined ? [] : [changeOf(headline, old)];
    }),
  };
}

function changeOf({ metric, unit, value, entries, pooled }: Headline, old: number): SeenChange {
  const evidence = evidenceOf(entries, entries[0]?.run.id ?? '');
  const change = relativeChange(old, value);
  const statistic = pooled === null ? 'reading' : 'mean';
  return {
    metric,
    title: metricInfo(metric).title,
    after: figure(evidence, { metric, statistic, value, unit, n: entries.length, formula: pooled }),
    before: formatQuantity(old, unit).text,
    change: change === null ? null : changeFigure(evidence, change, 'now / before − 1'),
  };
}
