import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { numberAt, valueAt } from './json-guards.ts';
import { firstRecord, jsonRecords } from './json-records.ts';
import { readLlamaMarkdown } from './llama-bench-markdown.ts';
import { jsonTest, readTests, tableTest } from './llama-bench-tests.ts';

const TYPICAL = ['n_prompt', 'n_gen', 'avg_ts', 'stddev_ts'];
const CSV_LINE = /^[^{[\n]*\bn_prompt\b[^{[:\n]*,[^{[:\n]*\bavg_ts\b[^{[:\n]*$/m;
const TABLE_LINE = /^\|\s*model\s*\|.*\|\s*test\s*\|\s*t\/s\s*\|/m;

/** What `llama-bench -o json | jsonl | csv | md` of llama.cpp writes, and logs that hold it. */
export const llamaBench: Format = {
  id: 'llama-bench',
  title: 'llama.cpp llama-bench',
  proof: 'Real files of the reference corpus: JSON, JSONL, CSV, and logs with tables.',
  about:
    'JSON, JSON Lines or CSV with `n_prompt`, `n_gen`, `avg_ts` and `stddev_ts`, and Markdown tables with the columns `model`, `test` and `t/s`, also inside logs. Gives prompt and generation throughput and time per test (`pp512`, `tg128`) with its repetitions where they are written; every setting of llama-bench is a parameter.',
  recognise,
  read,
};

function recognise(head: FileHead): Recognition | null {
  const record = firstRecord(head);
  if (TYPICAL.every((key) => numberAt(record, key) !== null)) {
    return { score: 0.95, reason: 'JSON records with `n_prompt`, `n_gen`, `avg_ts` and `stddev_ts`' };
  }
  if (head.header !== null && TYPICAL.every((key) => head.header?.includes(key)))
    return { score: 0.95, reason: 'a table with `n_prompt`, `n_gen`, `avg_ts` and `stddev_ts`' };
  return TABLE_LINE.test(head.text)
    ? { score: 0.9, reason: 'a Markdown table with `model`, `test` and `t/s`' }
    : null;
}

function* read(file: FileInput): Steps<FileResult> {
  const text = file.text();
  if (TABLE_LINE.test(text)) return yield* readMarkdownFile(file);
  if (CSV_LINE.test(text.slice(0, 1 << 16))) return yield* readTableFile(file);
  const { records, places, problems } = yield* jsonRecords(file);
  const out = new ResultBuilder(places);
  for (const found of problems) out.problem(found);
  const tests = records.filter(({ value, path }) => {
    if (valueAt(value, 'avg_ts') !== undefined) return true;
    out.problemAt(path, 'warning', 'This record has no avg_ts: it is no test of llama-bench.');
    return false;
  });
  readTests(
    tests.map(({ value, path }) => jsonTest(value, path)),
    out,
  );
  return yield* out.finish(() => text);
}

function* readTableFile(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  const table = yield* file.table({ header: 'first' });
  for (const found of table.problems) out.problem(found);
  out.role = 'summary';
  readTests(
    Array.from({ length: table.rowCount }, (_, row) => tableTest(table, row)),
    out,
  );
  return yield* out.finish(() => file.text());
}

function* readMarkdownFile(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  out.role = 'summary';
  const read = yield* readLlamaMarkdown(file.text(), out);
  if (read === 0) out.problem(problem('error', `No table of llama-bench could be read from this file.`));
  return yield* out.finish(() => file.text());
}
