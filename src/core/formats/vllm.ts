import { problem } from '../model/problem.ts';
import type { FileResult, Stamp } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asObject, booleanAt, numberAt, objectAt, stringAt, valueAt } from './json-guards.ts';
import { firstRecord, jsonRecords, type JsonRecord } from './json-records.ts';
import { jsonStringPlaces } from './json-string-places.ts';
import { asReported } from './report-fields.ts';
import { statisticKeys } from './serving-keys.ts';
import { hasServingLog, readServingLog } from './serving-log.ts';
import { hasKey, isServingRecord, readServingRecord } from './serving-record.ts';

/** What `vllm bench serve | latency | throughput` and the older `benchmark_*.py` write. */
export const vllm: Format = {
  id: 'vllm',
  title: 'vLLM benchmarks',
  proof: 'Real files of the reference corpus: `bench serve`, latency, throughput and printed results.',
  about:
    'JSON of `vllm bench serve` (`request_throughput`, `mean_ttft_ms`, …; per request with `--save-detailed`), of `vllm bench latency` (`avg_latency`, `latencies`, `percentiles`) and of `vllm bench throughput` (`elapsed_time`, `requests_per_second`), JSON Lines of `--append-result`, and the printed result in a log or in a `raw_output` string. Gives TTFT, TPOT, ITL and latency, request and token throughput, with `request_rate` and `max_concurrency` as parameters.',
  recognise,
  read,
};

function recognise(head: FileHead): Recognition | null {
  const record = firstRecord(head);
  // SGLang's records are of the same family, and say which server they met.
  if (hasKey(record, 'server_info') || hasKey(record, 'mean_e2e_latency_ms')) return null;
  if (isServing(head, record))
    return { score: 0.9, reason: 'a serving benchmark with `request_throughput` and `mean_ttft_ms`' };
  if (isLatency(record))
    return { score: 0.85, reason: 'a JSON with `avg_latency`, `latencies` and `percentiles`' };
  if (isThroughput(record))
    return { score: 0.85, reason: 'a JSON with `elapsed_time`, `num_requests` and `requests_per_second`' };
  const wrapped = stringAt(record, 'raw_output');
  if (wrapped !== null && (hasServingLog(wrapped) || booleanAt(record, 'success') !== null))
    return hasServingLog(wrapped) || /\bvllm\b/.test(wrapped)
      ? { score: 0.9, reason: 'a `raw_output` with a printed "Serving Benchmark Result"' }
      : null;
  const isText = head.fileType === 'text' || head.fileType === 'other' || head.fileType === 'markdown';
  return isText && hasServingLog(head.text) && !/^Backend:\s+sglang/m.test(head.text)
    ? { score: 0.9, reason: 'a printed "Serving Benchmark Result"' }
    : null;
}

