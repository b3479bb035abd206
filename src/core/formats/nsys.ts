import type { Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { isWait, TRACED_CALL } from '../normalise/traced-calls.ts';
import { parseNumber } from '../text/number.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { isNsysHeader, nsysTables, type NsysCell, type NsysTable } from './nsys-tables.ts';
import { asReported } from './report-fields.ts';
import { textLines } from './text-scan.ts';

/** What a column is: a statistic over calls, their number, a total, a share, or the name of what was called. */
const COLUMNS: readonly (readonly [RegExp, string])[] = [
  [/^Time ?\(%\)$/, 'share'],
  [/^Total(?: Time)?(?: \(.+\))?$/, 'total'],
  [/^(?:Num Calls|Instances|Count|Operations|Calls)$/, 'n'],
  [/^(?:Avg|Average)(?: \(.+\))?$/, 'mean'],
  [/^Med(?:ian)?(?: \(.+\))?$/, 'median'],
  [/^Min(?:imum)?(?: \(.+\))?$/, 'min'],
  [/^Max(?:imum)?(?: \(.+\))?$/, 'max'],
  [/^StdDev(?: \(.+\))?$/, 'stddev'],
  [/^(?:Name|Operation|Range|Kernel Name)$/, 'name'],
];

/** Summaries that Nsight Systems makes of a trace. */
export const nsys: Format = {
  id: 'nsys',
  title: 'Nsight Systems stats',
  proof: 'A real file of the reference corpus: several reports in one text.',
  about:
    'CSV of `nsys stats --format csv`, as one file per report or as one output with its log lines: per kernel, call or copy the total, the number of calls, and mean, median, extremes and deviation of one call. Reports without data are named.',
  recognise(head: FileHead): Recognition | null {
    if (['markdown', 'json', 'jsonl'].includes(head.fileType)) return null;
    const lines = head.text.split('\n', 2000);
    if (
      lines.some(
        (line) => isNsysHeader(line) && /,"?(?:Num Calls|Instances|Count|Operations|Calls)"?,/.test(line),
      )
    )
      return { score: 0.95, reason: 'a table with Time (%), Total Time (ns) and the number of calls' };
    return lines.some((line) => /^Processing \[.+\.sqlite\] with \[.+\]/.test(line))
      ? { score: 0.9, reason: 'the log of `nsys stats`' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const { tables, skipped } = nsysTables(yield* textLines(file.text()), file.name);
    const run = out.run({ tool: 'Nsight Systems' });
    for (const table of tables) {
      addTable(table, run, out);
      yield;
    }
    for (const { report, line, reason } of skipped)
      out.problem(problem('info', `${report ?? 'A report'} has no data: ${reason}`, line));
    return yield* out.finish(() => file.text());
  },
};

/** A column of a table: what it is, its header, its index. */
interface Column {
  readonly role: string;
  readonly header: string;
  readonly index: number;
}

function addTable(table: NsysTable, run: RunBuilder, out: ResultBuilder): void {
  const columns = table.header.flatMap(({ text }, index): Column[] => {
    const role = COLUMNS.find(([shape]) => shape.test(text))?.[1];
    return role === undefined ? [] : [{ role, header: text, index }];
  });
  const known = new Set(columns.map(({ index }) => index));
  for (const { line, cells } of table.rows) {
    const name = columns.find(({ role }) => role === 'name');
    const text = cells[name?.index ?? -1]?.text ?? '';
    if (text === '' || cells.length < table.header.length) {
      out.problem(problem('warning', 'This row has fewer cells than its header and was not read.', line));
      continue;
    }
    addRow({ name: text, line, cells, columns, parameters: parametersOf(table, cells, known) }, run);
  }
}

/** The report, and columns that tell cases of one name apart (grid, block, style of a range). */
function parametersOf(
  table: NsysTable,
  cells: readonly NsysCell[],
  known: ReadonlySet<number>,
): Record<string, Scalar> {
  const parameters: Record<string, Scalar> = {};
  if (table.report !== null) parameters.report = table.report;
  table.header.forEach(({ text }, index) => {
    const value = cells[index]?.text ?? '';
    if (!known.has(index) && text !== '' && value !== '') parameters[text] = value;
  });
  return parameters;
}

function metricOf(report: Scalar | undefined, isTime: boolean): string {
  if (!isTime) return 'size';
  return String(report).includes('kern') ? 'kernel-time' : 'call-time';
}

interface Row {
  readonly name: string;
  readonly line: number;
  readonly cells: readonly NsysCell[];
  readonly columns: readonly Column[];
  readonly parameters: Record<string, Scalar>;
}

function addRow({ name, line, cells, columns, parameters }: Row, run: RunBuilder): void {
  const benchmark = run.benchmark(name, parameters);
  const unitOf = (header: string): string | null => /\(([^)]+)\)$/.exec(header)?.[1] ?? null;
  // Headers of the oldest versions have no unit; their totals and means are in one.
  const shared =
    columns.map(({ header }) => unitOf(header)).find((unit) => unit !== null && unit !== '%') ?? null;
  const isTime = shared === null || shared.endsWith('s');
  // How long a program waits tells of what it waits for: less of it is not better by itself.
  const said = isTime && isWait(name) ? ({ direction: 'none' } as const) : {};
  for (const { role, header, index } of columns) {
    const cell = cells[index];
    const value = parseNumber(cell?.text ?? '', '.', ',');
    if (cell === undefined || Number.isNaN(value)) continue;
    const place = { line, column: cell.column };
    const column = { column: header };
    if (role === 'share')
      benchmark
        .measure(header, { ...column, metric: 'time-share', unit: '%', direction: 'none' })
        .value(value, place);
    else if (role === 'total')
      benchmark
        .measure(header, {
          ...column,
          ...said,
          metric: isTime ? 'total-time' : 'transferred',
          unit: unitOf(header) ?? shared,
        })
        .value(value, place);
    else if (role !== 'name')
      benchmark
        .measure(isTime ? TRACED_CALL.time : TRACED_CALL.size, {
          ...column,
          ...said,
          metric: metricOf(parameters.report, isTime),
          unit: unitOf(header) ?? shared,
          kind: 'summary',
        })
        .reported(asReported(role, value), place);
  }
}
