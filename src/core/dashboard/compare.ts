import type { CatalogueMeasure, CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { compareMany, type ComparisonResult } from '../compare/compare.ts';
import { isOfSide, sideName, type CompareSide } from '../compare/side.ts';
import { measureName } from '../compare/words.ts';
import { filterSteps, groupSteps, mapSteps, type Steps } from '../model/steps.ts';
import type { ProjectFile } from '../project/project-file.ts';
import { changeChart } from './compare-chart.ts';
import { differences } from './compare-environment.ts';
import { geometricMeans } from './compare-means.ts';
import type {
  Beginning,
  CompareModel,
  CompareQuery,
  CompareResult,
  SideSummary,
  Unpaired,
} from './compare-model.ts';
import { rowsOf, verdictSummary } from './compare-rows.ts';
import { filteredSteps } from './filter.ts';
import { metricKey } from './metric-index.ts';
import { sourceOf } from './points.ts';
import { daysOf, runCount, sideNames } from './side-names.ts';
import { empty } from './state.ts';

/** So many changes are looked at between two turns of the host. */
const SLICE = 5000;

/** So many of the measures without a partner are named. */
const UNPAIRED_TOLD = 40;

/** Compares sides of a snapshot. */
export function* compareModelSteps(
  snapshot: Snapshot,
  project: ProjectFile,
  query: CompareQuery,
): Steps<CompareResult> {
  if (query.sides.length < 2)
    return empty('A comparison needs two sides.', 'Choose a baseline and another side.');
  const sides: (readonly CatalogueMeasure[])[] = [];
  for (const side of query.sides) sides.push(yield* entriesOf(snapshot, side, query));
  const missing = sides.findIndex((entries) => entries.length === 0);
  const lacking = query.sides[missing];
  if (lacking !== undefined)
    return empty(
      `${sideName(lacking)} has nothing that counts and passes the filter.`,
      'Choose another side, or widen the filter.',
    );
  const [baseline = [], ...others] = sides;
  const ignored = new Set(query.ignore);
  const results = yield* compareMany(baseline, others, { noiseFloor: project.noiseFloor, ignored });
  return yield* modelOf(snapshot, query, sides, results);
}

function* modelOf(
  snapshot: Snapshot,
  query: CompareQuery,
  sides: readonly (readonly CatalogueMeasure[])[],
  results: readonly ComparisonResult[],
): Steps<CompareModel> {
  const summaries = yield* summariesOf(query.sides, sides);
  const rows = yield* rowsOf(results);
  const environment = yield* mapSteps(
    sides.slice(1).entries(),
    ([index, entries]) => differences(sides[0] ?? [], entries, index + 1),
    1,
  );
  const suggestedIgnores = yield* suggestions(results, query);
  const model = {
    kind: 'compare' as const,
    version: snapshot.version,
    query,
    sides: summaries,
    rows,
    moved: rows.filter(({ moved }) => moved).length,
    summary: yield* verdictSummary(rows),
    noiseFloor: results[0]?.noiseFloor ?? 0,
    unpaired: unpairedOf(results),
    environment: environment.flat(),
    means: results.flatMap((result, index) => geometricMeans(result, index + 1)),
    suggestedIgnores,
  };
  yield;
  return { ...model, chart: changeChart(model) };
}

function* entriesOf(
  snapshot: Snapshot,
  side: CompareSide,
  { filter, metrics }: CompareQuery,
): Steps<readonly CatalogueMeasure[]> {
  const entries: CatalogueMeasure[] = [];
  for (const run of snapshot.runs.filter(isOfSide(side))) {
    const own = yield* filterSteps(
      run.measures,
      ({ counted, measure }) =>
        counted && (metrics.length === 0 || metrics.includes(metricKey(measure.metric, measure.unit))),
    );
    for (const entry of own) entries.push(entry);
    yield;
  }
  return yield* filteredSteps(entries, filter);
}

function* summariesOf(
  sides: readonly CompareSide[],
  entries: readonly (readonly CatalogueMeasure[])[],
): Steps<SideSummary[]> {
  const runs: CatalogueRun[][] = [];
  for (const own of entries) runs.push([...(yield* groupSteps(own, ({ run }) => run)).keys()].sort(byStart));
  const names = sideNames(sides, runs);
  return runs.map((own, at) => ({
    name: names[at] ?? '',
    runs: own.map(({ id, startedAt }) => ({ id, startedAt })),
    measures: entries[at]?.length ?? 0,
    text: `${runCount(own)}${daysOf(own)}`,
  }));
}

function byStart(a: CatalogueRun, b: CatalogueRun): number {
  return (a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1;
}

function unpairedOf(results: readonly ComparisonResult[]): Beginning<Unpaired> {
  const first: Unpaired[] = [];
  let count = 0;
  const tell = (entries: readonly CatalogueMeasure[], side: number, where: Unpaired['where']): void => {
    count += entries.length;
    for (const entry of entries.slice(0, UNPAIRED_TOLD - first.length))
      first.push({ side, where, name: measureName(entry), source: sourceOf(entry) });
  };
  for (const [index, { onlyBefore, onlyAfter }] of results.entries()) {
    tell(onlyBefore, index + 1, 'baseline');
    tell(onlyAfter, index + 1, 'side');
  }
  return { first, count };
}

/** What made pairs not comparable, most often first. */
function* suggestions(results: readonly ComparisonResult[], { ignore }: CompareQuery): Steps<string[]> {
  const counts = new Map<string, number>();
  for (const { changes } of results) {
    for (const [index, { differing }] of changes.entries()) {
      for (const name of differing) counts.set(name, (counts.get(name) ?? 0) + 1);
      if (index % SLICE === SLICE - 1) yield;
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name)
    .filter((name) => !ignore.includes(name));
}