/** A detailed result may be longer than the head: then its first keys tell. */
function isServing(head: FileHead, record: unknown): boolean {
  if (isServingRecord(record)) return true;
  return (
    !head.whole &&
    /^\s*\{\s*"date":/.test(head.text) &&
    head.text.includes('"request_throughput":') &&
    /"(?:model_id|tokenizer_id)":/.test(head.text)
  );
}

function isLatency(record: unknown): boolean {
  return (
    numberAt(record, 'avg_latency') !== null &&
    arrayAt(record, 'latencies') !== null &&
    objectAt(record, 'percentiles') !== null
  );
}

function isThroughput(record: unknown): boolean {
  return ['elapsed_time', 'num_requests', 'requests_per_second'].every(
    (key) => numberAt(record, key) !== null,
  );
}

function* read(file: FileInput): Steps<FileResult> {
  const text = file.text();
  if (!/^[\s\uFEFF]*[[{]/.test(text)) {
    const out = new ResultBuilder();
    readPrinted(text, out);
    return yield* out.finish(() => text);
  }
  const { records, places, problems } = yield* jsonRecords(file);
  const out = new ResultBuilder(places);
  for (const found of problems) out.problem(found);
  for (const record of records) yield* readRecord(record, records.length > 1, text, out);
  return yield* out.finish(() => text);
}

function* readRecord(record: JsonRecord, several: boolean, text: string, out: ResultBuilder): Steps<void> {
  const { value, path } = record;
  if (stringAt(value, 'raw_output') !== null) yield* readWrapped(record, text, out);
  else if (isLatency(value)) readLatency(record, out);
  else if (isThroughput(value)) readThroughput(record, out);
  else if (isServingRecord(value) || statisticKeys(Object.keys(asObject(value) ?? {})) > 0) {
    const date = stringAt(value, 'date');
    const endedAt = date === null ? null : parseStamp(date);
    const duration = numberAt(value, 'duration');
    const startedAt = endedAt === null ? null : earlier(endedAt, duration ?? 0);
    const name = several ? (date ?? String(Number(path[0]) + 1)) : '';
    readServingRecord({ value, path }, { tool: 'vllm', name, startedAt, endedAt }, out);
  } else out.problemAt(path, 'warning', 'This record is no result of a vLLM benchmark.');
}

/** A script's wrapper around what the tool printed. */
function* readWrapped({ value, path }: JsonRecord, text: string, out: ResultBuilder): Steps<void> {
  const printed = valueAt(value, 'raw_output');
  if (typeof printed !== 'string') return;
  const said = stringAt(value, 'error');
  if (hasServingLog(printed))
    readServingLog(printed, yield* jsonStringPlaces(text, [...path, 'raw_output']), out);
  else {
    const error = said ?? printed.trim().split('\n').at(-1) ?? 'no result was printed';
    const at = [...path, said === null ? 'raw_output' : 'error'];
    const measure = out
      .run({ tool: 'vllm' })
      .benchmark('serve')
      .measure('ttft', { metric: 'ttft', unit: 's' });
    measure.sample(NaN, at, { outcome: 'failed', error });
  }
  if (said !== null && booleanAt(value, 'success') === true)
    out.problemAt([...path, 'error'], 'warning', `The file says success, but holds an error: ${said}`);
}

function readLatency({ value, path }: JsonRecord, out: ResultBuilder): void {
  const measure = out
    .run({ tool: 'vllm' })
    .benchmark('latency')
    .measure('latency', { metric: 'latency', unit: 's' });
  measure.sampleArray(arrayAt(value, 'latencies') ?? [], [...path, 'latencies']);
  const mean = numberAt(value, 'avg_latency');
  if (mean !== null) measure.reported({ mean }, [...path, 'avg_latency']);
  const percentiles = objectAt(value, 'percentiles') ?? {};
  for (const key of Object.keys(percentiles)) {
    const level = numberAt(percentiles, key);
    if (level !== null && /^\d+(?:\.\d+)?$/.test(key))
      measure.reported(asReported(`p${key}`, level), [...path, 'percentiles', key]);
  }
}

function readThroughput({ value, path }: JsonRecord, out: ResultBuilder): void {
  const count = numberAt(value, 'num_requests');
  const run = out.run({ tool: 'vllm' });
  const benchmark = run.benchmark('throughput', count === null ? {} : { num_requests: count });
  for (const [key, metric, unit] of [
    ['elapsed_time', 'total-time', 's'],
    ['total_num_tokens', 'total-tokens', 'tok'],
    ['requests_per_second', 'request-throughput', 'req/s'],
    ['tokens_per_second', 'total-throughput', 'tok/s'],
  ] as const) {
    const found = numberAt(value, key);
    if (found !== null) benchmark.measure(key, { metric, unit }).value(found, [...path, key]);
  }
}

function readPrinted(text: string, out: ResultBuilder): void {
  let line = 1;
  let start = 0;
  const placeAt = (offset: number): { line: number; column: number } => {
    for (let next = text.indexOf('\n', start); next >= 0 && next < offset; next = text.indexOf('\n', start)) {
      start = next + 1;
      line++;
    }
    return { line, column: offset - start + 1 };
  };
  readServingLog(text, placeAt, out);
  if (!hasServingLog(text)) out.problem(problem('error', 'No printed result was found in this file.'));
}

/** The tool writes the time at which it is done. */
function earlier(stamp: Stamp, seconds: number): Stamp {
  const zoned = stamp.zone === 'unknown' ? `${stamp.iso}Z` : stamp.iso;
  const end = Date.parse(zoned);
  if (Number.isNaN(end) || stamp.zone === 'offset') return stamp;
  const iso = new Date(end - 1000 * seconds).toISOString();
  return { iso: stamp.zone === 'unknown' ? iso.slice(0, -1) : iso, zone: stamp.zone };
}
