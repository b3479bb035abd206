import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { parseStrict } from '../text/json.ts';
import { loadOf, setupOf, specOf, STATISTICS, statisticOf } from './aiperf-names.ts';
import { isRequestRecord, readRequestRecords } from './aiperf-requests.ts';
import { readAiperfTable } from './aiperf-table.ts';
import type { BenchmarkBuilder } from './build-measure.ts';
import { ResultBuilder, type RunFacts } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import {
  arrayAt,
  asObject,
  booleanAt,
  numberAt,
  objectAt,
  stringAt,
  valueAt,
  type JsonObject,
} from './json-guards.ts';
import { firstRecord, jsonRecords } from './json-records.ts';
import type { JsonPath } from './places.ts';
import { asReported, reportFields } from './report-fields.ts';

/** What NVIDIA AIPerf writes, and GenAI-Perf before it. */
export const aiperf: Format = {
  id: 'aiperf',
  title: 'NVIDIA AIPerf and GenAI-Perf',
  proof: 'Real files of the reference corpus: JSON and CSV of one run.',
  about:
    '`profile_export_aiperf.json` (metrics with `unit` and `avg` under `records` or at the top, `input_config`), its CSV twin with two blocks (`Metric,avg,min,max,p1,…` and `Metric,Value`), and `profile_export.jsonl` with a record per request. Gives TTFT, ITL, latency, token and request throughput with their percentiles, or per request; `concurrency`, `request_rate`, `input_len` and `output_len` are parameters.',
  recognise,
  read,
};

function recognise(head: FileHead): Recognition | null {
  if (
    head.header !== null &&
    isStatisticsHeader(head.header) &&
    /^[^,]*\((?:ms|tokens)[^)]*\),/m.test(head.text)
  )
    return { score: 0.85, reason: 'a CSV with `Metric`, `avg`, `min`, `max` and percentiles' };
  const record = firstRecord(head);
  if (head.firstLine !== undefined && isRequestRecord(record))
    return { score: 0.95, reason: 'JSON Lines with `metadata` and `metrics` of a request' };
  const found = metricsOf(record);
  const typical = [
    'request_throughput',
    'request_latency',
    'output_token_throughput',
    'benchmark_duration',
  ].filter((name) => found.metrics[name] !== undefined);
  return typical.length > 0 && objectAt(record, 'input_config') !== null
    ? { score: 0.95, reason: 'a JSON with `input_config` and metrics that have `unit` and `avg`' }
    : typical.length > 2
      ? { score: 0.8, reason: 'a JSON with metrics such as `request_throughput` that have `unit` and `avg`' }
      : null;
}

function isStatisticsHeader(header: readonly string[]): boolean {
  return header[0] === 'Metric' && ['avg', 'min', 'max', 'p99', 'p50'].every((name) => header.includes(name));
}

interface FoundMetrics {
  readonly metrics: Readonly<Record<string, JsonObject>>;
  readonly path: JsonPath;
}

/** Metrics stand at the top level, or in early versions under `records`. */
function metricsOf(document: unknown): FoundMetrics {
  const records = objectAt(document, 'records');
  const holder = records ?? asObject(document) ?? {};
  const metrics: Record<string, JsonObject> = {};
  for (const [key, value] of Object.entries(holder)) {
    const entry = asObject(value);
    if (entry !== null && typeof entry.unit === 'string' && 'avg' in entry) metrics[key] = entry;
  }
  return { metrics, path: records === null ? [] : ['records'] };
}

