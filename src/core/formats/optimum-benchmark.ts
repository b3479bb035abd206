import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import {
  readMarkdown,
  type MarkdownCell,
  type MarkdownHeading,
  type MarkdownTable,
} from '../text/markdown.ts';
import { parseNumber } from '../text/number.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { asReported } from './report-fields.ts';

const TABLE_HEADER = /^\|\s*metric\s*\|\s*value\s*\|\s*unit\s*\|/m;
const PHASE_HEADING =
  /^# (?:load|load_model|load_dataset|forward|prefill|decode|per_token|call|generate|train|overall|warmup|training)(?:_\w+)?:?\s*$/m;

/** Peaks of memory by optimum-benchmark's names. */
const MEMORY: Readonly<Record<string, string>> = {
  max_ram: 'memory-peak',
  max_global_vram: 'gpu-memory-peak',
  max_process_vram: 'gpu-memory-peak',
  max_reserved: 'gpu-memory-peak',
  max_allocated: 'gpu-memory-peak',
};
const STATISTICS: Readonly<Record<string, string>> = {
  count: 'n',
  mean: 'mean',
  stdev: 'stddev',
  total: 'total',
};

/** The Markdown report of Hugging Face optimum-benchmark. */
export const optimumBenchmark: Format = {
  id: 'optimum-benchmark',
  title: 'optimum-benchmark',
  proof: 'A real file of the reference corpus: the Markdown report.',
  about:
    'Markdown with a heading per phase (`# prefill:`, `# decode:`) and under it tables `metric | value | unit` for memory, latency, throughput and energy. Gives latency with its percentiles, peaks of memory, and throughput; one benchmark per phase.',
  recognise(head: FileHead): Recognition | null {
    if (head.json !== undefined || !TABLE_HEADER.test(head.text) || !PHASE_HEADING.test(head.text))
      return null;
    return { score: 0.9, reason: 'tables `metric | value | unit` under the phases of optimum-benchmark' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const page = yield* readMarkdown(file.text());
    const run = out.run({ tool: 'optimum-benchmark' });
    for (const table of page.tables) {
      for (const found of table.problems) out.problem(found);
      const [metric, value, unit] = table.header.map((cell) => cell.text);
      if (metric !== 'metric' || value !== 'value' || unit !== 'unit') continue;
      const kind = headingAbove(page.headings, table, 2) ?? 'metrics';
      const benchmark = run.benchmark(headingAbove(page.headings, table, 1) ?? 'benchmark');
      const rows = table.rows.flatMap((row) => entryOf(row) ?? []);
      if (rows.length < table.rows.length)
        out.problem(problem('warning', 'A row of this table has no number and was not read.', table.line));
      readRows(kind, rows, benchmark);
    }
    if (run.isEmpty) out.problem(problem('error', 'No table of optimum-benchmark was found in this file.'));
    return yield* out.finish(() => file.text());
  },
};

/** The nearest heading of a level above a table, without its colon. */
function headingAbove(
  headings: readonly MarkdownHeading[],
  table: MarkdownTable,
  level: number,
): string | null {
  const above = headings.filter((heading) => heading.line < table.line && heading.level === level);
  return above.at(-1)?.text.replace(/:$/, '').trim() ?? null;
}

interface Entry {
  readonly name: string;
  readonly value: number;
  /** '-' stands for none. */
  readonly unit: string | null;
  readonly cell: MarkdownCell;
}

function entryOf(row: readonly MarkdownCell[]): Entry | null {
  const [name, cell, unit] = row;
  const value = cell === undefined ? NaN : parseNumber(cell.text);
  if (name === undefined || cell === undefined || !Number.isFinite(value)) return null;
  return { name: name.text, value, unit: unit === undefined || unit.text === '-' ? null : unit.text, cell };
}

function readRows(kind: string, rows: readonly Entry[], benchmark: BenchmarkBuilder): void {
  const isSummary = rows.some(({ name }) => name === 'mean');
  const unit = rows.find(({ name }) => name === 'mean')?.unit ?? null;
  const headFirst = [
    ...rows.filter(({ name }) => name === 'mean'),
    ...rows.filter(({ name }) => name !== 'mean'),
  ];
  for (const { name, value, unit: own, cell } of headFirst) {
    const statistic = STATISTICS[name] ?? (/^p\d+(?:\.\d+)?$/.test(name) ? name : null);
    if (isSummary && statistic !== null)
      benchmark.measure(kind, specOf(kind, unit)).reported(asReported(statistic, value), cell.place);
    else if (isSummary && name === 'stdev_')
      // The same deviation again, in per cent of the mean.
      benchmark
        .measure(`${kind} stdev_`, {
          metric: `${kind}-variation`,
          unit: '%',
          direction: 'lower',
          notCountedBecause: 'the standard deviation in per cent of the mean',
        })
        .reported({ stddev: value }, cell.place);
    else benchmark.measure(name, valueSpec(kind, name, own)).value(value, cell.place);
  }
}

function specOf(kind: string, unit: string | null): MeasureSpec {
  return kind === 'latency' ? { metric: 'latency', unit } : unit === null ? {} : { unit };
}

function valueSpec(kind: string, name: string, unit: string | null): MeasureSpec {
  const memory = MEMORY[name];
  if (memory !== undefined) return { metric: memory, unit };
  if (kind === 'energy') return { metric: 'energy', unit };
  if (kind === 'throughput')
    return { metric: unit?.startsWith('token') === true ? 'throughput' : 'item-throughput', unit };
  return unit === null ? {} : { unit };
}
