import type { BenchmarkBuilder } from './build-measure.ts';
import type { SampleExtra } from './build-samples.ts';
import type { ResultBuilder } from './build.ts';
import { arrayAt, asArray, numberAt } from './json-guards.ts';
import { latencyMeasure } from './serving-keys.ts';
import type { ServingRecord } from './serving-record.ts';

const NO_TOKEN = 'no token came back';

/**
 * Reads what a result lists per request: time to first token and gaps between tokens (both in seconds), prompt and answer
 * lengths, errors. A request with an error text is failed; one that ended without a single token has no time to first token.
 */
export function readServingRequests(
  record: ServingRecord,
  benchmark: BenchmarkBuilder,
  out: ResultBuilder,
): void {
  const { value, path } = record;
  const errors = arrayAt(value, 'errors') ?? [];
  const outputs = arrayAt(value, 'output_lens');
  const said = (request: number): SampleExtra => ({ ...outcomeOf(errors[request]), labels: { request } });
  const firsts = readFirstTokens(record, benchmark, said);
  arrayAt(value, 'itls')?.forEach((gaps, request) => {
    const list = asArray(gaps);
    if (list === null || list.length === 0) return;
    // There may be millions of gaps: their place tells which request they are of, so they carry no label.
    latencyMeasure(benchmark, 'itl', 'itl').sampleArray(
      list,
      [...path, 'itls', request],
      outcomeOf(errors[request]),
    );
  });
  for (const [key, metric] of [
    ['input_lens', 'prompt-tokens'],
    ['output_lens', 'tokens-generated'],
  ] as const) {
    arrayAt(value, key)?.forEach((count, request) => {
      if (typeof count !== 'number') return;
      benchmark.measure(key, { metric, unit: 'tok' }).sample(count, [...path, key, request], said(request));
    });
  }
  if (outputs !== null) tellOfSilent(record, firsts, out);
}

function outcomeOf(error: unknown): SampleExtra {
  return typeof error === 'string' && error.trim() !== '' ? { outcome: 'failed', error: error.trim() } : {};
}

interface FirstTokens {
  readonly silent: number;
  readonly mean: number;
}

function readFirstTokens(
  { value, path }: ServingRecord,
  benchmark: BenchmarkBuilder,
  said: (request: number) => SampleExtra,
): FirstTokens {
  const outputs = arrayAt(value, 'output_lens');
  let silent = 0;
  let sum = 0;
  let count = 0;
  arrayAt(value, 'ttfts')?.forEach((seconds, request) => {
    const measure = latencyMeasure(benchmark, 'ttft', 'ttft');
    const at = [...path, 'ttfts', request];
    const extra = said(request);
    if (typeof seconds !== 'number') {
      measure.sample(NaN, at, { ...extra, outcome: 'failed', error: extra.error ?? 'not a finite number' });
    } else if (extra.outcome === undefined && seconds === 0 && outputs?.[request] === 0) {
      silent++;
      measure.sample(seconds, at, { ...extra, outcome: 'partial', error: NO_TOKEN });
    } else {
      measure.sample(seconds, at, extra);
      if (extra.outcome !== undefined) return;
      sum += seconds;
      count++;
    }
  });
  return { silent, mean: count === 0 ? NaN : sum / count };
}

/** The tools count a request without any token as a TTFT of 0 in their own mean. */
function tellOfSilent(
  { value, path }: ServingRecord,
  { silent, mean }: FirstTokens,
  out: ResultBuilder,
): void {
  const stated = numberAt(value, 'mean_ttft_ms');
  if (silent === 0 || stated === null || Number.isNaN(mean)) return;
  const counted = 1000 * mean;
  const requests = silent === 1 ? 'one request' : `${silent} requests`;
  const sentence =
    Math.abs(counted - stated) <= 1e-6 * counted
      ? `${requests} ended without a token: no time to first token.`
      : `mean_ttft_ms is ${short(stated)} because ${requests} that ended without a token counted as 0; the mean of the others is ${short(counted)}.`;
  out.problemAt([...path, 'mean_ttft_ms'], 'warning', sentence);
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
