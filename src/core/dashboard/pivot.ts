import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import type { ChartSource } from '../charts/spec.ts';
import { differingParameters, sideOf } from '../compare/match.ts';
import { VERDICT_WORDS } from '../compare/words.ts';
import { evidenceOf } from '../figures/evidence.ts';
import { figure } from '../figures/figure.ts';
import { formatCount } from '../format/quantity.ts';
import type { Figure } from '../model/figure.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import type { Direction } from '../model/measure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { ProjectFile } from '../project/project-file.ts';
import { compareSides, decideAll, type Comparison, type Verdict } from '../stats/verdict.ts';
import { cut, NARROW } from './chart-base.ts';
import { filteredSteps } from './filter.ts';
import { groupEntriesSteps, namerSteps, type EntryGroup, type Namer } from './grouping.ts';
import { metricIndexSteps, type MetricEntries } from './metric-index.ts';
import { pivotShadingSteps, textOfRatio, type PivotShade, type PivotShading } from './pivot-shade.ts';
import { poolPoints, poolText, sourceOf, type Point } from './points.ts';
import type { ChartFilter, ChartStatistic, Grouping } from './query.ts';
import { empty, type EmptyState, type LeftOut } from './state.ts';

export interface PivotQuery {
  /** Key of a `MetricChoice`. */
  readonly metric: string;
  /** One label; null: all (labels of one cell are then pooled, and said to be). */
  readonly label: string | null;
  readonly statistic: ChartStatistic;
  readonly rows: Grouping;
  readonly columns: Grouping;
  /** Name of the column that the others are set against; null: none. */
  readonly ratioTo: string | null;
  /** Which cells are shaded together; null: as the table is best read. */
  readonly shade: PivotShade | null;
  readonly filter: ChartFilter;
}

/** Why a cell has no number. */
export type Missing = 'no-data' | 'failed' | 'not-counted' | 'no-value';

export interface PivotCell {
  /** Null where the cell has no number. */
  readonly figure: Figure | null;
  readonly text: string;
  readonly n: number | null;
  /** "mean pooled over 3 configurations"; null where the cell stands for one measure. */
  readonly pooled: string | null;
  readonly missing: Missing | null;
  /** Why there is no number, as a sentence; null where there is one. */
  readonly why: string | null;
  /** This cell / the chosen column's cell of its row; null without a chosen column or without both numbers. */
  readonly ratio: number | null;
  /** "1.24×". */
  readonly ratioText: string | null;
  /** Against the chosen column's cell; null where that is not asked. */
  readonly verdict: Verdict | null;
  readonly verdictText: string | null;
  /** Parameters other than rows and columns in which the two cells differ. */
  readonly differing: readonly string[];
  readonly source: ChartSource | null;
}

export interface PivotModel {
  readonly kind: 'pivot';
  readonly version: number;
  readonly query: PivotQuery;
  readonly title: string;
  readonly unit: string | null;
  readonly direction: Direction;
  /** "mean", "median"; null where the cells differ in it (each figure says its own). */
  readonly statistic: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly PivotCell[] }[];
  /** Null: no cell is shaded. */
  readonly shading: PivotShading | null;
  readonly notes: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

export type PivotResult = PivotModel | EmptyState;

export interface PivotLimits {
  readonly rows: number;
  readonly columns: number;
}

export const PIVOT_LIMITS: PivotLimits = { rows: 500, columns: 40 };

/** One metric over two groupings, with ratios and verdicts against a chosen column. */
export function* pivotSteps(
  snapshot: Snapshot,
  project: ProjectFile,
  query: PivotQuery,
  limits: PivotLimits = PIVOT_LIMITS,
): Steps<PivotResult> {
  const index = yield* metricIndexSteps(snapshot);
  const metric = index.byKey.get(query.metric);
  if (metric === undefined) return empty('Nothing that counts has this metric.', 'Choose another metric.');
  const entries = yield* filterSteps(
    yield* filteredSteps(metric.entries, query.filter),
    ({ measure }) => query.label === null || measure.label === query.label,
  );
  if (entries.length === 0)
    return empty('The filter lets no measure of this metric in.', 'Widen or clear the filter.');
  const rowName = yield* namerSteps(query.rows, entries);
  const columnName = yield* namerSteps(query.columns, entries);
  const rows = yield* groupEntriesSteps(entries, rowName);
  const found = yield* groupEntriesSteps(entries, columnName);
  const columns = (isOrdered(query.columns) ? found : yield* fullestFirst(found, rowName, rows.length)).map(
    ({ name }) => name,
  );
  const shownColumns = columns.slice(0, limits.columns);
  const drawn = yield* mapSteps(
    rows.slice(0, limits.rows),
    ({ name, entries: own }) => {
      const byColumn = groupBy(own, columnName);
      return { name, groups: shownColumns.map((column) => byColumn.get(column) ?? []) };
    },
    10,
  );
  const reference = query.ratioTo === null ? -1 : shownColumns.indexOf(query.ratioTo);
  const cells = yield* cellsOf(
    drawn.map(({ groups }) => groups),
    { metric, query, project, reference },
  );
  const isEmpty = cells.some((own) => own.some(({ missing }) => missing === 'no-data'));
  const uncounted = isEmpty ? yield* notCounted(snapshot, metric, query, [rowName, columnName]) : null;
  const filled = yield* mapSteps(
    drawn.map(({ name }, at) => ({ name, own: cells[at] ?? [] })),
    ({ name, own }) => ({
      name,
      cells: own.map((cell, at) =>
        explained(cell, uncounted?.get(cellKey(name, shownColumns[at] ?? '')) ?? null),
      ),
    }),
    50,
  );
  yield;
  return {
    kind: 'pivot',
    version: snapshot.version,
    title: metricInfo(metric.metric).title,
    ...(yield* wholeSteps({ query, columns: shownColumns, rows: filled }, metric, project)),
    leftOut: [
      cut(filled.length, rows.length, 'rows', NARROW),
      cut(shownColumns.length, columns.length, 'columns', NARROW),
    ].filter((one) => one !== null),
  };
}

