import type { Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { Steps } from '../model/steps.ts';
import type { MeasureSpec } from './build-measure.ts';
import type { ResultBuilder } from './build.ts';
import type { FileInput } from './format.ts';

/** Rows of the table: what they measure, and whether they say that they are means. */
const ROWS: readonly (readonly [RegExp, MeasureSpec & { readonly mean: boolean }])[] = [
  [/^mean_input_token_length$/, { metric: 'prompt-tokens', unit: 'tok', mean: true }],
  [/^mean_output_token_length$/, { metric: 'tokens-generated', unit: 'tok', mean: true }],
  [/\(ttft\)$/, { metric: 'ttft', unit: 'ms', mean: true }],
  [/^throughput_token_per_s/, { metric: 'throughput', unit: 'tok/s', mean: false }],
  [/\(inter_token_latency\)$/, { metric: 'itl', unit: 'ms', mean: false }],
  [/^requests_per_minute/, { metric: 'request-throughput', unit: 'req/min', mean: false }],
];

/** Reads the transposed table: one benchmark per column, whose row `concurrency` is its load. */
export function* readLlmperfSweep(file: FileInput, out: ResultBuilder): Steps<void> {
  out.role = 'summary';
  const table = yield* file.table({ delimiter: ',', header: 'first', unitRow: 'never' });
  for (const found of table.problems) out.problem(found);
  const names = Array.from({ length: table.rowCount }, (_, row) => table.text(row, 0).trim());
  const load = names.indexOf('concurrency');
  const run = out.run({ tool: 'llmperf' });
  for (let column = 1; column < table.columnCount; column++) {
    const concurrency = load < 0 ? NaN : table.number(load, column);
    const parameters: Record<string, Scalar> = Number.isNaN(concurrency)
      ? { column: table.header[column] ?? '' }
      : { concurrency };
    const benchmark = run.benchmark('requests', parameters);
    names.forEach((name, row) => {
      const value = table.number(row, column);
      if (row === load || name === '' || Number.isNaN(value)) return;
      const spec = ROWS.find(([pattern]) => pattern.test(name))?.[1];
      const measure = benchmark.measure(name, spec);
      if (spec?.mean === true) measure.reported({ mean: value }, table.place(row, column));
      else measure.value(value, table.place(row, column));
    });
  }
  if (run.isEmpty) out.problem(problem('error', 'No column with numbers was found in this file.'));
}
