import type { FileResult } from '../model/run.ts';
import type { SampleSet } from '../model/sample.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import type { Table } from '../text/table.ts';
import type { MeasureSpec } from './build-measure.ts';
import { ResultBuilder } from './build.ts';
import { labelColumn, samplesOfColumn } from './column-samples.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';

const COLUMNS = ['collected', 'samples', 'min_latency', 'avg_latency', 'max_latency'];

/** By column of the table; latencies are in ms. The extremes of a second are no latency that many transactions had. */
const MEASURES: Readonly<Record<string, MeasureSpec>> = {
  min_latency: { metric: 'min-latency', unit: 'ms', direction: 'lower' },
  avg_latency: { metric: 'latency', unit: 'ms' },
  max_latency: { metric: 'max-latency', unit: 'ms', direction: 'lower' },
};

/** The table of latencies per second that pgbench-tools makes of a pgbench log. */
export const pgbenchTools: Format = {
  id: 'pgbench-tools',
  title: 'pgbench-tools latency per second',
  proof: 'A real file of the reference corpus.',
  about:
    'The CSV `latency_1s.csv` of pgbench-tools: smallest, average and largest latency (ms) of each second, as samples with times, so that drift can be tested; the number of transactions behind them is a label.',
  recognise(head: FileHead): Recognition | null {
    const isTable = COLUMNS.every((name, index) => head.header?.[index]?.trim() === name);
    return isTable ? { score: 0.95, reason: 'a CSV with `collected`, `samples` and `avg_latency`' } : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const table = yield* file.table({ delimiter: ',', header: 'first', unitRow: 'never' });
    for (const found of table.problems) out.problem(found);
    const [first = NaN] = table.numbers(0);
    const run = out.run({ tool: 'pgbench', startedAt: Number.isNaN(first) ? null : parseStamp(first) });
    const times = table.numbers(0).map((second) => second * 1000);
    for (const [column, name] of COLUMNS.entries()) {
      const spec = MEASURES[name];
      const set = samplesOf(table, column, times);
      if (spec === undefined || set.values.length === 0) continue;
      run
        .benchmark('transactions')
        .measure(name, { ...spec, column: name })
        .samplesFrom(set);
    }
    return yield* out.finish(() => file.text());
  },
};

/** The number of transactions that the three latencies of a row are of is its label. */
function samplesOf(table: Table, column: number, times: Float64Array): SampleSet {
  const rows = Array.from({ length: table.rowCount }, (_, row) => row);
  const labels = [labelColumn('samples', rows, (row) => table.text(row, COLUMNS.indexOf('samples')))];
  return samplesOfColumn(table, column, rows, { times, labels });
}