/** What is said of all cells of a table together. */
function* wholeSteps(
  table: Pick<PivotModel, 'query' | 'columns' | 'rows'>,
  { unit, direction }: MetricEntries,
  { noiseFloor }: ProjectFile,
): Steps<Omit<PivotModel, 'kind' | 'version' | 'title' | 'leftOut'>> {
  const all = table.rows.flatMap(({ cells }) => cells);
  const pooled = all.filter(({ pooled: text }) => text?.includes('configurations') === true).length;
  const statistic = commonStatistic(all);
  yield;
  const shading = yield* pivotShadingSteps({ ...table, unit, direction, statistic, pooled }, noiseFloor);
  yield;
  return { ...table, unit, direction, statistic, shading, notes: notesOf(all, pooled) };
}

/** Runs and the levels of a parameter are read in their order; names have none that matters. */
function isOrdered(grouping: Grouping): boolean {
  return grouping === 'run' || grouping.startsWith('parameter:');
}

/** Columns of a table that is mostly empty, those with the most numbers first: they are what a person looks for. */
function* fullestFirst(
  columns: readonly EntryGroup[],
  rowName: Namer,
  rows: number,
): Steps<readonly EntryGroup[]> {
  const counted = yield* mapSteps(
    columns,
    (column) => ({ column, filled: new Set(column.entries.map(rowName)).size }),
    1,
  );
  const filled = counted.reduce((sum, one) => sum + one.filled, 0);
  if (filled * 2 >= rows * columns.length) return columns;
  return counted.sort((a, b) => b.filled - a.filled).map(({ column }) => column);
}

interface Context {
  readonly metric: MetricEntries;
  readonly query: PivotQuery;
  readonly project: ProjectFile;
  /** Index of the column that others are set against; -1: none. */
  readonly reference: number;
}

type Group = readonly CatalogueMeasure[];

interface Tested {
  readonly row: number;
  readonly column: number;
  readonly comparison: Comparison;
}

function* cellsOf(rows: readonly (readonly Group[])[], context: Context): Steps<PivotCell[][]> {
  const points = yield* mapSteps(
    rows,
    (groups) => groups.map((group) => poolPoints(group, context.query.statistic)),
    2,
  );
  const tested = context.reference < 0 ? [] : yield* tests(rows, points, context);

  const decisions = decideAll(tested.map(({ comparison }) => comparison));
  const verdicts = new Map(
    tested.map(({ row, column }, index) => [
      `${String(row)}:${String(column)}`,
      decisions[index]?.verdict ?? null,
    ]),
  );
  return yield* mapSteps(
    rows.entries(),
    ([row, groups]) =>
      groups.map((group, column) => {
        const verdict = verdicts.get(`${String(row)}:${String(column)}`) ?? null;
        const against = context.reference < 0 || column === context.reference ? null : context.reference;
        return cellOf(group, points[row]?.[column] ?? null, {
          context,
          verdict,
          other: against === null ? null : (groups[against] ?? []),
          otherPoint: against === null ? null : (points[row]?.[against] ?? null),
        });
      }),
    2,
  );
}

/** Cells that stand for one configuration each and differ in nothing but rows and columns. */
function* tests(
  rows: readonly (readonly Group[])[],
  points: readonly (readonly Point[])[],
  { reference, query, metric, project }: Context,
): Steps<Tested[]> {
  const options = { direction: metric.direction, noiseFloor: project.noiseFloor };
  const found: Tested[] = [];
  for (const [row, groups] of rows.entries()) {
    const before = groups[reference] ?? [];
    for (const [column, group] of groups.entries()) {
      const [a, b] = [points[row]?.[reference], points[row]?.[column]];
      if (column === reference || a?.configurations !== 1 || b?.configurations !== 1) continue;
      if (differingOf(before, group, query).length > 0) continue;
      found.push({ row, column, comparison: compareSides(sideOf(before), sideOf(group), options) });
      if (found.length % TESTS === 0) yield;
    }
    yield;
  }
  return found;
}

/** So many cells are tested between two turns of the host. */
const TESTS = 20;

