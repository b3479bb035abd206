import type { Steps } from '../model/steps.ts';
import { labelRole } from '../normalise/labels.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { encodeColumn, type Codes, type Grid, type GridColumn } from './generic-grid.ts';
import { isSetting, meaningOf, type ColumnMeaning } from './generic-meaning.ts';
import { namesStatistics } from './generic-statistics.ts';
import { knownColumns } from './generic-known.ts';
import { isNumeric, NAME_HEADER, REMARK_HEADER, settledUse, type Use } from './generic-settle.ts';
import { mappingOf, type ReadMapping } from './mapping.ts';

/** A column with more different values than this is kept as a label nowhere: each row is told by its line instead. */
const MOST_VALUES = 65_536;

/** A column that holds numbers to report. */
export interface MetricColumn extends ColumnMeaning {
  readonly column: number;
}

/** What each column of a grid is for. */
export interface ColumnPlan {
  /** The column that names the benchmark; null: none does. */
  readonly name: number | null;
  /** Part of the benchmark's identity. */
  readonly parameters: readonly number[];
  /** One value in all rows: a parameter of the run. */
  readonly shared: readonly number[];
  readonly labels: readonly number[];
  readonly outcomes: readonly number[];
  readonly errors: readonly number[];
  readonly time: number | null;
  /** How many observations stand behind the statistics of a row. */
  readonly count: number | null;
  readonly metrics: readonly MetricColumn[];
  /** Numbers whose meaning nothing tells: shown, counted nowhere. */
  readonly unknown: readonly MetricColumn[];
  /** Contents of the columns that are no metrics. */
  readonly codes: ReadonlyMap<number, Codes>;
}

const COUNT_NAMES =
  /^(?:samples?|sample_?count|num_samples|n_samples|n_runs|num_runs|runs|repetitions|num_repetitions|rounds)$/i;

/** What a column with this role is for, and whether its content still decides. */
const ROLE_USES: Readonly<Record<string, Use>> = {
  name: 'name',
  parameter: 'parameter',
  label: 'label',
  outcome: 'outcome',
  error: 'error',
  time: 'time',
};

/** Decides what each column is for. Where no column is a metric, `isUnmapped` takes numbers right of all text for results. */
export function* planColumns(
  grid: Grid,
  given: readonly ReadMapping[] | undefined,
  isUnmapped = false,
): Steps<ColumnPlan> {
  const mappings = [...(given ?? []), ...knownColumns(grid.columns.map(({ label }) => label))];
  const metrics = withoutInputs(grid, metricColumns(grid, mappings), mappings);
  const isMetric = new Set(metrics.map(({ column }) => column));
  const hasStatistics = metrics.some(({ statistic }) => statistic !== null);
  const firstMetric = metrics[0]?.column ?? (isUnmapped ? afterText(grid) : grid.columns.length);
  const uses = new Map<number, Use>();
  const codes = new Map<number, Codes>();
  for (const column of grid.columns.keys()) {
    if (isMetric.has(column) || grid.census(column).empty === grid.rowCount) continue;
    yield;
    const content = yield* encodeColumn(grid, column, MOST_VALUES);
    if (content !== null) codes.set(column, content);
    const use = statedUse(grid, column, mappings) ?? 'unknown';
    const counted = hasStatistics && COUNT_NAMES.test(grid.columns[column]?.label.trim() ?? '');
    uses.set(
      column,
      counted && isNumeric(grid, column) ? 'count' : settledUse({ grid, column, use, content, firstMetric }),
    );
  }
  return assemble(grid, metrics, uses, codes);
}

function isSet(facts: GridColumn): boolean {
  return facts.isSet === true || isSetting(facts.words);
}

/** The first column right of all that hold text. */
function afterText(grid: Grid): number {
  return [...grid.columns.keys()].findLastIndex((column) => !isNumeric(grid, column)) + 1;
}

function metricColumns(grid: Grid, mappings: readonly ReadMapping[]): MetricColumn[] {
  return [...grid.columns.entries()].flatMap(([column, facts]) => {
    const mapping = mappingOf(mappings, facts.label);
    if (mapping?.role !== undefined && mapping.role !== 'metric') return [];
    // A column without a single number can still be a metric: all of its rows may have failed.
    if (!isNumeric(grid, column) && grid.census(column).text > 0) return [];
    const isMapped = mapping !== null;
    const meaning = meaningOf(facts, mapping);
    if (isMapped) return [{ column, ...meaning }];
    if (isEpoch(grid, column)) return [];
    const role = labelRole(facts.words);
    if ((role !== 'metric' && role !== 'unknown') || !meaning.isClear || isSet(facts)) return [];
    return [{ column, ...meaning }];
  });
}

/**
 * Leaves out what is no result: an amount of work that was asked for (the same whole number in each row, left of everything
 * that varies), and a column that repeats a setting (`qps` beside an equal `request_rate`).
 */
