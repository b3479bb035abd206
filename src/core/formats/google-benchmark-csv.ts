import type { Bag, Scalar } from '../model/measure.ts';
import type { Stamp } from '../model/run.ts';
import { problem } from '../model/problem.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import type { PreambleLine, Table } from '../text/table.ts';
import type { ResultBuilder } from './build.ts';
import type { FileInput } from './format.ts';
import { addRows, type BenchmarkRow } from './google-benchmark-rows.ts';

const LEAD = ['name', 'iterations', 'real_time', 'cpu_time', 'time_unit'];

/** Columns that describe a row; every other number is a time or a counter. */
const DESCRIPTION: ReadonlySet<string> = new Set([
  'name',
  'iterations',
  'time_unit',
  'label',
  'error_occurred',
  'error_message',
]);
const AGGREGATE = /^(.+)_(mean|median|stddev|cv|min|max|BigO|RMS)$/;

/** A spread as a share must agree with the mean and the deviation beside it to within their six digits. */
const CV_TOLERANCE = 1e-4;

/** True for the columns that every CSV of the library begins with. */
export function isCsvHeader(header: readonly string[]): boolean {
  return LEAD.every((name, index) => header[index] === name);
}

/** The CSV of the console: chatter, then one table in which aggregates are told by their names only. */
export function* readCsv(file: FileInput, out: ResultBuilder): Steps<void> {
  const table = yield* file.table({ unitRow: 'never' });
  const { startedAt, environment } = chatterOf(table.preamble, out);
  const run = out.run({ tool: 'Google Benchmark', startedAt, environment });
  const failed = new Set<number>();
  const names = new Set<string>();
  for (let row = 0; row < table.rowCount; row++) {
    names.add(table.text(row, 0));
    if (isFailed(table, row)) failed.add(table.line(row));
  }
  // The library cuts the counters off rows of failed benchmarks.
  for (const found of table.problems) if (found.line === null || !failed.has(found.line)) out.problem(found);
  const rows: BenchmarkRow[] = [];
  const units = new Map<string, string>();
  for (let row = 0; row < table.rowCount; row++) {
    if (table.text(row, 0) !== '') rows.push(rowOf({ table, row, names, units }));
    if (row % 2000 === 1999) yield;
  }
  addRows(withoutFalseCv(rows, out), run, out);
}

function cell(table: Table, row: number, column: string): string {
  const index = table.header.indexOf(column);
  return index < 0 ? '' : table.text(row, index).trim();
}

function isFailed(table: Table, row: number): boolean {
  return cell(table, row, 'error_occurred') === 'true';
}

interface RowInput {
  readonly table: Table;
  readonly row: number;
  readonly names: ReadonlySet<string>;
  /** Time unit by family, as far as it was seen. */
  readonly units: Map<string, string>;
}

function rowOf({ table, row, names, units }: RowInput): BenchmarkRow {
  const name = table.text(row, 0).trim();
  const { aggregate, runName } = namesOf(name, names);
  const isFit = aggregate === 'BigO' || aggregate === 'RMS';
  const unit = cell(table, row, 'time_unit');
  const family = runName.split('/', 1)[0] ?? '';
  if (!isFit && unit !== '') units.set(family, unit);
  const iterations = Number(cell(table, row, 'iterations') || NaN);
  const text = cell(table, row, 'label');
  const message = cell(table, row, 'error_message');
  const column = table.header.indexOf('error_message');
  return {
    name,
    runName,
    aggregate,
    unitless: aggregate === 'cv',
    timeUnit: isFit ? (units.get(family) ?? null) : unit === '' ? (units.get(family) ?? null) : unit,
    bigO: aggregate === 'BigO' && unit !== '' ? unit : null,
    iterations: Number.isFinite(iterations) ? iterations : null,
    repetition: null,
    text: text === '' ? null : text,
    error: isFailed(table, row) ? message || 'the benchmark reported an error' : null,
    errorAt: table.place(row, Math.max(column, 0)),
    fields: fieldsOf(table, row, aggregate),
  };
}

/** "x_mean" is an aggregate of x where x was run, or where other statistics of x are there. */
function namesOf(name: string, names: ReadonlySet<string>): { aggregate: string | null; runName: string } {
  const found = AGGREGATE.exec(name);
  const base = found?.[1] ?? '';
  const statistic = found?.[2] ?? '';
  const known =
    names.has(base) ||
    (names.has(`${base}_mean`) && names.has(`${base}_stddev`)) ||
    (names.has(`${base}_BigO`) && names.has(`${base}_RMS`));
  return found !== null && known
    ? { aggregate: statistic, runName: base }
    : { aggregate: null, runName: name };
}

function fieldsOf(table: Table, row: number, aggregate: string | null): BenchmarkRow['fields'] {
  return table.header.flatMap((key, column) => {
    const value = DESCRIPTION.has(key) ? NaN : table.number(row, column);
    if (Number.isNaN(value)) return [];
    const isTime = key === 'real_time' || key === 'cpu_time';
    const shown =
      aggregate === 'BigO' && isTime ? key.replace('time', 'coefficient') : aggregate === 'RMS' ? 'rms' : key;
    // Both times of an RMS row hold the one error of the fit.
    if (aggregate === 'RMS' && key !== 'real_time') return [];
    return [{ key: shown, value, at: table.place(row, column) }];
  });
}

/**
 * Version 1.7 converts the share of an aggregate "cv" as if it were a time (6.9e+07): such a number is no statistic of
 * anything and is left out with a note.
 */
function withoutFalseCv(rows: readonly BenchmarkRow[], out: ResultBuilder): BenchmarkRow[] {
  const values = new Map<string, number>();
  for (const row of rows)
    for (const { key, value } of row.fields)
      values.set(`${row.aggregate ?? ''} ${key} ${row.runName}`, value);
  let wrong = 0;
  const kept = rows.map((row) => {
    if (row.aggregate !== 'cv') return row;
    const fields = row.fields.filter(({ key, value }) => {
      const mean = values.get(`mean ${key} ${row.runName}`) ?? NaN;
      const stddev = values.get(`stddev ${key} ${row.runName}`) ?? NaN;
      const share = Math.abs(stddev / mean);
      return !(Math.abs(value - share) > CV_TOLERANCE * Math.max(1, share));
    });
    wrong += row.fields.length - fields.length;
    return { ...row, fields };
  });
  if (wrong > 0) {
    const sentence = `${wrong} cells of the rows that end in "_cv" are not the deviation divided by the mean of the rows beside them; they are left out.`;
    out.problem(problem('warning', sentence));
  }
  return kept;
}

/** The lines before the table: the date, the CPU, warnings. */
function chatterOf(
  lines: readonly PreambleLine[],
  out: ResultBuilder,
): { startedAt: Stamp | null; environment: Bag } {
  const environment: Record<string, Scalar> = {};
  let startedAt: Stamp | null = null;
  for (const { line, text } of lines) {
    startedAt ??= parseStamp(text);
    const cpus = /^Run on \((\d+) X ([\d.]+) MHz CPU/.exec(text);
    if (cpus !== null) {
      environment.cpu_count = Number(cpus[1]);
      environment.mhz_per_cpu = Number(cpus[2]);
    }
    const executable = /^Running (\S.*)$/.exec(text)?.[1];
    if (executable !== undefined) environment.executable = executable;
    const warning = /^\*\*\*WARNING\*\*\*\s*(.+)$/.exec(text)?.[1];
    if (warning !== undefined) out.problem(problem('info', `The library warns: ${warning}`, line));
  }
  return { startedAt, environment };
}
