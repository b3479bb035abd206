import type { Bag, Scalar } from '../model/measure.ts';
import type { Place } from '../model/place.ts';
import { problem } from '../model/problem.ts';
import { decimalOf, inUnit, isRatio, quantityOf, ratioOf, type Decimal } from './benchmarkdotnet-cells.ts';
import {
  isJobColumn,
  isPlainColumn,
  isTimeColumn,
  metricSpec,
  timeStatistic,
} from './benchmarkdotnet-columns.ts';
import { scalarOf } from './benchmarkdotnet-json.ts';
import type { ResultBuilder, RunBuilder, RunFacts } from './build.ts';
import { shareSettings } from './shared-settings.ts';

/** A cell of a report, in CSV or Markdown. */
export interface ReportCell {
  readonly text: string;
  readonly place: Place;
}

/** A report's table: one row per benchmark. */
export interface Report {
  readonly header: readonly string[];
  readonly rows: readonly (readonly ReportCell[])[];
}

/** Where a method stands, in a report of several types: columns before or behind the times. */
const OWNERS: ReadonlySet<string> = new Set(['Namespace', 'Type', 'Categories']);

interface Row {
  readonly cells: ReadonlyMap<string, ReportCell>;
  readonly name: string;
  readonly parameters: Bag;
  readonly job: Bag;
  readonly line: number;
}

/** True for the header of a report of BenchmarkDotNet. */
export function isReportHeader(header: readonly string[]): boolean {
  return (
    header.includes('Method') &&
    header.includes('Mean') &&
    (header.includes('Error') || header.includes('StdDev'))
  );
}

/** The namespace and the type that the name of a report tells ("MathLib.Sorting-report.csv"); null where it tells none. */
export function groupsOfName(name: string): string[] | null {
  const type = /^([\w.`<>]+)-report(?:-\w+)*\.\w+$/.exec(name)?.[1];
  if (type === undefined) return null;
  const dot = type.lastIndexOf('.');
  return dot < 0 ? [type] : [type.slice(0, dot), type.slice(dot + 1)];
}

/** Reads a report: times with their statistics, ratios to the baseline, and the columns of diagnosers. */
export function addReport(report: Report, facts: RunFacts, out: ResultBuilder): void {
  const timesFrom = report.header.findIndex((name) => isTimeColumn(name));
  const rows = report.rows.flatMap((cells) => rowOf(report.header, cells, timesFrom) ?? []);
  const jobs = shareSettings(rows.map(({ job }) => job));
  const run = out.run({
    ...facts,
    tool: 'BenchmarkDotNet',
    parameters: { ...facts.parameters, ...jobs.shared },
  });
  const decimal = decimalOf(
    rows.flatMap(({ cells }) => [...cells].flatMap(([name, { text }]) => (isTimeColumn(name) ? [text] : []))),
  );
  for (const [index, row] of rows.entries())
    addRow(row, { run, out, decimal, parameters: { ...row.parameters, ...jobs.own[index] } });
}

/** Null for the blank rows that separate groups. */
function rowOf(header: readonly string[], cells: readonly ReportCell[], timesFrom: number): Row | null {
  const byName = new Map<string, ReportCell>();
  const parameters: Record<string, Scalar> = {};
  const job: Record<string, Scalar> = {};
  for (const [column, cell] of cells.entries()) {
    const name = header[column] ?? '';
    const text = cell.text.trim();
    if (text === '') continue;
    byName.set(name, cell);
    const isSetting = (column < timesFrom && name !== 'Method') || OWNERS.has(name);
    if (isSetting && isJobColumn(name)) Object.assign(job, isUnset(text) ? {} : { [name]: scalarOf(text) });
    else if (isSetting && text !== '?' && text !== '-') parameters[name] = scalarOf(text);
  }
  const method = byName.get('Method');
  if (method === undefined) return null;
  const name = method.text.trim().replace(/^'(.*)'$/s, '$1');
  return { cells: byName, name, parameters, job, line: method.place.line };
}

function isUnset(text: string): boolean {
  return text === 'Default' || text === 'Empty';
}

interface Target {
  readonly run: RunBuilder;
  readonly out: ResultBuilder;
  readonly decimal: Decimal;
  readonly parameters: Bag;
}

function addRow(row: Row, target: Target): void {
  const { run, out, decimal, parameters } = target;
  const cell = row.cells.get('Mean');
  const mean = cell === undefined ? null : quantityOf(cell.text, decimal);
  const benchmark = run.benchmark(row.name, parameters);
  const spec = { metric: 'time-per-op', unit: mean?.unit ?? null, column: 'Mean' };
  const measure = benchmark.measure('Mean', spec);
  if (cell === undefined || mean === null) {
    const place = cell?.place ?? { line: row.line, column: 1 };
    const error = `BenchmarkDotNet gives no mean (${cell?.text.trim() ?? 'empty'}): the benchmark failed or was not run.`;
    measure.sample(NaN, place, { outcome: 'failed', error });
    return;
  }
  measure.reported({ mean: mean.value }, cell.place);
  for (const [header, { text, place }] of row.cells) {
    const quantity = header === 'Mean' ? null : quantityOf(text, decimal);
    if (quantity === null) continue;
    if (isTimeColumn(header)) {
      const value = inUnit(quantity, mean.unit);
      const statistic = Number.isNaN(value) ? null : timeStatistic(header, value, mean.value);
      if (statistic !== null) measure.reported(statistic, place);
      else
        out.problem(
          problem('warning', `The unit of this ${header} is not that of the mean.`, place.line, place.column),
        );
    } else if (isPlainColumn(header)) {
      const ratio = ratioOf(text, decimal);
      const name = isRatio(header) && ratio !== null ? ratio.name : header.toLowerCase();
      measure.reported({ plain: { [name]: quantity.value } }, place);
    }
  }
  addMetrics(row, target);
  addCheck(row, target);
}

/** Columns that are measured beside time: memory, collections, counters. */
function addMetrics(row: Row, { run, decimal, parameters }: Target): void {
  const benchmark = run.benchmark(row.name, parameters);
  for (const [header, cell] of row.cells) {
    const quantity = isMetricColumn(header, row) ? quantityOf(cell.text, decimal) : null;
    if (quantity === null) continue;
    const spec = { ...metricSpec(header, quantity.unit), column: header };
    benchmark.measure(header, spec).value(quantity.value, cell.place);
  }
}

function isMetricColumn(header: string, row: Row): boolean {
  if (header === 'Method' || isTimeColumn(header) || isPlainColumn(header) || isJobColumn(header))
    return false;
  return !Object.hasOwn(row.parameters, header) && !/^(?:Alloc Ratio|Baseline|LogicalGroup)$/.test(header);
}

/** The ratio to the baseline is what the author compares with: a benchmark slower than its baseline does not pass. */
function addCheck(row: Row, { run, decimal, parameters }: Target): void {
  const cell = row.cells.get('Ratio') ?? row.cells.get('Scaled');
  const ratio = cell === undefined ? null : ratioOf(cell.text, decimal);
  const isBaseline = /^yes$/i.test(row.cells.get('Baseline')?.text.trim() ?? '') || ratio?.value === 1;
  if (cell === undefined || ratio === null || isBaseline) return;
  const settings = Object.entries(parameters).map(([key, value]) => `${key}=${String(value)}`);
  const what = settings.length === 0 ? row.name : `${row.name} (${settings.join(', ')})`;
  run.check(`${what} is no slower than its baseline`, !ratio.isSlower, cell.place.line);
}
