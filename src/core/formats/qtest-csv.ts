import type { FileResult } from '../model/run.ts';
import { problem } from '../model/problem.ts';
import type { Steps } from '../model/steps.ts';
import type { Table } from '../text/table.ts';
import type { MeasureSpec } from './build-measure.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';

/** QTest::QBenchmarkMetric: the name in the file and what it measures per iteration. */
const METRICS: Readonly<Record<string, MeasureSpec>> = {
  WalltimeMilliseconds: { metric: 'time-per-op', unit: 'ms', direction: 'lower' },
  WalltimeNanoseconds: { metric: 'time-per-op', unit: 'ns', direction: 'lower' },
  CPUTicks: { metric: 'cpu-ticks', unit: null, direction: 'lower' },
  CPUCycles: { metric: 'cycles', unit: 'cycle', direction: 'lower' },
  InstructionReads: { metric: 'instructions', unit: 'inst', direction: 'lower' },
  Instructions: { metric: 'instructions', unit: 'inst', direction: 'lower' },
  CacheMisses: { metric: 'cache-misses', unit: 'count', direction: 'lower' },
  BranchMisses: { metric: 'branch-misses', unit: 'count', direction: 'lower' },
  PageFaults: { metric: 'page-faults', unit: 'count', direction: 'lower' },
  ContextSwitches: { metric: 'context-switches', unit: 'count', direction: 'lower' },
  BytesAllocated: { metric: 'memory', unit: 'B', direction: 'lower' },
  Events: { metric: 'events', unit: 'event', direction: 'lower' },
};

/** "function","tag","metric",value per iteration,total,iterations */
const LINE = /^"[^"]+","[^"]*","([A-Za-z]+)",[\d.eE+-]+,[\d.eE+-]+,\d+\s*$/;

const [FUNCTION, TAG, METRIC, VALUE, TOTAL, ITERATIONS] = [0, 1, 2, 3, 4, 5];

/** The CSV that QTestLib benchmarks write (`-csv`): no header, one measurement per row. */
export const qtestCsv: Format = {
  id: 'qtest-csv',
  title: 'Qt Test benchmarks',
  proof: 'A real file of the reference corpus.',
  about:
    'The CSV of Qt Test (`-csv`), which has no header: function, data tag, metric, value per iteration, total and iterations. The data tag is a parameter.',
  recognise(head: FileHead): Recognition | null {
    const first = head.text.split(/\r\n|\r|\n/).find((line) => line.trim() !== '') ?? '';
    const metric = LINE.exec(first)?.[1];
    if (metric === undefined || !Object.hasOwn(METRICS, metric)) return null;
    return { score: 0.95, reason: `rows of six cells with Qt Test's metric ${metric}` };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const table = yield* file.table({ delimiter: ',', header: 'none', unitRow: 'never' });
    for (const found of table.problems) out.problem(found);
    const run = out.run({ tool: 'Qt Test' });
    for (let row = 0; row < table.rowCount; row++) readRow(table, row, run, out);
    return yield* out.finish(() => file.text());
  },
};

function readRow(table: Table, row: number, run: RunBuilder, out: ResultBuilder): void {
  const name = table.text(row, FUNCTION).trim();
  const metric = table.text(row, METRIC).trim();
  const value = table.number(row, VALUE);
  const spec = Object.hasOwn(METRICS, metric) ? METRICS[metric] : undefined;
  if (name === '' || spec === undefined || Number.isNaN(value)) {
    out.problem(problem('warning', 'This row is no measurement of Qt Test.', table.line(row)));
    return;
  }
  const tag = table.text(row, TAG).trim();
  const iterations = table.number(row, ITERATIONS);
  const counted = Number.isNaN(iterations) ? spec : { ...spec, iterations };
  const measure = run.benchmark(name, tag === '' ? {} : { tag }).measure(metric, counted);
  measure.sample(value, table.place(row, VALUE));
  const total = table.number(row, TOTAL);
  if (!Number.isNaN(total)) measure.reported({ statistics: { total } }, table.place(row, TOTAL));
}
