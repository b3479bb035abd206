import type { Bag } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { Steps } from '../model/steps.ts';
import type { Table } from '../text/table.ts';
import { specOf, statisticOf } from './aiperf-names.ts';
import type { ResultBuilder, RunBuilder, RunFacts } from './build.ts';
import type { FileInput } from './format.ts';
import { asReported } from './report-fields.ts';

/** Reads the blocks of the CSV: metrics with statistics, metrics with one value, and GPU metrics where they are. */
export function* readAiperfTable(
  file: FileInput,
  { facts, load }: { readonly facts: RunFacts; readonly load: Bag },
  out: ResultBuilder,
): Steps<void> {
  out.role = 'summary';
  const run = out.run(facts);
  const tables = yield* file.tables();
  for (const table of tables) {
    for (const found of table.problems) out.problem(found);
    const metric = table.header.indexOf('Metric');
    if (metric < 0) continue;
    for (let row = 0; row < table.rowCount; row++) readRow({ table, row, metric }, load, run);
  }
  if (run.isEmpty) out.problem(problem('error', 'No block with a column Metric was found in this file.'));
}

interface MetricRow {
  readonly table: Table;
  readonly row: number;
  /** The column of names. */
  readonly metric: number;
}

/** `Time to First Token (ms)` is a name with its unit. */
function readRow({ table, row, metric }: MetricRow, load: Bag, run: RunBuilder): void {
  const [, name = '', unit] = /^(.*?)\s*(?:\(([^()]+)\))?$/.exec(table.text(row, metric).trim()) ?? [];
  if (name === '') return;
  const where: Record<string, string> = {};
  table.header.forEach((header, column) => {
    if (column === metric || header === 'Value' || statisticOf(header) !== null) return;
    const text = table.text(row, column).trim();
    if (header !== '' && text !== '') where[header] = text;
  });
  const measure = run.benchmark('profile', { ...load, ...where }).measure(name, specOf(name, unit ?? null));
  table.header.forEach((header, column) => {
    const value = table.number(row, column);
    const statistic = statisticOf(header);
    if (Number.isNaN(value)) return;
    if (header === 'Value') measure.value(value, table.place(row, column));
    else if (statistic !== null) measure.reported(asReported(statistic, value), table.place(row, column));
  });
}
