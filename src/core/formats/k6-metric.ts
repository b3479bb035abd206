import type { Bag, Scalar } from '../model/measure.ts';
import type { MeasureSpec } from './build-measure.ts';
import type { BenchmarkBuilder } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import { asObject, numberAt, objectAt, stringAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { asReported, reportFields } from './report-fields.ts';

/** One entry of `metrics`. */
export interface K6Metric {
  /** May carry tags: `http_req_duration{expected_response:true}`. */
  readonly name: string;
  readonly metric: unknown;
  readonly path: JsonPath;
}

const time = (metric: string): MeasureSpec => ({ metric, unit: 'ms', direction: 'lower' });

/** Trends of k6 itself; all are in ms. */
const TRENDS: Readonly<Record<string, MeasureSpec>> = {
  http_req_duration: time('latency'),
  http_req_waiting: time('waiting-time'),
  http_req_blocked: time('blocked-time'),
  http_req_connecting: time('connect-time'),
  http_req_tls_handshaking: time('tls-handshake-time'),
  http_req_sending: time('send-time'),
  http_req_receiving: time('receive-time'),
  iteration_duration: time('iteration-time'),
  group_duration: time('group-time'),
};

interface CounterSpec {
  readonly count: MeasureSpec;
  readonly rate: MeasureSpec;
}

const COUNTERS: Readonly<Record<string, CounterSpec>> = {
  http_reqs: {
    count: { metric: 'requests', unit: 'req' },
    rate: { metric: 'request-throughput', unit: 'req/s' },
  },
  iterations: {
    count: { metric: 'iterations', unit: 'iter' },
    rate: { metric: 'iteration-throughput', unit: 'iter/s', direction: 'higher' },
  },
  data_sent: { count: { metric: 'data-sent', unit: 'B' }, rate: { metric: 'data-sent-rate', unit: 'B/s' } },
  data_received: {
    count: { metric: 'data-received', unit: 'B' },
    rate: { metric: 'data-received-rate', unit: 'B/s' },
  },
};

const FAILURES: MeasureSpec = { metric: 'failures', unit: 'count' };

interface RateSpec {
  readonly rate: MeasureSpec;
  readonly passes: MeasureSpec;
  readonly fails: MeasureSpec;
}

const RATES: Readonly<Record<string, RateSpec>> = {
  http_req_failed: {
    rate: { metric: 'error-rate', unit: '1' },
    passes: FAILURES,
    fails: { metric: 'successful-requests', unit: 'req' },
  },
  checks: {
    rate: { metric: 'success-rate', unit: '1' },
    passes: { metric: 'passed-checks', unit: 'count' },
    fails: FAILURES,
  },
};

const USERS: MeasureSpec = {
  metric: 'virtual-users',
  unit: 'count',
  notCountedBecause: 'the number of virtual users is a setting of the test',
};

/** The numbers of a metric: under `values`, or beside its thresholds in a flat export. */
export function valuesOf(metric: unknown): JsonObject {
  return objectAt(metric, 'values') ?? asObject(metric) ?? {};
}

/** Reads one metric by the shape of its numbers: trend, counter, rate or gauge. */
export function readK6Metric(entry: K6Metric, run: RunBuilder, out: ResultBuilder): void {
  const values = valuesOf(entry.metric);
  const path = objectAt(entry.metric, 'values') === null ? entry.path : [...entry.path, 'values'];
  const { name, tags } = taken(entry.name);
  const benchmark = run.benchmark('test', tags);
  const at = { name, values, path, contains: stringAt(entry.metric, 'contains') };
  if ('avg' in values || 'med' in values || Object.keys(values).some((key) => PERCENTILE.test(key)))
    readTrend(at, benchmark);
  else if ('passes' in values || 'fails' in values) readRate(at, benchmark, out);
  else if ('count' in values) readCounter(at, benchmark);
  else if ('value' in values) readGauge(at, benchmark);
}

/** `http_req_duration{status:200,method:GET}` is the metric with two tags. */
function taken(full: string): { readonly name: string; readonly tags: Bag } {
  const found = /^([^{]+)\{(.*)\}$/.exec(full);
  if (found === null) return { name: full, tags: {} };
  const tags: Record<string, Scalar> = {};
  for (const part of (found[2] ?? '').split(',')) {
    const cut = part.indexOf(':');
    if (cut > 0) tags[part.slice(0, cut).trim()] = part.slice(cut + 1).trim();
  }
  return { name: (found[1] ?? full).trim(), tags };
}

interface Values {
  readonly name: string;
  readonly values: JsonObject;
  readonly path: JsonPath;
  readonly contains: string | null;
}

const PERCENTILE = /^p\((\d+(?:\.\d+)?)\)$/;

/** A trend of the script's own is a time only where the file says so. */
function readTrend({ name, values, path, contains }: Values, benchmark: BenchmarkBuilder): void {
  const own: MeasureSpec = contains === 'time' ? { unit: 'ms' } : {};
  const measure = benchmark.measure(name, TRENDS[name] ?? own);
  reportFields(measure, values, path, { mean: 'avg', median: 'med', min: 'min', max: 'max', n: 'count' });
  for (const key of Object.keys(values)) {
    const percentile = PERCENTILE.exec(key)?.[1];
    const value = numberAt(values, key);
    if (percentile !== undefined && value !== null)
      measure.reported(asReported(`p${percentile}`, value), [...path, key]);
  }
}

function readCounter({ name, values, path, contains }: Values, benchmark: BenchmarkBuilder): void {
  const unit = contains === 'data' ? 'B' : 'count';
  const own = { count: { unit }, rate: { metric: `${name.replaceAll('_', '-')}-rate`, unit: `${unit}/s` } };
  const spec = COUNTERS[name] ?? own;
  put({ name, key: 'count', values, path }, spec.count, benchmark);
  put({ name, key: 'rate', values, path }, spec.rate, benchmark);
}

function readRate({ name, values, path }: Values, benchmark: BenchmarkBuilder, out: ResultBuilder): void {
  const id = name.replaceAll('_', '-');
  const own = {
    rate: { metric: id, unit: '1' },
    passes: { metric: `${id}-passes`, unit: 'count' },
    fails: { metric: `${id}-fails`, unit: 'count' },
  };
  const spec = RATES[name] ?? own;
  const key = numberAt(values, 'rate') === null ? 'value' : 'rate';
  put({ name, key, values, path }, spec.rate, benchmark);
  put({ name, key: 'passes', values, path }, spec.passes, benchmark);
  put({ name, key: 'fails', values, path }, spec.fails, benchmark);
  const rate = numberAt(values, key) ?? 0;
  if (name === 'http_req_failed' && rate > 0) {
    const share = `${Number((rate * 100).toPrecision(3))} %`;
    const sentence = `${share} of the requests failed; http_req_duration and http_reqs include them.`;
    out.problemAt([...path, key], 'warning', sentence);
  }
}

function readGauge({ name, values, path }: Values, benchmark: BenchmarkBuilder): void {
  const spec = name === 'vus' || name === 'vus_max' ? USERS : {};
  const value = numberAt(values, 'value');
  if (value === null) return;
  const measure = benchmark.measure(name, spec).value(value, [...path, 'value']);
  reportFields(measure, values, path, { min: 'min', max: 'max' });
}

interface Entry {
  readonly name: string;
  readonly key: string;
  readonly values: JsonObject;
  readonly path: JsonPath;
}

function put({ name, key, values, path }: Entry, spec: MeasureSpec, benchmark: BenchmarkBuilder): void {
  const value = numberAt(values, key);
  if (value !== null) benchmark.measure(`${name}.${key}`, spec).value(value, [...path, key]);
}