function withoutInputs(
  grid: Grid,
  metrics: MetricColumn[],
  mappings: readonly ReadMapping[],
): MetricColumn[] {
  if (grid.rowCount < 2) return metrics;
  const settings = [...grid.columns.keys()].filter(
    (column) => labelRole(grid.columns[column]?.words ?? '') === 'parameter' && isNumeric(grid, column),
  );
  const firstVarying = metrics.find(({ column }) => !isConstant(grid, column))?.column ?? -1;
  const firstResult = metrics.find(({ metric }) => metricInfo(metric).direction !== 'none')?.column ?? -1;
  return metrics.filter(({ column, label, metric }) => {
    const isGiven = column < firstVarying && AMOUNT_HEADER.test(label.trim()) && isConstant(grid, column);
    const isEcho = settings.some((setting) => areEqual(grid, setting, column));
    const isDesign =
      metricInfo(metric).direction === 'none' && column < firstResult && hasRepeatedLevels(grid, column);
    return (!isGiven && !isEcho && !isDesign) || mappingOf(mappings, label) !== null;
  });
}

/**
 * A few whole numbers, each in several rows, left of every result and without a better or worse: the levels of a sweep
 * (`size_kib`, `bytes`), not measurements.
 */
function hasRepeatedLevels(grid: Grid, column: number): boolean {
  const levels = new Map<number, number>();
  for (const value of grid.numbers(column)) {
    if (!Number.isInteger(value)) return false;
    levels.set(value, (levels.get(value) ?? 0) + 1);
    if (levels.size > MOST_LEVELS) return false;
  }
  return levels.size > 1 && [...levels.values()].every((rows) => rows > 1);
}

const MOST_LEVELS = 64;

const AMOUNT_HEADER =
  /^(?:num_?|n_?|total_?)?(?:ops|operations|iterations|items|elements|requests|queries|messages|rows|records|bytes|tokens)$/i;

function areEqual(grid: Grid, a: number, b: number): boolean {
  const [left, right] = [grid.numbers(a), grid.numbers(b)];
  return left.every((value, row) => value === right[row]);
}

function isConstant(grid: Grid, column: number): boolean {
  const numbers = grid.numbers(column);
  const first = numbers[0] ?? NaN;
  return Number.isInteger(first) && numbers.every((value) => value === first);
}

/** Seconds since 1970 are as soon a duration of a second or two in nanoseconds. */
const LEAST_EPOCH = 1e12;

/** A `time` whose numbers are dates: milliseconds since 1970 in a log, not durations. */
function isEpoch(grid: Grid, column: number): boolean {
  if (!/^(?:time|ts)$/i.test(grid.columns[column]?.words.trim() ?? '')) return false;
  const numbers = grid.numbers(column);
  const first = numbers.find((value) => !Number.isNaN(value)) ?? NaN;
  return first > LEAST_EPOCH && parseStamp(first) !== null && !numbers.some((value) => value <= LEAST_EPOCH);
}

/** What the user or the name says; null where neither does. */
function statedUse(grid: Grid, column: number, mappings: readonly ReadMapping[]): Use | null {
  const facts = grid.columns[column];
  if (facts === undefined) return null;
  const mapping = mappingOf(mappings, facts.label);
  if (mapping?.role === 'ignore') return 'ignore';
  if (mapping?.role === 'parameter' || mapping?.role === 'label') return mapping.role;
  if (isEpoch(grid, column)) return 'time';
  if (isSet(facts)) return 'parameter';
  if (namesStatistics(facts.words) && !isNumeric(grid, column)) return 'parameter';
  if (REMARK_HEADER.test(facts.words.trim())) return 'label';
  const use = ROLE_USES[labelRole(facts.words)] ?? null;
  return use === 'name' && !NAME_HEADER.test(facts.words.trim()) ? 'parameter' : use;
}

function isOneValue(codes: ReadonlyMap<number, Codes>, column: number): boolean {
  return codes.get(column)?.values.length === 2;
}

/** `(key)` beside an equal `name`. */
function isSameText(grid: Grid, a: number, b: number): boolean {
  for (let row = 0; row < grid.rowCount; row++) if (grid.text(row, a) !== grid.text(row, b)) return false;
  return true;
}

function assemble(
  grid: Grid,
  metrics: readonly MetricColumn[],
  uses: ReadonlyMap<number, Use>,
  codes: ReadonlyMap<number, Codes>,
): ColumnPlan {
  const of = (wanted: Use): number[] =>
    [...uses].filter(([, use]) => use === wanted).map(([column]) => column);
  const stated = of('name').filter(
    (column) => ROLE_USES[labelRole(grid.columns[column]?.words ?? '')] === 'name',
  );
  const guessed = of('name').filter((column) => !stated.includes(column));
  const name = stated[0] ?? guessed[0] ?? null;
  const moreNames = stated.slice(1).filter((column) => !isSameText(grid, stated[0] ?? column, column));
  const unknown = of('unknown')
    .filter((column) => isNumeric(grid, column))
    .map((column) => ({ column, ...meaningOf(grid.columns[column], null) }));
  return {
    name,
    parameters: [...of('parameter'), ...moreNames.filter((column) => !isOneValue(codes, column))].sort(
      (a, b) => a - b,
    ),
    shared: [...of('shared'), ...moreNames.filter((column) => isOneValue(codes, column))],
    labels: [...of('label'), ...(stated.length > 0 ? guessed : guessed.slice(1))].sort((a, b) => a - b),
    outcomes: of('outcome'),
    errors: of('error'),
    time: of('time')[0] ?? null,
    count: of('count')[0] ?? null,
    metrics,
    unknown,
    codes,
  };
}
