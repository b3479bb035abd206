import { parseNumber } from '../text/number.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { RunBuilder } from './build.ts';
import { asObject, stringAt } from './json-guards.ts';
import type { At } from './places.ts';
import type { TextLine } from './text-scan.ts';
import { MARGIN_LEVEL, RME } from './tinybench-statistics.ts';

/** "Latency avg (ns)", "Throughput median (ops/s)", in the spellings of versions 3 to 6. */
const COLUMN = /^(?<what>Latency|Throughput) (?<statistic>avg|average|med|median) \((?<unit>[^)]+)\)$/;
/** "149.07 ± 1.20%": a mean with its margin; "141.00 ± 1.00": a median with the median absolute deviation. */
const CELL = /^(?<value>[\d.,]+)(?:\s*±\s*(?<spread>[\d.,]+)(?<percent>%)?)?$/;

/** A cell of `bench.table()`, as JSON or as `console.table` prints it. */
export interface TableCell {
  readonly text: string;
  readonly at: At;
}

/** A row of `bench.table()` by header. */
export type TableRow = ReadonlyMap<string, TableCell>;

/** True for an object that names a task as the table does; the row of a failed task has nothing else but its error. */
export function namesTask(value: unknown): boolean {
  return stringAt(value, 'Task name') !== null || stringAt(value, 'Task Name') !== null;
}

/** True for the keys of a row with numbers; version 2 had other columns. */
export function isTableRow(value: unknown): boolean {
  const keys = Object.keys(asObject(value) ?? {});
  return namesTask(value) && keys.some((key) => COLUMN.test(key) || key === 'Average Time (ns)');
}

/** True for a text with a table that `console.table` printed of it. */
export function isPrintedTable(text: string): boolean {
  return /^│.*│ Task [Nn]ame\s*│.*(?:\(ns\)|ops\/sec)/m.test(text);
}

/** The rows of the tables in a text. */
export function printedRows(lines: readonly TextLine[]): TableRow[] {
  const rows: TableRow[] = [];
  let header: readonly string[] = [];
  for (const line of lines) {
    if (!line.text.startsWith('│')) continue;
    const cells = cellsOf(line);
    const texts = cells.map(({ text }) => text);
    if (texts.includes('Task name') || texts.includes('Task Name')) header = texts;
    else if (header.length === cells.length)
      rows.push(new Map(cells.flatMap((cell, i) => (cell.text === '' ? [] : [[header[i] ?? '', cell]]))));
  }
  return rows;
}

/** Texts stand in quotes, numbers do not. */
function cellsOf(line: TextLine): TableCell[] {
  const cells: TableCell[] = [];
  for (const found of line.text.matchAll(/(?<=│)([^│]*)(?=│)/g)) {
    const inner = found[0];
    const quoted = /^\s*'(.*)'\s*$/.exec(inner);
    const text = quoted?.[1] ?? inner.trim();
    const offset = inner.length - inner.trimStart().length + (quoted === null ? 0 : 1);
    cells.push({ text, at: { line: line.number, column: found.index + offset + 1 } });
  }
  return cells;
}

/** Adds a row; one with an error, or without numbers, failed. */
export function addTableRow(run: RunBuilder, row: TableRow): void {
  const name = row.get('Task name') ?? row.get('Task Name');
  if (name === undefined) return;
  const benchmark = run.benchmark(name.text);
  const samples = number(row.get('Samples'));
  let found = 0;
  for (const [header, cell] of row) {
    const groups = COLUMN.exec(header)?.groups;
    if (groups === undefined) continue;
    const isTime = groups.what === 'Latency';
    const spec: MeasureSpec = isTime
      ? { metric: 'time-per-op', unit: groups.unit ?? null }
      : { metric: 'operation-throughput', unit: groups.unit ?? null };
    const label = isTime ? 'latency' : 'throughput';
    if (addCell(benchmark, { label, spec, isMean: groups.statistic?.startsWith('av') === true, cell }))
      found++;
    const size = row.get('Samples');
    if (samples !== null && size !== undefined)
      benchmark.measure(label, spec).reported({ n: samples }, size.at);
  }
  found += addOldColumns(benchmark, row, samples);
  if (found > 0) return;
  const error = row.get('Error');
  const reason = error?.text ?? 'tinybench gives no result for this task.';
  benchmark
    .measure('latency', { metric: 'time-per-op', unit: 'ns' })
    .sample(NaN, error?.at ?? name.at, { outcome: 'failed', error: reason });
}

interface CellOf {
  readonly label: string;
  readonly spec: MeasureSpec;
  readonly isMean: boolean;
  readonly cell: TableCell;
}

function addCell(benchmark: BenchmarkBuilder, { label, spec, isMean, cell }: CellOf): boolean {
  const groups = CELL.exec(cell.text)?.groups;
  const value = parseNumber(groups?.value ?? '', '.', ',');
  const spread = parseNumber(groups?.spread ?? '', '.', ',');
  if (Number.isNaN(value)) return false;
  const measure = benchmark.measure(label, spec);
  measure.reported(isMean ? { mean: value } : { median: value }, cell.at);
  if (Number.isNaN(spread)) return true;
  if (!isMean) measure.reported({ statistics: { mad: spread } }, cell.at);
  else if (groups?.percent !== undefined) {
    const half = (value * spread) / 100;
    measure.reported(
      { intervals: { mean: { level: MARGIN_LEVEL, low: value - half, high: value + half } } },
      cell.at,
    );
  }
  return true;
}

/** Version 2: operations per second as text, the mean in ns, the margin as "±1.20%". */
function addOldColumns(benchmark: BenchmarkBuilder, row: TableRow, samples: number | null): number {
  const time = row.get('Average Time (ns)');
  const mean = number(time);
  if (time === undefined || mean === null) return 0;
  const measure = benchmark.measure('latency', { metric: 'time-per-op', unit: 'ns' });
  measure.reported({ mean }, time.at);
  const size = row.get('Samples');
  if (samples !== null && size !== undefined) measure.reported({ n: samples }, size.at);
  const margin = row.get('Margin');
  const percent = parseNumber(/±\s*([\d.]+)%/.exec(margin?.text ?? '')?.[1] ?? '');
  if (margin !== undefined && !Number.isNaN(percent)) {
    const half = (mean * percent) / 100;
    measure.reported(
      { intervals: { mean: { level: MARGIN_LEVEL, low: mean - half, high: mean + half } } },
      margin.at,
    );
    benchmark.measure('rme', RME).value(percent, margin.at);
  }
  const rate = row.get('ops/sec');
  const ops = number(rate);
  if (rate !== undefined && ops !== null)
    benchmark.measure('ops/sec', { metric: 'operation-throughput', unit: 'ops/s' }).value(ops, rate.at);
  return 1;
}

function number(cell: TableCell | undefined): number | null {
  const value = parseNumber(cell?.text ?? '', '.', ',');
  return Number.isNaN(value) ? null : value;
}