function* read(file: FileInput): Steps<FileResult> {
  const text = file.text();
  if (!/^[\s\uFEFF]*[[{]/.test(text)) {
    const out = new ResultBuilder();
    yield* readAiperfTable(file, factsBeside(file), out);
    return yield* out.finish(() => text);
  }
  const { records, places, problems } = yield* jsonRecords(file);
  const out = new ResultBuilder(places);
  for (const found of problems) out.problem(found);
  if (records.some(({ value }) => isRequestRecord(value)))
    readRequestRecords(records, factsBeside(file), out);
  else for (const { value, path } of records) readSummary(value, path, out);
  return yield* out.finish(() => text);
}

/** The tool writes its settings into its JSON only; the other files of a run lie beside it. */
function factsBeside(file: FileInput): {
  readonly facts: RunFacts;
  readonly load: ReturnType<typeof loadOf>;
} {
  const twin = file.name.replace(/\.csv$/i, '.json');
  const name = twin === file.name ? file.name.replace(/\.jsonl$/i, '_aiperf.json') : twin;
  const text = name === file.name ? null : file.sibling(name);
  const document = text === null ? undefined : parseStrict(text);
  return { facts: factsOf(document), load: loadOf(objectAt(document, 'input_config')) };
}

function factsOf(document: unknown): RunFacts {
  const start = stringAt(document, 'start_time');
  const end = stringAt(document, 'end_time');
  return {
    tool: 'aiperf',
    toolVersion: stringAt(document, 'aiperf_version'),
    startedAt: start === null ? null : parseStamp(start),
    endedAt: end === null ? null : parseStamp(end),
    parameters: setupOf(objectAt(document, 'input_config')),
  };
}

function readSummary(document: unknown, base: JsonPath, out: ResultBuilder): void {
  out.role = 'summary';
  const { metrics, path } = metricsOf(document);
  const benchmark = out
    .run(factsOf(document))
    .benchmark('profile', loadOf(objectAt(document, 'input_config')));
  for (const [key, entry] of Object.entries(metrics))
    readMetric(key, entry, [...base, ...path, key], benchmark);
  readTelemetry(document, base, benchmark);
  if (booleanAt(document, 'was_cancelled') === true)
    out.problemAt([...base, 'was_cancelled'], 'warning', 'The benchmark was stopped before its end.');
  arrayAt(document, 'error_summary')?.forEach((entry, index) => {
    const details = objectAt(entry, 'error_details');
    const count = numberAt(entry, 'count') ?? 1;
    const said = [stringAt(details, 'type'), stringAt(details, 'message')]
      .filter((part) => part !== null)
      .join(': ');
    const requests = count === 1 ? 'One request' : `${count} requests`;
    out.problemAt(
      [...base, 'error_summary', index],
      'warning',
      `${requests} failed: ${said || 'no reason given'}`,
    );
  });
  if (Object.keys(metrics).length === 0) out.problem(problem('error', 'No metric was found in this file.'));
}

/** A total has an `avg` and nothing else: it is one number, whatever it is called. */
function readMetric(key: string, entry: JsonObject, path: JsonPath, benchmark: BenchmarkBuilder): void {
  const average = numberAt(entry, 'avg');
  if (average === null) return;
  const label = stringAt(entry, 'header') ?? key;
  const measure = benchmark.measure(label, specOf(key, stringAt(entry, 'unit')));
  if (numberAt(entry, 'min') === null && numberAt(entry, 'p50') === null)
    measure.value(average, [...path, 'avg']);
  const names = Object.keys(entry).filter((name) => statisticOf(name) !== null);
  const first = ['avg', ...names.filter((name) => name !== 'avg')];
  for (const name of first) {
    const value = numberAt(entry, name);
    const statistic = statisticOf(name);
    if (value !== null && statistic !== null) measure.reported(asReported(statistic, value), [...path, name]);
  }
}

/** GPU telemetry, per endpoint and GPU. */
function readTelemetry(document: unknown, base: JsonPath, benchmark: BenchmarkBuilder): void {
  const endpoints = objectAt(objectAt(document, 'telemetry_data'), 'endpoints') ?? {};
  for (const endpoint of Object.keys(endpoints)) {
    const gpus = objectAt(objectAt(endpoints, endpoint), 'gpus') ?? {};
    for (const gpu of Object.keys(gpus)) {
      const metrics = objectAt(objectAt(gpus, gpu), 'metrics') ?? {};
      for (const name of Object.keys(metrics)) {
        const path = [...base, 'telemetry_data', 'endpoints', endpoint, 'gpus', gpu, 'metrics', name];
        const unit = stringAt(valueAt(metrics, name), 'unit');
        const measure = benchmark.measure(`${gpu} ${name}`, unit === null ? {} : { unit });
        reportFields(measure, valueAt(metrics, name), path, invert());
      }
    }
  }
}

function invert(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(STATISTICS).map(([name, statistic]) => [statistic, name]));
}
