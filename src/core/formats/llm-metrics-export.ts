import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { labelRole, readLabel } from '../normalise/labels.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder, type RunBuilder, type RunFacts } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asObject, numberAt, objectAt, stringAt, valueAt } from './json-guards.ts';
import { asReported } from './report-fields.ts';
import { requestColumns } from './request-columns.ts';
import { readRequests } from './request-read.ts';
import { jsonRows } from './request-rows.ts';

const REPEATS = 'It sums up the inferences that this file lists.';

/** What a monitor of inferences exports: a record per inference and its own summary of them. */
export const llmMetricsExport: Format = {
  id: 'llm-metrics-export',
  title: 'Exported inference metrics',
  proof: 'Real files of the reference corpus, of runs in which nothing was recorded.',
  about:
    'JSON with `export_timestamp`, `total_inferences`, `overall_performance` and `raw_metrics`. The records under `raw_metrics` are samples, `overall_performance` is shown as reported; an export without inferences gives no number and says why.',
  recognise,
  read,
};

function recognise(head: FileHead): Recognition | null {
  const whole = numberAt(head.json, 'total_inferences') !== null;
  if (!whole || objectAt(head.json, 'overall_performance') === null) return null;
  return { score: 0.9, reason: 'a JSON with `total_inferences` and `overall_performance`' };
}

function* read(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  const { value } = file.json();
  const overall = objectAt(value, 'overall_performance');
  const records = arrayAt(value, 'raw_metrics') ?? [];
  const error = stringAt(overall, 'error');
  if (error !== null) {
    out.problemAt(['overall_performance', 'error'], 'warning', `Nothing was measured: ${error}.`);
  } else if (records.length === 0 && numberAt(value, 'total_inferences') === 0) {
    out.problem(problem('warning', 'Nothing was measured: the export holds no inference.'));
  }
  if (records.length === 0) out.role = error === null ? 'summary' : 'other';
  const run = yield* readRecords(records, factsOf(value), out);
  readOverall(overall, records.length > 0, run);
  return yield* out.finish(() => file.text());
}

function factsOf(value: unknown): RunFacts {
  const time = numberAt(value, 'export_timestamp') ?? stringAt(value, 'export_datetime');
  return { endedAt: time === null ? null : parseStamp(time) };
}

function* readRecords(records: readonly unknown[], facts: RunFacts, out: ResultBuilder): Steps<RunBuilder> {
  const rows = jsonRows(records, ['raw_metrics']);
  return yield* readRequests(rows, yield* requestColumns(rows, {}), { out, benchmark: 'inference', facts });
}

/** The writer's statistics under their own names; they count only where the inferences themselves are not listed. */
function readOverall(overall: unknown, listed: boolean, run: RunBuilder): void {
  for (const key of Object.keys(asObject(overall) ?? {})) {
    const number = numberAt(overall, key);
    if (number === null || labelRole(key) !== 'metric' || valueAt(overall, 'error') !== undefined) continue;
    const { base, statistic, metric, unitInFile } = readLabel(key);
    const path = ['overall_performance', key];
    const spec = { metric, unit: unitInFile, ...(listed ? { notCountedBecause: REPEATS } : {}) };
    const benchmark = run.benchmark('all inferences');
    if (statistic === null) benchmark.measure(key, spec).value(number, path);
    else benchmark.measure(base, spec).reported(asReported(statistic, number), path);
  }
}
