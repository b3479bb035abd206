import type { Bag, Scalar } from '../model/measure.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { problem } from '../model/problem.ts';
import type { Table } from '../text/table.ts';
import type { MeasureSpec } from './build-measure.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { ollamaMeasure, ollamaUses, statisticName } from './ollama-names.ts';
import { requestColumns, settingsKey, type RequestColumns } from './request-columns.ts';
import { asReported } from './report-fields.ts';
import { addScalar } from './request-read.ts';
import { tableRows, type RequestRows } from './request-rows.ts';

const ROWS_PER_STEP = 4096;

/** One row per configuration of a sweep with the means of its requests. */
export const ollamaSweepSummary: Format = {
  id: 'ollama-sweep-summary',
  title: 'Summary of an Ollama parameter sweep',
  proof: 'Real files of the reference corpus.',
  about:
    'CSV with a row per configuration and columns of means such as `mean_tokens_s`, `mean_ttft_s`, `eval_s_mean`. ' +
    'Gives the mean throughput, TTFT, load and evaluation time as the file states them; it repeats the rows of the sweep beside it.',
  recognise,
  read,
};

interface StatisticColumn {
  readonly column: number;
  /** Name of the measure without the statistic: "tokens_s". */
  readonly base: string;
  readonly statistic: string;
  readonly spec: MeasureSpec;
}

function recognise(head: FileHead): Recognition | null {
  const stated = statisticColumns(head.header ?? []).filter((column) => column.stated);
  // Statistics of the time to first token alone are what every server's summary has.
  const bases = new Set(stated.map(({ base }) => base));
  if (stated.length < 2 || (bases.size < 2 && !bases.has('tokens_s'))) return null;
  return { score: 0.85, reason: 'a table of means of Ollama requests (`mean_tokens_s`, `mean_ttft_s`, …)' };
}

function* read(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  out.role = 'summary';
  const table = yield* file.table();
  for (const found of table.problems) out.problem(found);
  yield* readTable(table, out);
  return yield* out.finish(() => file.text());
}

/** In such a table a measure without a statistic in its name is a mean as well. */
function statisticColumns(header: readonly string[]): (StatisticColumn & { readonly stated: boolean })[] {
  return header.flatMap((name, column) => {
    const named = statisticName(name);
    const base = named?.base ?? name.trim().toLowerCase();
    const spec = ollamaMeasure(base);
    if (spec === null) return [];
    const full = { ...spec, column: name.trim(), kind: 'summary' as const };
    return [{ column, base, statistic: named?.statistic ?? 'mean', spec: full, stated: named !== null }];
  });
}

function* readTable(table: Table, out: ResultBuilder): Steps<void> {
  const statistics = statisticColumns(table.header);
  const own = Object.fromEntries(
    statistics.map(({ spec }) => [spec.column?.toLowerCase() ?? '', { as: 'ignore' as const }]),
  );
  const rows = tableRows(table);
  const columns = yield* requestColumns(rows, { ...ollamaUses(), ...own });
  const run = out.run({
    tool: 'ollama',
    parameters: rows.rowCount > 0 ? bagAt(rows, 0, columns.shared) : {},
  });
  const seen = new Map<string, number>();
  for (let row = 0; row < rows.rowCount; row++) {
    const key = settingsKey(rows, row, columns.parameters);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    if (times > 1) repeated(out, table.line(row));
    readRow(rows, row, { run, columns, statistics, times });
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
  }
}

function repeated(out: ResultBuilder, line: number): void {
  out.problem(problem('warning', 'This configuration has its means in an earlier row already.', line));
}

interface Target {
  readonly run: RunBuilder;
  readonly columns: RequestColumns;
  readonly statistics: readonly StatisticColumn[];
  /** How often the configuration has come, with this row. */
  readonly times: number;
}

function readRow(rows: RequestRows, row: number, { run, columns, statistics, times }: Target): void {
  const parameters: Bag = {
    ...bagAt(rows, row, columns.parameters),
    ...(times > 1 ? { occurrence: times } : {}),
  };
  const benchmark = run.benchmark('generate', parameters);
  const error = columns.errors.map((column) => rows.text(row, column)).find((text) => text !== '');
  for (const { column, base, statistic, spec } of statistics) {
    const value = rows.number(row, column);
    const measure = Number.isNaN(value) && error === undefined ? null : benchmark.measure(base, spec);
    if (error !== undefined) measure?.fail(error, rows.at(row, column));
    else measure?.reported(asReported(statistic, value), rows.at(row, column));
  }
}

function bagAt(rows: RequestRows, row: number, columns: readonly number[]): Bag {
  const bag: Record<string, Scalar> = {};
  for (const column of columns) addScalar(bag, rows, row, column);
  return bag;
}
