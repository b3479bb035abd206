import type { Bag, Scalar } from '../model/measure.ts';
import type { Stamp } from '../model/run.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { ResultBuilder } from './build.ts';
import { asObject, numberAt, objectAt, stringAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { asReported, reportFields } from './report-fields.ts';

/** Statistics of one-second samples (requests, throughput) or of single requests (latency). */
const BLOCKS: Readonly<Record<string, MeasureSpec>> = {
  requests: { metric: 'request-throughput', unit: 'req/s' },
  latency: { metric: 'latency', unit: 'ms' },
  throughput: { metric: 'bandwidth', unit: 'B/s' },
};

const COUNTS: Readonly<Record<string, MeasureSpec>> = {
  errors: { metric: 'failures', unit: 'count' },
  timeouts: { metric: 'timeouts', unit: 'count' },
  mismatches: { metric: 'mismatches', unit: 'count', direction: 'lower' },
  resets: { metric: 'resets', unit: 'count', direction: 'lower' },
  non2xx: { metric: 'non-2xx-responses', unit: 'count', direction: 'lower' },
  '1xx': { metric: 'responses-1xx', unit: 'count' },
  '2xx': { metric: 'responses-2xx', unit: 'count' },
  '3xx': { metric: 'responses-3xx', unit: 'count' },
  '4xx': { metric: 'responses-4xx', unit: 'count' },
  '5xx': { metric: 'responses-5xx', unit: 'count' },
  duration: { metric: 'run-length', unit: 's', direction: 'none' },
};

const SETTINGS = ['url', 'socketPath', 'connections', 'pipelining', 'workers', 'sampleInt'];

/** True for the object that `autocannon --json` prints. */
export function isAutocannonResult(value: unknown): boolean {
  const hasBlocks = ['requests', 'latency', 'throughput'].every((key) => objectAt(value, key) !== null);
  return hasBlocks && numberAt(value, 'connections') !== null && numberAt(value, 'pipelining') !== null;
}

/** One run. Where no request was answered its zeros mean nothing, so its rates and latency failed. */
export function readAutocannonResult(value: unknown, path: JsonPath, out: ResultBuilder, name: string): void {
  const run = out.run({
    name,
    tool: 'autocannon',
    startedAt: stampAt(value, 'start'),
    endedAt: stampAt(value, 'finish'),
  });
  const title = stringAt(value, 'title') ?? stringAt(value, 'url') ?? 'requests';
  const benchmark = run.benchmark(title, settingsOf(value, title));
  const failure = failureOf(value);
  for (const [key, spec] of Object.entries(BLOCKS)) {
    if (failure !== null) benchmark.measure(key, spec).fail(failure, [...path, 'errors']);
    else readBlock({ key, value: objectAt(value, key), path: [...path, key] }, spec, benchmark);
  }
  for (const [key, spec] of Object.entries(COUNTS)) {
    const count = numberAt(value, key);
    if (count !== null) benchmark.measure(key, spec).value(count, [...path, key]);
  }
  if (failure === null) warnOfResponses(value, path, out);
}

function stampAt(value: unknown, key: string): Stamp | null {
  const text = stringAt(value, key);
  return text === null ? null : parseStamp(text);
}

function settingsOf(value: unknown, title: string): Bag {
  const bag: Record<string, Scalar> = {};
  for (const key of SETTINGS) {
    const setting = stringAt(value, key) ?? numberAt(value, key);
    if (setting !== null && setting !== title) bag[key] = setting;
  }
  return bag;
}

function failureOf(value: unknown): string | null {
  const answered = numberAt(objectAt(value, 'requests'), 'total');
  const errors = numberAt(value, 'errors') ?? 0;
  return answered === 0 && errors > 0 ? `none of the requests was answered (${errors} errors)` : null;
}

function warnOfResponses(value: unknown, path: JsonPath, out: ResultBuilder): void {
  const bad = numberAt(value, 'non2xx') ?? 0;
  if (bad === 0) return;
  const total = numberAt(objectAt(value, 'requests'), 'total');
  const of = total === null ? '' : ` of ${total}`;
  const sentence = `${bad}${of} responses were not 2xx; request rate and latency include them.`;
  out.problemAt([...path, 'non2xx'], 'warning', sentence);
}

interface Block {
  readonly key: string;
  readonly value: JsonObject | null;
  readonly path: JsonPath;
}

/** `average` and `mean` are the same number twice; percentiles are called p50, p97_5, p99_999. */
function readBlock({ key, value, path }: Block, spec: MeasureSpec, benchmark: BenchmarkBuilder): void {
  if (value === null) return;
  const measure = benchmark.measure(key, spec);
  const mean = numberAt(value, 'average') === null ? 'mean' : 'average';
  reportFields(measure, value, path, { mean, stddev: 'stddev', min: 'min', max: 'max', n: 'totalCount' });
  for (const [name, number] of Object.entries(asObject(value) ?? {})) {
    const percentile = /^p(\d+(?:_\d+)?)$/.exec(name)?.[1]?.replace('_', '.');
    if (percentile !== undefined && typeof number === 'number')
      measure.reported(asReported(`p${Number(percentile)}`, number), [...path, name]);
  }
  const total = numberAt(value, 'total');
  const ofTotal =
    key === 'throughput' ? { metric: 'transferred', unit: 'B' } : { metric: 'requests', unit: 'req' };
  if (total !== null) benchmark.measure(`${key}.total`, ofTotal).value(total, [...path, 'total']);
  const sent = numberAt(value, 'sent');
  const ofSent = { metric: 'requests-sent', unit: 'req' };
  if (sent !== null) benchmark.measure(`${key}.sent`, ofSent).value(sent, [...path, 'sent']);
}
