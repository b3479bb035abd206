import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asObject, numberAt, stringAt } from './json-guards.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { readTotals } from './llm-test-totals.ts';
import { requestColumns, type ColumnUses } from './request-columns.ts';
import { readRequests } from './request-read.ts';
import { jsonRows, tableRows } from './request-rows.ts';

const HEADLINE = ['generation_time_ms', 'tokens', 'tokens_per_second'];

const TIME = { as: 'measure', spec: { metric: 'generation-time', unit: 'ms' } } as const;
const TOKENS = { as: 'measure', spec: { metric: 'tokens-generated', unit: 'tok' } } as const;
const RATE = {
  as: 'measure',
  spec: { metric: 'throughput', unit: 'tok/s' },
  zeroIsMissing: true,
} as const;

const USES: ColumnUses = {
  test_name: { as: 'benchmark' },
  'test name': { as: 'benchmark' },
  generation_time_ms: TIME,
  'generation time (ms)': TIME,
  tokens: TOKENS,
  tokens_per_second: RATE,
  'tokens per second': RATE,
  context: { as: 'parameter' },
  tone: { as: 'parameter' },
  model: { as: 'parameter' },
  success: { as: 'outcome' },
  error: { as: 'error' },
  banter_text: { as: 'answer' },
  response: { as: 'answer' },
  response_text: { as: 'answer' },
  generated_text: { as: 'answer' },
  output: { as: 'answer' },
};

/** Named generation tests of a language model, each with time, tokens and whether it worked. */
export const llmTestResults: Format = {
  id: 'llm-test-results',
  title: 'Language-model test results',
  proof: 'Real files of the reference corpus: JSON and CSV.',
  about:
    'JSON with `total_tests`, `successful_tests` and `results` (`test_name`, `generation_time_ms`, `tokens`, `tokens_per_second`, `success`), or the same as CSV (`Test Name`, `Generation Time (ms)`, …). ' +
    'A test is a benchmark; totals are checked against the tests and shown without being counted.',
  recognise,
  read,
};

function recognise(head: FileHead): Recognition | null {
  const names = new Set((head.header ?? []).map((name) => name.trim().toLowerCase()));
  const reason = 'named tests with generation time, tokens and success';
  if (names.has('test name') || names.has('test_name')) {
    const known = [...names].filter((name) => USES[name]?.as === 'measure').length;
    return known >= 2 ? { score: 0.85, reason: `a table of ${reason}` } : null;
  }
  const tests = arrayAt(head.json, 'results') ?? [];
  const named = tests.some((test) => stringAt(test, 'test_name') !== null);
  const measured = tests.some((test) => HEADLINE.some((key) => numberAt(test, key) !== null));
  const counted = numberAt(head.json, 'total_tests') !== null;
  return named && (measured || counted) ? { score: 0.85, reason: `a JSON of ${reason}` } : null;
}

function* read(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  if (file.fileType === 'json') yield* readDocument(file, out);
  else {
    const table = yield* file.table();
    for (const problem of table.problems) out.problem(problem);
    const rows = tableRows(table);
    yield* readRequests(rows, yield* requestColumns(rows, USES), { out, benchmark: 'test', facts: {} });
  }
  return yield* out.finish(() => file.text());
}

function* readDocument(file: FileInput, out: ResultBuilder): Steps<void> {
  const document = asObject(file.json().value);
  const tests = arrayAt(document, 'results');
  if (document === null || tests === null) return;
  const time = numberAt(document, 'test_timestamp') ?? stringAt(document, 'test_datetime');
  const rows = jsonRows(tests, ['results'], HEADLINE);
  const facts = { startedAt: time === null ? null : parseStamp(time) };
  const run = yield* readRequests(rows, yield* requestColumns(rows, USES), { out, benchmark: 'test', facts });
  readTotals(document, tests, run, out);
}
