import type { Steps } from '../model/steps.ts';
import { readMarkdown, type MarkdownCell } from '../text/markdown.ts';
import { parseNumber } from '../text/number.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import type { FileInput } from './format.ts';
import { commandCases, WALL } from './hyperfine-parts.ts';

/** The header row of `hyperfine --export-markdown`: the unit stands in brackets and nowhere else. */
export const MARKDOWN_HEADER =
  /^\|\s*Command\s*\|\s*Mean \[[^\]]+\]\s*\|\s*Min \[[^\]]+\]\s*\|\s*Max \[[^\]]+\]\s*\|\s*Relative\s*\|/m;

const RELATIVE: MeasureSpec = {
  metric: 'relative-time',
  unit: '1',
  direction: 'lower',
  notCountedBecause: 'It is made from the means beside it.',
};

/** One row per command: mean ± standard deviation, min, max, and the mean over that of the fastest. */
export function* readHyperfineMarkdown(file: FileInput, run: RunBuilder, out: ResultBuilder): Steps<void> {
  out.role = 'summary';
  const page = yield* readMarkdown(file.text());
  for (const table of page.tables) {
    const unit = /^Mean \[(.+)\]$/.exec(table.header[1]?.text ?? '')?.[1];
    if (table.header[0]?.text !== 'Command' || unit === undefined) continue;
    const scanned = table.rows.map((row) => ({ command: row[0]?.text ?? '', parameters: {} }));
    commandCases(scanned).forEach(({ name, parameters }, index) => {
      readRow(table.rows[index] ?? [], unit, run.benchmark(name, parameters));
    });
  }
}

function readRow(row: readonly MarkdownCell[], unit: string, benchmark: BenchmarkBuilder): void {
  const [, mean, min, max, relative] = row;
  const wall = benchmark.measure('time', { ...WALL, unit, column: `Mean [${unit}]` });
  const { value, spread } = parts(mean);
  if (mean !== undefined) wall.reported({ mean: value, stddev: spread }, mean.place);
  if (min !== undefined) wall.reported({ min: parts(min).value }, min.place);
  if (max !== undefined) wall.reported({ max: parts(max).value }, max.place);
  if (relative === undefined) return;
  const ratio = parts(relative);
  if (Number.isNaN(ratio.value)) return;
  const statistics = { mean: ratio.value, stddev: ratio.spread };
  benchmark.measure('Relative', RELATIVE).reported(statistics, relative.place);
}

/** `15.9 ± 7.6`, or a number alone where there is no spread. */
function parts(cell: MarkdownCell | undefined): { readonly value: number; readonly spread: number } {
  const [value = '', spread = ''] = (cell?.text ?? '').split('±');
  return { value: parseNumber(value), spread: parseNumber(spread) };
}
