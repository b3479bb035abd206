import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { readBenchmarkDotNetJson } from './benchmarkdotnet-json.ts';
import { isReportText, readBenchmarkDotNetMarkdown } from './benchmarkdotnet-markdown.ts';
import { addReport, groupsOfName, isReportHeader, type ReportCell } from './benchmarkdotnet-table.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, objectAt, valueAt } from './json-guards.ts';

/** Reports of BenchmarkDotNet. */
export const benchmarkDotNet: Format = {
  id: 'benchmarkdotnet',
  title: 'BenchmarkDotNet',
  proof: 'Real files of the reference corpus: full JSON, CSV in two locales, Markdown.',
  about:
    'The JSON (full and brief), CSV and Markdown reports of BenchmarkDotNet: time per operation with its statistics, the error as a 99.9 % interval, memory and other diagnosers. Only results are samples: overhead, jitting, pilot and warm-up iterations are not. Ratios are statistics of the time and become checks against the baseline.',
  recognise(head: FileHead): Recognition | null {
    const host = objectAt(head.json, 'HostEnvironmentInfo');
    if (host !== null && (valueAt(host, 'BenchmarkDotNetVersion') !== undefined || hasBenchmarks(head.json)))
      return { score: 0.95, reason: 'a JSON with `HostEnvironmentInfo` of BenchmarkDotNet' };
    if (head.header !== null && isReportHeader(head.header) && hasJob(head.header))
      return { score: 0.95, reason: 'a table with Method, the settings of a job, Mean and Error' };
    const isText = head.fileType === 'markdown' || head.fileType === 'text' || head.fileType === 'other';
    return isText && isReportText(head.text)
      ? { score: 0.95, reason: 'a report with the version of BenchmarkDotNet above a table of methods' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const start = file.text().slice(0, 4096);
    if (/^\s*\{/.test(start)) {
      out.role = 'samples';
      yield* readBenchmarkDotNetJson(file, out);
    } else if (/^\s*"?Method"?[,;\t]/.test(start)) yield* readCsv(file, out);
    else yield* readBenchmarkDotNetMarkdown(file, out);
    return yield* out.finish(() => file.text());
  },
};

function hasBenchmarks(json: unknown): boolean {
  return arrayAt(json, 'Benchmarks') !== null;
}

function hasJob(header: readonly string[]): boolean {
  return (
    header.includes('Job') &&
    ['LaunchCount', 'WarmupCount', 'UnrollFactor'].some((name) => header.includes(name))
  );
}

function* readCsv(file: FileInput, out: ResultBuilder): Steps<void> {
  const table = yield* file.table({ header: 'first', unitRow: 'never' });
  for (const found of table.problems) out.problem(found);
  const rows: ReportCell[][] = [];
  for (let row = 0; row < table.rowCount; row++) {
    const cells = table.header.map((_, column) => ({
      text: table.text(row, column),
      place: table.place(row, column),
    }));
    rows.push(cells);
    if (row % 2000 === 1999) yield;
  }
  addReport({ header: table.header, rows }, { category: groupsOfName(file.name) }, out);
}