/** Parameters in which two cells differ although neither rows nor columns say so. */
function differingOf(a: Group, b: Group, { rows, columns }: PivotQuery): string[] {
  if (a.length === 0 || b.length === 0) return [];
  const said = new Set([rows, columns].map((grouping) => grouping.replace(/^parameter:/u, '')));
  const ofRuns = differingParameters(a, b);
  const ofBenchmarks = differingBenchmarks(a, b);
  return [...new Set([...ofRuns, ...ofBenchmarks])].filter((name) => !said.has(name));
}

function differingBenchmarks(a: Group, b: Group): string[] {
  const text = (group: Group, name: string): string =>
    [...new Set(group.map(({ benchmark }) => String(benchmark.parameters[name] ?? '')))].sort().join('|');
  const names = new Set([...a, ...b].flatMap(({ benchmark }) => Object.keys(benchmark.parameters)));
  return [...names].filter((name) => text(a, name) !== text(b, name));
}

interface Beside {
  readonly context: Context;
  readonly verdict: Verdict | null;
  readonly other: Group | null;
  readonly otherPoint: Point | null;
}

function cellOf(group: Group, point: Point | null, beside: Beside): PivotCell {
  const value = point?.value ?? null;
  const [first] = group;
  const shown =
    point === null || value === null ? null : figureOf(group, point, value, beside.context.metric);
  return {
    figure: shown,
    text: shown?.text ?? '–',
    n: point?.n ?? null,
    pooled: point === null ? null : poolText(point),
    missing: value !== null ? null : missingOf(group, point),
    why: null,
    ...againstReference(group, value, beside),
    source: first === undefined ? null : sourceOf(first),
  };
}

function againstReference(
  group: Group,
  value: number | null,
  { context, other, otherPoint, verdict }: Beside,
): Pick<PivotCell, 'ratio' | 'ratioText' | 'verdict' | 'verdictText' | 'differing'> {
  const base = otherPoint?.value ?? null;
  const ratio = value === null || base === null || base === 0 ? null : value / base;
  const told = other === null || value === null || base === null ? null : (verdict ?? 'not-comparable');
  return {
    ratio,
    ratioText: ratio === null ? null : textOfRatio(ratio),
    verdict: told,
    verdictText: told === null ? null : VERDICT_WORDS[told],
    differing: other === null ? [] : differingOf(other, group, context.query),
  };
}

function figureOf(group: Group, point: Point, value: number, { metric, unit }: MetricEntries): Figure {
  const scope = [...new Set(group.map(({ run }) => run.id))].slice(0, 3).join(', ');
  return figure(evidenceOf(group, scope), {
    metric,
    statistic: point.statistic === 'value' ? 'reading' : point.statistic,
    value,
    unit,
    n: point.n,
    formula: poolText(point),
  });
}

function missingOf(group: Group, point: Point | null): Missing {
  if (group.length === 0) return 'no-data';
  return point?.gap === 'failed' ? 'failed' : 'no-value';
}

const WHY: Readonly<Record<Missing, string>> = {
  'no-data': 'Nothing was measured here.',
  failed: 'Every observation failed.',
  'no-value': 'The file gives no such statistic.',
  'not-counted': 'It does not count.',
};

/** The reason of an empty cell; what was measured but does not count is told apart from what was not measured. */
function explained(cell: PivotCell, uncounted: string | null): PivotCell {
  if (cell.missing === null) return cell;
  if (cell.missing !== 'no-data' || uncounted === null) return { ...cell, why: WHY[cell.missing] };
  return { ...cell, missing: 'not-counted', why: uncounted };
}

/** What was measured of a cell but does not count, with the reason; by `cellKey`. */
function* notCounted(
  { measures }: Snapshot,
  { metric, unit }: MetricEntries,
  { label, filter }: PivotQuery,
  [rowOf, columnOf]: readonly [Namer, Namer],
): Steps<ReadonlyMap<string, string>> {
  const own = yield* filterSteps(
    measures,
    ({ counted, measure }) =>
      !counted &&
      measure.metric === metric &&
      measure.unit === unit &&
      (label === null || measure.label === label),
  );
  const reasons = new Map<string, string>();
  for (const entry of yield* filteredSteps(own, filter)) {
    reasons.set(cellKey(rowOf(entry), columnOf(entry)), entry.notCountedBecause ?? WHY['not-counted']);
    if (reasons.size % TESTS === 0) yield;
  }
  return reasons;
}

function cellKey(row: string, column: string): string {
  return `${row}\u0000${column}`;
}

function commonStatistic(cells: readonly PivotCell[]): string | null {
  const kinds = new Set(cells.flatMap(({ figure: shown }) => shown?.statistic ?? []));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : null;
}

function notesOf(cells: readonly PivotCell[], pooled: number): string[] {
  const statistics = new Set(cells.flatMap(({ figure: shown }) => shown?.statistic ?? []));
  return [
    ...(pooled > 0
      ? [
          pooled === 1
            ? '1 cell is pooled over different configurations and gets no verdict.'
            : `${formatCount(pooled)} cells are pooled over different configurations and get no verdict.`,
        ]
      : []),
    ...(statistics.size > 1 ? ['Cells differ in their statistic; each says its own.'] : []),
  ];
}
